using FollowUp.Rounds;
using Microsoft.DurableTask;

namespace FollowUp.Orchestration;

/// <summary>How an orchestrator waits: for a signal or for a moment, whichever comes first.</summary>
/// <remarks>
/// One waiter lives across all waits and is renewed only after the signal has come: with several live waiters the newest
/// would get the event, and a cancelled one would swallow it.
/// </remarks>
internal sealed class SignalOrTimer(TaskOrchestrationContext context)
{
    private Task? _signal;

    /// <param name="moment">UTC.</param>
    public async Task SignalOrAsync(DateTime moment)
    {
        _signal ??= context.WaitForExternalEvent<string>(RoundIds.Signal);
        using var cancelled = new CancellationTokenSource();
        var timer = context.CreateTimer(moment, cancelled.Token);
        if (await Task.WhenAny(_signal, timer) == timer)
        {
            return;
        }
        // A losing timer would keep the instance running until it fires.
        cancelled.Cancel();
        _signal = null;
    }
}
