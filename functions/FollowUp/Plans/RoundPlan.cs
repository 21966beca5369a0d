using System.Text.Json.Serialization;

namespace FollowUp.Plans;

/// <summary>The version of a plan that a round asks about.</summary>
public sealed record RoundPlan(string Id, int Version, string Title)
{
    /// <summary><see cref="ActionPlan.Link"/> of that version.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Link { get; init; }

    /// <summary><see cref="ActionPlan.IsExample"/></summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsExample { get; init; }

    public static RoundPlan Of(ActionPlan plan, int version) =>
        new(plan.Id, version, plan.Title) { Link = plan.Link, IsExample = plan.IsExample };
}
