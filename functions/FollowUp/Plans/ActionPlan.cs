using System.Text.Json.Serialization;
using FollowUp.Departments;

namespace FollowUp.Plans;

/// <summary>What the municipality has promised: one immutable version of a plan.</summary>
/// <param name="Decided">
/// The day of the decision, which knew of every reorganisation before it; null where that is the plan's first day.
/// </param>
/// <param name="Parent">Id of the plan that this one details; null where there is none.</param>
/// <param name="FollowUps">How it is to be followed up; empty where it does not say.</param>
/// <param name="Replaces">Id of the plan whose place it takes; null where there is none.</param>
/// <param name="Statutory">
/// It is the municipality's plan under the crime-prevention law (SFS 2023:196), which must be followed up at least every second year and
/// reported to the council.
/// </param>
/// <param name="LevelWords">
/// The plan's own words for the levels of <see cref="PreventionLevel"/>, in that order; empty where it uses the usual ones.
/// </param>
/// <param name="Goals">Outside goals that its measures and directions serve.</param>
public sealed record ActionPlan(
    string Id,
    string Title,
    string Municipality,
    DateOnly Start,
    DateOnly End,
    DateOnly? Decided,
    PlanKind Kind,
    string? Parent,
    IReadOnlyList<RoundKind> FollowUps,
    string? Replaces,
    bool Statutory,
    IReadOnlyList<string> LevelWords,
    IReadOnlyList<Goal> Goals,
    IReadOnlyList<FocusArea> FocusAreas)
{
    /// <summary>Address of the plan as it was decided, <c>https://…</c>; null where it is published nowhere.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Link { get; init; }

    /// <summary>It is the made-up one, to try FollowUp on.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsExample { get; init; }

    public IEnumerable<Measure> Measures => FocusAreas.SelectMany(area => area.Measures);

    public IEnumerable<Direction> Directions => FocusAreas.SelectMany(area => area.Directions);

    /// <summary>Ids of the plan and of those whose place it took, one after the other.</summary>
    /// <param name="known">Every plan there is.</param>
    public IReadOnlyList<string> Lineage(IReadOnlyList<ActionPlan> known)
    {
        var lineage = new List<string> { Id };
        for (var before = Replaces; before != null && !lineage.Contains(before); before = known.FirstOrDefault(other =>
            other.Id == before)?.Replaces)
        {
            lineage.Add(before);
        }
        return lineage;
    }

    /// <summary>The level in the plan's own word.</summary>
    public string WordFor(PreventionLevel level) => LevelWords.Count == 0 ? Texts.Level(level) : LevelWords[(int)level];
}

public enum PlanKind
{
    /// <summary>Says what is to be done and who is to do it.</summary>
    Measures,

    /// <summary>Says where to go; what is done about it is in other plans, whose measures link here.</summary>
    Directions,
}

/// <param name="Source">Whose goal it is, such as a programme or Agenda 2030.</param>
public sealed record Goal(string Id, string Title, string? Source);

/// <param name="Conditions">What must be in place for the area to be reached; followed up apart from the measures.</param>
/// <param name="Measures">Empty in a plan of directions.</param>
/// <param name="Directions">Empty in a plan of measures.</param>
public sealed record FocusArea(
    int Number, string Title, IReadOnlyList<string> Conditions, IReadOnlyList<Measure> Measures, IReadOnlyList<Direction> Directions);

/// <param name="Number">As the plan numbers it, such as <c>1:3</c>.</param>
/// <param name="Responsible">At least one.</param>
/// <param name="CoResponsible">None of which is responsible too.</param>
/// <param name="Levels">At most two; empty where the plan does not say.</param>
/// <param name="Start">The first day of the measure's own time; null where it has the plan's.</param>
/// <param name="Goals">Ids of the plan's <see cref="Goal"/>s.</param>
/// <param name="Directions">What it is done for.</param>
public sealed record Measure(
    string Number,
    string Title,
    string? Examples,
    IReadOnlyList<Responsibility> Responsible,
    IReadOnlyList<Responsibility> CoResponsible,
    IReadOnlyList<PreventionLevel> Levels,
    IReadOnlyList<MeasureTarget> Targets,
    IReadOnlyList<SocietyLevel> SocietyLevels,
    IReadOnlyList<string> TargetGroups,
    DateOnly? Start,
    DateOnly? End,
    IReadOnlyList<Indicator> Indicators,
    IReadOnlyList<string> Goals,
    IReadOnlyList<DirectionLink> Directions)
{
    /// <summary>Of characters: a questionnaire of <see cref="Responsibility.MaxMeasures"/> is one row.</summary>
    public const int MaxWording = 1_500;

    /// <summary>The text that was decided, in paragraphs, where the title is not all of it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Wording { get; init; }

    /// <summary>Where it stands in the plan, such as <c>12</c> or <c>12–13</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Page { get; init; }
}

/// <summary>
/// The party that the plan binds, in the plan's own terms. Responsibilities finds the departments on a given day in the register.
/// </summary>
/// <param name="Id">Of a department, the name of a group, or "" where <paramref name="Kind"/> says it all.</param>
/// <param name="Qualifier">Which part of it is meant, such as "HR".</param>
public sealed record Responsibility(PartyKind Kind, string Id, string? Qualifier)
{
    /// <summary>For one department: its questionnaire is stored in one row, which holds 1 MiB of UTF-16.</summary>
    public const int MaxMeasures = 100;
}

/// <summary>In the order in which reports show them, from everybody to those already exposed.</summary>
public enum PreventionLevel
{
    Universal,
    Selective,
    Indicated,
}

/// <summary>The people that a measure is for.</summary>
public enum MeasureTarget
{
    Employees,
    Residents,
}

/// <summary>Where in society a measure works.</summary>
public enum SocietyLevel
{
    Individual,
    Organisation,
    Society,
}

/// <summary>A number that is to be comparable from year to year and with other municipalities.</summary>
public sealed record Indicator(string Name, string? Unit, string? Source);

/// <summary>A direction in another plan.</summary>
public sealed record DirectionLink(string PlanId, string Number);

/// <summary>Where to go, and what that needs.</summary>
public sealed record Direction(string Number, string Title, IReadOnlyList<string> Goals, IReadOnlyList<Need> Needs);

/// <param name="Levels">On which levels of prevention it is needed.</param>
/// <param name="ChangeFactors">What is thought to meet it.</param>
public sealed record Need(
    IReadOnlyList<PreventionLevel> Levels, string Text, IReadOnlyList<string> ChangeFactors, IReadOnlyList<string> TargetGroups,
    IReadOnlyList<string> Examples);
