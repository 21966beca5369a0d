using System.Net;
using System.Text;
using AngleSharp.Dom;

namespace FollowUp.Tests.Coordinator;

/// <summary>The desk as somebody meets it who has nothing in it yet.</summary>
public sealed class FirstHourTests(TablesFixture storage)
{
    private const string Desk = "/samordning";

    [Fact]
    public async Task An_empty_desk_shows_four_steps_and_what_each_needs()
    {
        await using var world = await StartAsync();
        var desk = await world.OpenAsync(Desk);

        Assert.Equal(["1. Enheterna", "2. Planen", "3. Omgången", "4. Förhandsvisningen"],
            desk.Document.QuerySelectorAll(".tasks li > :first-child").Select(step => step.TextContent));
        // Words that an officer does not use.
        Assert.DoesNotMatch("(?i)yaml|csv|json", desk.Document.QuerySelector("main")!.TextContent);
    }

    [Fact]
    public async Task The_example_is_tried_on_cannot_be_opened_and_goes_in_one_act()
    {
        await using var world = await StartAsync();
        var desk = await world.OpenAsync(Desk);
        Assert.Equal(Desk, (await world.PostFormAsync(desk, desk.Document.QuerySelector("main form")!, null)).Leads);
        // The button that was pressed twice.
        Assert.Equal(Desk, (await world.PostFormAsync(desk, desk.Document.QuerySelector("main form")!, null)).Leads);

        var tried = await world.OpenAsync(Desk);
        Assert.Contains("Du provar med en påhittad kommun.", tried.Text);
        Assert.All(tried.Document.QuerySelectorAll(".tasks li").Take(3), step => Assert.EndsWith("Klart.", step.TextContent.Trim()));
        var draft = tried.Document.QuerySelector(".tasks li:nth-child(4) a")!.GetAttribute("href")!;
        var preview = await world.OpenAsync(draft);
        Assert.Contains("Exempelomgången kan inte öppnas", preview.Text);
        Assert.Null(preview.Document.QuerySelector("a[href*='/gor/oppna']"));
        Assert.Contains("All personal som möter barn", (await world.OpenAsync($"{draft}/enheter/socialnamnden")).Text);
        var round = draft.Split('/')[^2];
        Assert.Equal(HttpStatusCode.Conflict, (await world.PostAsync($"api/rounds/{round}/open", "")).Status);
        Assert.Empty(world.Mails);

        var page = await world.OpenAsync($"{Desk}/exempel/ta-bort");
        Assert.Contains("Exempelbostäder AB", page.Text);
        Assert.Equal(HttpStatusCode.BadRequest, (await world.PostFormAsync(page, null)).Status);
        Assert.Equal(Desk, (await world.PostFormAsync(page, null, ("ja", "ja"))).Leads);

        var after = await world.OpenAsync(Desk);
        Assert.NotNull(after.Document.QuerySelector("form[action='/samordning/exempel']"));
        Assert.Contains("Inga enheter är inlästa än.", (await world.OpenAsync($"{Desk}/enheter")).Text);
        Assert.Contains("Läs först in enheterna", (await world.OpenAsync($"{Desk}/planer")).Text);
        Assert.Equal("[]", (await world.GetAsync("api/rounds")).Text);
        Assert.DoesNotContain(await world.StoredRowsAsync(), row => row.PartitionKey == round || row.RowKey == round);
        await world.PostFormAsync(after, after.Document.QuerySelector("form[action='/samordning/exempel']")!, null);
        Assert.Equal(HttpStatusCode.OK, (await world.OpenAsync(draft)).Status);
    }

    [Fact]
    public async Task Ones_own_files_are_not_mixed_with_the_example_and_ones_own_register_is_never_taken_away_with_it()
    {
        await using var world = await StartAsync();
        var desk = await world.OpenAsync(Desk);
        await world.PostFormAsync(desk, desk.Document.QuerySelector("main form")!, null);

        var refused = await world.PostFormAsync(await world.OpenAsync($"{Desk}/enheter"), "las-in", ("text", SmallTown.Departments));
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("Ta bort exemplet på översikten först", refused.Text);
        Assert.Contains("Bostadsbolaget", refused.Document.QuerySelector("textarea")!.TextContent);
        // By the API nobody is asked.
        await world.PostAsync("api/departments", SmallTown.Departments);
        await world.PostFormAsync(await world.OpenAsync($"{Desk}/exempel/ta-bort"), null, ("ja", "ja"));

        Assert.Contains("Bostadsbolaget", Encoding.UTF8.GetString(await world.BytesAsync($"{Desk}/register.yaml")));
    }

    [Fact]
    public async Task Removing_the_example_once_more_takes_nothing_that_was_typed_since()
    {
        await using var world = await StartAsync();
        var desk = await world.OpenAsync(Desk);
        await world.PostFormAsync(desk, desk.Document.QuerySelector("main form")!, null);
        var removal = await world.OpenAsync($"{Desk}/exempel/ta-bort");
        await world.PostFormAsync(removal, null, ("ja", "ja"));
        await world.PostFormAsync(await world.OpenAsync($"{Desk}/ny-enhet"), null, ("namn", "Socialnämnden"), ("slag", "nämnd"),
            ("epost", "social@town.example"));

        await world.PostFormAsync(removal, null, ("ja", "ja"));

        Assert.Contains("Socialnämnden", Encoding.UTF8.GetString(await world.BytesAsync($"{Desk}/register.yaml")));
    }

    [Fact]
    public async Task What_was_changed_of_the_example_stays_when_it_is_put_in_once_more()
    {
        await using var world = await StartAsync();
        var desk = await world.OpenAsync(Desk);
        await world.PostFormAsync(desk, desk.Document.QuerySelector("main form")!, null);
        var measure = await world.OpenAsync($"{Desk}/planer/exempelkommunens-plan/atgarder/1:1");
        await world.PostFormAsync(measure, null, ("titel", "Min egen"));

        await world.PostFormAsync(desk, desk.Document.QuerySelector("main form")!, null);

        Assert.Contains("Min egen", (await world.OpenAsync($"{Desk}/planer/exempelkommunens-plan")).Text);
    }

    [Theory]
    [InlineData("enheter")]
    [InlineData("planer")]
    public async Task Lines_that_are_empty_cost_no_time_and_a_heading_with_a_tab_is_no_table(string place)
    {
        await using var world = await StartAsync();
        await world.ImportAsync();
        foreach (var text in new[] { new string('\n', 5_000) + "1. Text", "1.\tInledning\nDet här är en plan.\n" })
        {
            var refused = await world.PostFormAsync(await world.OpenAsync($"{Desk}/{place}"), "las-in", ("text", text));
            Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
            Assert.DoesNotContain("ingen tabell med rubrikerna", refused.Text);
        }
    }

    [Fact]
    public async Task The_example_is_not_offered_beside_ones_own()
    {
        await using var world = await StartAsync();
        var desk = await world.OpenAsync(Desk);
        await world.ImportAsync();

        Assert.Null((await world.OpenAsync(Desk)).Document.QuerySelector("form[action='/samordning/exempel']"));
        var late = await world.PostFormAsync(desk, desk.Document.QuerySelector("main form")!, null);
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.DoesNotContain("Exempelbostäder", Encoding.UTF8.GetString(await world.BytesAsync($"{Desk}/register.yaml")));
    }

    [Fact]
    public async Task Cells_copied_out_of_a_spreadsheet_are_shown_and_taken_in()
    {
        await using var world = await StartAsync();
        var shown = await world.PostFormAsync(await world.OpenAsync($"{Desk}/enheter"), "las-in",
            ("text", "Nämnd\tKontaktperson\tE-post\nKommunstyrelsen\tKim Exempel\tks@town.example\nSocialnämnden\t\tsn@town.example\n"));
        Assert.Equal("Så har vi läst enheterna – FollowUp", shown.Title);
        Assert.Equal("/samordning/enheter?klart", (await world.PostFormAsync(shown, "las-in")).Leads);

        shown = await world.PostFormAsync(await world.OpenAsync($"{Desk}/planer"), "las-in",
            ("text", "Nr\tÅtgärd\tAnsvarig\n1:1\tUtbilda personal\tKommunstyrelsen, Socialnämnden\n"
                + "1:2\tSprida information\tSocialnämnden\n"));
        var saved = await world.PostFormAsync(shown, "las-in", ("plan-titel", "Trygg by"), ("plan-fran", "2026-01-01"),
            ("plan-till", "2028-12-31"));
        Assert.Equal("/samordning/planer/trygg-by?klart", saved.Leads);
        Assert.Contains("1:2 Sprida information", (await world.OpenAsync(saved.Location!)).Text);
    }

    private async Task<TestWorld> StartAsync()
    {
        var world = await TestWorld.StartAsync(storage);
        world.SignIn();
        return world;
    }
}
