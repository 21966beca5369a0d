using System.Net;
using AngleSharp.Dom;
using FollowUp.Links;

namespace FollowUp.Tests.Preview;

/// <summary>The preview shows what is then sent and asked.</summary>
public sealed class PreviewIsWhatHappensTests(TablesFixture storage) : PreviewTests(storage)
{
    [Fact]
    public async Task Arrangement_A03_a_key_person_sees_the_forms_before_they_are_sent_and_the_plan_is_corrected_first()
    {
        await using var world = await DraftAsync();
        var link = await LinkAsync(world, "Bostadsbolagets nyckelperson");
        var overview = await world.OpenAsync(link);
        var form = await world.OpenAsync(overview.Document.QuerySelectorAll("#enheter ~ ul a")
            .Single(a => a.TextContent == "Bostadsbolaget").GetAttribute("href")!);
        Assert.Contains("2:1 Erbjuda boende", form.Text);
        await CommentAsync(world, form, "Vi erbjuder inte boende, vi förmedlar det.");
        Assert.Contains("Vi erbjuder inte boende", (await world.GetAsync(Preview)).Text);

        // The coordinator corrects the plan. The old draft keeps its version of the plan, so a new draft replaces it.
        Assert.Contains("\"version\":2",
            (await world.PostAsync("api/plans", SmallTown.Plan.Replace("Erbjuda boende", "Förmedla boende"))).Text);
        var second = SmallTown.Round.Replace(SmallTown.RoundId, "town-2025-b");
        Assert.Equal(HttpStatusCode.Created, (await world.PostAsync("api/rounds", second)).Status);
        var newLink = await LinkAsync(world, "Bostadsbolagets nyckelperson", "town-2025-b");
        Assert.NotEqual(link, newLink);
        Assert.Contains("2:1 Förmedla boende", (await world.OpenAsync($"{newLink}/housing")).Text);
        Assert.Contains("2:1 Erbjuda boende", (await world.OpenAsync($"{link}/housing")).Text);

        Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync("api/rounds/town-2025-b/open", "")).Status);
        await world.AdvanceToAsync(new DateOnly(2026, 1, 12), 9);
        await world.SubmitAsync(world.LinkOf("housing@town.example"), ("2:1.status", "done"), ("2:1.what", "Tolv förmedlade."),
            ("2:1.how", "routine"));
        await world.AdvanceToAsync(new DateOnly(2026, 3, 21), 1);
        var report = (await world.GetAsync("api/rounds/town-2025-b/report.html")).Text;
        Assert.Contains("Förmedla boende", report);
        Assert.Contains("Tolv förmedlade.", report);
        Assert.DoesNotContain("Erbjuda boende", report);
        Assert.DoesNotContain("vi förmedlar det", report);
    }

    [Fact]
    public async Task What_the_preview_shows_is_what_is_sent_and_asked()
    {
        await using var world = await TestWorld.StartAsync(Storage);
        var register = SmallTown.Departments.Replace("e-post: social@town.example",
            "e-post: social@town.example\n        till: 2026-01-31\n"
            + "      - roll: ersättare\n        e-post: social.deputy@town.example\n        från: 2026-02-01");
        await world.PostAsync("api/departments", register);
        await world.PostAsync("api/plans", SmallTown.Plan);
        var round = SmallTown.Round.Replace("\"ladder\": [", """
            "ladder": [
                { "kind": "reminder", "daysFromDeadline": -90 }, { "kind": "reminder", "daysFromDeadline": 0 },
                { "kind": "deputy", "daysFromDeadline": -5 }, { "kind": "deputy", "daysFromDeadline": 2 },
                { "kind": "coordinator", "daysFromDeadline": 15 }, { "kind": "coordinator", "daysFromDeadline": 16 },
                { "kind": "head", "daysFromDeadline": 60 },
            """);
        Assert.Equal(HttpStatusCode.Created, (await world.PostAsync("api/rounds", round)).Status);

        await AssertIsWhatHappensAsync(world);
        Assert.Equal(22, world.Mails.Count);
    }

    [Fact]
    public async Task What_the_preview_shows_is_what_is_sent_also_where_the_round_is_opened_late_on_a_day_off()
    {
        await using var world = await DraftAsync();
        await world.AdvanceToAsync(new DateOnly(2026, 2, 14), 19);

        await AssertIsWhatHappensAsync(world);
        Assert.Equal(new DateTimeOffset(2026, 2, 14, 18, 0, 0, TimeSpan.Zero), world.Mails[0].Date);
        Assert.Equal(10, world.Mails.Count);
    }

    [Fact]
    public async Task What_was_answered_the_last_time_stands_on_the_previewed_form_and_counts_in_the_overview()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(Storage);
        await world.SubmitAsync(world.LinkOf("housing@town.example"), ("1:1.contribution", "Vi lånade ut en lokal."),
            ("1:1.involved", "yes"), ("2:1.what", "Hemligt utkast"));
        await world.AdvanceToAsync(new DateOnly(2026, 3, 21), 1);
        await world.PostAsync("api/plans", SmallTown.Plan.Replace("      - nummer: \"2:1\"",
            "      - nummer: \"2:2\"\n        titel: Ny åtgärd\n        ansvariga: [Bostadsbolaget]\n        nivåer: [indikerad]\n      - "
            + "nummer: \"2:1\""));
        Assert.Equal(HttpStatusCode.Created, (await world.PostAsync("api/rounds", NextYear)).Status);
        var link = await LinkAsync(world, "Kim Exempel", "town-2026");

        var housing = (await world.GetJsonAsync("api/rounds/town-2026/preview")).GetProperty("preview").GetProperty("departments")
            .EnumerateArray().Single(department => department.GetProperty("id").GetString() == "housing");
        var form = await world.OpenAsync($"{link}/housing");

        Assert.Equal(1, housing.GetProperty("earlier").GetInt32());
        Assert.Equal("2:2 Ny åtgärd", Assert.Single(housing.GetProperty("new").EnumerateArray()).GetString());
        Assert.Contains("Nya sedan förra gången: 2:2 Ny åtgärd. Förra svaret visas på 1 ställe.", (await world.OpenAsync(link)).Text);
        Assert.Contains("Vi lånade ut en lokal.", form.Text);
        Assert.Contains("Stämmer det förra svaret fortfarande?", form.Text);
        Assert.DoesNotContain("Hemligt utkast", form.Text);
    }

    /// <summary>Opens the draft, moves the clock to the end of the round without any answer, and compares with the preview.</summary>
    private static async Task AssertIsWhatHappensAsync(TestWorld world)
    {
        var preview = (await world.GetJsonAsync(Preview)).GetProperty("preview");
        var link = await LinkAsync(world);
        var forms = new Dictionary<string, TestPage>();
        foreach (var department in preview.GetProperty("departments").EnumerateArray())
        {
            forms[department.GetProperty("name").GetString()!] =
                await world.OpenAsync($"{link}/{department.GetProperty("id").GetString()}");
        }
        Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync($"api/rounds/{SmallTown.RoundId}/open", "")).Status);
        await world.AdvanceToAsync(new DateOnly(2026, 2, 16), 9);

        var answered = new HashSet<string>();
        foreach (var mail in world.Mails.Where(mail => mail.Link != null))
        {
            var form = await world.OpenAsync(mail.Link!.AbsolutePath);
            var name = forms.Keys.Single(name => form.Title.Contains(name));
            answered.Add(name);
            Assert.Equal(
                (await world.OpenSectionsAsync(mail.Link!.AbsolutePath))
                    .SelectMany(section => Asked(section.Document.QuerySelector("h1")!, section.Form.QuerySelector(".questions")!)),
                forms[name].Document.QuerySelectorAll("fieldset[disabled] section")
                    .SelectMany(section => Asked(section.QuerySelector("h2")!, section.QuerySelector(".questions")!)));
            var minutes = preview.GetProperty("departments").EnumerateArray()
                .Single(department => department.GetProperty("name").GetString() == name).GetProperty("minutes").GetInt32();
            Assert.Contains($"ungefär {minutes} minuter", mail.Text);
        }
        Assert.Equal(forms.Keys.Order(), answered.Order());

        await world.AdvanceToAsync(new DateOnly(2026, 3, 21), 1);
        Assert.Equal(
            preview.GetProperty("schedule").EnumerateArray().SelectMany(notice => notice.GetProperty("mails").EnumerateArray()
                .Select(mail => $"{notice.GetProperty("at").GetDateTimeOffset().UtcDateTime:s} {mail.GetProperty("email").GetString()}"))
                    .Order(StringComparer.Ordinal),
            world.Mails.Select(mail => $"{mail.Date.UtcDateTime:s} {mail.To}").Order(StringComparer.Ordinal));
    }

    /// <summary>The content of a section: heading, plan text, questions with their hints, and choices.</summary>
    private static List<string> Asked(IElement heading, IElement form) =>
    [
        heading.TextContent,
        .. form.QuerySelectorAll("legend, .label, .hint, summary, .choice").Select(element => element.TextContent.Trim()),
        .. form.QuerySelectorAll("input:not([type=hidden]), textarea")
            .Select(field => $"{field.GetAttribute("name")} {field.GetAttribute("type")} {field.GetAttribute("value")}"),
        .. form.QuerySelectorAll("p strong").Select(element =>
            string.Join(' ', element.ParentElement!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))),
    ];
}
