namespace FollowUp.Plans;

/// <summary>A measure as somebody typed it in a form.</summary>
/// <param name="Area">Number of its focus area; "" for a new one.</param>
/// <param name="NewArea">Title of the new one.</param>
/// <param name="From">A day as it came from the browser.</param>
/// <param name="Levels">In the plan's own words.</param>
/// <param name="Groups">A target group on each line.</param>
public sealed record TypedMeasure(
    string Area, string NewArea, string Number, string Title, string Wording, string Page, string Examples, string From, string To,
    IReadOnlyList<string> Levels, IReadOnlyList<string> Targets, IReadOnlyList<string> SocietyLevels, string Groups,
    IReadOnlyList<TypedParty> Parties);

/// <param name="Name">In the register's words.</param>
/// <param name="IsHelping">Whether it is co-responsible.</param>
/// <param name="Part">Which part of it is meant, such as "HR".</param>
public sealed record TypedParty(string Name, bool IsHelping, string Part)
{
    public bool IsEmpty => Name == "" && Part == "";
}

/// <summary>The fields of the form, in its order; findings have them as their lines.</summary>
public enum MeasureField
{
    Area = 1,
    NewArea,
    Number,
    Title,
    Wording,
    Page,
    Examples,

    /// <summary>Of the first party; the others come after it.</summary>
    Party,
    // After more parties than a form can have.
    Levels = 100_000,
    From,
    To,
    Targets,
    SocietyLevels,
    Groups,
}
