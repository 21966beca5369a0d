using System.Text.Json.Serialization;
using FollowUp.Questionnaires;

namespace FollowUp.Rounds;

/// <summary>
/// Where a department stands, without a word of what it has written: small enough that the board reads three hundred at once. Whatever
/// changes the department's rows writes it in the same transaction, so that it never says anything else than they do.
/// </summary>
/// <param name="Run">The round's, of which <paramref name="Notices"/> and the refusals tell.</param>
/// <param name="Submissions">How many.</param>
/// <param name="Started">Whether anything has been saved.</param>
/// <param name="Filled">How many of the asked sections have a complete draft: all that anybody else may know of a draft.</param>
/// <param name="AskedSince">Of the questions about what was submitted that are open: when the first was asked; null without one.</param>
/// <param name="Latecomers">What came in after the deadline, as it was when it was written.</param>
/// <param name="Notices">Ids of the notices that have been decided.</param>
/// <param name="Refused">How many mails were not taken.</param>
/// <param name="InvitationRefused">Whether the invitation reached nobody.</param>
/// <param name="RefusedAt">When the newest of those mails was refused; null without one.</param>
/// <param name="Undeliverable">
/// How many of those who are contacts now had a mail refused: replaced contacts, and colleagues with a delegated section, do not count.
/// </param>
/// <param name="NotifiedBefore">
/// Whether something was decided in an earlier run: a department that was invited then stays so when the round is opened again.
/// </param>
/// <param name="ReceiptLeft">Whether a receipt, or a letter about a delegation, is not decided yet; a later run sends it.</param>
/// <param name="LetterLeft">Whether a letter that the coordinator asked for in this run is not decided yet.</param>
/// <param name="WaitingSince">Of the mails that the mail service fails to take: since when the first one waits; null without one.</param>
/// <param name="CompletedAt">When the newest answer came to a question about what was submitted; null without one.</param>
public sealed record AssignmentSummary(
    string Id,
    string Name,
    int Run,
    IReadOnlyList<SectionStatus> Sections,
    int Submissions,
    bool Started,
    int Filled,
    DateTimeOffset? AskedSince,
    IReadOnlyList<Latecomer> Latecomers,
    HashSet<string> Notices,
    int Refused,
    bool InvitationRefused,
    DateTimeOffset? RefusedAt = null,
    DateTimeOffset? CompletedAt = null,
    int Undeliverable = 0,
    bool NotifiedBefore = false,
    bool ReceiptLeft = false,
    bool LetterLeft = false,
    DateTimeOffset? WaitingSince = null)
{
    public static AssignmentSummary Of(Assignment work, int run) => new(
        work.Department.Id,
        work.Department.Name,
        run,
        work.Questionnaire.Sections.Select(section =>
            new SectionStatus(section.Id, section.Kind, Progress(work, section), !AnswerRules.IsAsked(section))).ToList(),
        work.Submissions.Count,
        work.Drafts.Count > 0,
        work.Filled,
        work.AskedSince,
        // A deadline only ever moves on: what was in time stays so.
        work.Submissions.Where(submission => !(submission.Received < submission.Deadline))
            .Select(submission => new Latecomer(submission.Run, submission.Received, submission.Deadline, work.AskedFor(submission)))
                .ToList(),
        [.. work.NoticesDecided],
        work.RefusedMails.Count,
        work.InvitationRefused,
        work.RefusedMails.Max(mail => mail.RefusedAt ?? (DateTimeOffset?)mail.Decided),
        work.Submissions.LastOrDefault(submission =>
            submission.Sections.Any(section => work.Returns.Any(asked => asked.SectionId == section
            && asked.After < submission.Number)))?.Received,
        work.Department.Contacts.Count(contact => work.RefusedMails.Any(mail => mail.RecipientId == contact.Id
            && mail.Email == contact.Email)),
        work.NoticesDecidedBefore.Count > 0,
        Notice.Carried(run, work).Any(notice => !work.NoticesDecided.Contains(notice.Id)),
        Notice.OfRun(run, work).Any(notice => !work.NoticesDecided.Contains(notice.Id)),
        work.PendingMails.Min(mail => mail.WaitingSince))
    {
        Extension = work.Extension,
        Exemption = work.Exemption,
    };

    [JsonIgnore]
    public DeadlineExtension? Extension { get; init; }

    [JsonIgnore]
    public Exemption? Exemption { get; init; }

    private static SectionProgress Progress(Assignment work, Section section) =>
        work.OpenQuestion(section.Id) != null ? SectionProgress.Returned
        : work.Current(section.Id) != null ? SectionProgress.Submitted
        : work.Drafts.GetValueOrDefault(section.Id) is not { Count: > 0 } draft ? SectionProgress.Nothing
        : AnswerRules.IsComplete(section, draft) ? SectionProgress.Filled
        : SectionProgress.Begun;

    [JsonIgnore]
    public IEnumerable<SectionStatus> Asked => Sections.Where(section => !section.Optional);

    [JsonIgnore]
    public int Submitted => Asked.Count(section => section.IsSubmitted);

    /// <summary>Somebody should see to it that the mails come through.</summary>
    [JsonIgnore]
    public bool IsUndeliverable => Undeliverable > 0 && Exemption == null && !AllSubmitted;

    [JsonIgnore]
    public bool AllSubmitted => Asked.All(section => section.IsSubmitted);

    /// <summary>
    /// Whether a letter beside the ladder may be due: then the orchestration must look, and a lost signal must not keep it waiting. Also
    /// true where such a letter has nothing left to say; the look finds that out.
    /// </summary>
    /// <param name="round">As it is for all departments.</param>
    public bool IsLetterDue(Round round) => ReceiptLeft || LetterLeft || WaitingSince != null
        || (Exemption is { } exemption ? !Notices.Contains(RoundIds.ExemptNotice(exemption.At))
            : !AllSubmitted && Timetable.MovedTo(round.For(Extension)) is { } day && !Notices.Contains(RoundIds.ExtendedNotice(day)));

    /// <summary>Whether it is to answer and has submitted nothing.</summary>
    [JsonIgnore]
    public bool HasNothing => Submissions == 0 && Exemption == null;

    public AssignmentState State(RoundState round) =>
        StateOf(round, Exemption != null, AskedSince != null, Submissions > 0, AllSubmitted, Started, InvitationRefused, Notices.Count > 0
        || NotifiedBefore);

    /// <summary>The next step of the ladder to it; null where nothing is left to say.</summary>
    public Notice? Next(Round round, DateTimeOffset now) => Exemption == null
        && Timetable.Next(round.For(Extension), Notices, AllSubmitted, AskedSince, now) is { } next
        // What is due goes now, whenever it should have gone.
        ? next.At < now ? next with { At = now } : next
        : null;

    public bool IsLate(Round round) => Latecomers.Any(late =>
        Timetable.DeadlineAt(round, Extension, late.Run, late.Deadline) is var deadline && late.Received >= deadline
            && !(late.AskedFor >= deadline));

    /// <summary>As a later run finds it: its ladder starts over.</summary>
    public AssignmentSummary In(int run) => run == Run ? this
        : this with
        {
            Run = run,
            Notices = [],
            NotifiedBefore = NotifiedBefore || Notices.Count > 0,
            Refused = 0,
            InvitationRefused = false,
            RefusedAt = null,
            Undeliverable = 0,
            LetterLeft = false,
        };

    internal static AssignmentState StateOf(RoundState round, bool exempt, bool asked, bool submitted, bool allSubmitted, bool started,
        bool undelivered, bool told) => round switch
        {
            _ when exempt => AssignmentState.Exempt,
            // What was submitted counts also where nobody answered the question: after the close there is none.
            RoundState.Open or RoundState.Paused when asked => AssignmentState.Returned,
            _ when submitted => allSubmitted ? AssignmentState.Submitted : AssignmentState.PartlySubmitted,
            RoundState.Closed => AssignmentState.Missing,
            _ when started => AssignmentState.Started,
            _ when undelivered => AssignmentState.NotDelivered,
            _ => told ? AssignmentState.Invited : AssignmentState.NotInvited,
        };
}

/// <param name="Optional">Offered: without it the department counts as done all the same.</param>
public sealed record SectionStatus(string Id, SectionKind Kind, SectionProgress Progress, bool Optional)
{
    [JsonIgnore]
    public bool IsSubmitted => Progress is SectionProgress.Submitted or SectionProgress.Returned;
}

public enum SectionProgress
{
    Nothing,

    /// <summary>Something is saved, and it is not complete.</summary>
    Begun,

    /// <summary>What is saved is complete, and could be submitted.</summary>
    Filled,
    Submitted,

    /// <summary>Submitted, and the coordinator has a question about it.</summary>
    Returned,
}

/// <summary>A submission that came after the deadline.</summary>
/// <param name="Deadline">As it was then.</param>
/// <param name="AskedFor">Since when the coordinator had asked for all that it holds; null where it holds more than that.</param>
public sealed record Latecomer(int Run, DateTimeOffset Received, DateTimeOffset? Deadline, DateTimeOffset? AskedFor);
