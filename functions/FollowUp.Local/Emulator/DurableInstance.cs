namespace FollowUp.Local.Emulator;

/// <summary>A running instance in memory. The engine's lock guards it, apart from the turn that it is given to.</summary>
internal sealed class DurableInstance
{
    private readonly Dictionary<int, DurableEvent> _open = [];
    private readonly List<DurableMessage> _inbox = [];
    private List<DurableEvent> _history = [];

    public DurableInstance(DurableRow row, IReadOnlyList<DurableEvent> history)
    {
        Row = row;
        Append(history);
    }

    public DurableRow Row { get; private set; }

    public IReadOnlyList<DurableEvent> History => _history;

    /// <summary>Lets one message at a time be written.</summary>
    public SemaphoreSlim Posting { get; } = new(1);

    /// <summary>It neither has a turn nor waits in line for one.</summary>
    public bool MayTakeTurn { get; set; } = true;

    /// <summary>Its code was seen to go on outside a turn.</summary>
    public bool AwaitedForeign { get; set; }

    public DateTime? NextTimer { get; private set; }

    private bool HasHadTurn { get; set; }

    public bool HasReason(DateTime now) => !Row.HasEnded && (!HasHadTurn || _inbox.Count > 0 || NextTimer <= now || AwaitedForeign);

    public void Take(IEnumerable<DurableMessage> messages) => _inbox.AddRange(messages.Where(message => message.Sequence > Row.Consumed));

    public IReadOnlyList<DurableMessage> Messages() => [.. _inbox];

    /// <summary>The turn's events: its start, then what the messages say and which timers are due, in the order of their times.</summary>
    public IReadOnlyList<DurableEvent> News(IEnumerable<DurableMessage> messages, DateTime now)
    {
        var answered = new HashSet<int>();
        var said = messages.Select(message => message.Event).Where(happened =>
            happened.Kind is not (DurableEventKind.TaskCompleted or DurableEventKind.TaskFailed)
            || (happened.Execution == Row.Execution && _open.ContainsKey(happened.Task) && answered.Add(happened.Task)));
        var fired = _open.Values
            .Where(scheduled => scheduled.Kind == DurableEventKind.TimerCreated && scheduled.Time <= now)
            .Select(timer => new DurableEvent(DurableEventKind.TimerFired) { Task = timer.Task, Time = timer.Time })
            .OrderBy(timer => timer.Time);
        // The sort is stable: at the same time, what was said comes before a timer.
        List<DurableEvent> news = [.. said.Concat(fired).OrderBy(happened => happened.Time)];
        return news.Count == 0 && HasHadTurn && !AwaitedForeign ? [] : [new(DurableEventKind.TurnStarted) { Time = now }, .. news];
    }

    public void Commit(DurableRow row, IReadOnlyList<DurableEvent> events, IReadOnlyList<DurableMessage> taken)
    {
        if (row.Execution != Row.Execution)
        {
            _history = [];
            _open.Clear();
            HasHadTurn = false;
            AwaitedForeign = false;
        }
        Row = row;
        _inbox.RemoveRange(0, taken.Count);
        Append(events);
    }

    /// <summary>What a crash may have kept from being set going or from being answered, and for which execution it was asked.</summary>
    public (DurableRow Asker, IReadOnlyList<DurableEvent> Actions) Interrupted()
    {
        if (!HasHadTurn)
        {
            return (Row with { Execution = Row.Execution - 1 }, _history[0].Inherited ?? []);
        }
        // What turns before the last one sent had arrived before the next began.
        var sent = _history.Skip(_history.FindLastIndex(happened => happened.Kind == DurableEventKind.TurnStarted)).Where(happened => happened.Kind == DurableEventKind.EventSent);
        var unanswered = Row.HasEnded ? [] : _open.Values.Where(asked => asked.Kind != DurableEventKind.TimerCreated && !_inbox.Any(message => IsAnswer(message.Event, asked)));
        return (Row, [.. sent, .. unanswered]);
    }

    private bool IsAnswer(DurableEvent happened, DurableEvent asked) =>
        happened.Kind is DurableEventKind.TaskCompleted or DurableEventKind.TaskFailed && happened.Task == asked.Task && happened.Execution == Row.Execution;

    private void Append(IReadOnlyList<DurableEvent> events)
    {
        _history.AddRange(events);
        foreach (var happened in events)
        {
            switch (happened.Kind)
            {
                case DurableEventKind.TurnStarted:
                    HasHadTurn = true;
                    break;
                case DurableEventKind.ActivityScheduled or DurableEventKind.ChildScheduled or DurableEventKind.TimerCreated:
                    _open[happened.Task] = happened;
                    break;
                case DurableEventKind.TaskCompleted or DurableEventKind.TaskFailed or DurableEventKind.TimerFired or DurableEventKind.TimerCancelled:
                    _open.Remove(happened.Task);
                    break;
            }
        }
        NextTimer = _open.Values.Where(open => open.Kind == DurableEventKind.TimerCreated).Min(timer => (DateTime?)timer.Time);
    }
}
