using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace FollowUp.Local.Tests.Durable;

/// <summary>A host of durable functions for the conformance tests. It uses the system clock.</summary>
public interface IDurableHost : IAsyncDisposable
{
    DurableTaskClient Client { get; }

    void Orchestrator<TInput, TOutput>(string name, Func<TaskOrchestrationContext, TInput?, Task<TOutput>> body);

    void Activity<TInput, TOutput>(string name, Func<TInput?, TOutput> body);

    Task StartAsync();
}
