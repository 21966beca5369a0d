using System.Net;
using FollowUp.Reports;
using FollowUp.Rounds;
using FollowUp.Trail;
using Microsoft.Extensions.DependencyInjection;

namespace FollowUp.Tests.Reports;

/// <summary>Each close of a round adds a version of the report; no version replaces another.</summary>
public sealed class ReportVersionsTests(TablesFixture storage)
{
    private const string Round = $"api/rounds/{SmallTown.RoundId}";

    [Fact]
    public async Task A_reopened_round_adds_a_version_and_the_old_one_stays_as_it_was_to_the_letter()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        Assert.Empty((await world.GetJsonAsync($"{Round}/reports")).EnumerateArray());
        await world.AdvanceToAsync(new DateOnly(2026, 3, 24), 9);
        var first = (await world.GetAsync($"{Round}/report.json")).Text;
        Assert.Equal(first, (await world.GetAsync($"{Round}/report.json?version=1")).Text);
        await RefusedAsync("2", "version: rapporten finns inte i version ”2”. Det finns bara version 1.");

        await world.PostAsync($"{Round}/reopen", """{"reason": "Ny chef.", "deadline": "2026-04-10", "closes": "2026-04-24"}""");
        Assert.Equal(first, (await world.GetAsync($"{Round}/report.json")).Text);
        await world.SubmitAsync(world.LinkOf("board@town.example"), ("1:1.status", "done"), ("1:1.what", "Alla är utbildade."),
            ("1:1.how", "routine"));
        await world.PostAsync($"{Round}/close", "");
        await world.AdvanceToAsync(new DateOnly(2026, 3, 24), 11);

        Assert.Equal(
            [(1, 1, "2026-03-20T23:00:00+00:00", "2026-03-20T23:00:00+00:00"),
                (2, 2, "2026-03-24T08:00:00+00:00", "2026-03-24T08:00:00+00:00")],
            (await world.GetJsonAsync($"{Round}/reports")).EnumerateArray()
                .Select(version => (version.GetProperty("number").GetInt32(), version.GetProperty("run").GetInt32(),
                version.GetProperty("compiled").GetString(), version.GetProperty("closed").GetString())));
        Assert.Equal(first, (await world.GetAsync($"{Round}/report.json?version=1")).Text);
        var second = (await world.GetAsync($"{Round}/report.json")).Text;
        Assert.Equal(second, (await world.GetAsync($"{Round}/report.json?version=2")).Text);
        Assert.Equal((false, true), (first.Contains("Alla är utbildade."), second.Contains("Alla är utbildade.")));
        Assert.Contains("Svar togs emot till och med 20 mars 2026.", (await world.GetAsync($"{Round}/report.html?version=1")).Text);
        Assert.Contains("Svar togs emot till och med 24 mars 2026.", (await world.GetAsync($"{Round}/report.html")).Text);
        foreach (var unknown in new[] { "3", "0", "x", "", "01" })
        {
            await RefusedAsync(unknown, $"version: rapporten finns inte i version ”{unknown}”. Det finns version 1 och 2.");
        }

        async Task RefusedAsync(string version, string sentence)
        {
            foreach (var format in new[] { "json", "html" })
            {
                var (status, text) = await world.GetAsync($"{Round}/report.{format}?version={version}");
                Assert.Equal((HttpStatusCode.NotFound, true), (status, text.Contains(sentence)));
            }
        }
    }

    [Fact]
    public async Task A_compilation_that_broke_off_after_the_report_was_kept_goes_on_with_that_one()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        await world.PostAsync($"{Round}/close", "");
        await world.SettleAsync();
        var first = (await world.GetAsync($"{Round}/report.json")).Text;
        // The state after a crash between writing the report and the round's row; the plan was imported again since.
        var rounds = world.Local.Emulator.Services.GetRequiredService<RoundTable>();
        var closed = await rounds.GetAsync(SmallTown.RoundId, Cancellation);
        Assert.True(await rounds.ChangeAsync(closed, closed.Round with { ReportedRun = 0 },
            new TrailEntry("broken", world.Local.Emulator.Clock.GetUtcNow(), "test", TrailEvent.OrchestrationRestarted, null, ""),
            Cancellation));
        await world.PostAsync("api/departments", SmallTown.Departments.Replace("namn: Bostadsbolaget", "namn: Bostadsbolaget AB"));
        await world.PostAsync("api/plans", SmallTown.Plan.Replace("Bostadsbolaget", "Bostadsbolaget AB")
            .Replace("till: 2027", "till: 2028"));

        // Pressed again, the button starts another orchestration, which compiles the report.
        Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync($"{Round}/close", "")).Status);
        await world.SettleAsync();

        Assert.Equal(1, (await rounds.GetAsync(SmallTown.RoundId, Cancellation)).Round.ReportedRun);
        Assert.Equal([(1, 1)], await VersionsAsync(world));
        Assert.Equal(first, (await world.GetAsync($"{Round}/report.json")).Text);
    }

    [Fact]
    public async Task Of_two_compilations_of_one_close_that_read_something_else_one_is_kept()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        await world.PostAsync($"{Round}/close", "");
        await world.SettleAsync();
        var reports = world.Local.Emulator.Services.GetRequiredService<ReportTable>();
        var report = await reports.GetAsync(SmallTown.RoundId, 1, Cancellation);

        var numbers = await Task.WhenAll(Enumerable.Range(0, 6)
            .Select(number => Task.Run(() => reports.AddAsync("town-x", 1, report with { Title = $"Läst {number}" }, TestWorld.Start,
            Cancellation))));
        Assert.All(numbers, number => Assert.Equal(1, number));
        Assert.Equal(2, await reports.AddAsync("town-x", 2, report with { Title = "Stängd igen" }, TestWorld.Start, Cancellation));

        Assert.Equal([(1, 1), (2, 2)], (await reports.ListAsync("town-x", Cancellation)).Select(version => (version.Number, version.Run)));
    }

    [Fact]
    public async Task A_close_after_which_nothing_is_other_than_before_leaves_a_version_too()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        foreach (var again in new[] { false, true })
        {
            if (again)
            {
                await world.PostAsync($"{Round}/reopen", """{"reason": "Ny chef.", "deadline": "2026-02-27", "closes": "2026-03-20"}""");
            }
            await world.PostAsync($"{Round}/close", "");
            await world.SettleAsync();
        }

        Assert.Equal([(1, 1), (2, 2)], await VersionsAsync(world));
    }

    [Fact]
    public async Task A_later_rounds_report_takes_an_earlier_one_that_is_open_again_as_it_stands()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        const string later = "api/rounds/town-2026";
        await world.SubmitAsync(world.LinkOf("housing@town.example"), ("1:1.contribution", "Lokal."), ("1:1.involved", "yes"));
        await world.AdvanceToAsync(new DateOnly(2026, 3, 23), 9);
        await world.OpenRoundAsync(SmallTown.Round.Replace(SmallTown.RoundId, "town-2026").Replace("2026-01-12", "2026-04-07")
            .Replace("2026-02-27", "2026-04-30").Replace("2026-03-20", "2026-05-08")
            .Replace("\"period\": \"2025\"", "\"period\": \"2026\""));
        await world.AdvanceToAsync(new DateOnly(2026, 4, 7), 9);
        Assert.Equal(HttpStatusCode.Accepted,
            (await world.PostAsync($"{Round}/reopen",
            """{"reason": "Ny chef.", "deadline": "2026-05-29", "closes": "2026-06-12"}""")).Status);
        await world.AdvanceToAsync(new DateOnly(2026, 4, 7), 10);
        var again = world.Mails.Last(mail => mail.To == "board@town.example"
            && mail.File.StartsWith(SmallTown.RoundId, StringComparison.Ordinal)).Form!.AbsolutePath;
        await world.SubmitAsync(again, ("1:1.status", "done"), ("1:1.what", "Alla är utbildade."), ("1:1.how", "routine"));
        await world.SaveAsync(again, ("1:1.what", "Ett utkast."));

        Assert.Equal(HttpStatusCode.OK, (await world.GetAsync($"{later}/flags")).Status);
        await world.PostAsync($"{later}/close", "");
        await world.AdvanceToAsync(new DateOnly(2026, 4, 8), 9);

        var report = await world.GetJsonAsync($"{later}/report.json");
        var rows = report.GetProperty("figures").GetProperty("rounds").EnumerateArray().ToList();
        Assert.Equal([SmallTown.RoundId, "town-2026"], rows.Select(row => row.GetProperty("roundId").GetString()));
        Assert.Equal((1, 3), (rows[0].GetProperty("complete").GetProperty("count").GetInt32(),
            rows[0].GetProperty("complete").GetProperty("basis").GetInt32()));
        Assert.DoesNotContain("Ett utkast.", report.ToString());
        // The social committee has now missed both rounds; the board has not.
        Assert.Equal(["social"], report.GetProperty("figures").GetProperty("flags").EnumerateArray()
            .Where(flag => flag.GetProperty("code").GetString() == "missingAgain")
            .Select(flag => flag.GetProperty("departmentId").GetString()));
        Assert.Contains("Uppföljning 2025", (await world.GetAsync($"{later}/report.html")).Text);
        // The reopened round gets its own second report.
        var frozen = (await world.GetAsync($"{later}/report.json")).Text;
        await world.PostAsync($"{Round}/close", "");
        await world.AdvanceToAsync(new DateOnly(2026, 4, 9), 9);
        Assert.Equal([(1, 1), (2, 2)], await VersionsAsync(world));
        Assert.Equal(frozen, (await world.GetAsync($"{later}/report.json")).Text);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static async Task<IEnumerable<(int, int)>> VersionsAsync(TestWorld world) =>
        (await world.GetJsonAsync($"{Round}/reports")).EnumerateArray()
            .Select(version => (version.GetProperty("number").GetInt32(), version.GetProperty("run").GetInt32())).ToList();

    [Fact]
    public async Task A_round_that_does_not_exist_has_no_reports()
    {
        await using var world = await TestWorld.StartAsync(storage);

        Assert.Equal(HttpStatusCode.NotFound, (await world.GetAsync("api/rounds/other/reports")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized,
            (await world.AskWithoutKeyAsync(HttpMethod.Get, $"/{Round}/reports")).Status);
    }
}
