using System.Net;
using System.Text.Json;
using FollowUp.Rounds;
using FollowUp.Storage;
using FollowUp.Stress;

namespace FollowUp.Tests.Storage;

/// <summary>
/// Each reply of the tables is lost in turn, after its request was done: no page says anything wrong, and nothing happens twice.
/// </summary>
public sealed class LostReplyTests(TablesFixture storage) : IAsyncLifetime
{
    private int _untilLoss = int.MaxValue;
    private FaultyProxy _proxy = null!;

    public async ValueTask InitializeAsync() => _proxy = await FaultyProxy.StartAsync(
        storage.ConnectionString, () => Interlocked.Decrement(ref _untilLoss) == 0 ? Fault.ReplyLost : null,
        TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _proxy.DisposeAsync();

    [Fact]
    public async Task Whoever_drafts_a_round_is_told_so_and_whoever_drafts_it_again_is_told_that_it_is_there()
    {
        await using var world = await TestWorld.StartAsync(storage, AppBehindProxy, options =>
            options with { Tables = FaultCampaign.Impatient });
        await world.ImportAsync();

        await LoseEveryReplyAsync(async number =>
        {
            var (draft, id) = (SmallTown.Round.Replace(SmallTown.RoundId, $"town-{number}"), $"town-{number}");

            Assert.Equal(HttpStatusCode.Created, (await world.PostAsync("api/rounds", draft)).Status);

            Assert.Equal(HttpStatusCode.Conflict, (await world.PostAsync("api/rounds", draft)).Status);
            Assert.Equal(1, (await world.GetJsonAsync($"api/rounds/{id}/trail")).GetArrayLength());
        });
    }

    [Fact]
    public async Task Whoever_imports_the_register_and_a_plan_gets_one_version()
    {
        await using var world = await TestWorld.StartAsync(storage, AppBehindProxy, options =>
            options with { Tables = FaultCampaign.Impatient });

        await LoseEveryReplyAsync(async number =>
        {
            var plan = SmallTown.Plan.Replace("Trygg stad", $"Trygg stad {number}");
            Assert.Equal(HttpStatusCode.OK, (await world.PostAsync("api/departments", SmallTown.Departments)).Status);

            var imported = JsonDocument.Parse((await world.PostAsync("api/plans", plan)).Text).RootElement.GetProperty("version")
                .GetInt32();

            Assert.Equal(number, imported);
        });
    }

    [Fact]
    public async Task Whoever_saves_and_submits_gets_a_receipt_of_one_submission()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage, AppBehindProxy, options =>
            options with { Tables = FaultCampaign.Impatient });
        var link = world.LinkOf("housing@town.example");

        await LoseEveryReplyAsync(async number =>
        {
            // The trail records the saves of one person within an hour as one event.
            await world.Local.Emulator.AdvanceToAsync(world.Local.Emulator.Clock.GetUtcNow().AddHours(1),
                TestContext.Current.CancellationToken);
            var receipt = await world.SubmitAsync(link, ("1:1.contribution", $"Svar nummer {number}."), ("1:1.involved", "yes"));

            Assert.Contains($"Svar nummer {number}.", receipt.Text);
            var trail = (await world.GetJsonAsync($"api/rounds/{SmallTown.RoundId}/trail")).EnumerateArray()
                .Select(entry => entry.GetProperty("what").GetString()).ToList();
            Assert.Equal(number, trail.Count(what => what == "submitted"));
            Assert.Equal(number, trail.Count(what => what == "draftSaved"));
        });
    }

    [Fact]
    public async Task Whoever_says_a_word_on_the_pages_opens_one_case()
    {
        await using var world = await TestWorld.StartAsync(storage, AppBehindProxy, options =>
            options with { Tables = FaultCampaign.Impatient });
        var form = await world.OpenAsync("/tillganglighet/synpunkter");

        await LoseEveryReplyAsync(async number =>
        {
            var sent = await world.PostFormAsync(form, null, ("synpunkt", $"Nummer {number}"));

            Assert.Equal($"/tillganglighet/synpunkter/20260109-{number:D2}", sent.Location);
            Assert.Equal(HttpStatusCode.OK, (await world.OpenAsync(sent.Location!)).Status);
            Assert.Equal(number, (await world.GetJsonAsync("api/feedback")).GetArrayLength());
        });
    }

    [Fact]
    public async Task Whoever_opens_and_closes_a_round_does_it_once()
    {
        await using var world = await TestWorld.StartAsync(storage, AppBehindProxy, options =>
            options with { Tables = FaultCampaign.Impatient });
        // One department is enough: each of them asks alike, and the rounds are as many as the replies of one.
        Assert.Equal(HttpStatusCode.OK, (await world.PostAsync("api/departments", SmallTown.Departments)).Status);
        Assert.Equal(HttpStatusCode.OK, (await world.PostAsync("api/plans", SmallTown.Plan
            .Replace("Kommunstyrelsen, Socialnämnden", "Bostadsbolaget").Replace("Socialnämnden", "Bostadsbolaget")
            .Replace("        medansvariga: [Bostadsbolaget]\n", ""))).Status);
        var tables = (FollowUpTables)world.Local.Emulator.Services.GetService(typeof(FollowUpTables))!;

        await LoseEveryReplyAsync(async number =>
        {
            var id = $"town-{number}";
            _ = await world.PostAsync("api/rounds", SmallTown.Round.Replace(SmallTown.RoundId, id));

            Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync($"api/rounds/{id}/open", "")).Status);
            await world.SettleAsync();
            Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync($"api/rounds/{id}/close", "")).Status);
            await world.SettleAsync();

            Assert.Equal(HttpStatusCode.OK, (await world.GetAsync($"api/rounds/{id}/report.json")).Status);
            var trail = (await world.GetJsonAsync($"api/rounds/{id}/trail")).EnumerateArray()
                .Select(entry => entry.GetProperty("what").GetString()).ToList();
            // The next round would read an open round's earlier answers, so each run would have one more reply to lose.
            await tables.Rounds.DeleteEntityAsync(RoundIds.RoundIndexPartition, id,
                cancellationToken: TestContext.Current.CancellationToken);
            Assert.Equal(["departmentAsked", "reportCompiled", "roundClosed", "roundDrafted",
                "roundOpened"], trail.Order(StringComparer.Ordinal));
        });
    }

    private Dictionary<string, string?> AppBehindProxy => new() { ["FollowUp:Storage"] = _proxy.ConnectionString };

    /// <summary>Repeats the act, each time with the next reply lost, until no reply is left to lose.</summary>
    private async Task LoseEveryReplyAsync(Func<int, Task> act)
    {
        for (var number = 1; ; number++)
        {
            var lost = _proxy.Injected[Fault.ReplyLost];
            Volatile.Write(ref _untilLoss, number);
            await act(number);
            Volatile.Write(ref _untilLoss, int.MaxValue);
            if (_proxy.Injected[Fault.ReplyLost] == lost)
            {
                Assert.True(number > 3, $"{number - 1} requests");
                return;
            }
        }
    }
}
