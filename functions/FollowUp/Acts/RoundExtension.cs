using FollowUp.Rounds;

namespace FollowUp.Acts;

/// <summary>What the coordinator writes to give all departments more time.</summary>
/// <param name="Deadline">The new one; the old one where only the close is to be later.</param>
/// <param name="Before">The deadline that they saw when they decided; null leaves open which it was. So also the close.</param>
public sealed record RoundExtension(string? Reason, DateOnly? Deadline, DateOnly? Closes, DateOnly? Before = null,
    DateOnly? ClosesBefore = null)
{
    public ActResult? Problem() =>
        RoundActs.Trimmed(Reason) == null ? ActResult.Invalid("reason", Texts.Acts.ExtensionReasonMissing)
        : !RoundActs.IsReason(Reason, required: true) ? ActResult.Invalid("reason", Texts.Acts.BadReason(RoundActs.MaxReason))
        : DayProblem(Deadline, Closes);

    internal static ActResult? DayProblem(DateOnly? deadline, DateOnly? closes) =>
        deadline == null ? ActResult.Invalid("deadline", Texts.Acts.DayMissing)
        : closes == null ? ActResult.Invalid("closes", Texts.Acts.DayMissing)
        : closes < deadline ? ActResult.Invalid("closes", Texts.Acts.ClosesBeforeDeadline)
        : closes.Value.Year > RoundDraft.LastYear ? ActResult.Invalid("closes", Texts.Acts.OddYear(RoundDraft.LastYear))
        : null;
}
