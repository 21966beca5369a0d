using System.Net;
using FollowUp.Coordinator;
using FollowUp.Pages;
using FollowUp.Plans;
using FollowUp.Questionnaires;

namespace FollowUp.Tests.Coordinator;

/// <summary>A plan over the years: what those responsible said of each measure, and how departments followed up.</summary>
public sealed class PlanYearsTests(TablesFixture storage)
{
    [Fact]
    public async Task Measures_and_departments_are_shown_round_by_round()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        world.SignIn();
        Assert.Contains("Ingen omgång om planen har stängts än.", (await world.OpenAsync("/samordning/planer/town/ar")).Text);
        await world.SubmitAsync(world.LinkOf("board@town.example"), ("1:1.status", "ongoing"), ("1:1.what", "Kurser."),
            ("1:1.how", "routine"));
        await world.PostAsync($"api/rounds/{SmallTown.RoundId}/close", "");
        await world.SettleAsync();

        var page = await world.OpenAsync("/samordning/planer/town/ar");

        Assert.Equal((HttpStatusCode.OK, "Trygg stad: år för år – FollowUp"), (page.Status, page.Title));
        Assert.Equal(["1:1 Utbilda personal | 0 av 2 klara Pågår: 1, Inget svar: 1 | –",
            "1:2 Sprida information | 0 av 1 klara Inget svar: 1 | –", "2:1 Erbjuda boende | 0 av 1 klara Inget svar: 1 | –",
            "Bostadsbolaget | Inget svar", "Kommunstyrelsen | Allt i tid", "Socialnämnden | Inget svar"],
            page.Rows.Select(row => string.Join(' ', row.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
        Assert.All(page.Document.QuerySelectorAll("tbody a").Select(link => link.GetAttribute("href")!).Distinct(),
            address => Assert.Equal(HttpStatusCode.OK, world.OpenAsync(address).GetAwaiter().GetResult().Status));
        Assert.Equal(HttpStatusCode.NotFound, (await world.OpenAsync("/samordning/planer/unknown/ar")).Status);
    }

    [Theory]
    [InlineData("done,ordinary", 2, TagKind.Ok)]
    [InlineData("done", 2, TagKind.Warn)]
    [InlineData("ongoing", 1, TagKind.Warn)]
    [InlineData("not-started,dropped", 2, TagKind.Idle)]
    [InlineData("", 1, TagKind.Bad)]
    public void What_a_year_looks_like_follows_from_what_was_said(string statuses, int asked, TagKind kind) =>
        Assert.Equal(kind, Year(statuses, asked).Kind);

    [Theory]
    [InlineData("ongoing", 1, "done", 1, 1)]
    [InlineData("done,done", 2, "done", 2, -1)]
    [InlineData("done", 2, "ordinary,ongoing", 2, 0)]
    [InlineData("", 0, "done", 1, null)]
    public void The_trend_compares_shares_and_only_years_in_which_it_was_asked(string before, int askedBefore, string now, int asked,
        int? trend) => Assert.Equal(trend, new YearsOfMeasure(SmallTown.ActionPlan.Measures.First(),
            [Year(before, askedBefore), Year(now, asked)]).Trend);

    private static MeasureInYear Year(string statuses, int asked) => new(asked, statuses.Split(',', StringSplitOptions.RemoveEmptyEntries)
        .GroupBy(status => status).Select(same => (same.Key, same.Count())).ToList());
}
