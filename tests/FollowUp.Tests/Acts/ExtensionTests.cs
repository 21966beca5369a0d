using System.Net;
using FollowUp.Rounds;

namespace FollowUp.Tests.Acts;

/// <summary>All departments of a round get more time.</summary>
public sealed class ExtensionTests(TablesFixture storage) : ActTests
{
    private const string Longer = """{"reason": "Ny mall.", "deadline": "2026-03-13", "closes": "2026-04-10", "before": "2026-02-27"}""";

    [Fact]
    public async Task The_ladder_moves_with_the_deadline_and_who_has_nothing_left_hears_nothing()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var board = world.LinkOf(Board);
        await world.SubmitAsync(world.LinkOf(Housing), Everything);
        await world.AdvanceToAsync(new DateOnly(2026, 2, 16), 9);

        var pressed = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => world.PostAsync($"{Round}/extend", Longer)));
        await world.SettleAsync();

        Assert.All(pressed, answer => Assert.Equal(HttpStatusCode.Accepted, answer.Status));
        Assert.Equal("sista svarsdag 13 mars 2026 i stället för 27 februari 2026, stängs 10 april 2026 i stället för 20 mars 2026: Ny "
            + "mall.", Assert.Single(await world.TrailAsync("roundExtended")).GetProperty("about").GetString());
        Assert.Equal("Längre svarstid, svara senast 13 mars 2026: Trygg stad, Kommunstyrelsen",
            world.Mails.Last(mail => mail.To == Board).Subject);
        Assert.Contains("13 mars 2026", (await world.OpenAsync(board)).Text);
        await world.AdvanceToAsync(new DateOnly(2026, 4, 10), 9);
        Assert.Equal(["invitation", "reminder-14", "extended_20260313", "reminder-14_20260313", "overdue+1_20260313"],
            world.NoticesTo(Board));
        Assert.Equal(["head+8_20260313"], world.NoticesTo("board.head@town.example"));
        Assert.Equal(["invitation", "receipt-0001"], world.NoticesTo(Housing));
        Assert.Equal("open", (await world.GetJsonAsync(Round)).GetProperty("round").GetProperty("state").GetString());
        await world.AdvanceToAsync(new DateOnly(2026, 4, 11), 1);
        Assert.Equal(HttpStatusCode.OK, (await world.GetAsync($"{Round}/report.json")).Status);
        await AssertBoardAsync(world);
    }

    [Fact]
    public async Task Before_the_invitation_has_gone_out_more_time_is_told_by_the_invitation_alone()
    {
        await using var world = await TestWorld.StartAsync(storage);
        await world.OpenRoundAsync();
        Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync($"{Round}/extend", Longer)).Status);

        await world.AdvanceToAsync(new DateOnly(2026, 1, 13), 12);

        Assert.Equal(["invitation"], world.NoticesTo(Board));
        Assert.StartsWith("Svara senast 13 mars 2026", world.Mails.Last(mail => mail.To == Board).Subject);
    }

    [Fact]
    public async Task A_coordinator_who_decided_by_an_older_deadline_is_told_that_it_was_moved()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        await world.PostAsync($"{Round}/extend", Longer);
        const string second = """{"reason": "Påsk.", "deadline": "2026-03-20", "closes": "2026-04-17", "before": "2026-02-27"}""";

        var (status, text) = await world.PostAsync($"{Round}/extend", second);

        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("Någon annan har flyttat sista svarsdagen till 13 mars 2026.", text);
        await world.AdvanceToAsync(new DateOnly(2026, 1, 12), 10);
        Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync($"{Round}/extend", second.Replace("02-27", "03-13"))).Status);
        Assert.Equal(2, (await world.TrailAsync("roundExtended")).Count);
    }

    [Fact]
    public async Task A_later_close_alone_changes_nothing_for_the_departments_but_the_close()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        await world.AdvanceToAsync(new DateOnly(2026, 3, 3), 9);
        var mails = world.Mails.Count;

        Assert.Equal(HttpStatusCode.Accepted,
            (await world.PostAsync($"{Round}/extend",
            """{"reason": "Sjukdom.", "deadline": "2026-02-27", "closes": "2026-03-27"}""")).Status);
        await world.SettleAsync();

        Assert.Equal(mails, world.Mails.Count);
        await world.AdvanceToAsync(new DateOnly(2026, 3, 27), 9);
        Assert.Equal(["invitation", "reminder-14", "overdue+1"], world.NoticesTo(Board));
        Assert.Equal(HttpStatusCode.OK, (await world.OpenAsync(world.LinkOf(Board))).Status);
        await world.AdvanceToAsync(new DateOnly(2026, 3, 28), 1);
        Assert.Equal(HttpStatusCode.Gone, (await world.OpenAsync(world.LinkOf(Board))).Status);
    }

    [Fact]
    public async Task A_paused_round_whose_last_day_has_gone_can_go_on_once_it_is_extended()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        await world.PostAsync($"{Round}/pause", "");
        await world.AdvanceToAsync(new DateOnly(2026, 3, 23), 9);

        Assert.Equal(HttpStatusCode.Conflict, (await world.PostAsync($"{Round}/resume", "")).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync($"{Round}/extend", Longer.Replace("03-13", "03-27"))).Status);
        await world.SettleAsync();
        Assert.Equal(["invitation"], world.NoticesTo(Board));
        Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync($"{Round}/resume", "")).Status);
        await world.SettleAsync();

        Assert.Equal(["invitation", "extended_20260327"], world.NoticesTo(Board));
        await world.AdvanceToAsync(new DateOnly(2026, 4, 11), 1);
        Assert.Equal(["invitation", "extended_20260327", "overdue+1_20260327"], world.NoticesTo(Board));
    }

    [Theory]
    [InlineData("""{"deadline": "2026-03-13", "closes": "2026-04-10"}""", HttpStatusCode.BadRequest, "Skriv varför svarstiden förlängs.")]
    [InlineData("""{"reason": "Sjukdom.", "closes": "2026-04-10"}""", HttpStatusCode.BadRequest, "Ange dagen.")]
    [InlineData("""{"reason": "Sjukdom.", "deadline": "2026-03-13", "closes": "2026-03-12"}""", HttpStatusCode.BadRequest,
        "Omgången kan inte stängas före sista svarsdagen.")]
    [InlineData("""{"reason": "Sjukdom.", "deadline": "2026-02-26", "closes": "2026-04-10"}""", HttpStatusCode.Conflict,
        "Svarstiden kan bara bli längre")]
    [InlineData("""{"reason": "Sjukdom.", "deadline": "2026-03-13", "closes": "2026-03-19"}""", HttpStatusCode.Conflict,
        "Svarstiden kan bara bli längre")]
    [InlineData("Sjukdom", HttpStatusCode.BadRequest, "Skicka JSON")]
    public async Task An_extension_that_gives_no_more_time_is_refused_with_the_reason(string body, HttpStatusCode expected, string sentence)
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);

        var (status, text) = await world.PostAsync($"{Round}/extend", body);

        Assert.Equal((expected, true), (status, text.Contains(sentence)));
        Assert.Empty(await world.TrailAsync("roundExtended"));
    }
}
