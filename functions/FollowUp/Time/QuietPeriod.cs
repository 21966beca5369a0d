using System.Globalization;

namespace FollowUp.Time;

/// <summary>Days on which no mail goes out, every year. May go over New Year.</summary>
/// <param name="From">The first day, as <c>MM-dd</c>.</param>
/// <param name="To">The last day, as <c>MM-dd</c>.</param>
public sealed record QuietPeriod(string From, string To)
{
    private const string DayOfYear = "MM-dd";

    public bool Contains(DateOnly day)
    {
        // Written like this, the days of a year sort as text.
        var written = day.ToString(DayOfYear, CultureInfo.InvariantCulture);
        var (begun, over) = (string.CompareOrdinal(From, written) <= 0, string.CompareOrdinal(To, written) < 0);
        return string.CompareOrdinal(From, To) <= 0 ? begun && !over : begun || !over;
    }

    /// <summary>Parsed in a leap year, so that 29 February is valid.</summary>
    internal static bool IsDayOfYear(string? text) =>
        DateOnly.TryParseExact($"2024-{text}", $"yyyy-{DayOfYear}", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
