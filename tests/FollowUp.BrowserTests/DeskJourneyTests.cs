namespace FollowUp.BrowserTests;

/// <summary>Every act of the coordinator, from the round's page to the confirmation, by mouse and by keyboard alone.</summary>
public sealed class DeskJourneyTests(Browser browser, TablesFixture storage)
{
    private const string Round = "/samordning/omgangar/town-2025";
    private const string Social = $"{Round}/enheter/social";

    /// <summary>
    /// Page, link, button and confirmation, then the fields by their labels: text, a day (2026-03-06), or "x" for a box to tick.
    /// </summary>
    public static TheoryData<bool, string, string, string, string, string[]> Acts { get; } =
        new(new[] { false, true }.SelectMany(byKeyboard => new (string Page, string Link, string Button, string Told, string[] Fields)[]
    {
        (Round, "Påminn alla som inte har skickat in något", "Skicka påminnelsen", "Påminnelserna är på väg.", []),
        (Round, "Förläng svarstiden för alla", "Förläng", "Svarstiden är förlängd för alla.",
            ["Ny sista svarsdag=2026-03-06", "Anledning=Många är sjuka."]),
        (Round, "Pausa omgången", "Pausa", "Omgången är pausad.", ["Anledning=Vi väntar på nämnden."]),
        (Round, "Stäng omgången nu", "Stäng omgången", "Omgången är stängd, och rapporten sammanställs.", ["Ja, stäng omgången nu=x"]),
        (Round, "Avbryt omgången", "Avbryt omgången", "Omgången är avbruten.",
            ["Anledning=Planen är upphävd.", "Ja, avbryt omgången för gott=x"]),
        (Social, "Påminn nu", "Skicka påminnelsen", "Påminnelsen är på väg.", []),
        (Social, "Skicka länken igen", "Skicka länken", "Länken är på väg.", []),
        (Social, "Byt ut en kontakt", "Byt ut kontakten", "Kontakten är utbytt.",
            ["Namn på den nya kontakten=Alex Exempel", "E-postadress=alex@town.example"]),
        (Social, "Ge enheten längre svarstid", "Förläng", "Enheten har fått längre svarstid.",
            ["Ny sista svarsdag=2026-03-06", "Anledning=Ny chef."]),
        (Social, "Undanta enheten från att svara", "Undanta", "Enheten behöver inte svara.", ["Anledning=Nämnden läggs ned."]),
        ($"{Round}/enheter/housing", "Be om komplettering", "Skicka frågan", "Frågan är på väg.",
            ["1:1 Utbilda personal=o", "Frågan till enheten=Vilken lokal var det?"]),
    }.Select(act => new TheoryDataRow<bool, string, string, string, string, string[]>(byKeyboard, act.Page, act.Link, act.Button, act.Told,
        act.Fields))));

    [Theory]
    [MemberData(nameof(Acts))]
    public async Task An_act_is_done(bool byKeyboard, string start, string link, string button, string told, string[] fields)
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        await world.SaveAsync(world.LinkOf("social@town.example"), ("1:2.what", "Foldern är på gång."));
        if (start.EndsWith("housing", StringComparison.Ordinal))
        {
            await world.SubmitAsync(world.LinkOf("housing@town.example"), ("1:1.contribution", "Vi lånade ut en lokal."),
                ("1:1.involved", "yes"));
        }
        await browser.VisitAsync(world.Local.Emulator.BaseAddress, async page =>
        {
            await PageSteps.GoAsync(world, page, start);
            await DoAsync(page, byKeyboard, link, button, fields);
            await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync(told);
        });
    }

    /// <summary>
    /// Acts that need an earlier one: pause and resume, exempt and lift, close and reopen, draft and open.
    /// </summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_done_is_taken_back(bool byKeyboard)
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        await browser.VisitAsync(world.Local.Emulator.BaseAddress, async page =>
        {
            async Task TellsAsync(string told) => await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync(told);
            await PageSteps.GoAsync(world, page, Round);
            await DoAsync(page, byKeyboard, "Pausa omgången", "Pausa", []);
            await TellsAsync("Omgången är pausad.");
            await DoAsync(page, byKeyboard, "Återuppta omgången", "Återuppta", []);
            await TellsAsync("Omgången är återupptagen.");
            await page.GotoAsync(Social);
            await DoAsync(page, byKeyboard, "Undanta enheten från att svara", "Undanta", ["Anledning=Nämnden läggs ned."]);
            await TellsAsync("Enheten behöver inte svara.");
            await DoAsync(page, byKeyboard, "Häv undantaget", "Häv undantaget", []);
            await TellsAsync("Undantaget är hävt.");
            await page.GotoAsync(Round);
            await DoAsync(page, byKeyboard, "Stäng omgången nu", "Stäng omgången", ["Ja, stäng omgången nu=x"]);
            await TellsAsync("Omgången är stängd");
            await world.SettleAsync();
            await page.GotoAsync($"{Round}/rapport");
            await page.Locator("details:has(#bedomning-utebliven) summary").ClickAsync();
            await page.Locator("#bedomning-utebliven").FillAsync("Det är allvarligt.");
            await page.Locator("form:has(#bedomning-utebliven) button").ClickAsync();
            await TellsAsync("Bedömningen är sparad.");
            await page.GotoAsync(Round);
            await DoAsync(page, byKeyboard, "Öppna omgången igen", "Öppna",
                ["Ny sista svarsdag=2026-03-06", "Omgången stängs=2026-03-20", "Anledning=Nämnden vill svara."]);
            await TellsAsync("Omgången är öppen igen.");
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_draft_is_opened(bool byKeyboard)
    {
        await using var world = await TestWorld.StartAsync(storage);
        await world.ImportAsync();
        await world.PostAsync("api/rounds", SmallTown.Round);
        await browser.VisitAsync(world.Local.Emulator.BaseAddress, async page =>
        {
            await PageSteps.GoAsync(world, page, $"{Round}/utkast");
            await DoAsync(page, byKeyboard, "Öppna omgången", "Öppna", ["Ja, jag har gått igenom förhandsvisningen=x"]);
            await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Omgången är öppnad.");
        });
    }

    [Fact]
    public async Task The_board_shows_by_itself_what_has_come_since()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        await browser.VisitAsync(world.Local.Emulator.BaseAddress, async page =>
        {
            await page.Clock.InstallAsync();
            await PageSteps.GoAsync(world, page, Round);
            await Assertions.Expect(page.GetByRole(AriaRole.Cell, new() { Name = "Har svarat delvis" })).ToHaveCountAsync(0);
            await world.SubmitAsync(world.LinkOf("housing@town.example"), ("1:1.contribution", "Vi lånade ut en lokal."),
                ("1:1.involved", "yes"));
            await page.Clock.RunForAsync(61_000);
            await Assertions.Expect(page.GetByRole(AriaRole.Cell, new() { Name = "Har svarat delvis" })).ToHaveCountAsync(1);
        });
    }

    private static async Task DoAsync(IPage page, bool byKeyboard, string link, string button, string[] fields)
    {
        var keyboard = new Keyboard(page);
        var act = page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true });
        // What is rare or cannot be undone is folded away.
        var folded = page.Locator("details.more:not([open]) summary");
        if (!await act.IsVisibleAsync() && await folded.CountAsync() > 0)
        {
            await FollowAsync(folded);
        }
        await FollowAsync(act);
        foreach (var (label, value) in fields.Select(field => field.Split('=', 2)).Select(field => (field[0], field[1])))
        {
            var field = page.GetByLabel(label, new() { Exact = true });
            var fill = (value, byKeyboard) switch
            {
                ("x", true) => keyboard.CheckAsync(field),
                ("o", true) => keyboard.ChooseAsync(field),
                ("x" or "o", false) => field.CheckAsync(),
                (_, true) when value is ['2', '0', '2', '6', '-', ..] => TypeDayAsync(field, value),
                (_, true) => keyboard.TypeAsync(field, value),
                _ => field.FillAsync(value),
            };
            await fill;
        }
        await FollowAsync(page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }));

        Task FollowAsync(ILocator target) => byKeyboard ? keyboard.FollowAsync(target) : target.ClickAsync();

        // Month, day and year, as the browser shows them.
        async Task TypeDayAsync(ILocator field, string day)
        {
            await keyboard.TabToAsync(field);
            await page.Keyboard.TypeAsync($"{day[5..7]}{day[8..]}{day[..4]}");
            Assert.Equal(day, await field.InputValueAsync());
        }
    }
}
