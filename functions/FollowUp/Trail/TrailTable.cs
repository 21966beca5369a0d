using System.Globalization;
using Azure.Data.Tables;
using FollowUp.Storage;

namespace FollowUp.Trail;

/// <summary>
/// The trail. Its rows are in the partition of what they describe, so that they are written in the same transaction:
/// nothing happens without its row, and no row describes what did not happen.
/// </summary>
public sealed class TrailTable(FollowUpTables tables)
{
    private static readonly (string From, string To) Rows = (TrailKeys.Rows, RowKeys.AfterAll(TrailKeys.Rows));

    /// <summary>Everything that happened in the round, in order of time.</summary>
    public Task<IReadOnlyList<TrailEntry>> ListAsync(string roundId, CancellationToken cancellation)
    {
        var (first, last) = (TrailKeys.DepartmentPartition(roundId, ""), RowKeys.AfterAll(TrailKeys.DepartmentPartition(roundId, "")));
        var (from, to) = Rows;
        return ReadAsync(TableClient.CreateQueryFilter(
            $"(PartitionKey eq {roundId} or (PartitionKey ge {first} and PartitionKey lt {last})) and RowKey ge {from} and RowKey lt {to}"),
            cancellation);
    }

    /// <summary>Everything that happened to one department in the round, in order of time.</summary>
    public Task<IReadOnlyList<TrailEntry>> ListAsync(string roundId, string departmentId, CancellationToken cancellation) =>
        ReadAsync(TableClient.CreateQueryFilter(
            $"PartitionKey eq {TrailKeys.DepartmentPartition(roundId, departmentId)} and RowKey ge {Rows.From} and RowKey lt {Rows.To}"),
            cancellation);

    private async Task<IReadOnlyList<TrailEntry>> ReadAsync(string filter, CancellationToken cancellation)
    {
        var entries = new List<TrailEntry>();
        await foreach (var row in tables.Rounds.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            entries.Add(new TrailEntry(
                row.RowKey[TrailKeys.Rows.Length..],
                row.GetDateTimeOffset("At")!.Value,
                row.GetString("Who"),
                Enum.Parse<TrailEvent>(row.GetString("What")),
                row.GetString("DepartmentId"),
                row.GetString("About")));
        }
        return entries
            .OrderBy(entry => entry.At)
            .ThenBy(entry => entry.What)
            .ThenBy(entry => entry.DepartmentId, StringComparer.Ordinal)
            .ThenBy(entry => entry.Key, StringComparer.Ordinal)
            .ToList();
    }

    /// <summary>The entry as a write in a transaction on its partition.</summary>
    internal static TableTransactionAction In(string partition, TrailEntry entry) =>
        new(TableTransactionActionType.UpsertReplace, Row(partition, entry));

    private static TableEntity Row(string partition, TrailEntry entry) => new(partition, TrailKeys.Row(entry.Key))
    {
        ["At"] = entry.At,
        ["Who"] = entry.Who,
        ["What"] = entry.What.ToString(),
        ["DepartmentId"] = entry.DepartmentId,
        ["About"] = entry.About,
    };
}
