using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace FollowUp.Rounds;

/// <summary>A round: ask every department, wait for the close, compile the report.</summary>
public static class RoundOrchestrator
{
    // Outside faults (storage, mail) are waited out, however long they last: in the end it is tried once an hour.
    internal static readonly TaskOptions Patiently = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: int.MaxValue,
        firstRetryInterval: TimeSpan.FromSeconds(30),
        backoffCoefficient: 2,
        maxRetryInterval: TimeSpan.FromHours(1)));

    [Function(nameof(RoundOrchestrator))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var round = context.GetInput<RoundRun>()!;
        var departments = await context.CallActivityAsync<IReadOnlyList<DepartmentRun>>(nameof(RoundActivities.AskDepartments), round, Patiently);
        var asked = departments.Select(department => context.CallSubOrchestratorAsync(
            nameof(DepartmentOrchestrator), department, new SubOrchestrationOptions(instanceId: department.InstanceId))).ToList();

        await context.CallSubOrchestratorAsync(nameof(ClosingOrchestrator), round, new SubOrchestrationOptions(instanceId: round.ClosingInstanceId));

        await context.CallActivityAsync(nameof(RoundActivities.CloseRound), round, Patiently);
        // Nothing is taken any more: the report need not wait for the last letters.
        await context.CallActivityAsync(nameof(RoundActivities.CompileReport), round, Patiently);
        foreach (var department in departments)
        {
            context.SendEvent(department.InstanceId, RoundIds.Bell, RoundIds.Bell);
        }
        try
        {
            await Task.WhenAll(asked);
        }
        catch (TaskFailedException fault)
        {
            // Its letters are lost, and nothing else: what was submitted lies in the table.
            context.CreateReplaySafeLogger(nameof(RoundOrchestrator)).LogError(fault, "A department's orchestration failed in round {RoundId}", round.RoundId);
        }
    }
}
