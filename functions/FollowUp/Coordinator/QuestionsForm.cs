using FollowUp.Forms;
using FollowUp.Imports;
using FollowUp.Inputs;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Rounds;
using Microsoft.AspNetCore.Http;

namespace FollowUp.Coordinator;

/// <summary>The form in which the coordinator makes a draft's questions their own.</summary>
/// <param name="Questions">With an empty question in each row that is not used.</param>
/// <param name="Version">Token of the questions that it was made from.</param>
public sealed record QuestionsForm(RoundQuestions Questions, string Version)
{
    public const string LeftOutField = "utan";

    public IReadOnlyList<Problem> Errors { get; init; } = [];

    /// <param name="part"><c>text</c>, <c>slag</c>, <c>svar</c>, <c>hjalp</c>, <c>kravs</c> or <c>id</c>.</param>
    public static string Field(int place, string part) => $"egen-{place + 1}-{part}";

    public static string HelpField(string key) => $"hjalp-{key}";

    /// <summary>Of the box that leaves the question out.</summary>
    public static string LeftOutId(string key) => $"{LeftOutField}-{key}";

    public static QuestionsForm Of(Round draft) => new(WithRoom(draft.Questions ?? RoundQuestions.None), TokenOf(draft.Questions));

    public static string TokenOf(RoundQuestions? questions) => VersionToken.Of(questions ?? RoundQuestions.None);

    public static QuestionsForm Read(IFormCollection form, Round draft)
    {
        var stored = (draft.Questions ?? RoundQuestions.None).Own.ToDictionary(question => question.Id);
        var posted = Enumerable.Range(0, RoundQuestions.MaxOwn).Select(place => InputText.Line(form[Field(place, "id")]))
            .Where(id => id != "").ToHashSet();
        string Line(int place, string part) => InputText.Line(form[Field(place, part)]);
        var own = new List<OwnQuestion>();
        foreach (var place in Enumerable.Range(0, RoundQuestions.MaxOwn))
        {
            var (id, text) = (Line(place, "id"), Line(place, "text"));
            var kind = Enum.TryParse<OwnQuestionKind>(Line(place, "slag"), out var chosen) && Enum.IsDefined(chosen) ? chosen
                : OwnQuestionKind.Text;
            // Answered in another way it is another question.
            var stays = text == "" || (id != "" && (!stored.TryGetValue(id, out var before) || before.Kind == kind));
            own.Add(new OwnQuestion(stays ? id : Unused(FileReading.IdOf(text), posted), kind, text, Line(place, "hjalp"),
                InputText.Paragraph(form[Field(place, "svar")]).Split('\n', StringSplitOptions.RemoveEmptyEntries),
                form[Field(place, "kravs")] == "ja"));
        }
        return new QuestionsForm(new RoundQuestions(own,
            form[LeftOutField].OfType<string>().Where(RoundQuestions.Leavable.Contains).ToList(),
            QuestionnaireBuilder.KeysOf(draft.Kind).Select(key => (Key: key, Help: InputText.Line(form[HelpField(key)])))
                .Where(help => help.Help != "").ToDictionary(help => help.Key, help => help.Help)),
            form[PostedForm.VersionToken].ToString());
    }

    /// <summary>Those that are asked: the rows that say nothing do not count.</summary>
    public RoundQuestions Filled => (Questions with { Own = Questions.Own.Where(IsFilled).ToList() }).Normalised();

    public static bool IsFilled(OwnQuestion question) =>
        question.Text != "" || question.Help is not (null or "") || question.Choices.Count > 0;

    /// <summary>The form once more, with what is wrong.</summary>
    public QuestionsForm With(IEnumerable<Problem> problems)
    {
        var rows = Questions.Own.Index().Where(row => IsFilled(row.Item)).Select(row => row.Index).ToList();
        return this with { Errors = problems.Select(problem => problem with { Field = FieldOf(problem.Field.Split('.'), rows) }).ToList() };
    }

    private static string FieldOf(string[] name, List<int> rows) => name switch
    {
        ["own", var place, var part] => Field(rows[int.Parse(place, System.Globalization.CultureInfo.InvariantCulture)], part switch
        {
            "choices" => "svar",
            "help" => "hjalp",
            _ => "text",
        }),
        ["help", var key] => HelpField(key),
        _ => Field(0, "text"),
    };

    private static string Unused(string made, HashSet<string> taken)
    {
        var id = made == "" ? "fraga" : made;
        var free = Enumerable.Range(2, taken.Count + 1).Select(number => $"{id[..Math.Min(id.Length, 36)]}-{number}").Prepend(id)
            .First(free => !taken.Contains(free));
        taken.Add(free);
        return free;
    }

    private static RoundQuestions WithRoom(RoundQuestions questions) => questions with
    {
        Own = [.. questions.Own, .. Enumerable.Repeat(new OwnQuestion("", OwnQuestionKind.Text, "", "", [], Required: false),
            Math.Max(0, RoundQuestions.MaxOwn - questions.Own.Count))],
    };
}
