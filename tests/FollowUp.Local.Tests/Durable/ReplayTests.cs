using System.Collections.Concurrent;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace FollowUp.Local.Tests.Durable;

public sealed class ReplayTests(AzuriteFixture azurite) : DurableTests(azurite)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task The_code_runs_from_its_beginning_on_every_wake_up()
    {
        var runs = 0;
        Durable.Orchestrator("Steps", async context =>
        {
            Interlocked.Increment(ref runs);
            await context.CreateTimer(Day, CancellationToken.None);
            await context.CreateTimer(Day, CancellationToken.None);
        });
        await Durable.RestartAsync();

        await Durable.RunAsync("Steps", "a");
        await Durable.AdvanceAsync(2 * Day);

        await Durable.OutputAsync<object>("a");
        Assert.Equal(3, runs);
    }

    [Fact]
    public async Task An_activity_with_a_result_in_the_history_is_not_run_again()
    {
        var runs = 0;
        Durable.Activity("Count", (string? _) => Interlocked.Increment(ref runs));
        Durable.Orchestrator("Steps", async context =>
        {
            var first = await context.CallActivityAsync<int>("Count");
            await context.CreateTimer(Day, CancellationToken.None);
            return first;
        });
        await Durable.RestartAsync();

        await Durable.RunAsync("Steps", "a");
        await Durable.AdvanceAsync(Day);

        Assert.Equal(1, await Durable.OutputAsync<int>("a"));
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task A_restart_goes_on_from_the_history_in_the_table()
    {
        Durable.Activity("Double", (int number) => 2 * number);
        Durable.Orchestrator("Steps", async context =>
        {
            var number = await context.CallActivityAsync<int>("Double", context.GetInput<int>());
            await context.CreateTimer(Day, CancellationToken.None);
            number = await context.CallActivityAsync<int>("Double", number);
            return number + await context.WaitForExternalEvent<int>("More");
        });
        await Durable.RestartAsync();

        await Durable.RunAsync("Steps", "a", 5);
        await Durable.RestartAsync();
        await Durable.AdvanceAsync(Day);
        await Durable.RestartAsync();
        await Durable.RaiseAsync("a", "More", 1);

        Assert.Equal(21, await Durable.OutputAsync<int>("a"));
    }

    [Fact]
    public async Task The_time_is_the_same_in_every_replay()
    {
        var seen = new ConcurrentBag<DateTime>();
        Durable.Orchestrator("Steps", async context =>
        {
            seen.Add(context.CurrentUtcDateTime);
            await context.CreateTimer(Day, CancellationToken.None);
            return context.CurrentUtcDateTime;
        });
        await Durable.RestartAsync();
        var started = Durable.Now.UtcDateTime;

        await Durable.RunAsync("Steps", "a");
        await Durable.RestartAsync();
        await Durable.AdvanceAsync(Day);

        Assert.Equal([started, started], seen);
        Assert.All(seen, time => Assert.Equal(DateTimeKind.Utc, time.Kind));
        Assert.Equal(started + Day, await Durable.OutputAsync<DateTime>("a"));
    }

    [Fact]
    public async Task New_guids_are_the_same_in_every_replay_and_differ_from_each_other()
    {
        var seen = new ConcurrentBag<Guid>();
        Durable.Orchestrator("Steps", async context =>
        {
            seen.Add(context.NewGuid());
            await context.CreateTimer(Day, CancellationToken.None);
            return context.NewGuid();
        });
        await Durable.RestartAsync();

        await Durable.RunAsync("Steps", "a");
        await Durable.RunAsync("Steps", "b");
        await Durable.RestartAsync();
        await Durable.AdvanceAsync(Day);

        var later = new[] { await Durable.OutputAsync<Guid>("a"), await Durable.OutputAsync<Guid>("b") };
        Assert.Equal(4, seen.Count);
        Assert.Equal(4, seen.Distinct().Concat(later).Distinct().Count());
    }

    [Fact]
    public async Task Replaying_is_told_and_the_replay_safe_log_is_written_once()
    {
        var logged = new ConcurrentQueue<string>();
        var told = new ConcurrentQueue<bool>();
        await using var durable = new EmulatorDurableFixture(Azurite, LoggerFactory.Create(logging => logging.AddProvider(new Notes(logged))));
        durable.Orchestrator("Steps", async context =>
        {
            var log = context.CreateReplaySafeLogger("Steps");
            told.Enqueue(context.IsReplaying);
            log.LogInformation("before");
            await context.CreateTimer(Day, CancellationToken.None);
            told.Enqueue(context.IsReplaying);
            log.LogInformation("after");
        });
        await durable.RestartAsync();

        await durable.RunAsync("Steps", "a");
        await durable.AdvanceAsync(Day);

        Assert.Equal([false, true, false], told);
        Assert.Equal(["before", "after"], logged);
    }

    [Theory]
    [InlineData("another name", "activity 'First' (#0)", "activity 'Other' (#0)")]
    [InlineData("another kind", "activity 'First' (#0)", "a timer (#0)")]
    [InlineData("something more", "nothing more", "activity 'First' (#1)")]
    [InlineData("something less", "activity 'First' (#0)", "nothing")]
    public async Task A_changed_orchestrator_fails_and_says_what_differs(string change, string recorded, string asked)
    {
        Durable.Activity("First", (string? _) => 1);
        Durable.Activity("Other", (string? _) => 1);
        Durable.Orchestrator("Steps", async context =>
        {
            await context.CallActivityAsync("First");
            await context.WaitForExternalEvent<string>("Go");
        });
        await Durable.RestartAsync();
        await Durable.RunAsync("Steps", "a");

        Durable.Orchestrator("Steps", async context =>
        {
            var first = change switch
            {
                "another name" => context.CallActivityAsync("Other"),
                "another kind" => context.CreateTimer(Day, CancellationToken.None),
                "something more" => Task.WhenAll(context.CallActivityAsync("First"), context.CallActivityAsync("First")),
                _ => Task.CompletedTask,
            };
            await first;
            await context.WaitForExternalEvent<string>("Go");
        });
        await Durable.RestartAsync();
        await Durable.RaiseAsync("a", "Go");

        var failure = await Durable.FailureAsync("a");
        Assert.Contains("The orchestrator changed while 'a' was running", failure.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains($"its history has {recorded} where the code of 'Steps' now asks for {asked}", failure.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_behind_what_has_happened_is_no_change()
    {
        Durable.Orchestrator("Steps", async context => await context.WaitForExternalEvent<string>("Go"));
        await Durable.RestartAsync();
        await Durable.RunAsync("Steps", "a");

        Durable.Orchestrator("Steps", async context => await context.WaitForExternalEvent<string>("Go") + " on");
        await Durable.RestartAsync();
        await Durable.RaiseAsync("a", "Go", "went");

        Assert.Equal("went on", await Durable.OutputAsync<string>("a"));
    }

    [Fact]
    public async Task Awaiting_what_is_no_context_task_fails_the_instance()
    {
        Durable.Orchestrator("Steps", async _ => await Task.Delay(Timeout.Infinite));
        await Durable.RestartAsync();

        await Durable.RunAsync("Steps", "a");

        Assert.Contains("awaited something that is not a task of its context", (await Durable.FailureAsync("a")).ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_foreign_task_beside_context_tasks_fails_the_instance_when_it_ends()
    {
        var foreign = new TaskCompletionSource();
        Durable.Orchestrator("Steps", async context => await Task.WhenAny(foreign.Task, context.CreateTimer(Day, CancellationToken.None)));
        await Durable.RestartAsync();
        await Durable.RunAsync("Steps", "a");
        await Durable.AssertRunningAsync("a");

        foreign.SetResult();
        await Durable.SettleAsync();

        Assert.Contains("awaited something that is not a task of its context", (await Durable.FailureAsync("a")).ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaving_the_orchestrators_thread_fails_the_instance()
    {
        Durable.Activity("Any", (string? _) => 1);
        Durable.Orchestrator("Steps", async context =>
        {
            await context.CallActivityAsync("Any").ConfigureAwait(false);
            await context.CallActivityAsync("Any");
        });
        await Durable.RestartAsync();

        await Durable.RunAsync("Steps", "a");

        Assert.Contains("left the orchestrator's thread", (await Durable.FailureAsync("a")).ErrorMessage, StringComparison.Ordinal);
    }

    private sealed class Notes(ConcurrentQueue<string> notes) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            notes.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
