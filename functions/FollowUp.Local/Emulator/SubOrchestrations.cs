using System.Globalization;
using Microsoft.DurableTask.Protobuf;
using Failure = Microsoft.DurableTask.Protobuf.TaskFailureDetails;

namespace FollowUp.Local.Emulator;

/// <summary>Starts the instances that others ask for, and gives their parents the answer.</summary>
internal sealed class SubOrchestrations(DurableInstances instances, DurableStore store)
{
    public async Task StartAsync(DurableRow parent, int task, SubOrchestrationInstanceCreatedEvent child, CancellationToken cancellation)
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
            DurableInstances.RequireId(child.InstanceId);
            var existing = await instances.FindAsync(child.InstanceId);
            if (asked.Equals(existing?.Parent))
            {
                if (existing.HasEnded)
                {
                    await AnswerParentAsync(existing, (await store.EndsAsync(existing, cancellation)).Completed!);
                }
            }
            else if (!await instances.CreateAsync(child.InstanceId, child.Name, child.Input, asked))
            {
                refusal = DurableInstances.AlreadyRunning(child.InstanceId).Message;
            }
        }
        catch (ArgumentException invalid)
        {
            refusal = invalid.Message;
        }
        if (refusal != null)
        {
            var failure = new Failure { ErrorType = typeof(InvalidOperationException).FullName, ErrorMessage = refusal };
            await instances.PostAsync(parent.Id,
                new() { SubOrchestrationInstanceFailed = new() { TaskScheduledId = task, FailureDetails = failure } }, parent.Execution);
        }
    }

    public async Task AnswerParentAsync(DurableRow child, ExecutionCompletedEvent ended)
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
        await instances.PostAsync(parent.OrchestrationInstance.InstanceId, answer,
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
}
