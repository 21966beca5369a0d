using System.Globalization;
using System.Text.RegularExpressions;

namespace FollowUp.Questionnaires;

/// <summary>Swedish personal identity numbers and coordination numbers in running text (SFS 1991:481, 2022:1697).</summary>
internal static partial class PersonalNumber
{
    // A coordination number has 60 added to the day.
    private const int Coordination = 60;

    /// <summary>The first such number, with its last digits covered; null where the text has none.</summary>
    public static string? In(string text)
    {
        // With the other separator too: of two numbers in a row the first must not hide the second.
        for (var match = Candidate().Match(text); match.Success; match = Candidate().Match(text, match.Index + 1))
        {
            var (day, serial) = (match.Groups["day"].Value.Replace("-", ""), match.Groups["serial"].Value);
            if (IsDay(day) && HasCheckDigit(day[^6..] + serial))
            {
                return $"{day}-••••";
            }
        }
        return null;
    }

    private static bool IsDay(string digits)
    {
        var ofMonth = int.Parse(digits[^2..], CultureInfo.InvariantCulture);
        var day = digits[..^2] + (ofMonth > Coordination ? ofMonth - Coordination : ofMonth).ToString("00", CultureInfo.InvariantCulture);
        IEnumerable<string> centuries = day.Length == 8 ? [""] : ["19", "20"];
        return centuries.Any(century => DateOnly.TryParseExact(century + day, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var date) && date.Year is >= 1840 and < 2100);
    }

    /// <summary>Luhn's sum over the ten digits.</summary>
    private static bool HasCheckDigit(string digits) =>
        digits.Select((digit, place) => (digit - '0') * (place % 2 == 0 ? 2 : 1)).Sum(product => product / 10 + product % 10) % 10 == 0;

    // As people write them: 850709-1234, 19850709 1234, 850709+1234, 8507091234, also with a dash of another length; and 1985-07-09-1234.
    [GeneratedRegex(@"(?<![0-9])(?:(?<day>(?:[0-9]{2})?[0-9]{6})[\s\u00a0]?[-+\u2010-\u2015\u2212]?[\s\u00a0]?"
        + @"|(?<day>(?:[0-9]{2})?[0-9]{2}-[0-9]{2}-[0-9]{2})[-+\u2010-\u2015\u2212])(?<serial>[0-9]{4})(?![0-9])")]
    private static partial Regex Candidate();
}
