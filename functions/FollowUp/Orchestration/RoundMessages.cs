using System.Text.Json.Serialization;
using FollowUp.Rounds;

namespace FollowUp.Orchestration;

// What goes into and comes out of the durable functions. Rounds outlive deployments: a field may be added with a default,
// never renamed or removed (golden tests hold the JSON).

public sealed record RoundRun(string RoundId, int Run, int Attempt = 0)
{
    [JsonIgnore]
    public string InstanceId => RoundIds.RoundInstance(RoundId, Run, Attempt);

    [JsonIgnore]
    public string ClosingInstanceId => RoundIds.ClosingInstance(RoundId, Run, Attempt);

    /// <summary>Whether the round's orchestration is the one that asks: one that was replaced does nothing more.</summary>
    public bool IsOf(Round round) => round.Run == Run && round.Attempt == Attempt;
}

public sealed record DepartmentRun(string RoundId, int Run, string DepartmentId, int Attempt = 0)
{
    [JsonIgnore]
    public string InstanceId => RoundIds.DepartmentInstance(RoundId, Run, Attempt, DepartmentId);

    /// <inheritdoc cref="RoundRun.IsOf"/>
    public bool IsOf(Round round) => round.Run == Run && round.Attempt == Attempt;
}

/// <param name="MailingId">What the departments are asked for before they look again; null where nothing is.</param>
public sealed record WakeUp(RoundRun Round, string? MailingId = null);

/// <param name="Part">From 0.</param>
public sealed record WakeUpPart(WakeUp WakeUp, int Part);

/// <param name="Instances">Of the departments that are to look again.</param>
public sealed record WokenPart(IReadOnlyList<string> Instances, bool IsLast);

/// <param name="ClosesAt">UTC.</param>
public sealed record RoundOutlook(bool MayClose, DateTime ClosesAt);

/// <param name="NextAt">UTC; when a notice is due, or else when to look again should a signal be lost.</param>
public sealed record DepartmentOutlook(bool RoundIsOver, DateTime NextAt);
