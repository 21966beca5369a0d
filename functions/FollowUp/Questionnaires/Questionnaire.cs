using System.Globalization;
using System.Text.Json.Serialization;

namespace FollowUp.Questionnaires;

/// <summary>
/// What one department is asked in one round. Frozen when the round opens, so that every later reader sees the same questions.
/// </summary>
/// <param name="Dropped">Measures that it was asked about the last time and is not bound to any more, as "number title".</param>
public sealed record Questionnaire(IReadOnlyList<Section> Sections, IReadOnlyList<string> Dropped)
{
    public Section? Find(string sectionId) => Sections.FirstOrDefault(section => section.Id == sectionId);

    /// <summary>The section that asks about the measure; null where the department is not bound to it.</summary>
    public Section? About(string planId, string measure) =>
        Sections.FirstOrDefault(section => section.IsMeasure && section.RoleIn(planId, measure) != null);
}

/// <summary>What belongs together on the form and is answered, submitted and amended as one: a measure, or the closing questions.</summary>
/// <param name="Id">Unique in the questionnaire.</param>
/// <param name="About">
/// What of the plans it asks about; several where plans of the round have the same measure. Empty for the closing questions.
/// </param>
/// <param name="Plan">Titles of the plans it comes from in quotation marks, where the round follows up several; else null.</param>
/// <param name="Qualifier">Which part of the department the plan means, such as "HR".</param>
/// <param name="Levels">Where the plan puts the measure, in its own words.</param>
/// <param name="Serves">Directions of another plan that the measure is done for, as "number title".</param>
/// <param name="Optional">Offered: without it the department counts as done all the same.</param>
/// <param name="IsNew">The department has been asked about the plan before, but not about this.</param>
public sealed record Section(
    string Id,
    SectionKind Kind,
    IReadOnlyList<PlanItem> About,
    string? Plan,
    string Title,
    string? Examples,
    string? Qualifier,
    IReadOnlyList<string> Levels,
    IReadOnlyList<string> Serves,
    IReadOnlyList<Question> Questions,
    bool Optional = false,
    bool IsNew = false)
{
    public bool IsMeasure => Kind is SectionKind.Responsible or SectionKind.CoResponsible;

    /// <summary>
    /// Whether pages and letters name it where they list what is left: a measure, the page about all of them, or what the coordinator asks.
    /// </summary>
    public bool IsListed => IsMeasure || Kind == SectionKind.Accounts || (Kind == SectionKind.Own && !Optional);

    /// <summary>The department's role in this measure; null if the section does not cover it.</summary>
    public SectionKind? RoleIn(string planId, string number) =>
        About.FirstOrDefault(item => item.PlanId == planId && item.Number == number)?.Role;

    /// <summary>Names of those who are responsible for the measure, where the department is co-responsible.</summary>
    public IReadOnlyList<string> Responsible { get; init; } = [];

    /// <summary>What each plan says of the measure beside its title; empty where none says more.</summary>
    public IReadOnlyList<DecidedText> Decided { get; init; } = [];

    /// <summary>The levels that the plan names, as choices of <see cref="QuestionKeys.Levels"/>.</summary>
    public IReadOnlyList<string> PlannedLevels { get; init; } = [];

    /// <summary>The targets that the plan names, as choices of <see cref="QuestionKeys.Targets"/>.</summary>
    public IReadOnlyList<string> PlannedTargets { get; init; } = [];

    /// <summary>Whether an earlier answer is beside it that can be confirmed as it is.</summary>
    public bool CanStayAsItWas => Questions.Any(question => question.Key == QuestionKeys.Since);

    /// <summary>As the plan numbers it; empty for what has no number.</summary>
    public string Number => About.Count == 0 ? "" : About[0].Number;
}

/// <param name="Plan">Title of the plan in quotation marks, where the round follows up several; else null.</param>
/// <param name="Wording">The text that was decided.</param>
/// <param name="Page">Where it stands in the plan.</param>
/// <param name="Due">The last day of the measure's own time.</param>
/// <param name="Link">Of the plan.</param>
public sealed record DecidedText(string? Plan, string? Wording, string? Page, DateOnly? Due, string? Link);

/// <param name="Number">Of a measure, a direction or a focus area.</param>
/// <param name="Role">What the plan binds the department to.</param>
public sealed record PlanItem(string PlanId, string Number, SectionKind Role);

public enum SectionKind
{
    Responsible,
    CoResponsible,

    /// <summary>Which of the measures are in the business plan and reported in the account.</summary>
    Accounts,

    /// <summary>What must be in place for a focus area.</summary>
    Conditions,

    /// <summary>What the department thinks of the draft as a whole.</summary>
    Stance,

    /// <summary>Viewpoints on one part of the draft.</summary>
    Viewpoints,

    /// <summary>The coordinator's own questions of the round.</summary>
    Own,

    Closing,
}

/// <param name="Key">One of <see cref="QuestionKeys"/>.</param>
/// <param name="Aside">Folded away on the form until somebody opens it.</param>
public sealed record Question(string Key, QuestionKind Kind, string Text, string? Hint, IReadOnlyList<Choice> Choices, bool Aside = false)
{
    /// <summary>Whether the coordinator wants an answer; what must be answered of a measure <see cref="AnswerRules"/> says.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Required { get; init; }

    /// <summary>The question as the status that was answered makes it read.</summary>
    public string TextFor(AnswerValues? values) => (Key, values?.One(QuestionKeys.Status)) switch
    {
        (QuestionKeys.What, { } status) => AnswerWords.SomethingDone(status) ? Texts.Questions.WhatDone : Texts.Questions.WhyNotDone,
        _ => Text,
    };

    /// <summary>What was answered, in the words that were shown.</summary>
    public string Shown(AnswerValues values) => values.Many(Key) switch
    {
        [] => Texts.ReportText.Nothing,
        [var only] => Shown(only),
        var several => string.Join("; ", several.Select(Shown)),
    };

    /// <summary>What the answer reads: the text of the choice, or what was written.</summary>
    public string Shown(string value)
    {
        // By index: a report asks it of a hundred thousand answers.
        for (var index = 0; index < Choices.Count; index++)
        {
            if (Choices[index].Value == value)
            {
                return Choices[index].Text;
            }
        }
        return value;
    }
}

public sealed record Choice(string Value, string Text);

public enum QuestionKind
{
    OneOf,
    AnyOf,
    FreeText,

    /// <summary>Text of one line.</summary>
    Line,

    /// <summary>As Swedes write it: 1 234,5.</summary>
    Number,
    Year,
}

/// <summary>The keys under which answers are stored and compiled. Never rename one: stored answers carry them.</summary>
internal static class QuestionKeys
{
    /// <summary>How things stand beside what was answered the last time.</summary>
    public const string Since = "since";

    public const string Status = "status";
    public const string What = "what";
    public const string How = "how";
    public const string Levels = "levels";
    public const string Targets = "targets";
    public const string Causes = "causes";

    /// <summary>That work was done at the levels and for the targets that the plan names.</summary>
    public const string AsPlanned = "as-planned";

    /// <summary>The ids of the sections of those measures that are in the business plan.</summary>
    public const string PlanMeasures = "business-plan-measures";

    /// <summary>The ids of the sections of those measures that are reported in the account.</summary>
    public const string AccountMeasures = "account-measures";

    public const string BusinessPlanReference = "business-plan-reference";
    public const string AccountReference = "account-reference";

    // Asked of each measure until November 2026: rounds that were opened before have them.

    public const string Resources = "resources";
    public const string ResourceNeed = "resource-need";
    public const string Situation = "situation";
    public const string SituationReference = "situation-reference";
    public const string Contribution = "contribution";
    public const string Involved = "involved";
    public const string Coordination = "coordination";
    public const string Structure = "structure";
    public const string ConditionsComment = "conditions-comment";
    public const string Stance = "stance";
    public const string Viewpoints = "viewpoints";

    /// <param name="id">Of a question of the coordinator's own.</param>
    public static string Own(string id) => $"own-{id}";

    public static bool IsOwn(string key) => key.StartsWith("own-", StringComparison.Ordinal);

    /// <param name="number">Of the condition within its focus area, from 1.</param>
    public static string Condition(int number) => $"condition{number}";

    /// <param name="number">Of the indicator within its measure, from 1.</param>
    public static string IndicatorValue(int number) => $"indicator{number}-value";

    public static string IndicatorYear(int number) => $"indicator{number}-year";

    public static string IndicatorSource(int number) => $"indicator{number}-source";

    /// <summary>That nobody can be known again by the indicator's value although it is small.</summary>
    public static string IndicatorConfirmed(int number) => $"indicator{number}{Confirmed}";

    private const string Confirmed = "-confirmed";

    /// <summary>The key of the value that the question asks to confirm; null where it is no such question.</summary>
    public static string? ConfirmedValue(string key) => IsIndicator(key) && key.EndsWith(Confirmed, StringComparison.Ordinal)
        ? $"{key[..^Confirmed.Length]}-value" : null;

    /// <summary>Of the indicator whose value the question asks for; null where it asks for something else.</summary>
    public static int? IndicatorNumber(string key) =>
        IsIndicator(key) && key.EndsWith("-value", StringComparison.Ordinal)
            ? int.Parse(key["indicator".Length..^"-value".Length], CultureInfo.InvariantCulture) : null;

    public static bool IsIndicator(string key) => key.StartsWith("indicator", StringComparison.Ordinal);

    public static bool IsCondition(string key) => key.StartsWith("condition", StringComparison.Ordinal) && key != ConditionsComment;
}

/// <summary>The values of the choices that rules and reports read.</summary>
internal static class AnswerWords
{
    public const string Yes = "yes";
    public const string No = "no";
    public const string Partly = "partly";
    public const string Unknown = "unknown";
    public const string InPlace = "in-place";
    public const string NotInPlace = "not-in-place";

    public const string Unchanged = "unchanged";
    public const string Changed = "changed";
    public const string Irrelevant = "irrelevant";

    // Of the measures that a question lists.
    public const string Every = "all";
    public const string None = "none";

    public const string NotStarted = "not-started";
    public const string Ongoing = "ongoing";
    public const string Done = "done";
    public const string Ordinary = "ordinary";
    public const string Dropped = "dropped";

    public static readonly IReadOnlyList<string> SinceLastTime = [Unchanged, Changed, Irrelevant];
    public static readonly IReadOnlyList<string> Statuses = [NotStarted, Ongoing, Done, Ordinary, Dropped];
    public static readonly IReadOnlyList<string> Ways = ["single", "recurring", "routine"];
    public static readonly IReadOnlyList<string> Involvement = [Yes, Partly, No, Unknown];
    public static readonly IReadOnlyList<string> YesOrNo = [Yes, No, Unknown];
    public static readonly IReadOnlyList<string> Causes =
        ["reorganisation", "turnover", "resources", "priority", "knowledge", "responsibility", "other"];
    public static readonly IReadOnlyList<string> Resources = ["within-budget", "more-needed", "state-grant"];
    public static readonly IReadOnlyList<string> Conditions = [InPlace, Partly, NotInPlace, Unknown];
    public static readonly IReadOnlyList<string> Stances = ["support", "support-with-changes", "oppose", "abstain"];

    /// <summary>Every value of a choice.</summary>
    public static readonly IReadOnlySet<string> All =
        new[] { SinceLastTime, Statuses, Ways, Involvement, YesOrNo, [Every, None], Causes, Resources, Conditions, Stances }
            .SelectMany(words => words)
        .Concat(Enum.GetValues<Plans.PreventionLevel>().Select(Level)).Concat(Enum.GetValues<Plans.MeasureTarget>().Select(Target))
            .ToHashSet();

    /// <summary>Whether a status says that something has been done.</summary>
    public static bool SomethingDone(string? status) => status is Ongoing or Done or Ordinary;

    /// <summary>Null where it is not said, or not known.</summary>
    public static bool? IsYes(string? word) => word is Yes or No ? word == Yes : null;

    /// <summary>Whether work that is done so goes on when those who began it have left.</summary>
    public static bool Lasting(string? way) => way is "recurring" or "routine";

    public static string Level(Plans.PreventionLevel level) => level.ToString().ToLowerInvariant();

    public static string Target(Plans.MeasureTarget target) => target.ToString().ToLowerInvariant();
}
