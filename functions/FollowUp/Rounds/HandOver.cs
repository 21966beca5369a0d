namespace FollowUp.Rounds;

/// <summary>
/// A section that one of the department's recipients has asked a colleague to answer, through a link that opens that section alone.
/// </summary>
/// <param name="Id">Of the link's recipient: unique in the department, and no contact's.</param>
/// <param name="Run">Of the round, in which it happened.</param>
/// <param name="OwnerId">The recipient who handed it over.</param>
/// <param name="HandedBack">When the colleague said to be done; null while it is with them.</param>
/// <param name="HandedBackRun">Of the round, in which that happened; null stands for the one in which it was handed over.</param>
/// <param name="TakenBack">From when the link opens nothing; null while it is valid.</param>
public sealed record HandOver(
    string Id, int Run, string SectionId, string Name, string Email, string OwnerId, DateTimeOffset At, DateTimeOffset? HandedBack = null,
    DateTimeOffset? TakenBack = null,
    int? HandedBackRun = null);

/// <summary>To the colleague: the link.</summary>
public sealed record HandOverLetter(HandOver HandOver) : Occasion(HandOver.Id, RungKind.HandOver, HandOver.At)
{
    public override IEnumerable<(string Id, string Email)> To(Assignment work, DateOnly today) => [(HandOver.Id, HandOver.Email)];

    public override string? WhyNot(Round round, Assignment work) =>
        HandOver.TakenBack != null ? Texts.Trail.SectionTakenBack : round.State is RoundState.Closed or RoundState.Cancelled
            ? Texts.Trail.RoundHasClosed : null;
}

/// <summary>To whoever handed it over: it is back.</summary>
public sealed record HandBackLetter(HandOver HandOver)
    : Occasion(RoundIds.HandBackRung(HandOver.Id), RungKind.HandBack, HandOver.HandedBack!.Value)
{
    public override IEnumerable<(string Id, string Email)> To(Assignment work, DateOnly today) =>
        work.Department.Contacts.Where(contact => contact.Id == HandOver.OwnerId).Select(contact => (contact.Id, contact.Email));

    public override string? WhyNot(Round round, Assignment work) => round.State is RoundState.Closed or RoundState.Cancelled
        ? Texts.Trail.RoundHasClosed : null;
}
