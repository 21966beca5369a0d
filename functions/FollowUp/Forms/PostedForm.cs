using FollowUp.Inputs;
using FollowUp.Questionnaires;
using Microsoft.AspNetCore.Http;

namespace FollowUp.Forms;

/// <summary>The names of the forms' fields, and what a posted form says in the questionnaire's terms.</summary>
internal static class PostedForm
{
    public const string Name = "namn";
    public const string Role = "roll";
    public const string Email = "epost";
    public const string VersionToken = "sett";
    public const string Delegation = "overlamning";

    /// <summary>Carries the fingerprints of what the form showed.</summary>
    public const string Shown = "visat";

    /// <summary>Carries the keys of the questions at which the form asks which of two answers shall count.</summary>
    public const string Contested = "krock";

    /// <summary>The button.</summary>
    public const string Action = "gor";

    public const string ActionContinue = "fortsatt";
    public const string ActionSave = "spara";
    public const string ActionComplete = "aterlamna";
    public const string ActionCompleteAnyway = "aterlamna-anda";

    /// <summary>In place of a button: the page saves what is being typed, and stays.</summary>
    public const string ActionAutosave = "auto";

    public static string Field(string sectionId, string key) => $"{sectionId}.{key}";

    /// <summary>Where the form says which of two answers shall count.</summary>
    public static string Choice(string sectionId, string key) => $"{sectionId}.{key}.val";

    /// <param name="earlier">The one answer from which the form may have begun; null without one.</param>
    public static TypedSection Read(IFormCollection form, Section section, AnswerValues? earlier)
    {
        var values = new AnswerValues();
        foreach (var question in section.Questions)
        {
            values.Put(question.Key, form[Field(section.Id, question.Key)].Select(posted => Typed(question.Kind, posted)));
        }
        // What the form began from stays in its fields when somebody decides after all to change nothing.
        if (values.One(QuestionKeys.Since) is AnswerWords.Unchanged or AnswerWords.Irrelevant)
        {
            foreach (var (key, given) in earlier ?? [])
            {
                if (values.Many(key).SequenceEqual(given))
                {
                    values.Remove(key);
                }
            }
        }
        var contested = Words(form[Contested].ToString());
        return new TypedSection(section, values, Fingerprints.Parse(form[Shown].ToString()),
            contested.ToDictionary(key => key, key => form[Choice(section.Id, key)].ToString() switch
            {
                TypedSection.Mine => (bool?)true,
                TypedSection.Theirs => false,
                _ => null,
            }));
    }

    /// <summary>What was written in the form, whatever it was about.</summary>
    public static IReadOnlyList<string> Texts(IFormCollection form) => form
        .Where(field => field.Key.Contains('.') && !field.Key.EndsWith(".val", StringComparison.Ordinal)
            && field.Key != Field(QuestionnaireBuilder.AccountsSection, QuestionKeys.PlanMeasures)
            && field.Key != Field(QuestionnaireBuilder.AccountsSection, QuestionKeys.AccountMeasures))
        .SelectMany(field => field.Value).Select(InputText.Paragraph)
            .Where(value => value != "" && !AnswerWords.All.Contains(value)).ToList();

    private static string Typed(QuestionKind kind, string? posted) =>
        kind == QuestionKind.FreeText ? InputText.Paragraph(posted) : InputText.Line(posted);

    private static IEnumerable<string> Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct();
}
