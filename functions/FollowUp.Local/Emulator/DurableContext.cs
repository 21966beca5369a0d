using System.Security.Cryptography;
using System.Text;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace FollowUp.Local.Emulator;

/// <summary>What <see cref="TaskOrchestrationContext"/> needs to know of the instance whose turn it is.</summary>
internal sealed record DurableTurn(DurableRow Row, IReadOnlyList<DurableEvent> History, IReadOnlyList<DurableEvent> News, ILoggerFactory Loggers, Action ForeignAwait);

/// <summary>
/// One turn of an instance: runs the orchestrator from its beginning over the history it has, checks that it asks for
/// what it asked for then, feeds it the news, and keeps what it asks for beyond that in <see cref="Actions"/>.
/// </summary>
internal sealed class DurableContext(DurableTurn turn) : TaskOrchestrationContext
{
    // The SDK's worker cuts longer timers too: Azure Storage queues cannot hide a message for longer than a week.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(3);
    private const int LongestCustomStatus = 16 * 1024 / sizeof(char);

    private readonly Dictionary<int, Action<DurableEvent>> _tasks = [];
    private readonly Dictionary<string, Stack<IWaiter>> _waiters = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Queue<DurableEvent>> _unprocessed = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<DurableEvent> _carried = [];
    private readonly Queue<DurableEvent> _actions = [];
    private readonly HashSet<int> _timers = [];
    private OrchestratorThread? _thread;
    private Task<object?>? _code;
    private string? _input;
    private DateTime _now;
    private bool _replaying = true;
    private int _nextTask;
    private int _guids;
    private bool _preserve;

    public override TaskName Name => turn.Row.Name;

    public override string InstanceId => turn.Row.Id;

    public override ParentOrchestrationInstance? Parent => turn.Row.Parent is { } parent ? new(parent.Name, parent.Instance) : null;

    public override DateTime CurrentUtcDateTime => _now;

    public override bool IsReplaying => _replaying;

    protected override ILoggerFactory LoggerFactory => turn.Loggers;

    /// <summary>What the code asked for in this turn.</summary>
    public IReadOnlyCollection<DurableEvent> Actions => _actions;

    public string? CustomStatus { get; private set; }

    /// <summary>The history with which the instance starts as new, if the code asked for that.</summary>
    public IReadOnlyList<DurableEvent>? NewHistory { get; private set; }

    /// <summary>The code has returned or thrown, and no timer is left that would keep the instance running.</summary>
    public Task<object?>? Outcome => _code is { IsCompleted: true } && (NewHistory != null || _timers.Count == 0) ? _code : null;

    /// <exception cref="OrchestratorChangedException">The code does not ask for what its history says.</exception>
    /// <exception cref="ForeignAwaitException">The code waits for something that cannot be replayed.</exception>
    public void Run(OrchestratorBody body)
    {
        using (_thread = new OrchestratorThread(turn.ForeignAwait))
        {
            foreach (var happened in turn.History)
            {
                _thread.Run(() => Replay(happened, body));
            }
            foreach (var happened in turn.News)
            {
                _thread.Run(() => Replay(happened, body));
            }
            var waits = _tasks.Count > 0 || _waiters.Values.Any(stack => stack.Any(waiter => !waiter.Task.IsCompleted));
            if (_thread.WasLeft || (_code is { IsCompleted: false } && !waits))
            {
                throw new ForeignAwaitException(Name);
            }
        }
        if (NewHistory != null && _code!.IsCompletedSuccessfully)
        {
            var kept = _preserve ? _unprocessed.Values.SelectMany(raised => raised) : [];
            NewHistory = [NewHistory[0] with { Inherited = _actions.Count > 0 ? [.. _actions] : null }, .. kept, .. _carried];
        }
    }

    public override T? GetInput<T>()
        where T : default => DurableJson.Converter.Deserialize<T>(_input);

    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        RequireInput(input, options);
        var payload = DurableJson.Converter.Serialize(input);
        return RetryAsync(options?.Retry, () => Schedule<TResult>(new(DurableEventKind.ActivityScheduled) { Name = name, Payload = payload }));
    }

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        RequireInput(input, options);
        var payload = DurableJson.Converter.Serialize(input);
        var id = DurableEngine.RequireInstanceId((options as SubOrchestrationOptions)?.InstanceId ?? NewGuid().ToString("N"));
        return RetryAsync(options?.Retry, () => Schedule<TResult>(new(DurableEventKind.ChildScheduled) { Name = orchestratorName, Instance = id, Payload = payload }));
    }

    public override async Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        var due = fireAt.ToUniversalTime();
        while (due - CurrentUtcDateTime > LongestTimer && !cancellationToken.IsCancellationRequested)
        {
            await CreateShortTimer(CurrentUtcDateTime + LongestTimer, cancellationToken);
        }
        await CreateShortTimer(due, cancellationToken);
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        RequireOrchestratorThread();
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        var waiter = new Waiter<T>();
        var stack = _waiters.TryGetValue(eventName, out var earlier) ? earlier : _waiters[eventName] = new();
        if (stack.TryPeek(out var other) && other is not Waiter<T>)
        {
            throw new ArgumentException($"Event '{eventName}' is already waited for with another type: all waiters of an event must ask for the same.", nameof(eventName));
        }
        stack.Push(waiter);
        if (_unprocessed.TryGetValue(eventName, out var raised) && raised.TryDequeue(out var oldest))
        {
            Raise(oldest);
        }
        // Cancelled, it stays on the stack, as in the SDK: it swallows the event that reaches it.
        cancellationToken.Register(() => waiter.Source.TrySetCanceled(cancellationToken));
        return waiter.Source.Task;
    }

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        RequireOrchestratorThread();
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        Act(new(DurableEventKind.EventSent) { Task = _nextTask++, Instance = instanceId, Name = eventName, Payload = DurableJson.Converter.Serialize(payload) });
    }

    public override void SetCustomStatus(object? customStatus)
    {
        RequireOrchestratorThread();
        var json = DurableJson.Converter.Serialize(customStatus);
        if (json?.Length > LongestCustomStatus)
        {
            throw new ArgumentException($"The custom status of '{InstanceId}' is {json.Length} characters of JSON; at most {LongestCustomStatus} (16 KB) are kept.", nameof(customStatus));
        }
        CustomStatus = json;
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true)
    {
        RequireOrchestratorThread();
        NewHistory = [new(DurableEventKind.Started) { Name = Name, Payload = DurableJson.Converter.Serialize(newInput), Time = _now }];
        _preserve = preserveUnprocessedEvents;
    }

    public override Guid NewGuid()
    {
        RequireOrchestratorThread();
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{InstanceId}|{turn.Row.Execution}|{_guids++}"));
        return new Guid(hash.AsSpan(0, 16));
    }

    private void Replay(DurableEvent happened, OrchestratorBody body)
    {
        if (happened.IsAction)
        {
            RequireSame(happened);
            return;
        }
        switch (happened.Kind)
        {
            case DurableEventKind.Started:
                _input = happened.Payload;
                break;
            case DurableEventKind.TurnStarted:
                RequireNothingElse();
                _now = happened.Time;
                _replaying = !ReferenceEquals(happened, turn.News[0]);
                if (_code == null)
                {
                    _code = Start(body);
                    // The code of a faulty orchestrator may end elsewhere, while nobody looks.
                    _code.ContinueWith(_ => _thread!.IsHere(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
                }
                break;
            case DurableEventKind.EventRaised:
                Raise(happened);
                break;
            default:
                _timers.Remove(happened.Task);
                if (_tasks.Remove(happened.Task, out var complete))
                {
                    complete(happened);
                }
                break;
        }
    }

    private async Task<object?> Start(OrchestratorBody body) => await body(this);

    private void Raise(DurableEvent raised)
    {
        if (_code is { IsCompleted: true } && NewHistory != null)
        {
            _carried.Add(raised);
        }
        else if (_waiters.TryGetValue(raised.Name!, out var stack) && stack.TryPop(out var newest))
        {
            newest.Receive(raised.Payload);
        }
        else
        {
            var queue = _unprocessed.TryGetValue(raised.Name!, out var earlier) ? earlier : _unprocessed[raised.Name!] = new();
            queue.Enqueue(raised);
        }
    }

    private Task<T> Schedule<T>(DurableEvent action)
    {
        RequireOrchestratorThread();
        action = action with { Task = _nextTask++ };
        Act(action);
        var source = new TaskCompletionSource<T>();
        _tasks[action.Task] = end =>
        {
            if (end.Kind == DurableEventKind.TaskFailed)
            {
                source.SetException(new TaskFailedException(action.Name!, action.Task, end.Failure!.ToDetails()));
            }
            else
            {
                Complete(source, end.Payload);
            }
        };
        return source.Task;
    }

    private Task CreateShortTimer(DateTime due, CancellationToken cancellation)
    {
        RequireOrchestratorThread();
        if (cancellation.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellation);
        }
        var id = _nextTask++;
        var source = new TaskCompletionSource();
        Act(new(DurableEventKind.TimerCreated) { Task = id, Time = due });
        _timers.Add(id);
        _tasks[id] = _ => source.SetResult();
        cancellation.Register(() =>
        {
            if (_thread!.IsHere() && _tasks.Remove(id))
            {
                _timers.Remove(id);
                Act(new(DurableEventKind.TimerCancelled) { Task = id });
                source.SetCanceled(cancellation);
            }
        });
        return source.Task;
    }

    private async Task<T> RetryAsync<T>(TaskRetryOptions? retry, Func<Task<T>> attempt)
    {
        var begun = CurrentUtcDateTime;
        for (var attempts = 1; ; attempts++)
        {
            try
            {
                return await attempt();
            }
            catch (TaskFailedException failed) when (retry != null)
            {
                if (retry.Handler is { } handler)
                {
                    if (!await handler(new RetryContext(this, attempts, failed.FailureDetails, CurrentUtcDateTime - begun, CancellationToken.None)))
                    {
                        throw;
                    }
                }
                else if (Delay(retry.Policy!, attempts, CurrentUtcDateTime - begun, failed) is { } delay)
                {
                    await CreateTimer(CurrentUtcDateTime + delay, CancellationToken.None);
                }
                else
                {
                    throw;
                }
            }
        }
    }

    private static TimeSpan? Delay(RetryPolicy policy, int attempts, TimeSpan passed, Exception failed)
    {
        if (attempts >= policy.MaxNumberOfAttempts || !policy.Handle(failed) || (policy.RetryTimeout != Timeout.InfiniteTimeSpan && passed >= policy.RetryTimeout))
        {
            return null;
        }
        var milliseconds = policy.FirstRetryInterval.TotalMilliseconds * Math.Pow(policy.BackoffCoefficient, attempts - 1);
        var longest = policy.MaxRetryInterval == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : policy.MaxRetryInterval;
        return milliseconds >= longest.TotalMilliseconds ? longest : TimeSpan.FromMilliseconds(milliseconds);
    }

    private void Act(DurableEvent action) => _actions.Enqueue(action);

    private void RequireSame(DurableEvent recorded)
    {
        if (!_actions.TryDequeue(out var action))
        {
            throw Changed(recorded.Describe(), "nothing");
        }
        if (!action.IsSameActionAs(recorded))
        {
            throw Changed(recorded.Describe(), action.Describe());
        }
    }

    private void RequireNothingElse()
    {
        if (_actions.TryPeek(out var action))
        {
            throw Changed("nothing more", action.Describe());
        }
    }

    private OrchestratorChangedException Changed(string recorded, string asked) => new(
        $"The orchestrator changed while '{InstanceId}' was running: its history has {recorded} where the code of '{Name}' now asks for {asked}. " +
        "Give changed steps an orchestrator of their own (a V2 beside this one).");

    private void RequireOrchestratorThread()
    {
        if (!_thread!.IsHere())
        {
            throw new ForeignAwaitException(Name);
        }
    }

    private static void RequireInput(object? input, TaskOptions? options)
    {
        if (input is TaskOptions && options == null)
        {
            throw new ArgumentException("Task options were given as the task's input; name the argument: 'options:'.", nameof(input));
        }
    }

    private static void Complete<T>(TaskCompletionSource<T> source, string? payload)
    {
        try
        {
            source.TrySetResult(DurableJson.Converter.Deserialize<T>(payload)!);
        }
        catch (System.Text.Json.JsonException mismatch)
        {
            source.TrySetException(mismatch);
        }
    }

    private interface IWaiter
    {
        Task Task { get; }

        void Receive(string? payload);
    }

    private sealed class Waiter<T> : IWaiter
    {
        public TaskCompletionSource<T> Source { get; } = new();

        public Task Task => Source.Task;

        public void Receive(string? payload) => Complete(Source, payload);
    }

    /// <summary>Runs the orchestrator and its continuations on the thread of the turn, and notices when they come from elsewhere.</summary>
    private sealed class OrchestratorThread(Action foreignAwait) : SynchronizationContext, IDisposable
    {
        private readonly Queue<(SendOrPostCallback Callback, object? State)> _queue = [];
        private int _running;

        /// <summary>The code went on, or tried to, outside this thread.</summary>
        public bool WasLeft { get; private set; }

        public bool IsHere()
        {
            if (_running == Environment.CurrentManagedThreadId)
            {
                return true;
            }
            WasLeft = true;
            foreignAwait();
            return false;
        }

        public void Run(Action action)
        {
            var outer = Current;
            SetSynchronizationContext(this);
            _running = Environment.CurrentManagedThreadId;
            try
            {
                action();
                while (_queue.TryDequeue(out var next))
                {
                    next.Callback(next.State);
                }
            }
            finally
            {
                SetSynchronizationContext(outer);
            }
        }

        public override void Post(SendOrPostCallback d, object? state)
        {
            if (IsHere())
            {
                _queue.Enqueue((d, state));
            }
        }

        public override void Send(SendOrPostCallback d, object? state) => Post(d, state);

        public void Dispose() => _running = 0;
    }
}
