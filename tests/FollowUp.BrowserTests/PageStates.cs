using System.Globalization;
using System.Net;
using System.Text.Json;
using FollowUp.Local.Emulator;
using FollowUp.Pages;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.BrowserTests;

/// <summary>A state that a page can be in.</summary>
/// <param name="Name">The same name on several routes is the same page.</param>
/// <param name="ReachAsync">Brings the world into the state and the browser to the page.</param>
internal sealed record PageState(string Name, Func<TestWorld, IPage, Task> ReachAsync)
{
    /// <summary>Whether it changes other rounds too (the clock, what was answered the last time), and so has a world of its own.</summary>
    public bool Alone { get; init; }
}

/// <summary>Every page that anybody can open, in all its states. A route that is missing here fails a test.</summary>
internal static class PageStates
{
    private const string Housing = "housing@town.example";
    private const string Board = "board@town.example";
    private static readonly (string, string)[] OneMeasure = [("1:1.contribution", "Vi lånade ut en lokal."), ("1:1.involved", "yes")];
    private static readonly (string, string)[] AllMeasures = [.. OneMeasure, ("2:1.status", "dropped"), ("2:1.what", "Inga boenden fanns.")];
    private static int _rounds;

    public static IReadOnlyDictionary<string, PageState[]> ByRoute { get; } = new Dictionary<string, PageState[]>
    {
        ["GET svar/{token}"] =
        [
            new("not begun", async (world, page) => await page.GotoAsync(await InvitedAsync(world))),
            new("just saved", async (world, page) =>
            {
                await page.GotoAsync(await InvitedAsync(world));
                await page.Locator("[name='2:1.what']").FillAsync("Två hus planeras.");
                await page.GetByRole(AriaRole.Button, new() { Name = "Spara", Exact = true }).ClickAsync();
            }),
            new("all submitted", async (world, page) => await page.GotoAsync(await AfterSubmittingAsync(world, AllMeasures))) { Alone = true },
            new("submitted, then changed", async (world, page) =>
            {
                var link = await AfterSubmittingAsync(world, OneMeasure);
                await world.SaveAsync(link, ("1:1.contribution", "Större lokal."));
                await page.GotoAsync(link);
            }) { Alone = true },
            new("late", async (world, page) =>
            {
                var link = await InvitedAsync(world);
                await world.AdvanceToAsync(new DateOnly(2026, 3, 3), 9);
                await page.GotoAsync(link);
            }) { Alone = true },
            new("with earlier answers", async (world, page) =>
            {
                await AfterSubmittingAsync(world, OneMeasure);
                await CloseAsync(world);
                await page.GotoAsync(await InvitedAsync(world));
            }) { Alone = true },
            new("closed", async (world, page) => await page.GotoAsync(await AfterTheCloseAsync(world))) { Alone = true },
            new("closed without an answer", async (world, page) =>
            {
                var link = await InvitedAsync(world);
                await CloseAsync(world);
                await page.GotoAsync(link);
            }) { Alone = true },
            new("unknown link", (_, page) => page.GotoAsync("/svar/unknown")),
        ],
        ["POST svar/{token}"] =
        [
            new("too long a text", async (world, page) =>
            {
                await page.GotoAsync(await InvitedAsync(world));
                await SaveTextAsync(page, new string('x', 5001));
            }),
            new("changed by somebody else", async (world, page) =>
            {
                var link = await InvitedAsync(world);
                await page.GotoAsync(link);
                await world.SaveAsync(link, ("2:1.what", "Ett hus är byggt."));
                await SaveTextAsync(page, "Två hus planeras.");
            }),
            new("closed while typing", async (world, page) =>
            {
                var link = await InvitedAsync(world);
                await world.SaveAsync(link, OneMeasure);
                await page.GotoAsync(link);
                await CloseAsync(world);
                await SaveTextAsync(page, "Skrivet i sista stund.");
            }) { Alone = true },
            new("too much at once", async (world, page) =>
            {
                await page.GotoAsync(await InvitedAsync(world));
                await SaveTextAsync(page, new string('x', 1_500_000));
            }),
            new("foreign form", async (world, page) =>
            {
                await page.GotoAsync(await InvitedAsync(world));
                await SpoilFormTokenAsync(page);
                await SaveTextAsync(page, "Två hus planeras.");
            }),
            new("unknown link", async (world, page) =>
            {
                await page.GotoAsync(await InvitedAsync(world));
                await SendElsewhereAsync(page, "/svar/unknown");
                await SaveTextAsync(page, "Två hus planeras.");
            }),
        ],
        ["GET svar/{token}/granska"] =
        [
            new("nothing to submit", async (world, page) => await page.GotoAsync($"{await InvitedAsync(world)}/granska")),
            new("one ready and one begun", async (world, page) =>
            {
                var link = await InvitedAsync(world);
                await world.SaveAsync(link, [.. OneMeasure, ("2:1.what", "Två hus planeras.")]);
                await page.GotoAsync($"{link}/granska");
            }),
            new("all ready", async (world, page) => await page.GotoAsync(await CheckedAsync(world))),
            new("closed", async (world, page) => await page.GotoAsync($"{await AfterTheCloseAsync(world)}/granska")) { Alone = true },
            new("unknown link", (_, page) => page.GotoAsync("/svar/unknown/granska")),
        ],
        ["POST svar/{token}/skicka"] =
        [
            new("no name and no role", async (world, page) =>
            {
                await page.GotoAsync(await CheckedAsync(world));
                await SubmitAsync(page);
            }),
            new("changed since the check", async (world, page) =>
            {
                var check = await CheckedAsync(world);
                await page.GotoAsync(check);
                await world.SaveAsync(world.LinkOf(Housing), ("1:1.contribution", "Större lokal."));
                await SignAndSubmitAsync(page);
            }),
            new("closed", async (world, page) =>
            {
                await page.GotoAsync(await CheckedAsync(world));
                await CloseAsync(world);
                await SignAndSubmitAsync(page);
            }) { Alone = true },
            new("foreign form", async (world, page) =>
            {
                await page.GotoAsync(await CheckedAsync(world));
                await SpoilFormTokenAsync(page);
                await SignAndSubmitAsync(page);
            }),
            new("unknown link", async (world, page) =>
            {
                await page.GotoAsync(await CheckedAsync(world));
                await SendElsewhereAsync(page, "/svar/unknown/skicka");
                await SignAndSubmitAsync(page);
            }),
        ],
        ["GET svar/{token}/kvitto/{number:int}"] =
        [
            new("all submitted", async (world, page) => await page.GotoAsync($"{await AfterSubmittingAsync(world, AllMeasures)}/kvitto/1")) { Alone = true },
            new("some left", async (world, page) => await page.GotoAsync($"{await AfterSubmittingAsync(world, OneMeasure)}/kvitto/1")) { Alone = true },
            new("after the close", async (world, page) => await page.GotoAsync($"{await AfterTheCloseAsync(world)}/kvitto/1")) { Alone = true },
            new("unknown link", async (world, page) => await page.GotoAsync($"{await InvitedAsync(world)}/kvitto/1")),
        ],
        ["GET forhandsvisning/{token}"] =
        [
            new("no comments", async (world, page) => await page.GotoAsync((await DraftedAsync(world)).Link)),
            new("just commented", async (world, page) =>
            {
                await page.GotoAsync((await DraftedAsync(world)).Link);
                await CommentAsync(page, "Bra frågor.");
            }),
            new("opened", async (world, page) => await page.GotoAsync(await AfterTheOpeningAsync(world))) { Alone = true },
            new("unknown link", (_, page) => page.GotoAsync("/forhandsvisning/unknown")),
        ],
        ["POST forhandsvisning/{token}"] =
        [
            new("empty comment", async (world, page) =>
            {
                await page.GotoAsync((await DraftedAsync(world)).Link);
                await CommentAsync(page, "");
            }),
            new("opened while typing", (world, page) => CommentWhileOpeningAsync(world, page, "")) { Alone = true },
            new("foreign form", async (world, page) =>
            {
                await page.GotoAsync((await DraftedAsync(world)).Link);
                await SpoilFormTokenAsync(page);
                await CommentAsync(page, "Bra frågor.");
            }),
        ],
        ["GET forhandsvisning/{token}/{departmentId}"] =
        [
            new("no comments", async (world, page) => await page.GotoAsync($"{(await DraftedAsync(world)).Link}/social")),
            new("just commented", async (world, page) =>
            {
                await page.GotoAsync($"{(await DraftedAsync(world)).Link}/housing");
                await CommentAsync(page, "Vi erbjuder inte boende, vi förmedlar det.");
            }),
            new("opened", async (world, page) => await page.GotoAsync($"{await AfterTheOpeningAsync(world)}/housing")) { Alone = true },
            new("unknown link", async (world, page) => await page.GotoAsync($"{(await DraftedAsync(world)).Link}/unknown")),
        ],
        ["POST forhandsvisning/{token}/{departmentId}"] =
        [
            new("empty comment", async (world, page) =>
            {
                await page.GotoAsync($"{(await DraftedAsync(world)).Link}/housing");
                await CommentAsync(page, "");
            }),
            new("opened while typing", (world, page) => CommentWhileOpeningAsync(world, page, "/housing")) { Alone = true },
        ],
    };

    /// <summary>Open routes that give no page, with an address at which each can be seen.</summary>
    public static IReadOnlyDictionary<string, string> NoPages { get; } = new Dictionary<string, string>
    {
        ["GET stil/{name}"] = StyleFunctions.Address,
    };

    /// <summary>Every route of the app that is open to anybody, with its method.</summary>
    public static IReadOnlySet<string> OpenRoutes { get; } = new FunctionCatalog(typeof(FollowUpServices).Assembly).With<HttpTriggerAttribute>()
        .Select(function => (function.Name, Trigger: (HttpTriggerAttribute)function.TriggerAttribute))
        .Where(function => function.Trigger.AuthLevel == AuthorizationLevel.Anonymous)
        .SelectMany(function => function.Trigger.Methods!.Select(method => $"{method.ToUpperInvariant()} {function.Trigger.Route ?? function.Name}"))
        .Where(route => !route.StartsWith("HEAD ", StringComparison.Ordinal))
        .ToHashSet();

    // What the department does

    /// <summary>The link of the newest round, which has just been opened.</summary>
    public static async Task<string> InvitedAsync(TestWorld world)
    {
        await OpenAsync(world, await DraftAsync(world));
        return world.LinkOf(Housing);
    }

    private static async Task<string> AfterSubmittingAsync(TestWorld world, (string, string)[] answers)
    {
        var link = await InvitedAsync(world);
        await world.SubmitAsync(link, answers);
        return link;
    }

    private static async Task<string> AfterTheCloseAsync(TestWorld world)
    {
        var link = await AfterSubmittingAsync(world, OneMeasure);
        await world.SaveAsync(link, ("2:1.what", "Två hus planeras."));
        await CloseAsync(world);
        return link;
    }

    private static async Task<string> CheckedAsync(TestWorld world)
    {
        var link = await InvitedAsync(world);
        await world.SaveAsync(link, AllMeasures);
        return $"{link}/granska";
    }

    private static async Task SaveTextAsync(IPage page, string text)
    {
        await page.Locator("[name='2:1.what']").FillAsync(text);
        await page.GetByRole(AriaRole.Button, new() { Name = "Spara", Exact = true }).ClickAsync();
    }

    private static async Task SignAndSubmitAsync(IPage page)
    {
        await page.GetByLabel("Ditt namn").FillAsync("Kim Exempel");
        await page.GetByLabel("Din roll eller befattning").FillAsync("handläggare");
        await SubmitAsync(page);
    }

    private static Task SubmitAsync(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Skicka in" }).ClickAsync();

    private static Task SpoilFormTokenAsync(IPage page) => page.Locator("[name=formular]").EvaluateAsync("field => field.value = 'x'");

    private static Task SendElsewhereAsync(IPage page, string path) => page.Locator("form").EvaluateAsync("(form, path) => form.action = path", path);

    // What a key person does

    private static Task CommentAsync(IPage page, string text) => CommentAsync(page, text, () => Task.CompletedTask);

    private static async Task CommentAsync(IPage page, string text, Func<Task> meanwhile)
    {
        await page.Locator("[name=kommentar]").FillAsync(text);
        await meanwhile();
        await page.GetByRole(AriaRole.Button, new() { Name = "Skicka kommentaren" }).ClickAsync();
    }

    private static async Task CommentWhileOpeningAsync(TestWorld world, IPage page, string form)
    {
        var (id, link) = await DraftedAsync(world);
        await page.GotoAsync($"{link}{form}");
        await CommentAsync(page, "Bra frågor.", () => OpenAsync(world, id));
    }

    private static async Task<string> AfterTheOpeningAsync(TestWorld world)
    {
        var (id, link) = await DraftedAsync(world);
        await OpenAsync(world, id);
        return link;
    }

    // What the coordinator does

    private static async Task<string> DraftAsync(TestWorld world)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"town-{Interlocked.Increment(ref _rounds)}");
        Assert.Equal(HttpStatusCode.Created, (await world.PostAsync("api/rounds", SmallTown.Round.Replace(SmallTown.RoundId, id))).Status);
        return id;
    }

    private static async Task<(string Id, string Link)> DraftedAsync(TestWorld world)
    {
        var id = await DraftAsync(world);
        var (status, text) = await world.PostAsync($"api/rounds/{id}/preview-links", """{"name": "Kim Exempel"}""");
        Assert.Equal(HttpStatusCode.Created, status);
        return (id, new Uri(JsonDocument.Parse(text).RootElement.GetProperty("address").GetString()!).AbsolutePath);
    }

    /// <summary>A minute after the one before, so that the newest mail is about this one.</summary>
    private static async Task OpenAsync(TestWorld world, string id)
    {
        var clock = world.Local.Emulator.VirtualClock!;
        await world.Local.Emulator.AdvanceToAsync(clock.GetUtcNow().AddMinutes(1), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync($"api/rounds/{id}/open", "")).Status);
        await world.Local.Emulator.SettleAsync(TestContext.Current.CancellationToken);
    }

    private static async Task CloseAsync(TestWorld world)
    {
        var rounds = (await world.GetJsonAsync("api/rounds")).EnumerateArray();
        var open = rounds.Single(round => round.GetProperty("state").GetString() == "open").GetProperty("id").GetString();
        Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync($"api/rounds/{open}/close", "")).Status);
        await world.Local.Emulator.SettleAsync(TestContext.Current.CancellationToken);
    }
}
