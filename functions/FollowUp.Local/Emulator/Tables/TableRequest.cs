using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;

namespace FollowUp.Local.Emulator.Tables;

internal readonly record struct TableKey(string Partition, string Row)
{
    public bool IsBefore(TableKey other) => string.CompareOrdinal(Partition, other.Partition) is not 0 and var order ? order < 0
        : string.CompareOrdinal(Row, other.Row) < 0;
}

/// <summary>What a request's address says.</summary>
/// <param name="Path">After the account.</param>
/// <param name="Name">Of the table that is to be dropped.</param>
/// <param name="From">Where the page before this one ended.</param>
internal sealed partial record TableRequest(string Path, string Table, TableKey? Key, string? Name, string? Filter,
    IReadOnlySet<string>? Select, int? Top, TableKey? From)
{
    public static TableRequest Of(string target)
    {
        var (address, query) = target.Split('?', 2) is [var before, var after] ? (before, QueryHelpers.ParseQuery(after)) : (target, []);
        var path = Uri.UnescapeDataString(address.TrimStart('/').Split('/', 2) is [_, var rest] ? rest : "");
        var parts = Parts().Match(path);
        return new TableRequest(
            path, parts.Groups["table"].Value,
            parts.Groups["row"].Success ? new TableKey(Unquoted(parts.Groups["partition"]), Unquoted(parts.Groups["row"])) : null,
            parts.Groups["name"].Success ? Unquoted(parts.Groups["name"]) : null,
            Asked("$filter"), Asked("$select")?.Split(',').ToHashSet(),
            Asked("$top") is { } top ? int.Parse(top, CultureInfo.InvariantCulture) : null,
            Asked("NextPartitionKey") is { } partition ? new TableKey(Marked(partition), Marked(Asked("NextRowKey") ?? "")) : null);

        string? Asked(string name) => query.GetValueOrDefault(name).FirstOrDefault();
    }

    /// <summary>A key as a header can hold it.</summary>
    public static string Mark(string key) => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(key)) is { Length: > 0 } mark ? mark : "-";

    private static string Marked(string mark) => mark == "-" ? "" : Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(mark));

    private static string Unquoted(Group quoted) => quoted.Value.Replace("''", "'", StringComparison.Ordinal);

    // T, T(), T(PartitionKey='a',RowKey='b'), Tables('T')
    [GeneratedRegex(@"^(?<table>\w+)(\((PartitionKey='(?<partition>([^']|'')*)',RowKey='(?<row>([^']|'')*)'|'(?<name>([^']|'')*)')?\))?$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Parts();
}

internal enum TableChangeKind
{
    Insert,
    Replace,
    Merge,
    Delete,
}

/// <param name="IfMatch">Null where the row may be a new one.</param>
/// <param name="Values">Null of a deletion.</param>
internal sealed record TableChange(TableChangeKind Kind, TableKey Key, string? IfMatch, IReadOnlyDictionary<string, TableValue>? Values)
{
    public static TableChange Of(string method, TableRequest target, string? ifMatch, byte[] content)
    {
        if (method == "DELETE")
        {
            return new TableChange(TableChangeKind.Delete, target.Key!.Value, ifMatch, null);
        }
        var values = TableValue.Read(content);
        var key = target.Key ?? new TableKey(values["PartitionKey"].Json.GetString()!, values["RowKey"].Json.GetString()!);
        var kind = method switch
        {
            "POST" => TableChangeKind.Insert,
            "PUT" => TableChangeKind.Replace,
            "PATCH" or "MERGE" => TableChangeKind.Merge,
            _ => throw new TableFault(501, "NotImplemented"),
        };
        return new TableChange(kind, key, ifMatch, values);
    }
}

/// <param name="Type">As OData names it, of what JSON has no type for; else null.</param>
internal sealed record TableValue(JsonElement Json, string? Type)
{
    public static Dictionary<string, TableValue> Read(byte[] content)
    {
        using var document = JsonDocument.Parse(content);
        var root = document.RootElement.Clone();
        return root.EnumerateObject()
            .Where(property => !property.Name.Contains('@') && !property.Name.StartsWith("odata.", StringComparison.Ordinal)
                && property.Name != "Timestamp" && property.Value.ValueKind != JsonValueKind.Null)
            .ToDictionary(property => property.Name, property => new TableValue(property.Value,
                property.Value.ValueKind == JsonValueKind.String && root.TryGetProperty($"{property.Name}@odata.type", out var type)
                    ? type.GetString() : null));
    }
}
