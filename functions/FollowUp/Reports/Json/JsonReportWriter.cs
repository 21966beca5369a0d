using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using FollowUp.Storage;

namespace FollowUp.Reports.Json;

public static class JsonReportWriter
{
    private static readonly JsonSerializerOptions Indented = ReadOnly(new(StoredJson.Options) { WriteIndented = true, NewLine = "\n", NumberHandling = JsonNumberHandling.Strict });

    public static string Write(Report report) => JsonSerializer.Serialize(report, Indented) + "\n";

    /// <summary>The same without the whole of it in hand: a large round's is fifty megabytes.</summary>
    public static async Task WriteAsync(Report report, Stream output, CancellationToken cancellation)
    {
        await JsonSerializer.SerializeAsync(output, report, Indented, cancellation);
        await output.WriteAsync("\n"u8.ToArray(), cancellation);
    }

    /// <summary>What <see cref="Write"/> writes, as a JSON schema.</summary>
    public static string Schema()
    {
        var schema = (JsonObject)Indented.GetJsonSchemaAsNode(typeof(Report), new() { TreatNullObliviousAsNonNullable = true });
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        return schema.ToJsonString(Indented) + "\n";
    }

    private static JsonSerializerOptions ReadOnly(JsonSerializerOptions options)
    {
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
