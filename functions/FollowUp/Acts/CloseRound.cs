using FollowUp.Rounds;
using FollowUp.Trail;

namespace FollowUp.Acts;

/// <summary>Closes a round before its time.</summary>
public sealed record CloseRound : Act
{
    public override string Path => "stang";

    public override string Route => "close";

    public override int Place => 60;

    public override ActWords Words => Texts.Acts.Close;

    public override IReadOnlyList<ActField> Fields(ActTarget target) => [ConfirmField(Texts.Acts.ConfirmClose)];

    public override string? WhyNot(ActTarget target) =>
        target.Round.State is RoundState.Open or RoundState.Paused ? null : Texts.Acts.CannotClose(target.Round.State);

    private protected override bool IsDone(ActTarget target) => target.Round.State == RoundState.Closed;

    private protected override Decision Change(ActTarget target) =>
        Decision.Done(target.Round with { State = RoundState.Closed, ClosedAt = target.Now },
            Entry(target, TrailEvent.RoundClosed, "", once: $"closed|{target.Round.Run}"));
}
