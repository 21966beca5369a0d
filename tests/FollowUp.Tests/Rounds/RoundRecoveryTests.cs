using System.Net;
using FollowUp.Acts;
using FollowUp.Orchestration;
using FollowUp.Rounds;
using FollowUp.Time;
using Microsoft.Extensions.DependencyInjection;

namespace FollowUp.Tests.Rounds;

/// <summary>A round goes on after a restart, an outage, a lost signal or an orchestration that failed.</summary>
public sealed class RoundRecoveryTests(TablesFixture storage)
{
    [Fact]
    public async Task A_close_whose_signal_was_lost_is_seen_by_the_daily_look()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        // The button's change without its signal.
        var rounds = (FollowUp.Rounds.RoundTable)world.Local.Emulator.Services.GetService(typeof(FollowUp.Rounds.RoundTable))!;
        var stored = await rounds.GetAsync(SmallTown.RoundId, TestContext.Current.CancellationToken);
        Assert.True(await RoundSteps.CloseAsync(rounds, stored, "test", world.Local.Emulator.Clock.GetUtcNow(),
            TestContext.Current.CancellationToken));

        await world.AdvanceToAsync(new DateOnly(2026, 1, 13), 9);

        Assert.Equal(HttpStatusCode.OK, (await world.GetAsync($"api/rounds/{SmallTown.RoundId}/report.json")).Status);
    }

    [Fact]
    public async Task A_round_opened_but_killed_before_its_orchestration_started_is_taken_up()
    {
        await using var world = await TestWorld.StartAsync(storage);
        await world.ImportAsync();
        await world.PostAsync("api/rounds", SmallTown.Round);
        var rounds = (FollowUp.Rounds.RoundTable)world.Local.Emulator.Services.GetService(typeof(FollowUp.Rounds.RoundTable))!;
        var stored = await rounds.GetAsync(SmallTown.RoundId, TestContext.Current.CancellationToken);
        var opened = new OpenRound { State = new OpeningState(1, []) }.Decide(
            new ActTarget(stored.Round, Work: null, world.Local.Emulator.Clock.GetUtcNow(), "test"));
        Assert.True(await rounds.ChangeAsync(stored, opened.Round!, opened.Entry!, TestContext.Current.CancellationToken));

        await world.AdvanceToAsync(new DateOnly(2026, 1, 12), 9);

        Assert.Equal(4, world.Mails.Count);
    }

    [Fact]
    public async Task A_restart_in_the_middle_goes_on_where_it_stood_with_the_same_links()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        await world.SaveAsync(world.LinkOf("social@town.example"), ("1:2.what", "Halvfärdigt."));
        var token = world.LinkOf("social@town.example");

        await world.RestartAsync();

        Assert.Contains("Halvfärdigt.", (await world.OpenSectionAsync(token, "1:2")).Html);
        await world.AdvanceToAsync(new DateOnly(2026, 3, 21), 1);
        Assert.Equal(token, world.LinkOf("social@town.example"));
        Assert.Equal(4 + 4 + 4 + 2, world.Mails.Count);
        Assert.Equal(HttpStatusCode.OK, (await world.GetAsync($"api/rounds/{SmallTown.RoundId}/report.html")).Status);
    }

    [Fact]
    public async Task After_an_outage_over_two_notices_one_mail_goes_out_and_not_two()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);

        await world.Local.Emulator.VirtualClock!.AdvanceToAsync(StockholmTime.At(new DateOnly(2026, 3, 3), new TimeOnly(9, 0)),
            TestContext.Current.CancellationToken);
        await world.SettleAsync();

        Assert.Equal(["invitation", "overdue+1"], world.NoticesTo("social@town.example"));
    }

    [Theory]
    [InlineData("town-2025~1", 1)]
    [InlineData("town-2025~1~~closing", 0)]
    [InlineData("town-2025~1~housing", 0)]
    public async Task An_orchestration_that_broke_is_replaced_or_begins_again_and_goes_on_from_the_rows(string instance, int replaced)
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        await world.SubmitAsync(world.LinkOf("housing@town.example"), ("1:1.contribution", "Lokal."), ("1:1.involved", "yes"));
        await world.Local.Emulator.DurableClient.TerminateInstanceAsync(instance, cancellation: TestContext.Current.CancellationToken);

        await world.AdvanceToAsync(new DateOnly(2026, 3, 21), 9);

        Assert.Equal(replaced, (await world.TrailAsync("orchestrationRestarted")).Count);
        // The department orchestrations of the failed one still exist and do nothing more.
        Assert.Equal(4 + 4 + 4 + 2 + 1 + world.Digests.Count, (await world.TrailAsync("mailSent")).Count);
        Assert.Equal(4 + 4 + 4 + 2 + 1, world.Mails.Count);
        Assert.Single(await world.TrailAsync("reportCompiled"));
        Assert.Equal("partlySubmitted", await world.StateOfAsync("housing"));
    }

    [Fact]
    public async Task A_close_that_a_failed_orchestration_left_behind_does_not_close_the_departments_of_the_one_that_took_over()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        await world.Local.Emulator.DurableClient.TerminateInstanceAsync("town-2025~1", cancellation: TestContext.Current.CancellationToken);
        await world.AdvanceToAsync(new DateOnly(2026, 1, 13), 9);

        await ActivatorUtilities.CreateInstance<RoundActivities>(world.Local.Emulator.Services)
            .CloseRound(new RoundRun(SmallTown.RoundId, 1), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, (await world.OpenAsync(world.LinkOf("housing@town.example"))).Status);
    }
}
