using System.Net;
using System.Text.Json;

namespace FollowUp.Tests.Rounds;

/// <summary>
/// What the municipalities in the product's sources ask about a measure. Each test is named after its arrangement in the product's table
/// and goes from the import to the closed round, through the pages.
/// </summary>
public sealed class QuestionArrangementTests(TablesFixture storage) : ArrangedRoundTests
{
    [Fact]
    public async Task Arrangement_A02_each_year_asks_which_measures_are_in_the_business_plan_and_the_annual_account()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var link = world.LinkOf("social@town.example");
        var form = await world.OpenSectionAsync(link, "accounts");
        Assert.Contains("Vilka av åtgärderna finns i er verksamhetsplan?", form.Text);
        Assert.Contains("Vilka av åtgärderna är redovisade i ert årsbokslut eller er verksamhetsberättelse?", form.Text);
        Assert.Equal(["Alla", "Ingen", "1:1 Utbilda personal", "1:2 Sprida information"],
            form.Document.QuerySelectorAll("tbody th").Select(row => row.TextContent));

        await world.SubmitAsync(link, [.. Done("1:1"), .. Done("1:2"), ("accounts.business-plan-measures", "1:2"),
            ("accounts.business-plan-reference", "Mål 3"), ("accounts.account-measures", "all"),
            ("accounts.account-reference", "Sidan 14")]);
        var report = await CloseAsync(world, SmallTown.RoundId, new DateOnly(2026, 3, 21));
        var html = (await world.GetAsync($"api/rounds/{SmallTown.RoundId}/report.html")).Text;
        Assert.Equal((1, 2), Stated(report));
        Assert.Equal(["1:2 Sprida information", "Alla"], Accounts(report).Where(item => item.Key.EndsWith("-measures",
            StringComparison.Ordinal)).Select(item => item.Text));
        Assert.Contains("Sidan 14", html);

        // One act says the same of the next year, but not where it is in that year's account.
        await world.LeapToAsync(new DateOnly(2027, 1, 4), 9);
        await OpenAsync(world, Round("town-2026", "annual", "2026", "2027-01-11", "2027-02-26", "2027-03-19"), new DateOnly(2027, 1, 11));
        link = world.LinkOf("social@town.example");
        var next = await world.OpenSectionAsync(link, "accounts");
        Assert.DoesNotContain("Sidan 14", next.Text);
        Assert.Contains("Mål 3", next.Text);
        await world.SubmitAsync(link, ("accounts.since", "unchanged"), ("accounts.account-reference", "Sidan 9"));
        report = await CloseAsync(world, "town-2026", new DateOnly(2027, 3, 20));

        Assert.Equal((1, 2), Stated(report));
        Assert.Equal([("business-plan-reference", "Mål 3"), ("account-reference", "Sidan 9")],
            Accounts(report).Where(item => item.Key.EndsWith("-reference", StringComparison.Ordinal)));

        static (int InPlan, int Reported) Stated(JsonElement report)
        {
            var social = Figures(report, "departments").EnumerateArray()
                .Single(department => department.GetProperty("id").GetString() == "social");
            return (Count(social.GetProperty("businessPlan")), Count(social.GetProperty("account")));
        }

        static List<(string Key, string Text)> Accounts(JsonElement report) => report.GetProperty("answers").EnumerateArray()
            .Single(answer => answer.GetProperty("sectionId").GetString() == "accounts").GetProperty("items").EnumerateArray()
            .Select(item => (item.GetProperty("key").GetString()!, item.GetProperty("text").GetString()!)).ToList();
    }

    [Fact]
    public async Task Arrangement_A05_closing_questions_on_coordination_and_structure_stand_beside_those_on_measures()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        await world.SubmitAsync(world.LinkOf("board@town.example"), ("closing.coordination", "En samordnare på heltid."),
            ("closing.structure", "Ett nätverk."));
        await CloseAsync(world, SmallTown.RoundId, new DateOnly(2026, 3, 21));

        var html = (await world.GetAsync($"api/rounds/{SmallTown.RoundId}/report.html")).Text;
        Assert.Contains("En samordnare på heltid.", html);
        Assert.Contains("Ett nätverk.", html);
    }

    [Fact]
    public async Task Arrangement_A07_it_is_asked_on_which_level_and_for_whom_something_was_actually_done()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var link = world.LinkOf("board@town.example");
        Assert.Contains("Planens preventionsnivåer: universell och selektiv.", (await world.OpenSectionAsync(link, "1:1")).Text);

        await world.SubmitAsync(link, [.. Done("1:1"), ("1:1.levels", "indicated"), ("1:1.targets", "residents"),
            ("1:1.targets", "employees")]);
        var report = await CloseAsync(world, SmallTown.RoundId, new DateOnly(2026, 3, 21));

        Assert.Equal(["employees", "residents"], Answer(report, "1:1", "board")["targets"].Order());
        Assert.Equal([("universal", 2, 0), ("selective", 1, 0), ("indicated", 1, 1)], Figures(report, "levels").EnumerateArray()
            .Select(level => (level.GetProperty("level").GetString(), Count(level.GetProperty("planned")),
                Count(level.GetProperty("done")))));
        Assert.Equal([("employees", 0, 1), ("residents", 0, 1)], Figures(report, "targets").EnumerateArray()
            .Select(target => (target.GetProperty("target").GetString(), Count(target.GetProperty("planned")),
                Count(target.GetProperty("done")))));
        // The round has one answer.
        Assert.Equal([1], Figures(report, "levels")[2].GetProperty("done").GetProperty("answers").EnumerateArray()
            .Select(number => number.GetInt32()));
    }

    [Fact]
    public async Task Arrangement_A08_causes_are_asked_where_nothing_was_done_in_fixed_words_and_in_the_departments_own()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var link = world.LinkOf("board@town.example");
        await world.SaveAsync(link, [.. Done("1:1"), ("1:1.causes", "turnover")]);
        Assert.Contains("Räknas inte, eftersom det inte stämmer med hur långt ni har angett att ni har kommit: ”Om inget har gjorts: vad "
            + "beror det på?”.", (await world.OpenAsync($"{link}/granska")).Text);

        await world.SubmitAsync(link, ("1:1.status", "not-started"), ("1:1.what", "Hela enheten har bytts ut."),
            ("1:1.causes", "reorganisation"), ("1:1.causes", "turnover"));
        var answer = Answer(await CloseAsync(world, SmallTown.RoundId, new DateOnly(2026, 3, 21)), "1:1", "board");

        Assert.Equal(["reorganisation", "turnover"], answer["causes"]);
        Assert.Contains("Omorganisation; Personalomsättning", (await world.GetAsync($"api/rounds/{SmallTown.RoundId}/report.html")).Text);
    }

    [Fact]
    public async Task Arrangement_A20_an_indicator_is_answered_with_value_year_and_source()
    {
        await using var world = await TestWorld.StartAsync(storage);
        await TakeInAsync(world, SmallTown.Departments,
            SmallTown.Plan.Replace("titel: Sprida information",
            "titel: Sprida information\n        indikatorer:\n          - namn: Andel som fått frågan\n            enhet: procent\n       "
            + "     källa: Öppna jämförelser"));
        await OpenAsync(world, SmallTown.Round, new DateOnly(2026, 1, 12));
        var link = world.LinkOf("social@town.example");
        Assert.Contains("Planens källa: Öppna jämförelser.", (await world.OpenSectionAsync(link, "1:2")).Text);

        var refused = await world.PostFormAsync(await world.OpenSectionAsync(link, "1:2"), "spara",
            ("1:2.indicator1-value", "ungefär hälften"), ("1:2.indicator1-year", "25"), ("1:2.what", "Detta går inte förlorat."));
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal(["Andel som fått frågan (procent) Skriv ett tal, till exempel 12 eller 3,5.",
            "Andel som fått frågan: vilket år gäller talet? Skriv ett årtal mellan 1990 och 2100."],
            refused.Document.QuerySelectorAll(".errors li").Select(item => item.TextContent));
        Assert.Contains("Detta går inte förlorat.", refused.Html);

        Assert.Equal(HttpStatusCode.BadRequest, (await world.PostFormAsync(await world.OpenSectionAsync(link, "1:2"), "spara",
            ("1:2.indicator1-value", "12 13"))).Status);

        await world.SubmitAsync(link, [.. Done("1:2"), ("1:2.indicator1-value", "1 048,5"), ("1:2.indicator1-year", "2025"),
            ("1:2.indicator1-source", "Egen enkät")]);
        var answer = Answer(await CloseAsync(world, SmallTown.RoundId, new DateOnly(2026, 3, 21)), "1:2", "social");

        Assert.Equal(("1 048,5", "2025", "Egen enkät"),
            (One(answer, "indicator1-value"), One(answer, "indicator1-year"), One(answer, "indicator1-source")));
    }

    [Theory]
    [InlineData("annual", "Utdrag till ert årsbokslut eller er verksamhetsberättelse", "I årsbokslut eller verksamhetsberättelse")]
    [InlineData("halfYear", "Utdrag till ert delårsbokslut", "I delårsbokslutet")]
    public async Task Arrangement_A02_A22_each_department_has_an_extract_of_its_own_to_put_into_its_account(string kind, string called,
        string inAccount)
    {
        await using var world = await TestWorld.StartAsync(storage);
        await TakeInAsync(world, SmallTown.Departments, SmallTown.Plan);
        await OpenAsync(world, Round("town-extract", kind, "2026", "2026-08-17", "2026-09-11", "2026-09-18"), new DateOnly(2026, 8, 17));
        var link = world.LinkOf("social@town.example");
        await world.SubmitAsync(link,
            [.. Done("1:1", "Alla är utbildade.\nÄven vikarierna."), ("accounts.business-plan-measures", "1:1"),
                ("accounts.account-measures", "1:1"),
                ("1:1.levels", "universal"), ("1:1.targets", "employees"), ("2:1.contribution", "Vi ringde runt."),
                ("2:1.involved", "partly")]);
        await world.SaveAsync(link, ("1:2.what", "Bara sparat."));
        await CloseAsync(world, "town-extract", new DateOnly(2026, 9, 19));

        var closed = await world.OpenAsync(link);
        var extract = await world.OpenAsync(closed.Document.QuerySelectorAll("main a").Single(anchor => anchor.TextContent == called)
            .GetAttribute("href")!);

        Assert.Equal("Socialnämnden: uppföljning av Trygg stad, 2026", extract.Document.QuerySelector("h1")!.TextContent);
        var rows = extract.Document.QuerySelectorAll("tbody tr")
            .ToDictionary(row => row.QuerySelector("th")!.TextContent, row =>
            row.QuerySelectorAll("td")[0].TextContent + " av " + row.QuerySelectorAll("td")[1].TextContent);
        Assert.Equal(("1 av 2", "1 av 1", "1 av 2", "1 av 2"),
            (rows["Redovisade åtgärder"], rows["Görs med fast arbetssätt"], rows["I verksamhetsplanen"], rows[inAccount]));
        Assert.Equal(("1 av 1", "0 av 1", "1 av 1", "0 av 1"),
            (rows["Arbete på universell nivå"], rows["Arbete på indikerad nivå"], rows["Arbete för anställda"],
            rows["Arbete för invånare"]));
        Assert.Equal(["1:1 Utbilda personal", "1:2 Sprida information", "2:1 Erbjuda boende"],
            extract.Document.QuerySelectorAll("h3").Select(heading => heading.TextContent));
        var paragraphs = extract.Document.QuerySelectorAll("main p").Select(paragraph => paragraph.TextContent).ToList();
        Assert.Equal(["Status: Genomförd", "Status: Inte redovisad"],
            paragraphs.Where(text => text.StartsWith("Status", StringComparison.Ordinal)));
        Assert.Contains("Involverade: delvis", paragraphs);
        Assert.Superset(new HashSet<string> { "Vad som har gjorts: Alla är utbildade.", "Även vikarierna.",
            "Hur arbetet görs: Enligt en skriftlig rutin", "Vad enheten har bidragit med: Vi ringde runt." }, paragraphs.ToHashSet());
        Assert.DoesNotContain("Bara sparat.", extract.Text);
    }

    [Fact]
    public async Task Arrangement_A22_the_half_year_account_is_asked_after_in_summer_and_the_annual_one_in_winter()
    {
        await using var world = await TestWorld.StartAsync(storage);
        await TakeInAsync(world, SmallTown.Departments, SmallTown.Plan);
        await OpenAsync(world, Round("town-half", "halfYear", "första halvåret 2026", "2026-08-17", "2026-09-11", "2026-09-18"),
            new DateOnly(2026, 8, 17));
        var link = world.LinkOf("housing@town.example");
        var form = await world.ReadAllAsync(link);
        Assert.Contains("Vilka av åtgärderna är redovisade i ert delårsbokslut?", form);
        // The half-year round asks fewer questions.
        Assert.DoesNotContain("Avslutande frågor", form);
        Assert.DoesNotContain("Förutsättningar i fokusområde", form);
        await world.SubmitAsync(link, [.. Done("2:1"), ("1:1.contribution", "Lokaler."), ("1:1.involved", "yes")]);
        Assert.Equal("complete", Complete(await CloseAsync(world, "town-half", new DateOnly(2026, 9, 19)), "housing"));

        await world.LeapToAsync(new DateOnly(2027, 1, 4), 9);
        await OpenAsync(world, Round("town-2026", "annual", "2026", "2027-01-11", "2027-02-26", "2027-03-19"), new DateOnly(2027, 1, 11));
        form = await world.ReadAllAsync(world.LinkOf("housing@town.example"));
        Assert.Contains("Vilka av åtgärderna är redovisade i ert årsbokslut eller er verksamhetsberättelse?", form);
        Assert.Contains("Förra svaret: town-half", form);
        await world.SubmitAsync(world.LinkOf("housing@town.example"), ("2:1.since", "unchanged"), ("1:1.since", "unchanged"));

        Assert.Equal("complete", Complete(await CloseAsync(world, "town-2026", new DateOnly(2027, 3, 20)), "housing"));
    }

    [Fact]
    public async Task Arrangement_A29_resources_and_state_grants_are_asked_after_for_each_measure()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        await world.SubmitAsync(world.LinkOf("board@town.example"),
            [.. Done("1:1"), ("1:1.resources", "more-needed"), ("1:1.resources", "state-grant"), ("1:1.resource-need", "En halv tjänst.")]);
        var answer = Answer(await CloseAsync(world, SmallTown.RoundId, new DateOnly(2026, 3, 21)), "1:1", "board");

        Assert.Equal(["more-needed", "state-grant"], answer["resources"]);
        Assert.Equal("En halv tjänst.", One(answer, "resource-need"));
    }
}
