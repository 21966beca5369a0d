using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FollowUp.Orchestration;

/// <summary>One department's way through a round: asked, reminded, overdue, escalated, until the round is closed.</summary>
public static class DepartmentOrchestrator
{
    // Each wake-up is replayed from the history's beginning; a fresh history now and then keeps that short.
    private const int WakeUpsPerHistory = 50;

    [Function(nameof(DepartmentOrchestrator))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var department = context.GetInput<DepartmentRun>()!;
        var waiting = new SignalOrTimer(context);
        for (var wakeUps = 0; wakeUps < WakeUpsPerHistory; wakeUps++)
        {
            var outlook = await context.CallActivityAsync<DepartmentOutlook>(nameof(DepartmentActivities.SendNotices), department,
                RoundOrchestrator.RetryForever);
            if (outlook.RoundIsOver)
            {
                return;
            }
            await waiting.SignalOrAsync(outlook.NextAt);
        }
        context.ContinueAsNew(department);
    }
}
