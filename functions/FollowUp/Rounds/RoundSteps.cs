using FollowUp.Records;
using FollowUp.Storage;

namespace FollowUp.Rounds;

/// <summary>The steps of a round's life. Each is one guarded change of its row: of two at once, one does it and the other sees it done.</summary>
internal static class RoundSteps
{
    /// <returns>False where somebody changed the round since it was read.</returns>
    public static Task<bool> OpenAsync(RoundTable rounds, StoredRound draft, string who, DateTimeOffset now, CancellationToken cancellation)
    {
        var run = draft.Round.Run + 1;
        return rounds.ChangeAsync(draft,
            draft.Round with { State = RoundState.Open, Run = run, OpenedAt = now },
            new TrailEntry($"opened|{run}", now, who, TrailEvent.RoundOpened, null, Texts.Trail.Run(run)),
            cancellation);
    }

    /// <returns>False where somebody changed the round since it was read.</returns>
    public static Task<bool> CloseAsync(RoundTable rounds, StoredRound open, string who, DateTimeOffset now, CancellationToken cancellation) =>
        rounds.ChangeAsync(open,
            open.Round with { State = RoundState.Closed, ClosedAt = now },
            new TrailEntry($"closed|{open.Round.Run}", now, who, TrailEvent.RoundClosed, null, Texts.Trail.Run(open.Round.Run)),
            cancellation);
}
