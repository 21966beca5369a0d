using System.Text.Json.Serialization;
using Azure.Data.Tables;
using FollowUp.Storage;
using FollowUp.Trail;

namespace FollowUp.Rounds;

/// <summary>
/// A mail that has been decided: its recipient and rung. Its text is written again for each attempt, since it holds the link.
/// </summary>
/// <param name="Refused">Why it was not taken and is not tried again; null where it was, or where nobody knows yet.</param>
/// <param name="Withdrawn">What it would have asked for came in before it could be sent.</param>
public sealed record QueuedMail(
    string Key, string RungId, string RecipientId, string Email, DateTimeOffset Decided, DateTimeOffset? Sent, string? Refused = null,
    bool Withdrawn = false, DateTimeOffset? RefusedAt = null)
{
    [JsonIgnore]
    public bool IsPending => Sent == null && Refused == null && !Withdrawn;
}

/// <summary>Which rungs of the ladder have been decided for a department, and which mails that meant.</summary>
public sealed class MailTable(FollowUpTables tables)
{
    // Of a rung's row.
    internal const string DecidedColumn = "Decided";
    internal const string SkippedColumn = "Skipped";

    /// <summary>Records the rung and its mails, if the department's state is still the one that was read.</summary>
    /// <param name="skipped">Whether it was due, and nobody is written to all the same.</param>
    /// <returns>False where the state has changed since, or the rung has been decided: read again.</returns>
    public Task<bool> DecideAsync(
        StoredAssignment before, string rungId, DateTimeOffset now, bool skipped,
        IReadOnlyList<QueuedMail> mails, IEnumerable<TrailEntry> trail, CancellationToken cancellation)
    {
        var row = new TableEntity(before.Partition, RoundIds.Rung(before.Run, rungId)) { [DecidedColumn] = now, [SkippedColumn] = skipped };
        return tables.Rounds.TryCommitAsync(
        [
            AssignmentTable.StatusWrite(before, before.Work with { RungsTaken = before.Work.RungsTaken.Append(rungId).ToHashSet() }),
            .. mails.Select(mail => new TableTransactionAction(TableTransactionActionType.Add,
                Row(before.Partition, RoundIds.Mail(mail.Key), mail))),
            .. trail.Select(entry => TrailTable.In(before.Partition, entry)),
            new TableTransactionAction(TableTransactionActionType.Add, row),
        ], cancellation);
    }

    /// <summary>The mails of a rung that have been decided, those without an outcome among them.</summary>
    public Task<IReadOnlyList<QueuedMail>> ListAsync(string roundId, int run, string departmentId, string rungId,
        CancellationToken cancellation) =>
        ListAsync(roundId, departmentId, RoundIds.MailKey(roundId, run, departmentId, rungId, ""), cancellation);

    /// <summary>The mails of all rungs.</summary>
    public Task<IReadOnlyList<QueuedMail>> ListAsync(string roundId, int run, string departmentId, CancellationToken cancellation) =>
        ListAsync(roundId, departmentId, RoundIds.MailsTo(roundId, run, departmentId), cancellation);

    private async Task<IReadOnlyList<QueuedMail>> ListAsync(string roundId, string departmentId, string keys,
        CancellationToken cancellation)
    {
        var from = RoundIds.Mail(keys);
        var to = RowKeys.AfterAll(from);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {TrailKeys.DepartmentPartition(roundId, departmentId)} and RowKey ge {from} and RowKey lt {to}");
        var mails = new List<QueuedMail>();
        await foreach (var row in tables.Rounds.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            mails.Add(row.GetJson<QueuedMail>());
        }
        return mails;
    }

    /// <summary>Records that the mail was sent or withdrawn, or that it was refused in a run that is over.</summary>
    public Task RecordOutcomeAsync(StoredAssignment before, QueuedMail mail, TrailEntry trail, CancellationToken cancellation) =>
        tables.Rounds.SubmitTransactionAsync(
        [new TableTransactionAction(TableTransactionActionType.UpsertReplace, Row(before.Partition, RoundIds.Mail(mail.Key), mail)),
            TrailTable.In(before.Partition, trail)], cancellation);

    /// <summary>Records that the mail was refused, also where <see cref="AssignmentTable"/> reads it with the department's work.</summary>
    /// <returns>False where the department's state has changed since <paramref name="before"/> was read; nothing is written then.</returns>
    public Task<bool> RecordRefusalAsync(StoredAssignment before, QueuedMail mail, TrailEntry trail, CancellationToken cancellation) =>
        tables.Rounds.TryCommitAsync(
    [
        AssignmentTable.StatusWrite(before,
            before.Work with { RefusedMails = [.. before.Work.RefusedMails.Where(other => other.Key != mail.Key),
            mail] }),
        .. new[] { RoundIds.Refusal(before.Run, mail.Key), RoundIds.Mail(mail.Key) }
            .Select(key => new TableTransactionAction(TableTransactionActionType.UpsertReplace, Row(before.Partition, key, mail))),
        TrailTable.In(before.Partition, trail),
    ], cancellation);

    private static TableEntity Row(string partition, string key, QueuedMail mail)
    {
        var row = new TableEntity(partition, key);
        row.SetJson(mail);
        return row;
    }
}
