using System.Globalization;
using System.Text.RegularExpressions;

namespace FollowUp.Rounds;

/// <summary>
/// The one place where identity is made: instance ids, event names, mail keys, table keys. Everything here is a pure
/// function of what it names, so that a repeat after a crash meets its own earlier self.
/// </summary>
internal static partial class RoundIds
{
    /// <summary>The one event: "look again". Its content says nothing.</summary>
    public const string Signal = "signal";

    // As the pattern below has it.
    public const int MaxRoundId = 40;

    /// <summary>Lower-case letters, digits and hyphens, at most 40: it becomes part of keys, instance ids and addresses.</summary>
    public static bool IsRoundId(string? id) => id != null && RoundId().IsMatch(id);

    // Durable instances. A reopened round starts the next run under a new id, and a failed orchestration the next attempt: a
    // completed instance is never restarted.
    public static string RoundInstance(string roundId, int run, int attempt) => attempt == 0 ? $"{roundId}~{run}"
        : $"{roundId}~{run}.{attempt}";

    public static string ClosingInstance(string roundId, int run, int attempt) => $"{RoundInstance(roundId, run, attempt)}~~closing";

    public static string DepartmentInstance(string roundId, int run, int attempt, string departmentId) =>
        $"{RoundInstance(roundId, run, attempt)}~{departmentId}";

    /// <summary>Asks the departments of a round for one letter.</summary>
    public static string MailingInstance(string roundId, int run, string mailingId) => $"{roundId}~{run}~~{mailingId}";

    /// <summary>One mail of one step of the ladder to one recipient.</summary>
    public static string MailKey(string roundId, int run, string departmentId, string noticeId, string recipientId) =>
        $"{MailsTo(roundId, run, departmentId)}{noticeId}~{recipientId}";

    /// <summary>What the keys of all mails to a department begin with.</summary>
    public static string MailsTo(string roundId, int run, string departmentId) => $"{roundId}~{run}~{departmentId}~";

    /// <summary>The round's run in which the mail was decided.</summary>
    public static int RunOf(string mailKey) => int.Parse(mailKey.Split('~')[1], CultureInfo.InvariantCulture);

    /// <summary>The Message-ID header: the same for each attempt at a mail, so that a repeat is known as one.</summary>
    /// <param name="host">Of the sender's address.</param>
    public static string MessageId(string mailKey, string host) => $"<{mailKey}@{host}>";

    public const string InvitationNotice = "invitation";

    /// <param name="movedTo">The deadline, where it is not the one that the run began with.</param>
    public static string StepNotice(StepKind kind, int daysFromDeadline, DateOnly? movedTo = null) =>
        $"{kind.ToString().ToLowerInvariant()}{daysFromDeadline:+0;-0;+0}{(movedTo is { } day ? $"_{day:yyyyMMdd}" : "")}";

    /// <summary>What the notice is about, by how its id begins. Null where it does not say.</summary>
    public static NoticeKind? KindOf(string noticeId) =>
        Enum.TryParse<NoticeKind>(noticeId[..(noticeId.IndexOfAny(['+', '-', '_']) is > 0 and var end ? end : noticeId.Length)],
            ignoreCase: true, out var kind) ? kind : null;

    /// <summary>Whether it reminds those who were asked.</summary>
    public static bool IsReminder(string noticeId) => KindOf(noticeId) is NoticeKind.Reminder or NoticeKind.Overdue;

    /// <summary>Of the letter that a department's deadline has been moved to that day.</summary>
    public static string ExtendedNotice(DateOnly deadline) => $"extended_{deadline:yyyyMMdd}";

    /// <summary>Of a reminder that the coordinator asks for: one a day.</summary>
    public static string ReminderAskedFor(DateOnly day) => $"reminder_{day:yyyyMMdd}";

    /// <summary>Of the link, asked for once more: one a day for each recipient.</summary>
    public static string LinkAskedFor(string recipientId, DateOnly day) => $"link_{day:yyyyMMdd}_{recipientId}";

    /// <summary>Of the link after all links were renewed.</summary>
    public static string LinksRenewed(int epoch) => $"links_{epoch}";

    /// <summary>Of a letter with its own words.</summary>
    /// <param name="token">Of its content.</param>
    public static string LetterOfOwn(DateOnly day, string token) => $"message_{day:yyyyMMdd}_{token[..12]}";

    /// <summary>Of the link to a contact's replacement.</summary>
    public static string LinkOfNew(string recipientId, int generation) => $"link_{generation}_{recipientId}";

    public static string ExemptNotice(DateTimeOffset at) => $"exempt_{at.UtcDateTime:yyyyMMddTHHmmssfff}";

    /// <param name="number">1 for the department's first.</param>
    public static string LiftedNotice(int number) => $"lifted-{number:D4}";

    public const string ThanksNotice = "thanks";

    public static string ReturnedNotice(int number) => $"returned-{number:D4}";

    public static string ReceiptNotice(int submission) => $"receipt-{submission:D4}";

    /// <summary>The number of the submission that the receipt is for.</summary>
    public static int SubmissionOf(string receiptNotice) =>
        int.Parse(receiptNotice[ReceiptNotice(0).IndexOf('0')..], CultureInfo.InvariantCulture);

    // Table keys. '|' parts a key's words; no id contains it.
    public const string RoundIndexPartition = "|rounds";
    public const string RoundRow = "round";
    public const string DepartmentRow = "department";
    public const string AnswerRows = "answer|";
    public const string DraftRows = "draft|";
    // Between the answers and the drafts: every reading of a department includes them.
    public const string EarlierRows = "before|";
    // Sorts after the drafts, which the reading for a report leaves out, and before the mails.
    public const string DelegationRows = "handover|";
    public const string LetterRows = "letter|";
    // There as well: the close must know what came late because it was asked for late.
    public const string ReturnRows = "completion|";
    public const string MailRows = "mail|";
    public const string NoticeRows = "notice|";

    // Before the answers: who reads while somebody submits may find answers without their submission, which do not count
    // yet, and never a submission without its answers.
    public const string SubmissionRows = "a-submission|";

    public const string DigestRows = "digest|";

    public static string Draft(string sectionId) => $"{DraftRows}{sectionId}";

    public static string Earlier(string sectionId) => $"{EarlierRows}{sectionId}";

    /// <param name="number">1 for the department's first.</param>
    public static string DelegationId(int number) => $"handover{number:D4}";

    public static string DelegationCompletedNotice(string delegationId) => $"{delegationId}back";

    public static string Delegation(string delegationId) => $"{DelegationRows}{delegationId}";

    public static string Submission(int number) => $"{SubmissionRows}{number:D4}";

    public static string LetterRequest(int run, string id) => $"{LetterRows}{run}|{id}";

    public static string Mailing(int run, string id) => $"mailing|{run}|{id}";

    public static string Return(int number) => $"{ReturnRows}{number:D4}";

    public static string Answer(int submission, string attempt, string sectionId) => $"{AnswerRows}{submission:D4}|{attempt}|{sectionId}";

    public static string Notice(int run, string noticeId) => $"{NoticeRows}{run}|{noticeId}";

    public static string Mail(string mailKey) => $"{MailRows}{mailKey}";

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,39}\z")]
    private static partial Regex RoundId();
}
