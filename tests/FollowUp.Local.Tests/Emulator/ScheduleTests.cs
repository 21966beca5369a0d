using System.Globalization;
using FollowUp.Local.Emulator;

namespace FollowUp.Local.Tests.Emulator;

public class ScheduleTests
{
    // 1 January 2026 is a Thursday.
    [Theory]
    // every field by itself
    [InlineData("* * * * * *", "2026-01-01 00:00:00", "2026-01-01 00:00:01")]
    [InlineData("* * * * * *", "2026-12-31 23:59:59", "2027-01-01 00:00:00")]
    [InlineData("30 * * * * *", "2026-01-01 00:00:30", "2026-01-01 00:01:30")]
    [InlineData("0 5 * * * *", "2026-01-01 00:05:00", "2026-01-01 01:05:00")]
    [InlineData("0 0 6 * * *", "2026-01-01 05:59:59", "2026-01-01 06:00:00")]
    [InlineData("0 0 6 * * *", "2026-01-01 06:00:00", "2026-01-02 06:00:00")]
    [InlineData("0 0 0 15 * *", "2026-01-15 00:00:00", "2026-02-15 00:00:00")]
    [InlineData("0 0 0 1 7 *", "2026-07-01 00:00:00", "2027-07-01 00:00:00")]
    [InlineData("0 0 0 * * 0", "2026-01-01 00:00:00", "2026-01-04 00:00:00")]
    // carrying over: a later hour begins again at the first minute and second
    [InlineData("10,20 15,45 8,17 * * *", "2026-01-01 08:45:20", "2026-01-01 17:15:10")]
    [InlineData("10,20 15,45 8,17 * * *", "2026-01-01 08:15:15", "2026-01-01 08:15:20")]
    [InlineData("10,20 15,45 8,17 * * *", "2026-01-01 08:16:00", "2026-01-01 08:45:10")]
    [InlineData("10,20 15,45 8,17 * * *", "2026-01-01 17:45:20", "2026-01-02 08:15:10")]
    // steps, ranges, lists, names
    [InlineData("0 */5 * * * *", "2026-01-01 00:57:00", "2026-01-01 01:00:00")]
    [InlineData("0 5/20 * * * *", "2026-01-01 00:26:00", "2026-01-01 00:45:00")]
    [InlineData("0 5/20 * * * *", "2026-01-01 00:45:00", "2026-01-01 01:05:00")]
    [InlineData("0 10-30/10 * * * *", "2026-01-01 00:30:00", "2026-01-01 01:10:00")]
    [InlineData("0 */7 * * * *", "2026-01-01 00:56:00", "2026-01-01 01:00:00")]
    [InlineData("0 0 8-16/4 * * *", "2026-01-01 12:00:00", "2026-01-01 16:00:00")]
    [InlineData("0 0 9 * * MON-FRI", "2026-01-02 09:00:00", "2026-01-05 09:00:00")]
    [InlineData("0 0 9 * * mon,Wednesday", "2026-01-05 09:00:00", "2026-01-07 09:00:00")]
    [InlineData("0 0 0 1 JAN,Jul-Aug *", "2026-01-01 00:00:00", "2026-07-01 00:00:00")]
    [InlineData("0 0 0 1 JAN,Jul-Aug *", "2026-07-01 00:00:00", "2026-08-01 00:00:00")]
    [InlineData("0,0,0 0 0 * * *", "2026-01-01 00:00:00", "2026-01-02 00:00:00")]
    [InlineData("  0  0  6  *  *  *  ", "2026-01-01 05:00:00", "2026-01-01 06:00:00")]
    // months of different lengths, leap days
    [InlineData("0 0 0 31 * *", "2026-01-31 00:00:00", "2026-03-31 00:00:00")]
    [InlineData("0 0 0 30 2-4 *", "2026-01-01 00:00:00", "2026-03-30 00:00:00")]
    [InlineData("0 0 0 29 2 *", "2026-01-01 00:00:00", "2028-02-29 00:00:00")]
    [InlineData("0 0 0 29 2 *", "2096-02-29 00:00:00", "2104-02-29 00:00:00")]
    [InlineData("0 0 12 28-31 * *", "2027-02-28 12:00:00", "2027-03-28 12:00:00")]
    // both day fields must match: Friday the thirteenth, a leap day on a Monday
    [InlineData("0 0 0 13 * 5", "2026-01-01 00:00:00", "2026-02-13 00:00:00")]
    [InlineData("0 0 0 13 * 5", "2026-03-13 00:00:00", "2026-11-13 00:00:00")]
    [InlineData("0 0 0 29 2 MON", "2026-01-01 00:00:00", "2044-02-29 00:00:00")]
    [InlineData("0 0 8 1-7 * MON", "2026-01-05 08:00:00", "2026-02-02 08:00:00")]
    // UTC knows no daylight saving: the hour that Stockholm skips, and the one it has twice
    [InlineData("0 30 2 * * *", "2026-03-28 02:30:00", "2026-03-29 02:30:00")]
    [InlineData("0 30 2 * * *", "2026-10-25 02:30:00", "2026-10-26 02:30:00")]
    [InlineData("0 0 * * * *", "2026-10-25 00:00:00", "2026-10-25 01:00:00")]
    public void Next_IsTheFirstMatchAfter(string expression, string after, string expected)
    {
        Assert.Equal(Utc(expected), Schedule.Parse(expression).Next(Utc(after)));
    }

    [Fact]
    public void Next_AfterPartOfASecondAndInAnotherOffset_IsInUtc()
    {
        var after = new DateTimeOffset(2026, 6, 1, 8, 0, 0, 1, TimeSpan.FromHours(2));

        var next = Schedule.Parse("* 0 6 * * *").Next(after);

        Assert.Equal(Utc("2026-06-01 06:00:01"), next);
        Assert.Equal(TimeSpan.Zero, next.Offset);
    }

    [Theory]
    [InlineData("", "it has 0 fields")]
    [InlineData("0 * * * *", "it has 5 fields")]
    [InlineData("01:00:00", "it has 1 fields")]
    [InlineData("60 * * * * *", "the second 60 is not from 0 to 59")]
    [InlineData("0 0 24 * * *", "the hour 24 is not from 0 to 23")]
    [InlineData("0 0 0 0 * *", "the day 0 is not from 1 to 31")]
    [InlineData("0 0 0 * 13 *", "the month 13 is not from 1 to 12")]
    [InlineData("0 0 0 * * 7", "the day-of-week 7 is not from 0 to 6")]
    [InlineData("0 0 0 * * FOO", "the day-of-week 'FOO' cannot be read")]
    [InlineData("0 0 0 * J *", "the month 'J' cannot be read")]
    [InlineData("MON 0 0 * * *", "the second 'MON' cannot be read")]
    [InlineData("0 0 0 ? * *", "the day '?' cannot be read")]
    [InlineData("0 0 0 L * *", "the day 'L' cannot be read")]
    [InlineData("0 -5 0 * * *", "the minute '' cannot be read")]
    [InlineData("0 1,,2 0 * * *", "the minute '' cannot be read")]
    [InlineData("0 */0 0 * * *", "the minute '*/0' cannot be read")]
    [InlineData("0 */x 0 * * *", "the minute '*/x' cannot be read")]
    [InlineData("0 1-2-3 0 * * *", "the minute '1-2-3' cannot be read")]
    [InlineData("0 0 0 * * FRI-MON", "the day-of-week range 'FRI-MON' runs backwards")]
    [InlineData("0 0 0 30 2 *", "no such date ever comes: day 30 in month 2")]
    [InlineData("0 0 0 31 4,6,9,11 *", "no such date ever comes: day 31 in month 4,6,9,11")]
    public void Parse_OfWhatIsNoSchedule_SaysWhy(string expression, string reason)
    {
        var error = Assert.Throws<FormatException>(() => Schedule.Parse(expression));

        Assert.Equal($"'{expression}' is not a schedule '{{second}} {{minute}} {{hour}} {{day}} {{month}} {{day-of-week}}': {reason}.", error.Message);
    }

    private static DateTimeOffset Utc(string text) =>
        DateTimeOffset.ParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
