#nullable disable
using System.Collections;

namespace Azure.Data.Tables;

/// <summary>A row as names and values. Asking for a value as another type than it has throws; an absent name gives null.</summary>
public sealed class TableEntity : ITableEntity, IDictionary<string, object>
{
    private readonly Dictionary<string, object> _values;

    public TableEntity() => _values = [];

    public TableEntity(string partitionKey, string rowKey) : this()
    {
        PartitionKey = partitionKey;
        RowKey = rowKey;
    }

    public TableEntity(IDictionary<string, object> values) => _values = values == null ? [] : new(values);

    public string PartitionKey
    {
        get => GetString(EntityJson.PartitionKey);
        set => _values[EntityJson.PartitionKey] = value;
    }

    public string RowKey
    {
        get => GetString(EntityJson.RowKey);
        set => _values[EntityJson.RowKey] = value;
    }

    public DateTimeOffset? Timestamp
    {
        get => GetDateTimeOffset(EntityJson.Timestamp);
        set => _values[EntityJson.Timestamp] = value;
    }

    public ETag ETag
    {
        get => new(GetString(EntityJson.ETag));
        set => _values[EntityJson.ETag] = value.ToString();
    }

    public int Count => _values.Count;
    public ICollection<string> Keys => _values.Keys;

    public object this[string key]
    {
        get => _values.GetValueOrDefault(key);
        set => _values[key] = KeepingType(key, value);
    }

    public string GetString(string key) => (string)Get(key, typeof(string));
    public int? GetInt32(string key) => (int?)Get(key, typeof(int));
    public long? GetInt64(string key) => (long?)Get(key, typeof(long));
    public double? GetDouble(string key) => (double?)Get(key, typeof(double));
    public bool? GetBoolean(string key) => (bool?)Get(key, typeof(bool));
    public Guid? GetGuid(string key) => (Guid?)Get(key, typeof(Guid));
    public DateTime? GetDateTime(string key) => this[key] is DateTimeOffset value ? value.UtcDateTime : (DateTime?)Get(key, typeof(DateTime));
    public DateTimeOffset? GetDateTimeOffset(string key) => this[key] is DateTime value ? new DateTimeOffset(value) : (DateTimeOffset?)Get(key, typeof(DateTimeOffset));
    public byte[] GetBinary(string key) => this[key] is BinaryData value ? value.ToArray() : (byte[])Get(key, typeof(byte[]));
    public BinaryData GetBinaryData(string key) => this[key] is byte[] value ? BinaryData.FromBytes(value) : (BinaryData)Get(key, typeof(BinaryData));

    public void Add(string key, object value) => this[key] = value;
    public void Clear() => _values.Clear();
    public bool ContainsKey(string key) => _values.ContainsKey(key);
    public bool Remove(string key) => _values.Remove(key);
    public bool TryGetValue(string key, out object value) => _values.TryGetValue(key, out value);

    ICollection<object> IDictionary<string, object>.Values => _values.Values;
    bool ICollection<KeyValuePair<string, object>>.IsReadOnly => false;
    void ICollection<KeyValuePair<string, object>>.Add(KeyValuePair<string, object> item) => Add(item.Key, item.Value);
    bool ICollection<KeyValuePair<string, object>>.Contains(KeyValuePair<string, object> item) => _values.Contains(item);
    void ICollection<KeyValuePair<string, object>>.CopyTo(KeyValuePair<string, object>[] array, int arrayIndex) => ((ICollection<KeyValuePair<string, object>>)_values).CopyTo(array, arrayIndex);
    bool ICollection<KeyValuePair<string, object>>.Remove(KeyValuePair<string, object> item) => ((ICollection<KeyValuePair<string, object>>)_values).Remove(item);
    IEnumerator<KeyValuePair<string, object>> IEnumerable<KeyValuePair<string, object>>.GetEnumerator() => _values.GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => _values.GetEnumerator();

    private object Get(string key, Type type)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        var value = this[key];
        return value == null || type.IsInstanceOfType(value)
            ? value
            : throw new InvalidOperationException($"Cannot return {type} type for a {value.GetType()} typed property.");
    }

    // A property keeps the type it has in the table, so that a whole number set on a double does not turn the column into Int32.
    private object KeepingType(string key, object value) => (this[key], value) switch
    {
        (null, _) or (_, null) => value,
        (int, long or double) => value,
        (long, int number) => (long)number,
        (double, int number) => (double)number,
        var (old, _) when old.GetType().IsInstanceOfType(value) => value,
        var (old, _) => throw new InvalidOperationException($"{key} is of type {old.GetType()} and cannot take a value of type {value.GetType()}."),
    };
}
