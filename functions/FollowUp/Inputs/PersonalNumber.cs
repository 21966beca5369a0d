using System.Globalization;
using System.Text.RegularExpressions;

namespace FollowUp.Inputs;

/// <summary>Swedish personal identity numbers and coordination numbers in running text (SFS 1991:481, 2022:1697).</summary>
internal static partial class PersonalNumber
{
    // A coordination number has 60 added to the day. Of an unknown month or day it has 00.
    private const int Coordination = 60;

    /// <summary>The first such number, with its last digits covered; null where the text has none.</summary>
    public static string? In(string text)
    {
        var digits = InputText.Digits(text);
        // With the other separator too: of two numbers in a row the first must not hide the second.
        for (var match = Candidate().Match(digits); match.Success; match = Candidate().Match(digits, match.Index + 1))
        {
            var (year, month, day) = (match.Groups["year"].Value, match.Groups["month"].Value, match.Groups["day"].Value);
            if (IsDay(year, Number(month), Number(day)) && HasCheckDigit($"{year[^2..]}{month}{day}{match.Groups["serial"].Value}"))
            {
                return $"{year}{month}{day}-••••";
            }
        }
        return null;
    }

    private static bool IsDay(string year, int month, int day)
    {
        IEnumerable<int> years = year.Length == 4 ? [Number(year)] : [1900 + Number(year), 2000 + Number(year)];
        return years.Any(full => full is >= 1840 and < 2100 && month <= 12 && (day >= Coordination
            ? day - Coordination <= (month == 0 ? 31 : DateTime.DaysInMonth(full, month))
            : month > 0 && day > 0 && day <= DateTime.DaysInMonth(full, month)));
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    /// <summary>Luhn's sum over the ten digits.</summary>
    private static bool HasCheckDigit(string digits) =>
        digits.Select((digit, place) => (digit - '0') * (place % 2 == 0 ? 2 : 1)).Sum(product => product / 10 + product % 10) % 10 == 0;

    // As people write them: 850709-1232, 19850709 - 1232, 850709.1232, 8507091232; and with the date as a date: 1985-07-09-1232. The last
    // four are not the year of another date: 2024-01-09-2024-12-31 is a period.
    [GeneratedRegex("""
        (?<![0-9])(?<year>([0-9]{2})?[0-9]{2})
        ((?<month>[0-9]{2})(?<day>[0-9]{2})[^\p{L}\p{N}]{0,3}
        |(?<between>[-./ ])(?<month>[0-9]{2})\k<between>(?<day>[0-9]{2})(\ ?[-+]{1,2}\ ?|[./\ ]?))
        (?<serial>[0-9]{4})(?![0-9])
        (?!(?<=(19|20)[0-9]{2})(?<then>[-./ ])(0[1-9]|1[0-2])\k<then>(0[1-9]|[12][0-9]|3[01])(?![0-9]))
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Candidate();
}
