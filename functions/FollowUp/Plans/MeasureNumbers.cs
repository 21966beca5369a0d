using System.Globalization;
using System.Text.RegularExpressions;

namespace FollowUp.Plans;

/// <summary>What spreadsheets make of a measure's number.</summary>
internal static partial class MeasureNumbers
{
    /// <summary>
    /// The number of which a spreadsheet has made a time of day, 1:3 of 01:03:00 and 1:1:1 of 01:01:01; null where it has not.
    /// </summary>
    public static string? FromTimeOfDay(string written)
    {
        if (TimeOfDay().Match(written) is not { Success: true } time)
        {
            return null;
        }
        var (first, others) = (Number(time.Groups["hour"]), time.Groups["other"].Captures.Select(Number).ToList());
        var half = time.Groups["half"].Value.ToLowerInvariant();
        first = half is "p" or "e" && first < 12 ? first + 12 : half is "a" or "f" && first == 12 ? 0 : first;
        // No number ends with a nought.
        return string.Join(':', others is [var minute, 0] ? [first, minute] : others.Prepend(first));

        static int Number(Capture digits) => int.Parse(digits.Value, CultureInfo.InvariantCulture);
    }

    // What spreadsheets make of 1:3: a nought before a digit, or noughts for seconds, or the half of the day, English or Swedish.
    [GeneratedRegex("""
        \A(?=0[0-9]|.*:0[0-9]|.*\ ?[apef]\.?m)
        (?<hour>[0-9]{1,3})(:(?<other>[0-9]{2})){1,2}(\ ?(?<half>[apef])\.?m\.?)?\z
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex TimeOfDay();
}
