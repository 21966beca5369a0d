using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace FollowUp.Local.Tests.Durable;

public sealed class InstanceTests(AzuriteFixture azurite) : DurableTests(azurite)
{
    [Fact]
    public async Task Starting_an_id_that_is_pending_or_running_is_refused()
    {
        RegisterWait();
        await Durable.RestartAsync();

        await Durable.StartAsync("Wait", "a");
        await Assert.ThrowsAnyAsync<Exception>(() => Durable.StartAsync("Wait", "a"));
        await Durable.SettleAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => Durable.StartAsync("Wait", "a"));

        await Durable.RaiseAsync("a", "Go", "once");
        Assert.Equal("once", await Durable.OutputAsync<string>("a"));
    }

    [Fact]
    public async Task Starting_an_id_that_is_completed_silently_runs_it_again()
    {
        RegisterWait();
        await Durable.RestartAsync();
        await Durable.RunAsync("Wait", "a");
        await Durable.RaiseAsync("a", "Go", "first");

        await Durable.RunAsync("Wait", "a");
        await Durable.AssertRunningAsync("a");
        await Durable.RestartAsync();
        await Durable.RaiseAsync("a", "Go", "second");

        Assert.Equal("second", await Durable.OutputAsync<string>("a"));
    }

    [Fact]
    public async Task Starting_an_id_that_failed_runs_it_again()
    {
        var runs = 0;
        Durable.Orchestrator("Once", _ => Interlocked.Increment(ref runs) == 1 ? throw new FormatException() : Task.FromResult(runs));
        await Durable.RestartAsync();
        await Durable.RunAsync("Once", "a");
        await Durable.FailureAsync("a");

        await Durable.RunAsync("Once", "a");

        Assert.Equal(2, await Durable.OutputAsync<int>("a"));
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("@a")]
    [InlineData("a\nb")]
    [InlineData("")]
    public async Task An_id_the_real_host_refuses_is_refused(string id)
    {
        RegisterWait();
        await Durable.RestartAsync();

        await Assert.ThrowsAnyAsync<ArgumentException>(() => Durable.StartAsync("Wait", id));
    }

    [Fact]
    public async Task An_id_has_at_most_100_characters()
    {
        RegisterWait();
        await Durable.RestartAsync();

        await Durable.StartAsync("Wait", new string('å', 100));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Durable.StartAsync("Wait", new string('å', 101)));
    }

    [Fact]
    public async Task A_sub_orchestration_may_not_have_an_id_the_real_host_refuses()
    {
        Durable.Orchestrator("Parent", context => context.CallSubOrchestratorAsync("Child",
            options: new SubOrchestrationOptions(instanceId: "a/b")));
        await Durable.RestartAsync();

        await Durable.RunAsync("Parent", "a");

        Assert.Contains("'a/b' cannot be an instance id", (await Durable.FailureAsync("a")).ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_state_tells_status_times_and_when_asked_input_and_output()
    {
        RegisterWait();
        await Durable.RestartAsync();
        var begun = Durable.Now;

        await Durable.StartAsync("Wait", "a", "in");
        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await Durable.StateAsync("a")).RuntimeStatus);
        await Durable.SettleAsync();
        await Durable.JumpAsync(TimeSpan.FromHours(1));
        await Durable.RaiseAsync("a", "Go", "out");

        var state = await Durable.StateAsync("a");
        Assert.Equal("Wait", state.Name);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, state.RuntimeStatus);
        Assert.Equal(begun, state.CreatedAt);
        Assert.Equal(begun.AddHours(1), state.LastUpdatedAt);
        Assert.Equal("in", state.ReadInputAs<string>());
        Assert.Equal("out", state.ReadOutputAs<string>());
        var brief = await Durable.Client.GetInstanceAsync("a", TestContext.Current.CancellationToken);
        Assert.Null(brief!.SerializedOutput);
        Assert.Throws<InvalidOperationException>(() => brief.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Waiting_for_start_and_completion_returns_when_they_come()
    {
        RegisterWait();
        await Durable.RestartAsync();
        await Durable.StartAsync("Wait", "a");

        var start = Durable.Client.WaitForInstanceStartAsync("a", TestContext.Current.CancellationToken);
        Assert.False(start.IsCompleted);
        await Durable.SettleAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await start).RuntimeStatus);
        var completion = Durable.Client.WaitForInstanceCompletionAsync("a", getInputsAndOutputs: true,
            TestContext.Current.CancellationToken);
        Assert.False(completion.IsCompleted);
        await Durable.RaiseAsync("a", "Go", "out");

        Assert.Equal("out", (await completion).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Terminating_ends_an_instance_with_the_output_given()
    {
        RegisterWait();
        await Durable.RestartAsync();
        await Durable.RunAsync("Wait", "a");

        await Durable.Client.TerminateInstanceAsync("a", (object)"enough", TestContext.Current.CancellationToken);
        await Durable.Client.TerminateInstanceAsync("nobody", (object)"enough", TestContext.Current.CancellationToken);
        await Durable.SettleAsync();

        var state = await Durable.StateAsync("a");
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, state.RuntimeStatus);
        Assert.Equal("enough", state.ReadOutputAs<string>());
    }

    [Fact]
    public async Task What_the_emulator_cannot_do_it_says()
    {
        RegisterWait();
        await Durable.RestartAsync();
        await Durable.RunAsync("Wait", "a");
        var cancellation = TestContext.Current.CancellationToken;

        await Assert.ThrowsAsync<NotSupportedException>(() => Durable.Client.SuspendInstanceAsync("a", "pause", cancellation));
        await Assert.ThrowsAsync<NotSupportedException>(() => Durable.Client.ResumeInstanceAsync("a", "on", cancellation));
        await Assert.ThrowsAsync<NotSupportedException>(() =>
            Durable.Client.TerminateInstanceAsync("a", new TerminateInstanceOptions(Recursive: true), cancellation));
        await Assert.ThrowsAsync<NotSupportedException>(() =>
            Durable.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions("b", Durable.Now.AddDays(1)),
                cancellation));
    }

    private void RegisterWait() => Durable.Orchestrator("Wait", context => context.WaitForExternalEvent<string>("Go"));
}
