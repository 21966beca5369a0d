using FollowUp.Rounds;
using FollowUp.Trail;

namespace FollowUp.Acts;

/// <summary>
/// Gives everybody in the round another link, derived from the current key: the old ones open nothing from here on, and who has something
/// left is written to.
/// </summary>
public sealed record RenewLinks : Act
{
    public override string Path => "byt-lankar";

    public override string Route => "renew-links";

    public override int Place => 90;

    public override ActWords Words => Texts.Acts.RenewLinks;

    internal override Wakes Wakes => Wakes.Everybody;

    /// <summary>Of the key that makes new links; null before it was looked up.</summary>
    internal string? KeyId { get; init; }

    /// <summary>Ids of all departments that are asked; null before they were looked up.</summary>
    internal IReadOnlyList<string>? Asked { get; init; }

    public override IReadOnlyList<ActField> Fields(ActTarget target) => [ConfirmField(Texts.Acts.ConfirmRenewal)];

    public override string? WhyNot(ActTarget target) =>
        target.Round.State is RoundState.Draft or RoundState.Cancelled ? Texts.Acts.CannotRenewLinks(target.Round.State) : null;

    internal override async Task<Act> LookUpAsync(ActFacts facts, ActTarget target, CancellationToken cancellation) => this with
    {
        KeyId = facts.CurrentKeyId,
        Asked = [.. (await facts.DepartmentsAsync(target.Round, cancellation)).Select(department => department.Id)],
    };

    private protected override Decision Change(ActTarget target)
    {
        if (Asked is not { Count: > 0 })
        {
            return Decision.Refuse(Texts.Board.BeingPrepared);
        }
        var after = target.Round with { LinkKeyId = KeyId, LinkEpoch = target.Round.LinkEpoch + 1, LinksClosedAt = null };
        return Decision.Done(after, Entry(target, TrailEvent.LinksRenewed, ""), new Mailing(
            new LetterRequest(RoundIds.LinksRenewed(after.LinkEpoch), after.Run, NoticeKind.Link, null, target.Now), target.Who, Asked));
    }
}
