using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FollowUp.Reports;

namespace FollowUp.Tests.Reports;

public sealed class JsonReportWriterTests
{
    private static readonly JsonNode Schema = JsonNode.Parse(JsonReportWriter.Schema())!;

    [Theory]
    [MemberData(nameof(SampleReports.All), MemberType = typeof(SampleReports))]
    public void Every_report_is_as_the_schema_says(string name) => Assert.Empty(Problems(Json(SampleReports.Named(name))));

    [Theory]
    [InlineData("\"title\":\"Uppföljningsrapport: Trygg stad\",", "")]
    [InlineData("\"title\":\"Uppföljningsrapport: Trygg stad\",", "\"title\":1,")]
    [InlineData("\"title\":", "\"title2\":\"x\", \"title\":")]
    [InlineData("\"kind\":\"annual\"", "\"kind\":\"weekly\"")]
    [InlineData("\"$type\":\"table\"", "\"$type\":\"picture\"")]
    public void What_is_otherwise_is_not_as_the_schema_says(string written, string otherwise)
    {
        var json = Json(SampleReports.Answered);
        Assert.Contains(written, json);

        Assert.NotEmpty(Problems(json.Replace(written, otherwise)));
    }

    [Fact]
    public void What_somebody_wrote_is_text_whatever_it_looks_like()
    {
        var json = Json(SampleReports.Saying(SampleReports.Hostile));

        Assert.Contains(JsonDocument.Parse(json).RootElement.GetProperty("answers")[1].GetProperty("items").EnumerateArray(), item =>
            item.GetProperty("text").GetString() == SampleReports.Hostile);
        Assert.DoesNotMatch("NaN|Infinity", json);
    }

    private static string Json(Report report)
    {
        var json = new ArrayBufferWriter<byte>();
        JsonReportWriter.Write(report, 2, new Dictionary<string, string> { ["sammanfattning"] = "Vi har kommit långt." }, json);
        return Encoding.UTF8.GetString(json.WrittenSpan);
    }

    private static List<string> Problems(string json) => Problems(JsonNode.Parse(json), Schema, "$").ToList();

    /// <summary>The part of JSON Schema that the exporter uses; any other keyword in the schema is reported as a problem.</summary>
    private static IEnumerable<string> Problems(JsonNode? value, JsonNode schema, string path)
    {
        if (schema["$ref"] is { } reference)
        {
            return Problems(value, reference.GetValue<string>().Split('/').Skip(1)
                .Aggregate(Schema, (node, step) => node is JsonArray items ? items[int.Parse(step)]! : node[step]!), path);
        }
        var problems = new List<string>();
        foreach (var (keyword, says) in schema.AsObject())
        {
            problems.AddRange(keyword switch
            {
                "$schema" or "format" or "default" or "required" or "properties" => [],
                "type" => (says is JsonArray types ? types.Select(type => $"{type}") : [$"{says}"]).Any(type => Is(value, type)) ? []
                    : [$"{path} is no {says!.ToJsonString()}"],
                "enum" => says!.AsArray().Any(choice => JsonNode.DeepEquals(choice, value)) ? []
                    : [$"{path} is none of {says!.ToJsonString()}"],
                "const" => JsonNode.DeepEquals(says, value) ? [] : [$"{path} is not {says}"],
                // The values of a map of texts.
                "additionalProperties" => value!.AsObject().SelectMany(pair => Problems(pair.Value, says!, $"{path}.{pair.Key}")),
                "items" => value is JsonArray items ? items.SelectMany((item, index) => Problems(item, says!, $"{path}[{index}]")) : [],
                "anyOf" => says!.AsArray().Select(choice => Problems(value, Joined(schema, choice!), path).ToList())
                    .MinBy(found => found.Count)!,
                _ => [$"{path}: the schema says {keyword}"],
            });
        }
        if (value is JsonObject things && !schema.AsObject().ContainsKey("anyOf") && schema["additionalProperties"] == null)
        {
            problems.AddRange((schema["required"]?.AsArray() ?? []).Where(name => !things.ContainsKey($"{name}"))
                .Select(name => $"{path}.{name} is missing"));
            problems.AddRange(things.SelectMany(thing => schema["properties"]?[thing.Key] is { } described
                ? Problems(thing.Value, described, $"{path}.{thing.Key}") : [$"{path}.{thing.Key} is not described"]));
        }
        return problems;
    }

    /// <summary>One of the alternatives, merged with the keywords that apply to all of them.</summary>
    private static JsonObject Joined(JsonNode schema, JsonNode choice)
    {
        var joined = choice.DeepClone().AsObject();
        if (schema["required"] is JsonArray required)
        {
            joined["required"] = new JsonArray([.. required.Concat(joined["required"]?.AsArray() ?? []).Select(name => name!.DeepClone())]);
        }
        return joined;
    }

    private static bool Is(JsonNode? value, string type) => value?.GetValueKind() switch
    {
        null => type == "null",
        JsonValueKind.Object => type == "object",
        JsonValueKind.Array => type == "array",
        JsonValueKind.String => type == "string",
        JsonValueKind.True or JsonValueKind.False => type == "boolean",
        _ => type == "number" || (type == "integer" && !value!.ToJsonString().Contains('.')),
    };
}
