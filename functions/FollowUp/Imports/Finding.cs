using System.Text.Json.Serialization;

namespace FollowUp.Imports;

/// <summary>
/// One thing about a file that somebody wrote: where, what, and how to fix it. An error stops the import, a warning does not.
/// </summary>
/// <param name="Line">1-based; of a table the row.</param>
/// <param name="Place">Sheet and cell in a workbook, in words; null in other files, which the line is enough for.</param>
public sealed record Finding(FindingCode Code, string File, int Line, string Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Place = null)
{
    public bool IsError => Code < FindingCode.NumberGap;

    public override string ToString() => $"{File}:{Place ?? $"{Line}"}: {Message}";
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

    /// <summary>It does not say so in the file; it was worked out of something else in it.</summary>
    Derived,

    /// <summary>Of a text without keys or columns: left for a person to say, or not read at all.</summary>
    NotSure,
    NotRead,
}
