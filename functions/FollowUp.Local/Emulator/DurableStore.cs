using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure;
using Azure.Data.Tables;
using Microsoft.DurableTask.Client;

namespace FollowUp.Local.Emulator;

/// <summary>The row that says what an instance is and how much of its history counts.</summary>
internal sealed record DurableRow(string Id, string Name, int Execution)
{
    public OrchestrationRuntimeStatus Status { get; init; } = OrchestrationRuntimeStatus.Pending;

    /// <summary>Rows of history beyond this are what a crash left behind.</summary>
    public int HistoryCount { get; init; }

    /// <summary>Messages up to this number are in the history already.</summary>
    public long Consumed { get; init; }

    public string? CustomStatus { get; init; }

    public DurableParent? Parent { get; init; }

    /// <summary>It ended in a turn that sent events, and they may not have arrived.</summary>
    public bool HasUnsent { get; init; }

    public DateTimeOffset Created { get; init; }

    public DateTimeOffset Updated { get; init; }

    public ETag ETag { get; init; }

    public bool HasEnded => Status is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;
}

/// <summary>The task of another instance that waits for this one.</summary>
internal sealed record DurableParent(string Instance, string Name, int Execution, int Task);

internal sealed record DurableMessage(long Sequence, IReadOnlyList<string> RowKeys, DurableEvent Event);

/// <summary>
/// One table: a partition for each instance with its row, its history and the messages that wait for its next turn.
/// What belongs together is written in one transaction when it fits; else in an order in which the instance's row,
/// by which all of it counts, comes after its history and before the removal of what it replaces.
/// </summary>
internal sealed class DurableStore(TableClient table)
{
    private const string InstanceKey = "instance";
    private const string Mark = "Commit";

    // A string property holds 32 K characters, an entity 512 K of them, a transaction 100 operations and 4 MiB.
    private const int CharactersInProperty = 30_000;
    private const int PropertiesInEntity = 14;
    private const int CharactersInTransaction = 1_200_000;
    private const int OperationsInTransaction = 100;

    // Payloads are JSON in JSON: the default encoder would make six characters of each quote.
    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public Task CreateAsync(CancellationToken cancellation) => table.CreateIfNotExistsAsync(cancellation);

    public async Task<DurableRow?> FindAsync(string id, CancellationToken cancellation)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(id, InstanceKey, cancellationToken: cancellation);
        return found.HasValue ? ToRow(found.Value!) : null;
    }

    public async IAsyncEnumerable<DurableRow> AllAsync()
    {
        await foreach (var entity in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"RowKey eq {InstanceKey}")))
        {
            yield return ToRow(entity);
        }
    }

    /// <summary>The messages that no history holds yet, by instance, in the order in which they came.</summary>
    public async Task<ILookup<string, DurableMessage>> MessagesAsync(CancellationToken cancellation)
    {
        var entities = await ReadAsync(TableClient.CreateQueryFilter($"RowKey ge {"inbox|"} and RowKey lt {"inbox}"}"), cancellation);
        return entities
            .GroupBy(entity => (entity.PartitionKey, Sequence: long.Parse(entity.RowKey.Split('|')[1])))
            .Where(parts => parts.First().GetInt32("Parts") == parts.Count())
            .OrderBy(parts => parts.Key.Sequence)
            .ToLookup(parts => parts.Key.PartitionKey, parts => new DurableMessage(parts.Key.Sequence, [.. parts.Select(part => part.RowKey)], Unpack(parts)));
    }

    public async Task<List<DurableEvent>> HistoryAsync(DurableRow row, CancellationToken cancellation, int from = 0)
    {
        var (first, end) = (HistoryKey(row.Execution, from), HistoryKey(row.Execution, row.HistoryCount));
        var entities = await ReadAsync(TableClient.CreateQueryFilter($"PartitionKey eq {row.Id} and RowKey ge {first} and RowKey lt {end}"), cancellation);
        return [.. entities.GroupBy(entity => entity.RowKey[..HistoryKey(0, 0).Length]).OrderBy(parts => parts.Key, StringComparer.Ordinal).Select(Unpack)];
    }

    public async Task<DurableEvent> HistoryEventAsync(DurableRow row, int index, CancellationToken cancellation) =>
        (await HistoryAsync(row with { HistoryCount = index + 1 }, cancellation, index)).Single();

    /// <summary>The keys of everything that an instance has beside its row.</summary>
    public async Task<List<string>> KeysAsync(string id, CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {id} and RowKey ne {InstanceKey}");
        var keys = new List<string>();
        await foreach (var entity in table.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellation))
        {
            keys.Add(entity.RowKey);
        }
        return keys;
    }

    public async Task<DurableMessage> AddMessageAsync(string id, long sequence, DurableEvent message)
    {
        var entities = Pack(id, $"inbox|{sequence:D19}", message);
        await SubmitAsync(entities.Select(entity => new TableTransactionAction(TableTransactionActionType.UpsertReplace, entity)));
        return new DurableMessage(sequence, [.. entities.Select(entity => entity.RowKey)], message);
    }

    /// <summary>
    /// Writes <paramref name="events"/>, which end the history that <paramref name="row"/> counts, then the row, then
    /// removes <paramref name="obsolete"/>. Without an ETag the row is new. Returns the row with its new ETag.
    /// </summary>
    public async Task<DurableRow> CommitAsync(DurableRow row, IReadOnlyList<DurableEvent> events, IEnumerable<string> obsolete)
    {
        var first = row.HistoryCount - events.Count;
        var history = events.SelectMany((happened, index) => Pack(row.Id, HistoryKey(row.Execution, first + index), happened)).ToList();
        var written = history.Select(entity => entity.RowKey).ToHashSet();
        var instance = new TableTransactionAction(
            row.ETag == default ? TableTransactionActionType.Add : TableTransactionActionType.UpdateReplace,
            new TableEntity(ToEntity(row)) { [Mark] = Guid.NewGuid().ToString("N") }, row.ETag);
        var etag = await SubmitAsync(
        [
            .. history.Select(entity => new TableTransactionAction(TableTransactionActionType.UpsertReplace, entity)),
            instance,
            .. obsolete.Where(key => !written.Contains(key)).Select(key => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(row.Id, key), ETag.All)),
        ], instance);
        return row with { ETag = etag };
    }

    private async Task<ETag> SubmitAsync(IEnumerable<TableTransactionAction> actions, TableTransactionAction? wanted = null)
    {
        var etag = default(ETag);
        var batch = new List<TableTransactionAction>();
        var size = 0;
        foreach (var action in actions)
        {
            var more = action.ActionType == TableTransactionActionType.Delete ? 0 : ((IDictionary<string, object>)action.Entity).Values.OfType<string>().Sum(text => text.Length);
            if (batch.Count == OperationsInTransaction || (batch.Count > 0 && size + more > CharactersInTransaction))
            {
                await SubmitBatchAsync();
            }
            batch.Add(action);
            size += more;
        }
        if (batch.Count > 0)
        {
            await SubmitBatchAsync();
        }
        return etag;

        async Task SubmitBatchAsync()
        {
            try
            {
                var answers = await table.SubmitTransactionAsync(batch);
                if (wanted != null && batch.IndexOf(wanted) is >= 0 and var index)
                {
                    etag = answers.Value[index].Headers.ETag ?? throw new InvalidOperationException("The table service did not tell the ETag of the row it wrote.");
                }
            }
            // The client repeats a request whose reply was lost, and the repeat meets what the first one has written.
            catch (RequestFailedException conflict) when (conflict.Status is 409 or 412 && wanted != null && batch.Contains(wanted))
            {
                var found = (await table.GetEntityAsync<TableEntity>(wanted.Entity.PartitionKey, wanted.Entity.RowKey)).Value;
                if (found.GetString(Mark) != ((TableEntity)wanted.Entity).GetString(Mark))
                {
                    throw;
                }
                etag = found.ETag;
            }
            catch (RequestFailedException gone) when (gone.Status == 404 && batch.TrueForAll(action => action.ActionType == TableTransactionActionType.Delete))
            {
                // All of it is gone: nobody else removes rows.
            }
            batch.Clear();
            size = 0;
        }
    }

    private async Task<List<TableEntity>> ReadAsync(string filter, CancellationToken cancellation)
    {
        var entities = new List<TableEntity>();
        await foreach (var entity in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            entities.Add(entity);
        }
        return entities;
    }

    /// <summary>The keys of a history's rows.</summary>
    public static IEnumerable<string> HistoryKeys(DurableRow row, IEnumerable<DurableEvent> history) =>
        history.SelectMany((happened, index) => Pack(row.Id, HistoryKey(row.Execution, index), happened)).Select(entity => entity.RowKey);

    private static string HistoryKey(int execution, int index) => $"history|{execution:D6}|{index:D8}";

    private static List<TableEntity> Pack(string id, string key, DurableEvent content)
    {
        var pieces = Cut(JsonSerializer.Serialize(content, Json)).Chunk(PropertiesInEntity).ToList();
        return [.. pieces.Select((properties, part) =>
        {
            var entity = new TableEntity(id, $"{key}|{part:D3}") { ["Parts"] = pieces.Count };
            for (var i = 0; i < properties.Length; i++)
            {
                entity[$"Json{i:D2}"] = properties[i];
            }
            return entity;
        })];
    }

    private static IEnumerable<string> Cut(string json)
    {
        for (var begin = 0; begin < json.Length;)
        {
            var end = Math.Min(begin + CharactersInProperty, json.Length);
            // Half a surrogate pair does not survive the way to the table.
            end -= end < json.Length && char.IsHighSurrogate(json[end - 1]) ? 1 : 0;
            yield return json[begin..end];
            begin = end;
        }
    }

    private static DurableEvent Unpack(IEnumerable<TableEntity> parts)
    {
        // A row that a crash left behind may have had more parts than the one that took its place.
        var ordered = parts.OrderBy(part => part.RowKey, StringComparer.Ordinal).ToList();
        var pieces = ordered.Take(ordered[0].GetInt32("Parts")!.Value)
            .SelectMany(part => Enumerable.Range(0, PropertiesInEntity).Select(i => part.TryGetValue($"Json{i:D2}", out var piece) ? (string)piece : ""));
        return JsonSerializer.Deserialize<DurableEvent>(string.Concat(pieces), Json)!;
    }

    private static TableEntity ToEntity(DurableRow row) => new(row.Id, InstanceKey)
    {
        ["Name"] = row.Name,
        ["Execution"] = row.Execution,
        ["Status"] = row.Status.ToString(),
        ["HistoryCount"] = row.HistoryCount,
        ["Consumed"] = row.Consumed,
        ["CustomStatus"] = row.CustomStatus,
        ["Parent"] = row.Parent == null ? null : JsonSerializer.Serialize(row.Parent, Json),
        ["HasUnsent"] = row.HasUnsent,
        ["Created"] = row.Created,
        ["Updated"] = row.Updated,
    };

    private static DurableRow ToRow(TableEntity entity) => new(entity.PartitionKey, entity.GetString("Name"), entity.GetInt32("Execution")!.Value)
    {
        Status = Enum.Parse<OrchestrationRuntimeStatus>(entity.GetString("Status")),
        HistoryCount = entity.GetInt32("HistoryCount")!.Value,
        Consumed = entity.GetInt64("Consumed")!.Value,
        CustomStatus = entity.GetString("CustomStatus"),
        Parent = entity.GetString("Parent") is { } parent ? JsonSerializer.Deserialize<DurableParent>(parent, Json) : null,
        HasUnsent = entity.GetBoolean("HasUnsent")!.Value,
        Created = entity.GetDateTimeOffset("Created")!.Value,
        Updated = entity.GetDateTimeOffset("Updated")!.Value,
        ETag = entity.ETag,
    };
}
