using System.Diagnostics;
using System.Diagnostics.Tracing;
using System.Text;
using Azure.Core.Diagnostics;
using FollowUp.Local;
using FollowUp.Local.Demo;
using FollowUp.Rounds;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace FollowUp.Benchmarks;

/// <summary>
/// How long the server takes over the pages of the department that has most to answer in the seeds, everything filled in: from the request's coming in to
/// the last byte, how much of that it waits for the tables, and beside it a bare page of as many bytes from the same server, in the same run.
/// </summary>
internal static class PagesBenchmark
{
    private const string Department = "Socialnämnden";
    private const int Visits = 200;
    private const string Bare = "/bare";

    public static async Task RunAsync(CancellationToken cancellation)
    {
        await using var tables = await FreshTables.StartAsync(cancellation);
        var folder = Directory.CreateTempSubdirectory("followup-benchmark-");
        var visits = new Dictionary<string, List<(TimeSpan All, TimeSpan Tables)>>();
        var bare = new Dictionary<string, byte[]>();
        var seed = SeedRound.Read(SeedRound.Usual);
        // The tables' client tells how long each answer took, to its last byte. One page is asked for at a time.
        var waited = TimeSpan.Zero;
        using var answers = new AzureEventSourceListener((told, _) => waited += told.EventName == "Response" ? TimeSpan.FromSeconds((double)told.Payload![told.PayloadNames!.IndexOf("seconds")]!) : TimeSpan.Zero, EventLevel.Informational);
        await using (var world = await LocalWorld.StartAsync(folder.FullName, tables.ConnectionString, seed.Begins, "Pages",
            front: app => app.Use(async (context, next) =>
            {
                var path = context.Request.Path.Value!;
                var before = waited;
                var watch = Stopwatch.StartNew();
                if (path.StartsWith(Bare, StringComparison.Ordinal))
                {
                    context.Response.ContentType = "text/html; charset=utf-8";
                    await context.Response.Body.WriteAsync(bare[path[Bare.Length..]], cancellation);
                }
                else
                {
                    await next();
                }
                if (visits.TryGetValue(path, out var all))
                {
                    all.Add((watch.Elapsed, waited - before));
                }
            }), cancellation: cancellation))
        {
            async Task PostAsync(string route, string body) => (await world.Coordinator.PostAsync(route, new StringContent(body), cancellation)).EnsureSuccessStatusCode();

            await PostAsync("api/departments?file=register.yaml", seed.Register);
            foreach (var plan in seed.Plans)
            {
                await PostAsync($"api/plans?file={plan}.yaml", Repository.Seed($"plans/{plan}.yaml"));
            }
            await PostAsync("api/rounds", seed.Draft.ToJsonString());
            await PostAsync($"api/rounds/{seed.Name}/open", "");
            await world.Emulator.AdvanceToAsync(StockholmTime.At(seed.Opens, new TimeOnly(9, 0)), cancellation);
            var link = OutboxMail.ReadAll(world.OutboxFolder).First(mail => mail.Subject.Contains(Department)).Link!;
            await new SimulatedDepartment(Department, new Random(1)).SaveAsync(link);
            using var browser = new HttpClient(new SocketsHttpHandler { UseCookies = false, UseProxy = false }) { BaseAddress = world.Emulator.BaseAddress };
            (string Name, string Path)[] pages = [("overview", link.AbsolutePath), ("one measure", $"{link.AbsolutePath}/avsnitt/1"), ("check answers, with everything on it", $"{link.AbsolutePath}/granska")];
            foreach (var (_, path) in pages)
            {
                bare[path] = Encoding.UTF8.GetBytes(await browser.GetStringAsync(path, cancellation));
                (visits[path], visits[Bare + path]) = ([], []);
            }
            // In turn, so that all meet the same machine. The first half warms up.
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
                Console.WriteLine($"{name}: {bare[path].Length / 1000.0:F1} kB in {all:F2} ms at the median. Waiting for the tables {waiting:F2} ms; the rest {own:F2} ms, {own / bareAll:F1} times a bare page of as many bytes ({bareAll:F3} ms)");
            }

            double Median(string path, Func<(TimeSpan All, TimeSpan Tables), TimeSpan> of) => visits[path].TakeLast(Visits).Select(visit => of(visit).TotalMilliseconds).Order().ElementAt(Visits / 2);
        }
        folder.Delete(recursive: true);
    }
}
