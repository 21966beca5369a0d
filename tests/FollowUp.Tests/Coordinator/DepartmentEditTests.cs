using System.Net;
using System.Text;
using AngleSharp.Dom;

namespace FollowUp.Tests.Coordinator;

/// <summary>The register that is changed at the desk, without a file.</summary>
public sealed class DepartmentEditTests(TablesFixture storage)
{
    private const string Desk = "/samordning";

    [Fact]
    public async Task The_first_department_needs_no_file()
    {
        await using var world = await TestWorld.StartAsync(storage);
        world.SignIn();
        var form = await world.OpenAsync($"{Desk}/ny-enhet");

        var saved = await world.PostFormAsync(form, null, ("namn", "Kultur- och fritidsnämnden"), ("slag", "nämnd"),
            ("epost", "Kultur@Town.example"));
        var twice = await world.PostFormAsync(form, null, ("namn", "Kultur- och fritidsnämnden"), ("slag", "nämnd"),
            ("epost", "Kultur@Town.example"));

        Assert.Equal($"{Desk}/register/versioner/1?klart", saved.Leads);
        Assert.Equal(saved.Leads, twice.Leads);
        Assert.Contains("Kultur- och fritidsnämnden", (await world.OpenAsync($"{Desk}/enheter/kultur-och-fritidsnamnden")).Text);
    }

    [Fact]
    public async Task What_is_missing_or_taken_is_told_at_its_field()
    {
        await using var world = await StartAsync();
        var form = await world.OpenAsync($"{Desk}/ny-enhet");

        var refused = await world.PostFormAsync(form, null, ("namn", "Socialnämnden"), ("epost", "kim@@town.example"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal(["#epost", "#namn", "#slag"], refused.Document.QuerySelectorAll(".errors a").Select(link => link.GetAttribute("href"))
            .Order(StringComparer.Ordinal));
        Assert.Equal("kim@@town.example", refused.Document.QuerySelector("#epost")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_department_that_is_renamed_is_still_known_by_the_old_name()
    {
        await using var world = await StartAsync();
        var (form, other) = (await world.OpenAsync($"{Desk}/enheter/social/andra"), await world.OpenAsync($"{Desk}/enheter/social/andra"));

        var saved = await world.PostFormAsync(form, null, ("namn", "Vård- och omsorgsnämnden"));

        Assert.Equal(["Enhet Vård- och omsorgsnämnden | Namn | Socialnämnden | Vård- och omsorgsnämnden",
            "Enhet Vård- och omsorgsnämnden | Tidigare namn | – | Socialnämnden"], (await world.OpenAsync(saved.Location!)).Rows);
        Assert.Equal(HttpStatusCode.SeeOther, (await world.PostFormAsync(form, null, ("namn", "Vård- och omsorgsnämnden"))).Status);
        var late = await world.PostFormAsync(other, null, ("namn", "Omsorgsnämnden"));
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains("Nu står det: Vård- och omsorgsnämnden", late.Text);
        Assert.Equal(HttpStatusCode.OK, (await world.PostAsync("api/plans", SmallTown.Plan)).Status);
    }

    [Fact]
    public async Task Two_departments_become_a_new_one_that_takes_over_contacts_and_duties()
    {
        await using var world = await StartAsync();
        var form = await world.OpenAsync($"{Desk}/omorganisation?enhet=social");
        Assert.NotNull(form.Document.QuerySelector("#upphor-social[checked]"));

        var saved = await world.PostFormAsync(form, null, ("dag", "2026-02-01"), ("upphor", "social"), ("upphor", "housing"),
            ("namn", "Nämnden för omsorg och boende"), ("slag", "nämnd"));

        var changes = (await world.OpenAsync(saved.Location!)).Rows.ToList();
        Assert.Equal(["Enhet Nämnden för omsorg och boende | Ny | – | Nämnden för omsorg och boende",
            "Övergång 1 februari 2026 | Ny | – | 1 februari 2026"], changes);
        var contacts = await world.OpenAsync($"{Desk}/enheter/namnden-for-omsorg-och-boende");
        Assert.Equal(["social@town.example", "social.head@town.example", "housing@town.example"],
            contacts.Document.QuerySelectorAll("input[name$=epost]").Select(field => field.GetAttribute("value"))
                .Where(value => value != ""));
        await world.AdvanceToAsync(new DateOnly(2026, 2, 2), 9);
        Assert.Contains("Nämnden för omsorg och boende", (await world.OpenAsync($"{Desk}/planer/town")).Document
            .QuerySelector("section[aria-labelledby=uppdrag]")!.TextContent);
    }

    [Fact]
    public async Task A_department_that_takes_another_up_is_asked_before_and_after_the_day()
    {
        await using var world = await StartAsync();
        var form = await world.OpenAsync($"{Desk}/omorganisation");

        var saved = await world.PostFormAsync(form, null, ("dag", "2026-03-01"), ("upphor", "housing"), ("i-stallet", "social"));
        var twice = await world.PostFormAsync(form, null, ("dag", "2026-03-01"), ("upphor", "housing"), ("i-stallet", "social"));

        Assert.Equal((HttpStatusCode.SeeOther, saved.Leads), (twice.Status, twice.Leads));
        Assert.Equal(["Bostadsbolaget", "Kommunstyrelsen", "Socialnämnden"], await AskedAsync(world));
        await world.AdvanceToAsync(new DateOnly(2026, 3, 2), 9);
        Assert.Equal(["Kommunstyrelsen", "Socialnämnden"], await AskedAsync(world));
    }

    private static async Task<IEnumerable<string>> AskedAsync(TestWorld world) => (await world.OpenAsync($"{Desk}/planer/town")).Document
        .QuerySelectorAll("section[aria-labelledby=uppdrag] dt").Select(name => name.TextContent);

    [Fact]
    public async Task What_nobody_takes_over_is_listed_and_a_day_far_away_is_asked_about()
    {
        await using var world = await StartAsync();
        var form = await world.OpenAsync($"{Desk}/omorganisation");

        var refused = await world.PostFormAsync(form, null, ("dag", "2016-03-01"), ("upphor", "housing"));

        Assert.Equal(["#ingen", "#langt-bort"], refused.Document.QuerySelectorAll(".errors a").Select(link => link.GetAttribute("href"))
            .Order());
        Assert.StartsWith("Inget har sparats", refused.Document.QuerySelector(".errors")!.TextContent.Trim(), StringComparison.Ordinal);
        refused = await world.PostFormAsync(refused, null, ("dag", "2026-03-01"));
        Assert.Contains("Bostadsbolaget i Trygg stad: Ansvarig för 2:1. Medansvarig för 1:1.", refused.Text);
        Assert.Equal(HttpStatusCode.SeeOther, (await world.PostFormAsync(refused, null, ("ingen", "ja"))).Status);

        refused = await world.PostFormAsync(await world.OpenAsync($"{Desk}/omorganisation"), null, ("dag", "2016-03-01"),
            ("upphor", "board"), ("i-stallet", "social"));
        Assert.Equal(HttpStatusCode.SeeOther, (await world.PostFormAsync(refused, null, ("langt-bort", "ja"))).Status);
        Assert.Contains("från 1 mars 2016 svarar Socialnämnden", (await world.OpenAsync($"{Desk}/enheter")).Text);
    }

    [Theory]
    [InlineData("enheter/social/andra")]
    [InlineData("planer/town/atgarder/1:1")]
    [InlineData("planer/town/uppgifter")]
    [InlineData("kontakter")]
    public async Task Who_saves_without_a_change_is_told_so(string address)
    {
        await using var world = await StartAsync();

        var saved = await world.PostFormAsync(await world.OpenAsync($"{Desk}/{address}"), null);

        Assert.Equal(HttpStatusCode.SeeOther, saved.Status);
        Assert.Equal("Det fanns inget nytt att spara. Version 1 gäller.",
            (await world.OpenAsync(saved.Location!)).Document.QuerySelector("[role=status]")!.TextContent);
    }

    [Fact]
    public async Task A_department_that_has_been_taken_up_is_not_taken_up_once_more()
    {
        await using var world = await StartAsync();
        var form = await world.OpenAsync($"{Desk}/omorganisation");
        await world.PostFormAsync(form, null, ("dag", "2026-03-01"), ("upphor", "housing"), ("i-stallet", "social"));

        var again = await world.PostFormAsync(await world.OpenAsync($"{Desk}/omorganisation"), null, ("dag", "2026-03-01"),
            ("upphor", "housing"), ("i-stallet", "board"));

        Assert.Equal(HttpStatusCode.BadRequest, again.Status);
        Assert.Contains("Det står redan i registret: 1 mars 2026: Bostadsbolaget ersätts av Socialnämnden.",
            again.Document.QuerySelector(".errors")!.TextContent);
    }

    [Fact]
    public async Task A_day_that_cannot_be_meant_and_a_split_among_others_are_told()
    {
        await using var world = await StartAsync();
        var form = await world.OpenAsync($"{Desk}/omorganisation");

        foreach (var (day, heirs, field) in new[] { ("0001-01-01", "", "#dag"), ("2026-03-01", "board,social", "#i-stallet") })
        {
            var refused = await world.PostFormAsync(form, null, [("dag", day), ("upphor", "housing"), ("ingen", "ja"),
                .. heirs.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(heir => ("i-stallet", heir))]);
            Assert.Equal((HttpStatusCode.BadRequest, field), (refused.Status,
                refused.Document.QuerySelector(".errors a")!.GetAttribute("href")));
        }
    }

    [Fact]
    public async Task A_department_that_ends_without_an_heir_answers_until_the_day_before()
    {
        await using var world = await StartAsync();
        var form = await world.OpenAsync($"{Desk}/omorganisation");
        var refused = await world.PostFormAsync(form, null);
        Assert.Equal(["#dag", "#upphor", "#ingen"], refused
            .Document.QuerySelectorAll(".errors a").Select(link => link.GetAttribute("href")));

        await world.PostFormAsync(form, null, ("dag", "2026-02-01"), ("upphor", "housing"), ("ingen", "ja"));

        Assert.Contains("till 31 januari 2026", (await world.OpenAsync($"{Desk}/enheter/housing")).Text);
        // The page is from before: it is looked at again.
        var late = await world.PostFormAsync(form, null, ("dag", "2026-03-01"), ("upphor", "social"), ("ingen", "ja"));
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.NotNull(late.Document.QuerySelector("#upphor-social[checked]"));
    }

    [Fact]
    public async Task All_contacts_are_changed_in_one_table()
    {
        await using var world = await StartAsync();
        var form = await world.OpenAsync($"{Desk}/kontakter");
        Assert.Equal(["Bostadsbolaget", "Kommunstyrelsen", "Kommunstyrelsen", "Kommunstyrelsen", "Socialnämnden", "Socialnämnden"],
            form.Document.QuerySelectorAll("tbody th").Select(cell => cell.TextContent.Trim()));

        var saved = await world.PostFormAsync(form, null, ("kontakt-0-epost", "hus@town.example"), ("kontakt-2-epost", ""),
            ("kontakt-2-namn", ""), ("kontakt-6-enhet", "social"), ("kontakt-6-epost", "vik@town.example"), ("kontakt-6-roll", "Deputy"));

        Assert.Equal($"{Desk}/register/versioner/2?klart", saved.Leads);
        var changes = string.Join("\n", (await world.OpenAsync(saved.Location!)).Rows);
        Assert.Contains("housing@town.example | hus@town.example", changes);
        Assert.Contains("board.deputy@town.example | Borttagen", changes);
        Assert.Contains("vik@town.example | Ny", changes);
    }

    [Fact]
    public async Task An_update_that_would_be_lost_is_told_and_what_others_changed_elsewhere_stays()
    {
        await using var world = await StartAsync();
        var (mine, theirs) = (await world.OpenAsync($"{Desk}/kontakter"), await world.OpenAsync($"{Desk}/kontakter"));
        await world.PostFormAsync(theirs, null, ("kontakt-0-epost", "ny@town.example"), ("kontakt-1-epost", "ks@town.example"));

        var late = await world.PostFormAsync(mine, null, ("kontakt-0-epost", "annan@town.example"));

        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains("Kontakterna för Bostadsbolaget har ändrats", late.Document.QuerySelector(".errors")!.TextContent);
        Assert.Contains("ny@town.example", late.Document.QuerySelector(".earlier")!.TextContent);
        Assert.Equal("annan@town.example", late.Document.QuerySelector("#kontakt-0-epost")!.GetAttribute("value"));
        // Of what was not touched here, what the others made of it stays.
        Assert.Equal(HttpStatusCode.SeeOther, (await world.PostFormAsync(late, null)).Status);
        var after = Encoding.UTF8.GetString(await world.BytesAsync($"{Desk}/register.yaml"));
        Assert.Contains("annan@town.example", after);
        Assert.Contains("ks@town.example", after);
    }

    [Fact]
    public async Task Cells_out_of_a_spreadsheet_fill_the_table_and_nothing_is_saved_before_it_was_seen()
    {
        await using var world = await StartAsync();
        var form = await world.OpenAsync($"{Desk}/kontakter");

        var filled = await world.PostFormAsync(form, "fyll-i",
            ("klistrat", "Enhet\tKontaktperson\tE-post\tChef\tE-post chef\n"
                + "Socialnämnden\tKim Exempel\tkim@town.example\tAlex\talex@town.example\n"
                + "Räddningstjänsten\tSam\tsam@town.example\t\t\n"));

        Assert.Equal(HttpStatusCode.OK, filled.Status);
        var notice = filled.Document.QuerySelector("[role=status]")!.TextContent;
        Assert.Contains("Tabellen är ifylld för 1 enhet.", notice);
        Assert.Contains("”Räddningstjänsten” finns inte i registret.", notice);
        Assert.Equal(["kim@town.example", "alex@town.example"], filled.Document.QuerySelectorAll("tbody tr")
            .Where(row => row.QuerySelector("th")?.TextContent.Trim() == "Socialnämnden")
            .Select(row => row.QuerySelector("input[name$=epost]")!.GetAttribute("value")));
        Assert.DoesNotContain("kim@town.example", Encoding.UTF8.GetString(await world.BytesAsync($"{Desk}/register.yaml")));
        await world.PostFormAsync(filled, null);
        Assert.Contains("kim@town.example", Encoding.UTF8.GetString(await world.BytesAsync($"{Desk}/register.yaml")));
    }

    [Fact]
    public async Task Pasted_cells_replace_their_own_roles_alone_whatever_the_department_is_called_and_whatever_stands_in_them()
    {
        await using var world = await StartAsync();
        await world.PostAsync("api/departments", SmallTown.Departments.Replace("namn: Socialnämnden",
            "namn: Socialnämnden\n    tidigare namn: [Omsorgsnämnden]", StringComparison.Ordinal));
        var form = await world.OpenAsync($"{Desk}/kontakter");

        var filled = await world.PostFormAsync(form, "fyll-i", ("klistrat", "Enhet\tKontaktperson\tE-post\n"
            + "Socialnämnden\tKim \"K\" Exempel\tkim@town.example\nOmsorgsnämnden\tSam\tsam@town.example\n"
            + "Kommunstyrelsen\tLo\tlo@town.example\n"));

        Assert.Equal(HttpStatusCode.OK, filled.Status);
        Assert.Equal(["Bostadsbolaget housing@town.example", "Kommunstyrelsen board.deputy@town.example",
            "Kommunstyrelsen board.head@town.example", "Kommunstyrelsen lo@town.example", "Socialnämnden social.head@town.example",
            "Socialnämnden kim@town.example", "Socialnämnden sam@town.example"],
            filled.Document.QuerySelectorAll("tbody tr").Where(row => row.QuerySelector("th") != null).Select(row =>
                $"{row.QuerySelector("th")!.TextContent.Trim()} {row.QuerySelector("input[name$=epost]")!.GetAttribute("value")}"));
        Assert.Equal(HttpStatusCode.SeeOther, (await world.PostFormAsync(filled, null)).Status);
    }

    [Fact]
    public async Task What_was_typed_of_a_department_that_has_left_is_told_and_not_lost()
    {
        await using var world = await StartAsync();
        var form = await world.OpenAsync($"{Desk}/kontakter");
        await world.PostAsync("api/departments", SmallTown.Departments[..SmallTown.Departments.IndexOf("  - id: housing",
            StringComparison.Ordinal)]);

        var late = await world.PostFormAsync(form, null, ("kontakt-0-epost", "hus@town.example"));

        Assert.Equal(HttpStatusCode.BadRequest, late.Status);
        Assert.Contains(late.Document.QuerySelectorAll("input[name$=epost]"), field => field.GetAttribute("value") == "hus@town.example");
    }

    [Fact]
    public async Task The_table_says_who_has_a_link_and_whose_mail_did_not_arrive()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        world.SignIn();

        var rows = (await world.OpenAsync($"{Desk}/kontakter")).Document.QuerySelectorAll("tbody tr").ToList();

        Assert.Equal("Har en länk som gäller i ”Uppföljning 2025”.", rows[0].Children[^1].TextContent.Trim());
        // The head is told and has no link.
        Assert.Equal("", rows[3].Children[^1].TextContent.Trim());
        await world.PostFormAsync(await world.OpenAsync($"{Desk}/kontakter"), null, ("kontakt-0-epost", "ny@town.example"));
        var after = await world.OpenAsync($"{Desk}/kontakter");
        var close = after.Document.QuerySelector("section[aria-labelledby=tidigare] a")!;
        Assert.Contains("housing@town.example, Bostadsbolaget", close.ParentElement!.TextContent);
        await world.PostFormAsync(await world.OpenAsync(close.GetAttribute("href")!), null, ("ja", "ja"));
        Assert.Null((await world.OpenAsync($"{Desk}/kontakter")).Document.QuerySelector("section[aria-labelledby=tidigare]"));
    }

    private async Task<TestWorld> StartAsync()
    {
        var world = await TestWorld.StartAsync(storage);
        await world.ImportAsync();
        world.SignIn();
        return world;
    }
}
