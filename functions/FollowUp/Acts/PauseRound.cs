using FollowUp.Rounds;
using FollowUp.Trail;

namespace FollowUp.Acts;

/// <summary>Lets an open round rest: no mail, no answers, no close by itself.</summary>
public sealed record PauseRound(string? Reason) : Act
{
    public PauseRound() : this(Reason: null)
    {
    }

    public override string Path => "pausa";

    public override string Route => "pause";

    public override int Place => 40;

    public override ActWords Words => Texts.Acts.Pause;

    internal override Wakes Wakes => Wakes.Nobody;

    public override IReadOnlyList<ActField> Fields(ActTarget target) => [ReasonField(Texts.Acts.PauseReasonHint)];

    public override Act With(ActInput input) => this with { Reason = input.Line("reason") };

    public override string? WhyNot(ActTarget target) =>
        target.Round.State != RoundState.Open ? Texts.Acts.CannotPause(target.Round.State)
        : target.Now >= Timetable.ClosesAt(target.Round) ? Texts.Acts.TooLateToPause
        : null;

    private protected override ActResult? Check(ActTarget target) => CheckReason(Reason, missing: null);

    private protected override bool IsDone(ActTarget target) => target.Round.State == RoundState.Paused;

    private protected override Decision Change(ActTarget target) => Decision.Done(
        target.Round with { State = RoundState.Paused, PauseReason = Reason }, Entry(target, TrailEvent.RoundPaused, Reason ?? ""));
}
