using System.Text.RegularExpressions;

namespace FollowUp.Accessibility;

/// <summary>Where what users say of the pages is stored, and the cases' numbers.</summary>
internal static partial class FeedbackKeys
{
    public const string Partition = "|feedback";

    /// <summary>A case's number and its row: cases sort by day.</summary>
    /// <param name="number">From 1 each day.</param>
    public static string Number(DateOnly day, int number) => $"{day:yyyyMMdd}-{number:D2}";

    public static bool IsNumber(string number) => NumberPattern().IsMatch(number);

    [GeneratedRegex(@"\A[0-9]{8}-[0-9]{2,3}\z")]
    private static partial Regex NumberPattern();
}
