using FollowUp.Forms;
using FollowUp.Rounds;
using FollowUp.Trail;

namespace FollowUp.Acts;

/// <summary>Opens a draft, and makes sure that an open round's orchestration runs.</summary>
/// <param name="Seen">The draft that its opener saw, as a <see cref="VersionToken"/>; null leaves open which it was.</param>
public sealed record OpenRound(string? Seen) : Act
{
    public OpenRound() : this(Seen: null)
    {
    }

    public override string Path => "oppna";

    public override string Route => "open";

    public override int Place => 10;

    public override ActWords Words => Texts.Acts.Open;

    /// <summary>What stands in its way, and which register it would be opened with; null before that was looked up.</summary>
    internal OpeningState? State { get; init; }

    public override IReadOnlyList<string> Lead(ActTarget target) => Texts.Acts.OpenLead(target.Round);

    public override IReadOnlyList<ActField> Fields(ActTarget target) =>
        [ConfirmField(Texts.Acts.ConfirmOpen), new ActField("seen", ActFieldKind.Hidden, "", VersionToken.Of(target.Round))];

    public override Act With(ActInput input) => this with { Seen = input.Line("seen") };

    public override string? WhyNot(ActTarget target) =>
        target.Round.State != RoundState.Draft ? Texts.Acts.CannotOpen(target.Round.State)
            : target.Round.IsExample ? Texts.Acts.ExampleIsNotOpened : null;

    internal override async Task<Act> LookUpAsync(ActFacts facts, ActTarget target, CancellationToken cancellation) =>
        target.Round.State == RoundState.Draft ? this with { State = await facts.OpeningAsync(target.Round, cancellation) } : this;

    private protected override bool IsDone(ActTarget target) => target.Round.State == RoundState.Open;

    /// <summary>If refused, the problem may hold several sentences, one per line.</summary>
    private protected override Decision Change(ActTarget target)
    {
        var round = target.Round;
        return Seen != null && Seen != VersionToken.Of(round) ? Decision.Refuse(Texts.Acts.DraftHasChanged)
            : target.Now >= Timetable.DeadlineAt(round) ? Decision.Refuse(Texts.Drafting.TooLate)
            : State is not { Obstacles: [] } state ? Decision.Refuse(string.Join('\n', State!.Obstacles))
            : Decision.Done(
                round with
                {
                    State = RoundState.Open,
                    Run = round.Run + 1,
                    Attempt = 0,
                    RegisterVersion = state.RegisterVersion,
                    OpenedAt = target.Now,
                    LinkKeyId = state.LinkKeyId,
                },
                Entry(target, TrailEvent.RoundOpened, Texts.Trail.Opened(round), once: $"opened|{round.Run + 1}"));
    }
}
