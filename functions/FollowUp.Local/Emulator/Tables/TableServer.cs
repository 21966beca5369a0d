using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace FollowUp.Local.Emulator.Tables;

/// <summary>
/// A table service in this process, in memory and on a free loopback port, for tests and campaigns that live through many worlds: a request
/// costs it a tenth of what it costs <see cref="Azurite"/>. It knows what the app and the emulator ask of tables, refuses all else aloud,
/// and has the real service's limits. TableServerTests hold its answers against Azurite's.
/// </summary>
internal sealed class TableServer : IAsyncDisposable
{
    private const string Account = "devstoreaccount1";
    private const int MaxPage = 1000;
    private const int MaxOperationsInBatch = 100;
    private const int MaxBytesInBatch = 4 << 20;

    // The development account's, as everywhere on such machines. Nothing is checked.
    private const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly WebApplication _app;
    private readonly TableStore _store = new();

    private TableServer(WebApplication app)
    {
        _app = app;
        app.Run(AnswerAsync);
    }

    public string ConnectionString => $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={AccountKey};"
        + $"TableEndpoint={_app.Urls.Single()}/{Account};";

    public static async Task<TableServer> StartAsync(CancellationToken cancellation = default)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = null;
        });
        var server = new TableServer(builder.Build());
        await server._app.StartAsync(cancellation);
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        using var content = new MemoryStream();
        await request.Body.CopyToAsync(content, context.RequestAborted);
        var target = TableRequest.Of(context.Features.Get<IHttpRequestFeature>()!.RawTarget);
        var answer = target.Path == "$batch" ? await BatchAsync(request, content.ToArray())
            : Answer(request.Method, target, request.Headers, content.ToArray());
        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
        {
            context.Response.Headers[name] = value;
        }
        if (answer.Content.Length > 0)
        {
            await context.Response.Body.WriteAsync(answer.Content, context.RequestAborted);
        }
    }

    private TableAnswer Answer(string method, TableRequest target, IHeaderDictionary headers, byte[] content)
    {
        try
        {
            return (method, target.Table, target.Key) switch
            {
                ("POST", "Tables", null) => Created(content),
                ("GET", "Tables", null) => TableAnswer.Json(200, writer => WriteTables(writer)),
                ("DELETE", "Tables", null) when target.Name is { } name => Dropped(name),
                ("GET", _, null) => Page(target),
                ("GET", _, { } key) => TableAnswer.Row(_store.Read(target.Table, key), target.Select),
                _ => Written(method, target, headers, content),
            };
        }
        catch (TableFault fault)
        {
            return TableAnswer.Fault(fault);
        }
    }

    private TableAnswer Written(string method, TableRequest target, IHeaderDictionary headers, byte[] content)
    {
        var etag = _store.Write(target.Table, [TableChange.Of(method, target, headers.IfMatch, content)])[0];
        return etag == null ? new TableAnswer(204) : new TableAnswer(204) { Headers = { ["ETag"] = etag } };
    }

    private TableAnswer Created(byte[] content)
    {
        var name = JsonDocument.Parse(content).RootElement.GetProperty("TableName").GetString()!;
        _store.Create(name);
        return TableAnswer.Json(201, writer => writer.WriteString("TableName", name));
    }

    private TableAnswer Dropped(string name)
    {
        _store.Drop(name);
        return new TableAnswer(204);
    }

    private void WriteTables(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("value");
        foreach (var name in _store.Names)
        {
            writer.WriteStartObject();
            writer.WriteString("TableName", name);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private TableAnswer Page(TableRequest target)
    {
        var size = Math.Min(target.Top ?? MaxPage, MaxPage);
        var rows = _store.Query(target.Table, TableFilter.Of(target.Filter), target.From, size + 1);
        var answer = TableAnswer.Json(200, writer =>
        {
            writer.WriteStartArray("value");
            foreach (var row in rows.Take(size))
            {
                writer.WriteStartObject();
                row.WriteTo(writer, target.Select);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
        });
        if (rows.Count > size)
        {
            answer.Headers["x-ms-continuation-NextPartitionKey"] = TableRequest.Mark(rows[size].Key.Partition);
            answer.Headers["x-ms-continuation-NextRowKey"] = TableRequest.Mark(rows[size].Key.Row);
        }
        return answer;
    }

    /// <summary>All of its changes or none.</summary>
    private async Task<TableAnswer> BatchAsync(HttpRequest request, byte[] content)
    {
        var changes = new List<(string Table, TableChange Change)>();
        TableAnswer answer;
        try
        {
            if (content.Length > MaxBytesInBatch)
            {
                throw new TableFault(413, "RequestBodyTooLarge");
            }
            await foreach (var part in PartsAsync(request.ContentType!, content))
            {
                await foreach (var (method, target, headers, body) in RequestsAsync(part))
                {
                    changes.Add((target.Table, TableChange.Of(method, target, headers.GetValueOrDefault("If-Match"), body)));
                }
            }
            if (changes.Count > MaxOperationsInBatch
                || changes.DistinctBy(change => (change.Table, change.Change.Key.Partition)).Count() > 1)
            {
                throw new TableFault(400, "InvalidInput");
            }
            var etags = _store.Write(changes[0].Table, changes.Select(change => change.Change).ToList());
            answer = TableAnswer.Changeset(etags.Select(etag => etag == null ? new TableAnswer(204)
                : new TableAnswer(204) { Headers = { ["ETag"] = etag } }));
        }
        catch (TableFault fault) when (fault.Status != 413)
        {
            answer = TableAnswer.Changeset([TableAnswer.Fault(fault)]);
        }
        catch (TableFault fault)
        {
            answer = TableAnswer.Fault(fault);
        }
        return answer;
    }

    private static async IAsyncEnumerable<MultipartSection> PartsAsync(string contentType, byte[] content)
    {
        var reader = new MultipartReader(Boundary(contentType), new MemoryStream(content));
        while (await reader.ReadNextSectionAsync() is { } section)
        {
            yield return section;
        }
    }

    private static async IAsyncEnumerable<(string Method, TableRequest Target, Dictionary<string, string> Headers, byte[] Body)>
        RequestsAsync(MultipartSection changeset)
    {
        var reader = new MultipartReader(Boundary(changeset.ContentType!), changeset.Body);
        while (await reader.ReadNextSectionAsync() is { } section)
        {
            using var text = new StreamReader(section.Body, Encoding.UTF8);
            var whole = await text.ReadToEndAsync();
            var end = whole.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            var head = (end < 0 ? whole : whole[..end]).Split("\r\n");
            var line = head[0].Split(' ');
            var headers = head.Skip(1).Select(header => header.Split(':', 2)).Where(header => header.Length == 2)
                .ToDictionary(header => header[0].Trim(), header => header[1].Trim(), StringComparer.OrdinalIgnoreCase);
            yield return (line[0], TableRequest.Of(new Uri(line[1]).PathAndQuery), headers,
                end < 0 ? [] : Encoding.UTF8.GetBytes(whole[(end + 4)..].TrimEnd()));
        }
    }

    private static string Boundary(string contentType) =>
        Microsoft.Net.Http.Headers.MediaTypeHeaderValue.Parse(contentType).Boundary.Value!.Trim('"');
}

/// <summary>What the service refuses with its own status and code.</summary>
/// <param name="operation">The place in a batch.</param>
internal sealed class TableFault(int status, string code, int operation = 0) : Exception(code)
{
    public int Status => status;

    public string Code => Message;

    public int Operation => operation;
}

internal sealed record TableAnswer(int Status)
{
    public Dictionary<string, string> Headers { get; } = [];

    public byte[] Content { get; private init; } = [];

    public static TableAnswer Json(int status, Action<Utf8JsonWriter> write)
    {
        using var content = new MemoryStream();
        using (var writer = new Utf8JsonWriter(content))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }
        return new TableAnswer(status)
        {
            Content = content.ToArray(),
            Headers = { ["Content-Type"] = "application/json;odata=minimalmetadata" },
        };
    }

    public static TableAnswer Row(TableRow row, IReadOnlySet<string>? select)
    {
        var answer = Json(200, writer => row.WriteTo(writer, select));
        answer.Headers["ETag"] = row.ETag;
        return answer;
    }

    public static TableAnswer Fault(TableFault fault)
    {
        var answer = Json(fault.Status, writer =>
        {
            writer.WriteStartObject("odata.error");
            writer.WriteString("code", fault.Code);
            writer.WriteStartObject("message");
            writer.WriteString("lang", "en-US");
            writer.WriteString("value", string.Create(CultureInfo.InvariantCulture, $"{fault.Operation}:{fault.Code}"));
            writer.WriteEndObject();
            writer.WriteEndObject();
        });
        answer.Headers["x-ms-error-code"] = fault.Code;
        return answer;
    }

    public static TableAnswer Changeset(IEnumerable<TableAnswer> answers)
    {
        const string Outer = "batchresponse_0", Inner = "changesetresponse_0";
        var text = new StringBuilder($"--{Outer}\r\nContent-Type: multipart/mixed; boundary={Inner}\r\n\r\n");
        foreach (var answer in answers)
        {
            text.Append($"--{Inner}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n")
                .Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {answer.Status} {ReasonPhrases.GetReasonPhrase(answer.Status)}\r\n");
            foreach (var (name, value) in answer.Headers)
            {
                text.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
            }
            text.Append("\r\n").Append(Encoding.UTF8.GetString(answer.Content)).Append("\r\n");
        }
        text.Append(CultureInfo.InvariantCulture, $"--{Inner}--\r\n--{Outer}--\r\n");
        return new TableAnswer(202)
        {
            Content = Encoding.UTF8.GetBytes(text.ToString()),
            Headers = { ["Content-Type"] = $"multipart/mixed; boundary={Outer}" },
        };
    }
}
