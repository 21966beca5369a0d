using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FollowUp.Tests;

/// <summary>
/// A proxy between the app and its table service that records every request and forwards it unchanged. Each page of a query and each retry
/// counts. The engine's own tables are not reached through it.
/// </summary>
internal sealed partial class CountingProxy : IAsyncDisposable
{
    private readonly Uri _tables;
    private readonly string _connectionString;
    private readonly WebApplication _app;
    private readonly HttpMessageInvoker _client =
        new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false });
    private readonly ConcurrentQueue<TableRequest> _requests = new();

    private CountingProxy(string connectionString, int port)
    {
        _connectionString = connectionString;
        _tables = new Uri(Endpoint().Match(connectionString).Value);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{port}")
            .ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        _app = builder.Build();
        _app.Run(PassOnAsync);
    }

    /// <summary>The connection string of the same tables through this proxy.</summary>
    public string ConnectionString => Endpoint().Replace(_connectionString, new Uri(Address, _tables.AbsolutePath).AbsoluteUri);

    public Uri Address => new(_app.Urls.Single());

    /// <summary>The requests in the order of their responses.</summary>
    public IReadOnlyList<TableRequest> Requests => [.. _requests];

    /// <param name="port">0 chooses a free port.</param>
    public static async Task<CountingProxy> StartAsync(string connectionString, int port = 0)
    {
        var proxy = new CountingProxy(connectionString, port);
        await proxy._app.StartAsync();
        return proxy;
    }

    /// <summary>Counts the requests of <paramref name="act"/>.</summary>
    public async Task<RequestCount> CountAsync(Func<Task> act)
    {
        var before = _requests.Count;
        await act();
        return RequestCount.Of(_requests.Skip(before));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _client.Dispose();
    }

    private async Task PassOnAsync(HttpContext context)
    {
        // Unchanged, since the signature covers the characters of the path.
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        using var request = new HttpRequestMessage(
            new HttpMethod(context.Request.Method),
            new Uri($"{_tables.GetLeftPart(UriPartial.Authority)}{target}",
                new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        var headers = context.Request.Headers.Where(header => !header.Key.Equals("Host", StringComparison.OrdinalIgnoreCase)).ToList();
        request.Content = body.Length == 0 ? null : new ByteArrayContent(body.ToArray());
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)value))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)value);
            }
        }
        using var answer = await _client.SendAsync(request, context.RequestAborted);
        var content = await answer.Content.ReadAsByteArrayAsync(context.RequestAborted);
        _requests.Enqueue(new TableRequest(context.Request.Method, target,
            headers.ToDictionary(header => header.Key, header => header.Value.ToString()), body.ToArray(), (int)answer.StatusCode));

        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers)
            .Where(header => !OfTheConnection().IsMatch(header.Key)))
        {
            context.Response.Headers[name] = values.ToArray();
        }
        await context.Response.Body.WriteAsync(content, context.RequestAborted);
    }

    [GeneratedRegex("(?<=TableEndpoint=)[^;]+")]
    private static partial Regex Endpoint();

    [GeneratedRegex("^(Transfer-Encoding|Connection|Keep-Alive)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex OfTheConnection();
}

/// <param name="Target">Path and query as they were sent.</param>
internal sealed record TableRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body, int Status)
{
    public RequestCount Count => Method switch
    {
        "GET" when Target.Contains("(PartitionKey=", StringComparison.Ordinal) => new(PointReads: 1),
        "GET" => new(QueryPages: 1),
        "POST" when Target.EndsWith("/$batch", StringComparison.Ordinal) => new(Transactions: 1),
        _ => new(Writes: 1),
    };
}

/// <param name="Writes">Writes of a single row.</param>
internal sealed record RequestCount(int PointReads = 0, int QueryPages = 0, int Writes = 0, int Transactions = 0)
{
    public int All => PointReads + QueryPages + Writes + Transactions;

    public static RequestCount Of(IEnumerable<TableRequest> requests) =>
        requests.Aggregate(new RequestCount(), (sum, request) => sum + request.Count);

    public static RequestCount operator +(RequestCount one, RequestCount other) =>
        new(one.PointReads + other.PointReads, one.QueryPages + other.QueryPages, one.Writes + other.Writes,
            one.Transactions + other.Transactions);

    public static RequestCount operator -(RequestCount one, RequestCount other) =>
        new(one.PointReads - other.PointReads, one.QueryPages - other.QueryPages, one.Writes - other.Writes,
            one.Transactions - other.Transactions);

    public static RequestCount operator /(RequestCount sum, int parts) =>
        new(Part(sum.PointReads, parts), Part(sum.QueryPages, parts), Part(sum.Writes, parts), Part(sum.Transactions, parts));

    private static int Part(int sum, int parts) =>
        sum % parts == 0 ? sum / parts : throw new InvalidOperationException($"{sum} requests are not {parts} times the same.");
}
