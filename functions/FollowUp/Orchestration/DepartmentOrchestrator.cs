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
        var outlook = await LookAsync();
        for (var wakeUps = 0; wakeUps < WakeUpsPerHistory; wakeUps++)
        {
            if (outlook.RoundIsOver)
            {
                return;
            }
            var wake = await waiting.SignalOrAsync(outlook.NextAt);
            outlook = wake == Wake.Time && outlook.NextRungId is { } rungId
                ? await context.CallActivityAsync<DepartmentOutlook>(nameof(DepartmentActivities.TakeRung),
                    new DepartmentRung(department, rungId), RoundOrchestrator.RetryForever)
                : await LookAsync();
        }
        context.ContinueAsNew(department);

        Task<DepartmentOutlook> LookAsync() =>
            context.CallActivityAsync<DepartmentOutlook>(nameof(DepartmentActivities.LookAtDepartment), department,
                RoundOrchestrator.RetryForever);
    }
}
