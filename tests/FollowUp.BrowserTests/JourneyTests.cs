using System.Text.RegularExpressions;

namespace FollowUp.BrowserTests;

/// <summary>From the link in the mail to the receipt, by mouse and by keyboard, with different browser settings.</summary>
public sealed class JourneyTests(Browser browser, TablesFixture storage)
{
    private const string Housing = "housing@town.example";
    private const string Contribution = "Vi lånade ut en lokal.";
    private const string Why = "Inga boenden fanns att hyra.";

    [Fact]
    public Task A_department_answers_by_mouse() => AnswerAsync(ByMouseAsync);

    [Fact]
    public Task A_department_answers_by_keyboard_alone() => AnswerAsync(ByKeyboardAsync);

    [Fact]
    public Task A_department_answers_by_keyboard_alone_in_a_narrow_window() => AnswerAsync(ByKeyboardAsync, Settings.Narrow);

    [Fact]
    public Task A_department_answers_by_keyboard_alone_with_text_at_200_percent() => AnswerAsync(
        async page =>
        {
            await page.WearAlwaysAsync(UserStyles.TextAt200Percent);
            await page.ReloadAsync();
            await ByKeyboardAsync(page);
        },
        onReceipt: "getComputedStyle(document.documentElement).fontSize === '32px'");

    [Fact]
    public Task A_department_answers_without_JavaScript() => AnswerAsync(ByMouseAsync, Settings.WithoutJavaScript);

    [Fact]
    public Task A_department_answers_by_keyboard_alone_without_JavaScript() => AnswerAsync(ByKeyboardAsync, Settings.WithoutJavaScript);

    [Fact]
    public Task A_department_answers_in_forced_colors() =>
        AnswerAsync(ByKeyboardAsync, Settings.ForcedColors, "matchMedia('(forced-colors: active)').matches");

    [Fact]
    public Task A_department_answers_with_reduced_motion() => AnswerAsync(
        ByMouseAsync, Settings.ReducedMotion,
        "matchMedia('(prefers-reduced-motion: reduce)').matches && document.getAnimations().length === 0");

    [Fact]
    public async Task What_belongs_to_a_status_is_asked_when_it_is_chosen()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);

        await browser.VisitAsync(world.Local.Emulator.BaseAddress, async page =>
        {
            await page.GotoAsync($"{world.LinkOf(Housing)}/avsnitt/2");
            var (how, causes) = (Group(page, "Hur görs arbetet?"), Group(page, "Om inget har gjorts: vad beror det på?"));
            await Assertions.Expect(how).ToBeVisibleAsync();
            await page.GetByLabel("Genomförs inte").CheckAsync();
            await Assertions.Expect(how).ToBeHiddenAsync();
            await Assertions.Expect(causes).ToBeVisibleAsync();
            await page.GetByLabel("Pågår").CheckAsync();
            await Assertions.Expect(how).ToBeVisibleAsync();
            await Assertions.Expect(causes).ToBeHiddenAsync();
        });
    }

    /// <param name="onReceipt">A JavaScript condition that must hold on the receipt.</param>
    private async Task AnswerAsync(Func<IPage, Task> answerAsync, Action<BrowserNewContextOptions>? setting = null,
        string? onReceipt = null)
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);

        await browser.VisitAsync(world.Local.Emulator.BaseAddress, async page =>
        {
            await page.GotoAsync(world.LinkOf(Housing));
            await answerAsync(page);
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Tack, svaren har kommit in");
            var receipt = page.GetByRole(AriaRole.Main);
            await Assertions.Expect(receipt).ToContainTextAsync(Contribution);
            await Assertions.Expect(receipt).ToContainTextAsync(Why);
            await Assertions.Expect(receipt).ToContainTextAsync("Kim Exempel (handläggare)");
            Assert.True(onReceipt == null || await page.EvaluateAsync<bool>(onReceipt), onReceipt);
        }, setting);

        Assert.Equal("submitted", await world.StateOfAsync("housing"));
        await world.SettleAsync();
        Assert.Equal(Housing, Assert.Single(world.Mails, mail => mail.Subject.StartsWith("Kvitto", StringComparison.Ordinal)).To);
    }

    private static async Task ByMouseAsync(IPage page)
    {
        await Link(page, "Börja med åtgärd 1:1").ClickAsync();
        await page.GetByLabel("Vad har ni bidragit med?").FillAsync(Contribution);
        await Group(page, "Har den ansvariga enheten involverat er?").GetByLabel("Ja").ClickAsync();
        await Button(page, "Spara och fortsätt").ClickAsync();
        await page.GetByLabel("Genomförs inte").ClickAsync();
        await page.GetByLabel("Varför har det inte blivit av?").FillAsync(Why);
        await Button(page, "Spara och fortsätt").ClickAsync();
        // Each of these pages has such a link, so wait for the link of the next page.
        await page.WaitForURLAsync("**/avsnitt/3?*");
        await Tick(page, 0).ClickAsync();
        await Tick(page, 1).ClickAsync();
        await Button(page, "Spara och fortsätt").ClickAsync();
        await page.WaitForURLAsync("**/avsnitt/4?*");
        await Link(page, "Till översikten").First.ClickAsync();
        await Link(page, "Granska och skicka in").ClickAsync();
        await page.GetByLabel("Ditt namn").FillAsync("Kim Exempel");
        await page.GetByLabel("Din roll eller befattning").FillAsync("handläggare");
        await Button(page, "Skicka in").ClickAsync();
    }

    private static async Task ByKeyboardAsync(IPage page)
    {
        var keyboard = new Keyboard(page);
        await keyboard.FollowAsync(Link(page, "Hoppa till innehållet"));
        await keyboard.FollowAsync(Link(page, "Börja med åtgärd 1:1"));
        await keyboard.TypeAsync(page.GetByLabel("Vad har ni bidragit med?"), Contribution);
        await keyboard.ChooseAsync(Group(page, "Har den ansvariga enheten involverat er?").GetByLabel("Ja"));
        await keyboard.TabToAsync(Button(page, "Spara och gå till översikten"));
        await keyboard.TabBackToAsync(Button(page, "Spara och fortsätt"));
        await keyboard.FollowAsync(Button(page, "Spara och fortsätt"));
        await keyboard.ChooseAsync(page.GetByLabel("Genomförs inte"));
        await keyboard.TypeAsync(page.GetByLabel("Varför har det inte blivit av?"), Why);
        await keyboard.FollowAsync(Button(page, "Spara och gå till översikten"));
        await keyboard.FollowAsync(Link(page, "Fortsätt med ”Verksamhetsplan och redovisning”"));
        for (var column = 0; column < 2; column++)
        {
            await keyboard.TabToAsync(Tick(page, column));
            await page.Keyboard.PressAsync("Space");
        }
        await keyboard.FollowAsync(Button(page, "Spara och gå till översikten"));
        await keyboard.FollowAsync(Link(page, "Granska och skicka in"));
        await keyboard.TypeAsync(page.GetByLabel("Ditt namn"), "Kim Exempel");
        await keyboard.TypeAsync(page.GetByLabel("Din roll eller befattning"), "handläggare");
        await keyboard.FollowAsync(Button(page, "Skicka in"));
    }

    private static ILocator Group(IPage page, string question) => page.GetByRole(AriaRole.Group, new() { Name = question });

    /// <summary>That it is none of the measures, in that column.</summary>
    private static ILocator Tick(IPage page, int column) =>
        page.GetByRole(AriaRole.Checkbox, new() { NameRegex = new Regex("^Ingen ") }).Nth(column);

    private static ILocator Link(IPage page, string name) => page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
