using Microsoft.DurableTask;

namespace FollowUp.Local.Tests.Durable;

public sealed class ActivityTests(AzuriteFixture azurite) : DurableTests(azurite)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Three_hundred_activities_fan_out_and_in()
    {
        var runs = 0;
        Durable.Activity("Square", (int number) =>
        {
            Interlocked.Increment(ref runs);
            return number * number;
        });
        Durable.Orchestrator("Fan", async context =>
        {
            var squares = await Task.WhenAll(Enumerable.Range(0, 300).Select(number => context.CallActivityAsync<int>("Square", number)));
            return squares.Sum();
        });
        await Durable.RestartAsync();

        await Durable.RunAsync("Fan", "a");

        Assert.Equal(Enumerable.Range(0, 300).Sum(number => number * number), await Durable.OutputAsync<int>("a"));
        // At least once: the emulator runs some of so many twice on purpose.
        Assert.InRange(runs, 301, 600);
    }

    [Fact]
    public async Task An_activity_may_run_twice_and_its_first_result_counts()
    {
        var runs = 0;
        Durable.Activity("Count", (string? _) => Interlocked.Increment(ref runs));
        Durable.Orchestrator("Steps", async context =>
        {
            var results = new List<int>();
            for (var i = 0; i < 8; i++)
            {
                results.Add(await context.CallActivityAsync<int>("Count"));
                await context.CreateTimer(Minute, CancellationToken.None);
            }
            return results;
        });
        await Durable.RestartAsync();

        await Durable.RunAsync("Steps", "a");
        await Durable.AdvanceAsync(8 * Minute);

        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 9], (await Durable.OutputAsync<List<int>>("a"))!);
    }

    [Fact]
    public async Task A_retry_policy_waits_longer_each_time_up_to_its_longest()
    {
        var runs = new List<DateTimeOffset>();
        Durable.Activity("Fail", (string? _) =>
        {
            runs.Add(Durable.Now);
            return runs.Count < 5 ? throw new TimeoutException("busy") : "at last";
        });
        Durable.Orchestrator("Steps", context => context.CallActivityAsync<string>(
            "Fail", options: TaskOptions.FromRetryPolicy(new RetryPolicy(5, Minute, backoffCoefficient: 2, maxRetryInterval: 5 * Minute))));
        await Durable.RestartAsync();
        var begun = Durable.Now;

        await Durable.RunAsync("Steps", "a");
        await Durable.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal("at last", await Durable.OutputAsync<string>("a"));
        Assert.Equal([0, 1, 3, 7, 12], runs.Select(time => (int)(time - begun).TotalMinutes));
    }

    [Theory]
    [InlineData(300_000)]
    [InlineData(1_500_000)]
    public async Task A_large_payload_comes_back_whole(int characters)
    {
        var text = string.Concat(Enumerable.Range(0, characters / 100).Select(number => $"{number,89} \"Åsa\" 🙂 \\"));
        Assert.Equal(characters, text.Length);
        Durable.Activity("Echo", (string? input) => input);
        Durable.Orchestrator("Steps", async context =>
        {
            var echo = await context.CallActivityAsync<string>("Echo", context.GetInput<string>());
            await context.WaitForExternalEvent<string>("Go");
            return echo;
        });
        await Durable.RestartAsync();

        await Durable.RunAsync("Steps", "a", text);
        await Durable.RestartAsync();
        await Durable.RaiseAsync("a", "Go", text);

        Assert.True(text == await Durable.OutputAsync<string>("a"));
    }
}
