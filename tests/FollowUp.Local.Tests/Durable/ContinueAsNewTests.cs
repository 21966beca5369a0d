using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace FollowUp.Local.Tests.Durable;

public sealed class ContinueAsNewTests(AzuriteFixture azurite) : DurableTests(azurite)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task It_starts_again_with_the_new_input_and_an_empty_history()
    {
        var mostReplayed = 0;
        Durable.Orchestrator("Loop", async context =>
        {
            var replayed = 0;
            for (var i = 0; i < 10; i++)
            {
                await context.CreateTimer(Day, CancellationToken.None);
                replayed += context.IsReplaying ? 1 : 0;
            }
            mostReplayed = Math.Max(mostReplayed, replayed);
            var round = context.GetInput<int>();
            if (round < 5)
            {
                context.ContinueAsNew(round + 1);
            }
            return round;
        });
        await Durable.RestartAsync();

        await Durable.RunAsync("Loop", "a", 1);
        await Durable.AdvanceAsync(25 * Day);
        await Durable.RestartAsync();
        await Durable.AdvanceAsync(25 * Day);

        Assert.Equal(5, await Durable.OutputAsync<int>("a"));
        Assert.Equal(9, mostReplayed);
    }

    [Fact]
    public async Task Unprocessed_events_are_kept()
    {
        RegisterCollector();
        await Durable.RestartAsync();
        await Durable.RunAsync("Collect", "a", "");

        foreach (var word in (string[])["1", "2", "3"])
        {
            await Durable.Client.RaiseEventAsync("a", "Go", word, TestContext.Current.CancellationToken);
        }
        await Durable.SettleAsync();
        await Durable.RestartAsync();
        await Durable.AdvanceAsync(Day);

        Assert.Equal("123", await Durable.OutputAsync<string>("a"));
    }

    [Fact]
    public async Task A_timer_that_was_not_cancelled_holds_up_the_new_execution_until_it_fires()
    {
        Durable.Orchestrator("Loop", async context =>
        {
            if (context.GetInput<int>() == 1)
            {
                _ = context.CreateTimer(Day, CancellationToken.None);
                context.ContinueAsNew(2);
                return "first";
            }
            await context.CreateTimer(Day, CancellationToken.None);
            return "second";
        });
        await Durable.RestartAsync();

        await Durable.RunAsync("Loop", "a", 1);
        await Durable.AdvanceAsync(1.5 * Day);
        await Durable.AssertRunningAsync("a");
        await Durable.AdvanceAsync(Day / 2);

        Assert.Equal("second", await Durable.OutputAsync<string>("a"));
    }

    [Fact]
    public async Task A_sub_orchestration_that_continues_as_new_still_answers_its_parent()
    {
        Durable.Orchestrator("Child", async context =>
        {
            await context.CreateTimer(Day, CancellationToken.None);
            var round = context.GetInput<int>();
            if (round < 4)
            {
                context.ContinueAsNew(round + 1);
            }
            return round;
        });
        Durable.Orchestrator("Parent", context => context.CallSubOrchestratorAsync<int>("Child", 1,
            new SubOrchestrationOptions(instanceId: "child")));
        await Durable.RestartAsync();

        await Durable.RunAsync("Parent", "a");
        await Durable.AdvanceAsync(4 * Day);

        Assert.Equal(4, await Durable.OutputAsync<int>("a"));
    }

    [Fact]
    public async Task A_year_of_daily_rounds_that_continue_as_new()
    {
        Durable.Orchestrator("Year", async context =>
        {
            await context.CreateTimer(Day, CancellationToken.None);
            var day = context.GetInput<int>();
            if (day < 365)
            {
                context.ContinueAsNew(day + 1);
            }
            return day;
        });
        await Durable.RestartAsync();

        await Durable.RunAsync("Year", "a", 1);
        await Durable.AdvanceAsync(365 * Day);

        Assert.Equal(365, await Durable.OutputAsync<int>("a"));
    }

    /// <summary>Collects one word per execution until it has three, and continues as new after each but the last.</summary>
    private void RegisterCollector() => Durable.Orchestrator("Collect", async context =>
    {
        var words = context.GetInput<string>() + await context.WaitForExternalEvent<string>("Go");
        await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
        if (words.Length < 3)
        {
            context.ContinueAsNew(words);
        }
        return words;
    });
}
