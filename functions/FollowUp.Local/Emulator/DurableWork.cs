using Microsoft.DurableTask.Protobuf;

namespace FollowUp.Local.Emulator;

internal sealed record ActivityCall(string Instance, int Execution, int Task, TaskScheduledEvent Scheduled);

/// <summary>The turns and the activities that can be run now, in the order in which they came.</summary>
/// <param name="failed">Hears of what stops the work, before the turns under way are waited for.</param>
internal sealed class DurableWork(Func<DurableInstance, Task> turn, Func<ActivityCall, Task> activity, Action<Exception> failed)
{
    private const int TurnsAtOnce = 4;
    private const int ActivitiesAtOnce = 4;

    private readonly Lock _lock = new();
    private readonly Queue<DurableInstance> _turns = [];
    private readonly Queue<ActivityCall> _calls = [];
    private TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when there is something to run.</summary>
    public Task Arrived
    {
        get
        {
            lock (_lock)
            {
                return _arrived.Task;
            }
        }
    }

    public bool IsEmpty
    {
        get
        {
            lock (_lock)
            {
                return _turns.Count + _calls.Count == 0;
            }
        }
    }

    public void Add(DurableInstance instance)
    {
        lock (_lock)
        {
            _turns.Enqueue(instance);
            _arrived.TrySetResult();
        }
    }

    public void Add(ActivityCall call)
    {
        lock (_lock)
        {
            _calls.Enqueue(call);
            _arrived.TrySetResult();
        }
    }

    public void SignalArrival()
    {
        lock (_lock)
        {
            _arrived.TrySetResult();
        }
    }

    /// <summary>Runs what there is and what comes of it, until nothing is left.</summary>
    /// <param name="cancellation">Begins nothing more.</param>
    public async Task RunAllAsync(Task stopped, CancellationToken cancellation)
    {
        var turns = new List<Task>();
        var activities = new List<Task>();
        try
        {
            while (true)
            {
                Task more;
                lock (_lock)
                {
                    while (!cancellation.IsCancellationRequested && turns.Count < TurnsAtOnce && _turns.TryDequeue(out var instance))
                    {
                        turns.Add(Task.Run(() => turn(instance), CancellationToken.None));
                    }
                    while (!cancellation.IsCancellationRequested && activities.Count < ActivitiesAtOnce && _calls.TryDequeue(out var call))
                    {
                        activities.Add(Task.Run(() => activity(call), CancellationToken.None));
                    }
                    if (_arrived.Task.IsCompleted)
                    {
                        _arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                    }
                    more = _arrived.Task;
                }
                if (turns.Count + activities.Count == 0)
                {
                    return;
                }
                var ended = await Task.WhenAny([.. turns, .. activities, more, stopped]);
                await ended;
                _ = turns.Remove(ended) || activities.Remove(ended);
            }
        }
        catch (Exception failure)
        {
            failed(failure);
            await Task.WhenAll(turns).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }
}
