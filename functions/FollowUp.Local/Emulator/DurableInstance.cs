using Google.Protobuf.WellKnownTypes;
using Microsoft.DurableTask.Protobuf;
using static Microsoft.DurableTask.Protobuf.HistoryEvent;

namespace FollowUp.Local.Emulator;

/// <summary>A running instance in memory. The engine's lock guards it, apart from the turn that it is given to.</summary>
internal sealed class DurableInstance
{
    private readonly Dictionary<int, HistoryEvent> _open = [];
    private readonly List<DurableMessage> _inbox = [];
    private List<HistoryEvent> _history = [];

    public DurableInstance(DurableRow row, IReadOnlyList<HistoryEvent> history)
    {
        Row = row;
        Append(history);
    }

    public DurableRow Row { get; private set; }

    /// <summary>Lets one message at a time be written.</summary>
    public SemaphoreSlim Posting { get; } = new(1);

    /// <summary>It neither has a turn nor waits in line for one.</summary>
    public bool MayTakeTurn { get; set; } = true;

    public DateTime? NextTimer { get; private set; }

    public bool HasReason(DateTime now) => !Row.HasEnded && (!Row.HasHadTurn || _inbox.Count > 0 || NextTimer <= now);

    public void Take(IEnumerable<DurableMessage> messages) => _inbox.AddRange(messages.Where(message => message.Sequence > Row.Consumed));

    public IReadOnlyList<DurableMessage> Messages() => [.. _inbox];

    /// <summary>
    /// The events of a turn: its start, then what the messages say and which timers are due, in the order of their times.
    /// </summary>
    public IReadOnlyList<HistoryEvent> News(IEnumerable<DurableMessage> messages, DateTime now)
    {
        var answered = new HashSet<int>();
        var said = messages
            .Where(message => message.Execution == null || message.Execution == Row.Execution)
            .Select(message => message.Event)
            .Where(happened => AnsweredTask(happened) is not { } task || (_open.ContainsKey(task) && answered.Add(task)));
        var fired = _open.Values
            .Where(open => open.TimerCreated is { } timer && timer.FireAt.ToDateTime() <= now)
            .Select(open => new HistoryEvent
            {
                EventId = -1,
                Timestamp = open.TimerCreated.FireAt,
                TimerFired = new TimerFiredEvent { TimerId = open.EventId, FireAt = open.TimerCreated.FireAt },
            })
            .OrderBy(timer => timer.Timestamp);
        // The sort is stable: at the same time, what was said comes before a timer.
        List<HistoryEvent> news = [.. said.Concat(fired).OrderBy(happened => happened.Timestamp)];
        return news.Count == 0 && Row.HasHadTurn ? [] : [Started(now), .. news];
    }

    /// <summary>What the SDK's runner is asked. The events with which an execution begins are news to its first turn.</summary>
    public OrchestratorRequest Request(IReadOnlyList<HistoryEvent> news) => new()
    {
        InstanceId = Row.Id,
        ExecutionId = Row.ExecutionId,
        PastEvents = { Row.HasHadTurn ? _history : [] },
        NewEvents = { Row.HasHadTurn ? news : _history.Concat(news) },
    };

    public void Commit(DurableRow row, IReadOnlyList<HistoryEvent> events, IReadOnlyList<DurableMessage> taken)
    {
        if (row.Execution != Row.Execution)
        {
            _history = [];
            _open.Clear();
        }
        Row = row;
        _inbox.RemoveRange(0, taken.Count);
        Append(events);
    }

    /// <summary>What a crash may have kept from being set going or from being answered.</summary>
    public IEnumerable<HistoryEvent> Interrupted()
    {
        // What turns before the last one sent had arrived before the next began.
        var lastTurn = _history.FindLastIndex(happened => happened.OrchestratorStarted != null);
        var sent = _history.Skip(lastTurn).Where(happened => happened.EventSent != null);
        var unanswered = Row.HasEnded ? [] : _open.Values.Where(asked => asked.TimerCreated == null
            && !_inbox.Exists(message => Answers(message, asked)));
        return [.. sent, .. unanswered];
    }

    public static HistoryEvent Started(DateTime now) => new()
    {
        EventId = -1,
        Timestamp = Timestamp.FromDateTime(now),
        OrchestratorStarted = new OrchestratorStartedEvent(),
    };

    private bool Answers(DurableMessage message, HistoryEvent asked) => message.Execution == Row.Execution
        && AnsweredTask(message.Event) == asked.EventId;

    private static int? AnsweredTask(HistoryEvent happened) => happened.EventTypeCase switch
    {
        EventTypeOneofCase.TaskCompleted => happened.TaskCompleted.TaskScheduledId,
        EventTypeOneofCase.TaskFailed => happened.TaskFailed.TaskScheduledId,
        EventTypeOneofCase.SubOrchestrationInstanceCompleted => happened.SubOrchestrationInstanceCompleted.TaskScheduledId,
        EventTypeOneofCase.SubOrchestrationInstanceFailed => happened.SubOrchestrationInstanceFailed.TaskScheduledId,
        EventTypeOneofCase.TimerFired => happened.TimerFired.TimerId,
        _ => null,
    };

    private void Append(IReadOnlyList<HistoryEvent> events)
    {
        _history.AddRange(events);
        foreach (var happened in events)
        {
            if (happened.EventTypeCase is EventTypeOneofCase.TaskScheduled or EventTypeOneofCase.SubOrchestrationInstanceCreated
                or EventTypeOneofCase.TimerCreated)
            {
                _open[happened.EventId] = happened;
            }
            else if (AnsweredTask(happened) is { } task)
            {
                _open.Remove(task);
            }
        }
        NextTimer = _open.Values.Min(open => open.TimerCreated?.FireAt.ToDateTime());
    }
}
