using System.Text.Json.Serialization;
using Azure.Data.Tables;
using FollowUp.Records;
using FollowUp.Rounds;

namespace FollowUp.Storage;

/// <summary>A mail that has been decided: to whom and on which rung. Its text is made anew for each attempt, since it holds the link.</summary>
/// <param name="Refused">Why it was not taken and is not tried again; null where it was, or where nobody knows yet.</param>
/// <param name="Withdrawn">What it would have asked for came in before it could be sent.</param>
public sealed record MailIntent(
    string Key, string RungId, string RecipientId, string Email, DateTimeOffset Decided, DateTimeOffset? Sent, string? Refused = null, bool Withdrawn = false)
{
    /// <summary>In <see cref="RecipientId"/>: none of the department's contacts.</summary>
    public const string Coordinator = "coordinator";

    [JsonIgnore]
    public bool IsPending => Sent == null && Refused == null && !Withdrawn;
}

/// <summary>Which rungs of the ladder have been decided for a department, and which mails that meant.</summary>
public sealed class MailTable(FollowUpTables tables)
{
    /// <summary>Records the rung and its mails, if the department's state is still the one that was read.</summary>
    /// <returns>False where the state has changed since, or the rung has been decided: read again.</returns>
    public async Task<bool> DecideAsync(
        string roundId, StoredWork before, int run, string rungId, IReadOnlyList<MailIntent> mails, IEnumerable<TrailEntry> trail, CancellationToken cancellation)
    {
        var partition = RoundIds.DepartmentPartition(roundId, before.Work.Department.Id);
        return await tables.Rounds.TryWriteAsync(
        [
            AnswerTable.Touch(partition, before.Version),
            .. mails.Select(mail => new TableTransactionAction(TableTransactionActionType.Add, Row(partition, RoundIds.Mail(mail.Key), mail))),
            .. trail.Select(entry => TrailTable.In(partition, entry)),
            new TableTransactionAction(TableTransactionActionType.Add, new TableEntity(partition, RoundIds.Rung(run, rungId))),
        ], cancellation);
    }

    /// <summary>The mails of a rung that have been decided, those without an outcome among them.</summary>
    public Task<IReadOnlyList<MailIntent>> ListAsync(string roundId, int run, string departmentId, string rungId, CancellationToken cancellation) =>
        ListAsync(roundId, departmentId, RoundIds.MailKey(roundId, run, departmentId, rungId, ""), cancellation);

    /// <summary>The mails of all rungs.</summary>
    public Task<IReadOnlyList<MailIntent>> ListAsync(string roundId, int run, string departmentId, CancellationToken cancellation) =>
        ListAsync(roundId, departmentId, RoundIds.MailsTo(roundId, run, departmentId), cancellation);

    private async Task<IReadOnlyList<MailIntent>> ListAsync(string roundId, string departmentId, string keys, CancellationToken cancellation)
    {
        var from = RoundIds.Mail(keys);
        var to = RoundIds.AfterAll(from);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {RoundIds.DepartmentPartition(roundId, departmentId)} and RowKey ge {from} and RowKey lt {to}");
        var mails = new List<MailIntent>();
        await foreach (var row in tables.Rounds.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            mails.Add(row.Take<MailIntent>());
        }
        return mails;
    }

    /// <summary>Records that the mail was sent, refused or withdrawn. A refusal is also laid where <see cref="AnswerTable"/> reads it with the department's work.</summary>
    public async Task RecordOutcomeAsync(string roundId, int run, string departmentId, MailIntent mail, TrailEntry trail, CancellationToken cancellation)
    {
        var partition = RoundIds.DepartmentPartition(roundId, departmentId);
        IEnumerable<string> keys = mail.Refused == null ? [RoundIds.Mail(mail.Key)] : [RoundIds.Mail(mail.Key), RoundIds.Refusal(run, mail.Key)];
        await tables.Rounds.SubmitTransactionAsync(
            [.. keys.Select(key => new TableTransactionAction(TableTransactionActionType.UpsertReplace, Row(partition, key, mail))), TrailTable.In(partition, trail)],
            cancellation);
    }

    private static TableEntity Row(string partition, string key, MailIntent mail)
    {
        var row = new TableEntity(partition, key);
        row.Put(mail);
        return row;
    }
}
