using FollowUp.Departments;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Tests.Seeds;

namespace FollowUp.Tests.Questionnaires;

public sealed class QuestionnaireBuilderTests
{
    private static readonly DepartmentRegister Register = SeedFiles.Register("sodertalje");

    private static readonly IReadOnlyList<Department> Departments = Register.Departments;

    private static readonly ActionPlan Sodertalje = SeedFiles.Plan("sodertalje-2024-2027");

    private static readonly QuestionnaireBuilder SodertaljeRound = new(RoundKind.Annual, [Sodertalje], Register, new DateOnly(2026, 1, 12));

    public static TheoryData<string, string[], string[]> Matrix =>
        [.. SodertaljeSource.Matrix.Select(row => new TheoryDataRow<string, string[], string[]>(row.Department, row.Responsible,
            row.CoResponsible))];

    [Theory]
    [MemberData(nameof(Matrix))]
    public void Each_department_of_the_source_is_asked_exactly_what_the_source_binds_it_to(string name, string[] responsible,
        string[] coResponsible)
    {
        var questionnaire = SodertaljeRound.For(Departments.Single(department => department.Name == name).Id);

        Assert.Equal(responsible, Ids(questionnaire, SectionKind.Responsible));
        Assert.Equal(coResponsible, Ids(questionnaire, SectionKind.CoResponsible));
        Assert.Equal([QuestionnaireBuilder.ClosingSection], Ids(questionnaire, SectionKind.Closing));
    }

    [Fact]
    public void The_fourteen_departments_of_the_source_are_asked_and_nobody_else()
    {
        var names = SodertaljeRound.Departments.Select(id => Departments.Single(department => department.Id == id).Name);

        Assert.Equal(14, SodertaljeSource.Matrix.Length);
        Assert.Equal(SodertaljeSource.Matrix.Select(row => row.Department).Order(), names.Order());
        Assert.Equal(14, Departments.Count);
    }

    [Fact]
    public void The_measures_levels_and_conditions_are_those_of_the_source()
    {
        var letters = new Dictionary<PreventionLevel, char>
        {
            [PreventionLevel.Universal] = 'U',
            [PreventionLevel.Selective] = 'S',
            [PreventionLevel.Indicated] = 'I',
        };
        var read = Sodertalje.FocusAreas.SelectMany(area => area.Measures.Select(measure =>
            (measure.Number, area.Number, string.Concat(measure.Levels.Order().Select(level => letters[level])))));

        Assert.Equal(33, SodertaljeSource.Levels.Length);
        Assert.Equal(SodertaljeSource.Levels, read);
        Assert.Equal(SodertaljeSource.ConditionsPerFocusArea, Sodertalje.FocusAreas.Select(area => area.Conditions.Count));
    }

    [Fact]
    public void Responsible_and_co_responsible_departments_get_different_questions()
    {
        string[] Keys(string department) => SmallTown.Questionnaire(department).Find("1:1")!.Questions.Select(question => question.Key)
            .ToArray();

        Assert.Equal(
            [
                QuestionKeys.Status, QuestionKeys.What, QuestionKeys.How, QuestionKeys.Causes, QuestionKeys.AsPlanned, QuestionKeys.Levels,
                QuestionKeys.Targets, QuestionKeys.Resources, QuestionKeys.ResourceNeed,
            ], Keys("board"));
        Assert.Equal([QuestionKeys.Contribution, QuestionKeys.Involved], Keys("housing"));
    }

    [Fact]
    public void Each_kind_of_round_chooses_from_one_vocabulary()
    {
        string[] Keys(RoundKind kind) => new QuestionnaireBuilder(kind, [SmallTown.ActionPlan], SmallTown.Register,
            new DateOnly(2026, 1, 12)).For("board").Find("1:1")!
            .Questions.Select(question => question.Key)
                .Except([QuestionKeys.Status, QuestionKeys.What, QuestionKeys.How, QuestionKeys.Causes, QuestionKeys.Levels,
                QuestionKeys.AsPlanned, QuestionKeys.Targets]).ToArray();
        string[] resources = [QuestionKeys.Resources, QuestionKeys.ResourceNeed];

        Assert.Equal(resources, Keys(RoundKind.Annual));
        Assert.Equal(resources, Keys(RoundKind.MandatePeriod));
        Assert.Empty(Keys(RoundKind.HalfYear));
        Assert.Equal([QuestionKeys.Situation, QuestionKeys.SituationReference], Keys(RoundKind.Biennial));
    }

    [Theory]
    [InlineData(RoundKind.Annual, "Vilka av åtgärderna är redovisade i ert årsbokslut eller er verksamhetsberättelse?")]
    [InlineData(RoundKind.MandatePeriod, "Vilka av åtgärderna är redovisade i ert årsbokslut eller er verksamhetsberättelse?")]
    [InlineData(RoundKind.HalfYear, "Vilka av åtgärderna är redovisade i ert delårsbokslut?")]
    [InlineData(RoundKind.Biennial, null)]
    [InlineData(RoundKind.Consultation, null)]
    public void Business_plan_and_account_are_asked_once_for_the_measures_of_a_department(RoundKind kind, string? asked)
    {
        var builder = new QuestionnaireBuilder(kind, [SmallTown.ActionPlan], SmallTown.Register, new DateOnly(2026, 1, 12));
        var page = builder.For("social").Find(QuestionnaireBuilder.AccountsSection);

        Assert.Equal(asked, page?.Questions.Single(question => question.Key == QuestionKeys.AccountMeasures).Text);
        if (page != null)
        {
            Assert.True(AnswerRules.IsAsked(page));
            Assert.Equal([("all", "Alla"), ("none", "Ingen"), ("1:1", "1:1 Utbilda personal"), ("1:2", "1:2 Sprida information")],
                page.Questions[0].Choices.Select(choice => (choice.Value, choice.Text)));
            // Of a single measure "all" would say the same.
            Assert.Equal(["none", "1:1"], builder.For("board").Find(QuestionnaireBuilder.AccountsSection)!.Questions[0].Choices
                .Select(choice => choice.Value));
        }
    }

    [Fact]
    public void Who_only_helps_is_not_asked_about_business_plan_and_account()
    {
        var plan = SmallTown.ReadPlan(SmallTown.Plan.Replace(" ansvariga: [Bostadsbolaget]", " ansvariga: [Kommunstyrelsen]")).Plan!;
        var asked = new QuestionnaireBuilder(RoundKind.Annual, [plan], SmallTown.Register, new DateOnly(2026, 1, 12)).For("housing");

        Assert.Null(asked.Find(QuestionnaireBuilder.AccountsSection));
    }

    [Fact]
    public void A_round_on_directions_asks_about_what_is_done_for_them_and_says_which()
    {
        var (actions, directions, register) = (SeedFiles.Plan("linkoping-atgardsplan-2024"), SeedFiles.Plan("linkoping-inriktningar-2024"),
            SeedFiles.Register("linkoping"));
        var tailoring = new QuestionnaireBuilder(RoundKind.Biennial, [actions, directions], register, new DateOnly(2026, 1, 12));

        var asked = tailoring.Departments.SelectMany(id => tailoring.For(id).Sections).Where(section => section.IsMeasure).ToList();

        Assert.Equal(actions.Measures.Where(measure => measure.Directions.Count > 0).Select(measure => measure.Number).Order(),
            asked.Select(section => section.Number).Distinct().Order());
        Assert.All(asked, section => Assert.Equal(
            actions.Measures.Single(measure => measure.Number == section.Number).Directions.Select(link =>
                $"{link.Number} {directions.Directions.Single(direction => direction.Number == link.Number).Title}"),
            section.Serves));
    }

    [Fact]
    public void Who_is_responsible_in_one_plan_and_co_responsible_in_the_other_answers_as_responsible()
    {
        var other = SmallTown.ReadPlan(SmallTown.Plan.Replace("plan: town", "plan: other")
            .Replace("ansvariga: [Kommunstyrelsen, Socialnämnden]\n        medansvariga: [Bostadsbolaget]",
            "ansvariga: [Bostadsbolaget]")).Plan!;

        foreach (var plans in new[] { new[] { SmallTown.ActionPlan, other }, [other, SmallTown.ActionPlan] })
        {
            var section = new QuestionnaireBuilder(RoundKind.Annual, plans, SmallTown.Register, new DateOnly(2026, 1, 12))
                .For("housing").Sections.Single(section => section.Title == "Utbilda personal");

            Assert.Equal((SectionKind.Responsible, 2), (section.Kind, section.About.Count));
            Assert.Equal((SectionKind.CoResponsible, SectionKind.Responsible),
                (section.RoleIn("town", "1:1"), section.RoleIn("other", "1:1")));
            Assert.Equal(QuestionKeys.Status, section.Questions[0].Key);
        }
    }

    [Fact]
    public void A_measure_that_stands_in_two_plans_asks_for_what_both_want_to_know()
    {
        var one = SmallTown.ReadPlan(SmallTown.Plan.Replace("titel: Sprida information",
            "titel: Sprida information\n        indikatorer: [{ namn: Utskick }]")).Plan!;
        var other = SmallTown.ReadPlan(SmallTown.Plan.Replace("plan: town", "plan: other")
            .Replace("nivåer: [universell]", "nivåer: [selektiv]")
            .Replace("titel: Sprida information", "titel: Sprida information\n        indikatorer: [{ namn: Besök }]")
            // The other plan has the same title twice: those are two measures.
            .Replace("      - nummer: \"2:1\"",
                "      - nummer: \"2:2\"\n        titel: Sprida information\n        ansvariga: [Socialnämnden]\n        nivåer: "
                + "[universell]\n      - nummer: \"2:1\"")).Plan!;

        var asked = new QuestionnaireBuilder(RoundKind.Annual, [one, other], SmallTown.Register, new DateOnly(2026, 1, 12))
            .For("social").Sections.Where(section => section.Title == "Sprida information").ToList();

        Assert.Equal(["1:2", "other~2:2"], asked.Select(section => section.Id));
        Assert.Equal(["universell", "selektiv"], asked[0].Levels);
        Assert.Equal(["Utskick", "Besök"], asked[0].Questions.Where(question => question.Kind == QuestionKind.Number)
            .Select(question => question.Text));
    }

    [Fact]
    public void No_measure_demands_more_than_three_inputs()
    {
        foreach (var section in SodertaljeSource.Matrix
            .Select(row => Departments.Single(department => department.Name == row.Department).Id)
            .SelectMany(id => SodertaljeRound.For(id).Sections))
        {
            foreach (var status in AnswerWords.Statuses)
            {
                var values = SmallTown.Values((QuestionKeys.Status, status));
                Assert.InRange(AnswerRules.Missing(section, values).Count + (section.Kind == SectionKind.Responsible ? 1 : 0), 0, 3);
            }
        }
    }

    private static IEnumerable<string> Ids(Questionnaire questionnaire, SectionKind kind) =>
        questionnaire.Sections.Where(section => section.Kind == kind).Select(section => section.Id);
}
