using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace FollowUp.Local.Tests.Durable;

public sealed class SubOrchestrationTests(AzuriteFixture azurite) : DurableTests(azurite)
{
    [Fact]
    public async Task Three_hundred_sub_orchestrations_fan_out_and_in()
    {
        Durable.Activity("Double", (int number) => 2 * number);
        Durable.Orchestrator("Child", context => context.CallActivityAsync<int>("Double", context.GetInput<int>()));
        Durable.Orchestrator("Parent", async context => (await Task.WhenAll(Enumerable.Range(0, 300).Select(number =>
            context.CallSubOrchestratorAsync<int>("Child", number, new SubOrchestrationOptions(instanceId: $"child-{number}"))))).Sum());
        await Durable.RestartAsync();

        await Durable.RunAsync("Parent", "a");

        Assert.Equal(300 * 299, await Durable.OutputAsync<int>("a"));
    }

    [Fact]
    public async Task A_failing_sub_orchestration_is_retried_under_its_id()
    {
        var runs = 0;
        Durable.Orchestrator("Child", context => Interlocked.Increment(ref runs) < 3 ? throw new TimeoutException("busy")
            : Task.FromResult(context.InstanceId));
        Durable.Orchestrator("Parent", context => context.CallSubOrchestratorAsync<string>(
            "Child", options: TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromMinutes(1))).WithInstanceId("child")));
        await Durable.RestartAsync();

        await Durable.RunAsync("Parent", "a");
        await Durable.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal("child", await Durable.OutputAsync<string>("a"));
        Assert.Equal(3, runs);
    }

    [Fact]
    public async Task An_unknown_sub_orchestrator_fails_its_parents_call()
    {
        Durable.Orchestrator("Parent", context => context.CallSubOrchestratorAsync("Nobody"));
        await Durable.RestartAsync();

        await Durable.RunAsync("Parent", "a");

        Assert.Contains("'Nobody'", (await Durable.FailureAsync("a")).ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_completed_sub_orchestration_is_run_again_by_another_parent()
    {
        var runs = 0;
        Durable.Orchestrator("Child", _ => Task.FromResult(Interlocked.Increment(ref runs)));
        Durable.Orchestrator("Parent", context => context.CallSubOrchestratorAsync<int>("Child",
            options: new SubOrchestrationOptions(instanceId: "child")));
        await Durable.RestartAsync();

        await Durable.RunAsync("Parent", "a");
        await Durable.RunAsync("Parent", "b");

        Assert.Equal(2, await Durable.OutputAsync<int>("b"));
    }

    [Fact]
    public async Task A_sub_orchestration_with_the_id_of_a_running_instance_fails()
    {
        Durable.Orchestrator("Wait", context => context.WaitForExternalEvent<string>("Go"));
        Durable.Orchestrator("Parent", context => context.CallSubOrchestratorAsync<string>("Wait",
            options: new SubOrchestrationOptions(instanceId: "taken")));
        await Durable.RestartAsync();
        await Durable.RunAsync("Wait", "taken");

        await Durable.RunAsync("Parent", "a");

        Assert.Contains("'taken'", (await Durable.FailureAsync("a")).ErrorMessage, StringComparison.Ordinal);
        await Durable.AssertRunningAsync("taken");
    }

    [Fact]
    public async Task A_terminated_sub_orchestration_fails_its_parents_call()
    {
        Durable.Orchestrator("Wait", context => context.WaitForExternalEvent<string>("Go"));
        Durable.Orchestrator("Parent", context => context.CallSubOrchestratorAsync<string>("Wait",
            options: new SubOrchestrationOptions(instanceId: "child")));
        await Durable.RestartAsync();
        await Durable.RunAsync("Parent", "a");

        await Durable.Client.TerminateInstanceAsync("child", TestContext.Current.CancellationToken);
        await Durable.SettleAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await Durable.StateAsync("child")).RuntimeStatus);
        Assert.Contains("terminated", (await Durable.FailureAsync("a")).ErrorMessage, StringComparison.Ordinal);
    }
}
