using System.Net;
using FollowUp.Departments;
using FollowUp.Local;
using FollowUp.Local.Demo;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Rounds;
using FollowUp.Tests.Seeds;

namespace FollowUp.Tests.Rounds;

public sealed class CarryForwardTests(TablesFixture storage)
{
    private static readonly DateTimeOffset Opened = SmallTown.Open.OpenedAt!.Value;
    private static readonly DateTimeOffset LastYear = new(2025, 2, 20, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_newest_submitted_answer_of_the_department_stands_beside_the_question_with_round_and_day()
    {
        var older = Asked("town-2023", LastYear.AddYears(-1),
            SmallTown.Work("board").Submitting(LastYear.AddYears(-1), ("1:1", SmallTown.NotStarted())));
        var newer = Asked("town-2024", LastYear, SmallTown.Work("board").Submitting(LastYear, ("1:1", SmallTown.Done())));

        var (questionnaire, earlier) = Carry(SmallTown.ActionPlan, "board", older, newer);

        var answer = Assert.Single(Assert.Contains("1:1", earlier));
        Assert.Equal(("Kommunstyrelsen", "town-2024", LastYear, "Allt är gjort."),
            (answer.Department, answer.Round, answer.Received, answer.Values.One(QuestionKeys.What)));
        Assert.Equal(QuestionKeys.Since, questionnaire.Find("1:1")!.Questions[0].Key);
        // A question without an earlier answer is asked as usual.
        Assert.DoesNotContain(QuestionnaireBuilder.ClosingSection, earlier);
        Assert.DoesNotContain(questionnaire.Find(QuestionnaireBuilder.ClosingSection)!.Questions, question =>
            question.Key == QuestionKeys.Since);
    }

    [Fact]
    public void A_draft_is_not_an_answer()
    {
        var work = SmallTown.Work("board") with { Drafts = new Dictionary<string, AnswerValues> { ["1:1"] = SmallTown.Done() } };

        var (questionnaire, earlier) = Carry(SmallTown.ActionPlan, "board", Asked("town-2024", LastYear, work));

        Assert.Empty(earlier);
        Assert.False(questionnaire.Find("1:1")!.IsNew);
    }

    [Fact]
    public void After_a_merger_both_answers_are_shown_and_neither_is_carried_forward()
    {
        var before = Asked("town-2024", LastYear,
            SmallTown.Work("board").Submitting(LastYear, ("1:1", SmallTown.NotStarted())),
            SmallTown.Work("social").Submitting(LastYear.AddDays(1), ("1:1", SmallTown.Done()), ("1:2", SmallTown.NotStarted())));
        // The board has been merged into the social committee.
        var register = SmallTown.Register with
        {
            Successions = [new Succession(new DateOnly(2025, 7, 1), ["board", "social"],
            ["social"])]
        };

        var (questionnaire, earlier) = Carry(SmallTown.ActionPlan, "social", register, before);

        Assert.Equal([("Socialnämnden", "done"), ("Kommunstyrelsen", "not-started")],
            earlier["1:1"].Select(answer => (answer.Department, answer.Values.One(QuestionKeys.Status)!)));
        Assert.False(questionnaire.Find("1:1")!.CanStayAsItWas);
        Assert.Single(earlier["1:2"]);
        Assert.True(questionnaire.Find("1:2")!.CanStayAsItWas);

        // Answers since the merger are the department's own.
        var since = Asked("town-2025", LastYear.AddMonths(8),
            SmallTown.Work("social").Submitting(LastYear.AddMonths(8), ("1:1", SmallTown.Done())));
        Assert.Equal("town-2025", Assert.Single(Carry(SmallTown.ActionPlan, "social", register, before, since).Earlier["1:1"]).Round);
        // A later merger has no effect yet.
        var prepared = register with { Successions = [register.Successions[0] with { Date = new DateOnly(2026, 7, 1) }] };
        Assert.Equal("Socialnämnden", Assert.Single(Carry(SmallTown.ActionPlan, "social", prepared, before).Earlier["1:1"]).Department);
    }

    [Fact]
    public void Two_measures_of_one_title_each_keep_their_own_answer()
    {
        var plan = SmallTown.ReadPlan(SmallTown.Plan.Replace("titel: Sprida information", "titel: Utbilda personal")).Plan!;
        Assignment Social(params (string, AnswerValues)[] answers) => (SmallTown.Work("social") with
        {
            Questionnaire = new QuestionnaireBuilder(RoundKind.Annual, [plan], SmallTown.Register, new DateOnly(2025, 1, 9)).For("social"),
        }).Submitting(LastYear, answers);

        var (_, earlier) = Carry(plan, "social", Asked("town-2024", LastYear,
            Social(("1:1", SmallTown.Done()), ("1:2", SmallTown.NotStarted()))));

        Assert.Equal(("done", "not-started"), (earlier["1:1"][0].Values.One(QuestionKeys.Status),
            earlier["1:2"][0].Values.One(QuestionKeys.Status)));
        Assert.Equal(["1:2"], Carry(plan, "social", Asked("town-2024", LastYear, Social(("1:2", SmallTown.NotStarted())))).Earlier.Keys);
    }

    [Fact]
    public void A_measure_does_not_inherit_the_answer_of_another_measure_that_had_its_number()
    {
        var before = Asked("town-2024", LastYear, SmallTown.Work("social").Submitting(LastYear, ("1:2", SmallTown.Done())));
        var plan = SmallTown.ReadPlan(SmallTown.Plan.Replace("titel: Sprida information", "titel: Något helt nytt")
            .Replace("titel: Erbjuda boende\n", "titel: Erbjuda boende\n")
                .Replace("      - nummer: \"2:1\"",
                "      - nummer: \"2:2\"\n        titel: Sprida information\n        ansvariga: [Bostadsbolaget]\n        nivåer: "
                + "[universell]\n      - nummer: \"2:1\"")).Plan!;

        var (questionnaire, earlier) = Carry(plan, "social", before);

        Assert.Empty(earlier);
        Assert.True(questionnaire.Find("1:2")!.IsNew);
        Assert.Equal(["1:2 Sprida information"], questionnaire.Dropped);
    }

    [Fact]
    public void What_a_shorter_round_did_not_ask_is_taken_from_the_one_that_did()
    {
        var annual = SmallTown.Done();
        annual.Put(QuestionKeys.Resources, ["more-needed"]);
        var half = SmallTown.Work("board") with
        {
            Questionnaire = new QuestionnaireBuilder(RoundKind.HalfYear, [SmallTown.ActionPlan],
            SmallTown.Register, new DateOnly(2025, 8, 18)).For("board")
        };

        var (_, earlier) = Carry(SmallTown.ActionPlan, "board",
            Asked("town-2024", LastYear, SmallTown.Work("board").Submitting(LastYear, ("1:1", annual))),
            Asked("town-half", LastYear.AddMonths(6), half.Submitting(LastYear.AddMonths(6), ("1:1", SmallTown.NotStarted()))));

        var answer = Assert.Single(earlier["1:1"]);
        Assert.Equal(("town-half", "not-started", "more-needed"),
            (answer.Round, answer.Values.One(QuestionKeys.Status), answer.Values.One(QuestionKeys.Resources)));
    }

    [Fact]
    public void What_is_in_the_business_plan_and_reported_goes_on_as_one_with_the_numbers_of_today()
    {
        var before = Asked("town-2024", LastYear, SmallTown.WholeWork("social").Submitting(LastYear, Referring(["1:2"], ["all"])));
        var plan = SmallTown.ReadPlan(SmallTown.Plan.Replace("\"1:2\"", "\"1:7\"")).Plan!;

        var (questionnaire, earlier) = Carry(plan, "social", before);

        var answer = Assert.Single(earlier[QuestionnaireBuilder.AccountsSection]);
        Assert.Equal(("1:7", "all", "Mål 3", null), (Assert.Single(answer.Values.Many(QuestionKeys.PlanMeasures)),
            answer.Values.One(QuestionKeys.AccountMeasures), answer.Values.One(QuestionKeys.BusinessPlanReference),
            // Where in the account is of one year's account.
            answer.Values.One(QuestionKeys.AccountReference)));
        var page = questionnaire.Find(QuestionnaireBuilder.AccountsSection)!;
        Assert.Equal(["unchanged", "changed"], page.Questions[0].Choices.Select(choice => choice.Value));
        var unchanged = SmallTown.Values((QuestionKeys.Since, AnswerWords.Unchanged));
        Assert.True(AnswerRules.IsComplete(page, unchanged));
        Assert.Equal(["1:7"], AnswerRules.Submitted(page, unchanged, answer.Values).Many(QuestionKeys.PlanMeasures));
    }

    [Theory]
    [InlineData(new[] { "1:2" }, new[] { "none" }, new[] { "1:2" }, new[] { "none" })]
    [InlineData(new[] { "all" }, new[] { "1:2" }, new[] { "1:2" }, new[] { "1:2" })]
    public void What_says_nothing_of_a_new_measure_is_shown_and_cannot_go_on(string[] inPlan, string[] reported, string[] inPlanNow,
        string[] reportedNow)
    {
        // The measure that the board had alone is the social committee's, too, since then.
        var then = SmallTown.ReadPlan(SmallTown.Plan.Replace("[Kommunstyrelsen, Socialnämnden]", "[Kommunstyrelsen]")).Plan!;
        var work = SmallTown.Work("social") with
        {
            Questionnaire = new QuestionnaireBuilder(RoundKind.Annual, [then], SmallTown.Register, new DateOnly(2025, 1, 9)).For("social"),
        };

        var (questionnaire, earlier) = Carry(SmallTown.ActionPlan, "social",
            Asked("town-2024", LastYear, work.Submitting(LastYear, Referring(inPlan, reported))));

        var values = Assert.Single(earlier[QuestionnaireBuilder.AccountsSection]).Values;
        Assert.Equal(inPlanNow, values.Many(QuestionKeys.PlanMeasures));
        Assert.Equal(reportedNow, values.Many(QuestionKeys.AccountMeasures));
        Assert.False(questionnaire.Find(QuestionnaireBuilder.AccountsSection)!.CanStayAsItWas);
    }

    [Fact]
    public void The_half_year_account_says_nothing_of_the_annual_one()
    {
        var half = SmallTown.Work("social") with
        {
            Questionnaire = new QuestionnaireBuilder(RoundKind.HalfYear, [SmallTown.ActionPlan], SmallTown.Register,
                new DateOnly(2025, 8, 18)).For("social"),
        };
        var annual = Asked("town-2024", LastYear, SmallTown.WholeWork("social").Submitting(LastYear, Referring(["all"], ["all"])));
        var then = LastYear.AddMonths(6);

        var (_, earlier) = Carry(SmallTown.ActionPlan, "social", annual,
            Asked("town-half", then, half.Submitting(then, Referring(["none"], ["none"]))));

        Assert.Equal("town-2024", Assert.Single(earlier[QuestionnaireBuilder.AccountsSection]).Round);
    }

    private static (string, AnswerValues) Referring(string[] inPlan, string[] reported)
    {
        var (section, values) = SmallTown.Accounts(inPlan, reported);
        values.Put(QuestionKeys.BusinessPlanReference, ["Mål 3"]);
        values.Put(QuestionKeys.AccountReference, ["Sidan 14"]);
        return (section, values);
    }

    [Fact]
    public void A_round_on_a_part_of_the_plan_does_not_make_the_rest_new_or_gone()
    {
        var full = Asked("town-2024", LastYear, SmallTown.Work("social"));
        var part = SmallTown.Work("social") with
        {
            Questionnaire = new Questionnaire(
            SmallTown.Questionnaire("social").Sections.Where(section => section.Id == "1:1").ToList(), [])
        };
        var biennial = new EarlierRound(SmallTown.Closed with { Id = "part", Kind = RoundKind.Biennial, OpenedAt = LastYear.AddMonths(3) },
            [part]);

        var (questionnaire, _) = Carry(SmallTown.ActionPlan, "social", full, biennial);

        Assert.DoesNotContain(questionnaire.Sections, section => section.IsNew);
        Assert.Empty(questionnaire.Dropped);
    }

    [Fact]
    public void What_is_submitted_after_the_round_opened_is_no_earlier_answer()
    {
        var open = Asked("town-2024", LastYear, SmallTown.Work("board").Submitting(LastYear, ("1:1", SmallTown.Done()))
            .Submitting(Opened.AddDays(1), ("1:1", SmallTown.NotStarted())));

        Assert.Equal("done", Assert.Single(Carry(SmallTown.ActionPlan, "board", open).Earlier["1:1"]).Values.One(QuestionKeys.Status));
    }

    [Theory]
    // The same title under another number.
    [InlineData("number moved", "\"1:2\"", "\"1:7\"", "1:7", true)]
    // The same number with another title.
    [InlineData("title rewritten", "titel: Sprida information", "titel: Sprida kunskap", "1:2", true)]
    // Another measure has the number now, and the old measure has another number.
    [InlineData("number taken over", "- nummer: \"1:2\"",
        "- nummer: \"1:2\"\n        titel: Något helt nytt\n        ansvariga: [Socialnämnden]\n        nivåer: [universell]\n      - "
        + "nummer: \"1:8\"", "1:2", false)]
    public void A_measure_is_known_again_by_its_title_and_else_by_its_number(string how, string old, string rewritten, string number,
        bool carried)
    {
        var before = Asked("town-2024", LastYear, SmallTown.Work("social").Submitting(LastYear, ("1:2", SmallTown.Done())));
        var plan = SmallTown.ReadPlan(SmallTown.Plan.Replace(old, rewritten)).Plan!;

        var (questionnaire, earlier) = Carry(plan, "social", before);

        Assert.True(earlier.ContainsKey(number) == carried, how);
        Assert.Equal(!carried, questionnaire.Find(number)!.IsNew);
        Assert.Empty(questionnaire.Dropped);
    }

    [Fact]
    public void What_is_new_and_what_has_gone_since_the_last_time_is_told()
    {
        var before = Asked("town-2024", LastYear, SmallTown.Work("social"));
        var plan = SmallTown.ReadPlan(SmallTown.Plan
            .Replace("        titel: Sprida information\n        ansvariga: [Socialnämnden]",
                "        titel: Sprida information\n        ansvariga: [Bostadsbolaget]")
            .Replace("medansvariga: [Socialnämnden]\n        nivåer: [indikerad]",
                "nivåer: [indikerad]\n      - nummer: \"2:2\"\n        titel: Öppna en mottagning\n        ansvariga: [Socialnämnden]\n   "
                + "     nivåer: [indikerad]")).Plan!;

        var (questionnaire, _) = Carry(plan, "social", before);

        Assert.Equal(["1:2 Sprida information", "2:1 Erbjuda boende"], questionnaire.Dropped);
        Assert.Equal([("1:1", false), ("2:2", true)],
            questionnaire.Sections.Where(section => section.IsMeasure).Select(section => (section.Id, section.IsNew)));
    }

    [Fact]
    public void Nothing_is_new_to_one_that_was_never_asked()
    {
        var (questionnaire, earlier) = Carry(SmallTown.ActionPlan, "social", Asked("town-2024", LastYear, SmallTown.Work("board")));

        Assert.Empty(earlier);
        Assert.DoesNotContain(questionnaire.Sections, section => section.IsNew);
    }

    [Fact]
    public void A_plan_that_takes_anothers_place_takes_its_answers_by_title_and_not_by_number()
    {
        var before = Asked("town-2024", LastYear, SmallTown.Work("social")
            .Submitting(LastYear, ("1:1", SmallTown.Done()), ("1:2", SmallTown.NotStarted())));
        var successor = SmallTown.ReadPlan(SmallTown.Plan.Replace("plan: town", "plan: town-2028\nersätter: town")
            .Replace("titel: Sprida information", "titel: Något annat")).Plan!;

        var (questionnaire, earlier) = Carry(successor, "social", before);

        Assert.Equal(["1:1"], earlier.Keys);
        Assert.True(questionnaire.Find("1:2")!.IsNew);
        var stranger = successor with { Replaces = null };
        Assert.Empty(Carry(stranger, "social", before).Earlier);
    }

    [Fact]
    public void A_co_responsible_department_is_asked_again_when_it_has_become_responsible()
    {
        var before = Asked("town-2024", LastYear, SmallTown.Work("housing").Submitting(LastYear, ("1:1", SmallTown.Contributed())));
        var plan = SmallTown.ReadPlan(SmallTown.Plan.Replace(
            "ansvariga: [Kommunstyrelsen, Socialnämnden]\n        medansvariga: [Bostadsbolaget]", "ansvariga: [Bostadsbolaget]")).Plan!;

        var (questionnaire, earlier) = Carry(plan, "housing", before);

        Assert.Empty(earlier);
        Assert.False(questionnaire.Find("1:1")!.IsNew);
    }

    [Fact]
    public void Conditions_are_carried_only_while_they_are_the_same()
    {
        var values = SmallTown.Values((QuestionKeys.Condition(1), "in-place"));
        var before = Asked("town-2024", LastYear, SmallTown.Work("board").Submitting(LastYear, ("conditions-1", values)));

        Assert.Equal(["conditions-1"], Carry(SmallTown.ActionPlan, "board", before).Earlier.Keys);
        var rewritten = SmallTown.ReadPlan(SmallTown.Plan.Replace("[Kunskap finns]", "[Pengar finns]")).Plan!;
        Assert.Empty(Carry(rewritten, "board", before).Earlier);
    }

    [Fact]
    public async Task An_earlier_answer_is_counted_only_when_it_is_marked()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        await world.SubmitAsync(world.LinkOf("board@town.example"), ("1:1.status", "done"), ("1:1.what", "Förra årets arbete."),
            ("1:1.how", "routine"));
        await world.LeapToAsync(new DateOnly(2027, 1, 4), 9);
        await OpenNextAsync(world, SmallTown.Round.Replace("\"town-2025\"", "\"town-2026\""), 2027);
        var link = world.LinkOf("board@town.example");

        // The earlier answer is shown, not filled in, so that only a choice counts as an answer.
        var form = await world.OpenSectionAsync(link, "1:1");
        Assert.Contains("Förra årets arbete.", form.Text);
        Assert.DoesNotContain(form.Document.QuerySelectorAll("textarea"), area => area.TextContent.Contains("Förra årets arbete."));
        Assert.Contains("Det finns inget nytt att skicka in.", (await world.OpenAsync($"{link}/granska")).Text);

        // "Unchanged" together with a new text is refused, and the text is shown again.
        await world.SaveAsync(link, ("1:1.since", "unchanged"), ("1:1.what", "Nytt i år."));
        var check = await world.OpenAsync($"{link}/granska");
        Assert.Contains("Ni har valt Oförändrat men också svarat på ”Vad har ni gjort, eller varför har det inte blivit av?”.", check.Text);
        Assert.Empty(check.Document.QuerySelectorAll("form"));

        // For a measure that no longer concerns the department only the reason is asked.
        await world.SubmitAsync(link, ("1:1.since", "irrelevant"), ("1:1.what", "Ansvaret har flyttats till regionen."));
        await world.LeapToAsync(new DateOnly(2027, 3, 21), 9);
        var figures = (await world.GetJsonAsync("api/rounds/town-2026/report.json")).GetProperty("figures").GetProperty("measures")[0];
        Assert.Equal((true, false), (figures.GetProperty("reported").GetBoolean(), figures.GetProperty("done").GetBoolean()));
    }

    /// <summary>Opens the round a year or more after the seed's own dates and sends its invitations.</summary>
    private static async Task OpenNextAsync(TestWorld world, string round, int year)
    {
        var moved = round.Replace("2026-01-12", $"{year}-01-12").Replace("2026-02-27", $"{year}-02-26")
            .Replace("2026-03-20", $"{year}-03-19");
        Assert.Equal(HttpStatusCode.Created, (await world.PostAsync("api/rounds", moved)).Status);
        var id = System.Text.Json.JsonDocument.Parse(moved).RootElement.GetProperty("id").GetString();
        Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync($"api/rounds/{id}/open", "")).Status);
        await world.AdvanceToAsync(new DateOnly(year, 1, 12), 9);
    }

    private static EarlierRound Asked(string id, DateTimeOffset when, params Assignment[] works) =>
        new(SmallTown.Closed with { Id = id, Title = id, OpenedAt = when.AddDays(-30) }, works);

    private static (Questionnaire Questionnaire, IReadOnlyDictionary<string, IReadOnlyList<EarlierAnswer>> Earlier) Carry(ActionPlan plan,
        string department, params EarlierRound[] rounds) =>
        Carry(plan, department, SmallTown.Register, rounds);

    private static (Questionnaire Questionnaire, IReadOnlyDictionary<string, IReadOnlyList<EarlierAnswer>> Earlier) Carry(
        ActionPlan plan, string department, DepartmentRegister register, params EarlierRound[] rounds) =>
        new CarryForward(SmallTown.Open with { Id = "town-now" }, Opened, [plan], [plan, SmallTown.ActionPlan], register, rounds)
            .For(new QuestionnaireBuilder(RoundKind.Annual, [plan], SmallTown.Register, new DateOnly(2026, 1, 9)).For(department),
                department);
}
