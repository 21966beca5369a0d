using Microsoft.DurableTask;

namespace FollowUp.Rounds;

/// <summary>How an orchestrator waits: for the bell or for a moment, whichever comes first.</summary>
/// <remarks>
/// One waiter lives across all waits and is renewed only after the bell has rung: with several live waiters the newest
/// would get the event, and a cancelled one would swallow it.
/// </remarks>
internal sealed class WaitingOrchestrator(TaskOrchestrationContext context)
{
    private Task? _bell;

    /// <param name="moment">UTC.</param>
    public async Task<Wake> ForBellOrAsync(DateTime moment)
    {
        _bell ??= context.WaitForExternalEvent<string>(RoundIds.Bell);
        using var cancelled = new CancellationTokenSource();
        var timer = context.CreateTimer(moment, cancelled.Token);
        if (await Task.WhenAny(_bell, timer) == timer)
        {
            return Wake.Time;
        }
        // A losing timer would keep the instance running until it fires.
        cancelled.Cancel();
        _bell = null;
        return Wake.Bell;
    }
}

internal enum Wake
{
    Bell,
    Time,
}
