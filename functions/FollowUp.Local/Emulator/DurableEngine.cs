using System.Globalization;
using Azure.Data.Tables;
using FollowUp.Storage;
using Google.Protobuf.WellKnownTypes;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Protobuf;
using Microsoft.Extensions.Logging;
using static Microsoft.DurableTask.Protobuf.HistoryEvent;
using Failure = Microsoft.DurableTask.Protobuf.TaskFailureDetails;

namespace FollowUp.Local.Emulator;

public delegate Task<object?> OrchestratorBody(TaskOrchestrationContext context);

public delegate Task<object?> ActivityBody(string? inputJson, CancellationToken cancellation);

/// <summary>What can be run, by name. Names are compared without regard to case.</summary>
public sealed record DurableFunctions(
    IReadOnlyDictionary<string, OrchestratorBody> Orchestrators, IReadOnlyDictionary<string, ActivityBody> Activities);

/// <summary>
/// Durable orchestrations on one table, for development, demo and tests on one machine. It works only while
/// <see cref="SettleAsync"/> runs, on the clock it was given. What its table holds is all it needs: a new engine over the same
/// table goes on where the last one ended, however that ended. One process at a time may use a table prefix.
/// </summary>
public sealed class DurableEngine : IAsyncDisposable
{
    private const int TurnsAtOnce = 4;
    private const int ActivitiesAtOnce = 4;

    // Every seventh activity is run twice, so that they are written to bear it: in Azure they run at least once.
    private const int RepeatedActivity = 7;
    private const int MaxInstanceId = 100;

    private readonly DurableStore _store;
    private readonly TimeProvider _clock;
    private readonly DurableRunner _runner;
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
    private TaskCompletionSource _work = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _progress = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _sequence;
    private int _activityRuns;
    private Exception? _failure;

    /// <param name="repeatsActivities">False where the activities' work is counted.</param>
    public DurableEngine(
        TableServiceClient tables, string tablePrefix, TimeProvider clock, DurableFunctions functions, ILoggerFactory loggers,
        bool repeatsActivities = true)
    {
        _store = new DurableStore(tables.GetTableClient(tablePrefix + "Durable"));
        _clock = clock;
        _runner = new DurableRunner(loggers);
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
        (var messages, _sequence) = await _store.MessagesAsync(cancellation);
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
            if (instance.Row is { HasHadTurn: false, Execution: > 1 })
            {
                await PerformAsync(instance.Row, await _store.InheritedAsync(instance.Row, cancellation));
            }
            await PerformAsync(instance.Row, instance.Interrupted());
            if (instance.Row.HasEnded)
            {
                await _store.CommitAsync(instance.Row with { HasUnsent = false }, [], [], []);
            }
            Wake(instance);
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
                throw Failed();
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
        _runner.Dispose();
    }

    /// <exception cref="ArgumentException">It would not be accepted by the real host.</exception>
    internal static string RequireInstanceId(string id)
    {
        if (id.Length is 0 or > MaxInstanceId || id.StartsWith('@')
            || id.Any(character => character is '/' or '\\' or '#' or '?' || char.IsControl(character)))
        {
            throw new ArgumentException(
                $"'{id}' cannot be an instance id: it must have 1 to {MaxInstanceId} characters, none of them / \\ # ? or a control "
                    + "character, and not start with @.", nameof(id));
        }
        return id;
    }

    /// <summary>
    /// Starts an instance, in place of one that has ended if there is one with this id; false if that one is still running.
    /// </summary>
    internal async Task<bool> CreateAsync(string id, string name, string? input, ParentInstanceInfo? parent)
    {
        await WhileItEndsAsync(id);
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
            var row = new DurableRow(id, name, (existing?.Execution ?? 0) + 1)
            {
                Parent = parent,
                Consumed = Interlocked.Read(ref _sequence),
                Created = now,
                Updated = now,
                ETag = existing?.ETag ?? default,
            };
            var begun = Begin(row, input, now.UtcDateTime);
            var obsolete = existing == null ? [] : await _store.KeysAsync(id, execution: null, _stop.Token);
            try
            {
                row = await _store.CommitAsync(row, begun, [], obsolete);
            }
            catch (Exception failure)
            {
                // It may be in the table, where nobody would look for it.
                Fail(failure);
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
            await progress.WaitAsync(_stop.Token);
        }
    }

    internal static InvalidOperationException AlreadyRunning(string id) =>
        new($"An instance with id '{id}' is already running; it is not started again.");

    /// <summary>Keeps a message for the instance's next turn; false if no such instance is running.</summary>
    /// <param name="execution">The only one that takes it; null for whichever there is.</param>
    internal async Task<bool> PostAsync(string id, HistoryEvent message, int? execution = null)
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
            message.EventId = -1;
            message.Timestamp = Timestamp.FromDateTime(Now);
            var stored = await _store.AddMessageAsync(id, Interlocked.Increment(ref _sequence), execution, message);
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
            if (!_stop.IsCancellationRequested)
            {
                Fail(failure);
            }
            await Task.WhenAll(turns).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_failure != null && _failure != failure)
            {
                throw Failed();
            }
            throw;
        }
    }

    /// <summary>What is in memory may not be what is in the table: only a new engine can go on.</summary>
    private void Fail(Exception failure)
    {
        _failure ??= failure;
        Stop();
        lock (_lock)
        {
            // Wakes RunAsync, which then sees the failure.
            _work.TrySetResult();
        }
    }

    private InvalidOperationException Failed() => new(
        "The durable engine has stopped because its table could not be used; what it had committed is safe, and a new engine goes on from "
            + "there.", _failure);

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
        IReadOnlyList<HistoryEvent> news;
        var asker = instance.Row;
        lock (_lock)
        {
            taken = instance.Messages();
            news = instance.News(taken, Now);
        }
        var result = Execute(instance, news);
        var row = result.Row with { Updated = _clock.GetUtcNow(), Consumed = taken.Count == 0 ? asker.Consumed : taken[^1].Sequence };
        var isNewExecution = row.Execution != asker.Execution;
        var obsolete = taken.SelectMany(message => message.RowKeys);
        if (isNewExecution)
        {
            obsolete = obsolete.Concat(await _store.KeysAsync(row.Id, asker.Execution, _stop.Token));
        }
        _stop.Token.ThrowIfCancellationRequested();
        row = await _store.CommitAsync(row, result.Events, isNewExecution ? result.Actions : [], obsolete);
        lock (_lock)
        {
            instance.Commit(row, result.Events, taken);
        }
        await PerformAsync(asker, result.Actions);
        if (row.HasEnded)
        {
            if (row.HasUnsent)
            {
                await _store.CommitAsync(row with { HasUnsent = false }, [], [], []);
            }
            lock (_lock)
            {
                _running.Remove(row.Id);
                _ended.Add(row.Id);
            }
            // Now its id is free: a parent that retries may use it again.
            await AnswerParentAsync(row, result.Events[^1].ExecutionCompleted);
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

    /// <summary>
    /// What a turn changes: the row, the events it adds to the history (or with which a new execution begins), and what is to be set going.
    /// </summary>
    private sealed record TurnResult(DurableRow Row, List<HistoryEvent> Events, IReadOnlyList<HistoryEvent> Actions);

    private TurnResult Execute(DurableInstance instance, IReadOnlyList<HistoryEvent> news)
    {
        var row = instance.Row;
        if (news.Count == 0)
        {
            return new(row, [], []);
        }
        OrchestratorResponse response;
        try
        {
            if (!_orchestrators.TryGetValue(row.Name, out var body))
            {
                throw new InvalidOperationException($"There is no orchestrator named '{row.Name}'.");
            }
            response = _runner.Run(instance.Request(news), body);
        }
        catch (Exception failure)
        {
            return End([], new() { OrchestrationStatus = OrchestrationStatus.Failed, FailureDetails = DurableRunner.ToFailure(failure) });
        }
        row = row with { CustomStatus = response.CustomStatus, Status = OrchestrationRuntimeStatus.Running };
        var actions = response.Actions.Where(action => action.CompleteOrchestration == null).Select(action => ToEvent(row, action))
            .ToList();
        if (response.Actions.FirstOrDefault(action => action.CompleteOrchestration != null)?.CompleteOrchestration is not { } completed)
        {
            return new(row with { Turns = row.Turns + 1 }, [.. news, .. actions], actions);
        }
        if (completed.OrchestrationStatus == OrchestrationStatus.ContinuedAsNew)
        {
            var next = row with { Execution = row.Execution + 1, Turns = 1 };
            return new(next, [.. Begin(next, completed.Result, Now), .. completed.CarryoverEvents], actions);
        }
        return End(actions, new()
        {
            OrchestrationStatus = completed.OrchestrationStatus,
            Result = completed.Result,
            FailureDetails = completed.FailureDetails,
        });

        TurnResult End(IReadOnlyList<HistoryEvent> actions, ExecutionCompletedEvent ended)
        {
            var status = DurableRunner.ToRuntimeStatus(ended.OrchestrationStatus);
            var sends = actions.Any(action => action.EventSent != null);
            List<HistoryEvent> added = [.. news, .. actions,
                new() { EventId = -1, Timestamp = Timestamp.FromDateTime(Now), ExecutionCompleted = ended }];
            return new(row with { Status = status, Turns = row.Turns + 1, HasUnsent = sends }, added, actions);
        }
    }

    /// <summary>The events with which an execution begins.</summary>
    private static List<HistoryEvent> Begin(DurableRow row, string? input, DateTime now) =>
    [
        DurableInstance.Started(now),
        new()
        {
            EventId = -1,
            Timestamp = Timestamp.FromDateTime(now),
            ExecutionStarted = new ExecutionStartedEvent
            {
                Name = row.Name,
                Input = input,
                OrchestrationInstance = new() { InstanceId = row.Id, ExecutionId = row.ExecutionId },
                ParentInstance = row.Parent,
            },
        },
    ];

    /// <summary>An action of the SDK's as the event of the history that says that it was taken.</summary>
    private HistoryEvent ToEvent(DurableRow row, OrchestratorAction action)
    {
        var taken = new HistoryEvent { EventId = action.Id, Timestamp = Timestamp.FromDateTime(Now) };
        switch (action.OrchestratorActionTypeCase)
        {
            case OrchestratorAction.OrchestratorActionTypeOneofCase.ScheduleTask:
                taken.TaskScheduled = new() { Name = action.ScheduleTask.Name, Input = action.ScheduleTask.Input };
                break;
            case OrchestratorAction.OrchestratorActionTypeOneofCase.CreateSubOrchestration:
                var child = action.CreateSubOrchestration;
                taken.SubOrchestrationInstanceCreated = new() { Name = child.Name, InstanceId = child.InstanceId, Input = child.Input };
                break;
            case OrchestratorAction.OrchestratorActionTypeOneofCase.CreateTimer:
                taken.TimerCreated = new() { FireAt = action.CreateTimer.FireAt };
                break;
            case OrchestratorAction.OrchestratorActionTypeOneofCase.SendEvent:
                taken.EventSent = new()
                {
                    InstanceId = action.SendEvent.Instance.InstanceId,
                    Name = action.SendEvent.Name,
                    Input = action.SendEvent.Data,
                };
                break;
            default:
                throw new NotSupportedException($"'{row.Id}' asked for {action.OrchestratorActionTypeCase}, which the emulator cannot do.");
        }
        return taken;
    }

    /// <summary>
    /// Performs what a committed turn asked for; what the last turn asked for once more after each restart, so all of it must bear a
    /// repetition.
    /// </summary>
    private async Task PerformAsync(DurableRow asker, IEnumerable<HistoryEvent> actions)
    {
        foreach (var action in actions)
        {
            switch (action.EventTypeCase)
            {
                case EventTypeOneofCase.TaskScheduled:
                    lock (_lock)
                    {
                        _calls.Enqueue(new ActivityCall(asker.Id, asker.Execution, action.EventId, action.TaskScheduled));
                        _work.TrySetResult();
                    }
                    break;
                case EventTypeOneofCase.SubOrchestrationInstanceCreated:
                    await StartChildAsync(asker, action.EventId, action.SubOrchestrationInstanceCreated);
                    break;
                case EventTypeOneofCase.EventSent:
                    // To an instance that does not run it is lost without a word, as in Azure.
                    await PostAsync(action.EventSent.InstanceId,
                        new() { EventRaised = new() { Name = action.EventSent.Name, Input = action.EventSent.Input } });
                    break;
            }
        }
    }

    private async Task StartChildAsync(DurableRow parent, int task, SubOrchestrationInstanceCreatedEvent child)
    {
        var asked = new ParentInstanceInfo
        {
            Name = parent.Name,
            TaskScheduledId = task,
            OrchestrationInstance = new() { InstanceId = parent.Id, ExecutionId = parent.ExecutionId },
        };
        string? refusal = null;
        try
        {
            RequireInstanceId(child.InstanceId);
            var existing = await FindAsync(child.InstanceId);
            if (asked.Equals(existing?.Parent))
            {
                if (existing.HasEnded)
                {
                    await AnswerParentAsync(existing, (await _store.EndsAsync(existing, _stop.Token)).Completed!);
                }
            }
            else if (!await CreateAsync(child.InstanceId, child.Name, child.Input, asked))
            {
                refusal = AlreadyRunning(child.InstanceId).Message;
            }
        }
        catch (ArgumentException invalid)
        {
            refusal = invalid.Message;
        }
        if (refusal != null)
        {
            var failure = new Failure { ErrorType = typeof(InvalidOperationException).FullName, ErrorMessage = refusal };
            await PostAsync(parent.Id, new()
            {
                SubOrchestrationInstanceFailed = new()
                {
                    TaskScheduledId = task,
                    FailureDetails = failure
                }
            }, parent.Execution);
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

    private async Task AnswerParentAsync(DurableRow child, ExecutionCompletedEvent ended)
    {
        if (child.Parent is not { } parent)
        {
            return;
        }
        HistoryEvent answer = ended.OrchestrationStatus == OrchestrationStatus.Completed
            ? new() { SubOrchestrationInstanceCompleted = new() { TaskScheduledId = parent.TaskScheduledId, Result = ended.Result } }
            : new()
            {
                SubOrchestrationInstanceFailed = new() { TaskScheduledId = parent.TaskScheduledId, FailureDetails = Failed(child, ended) },
            };
        await PostAsync(parent.OrchestrationInstance.InstanceId, answer,
            int.Parse(parent.OrchestrationInstance.ExecutionId, CultureInfo.InvariantCulture));
    }

    // The Functions host wraps the child's own failure in one of its own, too.
    private static Failure Failed(DurableRow child, ExecutionCompletedEvent ended) => new()
    {
        ErrorType = "DurableTask.Core.Exceptions.SubOrchestrationFailedException",
        ErrorMessage = $"The sub-orchestration '{child.Name}' with id '{child.Id}' "
            + (ended.FailureDetails == null ? "was terminated." : $"failed: {ended.FailureDetails.ErrorMessage}"),
        InnerFailure = ended.FailureDetails,
    };

    private async Task RunActivityAsync(ActivityCall call)
    {
        var times = _repeatsActivities && Interlocked.Increment(ref _activityRuns) % RepeatedActivity == 0 ? 2 : 1;
        for (var time = 0; time < times; time++)
        {
            HistoryEvent answer;
            try
            {
                if (!_activities.TryGetValue(call.Scheduled.Name, out var body))
                {
                    throw new InvalidOperationException($"There is no activity named '{call.Scheduled.Name}'.");
                }
                var output = await body(DurableRunner.ActivityInput(call.Scheduled.Input), _stop.Token);
                answer = new() { TaskCompleted = new() { TaskScheduledId = call.Task, Result = DurableRunner.Json.Serialize(output) } };
            }
            catch (Exception failure)
            {
                answer = new() { TaskFailed = new() { TaskScheduledId = call.Task, FailureDetails = DurableRunner.ToFailure(failure) } };
            }
            await PostAsync(call.Instance, answer, call.Execution);
        }
    }

    private sealed record ActivityCall(string Instance, int Execution, int Task, TaskScheduledEvent Scheduled);
}
