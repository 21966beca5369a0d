namespace FollowUp.BrowserTests;

/// <summary>From the mail's link to the receipt, in the ways in which people use a browser.</summary>
public sealed class JourneyTests(Browser browser, AzuriteFixture azurite)
{
    private const string Housing = "housing@town.example";
    private const string Contribution = "Vi lånade ut en lokal.";

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
    public Task A_department_answers_in_forced_colors() => AnswerAsync(ByKeyboardAsync, Settings.ForcedColors, "matchMedia('(forced-colors: active)').matches");

    [Fact]
    public Task A_department_answers_with_reduced_motion() => AnswerAsync(
        ByMouseAsync, Settings.ReducedMotion, "matchMedia('(prefers-reduced-motion: reduce)').matches && document.getAnimations().length === 0");

    /// <param name="onReceipt">What must be true in the browser in the end, as JavaScript.</param>
    private async Task AnswerAsync(Func<IPage, Task> answerAsync, Action<BrowserNewContextOptions>? setting = null, string? onReceipt = null)
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);

        await browser.VisitAsync(world.Local.Emulator.BaseAddress, async page =>
        {
            await page.GotoAsync(world.LinkOf(Housing));
            await answerAsync(page);
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Tack, svaren har kommit in");
            await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(Contribution);
            await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("Kim Exempel (handläggare)");
            Assert.True(onReceipt == null || await page.EvaluateAsync<bool>(onReceipt), onReceipt);
        }, setting);

        Assert.Equal("partlySubmitted", await world.StateOfAsync("housing"));
    }

    private static async Task ByMouseAsync(IPage page)
    {
        await Field(page).FillAsync(Contribution);
        await Involved(page).ClickAsync();
        await Button(page, "Spara och granska svaren").ClickAsync();
        await page.GetByLabel("Ditt namn").FillAsync("Kim Exempel");
        await page.GetByLabel("Din roll eller befattning").FillAsync("handläggare");
        await Button(page, "Skicka in").ClickAsync();
    }

    private static async Task ByKeyboardAsync(IPage page)
    {
        var keyboard = new Keyboard(page);
        await keyboard.FollowAsync(page.GetByRole(AriaRole.Link, new() { Name = "Hoppa till innehållet" }));
        await keyboard.TypeAsync(Field(page), Contribution);
        await keyboard.ChooseAsync(Involved(page));
        await keyboard.TabToAsync(Button(page, "Spara och granska svaren"));
        await keyboard.TabBackToAsync(Button(page, "Spara"));
        await keyboard.FollowAsync(Button(page, "Spara och granska svaren"));
        await keyboard.TypeAsync(page.GetByLabel("Ditt namn"), "Kim Exempel");
        await keyboard.TypeAsync(page.GetByLabel("Din roll eller befattning"), "handläggare");
        await keyboard.FollowAsync(Button(page, "Skicka in"));
    }

    private static ILocator Measure(IPage page) => page.GetByRole(AriaRole.Region, new() { Name = "1:1 Utbilda personal" });

    private static ILocator Field(IPage page) => Measure(page).GetByRole(AriaRole.Textbox).First;

    private static ILocator Involved(IPage page) => Measure(page).GetByRole(AriaRole.Radio).Last;

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
