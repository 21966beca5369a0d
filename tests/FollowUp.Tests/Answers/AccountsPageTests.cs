using System.Net;
using AngleSharp.Dom;
using FollowUp.Local;
using FollowUp.Local.Demo;
using FollowUp.Tests.Rounds;
using FollowUp.Tests.Seeds;

namespace FollowUp.Tests.Answers;

/// <summary>What a department must answer, and in how few acts, through the pages.</summary>
public sealed class AccountsPageTests(TablesFixture storage) : ArrangedRoundTests
{
    private const string PlanMeasures = "accounts.business-plan-measures";
    private const string AccountMeasures = "accounts.account-measures";

    [Fact]
    public async Task The_social_committee_with_27_measures_has_at_most_82_inputs_and_confirms_the_next_year_in_28_acts()
    {
        await using var world = await TestWorld.StartAsync(storage);
        var (round, department) = (Repository.Seed("rounds/sodertalje-2025.json"), SeedFiles.Register("sodertalje").Departments
            .Single(department => department.Name == "Socialnämnden"));
        await TakeInAsync(world, Repository.Seed("departments/sodertalje.yaml"), Repository.Seed("plans/sodertalje-2024-2027.yaml"));
        await OpenAsync(world, round, new DateOnly(2026, 1, 12));
        var link = world.LinkOf(department.Recipients.First().Email);

        var (measures, inputs) = (0, 0);
        foreach (var page in await world.OpenSectionsAsync(link))
        {
            var isMeasure = page.Document.QuerySelector("[name$='.what'], [name$='.contribution']") != null;
            measures += isMeasure ? 1 : 0;
            if (isMeasure)
            {
                Assert.InRange(page.Document.QuerySelectorAll(".questions > fieldset, .questions > .field").Length, 1, 7);
            }
            // The one that makes the most of them necessary, and what the page then says that it lacks.
            var first = page.Document.QuerySelectorAll("[name$='.status'][value=done], [name$='.involved'][value=yes], "
                + "[name='accounts.business-plan-reference']").SingleOrDefault();
            if (first != null)
            {
                var name = first.GetAttribute("name")!;
                var lacking = await world.PostFormAsync(page, "fortsatt", (name, first.GetAttribute("value") is { Length: > 0 } value
                    ? value : "Mål 3"));
                Assert.Equal(HttpStatusCode.BadRequest, lacking.Status);
                inputs += lacking.Document.QuerySelectorAll(".errors li").Length + (isMeasure ? 1 : 0);
            }
        }
        Assert.Equal(27, measures);
        Assert.InRange(inputs, 27 + 1, 82);

        await new SimulatedDepartment(department.Name, new Random(1)).SubmitAsync(new Uri(world.Local.Emulator.BaseAddress, link));
        await CloseAsync(world, "sodertalje-2025", new DateOnly(2026, 3, 21));
        await world.LeapToAsync(new DateOnly(2027, 1, 4), 9);
        await OpenAsync(world, round.Replace("sodertalje-2025", "sodertalje-2026").Replace("2026-01-12", "2027-01-11")
            .Replace("2026-02-27", "2027-02-26").Replace("2026-03-20", "2027-03-19"),
            new DateOnly(2027, 1, 11));
        link = world.LinkOf(department.Recipients.First().Email);
        var acts = 0;
        for (var page = await world.OpenSectionAsync(link, "1:3"); page.Document.QuerySelector("[value=unchanged]") is { } unchanged
            && page.Document.QuerySelector("[name$='.conditions-comment'], [name$='.structure']") == null; acts++)
        {
            var saved = await world.PostFormAsync(page, "fortsatt", (unchanged.GetAttribute("name")!, "unchanged"));
            Assert.Equal(HttpStatusCode.SeeOther, saved.Status);
            page = await world.OpenAsync(saved.Location!);
        }
        var receipt = await world.PostFormAsync(await world.OpenAsync($"{link}/granska"), null, ("namn", "Kim Exempel"), ("roll", "chef"));

        Assert.Equal(28, acts);
        Assert.Equal(HttpStatusCode.SeeOther, receipt.Status);
        Assert.Contains("Era svar är inskickade.", (await world.OpenAsync(receipt.Location!)).Text);
    }

    [Fact]
    public async Task The_page_on_business_plan_and_account_is_required_as_a_whole()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var link = world.LinkOf("social@town.example");
        await world.SaveAsync(link, [.. Done("1:1"), .. Done("1:2"), ("2:1.contribution", "Lokaler."), ("2:1.involved", "yes")]);
        var overview = await world.OpenAsync(link);
        Assert.Contains("3 av 3 åtgärder är besvarade. Sidan ”Verksamhetsplan och redovisning” är inte besvarad. Inget är inskickat "
            + "än.", overview.Text);
        Assert.Contains("Fortsätt med ”Verksamhetsplan och redovisning”", overview.Text);
        Assert.Contains("Sidan ”Verksamhetsplan och redovisning” är inte klar och skickas inte in. Ni kan göra klart och skicka in den "
            + "senare.", (await world.OpenAsync($"{link}/granska")).Text);

        var half = await world.PostFormAsync(await world.OpenSectionAsync(link, "accounts"), "fortsatt", (PlanMeasures, "1:2"));
        Assert.Equal(["Vilka av åtgärderna är redovisade i ert årsbokslut eller er verksamhetsberättelse? Svar saknas."],
            half.Document.QuerySelectorAll(".errors li").Select(error => error.TextContent));
        var both = await world.PostFormAsync(half, "fortsatt", (AccountMeasures, "none"), (AccountMeasures, "1:1"));
        Assert.Equal(HttpStatusCode.BadRequest, both.Status);
        Assert.Contains("Välj antingen ”Ingen” eller de åtgärder som det gäller.", both.Text);

        // Each box is called by its row and its column.
        foreach (var box in both.Document.QuerySelectorAll("tbody input"))
        {
            Assert.All(box.GetAttribute("aria-labelledby")!.Split(' '), id => Assert.NotNull(both.Document.GetElementById(id)));
        }
        await world.SubmitAsync(link, (AccountMeasures, "none"));
        Assert.Contains("Alla 3 åtgärder och sidan ”Verksamhetsplan och redovisning” är besvarade och inskickade.",
            (await world.OpenAsync(link)).Text);
        Assert.Equal("submitted", await world.StateOfAsync("social"));
    }

    [Fact]
    public async Task One_tick_says_the_levels_and_targets_of_the_plan()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var link = world.LinkOf("board@town.example");
        Assert.Contains("Ja, som i planen: universell och selektiv", (await world.OpenSectionAsync(link, "1:1")).Text);

        await world.SaveAsync(link, [.. Done("1:1"), ("1:1.as-planned", "as-planned")]);
        Assert.Contains("Alla, innan något har hänt (universell nivå); Grupper med förhöjd risk (selektiv nivå)",
            (await world.OpenAsync($"{link}/granska")).Text);
        await world.SubmitAsync(link);

        Assert.Equal(["universal", "selective"],
            Answer(await CloseAsync(world, SmallTown.RoundId, new DateOnly(2026, 3, 21)), "1:1", "board")["levels"]);
    }

    [Fact]
    public async Task Who_changes_the_earlier_answer_begins_from_it_and_nothing_counts_before_it_is_saved()
    {
        await using var world = await NextYearAsync("board@town.example", [.. Done("1:1"), ("1:1.levels", "indicated"),
            ("1:1.resources", "state-grant")]);
        var link = world.LinkOf("board@town.example");
        var page = await world.OpenSectionAsync(link, "1:1");
        Assert.Equal(("", null), Filled(page));

        var changed = await world.PostFormAsync(page, "fortsatt", ("1:1.since", "changed"));
        Assert.Equal(HttpStatusCode.SeeOther, changed.Status);
        var begun = await world.OpenAsync(changed.Location!);
        Assert.Equal(("Allt är gjort.", "done"), Filled(begun));
        Assert.All(new[] { "status", "what", "how", "levels", "resources" }, key =>
            Assert.NotNull(begun.Document.GetElementById($"1:1.{key}-forra")));
        Assert.Null(begun.Document.GetElementById("1:1.targets-forra"));
        Assert.Contains("Inget är sparat förrän ni gör det.", begun.Text);
        Assert.Contains("0 av 1 åtgärd är besvarade.", (await world.OpenAsync(link)).Text);
        Assert.DoesNotContain("Allt är gjort.", (await world.OpenAsync($"{link}/granska")).Text);

        Assert.Equal(HttpStatusCode.SeeOther, (await world.PostFormAsync(begun, "spara", ("1:1.what", "Mer är gjort."))).Status);
        var saved = await world.OpenSectionAsync(link, "1:1");
        Assert.Equal(("Mer är gjort.", "done"), Filled(saved));
        Assert.Null(saved.Document.GetElementById("1:1.what-forra"));
        Assert.Contains("1 av 1 åtgärd är besvarad.", (await world.OpenAsync(link)).Text);
    }

    [Fact]
    public async Task Who_began_to_change_the_earlier_answer_can_still_leave_it_as_it_was()
    {
        await using var world = await NextYearAsync("board@town.example", Done("1:1"));
        var link = world.LinkOf("board@town.example");
        var begun = await world.OpenAsync((await world.PostFormAsync(await world.OpenSectionAsync(link, "1:1"), "spara",
            ("1:1.since", "changed"))).Location!);

        await world.PostFormAsync(begun, "spara", ("1:1.since", "unchanged"));

        Assert.Equal(("", null), Filled(await world.OpenSectionAsync(link, "1:1")));
        Assert.Contains("1 av 1 åtgärd är besvarad.", (await world.OpenAsync(link)).Text);
    }

    /// <summary>The next year's round, where the department has submitted these answers in the first.</summary>
    private async Task<TestWorld> NextYearAsync(string contact, params (string, string)[] filled)
    {
        var world = await TestWorld.WithOpenRoundAsync(storage);
        await world.SubmitAsync(world.LinkOf(contact), filled);
        await world.LeapToAsync(new DateOnly(2027, 1, 4), 9);
        await OpenAsync(world, Round("town-2026", "annual", "2026", "2027-01-11", "2027-02-26", "2027-03-19"), new DateOnly(2027, 1, 11));
        return world;
    }

    private static (string What, string? Status) Filled(TestPage page) => (page.Document.QuerySelector("[name='1:1.what']")!.TextContent,
        page.Document.QuerySelectorAll("[name='1:1.status']").FirstOrDefault(status => status.HasAttribute("checked"))
            ?.GetAttribute("value"));
}
