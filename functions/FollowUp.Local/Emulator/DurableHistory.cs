using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace FollowUp.Local.Emulator;

internal enum DurableEventKind
{
    // What happened to the instance.
    Started,
    TurnStarted,
    TaskCompleted,
    TaskFailed,
    TimerFired,
    EventRaised,
    Terminated,
    Ended,

    // What its code asked for: a replay must ask for the same, in the same order.
    ActivityScheduled,
    ChildScheduled,
    TimerCreated,
    TimerCancelled,
    EventSent,
}

/// <summary>One line of an instance's history, or a message on its way there.</summary>
internal sealed record DurableEvent(DurableEventKind Kind)
{
    /// <summary>The task that it schedules or ends, counted from 0 within an execution.</summary>
    public int Task { get; init; }

    /// <summary>Of the activity, orchestrator or event.</summary>
    public string? Name { get; init; }

    /// <summary>The child's or the receiver's instance id.</summary>
    public string? Instance { get; init; }

    /// <summary>Input, output or event content as JSON.</summary>
    public string? Payload { get; init; }

    /// <summary>When it happened; for a created timer, when it is due. UTC.</summary>
    public DateTime Time { get; init; }

    public DurableFailure? Failure { get; init; }

    public OrchestrationRuntimeStatus Status { get; init; }

    /// <summary>Of a task's end: the execution that waits for it. An answer to an earlier one is dropped.</summary>
    public int Execution { get; init; }

    /// <summary>Of a start as new: what the execution before it asked for in its last turn, still to be set going.</summary>
    public IReadOnlyList<DurableEvent>? Inherited { get; init; }

    public bool IsAction => Kind >= DurableEventKind.ActivityScheduled;

    /// <summary>For a developer who reads that history and code differ.</summary>
    public string Describe() => Kind switch
    {
        DurableEventKind.ActivityScheduled => $"activity '{Name}' (#{Task})",
        DurableEventKind.ChildScheduled => $"sub-orchestration '{Name}' with id '{Instance}' (#{Task})",
        DurableEventKind.TimerCreated => $"a timer (#{Task})",
        DurableEventKind.TimerCancelled => $"the cancelling of timer #{Task}",
        DurableEventKind.EventSent => $"event '{Name}' to '{Instance}' (#{Task})",
        _ => Kind.ToString(),
    };

    public bool IsSameActionAs(DurableEvent other) =>
        Kind == other.Kind && Task == other.Task && Instance == other.Instance && string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase);
}

/// <summary>An exception as history keeps it.</summary>
internal sealed record DurableFailure(string Type, string Message, string? Stack, DurableFailure? Inner)
{
    public static DurableFailure From(Exception exception) => new(
        exception.GetType().ToString(), exception.Message, exception.StackTrace,
        exception is TaskFailedException failed ? From(failed.FailureDetails) : exception.InnerException is { } inner ? From(inner) : null);

    public static DurableFailure From(TaskFailureDetails details) => new(
        details.ErrorType, details.ErrorMessage, details.StackTrace, details.InnerFailure is { } inner ? From(inner) : null);

    public TaskFailureDetails ToDetails() => new(Type, Message, Stack, Inner?.ToDetails(), null);
}

/// <summary>What durable functions say to each other, in JSON as the Functions worker writes and reads it.</summary>
internal sealed class DurableJson : DataConverter
{
    public static readonly DurableJson Converter = new();

    private static readonly JsonSerializerOptions Options = new() { PropertyNameCaseInsensitive = true };

    public override string? Serialize(object? value) => value == null ? null : JsonSerializer.Serialize(value, value.GetType(), Options);

    public override object? Deserialize(string? data, Type targetType) => data == null ? null : JsonSerializer.Deserialize(data, targetType, Options);
}

/// <summary>The orchestrator asks for something else than it did when its history was written.</summary>
public sealed class OrchestratorChangedException(string message) : Exception(message);

/// <summary>The orchestrator waited for something that a replay cannot repeat.</summary>
public sealed class ForeignAwaitException(string name) : Exception(
    $"The orchestrator '{name}' awaited something that is not a task of its context (or left the orchestrator's thread, as ConfigureAwait(false) and Task.Run do). " +
    "Only activities, timers, events and sub-orchestrations can be replayed; do everything else in an activity.");
