using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using FollowUp.Imports;
using FollowUp.Inputs;
using FollowUp.Storage;
using Microsoft.AspNetCore.Http;

namespace FollowUp.Pages;

/// <summary>What the coordinator's HTTP API takes and gives.</summary>
internal static class ApiResults
{
    private const int MaxUpload = 2_000_000;

    private static readonly JsonSerializerOptions ReadOptions = new(StoredJson.Options)
    {
        Converters = { new InputTextConverter() },
    };

    public static IResult Json<T>(int status, T value) => Results.Json(value, StoredJson.Options, statusCode: status);

    /// <summary>Nothing was changed; each problem is a sentence that says what is wrong and how to fix it.</summary>
    public static IResult Refused(int status, params IEnumerable<string> problems) => Json(status, new { problems });

    /// <summary>Nothing was changed: each problem with the field that it is about.</summary>
    public static IResult Refused(int status, IEnumerable<Problem> problems) =>
        Refused(status, problems.Select(problem => $"{problem}"));

    /// <summary>What was found in a file that was sent in, errors and warnings apart.</summary>
    public static IResult Found(int status, IReadOnlyList<Finding> findings) => Json(status, new
    {
        problems = findings.Where(finding => finding.IsError).Select(finding => finding.ToString()),
        warnings = findings.Where(finding => !finding.IsError).Select(finding => finding.ToString()),
    });

    public static IResult Yaml(string text) => Results.Text(text, "application/yaml; charset=utf-8");

    /// <summary>With the mark by which Excel knows UTF-8.</summary>
    public static IResult Csv(string text) => Results.Bytes([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)],
        "text/csv; charset=utf-8");

    public static IResult Xlsx(byte[] content) => Results.Bytes(content,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    /// <summary>The body as JSON; null where it is none, or larger than 2 MB.</summary>
    /// <param name="empty">The meaning of an empty body.</param>
    public static async Task<T?> ReadJsonAsync<T>(this HttpRequest request, CancellationToken cancellation, T? empty = null) where T : class
    {
        try
        {
            return await request.ReadUploadAsync(cancellation) switch
            {
                null => null,
                { Content.Length: 0 } => empty,
                var upload => upload.ReadJson<T>(),
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The file as JSON, with every text normalised.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static T? ReadJson<T>(this Upload upload) => JsonSerializer.Deserialize<T>(upload.Text, ReadOptions);

    /// <summary>The body and the name that <c>?file=</c> gives it; null when it is larger than 2 MB.</summary>
    public static async Task<Upload?> ReadUploadAsync(this HttpRequest request, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = await request.Body.ReadAsync(buffer, cancellation)) > 0;)
        {
            if (body.Length + read > MaxUpload)
            {
                return null;
            }
            body.Write(buffer, 0, read);
        }
        return new Upload(request.Query["file"].FirstOrDefault() ?? Texts.Import.NoName, body.ToArray());
    }

    private sealed class InputTextConverter : JsonConverter<string>
    {
        public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String ? InputText.Paragraph(reader.GetString()) : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }
}
