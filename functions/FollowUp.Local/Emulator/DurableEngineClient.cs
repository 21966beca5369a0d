using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Protobuf;

namespace FollowUp.Local.Emulator;

/// <summary>The SDK's client on a <see cref="DurableEngine"/>: it returns when the table has what it was told.</summary>
internal sealed class DurableEngineClient(DurableInstances instances, DurableStore store) : DurableTaskClient("Emulator")
{
    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(orchestratorName.Name, nameof(orchestratorName));
        if (options?.StartAt != null)
        {
            throw new NotSupportedException("The emulator starts instances at once; wait with a timer in the orchestrator instead.");
        }
        var id = DurableInstances.RequireId(options?.InstanceId ?? Guid.NewGuid().ToString("N"));
        cancellation.ThrowIfCancellationRequested();
        return await instances.CreateAsync(id, orchestratorName.Name, DurableRunner.Json.Serialize(input), null) ? id
            : throw DurableInstances.AlreadyRunning(id);
    }

    /// <exception cref="InvalidOperationException">No such instance is running: the event is lost.</exception>
    public override async Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = null,
        CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        cancellation.ThrowIfCancellationRequested();
        if (!await instances.PostAsync(instanceId,
            new() { EventRaised = new() { Name = eventName, Input = DurableRunner.Json.Serialize(eventPayload) } }))
        {
            var row = await store.FindAsync(instanceId, cancellation);
            throw new InvalidOperationException(row == null
                ? $"There is no instance '{instanceId}' to raise the event '{eventName}' at."
                : $"The instance '{instanceId}' is {row.Status}: it takes no event '{eventName}' any more.");
        }
    }

    /// <summary>Does nothing to an instance that does not run, like the real one.</summary>
    public override async Task TerminateInstanceAsync(string instanceId, TerminateInstanceOptions? options = null,
        CancellationToken cancellation = default)
    {
        if (options?.Recursive == true)
        {
            throw new NotSupportedException("The emulator terminates one instance at a time.");
        }
        cancellation.ThrowIfCancellationRequested();
        await instances.PostAsync(instanceId,
            new() { ExecutionTerminated = new() { Input = DurableRunner.Json.Serialize(options?.Output) } });
    }

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        throw NoSuspension();

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        throw NoSuspension();

    public override async Task<OrchestrationMetadata?> GetInstancesAsync(string instanceId, bool getInputsAndOutputs = false,
        CancellationToken cancellation = default) =>
        await store.FindAsync(instanceId, cancellation) is { } row ? await ReadAsync(row, getInputsAndOutputs, cancellation) : null;

    public override Microsoft.DurableTask.AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) =>
        throw new NotSupportedException("The emulator does not list instances.");

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(string instanceId, bool getInputsAndOutputs = false,
        CancellationToken cancellation = default) =>
        WaitAsync(instanceId, row => row.Status != OrchestrationRuntimeStatus.Pending, getInputsAndOutputs, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(string instanceId, bool getInputsAndOutputs = false,
        CancellationToken cancellation = default) =>
        WaitAsync(instanceId, row => row.HasEnded, getInputsAndOutputs, cancellation);

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static NotSupportedException NoSuspension() =>
        new("The emulator cannot suspend an instance: rounds pause by their rows and a signal.");

    private async Task<OrchestrationMetadata> WaitAsync(string id, Func<DurableRow, bool> reached, bool withContents,
        CancellationToken cancellation)
    {
        while (true)
        {
            var progress = instances.NextProgress;
            var row = await store.FindAsync(id, cancellation)
                ?? throw new InvalidOperationException($"There is no instance '{id}' to wait for.");
            if (reached(row))
            {
                return await ReadAsync(row, withContents, cancellation);
            }
            await progress.WaitAsync(cancellation);
        }
    }

    private async Task<OrchestrationMetadata> ReadAsync(DurableRow row, bool withContents, CancellationToken cancellation)
    {
        var (started, completed) = withContents ? await store.EndsAsync(row, cancellation) : (null, null);
        return new OrchestrationMetadata(row.Name, row.Id)
        {
            RuntimeStatus = row.Status,
            CreatedAt = row.Created,
            LastUpdatedAt = row.Updated,
            DataConverter = withContents ? DurableRunner.Json : null,
            SerializedInput = started?.Input,
            SerializedOutput = completed?.Result,
            SerializedCustomStatus = withContents ? row.CustomStatus : null,
            FailureDetails = completed?.FailureDetails is { } failure ? DurableRunner.ToDetails(failure) : null,
        };
    }
}
