using System.Text.Json.Serialization;
using Azure.Data.Tables;
using FollowUp.Storage;
using FollowUp.Trail;

namespace FollowUp.Rounds;

/// <summary>
/// A mail that has been decided: its recipient and notice. Its text is written again for each attempt, since it holds the link.
/// </summary>
/// <param name="NoticeId">Of the notice; unique in its run.</param>
/// <param name="Refused">Why it was not taken and is not tried again; null where it was, or where nobody knows yet.</param>
/// <param name="Withdrawn">What it would have asked for came in before it could be sent.</param>
/// <param name="WaitingSince">When the mail service first failed to take it; null where it never failed.</param>
/// <param name="Tries">How many have failed.</param>
/// <param name="NextTry">When it is tried again; null for at once.</param>
public sealed record QueuedMail(
    string Key, string NoticeId, string RecipientId, string Email, DateTimeOffset Decided, DateTimeOffset? Sent, string? Refused = null,
    bool Withdrawn = false, DateTimeOffset? RefusedAt = null, DateTimeOffset? WaitingSince = null, int Tries = 0,
    DateTimeOffset? NextTry = null)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(4);

    [JsonIgnore]
    public bool IsPending => Sent == null && Refused == null && !Withdrawn;

    /// <summary>As it is when the mail service has failed to take it once more: each pause is twice as long, to four hours.</summary>
    public QueuedMail Failed(DateTimeOffset now) => this with
    {
        WaitingSince = WaitingSince ?? now,
        Tries = Tries + 1,
        NextTry = now + (Tries < 9 ? FirstPause * Math.Pow(2, Tries) : LongestPause),
    };
}

/// <summary>Which steps of the ladder have been decided for a department, and which mails that meant.</summary>
public sealed class MailTable(FollowUpTables tables)
{
    // Of a notice's row.
    internal const string DecidedColumn = "Decided";
    internal const string SkippedColumn = "Skipped";

    /// <summary>Records the notice and its mails, if the department's state is still the one that was read.</summary>
    /// <param name="skipped">Whether it was due, and nobody is written to all the same.</param>
    /// <returns>False where the state has changed since, or the notice has been decided: read again.</returns>
    public Task<bool> DecideAsync(
        StoredAssignment before, string noticeId, DateTimeOffset now, bool skipped,
        IReadOnlyList<QueuedMail> mails, IEnumerable<TrailEntry> trail, CancellationToken cancellation)
    {
        var row = new TableEntity(before.Partition, RoundIds.Notice(before.Run, noticeId))
        {
            [DecidedColumn] = now,
            [SkippedColumn] = skipped,
        };
        return tables.Rounds.TryCommitAsync(
        [
            AssignmentTable.StatusWrite(before,
                before.Work with { NoticesDecided = before.Work.NoticesDecided.Append(noticeId).ToHashSet() }),
            .. mails.Select(mail => new TableTransactionAction(TableTransactionActionType.Add,
                Row(before.Partition, RoundIds.Mail(mail.Key), mail))),
            .. trail.Select(entry => TrailTable.In(before.Partition, entry)),
            new TableTransactionAction(TableTransactionActionType.Add, row),
        ], cancellation);
    }

    /// <summary>
    /// Records what became of a try to send the mail, without the department's status: for what changes nothing that it says.
    /// </summary>
    public Task RecordAsync(StoredAssignment before, QueuedMail mail, TrailEntry? trail, CancellationToken cancellation) =>
        tables.Rounds.SubmitTransactionAsync(Writes(before, mail, trail), cancellation);

    /// <summary>Records what became of a try to send the mail, and what the department's status says of that.</summary>
    /// <returns>False where the department's state has changed since <paramref name="before"/> was read; nothing is written then.</returns>
    public Task<bool> TryRecordAsync(StoredAssignment before, QueuedMail mail, TrailEntry? trail, CancellationToken cancellation) =>
        tables.Rounds.TryCommitAsync([AssignmentTable.StatusWrite(before, before.Work.With(mail, before.Run)),
            .. Writes(before, mail, trail)], cancellation);

    private static IEnumerable<TableTransactionAction> Writes(StoredAssignment before, QueuedMail mail, TrailEntry? trail) =>
    [
        .. trail == null ? (TableTransactionAction[])[] : [TrailTable.In(before.Partition, trail)],
        new TableTransactionAction(TableTransactionActionType.UpsertReplace, Row(before.Partition, RoundIds.Mail(mail.Key), mail)),
    ];

    private static TableEntity Row(string partition, string key, QueuedMail mail)
    {
        var row = new TableEntity(partition, key);
        row.SetJson(mail);
        return row;
    }
}
