using FollowUp.Departments;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Rounds;
using FollowUp.Tests.Seeds;

namespace FollowUp.Tests.Questionnaires;

public sealed class TailoringTests
{
    private static readonly DepartmentRegister Register = SeedFiles.Register("sodertalje");

    private static readonly IReadOnlyList<Department> Departments = Register.Departments;

    private static readonly ActionPlan Sodertalje = SeedFiles.Plan("sodertalje-2024-2027");

    private static readonly Tailoring SodertaljeRound = new(RoundKind.Annual, [Sodertalje], Register, new DateOnly(2026, 1, 12));

    public static TheoryData<string, string[], string[]> Matrix =>
        [.. SodertaljeSource.Matrix.Select(row => new TheoryDataRow<string, string[], string[]>(row.Department, row.Responsible, row.CoResponsible))];

    [Theory]
    [MemberData(nameof(Matrix))]
    public void Each_department_of_the_source_is_asked_exactly_what_the_source_binds_it_to(string name, string[] responsible, string[] coResponsible)
    {
        var questionnaire = SodertaljeRound.For(Departments.Single(department => department.Name == name).Id);

        Assert.Equal(responsible, Ids(questionnaire, SectionKind.Responsible));
        Assert.Equal(coResponsible, Ids(questionnaire, SectionKind.CoResponsible));
        Assert.Equal([Tailoring.ClosingSection], Ids(questionnaire, SectionKind.Closing));
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
        var letters = new Dictionary<PreventionLevel, char> { [PreventionLevel.Universal] = 'U', [PreventionLevel.Selective] = 'S', [PreventionLevel.Indicated] = 'I' };
        var read = Sodertalje.FocusAreas.SelectMany(area => area.Measures.Select(measure =>
            (measure.Number, area.Number, string.Concat(measure.Levels.Order().Select(level => letters[level])))));

        Assert.Equal(33, SodertaljeSource.Levels.Length);
        Assert.Equal(SodertaljeSource.Levels, read);
        Assert.Equal(SodertaljeSource.ConditionsPerFocusArea, Sodertalje.FocusAreas.Select(area => area.Conditions.Count));
    }

    [Fact]
    public void Responsible_and_co_responsible_departments_get_different_questions()
    {
        string[] Keys(string department) => SmallTown.Questionnaire(department).Find("1:1")!.Questions.Select(question => question.Key).ToArray();

        Assert.Equal(
            [
                QuestionKeys.Status, QuestionKeys.What, QuestionKeys.How, QuestionKeys.Causes, QuestionKeys.Levels, QuestionKeys.Targets, QuestionKeys.BusinessPlan,
                QuestionKeys.BusinessPlanReference, QuestionKeys.Account, QuestionKeys.AccountReference, QuestionKeys.Resources, QuestionKeys.ResourceNeed,
            ], Keys("board"));
        Assert.Equal([QuestionKeys.Contribution, QuestionKeys.Involved], Keys("housing"));
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
