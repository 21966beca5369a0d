namespace FollowUp.Acts;

/// <summary>What became of something that the coordinator did.</summary>
/// <param name="Problem">Why it was not done, as a sentence; null where it was.</param>
/// <param name="Field">Of what was filled in: what the problem is about; null where it is about the act.</param>
public sealed record ActResult(ActOutcome Outcome, string? Problem = null, string? Field = null)
{
    public static readonly ActResult Done = new(ActOutcome.Done);
    public static readonly ActResult DoneBefore = new(ActOutcome.DoneBefore);

    public static ActResult Refused(string problem) => new(ActOutcome.Refused, problem);

    public static ActResult Invalid(string field, string problem) => new(ActOutcome.Invalid, problem, field);

    public static ActResult Unknown(string problem) => new(ActOutcome.Unknown, problem);

    public bool IsDone => Outcome is ActOutcome.Done or ActOutcome.DoneBefore;
}

public enum ActOutcome
{
    Done,

    /// <summary>Somebody had done the same already: nothing was done twice.</summary>
    DoneBefore,

    /// <summary>It cannot be done as things stand.</summary>
    Refused,

    /// <summary>What was filled in is wrong.</summary>
    Invalid,

    /// <summary>There is no such round, department or section.</summary>
    Unknown,
}
