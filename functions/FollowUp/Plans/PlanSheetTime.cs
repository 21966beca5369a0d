using System.Globalization;
using System.Text.RegularExpressions;
using FollowUp.Inputs;

namespace FollowUp.Plans;

/// <summary>When a measure is to be done, as people write it.</summary>
/// <param name="From">Null where it does not say, or follows the plan.</param>
/// <param name="IsWritten">It is a day as it stands.</param>
internal sealed partial record PlanSheetTime(DateOnly? From, DateOnly? To, bool IsWritten)
{
    /// <returns>Null where it is no time.</returns>
    public static PlanSheetTime? Read(string text)
    {
        var words = InputText.Key(text);
        if (InputCheck.Day(words) is { } day)
        {
            return new PlanSheetTime(null, day, IsWritten: true);
        }
        if (PlanSheetWords.WholeTime().IsMatch(words))
        {
            return new PlanSheetTime(null, null, IsWritten: false);
        }
        if (Years(words, whole: true) is { } years)
        {
            return new PlanSheetTime(years.First == years.Last ? null : new DateOnly(years.First, 1, 1), new DateOnly(years.Last, 12, 31),
                IsWritten: false);
        }
        if (PlanSheetWords.PartOfYear().Match(words) is not { Success: true } part)
        {
            return null;
        }
        var month = part.Groups["quarter"] is { Success: true } quarter ? (quarter.Value[^1] - '0') * 3
            : part.Groups["spring"].Success ? 6 : part.Groups["autumn"].Success ? 12
            : PlanSheetWords.Months.Split(' ').IndexOf(part.Groups["month"].Value.ToLowerInvariant()) + 1;
        var year = int.Parse(part.Groups["year"].Value, CultureInfo.InvariantCulture);
        return new PlanSheetTime(null, new DateOnly(year, month, DateTime.DaysInMonth(year, month)), IsWritten: false);
    }

    /// <summary>The years that a text names, 2025–2028 or 2025; null where it names none, or they run backwards.</summary>
    /// <param name="whole">It must name nothing else.</param>
    public static (int First, int Last)? Years(string text, bool whole = false)
    {
        var match = YearSpan().Match(InputText.Key(text));
        if (!match.Success || (whole && match.Length != InputText.Key(text).Length))
        {
            return null;
        }
        var first = match.Groups["first"].Value;
        var last = match.Groups["last"] is { Success: true } written ? first[..(4 - written.Length)] + written.Value : first;
        var years = (First: int.Parse(first, CultureInfo.InvariantCulture), Last: int.Parse(last, CultureInfo.InvariantCulture));
        return years.Last < years.First ? null : years;
    }

    [GeneratedRegex(@"(?<![0-9])(?<first>20[0-9]{2})(?![0-9])(\s?[-/]\s?(?<last>20[0-9]{2}|[0-9]{2})(?![0-9-]))?",
        RegexOptions.ExplicitCapture)]
    private static partial Regex YearSpan();
}
