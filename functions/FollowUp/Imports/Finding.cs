namespace FollowUp.Imports;

/// <summary>
/// One thing about a file that somebody wrote: where, what, and how to fix it. An error stops the import, a warning does not.
/// </summary>
/// <param name="Line">1-based; of a table the row.</param>
public sealed record Finding(FindingCode Code, string File, int Line, string Message)
{
    public bool IsError => Code < FindingCode.NumberGap;

    public override string ToString() => $"{File}:{Line}: {Message}";
}

/// <summary>The errors, and from <see cref="NumberGap"/> on the warnings.</summary>
public enum FindingCode
{
    /// <summary>It is not the YAML or CSV that it should be.</summary>
    Unreadable,
    UnknownKey,
    Missing,
    BadValue,
    DuplicateNumber,
    DuplicateName,
    UnknownDepartment,
    UnknownLevel,
    UnknownGoal,
    NobodyResponsible,
    BoundTwice,
    NobodyToAsk,
    TooMuch,

    NumberGap,
    OddNumber,
    NumberAsTime,
    RepeatedHeading,
    OutsidePlan,
    DanglingLink,
    UnexpandedPlural,
    FormerName,
    NoLevel,
    NoSecurity,
    SameAddress,
}
