using System.Text.RegularExpressions;

namespace FollowUp.BrowserTests;

/// <summary>No typed text is lost when something else happens meanwhile.</summary>
public sealed class TypingTests(Browser browser, TablesFixture storage)
{
    private const string Board = "board@town.example";
    private const string Deputy = "board.deputy@town.example";
    private const string Typed = "Kursen är köpt, och de första har gått den.";

    [Fact]
    public Task What_is_typed_is_saved_without_a_button() => TypeAsync(async (world, page) =>
    {
        await What(page).FillAsync(Typed);
        await SavedAsync(page);

        Assert.Contains(Typed, await StoredAsync(world));
    });

    [Fact]
    public Task A_fault_is_shown_at_its_field_until_it_is_corrected() => TypeAsync(async (world, page) =>
    {
        await What(page).FillAsync("Vi hjälpte 850709-9805.");
        await Assertions.Expect(page.GetByText("Ett svar är inte sparat.")).ToBeVisibleAsync();
        await Assertions.Expect(What(page)).ToHaveAccessibleDescriptionAsync(new Regex(@"850709-••••.* Ta bort numret\."));
        await Assertions.Expect(What(page)).ToHaveAttributeAsync("aria-invalid", "true");

        await What(page).FillAsync(Typed);
        await SavedAsync(page);

        await Assertions.Expect(page.GetByText("Ta bort numret.")).ToBeHiddenAsync();
        await Assertions.Expect(What(page)).Not.ToHaveAttributeAsync("aria-invalid", "true");
        Assert.Contains(Typed, await StoredAsync(world));
    });

    [Fact]
    public Task A_lost_connection_keeps_the_text_on_the_page_until_it_is_back() => TypeAsync(async (world, page) =>
    {
        await page.Context.SetOfflineAsync(true);
        await What(page).FillAsync(Typed);
        await Assertions.Expect(page.GetByText("Ingen kontakt just nu.")).ToBeVisibleAsync();
        // The button does not leave the page without a connection either.
        await Button(page).ClickAsync();
        await Assertions.Expect(What(page)).ToHaveValueAsync(Typed);
        Assert.DoesNotContain(Typed, await StoredAsync(world));

        await page.Context.SetOfflineAsync(false);
        await SavedAsync(page);

        Assert.Contains(Typed, await StoredAsync(world));
        await Assertions.Expect(page.GetByText("Ingen kontakt just nu.")).ToBeHiddenAsync();
    });

    [Fact]
    public Task A_save_that_was_done_but_whose_answer_was_lost_is_no_conflict_with_oneself() => TypeAsync(async (world, page) =>
    {
        var lost = new TaskCompletionSource();
        await page.RouteAsync("**/avsnitt/*", async route =>
        {
            await route.FetchAsync();
            await route.AbortAsync("connectionreset");
            lost.TrySetResult();
        }, new() { Times = 1 });
        await What(page).FillAsync("Kursen är köpt");
        await lost.Task;
        await What(page).FillAsync(Typed);

        await SavedAsync(page);
        await Button(page).ClickAsync();

        // The page continues to the answer that is still missing.
        await Assertions.Expect(page.GetByText("Svaret är inte klart att skicka in")).ToBeVisibleAsync();
        Assert.Contains(Typed, await StoredAsync(world));
    });

    [Fact]
    public Task A_server_that_goes_down_while_somebody_types_finds_the_text_when_it_is_back() => TypeAsync(async (world, page) =>
    {
        await world.StopAsync();
        await What(page).FillAsync(Typed);
        await Assertions.Expect(page.GetByText("Ingen kontakt just nu.")).ToBeVisibleAsync();

        await world.StartAgainAsync();
        await SavedAsync(page);

        Assert.Contains(Typed, await StoredAsync(world));
    });

    [Fact]
    public Task Leaving_with_text_that_is_not_saved_is_asked_about() => TypeAsync(async (_, page) =>
    {
        var asked = new TaskCompletionSource<string>();
        page.Dialog += async (_, dialog) =>
        {
            await dialog.DismissAsync();
            asked.TrySetResult(dialog.Type);
        };
        await page.Context.SetOfflineAsync(true);
        await What(page).PressSequentiallyAsync(Typed);

        await page.GetByRole(AriaRole.Link, new() { Name = "Till översikten" }).ClickAsync();

        Assert.Equal("beforeunload", await asked.Task);
        await Assertions.Expect(What(page)).ToHaveValueAsync(Typed);
        await page.Context.SetOfflineAsync(false);
        await SavedAsync(page);
    });

    [Fact]
    public Task A_round_that_closes_while_somebody_types_gives_the_text_back() => TypeAsync(async (world, page) =>
    {
        await What(page).FillAsync("Kursen är köpt.");
        await SavedAsync(page);
        await world.PostAsync($"api/rounds/{SmallTown.RoundId}/close", "");
        await What(page).FillAsync(Typed);
        await Assertions.Expect(page.GetByText("Uppföljningen är stängd, så texten sparas inte.")).ToBeVisibleAsync();

        await Button(page).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Uppföljningen är stängd");
        await Assertions.Expect(page.GetByText(Typed)).ToBeVisibleAsync();
    });

    [Fact]
    public Task A_link_that_is_taken_back_while_somebody_types_leaves_the_text_on_the_page() => TypeAsync(async (world, page) =>
    {
        var owner = world.LinkOf(Board);
        await world.PostFormAsync(await world.OpenAsync($"{owner}/avsnitt/1/lamna-over"), null, ("namn", "Robin Exempel"),
            ("epost", "robin@town.example"));
        await world.SettleAsync();
        await page.GotoAsync(world.LinkOf("\"Robin Exempel\" <robin@town.example>"));
        await world.PostFormAsync(await world.OpenAsync($"{owner}/avsnitt/1/lamna-over"), null);

        await What(page).FillAsync(Typed);
        await page.GetByRole(AriaRole.Button, new() { Name = "Spara och lämna tillbaka" }).ClickAsync();

        await Assertions.Expect(page.GetByText("Det gick inte att spara. Kopiera texten innan sidan stängs")).ToBeVisibleAsync();
        await Assertions.Expect(What(page)).ToHaveValueAsync(Typed);
    });

    [Fact]
    public Task What_somebody_else_writes_meanwhile_in_another_question_stays() => TypeAsync(async (world, page) =>
    {
        const string Theirs = "En halv tjänst behövs.";
        await What(page).FillAsync("Kursen");
        await SavedAsync(page);
        await world.SaveAsync(world.LinkOf(Deputy), ("1:1.resource-need", Theirs));
        await What(page).FillAsync("Kursen är köpt");
        await UntilStoredAsync(world, "Kursen är köpt");
        await What(page).FillAsync(Typed);
        await UntilStoredAsync(world, Typed);

        Assert.Contains(Theirs, await StoredAsync(world));
    });

    [Fact]
    public Task Two_who_type_in_the_same_field_see_both_texts_and_one_chooses() => TypeAsync(async (world, page) =>
    {
        const string Theirs = "Vi har bytt kurs.";
        await What(page).FillAsync("Kursen");
        await SavedAsync(page);
        await browser.VisitAsync(world.Local.Emulator.BaseAddress, async other =>
        {
            await other.GotoAsync($"{world.LinkOf(Deputy)}/avsnitt/1");
            await Assertions.Expect(What(other)).ToHaveValueAsync("Kursen");
            await What(other).FillAsync(Theirs);
            await SavedAsync(other);
        });

        await What(page).FillAsync(Typed);
        await Assertions.Expect(page.GetByText("Någon annan har ändrat samma svar.")).ToBeVisibleAsync();
        Assert.Contains(Theirs, await StoredAsync(world));
        await Button(page).ClickAsync();

        await Assertions.Expect(page.GetByText($"Sparat av någon annan: {Theirs}")).ToBeVisibleAsync();
        await Assertions.Expect(What(page)).ToHaveValueAsync(Typed);
        await page.GetByLabel("Mitt svar, som är ifyllt nedan.").CheckAsync();
        await SavedAsync(page);
        Assert.Contains(Typed, await StoredAsync(world));
    });

    private async Task TypeAsync(Func<TestWorld, IPage, Task> typeAsync)
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        await browser.VisitAsync(world.Local.Emulator.BaseAddress, async page =>
        {
            await page.GotoAsync($"{world.LinkOf(Board)}/avsnitt/1");
            await typeAsync(world, page);
        }, faults: true);
    }

    private static ILocator What(IPage page) => page.GetByLabel("Vad har ni gjort");

    private static ILocator Button(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Spara och fortsätt", Exact = true });

    private static Task SavedAsync(IPage page) =>
        Assertions.Expect(page.GetByText("Sparat kl.")).ToBeVisibleAsync(new() { Timeout = 60_000 });

    private static async Task UntilStoredAsync(TestWorld world, string text)
    {
        // Each poll is a request; the page waits a second and a half before it saves.
        for (var looks = 0; !(await StoredAsync(world)).Contains(text); looks++)
        {
            Assert.True(looks < 2_000, $"'{text}' was not saved.");
        }
    }

    /// <summary>The page as the deputy opens it on another device.</summary>
    private static async Task<string> StoredAsync(TestWorld world) => (await world.OpenAsync($"{world.LinkOf(Deputy)}/avsnitt/1")).Html;
}
