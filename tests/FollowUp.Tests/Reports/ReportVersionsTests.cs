using System.Net;

namespace FollowUp.Tests.Reports;

/// <summary>Each close of a round leaves a report, and none takes the place of another.</summary>
public sealed class ReportVersionsTests(AzuriteFixture azurite)
{
    private const string Round = $"api/rounds/{SmallTown.RoundId}";

    [Fact]
    public async Task A_reopened_round_adds_a_version_and_the_old_one_stays_as_it_was_to_the_letter()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        Assert.Empty((await world.GetJsonAsync($"{Round}/reports")).EnumerateArray());
        await world.AdvanceToAsync(new DateOnly(2026, 3, 24), 9);
        var first = (await world.GetAsync($"{Round}/report.json")).Text;
        Assert.Equal(first, (await world.GetAsync($"{Round}/report.json?version=1")).Text);
        await RefusedAsync("2", "version: rapporten finns inte i version ”2”. Det finns bara version 1.");

        await world.PostAsync($"{Round}/reopen", """{"reason": "Ny chef.", "deadline": "2026-04-10", "closes": "2026-04-24"}""");
        Assert.Equal(first, (await world.GetAsync($"{Round}/report.json")).Text);
        await world.SubmitAsync(world.LinkOf("board@town.example"), ("1:1.status", "done"), ("1:1.what", "Alla är utbildade."), ("1:1.how", "routine"));
        await world.PostAsync($"{Round}/close", "");
        await world.AdvanceToAsync(new DateOnly(2026, 3, 24), 11);

        Assert.Equal(
            [(1, 1, "2026-03-20T23:00:00+00:00", "2026-03-20T23:00:00+00:00"), (2, 2, "2026-03-24T08:00:00+00:00", "2026-03-24T08:00:00+00:00")],
            (await world.GetJsonAsync($"{Round}/reports")).EnumerateArray().Select(version => (version.GetProperty("number").GetInt32(), version.GetProperty("run").GetInt32(), version.GetProperty("compiled").GetString(), version.GetProperty("closed").GetString())));
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
    public async Task A_round_that_does_not_exist_has_no_reports()
    {
        await using var world = await TestWorld.StartAsync(azurite);

        Assert.Equal(HttpStatusCode.NotFound, (await world.GetAsync("api/rounds/other/reports")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await world.AskAsync(new HttpRequestMessage(HttpMethod.Get, $"/{Round}/reports"))).Status);
    }
}
