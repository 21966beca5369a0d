namespace FollowUp.Rounds;

/// <summary>
/// A letter that something in the department's rows calls for, beside the ladder: due at once, whatever the hour, and taken once.
/// </summary>
public abstract record Occasion(string Id, RungKind Kind, DateTimeOffset At) : Rung(Id, Kind, At)
{
    /// <summary>All of the run, taken or not.</summary>
    public static IEnumerable<Occasion> Of(DepartmentWork work, int run) =>
    [
        .. work.Submissions.Where(submission => submission.Run == run).Select(submission => new Receipt(submission)),
        .. work.Returns.Where(asked => asked.Run == run).Select(asked => new Returned(asked)),
        .. work.HandOvers.Where(handOver => handOver.Run == run).Select(handOver => new HandOverLetter(handOver)),
        .. work.HandOvers.Where(handOver => (handOver.HandedBackRun ?? handOver.Run) == run && handOver.HandedBack != null).Select(handOver => new HandBackLetter(handOver)),
    ];

    /// <summary>The recipients' ids and addresses.</summary>
    public abstract IEnumerable<(string Id, string Email)> To(DepartmentWork work, DateOnly today);

    /// <summary>Why it has nothing left to say; null while it has.</summary>
    public virtual string? WhyNot(Round round, DepartmentWork work) => null;
}

/// <summary>To whoever submitted, and only to them: also when they have left since, and when the round has closed.</summary>
public sealed record Receipt(Submission Submission) : Occasion(RoundIds.ReceiptRung(Submission.Number), RungKind.Receipt, Submission.Received)
{
    public override IEnumerable<(string Id, string Email)> To(DepartmentWork work, DateOnly today) =>
        work.Department.Contacts.Where(contact => contact.Id == Submission.RecipientId).Select(contact => (contact.Id, contact.Email));
}

/// <summary>To all who are asked, as long as the question is open and can be answered.</summary>
public sealed record Returned(ReturnedAnswer Asked) : Occasion(RoundIds.ReturnedRung(Asked.Number), RungKind.Returned, Asked.Asked)
{
    public override IEnumerable<(string Id, string Email)> To(DepartmentWork work, DateOnly today) =>
        work.Department.RecipientsOn(today).Select(contact => (contact.Id, contact.Email));

    public override string? WhyNot(Round round, DepartmentWork work) =>
        round.State != RoundState.Open ? Texts.Trail.RoundHasClosed
        : work.OpenQuestion(Asked.SectionId) == Asked ? null
        : work.Counting(Asked.SectionId)?.Submission > Asked.After ? Texts.Trail.AnswerHasCome
        : Texts.Trail.NewerQuestionHasCome;
}
