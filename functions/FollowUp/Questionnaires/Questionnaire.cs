using FollowUp.Plans;

namespace FollowUp.Questionnaires;

/// <summary>What one department is asked in one round. Frozen when the round opens, so that every later reader sees the same questions.</summary>
public sealed record Questionnaire(IReadOnlyList<Section> Sections)
{
    public Section? Find(string sectionId) => Sections.FirstOrDefault(section => section.Id == sectionId);
}

/// <summary>What belongs together on the form and is answered, submitted and amended as one: a measure, or the closing questions.</summary>
/// <param name="Id">Unique in the questionnaire; for a measure its number.</param>
/// <param name="FocusArea">The measure's area; null for the closing questions.</param>
/// <param name="Qualifier">Which part of the department the plan means, such as "HR".</param>
/// <param name="Levels">Where the plan puts the measure, in its own words; empty for the closing questions.</param>
public sealed record Section(
    string Id,
    SectionKind Kind,
    string Title,
    string? Examples,
    string? Qualifier,
    int? FocusArea,
    IReadOnlyList<string> Levels,
    IReadOnlyList<Question> Questions);

public enum SectionKind
{
    Responsible,
    CoResponsible,
    Closing,
}

/// <param name="Key">One of <see cref="QuestionKeys"/>.</param>
public sealed record Question(string Key, QuestionKind Kind, string Text, string? Hint, IReadOnlyList<Choice> Choices);

public sealed record Choice(string Value, string Text);

public enum QuestionKind
{
    OneOf,
    AnyOf,
    FreeText,
}

/// <summary>The keys under which answers are stored and compiled. Never rename one: stored answers carry them.</summary>
public static class QuestionKeys
{
    public const string Status = "status";
    public const string What = "what";
    public const string How = "how";
    public const string Levels = "levels";
    public const string Contribution = "contribution";
    public const string Involved = "involved";
    public const string Coordination = "coordination";
    public const string Structure = "structure";
}

/// <summary>The values of the choices that rules and reports read.</summary>
public static class AnswerWords
{
    public const string NotStarted = "not-started";
    public const string Ongoing = "ongoing";
    public const string Done = "done";
    public const string Ordinary = "ordinary";
    public const string Dropped = "dropped";

    public static readonly IReadOnlyList<string> Statuses = [NotStarted, Ongoing, Done, Ordinary, Dropped];
    public static readonly IReadOnlyList<string> Ways = ["single", "recurring", "routine"];
    public static readonly IReadOnlyList<string> Involvement = ["yes", "partly", "no"];

    /// <summary>Whether a status says that something has been done.</summary>
    public static bool SomethingDone(string? status) => status is Ongoing or Done or Ordinary;

    public static string Level(PreventionLevel level) => level.ToString().ToLowerInvariant();
}
