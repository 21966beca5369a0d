using FollowUp.Local;
using FollowUp.Local.Demo;
using FollowUp.Time;

namespace FollowUp.Benchmarks;

/// <summary>The pages of the department with the most measures in the seeds, with everything filled in.</summary>
internal static class PagesBenchmark
{
    private const string Department = "Socialnämnden";

    public static async Task RunAsync(CancellationToken cancellation)
    {
        await using var tables = await FreshTables.StartAsync(cancellation);
        using var times = new PageTimes();
        var folder = Directory.CreateTempSubdirectory("followup-benchmark-");
        var seed = SeedRound.Read(SeedRound.Usual);
        await using (var world = await LocalWorld.StartAsync(folder.FullName, tables.ConnectionString, seed.Begins, "Pages",
            front: times.Front, cancellation: cancellation))
        {
            async Task PostAsync(string route, string body) =>
                (await world.Coordinator.PostAsync(route, new StringContent(body), cancellation)).EnsureSuccessStatusCode();

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
            using var browser = new HttpClient(new SocketsHttpHandler { UseCookies = false, UseProxy = false })
            {
                BaseAddress = world.Emulator.BaseAddress,
            };
            await times.MeasureAsync(browser,
                [("overview", link.AbsolutePath), ("one measure", $"{link.AbsolutePath}/avsnitt/1"),
                    ("check answers, with everything on it", $"{link.AbsolutePath}/granska")], cancellation);
        }
        folder.Delete(recursive: true);
    }
}
