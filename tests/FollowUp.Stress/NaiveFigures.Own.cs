using System.Globalization;
using FollowUp.Questionnaires;
using FollowUp.Reports;

namespace FollowUp.Stress;

internal sealed partial class NaiveFigures
{
    private List<OwnFigures>? Own()
    {
        if (_round.Questions is not { Own.Count: > 0 } questions)
        {
            return null;
        }
        var figures = new List<OwnFigures>();
        foreach (var question in questions.Own)
        {
            var key = $"own-{question.Id}";
            var asked = All().Where(asked => asked.Section.Id == "own").ToList();
            var answers = asked.Where(one => one.One(key) != null).ToList();
            var values = new List<OwnNumber>();
            foreach (var answer in question.Kind == OwnQuestionKind.Number ? answers : [])
            {
                var value = decimal.Parse(answer.One(key)!.Replace(" ", "").Replace(',', '.'), CultureInfo.InvariantCulture);
                values.Add(new OwnNumber(answer.Work.Department.Id, NumberOf(answer), value is 1 or 2 or 3 or 4 ? null : value));
            }
            figures.Add(new OwnFigures(key, question.Text, question.Kind, new Figure(answers.Count, asked.Count, 0, Numbers(answers)),
                question.Kind switch
                {
                    OwnQuestionKind.YesNo => Words(asked, key, ["yes", "no", "unknown"]),
                    OwnQuestionKind.Choice => Words(asked, key, [.. question.Choices]),
                    _ => [],
                }, values));
        }
        return figures;
    }

    private bool IsLeftOut(string key) => _round.Questions?.LeftOut.Contains(key) == true;
}
