using System.Net;
using AngleSharp.Dom;
using FollowUp.Plans;
using FollowUp.Rounds;

namespace FollowUp.Tests.Coordinator;

public sealed class DraftDeskTests(TablesFixture storage)
{
    private const string New = "/samordning/ny-omgang";
    private const string Draft = "/samordning/omgangar/town-2025/utkast";

    [Fact]
    public async Task A_round_is_drafted_with_what_is_usual_filled_in()
    {
        await using var world = await StartAsync();

        var form = await world.OpenAsync(New);
        // The next yearly round after 9 January 2026 opens on the following Monday.
        Assert.Equal(("2026-01-12", "2026-02-27", "2026-03-20", "Årlig uppföljning 2025", "2025", "samordnaren@kommunen.example"),
            (Value(form, "oppnas"), Value(form, "sista"), Value(form, "stangs"), Value(form, "titel"), Value(form, "period"),
                Value(form, "kontakt")));
        Assert.Equal(8, form.Document.QuerySelectorAll("fieldset.step").Length);
        var saved = await world.PostFormAsync(form, null, ("dnr", "KS 2025/1\r\n KS 2025/2 \r\n"), ("steg-5-slag", ""),
            ("steg-5-dagar", ""));

        Assert.Equal((HttpStatusCode.SeeOther, $"{Draft}?klart"), (saved.Status, saved.Leads));
        var round = (await world.GetJsonAsync("api/rounds/town-2025")).GetProperty("round");
        Assert.Equal(["KS 2025/1", "KS 2025/2"], round.GetProperty("diaryNumbers").EnumerateArray().Select(number => number.GetString()));
        Assert.Equal("reminder-14 reminder-3 overdue1 deputy4 head8",
            string.Join(" ", round.GetProperty("ladder").EnumerateArray()
            .Select(step => $"{step.GetProperty("kind")}{step.GetProperty("daysFromDeadline")}")));
        Assert.Contains((await world.GetJsonAsync("api/rounds/town-2025/trail")).EnumerateArray(), entry =>
            entry.GetProperty("what").GetString() == "roundDrafted" && entry.GetProperty("who").GetString() == "Sam Exempel");
        var page = await world.OpenAsync(saved.Location!);
        Assert.Contains("Omgången är sparad.", page.Text);
        Assert.Contains("Årlig uppföljning av planen ”Trygg stad”, 2025. Öppnas måndagen den 12 januari 2026.", page.Text);
        Assert.Contains("Inbjudan går till 3 enheter.", page.Text);
        // The next round gets another id.
        Assert.Equal("/samordning/omgangar/town-2025-2/utkast?klart", (await world.PostFormAsync(form, null)).Leads);
    }

    [Fact]
    public async Task What_is_wrong_is_told_first_and_at_its_field_and_everything_typed_is_kept()
    {
        await using var world = await StartAsync();

        var page = await world.PostFormAsync(await world.OpenAsync(New), null,
            ("titel", " "), ("oppnas", "i morgon"), ("sista", "2026-02-27"), ("stangs", ""), ("kontakt", "ingen"), ("beteckning", "Å"),
            ("dnr", new string('x', 300)),
            ("steg-0-dagar", "många"), ("steg-6-dagar", "5"));

        Assert.Equal((HttpStatusCode.BadRequest, "Fel: Ny omgång – FollowUp"), (page.Status, page.Title));
        Assert.True(page.Document.QuerySelector("main")!.FirstElementChild!.HasAttribute("autofocus"));
        var links = page.Document.QuerySelectorAll(".errors a").ToDictionary(link => link.GetAttribute("href")!, link => link.TextContent);
        Assert.Equal(
            ["#beteckning", "#dnr", "#kontakt", "#oppnas", "#stangs", "#steg-0-dagar", "#steg-6-slag", "#titel"],
            links.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("”i morgon” är inget datum. Skriv som 2026-01-31.", links["#oppnas"]);
        Assert.Equal("”ingen”. Skriv en e-postadress, till exempel namn@kommunen.example.", links["#kontakt"]);
        Assert.All(links, link => Assert.Contains(link.Value, page.Document.QuerySelector(link.Key)!.ParentElement!.TextContent));
        Assert.Equal(("i morgon", "ingen", "Å", "många"),
            (Value(page, "oppnas"), Value(page, "kontakt"), Value(page, "beteckning"), Value(page, "steg-0-dagar")));
        Assert.Equal(new string('x', 300), page.Document.QuerySelector("#dnr")!.TextContent.Trim());
        Assert.Equal(0, (await world.GetJsonAsync("api/rounds")).GetArrayLength());

        var planless = await world.PostFieldsAsync(New,
            TestWorld.Fields(await world.OpenAsync(New), null).Where(field => field.Key != "planer"));
        Assert.Equal(["#planer"], planless.Document.QuerySelectorAll(".errors a").Select(link => link.GetAttribute("href")));

        var mended = await world.PostFormAsync(page, null, ("titel", "Uppföljning"), ("oppnas", "2026-03-01"), ("stangs", "2026-02-01"),
            ("kontakt", "sam@town.example"), ("beteckning", ""), ("dnr", ""),
            ("steg-0-dagar", "14"), ("steg-0-sida", "efter"), ("steg-6-dagar", ""));
        Assert.Equal(["#sista", "#stangs", "#steg-0-slag"],
            mended.Document.QuerySelectorAll(".errors a").Select(link => link.GetAttribute("href")));
        Assert.Contains("Sista svarsdag är före öppningsdagen.", mended.Text);
    }

    [Fact]
    public async Task The_usual_of_another_kind_is_filled_in_on_request_and_nothing_is_saved()
    {
        await using var world = await StartAsync();

        var page = await world.PostFormAsync(await world.OpenAsync(New), "foresla", ("slag", nameof(RoundKind.HalfYear)),
            ("dnr", "KS 2026/1"));

        Assert.Equal((HttpStatusCode.OK, "Halvårsuppföljning 2026", "2026-08-17"),
            (page.Status, Value(page, "titel"), Value(page, "oppnas")));
        Assert.Equal("KS 2026/1", page.Document.QuerySelector("#dnr")!.TextContent.Trim());
        Assert.Equal(("4", "efter"), (Value(page, "steg-3-dagar"),
            page.Document.QuerySelector("#steg-3-sida option[selected]")!.GetAttribute("value")));
        Assert.Equal(0, (await world.GetJsonAsync("api/rounds")).GetArrayLength());
        var consultation = await world.PostFormAsync(page, "foresla", ("slag", nameof(RoundKind.Consultation)));
        var saved = await world.PostFormAsync(consultation, null);
        Assert.Equal("/samordning/omgangar/town-2026/utkast?klart", saved.Leads);
        var draft = await world.OpenAsync(saved.Location!);
        Assert.Contains("Samråd om ”Trygg stad”, ", draft.Text);
        Assert.Contains("Frågor om helheten och om varje del.", draft.Text);
    }

    [Fact]
    public async Task A_draft_is_changed_with_a_row_in_the_trail_and_the_second_of_two_is_told()
    {
        await using var world = await StartAsync();
        Assert.Equal(HttpStatusCode.Created, (await world.PostAsync("api/rounds", SmallTown.Round)).Status);
        var (mine, theirs) = (await world.OpenAsync($"{Draft}/andra"), await world.OpenAsync($"{Draft}/andra"));
        Assert.Equal("KS 2025/1", mine.Document.QuerySelector("#dnr")!.TextContent.Trim());
        Assert.Null(mine.Document.QuerySelector("#beteckning"));

        Assert.Equal($"{Draft}?klart", (await world.PostFormAsync(theirs, null, ("sista", "2026-02-20"))).Leads);
        var told = await world.PostFormAsync(mine, null, ("sista", "2026-02-25"));

        Assert.Equal((HttpStatusCode.Conflict, "Fel: Ändra Uppföljning 2025 – FollowUp"), (told.Status, told.Title));
        Assert.Contains("fredagen den 20 februari 2026", told.Document.QuerySelector(".earlier")!.TextContent);
        Assert.Equal("2026-02-25", Value(told, "sista"));
        // A form that is posted twice counts once.
        Assert.Equal($"{Draft}?klart", (await world.PostFormAsync(told, null)).Leads);
        Assert.Equal($"{Draft}?klart", (await world.PostFormAsync(told, null)).Leads);
        Assert.Equal("2026-02-25", (await world.GetJsonAsync("api/rounds/town-2025")).GetProperty("round").GetProperty("deadline")
            .GetString());
        Assert.Equal(2, (await world.GetJsonAsync("api/rounds/town-2025/trail")).EnumerateArray()
            .Count(entry => entry.GetProperty("what").GetString() == "draftChanged"));
    }

    [Fact]
    public async Task A_draft_is_opened_only_as_it_was_seen()
    {
        await using var world = await StartAsync();
        await world.PostAsync("api/rounds", SmallTown.Round);
        var open = await world.OpenAsync("/samordning/omgangar/town-2025/gor/oppna");
        await world.PostFormAsync(await world.OpenAsync($"{Draft}/andra"), null, ("sista", "2026-02-20"));

        var told = await world.PostFormAsync(open, null, ("ja", "ja"));

        Assert.Equal(HttpStatusCode.Conflict, told.Status);
        Assert.Contains("Någon har ändrat omgången sedan du öppnade sidan.", told.Text);
        Assert.Equal("draft", (await world.GetJsonAsync("api/rounds/town-2025")).GetProperty("round").GetProperty("state").GetString());
        Assert.Equal(HttpStatusCode.SeeOther,
            (await world.PostFormAsync(await world.OpenAsync("/samordning/omgangar/town-2025/gor/oppna"), null, ("ja", "ja"))).Status);
    }

    [Fact]
    public async Task A_new_draft_posted_twice_or_twice_at_once_is_one_draft()
    {
        await using var world = await StartAsync();
        var form = await world.OpenAsync(New);

        var done = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.PostFormAsync(form, null)));
        var again = await world.PostFormAsync(form, null);

        Assert.All(done.Append(again), page => Assert.Equal((HttpStatusCode.SeeOther, done[0].Leads), (page.Status, page.Leads)));
        Assert.Single((await world.GetJsonAsync("api/rounds")).EnumerateArray());
    }

    [Fact]
    public async Task A_draft_is_given_up_and_nobody_hears_of_it()
    {
        await using var world = await StartAsync();
        await world.PostAsync("api/rounds", SmallTown.Round);
        var page = await world.OpenAsync(Draft);
        await world.PostFormAsync(page, page.Document.QuerySelector("form")!, null, ("nyckelperson", "Robin Exempel"));
        page = await world.OpenAsync(Draft);
        var shared = new Uri(page.Document.QuerySelector("#lankar ~ .earlier a")!.GetAttribute("href")!).AbsolutePath;
        var act = page.Document.QuerySelector("a[href$='/gor/avbryt']")!.GetAttribute("href")!;

        Assert.Equal(HttpStatusCode.BadRequest, (await world.PostFormAsync(await world.OpenAsync(act), null, ("ja", "ja"))).Status);
        var done = await world.PostFormAsync(await world.OpenAsync(act), null, ("reason", "Fel plan."), ("ja", "ja"));

        var board = await world.OpenAsync(done.Location!);
        Assert.Contains("Omgången avbröts", board.Text);
        Assert.Contains("Fel plan.", board.Text);
        Assert.Contains("Avbruten", (await world.OpenAsync("/samordning")).Text);
        Assert.Contains("Uppföljning 2025 blir inte av.", (await world.OpenAsync(shared)).Text);
        Assert.Equal(HttpStatusCode.Conflict, (await world.OpenAsync("/samordning/omgangar/town-2025/gor/oppna")).Status);
        await world.AdvanceToAsync(new DateOnly(2026, 1, 20), 9);
        Assert.Empty(world.Mails);
    }

    [Theory]
    [InlineData("ny")]
    [InlineData("ny-omgang")]
    public async Task A_round_may_be_called_as_a_page_is(string id)
    {
        await using var world = await StartAsync();
        await world.PostAsync("api/rounds", SmallTown.Round.Replace(SmallTown.RoundId, id));

        Assert.Equal($"/samordning/omgangar/{id}/utkast", (await world.OpenAsync($"/samordning/omgangar/{id}")).Location);
        Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync($"api/rounds/{id}/open", "")).Status);
        Assert.Equal("Uppföljning 2025 – FollowUp", (await world.OpenAsync($"/samordning/omgangar/{id}")).Title);
    }

    [Fact]
    public async Task A_draft_takes_in_a_newer_version_of_its_plan_when_it_is_asked_to()
    {
        await using var world = await StartAsync();
        await world.PostAsync("api/rounds", SmallTown.Round);
        Assert.DoesNotContain("nyare version", (await world.OpenAsync(Draft)).Text);
        Assert.DoesNotContain("får ingen enkät", (await world.OpenAsync(Draft)).Text);
        Assert.Equal(HttpStatusCode.OK, (await world.PostAsync("api/departments", SmallTown.Departments + "\n" + """
              - id: rescue
                namn: Räddningstjänsten
                slag: förvaltning
                kontakter: [{ roll: kontaktperson, e-post: rescue@town.example }]
            """)).Status);
        Assert.Contains("1 enhet i registret har inget i planerna och får ingen enkät: Räddningstjänsten.",
            (await world.OpenAsync(Draft)).Text);
        await world.PostAsync("api/plans", SmallTown.Plan.Replace("Sprida information", "Sprida kunskap"));
        Assert.Contains("Det finns en nyare version av Trygg stad än den som omgången frågar om (version 1).",
            (await world.OpenAsync(Draft)).Text);

        // It keeps the version that it has, whatever else is changed of it.
        Assert.Equal(HttpStatusCode.SeeOther, (await world.PostFormAsync(await world.OpenAsync($"{Draft}/andra"), null)).Status);

        Assert.Contains("nyare version", (await world.OpenAsync(Draft)).Text);
        Assert.Contains("Sprida information", (await world.OpenAsync($"{Draft}/enheter/social")).Text);
        var page = await world.OpenAsync(Draft);
        var button = page.Document.QuerySelector($"form[action='{Draft}/planer']")!;
        var taken = await world.PostFormAsync(page, button, null);
        Assert.Equal((HttpStatusCode.SeeOther, $"{Draft}?klart"), (taken.Status, taken.Leads));
        Assert.Contains("Sprida kunskap", (await world.OpenAsync($"{Draft}/enheter/social")).Text);
        Assert.Equal(HttpStatusCode.NotFound, (await world.OpenAsync($"{Draft}/enheter/unknown")).Status);
        Assert.DoesNotContain("nyare version", (await world.OpenAsync(Draft)).Text);
        Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync($"api/rounds/{SmallTown.RoundId}/open", "")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await world.PostFormAsync(page, button, null)).Status);
    }

    [Fact]
    public async Task Key_persons_get_links_comment_and_lose_them_again()
    {
        await using var world = await StartAsync();
        await world.PostAsync("api/rounds", SmallTown.Round);

        var page = await world.OpenAsync(Draft);
        var nameless = await world.PostFormAsync(page, page.Document.QuerySelector("form")!, null);
        Assert.Equal((HttpStatusCode.BadRequest, "Fel: Förberedd: Uppföljning 2025 – FollowUp"), (nameless.Status, nameless.Title));
        Assert.Equal($"{Draft}#lankar",
            (await world.PostFormAsync(page, page.Document.QuerySelector("form")!, null, ("nyckelperson", "Robin Exempel"))).Location);
        page = await world.OpenAsync(Draft);
        var address = new Uri(page.Document.QuerySelector("#lankar ~ .earlier a")!.GetAttribute("href")!).AbsolutePath;
        await world.PostFormAsync(await world.OpenAsync(address), null, ("kommentar", "Bra frågor."));
        Assert.Contains("Bra frågor.", (await world.OpenAsync(Draft)).Text);
        Assert.Contains("Uppföljning 2025 av planen ”Trygg stad”: 1 kommentar på utkastet.", (await world.OpenAsync("/samordning")).Text);

        Assert.Equal(HttpStatusCode.SeeOther, (await world.PostFormAsync(page, page.Document.QuerySelectorAll("form")[0], null)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await world.OpenAsync(address)).Status);
        page = await world.OpenAsync(Draft);
        Assert.Contains("Robin Exempel hade en länk som är återkallad.", page.Text);
        var again = await world.PostFormAsync(page, page.Document.QuerySelectorAll("form").Last(), null, ("nyckelperson", "Robin Exempel"));
        Assert.Contains("länk som är återkallad. Skriv namnet på ett annat sätt", again.Text);
    }

    [Fact]
    public async Task What_was_typed_for_a_draft_that_was_opened_meanwhile_is_shown_back()
    {
        await using var world = await StartAsync();
        await world.PostAsync("api/rounds", SmallTown.Round);
        var form = await world.OpenAsync($"{Draft}/andra");
        await world.PostAsync("api/rounds/town-2025/open", "");

        var late = await world.PostFormAsync(form, null, ("titel", "Nytt namn"));

        Assert.Equal((HttpStatusCode.Conflict, "Fel: Omgången har redan öppnats – FollowUp"), (late.Status, late.Title));
        Assert.Contains("Nytt namn", late.Document.QuerySelectorAll(".typed").Select(typed => typed.TextContent));
        Assert.Equal((HttpStatusCode.SeeOther, "/samordning/omgangar/town-2025"),
            ((await world.OpenAsync(Draft)).Status, (await world.OpenAsync(Draft)).Location));
        Assert.Equal(HttpStatusCode.NotFound, (await world.OpenAsync("/samordning/omgangar/unknown/utkast")).Status);
    }

    [Fact]
    public async Task The_overview_says_what_is_to_be_done_and_leads_there()
    {
        await using var world = await TestWorld.StartAsync(storage);
        world.SignIn();
        Assert.Equal(["/samordning/enheter", "/samordning/planer", New], Links(await world.OpenAsync("/samordning"), "ol.tasks a"));
        await world.PostAsync("api/departments", SmallTown.Departments);
        await world.PostAsync("api/plans", SmallTown.Plan.Replace("titel: Trygg stad", "titel: Trygg stad\nuppföljning: [årlig]"));

        var overview = await world.OpenAsync("/samordning");
        Assert.Contains("Årlig uppföljning 2025 av planen ”Trygg stad”.", overview.Text);
        var due = await world.OpenAsync(Links(overview, "#att-gora ~ ul a")[0]);
        Assert.Equal(("town-2025", "2026-01-12"), (Value(due, "beteckning"), Value(due, "oppnas")));
        await world.PostFormAsync(due, null);
        await world.AdvanceToAsync(new DateOnly(2026, 1, 12), 9);
        overview = await world.OpenAsync("/samordning");
        Assert.Contains("Årlig uppföljning 2025 av planen ”Trygg stad” ska öppnas i dag.", overview.Text);
        Assert.Contains(Draft, Links(overview, "#att-gora ~ ul a"));
        await world.PostAsync("api/rounds/town-2025/open", "");
        Assert.DoesNotContain("town-2025", string.Join(" ", Links(await world.OpenAsync("/samordning"), "#att-gora ~ ul a")));
        await world.AdvanceToAsync(new DateOnly(2026, 2, 26), 9);
        Assert.Contains("Årlig uppföljning 2025: 3 enheter har inte skickat in något, och sista svarsdagen är i morgon.",
            (await world.OpenAsync("/samordning")).Text);
        await world.AdvanceToAsync(new DateOnly(2026, 3, 14), 9);
        overview = await world.OpenAsync("/samordning");
        Assert.Contains("stängs fredagen den 20 mars 2026.", overview.Text);
        Assert.Contains("/samordning/omgangar/town-2025", Links(overview, "#att-gora ~ ul a"));
        await world.AdvanceToAsync(new DateOnly(2026, 3, 24), 9);
        Assert.Contains("Årlig uppföljning 2025: Läs rapporten", (await world.OpenAsync("/samordning")).Text);
        await world.AdvanceToAsync(new DateOnly(2026, 4, 24), 9);
        Assert.DoesNotContain("Läs rapporten", (await world.OpenAsync("/samordning")).Text);
    }

    private static List<string> Links(TestPage page, string selector) =>
        page.Document.QuerySelectorAll(selector).Select(link => link.GetAttribute("href")!).ToList();

    private static string? Value(TestPage page, string field) => page.Document.QuerySelector($"[name='{field}']")!.GetAttribute("value");

    private async Task<TestWorld> StartAsync()
    {
        var world = await TestWorld.StartAsync(storage);
        world.SignIn();
        await world.ImportAsync();
        return world;
    }
}
