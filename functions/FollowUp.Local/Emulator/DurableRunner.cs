using System.Text.Json;
using Google.Protobuf;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Converters;
using Microsoft.DurableTask.Protobuf;
using Microsoft.DurableTask.Worker;
using Microsoft.DurableTask.Worker.Grpc;
using Microsoft.DurableTask.Worker.Shims;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Failure = Microsoft.DurableTask.Protobuf.TaskFailureDetails;

namespace FollowUp.Local.Emulator;

public delegate Task<object?> OrchestratorBody(TaskOrchestrationContext context);

public delegate Task<object?> ActivityBody(string? inputJson, CancellationToken cancellation);

/// <summary>What can be run, by name. Names are compared without regard to case.</summary>
public sealed record DurableFunctions(
    IReadOnlyDictionary<string, OrchestratorBody> Orchestrators, IReadOnlyDictionary<string, ActivityBody> Activities);

/// <summary>
/// Runs activities, and one turn of an orchestrator at a time with the code that the isolated worker runs in Azure: it replays the history
/// and returns the actions.
/// </summary>
internal sealed class DurableRunner(DurableFunctions functions, ILoggerFactory loggers) : IDisposable
{
    /// <summary>JSON as the Functions worker reads and writes it.</summary>
    public static readonly JsonDataConverter Json = new(new JsonSerializerOptions { PropertyNameCaseInsensitive = true });

    private readonly Dictionary<string, OrchestratorBody> _orchestrators = new(functions.Orchestrators, StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ActivityBody> _activities = new(functions.Activities, StringComparer.OrdinalIgnoreCase);

    private readonly ServiceProvider _services = new ServiceCollection()
        .AddSingleton(new DurableTaskShimFactory(new DurableTaskWorkerOptions { DataConverter = Json }, loggers))
        .BuildServiceProvider();

    public OrchestratorResponse Run(string name, OrchestratorRequest request)
    {
        if (!_orchestrators.TryGetValue(name, out var body))
        {
            throw new InvalidOperationException($"There is no orchestrator named '{name}'.");
        }
        var encoded = GrpcOrchestrationRunner.LoadAndRun(Convert.ToBase64String(request.ToByteArray()), new Orchestrator(body, loggers),
            _services);
        return OrchestratorResponse.Parser.ParseFrom(Convert.FromBase64String(encoded));
    }

    /// <summary>The event that answers the task.</summary>
    public async Task<HistoryEvent> RunActivityAsync(int task, TaskScheduledEvent scheduled, CancellationToken cancellation)
    {
        try
        {
            if (!_activities.TryGetValue(scheduled.Name, out var body))
            {
                throw new InvalidOperationException($"There is no activity named '{scheduled.Name}'.");
            }
            var output = await body(ActivityInput(scheduled.Input), cancellation);
            return new() { TaskCompleted = new() { TaskScheduledId = task, Result = Json.Serialize(output) } };
        }
        catch (Exception failure)
        {
            return new() { TaskFailed = new() { TaskScheduledId = task, FailureDetails = ToFailure(failure) } };
        }
    }

    public void Dispose() => _services.Dispose();

    /// <summary>The SDK wraps an activity's input in an array; the Functions host takes it out again.</summary>
    private static string? ActivityInput(string? wrapped)
    {
        if (wrapped == null)
        {
            return null;
        }
        using var json = JsonDocument.Parse(wrapped);
        return json.RootElement is { ValueKind: JsonValueKind.Array } array && array.GetArrayLength() > 0
            && array[0] is { ValueKind: not JsonValueKind.Null } input
            ? input.GetRawText()
            : null;
    }

    public static Failure ToFailure(Exception exception) => new()
    {
        ErrorType = exception.GetType().ToString(),
        ErrorMessage = exception.Message,
        StackTrace = exception.StackTrace,
        InnerFailure = exception.InnerException is { } inner ? ToFailure(inner) : null,
    };

    public static Microsoft.DurableTask.TaskFailureDetails ToDetails(Failure failure) => new(
        failure.ErrorType, failure.ErrorMessage, failure.StackTrace, failure.InnerFailure is { } inner ? ToDetails(inner) : null, null);

    public static OrchestrationRuntimeStatus ToRuntimeStatus(OrchestrationStatus status) => status switch
    {
        OrchestrationStatus.Completed => OrchestrationRuntimeStatus.Completed,
        OrchestrationStatus.Failed => OrchestrationRuntimeStatus.Failed,
        OrchestrationStatus.Terminated => OrchestrationRuntimeStatus.Terminated,
        _ => throw new InvalidOperationException($"An orchestration does not end as {status}."),
    };

    private sealed class Orchestrator(OrchestratorBody body, ILoggerFactory loggers) : ITaskOrchestrator
    {
        public Type InputType => typeof(JsonElement?);

        public Type OutputType => typeof(object);

        public Task<object?> RunAsync(TaskOrchestrationContext context, object? input) =>
            body(new Context(context, (JsonElement?)input, loggers));
    }

    /// <summary>The SDK's context, whose input is of the type that the function asks for, as in the Functions worker.</summary>
    private sealed class Context(TaskOrchestrationContext inner, JsonElement? input, ILoggerFactory loggers) : TaskOrchestrationContext
    {
        public override TaskName Name => inner.Name;

        public override string InstanceId => inner.InstanceId;

        public override ParentOrchestrationInstance? Parent => inner.Parent;

        public override DateTime CurrentUtcDateTime => inner.CurrentUtcDateTime;

        public override bool IsReplaying => inner.IsReplaying;

        protected override ILoggerFactory LoggerFactory => loggers;

        public override T? GetInput<T>()
            where T : default => input is { } json ? Json.Deserialize<T>(json.GetRawText()) : default;

        public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null) =>
            inner.CallActivityAsync<TResult>(name, input, options);

        public override Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null,
            TaskOptions? options = null) =>
            inner.CallSubOrchestratorAsync<TResult>(orchestratorName, input, options);

        public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken) =>
            inner.CreateTimer(fireAt, cancellationToken);

        public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default) =>
            inner.WaitForExternalEvent<T>(eventName, cancellationToken);

        public override void SendEvent(string instanceId, string eventName, object payload) =>
            inner.SendEvent(instanceId, eventName, payload);

        public override void SetCustomStatus(object? customStatus) => inner.SetCustomStatus(customStatus);

        public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
            inner.ContinueAsNew(newInput, preserveUnprocessedEvents);

        public override Guid NewGuid() => inner.NewGuid();
    }
}
