using FollowUp.Rounds;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace FollowUp.Orchestration;

/// <summary>
/// Starts a round's orchestration and signals it. The rows are the truth: a signal that is lost costs a delay, nothing else.
/// </summary>
internal static class RoundEngine
{
    /// <summary>
    /// Makes sure that a round that was opened and has no report yet has an orchestration that runs, and lets it look again.
    /// However often it is called, it starts one. One that failed or was terminated is replaced by the next attempt, which
    /// goes on from the rows.
    /// </summary>
    public static async Task EnsureRunningAsync(DurableTaskClient durable, RoundTable rounds, StoredRound stored, TimeProvider clock,
        ILogger log, CancellationToken cancellation)
    {
        var round = stored.Round;
        var run = new RoundRun(round.Id, round.Run, round.Attempt);
        if (round.Run == 0 || round.State == RoundState.Cancelled || (round.State == RoundState.Closed && round.ReportedRun == round.Run))
        {
            return;
        }
        var instance = await durable.GetInstanceAsync(run.InstanceId, cancellation);
        if (instance is { IsCompleted: false })
        {
            await SignalAsync(durable, run.ClosingInstanceId, log);
            return;
        }
        if (instance != null)
        {
            log.LogError("The orchestration {InstanceId} ended as {Status} before the report was compiled; another one takes over",
                run.InstanceId, instance.RuntimeStatus);
            if (!await RoundSteps.RestartAsync(rounds, stored, clock.GetUtcNow(), cancellation))
            {
                // Somebody else is at it.
                return;
            }
            run = run with { Attempt = run.Attempt + 1 };
        }
        try
        {
            await durable.ScheduleNewOrchestrationInstanceAsync(nameof(RoundOrchestrator), run,
                new StartOrchestrationOptions(run.InstanceId), cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Two pressed at once and the other one was first; anything else is told.
            if (await durable.GetInstanceAsync(run.InstanceId, cancellation) == null)
            {
                throw;
            }
        }
    }

    /// <summary>
    /// Starts what lets every department look again: for what they slept through while the round was paused, or for a mailing. Never fails:
    /// what is lost is made up for within a day.
    /// </summary>
    /// <param name="mailingId">What those that it is for are asked for first; null where nothing is.</param>
    public static async Task WakeEverybodyAsync(DurableTaskClient durable, Round round, string? mailingId, ILogger log)
    {
        var wake = new WakeUp(new RoundRun(round.Id, round.Run, round.Attempt), mailingId);
        try
        {
            await durable.ScheduleNewOrchestrationInstanceAsync(nameof(WakeUpOrchestrator), wake,
                mailingId == null ? null : new StartOrchestrationOptions(RoundIds.MailingInstance(round.Id, round.Run, mailingId)),
                CancellationToken.None);
        }
        catch (Exception fault)
        {
            log.LogInformation(fault, "The departments of {RoundId} were not woken, or were so already; they look again by themselves",
                round.Id);
        }
    }

    /// <summary>Lets the department's orchestration look again.</summary>
    public static Task SignalAsync(DurableTaskClient durable, Round round, string departmentId, ILogger log) =>
        SignalAsync(durable, new DepartmentRun(round.Id, round.Run, departmentId, round.Attempt).InstanceId, log);

    /// <summary>Never fails, and does not stop halfway because the caller has gone.</summary>
    public static async Task SignalAsync(DurableTaskClient durable, string instanceId, ILogger log)
    {
        try
        {
            await durable.RaiseEventAsync(instanceId, RoundIds.Signal, RoundIds.Signal, CancellationToken.None);
        }
        catch (Exception fault)
        {
            log.LogInformation(fault, "The signal to {InstanceId} was lost; it looks again by itself", instanceId);
        }
    }
}
