using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace FollowUp.Rounds;

/// <summary>Starts a round's orchestration and rings the bells. The rows are the truth: a bell that fails costs a delay, nothing else.</summary>
internal static class RoundClockwork
{
    /// <summary>Makes sure that the round's orchestration exists and looks again if it runs. However often it is called, it starts one.</summary>
    public static async Task WindAsync(DurableTaskClient durable, RoundRun run, ILogger log, CancellationToken cancellation)
    {
        if (await durable.GetInstanceAsync(run.InstanceId, cancellation) is { } instance)
        {
            if (!instance.IsCompleted)
            {
                await RingAsync(durable, run.InstanceId, log, cancellation);
            }
            return;
        }
        try
        {
            await durable.ScheduleNewOrchestrationInstanceAsync(nameof(RoundOrchestrator), run, new StartOrchestrationOptions(run.InstanceId), cancellation);
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

    public static async Task RingAsync(DurableTaskClient durable, string instanceId, ILogger log, CancellationToken cancellation)
    {
        try
        {
            await durable.RaiseEventAsync(instanceId, RoundIds.Bell, RoundIds.Bell, cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LogInformation(fault, "The bell of {InstanceId} was not heard; it looks again by itself", instanceId);
        }
    }
}
