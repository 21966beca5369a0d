using System.Net;
using FollowUp.Coordinator;

namespace FollowUp.Tests.Coordinator;

/// <summary>A plan's own text, pasted at the desk.</summary>
public sealed class PlanTextDeskTests(TablesFixture storage)
{
    private const string Plans = "/samordning/planer";

    private const string Text = """
        Fokusområde 1: Förebygga
        Åtgärd 1:1
        Utbilda personal.
        + Socialnämnden
        Medansvarig:
        + Bostadsbolget
        Universell
        Åtgärd 1:2
        Sprida <b>information</b>. + Kommunstyrelsen
        Indikativ
        """;

    [Theory]
    [InlineData(ImportState.RunningText)]
    [InlineData("")] // as the form comes
    public async Task It_is_shown_as_it_was_understood_mended_there_and_taken_in(string format)
    {
        await using var world = await TestWorld.StartAsync(storage);
        await world.ImportAsync();
        world.SignIn();

        var shown = await world.PostFormAsync(await world.OpenAsync(Plans), ImportState.Import, (ImportState.TextField, Text),
            (ImportState.FormatField, format));

        Assert.Equal((HttpStatusCode.BadRequest, "Fel: Så har vi läst texten – FollowUp"), (shown.Status, shown.Title));
        Assert.Equal(["#plan-titel", "#plan-fran", "#plan-till", "#namn-0"], shown.Document.QuerySelectorAll(".errors a")
            .Select(link => link.GetAttribute("href")));
        Assert.Contains("”Indikativ” har lästs som indikerad. Stämmer det?", shown.Text);
        Assert.Equal(["1. Förebygga", "1:2 Sprida <b>information</b>", "Kommunstyrelsen", "–", "indikerad",
            "hela planens tid"],
            shown.Document.QuerySelectorAll("tbody tr")[1].Children.Select(cell => cell.TextContent.Trim()));
        Assert.Equal(Text.ReplaceLineEndings("\n").TrimEnd(), shown.Document.QuerySelector("textarea")!.TextContent.Trim());

        var right = await world.PostFormAsync(shown, ImportState.Check, ("plan-titel", "Tryggt"), ("plan-fran", "2026-01-01"),
            ("plan-till", "2028-12-31"), ("namn-0", "Bostadsbolaget"), (ImportState.TextField, Text.Replace("Indikativ", "Indikerad")));
        Assert.Equal(HttpStatusCode.OK, right.Status);
        Assert.DoesNotContain("Indikativ", right.Text);
        Assert.Equal(1, (await world.GetJsonAsync("api/plans")).GetArrayLength());
        var done = await world.PostFormAsync(right, ImportState.Import);

        Assert.Equal((HttpStatusCode.SeeOther, "/samordning/planer/tryggt?klart"), (done.Status, done.Leads));
        var plan = await world.OpenAsync(done.Location!);
        Assert.Contains("1:1 Utbilda personal", plan.Text);
    }

    [Fact]
    public async Task A_text_without_measures_says_how_they_are_recognised_and_keeps_the_text()
    {
        await using var world = await TestWorld.StartAsync(storage);
        await world.ImportAsync();
        world.SignIn();

        var shown = await world.PostFormAsync(await world.OpenAsync(Plans), ImportState.Import, (ImportState.TextField, "Bara text."));

        Assert.Equal(HttpStatusCode.BadRequest, shown.Status);
        Assert.Contains("Texten har inga numrerade åtgärder", shown.Document.QuerySelector(".errors")!.TextContent);
        Assert.Contains("Bara text.", shown.Document.QuerySelector("textarea")!.TextContent);
    }
}
