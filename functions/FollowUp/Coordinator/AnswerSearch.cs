using System.Globalization;
using FollowUp.Inputs;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Reports;
using FollowUp.Time;
using Microsoft.AspNetCore.Http;

namespace FollowUp.Coordinator;

/// <summary>What somebody looks for among a round's submitted answers; "" leaves out nothing.</summary>
/// <param name="Text">In what was written, in the question, or in the department's name.</param>
/// <param name="Section">Id of a section.</param>
/// <param name="Area">Id of a plan and number of a focus area, as <c>plan/1</c>.</param>
/// <param name="Level">One of the plans' levels.</param>
/// <param name="Status">One of <see cref="AnswerWords.Statuses"/>.</param>
/// <param name="Since">The first day on which it came in, as it is written in an address.</param>
public sealed record AnswerSearch(string Text, string Section, string Area, string Level, string Status, string Since)
{
    public const string TextField = "sok";
    public const string SectionField = "fraga";
    public const string AreaField = "omrade";
    public const string LevelField = "niva";
    public const string StatusField = "lage";
    public const string SinceField = "sedan";

    private static readonly CompareInfo Swedish = CultureInfo.GetCultureInfo("sv-SE").CompareInfo;

    public static AnswerSearch None { get; } = new("", "", "", "", "", "");

    public static AnswerSearch Of(IQueryCollection query)
    {
        string Line(string field) => InputText.Line(query[field]);
        return new AnswerSearch(Line(TextField), Line(SectionField), Line(AreaField), Line(LevelField), Line(StatusField),
            Line(SinceField));
    }

    /// <summary>The answers that are looked for, in the round's order.</summary>
    public IReadOnlyList<ReportedAnswer> In(IReadOnlyList<ReportedAnswer> all, IReadOnlyList<ActionPlan> plans) =>
        all.Where(answer => (Section == "" || answer.SectionId == Section)
            && !(StockholmTime.DayOf(answer.Received) < InputCheck.Day(Since))
            && (Status == "" || Value(answer, QuestionKeys.Status) == Status)
            && (Area == "" || answer.About.Any(item => AreaOf(item, plans) == Area))
            && (Level == "" || answer.About.Any(item => LevelsOf(item, plans).Contains(Level)))
            && (Text == "" || Has(answer.Department) || Has(answer.Title)
                || answer.Items.Any(item => Has(item.Text) || Has(item.Question)))).ToList();

    /// <summary>The text in pieces, every second of which is what is looked for.</summary>
    public IReadOnlyList<string> Pieces(string text)
    {
        var pieces = new List<string>();
        while (Text != "" && Swedish.IndexOf(text, Text, CompareOptions.IgnoreCase, out var length) is >= 0 and var at && length > 0)
        {
            pieces.AddRange([text[..at], text.Substring(at, length)]);
            text = text[(at + length)..];
        }
        return [.. pieces, text];
    }

    private bool Has(string text) => Swedish.IndexOf(text, Text, CompareOptions.IgnoreCase) >= 0;

    private static string? Value(ReportedAnswer answer, string key) =>
        answer.Items.FirstOrDefault(item => item.Key == key) is { Choices: [var only, ..] } ? only : null;

    private static string? AreaOf(PlanItem item, IReadOnlyList<ActionPlan> plans) => plans.FirstOrDefault(plan => plan.Id == item.PlanId)
        ?.FocusAreas.FirstOrDefault(area => area.Measures.Any(measure => measure.Number == item.Number)) is { } area
            ? AreaKey(item.PlanId, area) : null;

    public static string AreaKey(string planId, FocusArea area) => $"{planId}/{area.Number}";

    private static IEnumerable<string> LevelsOf(PlanItem item, IReadOnlyList<ActionPlan> plans) =>
        plans.Where(plan => plan.Id == item.PlanId).SelectMany(plan => plan.Measures).Where(measure => measure.Number == item.Number)
            .SelectMany(measure => measure.Levels).Select(AnswerWords.Level);
}
