using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace FollowUp.Local.Tests.Durable;

public sealed class EventTests(AzuriteFixture azurite) : DurableTests(azurite)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task Event_names_are_compared_without_regard_to_case()
    {
        Durable.Orchestrator("Wait", context => context.WaitForExternalEvent<string>("Answered"));
        await Durable.RestartAsync();
        await Durable.RunAsync("Wait", "a");

        await Durable.RaiseAsync("a", "aNSWERED", "yes");

        Assert.Equal("yes", await Durable.OutputAsync<string>("a"));
    }

    [Fact]
    public async Task Events_raised_before_anybody_waits_are_kept_in_their_order()
    {
        Durable.Orchestrator("Wait", async context =>
        {
            await context.CreateTimer(Day, CancellationToken.None);
            return await context.WaitForExternalEvent<string>("Go") + await context.WaitForExternalEvent<string>("Go");
        });
        await Durable.RestartAsync();
        await Durable.RunAsync("Wait", "a");

        await Durable.RaiseAsync("a", "Go", "1");
        await Durable.RestartAsync();
        await Durable.RaiseAsync("a", "Go", "2");
        await Durable.AdvanceAsync(Day);

        Assert.Equal("12", await Durable.OutputAsync<string>("a"));
    }

    [Fact]
    public async Task An_event_raised_before_the_first_turn_is_kept()
    {
        Durable.Orchestrator("Wait", context => context.WaitForExternalEvent<string>("Go"));
        await Durable.RestartAsync();

        await Durable.StartAsync("Wait", "a");
        await Durable.Client.RaiseEventAsync("a", "Go", "early", TestContext.Current.CancellationToken);
        await Durable.RestartAsync();
        await Durable.SettleAsync();

        Assert.Equal("early", await Durable.OutputAsync<string>("a"));
    }

    [Fact]
    public async Task The_newest_waiter_gets_the_event()
    {
        Durable.Orchestrator("Wait", async context =>
        {
            var older = context.WaitForExternalEvent<string>("Go");
            var newer = context.WaitForExternalEvent<string>("Go");
            await Task.WhenAll(older, newer);
            return $"older {older.Result}, newer {newer.Result}";
        });
        await Durable.RestartAsync();
        await Durable.RunAsync("Wait", "a");

        await Durable.RaiseAsync("a", "Go", "1");
        await Durable.RaiseAsync("a", "Go", "2");

        Assert.Equal("older 2, newer 1", await Durable.OutputAsync<string>("a"));
    }

    [Fact]
    public async Task A_cancelled_waiter_swallows_the_next_event()
    {
        Durable.Orchestrator("Wait", async context =>
        {
            var living = context.WaitForExternalEvent<string>("Go");
            using var end = new CancellationTokenSource();
            var cancelled = context.WaitForExternalEvent<string>("Go", end.Token);
            end.Cancel();
            await Assert.ThrowsAsync<TaskCanceledException>(() => cancelled);
            return await living;
        });
        await Durable.RestartAsync();
        await Durable.RunAsync("Wait", "a");

        await Durable.RaiseAsync("a", "Go", "1");
        await Durable.AssertRunningAsync("a");
        await Durable.RaiseAsync("a", "Go", "2");

        Assert.Equal("2", await Durable.OutputAsync<string>("a"));
    }

    [Fact]
    public async Task Waiting_with_a_timeout_throws_when_it_passes_and_leaves_a_waiter_that_swallows()
    {
        Durable.Orchestrator("Wait", async context =>
        {
            await Assert.ThrowsAsync<TaskCanceledException>(() => context.WaitForExternalEvent<string>("Go", Day, CancellationToken.None));
            await context.CreateTimer(Day, CancellationToken.None);
            return await context.WaitForExternalEvent<string>("Go");
        });
        await Durable.RestartAsync();
        await Durable.RunAsync("Wait", "a");
        await Durable.AdvanceAsync(Day);

        await Durable.RaiseAsync("a", "Go", "1");
        await Durable.RaiseAsync("a", "Go", "2");
        await Durable.AdvanceAsync(Day);

        Assert.Equal("2", await Durable.OutputAsync<string>("a"));
    }

    [Fact]
    public async Task Waiting_with_a_timeout_returns_the_event_that_comes_in_time()
    {
        Durable.Orchestrator("Wait", context => context.WaitForExternalEvent<string>("Go", Day));
        await Durable.RestartAsync();
        await Durable.RunAsync("Wait", "a");

        await Durable.RaiseAsync("a", "Go", "in time");

        Assert.Equal("in time", await Durable.OutputAsync<string>("a"));
    }

    [Fact]
    public async Task One_event_task_held_over_a_loop_misses_nothing()
    {
        Durable.Orchestrator("Wait", async context =>
        {
            var heard = new List<string>();
            var bell = context.WaitForExternalEvent<string>("Bell");
            while (heard.Count < 3)
            {
                using var end = new CancellationTokenSource();
                var timer = context.CreateTimer(Day, end.Token);
                if (await Task.WhenAny(bell, timer) == bell)
                {
                    end.Cancel();
                    heard.Add(bell.Result);
                    bell = context.WaitForExternalEvent<string>("Bell");
                }
            }
            return string.Concat(heard);
        });
        await Durable.RestartAsync();
        await Durable.RunAsync("Wait", "a");

        await Durable.AdvanceAsync(3 * Day);
        await Durable.RaiseAsync("a", "Bell", "1");
        await Durable.AdvanceAsync(2 * Day);
        await Durable.Client.RaiseEventAsync("a", "Bell", "2", TestContext.Current.CancellationToken);
        await Durable.RaiseAsync("a", "Bell", "3");

        Assert.Equal("123", await Durable.OutputAsync<string>("a"));
    }

    [Fact]
    public async Task All_waiters_of_an_event_must_ask_for_the_same_type()
    {
        Durable.Orchestrator("Wait", async context =>
        {
            _ = context.WaitForExternalEvent<string>("Go");
            await context.WaitForExternalEvent<int>("Go");
        });
        await Durable.RestartAsync();

        await Durable.RunAsync("Wait", "a");

        Assert.True((await Durable.FailureAsync("a")).IsCausedBy<ArgumentException>());
    }

    [Fact]
    public async Task An_event_at_an_unknown_instance_throws()
    {
        await Durable.RestartAsync();

        var lost = await Assert.ThrowsAnyAsync<Exception>(() => Durable.RaiseAsync("nobody", "Go"));

        Assert.Contains("nobody", lost.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_at_a_completed_instance_throws()
    {
        Durable.Orchestrator("Nothing", _ => Task.CompletedTask);
        await Durable.RestartAsync();
        await Durable.RunAsync("Nothing", "a");

        await Assert.ThrowsAnyAsync<Exception>(() => Durable.RaiseAsync("a", "Go"));
    }

    [Fact]
    public async Task An_orchestrator_can_send_an_event_to_another()
    {
        Durable.Orchestrator("Wait", context => context.WaitForExternalEvent<int>("Go"));
        Durable.Orchestrator("Send", context =>
        {
            context.SendEvent("a", "Go", 7);
            context.SendEvent("nobody", "Go", 7);
            return Task.CompletedTask;
        });
        await Durable.RestartAsync();
        await Durable.RunAsync("Wait", "a");

        await Durable.RunAsync("Send", "b");

        await Durable.OutputAsync<object>("b");
        Assert.Equal(7, await Durable.OutputAsync<int>("a"));
    }
}
