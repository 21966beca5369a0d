using FollowUp.Rounds;
using FollowUp.Trail;

namespace FollowUp.Acts;

/// <summary>Closes every link to the round, in whatever state it is. Renewing them opens new ones.</summary>
public sealed record CloseLinks : Act
{
    public override string Path => "stang-lankar";

    public override string Route => "close-links";

    public override int Place => 95;

    public override ActWords Words => Texts.Acts.CloseLinks;

    internal override Wakes Wakes => Wakes.Nobody;

    public override IReadOnlyList<ActField> Fields(ActTarget target) => [ConfirmField(Texts.Acts.ConfirmLinksClosed)];

    public override string? WhyNot(ActTarget target) =>
        target.Round.State == RoundState.Draft ? Texts.Acts.CannotCloseLinks(target.Round.State)
        : target.Round.LinksClosedAt != null ? Texts.Acts.LinksAreClosed : null;

    private protected override bool IsDone(ActTarget target) => target.Round.LinksClosedAt != null;

    private protected override Decision Change(ActTarget target) =>
        Decision.Done(target.Round with { LinksClosedAt = target.Now }, Entry(target, TrailEvent.LinksClosed, ""));
}
