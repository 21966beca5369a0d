using FollowUp.Rounds;
using FollowUp.Trail;

namespace FollowUp.Acts;

/// <summary>Gives a round up for good; a draft too, of which nobody has heard.</summary>
public sealed record CancelRound(string? Reason) : Act
{
    public CancelRound() : this(Reason: null)
    {
    }

    public override string Path => "avbryt";

    public override string Route => "cancel";

    public override int Place => 70;

    public override ActWords Words => Texts.Acts.Cancel;

    public override IReadOnlyList<string> Lead(ActTarget target) =>
        target.Round.State == RoundState.Draft ? [Texts.Acts.CancelDraftLead] : Words.Lead;

    public override IReadOnlyList<ActField> Fields(ActTarget target) =>
    [
        ReasonField(target.Round.State == RoundState.Draft ? Texts.Acts.ReasonToTrail : Texts.Acts.ReasonToDepartments),
        ConfirmField(Texts.Acts.ConfirmCancel),
    ];

    public override Act With(ActInput input) => this with { Reason = input.Line("reason") };

    // A follow-up that has been reported stays one.
    public override string? WhyNot(ActTarget target) =>
        target.Round.State is not (RoundState.Draft or RoundState.Open or RoundState.Paused) ? Texts.Acts.CannotCancel(target.Round.State)
            : target.Round.ReopenedAt != null ? Texts.Acts.CannotCancelReopened : null;

    private protected override ActResult? Check(ActTarget target) => CheckReason(Reason, Texts.Acts.ReasonMissing);

    private protected override bool IsDone(ActTarget target) => target.Round.State == RoundState.Cancelled;

    private protected override Decision Change(ActTarget target) => Decision.Done(
        target.Round with { State = RoundState.Cancelled, ClosedAt = target.Now, CancelReason = Reason },
        Entry(target, TrailEvent.RoundCancelled, Reason!, once: $"cancelled|{target.Round.Run}"));
}
