using System.Globalization;
using System.Net;
using System.Text.Json;
using FollowUp.Coordinator;
using FollowUp.Local;
using FollowUp.Local.Emulator;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.BrowserTests;

/// <summary>A state that a page can be in.</summary>
/// <param name="Name">The same name on several routes is the same page, also where one says more than the other.</param>
/// <param name="ReachAsync">Brings the world into the state and the browser to the page.</param>
internal sealed record PageState(string Name, Func<TestWorld, IPage, Task> ReachAsync)
{
    /// <summary>Whether it is seen before anybody has taken in a register or a plan.</summary>
    public bool Empty { get; init; }

    /// <summary>Whether it changes other rounds too (the clock, what was answered the last time), and so has a world of its own.</summary>
    public bool Alone { get; init; }
}

/// <summary>Every page that anybody can open, in all its states. A route that is missing here fails a test.</summary>
internal static class PageStates
{
    private const string Housing = "housing@town.example";
    private const string Board = "board@town.example";
    private const string Robin = "\"Robin Exempel\" <robin@town.example>";
    private const string What = "textarea[name$='.what']";
    private static readonly (string, string)[] OneMeasure = [("1:1.contribution", "Vi lånade ut en lokal."), ("1:1.involved", "yes")];
    private static readonly (string, string)[] AllMeasures =
        [.. OneMeasure, ("2:1.status", "dropped"), ("2:1.what", "Inga boenden fanns.")];
    private static int _rounds;

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
            new("closing questions", async (world, page) => await page.GotoAsync($"{await InvitedAsync(world)}/avsnitt/3")),
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
            new("to be completed", async (world, page) =>
                await page.GotoAsync($"{await AfterReturningAsync(world)}/avsnitt/1")) { Alone = true },
            new("handed over", async (world, page) =>
                await page.GotoAsync($"{await AfterHandingOverAsync(world)}/avsnitt/1")) { Alone = true },
            new("closed", async (world, page) => await page.GotoAsync($"{await AfterTheCloseAsync(world)}/avsnitt/1")) { Alone = true },
            new("unknown link", async (world, page) => await page.GotoAsync($"{await InvitedAsync(world)}/avsnitt/99")),
        ],
        ["POST svar/{token}/avsnitt/{number:int}"] =
        [
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
        ["GET tillganglighet"] = [new("the statement", (_, page) => page.GotoAsync("/tillganglighet"))],
        ["GET personuppgifter"] = [new("the notice", (_, page) => page.GotoAsync("/personuppgifter"))],
        ["GET tillganglighet/synpunkter"] = [new("empty", (_, page) => page.GotoAsync("/tillganglighet/synpunkter"))],
        ["POST tillganglighet/synpunkter"] =
        [
            new("nothing written", async (_, page) =>
            {
                await page.GotoAsync("/tillganglighet/synpunkter");
                await page.Locator("main button").ClickAsync();
            }),
            new("foreign form", async (_, page) =>
            {
                await page.GotoAsync("/tillganglighet/synpunkter");
                await SpoilFormTokenAsync(page);
                await page.Locator("main button").ClickAsync();
            }),
            new("too many today", async (_, page) =>
            {
                await page.GotoAsync("/tillganglighet/synpunkter");
                for (var sent = 0; sent <= 20; sent++)
                {
                    await page.GotoAsync("/tillganglighet/synpunkter");
                    await page.Locator("textarea").FillAsync("Knappen syns inte.");
                    await page.Locator("main button").ClickAsync();
                }
            }) { Alone = true },
        ],
        ["GET tillganglighet/synpunkter/{number}"] =
        [
            new("received", async (_, page) =>
            {
                await page.GotoAsync("/tillganglighet/synpunkter");
                await page.Locator("textarea").FillAsync("Knappen syns inte.");
                await page.Locator("main button").ClickAsync();
            }),
            new("unknown case", (_, page) => page.GotoAsync("/tillganglighet/synpunkter/x")),
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
        ["GET samordning"] =
        [
            new("nothing there", (world, page) => GoAsync(world, page, "/samordning")) { Alone = true, Empty = true },
            new("with rounds", async (world, page) =>
            {
                await InvitedAsync(world);
                await DraftAsync(world);
                await GoAsync(world, page, "/samordning");
            }),
            new("a reader's", (world, page) => GoAsync(world, page, "/samordning", "reader")),
            new("no role", (world, page) => GoAsync(world, page, "/samordning", "somebody")),
            new("unreadable sign-in", async (_, page) =>
            {
                await page.SetExtraHTTPHeadersAsync([new(PlatformSignIn.Header, "x")]);
                await page.GotoAsync("/samordning");
            }),
        ],
        ["GET samordning/planer"] = [new("with a plan", (world, page) => GoAsync(world, page, "/samordning/planer")),
            new("a reader's", (world, page) => GoAsync(world, page, "/samordning/planer", "reader"))],
        ["POST samordning/planer"] =
        [
            new("nothing sent", (world, page) => ImportAsync(world, page, "/samordning/planer", "", "Läs in")),
            new("with faults", (world, page) => ImportAsync(world, page, "/samordning/planer",
                SmallTown.Plan.Replace("[Bostadsbolaget]", "[Bostadsbolget]"), "Läs in")),
            new("checked", (world, page) => ImportAsync(world, page, "/samordning/planer", SmallTown.Plan.Replace("\"1:2\"", "\"1:4\""),
                "Granska")),
            new("a reader's act", async (world, page) =>
            {
                await GoAsync(world, page, "/samordning/planer");
                await page.Locator("textarea").FillAsync("plan: town");
                await page.SetExtraHTTPHeadersAsync([new(PlatformSignIn.Header, TestWorld.PrincipalHeader("Sam Exempel", "reader"))]);
                await PressAsync(page, "Läs in");
            }),
            new("signed out", async (world, page) =>
            {
                await GoAsync(world, page, "/samordning/planer");
                await page.Locator("textarea").FillAsync("plan: town");
                await page.SetExtraHTTPHeadersAsync([]);
                await PressAsync(page, "Läs in");
            }),
            new("old form", async (world, page) =>
            {
                await GoAsync(world, page, "/samordning/planer");
                await SpoilFormTokenAsync(page);
                await PressAsync(page, "Läs in");
            }),
        ],
        ["GET samordning/planer/{id}"] =
        [
            new("just imported", (world, page) => ImportAsync(world, page, "/samordning/planer", SmallTown.Plan, "Läs in")),
            new("directions", async (world, page) =>
            {
                await ReplaceRegisterAsync(world, page, Repository.Seed("departments/linkoping.yaml"));
                await ImportAsync(world, page, "/samordning/planer", Repository.Seed("plans/linkoping-inriktningar-2024.yaml"), "Läs in");
            }) { Alone = true },
            new("unknown plan", (world, page) => GoAsync(world, page, "/samordning/planer/unknown")),
        ],
        ["GET samordning/enheter"] =
        [
            new("the register", (world, page) => GoAsync(world, page, "/samordning/enheter")),
            new("just imported", (world, page) => ReplaceRegisterAsync(world, page,
                Repository.Seed("departments/sodertalje.yaml"))) { Alone = true },
        ],
        ["POST samordning/enheter"] =
        [
            new("with faults", (world, page) => ImportAsync(world, page, "/samordning/enheter",
                SmallTown.Departments.Replace("nämnd", "namnd"), "Läs in")),
            new("without what is there now", (world, page) =>
                ImportAsync(world, page, "/samordning/enheter", SmallTown.Departments.Replace("id: housing", "id: homes"), "Läs in")),
        ],
        ["GET samordning/enheter/{id}"] =
        [
            new("contacts", (world, page) => GoAsync(world, page, "/samordning/enheter/board")),
            new("a reader's", (world, page) => GoAsync(world, page, "/samordning/enheter/board", "reader")),
            new("unknown department", (world, page) => GoAsync(world, page, "/samordning/enheter/unknown")),
        ],
        ["POST samordning/enheter/{id}"] =
        [
            new("with faults", async (world, page) =>
            {
                await GoAsync(world, page, "/samordning/enheter/board");
                await page.Locator("#kontakt-0-epost").FillAsync("ingen adress");
                await page.Locator("#kontakt-3-namn").FillAsync("Kim Exempel");
                await PressAsync(page, "Spara kontakterna");
            }),
            new("changed by somebody else", async (world, page) =>
            {
                await GoAsync(world, page, "/samordning/enheter/board");
                world.SignIn();
                await world.PostFormAsync(await world.OpenAsync("/samordning/enheter/board"), null,
                    ("kontakt-3-epost", "hennes@town.example"));
                await page.Locator("#kontakt-0-epost").FillAsync("min@town.example");
                await PressAsync(page, "Spara kontakterna");
            }) { Alone = true },
        ],
        ["GET samordning/ny-omgang"] =
        [
            new("filled with the usual", (world, page) => GoAsync(world, page, "/samordning/ny-omgang")),
            new("without a plan", (world, page) => GoAsync(world, page, "/samordning/ny-omgang")) { Alone = true, Empty = true },
        ],
        ["POST samordning/ny-omgang"] =
        [
            new("with faults", async (world, page) =>
            {
                await GoAsync(world, page, "/samordning/ny-omgang");
                await page.Locator("#titel").FillAsync("");
                await page.Locator("#planer").UncheckAsync();
                await page.Locator("#stangs").FillAsync("2026-01-31");
                await page.Locator("#dnr").FillAsync(new string('x', 201));
                await page.Locator("#steg-0-slag").SelectOptionAsync("");
                await page.Locator("#steg-1-dagar").FillAsync("tre");
                await PressAsync(page, "Spara och se enkäterna");
            }),
        ],
        ["GET samordning/omgangar/{id}/utkast"] =
        [
            new("just made", async (world, page) =>
            {
                await GoAsync(world, page, "/samordning/ny-omgang");
                await PressAsync(page, "Spara och se enkäterna");
            }),
            new("with links, a comment and a newer plan", async (world, page) =>
            {
                var (id, link) = await DraftedAsync(world);
                await world.PostFormAsync(await world.OpenAsync(link), null, ("kommentar", "Bra frågor."));
                Assert.Equal(HttpStatusCode.OK,
                    (await world.PostAsync("api/plans", SmallTown.Plan.Replace("Sprida information", "Sprida kunskap"))).Status);
                await GoAsync(world, page, $"/samordning/omgangar/{id}/utkast");
            }) { Alone = true },
            new("a reader's", async (world, page) => await GoAsync(world, page, $"/samordning/omgangar/{await DraftAsync(world)}/utkast",
                "reader")),
            new("unknown round", (world, page) => GoAsync(world, page, "/samordning/omgangar/unknown/utkast")),
        ],
        ["GET samordning/omgangar/{id}/utkast/andra"] =
            [new("as it stands", async (world, page) => await GoAsync(world, page,
            $"/samordning/omgangar/{await DraftAsync(world)}/utkast/andra"))],
        ["POST samordning/omgangar/{id}/utkast/andra"] =
        [
            new("changed by somebody else", (world, page) => ChangeWhileAsync(world, page, async id =>
            {
                world.SignIn("Kim Exempel");
                await world.PostFormAsync(await world.OpenAsync($"/samordning/omgangar/{id}/utkast/andra"), null, ("sista", "2026-02-20"));
            })) { Alone = true },
            new("opened meanwhile", (world, page) => ChangeWhileAsync(world, page, id => OpenAsync(world, id))) { Alone = true },
        ],
        ["GET samordning/omgangar/{id}/utkast/enheter/{departmentId}"] =
        [
            new("the form", async (world, page) => await GoAsync(world, page,
                $"/samordning/omgangar/{await DraftAsync(world)}/utkast/enheter/social")),
            new("not asked", async (world, page) => await GoAsync(world, page,
                $"/samordning/omgangar/{await DraftAsync(world)}/utkast/enheter/unknown")),
        ],
        ["POST samordning/omgangar/{id}/utkast/lankar"] =
        [
            new("no name", async (world, page) =>
            {
                await GoAsync(world, page, $"/samordning/omgangar/{await DraftAsync(world)}/utkast");
                await PressAsync(page, "Skapa en länk");
            }),
        ],
        ["POST samordning/omgangar/{id}/utkast/lankar/ta-tillbaka"] =
        [
            new("unknown person", async (world, page) =>
            {
                await GoAsync(world, page, $"/samordning/omgangar/{(await DraftedAsync(world)).Id}/utkast");
                await page.Locator("[type=hidden][name=nyckelperson]").EvaluateAsync("field => field.value = 'x'");
                await PressAsync(page, "Återkalla länken till Kim Exempel");
            }),
        ],
        ["GET samordning/omgangar/{id}"] =
        [
            new("open", async (world, page) => await GoAsync(world, page, RoundPage(await OpenedAsync(world)))),
            new("with answers, drafts, questions and an exemption", async (world, page) =>
                await GoAsync(world, page, RoundPage(await HalfwayAsync(world)))) { Alone = true },
            new("of which something was just done", async (world, page) =>
            {
                await GoAsync(world, page, $"{RoundPage(await OpenedAsync(world))}/gor/pausa");
                await PressAsync(page, "Pausa");
            }),
            new("sorted and filtered", async (world, page) =>
                await GoAsync(world, page, $"{RoundPage(await OpenedAsync(world))}?visa=saknas&sortera=lage")),
            new("past its deadline", async (world, page) =>
            {
                var id = await HalfwayAsync(world);
                await world.AdvanceToAsync(new DateOnly(2026, 3, 3), 9);
                await GoAsync(world, page, RoundPage(id));
            }) { Alone = true },
            new("closed", async (world, page) => await GoAsync(world, page, RoundPage(await ActedAsync(world, "close", "")))),
            new("cancelled", async (world, page) => await GoAsync(world, page,
                RoundPage(await ActedAsync(world, "cancel", """{"reason": "Planen har upphävts."}""")))),
            new("a reader's", async (world, page) => await GoAsync(world, page, RoundPage(await OpenedAsync(world)), "reader")),
            new("unknown round", (world, page) => GoAsync(world, page, RoundPage("unknown"))),
        ],
        ["GET samordning/omgangar/{id}/gor/{act}"] =
        [
            new("open it", async (world, page) => await GoAsync(world, page, $"{RoundPage(await DraftAsync(world))}/gor/oppna")),
            .. new[] { "paminn-alla", "forlang", "pausa", "stang", "avbryt" }
                .Select(act => new PageState(act, async (world, page) =>
                    await GoAsync(world, page, $"{RoundPage(await OpenedAsync(world))}/gor/{act}"))),
            new("ateruppta", async (world, page) => await GoAsync(world, page,
                $"{RoundPage(await ActedAsync(world, "pause", ""))}/gor/ateruppta")),
            new("oppna-igen", async (world, page) => await GoAsync(world, page,
                $"{RoundPage(await ActedAsync(world, "close", ""))}/gor/oppna-igen")),
            new("impossible", async (world, page) => await GoAsync(world, page, $"{RoundPage(await OpenedAsync(world))}/gor/ateruppta")),
            new("no such act", async (world, page) => await GoAsync(world, page, $"{RoundPage(await OpenedAsync(world))}/gor/annat")),
        ],
        ["POST samordning/omgangar/{id}/gor/{act}"] =
        [
            new("without a reason", async (world, page) =>
            {
                await GoAsync(world, page, $"{RoundPage(await OpenedAsync(world))}/gor/forlang");
                await PressAsync(page, "Förläng");
            }),
            new("not confirmed", async (world, page) =>
            {
                await GoAsync(world, page, $"{RoundPage(await OpenedAsync(world))}/gor/stang");
                await PressAsync(page, "Stäng omgången");
            }),
            new("impossible by now", async (world, page) =>
            {
                var id = await OpenedAsync(world);
                await GoAsync(world, page, $"{RoundPage(id)}/gor/pausa");
                await page.GetByLabel("Anledning").FillAsync("Vi väntar på nämnden.");
                Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync($"api/rounds/{id}/close", "")).Status);
                await PressAsync(page, "Pausa");
            }),
        ],
        ["GET samordning/omgangar/{id}/enheter/{departmentId}"] =
        [
            new("invited", async (world, page) => await GoAsync(world, page, $"{RoundPage(await OpenedAsync(world))}/enheter/board")),
            new("with answers and a question", async (world, page) =>
            {
                await GoAsync(world, page, $"{RoundPage(await HalfwayAsync(world))}/enheter/housing");
                await page.EvaluateAsync("document.querySelectorAll('details').forEach(details => details.open = true)");
            }) { Alone = true },
            new("exempt", async (world, page) => await GoAsync(world, page,
                $"{RoundPage(await HalfwayAsync(world))}/enheter/social")) { Alone = true },
            new("not asked", async (world, page) => await GoAsync(world, page, $"{RoundPage(await OpenedAsync(world))}/enheter/unknown")),
        ],
        ["GET samordning/omgangar/{id}/enheter/{departmentId}/gor/{act}"] =
        [
            .. new[] { "paminn", "lank", "kontakt", "forlang-enhet", "undanta" }
                .Select(act => new PageState(act, async (world, page) =>
                    await GoAsync(world, page, $"{RoundPage(await OpenedAsync(world))}/enheter/board/gor/{act}"))),
            new("komplettera", async (world, page) => await GoAsync(world, page,
                $"{RoundPage(await HalfwayAsync(world))}/enheter/housing/gor/komplettera?section=1:1")) { Alone = true },
            new("hav-undantag", async (world, page) => await GoAsync(world, page,
                $"{RoundPage(await HalfwayAsync(world))}/enheter/social/gor/hav-undantag")) { Alone = true },
            new("impossible", async (world, page) => await GoAsync(world, page,
                $"{RoundPage(await OpenedAsync(world))}/enheter/board/gor/hav-undantag")),
        ],
        ["POST samordning/omgangar/{id}/enheter/{departmentId}/gor/{act}"] =
        [
            new("not an address", async (world, page) =>
            {
                await GoAsync(world, page, $"{RoundPage(await OpenedAsync(world))}/enheter/board/gor/kontakt");
                await page.Locator("#email").EvaluateAsync("field => field.type = 'text'");
                await page.Locator("#email").FillAsync("ingen adress");
                await PressAsync(page, "Byt ut kontakten");
            }),
            new("without a question", async (world, page) =>
            {
                await GoAsync(world, page, $"{RoundPage(await HalfwayAsync(world))}/enheter/housing/gor/komplettera");
                await PressAsync(page, "Skicka frågan");
            }) { Alone = true },
        ],
        ["GET samordning/omgangar/{id}/handelser"] =
        [
            new("all", async (world, page) => await GoAsync(world, page,
                $"{RoundPage(await HalfwayAsync(world))}/handelser")) { Alone = true },
            new("none of them", async (world, page) => await GoAsync(world, page,
                $"{RoundPage(await OpenedAsync(world))}/handelser?enhet=board&vad=Submitted")),
        ],
        ["GET samordning/omgangar/{id}/brev"] =
        [
            new("all letters", async (world, page) => await GoAsync(world, page,
                $"{RoundPage(await HalfwayAsync(world))}/brev?enhet=housing")) { Alone = true },
            new("before the opening", async (world, page) => await GoAsync(world, page, $"{RoundPage(await DraftAsync(world))}/brev")),
        ],
        ["GET samordning/omgangar/{id}/rapport"] =
        [
            new("before the close", async (world, page) => await GoAsync(world, page, $"{RoundPage(await OpenedAsync(world))}/rapport")),
            new("after the close", async (world, page) =>
            {
                await GoAsync(world, page, $"{RoundPage(await ActedAsync(world, "close", ""))}/rapport");
                await page.EvaluateAsync("document.querySelectorAll('details').forEach(details => details.open = true)");
            }),
        ],
        ["POST samordning/omgangar/{id}/rapport/bedomning/{chapter}"] =
        [
            new("written by somebody else meanwhile", async (world, page) =>
            {
                var id = await ActedAsync(world, "close", "");
                await GoAsync(world, page, $"{RoundPage(id)}/rapport");
                await page.Locator("details:has(#bedomning-utebliven) summary").ClickAsync();
                await page.Locator("#bedomning-utebliven").FillAsync("Det är inte så farligt.");
                using var answer = await world.Local.Coordinator.PutAsync($"api/rounds/{id}/assessment/utebliven",
                    new StringContent("""{"text": "Det är allvarligt.", "before": 0}"""), TestContext.Current.CancellationToken);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                await page.Locator("form:has(#bedomning-utebliven) button").ClickAsync();
            }),
        ],
    };

    /// <summary>Open routes that give no page, with an address at which each can be seen.</summary>
    public static IReadOnlyDictionary<string, string> NoPages { get; } = new Dictionary<string, string>
    {
        // Whatever the name says; it only lets browsers keep what has not changed.
        ["GET stil/{name}"] = "/stil/any.css",
        ["GET skript/{name}"] = "/skript/any.js",
        ["GET samordning/planer/{id}/plan.yaml"] = "/samordning/planer/town/plan.yaml",
        ["GET samordning/planer/{id}/plan.csv"] = "/samordning/planer/town/plan.csv",
        ["GET samordning/omgangar/{id}/laget.json"] = "/samordning/omgangar/ROUND/laget.json",
        ["GET samordning/omgangar/{id}/laget.csv"] = "/samordning/omgangar/ROUND/laget.csv",
        ["GET samordning/omgangar/{id}/handelser.csv"] = "/samordning/omgangar/ROUND/handelser.csv",
        ["GET samordning/omgangar/{id}/rapport.json"] = "/samordning/omgangar/ROUND/rapport.json",
        ["GET samordning/omgangar/{id}/rapport/{table}.csv"] = "/samordning/omgangar/ROUND/rapport/uteblivna.csv",
        ["GET samordning/register.yaml"] = "/samordning/register.yaml",
        ["GET samordning/register.csv"] = "/samordning/register.csv",
    };

    /// <summary>The report: a file of its own, which <see cref="ReportTests"/> looks at.</summary>
    public const string Report = "GET samordning/omgangar/{id}/rapport.html";

    /// <summary>Every route of the app that is open to anybody, with its method.</summary>
    public static IReadOnlySet<string> OpenRoutes { get; } = new FunctionCatalog(typeof(FollowUpServices).Assembly)
        .With<HttpTriggerAttribute>()
        .Select(function => (function.Name, Trigger: (HttpTriggerAttribute)function.TriggerAttribute))
        .Where(function => function.Trigger.AuthLevel == AuthorizationLevel.Anonymous)
        .SelectMany(function => function.Trigger.Methods!.Select(method =>
            $"{method.ToUpperInvariant()} {function.Trigger.Route ?? function.Name}"))
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

    /// <summary>The colleague's link to one of its sections, which the newest round's board has just delegated.</summary>
    private static async Task<string> HelpersLinkAsync(TestWorld world)
    {
        await InvitedAsync(world);
        await DelegateAsync(world, world.LinkOf(Board), 1);
        return world.LinkOf(Robin);
    }

    /// <summary>One section is with a colleague, the other one is back.</summary>
    private static async Task<string> AfterHandingOverAsync(TestWorld world)
    {
        var link = await InvitedAsync(world);
        await DelegateAsync(world, link, 2);
        await world.PostFormAsync(await world.OpenAsync(world.LinkOf(Robin)), "aterlamna-anda", ("2:1.what", "Två hus planeras."));
        await DelegateAsync(world, link, 1);
        return link;
    }

    private static async Task DelegateAsync(TestWorld world, string link, int number)
    {
        await world.PostFormAsync(await world.OpenAsync($"{link}/avsnitt/{number}/lamna-over"), null, ("namn", "Robin Exempel"),
            ("epost", "robin@town.example"));
        await world.SettleAsync();
    }

    private static async Task<string> AfterReturningAsync(TestWorld world)
    {
        var link = await AfterSubmittingAsync(world, OneMeasure);
        await ActAsync(world, "departments/housing/return", """{"section": "1:1", "question": "Vilken lokal var det, och hur ofta?"}""");
        return link;
    }

    /// <summary>Presses a button that brings another page; where the page saves by itself, that comes first.</summary>
    private static async Task PressAsync(IPage page, string button)
    {
        await page.EvaluateAsync("() => { document.documentElement.dataset.left = ''; }");
        await page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("html:not([data-left])")).ToBeAttachedAsync(new() { Timeout = 30_000 });
    }

    /// <summary>Writes in a section of a new round, and goes on.</summary>
    /// <param name="before">
    /// Comes before the button is pressed, where the script is not there: with it the page stays, and keeps the text.
    /// </param>
    private static async Task SaveTextAsync(TestWorld world, IPage page, string text, Func<Task>? before = null)
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

    private static async Task SignAndSubmitAsync(IPage page)
    {
        await page.GetByLabel("Ditt namn").FillAsync("Kim Exempel");
        await page.GetByLabel("Din roll eller befattning").FillAsync("handläggare");
        await SubmitAsync(page);
    }

    private static Task SubmitAsync(IPage page) => PressAsync(page, "Skicka in");

    private static Task SpoilFormTokenAsync(IPage page) => page.Locator("[name=formular]").EvaluateAsync("field => field.value = 'x'");

    private static Task SendElsewhereAsync(IPage page, string path) =>
        page.Locator("form").EvaluateAsync("(form, path) => form.action = path", path);

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

    /// <summary>Opens a page of the desk, signed in with the role.</summary>
    public static async Task GoAsync(TestWorld world, IPage page, string path, string role = "coordinator")
    {
        await page.SetExtraHTTPHeadersAsync([new(PlatformSignIn.Header, TestWorld.PrincipalHeader("Sam Exempel", role))]);
        await page.GotoAsync(new Uri(world.Local.Emulator.BaseAddress, path).ToString());
    }

    private static string RoundPage(string id) => $"/samordning/omgangar/{id}";

    /// <summary>The id of a round that has just been opened.</summary>
    private static async Task<string> OpenedAsync(TestWorld world)
    {
        var id = await DraftAsync(world);
        await OpenAsync(world, id);
        return id;
    }

    /// <summary>The id of a round to which that has just been done.</summary>
    public static async Task<string> ActedAsync(TestWorld world, string act, string body)
    {
        var id = await OpenedAsync(world);
        Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync($"api/rounds/{id}/{act}", body)).Status);
        await world.SettleAsync();
        return id;
    }

    /// <summary>One department has a question to answer, one has saved something, and one is exempt.</summary>
    private static async Task<string> HalfwayAsync(TestWorld world)
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

    private static async Task ImportAsync(TestWorld world, IPage page, string path, string text, string button)
    {
        await GoAsync(world, page, path);
        await page.Locator("textarea").FillAsync(text);
        await PressAsync(page, button);
    }

    /// <summary>In place of the one that is there, whose departments are meant to go.</summary>
    private static async Task ReplaceRegisterAsync(TestWorld world, IPage page, string register)
    {
        await ImportAsync(world, page, "/samordning/enheter", register, "Läs in");
        await page.Locator("#forsvinner").CheckAsync();
        await PressAsync(page, "Läs in");
    }

    private static async Task ChangeWhileAsync(TestWorld world, IPage page, Func<string, Task> meanwhile)
    {
        var id = await DraftAsync(world);
        await GoAsync(world, page, $"/samordning/omgangar/{id}/utkast/andra");
        await page.Locator("#titel").FillAsync("Uppföljning av det förra året");
        await meanwhile(id);
        await PressAsync(page, "Spara ändringarna");
    }

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
        await world.SettleAsync();
    }

    private static Task CloseAsync(TestWorld world) => ActAsync(world, "close", "");

    /// <summary>Does it to the one round that is open.</summary>
    private static async Task ActAsync(TestWorld world, string act, string body)
    {
        var rounds = (await world.GetJsonAsync("api/rounds")).EnumerateArray();
        var open = rounds.Single(round => round.GetProperty("state").GetString() == "open").GetProperty("id").GetString();
        var (status, text) = await world.PostAsync($"api/rounds/{open}/{act}", body);
        Assert.True(status is HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.Accepted, text);
        await world.SettleAsync();
    }
}
