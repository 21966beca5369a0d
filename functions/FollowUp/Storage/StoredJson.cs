using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Data.Tables;

namespace FollowUp.Storage;

/// <summary>How records are written as JSON, and how a long JSON text is laid into the columns of a row.</summary>
internal static class StoredJson
{
    // A string property holds 32 Ki UTF-16 units.
    private const int ColumnLength = 30_000;

    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        // Swedish letters and quotes stay one character each; what is shown is escaped where it is shown.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public static void SetJson<T>(this TableEntity row, T value) => row.SetText(JsonSerializer.Serialize(value, Options));

    /// <exception cref="InvalidDataException">The row has no such text: it was not written by <see cref="SetJson"/>.</exception>
    public static T GetJson<T>(this TableEntity row) =>
        JsonSerializer.Deserialize<T>(row.GetText(), Options)
        ?? throw new InvalidDataException($"The row {row.PartitionKey}/{row.RowKey} holds no {typeof(T).Name}.");

    public static void SetText(this TableEntity row, string text)
    {
        var column = 0;
        for (var start = 0; start < text.Length;)
        {
            var length = Math.Min(ColumnLength, text.Length - start);
            // A pair of surrogates must not be torn apart.
            if (start + length < text.Length && char.IsHighSurrogate(text[start + length - 1]))
            {
                length--;
            }
            row[$"Json{column++}"] = text.Substring(start, length);
            start += length;
        }
    }

    public static string GetText(this TableEntity row)
    {
        var text = new StringBuilder();
        for (var column = 0; row.GetString($"Json{column}") is { } part; column++)
        {
            text.Append(part);
        }
        return text.ToString();
    }
}
