using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace FollowUp.Local.Tests.Durable;

/// <summary>
/// Everything these tests need of an implementation of Durable Task. They speak to it through the SDK's abstract
/// classes alone, so that another implementation can be put to the same tests by another fixture.
/// </summary>
public interface IDurableFixture : IAsyncDisposable
{
    DurableTaskClient Client { get; }

    DateTimeOffset Now { get; }

    /// <summary>Registers an orchestrator, or from the next restart puts this one in place of the one that has the name.</summary>
    void Orchestrator(string name, Func<TaskOrchestrationContext, Task<object?>> body);

    /// <summary>Registers an activity: its input as JSON, its output as an object.</summary>
    void Activity(string name, Func<string?, Task<object?>> body);

    /// <summary>Returns when nothing more happens at the present time.</summary>
    Task SettleAsync();

    /// <summary>Moves the clock at once, without stopping at what is due on the way, then settles.</summary>
    Task JumpAsync(TimeSpan time);

    /// <summary>Moves the clock from timer to timer, settling at each.</summary>
    Task AdvanceAsync(TimeSpan time);

    /// <summary>Ends the process, with whatever it has under way, and starts another one over the same state.</summary>
    Task RestartAsync();
}

internal static class DurableFixtureExtensions
{
    extension(IDurableFixture fixture)
    {
        public void Orchestrator<T>(string name, Func<TaskOrchestrationContext, Task<T>> body) =>
            fixture.Orchestrator(name, async context => (object?)await body(context));

        public void Orchestrator(string name, Func<TaskOrchestrationContext, Task> body) =>
            fixture.Orchestrator(name, async context =>
            {
                await body(context);
                return null;
            });

        public void Activity<TInput, TOutput>(string name, Func<TInput?, TOutput> body) =>
            fixture.Activity(name, input => Task.FromResult<object?>(body(input == null ? default : JsonSerializer.Deserialize<TInput>(input))));

        public Task<string> StartAsync(string orchestrator, string id, object? input = null) =>
            fixture.Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, new StartOrchestrationOptions(id));

        /// <summary>Starts an instance and lets everything happen that can at the present time.</summary>
        public async Task<OrchestrationMetadata> RunAsync(string orchestrator, string id, object? input = null)
        {
            await fixture.StartAsync(orchestrator, id, input);
            await fixture.SettleAsync();
            return await fixture.StateAsync(id);
        }

        public async Task RaiseAsync(string id, string name, object? content = null)
        {
            await fixture.Client.RaiseEventAsync(id, name, content);
            await fixture.SettleAsync();
        }

        public async Task<OrchestrationMetadata> StateAsync(string id) =>
            await fixture.Client.GetInstanceAsync(id, getInputsAndOutputs: true) ?? throw new InvalidOperationException($"There is no instance '{id}'.");

        public async Task<T?> OutputAsync<T>(string id)
        {
            var state = await fixture.StateAsync(id);
            Assert.True(state.RuntimeStatus == OrchestrationRuntimeStatus.Completed, $"{state}: {state.FailureDetails}");
            return state.ReadOutputAs<T>();
        }

        public async Task<TaskFailureDetails> FailureAsync(string id)
        {
            var state = await fixture.StateAsync(id);
            Assert.Equal(OrchestrationRuntimeStatus.Failed, state.RuntimeStatus);
            return state.FailureDetails!;
        }

        public async Task AssertRunningAsync(string id) =>
            Assert.Equal(OrchestrationRuntimeStatus.Running, (await fixture.StateAsync(id)).RuntimeStatus);
    }
}
