using FollowUp.Rounds;

namespace FollowUp.Tests.Rounds;

public sealed class TimetableTests
{
    private static readonly IReadOnlyList<Rung> Rungs = Timetable.Rungs(SmallTown.Open);

    [Fact]
    public void Rungs_are_the_invitation_and_the_ladder_at_eight_in_Stockholm()
    {
        Assert.Equal(
            [("invitation", "2026-01-12T07:00"), ("reminder-14", "2026-02-13T07:00"), ("overdue+1", "2026-03-02T07:00"), ("head+8", "2026-03-09T07:00")],
            Rungs.Select(rung => (rung.Id, rung.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm"))));
    }

    [Fact]
    public void A_step_moves_away_from_the_deadline_on_its_own_side()
    {
        // Thursday before Easter; its day before is fine, four days after is Easter Monday.
        var round = SmallTown.Open with { Deadline = new DateOnly(2026, 4, 2), Closes = new DateOnly(2026, 4, 30), Ladder = [new(RungKind.Reminder, -4), new(RungKind.Overdue, 4)] };

        Assert.Equal([new DateOnly(2026, 3, 27), new DateOnly(2026, 4, 7)], Timetable.Rungs(round).Skip(1).Select(rung => StockholmTime.DayOf(rung.At)));
    }

    [Fact]
    public void Steps_before_the_opening_and_after_the_close_fall_away()
    {
        var round = SmallTown.Open with { Ladder = [new(RungKind.Reminder, -60), new(RungKind.Reminder, -14), new(RungKind.Overdue, 90)] };

        Assert.Equal(["invitation", "reminder-14"], Timetable.Rungs(round).Select(rung => rung.Id));
    }

    [Fact]
    public void A_round_that_opens_late_leaves_out_what_should_have_come_before()
    {
        var round = SmallTown.Open with { OpenedAt = new DateTimeOffset(2026, 2, 20, 9, 0, 0, TimeSpan.Zero) };

        Assert.Equal(["invitation", "overdue+1", "head+8"], Timetable.Rungs(round).Select(rung => rung.Id));
    }

    [Fact]
    public void Two_steps_that_a_weekend_moves_onto_one_morning_are_both_taken()
    {
        var round = SmallTown.Open with { Ladder = [new(RungKind.Overdue, 1), new(RungKind.Head, 3)] };
        var rungs = Timetable.Rungs(round);
        Assert.Equal(rungs[1].At, rungs[2].At);

        var first = Timetable.Next(round, new HashSet<string> { "invitation" }, rungs[1].At)!;
        var second = Timetable.Next(round, new HashSet<string> { "invitation", first.Id }, rungs[1].At)!;

        Assert.Equal([RungKind.Head, RungKind.Overdue], new[] { first.Kind, second.Kind }.OrderByDescending(kind => kind));
    }

    [Fact]
    public void A_deadline_is_the_end_of_its_day_in_winter_and_in_summer()
    {
        Assert.Equal(new DateTimeOffset(2026, 2, 27, 23, 0, 0, TimeSpan.Zero), Timetable.DeadlineAt(SmallTown.Open));
        Assert.Equal(new DateTimeOffset(2026, 6, 30, 22, 0, 0, TimeSpan.Zero), Timetable.DeadlineAt(SmallTown.Open with { Deadline = new DateOnly(2026, 6, 30) }));
        // The night on which the clocks go forward ends an hour sooner.
        Assert.Equal(new DateTimeOffset(2026, 3, 29, 22, 0, 0, TimeSpan.Zero), StockholmTime.EndOf(new DateOnly(2026, 3, 29)));
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
    public void Next_is_the_last_rung_due_or_the_first_to_come(string today, string taken, string? next) =>
        Assert.Equal(next, Timetable.Next(SmallTown.Open, taken.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(), DateTimeOffset.Parse(today + "T12:00Z"))?.Id);
}
