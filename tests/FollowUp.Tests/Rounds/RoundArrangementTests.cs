using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using FollowUp.Local;

namespace FollowUp.Tests.Rounds;

/// <summary>
/// How the sources have their plans followed up, each named after its arrangement in the product's table: from import to the closed round,
/// through the pages.
/// </summary>
public sealed class RoundArrangementTests(AzuriteFixture azurite)
{
    private const string SchoolToo = """

          - id: school
            namn: Skolnämnden
            slag: nämnd
            kontakter: [{ roll: kontaktperson, e-post: school@town.example }]
        """;

    private const string Merged = """

          - id: care
            namn: Omsorgsnämnden
            slag: nämnd
            från: 2027-01-01
            kontakter: [{ roll: kontaktperson, e-post: care@town.example }]
        övergångar:
          - datum: 2027-01-01
            från: [social, school]
            till: [care]
        """;

    [Fact]
    public async Task Arrangement_A01_each_mandate_period_every_department_is_asked_and_the_history_survives_that_committees_were_merged()
    {
        await using var world = await TestWorld.StartAsync(azurite);
        await TakeInAsync(world, SmallTown.Departments + SchoolToo, SmallTown.Plan);
        await OpenAsync(world, SmallTown.Round, new DateOnly(2026, 1, 12));
        await world.SubmitAsync(world.LinkOf("social@town.example"), [.. Done("1:1"), .. Done("1:2", "Foldern finns på tolv språk.")]);
        await world.LeapToAsync(new DateOnly(2027, 1, 15), 9);

        await TakeInAsync(world, SmallTown.Departments.Replace("namn: Socialnämnden", "namn: Socialnämnden\n    till: 2026-12-31")
            + SchoolToo.Replace("slag: nämnd", "slag: nämnd\n    till: 2026-12-31") + Merged, SmallTown.Plan);
        await OpenAsync(world, Round("town-mandate", "mandatePeriod", "2023–2026", "2027-02-01", "2027-03-12", "2027-03-31"),
            new DateOnly(2027, 2, 1));

        // All that exist, whether the plan binds them to anything or not: the school committee's heir has nothing of its own there.
        Assert.Equal(["board", "care", "housing"], (await world.GetJsonAsync("api/rounds/town-mandate")).GetProperty("departments")
            .EnumerateArray().Select(department => department.GetProperty("id").GetString()).Order());
        var care = world.LinkOf("care@town.example");
        var form = await world.OpenSectionAsync(care, "1:2");
        Assert.Contains("Förra svaret: Uppföljning 2025, 12 januari 2026, Socialnämnden", form.Text);
        Assert.Contains("Foldern finns på tolv språk.", form.Text);

        await world.SubmitAsync(care, ("1:1.since", "unchanged"), ("1:2.since", "unchanged"));
        var report = await CloseAsync(world, "town-mandate", new DateOnly(2027, 4, 1));

        var answer = Answer(report, "1:2", "care");
        Assert.Equal(("unchanged", "done", "Foldern finns på tolv språk."),
            (One(answer, "since"), One(answer, "status"), One(answer, "what")));
    }

    [Fact]
    public async Task Arrangement_A01_who_has_no_measure_is_asked_the_common_questions_and_is_done_with_those()
    {
        await using var world = await TestWorld.StartAsync(azurite);
        await TakeInAsync(world, SmallTown.Departments + SchoolToo, SmallTown.Plan);
        await OpenAsync(world, Round("town-mandate", "mandatePeriod", "2023–2026", "2026-01-12", "2026-02-27", "2026-03-20"),
            new DateOnly(2026, 1, 12));

        var invitation = world.Mails.Last(mail => mail.To == "school@town.example");
        Assert.Contains("Skolnämnden har ingen egen åtgärd men får frågorna om samordning och struktur som ställs till alla.",
            invitation.Text);
        Assert.Equal("invited", State(await world.GetJsonAsync("api/rounds/town-mandate"), "school"));
        var receipt = await world.SubmitAsync(invitation.Link!.AbsolutePath, ("closing.coordination", "Ett gemensamt årshjul."));

        Assert.Contains("Era svar är inskickade.", receipt.Text);
        Assert.Equal("submitted", State(await world.GetJsonAsync("api/rounds/town-mandate"), "school"));
        await world.AdvanceToAsync(new DateOnly(2026, 2, 14), 9);
        Assert.DoesNotContain(world.Mails, mail => mail.To == "school@town.example"
            && mail.Subject.StartsWith("Påminnelse", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Arrangement_A02_each_year_every_measure_is_asked_after_in_business_plan_and_annual_account_with_where_it_stands_there(
        )
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        var link = world.LinkOf("board@town.example");
        var form = await world.OpenSectionAsync(link, "1:1");
        Assert.Contains("Finns åtgärden i er verksamhetsplan?", form.Text);
        Assert.Contains("Är åtgärden redovisad i ert årsbokslut eller er verksamhetsberättelse?", form.Text);

        await world.SubmitAsync(link, [.. Done("1:1"), ("1:1.business-plan", "yes"), ("1:1.business-plan-reference", "Mål 3"),
            ("1:1.account", "yes"), ("1:1.account-reference", "Sidan 14")]);
        var report = await CloseAsync(world, SmallTown.RoundId, new DateOnly(2026, 3, 21));
        var html = (await world.GetAsync($"api/rounds/{SmallTown.RoundId}/report.html")).Text;
        var answer = Answer(report, "1:1", "board");
        Assert.Equal(("yes", "Mål 3", "yes", "Sidan 14"),
            (One(answer, "business-plan"), One(answer, "business-plan-reference"), One(answer, "account"),
            One(answer, "account-reference")));
        Assert.Contains("Sidan 14", html);

        // Next year's account is another one: "unchanged" says nothing of it.
        await world.LeapToAsync(new DateOnly(2027, 1, 4), 9);
        await OpenAsync(world, Round("town-2026", "annual", "2026", "2027-01-11", "2027-02-26", "2027-03-19"), new DateOnly(2027, 1, 11));
        link = world.LinkOf("board@town.example");
        var next = await world.OpenSectionAsync(link, "1:1");
        Assert.DoesNotContain("Sidan 14", next.Text);
        Assert.Contains("Mål 3", next.Text);
        await world.SubmitAsync(link, ("1:1.since", "unchanged"), ("1:1.account", "no"));
        answer = Answer(await CloseAsync(world, "town-2026", new DateOnly(2027, 3, 20)), "1:1", "board");

        Assert.Equal(("done", "no", null, "Mål 3"), (One(answer, "status"), One(answer, "account"), One(answer, "account-reference"),
            One(answer, "business-plan-reference")));
    }

    [Fact]
    public async Task Arrangement_A04_a_plan_and_its_activity_plan_are_followed_up_in_one_mail_and_one_form_with_no_question_twice()
    {
        var activities = SmallTown.Plan.Replace("plan: town", "plan: town-activities\növerordnad: town")
            .Replace("titel: Trygg stad", "titel: Aktivitetsplan heder")
            .Replace("titel: Sprida information", "titel: Nå unga på deras språk")
                .Replace("titel: Erbjuda boende", "titel: Skyddat boende för unga");
        await using var world = await TestWorld.StartAsync(azurite);
        await TakeInAsync(world, SmallTown.Departments, SmallTown.Plan);
        await TakeInAsync(world, SmallTown.Departments, activities);
        await OpenAsync(world, SmallTown.Round.Replace("[\"town\"]", "[\"town\", \"town-activities\"]"), new DateOnly(2026, 1, 12));

        var mail = Assert.Single(world.Mails, mail => mail.To == "social@town.example");
        Assert.Contains("planerna ”Trygg stad” och ”Aktivitetsplan heder”", mail.Text);
        var form = await world.OpenAsync(mail.Link!.AbsolutePath);
        // 1:1 stands in both plans under the same title; the two 1:2 are different measures.
        Assert.Equal(["1:1 Utbilda personal", "1:2 Sprida information", "2:1 Erbjuda boende", "1:2 Nå unga på deras språk",
            "2:1 Skyddat boende för unga"],
            form.Document.QuerySelectorAll(".tasks a").Select(section => section.TextContent).Where(title => char.IsDigit(title[0])));
        Assert.Single(form.Document.QuerySelectorAll(".tasks a"), section => section.TextContent == "Avslutande frågor");
        Assert.Contains("Ur ”Trygg stad” och ”Aktivitetsplan heder”.", (await world.OpenSectionAsync(mail.Link!.AbsolutePath, "1:1")).Text);

        await world.SubmitAsync(mail.Link!.AbsolutePath, [.. Done("1:1"), .. Done("town-activities~1:2", "Filmer på tre språk.")]);
        var report = await CloseAsync(world, SmallTown.RoundId, new DateOnly(2026, 3, 21));

        Assert.Equal(["town", "town-activities"], Figures(report, "plans").EnumerateArray()
            .Select(plan => plan.GetProperty("id").GetString()));
        Assert.Equal([("town", "1:1", true), ("town", "1:2", false), ("town", "2:1", false), ("town-activities", "1:1", true),
            ("town-activities", "1:2", true), ("town-activities", "2:1", false)],
            Figures(report, "measures").EnumerateArray().Select(measure =>
                (measure.GetProperty("planId").GetString(), measure.GetProperty("number").GetString(),
                measure.GetProperty("done").GetBoolean())));
    }

    [Fact]
    public async Task Arrangement_A05_closing_questions_on_coordination_and_structure_stand_beside_those_on_measures()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
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
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
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
        // Of the round's one answer.
        Assert.Equal([1], Figures(report, "levels")[2].GetProperty("done").GetProperty("answers").EnumerateArray()
            .Select(number => number.GetInt32()));
    }

    [Fact]
    public async Task Arrangement_A08_causes_are_asked_where_nothing_was_done_in_fixed_words_and_in_the_departments_own()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
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
    public async Task Arrangement_A13_every_department_gives_its_viewpoints_on_a_draft()
    {
        await using var world = await TestWorld.StartAsync(azurite);
        await TakeInAsync(world, SmallTown.Departments + SchoolToo, SmallTown.Plan);
        var round = Regex.Replace(Round("town-draft", "consultation", "april–juni 2026", "2026-04-20", "2026-06-12", "2026-06-15"),
            "\"ladder\": .*?\\],", "", RegexOptions.Singleline);
        await OpenAsync(world, round, new DateOnly(2026, 4, 20));

        Assert.Equal(5, world.Mails.Count);
        var mail = world.Mails.Single(mail => mail.To == "school@town.example");
        Assert.Equal("Trygg stad: samråd med Skolnämnden, svara senast 12 juni 2026", mail.Subject);
        Assert.Contains("Småstads kommun ber Skolnämnden om synpunkter på förslaget ”Trygg stad”.", mail.Text);
        var form = await world.OpenAsync(mail.Link!.AbsolutePath);
        Assert.Equal(["Förslaget som helhet", "1 Förebygga", "2 Stödja"],
            form.Document.QuerySelectorAll(".tasks a").Select(section => section.TextContent));
        Assert.DoesNotContain("Hur långt har ni kommit", await world.ReadAllAsync(mail.Link!.AbsolutePath));

        // Viewpoints alone are not enough: the department must say where it stands.
        var saved = await world.SaveAsync(mail.Link!.AbsolutePath, ("viewpoints-1.viewpoints", "Skolan saknas."));
        Assert.Contains("Obligatoriska frågor saknar svar.", saved.Text);
        Assert.Contains("Det ni har skrivit kan skickas in, men svaret räknas inte som fullständigt.",
            (await world.OpenAsync($"{mail.Link!.AbsolutePath}/granska")).Text);
        await world.SubmitAsync(mail.Link!.AbsolutePath, ("stance.stance", "support-with-changes"));
        await world.SubmitAsync(world.LinkOf("board@town.example"), ("stance.stance", "abstain"));
        var report = await CloseAsync(world, "town-draft", new DateOnly(2026, 6, 16));

        Assert.Equal([("support", 0), ("support-with-changes", 1), ("oppose", 0), ("abstain", 1), ("", 2)],
            Figures(report, "stances").EnumerateArray().Select(stance =>
                (stance.GetProperty("word").GetString(), Count(stance.GetProperty("figure")))));
        Assert.Empty(Figures(report, "measures").EnumerateArray());
        Assert.Equal("Ingen enhet tillstyrker förslaget, 1 tillstyrker det med ändringar, ingen avstyrker det och 1 avstår från att yttra "
            + "sig.", Summary(report)[1]);
        var viewpoints = report.GetProperty("chapters").EnumerateArray()
            .Single(chapter => chapter.GetProperty("id").GetString() == "synpunkter").GetProperty("chapters").EnumerateArray().Single();
        Assert.Equal("1 Förebygga", viewpoints.GetProperty("title").GetString());
        var quote = Assert.Single(viewpoints.GetProperty("blocks")[0].GetProperty("items").EnumerateArray());
        Assert.Equal(("Skolnämnden", "Skolan saknas."),
            (quote.GetProperty("department").GetString(), quote.GetProperty("text").GetString()));
        var html = (await world.GetAsync("api/rounds/town-draft/report.html")).Text;
        Assert.Contains("Samrådsredogörelse: Trygg stad", html);
        Assert.Contains("Skolan saknas.", html);
        Assert.Contains("Socialnämnden har inte svarat i samrådet.", html);
        Assert.DoesNotContain("uppföljning", Regex.Replace(html, "(?s)<style.*?</style>|FollowUp[^<]*", ""),
            StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Arrangement_A12_every_second_year_it_is_seen_how_directions_show_up_in_another_plans_measures_and_answer_to_the_situation(
        )
    {
        await using var world = await TestWorld.StartAsync(azurite);
        await TakeInAsync(world, Repository.Seed("departments/linkoping.yaml"), Repository.Seed("plans/linkoping-inriktningar-2024.yaml"));
        await TakeInAsync(world, Repository.Seed("departments/linkoping.yaml"), Repository.Seed("plans/linkoping-atgardsplan-2024.yaml"));
        await OpenAsync(world, Repository.Seed("rounds/linkoping-2026-jamstalldhet.json"), new DateOnly(2026, 1, 12));
        await world.SubmitAsync(world.LinkOf("kontaktperson.social-och-omsorgsforvaltningen@linkoping.example"),
            [.. Done("1:2"), ("1:2.situation", "yes"), ("1:2.situation-reference", "Lägesbild 2025, avsnitt 4"), .. Done("1:4"),
                ("1:4.situation", "no")]);
        var report = await CloseAsync(world, "linkoping-2026-jamstalldhet", new DateOnly(2026, 3, 21));

        var directions = Figures(report, "directions").EnumerateArray()
            .ToDictionary(direction => direction.GetProperty("number").GetString()!);
        string Extract(string number) => $"{string.Join(' ', directions[number].GetProperty("measures").EnumerateArray().Select(measure => measure.GetProperty("number").GetString()))}: "
            + $"done {Count(directions[number].GetProperty("done"))}, situation {Count(directions[number].GetProperty("situation"))} of "
            + $"{directions[number].GetProperty("situation").GetProperty("of")}, "
            + $"{directions[number].GetProperty("gaps").GetArrayLength()} gaps";
        Assert.Equal(8, directions.Count);
        Assert.Equal("1:1 1:2: done 1, situation 1 of 1, 0 gaps", Extract("1:1"));
        Assert.Equal("1:3 1:4: done 1, situation 0 of 1, 0 gaps", Extract("1:2"));
        Assert.Equal("1:5: done 0, situation 0 of 0, 1 gaps", Extract("1:3"));
        Assert.Equal(": done 0, situation 0 of 0, 2 gaps", Extract("3:2"));
        Assert.Equal("7 av 8 inriktningar har åtgärder i planerna, och något har gjorts för 2. För 4 behov finns ingen åtgärd.",
            Summary(report)[^1]);
        Assert.Contains("Lägesbild 2025, avsnitt 4", (await world.GetAsync("api/rounds/linkoping-2026-jamstalldhet/report.html")).Text);
    }

    [Fact]
    public async Task Arrangement_A14_two_diary_numbers_stand_in_every_mail_and_in_the_report()
    {
        await using var world = await TestWorld.StartAsync(azurite);
        await TakeInAsync(world, SmallTown.Departments, SmallTown.Plan);
        await OpenAsync(world, SmallTown.Round.Replace("[\"KS 2025/1\"]", "[\"KS 2025/1\", \"SON 2025-7\"]"), new DateOnly(2026, 1, 12));
        var report = await CloseAsync(world, SmallTown.RoundId, new DateOnly(2026, 3, 21));

        Assert.All(world.Mails, mail => Assert.Contains("diarienummer KS 2025/1 och SON 2025-7", mail.Text));
        Assert.Equal(["KS 2025/1", "SON 2025-7"], Figures(report, "diaryNumbers").EnumerateArray().Select(number => number.GetString()));
        Assert.Contains("KS 2025/1, SON 2025-7", (await world.GetAsync($"api/rounds/{SmallTown.RoundId}/report.html")).Text);
    }

    [Fact]
    public async Task Arrangement_A19_the_board_that_asks_is_asked_like_the_others_and_nobody_edits_an_answer_for_another()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        await world.SubmitAsync(world.LinkOf("board@town.example"), [.. Done("1:1")]);
        await CloseAsync(world, SmallTown.RoundId, new DateOnly(2026, 3, 21));
        var round = await world.GetJsonAsync($"api/rounds/{SmallTown.RoundId}");

        Assert.Equal(("submitted", "missing"), (State(round, "board"), State(round, "social")));
        // Answers are written behind the departments' own links and nowhere else: no act of the coordinator's can.
        var sources = Directory.GetFiles(Path.Combine(Repository.Root, "functions", "FollowUp"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"))
                .ToDictionary(file => Path.GetFileName(file)!, File.ReadAllText);
        Assert.Equal(["AnswerFunctions.cs", "DepartmentLinks.cs"],
            sources.Where(source => Regex.IsMatch(source.Value, @"\.(SubmitAsync|SaveDraftAsync)\(")).Select(source => source.Key)
            .Order(StringComparer.Ordinal));
        // Whoever gives the coordinator a new act has to think of this here. About one department: its time, its contacts, letters to it
        // and questions; never its answers.
        Assert.Equal(["contact", "exempt", "extend", "lift", "link", "remind", "return"],
            Regex.Matches(sources["DepartmentActFunctions.cs"], @"Route = Department \+ ""/([a-z]+)""")
                .Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));
        Assert.Equal(
            [
                "api/departments", "api/plans", "api/plans/lint", "api/rounds", "api/rounds/{id}/assessment/{chapter}",
                "api/rounds/{id}/cancel", "api/rounds/{id}/close",
                "api/rounds/{id}/extend", "api/rounds/{id}/open", "api/rounds/{id}/pause", "api/rounds/{id}/preview-links",
                "api/rounds/{id}/preview-links/revoke", "api/rounds/{id}/remind", "api/rounds/{id}/reopen", "api/rounds/{id}/resume",
            ],
            sources.Values.SelectMany(source => Regex.Matches(source,
                @"HttpTrigger\(AuthorizationLevel\.Function, ""(?!get"")[a-z]+"", Route = ""([^""]+)""")
                .Select(match => match.Groups[1].Value)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Arrangement_A20_an_indicator_is_answered_with_value_year_and_source()
    {
        await using var world = await TestWorld.StartAsync(azurite);
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
        await using var world = await TestWorld.StartAsync(azurite);
        await TakeInAsync(world, SmallTown.Departments, SmallTown.Plan);
        await OpenAsync(world, Round("town-extract", kind, "2026", "2026-08-17", "2026-09-11", "2026-09-18"), new DateOnly(2026, 8, 17));
        var link = world.LinkOf("social@town.example");
        await world.SubmitAsync(link,
            [.. Done("1:1", "Alla är utbildade.\nÄven vikarierna."), ("1:1.business-plan", "yes"), ("1:1.account", "yes"),
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
        Assert.Equal(("1 av 2", "1 av 2", "1 av 2", "1 av 2"),
            (rows["Redovisade åtgärder"], rows["Görs med system"], rows["I verksamhetsplanen"], rows[inAccount]));
        Assert.Equal(("1 av 2", "0 av 2", "1 av 2", "0 av 2"),
            (rows["Arbete på universell nivå"], rows["Arbete på indikerad nivå"], rows["Arbete för anställda"],
            rows["Arbete för invånare"]));
        Assert.Equal(["1:1 Utbilda personal", "1:2 Sprida information", "2:1 Erbjuda boende"],
            extract.Document.QuerySelectorAll("h3").Select(heading => heading.TextContent));
        var paragraphs = extract.Document.QuerySelectorAll("main p").Select(paragraph => paragraph.TextContent).ToList();
        Assert.Equal(["Status: Genomförd", "Status: Inte redovisad", "Status: Involverad: delvis"],
            paragraphs.Where(text => text.StartsWith("Status", StringComparison.Ordinal)));
        Assert.Superset(new HashSet<string> { "Vad som har gjorts: Alla är utbildade.", "Även vikarierna.",
            "Hur arbetet görs: Enligt en skriftlig rutin", "Vad enheten har bidragit med: Vi ringde runt." }, paragraphs.ToHashSet());
        Assert.DoesNotContain("Bara sparat.", extract.Text);
    }

    [Fact]
    public async Task Arrangement_A22_the_half_year_account_is_asked_after_in_summer_and_the_annual_one_in_winter()
    {
        await using var world = await TestWorld.StartAsync(azurite);
        await TakeInAsync(world, SmallTown.Departments, SmallTown.Plan);
        await OpenAsync(world, Round("town-half", "halfYear", "första halvåret 2026", "2026-08-17", "2026-09-11", "2026-09-18"),
            new DateOnly(2026, 8, 17));
        var link = world.LinkOf("housing@town.example");
        var form = await world.ReadAllAsync(link);
        Assert.Contains("Är åtgärden redovisad i ert delårsbokslut?", form);
        // Half-way there is less to ask.
        Assert.DoesNotContain("Avslutande frågor", form);
        Assert.DoesNotContain("Förutsättningar i fokusområde", form);
        await world.SubmitAsync(link, [.. Done("2:1"), ("1:1.contribution", "Lokaler."), ("1:1.involved", "yes")]);
        Assert.Equal("complete", Complete(await CloseAsync(world, "town-half", new DateOnly(2026, 9, 19)), "housing"));

        await world.LeapToAsync(new DateOnly(2027, 1, 4), 9);
        await OpenAsync(world, Round("town-2026", "annual", "2026", "2027-01-11", "2027-02-26", "2027-03-19"), new DateOnly(2027, 1, 11));
        form = await world.ReadAllAsync(world.LinkOf("housing@town.example"));
        Assert.Contains("Är åtgärden redovisad i ert årsbokslut eller er verksamhetsberättelse?", form);
        Assert.Contains("Förra svaret: town-half", form);
        await world.SubmitAsync(world.LinkOf("housing@town.example"), ("2:1.since", "unchanged"), ("1:1.since", "unchanged"));

        Assert.Equal("complete", Complete(await CloseAsync(world, "town-2026", new DateOnly(2027, 3, 20)), "housing"));
    }

    [Fact]
    public async Task Arrangement_A29_resources_and_state_grants_are_asked_after_for_each_measure()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        await world.SubmitAsync(world.LinkOf("board@town.example"),
            [.. Done("1:1"), ("1:1.resources", "more-needed"), ("1:1.resources", "state-grant"), ("1:1.resource-need", "En halv tjänst.")]);
        var answer = Answer(await CloseAsync(world, SmallTown.RoundId, new DateOnly(2026, 3, 21)), "1:1", "board");

        Assert.Equal(["more-needed", "state-grant"], answer["resources"]);
        Assert.Equal("En halv tjänst.", One(answer, "resource-need"));
    }

    private static string Round(string id, string kind, string period, string opens, string deadline, string closes) => SmallTown.Round
        .Replace("\"town-2025\"", $"\"{id}\"").Replace("\"Uppföljning 2025\"", $"\"{id}\"").Replace("\"annual\"", $"\"{kind}\"")
            .Replace("\"period\": \"2025\"", $"\"period\": \"{period}\"")
        .Replace("2026-01-12", opens).Replace("2026-02-27", deadline).Replace("2026-03-20", closes);

    /// <summary>All that is required of a measure of one's own; the rest of it is answered beside this.</summary>
    private static (string, string)[] Done(string section, string what = "Allt är gjort.") =>
        [($"{section}.status", "done"), ($"{section}.what", what), ($"{section}.how", "routine")];

    private static async Task TakeInAsync(TestWorld world, string register, string plan)
    {
        var (status, text) = await world.PostAsync("api/departments", register);
        Assert.True(status == HttpStatusCode.OK, text);
        (status, text) = await world.PostAsync("api/plans", plan);
        Assert.True(status == HttpStatusCode.OK, text);
    }

    private static async Task OpenAsync(TestWorld world, string round, DateOnly opens)
    {
        var (status, text) = await world.PostAsync("api/rounds", round);
        Assert.True(status == HttpStatusCode.Created, text);
        (status, text) = await world.PostAsync($"api/rounds/{JsonDocument.Parse(round).RootElement.GetProperty("id").GetString()}/open",
            "");
        Assert.True(status == HttpStatusCode.Accepted, text);
        await world.LeapToAsync(opens, 9);
    }

    /// <summary>Lets the round's time run out; its report.</summary>
    private static async Task<JsonElement> CloseAsync(TestWorld world, string roundId, DateOnly after)
    {
        await world.LeapToAsync(after, 9);
        return await world.GetJsonAsync($"api/rounds/{roundId}/report.json");
    }

    /// <summary>The key findings, in words.</summary>
    private static IReadOnlyList<string> Summary(JsonElement report) =>
        report.GetProperty("chapters")[0].GetProperty("blocks")[1].GetProperty("items").EnumerateArray()
            .Select(item => item.GetProperty("text").GetString()!).ToList();

    private static JsonElement Figures(JsonElement report, string name) => report.GetProperty("figures").GetProperty(name);

    private static int Count(JsonElement figure) => figure.GetProperty("count").GetInt32();

    /// <summary>What the department answered about the measure, as the report's appendix has it: question key → values.</summary>
    private static IReadOnlyDictionary<string, IReadOnlyList<string>> Answer(JsonElement report, string number, string department)
    {
        var answer = report.GetProperty("answers").EnumerateArray()
            .Single(answer => answer.GetProperty("departmentId").GetString() == department
            && answer.GetProperty("about").EnumerateArray()
                .Any(item => item.GetProperty("number").GetString() == number
                && item.GetProperty("role").GetString() is "responsible" or "coResponsible"));
        return answer.GetProperty("items").EnumerateArray().ToDictionary(item => item.GetProperty("key").GetString()!,
            item => (IReadOnlyList<string>)(item.GetProperty("choices").GetArrayLength() == 0 ? [item.GetProperty("text").GetString()!]
                : item.GetProperty("choices").EnumerateArray().Select(choice => choice.GetString()!).ToList()));
    }

    private static string? One(IReadOnlyDictionary<string, IReadOnlyList<string>> answer, string key) => answer.GetValueOrDefault(key)?[0];

    private static string Complete(JsonElement report, string id)
    {
        var submitted = Figures(report, "departments").EnumerateArray().Single(department => department.GetProperty("id").GetString() == id)
            .GetProperty("submitted");
        return Count(submitted) == submitted.GetProperty("of").GetInt32() ? "complete" : "incomplete";
    }

    private static string State(JsonElement round, string id) =>
        round.GetProperty("departments").EnumerateArray().Single(department => department.GetProperty("id").GetString() == id)
            .GetProperty("state").GetString()!;
}
