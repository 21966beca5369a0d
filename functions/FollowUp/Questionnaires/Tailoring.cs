using FollowUp.Plans;

namespace FollowUp.Questionnaires;

/// <summary>Makes each department's questionnaire out of what the plan binds it to.</summary>
public static class Tailoring
{
    public const string ClosingSection = "closing";

    /// <summary>What a department is asked is frozen in one row, which holds 1 MiB of UTF-16.</summary>
    public const int MostMeasures = 120;

    public static Questionnaire For(ActionPlan plan, IReadOnlyList<Duty> duties)
    {
        var sections = duties.Select(duty => Section(plan, duty)).ToList();
        sections.Add(new Section(ClosingSection, SectionKind.Closing, Texts.Questions.ClosingTitle, null, null, null, [],
        [
            FreeText(QuestionKeys.Coordination),
            FreeText(QuestionKeys.Structure),
        ]));
        return new Questionnaire(sections);
    }

    private static Section Section(ActionPlan plan, Duty duty)
    {
        var measure = duty.Measure;
        return new Section(
            measure.Number, duty.Kind, measure.Title, measure.Examples, duty.Qualifier, duty.Area.Number, measure.Levels.Select(plan.WordFor).ToList(),
            duty.Kind == SectionKind.Responsible ? Responsible : CoResponsible);
    }

    // Everybody is asked the same of a measure, so the questions are made once.
    private static readonly IReadOnlyList<Question> Responsible =
    [
        Choose(QuestionKeys.Status, QuestionKind.OneOf, AnswerWords.Statuses),
        FreeText(QuestionKeys.What),
        Choose(QuestionKeys.How, QuestionKind.OneOf, AnswerWords.Ways),
        Choose(QuestionKeys.Levels, QuestionKind.AnyOf, Enum.GetValues<PreventionLevel>().Select(AnswerWords.Level)),
    ];

    private static readonly IReadOnlyList<Question> CoResponsible =
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
