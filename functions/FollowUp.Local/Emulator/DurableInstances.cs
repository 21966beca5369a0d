using Google.Protobuf.WellKnownTypes;
using Microsoft.DurableTask.Protobuf;

namespace FollowUp.Local.Emulator;

/// <summary>Which instances there are. Those that run are in memory; each is woken when it has a reason for a turn.</summary>
/// <param name="fail">Hears that what is in memory may not be what is in the table.</param>
internal sealed class DurableInstances(
    DurableStore store, TimeProvider clock, DurableWork work, Action<Exception> fail, CancellationToken stop)
{
    private const int MaxIdLength = 100;

    private readonly SemaphoreSlim _creating = new(1);

    // Guards what follows and everything mutable in the instances.
    private readonly Lock _lock = new();
    private readonly Dictionary<string, DurableInstance> _running = [];
    private readonly HashSet<string> _ended = [];
    private TaskCompletionSource _progress = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _sequence;

    /// <summary>When the earliest timer is due that some instance waits for.</summary>
    public DateTimeOffset? NextTimer
    {
        get
        {
            lock (_lock)
            {
                return _running.Values.Min(instance => instance.NextTimer) is { } due ? new DateTimeOffset(due) : null;
            }
        }
    }

    /// <summary>Completes when any instance has had its next turn.</summary>
    public Task NextProgress
    {
        get
        {
            lock (_lock)
            {
                return _progress.Task;
            }
        }
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <exception cref="ArgumentException">It would not be accepted by the real host.</exception>
    public static string RequireId(string id)
    {
        if (id.Length is 0 or > MaxIdLength || id.StartsWith('@')
            || id.Any(character => character is '/' or '\\' or '#' or '?' || char.IsControl(character)))
        {
            throw new ArgumentException(
                $"'{id}' cannot be an instance id: it must have 1 to {MaxIdLength} characters, none of them / \\ # ? or a control "
                    + "character, and not start with @.", nameof(id));
        }
        return id;
    }

    public static InvalidOperationException AlreadyRunning(string id) =>
        new($"An instance with id '{id}' is already running; it is not started again.");

    /// <summary>Reads what the table holds.</summary>
    /// <returns>Those that ended and have events to send, then those that run.</returns>
    public async Task<IReadOnlyList<DurableInstance>> LoadAsync(CancellationToken cancellation)
    {
        (var messages, _sequence) = await store.MessagesAsync(cancellation);
        var ended = new List<DurableInstance>();
        await foreach (var row in store.AllAsync())
        {
            _sequence = Math.Max(_sequence, row.Consumed);
            if (row.HasEnded)
            {
                _ended.Add(row.Id);
                if (row.HasUnsent)
                {
                    ended.Add(new DurableInstance(row, await store.HistoryAsync(row, cancellation)));
                }
            }
            else
            {
                _running[row.Id] = new DurableInstance(row, await store.HistoryAsync(row, cancellation));
                _running[row.Id].Take(messages[row.Id]);
            }
        }
        return [.. ended, .. _running.Values];
    }

    public async Task<DurableRow?> FindAsync(string id)
    {
        lock (_lock)
        {
            if (_running.TryGetValue(id, out var instance))
            {
                return instance.Row;
            }
            if (!_ended.Contains(id))
            {
                return null;
            }
        }
        return await store.FindAsync(id, stop);
    }

    /// <summary>
    /// Starts an instance, in place of one that has ended if there is one with this id; false if that one is still running.
    /// </summary>
    public async Task<bool> CreateAsync(string id, string name, string? input, ParentInstanceInfo? parent)
    {
        await WhileItEndsAsync(id);
        await _creating.WaitAsync(stop);
        try
        {
            lock (_lock)
            {
                if (_running.ContainsKey(id))
                {
                    return false;
                }
            }
            var existing = await FindAsync(id);
            var now = clock.GetUtcNow();
            var row = new DurableRow(id, name, (existing?.Execution ?? 0) + 1)
            {
                Parent = parent,
                Consumed = Interlocked.Read(ref _sequence),
                Created = now,
                Updated = now,
                ETag = existing?.ETag ?? default,
            };
            var begun = DurableTurn.Begin(row, input, now.UtcDateTime);
            var obsolete = existing == null ? [] : await store.KeysAsync(id, execution: null, stop);
            try
            {
                row = await store.CommitAsync(row, begun, [], obsolete);
            }
            catch (Exception failure)
            {
                // It may be in the table, where nobody would look for it.
                fail(failure);
                throw;
            }
            var instance = new DurableInstance(row, begun);
            lock (_lock)
            {
                _running[id] = instance;
                _ended.Remove(id);
            }
            Wake(instance);
            return true;
        }
        finally
        {
            _creating.Release();
        }
    }

    /// <summary>Keeps a message for the instance's next turn; false if no such instance is running.</summary>
    /// <param name="execution">The only one that takes it; null for whichever there is.</param>
    public async Task<bool> PostAsync(string id, HistoryEvent message, int? execution = null)
    {
        DurableInstance? instance;
        lock (_lock)
        {
            if (!_running.TryGetValue(id, out instance))
            {
                return false;
            }
        }
        // In turn, so that the numbers in the table are in the order of arrival.
        await instance.Posting.WaitAsync(stop);
        try
        {
            if (instance.Row.HasEnded)
            {
                return false;
            }
            message.EventId = -1;
            message.Timestamp = Timestamp.FromDateTime(Now);
            var stored = await store.AddMessageAsync(id, Interlocked.Increment(ref _sequence), execution, message);
            lock (_lock)
            {
                instance.Take([stored]);
            }
            Wake(instance);
            return true;
        }
        finally
        {
            instance.Posting.Release();
        }
    }

    /// <summary>False where nothing can be run now.</summary>
    public bool WakeDue()
    {
        lock (_lock)
        {
            foreach (var instance in _running.Values)
            {
                Wake(instance);
            }
            return !work.IsEmpty;
        }
    }

    public void Wake(DurableInstance instance)
    {
        lock (_lock)
        {
            if (instance.MayTakeTurn && instance.HasReason(Now))
            {
                instance.MayTakeTurn = false;
                work.Add(instance);
            }
        }
    }

    /// <summary>What a turn at this moment has to deal with; the time is not before that of any message.</summary>
    public (IReadOnlyList<DurableMessage> Taken, IReadOnlyList<HistoryEvent> News, DateTime Now) News(DurableInstance instance)
    {
        lock (_lock)
        {
            var (taken, now) = (instance.Messages(), Now);
            return (taken, instance.News(taken, now), now);
        }
    }

    public void Commit(DurableInstance instance, DurableRow row, IReadOnlyList<HistoryEvent> events, IReadOnlyList<DurableMessage> taken)
    {
        lock (_lock)
        {
            instance.Commit(row, events, taken);
        }
    }

    /// <summary>Makes its id free: a parent that retries may use it again.</summary>
    public void Retire(string id)
    {
        lock (_lock)
        {
            _running.Remove(id);
            _ended.Add(id);
        }
    }

    public void EndTurn(DurableInstance instance)
    {
        TaskCompletionSource progress;
        lock (_lock)
        {
            instance.MayTakeTurn = true;
            progress = _progress;
            if (!stop.IsCancellationRequested)
            {
                _progress = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
        progress.TrySetResult();
        Wake(instance);
    }

    public void Stop()
    {
        lock (_lock)
        {
            _progress.TrySetCanceled(stop);
        }
    }

    /// <summary>Returns when no creation and no message is being written any more.</summary>
    public async Task FinishWritingAsync()
    {
        List<SemaphoreSlim> writing = [_creating];
        lock (_lock)
        {
            writing.AddRange(_running.Values.Select(instance => instance.Posting));
        }
        foreach (var written in writing)
        {
            await written.WaitAsync();
            written.Release();
        }
    }

    /// <summary>The table may say already that an instance has ended whose last turn is not over.</summary>
    private async Task WhileItEndsAsync(string id)
    {
        while (true)
        {
            Task progress;
            lock (_lock)
            {
                if (!_running.TryGetValue(id, out var instance) || !instance.Row.HasEnded)
                {
                    return;
                }
                progress = _progress.Task;
            }
            await progress.WaitAsync(stop);
        }
    }
}
