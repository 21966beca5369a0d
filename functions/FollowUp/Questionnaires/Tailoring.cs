using FollowUp.Plans;

namespace FollowUp.Questionnaires;

/// <summary>Makes each department's questionnaire out of the plan's responsibility matrix.</summary>
public static class Tailoring
{
    public const string ClosingSection = "closing";

    /// <summary>Every department that the plan binds to something, in the order in which the plan first names it.</summary>
    public static IReadOnlyList<string> DepartmentsIn(ActionPlan plan) => plan.Measures
        .SelectMany(measure => measure.Responsible.Concat(measure.CoResponsible))
        .Distinct()
        .ToList();

    public static Questionnaire For(ActionPlan plan, string departmentId)
    {
        var sections = new List<Section>();
        foreach (var area in plan.FocusAreas)
        {
            foreach (var measure in area.Measures)
            {
                if (measure.Responsible.Contains(departmentId))
                {
                    sections.Add(For(area, measure, SectionKind.Responsible, ResponsibleQuestions()));
                }
                else if (measure.CoResponsible.Contains(departmentId))
                {
                    sections.Add(For(area, measure, SectionKind.CoResponsible, CoResponsibleQuestions()));
                }
            }
        }
        sections.Add(new Section(ClosingSection, SectionKind.Closing, Texts.Questions.ClosingTitle, null, null, [],
        [
            FreeText(QuestionKeys.Coordination),
            FreeText(QuestionKeys.Structure),
        ]));
        return new Questionnaire(sections);
    }

    private static Section For(FocusArea area, Measure measure, SectionKind kind, IReadOnlyList<Question> questions) =>
        new(measure.Number, kind, measure.Title, measure.Examples, area.Number, measure.Levels, questions);

    private static IReadOnlyList<Question> ResponsibleQuestions() =>
    [
        Choose(QuestionKeys.Status, QuestionKind.OneOf, AnswerWords.Statuses),
        FreeText(QuestionKeys.What),
        Choose(QuestionKeys.How, QuestionKind.OneOf, AnswerWords.Ways),
        Choose(QuestionKeys.Levels, QuestionKind.AnyOf, Enum.GetValues<PreventionLevel>().Select(AnswerWords.Level)),
    ];

    private static IReadOnlyList<Question> CoResponsibleQuestions() =>
    [
        FreeText(QuestionKeys.Contribution),
        Choose(QuestionKeys.Involved, QuestionKind.OneOf, AnswerWords.Involvement),
    ];

    private static Question FreeText(string key) =>
        new(key, QuestionKind.FreeText, Texts.Questions.Ask(key), Texts.Questions.Hint(key), []);

    private static Question Choose(string key, QuestionKind kind, IEnumerable<string> values) =>
        new(key, kind, Texts.Questions.Ask(key), Texts.Questions.Hint(key),
            values.Select(value => new Choice(value, Texts.Questions.Choice(key, value))).ToList());
}
