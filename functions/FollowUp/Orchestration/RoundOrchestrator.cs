using FollowUp.Rounds;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FollowUp.Orchestration;

/// <summary>A round: ask every department, wait for the close, compile the report.</summary>
public static class RoundOrchestrator
{
    // Outside faults (storage, mail) are waited out, however long they last: in the end it is tried once an hour. A sub-orchestration
    // that failed or was terminated begins again and goes on from the rows; without that this one, which never completes before all
    // that it waits for has ended, would wait forever.
    internal static readonly TaskOptions RetryForever = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: int.MaxValue,
        firstRetryInterval: TimeSpan.FromSeconds(30),
        backoffCoefficient: 2,
        maxRetryInterval: TimeSpan.FromHours(1)));

    [Function(nameof(RoundOrchestrator))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var round = context.GetInput<RoundRun>()!;
        var departments = await context.CallActivityAsync<IReadOnlyList<DepartmentRun>>(nameof(RoundActivities.AskDepartments), round,
            RetryForever);
        var asked = departments.Select(department => context.CallSubOrchestratorAsync(
            nameof(DepartmentOrchestrator), department, RetryForever.WithInstanceId(department.InstanceId))).ToList();

        await context.CallSubOrchestratorAsync(nameof(ClosingOrchestrator), round, RetryForever.WithInstanceId(round.ClosingInstanceId));

        await context.CallActivityAsync(nameof(RoundActivities.CloseRound), round, RetryForever);
        // Nothing is taken any more: the report need not wait for the last letters.
        await context.CallActivityAsync(nameof(RoundActivities.CompileReport), round, RetryForever);
        foreach (var department in departments)
        {
            context.SendEvent(department.InstanceId, RoundIds.Signal, RoundIds.Signal);
        }
        await Task.WhenAll(asked);
    }
}
