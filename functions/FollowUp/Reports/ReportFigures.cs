using System.Text.Json.Serialization;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Rounds;

namespace FollowUp.Reports;

/// <summary>How many of how many of which it is known. A blank is never a "no".</summary>
/// <param name="Basis">Of how many it is known: shares are of these.</param>
/// <param name="NotStated">Of how many more the answers do not say.</param>
/// <param name="Answers">Numbers of the answers that it was counted from: the ones among <see cref="Report.Answers"/>.</param>
public sealed record Figure(int Count, int Basis, int NotStated, IReadOnlyList<int> Answers)
{
    /// <summary>Whether it is known of less than half.</summary>
    [JsonIgnore]
    public bool IsThin => Basis < NotStated;
}

/// <summary>All that is counted in a round.</summary>
/// <param name="Statuses">
/// Of what the departments are responsible for, once for each of them; so also the ways, the plans and accounts, the causes and the
/// resources.
/// </param>
/// <param name="Ways">How the work is done, of that of which something is done.</param>
/// <param name="Causes">Why nothing is done, of that of which nothing is.</param>
/// <param name="Involved">Of what the co-responsible departments were asked.</param>
/// <param name="Stances">What departments think of a draft as a whole.</param>
/// <param name="Changes">Of answers that had an earlier one beside them.</param>
/// <param name="Rounds">Earlier ones of the kind, the oldest first, and this one last.</param>
public sealed record ReportFigures(
    string RoundId,
    RoundKind Kind,
    IReadOnlyList<RoundPlan> Plans,
    string Municipality,
    string Period,
    IReadOnlyList<string> DiaryNumbers,
    DateOnly Opens,
    DateOnly Deadline,
    DateTimeOffset ClosedAt,
    ResponseRate ResponseRate,
    KeyFigures KeyFigures,
    IReadOnlyList<AreaFigures> FocusAreas,
    IReadOnlyList<MeasureFigures> Measures,
    IReadOnlyList<DepartmentFigures> Departments,
    IReadOnlyList<LevelFigures> Levels,
    IReadOnlyList<TargetFigures> Targets,
    IReadOnlyList<WordFigure> Statuses,
    IReadOnlyList<WordFigure> Ways,
    IReadOnlyList<WordFigure> BusinessPlan,
    IReadOnlyList<WordFigure> Account,
    IReadOnlyList<WordFigure> Causes,
    IReadOnlyList<WordFigure> Resources,
    IReadOnlyList<WordFigure> Involved,
    IReadOnlyList<WordFigure> Stances,
    IReadOnlyList<IndicatorFigures> Indicators,
    IReadOnlyList<DirectionFigures> Directions,
    IReadOnlyList<ChangeFigure> Changes,
    IReadOnlyList<RoundFigures> Rounds,
    IReadOnlyList<Compliance> History,
    IReadOnlyList<Flag> Flags)
{
    /// <summary>Of the coordinator's own questions; null where there were none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<OwnFigures>? Own { get; init; }
}

/// <summary>What was answered to a question of the coordinator's own, once by each department.</summary>
/// <param name="Answered">Departments that have answered it, of all that were asked.</param>
/// <param name="Words">Of a question with choices: how many say each, of how many that answered.</param>
/// <param name="Numbers">Of a question for a number.</param>
public sealed record OwnFigures(string Key, string Text, OwnQuestionKind Kind, Figure Answered, IReadOnlyList<WordFigure> Words,
    IReadOnlyList<OwnNumber> Numbers)
{
    /// <summary>Null where a number is masked: it could be worked out.</summary>
    public decimal? Sum => Numbers.Count == 0 || Numbers.Any(number => number.Value == null) ? null : Numbers.Sum(number => number.Value);
}

/// <param name="Value">Null where it is so small a count that somebody might be known again by it.</param>
public sealed record OwnNumber(string DepartmentId, int Answer, decimal? Value);

/// <summary>Of departments. Late ones are counted among the complete or the partial, too.</summary>
public sealed record ResponseRate(Figure Complete, Figure Partial, Figure Missing, Figure Late);

/// <summary>With the balance between the levels of prevention, what a plan against violence has been found to stand or fall with.</summary>
/// <param name="System">
/// Of the duties where something is done: those that are done again and again, or by a written routine, and stand in the business plan;
/// null where the round does not ask.
/// </param>
/// <param name="Account">Duties that are reported in the account; null where the round does not ask.</param>
/// <param name="Timely">Departments with a complete follow-up, all of it in time.</param>
public sealed record KeyFigures(Figure? System, Figure? Account, Figure Timely);

/// <param name="Reported">Measures about which at least one responsible department has submitted.</param>
/// <param name="Done">Measures of which at least one responsible department says that something has been done.</param>
public sealed record AreaFigures(string PlanId, int Number, string Title, Figure Reported, Figure Done,
    IReadOnlyList<LevelFigures> Levels, IReadOnlyList<ConditionFigures> Conditions);

/// <summary>Of the departments that have answered about the condition, how many say what of it.</summary>
public sealed record ConditionFigures(string Text, IReadOnlyList<WordFigure> Words);

/// <param name="DoneLevels">Levels on which the responsible departments report work done.</param>
public sealed record MeasureFigures(
    string PlanId,
    string Number,
    string Title,
    int FocusArea,
    IReadOnlyList<PreventionLevel> PlannedLevels,
    IReadOnlyList<PreventionLevel> DoneLevels,
    IReadOnlyList<MeasureTarget> PlannedTargets,
    IReadOnlyList<MeasureTarget> DoneTargets,
    bool Reported,
    bool Done,
    IReadOnlyList<MeasureAnswer> Answers)
{
    /// <summary>The text that was decided, where the plan has it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Wording { get; init; }

    /// <summary>Where it stands in the plan.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Page { get; init; }

    /// <summary>The last day of the measure's own time.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? Due { get; init; }
}

/// <param name="Answer">Its number; null where the department has submitted nothing about the measure.</param>
/// <param name="Status">
/// As a responsible department says; null from one that helps, unless another plan of the round makes it responsible for the same.
/// </param>
/// <param name="Involved">Whether the responsible involved it, as one that helps says.</param>
[method: JsonConstructor]
public readonly record struct MeasureAnswer(string DepartmentId, SectionKind Role, int? Answer, string? Status, string? Involved);

/// <param name="Submitted">Of the measures that it must answer for; in a consultation, of all that it must answer.</param>
/// <param name="LastReceived">Of what came of itself: what the coordinator had asked for late does not count here.</param>
/// <param name="Unchanged">Of the answers that could be confirmed as they were.</param>
public sealed record DepartmentFigures(
    string Id,
    string Name,
    AssignmentState State,
    bool Late,
    Figure Submitted,
    DateTimeOffset? LastReceived,
    string? LastSubmittedBy,
    Figure Done,
    Figure? System,
    Figure? BusinessPlan,
    Figure? Account,
    Figure Unchanged);

/// <summary>
/// Of measures: a measure planned or done at several levels counts at each. Planned is of those for which the plan says a level; done of
/// those where something is done and a responsible department says on which.
/// </summary>
public sealed record LevelFigures(PreventionLevel Level, Figure Planned, Figure Done);

/// <summary>Of measures, as <see cref="LevelFigures"/>: a measure aimed at several counts for each.</summary>
public sealed record TargetFigures(MeasureTarget Target, Figure Planned, Figure Done);

/// <param name="Word">The choice, as it is stored.</param>
/// <param name="Figure">Of those that have answered the question.</param>
public sealed record WordFigure(string Word, Figure Figure);

/// <param name="Name">As it was asked for, with its unit.</param>
public sealed record IndicatorFigures(string PlanId, string Measure, string Name, IReadOnlyList<IndicatorValue> Values);

/// <param name="Value">Null where it is masked: so small that somebody might be known again.</param>
public sealed record IndicatorValue(string DepartmentId, int Answer, decimal? Value, string? Year, string? Source);

/// <param name="Measures">Of the round's plans, those that are done for it.</param>
/// <param name="Done">Of those measures.</param>
/// <param name="Situation">Of the duties in them, those that answer to the situation report; null where the round does not ask.</param>
/// <param name="Gaps">
/// Needs of the direction that no measure meets on any level where it is needed; with no measure at all, every need is one, and the
/// direction itself where it names none.
/// </param>
public sealed record DirectionFigures(string PlanId, string Number, string Title,
    IReadOnlyList<MeasureId> Measures, Figure Done, Figure? Situation, IReadOnlyList<string> Gaps);

/// <param name="From">Status of the earlier answer.</param>
public sealed record ChangeFigure(string From, string To, Figure Figure);

/// <summary>One round among those that it is compared with. The numbers of an earlier one's answers are in its own report.</summary>
public sealed record RoundFigures(
    string RoundId, string Title, string Period, Figure Complete, Figure Timely, Figure Reported, Figure Done, Figure? System,
    Figure? Account, IReadOnlyList<LevelFigures> Levels);

/// <summary>How one department, or those in whose place it came, has followed up.</summary>
/// <param name="Rounds">As <see cref="ReportFigures.Rounds"/>; empty at a round that asked none of them.</param>
public sealed record Compliance(string DepartmentId, string Name, IReadOnlyList<IReadOnlyList<FollowedUp>> Rounds);

/// <param name="Name">Of the department then.</param>
/// <param name="Missing">Nothing at all was submitted.</param>
public sealed record FollowedUp(string DepartmentId, string Name, int Submitted, int Asked, bool Late, bool Missing);
