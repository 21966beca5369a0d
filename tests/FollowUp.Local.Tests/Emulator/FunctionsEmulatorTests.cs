using System.Net;
using FollowUp.Local.Emulator;
using FollowUp.Local.Tests.Durable;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FollowUp.Local.Tests.Emulator;

public class FunctionsEmulatorTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OrchestrationStartedOverHttp_GoesOnAfterARestart_WhenItsTimerComes()
    {
        var posted = new List<string>();
        var app = new SmallApp(azurite, typeof(Letters)) { Configure = builder => builder.Services.AddSingleton(posted) };
        var due = SmallApp.NewYear.AddDays(10);
        await using (var before = await app.StartAsync())
        {
            using var browser = SmallApp.Browser(before);
            using var answer = await browser.PostAsync("/letters/one", null, Cancellation);
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);

            await before.AdvanceToAsync(due.AddSeconds(-1), Cancellation);
            Assert.Empty(posted);
            Assert.NotNull(before.NextDue);
        }

        await using var after = await app.StartAsync();
        Assert.Equal(due.AddSeconds(-1), after.Clock.GetUtcNow());
        await after.AdvanceToAsync(due.AddDays(1), Cancellation);

        Assert.Equal([$"one at {due:O}"], posted);
        var letter = await after.DurableClient.GetInstanceAsync("one", getInputsAndOutputs: true, Cancellation);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, letter!.RuntimeStatus);
        Assert.Equal("posted", letter.ReadOutputAs<string>());
        Assert.Null(after.NextDue);
    }

    [Fact]
    public async Task Request_DoesNotSettle_TheDriverDoes()
    {
        var posted = new List<string>();
        await using var emulator = await new SmallApp(azurite, typeof(Letters))
        {
            Configure = builder =>
            builder.Services.AddSingleton(posted)
        }.StartAsync();
        using var browser = SmallApp.Browser(emulator);
        (await browser.PostAsync("/letters/now?days=0", null, Cancellation)).EnsureSuccessStatusCode();
        Assert.Empty(posted);

        await emulator.SettleAsync(Cancellation);

        Assert.Equal([$"now at {SmallApp.NewYear:O}"], posted);
        Assert.Equal(SmallApp.NewYear, emulator.Clock.GetUtcNow());
    }

    [Fact]
    public async Task TimerFunction_StartsAnOrchestration_WhichRunsAtTheSameTime()
    {
        var posted = new List<string>();
        await using var emulator = await new SmallApp(azurite, typeof(Letters), typeof(MonthlyLetter))
        {
            Configure = builder =>
            builder.Services.AddSingleton(posted)
        }.StartAsync();

        await emulator.AdvanceToAsync(SmallApp.NewYear.AddMonths(2), Cancellation);

        Assert.Equal([$"2026-02 at {SmallApp.NewYear.AddMonths(1):O}", $"2026-03 at {SmallApp.NewYear.AddMonths(2):O}"], posted);
    }

    [Fact]
    public async Task AdvanceTo_ATimeThatHasPassed_IsRefused()
    {
        await using var emulator = await new SmallApp(azurite, typeof(Letters)).StartAsync();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => emulator.AdvanceToAsync(SmallApp.NewYear.AddSeconds(-1), Cancellation));
    }

    [Fact]
    public async Task App_SeesItsSettingsAndTheVirtualClock_AndNothingOfTheMachine()
    {
        var log = new LogLines();
        var app = new SmallApp(azurite, typeof(Letters))
        {
            Settings = { ["Round:Deadline"] = "2026-03-01" },
            Configure = builder =>
            {
                builder.Logging.ClearProviders().AddProvider(log);
                builder.Services.AddRazorComponents();
            },
        };

        await using var emulator = await app.StartAsync();

        var configured = emulator.Services.GetRequiredService<IConfiguration>().AsEnumerable().Where(setting => setting.Value is not null);
        Assert.Equal(["Round:Deadline", "applicationName", "contentRoot", "environment"],
            configured.Select(setting => setting.Key).Order(StringComparer.Ordinal));
        Assert.Same(emulator.Clock, emulator.Services.GetRequiredService<TimeProvider>());
        Assert.True(IPAddress.IsLoopback(IPAddress.Parse(emulator.BaseAddress.Host)));
        Assert.Empty(log.Written);
    }

    public sealed record Letter(string Id, int Days);

    public class Letters(TimeProvider clock, List<string> posted)
    {
        [Function("StartLetter")]
        public async Task<IResult> Start(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "letters/{id}")] HttpRequest request,
            string id, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
        {
            var days = int.Parse(request.Query["days"].FirstOrDefault() ?? "10");
            await client.ScheduleNewOrchestrationInstanceAsync("Letter", new Letter(id, days), new StartOrchestrationOptions(id),
                cancellation);
            return Results.Accepted();
        }

        [Function("Letter")]
        public static async Task<string> Write([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var letter = context.GetInput<Letter>()!;
            await context.CreateTimer(context.CurrentUtcDateTime.AddDays(letter.Days), CancellationToken.None);
            return await context.CallActivityAsync<string>("Post", letter);
        }

        [Function("Post")]
        public string Post([ActivityTrigger] Letter letter, CancellationToken cancellation)
        {
            cancellation.ThrowIfCancellationRequested();
            posted.Add($"{letter.Id} at {clock.GetUtcNow():O}");
            return "posted";
        }
    }

    public class MonthlyLetter
    {
        [Function("MonthlyLetter")]
        public Task Run([TimerTrigger("0 0 0 1 * *")] TimerInfo timer, [DurableClient] DurableTaskClient client,
            CancellationToken cancellation)
        {
            var month = $"{timer.ScheduleStatus!.Next:yyyy-MM}";
            return client.ScheduleNewOrchestrationInstanceAsync("Letter", new Letter(month, 0), new StartOrchestrationOptions(month),
                cancellation);
        }
    }
}
