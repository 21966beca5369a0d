using FollowUp.Rounds;

namespace FollowUp.Acts;

/// <summary>What the coordinator writes to open a closed round again.</summary>
/// <param name="Reason">Goes to the trail.</param>
/// <param name="Deadline">As in a draft, and after the day of the reopening.</param>
public sealed record Reopening(string? Reason, DateOnly? Deadline, DateOnly? Closes)
{
    /// <summary>What is wrong with it; null where nothing is.</summary>
    public ActResult? Problem(DateOnly today) =>
        RoundActs.Trimmed(Reason) == null ? ActResult.Invalid("reason", Texts.Acts.ReopenReasonMissing)
        : !RoundActs.IsReason(Reason, required: true) ? ActResult.Invalid("reason", Texts.Acts.BadReason(RoundActs.MaxReason))
        : Deadline <= today ? ActResult.Invalid("deadline", Texts.Acts.DeadlineNotAhead)
        : RoundExtension.DayProblem(Deadline, Closes);

    /// <summary>Whether the round is the one that this has opened: then it was only said once more.</summary>
    public bool Made(Round round) => round is { State: RoundState.Open, ReopenedAt: not null } && round.Deadline == Deadline
        && round.Closes == Closes;
}
