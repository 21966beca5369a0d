using static FollowUp.BrowserTests.PageSteps;

namespace FollowUp.BrowserTests;

/// <summary>The pages of a department.</summary>
internal static class AnswerPageStates
{
    public static IReadOnlyDictionary<string, PageState[]> ByRoute { get; } = new Dictionary<string, PageState[]>
    {
        ["GET svar/{token}"] =
        [
            new("not begun", async (world, page) => await page.GotoAsync(await InvitedAsync(world))),
            new("just saved", async (world, page) =>
            {
                await page.GotoAsync($"{await InvitedAsync(world)}/avsnitt/2");
                await page.Locator(What).FillAsync("Två hus planeras.");
                await PressAsync(page, "Spara och gå till översikten");
            }),
            new("all ready", async (world, page) =>
            {
                var link = await InvitedAsync(world);
                await world.SaveAsync(link, AllMeasures);
                await page.GotoAsync(link);
            }),
            new("all submitted", async (world, page) =>
                await page.GotoAsync(await AfterSubmittingAsync(world, AllMeasures))) { Alone = true },
            new("submitted, then changed", async (world, page) =>
            {
                var link = await AfterSubmittingAsync(world, OneMeasure);
                await world.SaveAsync(link, ("1:1.contribution", "Större lokal."));
                await page.GotoAsync(link);
            }) { Alone = true },
            new("to be completed", async (world, page) => await page.GotoAsync(await AfterReturningAsync(world))) { Alone = true },
            new("handed over, and one handed back", async (world, page) =>
                await page.GotoAsync(await AfterHandingOverAsync(world))) { Alone = true },
            new("late", async (world, page) =>
            {
                var link = await InvitedAsync(world);
                await world.LeapToAsync(new DateOnly(2026, 3, 3), 9);
                await page.GotoAsync(link);
            }) { Alone = true },
            new("closed", async (world, page) => await page.GotoAsync(await AfterTheCloseAsync(world))) { Alone = true },
            new("closed without an answer", async (world, page) =>
            {
                var link = await InvitedAsync(world);
                await CloseAsync(world);
                await page.GotoAsync(link);
            }) { Alone = true },
            new("paused", async (world, page) =>
            {
                var link = await InvitedAsync(world);
                await world.SaveAsync(link, OneMeasure);
                await ActAsync(world, "pause", """{"reason": "Vi rättar en fråga."}""");
                await page.GotoAsync(link);
            }) { Alone = true },
            new("cancelled", async (world, page) =>
            {
                var link = await InvitedAsync(world);
                await ActAsync(world, "cancel", """{"reason": "Planen har upphävts."}""");
                await page.GotoAsync(link);
            }) { Alone = true },
            new("a colleague's", async (world, page) => await page.GotoAsync(await HelpersLinkAsync(world))),
            new("a colleague's, handed back", async (world, page) =>
            {
                await page.GotoAsync(await HelpersLinkAsync(world));
                await page.Locator(What).FillAsync("Två hus planeras.");
                await PressAsync(page, "Spara och lämna tillbaka");
                await PressAsync(page, "Lämna tillbaka ändå");
            }),
            new("unknown link", (_, page) => page.GotoAsync("/svar/unknown")),
        ],
        ["GET svar/{token}/avsnitt/{number:int}"] =
        [
            new("own measure", async (world, page) => await page.GotoAsync($"{await InvitedAsync(world)}/avsnitt/2")),
            new("shared measure", async (world, page) => await page.GotoAsync($"{await InvitedAsync(world)}/avsnitt/1")),
            new("business plan and account", async (world, page) => await page.GotoAsync($"{await InvitedAsync(world)}/avsnitt/3")),
            new("closing questions", async (world, page) => await page.GotoAsync($"{await InvitedAsync(world)}/avsnitt/4")),
            new("answered, after the one before was saved", async (world, page) =>
            {
                var link = await InvitedAsync(world);
                await world.SaveAsync(link, ("2:1.status", "done"), ("2:1.what", "Två hus är byggda."), ("2:1.how", "routine"),
                    ("2:1.resources", "more-needed"));
                await page.GotoAsync($"{link}/avsnitt/1");
                await PressAsync(page, "Spara och fortsätt");
            }),
            new("saved while typing", async (world, page) =>
            {
                await page.GotoAsync($"{await InvitedAsync(world)}/avsnitt/2");
                await page.Locator(What).FillAsync("Två hus planeras.");
                await Assertions.Expect(page.GetByText("Sparat kl.")).ToBeVisibleAsync();
            }),
            new("a personal number while typing", async (world, page) =>
            {
                await page.GotoAsync($"{await InvitedAsync(world)}/avsnitt/2");
                await page.Locator(What).FillAsync("Vi hjälpte 850709-9805.");
                await Assertions.Expect(page.GetByText("Ett svar är inte sparat.")).ToBeVisibleAsync();
            }),
            new("with an earlier answer", async (world, page) =>
            {
                await AfterSubmittingAsync(world, OneMeasure);
                await CloseAsync(world);
                await page.GotoAsync($"{await InvitedAsync(world)}/avsnitt/1");
            }) { Alone = true },
            new("begun from an earlier answer", async (world, page) =>
            {
                await AfterSubmittingAsync(world, OneMeasure);
                await CloseAsync(world);
                await page.GotoAsync($"{await InvitedAsync(world)}/avsnitt/1");
                await page.GetByText("Ändrat", new() { Exact = true }).ClickAsync();
                await Assertions.Expect(page.GetByText("Från förra gången").First).ToBeVisibleAsync();
            }) { Alone = true },
            new("to be completed", async (world, page) =>
                await page.GotoAsync($"{await AfterReturningAsync(world)}/avsnitt/1")) { Alone = true },
            new("handed over", async (world, page) =>
                await page.GotoAsync($"{await AfterHandingOverAsync(world)}/avsnitt/1")) { Alone = true },
            new("closed", async (world, page) => await page.GotoAsync($"{await AfterTheCloseAsync(world)}/avsnitt/1")) { Alone = true },
            new("unknown link", async (world, page) => await page.GotoAsync($"{await InvitedAsync(world)}/avsnitt/99")),
        ],
        ["POST svar/{token}/avsnitt/{number:int}"] =
        [
            new("business plan and account, half done", async (world, page) =>
            {
                await page.GotoAsync($"{await InvitedAsync(world)}/avsnitt/3");
                await page.GetByRole(AriaRole.Checkbox, new() { Name = "2:1 Erbjuda boende" }).First.CheckAsync();
                await PressAsync(page, "Spara och fortsätt");
            }),
            new("incomplete", async (world, page) =>
            {
                await page.GotoAsync($"{await InvitedAsync(world)}/avsnitt/2");
                await page.GetByLabel("Pågår").CheckAsync();
                await PressAsync(page, "Spara och fortsätt");
            }),
            new("too long a text", async (world, page) => await SaveTextAsync(world, page, new string('x', 5001))),
            new("a personal number", async (world, page) => await SaveTextAsync(world, page, "Vi hjälpte 850709-9805.")),
            new("changed by somebody else", async (world, page) =>
            {
                var link = await InvitedAsync(world);
                await page.GotoAsync($"{link}/avsnitt/2");
                await world.SaveAsync(link, ("2:1.what", "Ett hus är byggt."), ("2:1.status", "done"));
                await page.GetByLabel("Pågår").CheckAsync();
                await page.Locator(What).FillAsync("Två hus planeras.");
                await PressAsync(page, "Spara och fortsätt");
            }),
            new("closed while typing", async (world, page) =>
            {
                var link = await InvitedAsync(world);
                await world.SaveAsync(link, OneMeasure);
                await page.GotoAsync($"{link}/avsnitt/2");
                await CloseAsync(world);
                await page.Locator(What).FillAsync("Skrivet i sista stund.");
                await PressAsync(page, "Spara och fortsätt");
            }) { Alone = true },
            new("paused while typing", async (world, page) =>
            {
                await page.GotoAsync($"{await InvitedAsync(world)}/avsnitt/2");
                await ActAsync(world, "pause", "{}");
                await page.Locator(What).FillAsync("Skrivet under tiden.");
                await PressAsync(page, "Spara och fortsätt");
            }) { Alone = true },
            new("a colleague's, empty", async (world, page) =>
            {
                await page.GotoAsync(await HelpersLinkAsync(world));
                await PressAsync(page, "Spara och lämna tillbaka");
            }),
            new("a colleague's, closed while typing", async (world, page) =>
            {
                await page.GotoAsync(await HelpersLinkAsync(world));
                await CloseAsync(world);
                await page.Locator(What).FillAsync("Skrivet i sista stund.");
                await PressAsync(page, "Spara och lämna tillbaka");
            }) { Alone = true },
            new("too much at once", async (world, page) =>
                await SaveTextAsync(world, page, new string('x', 1_500_000), () => Task.CompletedTask)),
            new("a null character", async (world, page) => await SaveTextAsync(world, page, "noll", async () =>
                await page.Locator(What).EvaluateAsync(
                    "field => { const hidden = Object.assign(document.createElement('input'), { type: 'hidden', name: 'x', value: 'a\\0b' "
                    + "}); field.form.append(hidden); }"))),
            new("foreign form", async (world, page) => await SaveTextAsync(world, page, "Två hus planeras.", () =>
                SpoilFormTokenAsync(page))),
            new("unknown link", async (world, page) => await SaveTextAsync(world, page, "Två hus planeras.", () =>
                SendElsewhereAsync(page, "/svar/unknown/avsnitt/1"))),
        ],
        ["GET svar/{token}/avsnitt/{number:int}/lamna-over"] =
        [
            new("with nobody", async (world, page) => await page.GotoAsync($"{await InvitedAsync(world)}/avsnitt/1/lamna-over")),
            new("with a colleague", async (world, page) =>
                await page.GotoAsync($"{await AfterHandingOverAsync(world)}/avsnitt/1/lamna-over")) { Alone = true },
            new("handed back", async (world, page) =>
                await page.GotoAsync($"{await AfterHandingOverAsync(world)}/avsnitt/2/lamna-over")) { Alone = true },
            new("unknown link", (_, page) => page.GotoAsync("/svar/unknown/avsnitt/1/lamna-over")),
        ],
        ["POST svar/{token}/avsnitt/{number:int}/lamna-over"] =
        [
            new("no name and no address", async (world, page) =>
            {
                await page.GotoAsync($"{await InvitedAsync(world)}/avsnitt/1/lamna-over");
                await PressAsync(page, "Skicka länken till kollegan");
            }),
            new("closed", async (world, page) =>
            {
                await page.GotoAsync($"{await InvitedAsync(world)}/avsnitt/1/lamna-over");
                await CloseAsync(world);
                await PressAsync(page, "Skicka länken till kollegan");
            }) { Alone = true },
            new("foreign form", async (world, page) =>
            {
                await page.GotoAsync($"{await InvitedAsync(world)}/avsnitt/1/lamna-over");
                await SpoilFormTokenAsync(page);
                await PressAsync(page, "Skicka länken till kollegan");
            }),
        ],
        ["POST svar/{token}/avsnitt/{number:int}/ta-tillbaka"] =
        [
            new("foreign form", async (world, page) =>
            {
                await page.GotoAsync($"{await AfterHandingOverAsync(world)}/avsnitt/1/lamna-over");
                await page.Locator("[name=formular]").First.EvaluateAsync("field => field.value = 'x'");
                await PressAsync(page, "Ta tillbaka från Robin Exempel");
            }) { Alone = true },
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
            new("to be completed", async (world, page) =>
                await page.GotoAsync($"{await AfterReturningAsync(world)}/granska")) { Alone = true },
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
            new("all submitted", async (world, page) =>
                await page.GotoAsync($"{await AfterSubmittingAsync(world, AllMeasures)}/kvitto/1")) { Alone = true },
            new("some left", async (world, page) =>
                await page.GotoAsync($"{await AfterSubmittingAsync(world, OneMeasure)}/kvitto/1")) { Alone = true },
            new("after the close", async (world, page) =>
                await page.GotoAsync($"{await AfterTheCloseAsync(world)}/kvitto/1")) { Alone = true },
            new("unknown link", async (world, page) => await page.GotoAsync($"{await InvitedAsync(world)}/kvitto/1")),
        ],
        ["GET svar/{token}/utdrag"] =
        [
            new("the extract", async (world, page) => await page.GotoAsync($"{await AfterTheCloseAsync(world)}/utdrag")) { Alone = true },
            new("unknown link", (_, page) => page.GotoAsync("/svar/unknown/utdrag")),
        ],
        ["GET svar/{token}/{*rest:regex([^a-zA-Z0-9/-]|-$)}"] =
        [
            new("unknown link", (_, page) => page.GotoAsync("/svar/unknown/utdrag.")),
        ],
    };
}
