using System.Text.Json;
using FollowUp.Coordinator;
using FollowUp.Stress;

namespace FollowUp.Benchmarks;

/// <summary>The coordinator's board of 300 departments with 33 measures each, some of which have answered.</summary>
internal static class BoardBenchmark
{
    private const int AnswersOf = 30;

    public static async Task RunAsync(CancellationToken cancellation)
    {
        await using var tables = await FreshTables.StartAsync(cancellation);
        using var times = new PageTimes();
        await using var town = await TownAtWork.DraftAsync(new LargeTown(300, 33, 300), "Board", tables.ConnectionString,
            tables.ConnectionString, cancellation, times.Front);
        await town.OpenAsync(cancellation);
        await town.AdvanceToAsync(TownAtWork.Opening, 9, cancellation);
        foreach (var department in town.Departments.Take(AnswersOf))
        {
            await town.AnswerAsync(department, cancellation);
        }
        await town.SettleAsync(cancellation);
        using var browser = new HttpClient(new SocketsHttpHandler { UseCookies = false, UseProxy = false }) { BaseAddress = town.Address };
        browser.DefaultRequestHeaders.Add(PlatformSignIn.Header, Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new
        {
            auth_typ = "aad",
            name_typ = "name",
            role_typ = "roles",
            claims = new[] { ("http://schemas.microsoft.com/identity/claims/objectidentifier", "sam"), ("name", "Sam Exempel"),
                ("roles", "coordinator"), ("tid", TownAtWork.TenantId) }.Select(claim => new { typ = claim.Item1, val = claim.Item2 }),
        })));
        await times.MeasureAsync(browser, [("board", DeskRoutes.Round(LargeTown.RoundId)),
            ("matrix", $"{DeskRoutes.Round(LargeTown.RoundId)}?vy=matris"),
            ("board as CSV", $"{DeskRoutes.Round(LargeTown.RoundId)}/laget.csv")], cancellation);
    }
}
