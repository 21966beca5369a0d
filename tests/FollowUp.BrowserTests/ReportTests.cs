using System.Net;
using FollowUp.Local;
using FollowUp.Pages;

namespace FollowUp.BrowserTests;

/// <summary>
/// The report, which the coordinator opens with the function key and passes on, is accessible in each of its states.
/// </summary>
public sealed class ReportTests(Browser browser, TablesFixture storage)
{
    private const string Board = "board@town.example";
    private const string Housing = "housing@town.example";
    private static readonly (string, string)[] Housings =
        [("1:1.contribution", "Vi lånade ut en lokal."), ("1:1.involved", "no"), ("2:1.status", "dropped"),
        ("2:1.what", "Inga boenden fanns.")];

    [Fact]
    public async Task A_report_with_an_earlier_round_can_be_read_by_everybody()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        await world.SubmitAsync(world.LinkOf(Housing), Housings);
        await CloseAsync(world, SmallTown.RoundId);
        await world.OpenRoundAsync(SmallTown.Round.Replace(SmallTown.RoundId, "town-2025-b"));
        await world.AdvanceToAsync(new DateOnly(2026, 1, 13), 9);
        await world.SubmitAsync(world.LinkOf(Housing), Housings);
        await world.SubmitAsync(world.LinkOf(Board), ("1:1.status", "done"),
            ("1:1.what", new string('x', 200) + " <b>\u202eשלום</b> 😀\n- en rad"), ("1:1.how", "routine"), ("1:1.levels", "universal"));
        await CloseAsync(world, "town-2025-b");

        await ReadAsync(world, "town-2025-b", "earlier round", async page =>
        {
            Assert.True(await page.Locator("svg").CountAsync() > 5);
            Assert.True(await page.Locator(".degree3").CountAsync() > 0);
            // Follows a figure to the entry that lists its answers, and from there to an answer.
            await page.Locator("td a[href^='#underlag-']").First.ClickAsync();
            await page.Locator(":target a").First.ClickAsync();
            await Assertions.Expect(page.Locator("h4:target")).ToBeInViewportAsync();
        });
    }

    [Fact]
    public async Task A_report_of_a_round_in_which_nobody_answered_can_be_read_by_everybody()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        await CloseAsync(world, SmallTown.RoundId);

        await ReadAsync(world, SmallTown.RoundId, "nobody answered", page =>
            Assertions.Expect(page.GetByText("Inga svar har skickats in.")).ToBeVisibleAsync());
    }

    [Fact]
    public async Task A_report_of_a_consultation_can_be_read_by_everybody()
    {
        await using var world = await TestWorld.StartAsync(storage);
        await world.OpenRoundAsync(SmallTown.Round.Replace("\"annual\"", "\"consultation\""));
        await world.AdvanceToAsync(new DateOnly(2026, 1, 12), 9);
        await world.SubmitAsync(world.LinkOf(Board), ("stance.stance", "support-with-changes"),
            ("viewpoints-1.viewpoints", "Skolan saknas."));
        await CloseAsync(world, SmallTown.RoundId);

        await ReadAsync(world, SmallTown.RoundId, "consultation", page =>
            Assertions.Expect(page.Locator("section[aria-labelledby=synpunkter] dd")).ToHaveTextAsync("Skolan saknas."));
    }

    private static async Task CloseAsync(TestWorld world, string roundId)
    {
        Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync($"api/rounds/{roundId}/close", "")).Status);
        await world.SettleAsync();
    }

    private Task ReadAsync(TestWorld world, string roundId, string state, Func<IPage, Task> see) =>
        browser.VisitAsync(world.Local.Emulator.BaseAddress, async page =>
    {
        await page.GotoAsync($"/api/rounds/{roundId}/report.html");
        await see(page);
        await page.SetViewportSizeAsync(Browser.Wide, 900);
        List<string> problems = [.. await PageChecks.AxeAsync(page)];
        await Screens.TakeAsync(page, "report", state.Replace(' ', '-'));
        await page.SetViewportSizeAsync(Browser.Narrow, 640);
        await Screens.TakeAsync(page, "report", state.Replace(' ', '-'));
        problems.AddRange((await PageChecks.AxeAsync(page)).Concat(await PageChecks.NarrowAsync(page))
            .Select(problem => $"{Browser.Narrow} px wide: {problem}"));
        Assert.True(problems.Count == 0, $"{state}:\n{string.Join('\n', problems.Select(problem => $"- {problem}"))}");
    }, options => options.ExtraHTTPHeaders =
        [new("x-functions-key", world.Local.Emulator.FunctionKey), new(ApiCaller.Header, "Sam")]);
}
