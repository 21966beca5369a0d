using FollowUp.Departments;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Time;

namespace FollowUp.Rounds;

/// <param name="Number">1 for the department's first submission.</param>
/// <param name="Run">The round's, in which it came in.</param>
/// <param name="RecipientId">Whose link it came in through.</param>
/// <param name="Received">The moment from which it is a public record.</param>
/// <param name="Deadline">
/// The department's, when it came in: what was late stays so when the round is reopened with a new one. Null means the round's.
/// </param>
public sealed record Submission(
    int Number, int Run, string RecipientId, string Name, string Role, DateTimeOffset Received, IReadOnlyList<string> Sections,
    DateTimeOffset? Deadline = null);

/// <summary>A later deadline for one department.</summary>
/// <param name="Run">The round's, for which it holds.</param>
/// <param name="Deadline">Answers are in time to the end of this day.</param>
public sealed record DeadlineExtension(int Run, DateOnly Deadline, string Reason, DateTimeOffset At);

/// <summary>The coordinator has released the department from answering.</summary>
public sealed record Exemption(string Reason, DateTimeOffset At);

/// <summary>
/// All that one department has in one round, as one read of its partition found it. Its state is computed from this and
/// stored nowhere.
/// </summary>
/// <param name="Earlier">
/// Section id → what was answered to it in earlier rounds, several after a merge. It counts only where it is confirmed.
/// </param>
/// <param name="Drafts">Section id → what has been saved. Only those with the department's links may see it.</param>
/// <param name="Answers">Section id → every submitted version, oldest first.</param>
/// <param name="Returns">What the coordinator has asked for more about, oldest first.</param>
/// <param name="NoticesDecided">Ids of the notices of this run that have been decided.</param>
/// <param name="RefusedMails">The mails of this run's ladder that were not taken; a later one to the same address may be.</param>
/// <param name="Closed">Set once the round's close has reached the department: nothing is taken after it.</param>
public sealed record Assignment(
    Department Department,
    Questionnaire Questionnaire,
    IReadOnlyDictionary<string, IReadOnlyList<EarlierAnswer>> Earlier,
    IReadOnlyDictionary<string, AnswerValues> Drafts,
    IReadOnlyList<Submission> Submissions,
    IReadOnlyDictionary<string, IReadOnlyList<SubmittedAnswer>> Answers,
    IReadOnlyList<ClarificationRequest> Returns,
    IReadOnlySet<string> NoticesDecided,
    IReadOnlyList<QueuedMail> RefusedMails,
    bool Closed)
{
    /// <summary>The state when the department has just been asked.</summary>
    public static Assignment Unanswered(AskedDepartment asked) => new(
        asked.Department, asked.Questionnaire, asked.Earlier,
        new Dictionary<string, AnswerValues>(), [], new Dictionary<string, IReadOnlyList<SubmittedAnswer>>(),
        [], new HashSet<string>(), [], Closed: false);

    /// <summary>Null where it has the round's deadline.</summary>
    public DeadlineExtension? Extension { get; init; }

    /// <summary>Null where the department is to answer. One that has submitted something is never exempted: what it said counts.</summary>
    public Exemption? Exemption { get; init; }

    /// <summary>When each reminder of this run was decided, by hand or by the ladder: without those that were skipped.</summary>
    public IReadOnlyList<DateTimeOffset> Reminders { get; init; } = [];

    /// <summary>When this run's invitation was decided; null before.</summary>
    public DateTimeOffset? InvitedAt { get; init; }

    public bool IsRemindedOn(DateOnly day) => Reminders.Any(at => StockholmTime.DayOf(at) == day);

    /// <summary>Ids of the notices that were decided in the runs before this one.</summary>
    public IReadOnlySet<string> NoticesDecidedBefore { get; init; } = new HashSet<string>();

    /// <summary>Letters that the coordinator has asked for, in that order.</summary>
    public IReadOnlyList<LetterRequest> LettersAskedFor { get; init; } = [];

    /// <summary>The letters of the run that say that it is to answer after all, in that order.</summary>
    public IEnumerable<LetterRequest> Lifted(Round round) =>
        LettersAskedFor.Where(letter => letter.Kind == NoticeKind.Lifted && letter.Run == round.Run);

    /// <summary>The mails that were decided in any run.</summary>
    public IReadOnlyList<QueuedMail> Mails { get; init; } = [];

    /// <summary>Those that are neither sent nor refused nor withdrawn.</summary>
    public IEnumerable<QueuedMail> PendingMails => Mails.Where(mail => mail.IsPending);

    /// <summary>What has been delegated to colleagues, in that order.</summary>
    public IReadOnlyList<Delegation> Delegations { get; init; } = [];

    /// <summary>Those whose colleagues' links open something.</summary>
    public IEnumerable<Delegation> OpenDelegations => Delegations.Where(delegation => delegation.RevokedAt == null);

    /// <summary>Who delegated it; null where the register knows them no more.</summary>
    public Contact? OwnerOf(Delegation delegation) => Department.Contacts.FirstOrDefault(contact => contact.Id == delegation.OwnerId);

    /// <summary>Whether the colleague's mail was not taken.</summary>
    public bool IsRefused(Delegation delegation) => RefusedMails.Any(mail => mail.RecipientId == delegation.Id);

    /// <summary>With the section's draft in place of the one that is there.</summary>
    public Assignment With(string sectionId, AnswerValues draft) =>
        this with { Drafts = new Dictionary<string, AnswerValues>(Drafts) { [sectionId] = draft } };

    /// <summary>With what has become of one of its mails.</summary>
    /// <param name="run">The round's.</param>
    public Assignment With(QueuedMail mail, int run) => this with
    {
        Mails = [.. Mails.Where(other => other.Key != mail.Key), mail],
        RefusedMails = mail.Refused == null || RoundIds.RunOf(mail.Key) != run ? RefusedMails
            : [.. RefusedMails.Where(other => other.Key != mail.Key), mail],
    };

    /// <summary>The delegations of the section whose colleagues can still change it.</summary>
    public IEnumerable<Delegation> DelegationsOf(string sectionId) =>
        Delegations.Where(delegation => delegation.SectionId == sectionId && delegation.RevokedAt == null);

    /// <summary>Whether the section has been submitted since.</summary>
    public bool IsSubmittedSince(string sectionId, DateTimeOffset moment) => Current(sectionId)?.Received >= moment;

    public IEnumerable<Section> Asked => Questionnaire.Sections.Where(AnswerRules.IsAsked);

    /// <summary>The newest submitted version: what counts.</summary>
    public SubmittedAnswer? Current(string sectionId) => Answers.TryGetValue(sectionId, out var versions) ? versions[^1] : null;

    /// <summary>What was answered to it before, where that is one answer; else null.</summary>
    public AnswerValues? EarlierOf(string sectionId) => Earlier.GetValueOrDefault(sectionId) is [var earlier] ? earlier.Values : null;

    /// <summary>
    /// What the section's draft would say as a submission: what it confirms of the earlier answer goes with it. Null without a draft.
    /// </summary>
    public AnswerValues? Saying(string sectionId) =>
        Drafts.TryGetValue(sectionId, out var draft) && Questionnaire.Find(sectionId) is { } section
            ? AnswerRules.Submitted(section, draft, Earlier.GetValueOrDefault(sectionId)?[0].Values) : null;

    /// <summary>Whether the draft says something else than what was submitted.</summary>
    public bool IsChanged(string sectionId) => Saying(sectionId) is { Count: > 0 } saying && !saying.SameAs(Current(sectionId)?.Values);

    public IEnumerable<Section> NotSubmitted => Asked.Where(section => Current(section.Id) == null);

    /// <summary>The newest question about what was submitted to the section; null once something has been submitted to it since.</summary>
    public ClarificationRequest? OpenQuestion(string sectionId) => OpenQuestions(sectionId).LastOrDefault();

    /// <summary>All of them, the oldest first: what has been asked twice is to be answered twice.</summary>
    public IEnumerable<ClarificationRequest> OpenQuestions(string sectionId) =>
        Returns.Where(asked => asked.SectionId == sectionId && Current(sectionId)?.Submission <= asked.After);

    // As a rule nothing has been.
    public IEnumerable<Section> Returned => Returns.Count == 0 ? []
        : Questionnaire.Sections.Where(section => OpenQuestion(section.Id) != null);

    /// <summary>When the first of the questions was asked that are open; null without one.</summary>
    public DateTimeOffset? AskedSince => Returned.Min(section => OpenQuestion(section.Id)?.Asked);

    /// <summary>As it stood when this had just come in.</summary>
    public Assignment AsOf(Submission submission) => this with
    {
        Submissions = Submissions.Where(other => other.Number <= submission.Number).ToList(),
        Answers = Answers
            .Select(section => (section.Key, Versions: (IReadOnlyList<SubmittedAnswer>)section.Value.Where(version =>
                version.Submission <= submission.Number).ToList()))
            .Where(section => section.Versions.Count > 0)
            .ToDictionary(section => section.Key, section => section.Versions),
        Returns = Returns.Where(asked => asked.After < submission.Number).ToList(),
    };

    public bool AllSubmitted => !NotSubmitted.Any();

    /// <summary>
    /// Whether it has been asked. Of one that has submitted everything a round that is opened again asks nothing more; it has its link.
    /// </summary>
    public bool IsInvited(Round round) => NoticesDecided.Count > 0 || round.ReopenedAt != null;

    /// <summary>Whether it has submitted everything, and no question about it is open.</summary>
    public bool HasNothingLeft => AllSubmitted && !Returned.Any();

    /// <summary>Whether a closed round gives it an extract for its own account: where it was asked about measures.</summary>
    public bool HasExtract(RoundKind kind) => kind != RoundKind.Consultation && Questionnaire.Sections.Any(section => section.IsMeasure);

    /// <summary>How many of the asked sections have a complete draft: all that anybody else may know of a draft.</summary>
    public int Filled => Asked.Count(section => AnswerRules.IsComplete(section, Drafts.GetValueOrDefault(section.Id)));

    /// <summary>With what its drafts of those sections say, submitted.</summary>
    public Assignment With(Submission submission) => this with
    {
        Submissions = [.. Submissions, submission],
        Answers = new Dictionary<string, IReadOnlyList<SubmittedAnswer>>(
            Answers.Concat(submission.Sections.Select(section => KeyValuePair.Create(section, (IReadOnlyList<SubmittedAnswer>)
            [.. Answers.GetValueOrDefault(section) ?? [], new SubmittedAnswer(submission.Number, submission.Received, Saying(section)!)])))
            .GroupBy(section => section.Key).Select(section => section.Last())),
    };

    public bool IsLate(Round round) => Submissions.Any(submission => IsLate(submission, round));

    /// <summary>Whether it came after the deadline, and holds more than what the coordinator had asked for by then.</summary>
    public bool IsLate(Submission submission, Round round) =>
        submission.Received >= Timetable.DeadlineAt(round, Extension, submission.Run, submission.Deadline)
            && !IsCompletion(submission, round);

    /// <summary>
    /// Whether it holds nothing but what the coordinator had asked for: who is asked after the deadline is not late because of that.
    /// </summary>
    public bool IsCompletion(Submission submission, Round round) =>
        AskedFor(submission) >= Timetable.DeadlineAt(round, Extension, submission.Run, submission.Deadline);

    /// <summary>Since when the coordinator had asked for all that it holds; null where it holds more than that.</summary>
    public DateTimeOffset? AskedFor(Submission submission)
    {
        DateTimeOffset? first = DateTimeOffset.MaxValue;
        foreach (var section in submission.Sections)
        {
            var question = Returns.LastOrDefault(asked => asked.SectionId == section && asked.After < submission.Number
                && !Answers[section].Any(version => version.Submission > asked.After && version.Submission < submission.Number));
            if (question == null)
            {
                return null;
            }
            first = question.Asked < first ? question.Asked : first;
        }
        return first;
    }

    public AssignmentState State(RoundState round) => AssignmentSummary.StateOf(
        round, Exemption != null, Returned.Any(), Submissions.Count > 0, AllSubmitted, Drafts.Count > 0, InvitationRefused,
        NoticesDecided.Count + NoticesDecidedBefore.Count > 0);

    /// <summary>
    /// Whether the invitation has gone out and reached nobody, nor the link anybody who has taken a contact's place since.
    /// </summary>
    internal bool InvitationRefused
    {
        get
        {
            const string invitation = RoundIds.InvitationNotice;
            var refused = RefusedMails.Where(mail => mail.NoticeId == invitation).ToList();
            return refused.Count > 0 && Department.RecipientsOn(StockholmTime.DayOf(refused[0].Decided)).All(to => RefusedMails.Any(mail =>
                mail.RecipientId == to.Id && mail.Email == to.Email
                    && (mail.NoticeId == invitation || mail.NoticeId == RoundIds.LinkOfNew(to.Id, to.Generation))));
        }
    }
}

/// <summary>An answer that the coordinator has sent back with a question. It counts as it is until there is a newer one.</summary>
/// <param name="Number">1 for the department's first.</param>
/// <param name="Run">The round's, in which it was asked.</param>
/// <param name="After">Number of the department's newest submission then: a later one to the section answers it.</param>
public sealed record ClarificationRequest(int Number, int Run, string SectionId, string Question, DateTimeOffset Asked, int After);

public sealed record SubmittedAnswer(int Submission, DateTimeOffset Received, AnswerValues Values);

public enum AssignmentState
{
    NotInvited,
    NotDelivered,
    Invited,
    Started,
    PartlySubmitted,
    Submitted,

    /// <summary>The coordinator has a question about something that was submitted.</summary>
    Returned,
    Missing,

    /// <summary>The coordinator has released it from answering.</summary>
    Exempt,
}
