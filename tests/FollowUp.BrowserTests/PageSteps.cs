using System.Globalization;
using System.Net;
using System.Text.Json;
using FollowUp.Coordinator;
using FollowUp.Local;

namespace FollowUp.BrowserTests;

/// <summary>Steps that bring the world and the browser into the states of the pages.</summary>
internal static class PageSteps
{
    public const string Housing = "housing@town.example";
    public const string Board = "board@town.example";
    public const string Robin = "\"Robin Exempel\" <robin@town.example>";
    public const string What = "textarea[name$='.what']";
    public static readonly (string, string)[] OneMeasure = [("1:1.contribution", "Vi lånade ut en lokal."), ("1:1.involved", "yes")];
    public static readonly (string, string)[] AllMeasures =
        [.. OneMeasure, ("2:1.status", "dropped"), ("2:1.what", "Inga boenden fanns."), ("accounts.business-plan-measures", "none"),
            ("accounts.account-measures", "none")];
    private static int _rounds;

    // What the department does

    /// <summary>Opens a new round; the link of the housing company.</summary>
    public static async Task<string> InvitedAsync(TestWorld world)
    {
        await OpenAsync(world, await DraftAsync(world));
        return world.LinkOf(Housing);
    }

    public static async Task<string> AfterSubmittingAsync(TestWorld world, (string, string)[] answers)
    {
        var link = await InvitedAsync(world);
        await world.SubmitAsync(link, answers);
        return link;
    }

    public static async Task<string> AfterTheCloseAsync(TestWorld world)
    {
        var link = await AfterSubmittingAsync(world, OneMeasure);
        await world.SaveAsync(link, ("2:1.what", "Två hus planeras."));
        await CloseAsync(world);
        return link;
    }

    public static async Task<string> CheckedAsync(TestWorld world)
    {
        var link = await InvitedAsync(world);
        await world.SaveAsync(link, AllMeasures);
        return $"{link}/granska";
    }

    /// <summary>Opens a new round, in which the board delegates a section; the colleague's link.</summary>
    public static async Task<string> HelpersLinkAsync(TestWorld world)
    {
        await InvitedAsync(world);
        await DelegateAsync(world, world.LinkOf(Board), 1);
        return world.LinkOf(Robin);
    }

    /// <summary>A colleague has one section and has returned the other.</summary>
    public static async Task<string> AfterHandingOverAsync(TestWorld world)
    {
        var link = await InvitedAsync(world);
        await DelegateAsync(world, link, 2);
        await world.PostFormAsync(await world.OpenAsync(world.LinkOf(Robin)), "aterlamna-anda", ("2:1.what", "Två hus planeras."));
        await DelegateAsync(world, link, 1);
        return link;
    }

    public static async Task DelegateAsync(TestWorld world, string link, int number)
    {
        await world.PostFormAsync(await world.OpenAsync($"{link}/avsnitt/{number}/lamna-over"), null, ("namn", "Robin Exempel"),
            ("epost", "robin@town.example"));
        await world.SettleAsync();
    }

    public static async Task<string> AfterReturningAsync(TestWorld world)
    {
        var link = await AfterSubmittingAsync(world, OneMeasure);
        await ActAsync(world, "departments/housing/return", """{"section": "1:1", "question": "Vilken lokal var det, och hur ofta?"}""");
        return link;
    }

    /// <summary>Presses a button and waits for the next page, which a page that saves by itself opens only after saving.</summary>
    public static async Task PressAsync(IPage page, string button)
    {
        await page.EvaluateAsync("() => { document.documentElement.dataset.left = ''; }");
        await page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("html:not([data-left])")).ToBeAttachedAsync(new() { Timeout = 30_000 });
    }

    /// <summary>Writes in a section of a new round and presses "save and continue".</summary>
    /// <param name="before">
    /// Runs before the button is pressed, without the page's script: the script would keep the text and stay on the page.
    /// </param>
    public static async Task SaveTextAsync(TestWorld world, IPage page, string text, Func<Task>? before = null)
    {
        if (before != null)
        {
            await page.RouteAsync("**/skript/*", route => route.FulfillAsync(new() { ContentType = "text/javascript", Body = "" }));
        }
        await page.GotoAsync($"{await InvitedAsync(world)}/avsnitt/2");
        await page.Locator(What).FillAsync(text);
        await (before?.Invoke() ?? Task.CompletedTask);
        await PressAsync(page, "Spara och fortsätt");
    }

    public static async Task SignAndSubmitAsync(IPage page)
    {
        await page.GetByLabel("Ditt namn").FillAsync("Kim Exempel");
        await page.GetByLabel("Din roll eller befattning").FillAsync("handläggare");
        await SubmitAsync(page);
    }

    public static Task SubmitAsync(IPage page) => PressAsync(page, "Skicka in");

    public static Task SpoilFormTokenAsync(IPage page) => page.Locator("[name=formular]").EvaluateAsync("field => field.value = 'x'");

    public static Task SendElsewhereAsync(IPage page, string path) =>
        page.Locator("form").EvaluateAsync("(form, path) => form.action = path", path);

    // What a key person does

    public static Task CommentAsync(IPage page, string text) => CommentAsync(page, text, () => Task.CompletedTask);

    public static async Task CommentAsync(IPage page, string text, Func<Task> meanwhile)
    {
        await page.Locator("[name=kommentar]").FillAsync(text);
        await meanwhile();
        await page.GetByRole(AriaRole.Button, new() { Name = "Skicka kommentaren" }).ClickAsync();
    }

    public static async Task CommentWhileOpeningAsync(TestWorld world, IPage page, string form)
    {
        var (id, link) = await DraftedAsync(world);
        await page.GotoAsync($"{link}{form}");
        await CommentAsync(page, "Bra frågor.", () => OpenAsync(world, id));
    }

    public static async Task<string> AfterTheOpeningAsync(TestWorld world)
    {
        var (id, link) = await DraftedAsync(world);
        await OpenAsync(world, id);
        return link;
    }

    // What the coordinator does

    /// <summary>Opens a page of the desk, signed in with the role.</summary>
    public static async Task GoAsync(TestWorld world, IPage page, string path, string role = "coordinator")
    {
        await page.SetExtraHTTPHeadersAsync([new(PlatformSignIn.Header, TestWorld.PrincipalHeader("Sam Exempel", role))]);
        await page.GotoAsync(new Uri(world.Local.Emulator.BaseAddress, path).ToString());
    }

    public static string RoundPage(string id) => $"/samordning/omgangar/{id}";

    /// <summary>Opens a new round; its id.</summary>
    public static async Task<string> OpenedAsync(TestWorld world)
    {
        var id = await DraftAsync(world);
        await OpenAsync(world, id);
        return id;
    }

    /// <summary>Opens a new round and performs the act on it; its id.</summary>
    public static async Task<string> ActedAsync(TestWorld world, string act, string body)
    {
        var id = await OpenedAsync(world);
        Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync($"api/rounds/{id}/{act}", body)).Status);
        await world.SettleAsync();
        return id;
    }

    /// <summary>One department has a question to answer, one has saved a draft, and one is exempt; the id of the round.</summary>
    public static async Task<string> HalfwayAsync(TestWorld world)
    {
        var id = await OpenedAsync(world);
        await world.SubmitAsync(world.LinkOf(Housing), OneMeasure);
        await world.SaveAsync(world.LinkOf(Board), ("1:1.what", "Ett utkast."));
        foreach (var (act, body) in new[] { ("housing/return", """{"section": "1:1", "question": "Vilken lokal var det?"}"""),
            ("social/exempt", """{"reason": "Nämnden läggs ned."}"""),
            ("board/extend", """{"reason": "Ny chef.", "deadline": "2026-03-06"}""") })
        {
            Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync($"api/rounds/{id}/departments/{act}", body)).Status);
        }
        await world.SettleAsync();
        return id;
    }

    public static async Task ImportAsync(TestWorld world, IPage page, string path, string text, string button)
    {
        await GoAsync(world, page, path);
        await page.Locator("textarea").FillAsync(text);
        await PressAsync(page, button);
    }

    /// <summary>Sends a spreadsheet that an officer made.</summary>
    public static async Task SendWorkbookAsync(TestWorld world, IPage page, string path, string name)
    {
        await GoAsync(world, page, path);
        await page.Locator("input[type=file]").SetInputFilesAsync(
            Path.Combine(Repository.Root, "tests/FollowUp.Tests/Imports/as-officers-save-them", $"{name}.xlsx"));
        await PressAsync(page, "Läs in");
    }

    /// <summary>Imports a register without the departments of the present one, and confirms that they go.</summary>
    public static async Task ReplaceRegisterAsync(TestWorld world, IPage page, string register)
    {
        await ImportAsync(world, page, "/samordning/enheter", register, "Läs in");
        await page.Locator("#forsvinner").CheckAsync();
        await PressAsync(page, "Läs in");
    }

    public static async Task ChangeWhileAsync(TestWorld world, IPage page, Func<string, Task> meanwhile)
    {
        var id = await DraftAsync(world);
        await GoAsync(world, page, $"/samordning/omgangar/{id}/utkast/andra");
        await page.Locator("#titel").FillAsync("Uppföljning av det förra året");
        await meanwhile(id);
        await PressAsync(page, "Spara ändringarna");
    }

    public static async Task<string> DraftAsync(TestWorld world)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"town-{Interlocked.Increment(ref _rounds)}");
        Assert.Equal(HttpStatusCode.Created, (await world.PostAsync("api/rounds", SmallTown.Round.Replace(SmallTown.RoundId, id))).Status);
        return id;
    }

    public static async Task<(string Id, string Link)> DraftedAsync(TestWorld world)
    {
        var id = await DraftAsync(world);
        var (status, text) = await world.PostAsync($"api/rounds/{id}/preview-links", """{"name": "Kim Exempel"}""");
        Assert.Equal(HttpStatusCode.Created, status);
        return (id, new Uri(JsonDocument.Parse(text).RootElement.GetProperty("address").GetString()!).AbsolutePath);
    }

    /// <summary>Opens the round a minute after the previous one, so that its mails are the newest.</summary>
    public static async Task OpenAsync(TestWorld world, string id)
    {
        var clock = world.Local.Emulator.VirtualClock!;
        await world.Local.Emulator.AdvanceToAsync(clock.GetUtcNow().AddMinutes(1), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync($"api/rounds/{id}/open", "")).Status);
        await world.SettleAsync();
    }

    public static Task CloseAsync(TestWorld world) => ActAsync(world, "close", "");

    /// <summary>Performs the act on the only open round.</summary>
    public static async Task ActAsync(TestWorld world, string act, string body)
    {
        var rounds = (await world.GetJsonAsync("api/rounds")).EnumerateArray();
        var open = rounds.Single(round => round.GetProperty("state").GetString() == "open").GetProperty("id").GetString();
        var (status, text) = await world.PostAsync($"api/rounds/{open}/{act}", body);
        Assert.True(status is HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.Accepted, text);
        await world.SettleAsync();
    }
}
