using FollowUp.Rounds;
using FollowUp.Trail;

namespace FollowUp.Acts;

/// <summary>
/// The steps of a round's life that somebody asks for. Each is one guarded change of its row, as <see cref="RoundSteps"/> are.
/// </summary>
internal static class RoundChanges
{
    /// <returns>False where somebody changed the round since it was read.</returns>
    public static Task<bool> OpenAsync(RoundTable rounds, StoredRound draft, int registerVersion, string who, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var run = draft.Round.Run + 1;
        return rounds.ChangeAsync(draft,
            draft.Round with { State = RoundState.Open, Run = run, Attempt = 0, RegisterVersion = registerVersion, OpenedAt = now },
            new TrailEntry($"opened|{run}", now, who, TrailEvent.RoundOpened, null, Texts.Trail.Opened(draft.Round)),
            cancellation);
    }

    /// <summary>Begins another run, in which the departments go on with what they had.</summary>
    /// <returns>False where somebody changed the round since it was read.</returns>
    public static Task<bool> ReopenAsync(RoundTable rounds, StoredRound closed, Reopening reopening, string who, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var run = closed.Round.Run + 1;
        return rounds.ChangeAsync(closed,
            closed.Round with
            {
                State = RoundState.Open,
                Run = run,
                Attempt = 0,
                Deadline = reopening.Deadline!.Value,
                Closes = reopening.Closes!.Value,
                ClosedAt = null,
                FirstDeadline = null,
                ExtendedAt = null,
                PastDeadlines = [.. closed.Round.PastDeadlines ?? [], closed.Round.Deadline],
                ReopenedAt = now,
                FirstClosed = closed.Round.FirstClosed ?? Timetable.ClosedOn(closed.Round),
            },
            new TrailEntry($"reopened|{run}", now, who, TrailEvent.RoundReopened, null, Texts.Trail.Reopened(reopening)),
            cancellation);
    }

    /// <returns>False where somebody changed the round since it was read.</returns>
    public static Task<bool> ExtendAsync(RoundTable rounds, StoredRound open, RoundExtension extension, string who, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var (round, deadline) = (open.Round, extension.Deadline!.Value);
        var extended = round with { Closes = extension.Closes!.Value };
        return rounds.ChangeAsync(open,
            // The ladder starts over only if the deadline has changed.
            deadline == round.Deadline ? extended : extended with
            {
                FirstDeadline = round.FirstDeadline ?? round.Deadline,
                Deadline = deadline,
                ExtendedAt = now
            },
            new TrailEntry(TrailKeys.Change("extended", open.Version.ToString()), now, who, TrailEvent.RoundExtended, null,
                Texts.Trail.Extended(round, extension)),
            cancellation);
    }

    /// <returns>False where somebody changed the round since it was read.</returns>
    public static Task<bool> PauseAsync(RoundTable rounds, StoredRound open, string? reason, string who, DateTimeOffset now,
        CancellationToken cancellation) =>
        rounds.ChangeAsync(open,
            open.Round with { State = RoundState.Paused, PauseReason = reason },
            new TrailEntry(TrailKeys.Change("paused", open.Version.ToString()), now, who, TrailEvent.RoundPaused, null, reason ?? ""),
            cancellation);

    /// <returns>False where somebody changed the round since it was read.</returns>
    public static Task<bool> ResumeAsync(RoundTable rounds, StoredRound paused, string who, DateTimeOffset now,
        CancellationToken cancellation) =>
        rounds.ChangeAsync(paused,
            paused.Round with { State = RoundState.Open },
            new TrailEntry(TrailKeys.Change("resumed", paused.Version.ToString()), now, who, TrailEvent.RoundResumed, null, ""),
            cancellation);

    /// <returns>False where somebody changed the round since it was read.</returns>
    public static Task<bool> CancelAsync(RoundTable rounds, StoredRound open, string reason, string who, DateTimeOffset now,
        CancellationToken cancellation) =>
        rounds.ChangeAsync(open,
            open.Round with { State = RoundState.Cancelled, ClosedAt = now, CancelReason = reason },
            new TrailEntry($"cancelled|{open.Round.Run}", now, who, TrailEvent.RoundCancelled, null, reason),
            cancellation);
}
