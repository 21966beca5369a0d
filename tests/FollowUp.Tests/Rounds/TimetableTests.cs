using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using FollowUp.Plans;
using FollowUp.Rounds;
using FollowUp.Time;

namespace FollowUp.Tests.Rounds;

public sealed class TimetableTests
{
    private static readonly IReadOnlyList<Notice> Notices = Timetable.Notices(SmallTown.Open);

    [Fact]
    public void Notices_are_the_invitation_and_the_ladder_at_eight_in_Stockholm()
    {
        Assert.Equal(
            [("invitation", "2026-01-12T07:00"), ("reminder-14", "2026-02-13T07:00"), ("overdue+1", "2026-03-02T07:00"),
                ("head+8", "2026-03-09T07:00")],
            Notices.Select(notice => (notice.Id, notice.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm"))));
    }

    [Fact]
    public void A_step_moves_away_from_the_deadline_on_its_own_side()
    {
        // Maundy Thursday: the day before is a working day, and four days later is Easter Monday.
        var round = SmallTown.Open with
        {
            Deadline = new DateOnly(2026, 4, 2),
            Closes = new DateOnly(2026, 4, 30),
            Ladder = [new(StepKind.Reminder, -4), new(StepKind.Overdue, 4)]
        };

        Assert.Equal([new DateOnly(2026, 3, 27), new DateOnly(2026, 4, 7)],
            Timetable.Notices(round).Skip(1).Select(notice => StockholmTime.DayOf(notice.At)));
    }

    [Fact]
    public void Steps_before_the_opening_and_after_the_close_fall_away()
    {
        var round = SmallTown.Open with { Ladder = [new(StepKind.Reminder, -60), new(StepKind.Reminder, -14), new(StepKind.Overdue, 90)] };

        Assert.Equal(["invitation", "reminder-14"], Timetable.Notices(round).Select(notice => notice.Id));
    }

    [Fact]
    public void A_round_that_opens_late_leaves_out_what_should_have_come_before()
    {
        var round = SmallTown.Open with { OpenedAt = new DateTimeOffset(2026, 2, 20, 9, 0, 0, TimeSpan.Zero) };

        Assert.Equal(["invitation", "overdue+1", "head+8"], Timetable.Notices(round).Select(notice => notice.Id));
    }

    [Fact]
    public void A_step_that_a_weekend_moves_onto_the_morning_of_the_one_before_escalates_the_day_after()
    {
        var round = SmallTown.Open with { Ladder = [new(StepKind.Overdue, 1), new(StepKind.Head, 3)] };

        Assert.Equal([("overdue+1", new DateOnly(2026, 3, 2)), ("head+3", new DateOnly(2026, 3, 3))],
            Timetable.Notices(round).Skip(1).Select(notice => (notice.Id, StockholmTime.DayOf(notice.At))));
    }

    [Fact]
    public void Two_steps_that_are_meant_for_one_morning_are_both_taken()
    {
        var round = SmallTown.Open with { Ladder = [new(StepKind.Overdue, 3), new(StepKind.Head, 3)] };
        var notices = Timetable.Notices(round);
        Assert.Equal(notices[1].At, notices[2].At);

        var first = Timetable.Next(round, new HashSet<string> { "invitation" }, notices[1].At)!;
        var second = Timetable.Next(round, new HashSet<string> { "invitation", first.Id }, notices[1].At)!;

        Assert.Equal([NoticeKind.Overdue, NoticeKind.Head], [first.Kind, second.Kind]);
    }

    /// <summary>
    /// The deadline, then the days of the mails: a reminder three days before it, one on it, the overdue mail the day after it, and the
    /// head's mail eight days after it. Taken from the almanac, not from the code.
    /// </summary>
    [SuppressMessage("Design", "MA0051", Justification = "A table.")]
    public static TheoryData<string, string, string, string, string> Almanac => new()
    {
        { "2024-03-29", "2024-03-26", "2024-03-28", "2024-04-02", "2024-04-08" }, // Good Friday
        { "2024-05-09", "2024-05-06", "2024-05-08", "2024-05-13", "2024-05-17" }, // Ascension Day
        { "2024-06-21", "2024-06-18", "2024-06-20", "2024-06-24", "2024-08-01" }, // Midsummer's Eve
        { "2024-11-02", "2024-10-30", "2024-11-01", "2024-11-04", "2024-11-11" }, // All Saints' Day
        { "2024-12-24", "2024-12-20", "2024-12-20", "2025-01-02", "2025-01-03" }, // Christmas Eve
        { "2025-04-18", "2025-04-15", "2025-04-17", "2025-04-22", "2025-04-28" }, // Good Friday
        { "2025-05-29", "2025-05-26", "2025-05-28", "2025-06-02", "2025-06-09" }, // Ascension Day
        { "2025-06-20", "2025-06-17", "2025-06-19", "2025-06-23", "2025-06-30" }, // Midsummer's Eve
        { "2025-11-01", "2025-10-29", "2025-10-31", "2025-11-03", "2025-11-10" }, // All Saints' Day
        { "2025-12-24", "2025-12-19", "2025-12-23", "2025-12-29", "2026-01-07" }, // Christmas Eve
        { "2026-04-03", "2026-03-31", "2026-04-02", "2026-04-07", "2026-04-13" }, // Good Friday
        { "2026-05-14", "2026-05-11", "2026-05-13", "2026-05-18", "2026-05-22" }, // Ascension Day
        { "2026-06-19", "2026-06-16", "2026-06-18", "2026-06-22", "2026-06-29" }, // Midsummer's Eve
        { "2026-10-31", "2026-10-28", "2026-10-30", "2026-11-02", "2026-11-09" }, // All Saints' Day
        { "2026-12-24", "2026-12-21", "2026-12-23", "2026-12-28", "2027-01-04" }, // Christmas Eve
        { "2027-03-26", "2027-03-23", "2027-03-25", "2027-03-30", "2027-04-05" }, // Good Friday
        { "2027-05-06", "2027-05-03", "2027-05-05", "2027-05-10", "2027-05-14" }, // Ascension Day
        { "2027-06-25", "2027-06-22", "2027-06-24", "2027-06-28", "2027-08-02" }, // Midsummer's Eve
        { "2027-11-06", "2027-11-03", "2027-11-05", "2027-11-08", "2027-11-15" }, // All Saints' Day
        { "2027-12-24", "2027-12-21", "2027-12-23", "2027-12-27", "2028-01-03" }, // Christmas Eve
        { "2028-04-14", "2028-04-11", "2028-04-13", "2028-04-18", "2028-04-24" }, // Good Friday
        { "2028-05-25", "2028-05-22", "2028-05-24", "2028-05-29", "2028-06-02" }, // Ascension Day
        { "2028-06-23", "2028-06-20", "2028-06-22", "2028-06-26", "2028-08-01" }, // Midsummer's Eve
        { "2028-11-04", "2028-11-01", "2028-11-03", "2028-11-06", "2028-11-13" }, // All Saints' Day
        { "2028-12-24", "2028-12-21", "2028-12-22", "2028-12-27", "2029-01-02" }, // Christmas Eve
        { "2029-03-30", "2029-03-27", "2029-03-29", "2029-04-03", "2029-04-09" }, // Good Friday
        { "2029-05-10", "2029-05-07", "2029-05-09", "2029-05-14", "2029-05-18" }, // Ascension Day
        { "2029-06-22", "2029-06-19", "2029-06-21", "2029-06-25", "2029-08-01" }, // Midsummer's Eve
        { "2029-11-03", "2029-10-31", "2029-11-02", "2029-11-05", "2029-11-12" }, // All Saints' Day
        { "2029-12-24", "2029-12-21", "2029-12-21", "2029-12-27", "2030-01-02" }, // Christmas Eve
        { "2030-04-19", "2030-04-16", "2030-04-18", "2030-04-23", "2030-04-29" }, // Good Friday
        { "2030-05-30", "2030-05-27", "2030-05-29", "2030-06-03", "2030-06-10" }, // Ascension Day
        { "2030-06-21", "2030-06-18", "2030-06-20", "2030-06-24", "2030-08-01" }, // Midsummer's Eve
        { "2030-11-02", "2030-10-30", "2030-11-01", "2030-11-04", "2030-11-11" }, // All Saints' Day
        { "2030-12-24", "2030-12-20", "2030-12-20", "2031-01-02", "2031-01-03" }, // Christmas Eve
        { "2031-04-11", "2031-04-08", "2031-04-10", "2031-04-15", "2031-04-21" }, // Good Friday
        { "2031-05-22", "2031-05-19", "2031-05-21", "2031-05-26", "2031-05-30" }, // Ascension Day
        { "2031-06-20", "2031-06-17", "2031-06-19", "2031-06-23", "2031-06-30" }, // Midsummer's Eve
        { "2031-11-01", "2031-10-29", "2031-10-31", "2031-11-03", "2031-11-10" }, // All Saints' Day
        { "2031-12-24", "2031-12-19", "2031-12-23", "2031-12-29", "2032-01-07" }, // Christmas Eve
        { "2032-03-26", "2032-03-23", "2032-03-25", "2032-03-30", "2032-04-05" }, // Good Friday
        { "2032-05-06", "2032-05-03", "2032-05-05", "2032-05-10", "2032-05-14" }, // Ascension Day
        { "2032-06-25", "2032-06-22", "2032-06-24", "2032-06-28", "2032-08-02" }, // Midsummer's Eve
        { "2032-11-06", "2032-11-03", "2032-11-05", "2032-11-08", "2032-11-15" }, // All Saints' Day
        { "2032-12-24", "2032-12-21", "2032-12-23", "2032-12-27", "2033-01-03" }, // Christmas Eve
        { "2033-04-15", "2033-04-12", "2033-04-14", "2033-04-19", "2033-04-25" }, // Good Friday
        { "2033-05-26", "2033-05-23", "2033-05-25", "2033-05-30", "2033-06-03" }, // Ascension Day
        { "2033-06-24", "2033-06-21", "2033-06-23", "2033-06-27", "2033-08-01" }, // Midsummer's Eve
        { "2033-11-05", "2033-11-02", "2033-11-04", "2033-11-07", "2033-11-14" }, // All Saints' Day
        { "2033-12-24", "2033-12-21", "2033-12-23", "2033-12-27", "2034-01-02" }, // Christmas Eve
        { "2034-04-07", "2034-04-04", "2034-04-06", "2034-04-11", "2034-04-17" }, // Good Friday
        { "2034-05-18", "2034-05-15", "2034-05-17", "2034-05-22", "2034-05-26" }, // Ascension Day
        { "2034-06-23", "2034-06-20", "2034-06-22", "2034-06-26", "2034-08-01" }, // Midsummer's Eve
        { "2034-11-04", "2034-11-01", "2034-11-03", "2034-11-06", "2034-11-13" }, // All Saints' Day
        { "2034-12-24", "2034-12-21", "2034-12-22", "2034-12-27", "2035-01-02" }, // Christmas Eve
        { "2035-03-23", "2035-03-20", "2035-03-22", "2035-03-27", "2035-04-02" }, // Good Friday
        { "2035-05-03", "2035-04-27", "2035-04-27", "2035-05-07", "2035-05-11" }, // Ascension Day
        { "2035-06-22", "2035-06-19", "2035-06-21", "2035-06-25", "2035-08-01" }, // Midsummer's Eve
        { "2035-11-03", "2035-10-31", "2035-11-02", "2035-11-05", "2035-11-12" }, // All Saints' Day
        { "2035-12-24", "2035-12-21", "2035-12-21", "2035-12-27", "2036-01-02" }, // Christmas Eve
    };

    [Theory]
    [MemberData(nameof(Almanac))]
    public void A_ladder_around_a_holiday_keeps_to_working_days(string deadline, string threeBefore, string lastDay, string dayAfter,
        string toHead)
    {
        var day = DateOnly.Parse(deadline, CultureInfo.InvariantCulture);
        var round = SmallTown.Open with
        {
            Opens = day.AddDays(-42),
            OpenedAt = null,
            Deadline = day,
            Closes = day.AddDays(60),
            Ladder = [new(StepKind.Reminder, -3), new(StepKind.Reminder, 0), new(StepKind.Overdue, 1), new(StepKind.Head, 8)],
        };

        IEnumerable<string> Days(NoticeKind kind) => Timetable.Notices(round).Where(notice => notice.Kind == kind)
            .Select(notice => StockholmTime.DayOf(notice.At).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Assert.Equal(new[] { threeBefore, lastDay }.Distinct(), Days(NoticeKind.Reminder));
        Assert.Equal([dayAfter], Days(NoticeKind.Overdue));
        Assert.Equal([toHead], Days(NoticeKind.Head));
    }

    [Fact]
    public void A_ladder_longer_than_the_round_loses_what_does_not_fit()
    {
        var steps = Enumerable.Range(1, 10).Select(week => new LadderStep(StepKind.Reminder, -7 * week))
            .Concat([new(StepKind.Overdue, 1), new(StepKind.Head, 30), new(StepKind.Coordinator, 90)]);
        var round = SmallTown.Open with
        {
            OpenedAt = null,
            Deadline = new DateOnly(2026, 1, 30),
            Closes = new DateOnly(2026, 2, 6),
            Ladder = steps.ToList()
        };

        Assert.Equal(["invitation", "reminder-14", "reminder-7", "overdue+1"], Timetable.Notices(round).Select(notice => notice.Id));
    }

    [Fact]
    public void Steps_that_a_quiet_period_moves_onto_one_day_are_one_mail_to_each_reader_and_escalate_a_day_at_a_time()
    {
        var round = SmallTown.Open with
        {
            Opens = new DateOnly(2026, 5, 4),
            OpenedAt = null,
            Deadline = new DateOnly(2026, 7, 20),
            Closes = new DateOnly(2026, 8, 31),
            Ladder = [new(StepKind.Reminder, -14), new(StepKind.Reminder, -3), new(StepKind.Overdue, 1), new(StepKind.Deputy, 4),
                new(StepKind.Head, 8), new(StepKind.Overdue, 10)],
        };

        Assert.Equal([("reminder-3", "2026-06-30"), ("overdue+10", "2026-08-03"), ("deputy+4", "2026-08-04"), ("head+8", "2026-08-05")],
            Timetable.Notices(round).Skip(1).Select(notice =>
                (notice.Id, StockholmTime.DayOf(notice.At).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))));
    }

    [Theory]
    [InlineData("2026-02-13T07:00:04Z", "2026-02-13T07:00:04Z")] // at once, on a working morning
    [InlineData("2026-02-13T15:59:59Z", "2026-02-13T15:59:59Z")]
    [InlineData("2026-02-13T16:00:00Z", "2026-02-16T07:00:00Z")] // Friday evening: on Monday
    [InlineData("2026-02-14T11:00:00Z", "2026-02-16T07:00:00Z")]
    [InlineData("2026-02-16T04:00:00Z", "2026-02-16T07:00:00Z")]
    public void A_reminder_that_is_late_goes_in_working_hours(string now, string goes) =>
        Assert.Equal(DateTimeOffset.Parse(goes, CultureInfo.InvariantCulture),
            Timetable.Next(SmallTown.Open, new HashSet<string> { "invitation" },
            DateTimeOffset.Parse(now, CultureInfo.InvariantCulture))!.At);

    [Theory]
    // The nights on which the clocks change: the mail goes at eight local time before and after.
    [InlineData("2026-03-28T12:00Z", "2026-03-30T06:00Z")]
    [InlineData("2026-10-24T12:00Z", "2026-10-26T07:00Z")]
    public void Eight_in_the_morning_is_eight_in_the_morning_after_the_clocks_have_changed(string now, string goes)
    {
        var today = DateTimeOffset.Parse(now, CultureInfo.InvariantCulture);
        var day = StockholmTime.DayOf(today);
        var round = SmallTown.Open with
        {
            Opens = day.AddDays(-30),
            OpenedAt = null,
            Deadline = day.AddDays(14),
            Closes = day.AddDays(30),
            Ladder = [new(StepKind.Reminder, -15)]
        };

        Assert.Equal(DateTimeOffset.Parse(goes, CultureInfo.InvariantCulture),
            Timetable.Next(round, new HashSet<string> { "invitation" }, today)!.At);
    }

    [Theory]
    [InlineData(RoundKind.Annual, "reminder-14 reminder-3 overdue+1 deputy+4 head+8 coordinator+15")]
    [InlineData(RoundKind.MandatePeriod, "reminder-14 reminder-3 overdue+1 deputy+4 head+8 coordinator+15")]
    [InlineData(RoundKind.Biennial, "reminder-14 reminder-3 overdue+1 deputy+4 head+8 coordinator+15")]
    [InlineData(RoundKind.HalfYear, "reminder-7 reminder-2 overdue+1 head+4 coordinator+7")]
    [InlineData(RoundKind.Consultation, "reminder-14 reminder-3 coordinator+1")]
    public void Each_kind_has_a_ladder_of_its_own_where_the_coordinator_says_nothing(RoundKind kind, string ladder) =>
        Assert.Equal(ladder, string.Join(' ', Timetable.UsualLadder(kind)
            .Select(step => RoundIds.StepNotice(step.Kind, step.DaysFromDeadline))));

    [Fact]
    public void A_deadline_is_the_end_of_its_day_in_winter_and_in_summer()
    {
        Assert.Equal(new DateTimeOffset(2026, 2, 27, 23, 0, 0, TimeSpan.Zero), Timetable.DeadlineAt(SmallTown.Open));
        Assert.Equal(new DateTimeOffset(2026, 6, 30, 22, 0, 0, TimeSpan.Zero),
            Timetable.DeadlineAt(SmallTown.Open with { Deadline = new DateOnly(2026, 6, 30) }));
        // The night on which the clocks go forward is an hour shorter.
        Assert.Equal(new DateTimeOffset(2026, 3, 29, 22, 0, 0, TimeSpan.Zero), StockholmTime.EndOf(new DateOnly(2026, 3, 29)));
        Assert.Equal(TimeSpan.FromHours(23),
            StockholmTime.EndOf(new DateOnly(2026, 3, 29)) - StockholmTime.EndOf(new DateOnly(2026, 3, 28)));
        Assert.Equal(TimeSpan.FromHours(25),
            StockholmTime.EndOf(new DateOnly(2026, 10, 25)) - StockholmTime.EndOf(new DateOnly(2026, 10, 24)));
    }

    [Theory]
    [InlineData("2026-01-01", "", "invitation")]
    [InlineData("2026-03-10", "", "invitation")] // never skipped, however late
    [InlineData("2026-01-12", "invitation", "reminder-14")]
    [InlineData("2026-03-03", "invitation", "overdue+1")] // two are due: one mail, the newest
    [InlineData("2026-03-03", "invitation reminder-14 overdue+1", "head+8")]
    [InlineData("2026-03-10", "invitation", "overdue+1")] // the head's mail does not stand in for that to those asked …
    [InlineData("2026-03-10", "invitation overdue+1", "head+8")] // … nor the other way round
    [InlineData("2026-03-10", "invitation head+8", "overdue+1")]
    [InlineData("2026-03-20", "invitation overdue+1 head+8", null)] // what was passed over is not taken afterwards
    public void Next_is_the_last_notice_due_or_the_first_to_come(string today, string taken, string? next) =>
        Assert.Equal(next, Timetable.Next(SmallTown.Open, taken.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(),
            DateTimeOffset.Parse(today + "T12:00Z"))?.Id);
}
