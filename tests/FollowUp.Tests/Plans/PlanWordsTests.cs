using FollowUp.Plans;

namespace FollowUp.Tests.Plans;

/// <summary>Old plan files must stay readable, so rewording a page must not change the words of the files.</summary>
public sealed class PlanWordsTests
{
    [Fact]
    public void The_kinds_of_plan() => Assert.Equal(["åtgärder", "inriktningar"], Enum.GetValues<PlanKind>().Select(PlanWords.Kind));

    [Fact]
    public void The_kinds_of_follow_up() =>
        Assert.Equal(["årlig", "halvår", "mandatperiod", "vartannat år", "samråd"], Enum.GetValues<RoundKind>().Select(PlanWords.FollowUp));

    [Fact]
    public void The_levels() => Assert.Equal(["universell", "selektiv", "indikerad"],
        Enum.GetValues<PreventionLevel>().Select(PlanWords.Level));

    [Fact]
    public void Whom_a_measure_is_for() => Assert.Equal(["anställda", "invånare"], Enum.GetValues<MeasureTarget>().Select(PlanWords.Target)
        .Order());

    [Fact]
    public void The_levels_of_society() => Assert.Equal(["individ", "organisation", "samhälle"], Enum.GetValues<SocietyLevel>()
        .Select(PlanWords.Society));
}
