using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using FollowUp.Questionnaires;
using Microsoft.AspNetCore.Http;

namespace FollowUp.Answers;

/// <summary>The names of the form's fields, and what a posted form says in the questionnaire's terms.</summary>
internal static class PostedForm
{
    public const string FormToken = "formular";
    public const string Action = "gor";
    public const string ActionCheck = "granska";
    public const string Name = "namn";
    public const string Role = "roll";
    public const string Seen = "sett";

    public static string Field(string sectionId, string key) => $"{sectionId}.{key}";

    /// <summary>Where the form carries the fingerprint of what it showed in the section.</summary>
    public static string Shown(string sectionId) => Field(sectionId, "shown");

    /// <summary>Tells one state of a section from another.</summary>
    public static string Fingerprint(AnswerValues? values) =>
        Base64Url.EncodeToString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(values ?? []))[..12]);

    /// <summary>What the form says of each section that it shows. A section that is not on the form is left alone.</summary>
    public static Dictionary<string, AnswerValues> Read(IFormCollection form, Questionnaire questionnaire)
    {
        var posted = new Dictionary<string, AnswerValues>();
        foreach (var section in questionnaire.Sections.Where(section => form.ContainsKey(Shown(section.Id))))
        {
            var values = new AnswerValues();
            foreach (var question in section.Questions)
            {
                // Browsers send line breaks as CR LF whatever was typed.
                values.Put(question.Key, form[Field(section.Id, question.Key)].Select(value => value?.ReplaceLineEndings("\n")));
            }
            posted[section.Id] = values;
        }
        return posted;
    }
}
