using System.Globalization;
using System.Text.Json;
using FollowUp.Storage;
using FollowUp.Time;

namespace FollowUp.Tests.Time;

public sealed class WorkingDaysTests
{
    // Holidays with a fixed date.
    private static readonly string[] Fixed = ["01-01", "01-06", "05-01", "06-06", "12-24", "12-25", "12-26", "12-31"];

    /// <summary>
    /// The almanac: Good Friday, Easter Sunday, Easter Monday, Ascension Day, Whit Sunday, National Day's weekday, Midsummer's Eve,
    /// Midsummer Day, All Saints' Day, the bridge days, and the number of days on which offices are open.
    /// </summary>
    [Theory]
    [InlineData(2024, "03-29", "03-31", "04-01", "05-09", "05-19", DayOfWeek.Thursday, "06-21", "06-22", "11-02",
        "05-10 06-07 12-23 12-27 12-30", 251)]
    [InlineData(2025, "04-18", "04-20", "04-21", "05-29", "06-08", DayOfWeek.Friday, "06-20", "06-21", "11-01", "05-02 05-30", 249)]
    [InlineData(2026, "04-03", "04-05", "04-06", "05-14", "05-24", DayOfWeek.Saturday, "06-19", "06-20", "10-31", "01-02 01-05 05-15", 251)]
    [InlineData(2027, "03-26", "03-28", "03-29", "05-06", "05-16", DayOfWeek.Sunday, "06-25", "06-26", "11-06", "05-07", 253)]
    [InlineData(2028, "04-14", "04-16", "04-17", "05-25", "06-04", DayOfWeek.Tuesday, "06-23", "06-24", "11-04", "01-07 05-26 06-05", 251)]
    [InlineData(2029, "03-30", "04-01", "04-02", "05-10", "05-20", DayOfWeek.Wednesday, "06-22", "06-23", "11-03", "04-30 05-11", 250)]
    [InlineData(2030, "04-19", "04-21", "04-22", "05-30", "06-09", DayOfWeek.Thursday, "06-21", "06-22", "11-02",
        "05-31 06-07 12-23 12-27 12-30", 250)]
    [InlineData(2031, "04-11", "04-13", "04-14", "05-22", "06-01", DayOfWeek.Friday, "06-20", "06-21", "11-01", "05-02 05-23", 249)]
    [InlineData(2032, "03-26", "03-28", "03-29", "05-06", "05-16", DayOfWeek.Sunday, "06-25", "06-26", "11-06", "01-02 01-05 05-07", 254)]
    [InlineData(2033, "04-15", "04-17", "04-18", "05-26", "06-05", DayOfWeek.Monday, "06-24", "06-25", "11-05", "01-07 05-27", 253)]
    [InlineData(2034, "04-07", "04-09", "04-10", "05-18", "05-28", DayOfWeek.Tuesday, "06-23", "06-24", "11-04", "05-19 06-05", 251)]
    [InlineData(2035, "03-23", "03-25", "03-26", "05-03", "05-13", DayOfWeek.Wednesday, "06-22", "06-23", "11-03", "04-30 05-02 05-04",
        250)]
    public void The_year_is_as_the_almanac_says(
        int year, string goodFriday, string easter, string easterMonday, string ascension, string whitSunday, DayOfWeek nationalDay,
        string midsummersEve,
        string midsummer, string allSaints, string bridges, int officeDays)
    {
        DateOnly Day(string written) => DateOnly.ParseExact($"{year}-{written}", "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var days = Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Select(new DateOnly(year, 1, 1).AddDays).ToList();
        var holidays = Fixed.Concat([goodFriday, easter, easterMonday, ascension, whitSunday, midsummersEve, midsummer, allSaints])
            .Select(Day).ToList();
        var open = days.Where(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !holidays.Contains(day)).ToList();

        Assert.Equal(open, days.Where(WorkingDays.Office.IsWorkingDay));
        Assert.Equal(officeDays, open.Count);
        Assert.Equal(open.Except(bridges.Split(' ').Select(Day)),
            days.Where((WorkingDays.Office with { UseBridgeDays = false }).IsWorkingDay));
        Assert.Equal(nationalDay, Day("06-06").DayOfWeek);
    }

    [Fact]
    public void A_day_moves_over_a_whole_holiday()
    {
        Assert.Equal(new DateOnly(2026, 4, 2), WorkingDays.Office.OnOrBefore(new DateOnly(2026, 4, 6)));
        Assert.Equal(new DateOnly(2026, 4, 7), WorkingDays.Office.OnOrAfter(new DateOnly(2026, 4, 3)));
        Assert.Equal(new DateOnly(2026, 4, 7), WorkingDays.Office.OnOrAfter(new DateOnly(2026, 4, 7)));
    }

    [Theory]
    [InlineData("2026-07-15", "2026-06-30", "2026-08-03")] // in July, which ends on a Friday
    [InlineData("2026-06-30", "2026-06-30", "2026-06-30")]
    [InlineData("2026-08-01", "2026-06-30", "2026-08-03")] // on the Saturday after it
    [InlineData("2026-05-15", "2026-05-13", "2026-05-18")] // on the Friday after Ascension Day
    // Between the First of May and Ascension Day, with a bridge day on either side of them
    [InlineData("2035-05-02", "2035-04-27", "2035-05-07")]
    [InlineData("2024-12-27", "2024-12-20", "2025-01-02")] // the whole of Christmas
    public void By_default_a_day_moves_out_of_July_and_off_a_bridge_day(string day, string before, string after)
    {
        Assert.Equal(DateOnly.Parse(before), WorkingDays.Default.OnOrBefore(DateOnly.Parse(day)));
        Assert.Equal(DateOnly.Parse(after), WorkingDays.Default.OnOrAfter(DateOnly.Parse(day)));
    }

    [Fact]
    public void A_day_that_stands_alone_beside_a_quiet_period_is_no_bridge_day()
    {
        // A Friday: offices are open on the Thursday before it, but no mail is sent.
        Assert.True(WorkingDays.Default.IsWorkingDay(new DateOnly(2031, 8, 1)));
    }

    [Fact]
    public void A_quiet_period_may_go_over_New_Year_and_comes_back_each_year()
    {
        var days = new WorkingDays([new QuietPeriod("12-20", "01-07"), new QuietPeriod("02-29", "02-29")], UseBridgeDays: true);

        Assert.Equal(new DateOnly(2027, 12, 17), days.OnOrBefore(new DateOnly(2028, 1, 3)));
        Assert.Equal(new DateOnly(2028, 1, 10), days.OnOrAfter(new DateOnly(2027, 12, 20)));
        Assert.Equal(new DateOnly(2035, 1, 8), days.OnOrAfter(new DateOnly(2034, 12, 20)));
        Assert.Equal(new DateOnly(2028, 3, 1), days.OnOrAfter(new DateOnly(2028, 2, 29)));
        Assert.True(days.IsWorkingDay(new DateOnly(2027, 3, 1)));
        Assert.Empty(days.Problems());
    }

    [Fact]
    public void At_the_ends_of_the_calendar_a_day_stays_in_it()
    {
        Assert.All([WorkingDays.Default, WorkingDays.Office], days =>
        {
            // A Monday and a Friday.
            Assert.Equal(new DateOnly(1, 1, 1), days.OnOrBefore(new DateOnly(1, 1, 1)));
            Assert.Equal(new DateOnly(1, 1, 2), days.OnOrAfter(new DateOnly(1, 1, 1)));
            Assert.Equal(new DateOnly(9999, 12, 30), days.OnOrBefore(new DateOnly(9999, 12, 31)));
            Assert.Equal(new DateOnly(9999, 12, 31), days.OnOrAfter(new DateOnly(9999, 12, 31)));
            foreach (var year in new[] { 1, 9999 })
            {
                Assert.InRange(Enumerable.Range(0, 365).Count(day => days.IsWorkingDay(new DateOnly(year, 1, 1).AddDays(day))), 220, 254);
            }
        });
    }

    [Fact]
    public void They_are_written_as_a_person_would_write_them()
    {
        const string Written = """{"quiet":[{"from":"07-01","to":"07-31"}],"useBridgeDays":false}""";

        Assert.Equal(Written, JsonSerializer.Serialize(WorkingDays.Default, StoredJson.Options));
        Assert.Equal(new DateOnly(2026, 8, 3), Read(Written).OnOrAfter(new DateOnly(2026, 7, 1)));
        Assert.Empty(Read(Written).Problems());
    }

    [Theory]
    [InlineData("""{"useBridgeDays":true}""", "days.quiet: saknas.")]
    [InlineData("""{"quiet":[null]}""", "days.quiet: saknas.")]
    [InlineData("""{"quiet":[{"from":"7-1","to":"07-31"}]}""", "quiet: ”7-1” är ingen dag på året.")]
    [InlineData("""{"quiet":[{"from":"07-01","to":"06-31"}]}""", "quiet: ”06-31” är ingen dag på året.")]
    [InlineData("""{"quiet":[{"from":"07-01"}]}""", "quiet: ”” är ingen dag på året.")]
    [InlineData("""{"quiet":[{"from":"01-01","to":"12-31"}]}""", "quiet: perioderna utan utskick lämnar inte en enda arbetsdag kvar.")]
    [InlineData("""{"quiet":[{"from":"07-01","to":"06-30"}]}""", "inte en enda arbetsdag kvar")]
    // 2–6 January can be a bridge day, a weekend and Epiphany
    [InlineData("""{"quiet":[{"from":"01-07","to":"06-30"},{"from":"07-01","to":"01-01"}]}""", "inte en enda arbetsdag kvar")]
    [InlineData("""{"quiet":[{"from":"12-22","to":"12-20"}]}""", "inte en enda arbetsdag kvar")] // 21 December can be a Sunday
    public void What_leaves_no_working_day_or_cannot_be_understood_is_refused(string written, string problem) =>
    Assert.Contains(problem, Assert.Single(Read(written).Problems()).ToString());

    [Fact]
    public void More_quiet_periods_than_anybody_needs_are_refused() =>
        Assert.Contains("högst 10 perioder",
            Assert.Single(new WorkingDays(Enumerable.Repeat(new QuietPeriod("07-01", "07-31"), 11).ToList(), true).Problems()).Message);

    private static WorkingDays Read(string written) => JsonSerializer.Deserialize<WorkingDays>(written, StoredJson.Options)!;
}
