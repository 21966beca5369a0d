using System.Text.Json.Serialization;

namespace FollowUp.Rounds;

/// <summary>
/// A letter that something in the department's rows calls for, beside the ladder: due at once, whatever the hour, and taken once.
/// </summary>
internal abstract record Occasion(string Id, RungKind Kind, DateTimeOffset At) : Rung(Id, Kind, At)
{
    /// <summary>
    /// All of the run, taken or not, and those of an earlier run that were not sent and still hold: the new ladder does not say them.
    /// </summary>
    /// <param name="round">As it is for the department.</param>
    public static IEnumerable<Occasion> Of(Round round, Assignment work) =>
    [
        .. Carried(round.Run, work),
        .. OfRun(round.Run, work),
        .. Timetable.MovedTo(round) is { } deadline ? [new Extended(deadline, round.ExtendedAt!.Value)] : (Occasion[])[],
        .. work.Exemption is { } exemption ? [new Released(exemption)] : (Occasion[])[],
        .. round.State == RoundState.Closed ? [new Thanks(Timetable.InWorkingHours(round, round.ClosedAt!.Value))] : (Occasion[])[],
    ];

    /// <summary>The recipients' ids and addresses.</summary>
    public abstract IEnumerable<(string Id, string Email)> To(Assignment work, DateOnly today);

    /// <summary>Why it has nothing left to say; null while it has.</summary>
    public virtual string? WhyNot(Round round, Assignment work) => null;

    /// <summary>Receipts, and letters about delegations: they hold in every run.</summary>
    internal static IEnumerable<Occasion> Lasting(Assignment work) => LastingByRun(work).Select(lasting => lasting.Occasion);

    /// <summary>The lasting ones of the run, and those that an earlier run did not decide.</summary>
    /// <param name="run">The round's.</param>
    internal static IEnumerable<Occasion> Carried(int run, Assignment work) =>
        LastingByRun(work).Where(lasting => lasting.Run == run
            || (lasting.Run < run && !work.RungsTakenBefore.Contains(lasting.Occasion.Id))).Select(lasting => lasting.Occasion)
            .Where(occasion => occasion is not Receipt receipt || !receipt.IsOvertaken(work) || work.RungsTaken.Contains(receipt.Id));

    private static IEnumerable<(int Run, Occasion Occasion)> LastingByRun(Assignment work) =>
    [
        .. work.Submissions.Select(submission => (submission.Run, Receipt.Of(submission, work))),
        .. work.Delegations.Select(delegation => (delegation.Run, new DelegationLetter(delegation))),
        .. work.Delegations.Where(delegation => delegation.CompletedAt != null)
            .Select(delegation => (delegation.CompletedRun ?? delegation.Run, new DelegationCompletedLetter(delegation))),
    ];

    /// <summary>The coordinator's questions, and the letters that they asked for.</summary>
    /// <param name="run">The round's.</param>
    internal static IEnumerable<Occasion> OfRun(int run, Assignment work) =>
    [
        .. work.Returns.Where(asked => asked.Run == run).Select(asked => new Returned(asked)),
        .. work.LettersAskedFor.Where(letter => letter.Run == run).Select(letter => new LetterAskedFor(letter)),
    ];
}

/// <summary>
/// To the person who submitted, and only to them: also when they have left since, and when the round has closed. At most one in ten
/// minutes: it names all versions since the last one that was sent.
/// </summary>
internal sealed record Receipt(Submission Submission, DateTimeOffset At)
    : Occasion(RoundIds.ReceiptRung(Submission.Number), RungKind.Receipt, At)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    public Receipt(Submission submission) : this(submission, submission.Received)
    {
    }

    public static Receipt Of(Submission submission, Assignment work)
    {
        var earlier = OfRecipient(submission, work).Where(mail => mail.RungId != RoundIds.ReceiptRung(submission.Number))
            .Max(mail => (DateTimeOffset?)mail.Decided) + Pause;
        return new Receipt(submission, earlier > submission.Received ? earlier.Value : submission.Received);
    }

    /// <summary>Whether the same person has submitted since: the receipt for that names this one too.</summary>
    public bool IsOvertaken(Assignment work) =>
        work.Submissions.Any(later => later.Number > Submission.Number && later.RecipientId == Submission.RecipientId);

    /// <summary>The versions that it names, the oldest first.</summary>
    public IReadOnlyList<Submission> Covers(Assignment work)
    {
        var sent = OfRecipient(Submission, work).Where(mail => mail.Sent != null).Select(mail => RoundIds.SubmissionOf(mail.RungId))
            .Where(number => number < Submission.Number).DefaultIfEmpty().Max();
        return [.. work.Submissions.Where(submission => submission.Number > sent && submission.Number <= Submission.Number
            && submission.RecipientId == Submission.RecipientId)];
    }

    public override string? WhyNot(Round round, Assignment work) => IsOvertaken(work) ? Texts.Trail.NextReceiptSaysIt : null;

    private static IEnumerable<QueuedMail> OfRecipient(Submission submission, Assignment work) => work.Mails.Where(mail =>
        RoundIds.KindOf(mail.RungId) == RungKind.Receipt && mail.RecipientId == submission.RecipientId);

    public override IEnumerable<(string Id, string Email)> To(Assignment work, DateOnly today) =>
        work.Department.Contacts.Where(contact => contact.Id == Submission.RecipientId).Select(contact => (contact.Id, contact.Email));
}

/// <summary>To all who are asked, as long as the question is open and can be answered.</summary>
internal sealed record Returned(ClarificationRequest Asked) : Occasion(RoundIds.ReturnedRung(Asked.Number), RungKind.Returned, Asked.Asked)
{
    public override IEnumerable<(string Id, string Email)> To(Assignment work, DateOnly today) =>
        work.Department.RecipientsOn(today).Select(contact => (contact.Id, contact.Email));

    public override string? WhyNot(Round round, Assignment work) =>
        round.State != RoundState.Open ? Texts.Trail.RoundHasClosed
        : work.OpenQuestions(Asked.SectionId).Contains(Asked) ? null
        : Texts.Trail.AnswerHasCome;
}

/// <summary>To those asked who have something left to do: they have more time.</summary>
internal sealed record Extended(DateOnly Deadline, DateTimeOffset At) : Occasion(RoundIds.ExtendedRung(Deadline), RungKind.Extended, At)
{
    public override IEnumerable<(string Id, string Email)> To(Assignment work, DateOnly today) =>
        work.Department.RecipientsOn(today).Select(contact => (contact.Id, contact.Email));

    public override string? WhyNot(Round round, Assignment work) =>
        round.State != RoundState.Open ? Texts.Trail.RoundHasClosed
        : work.RungsTaken.Count == 0 ? Texts.Trail.NotInvitedYet
        : work.InvitedAt >= At ? Texts.Trail.InvitationSaidIt
        : work.HasNothingLeft ? Texts.Trail.AnswerHasCome
        // A department that was exempt then learns the deadline with the rest.
        : work.Lifted(round).Any(letter => letter.Asked > At) ? Texts.Trail.LiftedInstead
        : null;
}

/// <summary>A letter that the coordinator has asked for.</summary>
/// <param name="Id">Of its rung.</param>
/// <param name="Run">The round's, in which it was asked for.</param>
/// <param name="Kind">A reminder, the link, that they are to answer after all, or a message with its own words.</param>
/// <param name="RecipientId">Null for all who are asked.</param>
/// <param name="Subject">Of a message.</param>
/// <param name="Text">Of a message.</param>
public sealed record LetterRequest(string Id, int Run, RungKind Kind, string? RecipientId, DateTimeOffset Asked, string? Subject = null,
    string? Text = null)
{
    /// <summary>Whether it brings everybody another link, a colleague with a section too.</summary>
    [JsonIgnore]
    public bool IsRenewal => Kind == RungKind.Link && RecipientId == null;
}

/// <summary>
/// What the coordinator has asked for: a reminder to those who have something left to do, that they are to answer after all, the link to
/// one of them, or a message.
/// </summary>
internal sealed record LetterAskedFor(LetterRequest Request) : Occasion(Request.Id, Request.Kind, Request.Asked)
{
    public override IEnumerable<(string Id, string Email)> To(Assignment work, DateOnly today) =>
        (Request.RecipientId is { } id ? work.Department.Contacts.Where(contact => contact.Id == id) : work.Department.RecipientsOn(today))
            .Select(contact => (contact.Id, contact.Email))
            .Concat(Request.IsRenewal ? work.OpenDelegations.Where(delegation => delegation.CompletedAt == null)
                .Select(delegation => (delegation.Id, delegation.Email)) : []);

    public override string? WhyNot(Round round, Assignment work) =>
        round.State != RoundState.Open ? Texts.Trail.RoundHasClosed
        : Kind is RungKind.Link or RungKind.Message ? null
        : work.HasNothingLeft ? Texts.Trail.AnswerHasCome
        : Kind == RungKind.Lifted ? null
        // The one that waited for the mail service, or for the end of a pause, and a newer one would be two at once.
        : work.LettersAskedFor.Any(other => other.Run == Request.Run && other.Kind == RungKind.Reminder && other.Asked > Request.Asked)
        ? Texts.Trail.NextRungHasCome
        : null;
}

/// <summary>To those who have been asked: they need not answer.</summary>
internal sealed record Released(Exemption Exemption) : Occasion(RoundIds.ExemptRung(Exemption.At), RungKind.Exempt, Exemption.At)
{
    public override IEnumerable<(string Id, string Email)> To(Assignment work, DateOnly today) =>
        work.Department.RecipientsOn(today).Select(contact => (contact.Id, contact.Email));

    public override string? WhyNot(Round round, Assignment work) =>
        round.State != RoundState.Open ? Texts.Trail.RoundHasClosed : work.RungsTaken.Count == 0 ? Texts.Trail.NotInvitedYet : null;
}

/// <summary>To those asked who have submitted something, in the morning after the close.</summary>
internal sealed record Thanks(DateTimeOffset At) : Occasion(RoundIds.ThanksRung, RungKind.Thanks, At)
{
    public override IEnumerable<(string Id, string Email)> To(Assignment work, DateOnly today) =>
        work.Department.RecipientsOn(today).Select(contact => (contact.Id, contact.Email));

    public override string? WhyNot(Round round, Assignment work) =>
        round.State != RoundState.Closed ? Texts.Trail.RoundIsOpenAgain : work.Submissions.Count == 0 ? Texts.Trail.NothingCame : null;
}
