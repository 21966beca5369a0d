namespace FollowUp.Plans;

/// <summary>What the coordinator has said of how a plan is followed up, beside what the plan itself says.</summary>
/// <param name="ReadIn">The day on which FollowUp first knew of it (Europe/Stockholm); null where that was not recorded.</param>
/// <param name="LooksBackTo">Periods that end on this day or later are followed up, though the plan was read in after them.</param>
/// <param name="Outside">Follow-ups that were made without FollowUp.</param>
/// <param name="Dismissed">What the calendar asks for and nobody is to do.</param>
public sealed record PlanStanding(
    string PlanId,
    PlanState State = PlanState.InUse,
    DateOnly? ReadIn = null,
    DateOnly? LooksBackTo = null,
    IReadOnlyList<OutsideFollowUp>? Outside = null,
    IReadOnlyList<DismissedTask>? Dismissed = null)
{
    public IReadOnlyList<OutsideFollowUp> FollowedUpOutside => Outside ?? [];

    public IReadOnlyList<DismissedTask> DismissedTasks => Dismissed ?? [];
}

public enum PlanState
{
    InUse,

    /// <summary>Nothing is due any more; its history stays.</summary>
    PutAway,

    /// <summary>Read in by mistake: it counts for nothing.</summary>
    Withdrawn,
}

/// <param name="Day">When it was finished.</param>
/// <param name="DiaryNumber">Empty where there is none.</param>
/// <param name="Where">Where its report can be read.</param>
/// <param name="Who">Who registered it.</param>
public sealed record OutsideFollowUp(
    RoundKind Kind, RoundPeriod Period, DateOnly Day, string DiaryNumber, string Where, string Who, DateTimeOffset At);

/// <param name="Key">Of the thing in the calendar.</param>
/// <param name="Sentence">What it asked for, as it was shown.</param>
public sealed record DismissedTask(string Key, string Sentence, string Reason, string Who, DateTimeOffset At);
