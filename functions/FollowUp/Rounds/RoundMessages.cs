using System.Text.Json.Serialization;

namespace FollowUp.Rounds;

// What goes into and comes out of the durable functions. Rounds outlive deployments: a field may be added with a default,
// never renamed or removed (golden tests hold the JSON).

public sealed record RoundRun(string RoundId, int Run)
{
    [JsonIgnore]
    public string InstanceId => RoundIds.RoundInstance(RoundId, Run);
}

public sealed record DepartmentRun(string RoundId, int Run, string DepartmentId)
{
    [JsonIgnore]
    public string InstanceId => RoundIds.DepartmentInstance(RoundId, Run, DepartmentId);
}

public sealed record DepartmentRung(DepartmentRun Department, string RungId);

/// <param name="ClosesAt">UTC.</param>
public sealed record RoundOutlook(bool MayClose, DateTime ClosesAt);

/// <param name="NextRungId">Null when only the bell can bring something new.</param>
/// <param name="NextAt">UTC; null when <paramref name="NextRungId"/> is.</param>
public sealed record DepartmentOutlook(bool RoundIsOver, string? NextRungId, DateTime? NextAt);
