using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using FollowUp.Storage;

namespace FollowUp.Reports;

internal static class JsonReportWriter
{
    // Not indented: a figure may have thousands of answers, and each would have a line of its own.
    private static readonly JsonSerializerOptions Options =
        ReadOnly(new(StoredJson.Options) { NumberHandling = JsonNumberHandling.Strict });

    /// <param name="assessments">Chapter id → what the coordinator has written of it: beside what was compiled, which is frozen.</param>
    /// <param name="output">Gets UTF-8.</param>
    public static void Write(Report report, int version, IReadOnlyDictionary<string, string> assessments, IBufferWriter<byte> output)
    {
        using var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = Options.Encoder });
        JsonSerializer.Serialize(writer, new Published(version, assessments, report.Title, report.Subtitle, report.Figures, report.Chapters,
            report.Answers), Options);
    }

    /// <summary>What <see cref="Write"/> writes, as a JSON schema.</summary>
    public static string Schema()
    {
        var schema = (JsonObject)Options.GetJsonSchemaAsNode(typeof(Published), new() { TreatNullObliviousAsNonNullable = true });
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        return schema.ToJsonString(Options) + "\n";
    }

    private sealed record Published(
        int Version, IReadOnlyDictionary<string, string> Assessments, string Title, string Subtitle, ReportFigures Figures,
        IReadOnlyList<Chapter> Chapters, IReadOnlyList<ReportedAnswer> Answers);

    private static JsonSerializerOptions ReadOnly(JsonSerializerOptions options)
    {
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
