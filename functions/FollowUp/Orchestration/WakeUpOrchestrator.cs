using FollowUp.Rounds;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FollowUp.Orchestration;

/// <summary>Lets the departments of a round look again, part by part: no request has to wait for all of them.</summary>
public static class WakeUpOrchestrator
{
    [Function(nameof(WakeUpOrchestrator))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var wakeUp = context.GetInput<WakeUp>()!;
        for (var part = 0; ; part++)
        {
            var woken = await context.CallActivityAsync<WokenPart>(nameof(WakeUpActivities.PrepareWakeUp), new WakeUpPart(wakeUp, part),
                RoundOrchestrator.RetryForever);
            foreach (var instance in woken.Instances)
            {
                context.SendEvent(instance, RoundIds.Signal, RoundIds.Signal);
            }
            if (woken.IsLast)
            {
                return;
            }
        }
    }
}
