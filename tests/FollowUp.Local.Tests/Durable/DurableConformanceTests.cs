using System.Collections.Concurrent;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace FollowUp.Local.Tests.Durable;

/// <summary>
/// The rules of Durable Task that the app relies on. Each test runs in the emulator and in Microsoft's in-process test host, both of which
/// use the SDK's own runner.
/// </summary>
public abstract class DurableConformanceTests(IDurableHost host) : IAsyncDisposable
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Input_output_and_custom_status_travel_as_json()
    {
        host.Activity<Letter, Letter>("Add", letter => letter! with { Lines = [.. letter.Lines, "Hälsningar"] });
        host.Orchestrator<Letter, Letter>("Write", async (context, letter) =>
        {
            context.SetCustomStatus(new { Step = "writing" });
            return await context.CallActivityAsync<Letter>("Add", letter);
        });
        await host.StartAsync();

        var written = await RunAsync("Write", new Letter("Åsa", ["Hej \"Åsa\" 🙂"]));

        Assert.Equal(["Hej \"Åsa\" 🙂", "Hälsningar"], written.ReadOutputAs<Letter>()!.Lines);
        Assert.Contains("writing", written.SerializedCustomStatus, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_code_is_replayed_on_every_wake_up_with_the_same_time_and_the_results_in_the_history()
    {
        var runs = 0;
        var times = new ConcurrentBag<DateTime>();
        var replaying = new ConcurrentBag<bool>();
        host.Activity<int, int>("Count", _ => 7);
        host.Orchestrator<string, int>("Steps", async (context, _) =>
        {
            Interlocked.Increment(ref runs);
            times.Add(context.CurrentUtcDateTime);
            replaying.Add(context.IsReplaying);
            var counted = await context.CallActivityAsync<int>("Count", 1);
            await context.CreateTimer(TimeSpan.FromMilliseconds(10), CancellationToken.None);
            return counted;
        });
        await host.StartAsync();

        var ended = await RunAsync("Steps");

        Assert.Equal(7, ended.ReadOutputAs<int>());
        Assert.Equal(3, runs);
        Assert.Single(times.Distinct());
        Assert.Equal(DateTimeKind.Utc, times.First().Kind);
        Assert.Single(replaying, false);
    }

    [Fact]
    public async Task An_event_raised_before_anybody_waits_is_kept_and_names_are_compared_without_case()
    {
        host.Orchestrator<string, string>("Wait", async (context, _) =>
        {
            await context.WaitForExternalEvent<string>("Begin");
            return await context.WaitForExternalEvent<string>("Answered") + await context.WaitForExternalEvent<string>("Answered");
        });
        await host.StartAsync();
        var id = await ScheduleAsync("Wait");

        await host.Client.RaiseEventAsync(id, "aNSWERED", "1", Cancellation);
        await host.Client.RaiseEventAsync(id, "answered", "2", Cancellation);
        await host.Client.RaiseEventAsync(id, "Begin", "", Cancellation);

        Assert.Equal("12", (await EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task The_newest_of_several_waiters_gets_the_event()
    {
        host.Orchestrator<string, string>("Wait", async (context, _) =>
        {
            var older = context.WaitForExternalEvent<string>("Go");
            var newer = context.WaitForExternalEvent<string>("Go");
            await Task.WhenAll(older, newer);
            return $"older {await older}, newer {await newer}";
        });
        await host.StartAsync();
        var id = await ScheduleAsync("Wait");

        await host.Client.RaiseEventAsync(id, "Go", "1", Cancellation);
        await host.Client.RaiseEventAsync(id, "Go", "2", Cancellation);

        Assert.Equal("older 2, newer 1", (await EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Waiting_with_a_timeout_throws_TaskCanceledException()
    {
        host.Orchestrator<string, string>("Wait", async (context, _) =>
        {
            try
            {
                return await context.WaitForExternalEvent<string>("Go", TimeSpan.FromMilliseconds(10), CancellationToken.None);
            }
            catch (TaskCanceledException)
            {
                return "too late";
            }
        });
        await host.StartAsync();

        Assert.Equal("too late", (await RunAsync("Wait")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task One_waiting_task_held_over_a_loop_misses_nothing_and_a_cancelled_timer_throws()
    {
        host.Orchestrator<string, string>("Wait", async (context, _) =>
        {
            var heard = "";
            var signal = context.WaitForExternalEvent<string>("Signal");
            for (var wakeUps = 0; heard.Length < 3; wakeUps++)
            {
                using var end = new CancellationTokenSource();
                var timer = context.CreateTimer(wakeUps < 2 ? TimeSpan.FromMilliseconds(10) : TimeSpan.FromHours(1), end.Token);
                if (await Task.WhenAny(signal, timer) == signal)
                {
                    end.Cancel();
                    await Assert.ThrowsAsync<TaskCanceledException>(() => timer);
                    heard += await signal;
                    signal = context.WaitForExternalEvent<string>("Signal");
                }
            }
            return heard;
        });
        await host.StartAsync();
        var id = await ScheduleAsync("Wait");

        foreach (var word in (string[])["1", "2", "3"])
        {
            await host.Client.RaiseEventAsync(id, "Signal", word, Cancellation);
        }

        Assert.Equal("123", (await EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_timer_due_in_the_past_fires_at_once()
    {
        host.Orchestrator<string, string>("Wait", async (context, _) =>
        {
            await context.CreateTimer(context.CurrentUtcDateTime.AddDays(-1), CancellationToken.None);
            return "fired";
        });
        await host.StartAsync();

        Assert.Equal("fired", (await RunAsync("Wait")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task An_unknown_instance_is_null()
    {
        await host.StartAsync();

        Assert.Null(await host.Client.GetInstanceAsync("nobody", Cancellation));
    }

    [Fact]
    public async Task A_failed_activity_reaches_the_orchestrator_as_TaskFailedException_with_its_cause()
    {
        host.Activity<string, int>("Fail", _ => throw new InvalidOperationException("outer", new FormatException("inner")));
        host.Orchestrator<string, string>("Steps", async (context, _) =>
        {
            try
            {
                await context.CallActivityAsync("Fail");
                return "nothing thrown";
            }
            catch (TaskFailedException failed)
            {
                return $"{failed.TaskName}: {string.Join(" < ", Causes(failed.FailureDetails).Select(cause => cause.ErrorMessage))}";
            }
        });
        await host.StartAsync();

        Assert.Equal("Fail: outer < inner", (await RunAsync("Steps")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_failed_sub_orchestration_reaches_its_parent_as_TaskFailedException_with_its_cause()
    {
        host.Orchestrator<string, string>("Child", (_, _) => throw new FormatException("bad row 7"));
        host.Orchestrator<string, bool>("Parent", async (context, _) =>
        {
            try
            {
                await context.CallSubOrchestratorAsync("Child");
                return false;
            }
            catch (TaskFailedException failed)
            {
                return failed.TaskName == "Child" && Causes(failed.FailureDetails)
                    .Any(cause => cause.IsCausedBy<FormatException>() && cause.ErrorMessage == "bad row 7");
            }
        });
        await host.StartAsync();

        Assert.True((await RunAsync("Parent")).ReadOutputAs<bool>());
    }

    [Fact]
    public async Task A_failure_that_nobody_catches_fails_the_instance_with_its_cause()
    {
        host.Activity<string, int>("Fail", _ => throw new FormatException("bad row 7"));
        host.Orchestrator<string, string>("Steps", async (context, _) =>
        {
            await context.CallActivityAsync("Fail");
            return "";
        });
        await host.StartAsync();

        var ended = await RunAsync("Steps");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Contains(Causes(ended.FailureDetails!), cause => cause.IsCausedBy<FormatException>());
    }

    [Fact]
    public async Task A_retry_policy_tries_again_until_its_attempts_are_used_up()
    {
        var runs = 0;
        host.Activity<string, int>("Fail", _ => Interlocked.Increment(ref runs) > 0 ? throw new TimeoutException("busy") : 0);
        host.Orchestrator<string, string>("Steps", async (context, _) =>
        {
            await context.CallActivityAsync("Fail",
                options: TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromMilliseconds(10))));
            return "";
        });
        await host.StartAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await RunAsync("Steps")).RuntimeStatus);
        Assert.Equal(3, runs);
    }

    [Fact]
    public async Task A_retry_handler_is_asked_again_in_every_replay()
    {
        var runs = 0;
        var asked = new ConcurrentBag<(int Attempt, bool Replaying)>();
        host.Activity<string, string>("Fail", _ => Interlocked.Increment(ref runs) < 3 ? throw new TimeoutException("busy") : "at last");
        host.Orchestrator<string, string>("Steps", (context, _) =>
            context.CallActivityAsync<string>("Fail", options: TaskOptions.FromRetryHandler(async retry =>
        {
            asked.Add((retry.LastAttemptNumber, retry.OrchestrationContext.IsReplaying));
            await retry.OrchestrationContext.CreateTimer(TimeSpan.FromMilliseconds(10), CancellationToken.None);
            return retry.LastFailure.IsCausedBy<TimeoutException>();
        })));
        await host.StartAsync();

        Assert.Equal("at last", (await RunAsync("Steps")).ReadOutputAs<string>());
        Assert.Contains((1, false), asked);
        Assert.Contains((1, true), asked);
        Assert.Contains((2, false), asked);
    }

    [Fact]
    public async Task A_sub_orchestration_has_the_id_it_was_given_knows_its_parent_and_hears_its_signal()
    {
        host.Orchestrator<int, string>("Child", async (context, number) =>
            $"{number} of {context.Parent!.InstanceId}: {await context.WaitForExternalEvent<string>("Answered")}");
        host.Orchestrator<string, string>("Parent", (context, child) =>
            context.CallSubOrchestratorAsync<string>("Child", 7, new SubOrchestrationOptions(instanceId: child)));
        await host.StartAsync();
        var child = $"child-{Guid.NewGuid():N}";
        var id = await ScheduleAsync("Parent", child);
        while (await host.Client.GetInstanceAsync(child, Cancellation) == null)
        {
            await Task.Delay(10, Cancellation);
        }

        await host.Client.RaiseEventAsync(child, "Answered", "yes", Cancellation);

        Assert.Equal($"7 of {id}: yes", (await EndAsync(id)).ReadOutputAs<string>());
        Assert.Equal($"7 of {id}: yes", (await EndAsync(child)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Thirty_sub_orchestrations_with_ids_of_their_own_fan_out_and_in()
    {
        host.Activity<int, int>("Double", number => 2 * number);
        host.Orchestrator<int, int>("Child", (context, number) => context.CallActivityAsync<int>("Double", number));
        host.Orchestrator<string, int>("Parent", async (context, _) => (await Task.WhenAll(Enumerable.Range(0, 30).Select(number =>
            context.CallSubOrchestratorAsync<int>("Child", number,
                new SubOrchestrationOptions(instanceId: $"{context.InstanceId}-{number}"))))).Sum());
        await host.StartAsync();

        Assert.Equal(30 * 29, (await RunAsync("Parent")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task An_orchestrator_sends_an_event_to_another_instance()
    {
        host.Orchestrator<string, int>("Wait", (context, _) => context.WaitForExternalEvent<int>("Go"));
        host.Orchestrator<string, string>("Send", (context, receiver) =>
        {
            context.SendEvent(receiver!, "Go", 7);
            return Task.FromResult("sent");
        });
        await host.StartAsync();
        var waiting = await ScheduleAsync("Wait");

        await RunAsync("Send", waiting);

        Assert.Equal(7, (await EndAsync(waiting)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Continuing_as_new_begins_with_the_new_input_and_keeps_events_that_nobody_took()
    {
        host.Orchestrator<string, string>("Collect", async (context, collected) =>
        {
            var words = collected + await context.WaitForExternalEvent<string>("Go");
            if (words.Length < 3)
            {
                context.ContinueAsNew(words);
            }
            return words;
        });
        await host.StartAsync();
        var id = await ScheduleAsync("Collect", "");

        foreach (var word in (string[])["1", "2", "3"])
        {
            await host.Client.RaiseEventAsync(id, "Go", word, Cancellation);
        }

        Assert.Equal("123", (await EndAsync(id)).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData("another activity")]
    [InlineData("a timer")]
    [InlineData("nothing")]
    public async Task An_orchestrator_that_no_longer_asks_for_what_its_history_has_fails(string instead)
    {
        var changed = false;
        host.Activity<string, int>("First", _ => 1);
        host.Activity<string, int>("Other", _ => 1);
        host.Orchestrator<string, string>("Steps", async (context, _) =>
        {
            await (!changed ? context.CallActivityAsync("First")
                : instead == "another activity" ? context.CallActivityAsync("Other")
                : instead == "a timer" ? context.CreateTimer(TimeSpan.FromMilliseconds(10), CancellationToken.None)
                : Task.CompletedTask);
            context.SetCustomStatus("waiting");
            return await context.WaitForExternalEvent<string>("Go");
        });
        await host.StartAsync();
        var id = await ScheduleAsync("Steps");
        while ((await host.Client.GetInstanceAsync(id, getInputsAndOutputs: true, Cancellation))?.SerializedCustomStatus == null)
        {
            await Task.Delay(10, Cancellation);
        }

        changed = true;
        await host.Client.RaiseEventAsync(id, "Go", "on", Cancellation);

        var ended = await EndAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Contains("Non-Deterministic", ended.FailureDetails!.ErrorMessage, StringComparison.OrdinalIgnoreCase);
    }

    private Task<string> ScheduleAsync(string orchestrator, object? input = null) =>
        host.Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, Cancellation);

    private async Task<OrchestrationMetadata> RunAsync(string orchestrator, object? input = null) =>
        await EndAsync(await ScheduleAsync(orchestrator, input));

    private Task<OrchestrationMetadata> EndAsync(string id) =>
        host.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, Cancellation)
            .WaitAsync(TimeSpan.FromSeconds(40), Cancellation);

    private static IEnumerable<TaskFailureDetails> Causes(TaskFailureDetails failure)
    {
        for (var cause = failure; cause != null; cause = cause.InnerFailure)
        {
            yield return cause;
        }
    }

    private sealed record Letter(string To, string[] Lines);
}
