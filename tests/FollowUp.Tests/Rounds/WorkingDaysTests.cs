using FollowUp.Rounds;

namespace FollowUp.Tests.Rounds;

public sealed class WorkingDaysTests
{
    [Theory]
    // From the Swedish almanac.
    [InlineData("2026-01-01", false)]
    [InlineData("2026-01-06", false)]
    [InlineData("2026-04-03", false)] // Good Friday
    [InlineData("2026-04-06", false)] // Easter Monday
    [InlineData("2025-04-18", false)]
    [InlineData("2025-04-21", false)]
    [InlineData("2024-03-29", false)]
    [InlineData("2026-05-01", false)]
    [InlineData("2026-05-14", false)] // Ascension
    [InlineData("2025-05-29", false)]
    [InlineData("2025-06-06", false)]
    [InlineData("2026-06-19", false)] // Midsummer's Eve
    [InlineData("2025-06-20", false)]
    [InlineData("2026-12-24", false)]
    [InlineData("2026-12-31", false)]
    [InlineData("2026-02-28", false)] // a Saturday
    [InlineData("2026-04-02", true)]
    [InlineData("2026-04-07", true)]
    [InlineData("2026-05-15", true)]
    [InlineData("2026-06-18", true)]
    [InlineData("2026-06-22", true)]
    [InlineData("2026-02-27", true)]
    public void IsWorkingDay_AsTheAlmanacSays(string day, bool working) => Assert.Equal(working, WorkingDays.IsWorkingDay(DateOnly.Parse(day)));

    [Fact]
    public void A_day_moves_over_a_whole_holiday()
    {
        Assert.Equal(new DateOnly(2026, 4, 2), WorkingDays.OnOrBefore(new DateOnly(2026, 4, 6)));
        Assert.Equal(new DateOnly(2026, 4, 7), WorkingDays.OnOrAfter(new DateOnly(2026, 4, 3)));
        Assert.Equal(new DateOnly(2026, 4, 7), WorkingDays.OnOrAfter(new DateOnly(2026, 4, 7)));
    }
}
