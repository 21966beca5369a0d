using System.Net;
using System.Text.Json;

namespace FollowUp.Tests.Api;

/// <summary>The flags that the coordinator sees before and after a round closes.</summary>
public sealed class FlagFunctionsTests(TablesFixture storage)
{
    private const string Round = $"api/rounds/{SmallTown.RoundId}";

    [Fact]
    public async Task A_contradiction_shows_as_soon_as_both_have_submitted_and_what_is_only_saved_does_not()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        await world.SubmitAsync(world.LinkOf("board@town.example"), ("1:1.status", "done"), ("1:1.what", "Alla är utbildade."),
            ("1:1.how", "single"));
        var housing = world.LinkOf("housing@town.example");
        await world.SaveAsync(housing, ("1:1.contribution", "Vi fick inte veta något."), ("1:1.involved", "no"));
        var (status, saved) = await world.GetAsync($"{Round}/flags");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.DoesNotContain("contradiction", saved);
        Assert.DoesNotContain("Vi fick inte veta något.", saved);

        await world.SubmitAsync(housing);
        await world.PostAsync($"{Round}/pause", "");

        var told = await world.GetJsonAsync($"{Round}/flags");
        var contradiction = Assert.Single(told.GetProperty("flags").EnumerateArray(), flag => Code(flag) == "contradiction");
        Assert.Equal("Åtgärd 1:1: Kommunstyrelsen svarar att något har gjorts, men Bostadsbolaget, som är medansvarig, svarar att enheten "
            + "inte har involverats.", contradiction.GetProperty("sentence").GetString());
        Assert.Equal(("2026-01-12", "1:1", 2), (told.GetProperty("day").GetString(), contradiction.GetProperty("measure")
            .GetProperty("number").GetString(), contradiction.GetProperty("answers").GetInt32()));
        Assert.Equal("social", Assert.Single(told.GetProperty("flags").EnumerateArray(), flag => Code(flag) == "missing")
            .GetProperty("department").GetString());
    }

    [Fact]
    public async Task Of_a_closed_round_they_are_those_of_its_report_whatever_day_it_is()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        await world.AdvanceToAsync(new DateOnly(2026, 4, 9), 9);

        var told = await world.GetJsonAsync($"{Round}/flags");
        var report = (await world.GetJsonAsync($"{Round}/report.json")).GetProperty("figures").GetProperty("flags");

        Assert.Equal("2026-03-20", told.GetProperty("day").GetString());
        Assert.NotEmpty(report.EnumerateArray());
        Assert.Equal(Sentences(report), Sentences(told.GetProperty("flags")));
    }

    [Fact]
    public async Task A_round_that_asks_nobody_has_none_and_says_so()
    {
        await using var world = await TestWorld.StartAsync(storage);
        Assert.Equal(HttpStatusCode.NotFound, (await world.GetAsync($"{Round}/flags")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await world.AskWithoutKeyAsync(HttpMethod.Get, $"/{Round}/flags")).Status);
        await world.ImportAsync();
        await world.PostAsync("api/rounds", SmallTown.Round);

        await RefusedAsync("Det finns inga iakttagelser: omgången är förberedd men inte öppnad.");
        await world.PostAsync($"{Round}/open", "");
        Assert.Equal(HttpStatusCode.OK, (await world.GetAsync($"{Round}/flags")).Status);
        await world.PostAsync($"{Round}/cancel", """{"reason": "Planen har upphävts."}""");
        await RefusedAsync("Det finns inga iakttagelser: omgången är avbruten.");

        async Task RefusedAsync(string sentence)
        {
            var (status, text) = await world.GetAsync($"{Round}/flags");
            Assert.Equal((HttpStatusCode.Conflict, true), (status, text.Contains(sentence)));
        }
    }

    private static string? Code(JsonElement flag) => flag.GetProperty("code").GetString();

    private static IEnumerable<string?> Sentences(JsonElement flags) =>
        flags.EnumerateArray().Select(flag => flag.GetProperty("sentence").GetString());
}
