using System.Net;
using AngleSharp.Dom;

namespace FollowUp.Tests.Coordinator;

/// <summary>What a coordinator says of how a plan is followed up, at the desk.</summary>
public sealed class PlanActTests(TablesFixture storage)
{
    private const string Plan = "/samordning/planer/town";
    private const string New = "/samordning/ny-omgang";

    // Three years old when it is read in, in the middle of the mandate period 2023–2026.
    private static readonly string OldPlan = SmallTown.Plan.Replace("från: 2024-01-01", "från: 2022-06-01")
        .Replace("till: 2027-12-31", "till: 2027-12-31\nuppföljning: [årlig, halvår, mandatperiod]\nlagstadgad: ja");

    [Fact]
    public async Task A_municipality_that_begins_in_the_middle_of_a_mandate_period_is_accused_of_nothing()
    {
        await using var world = await StartAsync();

        var overview = (await world.OpenAsync("/samordning")).Text;
        var page = await world.OpenAsync(Plan);
        var calendar = (await world.GetJsonAsync("api/calendar?from=2020-01-01&to=2026-06-30")).EnumerateArray().ToList();
        await world.AdvanceToAsync(new DateOnly(2025, 6, 10), 12);

        Assert.All(new[] { overview, page.Text }, text => Assert.DoesNotMatch("[Ss]aknas|skulle ha|inte gjort", text));
        Assert.Contains("Bevakas inte. Planen lästes in senare.", Row(page, "2024"));
        Assert.Contains("Bevakas inte. Planen lästes in senare.", Row(page, "Mandatperioden 2023–2026"));
        Assert.Contains("Planen lästes in 4 juni 2025, och FollowUp bevakar den från den dagen.", page.Text);
        Assert.Equal(["första halvåret 2025", "2025"], calendar.Where(entry => entry.GetProperty("what").GetString() == "round")
            .Select(entry => entry.GetProperty("period").GetString()));
        Assert.DoesNotContain(calendar, entry => entry.TryGetProperty("status", out var status) && status.GetString() == "missed");
        Assert.DoesNotContain(world.Mails, mail => mail.Subject.Contains("har inte gjorts", StringComparison.Ordinal));
        Assert.DoesNotContain("innan planen lästes in", string.Join(" ", Offered(await world.OpenAsync(New), "2025")));
        Assert.Contains("från tiden innan planen lästes in", string.Join(" ", Offered(await world.OpenAsync(New), "2024")));

        // Nor does the report say so.
        await OpenAndCloseAsync(world);
        var report = (await world.GetAsync("api/rounds/town-2025/report.json")).Text;
        Assert.DoesNotContain("skulle ha följts upp", report);
        Assert.DoesNotContain("utanför FollowUp", report);
    }

    [Fact]
    public async Task Two_follow_ups_that_were_made_before_are_seen_in_the_history_and_count()
    {
        await using var world = await StartAsync();

        foreach (var (period, day, number) in new[]
            { ("Annual-2023-2023", "2024-03-12", "KS 2024/12"), ("Annual-2024-2024", "2025-03-14", "KS 2025/9") })
        {
            var done = await DoAsync(world, "utanfor", ("avser", period), ("dag", day), ("dnr", number), ("rapport", "kommunens diarium"));
            Assert.Contains("Uppföljningen är registrerad.", (await world.OpenAsync(done.Location!)).Text);
        }
        // Posted twice, it is registered once.
        await DoAsync(world, "utanfor", ("avser", "Annual-2024-2024"), ("dag", "2025-03-14"), ("dnr", "KS 2025/9"),
            ("rapport", "kommunens diarium"));

        var page = await world.OpenAsync(Plan);
        Assert.Contains("Följdes upp utanför FollowUp, klar 14 mars 2025, dnr KS 2025/9. Rapporten finns: kommunens diarium.",
            Row(page, "2024"));
        Assert.Equal(2, page.Document.QuerySelectorAll("li").Count(item => item.TextContent.Contains("Registrerad av Sam Exempel")));
        Assert.Contains("Uppföljning utanför FollowUp registrerad (2024, klar 14 mars 2025", page.Text);
        Assert.Contains("2024 – finns: gjordes utanför FollowUp, klar 14 mars 2025", Offered(await world.OpenAsync(New), "2024"));
        // The law's two years go on from there.
        Assert.Contains((await world.GetJsonAsync("api/calendar?from=2027-03-14&to=2027-03-14")).EnumerateArray(), entry =>
            entry.GetProperty("kind").GetString() == "statutory");

        await OpenAndCloseAsync(world);
        var report = (await world.OpenAsync("/samordning/omgangar/town-2025/rapport/1")).Text;
        var json = (await world.GetAsync("api/rounds/town-2025/report.json")).Text;
        Assert.Contains("Uppföljningar som gjordes utanför FollowUp", report + json);
        Assert.Contains("KS 2024/12", report + json);
        await DoAsync(world, "ta-bort-uppfoljning", ("avser", (await world.OpenAsync($"{Plan}/gor/ta-bort-uppfoljning")).Document
            .QuerySelector("input[name=avser]")!.GetAttribute("value")!));
        Assert.Contains("Bevakas inte", Row(await world.OpenAsync(Plan), "2023"));
    }

    [Fact]
    public async Task What_is_wrong_with_a_registration_is_told_at_its_field()
    {
        await using var world = await StartAsync();

        foreach (var (field, value, error) in new[]
        {
            ("avser", "Annual-2031-2031", "Välj en period."), ("dag", "", "Ange vilken dag uppföljningen blev klar."),
            ("dag", "i går", "”i går” är inget datum. Skriv som 2026-01-31."),
            ("dag", "2025-12-24", "Dagen ska ligga efter periodens början och får inte vara senare än i dag."),
            ("rapport", " ", "Skriv var rapporten finns."),
        })
        {
            var filled = new Dictionary<string, string>
            {
                ["avser"] = "Annual-2024-2024",
                ["dag"] = "2025-03-14",
                ["rapport"] = "diariet",
                [field] = value,
            };
            var told = await DoAsync(world, "utanfor", [.. filled.Select(one => (one.Key, one.Value))]);

            Assert.Equal(HttpStatusCode.BadRequest, told.Status);
            Assert.Equal(($"#{field}", error), told.Document.QuerySelectorAll(".errors a")
                .Select(link => (link.GetAttribute("href"), link.TextContent.Trim())).Single());
        }
        Assert.Contains("Bevakas inte", Row(await world.OpenAsync(Plan), "2024"));
    }

    [Fact]
    public async Task The_coordinator_may_have_FollowUp_look_back()
    {
        await using var world = await StartAsync();
        var theirs = await world.OpenAsync($"{Plan}/gor/se-tillbaka");

        await DoAsync(world, "se-tillbaka", ("dag", "2024-12-31"));

        var page = await world.OpenAsync(Plan);
        Assert.Contains("Saknas", Row(page, "2024"));
        Assert.Contains("Bevakas inte", Row(page, "2023"));
        Assert.Contains("Uppföljningen för 2024 ska vara avslutad senast", (await world.GetAsync("api/calendar")).Text);
        // The second of two is told; posted twice, it is done.
        var told = await world.PostFormAsync(theirs, null, ("dag", "2023-12-31"));
        Assert.Contains("Dagen har ändrats", told.Text);
        Assert.Equal(HttpStatusCode.SeeOther, (await world.PostFormAsync(theirs, null, ("dag", "2024-12-31"))).Status);
        await DoAsync(world, "se-tillbaka", ("dag", ""));
        Assert.Contains("Bevakas inte", Row(await world.OpenAsync(Plan), "2024"));
    }

    [Fact]
    public async Task A_task_of_the_calendar_is_dismissed_with_a_reason_and_taken_up_again()
    {
        await using var world = await StartAsync();
        // The night before the morning on which the calendar would draft it.
        await world.Local.Emulator.VirtualClock!.AdvanceToAsync(new DateTimeOffset(2025, 7, 21, 1, 0, 0, TimeSpan.Zero),
            TestContext.Current.CancellationToken);
        const string task = "Halvårsuppföljning 2025 av planen ”Trygg stad”";
        var overview = await world.OpenAsync("/samordning");
        Assert.Contains(task, overview.Text);
        var dismiss = overview.Document.QuerySelector("#att-gora ~ ul a[href*='/gor/avfarda']")!.GetAttribute("href")!;

        var silent = await world.PostFormAsync(await world.OpenAsync(dismiss), null);
        Assert.Equal(["#reason"], silent.Document.QuerySelectorAll(".errors a").Select(link => link.GetAttribute("href")));
        var done = await world.PostFormAsync(silent, null, ("reason", "Nämnden följer upp i årsbokslutet."));

        var page = await world.OpenAsync(done.Location!);
        Assert.Contains("Uppgiften är avfärdad.", page.Text);
        Assert.Contains("Skäl: Nämnden följer upp i årsbokslutet. Avfärdad av Sam Exempel", page.Text);
        Assert.DoesNotContain(task, (await world.OpenAsync("/samordning")).Text);
        // Nor does the calendar draft it or write about it.
        await world.AdvanceToAsync(new DateOnly(2025, 7, 23), 12);
        Assert.Equal(0, (await world.GetJsonAsync("api/rounds")).GetArrayLength());
        Assert.Empty(world.Mails);

        await DoAsync(world, "ta-upp", ("uppgift", (await world.OpenAsync($"{Plan}/gor/ta-upp")).Document
            .QuerySelector("input[name=uppgift]")!.GetAttribute("value")!));
        Assert.Contains(task, (await world.OpenAsync("/samordning")).Text);
    }

    [Fact]
    public async Task The_task_to_read_the_report_goes_when_the_report_has_been_assessed()
    {
        await using var world = await StartAsync();
        await OpenAndCloseAsync(world);
        const string task = "Läs rapporten";
        Assert.Contains(task, (await world.OpenAsync("/samordning")).Text);

        var report = await world.OpenAsync("/samordning/omgangar/town-2025/rapport");
        var box = report.Document.QuerySelectorAll("form").First(one => one.QuerySelector("[name=before]") != null);
        Assert.Equal(HttpStatusCode.SeeOther, (await world.PostFormAsync(report, box, null, ("text", "Bra."))).Status);

        Assert.DoesNotContain(task, (await world.OpenAsync("/samordning")).Text);
        Assert.DoesNotContain(task, (await world.OpenAsync("/samordning/omgangar/town-2025")).Text);
    }

    [Fact]
    public async Task A_plan_is_withdrawn_while_no_round_uses_it_and_put_away_after_that()
    {
        await using var world = await StartAsync();

        await DoAsync(world, "dra-in");
        Assert.Contains("Planen är indragen. Den lästes in av misstag och räknas inte.", (await world.OpenAsync(Plan)).Text);
        Assert.Equal(0, (await world.GetJsonAsync("api/plans")).GetArrayLength());
        Assert.Equal(0, (await world.GetJsonAsync("api/calendar")).GetArrayLength());
        var plans = await world.OpenAsync("/samordning/planer");
        Assert.Equal("indragen", plans.Document.QuerySelector("#ovriga ~ ul li")!.TextContent.Split(',')[1].Trim());
        Assert.Contains("är undanlagd eller indragen", (await world.PostAsync("api/rounds", SmallTown.Round)).Text);
        await DoAsync(world, "ta-i-bruk");
        Assert.Equal(1, (await world.GetJsonAsync("api/plans")).GetArrayLength());
        // Read in once more, it is in use as well.
        await DoAsync(world, "dra-in");
        Assert.Equal(HttpStatusCode.OK, (await world.PostAsync("api/plans", OldPlan)).Status);
        Assert.Equal(1, (await world.GetJsonAsync("api/plans")).GetArrayLength());

        await OpenAndCloseAsync(world);
        var refused = await world.OpenAsync($"{Plan}/gor/dra-in");
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("Du kan lägga undan den i stället.", refused.Text);
        Assert.DoesNotContain(Links(await world.OpenAsync(Plan)), link => link!.EndsWith("/dra-in", StringComparison.Ordinal));
        await DoAsync(world, "lagg-undan");
        Assert.Empty((await world.GetJsonAsync("api/calendar")).EnumerateArray());
        Assert.Contains("Det finns ingen plan att fråga om än.", (await world.OpenAsync(New)).Text);
        Assert.Equal(HttpStatusCode.OK, (await world.GetAsync("api/rounds/town-2025/report.json")).Status);
        await DoAsync(world, "ta-i-bruk");
        Assert.NotEmpty((await world.GetJsonAsync("api/calendar")).EnumerateArray());
        Assert.Contains("Planen undanlagd", (await world.OpenAsync(Plan)).Text);
    }

    [Fact]
    public async Task An_earlier_version_of_a_plan_and_of_the_register_comes_back_as_a_new_one()
    {
        await using var world = await StartAsync();
        Assert.Equal(HttpStatusCode.Conflict, (await world.OpenAsync($"{Plan}/aterstall")).Status);
        await world.PostAsync("api/plans", OldPlan.Replace("Trygg stad", "Otrygg stad"));
        var theirs = await world.OpenAsync($"{Plan}/aterstall");

        var done = await world.PostFormAsync(theirs, null, ("version", "1"));

        Assert.Contains("Den tidigare versionen gäller igen, som version 3.", (await world.OpenAsync(done.Location!)).Text);
        Assert.StartsWith("Trygg stad", (await world.OpenAsync(Plan)).Title);
        Assert.Contains("Samma innehåll som version 1", (await world.OpenAsync(Plan)).Text);
        // Posted twice it is done; another version meanwhile is told.
        Assert.Equal(HttpStatusCode.SeeOther, (await world.PostFormAsync(theirs, null, ("version", "1"))).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await world.PostFormAsync(theirs, null, ("version", "2"))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await world.PostFormAsync(theirs, null, ("version", "9"))).Status);

        const string register = "/samordning/register/aterstall";
        await world.PostAsync("api/departments", SmallTown.Departments + "\n  - id: new\n    namn: Nya nämnden\n    slag: nämnd\n"
            + "    kontakter: [{ roll: funktionsbrevlåda, e-post: new@town.example }]\n");
        var form = await world.OpenAsync(register);
        var asked = await world.PostFormAsync(form, null, ("version", "1"));
        Assert.Equal(HttpStatusCode.BadRequest, asked.Status);
        Assert.Contains("Nya nämnden", asked.Text);
        done = await world.PostFormAsync(asked, null, ("version", "1"), ("forsvinner", "ja"));
        Assert.Equal(HttpStatusCode.SeeOther, done.Status);
        Assert.DoesNotContain("Nya nämnden", (await world.OpenAsync("/samordning/enheter")).Text);
    }

    [Fact]
    public async Task A_comment_on_a_preview_is_answered_and_needs_no_more()
    {
        await using var world = await StartAsync();
        await world.PostAsync("api/rounds", SmallTown.Round);
        const string draft = "/samordning/omgangar/town-2025/utkast";
        var page = await world.OpenAsync(draft);
        await world.PostFormAsync(page, page.Document.QuerySelector("form")!, null, ("nyckelperson", "Robin Exempel"));
        page = await world.OpenAsync(draft);
        var address = new Uri(page.Document.QuerySelector("#lankar ~ .earlier a")!.GetAttribute("href")!).AbsolutePath;
        await world.PostFormAsync(await world.OpenAsync(address), null, ("kommentar", "Fråga om kurserna också."));
        Assert.Contains("1 kommentar på utkastet", (await world.OpenAsync("/samordning")).Text);

        page = await world.OpenAsync(draft);
        var form = page.Document.QuerySelectorAll("form").Single(one => one.QuerySelector("[name=kommentar-id]") != null);
        Assert.Equal(HttpStatusCode.SeeOther, (await world.PostFormAsync(page, form, null, ("svar", "Det gör vi."))).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await world.PostFormAsync(page, form, null, ("svar", "Det gör vi."))).Status);

        Assert.All(new[] { await world.OpenAsync(draft), await world.OpenAsync(address) },
            shown => Assert.Contains("Svar från Sam Exempel, 4 juni 2025", shown.Text));
        Assert.DoesNotContain("kommentar på utkastet", (await world.OpenAsync("/samordning")).Text);
        Assert.Single((await world.GetJsonAsync("api/rounds/town-2025/trail")).EnumerateArray(),
            entry => entry.GetProperty("what").GetString() == "previewCommentAnswered");
        var gone = await world.PostFormAsync(page, form, null, ("kommentar-id", "round"), ("svar", "Hej."));
        Assert.Equal(HttpStatusCode.NotFound, gone.Status);
    }

    [Fact]
    public async Task A_reader_sees_it_all_and_changes_nothing()
    {
        await using var world = await StartAsync();
        world.SignIn("Lo Exempel", "reader");

        var page = await world.OpenAsync(Plan);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.DoesNotContain(Links(page), link => link!.Contains("/gor/") || link.EndsWith("/aterstall", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Forbidden, (await world.OpenAsync($"{Plan}/gor/lagg-undan")).Status);
    }

    private static async Task<TestPage> DoAsync(TestWorld world, string act, params (string Field, string Value)[] filled)
    {
        var page = await world.OpenAsync($"{Plan}/gor/{act}");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        return await world.PostFormAsync(page, null, filled);
    }

    private static async Task OpenAndCloseAsync(TestWorld world)
    {
        Assert.Equal(HttpStatusCode.Created, (await world.PostAsync("api/rounds", SmallTown.Round)).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync("api/rounds/town-2025/open", "")).Status);
        await world.LeapToAsync(new DateOnly(2026, 1, 12), 9);
        Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync("api/rounds/town-2025/close", "")).Status);
        await world.SettleAsync();
    }

    private static string Row(TestPage page, string period) => page.Document.QuerySelectorAll("#uppfoljningar ~ .table tbody tr")
        .Single(row => row.QuerySelector("th")!.TextContent.Trim() == period).TextContent;

    private static List<string> Offered(TestPage page, string year) => page.Document.QuerySelectorAll("input[name='avser'] + label")
        .Select(label => label.TextContent.Trim()).Where(label => label.StartsWith(year, StringComparison.Ordinal)).ToList();

    private static IEnumerable<string?> Links(TestPage page) => page.Document
        .QuerySelectorAll("main a").Select(link => link.GetAttribute("href"));

    /// <summary>The plan is read in on 4 June 2025.</summary>
    private async Task<TestWorld> StartAsync()
    {
        var world = await TestWorld.StartAsync(storage, start: new DateTimeOffset(2025, 6, 4, 8, 0, 0, TimeSpan.Zero));
        world.SignIn();
        Assert.Equal(HttpStatusCode.OK, (await world.PostAsync("api/departments", SmallTown.Departments)).Status);
        Assert.Equal(HttpStatusCode.OK, (await world.PostAsync("api/plans", OldPlan)).Status);
        return world;
    }
}
