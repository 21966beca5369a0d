using System.Collections.Concurrent;
using Azure.Data.Tables;
using Microsoft.DurableTask;

namespace FollowUp.Local.Tests.Durable;

/// <summary>The rules that the emulator's engine adds to the SDK's.</summary>
public sealed class DurableEngineTests(AzuriteFixture azurite) : IAsyncDisposable
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly EmulatorDurableFixture _durable = new(azurite);

    public async ValueTask DisposeAsync() => await _durable.DisposeAsync();

    [Fact]
    public async Task Up_to_four_activities_run_at_once()
    {
        var running = 0;
        var four = new TaskCompletionSource();
        var counts = new ConcurrentBag<int>();
        _durable.Activity("Meet", async _ =>
        {
            var now = Interlocked.Increment(ref running);
            counts.Add(now);
            if (now == 4)
            {
                four.TrySetResult();
            }
            await four.Task;
            Interlocked.Decrement(ref running);
            return null;
        });
        _durable.Orchestrator("Fan", context => Task.WhenAll(Enumerable.Range(0, 6).Select(_ => context.CallActivityAsync("Meet"))));
        await _durable.RestartAsync();

        await _durable.RunAsync("Fan", "a");

        await _durable.OutputAsync<object>("a");
        Assert.Equal(4, counts.Max());
    }

    [Fact]
    public async Task An_instance_has_one_turn_at_a_time_while_others_have_theirs()
    {
        var inside = new ConcurrentDictionary<string, int>();
        var overlaps = 0;
        _durable.Activity("Quick", (int number) => number);
        _durable.Orchestrator("Fan", async context =>
        {
            overlaps += inside.AddOrUpdate(context.InstanceId, 1, (_, count) => count + 1) > 1 ? 1 : 0;
            var calls = Enumerable.Range(0, 20).Select(number => context.CallActivityAsync<int>("Quick", number)).ToList();
            inside.AddOrUpdate(context.InstanceId, 0, (_, count) => count - 1);
            return (await Task.WhenAll(calls)).Sum();
        });
        await _durable.RestartAsync();
        foreach (var id in (string[])["a", "b", "c", "d"])
        {
            await _durable.StartAsync("Fan", id);
        }

        await _durable.SettleAsync();

        Assert.Equal(190, await _durable.OutputAsync<int>("d"));
        Assert.Equal(0, overlaps);
    }

    [Fact]
    public async Task A_restart_goes_on_from_the_history_in_the_table()
    {
        _durable.Activity("Double", (int number) => 2 * number);
        _durable.Orchestrator("Steps", async context =>
        {
            var number = await context.CallActivityAsync<int>("Double", context.GetInput<int>());
            await context.CreateTimer(Day, CancellationToken.None);
            number = await context.CallActivityAsync<int>("Double", number);
            return number + await context.WaitForExternalEvent<int>("More");
        });
        await _durable.RestartAsync();

        await _durable.RunAsync("Steps", "a", 5);
        await _durable.RestartAsync();
        await _durable.AdvanceAsync(Day);
        await _durable.RestartAsync();
        await _durable.RaiseAsync("a", "More", 1);

        Assert.Equal(21, await _durable.OutputAsync<int>("a"));
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("completed")]
    public async Task An_event_at_an_instance_that_does_not_run_throws_as_on_the_real_host(string id)
    {
        _durable.Orchestrator("Nothing", _ => Task.CompletedTask);
        await _durable.RestartAsync();
        await _durable.RunAsync("Nothing", "completed");

        var lost = await Assert.ThrowsAnyAsync<Exception>(() => _durable.RaiseAsync(id, "Go"));

        Assert.Contains(id, lost.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_has_registered_fails_the_instance_or_the_call()
    {
        _durable.Orchestrator("Steps", context => context.CallActivityAsync("Unknown"));
        await _durable.RestartAsync();

        await _durable.RunAsync("Nobody", "a");
        await _durable.RunAsync("Steps", "b");

        Assert.Contains("'Nobody'", (await _durable.FailureAsync("a")).ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("'Unknown'", (await _durable.FailureAsync("b")).ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_tells_when_the_next_timer_is_due()
    {
        _durable.Orchestrator("Wait", context => context.CreateTimer(context.GetInput<int>() * Day, CancellationToken.None));
        await _durable.RestartAsync();
        Assert.Null(_durable.Engine.NextTimer);

        await _durable.RunAsync("Wait", "a", 2);
        await _durable.RunAsync("Wait", "b", 1);
        Assert.Equal(_durable.Now + Day, _durable.Engine.NextTimer);
        await _durable.RestartAsync();
        Assert.Equal(_durable.Now + Day, _durable.Engine.NextTimer);
        await _durable.AdvanceAsync(2 * Day);

        Assert.Null(_durable.Engine.NextTimer);
    }

    [Fact]
    public async Task It_tells_when_work_has_arrived()
    {
        _durable.Orchestrator("Wait", context => context.WaitForExternalEvent<string>("Go"));
        await _durable.RestartAsync();
        await _durable.RunAsync("Wait", "a");
        var work = _durable.Engine.WorkArrived;
        Assert.False(work.IsCompleted);

        await _durable.Client.RaiseEventAsync("a", "Go", null, TestContext.Current.CancellationToken);

        await work.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task What_arrives_while_an_activity_runs_does_not_wait_for_it()
    {
        var begun = new TaskCompletionSource();
        var end = new TaskCompletionSource<object?>();
        _durable.Activity("Slow", _ =>
        {
            begun.SetResult();
            return end.Task;
        });
        _durable.Orchestrator("Steps", context => context.CallActivityAsync("Slow"));
        _durable.Orchestrator("Wait", context => context.WaitForExternalEvent<string>("Go"));
        await _durable.RestartAsync();
        await _durable.StartAsync("Steps", "a");
        var settling = _durable.SettleAsync();
        await begun.Task;

        await _durable.StartAsync("Wait", "b");
        var completion = _durable.Client.WaitForInstanceCompletionAsync("b", getInputsAndOutputs: true,
            TestContext.Current.CancellationToken);
        await _durable.Client.RaiseEventAsync("b", "Go", "now", TestContext.Current.CancellationToken);

        Assert.Equal("now", (await completion).ReadOutputAs<string>());
        end.SetResult(null);
        await settling;
        await _durable.OutputAsync<object>("a");
    }

    [Fact]
    public async Task A_late_result_of_an_earlier_execution_is_dropped()
    {
        var results = new[] { new TaskCompletionSource<object?>(), new TaskCompletionSource<object?>() };
        var begun = new[] { new TaskCompletionSource(), new TaskCompletionSource() };
        var calls = -1;
        _durable.Activity("Slow", _ =>
        {
            var call = Interlocked.Increment(ref calls);
            begun[call].SetResult();
            return results[call].Task;
        });
        _durable.Orchestrator("Steps", context => context.CallActivityAsync<string>("Slow"));
        _durable.Orchestrator("Nothing", _ => Task.CompletedTask);
        await _durable.RestartAsync(repeatsActivities: false);
        await _durable.StartAsync("Steps", "a");
        var settling = _durable.SettleAsync();
        await begun[0].Task;
        await _durable.Client.TerminateInstanceAsync("a", TestContext.Current.CancellationToken);
        await _durable.Client.WaitForInstanceCompletionAsync("a", TestContext.Current.CancellationToken);
        await _durable.StartAsync("Steps", "a");
        await begun[1].Task;

        results[0].SetResult("old");
        await _durable.StartAsync("Nothing", "b");
        await _durable.Client.WaitForInstanceCompletionAsync("b", TestContext.Current.CancellationToken);
        results[1].SetResult("new");
        await settling;

        Assert.Equal("new", await _durable.OutputAsync<string>("a"));
    }

    [Fact]
    public async Task Stopped_it_takes_no_orders()
    {
        _durable.Orchestrator("Wait", context => context.WaitForExternalEvent<string>("Go"));
        await _durable.RestartAsync();
        await _durable.RunAsync("Wait", "a");
        var completion = _durable.Client.WaitForInstanceCompletionAsync("a", TestContext.Current.CancellationToken);

        await _durable.Engine.DisposeAsync();
        await _durable.Engine.DisposeAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => completion);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _durable.SettleAsync());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _durable.StartAsync("Wait", "b"));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _durable.RaiseAsync("a", "Go"));
    }

    [Fact]
    public async Task Cancelled_it_settles_later()
    {
        using var cancel = new CancellationTokenSource();
        var runs = 0;
        _durable.Activity("Cancel", _ =>
        {
            Interlocked.Increment(ref runs);
            cancel.Cancel();
            return Task.FromResult<object?>(null);
        });
        _durable.Orchestrator("Steps", async context =>
        {
            await context.CallActivityAsync("Cancel");
            await context.CallActivityAsync("Cancel");
        });
        await _durable.RestartAsync();
        await _durable.StartAsync("Steps", "a");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _durable.Engine.SettleAsync(cancel.Token));
        Assert.Equal(1, runs);
        await _durable.SettleAsync();

        await _durable.OutputAsync<object>("a");
        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task Nothing_of_earlier_executions_stays_in_the_table()
    {
        _durable.Orchestrator("Loop", async context =>
        {
            await context.WaitForExternalEvent<string>("Go");
            var round = context.GetInput<int>();
            if (round < 3)
            {
                context.ContinueAsNew(round + 1);
            }
        });
        await _durable.RestartAsync();
        for (var run = 0; run < 2; run++)
        {
            await _durable.RunAsync("Loop", "a", 1);
            for (var signal = 0; signal < 3; signal++)
            {
                await _durable.RaiseAsync("a", "Go");
            }
            await _durable.OutputAsync<object>("a");
        }

        var keys = new List<string>();
        await foreach (var row in _durable.Table.QueryAsync<TableEntity>(cancellationToken: TestContext.Current.CancellationToken))
        {
            keys.Add(row.RowKey);
        }

        Assert.Equal(["history|000006", "instance"], keys.Select(key => key[..Math.Min(key.Length, 14)]).Distinct());
    }
}
