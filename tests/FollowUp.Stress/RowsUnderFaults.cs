using Azure;
using Azure.Data.Tables;

namespace FollowUp.Stress;

/// <summary>
/// One client alone in a partition, with every kind of write and read, and a model that must always equal the rows.
/// </summary>
internal sealed class RowsUnderFaults(TableClient faulty, TableClient direct, string partition, CampaignLog log) : IUnderFaults
{
    private const int Rows = 12;
    private static readonly string[] Columns = ["A", "B", "C"];

    private SortedDictionary<string, StoredRow> _model = new(StringComparer.Ordinal);

    public async Task StepAsync(string operation, Random random)
    {
        switch (random.Next(5))
        {
            case 0:
                var key = Key(random);
                var found = await CampaignLog.InsistAsync(() => faulty.GetEntityIfExistsAsync<TableEntity>(partition, key));
                Compare(found.HasValue ? [StoredRow.Of(found.Value!)] : [], _model.Where(row => row.Key == key), operation);
                break;
            case 1:
                Compare(await ReadAsync(faulty, random.Next(1, 6)), _model, operation);
                break;
            case 2:
                var keys = Enumerable.Range(0, Rows).Select(KeyOf).OrderBy(_ => random.Next()).Take(random.Next(2, Rows));
                await WriteAsync([.. keys.Select(key => Change(key, operation, random))], asTransaction: true, operation);
                break;
            default:
                await WriteAsync([Change(Key(random), operation, random)], asTransaction: false, operation);
                break;
        }
    }

    public async Task CheckAsync() => Compare(await ReadAsync(direct, null), _model, "the end");

    private async Task WriteAsync(List<TableTransactionAction> writes, bool asTransaction, string operation)
    {
        // Deleting a missing row fails only in a transaction.
        var legal = writes.TrueForAll(write => Holds(write)
            || (!asTransaction && write.ActionType == TableTransactionActionType.Delete && !_model.ContainsKey(write.Entity.RowKey)));
        var after = new SortedDictionary<string, StoredRow>(_model, StringComparer.Ordinal);
        foreach (var write in writes)
        {
            Apply(write, after);
        }
        var told = await log.WriteAsync(() => asTransaction ? faulty.SubmitTransactionAsync(writes) : SendAsync(writes[0]));
        log.Require(legal || told != true, $"{partition}: {operation} was accepted against its guard");

        // The rows' new ETags are needed. A conflict can be with the write's own first try, whose reply was lost.
        var rows = await CampaignLog.InsistAsync(() => ReadAsync(faulty, null));
        var applied = legal && told != null ? true : legal && Same(rows, after);
        Compare(rows, applied ? after : _model, operation);
        _model = new(rows.ToDictionary(row => row.Key), StringComparer.Ordinal);
    }

    private Task SendAsync(TableTransactionAction write) => write.ActionType switch
    {
        TableTransactionActionType.Add => faulty.AddEntityAsync(write.Entity),
        TableTransactionActionType.UpdateMerge => faulty.UpdateEntityAsync(write.Entity, write.ETag, TableUpdateMode.Merge),
        TableTransactionActionType.UpdateReplace => faulty.UpdateEntityAsync(write.Entity, write.ETag, TableUpdateMode.Replace),
        TableTransactionActionType.UpsertMerge => faulty.UpsertEntityAsync(write.Entity, TableUpdateMode.Merge),
        TableTransactionActionType.UpsertReplace => faulty.UpsertEntityAsync(write.Entity, TableUpdateMode.Replace),
        _ => faulty.DeleteEntityAsync(write.Entity.PartitionKey, write.Entity.RowKey, write.ETag),
    };

    /// <summary>Mostly a valid change; sometimes an old ETag, an insert of an existing row or a change of a missing one.</summary>
    private TableTransactionAction Change(string key, string operation, Random random)
    {
        var kind = (TableTransactionActionType)random.Next(6);
        var present = _model.TryGetValue(key, out var row);
        if (random.Next(10) > 0)
        {
            kind = kind == TableTransactionActionType.Add && present ? TableTransactionActionType.UpdateReplace
                : kind is TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpdateReplace
                    or TableTransactionActionType.Delete && !present ? TableTransactionActionType.Add
                : kind;
        }
        var guarded = kind is TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpdateReplace
            or TableTransactionActionType.Delete;
        var entity = new TableEntity(partition, key) { [Columns[random.Next(Columns.Length)]] = operation };
        return new(kind, entity, !guarded ? default : row != null && random.Next(20) > 0 ? row.ETag
            : new ETag("W/\"datetime'2020-01-01T00%3A00%3A00.0000000Z'\""));
    }

    private bool Holds(TableTransactionAction write) => (write.ActionType, _model.TryGetValue(write.Entity.RowKey, out var row)) switch
    {
        (TableTransactionActionType.Add, var present) => !present,
        (TableTransactionActionType.UpsertMerge or TableTransactionActionType.UpsertReplace, _) => true,
        (_, var present) => present && write.ETag == row!.ETag,
    };

    private static void Apply(TableTransactionAction write, SortedDictionary<string, StoredRow> rows)
    {
        var key = write.Entity.RowKey;
        var merged = write.ActionType is TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpsertMerge
            && rows.TryGetValue(key, out var row) ? row.Values : "";
        rows.Remove(key);
        if (write.ActionType != TableTransactionActionType.Delete)
        {
            var values = merged.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('='))
                .ToDictionary(pair => pair[0], pair => pair[1]);
            var entity = (TableEntity)write.Entity;
            foreach (var column in Columns.Where(entity.ContainsKey))
            {
                values[column] = entity.GetString(column);
            }
            rows[key] = new StoredRow(key, StoredRow.Write(values), default);
        }
    }

    private void Compare(IReadOnlyList<StoredRow> rows, IEnumerable<KeyValuePair<string, StoredRow>> expected, string operation) =>
        log.Require(Same(rows, expected),
            $"{partition}: at {operation} there is [{Listed(rows)}], not [{Listed(expected.Select(row => row.Value))}]");

    private static string Listed(IEnumerable<StoredRow> rows) => string.Join("; ", rows.Select(row => $"{row.Key}: {row.Values}"));

    private static bool Same(IEnumerable<StoredRow> rows, IEnumerable<KeyValuePair<string, StoredRow>> expected) =>
        rows.Select(row => (row.Key, row.Values)).SequenceEqual(expected.Select(row => (row.Key, row.Value.Values)));

    private async Task<IReadOnlyList<StoredRow>> ReadAsync(TableClient table, int? pageSize) => await CampaignLog.InsistAsync(async () =>
    {
        var rows = new List<StoredRow>();
        await foreach (var row in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), pageSize))
        {
            rows.Add(StoredRow.Of(row));
        }
        return rows;
    });

    private static string Key(Random random) => KeyOf(random.Next(Rows));

    private static string KeyOf(int index) => $"row {index:D2}";

    private sealed record StoredRow(string Key, string Values, ETag ETag)
    {
        public static StoredRow Of(TableEntity row) =>
            new(row.RowKey, Write(Columns.Where(row.ContainsKey).ToDictionary(column => column, row.GetString)), row.ETag);

        public static string Write(IReadOnlyDictionary<string, string> values) =>
            string.Join(' ', values.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));
    }
}

/// <summary>Clients that change one row, each guarded by the ETag that it has read.</summary>
internal sealed class CounterUnderFaults(TableClient faulty, TableClient direct, CampaignLog log) : IUnderFaults
{
    private readonly Chain _chain = new("The counter", log);

    public async Task StepAsync(string operation, Random random)
    {
        var found = await CampaignLog.InsistAsync(() => faulty.GetEntityIfExistsAsync<TableEntity>("counter", "counter"));
        var before = found.HasValue ? found.Value!.GetString("By") : null;
        var row = new TableEntity("counter", "counter")
        {
            ["Count"] = found.HasValue ? found.Value!.GetInt32("Count") + 1 : 1,
            ["By"] = operation
        };
        var told = await log.WriteAsync(() => found.HasValue ? faulty.UpdateEntityAsync(row, found.Value!.ETag, TableUpdateMode.Replace)
            : faulty.AddEntityAsync(row));
        // The client cannot know whether it conflicted with its own first try.
        _chain.Tried(operation, before, told == false ? null : told);
    }

    public async Task CheckAsync()
    {
        var row = await direct.GetEntityIfExistsAsync<TableEntity>("counter", "counter");
        var applied = _chain.Check(row.HasValue ? row.Value!.GetString("By") : null);
        var count = row.HasValue ? row.Value!.GetInt32("Count") : 0;
        log.Require(count == applied.Count, $"The counter stands at {count} after {applied.Count} increments");
    }
}
