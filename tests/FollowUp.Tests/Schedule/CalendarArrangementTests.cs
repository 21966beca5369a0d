using System.Net;
using System.Text.Json;

namespace FollowUp.Tests.Schedule;

/// <summary>
/// What the municipalities in the sources need from the calendar, from the import of the plan to the closed round. Each test is named after
/// its arrangement in the product's table.
/// </summary>
public sealed class CalendarArrangementTests(TablesFixture storage)
{
    [Fact]
    public async Task Arrangement_A16_the_executive_board_is_warned_before_a_year_passes_without_a_follow_up()
    {
        await using var world = await StartAsync("uppföljning: [årlig]");
        await OpenWhatFallsDueAsync(world, "town-2025");
        await AnswerAsync(world);
        await world.AdvanceToAsync(new DateOnly(2026, 3, 21), 9);

        Assert.Equal("met", (await FloorAsync(world, "2026-12-31")).GetProperty("status").GetString());
        await world.LeapToAsync(new DateOnly(2026, 12, 30), 9);
        Assert.DoesNotContain(world.Mails, mail => mail.Subject.StartsWith("Att göra", StringComparison.Ordinal));

        // In the next year nobody opens the round.
        await world.LeapToAsync(new DateOnly(2027, 1, 12), 9);
        Assert.Equal("notDue", (await FloorAsync(world, "2027-12-31")).GetProperty("status").GetString());
        await world.LeapToAsync(new DateOnly(2027, 10, 2), 9);
        Assert.Contains("Uppföljningen för 2026 ska vara avslutad senast fredagen den 31 december 2027. Det är inte gjort än.",
            Assert.Single(world.Mails, mail => mail.Subject == "Att göra: uppföljning av Trygg stad senast 31 december 2027").Text);
        await world.LeapToAsync(new DateOnly(2028, 1, 1), 9);
        Assert.Contains("Det blev inte gjort i tid.",
            Assert.Single(world.Mails, mail => mail.Subject == "Uppföljningen har inte gjorts i tid: Trygg stad").Text);
        Assert.Equal("missed", (await FloorAsync(world, "2027-12-31")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Arrangement_A17_a_plan_that_ends_is_watched_until_the_one_that_replaces_it_is_there()
    {
        await using var world = await StartAsync("uppföljning: [årlig]", end: "2026-02-15");
        await OpenWhatFallsDueAsync(world, "town-2025");
        await AnswerAsync(world);
        Assert.Single(world.Mails, mail => mail.Subject == "Planen upphör 15 februari 2026: Trygg stad");
        await world.AdvanceToAsync(new DateOnly(2026, 3, 21), 9);
        Assert.Contains("Planen ”Trygg stad” gällde till och med söndagen den 15 februari 2026.",
            Assert.Single(world.Mails, mail => mail.Subject == "Planen har upphört utan att ersättas: Trygg stad").Text);
        Assert.Equal("missed", (await EndAsync(world)).GetProperty("status").GetString());
        // The plan's incomplete last year must still be followed up.
        Assert.Equal("town", Assert.Single(await YearAsync(world, "2026")));

        var successor = Plan("uppföljning: [årlig]\nersätter: town", "2029-12-31").Replace("plan: town", "plan: next")
            .Replace("från: 2024-01-01", "från: 2026-04-01");
        Assert.Equal(HttpStatusCode.OK, (await world.PostAsync("api/plans", successor)).Status);

        var end = await EndAsync(world);
        Assert.Equal(("met", "next"), (end.GetProperty("status").GetString(), end.GetProperty("successor").GetString()));
        Assert.EndsWith("Planen next ersätter den.", end.GetProperty("sentence").GetString());
        Assert.Equal("next", Assert.Single(await YearAsync(world, "2026")));

        // The question shows the answer from the older plan.
        await world.LeapToAsync(new DateOnly(2027, 1, 10), 9);
        await OpenWhatFallsDueAsync(world, "next-2026");
        await world.AdvanceToAsync(new DateOnly(2027, 1, 11), 9);
        Assert.Contains("Förra svaret: Årlig uppföljning 2025, 12 januari 2026",
            await world.ReadAllAsync(world.LinkOf("social@town.example")));
        await world.AdvanceToAsync(new DateOnly(2027, 3, 20), 9);
        Assert.Equal(HttpStatusCode.OK, (await world.GetAsync("api/rounds/next-2026/report.json")).Status);
    }

    [Fact]
    public async Task Arrangement_A30_the_laws_plan_is_followed_up_within_two_years_and_reported_to_the_council()
    {
        // Without the kind of round that would be due sooner.
        await using var world = await StartAsync("uppföljning: [vartannat år]\nlagstadgad: ja", start: "2024-03-01");
        // FollowUp is to answer for the time before it, too.
        world.SignIn();
        await world.PostFormAsync(await world.OpenAsync("/samordning/planer/town/gor/se-tillbaka"), null, ("dag", "2024-03-01"));
        var first = await FloorAsync(world, "2026-03-01");
        Assert.Equal(("statutory", "dueSoon"), (first.GetProperty("kind").GetString(), first.GetProperty("status").GetString()));
        Assert.Contains("redovisas för kommunfullmäktige", first.GetProperty("sentence").GetString());

        // With its usual days the round would close too late; the coordinator was warned and closes it in time.
        await OpenWhatFallsDueAsync(world, "town-2024-2025");
        Assert.Contains("Rapporten ska till kommunfullmäktige.",
            Assert.Single(world.Mails, mail => mail.Subject == "Att göra: uppföljning av Trygg stad senast 1 mars 2026").Text);
        await AnswerAsync(world);
        await world.AdvanceToAsync(new DateOnly(2026, 2, 28), 9);
        Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync("api/rounds/town-2024-2025/close", "")).Status);
        await world.AdvanceToAsync(new DateOnly(2026, 3, 2), 9);

        Assert.Equal("met", (await FloorAsync(world, "2026-03-01")).GetProperty("status").GetString());
        // Two years after the close of any kind of round.
        Assert.Equal("notDue", (await FloorAsync(world, "2028-02-28")).GetProperty("status").GetString());
        Assert.DoesNotContain(world.Mails, mail => mail.Subject.StartsWith("Uppföljningen har inte", StringComparison.Ordinal));
        Assert.Contains("Utbildningen är hållen.", (await world.GetAsync("api/rounds/town-2024-2025/report.json")).Text);
    }

    private async Task<TestWorld> StartAsync(string lines, string start = "2024-01-01", string end = "2027-12-31")
    {
        var world = await TestWorld.StartAsync(storage);
        Assert.Equal(HttpStatusCode.OK, (await world.PostAsync("api/departments", SmallTown.Departments)).Status);
        Assert.Equal(HttpStatusCode.OK,
            (await world.PostAsync("api/plans", Plan(lines, end).Replace("från: 2024-01-01", $"från: {start}"))).Status);
        return world;
    }

    private static string Plan(string lines, string end) => SmallTown.Plan.Replace("till: 2027-12-31", $"till: {end}\n{lines}");

    /// <summary>The coordinator opens the round that the calendar has drafted in the morning, and the invitations are sent.</summary>
    private static async Task OpenWhatFallsDueAsync(TestWorld world, string roundId)
    {
        var tomorrow = DateOnly.FromDateTime(world.Local.Emulator.Clock.GetUtcNow().UtcDateTime).AddDays(1);
        await world.AdvanceToAsync(tomorrow, 7);
        Assert.Single(world.Mails, mail => mail.Text.Contains($"Omgången heter {roundId}."));
        Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync($"api/rounds/{roundId}/open", "")).Status);
    }

    private static async Task AnswerAsync(TestWorld world)
    {
        await world.AdvanceToAsync(new DateOnly(2026, 1, 12), 9);
        await world.SubmitAsync(world.LinkOf("social@town.example"),
            ("1:1.status", "done"), ("1:1.what", "Utbildningen är hållen."), ("1:1.how", "routine"),
            ("1:2.status", "not-started"), ("1:2.what", "Ingen har haft tid."),
            ("2:1.contribution", "Tre lägenheter."), ("2:1.involved", "yes"));
    }

    private static async Task<JsonElement> FloorAsync(TestWorld world, string day) =>
        (await world.GetJsonAsync($"api/calendar?from={day}&to={day}")).EnumerateArray()
            .Single(entry => entry.GetProperty("what").GetString() == "floor");

    private static async Task<JsonElement> EndAsync(TestWorld world) =>
        (await world.GetJsonAsync("api/calendar")).EnumerateArray()
            .Single(entry => entry.GetProperty("what").GetString() == "end" && entry.GetProperty("plan").GetString() == "town");

    private static async Task<IEnumerable<string?>> YearAsync(TestWorld world, string period) =>
        (await world.GetJsonAsync("api/calendar")).EnumerateArray()
            .Where(entry => entry.GetProperty("what").GetString() == "round" && entry.GetProperty("period").GetString() == period)
            .SelectMany(entry => entry.GetProperty("plans").EnumerateArray().Select(plan => plan.GetString()));
}
