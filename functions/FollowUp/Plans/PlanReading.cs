using FollowUp.Imports;

namespace FollowUp.Plans;

/// <param name="Plan">Null when one of the findings is an error: a plan with an error is not imported at all.</param>
/// <param name="Findings">In the order of their lines.</param>
/// <param name="Understood">What could be read, errors and all; null where nothing could.</param>
/// <param name="Unknown">Names that the register does not have, as the file writes them.</param>
/// <param name="Unsaid">Keys of the fields that a sheet does not say in so many words.</param>
/// <param name="Nobodys">Numbers of the measures for which the file has nobody responsible.</param>
/// <param name="Bound">By a name that the register does not have: measures with the role in them.</param>
public sealed record PlanReading(ActionPlan? Plan, IReadOnlyList<Finding> Findings, ActionPlan? Understood,
    IReadOnlyList<UnknownName> Unknown, IReadOnlyList<string> Unsaid, IReadOnlyList<string> Nobodys, ILookup<string, string> Bound);

/// <param name="Near">Names in the register that are like it, the nearest first.</param>
public sealed record UnknownName(string Name, IReadOnlyList<string> Near);
