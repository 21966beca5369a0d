using FollowUp.Plans;
using FollowUp.Rounds;

namespace FollowUp.Schedule;

/// <summary>Something that falls due.</summary>
/// <param name="Day">When (Europe/Stockholm).</param>
public abstract record CalendarEntry(DateOnly Day);

/// <summary>A round that one or several plans promise.</summary>
/// <param name="Plans">Those that promise it, the parent before the plans that detail it.</param>
/// <param name="Asked">
/// Ids of the plans that it is to ask about: those, and for a plan of directions also those that say what is done for them.
/// </param>
/// <param name="CoveredBy">The round that keeps the promise, drafted, open, paused or closed; null while there is none.</param>
/// <param name="Outside">How it was kept without FollowUp; null where it was not, or a round keeps it.</param>
/// <param name="Owed">Whether it is due: not where it is about a time before the plan was read in.</param>
/// <param name="Opens">Of that round, or else the usual day; so also the deadline and the close.</param>
public sealed record DueRound(
    DuePeriod Period, IReadOnlyList<ActionPlan> Plans, IReadOnlyList<string> Asked, Round? CoveredBy, OutsideFollowUp? Outside, bool Owed,
    DateOnly Opens, DateOnly Deadline, DateOnly Closes) : CalendarEntry(Opens)
{
    /// <summary>Whether nothing keeps it, and something should.</summary>
    public bool IsMissing => Owed && CoveredBy == null && Outside == null;
}

/// <summary>A time within which a follow-up must have been closed.</summary>
/// <param name="LastDay">The last day on which that keeps it.</param>
/// <param name="Done">When it was closed, in time or not; null where it has not been.</param>
internal sealed record FollowUpObligation(ObligationKind Kind, ActionPlan Plan, DateOnly LastDay, ObligationStatus Status, DateOnly? Done)
    : CalendarEntry(LastDay);

/// <summary>The plan's last day.</summary>
/// <param name="Successor">Id of the plan that takes its place; null where there is none.</param>
internal sealed record PlanEnd(ActionPlan Plan, string? Successor, ObligationStatus Status) : CalendarEntry(Plan.End);

internal enum ObligationKind
{
    /// <summary>The plan promises to be followed up at least once a year.</summary>
    Yearly,

    /// <summary>The crime-prevention law (SFS 2023:196) asks for it at least every second year, and for a report to the council.</summary>
    Statutory,
}

public enum ObligationStatus
{
    Met,
    NotDue,

    /// <summary>Not met, and time to see to it.</summary>
    DueSoon,

    Missed,
}
