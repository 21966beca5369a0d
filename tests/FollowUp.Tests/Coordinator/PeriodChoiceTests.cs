using System.Net;
using FollowUp.Coordinator;
using FollowUp.Plans;
using Microsoft.Extensions.DependencyInjection;

namespace FollowUp.Tests.Coordinator;

/// <summary>What a round is about is chosen from what the plans ask for, and the choice decides.</summary>
public sealed class PeriodChoiceTests(TablesFixture storage)
{
    private const string New = "/samordning/ny-omgang";

    private static readonly string Plan = SmallTown.Plan.Replace("till: 2027-12-31", "till: 2027-12-31\nuppföljning: [årlig, halvår]");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_periods_that_the_plans_ask_for_are_offered_and_the_choice_is_kept()
    {
        await using var world = await StartAsync();

        var form = await world.OpenAsync(New);
        Assert.Equal(["2024 – från tiden innan planen lästes in", "2025 – saknas, öppnas vanligen 12 januari 2026",
            "2026 – saknas, öppnas vanligen 11 januari 2027",
            "2027 – saknas, öppnas vanligen 10 januari 2028", "En annan period, som du skriver själv"], Offered(form));
        Assert.Equal("Annual-2025-2025", Chosen(form));
        // The title that was proposed follows the choice.
        var saved = await world.PostFormAsync(form, null, ("avser", "Annual-2024-2024"));

        Assert.Equal("/samordning/omgangar/town-2024/utkast?klart", saved.Leads);
        var round = (await world.GetJsonAsync("api/rounds/town-2024")).GetProperty("round");
        Assert.Equal(("Årlig uppföljning 2024", "2024", "2024-12-31"), (round.GetProperty("title").GetString(),
            round.GetProperty("period").GetString(), round.GetProperty("about").GetProperty("last").GetString()));
        Assert.Equal(saved.Leads, (await world.PostFormAsync(form, null, ("avser", "Annual-2024-2024"))).Leads);
        form = await world.OpenAsync(New);
        Assert.Equal("2024 – finns, förberedd: Årlig uppföljning 2024", Offered(form)[0]);
        // The draft itself is not what makes its period taken.
        var change = await world.OpenAsync("/samordning/omgangar/town-2024/utkast/andra");
        Assert.Equal(("2024 – från tiden innan planen lästes in", "Annual-2024-2024"), (Offered(change)[0], Chosen(change)));
        await world.PostFormAsync(change, null, ("period", "det gångna året"));
        round = (await world.GetJsonAsync("api/rounds/town-2024")).GetProperty("round");
        Assert.Equal(("det gångna året", "2024-01-01"),
            (round.GetProperty("period").GetString(), round.GetProperty("about").GetProperty("first").GetString()));
        Assert.Equal("2024 – finns, förberedd: Årlig uppföljning 2024", Offered(await world.OpenAsync(New))[0]);
    }

    [Fact]
    public async Task A_period_of_another_kind_is_not_taken_and_the_right_ones_are_shown()
    {
        await using var world = await StartAsync();

        var told = await world.PostFormAsync(await world.OpenAsync(New), null, ("slag", nameof(RoundKind.HalfYear)));

        Assert.Equal(HttpStatusCode.BadRequest, told.Status);
        Assert.Equal(["#avser"], told.Document.QuerySelectorAll(".errors a").Select(link => link.GetAttribute("href")));
        Assert.StartsWith("Första halvåret 2026 – saknas, öppnas vanligen 17 augusti 2026", Offered(told)[2]);
        var saved = await world.PostFormAsync(await world.PostFormAsync(told, "foresla"), null);
        Assert.Equal("/samordning/omgangar/town-2026-halvar/utkast?klart", saved.Leads);
    }

    [Fact]
    public async Task What_no_plan_asks_for_is_typed_and_leaves_the_promises_as_they_were()
    {
        await using var world = await StartAsync();
        var form = await world.OpenAsync(New);

        var silent = await world.PostFormAsync(form, null, ("avser", ""));
        Assert.Equal(["#period"], silent.Document.QuerySelectorAll(".errors a").Select(link => link.GetAttribute("href")));
        var saved = await world.PostFormAsync(silent, null, ("avser", ""), ("period", "Hösten 2025 och våren"));

        Assert.Equal("/samordning/omgangar/town-hosten-2025-och-vare/utkast?klart", saved.Leads);
        Assert.Equal("2025 – saknas, öppnas vanligen 12 januari 2026", Offered(await world.OpenAsync(New))[1]);
        // A typed period that a plan asks for is as good as chosen.
        Assert.Equal("/samordning/omgangar/town-2025/utkast?klart",
            (await world.PostFormAsync(form, null, ("avser", ""), ("period", "2025"))).Leads);
        Assert.StartsWith("2025 – finns", Offered(await world.OpenAsync(New))[1]);
    }

    [Fact]
    public async Task A_draft_by_the_api_says_its_period_by_its_days_or_its_words()
    {
        await using var world = await StartAsync();
        Task<(HttpStatusCode Status, string Text)> PostAsync(string id, string period) => world.PostAsync("api/rounds",
            SmallTown.Round.Replace("town-2025", id).Replace("\"period\": \"2025\"", period));

        Assert.Equal(HttpStatusCode.Created, (await PostAsync("days",
            """
            "period": "året som gick", "about": {"first": "2025-01-01", "last": "2025-12-31"}
            """)).Status);
        Assert.StartsWith("2025 – finns", Offered(await world.OpenAsync(New))[1]);
        Assert.Equal(HttpStatusCode.Created, (await PostAsync("words", "\"period\": \"2026\"")).Status);
        Assert.StartsWith("2026 – finns", Offered(await world.OpenAsync(New))[2]);
        var (status, text) = await PostAsync("wrong", """
            "period": "2027", "about": {"first": "2027-12-31", "last": "2027-01-01"}
            """);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("about: ska ha en första dag", text);
    }

    /// <summary>
    /// By the day on which they open, the round about 2024 would be one about 2025, that about 2025 one about 2026, and that about 2027 one
    /// about 2026.
    /// </summary>
    [Fact]
    public async Task Rounds_opened_in_odd_order_and_at_odd_times_leave_the_calendar_to_propose_what_is_missing()
    {
        await using var world = await StartAsync(Plan.Replace("[årlig, halvår]", "[årlig]"));
        await OpenAsync(world, 2024, "2026-01-12");

        await LiveToAsync(world, new DateOnly(2026, 12, 1));
        Assert.Equal(["own-2024", "town-2025"], await RoundsAsync(world));
        await OpenAsync(world, 2025, "2026-12-01");
        await LiveToAsync(world, new DateOnly(2026, 12, 13));
        await world.PostAsync("api/rounds/own-2025/close", "");
        Assert.Equal(["own-2024", "own-2025", "town-2025"], await RoundsAsync(world));
        await LiveToAsync(world, new DateOnly(2026, 12, 14));
        Assert.Equal(["own-2024", "own-2025", "town-2025", "town-2026"], await RoundsAsync(world));
        await LiveToAsync(world, new DateOnly(2027, 9, 6));
        await OpenAsync(world, 2027, "2027-09-06");
        await LiveToAsync(world, new DateOnly(2027, 11, 1));
        await world.PostAsync("api/rounds/own-2027/close", "");
        await LiveToAsync(world, new DateOnly(2028, 3, 1));
        await OpenAsync(world, 2026, "2028-03-01");
        await LiveToAsync(world, new DateOnly(2028, 4, 1));
        await world.PostAsync("api/rounds/own-2026/close", "");
        await LiveToAsync(world, new DateOnly(2029, 12, 31));

        Assert.Equal(["own-2024", "own-2025", "own-2026", "own-2027", "town-2025", "town-2026"], await RoundsAsync(world));
        var calendar = (await world.GetJsonAsync("api/calendar?from=2025-01-01&to=2029-12-31")).EnumerateArray().ToList();
        Assert.Equal([("2024", "own-2024"), ("2025", "own-2025"), ("2026", "own-2026"), ("2027", "own-2027")],
            calendar.Where(entry => entry.GetProperty("what").GetString() == "round")
                .Select(entry => (entry.GetProperty("period").GetString(), entry.GetProperty("round").GetString())).Order());
        var floors = calendar.Where(entry => entry.GetProperty("what").GetString() == "floor")
            .ToDictionary(entry => entry.GetProperty("day").GetString()!);
        Assert.Equal(("met", "missed", "met"), (Status("2026-12-31"), Status("2027-12-31"), Status("2028-12-31")));
        Assert.EndsWith("Den avslutades lördagen den 1 april 2028.", floors["2027-12-31"].GetProperty("sentence").GetString());

        string? Status(string day) => floors[day].GetProperty("status").GetString();
    }

    private static async Task OpenAsync(TestWorld world, int year, string opens)
    {
        var (status, text) = await world.PostAsync("api/rounds", SmallTown.Round.Replace("town-2025", $"own-{year}")
            .Replace("\"period\": \"2025\"", $"\"period\": \"{year}\"").Replace("2026-01-12", opens).Replace("2026-02-27", "2029-10-01")
            .Replace("2026-03-20", "2029-11-01"));
        Assert.True(status == HttpStatusCode.Created, text);
        Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync($"api/rounds/own-{year}/open", "")).Status);
    }

    /// <summary>Each morning the calendar looks, as its timer has it do; nothing else happens.</summary>
    private static async Task LiveToAsync(TestWorld world, DateOnly day)
    {
        var emulator = world.Local.Emulator;
        var watch = emulator.Services.GetRequiredService<CalendarWatch>();
        for (var morning = emulator.Clock.GetUtcNow().Date.AddDays(1).AddHours(4); DateOnly.FromDateTime(morning) <= day;
            morning = morning.AddDays(1))
        {
            await emulator.VirtualClock!.AdvanceToAsync(new DateTimeOffset(morning, TimeSpan.Zero), Cancellation);
            await watch.LookAsync(emulator.DurableClient, Cancellation);
        }
    }

    private static async Task<IReadOnlyList<string>> RoundsAsync(TestWorld world) =>
        (await world.GetJsonAsync("api/rounds")).EnumerateArray().Select(round => round.GetProperty("id").GetString()!)
            .Order(StringComparer.Ordinal).ToList();

    private static List<string> Offered(TestPage page) => page.Document.QuerySelectorAll("input[name='avser'] + label")
        .Select(label => label.TextContent.Trim()).ToList();

    private static string? Chosen(TestPage page) => page.Document.QuerySelector("input[name='avser'][checked]")?.GetAttribute("value");

    private async Task<TestWorld> StartAsync(string? plan = null)
    {
        var world = await TestWorld.StartAsync(storage);
        world.SignIn();
        Assert.Equal(HttpStatusCode.OK, (await world.PostAsync("api/departments", SmallTown.Departments)).Status);
        Assert.Equal(HttpStatusCode.OK, (await world.PostAsync("api/plans", plan ?? Plan)).Status);
        return world;
    }
}
