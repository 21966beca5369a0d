using System.Net;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace FollowUp.Stress;

/// <summary>What can go wrong between a client and its table service.</summary>
public enum Fault
{
    /// <summary>429, and nothing is done.</summary>
    TooManyRequests,

    /// <summary>500, and nothing is done.</summary>
    InternalError,

    /// <summary>503, and nothing is done.</summary>
    ServerBusy,

    /// <summary>The request is never answered and never done.</summary>
    Timeout,

    /// <summary>The connection is reset before the request has arrived.</summary>
    Reset,

    /// <summary>The request is done, and the connection is reset before its answer has arrived.</summary>
    ReplyLost,
}

/// <summary>
/// A proxy before a table service that injects faults.
/// </summary>
internal sealed class FaultyProxy : IAsyncDisposable
{
    private static readonly string[] Hops = ["Connection", "Keep-Alive", "Transfer-Encoding", "Host"];

    private readonly WebApplication _app;
    private readonly HttpClient _service = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
    private readonly Uri _endpoint;
    private readonly Func<Fault?> _next;
    private readonly int[] _injected = new int[Enum.GetValues<Fault>().Length];
    private int _requests;

    private FaultyProxy(WebApplication app, string storage, Func<Fault?> next)
    {
        _app = app;
        _endpoint = new TableServiceClient(storage).Uri;
        _next = next;
        app.Run(AnswerAsync);
    }

    /// <summary>The account's connection string, with the proxy as the endpoint.</summary>
    public string ConnectionString { get; private set; } = "";

    public int Requests => _requests;

    public IReadOnlyDictionary<Fault, int> Injected =>
        Enum.GetValues<Fault>().ToDictionary(fault => fault, fault => Volatile.Read(ref _injected[(int)fault]));

    /// <param name="storage">The service's connection string; it must name the endpoint.</param>
    /// <param name="next">The next request's fault; null forwards it. Called concurrently.</param>
    public static async Task<FaultyProxy> StartAsync(string storage, Func<Fault?> next, CancellationToken cancellation = default)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = null;
        });
        var proxy = new FaultyProxy(builder.Build(), storage, next);
        await proxy._app.StartAsync(cancellation);
        var addresses = proxy._app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;
        var address = new Uri(addresses.Single());
        proxy.ConnectionString = storage.Replace(proxy._endpoint.Authority, address.Authority, StringComparison.Ordinal);
        return proxy;
    }

    /// <summary>A fault in <paramref name="share"/> of the requests, each kind as often as the others.</summary>
    public static Func<Fault?> Randomly(double share, int seed)
    {
        var random = new Random(seed);
        var faults = Enum.GetValues<Fault>();
        return () =>
        {
            lock (random)
            {
                return random.NextDouble() < share ? faults[random.Next(faults.Length)] : null;
            }
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _service.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref _requests);
        var fault = _next();
        if (fault != null)
        {
            Interlocked.Increment(ref _injected[(int)fault]);
        }
        switch (fault)
        {
            case Fault.TooManyRequests:
                await RefuseAsync(context, 429, "TooManyRequests", "The request rate is too high.");
                break;
            case Fault.InternalError:
                await RefuseAsync(context, 500, "InternalError", "The server encountered an internal error. Please retry the request.");
                break;
            case Fault.ServerBusy:
                await RefuseAsync(context, 503, "ServerBusy", "The server is busy.");
                break;
            case Fault.Timeout:
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
            case Fault.Reset:
                Reset(context);
                break;
            case Fault.ReplyLost:
                // The request is done even if the client gives up.
                (await ForwardAsync(context.Request, CancellationToken.None)).Dispose();
                Reset(context);
                break;
            default:
                using (var answer = await ForwardAsync(context.Request, context.RequestAborted))
                {
                    await ReturnAsync(answer, context.Response);
                }
                break;
        }
    }

    private async Task<HttpResponseMessage> ForwardAsync(HttpRequest asked, CancellationToken cancellation)
    {
        // Undecoded, since the signature covers the path.
        var target = asked.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        using var body = new MemoryStream();
        await asked.Body.CopyToAsync(body, cancellation);
        using var request = new HttpRequestMessage(new HttpMethod(asked.Method), $"{_endpoint.GetLeftPart(UriPartial.Authority)}{target}");
        if (body.Length > 0)
        {
            request.Content = new ByteArrayContent(body.ToArray());
        }
        foreach (var (name, values) in asked.Headers.Where(header => !Hops.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }
        return await _service.SendAsync(request, cancellation);
    }

    private static async Task ReturnAsync(HttpResponseMessage answer, HttpResponse response)
    {
        response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers)
            .Where(header => !Hops.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
        {
            response.Headers[name] = values.ToArray();
        }
        // A 204 may not have a body, not even an empty chunked one.
        if (await answer.Content.ReadAsByteArrayAsync() is { Length: > 0 } body)
        {
            await response.Body.WriteAsync(body);
        }
    }

    private static async Task RefuseAsync(HttpContext context, int status, string code, string message)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.ContentType = "application/json";
        context.Response.Headers["x-ms-error-code"] = code;
        if (status != 500)
        {
            context.Response.Headers.RetryAfter = "1";
        }
        await context.Response.WriteAsync(
            $$$$"""{"odata.error":{"code":"{{{{code}}}}","message":{"lang":"en-US","value":"{{{{message}}}}"}}}""");
    }

    private static void Reset(HttpContext context)
    {
        context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket.LingerState = new(true, 0);
        context.Abort();
    }
}
