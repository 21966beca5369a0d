using System.Net;
using FollowUp.Local;
using FollowUp.Local.Demo;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Rounds;
using FollowUp.Tests.Seeds;

namespace FollowUp.Tests.Questionnaires;

public sealed class CarryForwardTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset LastYear = new(2025, 2, 20, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_newest_submitted_answer_of_the_department_stands_beside_the_question_with_round_and_day()
    {
        var older = Asked("town-2023", LastYear.AddYears(-1), SmallTown.Work("board").Submitting(LastYear.AddYears(-1), ("1:1", SmallTown.NotStarted())));
        var newer = Asked("town-2024", LastYear, SmallTown.Work("board").Submitting(LastYear, ("1:1", SmallTown.Done())));

        var (questionnaire, earlier) = Carry(SmallTown.ActionPlan, "board", ["board"], older, newer);

        var answer = Assert.Contains("1:1", earlier);
        Assert.Equal(("Kommunstyrelsen", "town-2024", LastYear, "Allt är gjort."), (answer.Department, answer.Round, answer.Received, answer.Values.One(QuestionKeys.What)));
        Assert.Equal(QuestionKeys.Since, questionnaire.Find("1:1")!.Questions[0].Key);
        // What was answered to nothing is asked as ever.
        Assert.DoesNotContain(Tailoring.ClosingSection, earlier);
        Assert.DoesNotContain(questionnaire.Find(Tailoring.ClosingSection)!.Questions, question => question.Key == QuestionKeys.Since);
    }

    [Fact]
    public void A_draft_is_not_an_answer()
    {
        var work = SmallTown.Work("board") with { Drafts = new Dictionary<string, AnswerValues> { ["1:1"] = SmallTown.Done() } };

        var (questionnaire, earlier) = Carry(SmallTown.ActionPlan, "board", ["board"], Asked("town-2024", LastYear, work));

        Assert.Empty(earlier);
        Assert.False(questionnaire.Find("1:1")!.IsNew);
    }

    [Fact]
    public void After_a_merge_the_answers_of_both_are_the_heirs_and_of_two_on_one_measure_the_newer_is_shown()
    {
        var before = Asked("town-2024", LastYear,
            SmallTown.Work("board").Submitting(LastYear, ("1:1", SmallTown.NotStarted())),
            SmallTown.Work("social").Submitting(LastYear.AddDays(1), ("1:1", SmallTown.Done()), ("1:2", SmallTown.NotStarted())));

        var (_, earlier) = Carry(SmallTown.ActionPlan, "social", ["social", "board"], before);

        Assert.Equal(("Socialnämnden", "done"), (earlier["1:1"].Department, earlier["1:1"].Values.One(QuestionKeys.Status)));
        Assert.Equal("not-started", earlier["1:2"].Values.One(QuestionKeys.Status));
    }

    [Theory]
    // The same title, wherever it stands now.
    [InlineData("number moved", "\"1:2\"", "\"1:7\"", "1:7", true)]
    // The same number, whatever it is called now.
    [InlineData("title rewritten", "titel: Sprida information", "titel: Sprida kunskap", "1:2", true)]
    // Another measure has taken the number, and the one that had it goes on under another.
    [InlineData("number taken over", "- nummer: \"1:2\"", "- nummer: \"1:2\"\n        titel: Något helt nytt\n        ansvariga: [Socialnämnden]\n        nivåer: [universell]\n      - nummer: \"1:8\"", "1:2", false)]
    public void A_measure_is_known_again_by_its_title_and_else_by_its_number(string how, string old, string rewritten, string number, bool carried)
    {
        var before = Asked("town-2024", LastYear, SmallTown.Work("social").Submitting(LastYear, ("1:2", SmallTown.Done())));
        var plan = SmallTown.ReadPlan(SmallTown.Plan.Replace(old, rewritten)).Plan!;

        var (questionnaire, earlier) = Carry(plan, "social", ["social"], before);

        Assert.True(earlier.ContainsKey(number) == carried, how);
        Assert.Equal(!carried, questionnaire.Find(number)!.IsNew);
        Assert.Empty(questionnaire.Dropped);
    }

    [Fact]
    public void What_is_new_and_what_has_gone_since_the_last_time_is_told()
    {
        var before = Asked("town-2024", LastYear, SmallTown.Work("social"));
        var plan = SmallTown.ReadPlan(SmallTown.Plan
            .Replace("        titel: Sprida information\n        ansvariga: [Socialnämnden]", "        titel: Sprida information\n        ansvariga: [Bostadsbolaget]")
            .Replace("medansvariga: [Socialnämnden]\n        nivåer: [indikerad]", "nivåer: [indikerad]\n      - nummer: \"2:2\"\n        titel: Öppna en mottagning\n        ansvariga: [Socialnämnden]\n        nivåer: [indikerad]")).Plan!;

        var (questionnaire, _) = Carry(plan, "social", ["social"], before);

        Assert.Equal(["1:2 Sprida information", "2:1 Erbjuda boende"], questionnaire.Dropped);
        Assert.Equal([("1:1", false), ("2:2", true)], questionnaire.Sections.Where(section => section.IsMeasure).Select(section => (section.Id, section.IsNew)));
    }

    [Fact]
    public void Nothing_is_new_to_one_that_was_never_asked()
    {
        var (questionnaire, earlier) = Carry(SmallTown.ActionPlan, "social", ["social"], Asked("town-2024", LastYear, SmallTown.Work("board")));

        Assert.Empty(earlier);
        Assert.DoesNotContain(questionnaire.Sections, section => section.IsNew);
    }

    [Fact]
    public void A_plan_that_takes_anothers_place_takes_its_answers_by_title_and_not_by_number()
    {
        var before = Asked("town-2024", LastYear, SmallTown.Work("social").Submitting(LastYear, ("1:1", SmallTown.Done()), ("1:2", SmallTown.NotStarted())));
        var successor = SmallTown.ReadPlan(SmallTown.Plan.Replace("plan: town", "plan: town-2028\nersätter: town").Replace("titel: Sprida information", "titel: Något annat")).Plan!;

        var (questionnaire, earlier) = Carry(successor, "social", ["social"], before);

        Assert.Equal(["1:1"], earlier.Keys);
        Assert.True(questionnaire.Find("1:2")!.IsNew);
        var stranger = successor with { Replaces = null };
        Assert.Empty(Carry(stranger, "social", ["social"], before).Earlier);
    }

    [Fact]
    public void Who_answered_as_co_responsible_is_asked_anew_when_it_has_become_responsible()
    {
        var before = Asked("town-2024", LastYear, SmallTown.Work("housing").Submitting(LastYear, ("1:1", SmallTown.Contributed())));
        var plan = SmallTown.ReadPlan(SmallTown.Plan.Replace("ansvariga: [Kommunstyrelsen, Socialnämnden]\n        medansvariga: [Bostadsbolaget]", "ansvariga: [Bostadsbolaget]")).Plan!;

        var (questionnaire, earlier) = Carry(plan, "housing", ["housing"], before);

        Assert.Empty(earlier);
        Assert.False(questionnaire.Find("1:1")!.IsNew);
    }

    [Fact]
    public void Conditions_are_carried_only_while_they_are_the_same()
    {
        var values = SmallTown.Values((QuestionKeys.Condition(1), "in-place"));
        var before = Asked("town-2024", LastYear, SmallTown.Work("board").Submitting(LastYear, ("conditions-1", values)));

        Assert.Equal(["conditions-1"], Carry(SmallTown.ActionPlan, "board", ["board"], before).Earlier.Keys);
        var rewritten = SmallTown.ReadPlan(SmallTown.Plan.Replace("[Kunskap finns]", "[Pengar finns]")).Plan!;
        Assert.Empty(Carry(rewritten, "board", ["board"], before).Earlier);
    }

    [Fact]
    public async Task An_earlier_answer_is_counted_only_when_it_is_marked()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        await world.SubmitAsync(world.LinkOf("board@town.example"), ("1:1.status", "done"), ("1:1.what", "Förra årets arbete."), ("1:1.how", "routine"));
        await world.AdvanceToAsync(new DateOnly(2027, 1, 4), 9);
        await OpenNextAsync(world, SmallTown.Round.Replace("\"town-2025\"", "\"town-2026\""), 2027);
        var link = world.LinkOf("board@town.example");

        // It is shown, not filled in: whoever only looks has said nothing.
        var form = await world.OpenAsync(link);
        Assert.Contains("Förra årets arbete.", form.Text);
        Assert.DoesNotContain(form.Document.QuerySelectorAll("textarea"), area => area.TextContent.Contains("Förra årets arbete."));
        Assert.Contains("Det finns inget nytt att skicka in.", (await world.OpenAsync($"{link}/granska")).Text);

        // Unchanged and changed at once is asked back, and what was typed stays.
        await world.SaveAsync(link, ("1:1.since", "unchanged"), ("1:1.what", "Nytt i år."));
        var check = await world.OpenAsync($"{link}/granska");
        Assert.Contains("Det förra svaret kan inte gälla samtidigt som ni svarar nytt på ”Vad har ni gjort, eller varför har det inte blivit av?”.", check.Text);
        Assert.Empty(check.Document.QuerySelectorAll("form"));

        // No longer of concern: why is all that is asked.
        await world.SubmitAsync(link, ("1:1.since", "irrelevant"), ("1:1.what", "Ansvaret har flyttats till regionen."));
        await world.AdvanceToAsync(new DateOnly(2027, 3, 21), 9);
        var figures = (await world.GetJsonAsync("api/rounds/town-2026/report.json")).GetProperty("figures").GetProperty("measures")[0];
        Assert.Equal((true, false), (figures.GetProperty("reported").GetBoolean(), figures.GetProperty("done").GetBoolean()));
    }

    [Fact]
    public async Task Twenty_seven_measures_that_are_as_they_were_are_answered_with_twenty_seven_acts_and_a_name()
    {
        await using var world = await TestWorld.StartAsync(azurite);
        foreach (var (room, name) in new[] { ("departments", "sodertalje"), ("plans", "sodertalje-2024-2027") })
        {
            Assert.Equal(HttpStatusCode.OK, (await world.PostAsync($"api/{room}?file={name}.yaml", Repository.Seed($"{room}/{name}.yaml"))).Status);
        }
        var round = Repository.Seed("rounds/sodertalje-2025.json");
        await OpenNextAsync(world, round, 2026);
        const string Socialnamnden = "kontaktperson.socialnamnden@sodertalje.example";
        var measures = new Tailoring(RoundKind.Annual, [SeedFiles.Plan("sodertalje-2024-2027")], SeedFiles.Register("sodertalje"), new DateOnly(2026, 1, 12))
            .For("socialnamnden").Sections.Where(AnswerRules.IsAsked).ToList();
        Assert.Equal(27, measures.Count);
        Assert.InRange(measures.Sum(section => AnswerWords.Statuses.Max(status =>
            AnswerRules.Missing(section, SmallTown.Values((QuestionKeys.Status, status))).Count + (section.Kind == SectionKind.Responsible ? 1 : 0))), 27, 81);
        await new SimulatedDepartment("Socialnämnden", new Random(1)).SubmitAsync(new Uri(world.Local.Emulator.BaseAddress, world.LinkOf(Socialnamnden)));
        await world.AdvanceToAsync(new DateOnly(2027, 1, 4), 9);

        await OpenNextAsync(world, round.Replace("\"sodertalje-2025\"", "\"sodertalje-2026\""), 2027);
        await world.SubmitAsync(world.LinkOf(Socialnamnden), measures.Select(section => ($"{section.Id}.since", "unchanged")).ToArray());

        var department = (await world.GetJsonAsync("api/rounds/sodertalje-2026")).GetProperty("departments").EnumerateArray().Single(department => department.GetProperty("id").GetString() == "socialnamnden");
        Assert.Equal(("submitted", 27), (department.GetProperty("state").GetString(), department.GetProperty("submitted").GetInt32()));
    }

    /// <summary>Opens the round a year or more after the seed's own dates, and lets its invitations go out.</summary>
    private static async Task OpenNextAsync(TestWorld world, string round, int year)
    {
        var moved = round.Replace("2026-01-12", $"{year}-01-12").Replace("2026-02-27", $"{year}-02-26").Replace("2026-03-20", $"{year}-03-19");
        Assert.Equal(HttpStatusCode.Created, (await world.PostAsync("api/rounds", moved)).Status);
        var id = System.Text.Json.JsonDocument.Parse(moved).RootElement.GetProperty("id").GetString();
        Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync($"api/rounds/{id}/open", "")).Status);
        await world.AdvanceToAsync(new DateOnly(year, 1, 12), 9);
    }

    private static EarlierRound Asked(string id, DateTimeOffset when, params DepartmentWork[] works) =>
        new(SmallTown.Closed with { Id = id, Title = id, OpenedAt = when.AddDays(-30) }, works);

    private static (Questionnaire Questionnaire, IReadOnlyDictionary<string, EarlierAnswer> Earlier) Carry(ActionPlan plan, string department, string[] history, params EarlierRound[] rounds) =>
        new CarryForward([plan], [plan, SmallTown.ActionPlan], rounds)
            .For(new Tailoring(RoundKind.Annual, [plan], SmallTown.Register, new DateOnly(2026, 1, 9)).For(department), history);
}
