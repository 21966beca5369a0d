using System.Net;
using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using FollowUp.Local;
using FollowUp.Pages;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;

namespace FollowUp.BrowserTests;

/// <summary>
/// Every page in every state, in a wide and a narrow window, passes axe-core and the other checks for all pages. Two classes run at the
/// same time.
/// </summary>
public abstract partial class AxeTests(Browser browser, TablesFixture storage, AxeTests.SharedWorld shared)
    : IClassFixture<AxeTests.SharedWorld>
{
    private static readonly ConcurrentDictionary<string, (string Route, string State)> Titles = [];

    protected SharedWorld Shared => shared;

    protected static TheoryData<string, string> PagesWhere(Func<string, bool> isHere) => new(PageStates.ByRoute
        .Where(route => isHere(route.Key.Split(' ')[1])).SelectMany(route => route.Value.Select(state => (route.Key, state.Name))));

    protected async Task CheckAsync(string route, string stateName)
    {
        var state = PageStates.ByRoute[route].Single(state => state.Name == stateName);
        await using var own = state.Alone ? await StartAsync(storage, state.Empty) : null;
        var world = own ?? shared.World;

        await browser.VisitAsync(world.Local.Emulator.BaseAddress, async page =>
        {
            IResponse? arrival = null;
            page.Response += (_, response) => arrival = response.Request.IsNavigationRequest ? response : arrival;
            await state.ReachAsync(world, page);
            await page.WaitForLoadStateAsync(LoadState.Load);

            Assert.Equal(route.Split(' ')[0], arrival!.Request.Method);
            Assert.True(Leads(route, new Uri(page.Url).AbsolutePath), $"{page.Url} is not at {route}.");
            var problems = await PageChecks.AllAsync(page, () => Screens.TakeAsync(page, Slug(route), Slug(stateName)));
            problems.AddRange(ProblemsOfTitle(await page.TitleAsync(), route, stateName));
            Assert.True(problems.Count == 0, $"{route}, {stateName}:\n{string.Join('\n', problems.Select(problem => $"- {problem}"))}");
        });
    }

    private protected static bool Leads(string route, string path) =>
        new TemplateMatcher(TemplateParser.Parse(route.Split(' ')[1]), []).TryMatch(path, []);

    private static string Slug(string name) => NotInFileNames().Replace(name, "-").Trim('-').ToLowerInvariant();

    /// <summary>The small town before any round, on a working day.</summary>
    private static async Task<TestWorld> StartAsync(TablesFixture storage, bool empty = false)
    {
        var world = await TestWorld.StartAsync(storage);
        if (!empty)
        {
            await world.ImportAsync();
        }
        await world.AdvanceToAsync(new DateOnly(2026, 1, 12), 9);
        return world;
    }

    [GeneratedRegex("[^A-Za-z0-9]+")]
    private static partial Regex NotInFileNames();

    /// <summary>
    /// Two pages must not have the same title. States with the same name on several paths are one page ("closed" is also
    /// "closed without an answer").
    /// </summary>
    private static IEnumerable<string> ProblemsOfTitle(string title, string route, string state)
    {
        var (otherRoute, otherState) = Titles.GetOrAdd(title, (route, state));
        return otherState.StartsWith(state, StringComparison.Ordinal) || state.StartsWith(otherState, StringComparison.Ordinal)
            || otherRoute.Split(' ')[1] == route.Split(' ')[1] ? []
            : [$"it has the title '{title}', as has {otherRoute}, {otherState}"];
    }

    /// <summary>A world in which each state has its own round.</summary>
    public sealed class SharedWorld(TablesFixture storage) : IAsyncLifetime
    {
        internal TestWorld World { get; private set; } = null!;

        public async ValueTask InitializeAsync() => World = await StartAsync(storage);

        public ValueTask DisposeAsync() => World.DisposeAsync();
    }
}

/// <summary>What anybody sees who has no account: with a link or without.</summary>
public sealed class AxeOpenPagesTests(Browser browser, TablesFixture storage, AxeTests.SharedWorld shared)
    : AxeTests(browser, storage, shared)
{
    public static TheoryData<string, string> Pages { get; } = PagesWhere(path => !path.StartsWith("samordning", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Pages))]
    public Task A_page_in_each_of_its_states_can_be_used_by_everybody(string route, string stateName) => CheckAsync(route, stateName);
}

/// <summary>What the coordinator sees.</summary>
public sealed class AxeDeskPagesTests(Browser browser, TablesFixture storage, AxeTests.SharedWorld shared)
    : AxeTests(browser, storage, shared)
{
    public static TheoryData<string, string> Pages { get; } = PagesWhere(path => path.StartsWith("samordning", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Pages))]
    public Task A_page_in_each_of_its_states_can_be_used_by_everybody(string route, string stateName) => CheckAsync(route, stateName);

    [Fact]
    public void Every_open_route_has_its_states_here()
    {
        Assert.Contains("GET svar/{token}", PageStates.OpenRoutes);
        Assert.Empty(PageStates.OpenRoutes.Except([.. PageStates.ByRoute.Keys, .. PageStates.NoPages.Keys, PageStates.Report]));
        Assert.All(PageStates.ByRoute, route => Assert.NotEmpty(route.Value));
        Assert.All(PageStates.ByRoute, route => Assert.Distinct(route.Value.Select(state => state.Name)));
    }

    [Fact]
    public void Every_route_here_is_one_of_the_apps() =>
        Assert.Empty(PageStates.ByRoute.Keys.Concat(PageStates.NoPages.Keys).Except(PageStates.OpenRoutes));

    [Fact]
    public async Task Routes_listed_as_no_pages_return_no_page()
    {
        Shared.World.SignIn();
        var closed = await PageSteps.OpenedAsync(Shared.World);
        await Shared.World.SubmitAsync(Shared.World.LinkOf("housing@town.example"), ("1:1.contribution", "Lokal."),
            ("1:1.involved", "yes"));
        Assert.Equal(HttpStatusCode.Accepted, (await Shared.World.PostAsync($"api/rounds/{closed}/close", "")).Status);
        await Shared.World.SettleAsync();
        foreach (var (route, path) in PageStates.NoPages.Select(one => (one.Key, one.Value.Replace("ROUND", closed)
            .Replace("STYLE", Address<StyleSheet>()).Replace("SCRIPT", Address<PageScript>())
            .Replace("FONT", Shared.World.Local.Emulator.Services.GetRequiredService<PageFonts>().Regular.Address)
            .Replace("ICON", Address<PageIcon>()))))
        {
            Assert.True(Leads(route, path), $"{path} is not at {route}.");
            using var request = new HttpRequestMessage(new HttpMethod(route.Split(' ')[0]), path);
            Assert.DoesNotContain("html", (await Shared.World.AskAsync(request)).Headers["Content-Type"]);
        }
    }

    private string Address<T>() where T : Asset => Shared.World.Local.Emulator.Services.GetRequiredService<T>().Address;
}
