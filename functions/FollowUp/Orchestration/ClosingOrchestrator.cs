using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FollowUp.Orchestration;

/// <summary>
/// Waits until a round may close: its time has come, or the coordinator has closed it. Apart from <see cref="RoundOrchestrator"/>
/// because that cannot begin a new history while its departments run.
/// </summary>
public static class ClosingOrchestrator
{
    private const int WakeUpsPerHistory = 50;

    [Function(nameof(ClosingOrchestrator))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var round = context.GetInput<RoundRun>()!;
        var waiting = new SignalOrTimer(context);
        for (var wakeUps = 0; wakeUps < WakeUpsPerHistory; wakeUps++)
        {
            var outlook = await context.CallActivityAsync<RoundOutlook>(nameof(RoundActivities.LookAtRound), round,
                RoundOrchestrator.RetryForever);
            if (outlook.MayClose)
            {
                return;
            }
            await waiting.SignalOrAsync(outlook.ClosesAt);
        }
        context.ContinueAsNew(round);
    }
}
