#nullable disable
using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables;

/// <summary>One account's table service: makes requests and sends them through Azure.Core's pipeline, which signs, retries and times out.</summary>
internal sealed class TableRequests
{
    private readonly HttpPipeline _pipeline;
    private readonly string _version;

    public TableRequests(TableConnectionString connection, TableClientOptions options) : this(connection.Endpoint, connection.Credential, options)
    {
    }

    public TableRequests(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions options)
        : this(endpoint, credential?.AccountName, new SharedKeyLitePolicy(NotNull(credential)), options)
    {
    }

    public TableRequests(Uri endpoint, TokenCredential credential, TableClientOptions options)
        : this(endpoint, AccountIn(endpoint), new BearerTokenAuthenticationPolicy(NotNull(credential), "https://storage.azure.com/.default"), options)
    {
    }

    private TableRequests(Uri endpoint, string accountName, HttpPipelinePolicy authentication, TableClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        options ??= new TableClientOptions();
        Endpoint = endpoint;
        AccountName = accountName;
        _version = options.VersionHeader;
        _pipeline = HttpPipelineBuilder.Build(options, [], [authentication], new ResponseClassifier());
    }

    public Uri Endpoint { get; }
    public string AccountName { get; }

    /// <param name="path">After the endpoint, percent-encoded.</param>
    /// <param name="expected">The statuses that are not failures.</param>
    public HttpMessage Create(RequestMethod method, string path, params ReadOnlySpan<ushort> expected)
    {
        var message = _pipeline.CreateMessage(null, new StatusCodeClassifier(expected));
        var request = message.Request;
        request.Method = method;
        request.Uri.Reset(AddressOf(path));
        request.Headers.Add("x-ms-version", _version);
        request.Headers.Add("DataServiceVersion", "3.0");
        request.Headers.Add("Accept", "application/json;odata=minimalmetadata");
        return message;
    }

    public Uri AddressOf(string path) => new($"{Endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/')}/{path}");

    public async Task<Response> SendAsync(HttpMessage message, CancellationToken cancellationToken)
    {
        await _pipeline.SendAsync(message, cancellationToken).ConfigureAwait(false);
        return message.Response.IsError ? throw TableErrors.From(message.Response) : message.Response;
    }

    public async Task<Response<Models.TableItem>> CreateTableIfNotExistsAsync(string tableName, CancellationToken cancellationToken)
    {
        using var message = Create(RequestMethod.Post, "Tables", 201, 204, 409);
        message.Request.Headers.Add("Prefer", "return-no-content");
        message.Request.SetJson(JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["TableName"] = tableName }));
        var response = await SendAsync(message, cancellationToken).ConfigureAwait(false);
        // The other conflict is a table that is being deleted.
        return response.Status == 409 && TableErrors.CodeOf(response) != Models.TableErrorCode.TableAlreadyExists
            ? throw TableErrors.From(response)
            : Response.FromValue(new Models.TableItem(tableName), response);
    }

    private static T NotNull<T>(T credential) => credential ?? throw new ArgumentNullException(nameof(credential));

    // account.table.core.windows.net, or 127.0.0.1:10002/account
    private static string AccountIn(Uri endpoint) => endpoint is { HostNameType: UriHostNameType.Dns, IsLoopback: false }
        ? endpoint.Host.Split('.')[0]
        : endpoint?.Segments.ElementAtOrDefault(1)?.TrimEnd('/');
}

internal static class JsonRequests
{
    public static void SetJson(this Request request, byte[] json)
    {
        request.Headers.SetValue("Content-Type", "application/json");
        request.Content = RequestContent.Create(json);
    }
}
