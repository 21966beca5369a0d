using System.Diagnostics;
using System.Diagnostics.Tracing;
using System.Text;
using Azure.Core.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace FollowUp.Benchmarks;

/// <summary>
/// The server's time for a page, from the request to the last byte, and the part of it spent waiting for the tables. For comparison, a bare
/// page of as many bytes from the same server in the same run.
/// </summary>
internal sealed class PageTimes : IDisposable
{
    private const int Visits = 200;
    private const string Bare = "/bare";

    private readonly Dictionary<string, List<(TimeSpan All, TimeSpan Tables)>> _visits = [];
    private readonly Dictionary<string, byte[]> _bare = [];
    private readonly AzureEventSourceListener _answers;
    private TimeSpan _waited;

    // The table client reports the time of each response to its last byte. Pages are requested one at a time.
    public PageTimes() => _answers = new AzureEventSourceListener(
        (told, _) => _waited += told.EventName == "Response"
            ? TimeSpan.FromSeconds((double)told.Payload![told.PayloadNames!.IndexOf("seconds")]!) : TimeSpan.Zero,
            EventLevel.Informational);

    public void Dispose() => _answers.Dispose();

    /// <summary>The middleware before the app.</summary>
    public void Front(WebApplication app) => app.Use(async (context, next) =>
    {
        var path = context.Request.Path.Value!;
        var before = _waited;
        var watch = Stopwatch.StartNew();
        if (path.StartsWith(Bare, StringComparison.Ordinal))
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.Body.WriteAsync(_bare[path[Bare.Length..]], context.RequestAborted);
        }
        else
        {
            await next();
        }
        if (_visits.TryGetValue(path, out var all))
        {
            all.Add((watch.Elapsed, _waited - before));
        }
    });

    /// <summary>Visits the pages in turn, so that the machine's load affects all alike, and prints their times.</summary>
    public async Task MeasureAsync(HttpClient browser, IReadOnlyList<(string Name, string Path)> pages, CancellationToken cancellation)
    {
        foreach (var (_, path) in pages)
        {
            _bare[path] = Encoding.UTF8.GetBytes(await browser.GetStringAsync(path, cancellation));
            (_visits[path], _visits[Bare + path]) = ([], []);
        }
        // The first half warms up.
        for (var visit = 0; visit < 2 * Visits; visit++)
        {
            foreach (var (_, path) in pages)
            {
                await browser.GetStringAsync(path, cancellation);
                await browser.GetStringAsync(Bare + path, cancellation);
            }
        }
        foreach (var (name, path) in pages)
        {
            var (all, bareAll) = (Median(path, visit => visit.All), Median(Bare + path, visit => visit.All));
            var (waiting, own) = (Median(path, visit => visit.Tables), Median(path, visit => visit.All - visit.Tables));
            Console.WriteLine($"{name}: {_bare[path].Length / 1000.0:F1} kB in {all:F2} ms at the median. Waiting for the tables "
                + $"{waiting:F2} ms; the rest {own:F2} ms, {own / bareAll:F1} times a bare page of as many bytes ({bareAll:F3} ms)");
        }
    }

    private double Median(string path, Func<(TimeSpan All, TimeSpan Tables), TimeSpan> of) =>
        _visits[path].TakeLast(Visits).Select(visit => of(visit).TotalMilliseconds).Order().ElementAt(Visits / 2);
}
