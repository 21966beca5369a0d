using System.Net;
using AngleSharp.Dom;
using FollowUp.Departments;

namespace FollowUp.Tests.Coordinator;

public sealed class DepartmentDeskTests(TablesFixture storage)
{
    private const string Board = "/samordning/enheter/board";

    [Fact]
    public async Task A_contact_is_added_changed_and_ended_in_another_version_of_the_register()
    {
        await using var world = await StartAsync();

        var saved = await world.PostFormAsync(await world.OpenAsync(Board), null,
            ("kontakt-0-epost", "ny@town.example"), ("kontakt-1-till", "2026-01-31"), ("kontakt-3-roll", nameof(ContactRole.Security)),
            ("kontakt-3-epost", "trygg@town.example"), ("kontakt-3-namn", "Kim Exempel"));

        Assert.Equal((HttpStatusCode.SeeOther, $"{Board}?klart"), (saved.Status, saved.Leads));
        Assert.Contains("Kontakterna är sparade.", (await world.OpenAsync(saved.Location!)).Text);
        var register = SmallTown.ReadRegister((await world.GetAsync("api/departments/register.yaml")).Text).Register!;
        Assert.Equal(
        [
            new("contact", ContactRole.Contact, null, "ny@town.example", null, null),
            new("deputy", ContactRole.Deputy, null, "board.deputy@town.example", null, new DateOnly(2026, 1, 31)),
            new("head", ContactRole.Head, null, "board.head@town.example", null, null),
            new Contact("security", ContactRole.Security, "Kim Exempel", "trygg@town.example", null, null),
        ], register.Find("board")!.Contacts);
        Assert.Equal("social@town.example", register.Find("social")!.Contacts[0].Email);
        Assert.Contains("version 2 av registret", (await world.OpenAsync("/samordning/enheter")).Text);
    }

    [Fact]
    public async Task What_is_wrong_is_told_at_its_field_and_everything_typed_is_kept()
    {
        await using var world = await StartAsync();

        // The middle contact is removed, and the one below it moves up together with its faults.
        var page = await world.PostFormAsync(await world.OpenAsync(Board), null,
            ("kontakt-0-epost", "ingen adress"), ("kontakt-1-epost", ""), ("kontakt-2-fran", "2026-02-01"),
            ("kontakt-2-till", "2026-01-01"), ("kontakt-3-namn", "Kim Exempel"));

        Assert.Equal((HttpStatusCode.BadRequest, "Fel: Kontakter: Kommunstyrelsen – FollowUp"), (page.Status, page.Title));
        Assert.Equal(["#kontakt-0-epost", "#kontakt-1-till", "#kontakt-2-epost"],
            page.Document.QuerySelectorAll(".errors a").Select(link => link.GetAttribute("href")));
        Assert.All(page.Document.QuerySelectorAll(".errors a"), link =>
            Assert.Contains(link.TextContent, page.Document.QuerySelector(link.GetAttribute("href")!)!.ParentElement!.TextContent));
        Assert.Equal(["ingen adress", "board.head@town.example", "", "", ""],
            page.Document.QuerySelectorAll("[name$='-epost']").Select(field => field.GetAttribute("value")));
        Assert.Equal("Kim Exempel", page.Document.QuerySelector("[name='kontakt-2-namn']")!.GetAttribute("value"));

        var nobody = await world.PostFormAsync(await world.OpenAsync("/samordning/enheter/housing"), null, ("kontakt-0-epost", ""));
        Assert.Contains("Minst en måste vara kontaktperson", nobody.Document.QuerySelector(".errors")!.TextContent);
        Assert.Contains("version 1 av registret", (await world.OpenAsync("/samordning/enheter")).Text);
    }

    [Fact]
    public async Task Of_two_who_change_the_same_department_the_second_is_told_and_keeps_what_they_typed()
    {
        await using var world = await StartAsync();
        var mine = await world.OpenAsync(Board);
        var others = await world.OpenAsync("/samordning/enheter/social");
        Assert.Equal(HttpStatusCode.SeeOther,
            (await world.PostFormAsync(await world.OpenAsync(Board), null, ("kontakt-0-epost", "hennes@town.example"))).Status);

        var told = await world.PostFormAsync(mine, null, ("kontakt-0-epost", "min@town.example"));

        Assert.Equal(HttpStatusCode.Conflict, told.Status);
        Assert.Contains("Enhetens kontakter har ändrats", told.Document.QuerySelector(".errors")!.TextContent);
        Assert.Contains("hennes@town.example", told.Document.QuerySelector(".earlier")!.TextContent);
        Assert.Equal("min@town.example", told.Document.QuerySelector("[name='kontakt-0-epost']")!.GetAttribute("value"));
        // A change of another department's contacts is no conflict.
        Assert.Equal(HttpStatusCode.SeeOther, (await world.PostFormAsync(others, null, ("kontakt-0-epost", "soc@town.example"))).Status);
        // Posting again after the warning overwrites the other change.
        Assert.Equal(HttpStatusCode.SeeOther, (await world.PostFormAsync(told, null)).Status);
        var register = (await world.GetAsync("api/departments/register.yaml")).Text;
        Assert.Contains("min@town.example", register);
        Assert.Contains("soc@town.example", register);
        Assert.DoesNotContain("hennes@town.example", register);
    }

    [Fact]
    public async Task The_same_form_posted_twice_and_many_at_once_lose_nothing()
    {
        await using var world = await StartAsync();
        var form = await world.OpenAsync(Board);
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 4)
            .Select(_ => world.PostFormAsync(form, null, ("kontakt-0-epost", "ny@town.example")))), saved =>
            Assert.Equal(HttpStatusCode.SeeOther, saved.Status));

        var pages = new[]
        {
            await world.OpenAsync(Board), await world.OpenAsync("/samordning/enheter/social"),
            await world.OpenAsync("/samordning/enheter/housing"),
        };
        Assert.All(await Task.WhenAll(pages.Select((page, number) =>
            world.PostFormAsync(page, null, ("kontakt-0-epost", $"samtidig{number}@town.example")))), saved =>
            Assert.Equal(HttpStatusCode.SeeOther, saved.Status));

        var register = (await world.GetAsync("api/departments/register.yaml")).Text;
        Assert.All(Enumerable.Range(0, 3), number => Assert.Contains($"samtidig{number}@town.example", register));
    }

    [Fact]
    public async Task The_register_is_taken_in_and_given_out()
    {
        await using var world = await TestWorld.StartAsync(storage);
        world.SignIn();
        var empty = await world.OpenAsync("/samordning/enheter");
        Assert.Contains("Inga enheter är inlästa än.", empty.Text);

        Assert.Equal(HttpStatusCode.BadRequest, (await world.PostFormAsync(empty, "las-in", ("text", "enheter: []\nfel: 1"))).Status);
        var taken = await world.PostFormAsync(empty, "las-in", ("text", SmallTown.Departments));
        Assert.Equal("/samordning/enheter?klart", taken.Leads);

        Assert.Contains("Registret är inläst: 3 enheter.", (await world.OpenAsync(taken.Location!)).Text);
        Assert.Contains("namn: Bostadsbolaget", (await world.OpenAsync("/samordning/register.yaml")).Html);
        Assert.Contains("Bostadsbolaget", (await world.OpenAsync("/samordning/register.csv")).Html);
        Assert.Equal(HttpStatusCode.NotFound, (await world.OpenAsync("/samordning/enheter/unknown")).Status);
    }

    [Fact]
    public async Task A_register_without_a_department_that_is_there_now_is_taken_in_only_when_that_is_meant()
    {
        await using var world = await StartAsync();
        const string Other =
            "enheter:\n  - id: school\n    namn: Skolnämnden\n    slag: nämnd\n    kontakter: [{roll: kontaktperson, e-post: "
            + "school@town.example}]\n";

        var page = await world.PostFormAsync(await world.OpenAsync("/samordning/enheter"), "granska", ("text", Other));
        Assert.Contains("De här enheterna finns i registret nu men inte i filen: Bostadsbolaget, Kommunstyrelsen och Socialnämnden.",
            page.Text);
        page = await world.PostFormAsync(page, "las-in");
        Assert.Equal((HttpStatusCode.BadRequest, "#forsvinner"),
            (page.Status, page.Document.QuerySelector(".errors a")!.GetAttribute("href")));
        Assert.Contains("version 1 av registret", (await world.OpenAsync("/samordning/enheter")).Text);

        Assert.Equal(HttpStatusCode.SeeOther, (await world.PostFormAsync(page, "las-in", ("forsvinner", "ja"))).Status);
        Assert.Contains("version 2 av registret", (await world.OpenAsync("/samordning/enheter")).Text);
        // The page of a merged department names its successor.
        page = await world.PostFormAsync(await world.OpenAsync("/samordning/enheter"), "granska",
            ("text", Other.Replace("school\n", "school-2\n") + "övergångar:\n  - {datum: 2026-01-01, från: [school], till: [school-2]}\n"));
        Assert.DoesNotContain("finns i registret nu men inte i filen", page.Text);
    }

    [Fact]
    public async Task Who_took_in_or_changed_which_version_of_the_register_and_when_stands_on_its_page()
    {
        await using var world = await StartAsync();
        await world.AdvanceToAsync(new DateOnly(2026, 1, 12), 14);
        var form = await world.OpenAsync(Board);
        await world.PostFormAsync(form, null, ("kontakt-0-epost", "ny@town.example"));
        world.SignIn("Robin Exempel");
        await world.PostFormAsync(await world.OpenAsync("/samordning/enheter"), "las-in", ("text", SmallTown.Departments));

        var page = await world.OpenAsync("/samordning/enheter");

        Assert.Equal(
            [
                "3 | 12 januari 2026 kl. 14.00 | Robin Exempel | inklistrad-text, 1 anmärkning | Visa",
                "2 | 12 januari 2026 kl. 14.00 | Sam Exempel | Kontakter: Kommunstyrelsen | Visa",
                "1 | 9 januari 2026 kl. 09.00 | samordnaren | fil-utan-namn, 1 anmärkning |",
            ],
            page.Document.GetElementById("versioner")!.ParentElement!.QuerySelectorAll("tbody tr")
                .Select(row => string.Join(" | ", row.Children.Select(cell => cell.TextContent.Trim())).TrimEnd()));
    }

    private async Task<TestWorld> StartAsync()
    {
        var world = await TestWorld.StartAsync(storage);
        world.SignIn();
        await world.ImportAsync();
        return world;
    }
}
