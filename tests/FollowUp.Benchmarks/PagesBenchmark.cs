using System.Diagnostics;
using System.Text;
using FollowUp.Local;
using FollowUp.Local.Demo;
using FollowUp.Rounds;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace FollowUp.Benchmarks;

/// <summary>
/// How long the server takes over the pages of the department that has most to answer in the seeds, everything filled in: from the request's coming in to
/// the last byte, the table's answers included, and beside it a bare page of as many bytes from the same server, in the same run.
/// </summary>
internal static class PagesBenchmark
{
    private const string Department = "Socialnämnden";
    private const int Visits = 200;
    private const string Bare = "/bare/";

    public static async Task RunAsync(CancellationToken cancellation)
    {
        await using var tables = await FreshTables.StartAsync(cancellation);
        var folder = Directory.CreateTempSubdirectory("followup-benchmark-");
        var times = new Dictionary<string, List<TimeSpan>>();
        var bare = new Dictionary<string, byte[]>();
        var seed = SeedRound.Read(SeedRound.Usual);
        await using (var world = await LocalWorld.StartAsync(folder.FullName, tables.ConnectionString, seed.Begins, "Pages",
            front: app => app.Use(async (context, next) =>
            {
                var path = context.Request.Path.Value!;
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
                if (times.TryGetValue(path, out var all))
                {
                    all.Add(watch.Elapsed);
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
            foreach (var (name, path) in new[] { ("overview", ""), ("one measure", "/avsnitt/1"), ("check answers, with everything on it", "/granska") })
            {
                var page = link.AbsolutePath + path;
                var key = name.Replace(' ', '-').Replace(",", "");
                bare[key] = Encoding.UTF8.GetBytes(await browser.GetStringAsync(page, cancellation));
                var (shown, empty) = (times[page] = [], times[Bare + key] = []);
                // In turn, so that both meet the same machine. The first half warms up.
                for (var visit = 0; visit < 2 * Visits; visit++)
                {
                    await browser.GetStringAsync(page, cancellation);
                    await browser.GetStringAsync(Bare + key, cancellation);
                }
                var (median, bareMedian) = (Median(shown), Median(empty));
                Console.WriteLine($"{name}: {bare[key].Length / 1000.0:F1} kB in {median.TotalMilliseconds:F2} ms at the median, {median / bareMedian:F1} times a bare page of as many bytes ({bareMedian.TotalMilliseconds:F2} ms)");
            }
        }
        folder.Delete(recursive: true);
    }

    private static TimeSpan Median(List<TimeSpan> times) => times.TakeLast(Visits).Order().ElementAt(Visits / 2);
}
