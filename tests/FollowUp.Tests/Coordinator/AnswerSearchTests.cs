using System.Net;
using AngleSharp.Dom;

namespace FollowUp.Tests.Coordinator;

public sealed class AnswerSearchTests(TablesFixture storage)
{
    private const string Answers = $"/samordning/omgangar/{SmallTown.RoundId}/svar";

    [Fact]
    public async Task What_was_submitted_is_found_by_words_measure_area_level_and_state()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        world.SignIn(role: "reader");
        Assert.Contains("Inget är inskickat än.", (await world.OpenAsync(Answers)).Text);
        await world.SubmitAsync(world.LinkOf("social@town.example"), ("1:1.status", "ongoing"), ("1:1.what", "Åtta <b>kurser</b> hölls."),
            ("1:1.how", "recurring"), ("1:2.status", "not-started"), ("1:2.what", "Ingen tid."));
        await world.SubmitAsync(world.LinkOf("housing@town.example"), ("2:1.status", "done"), ("2:1.what", "Tolv kurser för värdar."),
            ("2:1.how", "routine"));
        // What is only saved is nobody else's.
        await world.SaveAsync(world.LinkOf("board@town.example"), ("1:1.status", "done"), ("1:1.what", "Hemliga kurser."));

        Assert.Equal(["1:1 Utbilda personal: Socialnämnden", "2:1 Erbjuda boende: Bostadsbolaget"], await FoundAsync(world, "?sok=KURSER"));
        Assert.Equal(["1:1 Utbilda personal: Socialnämnden"], await FoundAsync(world, "?sok=åtta <b>"));
        Assert.Equal(["1:2 Sprida information: Socialnämnden"], await FoundAsync(world, "?fraga=1:2"));
        Assert.Equal(["2:1 Erbjuda boende: Bostadsbolaget"], await FoundAsync(world, "?omrade=town/2"));
        Assert.Equal(["1:1 Utbilda personal: Socialnämnden", "1:2 Sprida information: Socialnämnden"],
            await FoundAsync(world, "?niva=universal"));
        Assert.Equal(["1:2 Sprida information: Socialnämnden"], await FoundAsync(world, "?niva=universal&lage=not-started"));
        Assert.Empty(await FoundAsync(world, "?sok=hemliga"));
        Assert.Equal(3, (await FoundAsync(world, "?sedan=2026-01-12")).Count());
        Assert.Empty(await FoundAsync(world, "?sedan=2026-01-13"));
        Assert.Equal(["kurser"], (await world.OpenAsync($"{Answers}?sok=kurser&fraga=2:1")).Document.QuerySelectorAll("mark")
            .Select(mark => mark.TextContent));
        Assert.Equal(HttpStatusCode.NotFound, (await world.OpenAsync("/samordning/omgangar/unknown/svar")).Status);
    }

    private static async Task<IEnumerable<string>> FoundAsync(TestWorld world, string query) =>
        (await world.OpenAsync(Answers + query)).Document.QuerySelectorAll("article").Where(answer =>
            !answer.ParentElement!.QuerySelector("h2")!.TextContent.Contains("Verksamhetsplan", StringComparison.Ordinal))
            .Select(answer => $"{answer.ParentElement!.QuerySelector("h2")!.TextContent}: "
                + answer.QuerySelector("h3")!.TextContent.Trim());
}
