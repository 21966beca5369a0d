using System.Net;
using System.Text;
using AngleSharp.Dom;

namespace FollowUp.Tests.Coordinator;

/// <summary>A plan that is changed at the desk, without a file.</summary>
public sealed class MeasureDeskTests(TablesFixture storage)
{
    private const string Plan = "/samordning/planer/town";

    [Fact]
    public async Task A_measure_is_added_shown_as_a_difference_and_taken_back()
    {
        await using var world = await StartAsync();
        var form = await world.OpenAsync($"{Plan}/ny-atgard");

        var saved = await world.PostFormAsync(form, null, ("omrade", "1"), ("nummer", "1:3"), ("titel", "Möta unga"),
            ("lydelse", "Unga möts där de är.\n\nVarje år."), ("sida", "14"), ("till", "2026-12-31"), ("nivaer", "universell"),
            ("part-0-namn", "Socialnämnden"), ("part-1-namn", "Bostadsbolaget"), ("part-1-roll", "medansvarig"), ("part-1-del", "HR"));

        Assert.Equal((HttpStatusCode.SeeOther, $"{Plan}/versioner/2?klart"), (saved.Status, saved.Leads));
        var changes = await world.OpenAsync(saved.Location!);
        Assert.Contains("Sparat, som version 2.", changes.Document.QuerySelector("[role=status]")!.TextContent);
        Assert.Equal(["Åtgärd 1:3 Möta unga | Ny | – | 1:3 Möta unga"], changes.Rows);
        var plan = await world.OpenAsync(Plan);
        Assert.Equal(["1:1 Utbilda personal", "1:2 Sprida information", "1:3 Möta unga", "2:1 Erbjuda boende"],
            plan.Document.QuerySelectorAll("tbody th a").Select(link => link.TextContent));
        Assert.Contains("Bostadsbolaget (HR)", plan.Text);
        Assert.Contains("Åtgärd 1:3 är ny", plan.Text);

        var restore = await world.OpenAsync($"{Plan}/aterstall");
        await world.PostFormAsync(restore, null, ("version", "1"));
        Assert.DoesNotContain("Möta unga", (await world.OpenAsync(Plan)).Document.QuerySelector("#atgarder-1")!.ParentElement!.TextContent);
        Assert.Equal(["Åtgärd 1:3 Möta unga | Borttagen | 1:3 Möta unga | –"], (await world.OpenAsync($"{Plan}/versioner/3")).Rows);
    }

    [Fact]
    public async Task A_measure_is_changed_and_what_the_form_does_not_ask_stays()
    {
        await using var world = await StartAsync();
        var with = SmallTown.Plan.Replace("exempel: en webbkurs",
            "exempel: en webbkurs\n        indikatorer: [{ namn: Utbildade, enhet: personer }]", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await world.PostAsync("api/plans", with)).Status);
        var form = await world.OpenAsync($"{Plan}/atgarder/1:1");
        Assert.Equal(["Kommunstyrelsen", "Socialnämnden", "Bostadsbolaget", "", "", ""], Enumerable.Range(0, 6).Select(row =>
            form.Document.QuerySelector($"#part-{row}-namn option[selected]")?.TextContent ?? ""));

        var saved = await world.PostFormAsync(form, null, ("titel", "Utbilda all personal"), ("part-1-namn", ""),
            ("samhallsnivaer", "organisation"));

        Assert.Equal(["Åtgärd 1:1 Utbilda all personal | Titel | Utbilda personal | Utbilda all personal",
            "Åtgärd 1:1 Utbilda all personal | Ansvariga | Kommunstyrelsen\nSocialnämnden | Kommunstyrelsen",
            "Åtgärd 1:1 Utbilda all personal | Samhällsnivåer | – | organisation"], (await world.OpenAsync(saved.Location!)).Rows);
        Assert.Contains("namn: Utbildade", Encoding.UTF8.GetString(await world.BytesAsync($"{Plan}/plan.yaml")));
    }

    [Fact]
    public async Task What_is_wrong_is_told_at_its_field_and_nothing_is_lost()
    {
        await using var world = await StartAsync();
        var form = await world.OpenAsync($"{Plan}/atgarder/1:2");

        var refused = await world.PostFormAsync(form, null, ("nummer", "1:1"), ("titel", ""), ("till", "2020-01-01"),
            ("fran", "2026-01-01"), ("part-0-namn", ""), ("lydelse", "En åtgärd för 19121212-1212."));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal(["#nummer", "#titel", "#lydelse", "#part-0-namn", "#till"], refused.Document.QuerySelectorAll(".errors a")
            .Select(link => link.GetAttribute("href")).Distinct());
        Assert.Equal("1:1", refused.Document.QuerySelector("#nummer")!.GetAttribute("value"));
        Assert.Contains("En åtgärd för", refused.Document.QuerySelector("#lydelse")!.TextContent);
        Assert.DoesNotContain("Version 2", (await world.OpenAsync(Plan)).Text);
    }

    [Fact]
    public async Task Two_who_change_the_same_measure_are_told_and_two_who_change_others_are_not_in_the_way()
    {
        await using var world = await StartAsync();
        var (mine, other, theirs) = (await world.OpenAsync($"{Plan}/atgarder/1:1"), await world.OpenAsync($"{Plan}/atgarder/1:2"),
            await world.OpenAsync($"{Plan}/atgarder/1:1"));

        await world.PostFormAsync(theirs, null, ("titel", "Utbilda chefer"));
        var late = await world.PostFormAsync(mine, null, ("titel", "Utbilda alla"));

        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains("Utbilda chefer", late.Document.QuerySelector(".earlier")!.TextContent);
        Assert.Equal("Utbilda alla", late.Document.QuerySelector("#titel")!.GetAttribute("value"));
        Assert.Equal(HttpStatusCode.SeeOther, (await world.PostFormAsync(other, null, ("titel", "Sprida kunskap"))).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await world.PostFormAsync(late, null)).Status);
        // The button that was pressed twice.
        Assert.Equal($"{Plan}/versioner/4?klart", (await world.PostFormAsync(late, null)).Leads);
        var plan = await world.OpenAsync(Plan);
        Assert.Contains("1:1 Utbilda alla", plan.Text);
        Assert.Contains("1:2 Sprida kunskap", plan.Text);
    }

    [Fact]
    public async Task A_measure_whose_area_has_gone_or_that_was_moved_is_neither_lost_nor_moved_back()
    {
        await using var world = await StartAsync();
        var (form, removal) = (await world.OpenAsync($"{Plan}/atgarder/1:2"), await world.OpenAsync($"{Plan}/atgarder/1:2/ta-bort"));

        var gone = await world.PostFormAsync(form, null, ("omrade", "7"));
        Assert.Equal((HttpStatusCode.Conflict, "#omrade"), (gone.Status, gone.Document.QuerySelector(".errors a")!.GetAttribute("href")));
        await world.PostFormAsync(await world.OpenAsync($"{Plan}/atgarder/1:2"), null, ("omrade", "2"));
        var late = await world.PostFormAsync(form, null, ("titel", "Sprida kunskap"));
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains("Fokusområde: Stödja", late.Document.QuerySelector(".earlier")!.TextContent);
        Assert.Contains("1:2 Sprida information", (await world.OpenAsync(Plan)).Document.QuerySelector("#atgarder-2")!.ParentElement!
            .TextContent);
        removal = await world.OpenAsync($"{Plan}/atgarder/1:2/ta-bort");
        await world.PostFormAsync(removal, null, ("ja", "ja"));
        Assert.Equal(Plan, (await world.PostFormAsync(removal, null, ("ja", "ja"))).Leads);
    }

    [Fact]
    public async Task A_measure_with_more_parties_than_anybody_expects_keeps_them_all()
    {
        await using var world = await TestWorld.StartAsync(storage);
        var names = Enumerable.Range(1, 80).Select(number => $"Enhet {number:D2}").ToList();
        await world.PostAsync("api/departments", "enheter:\n" + string.Concat(names.Select((name, place) =>
            $"  - {{id: e{place}, namn: {name}, slag: bolag, kontakter: [{{roll: kontaktperson, e-post: e{place}@town.example}}]}}\n")));
        await world.PostAsync("api/plans", SmallTown.Plan.Replace("[Kommunstyrelsen, Socialnämnden]", $"[{string.Join(", ", names)}]")
            .Replace("[Bostadsbolaget]", "[Enhet 01]").Replace("[Socialnämnden]", "[Enhet 02]")
            .Replace("medansvariga: [Enhet 01]\n", "\n"));
        world.SignIn();
        var form = await world.OpenAsync($"{Plan}/atgarder/1:1");

        var saved = await world.PostFormAsync(form, null, ("titel", "Utbilda alla"));

        Assert.Equal(["Åtgärd 1:1 Utbilda alla | Titel | Utbilda personal | Utbilda alla"], (await world.OpenAsync(saved.Location!)).Rows);
    }

    [Fact]
    public async Task A_measure_is_removed_only_when_that_is_confirmed()
    {
        await using var world = await StartAsync();
        var page = await world.OpenAsync($"{Plan}/atgarder/1:2/ta-bort");

        Assert.Equal(HttpStatusCode.BadRequest, (await world.PostFormAsync(page, null)).Status);
        var removed = await world.PostFormAsync(page, null, ("ja", "ja"));

        Assert.Equal($"{Plan}/versioner/2?klart", removed.Leads);
        Assert.Equal(HttpStatusCode.NotFound, (await world.OpenAsync($"{Plan}/atgarder/1:2")).Status);
    }

    [Fact]
    public async Task The_plans_own_facts_are_changed_and_one_that_names_a_department_that_has_left_can_be()
    {
        await using var world = await StartAsync();
        // Nobody has the name any more: that is for another day.
        Assert.Equal(HttpStatusCode.OK, (await world.PostAsync("api/departments",
            SmallTown.Departments.Replace("Bostadsbolaget", "Nya Bostadsbolaget", StringComparison.Ordinal)
                .Replace("id: housing", "id: homes", StringComparison.Ordinal))).Status);
        var form = await world.OpenAsync($"{Plan}/uppgifter");

        var wrong = await world.PostFormAsync(form, null, ("plan-lank", "kommun.example"));
        Assert.Equal(["#plan-lank"], wrong.Document.QuerySelectorAll(".errors a").Select(link => link.GetAttribute("href")));
        var saved = await world.PostFormAsync(form, null, ("plan-lank", "https://town.example/plan.pdf"), ("plan-till", "2028-12-31"),
            ("plan-uppfoljning", "årlig"));

        Assert.Equal(["Planens uppgifter | Till | 31 december 2027 | 31 december 2028",
            "Planens uppgifter | Länk | – | https://town.example/plan.pdf",
            "Planens uppgifter | Uppföljning | – | årlig"], (await world.OpenAsync(saved.Location!)).Rows);
        var plan = await world.OpenAsync(Plan);
        Assert.Contains("housing", plan.Document.QuerySelector("#atgarder-2")!.ParentElement!.TextContent);
    }

    [Fact]
    public async Task A_reader_sees_what_changed_and_changes_nothing()
    {
        await using var world = await StartAsync();
        world.SignIn(role: "reader");

        Assert.Empty((await world.OpenAsync(Plan)).Document.QuerySelectorAll("tbody th a"));
        Assert.Equal(HttpStatusCode.OK, (await world.OpenAsync($"{Plan}/versioner/1")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await world.OpenAsync($"{Plan}/versioner/7")).Status);
        foreach (var page in (string[])["ny-atgard", "atgarder/1:1", "atgarder/1:1/ta-bort", "uppgifter"])
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await world.OpenAsync($"{Plan}/{page}")).Status);
        }
    }

    private async Task<TestWorld> StartAsync()
    {
        var world = await TestWorld.StartAsync(storage);
        await world.ImportAsync();
        world.SignIn();
        return world;
    }
}
