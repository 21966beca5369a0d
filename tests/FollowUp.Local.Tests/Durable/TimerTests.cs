using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace FollowUp.Local.Tests.Durable;

public sealed class TimerTests(AzuriteFixture azurite) : DurableTests(azurite)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task A_timer_fires_when_it_is_due_and_not_before()
    {
        Durable.Orchestrator("Wait", context => context.CreateTimer(Day, CancellationToken.None));
        await Durable.RestartAsync();
        await Durable.RunAsync("Wait", "a");

        await Durable.AdvanceAsync(Day - TimeSpan.FromSeconds(1));
        await Durable.AssertRunningAsync("a");
        await Durable.AdvanceAsync(TimeSpan.FromSeconds(1));

        await Durable.OutputAsync<object>("a");
    }

    [Fact]
    public async Task A_timer_that_fell_due_while_no_process_ran_fires_after_the_restart()
    {
        Durable.Orchestrator("Wait", context => context.CreateTimer(Day, CancellationToken.None));
        await Durable.RestartAsync();
        await Durable.RunAsync("Wait", "a");

        await Durable.RestartAsync();
        await Durable.JumpAsync(2 * Day);

        await Durable.OutputAsync<object>("a");
    }

    [Fact]
    public async Task A_timer_longer_than_three_days_is_cut_into_pieces_and_each_wakes_the_instance()
    {
        var runs = 0;
        Durable.Orchestrator("Wait", async context =>
        {
            Interlocked.Increment(ref runs);
            var due = context.CurrentUtcDateTime + (10 * Day);
            await context.CreateTimer(due, CancellationToken.None);
            return context.CurrentUtcDateTime == due;
        });
        await Durable.RestartAsync();

        await Durable.RunAsync("Wait", "a");
        await Durable.AdvanceAsync(10 * Day);

        Assert.True(await Durable.OutputAsync<bool>("a"));
        Assert.Equal(5, runs);
    }

    [Fact]
    public async Task A_losing_timer_that_is_not_cancelled_keeps_the_instance_running_until_it_fires()
    {
        Durable.Orchestrator("Wait", async context =>
        {
            await Task.WhenAny(context.CreateTimer(2 * Day, CancellationToken.None), context.WaitForExternalEvent<string>("Go"));
            return "done";
        });
        await Durable.RestartAsync();
        await Durable.RunAsync("Wait", "a");

        await Durable.RaiseAsync("a", "Go");
        await Durable.AssertRunningAsync("a");
        await Durable.RestartAsync();
        await Durable.AdvanceAsync(Day);
        await Durable.AssertRunningAsync("a");
        await Durable.AdvanceAsync(Day);

        Assert.Equal("done", await Durable.OutputAsync<string>("a"));
    }

    [Fact]
    public async Task The_earlier_wins_even_if_both_are_seen_in_one_turn()
    {
        RegisterRace();
        await Durable.RestartAsync();
        await Durable.RunAsync("Race", "a");

        await Durable.Client.RaiseEventAsync("a", "Go", null, TestContext.Current.CancellationToken);
        await Durable.JumpAsync(2 * Day);

        Assert.Equal("event", await Durable.OutputAsync<string>("a"));
    }

    [Fact]
    public async Task A_year_of_daily_reminders_replays_to_its_end()
    {
        var sent = 0;
        Durable.Activity("Remind", (int _) => Interlocked.Increment(ref sent));
        Durable.Orchestrator("Year", async context =>
        {
            var due = context.CurrentUtcDateTime;
            for (var day = 0; day < 365; day++)
            {
                due = due.AddDays(1);
                await context.CreateTimer(due, CancellationToken.None);
                if (day % 7 == 0)
                {
                    await context.CallActivityAsync("Remind", day);
                }
            }
            return context.CurrentUtcDateTime;
        });
        await Durable.RestartAsync();
        var begun = Durable.Now.UtcDateTime;

        await Durable.RunAsync("Year", "a");
        await Durable.AdvanceAsync(180 * Day);
        await Durable.RestartAsync();
        await Durable.AdvanceAsync(185 * Day);

        Assert.Equal(begun.AddDays(365), await Durable.OutputAsync<DateTime>("a"));
        Assert.InRange(sent, 53, 62);
    }

    private void RegisterRace() => Durable.Orchestrator("Race", async context =>
    {
        using var end = new CancellationTokenSource();
        var timer = context.CreateTimer(Day, end.Token);
        var raised = context.WaitForExternalEvent<string>("Go");
        if (await Task.WhenAny(timer, raised) == timer)
        {
            return "timer";
        }
        end.Cancel();
        return "event";
    });
}
