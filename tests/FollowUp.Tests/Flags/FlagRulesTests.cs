using FollowUp.Flags;
using FollowUp.Questionnaires;
using FollowUp.Rounds;

namespace FollowUp.Tests.Flags;

public sealed class FlagRulesTests
{
    private static readonly DateTimeOffset InTime = new(2026, 2, 27, 22, 59, 59, TimeSpan.Zero);
    private static readonly DateTimeOffset Late = InTime.AddSeconds(1);

    [Fact]
    public void Nothing_submitted_is_missing_and_each_of_its_own_measures_is_not_reported()
    {
        Assert.Equal([(FlagCode.Missing, null), (FlagCode.MeasureNotReported, "1:1"), (FlagCode.MeasureNotReported, "1:2")], Raise(SmallTown.Work("social")));
    }

    [Fact]
    public void Something_but_not_all_is_partial()
    {
        var work = SmallTown.Work("social").Submitting(InTime, ("1:1", SmallTown.Done()));

        Assert.Equal([(FlagCode.Partial, null), (FlagCode.MeasureNotReported, "1:2")], Raise(work));
    }

    [Fact]
    public void A_shared_measure_alone_is_partial_and_no_measure_is_unreported()
    {
        var work = SmallTown.Work("social").Submitting(InTime, ("1:1", SmallTown.Done()), ("1:2", SmallTown.NotStarted()));

        Assert.Equal([(FlagCode.Partial, null)], Raise(work));
    }

    [Fact]
    public void All_in_time_raises_nothing_whatever_the_closing_questions()
    {
        var work = SmallTown.Work("board").Submitting(InTime, ("1:1", SmallTown.NotStarted()));

        Assert.Empty(Raise(work));
    }

    [Fact]
    public void The_deadline_is_the_end_of_its_day()
    {
        Assert.Empty(Raise(SmallTown.Work("board").Submitting(InTime, ("1:1", SmallTown.Done()))));
        Assert.Equal([(FlagCode.Late, null)], Raise(SmallTown.Work("board").Submitting(Late, ("1:1", SmallTown.Done()))));
    }

    [Fact]
    public void An_amendment_after_the_deadline_is_late_too()
    {
        var work = SmallTown.Work("board").Submitting(InTime, ("1:1", SmallTown.Done())).Submitting(Late, ("1:1", SmallTown.NotStarted()));

        Assert.Equal([(FlagCode.Late, null)], Raise(work));
    }

    [Fact]
    public void Sentences_name_the_department_and_the_measure()
    {
        var flags = Flags(SmallTown.Work("housing"));

        Assert.Equal(["Bostadsbolaget har inte lämnat någon uppföljning.", "Åtgärd 2:1 är inte redovisad av Bostadsbolaget, som är ansvarig."], flags.Select(flag => flag.Sentence));
    }

    private static IEnumerable<(FlagCode, string?)> Raise(DepartmentWork work) =>
        Flags(work).Select(flag => (flag.Code, flag.Measure?.Number));

    private static IReadOnlyList<Flag> Flags(params IReadOnlyList<DepartmentWork> departments) =>
        FlagRules.Raise(SmallTown.Answered(SmallTown.Closed, departments), SmallTown.NoHistory(SmallTown.Closed), SmallTown.Closed.Closes);
}
