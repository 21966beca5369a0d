using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace FollowUp.Local.Tests.Durable;

public sealed class CrashTests(AzuriteFixture azurite) : IAsyncDisposable
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly EmulatorDurableFixture _durable = new(azurite);

    public async ValueTask DisposeAsync() => await _durable.DisposeAsync();

    [Fact]
    public async Task An_activity_whose_process_died_runs_again_and_one_result_counts()
    {
        var runs = 0;
        var begun = new TaskCompletionSource();
        _durable.Activity("Hang", async _ =>
        {
            if (Interlocked.Increment(ref runs) == 1)
            {
                begun.SetResult();
                await Task.Delay(Timeout.Infinite);
            }
            return runs;
        });
        _durable.Orchestrator("Steps", context => context.CallActivityAsync<int>("Hang"));
        await _durable.RestartAsync();
        await _durable.StartAsync("Steps", "a");

        var dying = _durable.SettleAsync();
        await begun.Task;
        await _durable.RestartAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => dying);
        await _durable.SettleAsync();

        Assert.Equal(2, await _durable.OutputAsync<int>("a"));
    }

    [Fact]
    public async Task A_result_that_comes_after_the_process_died_is_not_written()
    {
        var late = new TaskCompletionSource<object?>();
        var begun = new TaskCompletionSource();
        var results = new ConcurrentQueue<Task<object?>>([late.Task, Task.FromResult<object?>("second")]);
        _durable.Activity("Slow", _ =>
        {
            begun.TrySetResult();
            return results.TryDequeue(out var result) ? result : throw new InvalidOperationException("It ran a third time.");
        });
        _durable.Orchestrator("Steps", async context =>
        {
            var result = await context.CallActivityAsync<string>("Slow");
            await context.WaitForExternalEvent<string>("Go");
            return result;
        });
        await _durable.RestartAsync();
        await _durable.StartAsync("Steps", "a");

        var dying = _durable.SettleAsync();
        await begun.Task;
        await _durable.RestartAsync();
        late.SetResult("first");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => dying);
        await _durable.SettleAsync();
        await _durable.RestartAsync();
        await _durable.RaiseAsync("a", "Go");

        Assert.Equal("second", await _durable.OutputAsync<string>("a"));
    }

    [Theory]
    [InlineData(Loss.Request)]
    [InlineData(Loss.Reply)]
    public async Task A_crash_at_any_write_loses_nothing(Loss loss)
    {
        Register();

        var writes = await CrashAtEveryWriteAsync("Round", loss, async id =>
        {
            Assert.Equal("north 1, south 1, big 20000, notice 1, noted 7", await _durable.OutputAsync<string>(id));
            Assert.Equal("heard 1", await _durable.OutputAsync<string>($"{id}:bell"));
        });

        Assert.InRange(writes, 20, 100);
    }

    [Theory]
    [InlineData(Loss.Request)]
    [InlineData(Loss.Reply)]
    public async Task A_crash_between_the_transactions_of_one_turn_loses_nothing(Loss loss)
    {
        Register();

        var writes = await CrashAtEveryWriteAsync("Many", loss, async id => Assert.Equal(2_550_000, await _durable.OutputAsync<int>(id)));

        Assert.InRange(writes, 8, 30);
    }

    [Theory]
    [InlineData(Loss.Request)]
    [InlineData(Loss.Reply)]
    public async Task A_crash_before_consumed_messages_are_removed_does_not_deliver_them_again(Loss loss)
    {
        // Too many for the transaction that adds them to the history: some are removed in the next one.
        const int messages = 60;
        _durable.Orchestrator("Collect", async context =>
        {
            for (var i = 0; i < messages; i++)
            {
                await context.WaitForExternalEvent<int>("Go");
            }
            var another = context.WaitForExternalEvent<int>("Go");
            return await Task.WhenAny(another, context.CreateTimer(Day, CancellationToken.None)) != another;
        });

        var writes = await CrashAtEveryWriteAsync("Collect", loss, async id => Assert.True(await _durable.OutputAsync<bool>(id)),
            async id =>
        {
            for (var i = 0; i < messages; i++)
            {
                await _durable.Client.RaiseEventAsync(id, "Go", i, TestContext.Current.CancellationToken);
            }
        });

        Assert.InRange(writes, 3, 10);
    }

    [Theory]
    [InlineData("Round")]
    [InlineData("Many")]
    public async Task A_lost_reply_at_any_write_is_got_over_without_a_restart(string orchestrator)
    {
        Register();
        _durable.Retries = 1;
        await _durable.RestartAsync();
        for (var loseAt = 1; ; loseAt++)
        {
            var losing = new DyingTransport(loseAt, Loss.Reply, livesOn: true);
            _durable.Transport = losing;
            await _durable.RestartAsync();
            await _durable.StartAsync(orchestrator, $"{orchestrator}-{loseAt}");
            await _durable.AdvanceAsync(3 * Day);

            Assert.NotNull(await _durable.OutputAsync<object>($"{orchestrator}-{loseAt}"));
            if (!losing.HasDied)
            {
                Assert.True(loseAt > 8, $"{loseAt - 1} writes");
                return;
            }
        }
    }

    [Fact]
    public async Task A_start_that_failed_and_may_have_been_stored_stops_the_engine_and_a_new_one_takes_it_up()
    {
        Register();
        // The first write creates the table.
        _durable.Transport = new DyingTransport(2, Loss.Reply, livesOn: true);
        await _durable.RestartAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => _durable.StartAsync("Round", "a"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _durable.SettleAsync());
        await _durable.RestartAsync();
        await _durable.AdvanceAsync(2 * Day);

        Assert.Equal("north 1, south 1, big 20000, notice 1, noted 7", await _durable.OutputAsync<string>("a"));
    }

    [Fact]
    public async Task After_a_failure_of_the_table_the_engine_says_that_it_has_stopped()
    {
        Register();
        await _durable.RestartAsync();
        await _durable.StartAsync("Round", "a");
        _durable.Transport = new DyingTransport(2, Loss.Request);
        await _durable.RestartAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => _durable.SettleAsync());
        var stopped = await Assert.ThrowsAsync<InvalidOperationException>(() => _durable.SettleAsync());

        Assert.Contains("a new engine goes on from there", stopped.Message, StringComparison.Ordinal);
    }

    /// <summary>
    /// Runs the orchestrator repeatedly. Each time the process dies one write later, until it completes. Returns the number of its writes.
    /// </summary>
    private async Task<int> CrashAtEveryWriteAsync(
        string orchestrator, Loss loss, Func<string, Task> assertAsync, Func<string, Task>? prepareAsync = null)
    {
        await _durable.RestartAsync();
        for (var crashAt = 1; ; crashAt++)
        {
            var id = $"{orchestrator}-{crashAt}";
            await _durable.StartAsync(orchestrator, id);
            await (prepareAsync?.Invoke(id) ?? Task.CompletedTask);
            var transport = new DyingTransport(crashAt, loss);
            _durable.Transport = transport;
            try
            {
                await _durable.RestartAsync();
                await _durable.AdvanceAsync(2 * Day);
            }
            catch (Exception) when (transport.HasDied)
            {
                // The process has died.
            }
            _durable.Transport = null;
            await _durable.RestartAsync();
            await _durable.AdvanceAsync(3 * Day);

            await assertAsync(id);
            if (!transport.HasDied)
            {
                return crashAt - 1;
            }
        }
    }

    /// <summary>
    /// A small round with all features: children, activities, events to others, timers, a large result, continue-as-new. Beside it an
    /// orchestrator with a large turn.
    /// </summary>
    private void Register()
    {
        // A transaction holds 4 MiB: the turn that asks for these takes two.
        var large = new string('x', 850_000);
        _durable.Activity("Measure", (string? text) => text!.Length);
        _durable.Orchestrator("Many", async context =>
        {
            var lengths = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => context.CallActivityAsync<int>("Measure", large)));
            if (context.GetInput<string>() == null)
            {
                context.ContinueAsNew("again");
            }
            return lengths.Sum();
        });
        _durable.Activity("Count", (string? name) => $"{name} 1");
        _durable.Activity("Big", (string? _) => new string('å', 20_000));
        _durable.Orchestrator("Bell", async context =>
        {
            var heard = await context.WaitForExternalEvent<int>("Ring");
            context.SendEvent(context.GetInput<string>()!, "Notice", heard);
            return $"heard {heard}";
        });
        _durable.Orchestrator("Department", context => context.CallActivityAsync<string>("Count", context.GetInput<string>()));
        _durable.Orchestrator("Round", async context =>
        {
            var id = context.InstanceId;
            var bell = $"{id}:bell";
            if (context.GetInput<string>() is not { } departments)
            {
                var asked = ((string[])["north", "south"]).Select(name =>
                    context.CallSubOrchestratorAsync<string>("Department", name, new SubOrchestrationOptions(instanceId: $"{id}:{name}")));
                var answers = await Task.WhenAll(asked);
                context.SendEvent(id, "Noted", 7);
                context.ContinueAsNew(string.Join(", ", answers));
                return "";
            }
            var noted = await context.WaitForExternalEvent<int>("Noted");
            var big = await context.CallActivityAsync<string>("Big");
            var ring = context.CallSubOrchestratorAsync<string>("Bell", id, new SubOrchestrationOptions(instanceId: bell));
            await context.CreateTimer(Day, CancellationToken.None);
            context.SendEvent(bell, "Ring", 1);
            var notice = await context.WaitForExternalEvent<int>("Notice");
            await ring;
            return $"{departments}, big {big.Length}, notice {notice}, noted {noted}";
        });
    }

    /// <summary>The process dies before a write is sent, or after it and before the reply arrives.</summary>
    public enum Loss
    {
        Request,
        Reply,
    }

    /// <summary>Passes writes on until the process dies at one of them, or only the connection breaks.</summary>
    private sealed class DyingTransport(int dieAt, Loss loss, bool livesOn = false) : HttpPipelineTransport
    {
        private readonly HttpClientTransport _inner = new();
        private int _writes;

        public bool HasDied { get; private set; }

        public override Request CreateRequest() => _inner.CreateRequest();

        public override void Process(HttpMessage message) => throw new NotSupportedException();

        public override async ValueTask ProcessAsync(HttpMessage message)
        {
            var isLast = message.Request.Method != RequestMethod.Get && Interlocked.Increment(ref _writes) == dieAt;
            if ((HasDied && !livesOn) || (isLast && loss == Loss.Request))
            {
                HasDied = true;
                throw new IOException("The process is dead.");
            }
            await _inner.ProcessAsync(message);
            if (isLast)
            {
                HasDied = true;
                throw new IOException("The process is dead.");
            }
        }
    }
}
