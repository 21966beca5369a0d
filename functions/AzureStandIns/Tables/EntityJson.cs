#nullable disable
using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Azure.Data.Tables;

/// <summary>
/// Entities to and from the service's JSON, where <c>Name@odata.type</c> says what JSON itself cannot: Int64, Double,
/// DateTime, Guid and Binary.
/// </summary>
internal static class EntityJson
{
    public const string PartitionKey = "PartitionKey";
    public const string RowKey = "RowKey";
    public const string Timestamp = "Timestamp";
    public const string ETag = "odata.etag";

    private const string TypeSuffix = "@odata.type";
    private const string UtcFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    public static bool IsSystemProperty(string name) => name is PartitionKey or RowKey or Timestamp or ETag or nameof(ITableEntity.ETag);

    public static byte[] Write(ITableEntity entity)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString(PartitionKey, entity.PartitionKey);
            writer.WriteString(RowKey, entity.RowKey);
            foreach (var (name, value) in Values(entity))
            {
                Write(writer, name, value);
            }
            writer.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    public static T Read<T>(JsonElement row) where T : class, ITableEntity
    {
        var entity = Activator.CreateInstance<T>();
        var dictionary = entity as IDictionary<string, object>;
        var properties = EntityProperties.Of(typeof(T));
        foreach (var field in row.EnumerateObject())
        {
            switch (field.Name)
            {
                case PartitionKey:
                    entity.PartitionKey = field.Value.GetString();
                    break;
                case RowKey:
                    entity.RowKey = field.Value.GetString();
                    break;
                case Timestamp:
                    entity.Timestamp = field.Value.GetDateTimeOffset();
                    break;
                case ETag:
                    entity.ETag = new ETag(field.Value.GetString());
                    break;
                case var name when name.EndsWith(TypeSuffix, StringComparison.Ordinal) || name.StartsWith("odata.", StringComparison.Ordinal):
                    break;
                case var name when dictionary != null:
                    dictionary[name] = ReadAsStored(field.Value, row.TryGetProperty(name + TypeSuffix, out var type) ? type.GetString() : null);
                    break;
                case var name when properties.TryGetValue(name, out var property) && property.SetMethod is { IsPublic: true }:
                    property.SetValue(entity, ReadAs(property.PropertyType, field.Value));
                    break;
            }
        }
        return entity;
    }

    // Null means no property: the service drops such, also in a merge.
    private static IEnumerable<KeyValuePair<string, object>> Values(ITableEntity entity) =>
        (entity is IDictionary<string, object> dictionary
            ? dictionary.Where(pair => !IsSystemProperty(pair.Key))
            : EntityProperties.Of(entity.GetType())
                .Where(property => property.Value.GetMethod is { IsPublic: true })
                .Select(property => KeyValuePair.Create(property.Key, Storable(property.Value.GetValue(entity)))))
        .Where(pair => pair.Value != null);

    // Of the two kinds of entity only classes can have enums, for only they can say which enum to read back.
    private static object Storable(object value) => value is Enum ? value.ToString() : value;

    private static void Write(Utf8JsonWriter writer, string name, object value)
    {
        switch (value)
        {
            case string text:
                writer.WriteString(name, text);
                break;
            case bool flag:
                writer.WriteBoolean(name, flag);
                break;
            case int number:
                writer.WriteNumber(name, number);
                break;
            case long number:
                WriteTyped(writer, name, "Edm.Int64", number.ToString(CultureInfo.InvariantCulture));
                break;
            case double number:
                writer.WriteString(name + TypeSuffix, "Edm.Double");
                writer.WriteNumber(name, number);
                break;
            case Guid guid:
                WriteTyped(writer, name, "Edm.Guid", guid.ToString());
                break;
            case DateTimeOffset time:
                WriteTyped(writer, name, "Edm.DateTime", time.UtcDateTime.ToString(UtcFormat, CultureInfo.InvariantCulture));
                break;
            case DateTime { Kind: DateTimeKind.Utc } time:
                WriteTyped(writer, name, "Edm.DateTime", time.ToString(UtcFormat, CultureInfo.InvariantCulture));
                break;
            case DateTime time:
                throw new NotSupportedException($"{name}: DateTime {time} has a Kind of {time.Kind}. The table stores UTC, so it must be of kind Utc.");
            case byte[] bytes:
                WriteTyped(writer, name, "Edm.Binary", Convert.ToBase64String(bytes));
                break;
            case BinaryData bytes:
                WriteTyped(writer, name, "Edm.Binary", Convert.ToBase64String(bytes.ToMemory().Span));
                break;
            default:
                throw new NotSupportedException($"{name}: the table has no type for {value.GetType()}.");
        }
    }

    private static void WriteTyped(Utf8JsonWriter writer, string name, string type, string value)
    {
        writer.WriteString(name + TypeSuffix, type);
        writer.WriteString(name, value);
    }

    private static object ReadAsStored(JsonElement value, string type) => (type, value.ValueKind) switch
    {
        ("Edm.Int64", _) => ReadAs(typeof(long), value),
        ("Edm.Double", _) => ReadAs(typeof(double), value),
        ("Edm.DateTime", _) => ReadAs(typeof(DateTimeOffset), value),
        ("Edm.Guid", _) => ReadAs(typeof(Guid), value),
        ("Edm.Binary", _) => ReadAs(typeof(byte[]), value),
        (_, JsonValueKind.Null) => null,
        (_, JsonValueKind.True or JsonValueKind.False) => value.GetBoolean(),
        (_, JsonValueKind.Number) => value.TryGetInt32(out var number) ? (object)number : value.GetDouble(),
        _ => value.GetString(),
    };

    private static object ReadAs(Type type, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return type.IsValueType ? Activator.CreateInstance(type) : null;
        }
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type switch
        {
            _ when type == typeof(string) => value.GetString(),
            _ when type == typeof(bool) => value.GetBoolean(),
            _ when type == typeof(int) => value.GetInt32(),
            _ when type == typeof(long) => value.ValueKind == JsonValueKind.String ? long.Parse(value.GetString(), CultureInfo.InvariantCulture) : value.GetInt64(),
            _ when type == typeof(double) => value.ValueKind == JsonValueKind.String ? double.Parse(value.GetString(), CultureInfo.InvariantCulture) : value.GetDouble(),
            _ when type == typeof(Guid) => Guid.Parse(value.GetString()),
            _ when type == typeof(DateTimeOffset) => DateTimeOffset.Parse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
            _ when type == typeof(DateTime) => DateTime.Parse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
            _ when type == typeof(byte[]) => value.GetBytesFromBase64(),
            _ when type == typeof(BinaryData) => BinaryData.FromBytes(value.GetBytesFromBase64()),
            { IsEnum: true } => Enum.Parse(type, value.GetString()),
            _ => throw new NotSupportedException($"The table has no type for {type}."),
        };
    }
}
