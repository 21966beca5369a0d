using Microsoft.DurableTask;

namespace FollowUp.Local.Tests.Durable;

public sealed class FailureTests(AzuriteFixture azurite) : DurableTests(azurite)
{
    [Fact]
    public async Task A_failed_activity_reaches_the_orchestrator_with_its_cause()
    {
        Durable.Activity("Fail", (string? _) => true ? throw new InvalidOperationException("outer", new FormatException("inner")) : 0);
        Durable.Orchestrator("Steps", async context =>
        {
            try
            {
                await context.CallActivityAsync("Fail");
                return "nothing thrown";
            }
            catch (TaskFailedException failed)
            {
                var details = failed.FailureDetails;
                Assert.True(details.IsCausedBy<InvalidOperationException>());
                Assert.True(details.InnerFailure!.IsCausedBy<FormatException>());
                return $"{failed.TaskName} #{failed.TaskId}: {details.ErrorMessage} < {details.InnerFailure.ErrorMessage}";
            }
        });
        await Durable.RestartAsync();

        await Durable.RunAsync("Steps", "a");

        Assert.Equal("Fail #0: outer < inner", await Durable.OutputAsync<string>("a"));
    }

    [Fact]
    public async Task An_activity_failure_nobody_catches_fails_the_instance_with_its_cause()
    {
        Durable.Activity("Fail", (string? _) => true ? throw new FormatException("bad row 7") : 0);
        Durable.Orchestrator("Steps", context => context.CallActivityAsync("Fail"));
        await Durable.RestartAsync();

        await Durable.RunAsync("Steps", "a");

        var failure = await Durable.FailureAsync("a");
        Assert.True(failure.IsCausedBy<TaskFailedException>());
        Assert.Contains("bad row 7", failure.ErrorMessage, StringComparison.Ordinal);
        Assert.True(failure.InnerFailure!.IsCausedBy<FormatException>());
    }

    [Fact]
    public async Task A_failed_sub_orchestration_carries_the_users_exception_as_inner_failure()
    {
        Durable.Orchestrator("Child", _ => Task.FromException(new FormatException("bad row 7")));
        Durable.Orchestrator("Parent", async context =>
        {
            try
            {
                await context.CallSubOrchestratorAsync("Child");
                return "nothing thrown";
            }
            catch (TaskFailedException failed)
            {
                Assert.True(failed.FailureDetails.InnerFailure!.IsCausedBy<FormatException>());
                return $"{failed.TaskName}: {failed.FailureDetails.InnerFailure.ErrorMessage}";
            }
        });
        await Durable.RestartAsync();

        await Durable.RunAsync("Parent", "a");

        Assert.Equal("Child: bad row 7", await Durable.OutputAsync<string>("a"));
    }

    [Fact]
    public async Task An_exception_of_the_orchestrator_fails_its_instance()
    {
        Durable.Orchestrator("Steps", _ => throw new FormatException("at once"));
        await Durable.RestartAsync();

        await Durable.RunAsync("Steps", "a");

        var failure = await Durable.FailureAsync("a");
        Assert.True(failure.IsCausedBy<FormatException>());
        Assert.Equal("at once", failure.ErrorMessage);
    }

    [Fact]
    public async Task An_unknown_orchestrator_fails_its_instance()
    {
        await Durable.RestartAsync();

        await Durable.RunAsync("Nobody", "a");

        Assert.Contains("'Nobody'", (await Durable.FailureAsync("a")).ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_activity_fails_its_call()
    {
        Durable.Orchestrator("Steps", context => context.CallActivityAsync("Nobody"));
        await Durable.RestartAsync();

        await Durable.RunAsync("Steps", "a");

        Assert.Contains("'Nobody'", (await Durable.FailureAsync("a")).ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_of_another_shape_fails_the_call()
    {
        Durable.Activity("Text", (string? _) => "text");
        Durable.Orchestrator("Steps", context => context.CallActivityAsync<int>("Text"));
        await Durable.RestartAsync();

        await Durable.RunAsync("Steps", "a");

        await Durable.FailureAsync("a");
    }
}
