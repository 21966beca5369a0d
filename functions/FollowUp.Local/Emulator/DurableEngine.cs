using Azure.Data.Tables;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace FollowUp.Local.Emulator;

public delegate Task<object?> OrchestratorBody(TaskOrchestrationContext context);

public delegate Task<object?> ActivityBody(string? inputJson, CancellationToken cancellation);

/// <summary>What can be run, by name. Names are compared without regard to case.</summary>
public sealed record DurableFunctions(IReadOnlyDictionary<string, OrchestratorBody> Orchestrators, IReadOnlyDictionary<string, ActivityBody> Activities);

/// <summary>
/// Durable orchestrations on one table, for development, demo and tests on one machine. It works only while
/// <see cref="SettleAsync"/> runs, on the clock it was given. What its table holds is all it needs: a new engine over the same
/// table goes on where the last one ended, however that ended. One process at a time may use a table prefix.
/// </summary>
public sealed class DurableEngine : IAsyncDisposable
{
    private const int TurnsAtOnce = 4;
    private const int ActivitiesAtOnce = 4;

    // Activities run at least once; so that nobody forgets, every so-manieth runs twice.
    private const int RepeatedActivity = 7;
    private const int LongestInstanceId = 100;

    private readonly DurableStore _store;
    private readonly TimeProvider _clock;
    private readonly ILoggerFactory _loggers;
    private readonly bool _repeatsActivities;
    private readonly Dictionary<string, OrchestratorBody> _orchestrators;
    private readonly Dictionary<string, ActivityBody> _activities;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _settling = new(1);
    private readonly SemaphoreSlim _creating = new(1);

    // Guards what follows and everything mutable in the instances.
    private readonly Lock _lock = new();
    private readonly Dictionary<string, DurableInstance> _running = [];
    private readonly HashSet<string> _ended = [];
    private readonly Queue<DurableInstance> _turns = [];
    private readonly Queue<ActivityCall> _calls = [];
    private TaskCompletionSource _work = new();
    private TaskCompletionSource _progress = new();
    private long _sequence;
    private int _activityRuns;
    private Exception? _failure;

    /// <param name="repeatsActivities">False where the activities' work is counted.</param>
    public DurableEngine(
        TableServiceClient tables, string tablePrefix, TimeProvider clock, DurableFunctions functions, ILoggerFactory loggers, bool repeatsActivities = true)
    {
        _store = new DurableStore(tables.GetTableClient(tablePrefix + "Durable"));
        _clock = clock;
        _loggers = loggers;
        _repeatsActivities = repeatsActivities;
        _orchestrators = new(functions.Orchestrators, StringComparer.OrdinalIgnoreCase);
        _activities = new(functions.Activities, StringComparer.OrdinalIgnoreCase);
        Client = new DurableEngineClient(this, _store);
    }

    public DurableTaskClient Client { get; }

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

    /// <summary>Completes when there is something to do before <see cref="NextTimer"/>.</summary>
    public Task WorkArrived
    {
        get
        {
            lock (_lock)
            {
                return _work.Task;
            }
        }
    }

    /// <summary>Completes when any instance has had its next turn.</summary>
    internal Task NextProgress
    {
        get
        {
            lock (_lock)
            {
                return _progress.Task;
            }
        }
    }

    private DateTime Now => _clock.GetUtcNow().UtcDateTime;

    /// <summary>Creates the table, and takes up everything that was running when the last process ended.</summary>
    public async Task StartAsync(CancellationToken cancellation = default)
    {
        await _store.CreateAsync(cancellation);
        var messages = await _store.MessagesAsync(cancellation);
        _sequence = messages.SelectMany(waiting => waiting).Select(message => message.Sequence).DefaultIfEmpty().Max();
        var ended = new List<DurableInstance>();
        await foreach (var row in _store.AllAsync())
        {
            _sequence = Math.Max(_sequence, row.Consumed);
            if (row.HasEnded)
            {
                _ended.Add(row.Id);
                if (row.HasUnsent)
                {
                    ended.Add(new DurableInstance(row, await _store.HistoryAsync(row, cancellation)));
                }
            }
            else
            {
                _running[row.Id] = new DurableInstance(row, await _store.HistoryAsync(row, cancellation));
                _running[row.Id].Take(messages[row.Id]);
            }
        }
        foreach (var instance in (List<DurableInstance>)[.. ended, .. _running.Values])
        {
            var (asker, actions) = instance.Interrupted();
            await PerformAsync(asker, actions);
            Wake(instance);
        }
        foreach (var instance in ended)
        {
            await _store.CommitAsync(instance.Row with { HasUnsent = false }, [], []);
        }
    }

    /// <summary>Runs until nothing more can be done at the clock's present time: all turns, activities, and timers that are due.</summary>
    /// <exception cref="OperationCanceledException">The engine was disposed meanwhile.</exception>
    /// <exception cref="InvalidOperationException">The table failed an earlier time: a new engine is needed.</exception>
    public async Task SettleAsync(CancellationToken cancellation = default)
    {
        await _settling.WaitAsync(cancellation);
        try
        {
            if (_failure != null)
            {
                throw new InvalidOperationException("The durable engine has stopped because its table could not be used; what it had committed is safe, and a new engine goes on from there.", _failure);
            }
            _stop.Token.ThrowIfCancellationRequested();
            while (WakeDue())
            {
                await DrainAsync(cancellation);
                cancellation.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            _settling.Release();
        }
    }

    /// <summary>
    /// Stops like a process that is ended: activities under way are told to stop and their results are lost. It returns when
    /// nothing more will be written.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        Stop();
        List<SemaphoreSlim> writing = [_settling, _creating];
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

    /// <exception cref="ArgumentException">It would not be accepted by the real host.</exception>
    internal static string RequireInstanceId(string id)
    {
        if (id.Length is 0 or > LongestInstanceId || id.StartsWith('@') || id.Any(character => character is '/' or '\\' or '#' or '?' || char.IsControl(character)))
        {
            throw new ArgumentException(
                $"'{id}' cannot be an instance id: it must have 1 to {LongestInstanceId} characters, none of them / \\ # ? or a control character, and not start with @.", nameof(id));
        }
        return id;
    }

    /// <summary>Starts an instance, in place of one that has ended if there is one with this id; false if that one is still running.</summary>
    internal async Task<bool> CreateAsync(string id, string name, string? input, DurableParent? parent)
    {
        await _creating.WaitAsync(_stop.Token);
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
            var now = _clock.GetUtcNow();
            DurableEvent started = new(DurableEventKind.Started) { Name = name, Payload = input, Time = now.UtcDateTime };
            var row = new DurableRow(id, name, (existing?.Execution ?? 0) + 1)
            {
                Parent = parent,
                HistoryCount = 1,
                Consumed = Interlocked.Read(ref _sequence),
                Created = now,
                Updated = now,
                ETag = existing?.ETag ?? default,
            };
            var obsolete = existing == null ? [] : await _store.KeysAsync(id, _stop.Token);
            try
            {
                row = await _store.CommitAsync(row, [started], obsolete);
            }
            catch (Exception failure)
            {
                // It may be in the table, where nobody would look for it.
                Fail(failure);
                throw;
            }
            var instance = new DurableInstance(row, [started]);
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

    internal static InvalidOperationException AlreadyRunning(string id) => new($"An instance with id '{id}' is already running; it is not started again.");

    /// <summary>Keeps a message for the instance's next turn; false if no such instance is running.</summary>
    internal async Task<bool> PostAsync(string id, DurableEvent message)
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
        await instance.Posting.WaitAsync(_stop.Token);
        try
        {
            if (instance.Row.HasEnded)
            {
                return false;
            }
            var stored = await _store.AddMessageAsync(id, Interlocked.Increment(ref _sequence), message with { Time = Now });
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

    private bool WakeDue()
    {
        lock (_lock)
        {
            foreach (var instance in _running.Values)
            {
                Wake(instance);
            }
            return _turns.Count > 0 || _calls.Count > 0;
        }
    }

    private void Wake(DurableInstance instance)
    {
        lock (_lock)
        {
            if (instance.MayTakeTurn && instance.HasReason(Now))
            {
                instance.MayTakeTurn = false;
                _turns.Enqueue(instance);
                _work.TrySetResult();
            }
        }
    }

    private async Task DrainAsync(CancellationToken cancellation)
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
                        turns.Add(Task.Run(() => TurnAsync(instance), CancellationToken.None));
                    }
                    while (!cancellation.IsCancellationRequested && activities.Count < ActivitiesAtOnce && _calls.TryDequeue(out var call))
                    {
                        activities.Add(Task.Run(() => RunActivityAsync(call), CancellationToken.None));
                    }
                    if (_work.Task.IsCompleted)
                    {
                        _work = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                    }
                    more = _work.Task;
                }
                if (turns.Count + activities.Count == 0)
                {
                    return;
                }
                var ended = await Task.WhenAny([.. turns, .. activities, more, _stopped.Task]);
                await ended;
                _ = turns.Remove(ended) || activities.Remove(ended);
            }
        }
        catch (Exception failure)
        {
            // The tables failed, or the engine is being disposed.
            Fail(failure);
            await Task.WhenAll(turns).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    /// <summary>What is in memory may not be what is in the table: only a new engine can go on.</summary>
    private void Fail(Exception failure)
    {
        _failure = failure;
        Stop();
        lock (_lock)
        {
            // Whoever waits for work is to be told.
            _work.TrySetResult();
        }
    }

    private void Stop()
    {
        _stop.Cancel();
        lock (_lock)
        {
            _stopped.TrySetCanceled(_stop.Token);
            _progress.TrySetCanceled(_stop.Token);
        }
    }

    private async Task TurnAsync(DurableInstance instance)
    {
        IReadOnlyList<DurableMessage> taken;
        IReadOnlyList<DurableEvent> news;
        var row = instance.Row;
        var now = Now;
        lock (_lock)
        {
            taken = instance.Messages();
            news = instance.News(taken, now);
        }
        var result = Execute(instance, news);
        row = result.Row with { Updated = _clock.GetUtcNow(), Consumed = taken.Count == 0 ? row.Consumed : taken[^1].Sequence };
        var obsolete = taken.SelectMany(message => message.RowKeys);
        if (result.Row.Execution != instance.Row.Execution)
        {
            obsolete = obsolete.Concat(DurableStore.HistoryKeys(instance.Row, instance.History));
        }
        _stop.Token.ThrowIfCancellationRequested();
        row = await _store.CommitAsync(row, result.Events, obsolete);
        var asker = instance.Row;
        lock (_lock)
        {
            instance.Commit(row, result.Events, taken);
        }
        await PerformAsync(asker, result.Actions);
        if (row.HasEnded)
        {
            if (row.HasUnsent)
            {
                await _store.CommitAsync(row with { HasUnsent = false }, [], []);
            }
            lock (_lock)
            {
                _running.Remove(row.Id);
                _ended.Add(row.Id);
            }
            // Now its id is free: a parent that retries may use it again.
            await AnswerParentAsync(row, result.Events[^1]);
        }
        TaskCompletionSource progress;
        lock (_lock)
        {
            instance.MayTakeTurn = true;
            progress = _progress;
            if (!_stop.IsCancellationRequested)
            {
                _progress = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
        progress.TrySetResult();
        Wake(instance);
    }

    /// <summary>What a turn changes: the row, the events it adds to the history (or with which a new execution starts), and what is to be set going.</summary>
    private sealed record TurnResult(DurableRow Row, IReadOnlyList<DurableEvent> Events, IReadOnlyList<DurableEvent> Actions);

    private TurnResult Execute(DurableInstance instance, IReadOnlyList<DurableEvent> news)
    {
        var row = instance.Row;
        if (news.Count == 0)
        {
            return new(row, [], []);
        }
        if (news.FirstOrDefault(happened => happened.Kind == DurableEventKind.Terminated) is { } terminated)
        {
            return End([], OrchestrationRuntimeStatus.Terminated, terminated.Payload, new DurableFailure("Terminated", $"The instance '{row.Id}' was terminated.", null, null));
        }
        var context = new DurableContext(new DurableTurn(row, instance.History, news, _loggers, () => OnForeignAwait(instance, row.Execution)));
        try
        {
            if (!_orchestrators.TryGetValue(row.Name, out var body))
            {
                throw new InvalidOperationException($"There is no orchestrator named '{row.Name}'.");
            }
            if (instance.AwaitedForeign)
            {
                throw new ForeignAwaitException(row.Name);
            }
            context.Run(body);
            row = row with { CustomStatus = context.CustomStatus };
            if (context.Outcome == null)
            {
                var added = news.Concat(context.Actions).ToList();
                return new(row with { Status = OrchestrationRuntimeStatus.Running, HistoryCount = row.HistoryCount + added.Count }, added, [.. context.Actions]);
            }
            // It has ended, so this does not wait.
            var output = context.Outcome.GetAwaiter().GetResult();
            if (context.NewHistory is { } history)
            {
                return new(row with { Status = OrchestrationRuntimeStatus.Running, Execution = row.Execution + 1, HistoryCount = history.Count }, history, [.. context.Actions]);
            }
            return End([.. context.Actions], OrchestrationRuntimeStatus.Completed, DurableJson.Converter.Serialize(output), null);
        }
        catch (Exception failure) when (failure is OrchestratorChangedException or ForeignAwaitException)
        {
            // Nothing it asked for in such a turn can be trusted.
            return End([], OrchestrationRuntimeStatus.Failed, null, DurableFailure.From(failure));
        }
        catch (Exception failure)
        {
            return End([.. context.Actions], OrchestrationRuntimeStatus.Failed, null, DurableFailure.From(failure));
        }

        TurnResult End(IReadOnlyList<DurableEvent> actions, OrchestrationRuntimeStatus status, string? output, DurableFailure? failure)
        {
            DurableEvent ended = new(DurableEventKind.Ended) { Status = status, Payload = output, Failure = failure, Time = Now };
            List<DurableEvent> added = [.. news, .. actions, ended];
            var sent = actions.Any(action => action.Kind == DurableEventKind.EventSent);
            return new(row with { Status = status, HistoryCount = row.HistoryCount + added.Count, HasUnsent = sent }, added, actions);
        }
    }

    /// <summary>Sets going what a committed turn asked for; after a crash once more, so all of it can bear a repetition.</summary>
    private async Task PerformAsync(DurableRow asker, IEnumerable<DurableEvent> actions)
    {
        foreach (var action in actions)
        {
            switch (action.Kind)
            {
                case DurableEventKind.ActivityScheduled:
                    lock (_lock)
                    {
                        _calls.Enqueue(new ActivityCall(asker.Id, asker.Execution, action));
                        _work.TrySetResult();
                    }
                    break;
                case DurableEventKind.ChildScheduled:
                    await StartChildAsync(asker, action);
                    break;
                case DurableEventKind.EventSent:
                    // To an instance that does not run it is lost without a word, as the SDK says.
                    await PostAsync(action.Instance!, new(DurableEventKind.EventRaised) { Name = action.Name, Payload = action.Payload });
                    break;
            }
        }
    }

    private async Task StartChildAsync(DurableRow parent, DurableEvent scheduled)
    {
        var asked = new DurableParent(parent.Id, parent.Name, parent.Execution, scheduled.Task);
        var existing = await FindAsync(scheduled.Instance!);
        if (existing?.Parent == asked)
        {
            if (existing.HasEnded)
            {
                await AnswerParentAsync(existing, await _store.HistoryEventAsync(existing, existing.HistoryCount - 1, _stop.Token));
            }
        }
        else if (!await CreateAsync(scheduled.Instance!, scheduled.Name!, scheduled.Payload, asked))
        {
            var taken = DurableFailure.From(AlreadyRunning(scheduled.Instance!));
            await PostAsync(parent.Id, new(DurableEventKind.TaskFailed) { Task = scheduled.Task, Execution = parent.Execution, Failure = taken });
        }
    }

    private async Task<DurableRow?> FindAsync(string id)
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
        return await _store.FindAsync(id, _stop.Token);
    }

    private async Task AnswerParentAsync(DurableRow child, DurableEvent ended)
    {
        if (child.Parent is not { } parent)
        {
            return;
        }
        var answer = new DurableEvent(DurableEventKind.TaskCompleted) { Task = parent.Task, Execution = parent.Execution, Payload = ended.Payload };
        await PostAsync(parent.Instance, ended.Status == OrchestrationRuntimeStatus.Completed ? answer : answer with
        {
            Kind = DurableEventKind.TaskFailed,
            Payload = null,
            // The real host wraps the user's exception in one of its own, too.
            Failure = new DurableFailure("DurableTask.Core.Exceptions.SubOrchestrationFailedException",
                $"The sub-orchestration '{child.Name}' with id '{child.Id}' failed: {ended.Failure!.Message}", null, ended.Failure),
        });
    }

    private async Task RunActivityAsync(ActivityCall call)
    {
        var times = _repeatsActivities && Interlocked.Increment(ref _activityRuns) % RepeatedActivity == 0 ? 2 : 1;
        for (var time = 0; time < times; time++)
        {
            DurableEvent answer = new(DurableEventKind.TaskCompleted) { Task = call.Scheduled.Task, Execution = call.Execution };
            try
            {
                if (!_activities.TryGetValue(call.Scheduled.Name!, out var body))
                {
                    throw new InvalidOperationException($"There is no activity named '{call.Scheduled.Name}'.");
                }
                answer = answer with { Payload = DurableJson.Converter.Serialize(await body(call.Scheduled.Payload, _stop.Token)) };
            }
            catch (Exception failure)
            {
                answer = answer with { Kind = DurableEventKind.TaskFailed, Failure = DurableFailure.From(failure) };
            }
            await PostAsync(call.Instance, answer);
        }
    }

    private void OnForeignAwait(DurableInstance instance, int execution)
    {
        lock (_lock)
        {
            if (instance.Row.Execution == execution && !instance.Row.HasEnded)
            {
                instance.AwaitedForeign = true;
            }
        }
        Wake(instance);
    }

    private sealed record ActivityCall(string Instance, int Execution, DurableEvent Scheduled);
}
