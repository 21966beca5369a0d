namespace FollowUp.Plans;

/// <summary>What the municipality has promised: a plan of measures, as one immutable version of it stands.</summary>
public sealed record ActionPlan(
    string Id,
    string Title,
    string Municipality,
    DateOnly Start,
    DateOnly End,
    IReadOnlyList<FocusArea> FocusAreas)
{
    public IEnumerable<Measure> Measures => FocusAreas.SelectMany(area => area.Measures);
}

/// <param name="Conditions">What must be in place for the area to be reached; followed up apart from the measures.</param>
public sealed record FocusArea(int Number, string Title, IReadOnlyList<string> Conditions, IReadOnlyList<Measure> Measures);

/// <param name="Number">As the plan numbers it, such as <c>1:3</c>.</param>
/// <param name="Responsible">Ids of departments, at least one.</param>
/// <param name="CoResponsible">Ids of departments, none of which is responsible too.</param>
public sealed record Measure(
    string Number,
    string Title,
    string? Examples,
    IReadOnlyList<string> Responsible,
    IReadOnlyList<string> CoResponsible,
    IReadOnlyList<PreventionLevel> Levels);

/// <summary>In the order in which reports show them, from everybody to those already exposed.</summary>
public enum PreventionLevel
{
    Universal,
    Selective,
    Indicated,
}
