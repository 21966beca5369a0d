using FollowUp.Reports;
using FollowUp.Trail;

namespace FollowUp.Rounds;

/// <summary>
/// The steps of a round's life that the engine takes too. Each is one guarded change of its row: of two at once, one does it and the
/// other sees it done.
/// </summary>
internal static class RoundSteps
{
    /// <returns>False where somebody changed the round since it was read.</returns>
    public static Task<bool> CloseAsync(RoundTable rounds, StoredRound open, string who, DateTimeOffset now,
        CancellationToken cancellation) =>
        rounds.ChangeAsync(open,
            open.Round with { State = RoundState.Closed, ClosedAt = now },
            new TrailEntry($"closed|{open.Round.Run}", now, who, TrailEvent.RoundClosed, null, ""),
            cancellation);

    /// <summary>Notes that the run's report has been compiled as this version.</summary>
    /// <returns>False where somebody changed the round since it was read.</returns>
    public static Task<bool> ReportAsync(RoundTable rounds, StoredRound closed, int version, DateTimeOffset now,
        CancellationToken cancellation) =>
        rounds.ChangeAsync(closed,
            closed.Round with { ReportedRun = closed.Round.Run },
            new TrailEntry($"report|{version}", now, Texts.Trail.System, TrailEvent.ReportCompiled, null,
                Texts.Trail.ReportVersion(version)),
            cancellation);

    /// <summary>Makes way for another orchestration in place of one that broke.</summary>
    /// <returns>False where somebody changed the round since it was read.</returns>
    public static Task<bool> RestartAsync(RoundTable rounds, StoredRound broken, DateTimeOffset now, CancellationToken cancellation)
    {
        var attempt = broken.Round.Attempt + 1;
        return rounds.ChangeAsync(broken,
            broken.Round with { Attempt = attempt },
            new TrailEntry($"restarted|{broken.Round.Run}|{attempt}", now, Texts.Trail.System, TrailEvent.OrchestrationRestarted, null, ""),
            cancellation);
    }
}
