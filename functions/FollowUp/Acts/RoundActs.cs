using FollowUp.Api;
using FollowUp.Orchestration;
using FollowUp.Rounds;
using FollowUp.Time;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace FollowUp.Acts;

/// <summary>
/// The coordinator's acts on a whole round, for the pages and the API alike. Each act is saved before the orchestration is signalled.
/// A repeated act is reported as already done.
/// </summary>
public sealed class RoundActs(RoundOpening opening, RoundTable rounds, AssignmentTable answers, TimeProvider clock, ILogger<RoundActs> log)
{
    public const int MaxReason = 1000;

    /// <summary>Opens a draft, and makes sure that an open round's orchestration runs.</summary>
    /// <returns>If refused, the problem may hold several sentences, one per line.</returns>
    public async Task<ActResult> OpenAsync(DurableTaskClient durable, string id, string who, CancellationToken cancellation)
    {
        var outcome = ActResult.DoneBefore;
        while (await rounds.FindAsync(id, cancellation) is { } stored)
        {
            switch (stored.Round.State)
            {
                case RoundState.Draft:
                    if (await opening.OpenAsync(stored, who, cancellation) is { Count: > 0 } obstacles)
                    {
                        return ActResult.Refused(string.Join('\n', obstacles));
                    }
                    outcome = ActResult.Done;
                    continue;
                case RoundState.Open:
                    await RoundEngine.EnsureRunningAsync(durable, rounds, stored, clock, log, cancellation);
                    return outcome;
                default:
                    return ActResult.Refused(Texts.Acts.CannotOpen(stored.Round.State));
            }
        }
        return Unknown(id);
    }

    /// <summary>Closes a round before its time.</summary>
    public Task<ActResult> CloseAsync(DurableTaskClient durable, string id, string who, CancellationToken cancellation) => ActAsync(id,
        round => round.State == RoundState.Closed,
        WhyNotClose,
        stored => RoundSteps.CloseAsync(rounds, stored, who, clock.GetUtcNow(), cancellation),
        closed => RoundEngine.EnsureRunningAsync(durable, rounds, closed, clock, log, cancellation),
        cancellation);

    /// <summary>
    /// Opens a closed round again, with new days: those who have not submitted everything are written to, and at its close there is another
    /// version of the report.
    /// </summary>
    public async Task<ActResult> ReopenAsync(DurableTaskClient durable, string id, Reopening reopening, string who,
        CancellationToken cancellation)
    {
        if (reopening.Problem(StockholmTime.DayOf(clock.GetUtcNow())) is { } problem)
        {
            return problem;
        }
        return await ActAsync(id,
            reopening.Made,
            WhyNotReopen,
            stored => RoundChanges.ReopenAsync(rounds, stored, reopening, who, clock.GetUtcNow(), cancellation),
            open => RoundEngine.EnsureRunningAsync(durable, rounds, open, clock, log, cancellation),
            cancellation,
            // Its orchestration may have failed.
            refused => RoundEngine.EnsureRunningAsync(durable, rounds, refused, clock, log, cancellation));
    }

    /// <summary>Lets an open round rest: no mail, no answers, no close by itself.</summary>
    public async Task<ActResult> PauseAsync(string id, string? reason, string who, CancellationToken cancellation)
    {
        if (!IsReason(reason, required: false))
        {
            return ActResult.Invalid("reason", Texts.Acts.BadReason(MaxReason));
        }
        return await ActAsync(id,
            round => round.State == RoundState.Paused,
            round => WhyNotPause(round, clock.GetUtcNow()),
            stored => RoundChanges.PauseAsync(rounds, stored, Trimmed(reason), who, clock.GetUtcNow(), cancellation),
            // No signal is needed: an orchestration reads the rows when it wakes.
            _ => Task.CompletedTask,
            cancellation);
    }

    /// <summary>Lets a paused round go on. Pressed again, it signals the departments again.</summary>
    public Task<ActResult> ResumeAsync(DurableTaskClient durable, string id, string who, CancellationToken cancellation) => ActAsync(id,
        round => round.State == RoundState.Open,
        round => WhyNotResume(round, clock.GetUtcNow()),
        stored => RoundChanges.ResumeAsync(rounds, stored, who, clock.GetUtcNow(), cancellation),
        resumed => WakeAsync(durable, resumed, cancellation),
        cancellation);

    /// <summary>Gives a round up for good; a draft too, of which nobody has heard.</summary>
    public async Task<ActResult> CancelAsync(DurableTaskClient durable, string id, string? reason, string who,
        CancellationToken cancellation)
    {
        if (!IsReason(reason, required: true))
        {
            return ActResult.Invalid("reason", Trimmed(reason) == null ? Texts.Acts.ReasonMissing : Texts.Acts.BadReason(MaxReason));
        }
        return await ActAsync(id,
            round => round.State == RoundState.Cancelled,
            WhyNotCancel,
            stored => RoundChanges.CancelAsync(rounds, stored, Trimmed(reason)!, who, clock.GetUtcNow(), cancellation),
            // Who does not hear it ends at the next look.
            cancelled => cancelled.Round.Run == 0 ? Task.CompletedTask
                : RoundEngine.SignalAsync(durable, new RoundRun(id, cancelled.Round.Run, cancelled.Round.Attempt).ClosingInstanceId, log),
            cancellation);
    }

    /// <summary>
    /// Gives all departments more time, and the round a later close where it needs one. The ladder moves with the deadline.
    /// </summary>
    public async Task<ActResult> ExtendAsync(DurableTaskClient durable, string id, RoundExtension extension, string who,
        CancellationToken cancellation)
    {
        if (extension.Problem() is { } problem)
        {
            return problem;
        }
        // Leaving both days as they were shown asks for nothing.
        if (extension.Before == extension.Deadline && extension.ClosesBefore == extension.Closes)
        {
            return ActResult.Invalid("deadline", Texts.Acts.NothingMoved);
        }
        return await ActAsync(id,
            round => round.State is RoundState.Open or RoundState.Paused && round.Deadline == extension.Deadline
                && round.Closes == extension.Closes,
            round => WhyNotExtend(round, clock.GetUtcNow()) is { } reason ? reason
                : extension.Before is { } seen && seen != round.Deadline ? Texts.Acts.ExtendedMeanwhile(round)
                : extension.Deadline < round.Deadline || extension.Closes < round.Closes ? Texts.Acts.NotLater(round)
                // One that was moved, and is still today's or earlier, helps nobody.
                : extension.Deadline != round.Deadline && extension.Deadline <= StockholmTime.DayOf(clock.GetUtcNow())
                ? Texts.Acts.DeadlineNotAhead
                : null,
            stored => RoundChanges.ExtendAsync(rounds, stored, extension, who, clock.GetUtcNow(), cancellation),
            extended => WakeAsync(durable, extended, cancellation),
            cancellation);
    }

    private async Task WakeAsync(DurableTaskClient durable, StoredRound stored, CancellationToken cancellation)
    {
        await RoundEngine.EnsureRunningAsync(durable, rounds, stored, clock, log, cancellation);
        await RoundEngine.SignalDepartmentsAsync(durable, answers, stored.Round, log, cancellation);
    }

    /// <summary>Takes one step of the round's life, and signals the engine.</summary>
    /// <param name="isDone">Whether it is as the step would make it.</param>
    /// <param name="refusal">Why the step cannot be taken; null where it can.</param>
    /// <param name="step">One guarded change: where somebody else changed the round in between, it is looked at again.</param>
    /// <param name="tell">Also where it was done before: the signal may have been lost.</param>
    private async Task<ActResult> ActAsync(
        string id, Func<Round, bool> isDone, Func<Round, string?> refusal, Func<StoredRound, Task<bool>> step, Func<StoredRound, Task> tell,
        CancellationToken cancellation,
        Func<StoredRound, Task>? ifRefused = null)
    {
        while (await rounds.FindAsync(id, cancellation) is { } stored)
        {
            if (isDone(stored.Round))
            {
                await tell(stored);
                return ActResult.DoneBefore;
            }
            if (refusal(stored.Round) is { } reason)
            {
                await (ifRefused?.Invoke(stored) ?? Task.CompletedTask);
                return ActResult.Refused(reason);
            }
            if (await step(stored))
            {
                // It was done, whatever somebody else has made of it since.
                await tell(await rounds.GetAsync(id, cancellation));
                return ActResult.Done;
            }
        }
        return Unknown(id);
    }

    // Why it cannot be done as things stand; null where it can.

    public static string? WhyNotClose(Round round) => round.State is RoundState.Open or RoundState.Paused ? null
        : Texts.Acts.CannotClose(round.State);

    public static string? WhyNotReopen(Round round) => round.State != RoundState.Closed ? Texts.Acts.CannotReopen(round.State)
        // The run that ends has its report first, or it would have none.
        : round.ReportedRun != round.Run ? Texts.Acts.ReportIsBeingCompiled : null;

    public static string? WhyNotPause(Round round, DateTimeOffset now) =>
        round.State != RoundState.Open ? Texts.Acts.CannotPause(round.State) : IsOver(round, now) ? Texts.Acts.TooLateToPause : null;

    public static string? WhyNotResume(Round round, DateTimeOffset now) =>
        round.State != RoundState.Paused ? Texts.Acts.CannotResume(round.State) : IsOver(round, now) ? Texts.Acts.TooLateToResume : null;

    // A follow-up that has been reported stays one.
    public static string? WhyNotCancel(Round round) =>
        round.State is not (RoundState.Draft or RoundState.Open or RoundState.Paused) ? Texts.Acts.CannotCancel(round.State)
            : round.ReopenedAt != null ? Texts.Acts.CannotCancelReopened : null;

    public static string? WhyNotExtend(Round round, DateTimeOffset now) =>
        round.State is not (RoundState.Open or RoundState.Paused) ? Texts.Acts.CannotExtend(round.State)
        : round.State == RoundState.Open && IsOver(round, now) ? Texts.Acts.TooLateToPause : null;

    private static bool IsOver(Round round, DateTimeOffset now) => now >= Timetable.ClosesAt(round);

    internal static bool IsReason(string? reason, bool required) =>
        Trimmed(reason) is not { } said ? !required : said.Length <= MaxReason && !said.Any(char.IsControl);

    internal static string? Trimmed(string? reason) => string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();

    private static ActResult Unknown(string id) => ActResult.Unknown(Texts.Drafting.Unknown(id));
}
