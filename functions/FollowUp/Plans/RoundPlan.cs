namespace FollowUp.Plans;

/// <summary>The version of a plan that a round asks about.</summary>
public sealed record RoundPlan(string Id, int Version, string Title);
