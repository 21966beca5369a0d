using System.Text.Json.Serialization;
using Azure.Data.Tables;
using FollowUp.Storage;
using FollowUp.Trail;

namespace FollowUp.Rounds;

/// <summary>A letter that the coordinator has asked for to many departments: the engine asks each of them for it, part by part.</summary>
/// <param name="Who">Has asked for it.</param>
/// <param name="Departments">Ids of those that are to get it.</param>
/// <param name="Handled">How many of them, from the first, the engine has gone through.</param>
/// <param name="Skipped">Ids of those of them that do not get it, and why.</param>
public sealed record Mailing(LetterRequest Letter, string Who, IReadOnlyList<string> Departments, int Handled = 0,
    IReadOnlyDictionary<string, string>? Skipped = null)
{
    [JsonIgnore]
    public string Id => Letter.Id;

    [JsonIgnore]
    public bool IsDone => Handled == Departments.Count;
}

/// <summary>The letters to many departments, in the round's partition.</summary>
public sealed class MailingTable(FollowUpTables tables)
{
    /// <summary>Records the mailing, if the round is still the one that was read.</summary>
    /// <returns>False where the round has changed since, or the mailing has been asked for: read again.</returns>
    public Task<bool> AddAsync(StoredRound before, Round after, Mailing mailing, TrailEntry trail, CancellationToken cancellation) =>
        tables.Rounds.TryCommitAsync([RoundTable.Write(before, after), TrailTable.In(after.Id, trail),
            new TableTransactionAction(TableTransactionActionType.Add, Row(after.Id, mailing))], cancellation);

    public async Task<Mailing?> FindAsync(string roundId, int run, string id, CancellationToken cancellation)
    {
        var row = await tables.Rounds.GetEntityIfExistsAsync<TableEntity>(roundId, RoundIds.Mailing(run, id),
            cancellationToken: cancellation);
        return row.HasValue ? row.Value!.GetJson<Mailing>() : null;
    }

    /// <summary>Those of the run, the oldest first.</summary>
    public async Task<IReadOnlyList<Mailing>> ListAsync(string roundId, int run, CancellationToken cancellation)
    {
        var first = RoundIds.Mailing(run, "");
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {roundId} and RowKey ge {first} and RowKey lt {RowKeys.AfterAll(first)}");
        var mailings = new List<Mailing>();
        await foreach (var row in tables.Rounds.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            mailings.Add(row.GetJson<Mailing>());
        }
        return [.. mailings.OrderBy(mailing => mailing.Letter.Asked)];
    }

    /// <summary>Records that the engine has gone through so many of the departments. Done again, it changes nothing.</summary>
    /// <param name="skipped">Of the newest part.</param>
    public async Task RecordAsync(string roundId, Mailing mailing, int handled, IReadOnlyDictionary<string, string> skipped,
        CancellationToken cancellation)
    {
        var all = (mailing.Skipped ?? new Dictionary<string, string>()).Concat(skipped).DistinctBy(one => one.Key).ToDictionary();
        await tables.Rounds.UpsertEntityAsync(
            Row(roundId, mailing with { Handled = Math.Max(handled, mailing.Handled), Skipped = all }), TableUpdateMode.Replace,
            cancellation);
    }

    private static TableEntity Row(string roundId, Mailing mailing)
    {
        var row = new TableEntity(roundId, RoundIds.Mailing(mailing.Letter.Run, mailing.Id));
        row.SetJson(mailing);
        return row;
    }
}
