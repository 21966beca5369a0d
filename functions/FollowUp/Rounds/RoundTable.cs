using Azure;
using Azure.Data.Tables;
using FollowUp.Storage;
using FollowUp.Trail;

namespace FollowUp.Rounds;

/// <param name="Version">Guards the next change: of two who read the same version only one may change it.</param>
public sealed record StoredRound(Round Round, ETag Version);

/// <summary>The rounds themselves. Each step of a round is a change from one version of its row to the next.</summary>
public sealed class RoundTable(FollowUpTables tables)
{
    /// <returns>False where a round of this id exists already.</returns>
    public async Task<bool> AddAsync(Round round, TrailEntry trail, CancellationToken cancellation)
    {
        // The index first: an id in it without a round is passed over, a round that is not in it would be forgotten.
        await tables.Rounds.UpsertEntityAsync(new TableEntity(RoundIds.RoundIndexPartition, round.Id), TableUpdateMode.Replace,
            cancellation);
        return await tables.Rounds.TryCommitAsync(
            [new TableTransactionAction(TableTransactionActionType.Add, Row(round)), TrailTable.In(round.Id, trail)], cancellation);
    }

    public async Task<StoredRound?> FindAsync(string roundId, CancellationToken cancellation)
    {
        if (!RoundIds.IsRoundId(roundId))
        {
            return null;
        }
        var row = await tables.Rounds.GetEntityIfExistsAsync<TableEntity>(roundId, RoundIds.RoundRow, cancellationToken: cancellation);
        return row.HasValue ? new StoredRound(row.Value!.GetJson<Round>(), row.Value!.ETag) : null;
    }

    /// <exception cref="InvalidDataException">There is no such round.</exception>
    public async Task<StoredRound> GetAsync(string roundId, CancellationToken cancellation) =>
        await FindAsync(roundId, cancellation) ?? throw new InvalidDataException($"There is no round {roundId}.");

    /// <returns>False where somebody else changed the round since <paramref name="before"/> was read; nothing is written then.</returns>
    public Task<bool> ChangeAsync(StoredRound before, Round after, TrailEntry trail, CancellationToken cancellation) =>
        tables.Rounds.TryCommitAsync([Write(before, after), TrailTable.In(after.Id, trail)], cancellation);

    /// <summary>A change of the round that comes through only if nobody has changed it since it was read.</summary>
    internal static TableTransactionAction Write(StoredRound before, Round after) =>
        new(TableTransactionActionType.UpdateReplace, Row(after), before.Version);

    public async Task<IReadOnlyList<StoredRound>> ListAsync(CancellationToken cancellation)
    {
        var rounds = new List<StoredRound>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {RoundIds.RoundIndexPartition}");
        await foreach (var row in tables.Rounds.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            if (await FindAsync(row.RowKey, cancellation) is { } stored)
            {
                rounds.Add(stored);
            }
        }
        return rounds;
    }

    /// <summary>Takes the round away as if it had never been: only for one that nobody was ever asked in.</summary>
    public async Task RemoveAsync(string roundId, CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {roundId}");
        await foreach (var row in tables.Rounds.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"],
            cancellationToken: cancellation))
        {
            await tables.Rounds.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellation);
        }
        await tables.Rounds.DeleteEntityAsync(RoundIds.RoundIndexPartition, roundId, ETag.All, cancellation);
    }

    private static TableEntity Row(Round round)
    {
        var row = new TableEntity(round.Id, RoundIds.RoundRow);
        row.SetJson(round);
        return row;
    }
}
