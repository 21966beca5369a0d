namespace FollowUp.Reports;

/// <summary>Something that a person should look at.</summary>
/// <param name="DepartmentId">Null where it is about more than one department.</param>
/// <param name="Measure">Null where it is about no single measure.</param>
/// <param name="Answers">Numbers of the answers that it rests on; empty where it rests on what is lacking.</param>
public sealed record Flag(FlagCode Code, string? DepartmentId, MeasureId? Measure, string Sentence, IReadOnlyList<int> Answers)
{
    /// <summary>Id of the plan that it is about as a whole; null where it is not.</summary>
    public string? Plan { get; init; }
}

public sealed record MeasureId(string PlanId, string Number);

/// <summary>In the order in which they are shown.</summary>
public enum FlagCode
{
    /// <summary>A yearly follow-up, or the one that the law asks for every second year, has not been made in time.</summary>
    FloorBroken,

    /// <summary>Nothing submitted.</summary>
    Missing,

    /// <summary>Nothing submitted, as the time before.</summary>
    MissingAgain,

    /// <summary>Something submitted, but not all.</summary>
    Partial,

    /// <summary>Something submitted after the deadline.</summary>
    Late,

    /// <summary>A responsible department has submitted nothing about the measure.</summary>
    MeasureNotReported,

    /// <summary>Nobody who is responsible for the measure exists any more.</summary>
    OrphanedMeasure,

    /// <summary>
    /// The responsible department says that something is done, a co-responsible one that it was not involved; or the other way round.
    /// </summary>
    Contradiction,

    NotInBusinessPlan,

    /// <summary>Not reported in the annual or the half-year account.</summary>
    NotInAccount,

    NothingDoneInArea,
    NothingDoneOnLevel,
    NothingDoneForTarget,
    ConditionNotInPlace,

    /// <summary>So much has been confirmed as it was that somebody should ask whether it was read.</summary>
    MostlyUnchanged,
}
