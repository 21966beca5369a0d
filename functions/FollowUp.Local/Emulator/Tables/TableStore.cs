using System.Globalization;
using System.Text;
using System.Text.Json;

namespace FollowUp.Local.Emulator.Tables;

/// <summary>The rows of all tables. Each call happens at once as a whole.</summary>
internal sealed class TableStore
{
    private const int MaxCharactersInKey = 512;
    private const int MaxBytesInProperty = 64 << 10;
    private const int MaxBytesInRow = 1 << 20;

    // Table → partition → rows by key.
    private readonly Dictionary<string, SortedList<string, SortedList<string, TableRow>>> _tables = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock _turn = new();
    private DateTime _written;

    public IReadOnlyList<string> Names
    {
        get
        {
            lock (_turn)
            {
                return [.. _tables.Keys.Order(StringComparer.Ordinal)];
            }
        }
    }

    public void Create(string name)
    {
        lock (_turn)
        {
            if (!_tables.TryAdd(name, new(StringComparer.Ordinal)))
            {
                throw new TableFault(409, "TableAlreadyExists");
            }
        }
    }

    public void Drop(string name)
    {
        lock (_turn)
        {
            if (!_tables.Remove(name))
            {
                throw new TableFault(404, "ResourceNotFound");
            }
        }
    }

    public TableRow Read(string table, TableKey key)
    {
        lock (_turn)
        {
            return Find(Table(table), key) ?? throw new TableFault(404, "ResourceNotFound");
        }
    }

    /// <summary>The rows that the filter holds for, in the order of their keys, from a key on.</summary>
    public IReadOnlyList<TableRow> Query(string table, TableFilter filter, TableKey? from, int most)
    {
        lock (_turn)
        {
            var partitions = Table(table);
            var asked = filter.Partition is not { } one ? partitions.Values
                : partitions.TryGetValue(one, out var only) ? [only] : (IEnumerable<SortedList<string, TableRow>>)[];
            return asked.SelectMany(partition => partition.Values)
                .Where(row => (from is not { } start || !row.Key.IsBefore(start)) && filter.Holds(row.Key)).Take(most).ToList();
        }
    }

    /// <summary>Makes all of the changes or none; the rows' new ETags, null of those that are gone.</summary>
    public IReadOnlyList<string?> Write(string table, IReadOnlyList<TableChange> changes)
    {
        lock (_turn)
        {
            var partitions = Table(table);
            if (changes.DistinctBy(change => change.Key).Count() < changes.Count)
            {
                throw new TableFault(400, "InvalidDuplicateRow");
            }
            var rows = changes.Select((change, index) => After(Find(partitions, change.Key), change, index)).ToList();
            foreach (var (change, row) in changes.Zip(rows))
            {
                if (row != null)
                {
                    if (!partitions.TryGetValue(change.Key.Partition, out var partition))
                    {
                        partitions.Add(change.Key.Partition, partition = new(StringComparer.Ordinal));
                    }
                    partition[change.Key.Row] = row;
                }
                else if (partitions.TryGetValue(change.Key.Partition, out var partition))
                {
                    partition.Remove(change.Key.Row);
                    if (partition.Count == 0)
                    {
                        partitions.Remove(change.Key.Partition);
                    }
                }
            }
            return rows.Select(row => row?.ETag).ToList();
        }
    }

    /// <summary>What is there after the change; null of nothing.</summary>
    private TableRow? After(TableRow? before, TableChange change, int operation)
    {
        if (change.Kind == TableChangeKind.Insert && before != null)
        {
            throw new TableFault(409, "EntityAlreadyExists", operation);
        }
        if (change.IfMatch != null && before == null)
        {
            throw new TableFault(404, "ResourceNotFound", operation);
        }
        if (change.IfMatch is not (null or "*") && change.IfMatch != before!.ETag)
        {
            throw new TableFault(412, "UpdateConditionNotSatisfied", operation);
        }
        if (change.Values == null)
        {
            return null;
        }
        var values = (change.Kind == TableChangeKind.Merge && before != null ? before.Values : new Dictionary<string, TableValue>())
            .Where(old => !change.Values.ContainsKey(old.Key))
            .Concat(change.Values.Where(value => value.Key is not ("PartitionKey" or "RowKey")))
            .ToDictionary();
        Measure(change.Key, values, operation);
        // No two writes at the same time: the time is the row's ETag.
        _written = DateTime.UtcNow is var now && now > _written ? now : _written.AddTicks(1);
        return new TableRow(change.Key, _written, values);
    }

    private static void Measure(TableKey key, Dictionary<string, TableValue> values, int operation)
    {
        if (new[] { key.Partition, key.Row }.Any(text => text.Length > MaxCharactersInKey))
        {
            throw new TableFault(400, "KeyValueTooLarge", operation);
        }
        if ($"{key.Partition}{key.Row}".Any(letter => letter is '/' or '\\' or '#' or '?' || char.IsControl(letter)))
        {
            throw new TableFault(400, "OutOfRangeInput", operation);
        }
        var sizes = values.Select(value => (value.Key, Bytes: Size(value.Value))).ToList();
        if (sizes.Any(value => value.Bytes > MaxBytesInProperty))
        {
            throw new TableFault(400, "PropertyValueTooLarge", operation);
        }
        if (sizes.Sum(value => (2 * value.Key.Length) + value.Bytes) > MaxBytesInRow)
        {
            throw new TableFault(400, "EntityTooLarge", operation);
        }
    }

    private static int Size(TableValue value) => value.Json.ValueKind != JsonValueKind.String ? sizeof(long)
        : value.Type == "Edm.Binary" ? value.Json.GetBytesFromBase64().Length
        : Encoding.Unicode.GetByteCount(value.Json.GetString()!);

    private SortedList<string, SortedList<string, TableRow>> Table(string name) =>
        _tables.TryGetValue(name, out var table) ? table : throw new TableFault(404, "TableNotFound");

    private static TableRow? Find(SortedList<string, SortedList<string, TableRow>> partitions, TableKey key) =>
        partitions.TryGetValue(key.Partition, out var partition) && partition.TryGetValue(key.Row, out var row) ? row : null;
}

internal sealed record TableRow(TableKey Key, DateTime Written, IReadOnlyDictionary<string, TableValue> Values)
{
    public string ETag => $"W/\"datetime'{Uri.EscapeDataString(Written.ToString("O", CultureInfo.InvariantCulture))}'\"";

    /// <param name="select">The properties to write; null for all.</param>
    public void WriteTo(Utf8JsonWriter writer, IReadOnlySet<string>? select)
    {
        writer.WriteString("odata.etag", ETag);
        Write("PartitionKey", () => writer.WriteStringValue(Key.Partition), null);
        Write("RowKey", () => writer.WriteStringValue(Key.Row), null);
        Write("Timestamp", () => writer.WriteStringValue(Written), "Edm.DateTime");
        foreach (var (name, value) in Values)
        {
            Write(name, () => value.Json.WriteTo(writer), value.Type);
        }

        void Write(string name, Action write, string? type)
        {
            if (select?.Contains(name) != false)
            {
                if (type != null)
                {
                    writer.WriteString($"{name}@odata.type", type);
                }
                writer.WritePropertyName(name);
                write();
            }
        }
    }
}
