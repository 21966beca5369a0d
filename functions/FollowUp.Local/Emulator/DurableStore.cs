using System.Globalization;
using Azure;
using Azure.Data.Tables;
using FollowUp.Storage;
using Google.Protobuf;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Protobuf;

namespace FollowUp.Local.Emulator;

/// <summary>The row that says what an instance is and how much of its history counts.</summary>
internal sealed record DurableRow(string Id, string Name, int Execution)
{
    public OrchestrationRuntimeStatus Status { get; init; } = OrchestrationRuntimeStatus.Pending;

    /// <summary>How many turns the history has, the creation counted; rows of history beyond them are what a crash left behind.</summary>
    public int Turns { get; init; } = 1;

    /// <summary>Messages up to this number are in the history already.</summary>
    public long Consumed { get; init; }

    public string? CustomStatus { get; init; }

    /// <summary>The task of another instance that waits for this one.</summary>
    public ParentInstanceInfo? Parent { get; init; }

    /// <summary>It ended in a turn that sent events, and they may not have arrived.</summary>
    public bool HasUnsent { get; init; }

    public DateTimeOffset Created { get; init; }

    public DateTimeOffset Updated { get; init; }

    public ETag ETag { get; init; }

    public string ExecutionId => Execution.ToString(CultureInfo.InvariantCulture);

    public bool HasHadTurn => Turns > 1;

    public bool HasEnded => Status is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed
        or OrchestrationRuntimeStatus.Terminated;
}

/// <param name="Execution">Which execution of the instance waits for it; null is for whichever there is.</param>
internal sealed record DurableMessage(long Sequence, IReadOnlyList<string> RowKeys, int? Execution, HistoryEvent Event);

/// <summary>
/// One table: a partition for each instance with its row, its history, a turn in an entity, and the messages that wait for its
/// next turn. Events are the SDK's protobuf. What belongs together is written in one transaction when it fits; else in an order
/// in which the instance's row, by which all of it counts, comes after its history and before the removal of what it replaces.
/// </summary>
internal sealed class DurableStore(TableClient table)
{
    private const string InstanceKey = "instance";
    private const string CommitMark = "Commit";

    // A binary property holds 64 KiB, an entity 1 MiB, a transaction 100 operations and 4 MiB, in which bytes are base64.
    private const int MaxBytesInProperty = 60_000;
    private const int MaxPropertiesInEntity = 12;
    private const int MaxBytesInTransaction = 2_400_000;
    private const int MaxOperationsInTransaction = 100;

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

    /// <summary>
    /// The messages that no history holds yet, by instance, in the order in which they came; and the highest number in use.
    /// </summary>
    public async Task<(ILookup<string, DurableMessage> Messages, long LastSequence)> MessagesAsync(CancellationToken cancellation)
    {
        var entities = await ReadAsync(TableClient.CreateQueryFilter($"RowKey ge {"inbox|"} and RowKey lt {"inbox}"}"), cancellation);
        var groups = entities
            .GroupBy(entity => (entity.PartitionKey, Sequence: long.Parse(entity.RowKey.Split('|')[1], CultureInfo.InvariantCulture)))
            .ToList();
        // One that a crash left half-written does not count, but its number must not be used again.
        var messages = groups
            .Where(parts => parts.First().GetInt32("Parts") == parts.Count())
            .OrderBy(parts => parts.Key.Sequence)
            .ToLookup(parts => parts.Key.PartitionKey, parts => new DurableMessage(
                parts.Key.Sequence, [.. parts.Select(part => part.RowKey)], parts.First().GetInt32("Execution"),
                HistoryEvent.Parser.ParseFrom(Unpack(parts))));
        return (messages, groups.Select(parts => parts.Key.Sequence).DefaultIfEmpty().Max());
    }

    /// <summary>The events of the turns from this one on.</summary>
    public async Task<List<HistoryEvent>> HistoryAsync(DurableRow row, CancellationToken cancellation, int fromTurn = 0)
    {
        var (first, end) = (TurnKey(row.Execution, fromTurn), TurnKey(row.Execution, row.Turns));
        var entities = await ReadAsync(TableClient.CreateQueryFilter($"PartitionKey eq {row.Id} and RowKey ge {first} and RowKey lt {end}"),
            cancellation);
        return [.. entities
            .GroupBy(entity => entity.RowKey[..first.Length])
            .OrderBy(parts => parts.Key, StringComparer.Ordinal)
            .SelectMany(parts => Events(Unpack(parts)))];
    }

    /// <summary>The events with which an execution began and those of its last turn: its input and its output.</summary>
    public async Task<(ExecutionStartedEvent Started, ExecutionCompletedEvent? Completed)> EndsAsync(DurableRow row,
        CancellationToken cancellation)
    {
        var first = await HistoryAsync(row with { Turns = 1 }, cancellation);
        var last = row.HasEnded ? await HistoryAsync(row, cancellation, row.Turns - 1) : [];
        return (first.Find(happened => happened.ExecutionStarted != null)!.ExecutionStarted, last.LastOrDefault()?.ExecutionCompleted);
    }

    /// <summary>What the execution before this one asked for when it continued as new.</summary>
    public async Task<List<HistoryEvent>> InheritedAsync(DurableRow row, CancellationToken cancellation)
    {
        var key = InheritedKey(row.Execution);
        var entities = await ReadAsync(
            TableClient.CreateQueryFilter($"PartitionKey eq {row.Id} and RowKey ge {key + "|"} and RowKey lt {key + "}"}"), cancellation);
        return entities.Count == 0 ? [] : [.. Events(Unpack(entities))];
    }

    /// <summary>The keys of an execution's history; without one, of everything that an instance has beside its row.</summary>
    public async Task<List<string>> KeysAsync(string id, int? execution, CancellationToken cancellation)
    {
        var filter = execution is { } one
            ? TableClient.CreateQueryFilter(
                $"PartitionKey eq {id} and RowKey ge {$"history|{one:D6}|"} and RowKey lt {$"history|{one:D6}}}"}")
            : TableClient.CreateQueryFilter($"PartitionKey eq {id} and RowKey ne {InstanceKey}");
        var keys = new List<string>();
        await foreach (var entity in table.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"],
            cancellationToken: cancellation))
        {
            keys.Add(entity.RowKey);
        }
        return keys;
    }

    public async Task<DurableMessage> AddMessageAsync(string id, long sequence, int? execution, HistoryEvent message)
    {
        var entities = Pack(id, $"inbox|{sequence:D19}", message.ToByteArray());
        entities[0]["Execution"] = execution;
        await SubmitAsync(entities.Select(entity => new TableTransactionAction(TableTransactionActionType.UpsertReplace, entity)));
        return new DurableMessage(sequence, [.. entities.Select(entity => entity.RowKey)], execution, message);
    }

    /// <summary>
    /// Writes <paramref name="events"/> as the last turn that <paramref name="row"/> counts, then the row, then
    /// removes <paramref name="obsolete"/>. Without an ETag the row is new. Returns the row with its new ETag.
    /// </summary>
    /// <param name="inherited">What the execution before this one asked for, where this turn begins one.</param>
    public async Task<DurableRow> CommitAsync(
        DurableRow row, IReadOnlyCollection<HistoryEvent> events, IReadOnlyCollection<HistoryEvent> inherited, IEnumerable<string> obsolete)
    {
        List<TableEntity> history =
        [
            .. events.Count == 0 ? [] : Pack(row.Id, TurnKey(row.Execution, row.Turns - 1), Bytes(events)),
            .. inherited.Count == 0 ? [] : Pack(row.Id, InheritedKey(row.Execution), Bytes(inherited)),
        ];
        var written = history.Select(entity => entity.RowKey).ToHashSet();
        var instance = new TableTransactionAction(
            row.ETag == default ? TableTransactionActionType.Add : TableTransactionActionType.UpdateReplace,
            new TableEntity(ToEntity(row)) { [CommitMark] = Guid.NewGuid().ToString("N") }, row.ETag);
        var etag = await SubmitAsync(
        [
            .. history.Select(entity => new TableTransactionAction(TableTransactionActionType.UpsertReplace, entity)),
            instance,
            .. obsolete.Where(key => !written.Contains(key))
                .Select(key => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(row.Id, key), ETag.All)),
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
            var more = action.ActionType == TableTransactionActionType.Delete
                ? 0
                : ((IDictionary<string, object>)action.Entity).Values.OfType<byte[]>().Sum(bytes => bytes.Length);
            if (batch.Count == MaxOperationsInTransaction || (batch.Count > 0 && size + more > MaxBytesInTransaction))
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
                    etag = answers.Value[index].Headers.ETag
                        ?? throw new InvalidOperationException("The table service returned no ETag of the row it wrote.");
                }
            }
            // The client repeats a request whose reply was lost, and the repeat meets what the first one has written.
            catch (RequestFailedException conflict) when (conflict.Status is 409 or 412 && wanted != null && batch.Contains(wanted))
            {
                var found = (await table.GetEntityAsync<TableEntity>(wanted.Entity.PartitionKey, wanted.Entity.RowKey)).Value;
                if (found.GetString(CommitMark) != ((TableEntity)wanted.Entity).GetString(CommitMark))
                {
                    throw;
                }
                etag = found.ETag;
            }
            catch (RequestFailedException gone) when (gone.Status == 404
                && batch.TrueForAll(action => action.ActionType == TableTransactionActionType.Delete))
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

    private static string TurnKey(int execution, int turn) => $"history|{execution:D6}|{turn:D8}";

    private static string InheritedKey(int execution) => $"history|{execution:D6}|inherited";

    private static byte[] Bytes(IEnumerable<HistoryEvent> events)
    {
        using var bytes = new MemoryStream();
        foreach (var happened in events)
        {
            happened.WriteDelimitedTo(bytes);
        }
        return bytes.ToArray();
    }

    private static IEnumerable<HistoryEvent> Events(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        while (stream.Position < stream.Length)
        {
            yield return HistoryEvent.Parser.ParseDelimitedFrom(stream);
        }
    }

    private static List<TableEntity> Pack(string id, string key, byte[] content)
    {
        var entities = content.Chunk(MaxBytesInProperty).Chunk(MaxPropertiesInEntity).ToList();
        return [.. entities.Select((properties, part) =>
        {
            var entity = new TableEntity(id, $"{key}|{part:D3}") { ["Parts"] = entities.Count };
            for (var i = 0; i < properties.Length; i++)
            {
                entity[$"Bytes{i:D2}"] = properties[i];
            }
            return entity;
        })];
    }

    private static byte[] Unpack(IEnumerable<TableEntity> parts)
    {
        // A row that a crash left behind may have had more parts than the one that took its place.
        var ordered = parts.OrderBy(part => part.RowKey, StringComparer.Ordinal).ToList();
        return [.. ordered.Take(ordered[0].GetInt32("Parts")!.Value)
            .SelectMany(part => Enumerable.Range(0, MaxPropertiesInEntity).SelectMany(i => part.GetBinary($"Bytes{i:D2}") ?? []))];
    }

    private static TableEntity ToEntity(DurableRow row) => new(row.Id, InstanceKey)
    {
        ["Name"] = row.Name,
        ["Execution"] = row.Execution,
        ["Status"] = row.Status.ToString(),
        ["Turns"] = row.Turns,
        ["Consumed"] = row.Consumed,
        ["CustomStatus"] = row.CustomStatus,
        ["Parent"] = row.Parent?.ToByteArray(),
        ["HasUnsent"] = row.HasUnsent,
        ["Created"] = row.Created,
        ["Updated"] = row.Updated,
    };

    private static DurableRow ToRow(TableEntity entity) =>
        new(entity.PartitionKey, entity.GetString("Name"), entity.GetInt32("Execution")!.Value)
        {
            Status = System.Enum.Parse<OrchestrationRuntimeStatus>(entity.GetString("Status")),
            Turns = entity.GetInt32("Turns")!.Value,
            Consumed = entity.GetInt64("Consumed")!.Value,
            CustomStatus = entity.GetString("CustomStatus"),
            Parent = entity.GetBinary("Parent") is { } parent ? ParentInstanceInfo.Parser.ParseFrom(parent) : null,
            HasUnsent = entity.GetBoolean("HasUnsent")!.Value,
            Created = entity.GetDateTimeOffset("Created")!.Value,
            Updated = entity.GetDateTimeOffset("Updated")!.Value,
            ETag = entity.ETag,
        };
}
