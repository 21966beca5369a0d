using Google.Protobuf.WellKnownTypes;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Protobuf;

namespace FollowUp.Local.Emulator;

/// <summary>
/// What a turn changes: the row, the events it adds to the history (or with which a new execution begins), and what is to be set going.
/// </summary>
internal sealed record DurableTurn(DurableRow Row, List<HistoryEvent> Events, IReadOnlyList<HistoryEvent> Actions)
{
    public static DurableTurn Run(DurableInstance instance, IReadOnlyList<HistoryEvent> news, DurableRunner runner, DateTime now)
    {
        var row = instance.Row;
        if (news.Count == 0)
        {
            return new(row, [], []);
        }
        OrchestratorResponse response;
        try
        {
            response = runner.Run(row.Name, instance.Request(news));
        }
        catch (Exception failure)
        {
            return End([], new() { OrchestrationStatus = OrchestrationStatus.Failed, FailureDetails = DurableRunner.ToFailure(failure) });
        }
        row = row with { CustomStatus = response.CustomStatus, Status = OrchestrationRuntimeStatus.Running };
        var actions = response.Actions.Where(action => action.CompleteOrchestration == null)
            .Select(action => ToEvent(row, action, now)).ToList();
        if (response.Actions.FirstOrDefault(action => action.CompleteOrchestration != null)?.CompleteOrchestration is not { } completed)
        {
            return new(row with { Turns = row.Turns + 1 }, [.. news, .. actions], actions);
        }
        if (completed.OrchestrationStatus == OrchestrationStatus.ContinuedAsNew)
        {
            var next = row with { Execution = row.Execution + 1, Turns = 1 };
            return new(next, [.. Begin(next, completed.Result, now), .. completed.CarryoverEvents], actions);
        }
        return End(actions, new()
        {
            OrchestrationStatus = completed.OrchestrationStatus,
            Result = completed.Result,
            FailureDetails = completed.FailureDetails,
        });

        DurableTurn End(IReadOnlyList<HistoryEvent> actions, ExecutionCompletedEvent ended)
        {
            var status = DurableRunner.ToRuntimeStatus(ended.OrchestrationStatus);
            var sends = actions.Any(action => action.EventSent != null);
            List<HistoryEvent> added = [.. news, .. actions,
                new() { EventId = -1, Timestamp = Timestamp.FromDateTime(now), ExecutionCompleted = ended }];
            return new(row with { Status = status, Turns = row.Turns + 1, HasUnsent = sends }, added, actions);
        }
    }

    /// <summary>The events with which an execution begins.</summary>
    public static List<HistoryEvent> Begin(DurableRow row, string? input, DateTime now) =>
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
    private static HistoryEvent ToEvent(DurableRow row, OrchestratorAction action, DateTime now)
    {
        var taken = new HistoryEvent { EventId = action.Id, Timestamp = Timestamp.FromDateTime(now) };
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
}
