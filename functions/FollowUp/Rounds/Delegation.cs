namespace FollowUp.Rounds;

/// <summary>
/// A section that one of the department's recipients has asked a colleague to answer, through a link that opens that section alone.
/// </summary>
/// <param name="Id">Of the link's recipient: unique in the department, and no contact's.</param>
/// <param name="Run">Of the round, in which it happened.</param>
/// <param name="OwnerId">The recipient who delegated it.</param>
/// <param name="CompletedAt">When the colleague said to be done; null while it is with them.</param>
/// <param name="CompletedRun">Of the round, in which that happened; null means the one in which it was delegated.</param>
/// <param name="RevokedAt">From when the link opens nothing; null while it is valid.</param>
public sealed record Delegation(
    string Id, int Run, string SectionId, string Name, string Email, string OwnerId, DateTimeOffset At, DateTimeOffset? CompletedAt = null,
    DateTimeOffset? RevokedAt = null,
    int? CompletedRun = null);

/// <summary>To the colleague: the link.</summary>
internal sealed record DelegationLetter(Delegation Delegation) : Notice(Delegation.Id, NoticeKind.Delegation, Delegation.At)
{
    internal override IEnumerable<(string Id, string Email)> To(Assignment work, DateOnly today) => [(Delegation.Id, Delegation.Email)];

    internal override string? WhyPointless(DepartmentRound round, Assignment work, DateTimeOffset now) =>
        Delegation.RevokedAt != null ? Texts.Trail.SectionRevoked : round.State is RoundState.Closed or RoundState.Cancelled
            ? Texts.Trail.RoundHasClosed : null;
}

/// <summary>To the person who delegated it: it is answered.</summary>
internal sealed record DelegationCompletedLetter(Delegation Delegation)
    : Notice(RoundIds.DelegationCompletedNotice(Delegation.Id), NoticeKind.DelegationCompleted, Delegation.CompletedAt!.Value)
{
    internal override IEnumerable<(string Id, string Email)> To(Assignment work, DateOnly today) =>
        work.Department.Contacts.Where(contact => contact.Id == Delegation.OwnerId).Select(contact => (contact.Id, contact.Email));

    internal override string? WhyPointless(DepartmentRound round, Assignment work, DateTimeOffset now) =>
        round.State is RoundState.Closed or RoundState.Cancelled
        ? Texts.Trail.RoundHasClosed : null;
}
