using FollowUp.Questionnaires;
using FollowUp.Rounds;

namespace FollowUp.Reports;

/// <summary>The submitted answers as the report prints them, department by department.</summary>
internal static class ReportedAnswers
{
    public static IReadOnlyList<ReportedAnswer> Of(RoundResults answered) =>
        answered.Departments.SelectMany(work => Reported(work, answered.AskedOf(work).Answers())).ToList();

    private static IEnumerable<ReportedAnswer> Reported(Assignment work, IEnumerable<CurrentAnswer> answers)
    {
        var by = work.Submissions.ToDictionary(submission => submission.Number, Texts.ReportText.By);
        return answers.Select(answer => new ReportedAnswer(
            answer.Number, work.Department.Id, work.Department.Name, answer.Section.Id, answer.Heading, answer.Section.Kind,
            answer.Section.About,
            answer.Submitted.Received, by[answer.Submitted.Submission], work.Answers[answer.Section.Id].Count - 1,
            Items(answer.Section, answer.Submitted.Values)));
    }

    private static List<ReportedItem> Items(Section section, AnswerValues values)
    {
        var items = new List<ReportedItem>(values.Count);
        foreach (var question in section.Questions)
        {
            // That nobody can be known again was asked because of the number that is masked here.
            if (values.Many(question.Key) is { Length: > 0 } given && QuestionKeys.ConfirmedValue(question.Key) == null)
            {
                var masked = question.Kind == QuestionKind.Number && AnswerRules.IsSmallCount(section, question.Key, values);
                items.Add(new ReportedItem(question.Key, question.Text, question.Choices.Count > 0 ? given : [], masked
                    ? Texts.ReportText.Masked : question.Shown(values)));
            }
        }
        return items;
    }
}
