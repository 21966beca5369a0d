using System.Net;
using FollowUp.Departments;
using FollowUp.Imports;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Rounds;
using FollowUp.Tests.Seeds;

namespace FollowUp.Tests.Plans;

/// <summary>
/// What the plans of five municipalities ask of which departments. Each test is named after its arrangement in the product's table.
/// </summary>
public sealed class ArrangementTests(TablesFixture storage)
{
    private static readonly DateOnly Today = new(2026, 1, 9);

    [Fact]
    public async Task Arrangement_A01_the_duties_of_two_committees_that_were_merged_are_asked_of_the_one_that_came_in_their_place()
    {
        await using var world = await TestWorld.StartAsync(storage);
        // The plan names the committees from before the merger.
        var plan = SmallTown.Plan.Replace("medansvariga: [Socialnämnden]", "medansvariga: [Omsorgsnämnden]");
        var register = SmallTown.Departments + "\n" + """
              - id: care
                namn: Omsorgsnämnden
                slag: nämnd
                kontakter: [{ roll: funktionsbrevlåda, e-post: care@town.example }]
              - id: welfare
                namn: Social- och omsorgsnämnden
                slag: nämnd
                från: 2025-01-01
                kontakter: [{ roll: funktionsbrevlåda, e-post: welfare@town.example }]
            övergångar:
              - datum: 2025-01-01
                från: [social, care]
                till: [welfare]
            """;
        await TakeInAsync(world, register, plan);

        await OpenAsync(world);

        // The new department has the measures of both and is responsible where one of them was.
        var form = await world.OpenAsync(world.LinkOf("welfare@town.example"));
        Assert.Equal(["1:1 Utbilda personal", "1:2 Sprida information", "2:1 Erbjuda boende"],
            form.Document.QuerySelectorAll("li[id*=':'] a").Select(measure => measure.TextContent));
        Assert.DoesNotContain(world.Mails, mail => mail.To is "social@town.example" or "care@town.example");
        // Their answers are the new department's earlier answers.
        Assert.Equal(["welfare", "social", "care"], SmallTown.ReadRegister(register).Register!.HistoryOf("welfare",
            new DateOnly(2030, 1, 1)));
    }

    [Theory]
    [InlineData("linkoping-2018", RoundKind.Annual, RoundKind.MandatePeriod)]
    [InlineData("linkoping-2022-aktivitetsplan", RoundKind.Annual, RoundKind.MandatePeriod)]
    [InlineData("linkoping-atgardsplan-2024", RoundKind.Annual)]
    [InlineData("linkoping-inriktningar-2024", RoundKind.Biennial)]
    [InlineData("flen-2021-2023", RoundKind.Annual)]
    [InlineData("sodertalje-2024-2027", RoundKind.Annual, RoundKind.HalfYear)]
    [InlineData("alingsas-2022")]
    public void Arrangements_A01_A02_A10_A12_A16_A22_a_plan_is_followed_up_as_its_source_says(string plan, params RoundKind[] kinds) =>
        Assert.Equal(kinds, SeedFiles.Plan(plan).FollowUps);

    [Fact]
    public void Arrangement_A30_the_plan_under_the_crime_prevention_law_is_known_as_such() =>
        Assert.Equal(["linkoping-atgardsplan-2024"], SeedFiles.All.Where(seed => SeedFiles.Plan(seed.Plan).Statutory)
            .Select(seed => seed.Plan));

    [Fact]
    public void Arrangement_A17_a_plan_knows_whose_place_it_takes() =>
        Assert.Equal([("linkoping-inriktningar-2024", "linkoping-2018")],
            SeedFiles.All.Select(seed => SeedFiles.Plan(seed.Plan)).Where(plan => plan.Replaces != null)
                .Select(plan => (plan.Id, plan.Replaces!)));

    [Fact]
    public async Task Arrangement_A04_an_activity_plan_knows_the_plan_that_it_details()
    {
        await using var world = await TestWorld.StartAsync(storage);
        await PostSeedAsync(world, "departments", "linkoping");

        var alone = await PostSeedAsync(world, "plans", "linkoping-2022-aktivitetsplan");
        Assert.Contains("överordnad: planen ”linkoping-2018” är inte inläst.", alone);
        await PostSeedAsync(world, "plans", "linkoping-2018");
        var together = await PostSeedAsync(world, "plans", "linkoping-2022-aktivitetsplan");

        Assert.DoesNotContain("är inte inläst", together);
        var plans = (await world.GetJsonAsync("api/plans")).EnumerateArray()
            .ToDictionary(plan => plan.GetProperty("planId").GetString()!, plan => plan.GetProperty("parent").GetString());
        Assert.Equal("linkoping-2018", plans["linkoping-2022-aktivitetsplan"]);
        Assert.Null(plans["linkoping-2018"]);
    }

    [Fact]
    public async Task Arrangement_A09_key_persons_are_asked_while_they_are_valid_and_somebody_from_security_is_among_them()
    {
        await using var world = await TestWorld.StartAsync(storage);
        var register = SmallTown.Departments
            .Replace("- roll: kontaktperson\n        e-post: social@town.example",
                "- roll: kontaktperson\n        e-post: social@town.example\n        till: 2026-01-31\n"
                + "      - roll: kontaktperson\n        e-post: new.social@town.example\n        från: 2026-02-01\n      - roll: "
                + "säkerhetsrepresentant\n        e-post: security@town.example");
        await TakeInAsync(world, register, SmallTown.Plan);

        await OpenAsync(world);
        await world.AdvanceToAsync(new DateOnly(2026, 2, 14), 9);

        Assert.Equal(["board.deputy@town.example", "board@town.example", "housing@town.example", "social@town.example"],
            To("~invitation~"));
        Assert.Equal(["board.deputy@town.example", "board@town.example", "housing@town.example", "new.social@town.example"],
            To("~reminder-14~"));
        // The new one's own link works.
        Assert.Equal(HttpStatusCode.OK, (await world.OpenAsync(world.LinkOf("new.social@town.example"))).Status);
        Assert.Equal([FindingCode.NoSecurity], SmallTown.ReadRegister(SmallTown.Departments).Findings.Select(finding => finding.Code));
        Assert.Empty(SmallTown.ReadRegister(register).Findings);

        IEnumerable<string> To(string notice) => world.Mails.Where(mail => mail.File.Contains(notice)).Select(mail => mail.To)
            .Order(StringComparer.Ordinal);
    }

    [Fact]
    public void Arrangement_A10_each_activity_has_a_time_of_its_own_and_somebody_responsible()
    {
        var plan = SeedFiles.Plan("linkoping-atgardsplan-2024");

        Assert.All(plan.Measures, measure =>
        {
            Assert.NotEmpty(measure.Responsible);
            Assert.True(plan.Start <= measure.Start && measure.Start < measure.End && measure.End <= plan.End);
        });
    }

    [Fact]
    public async Task Arrangement_A11_a_plan_of_directions_says_where_to_go_and_what_that_needs_and_asks_nobody_by_itself()
    {
        var plan = SeedFiles.Plan("linkoping-inriktningar-2024");
        Assert.Equal((PlanKind.Directions, 3, 8), (plan.Kind, plan.FocusAreas.Count, plan.Directions.Count()));
        Assert.All(plan.Directions, direction =>
        {
            Assert.Equal([[PreventionLevel.Universal, PreventionLevel.Selective], [PreventionLevel.Indicated]],
                direction.Needs.Select(need => need.Levels));
            Assert.All(direction.Needs, need => Assert.All([need.ChangeFactors, need.TargetGroups, need.Examples], Assert.NotEmpty));
        });

        await using var world = await TestWorld.StartAsync(storage);
        await PostSeedAsync(world, "departments", "linkoping");
        await PostSeedAsync(world, "plans", "linkoping-inriktningar-2024");
        var (status, text) = await world.PostAsync("api/rounds",
            SmallTown.Round.Replace("[\"town\"]", "[\"linkoping-inriktningar-2024\"]"));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("ingen av planerna har åtgärder att följa upp", text);
    }

    [Fact]
    public async Task Arrangement_A12_directions_that_show_up_in_nobodys_measures_are_listed()
    {
        await using var world = await TestWorld.StartAsync(storage);
        await PostSeedAsync(world, "departments", "linkoping");
        await PostSeedAsync(world, "plans", "linkoping-inriktningar-2024");
        Assert.Equal(8, (await GapsAsync()).Count);

        Assert.DoesNotContain("är inte inläst", await PostSeedAsync(world, "plans", "linkoping-atgardsplan-2024"));

        Assert.Collection(await GapsAsync(),
            gap => Assert.Matches("^Inriktning 1:3 .*: ingen åtgärd på universell och selektiv nivå", gap),
            gap => Assert.Matches("^Inriktning 3:1 .*: ingen åtgärd på indikerad nivå", gap),
            gap => Assert.Matches(@"^Inriktning 3:2 .*: ingen åtgärd i någon plan\.$", gap));

        async Task<List<string>> GapsAsync() => (await world.GetJsonAsync("api/plans/linkoping-inriktningar-2024/gaps")).EnumerateArray()
            .Select(gap => gap.GetString()!).ToList();
    }

    [Fact]
    public void Arrangement_A15_directions_serve_several_outside_goals_and_a_goal_is_served_by_several()
    {
        var plan = SeedFiles.Plan("linkoping-inriktningar-2024");

        Assert.Contains(plan.Directions, direction => direction.Goals.Count > 1);
        Assert.Contains(plan.Goals, goal => plan.Directions.Count(direction => direction.Goals.Contains(goal.Id)) > 1);
        Assert.All(plan.Directions.SelectMany(direction => direction.Goals), id => Assert.Contains(plan.Goals, goal => goal.Id == id));
        Assert.Contains(plan.Goals, goal => goal.Source != null);
    }

    [Fact]
    public async Task Arrangement_A18_all_committees_are_those_there_are_when_the_round_opens_and_a_part_of_one_is_named_on_its_form()
    {
        await using var world = await TestWorld.StartAsync(storage);
        var plan = SmallTown.Plan.Replace(" ansvariga: [Socialnämnden]", " ansvariga: [Alla nämnder]")
            .Replace(" ansvariga: [Bostadsbolaget]", " ansvariga: [\"Kommunstyrelsen (HR, Kommunikation)\"]");
        await TakeInAsync(world, SmallTown.Departments, plan);
        await OpenAsync(world);

        // A committee that begins later is in the register but not in the round.
        const string Later = """

              - id: school
                namn: Skolnämnden
                slag: nämnd
                kontakter: [{ roll: funktionsbrevlåda, e-post: school@town.example }]
            """;
        Assert.Equal(HttpStatusCode.OK, (await world.PostAsync("api/departments", SmallTown.Departments + Later)).Status);
        await world.AdvanceToAsync(new DateOnly(2026, 2, 14), 9);

        Assert.Equal(["board", "housing", "social"], (await world.GetJsonAsync($"api/rounds/{SmallTown.RoundId}"))
            .GetProperty("departments").EnumerateArray().Select(department => department.GetProperty("id").GetString()).Order());
        var board = await world.ReadAllAsync(world.LinkOf("board@town.example"));
        Assert.Contains("1:2 Sprida information", board);
        Assert.Contains("Ni är ansvariga (HR, Kommunikation).", board);
        Assert.Contains("\"school\"", (await world.GetAsync("api/plans/town/duties")).Text);
    }

    [Fact]
    public void Arrangement_A18_each_of_the_nineteen_commitments_binds_whom_the_source_binds()
    {
        var (plan, register) = (SeedFiles.Plan("flen-2021-2023"), SeedFiles.Register("flen"));
        var committees = register.Departments.Where(department => department.Kind == DepartmentKind.Committee)
            .Select(department => department.Name).ToList();

        var duties = Responsibilities.In(plan, register, plan.Start);
        var read = duties.Departments.SelectMany(id =>
            duties.Of(id).Select(duty => (duty.Measure.Number, register.Find(id)!.Name, duty.Qualifier))).Order();

        Assert.Equal(19, plan.Measures.Count());
        Assert.Equal(FlenSource.Commitments.SelectMany(commitment => commitment.Boards.SelectMany(board =>
            board.Board == "Alla nämnder" ? committees.Select(name => (commitment.Commitment, name, board.Qualifier))
                : [(commitment.Commitment, board.Board, board.Qualifier)])).Order(), read);
    }

    [Fact]
    public void Arrangement_A20_a_measure_carries_numbers_that_others_can_be_compared_with()
    {
        var indicator = SeedFiles.Plan("flen-2021-2023").Measures.Single(measure => measure.Number == "2:6").Indicators.First();

        Assert.NotEqual("", indicator.Name);
        Assert.NotNull(indicator.Source);
    }

    [Fact]
    public void Arrangement_A21_companies_and_councils_are_asked_like_the_others()
    {
        var (plan, register) = (SeedFiles.Plan("sodertalje-2024-2027"), SeedFiles.Register("sodertalje"));
        var duties = Responsibilities.In(plan, register, Today);

        Assert.All([DepartmentKind.Committee, DepartmentKind.Company, DepartmentKind.Council], kind =>
            Assert.Contains(register.Departments, department => department.Kind == kind && duties.Of(department.Id).Count > 0
                && department.RecipientsOn(Today).Count > 0));
    }

    [Fact]
    public void Arrangement_A24_a_measure_has_a_number_a_text_examples_responsible_and_co_responsible_departments_and_levels()
    {
        var plan = SeedFiles.Plan("sodertalje-2024-2027");

        Assert.All(plan.Measures, measure =>
        {
            Assert.NotEqual("", measure.Title);
            Assert.NotEmpty(measure.Responsible);
            Assert.InRange(measure.Levels.Count, 1, 2);
            Assert.Empty(measure.Responsible.Intersect(measure.CoResponsible));
        });
        Assert.Contains(plan.Measures, measure => measure.Examples != null);
        Assert.Contains(plan.Measures, measure => measure.CoResponsible.Count > 1);
    }

    [Fact]
    public void Arrangement_A25_what_must_be_in_place_stands_with_the_focus_area_and_apart_from_its_measures()
    {
        var plan = SeedFiles.Plan("sodertalje-2024-2027");

        Assert.Equal(SodertaljeSource.ConditionsPerFocusArea, plan.FocusAreas.Select(area => area.Conditions.Count));
        Assert.Empty(plan.FocusAreas.SelectMany(area => area.Conditions).Intersect(plan.Measures.Select(measure => measure.Title)));
    }

    [Fact]
    public async Task Arrangement_A28_a_plans_own_words_for_the_levels_are_understood_and_shown()
    {
        var plan = SeedFiles.Plan("alingsas-2022");
        Assert.Equal(Enum.GetValues<PreventionLevel>(), plan.Measures.SelectMany(measure => measure.Levels).Distinct().Order());
        Assert.Equal(Enum.GetValues<MeasureTarget>(), plan.Measures.SelectMany(measure => measure.Targets).Distinct().Order());
        Assert.Equal(Enum.GetValues<SocietyLevel>(), plan.Measures.SelectMany(measure => measure.SocietyLevels).Distinct().Order());

        await using var world = await TestWorld.StartAsync(storage);
        var own = SmallTown.Plan.Replace("fokusområden:", "nivåord: [främjande, förebyggande, riktad]\nfokusområden:")
            .Replace("universell", "främjande").Replace("selektiv", "förebyggande").Replace("indikerad", "riktad");
        await TakeInAsync(world, SmallTown.Departments, own);
        await OpenAsync(world);

        Assert.Contains("Planens preventionsnivåer: främjande och förebyggande.",
            await world.ReadAllAsync(world.LinkOf("board@town.example")));
        Assert.Contains(SmallTown.ReadPlan(own.Replace("nivåer: [riktad]", "nivåer: [universell]")).Findings, finding =>
            finding.Code == FindingCode.UnknownLevel);
    }

    private static async Task TakeInAsync(TestWorld world, string register, string plan)
    {
        Assert.Equal((HttpStatusCode.OK, ""), Refusal(await world.PostAsync("api/departments", register)));
        Assert.Equal((HttpStatusCode.OK, ""), Refusal(await world.PostAsync("api/plans", plan)));
    }

    private static (HttpStatusCode, string) Refusal((HttpStatusCode Status, string Text) answer) =>
        (answer.Status, answer.Status == HttpStatusCode.OK ? "" : answer.Text);

    private static async Task<string> PostSeedAsync(TestWorld world, string room, string name)
    {
        var (status, text) = await world.PostAsync($"api/{room}?file={name}.yaml",
            System.Text.Encoding.UTF8.GetString(SeedFiles.Upload($"{room}/{name}.yaml").Content));
        Assert.Equal((HttpStatusCode.OK, ""), (status, status == HttpStatusCode.OK ? "" : text));
        return System.Text.RegularExpressions.Regex.Unescape(text);
    }

    private static async Task OpenAsync(TestWorld world)
    {
        Assert.Equal(HttpStatusCode.Created, (await world.PostAsync("api/rounds", SmallTown.Round)).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync($"api/rounds/{SmallTown.RoundId}/open", "")).Status);
        await world.AdvanceToAsync(new DateOnly(2026, 1, 12), 9);
    }
}
