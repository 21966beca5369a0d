namespace FollowUp.Questionnaires;

/// <summary>What may stand in an answer, and what must stand there before a section can be submitted.</summary>
public static class AnswerRules
{
    /// <summary>In UTF-16 code units; well inside one 64 KiB table property.</summary>
    public const int LongestText = 5_000;

    /// <param name="Key">The question at which the message belongs.</param>
    public sealed record Fault(string SectionId, string Key, string Message);

    /// <summary>What cannot be saved at all, not even as a draft.</summary>
    public static IEnumerable<Fault> Faults(Section section, AnswerValues values)
    {
        foreach (var question in section.Questions)
        {
            var given = values.Many(question.Key);
            if (question.Kind == QuestionKind.FreeText)
            {
                if (given.Count > 1)
                {
                    yield return new Fault(section.Id, question.Key, Texts.Form.TwoValues);
                }
                foreach (var text in given.Where(text => text.Length > LongestText))
                {
                    yield return new Fault(section.Id, question.Key, Texts.Form.TooLong(text.Length, LongestText));
                }
            }
            else if (given.Any(value => question.Choices.All(choice => choice.Value != value)))
            {
                yield return new Fault(section.Id, question.Key, Texts.Form.UnknownChoice);
            }
            else if (given.Count > (question.Kind == QuestionKind.OneOf ? 1 : question.Choices.Count))
            {
                yield return new Fault(section.Id, question.Key, Texts.Form.TwoValues);
            }
        }
    }

    /// <summary>The questions that still must be answered before the section can be submitted.</summary>
    public static IReadOnlyList<Question> Missing(Section section, AnswerValues? values) =>
        Required(section, values).Where(key => values == null || !values.ContainsKey(key)).Select(key => section.Questions.Single(question => question.Key == key)).ToList();

    /// <summary>Whether the section says something and nothing that it must say is missing: only then can it be submitted.</summary>
    public static bool IsComplete(Section section, AnswerValues? values) =>
        values is { Count: > 0 } && Missing(section, values).Count == 0;

    /// <summary>
    /// Whether the section must be submitted for the department to count as done. The closing questions are offered, not demanded.
    /// </summary>
    public static bool IsAsked(Section section) => section.Kind != SectionKind.Closing;

    // At most three per measure: status, what was done or why not, and how.
    private static IEnumerable<string> Required(Section section, AnswerValues? values) => section.Kind switch
    {
        SectionKind.Responsible when AnswerWords.SomethingDone(values?.One(QuestionKeys.Status)) =>
            [QuestionKeys.Status, QuestionKeys.What, QuestionKeys.How],
        SectionKind.Responsible => [QuestionKeys.Status, QuestionKeys.What],
        SectionKind.CoResponsible => [QuestionKeys.Contribution, QuestionKeys.Involved],
        _ => [],
    };
}
