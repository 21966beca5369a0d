using System.Text.RegularExpressions;
using FollowUp.Acts;
using FollowUp.Local;

namespace FollowUp.Tests.Rounds;

/// <summary>
/// How the municipalities in the product's sources decide which departments to ask about which plan. Each test is named after its
/// arrangement in the product's table and goes from the import to the closed round, through the pages.
/// </summary>
public sealed class AskingArrangementTests(TablesFixture storage) : ArrangedRoundTests
{
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
        await using var world = await TestWorld.StartAsync(storage);
        await TakeInAsync(world, SmallTown.Departments + SchoolToo, SmallTown.Plan);
        await OpenAsync(world, SmallTown.Round, new DateOnly(2026, 1, 12));
        await world.SubmitAsync(world.LinkOf("social@town.example"), [.. Done("1:1"), .. Done("1:2", "Foldern finns på tolv språk.")]);
        await world.LeapToAsync(new DateOnly(2027, 1, 15), 9);

        await TakeInAsync(world, SmallTown.Departments.Replace("namn: Socialnämnden", "namn: Socialnämnden\n    till: 2026-12-31")
            + SchoolToo.Replace("slag: nämnd", "slag: nämnd\n    till: 2026-12-31") + Merged, SmallTown.Plan);
        await OpenAsync(world, Round("town-mandate", "mandatePeriod", "2023–2026", "2027-02-01", "2027-03-12", "2027-03-31"),
            new DateOnly(2027, 2, 1));

        // All departments are asked, also those without a measure.
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
        await using var world = await TestWorld.StartAsync(storage);
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
    public async Task Arrangement_A04_a_plan_and_its_activity_plan_are_followed_up_in_one_mail_and_one_form_with_no_question_twice()
    {
        var activities = SmallTown.Plan.Replace("plan: town", "plan: town-activities\növerordnad: town")
            .Replace("titel: Trygg stad", "titel: Aktivitetsplan heder")
            .Replace("titel: Sprida information", "titel: Nå unga på deras språk")
                .Replace("titel: Erbjuda boende", "titel: Skyddat boende för unga");
        await using var world = await TestWorld.StartAsync(storage);
        await TakeInAsync(world, SmallTown.Departments, SmallTown.Plan);
        await TakeInAsync(world, SmallTown.Departments, activities);
        await OpenAsync(world, SmallTown.Round.Replace("[\"town\"]", "[\"town\", \"town-activities\"]"), new DateOnly(2026, 1, 12));

        var mail = Assert.Single(world.Mails, mail => mail.To == "social@town.example");
        Assert.Contains("planerna ”Trygg stad” och ”Aktivitetsplan heder”", mail.Text);
        var form = await world.OpenAsync(mail.Link!.AbsolutePath);
        // 1:1 has the same title in both plans; the two 1:2 are different measures.
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
    public async Task Arrangement_A12_every_second_year_shows_how_directions_appear_in_another_plans_measures_and_fit_the_situation()
    {
        await using var world = await TestWorld.StartAsync(storage);
        await TakeInAsync(world, Repository.Seed("departments/linkoping.yaml"), Repository.Seed("plans/linkoping-inriktningar-2024.yaml"));
        await TakeInAsync(world, Repository.Seed("departments/linkoping.yaml"), Repository.Seed("plans/linkoping-atgardsplan-2024.yaml"));
        await OpenAsync(world, Repository.Seed("rounds/linkoping-2026-jamstalldhet.json"), new DateOnly(2026, 1, 12));
        await world.SubmitAsync(world.LinkOf("kontaktperson.social-och-omsorgsforvaltningen@linkoping.example"),
            [.. Done("1:2"), ("1:2.situation", "yes"), ("1:2.situation-reference", "Lägesbild 2025, avsnitt 4"), .. Done("1:4"),
                ("1:4.situation", "no")]);
        var report = await CloseAsync(world, "linkoping-2026-jamstalldhet", new DateOnly(2026, 3, 21));

        var directions = Figures(report, "directions").EnumerateArray()
            .ToDictionary(direction => direction.GetProperty("number").GetString()!);
        string Extract(string number)
        {
            var direction = directions[number];
            var measures = direction.GetProperty("measures").EnumerateArray().Select(measure => measure.GetProperty("number").GetString());
            return $"{string.Join(' ', measures)}: done {Count(direction.GetProperty("done"))}, "
                + $"situation {Count(direction.GetProperty("situation"))} of {direction.GetProperty("situation").GetProperty("basis")}, "
                + $"{direction.GetProperty("gaps").GetArrayLength()} gaps";
        }

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
    public async Task Arrangement_A13_every_department_gives_its_viewpoints_on_a_draft()
    {
        await using var world = await TestWorld.StartAsync(storage);
        await TakeInAsync(world, SmallTown.Departments + SchoolToo, SmallTown.Plan);
        var round = Regex.Replace(Round("town-draft", "consultation", "april–juni 2026", "2026-04-20", "2026-06-12", "2026-06-15"),
            "\"ladder\": .*?\\],", "", RegexOptions.Singleline);
        await OpenAsync(world, round, new DateOnly(2026, 4, 20));

        Assert.Equal(5, world.Mails.Count);
        var mail = world.Mails.Single(mail => mail.To == "school@town.example");
        Assert.Equal("Samråd, svara senast 12 juni 2026: Trygg stad, Skolnämnden", mail.Subject);
        Assert.Contains("Småstads kommun ber Skolnämnden om synpunkter på ”Trygg stad”.", mail.Text);
        var form = await world.OpenAsync(mail.Link!.AbsolutePath);
        Assert.Equal(["Helheten", "1 Förebygga", "2 Stödja"],
            form.Document.QuerySelectorAll(".tasks a").Select(section => section.TextContent));
        Assert.DoesNotContain("Hur långt har ni kommit", await world.ReadAllAsync(mail.Link!.AbsolutePath));

        // Viewpoints alone are not enough: the department must also say whether it supports the draft.
        var saved = await world.SaveAsync(mail.Link!.AbsolutePath, ("viewpoints-1.viewpoints", "Skolan saknas."));
        Assert.Contains("Obligatoriska frågor saknar svar.", saved.Text);
        Assert.Contains("Det ni har skrivit kan skickas in, men svaret räknas inte som fullständigt.",
            (await world.OpenAsync($"{mail.Link!.AbsolutePath}/granska")).Text);
        await world.SubmitAsync(mail.Link!.AbsolutePath, ("stance.stance", "support-with-changes"));
        await world.SubmitAsync(world.LinkOf("board@town.example"), ("stance.stance", "abstain"));
        var report = await CloseAsync(world, "town-draft", new DateOnly(2026, 6, 16));

        Assert.Equal([("support", 0), ("support-with-changes", 1), ("oppose", 0), ("abstain", 1)],
            Figures(report, "stances").EnumerateArray().Select(stance =>
                (stance.GetProperty("word").GetString(), Count(stance.GetProperty("figure")))));
        Assert.Empty(Figures(report, "measures").EnumerateArray());
        Assert.Equal("Ingen enhet tillstyrker, 1 tillstyrker med ändringar, ingen avstyrker och 1 avstår från att yttra sig.",
            Summary(report)[1]);
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
        // The plan may be a proposal or one in force, and nothing is followed up.
        Assert.All(
            [
                Regex.Replace(html, "(?s)<style.*?</style>|FollowUp[^<]*", ""), form.Text, saved.Text,
                (await world.OpenAsync(mail.Link!.AbsolutePath)).Text,
                .. world.Mails.Select(sent => $"{sent.Subject}\n{sent.Text}"),
            ],
            text => Assert.DoesNotMatch("(?i)uppfölj|följer? upp|förslag", text.Replace("FollowUp – uppföljning av", "")
                .Replace(Texts.Pages.Service, "")));
    }

    [Fact]
    public async Task Arrangement_A14_two_diary_numbers_stand_in_every_mail_and_in_the_report()
    {
        await using var world = await TestWorld.StartAsync(storage);
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
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        await world.SubmitAsync(world.LinkOf("board@town.example"), [.. Done("1:1")]);
        await CloseAsync(world, SmallTown.RoundId, new DateOnly(2026, 3, 21));
        var round = await world.GetJsonAsync($"api/rounds/{SmallTown.RoundId}");

        Assert.Equal(("submitted", "missing"), (State(round, "board"), State(round, "social")));
        // Only the code behind the departments' own links writes answers.
        var sources = Directory.GetFiles(Path.Combine(Repository.Root, "functions", "FollowUp"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"))
                .ToDictionary(file => Path.GetFileName(file)!, File.ReadAllText);
        Assert.Equal(["AnswerFunctions.cs", "DepartmentLinks.cs"],
            sources.Where(source => Regex.IsMatch(source.Value, @"\.(SubmitAsync|SaveDraftAsync)\(")).Select(source => source.Key)
            .Order(StringComparer.Ordinal));
        // A new act of the coordinator must be added here: none may change a department's answers.
        Assert.Equal(["close-link", "contact", "exempt", "extend", "lift", "link", "remind", "return"],
            Act.All.Where(act => act.IsOnDepartment).Select(act => act.Route).Order(StringComparer.Ordinal));
        Assert.Equal(
            [
                "api/departments", "api/plans", "api/plans/lint", "api/rounds", "api/rounds/{id}/assessment/{chapter}",
                "api/rounds/{id}/preview-links", "api/rounds/{id}/preview-links/revoke",
            ],
            sources.Values.SelectMany(source => Regex.Matches(source,
                @"HttpTrigger\(AuthorizationLevel\.Function, ""(?!get"")[a-z]+"", Route = ""([^""]+)""")
                .Select(match => match.Groups[1].Value)).Order(StringComparer.Ordinal));
    }
}
