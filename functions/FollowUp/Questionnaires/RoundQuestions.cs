using System.Text.RegularExpressions;
using FollowUp.Inputs;

namespace FollowUp.Questionnaires;

/// <summary>What the coordinator makes of a round's questions.</summary>
/// <param name="Own">Each asked once of every department.</param>
/// <param name="LeftOut">Keys of those of <see cref="Leavable"/> that are not asked.</param>
/// <param name="Help">By key: stands beside the question.</param>
public sealed partial record RoundQuestions(
    IReadOnlyList<OwnQuestion> Own, IReadOnlyList<string> LeftOut, IReadOnlyDictionary<string, string> Help)
{
    public const int MaxOwn = 5;
    public const int MaxChoices = 10;
    public const int MaxHelp = 500;

    /// <summary>The optional ones on which no key figure rests.</summary>
    public static IReadOnlyList<string> Leavable { get; } =
    [
        QuestionKeys.Causes, QuestionKeys.Resources, QuestionKeys.BusinessPlanReference, QuestionKeys.AccountReference,
        QuestionKeys.ConditionsComment, QuestionKeys.Coordination, QuestionKeys.Structure,
    ];

    public static RoundQuestions None { get; } = new([], [], new Dictionary<string, string>());

    /// <summary>What JSON leaves out says nothing.</summary>
    public RoundQuestions Completed() => new((Own ?? []).OfType<OwnQuestion>().Select(question => question with
    {
        Id = question.Id ?? "",
        Text = question.Text ?? "",
        Choices = (question.Choices ?? []).OfType<string>().ToList(),
    }).ToList(), (LeftOut ?? []).OfType<string>().ToList(), Help ?? new Dictionary<string, string>());

    /// <summary>As it is stored.</summary>
    public RoundQuestions Normalised() => new(
        Own.Select(question => question with
        {
            Text = InputText.Line(question.Text),
            Help = InputText.Line(question.Help) is { Length: > 0 } help ? help : null,
            Choices = question.Choices.Select(InputText.Line).Where(choice => choice != "").ToList(),
        }).ToList(), LeftOut.Distinct().ToList(),
        Help.Where(help => InputText.Line(help.Value) != "").ToDictionary(help => help.Key, help => InputText.Line(help.Value)));

    internal bool IsLeftOut(string key) => LeftOut.Contains(key)
        || (key == QuestionKeys.ResourceNeed && LeftOut.Contains(QuestionKeys.Resources));

    /// <summary>What is wrong with it, each at <c>own.{place}.{part}</c>, <c>help.{key}</c> or <c>leftOut</c>.</summary>
    public IEnumerable<Problem> Problems()
    {
        if (Own.Count > MaxOwn)
        {
            yield return new("own", Texts.Questions.TooManyOwn(MaxOwn));
        }
        foreach (var (place, question) in Own.Index())
        {
            foreach (var (part, message) in question.Problems())
            {
                yield return new($"own.{place}.{part}", message);
            }
            if (InputText.Line(question.Text) == "")
            {
                continue;
            }
            if (!Id().IsMatch(question.Id) || Own.Take(place).Any(other => other.Id == question.Id))
            {
                yield return new($"own.{place}.text", Texts.Questions.OwnIdTaken);
            }
        }
        foreach (var key in LeftOut.Where(key => !Leavable.Contains(key)))
        {
            yield return new("leftOut", Texts.Questions.CannotBeLeftOut(key));
        }
        foreach (var (key, help) in Help)
        {
            if (!QuestionnaireBuilder.AllKeys.Contains(key))
            {
                yield return new("help", Texts.Questions.NoSuchQuestion(key));
            }
            else if (InputCheck.Line(help, MaxHelp) is { } wrong)
            {
                yield return new($"help.{key}", wrong);
            }
        }
    }

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,39}\z")]
    private static partial Regex Id();
}

/// <summary>A question of the coordinator's own.</summary>
/// <param name="Id">Stays from year to year, so that the answers can be laid beside each other.</param>
/// <param name="Choices">Of <see cref="OwnQuestionKind.Choice"/>; else they do not count.</param>
public sealed record OwnQuestion(string Id, OwnQuestionKind Kind, string Text, string? Help, IReadOnlyList<string> Choices, bool Required)
{
    public string Key => QuestionKeys.Own(Id);

    internal IEnumerable<(string Part, string Message)> Problems()
    {
        if ((InputText.Line(Text) == "" ? Texts.Questions.OwnTextMissing : InputCheck.Line(Text, AnswerRules.MaxLine)) is { } text)
        {
            yield return ("text", text);
        }
        if (InputCheck.Line(Help, RoundQuestions.MaxHelp) is { } help)
        {
            yield return ("help", help);
        }
        if (Choices.Select(choice => InputCheck.Line(choice, AnswerRules.MaxLine)).FirstOrDefault(wrong => wrong != null) is { } choice)
        {
            yield return ("choices", choice);
        }
        else if (Kind == OwnQuestionKind.Choice && (Choices.Count is < 2 or > RoundQuestions.MaxChoices
            || Choices.Distinct(Texts.Alphabet).Count() < Choices.Count))
        {
            yield return ("choices", Texts.Questions.BadChoices(RoundQuestions.MaxChoices));
        }
    }
}

public enum OwnQuestionKind
{
    Text,
    YesNo,
    Choice,

    /// <summary>As Swedes write it: 1 234,5.</summary>
    Number,
}
