using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using FollowUp.Tests;

namespace FollowUp.Benchmarks;

/// <summary>
/// Sends recorded table requests again: the same methods, sizes and rows, newly signed, to tables with another prefix of the same length,
/// over connections that are kept open. Timed: sending, waiting, reading the response to its last byte, and comparing its status with the
/// recorded one. Not timed: building and signing the requests, and parsing the responses. If-Match becomes <c>*</c>, since the new tables
/// have other ETags.
/// </summary>
internal sealed partial class RawTables(string connectionString, string recordedPrefix, string prefix) : IDisposable
{
    private static readonly string[] Own = ["Authorization", "x-ms-date", "Date", "Host", "Content-Length", "Connection", "If-Match"];

    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
    private readonly Dictionary<string, string> _storage = connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);

    /// <param name="lanes">Requests of one lane are sent one after the other, the lanes in parallel.</param>
    /// <param name="lanesAtOnce">How many lanes run at the same time.</param>
    /// <returns>Sends all requests; can be called once.</returns>
    public Func<CancellationToken, Task> Prepare(IEnumerable<IEnumerable<TableRequest>> lanes, int lanesAtOnce)
    {
        var prepared = lanes.Select(lane => lane.Select(recorded => (Recorded: recorded, Request: Sign(recorded))).ToList()).ToList();
        return cancellation => Parallel.ForEachAsync(
            prepared, new ParallelOptions { MaxDegreeOfParallelism = lanesAtOnce, CancellationToken = cancellation },
            async (lane, cancellation) =>
            {
                foreach (var (recorded, request) in lane)
                {
                    using var answer = await _client.SendAsync(request, cancellation);
                    if ((int)answer.StatusCode != recorded.Status
                        || (recorded.Count.Transactions == 1 && (await answer.Content.ReadAsStringAsync(cancellation))
                            .Contains("HTTP/1.1 4", StringComparison.Ordinal)))
                    {
                        throw new InvalidOperationException(
                            $"{recorded.Method} {recorded.Target} answered {(int)answer.StatusCode} when it was sent again.");
                    }
                    request.Dispose();
                }
            });
    }

    public void Dispose() => _client.Dispose();

    private HttpRequestMessage Sign(TableRequest recorded)
    {
        var target = recorded.Target.Replace(recordedPrefix, prefix, StringComparison.Ordinal);
        var account = _storage["AccountName"];
        var request = new HttpRequestMessage(
            new HttpMethod(recorded.Method),
            new Uri($"{new Uri(_storage["TableEndpoint"]).GetLeftPart(UriPartial.Authority)}{target}",
                new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        if (recorded.Body.Length > 0)
        {
            var body = Encoding.UTF8.GetString(recorded.Body).Replace(recordedPrefix, prefix, StringComparison.Ordinal);
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Guard().Replace(body, "If-Match: *")));
        }
        foreach (var (name, value) in recorded.Headers.Where(header => !Own.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }
        if (recorded.Headers.ContainsKey("If-Match"))
        {
            request.Headers.TryAddWithoutValidation("If-Match", "*");
        }
        var date = DateTimeOffset.UtcNow.ToString("r", CultureInfo.InvariantCulture);
        var signature = HMACSHA256.HashData(Convert.FromBase64String(_storage["AccountKey"]),
            Encoding.UTF8.GetBytes($"{date}\n/{account}{target.Split('?')[0]}"));
        request.Headers.TryAddWithoutValidation("x-ms-date", date);
        request.Headers.TryAddWithoutValidation("Authorization", $"SharedKeyLite {account}:{Convert.ToBase64String(signature)}");
        return request;
    }

    [GeneratedRegex("If-Match: [^\r\n]+")]
    private static partial Regex Guard();
}
