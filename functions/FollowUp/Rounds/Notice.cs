using System.Text.Json.Serialization;
using FollowUp.Time;

namespace FollowUp.Rounds;

/// <summary>
/// A letter to a department: when it is due, who reads it, why it is skipped or withdrawn, and which words it has. Those of the ladder come
/// by the calendar; the others are called for by something in the department's rows, are due at once, whatever the hour, and come once.
/// </summary>
/// <param name="Id">Unique in its run; part of mail keys.</param>
public abstract record Notice(string Id, NoticeKind Kind, DateTimeOffset At)
{
    /// <summary>The recipients' ids and addresses, each address once.</summary>
    internal IEnumerable<(string Id, string Email)> Recipients(Assignment work, DateOnly today) =>
        To(work, today).DistinctBy(to => to.Email, StringComparer.OrdinalIgnoreCase);

    /// <summary>Why nobody is written to although it is due; null where they are.</summary>
    internal virtual string? WhySkipped(DepartmentRound round, Assignment work, DateOnly today) =>
        // Nobody is reminded without end, nor twice on a day: the coordinator may have done so too, or what waited for the end of a pause.
        !RoundIds.IsReminder(Id) ? null
            : work.Reminders.Count >= Timetable.MaxReminders ? Texts.Trail.Skipped(Texts.Trail.RemindedEnough(Timetable.MaxReminders))
            : work.IsRemindedOn(today) ? Texts.Trail.Skipped(Texts.Trail.RemindedToday)
            : null;

    /// <summary>Why a mail about it that was decided, and could not be sent at once, is not sent any more; null while it is.</summary>
    internal string? WhyWithdrawn(DepartmentRound round, Assignment work, DateTimeOffset now) =>
        round.State == RoundState.Cancelled ? Texts.Trail.RoundWasCancelled
        : work.Exemption != null && this is not Released ? Texts.Trail.IsExempt
        : WhyPointless(round, work, now);

    /// <summary>Why it has nothing left to say; null while it has.</summary>
    internal virtual string? WhyPointless(DepartmentRound round, Assignment work, DateTimeOffset now) => null;

    /// <summary>Whose words it has: a reminder has others on the last day, say, or for what is half done.</summary>
    /// <param name="decided">When it was decided.</param>
    internal virtual NoticeKind Template(Round round, Assignment work, DateTimeOffset decided) => Kind != NoticeKind.Reminder ? Kind
        : work.AllSubmitted ? NoticeKind.ReminderToComplete
        : decided >= Timetable.DeadlineAt(round) ? NoticeKind.Overdue
        : StockholmTime.DayOf(decided) == round.Deadline ? NoticeKind.ReminderLastDay
        : work.Submissions.Count + work.Drafts.Count == 0 ? NoticeKind.Reminder : NoticeKind.ReminderBegun;

    internal abstract IEnumerable<(string Id, string Email)> To(Assignment work, DateOnly today);

    private protected static IEnumerable<(string Id, string Email)> ToAsked(Assignment work, DateOnly today) =>
        work.Department.RecipientsOn(today).Select(contact => (contact.Id, contact.Email));

    /// <summary>
    /// All of the run beside the ladder, decided or not, and those of an earlier run that were not sent and still hold: the new ladder does
    /// not say them.
    /// </summary>
    internal static IEnumerable<Notice> BesideLadder(DepartmentRound round, Assignment work) =>
    [
        .. Carried(round.Run, work),
        .. OfRun(round.Run, work),
        .. Timetable.MovedTo(round) is { } deadline ? [new Extended(deadline, round.ExtendedAt!.Value)] : (Notice[])[],
        .. work.Exemption is { } exemption ? [new Released(exemption)] : (Notice[])[],
        .. round.State == RoundState.Closed ? [new Thanks(Timetable.InWorkingHours(round, round.ClosedAt!.Value))] : (Notice[])[],
    ];

    /// <summary>Receipts, and letters about delegations: they hold in every run.</summary>
    internal static IEnumerable<Notice> Lasting(Assignment work) => LastingByRun(work).Select(lasting => lasting.Notice);

    /// <summary>The lasting ones of the run, and those that an earlier run did not decide.</summary>
    /// <param name="run">The round's.</param>
    internal static IEnumerable<Notice> Carried(int run, Assignment work) =>
        LastingByRun(work).Where(lasting => lasting.Run == run
            || (lasting.Run < run && !work.NoticesDecidedBefore.Contains(lasting.Notice.Id))).Select(lasting => lasting.Notice)
            .Where(notice => notice is not Receipt receipt || !receipt.IsOvertaken(work) || work.NoticesDecided.Contains(receipt.Id));

    private static IEnumerable<(int Run, Notice Notice)> LastingByRun(Assignment work) =>
    [
        .. work.Submissions.Select(submission => (submission.Run, Receipt.Of(submission, work))),
        .. work.Delegations.Select(delegation => (delegation.Run, new DelegationLetter(delegation))),
        .. work.Delegations.Where(delegation => delegation.CompletedAt != null)
            .Select(delegation => (delegation.CompletedRun ?? delegation.Run, new DelegationCompletedLetter(delegation))),
    ];

    /// <summary>The coordinator's questions, and the letters that they asked for.</summary>
    /// <param name="run">The round's.</param>
    internal static IEnumerable<Notice> OfRun(int run, Assignment work) =>
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
    : Notice(RoundIds.ReceiptNotice(Submission.Number), NoticeKind.Receipt, At)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    public Receipt(Submission submission) : this(submission, submission.Received)
    {
    }

    public static Receipt Of(Submission submission, Assignment work)
    {
        var earlier = OfRecipient(submission, work).Where(mail => mail.NoticeId != RoundIds.ReceiptNotice(submission.Number))
            .Max(mail => (DateTimeOffset?)mail.Decided) + Pause;
        return new Receipt(submission, earlier > submission.Received ? earlier.Value : submission.Received);
    }

    /// <summary>Whether the same person has submitted since: the receipt for that names this one too.</summary>
    public bool IsOvertaken(Assignment work) =>
        work.Submissions.Any(later => later.Number > Submission.Number && later.RecipientId == Submission.RecipientId);

    /// <summary>The versions that it names, the oldest first.</summary>
    public IReadOnlyList<Submission> Covers(Assignment work)
    {
        var sent = OfRecipient(Submission, work).Where(mail => mail.Sent != null).Select(mail => RoundIds.SubmissionOf(mail.NoticeId))
            .Where(number => number < Submission.Number).DefaultIfEmpty().Max();
        return [.. work.Submissions.Where(submission => submission.Number > sent && submission.Number <= Submission.Number
            && submission.RecipientId == Submission.RecipientId)];
    }

    internal override string? WhyPointless(DepartmentRound round, Assignment work, DateTimeOffset now) =>
        IsOvertaken(work) ? Texts.Trail.NextReceiptSaysIt : null;

    private static IEnumerable<QueuedMail> OfRecipient(Submission submission, Assignment work) => work.Mails.Where(mail =>
        RoundIds.KindOf(mail.NoticeId) == NoticeKind.Receipt && mail.RecipientId == submission.RecipientId);

    internal override IEnumerable<(string Id, string Email)> To(Assignment work, DateOnly today) =>
        work.Department.Contacts.Where(contact => contact.Id == Submission.RecipientId).Select(contact => (contact.Id, contact.Email));
}

/// <summary>To all who are asked, as long as the question is open and can be answered.</summary>
internal sealed record Returned(ClarificationRequest Asked)
    : Notice(RoundIds.ReturnedNotice(Asked.Number), NoticeKind.Returned, Asked.Asked)
{
    internal override IEnumerable<(string Id, string Email)> To(Assignment work, DateOnly today) => ToAsked(work, today);

    internal override string? WhyPointless(DepartmentRound round, Assignment work, DateTimeOffset now) =>
        round.State != RoundState.Open ? Texts.Trail.RoundHasClosed
        : work.OpenQuestions(Asked.SectionId).Contains(Asked) ? null
        : Texts.Trail.AnswerHasCome;
}

/// <summary>To those asked who have something left to do: they have more time.</summary>
internal sealed record Extended(DateOnly Deadline, DateTimeOffset At) : Notice(RoundIds.ExtendedNotice(Deadline), NoticeKind.Extended, At)
{
    internal override IEnumerable<(string Id, string Email)> To(Assignment work, DateOnly today) => ToAsked(work, today);

    internal override string? WhyPointless(DepartmentRound round, Assignment work, DateTimeOffset now) =>
        round.State != RoundState.Open ? Texts.Trail.RoundHasClosed
        : work.NoticesDecided.Count == 0 ? Texts.Trail.NotInvitedYet
        : work.InvitedAt >= At ? Texts.Trail.InvitationSaidIt
        : work.HasNothingLeft ? Texts.Trail.AnswerHasCome
        // A department that was exempt then learns the deadline with the rest.
        : work.Lifted(round).Any(letter => letter.Asked > At) ? Texts.Trail.LiftedInstead
        : null;
}

/// <summary>A letter that the coordinator has asked for.</summary>
/// <param name="Id">Of its notice.</param>
/// <param name="Run">The round's, in which it was asked for.</param>
/// <param name="Kind">A reminder, the link, that they are to answer after all, or a message with its own words.</param>
/// <param name="RecipientId">Null for all who are asked.</param>
/// <param name="Subject">Of a message.</param>
/// <param name="Text">Of a message.</param>
public sealed record LetterRequest(string Id, int Run, NoticeKind Kind, string? RecipientId, DateTimeOffset Asked, string? Subject = null,
    string? Text = null)
{
    /// <summary>Whether it brings everybody another link, a colleague with a section too.</summary>
    [JsonIgnore]
    public bool IsRenewal => Kind == NoticeKind.Link && RecipientId == null;
}

/// <summary>
/// What the coordinator has asked for: a reminder to those who have something left to do, that they are to answer after all, the link to
/// one of them, or a message.
/// </summary>
internal sealed record LetterAskedFor(LetterRequest Request) : Notice(Request.Id, Request.Kind, Request.Asked)
{
    internal override IEnumerable<(string Id, string Email)> To(Assignment work, DateOnly today) =>
        (Request.RecipientId is { } id ? work.Department.Contacts.Where(contact => contact.Id == id) : work.Department.RecipientsOn(today))
            .Select(contact => (contact.Id, contact.Email))
            .Concat(Request.IsRenewal ? work.OpenDelegations.Where(delegation => delegation.CompletedAt == null)
                .Select(delegation => (delegation.Id, delegation.Email)) : []);

    internal override string? WhyPointless(DepartmentRound round, Assignment work, DateTimeOffset now) =>
        round.State != RoundState.Open ? Texts.Trail.RoundHasClosed
        : Kind is NoticeKind.Link or NoticeKind.Message ? null
        : work.HasNothingLeft ? Texts.Trail.AnswerHasCome
        : Kind == NoticeKind.Lifted ? null
        // The one that waited for the mail service, or for the end of a pause, and a newer one would be two at once.
        : work.LettersAskedFor.Any(other => other.Run == Request.Run && other.Kind == NoticeKind.Reminder && other.Asked > Request.Asked)
        ? Texts.Trail.NextNoticeHasCome
        : null;
}

/// <summary>To those who have been asked: they need not answer.</summary>
internal sealed record Released(Exemption Exemption) : Notice(RoundIds.ExemptNotice(Exemption.At), NoticeKind.Exempt, Exemption.At)
{
    internal override IEnumerable<(string Id, string Email)> To(Assignment work, DateOnly today) => ToAsked(work, today);

    internal override string? WhyPointless(DepartmentRound round, Assignment work, DateTimeOffset now) =>
        round.State != RoundState.Open ? Texts.Trail.RoundHasClosed : work.NoticesDecided.Count == 0 ? Texts.Trail.NotInvitedYet : null;
}

/// <summary>To those asked who have submitted something, in the morning after the close.</summary>
internal sealed record Thanks(DateTimeOffset At) : Notice(RoundIds.ThanksNotice, NoticeKind.Thanks, At)
{
    internal override IEnumerable<(string Id, string Email)> To(Assignment work, DateOnly today) => ToAsked(work, today);

    internal override string? WhyPointless(DepartmentRound round, Assignment work, DateTimeOffset now) =>
        round.State != RoundState.Closed ? Texts.Trail.RoundIsOpenAgain : work.Submissions.Count == 0 ? Texts.Trail.NothingCame : null;
}
