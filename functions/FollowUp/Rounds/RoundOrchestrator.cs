using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace FollowUp.Rounds;

/// <summary>A round: ask every department, wait for the close, compile the report.</summary>
public static class RoundOrchestrator
{
    // Outside faults (storage, mail) are waited out, over some four days in all.
    internal static readonly TaskOptions Patiently = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 100,
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

        await UntilItMayCloseAsync(context, round);

        await context.CallActivityAsync(nameof(RoundActivities.CloseRound), round, Patiently);
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
            // One department's fault must not cost the others their report: what was submitted lies in the table.
            context.CreateReplaySafeLogger(nameof(RoundOrchestrator)).LogError(fault, "A department's orchestration failed in round {RoundId}", round.RoundId);
        }
        await context.CallActivityAsync(nameof(RoundActivities.CompileReport), round, Patiently);
    }

    private static async Task UntilItMayCloseAsync(TaskOrchestrationContext context, RoundRun round)
    {
        var waiting = new WaitingOrchestrator(context);
        while (true)
        {
            var outlook = await context.CallActivityAsync<RoundOutlook>(nameof(RoundActivities.LookAtRound), round, Patiently);
            if (outlook.MayClose)
            {
                return;
            }
            await waiting.ForBellOrAsync(outlook.ClosesAt);
        }
    }
}
