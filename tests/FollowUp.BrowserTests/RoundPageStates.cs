using System.Net;
using FollowUp.Acts;
using static FollowUp.BrowserTests.PageSteps;

namespace FollowUp.BrowserTests;

/// <summary>The desk's pages of a round: board, departments, acts, trail, letters and report.</summary>
internal static class RoundPageStates
{
    public static IReadOnlyDictionary<string, PageState[]> ByRoute { get; } = new Dictionary<string, PageState[]>
    {
        ["GET samordning/omgangar/{id}/atgarder/{section}"] =
        [
            new("what everybody says of a measure", async (world, page) =>
                await GoAsync(world, page, $"{RoundPage(await HalfwayAsync(world))}/atgarder/1:1")) { Alone = true },
            new("unknown measure", async (world, page) =>
                await GoAsync(world, page, $"{RoundPage(await OpenedAsync(world))}/atgarder/9:9")),
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
            new("its measures", async (world, page) => await GoAsync(world, page, $"{RoundPage(await OpenedAsync(world))}?vy=atgarder")),
            new("its matrix", async (world, page) =>
                await GoAsync(world, page, $"{RoundPage(await HalfwayAsync(world))}?vy=matris")) { Alone = true },
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
            .. Act.All.Where(act => !act.IsOnDepartment && act is not (OpenRound or ResumeRound or ReopenRound)).Select(act => act.Path)
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
            new("a letter to look at", async (world, page) =>
            {
                await GoAsync(world, page, $"{RoundPage(await OpenedAsync(world))}/gor/skriv");
                await page.GetByLabel("Ämne").FillAsync("Frågestund på tisdag");
                await page.GetByLabel("Brevets text").FillAsync("Vi ses kl. 9.");
                await PressAsync(page, "Visa brevet");
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
        ["GET samordning/omgangar/{id}/enheter/{departmentId}/inskick/{number:int}"] =
        [
            new("as it came in", async (world, page) => await GoAsync(world, page,
                $"{RoundPage(await HalfwayAsync(world))}/enheter/housing/inskick/1")) { Alone = true },
            new("none", async (world, page) => await GoAsync(world, page,
                $"{RoundPage(await OpenedAsync(world))}/enheter/board/inskick/1")),
        ],
        ["GET samordning/omgangar/{id}/kommentarer"] =
            [new("none", async (world, page) => await GoAsync(world, page, $"{RoundPage(await OpenedAsync(world))}/kommentarer"))],
        ["GET samordning/omgangar/{id}/rapport/bedomningar"] =
            [new("none", async (world, page) => await GoAsync(world, page, $"{RoundPage(await OpenedAsync(world))}/rapport/bedomningar"))],
        ["GET samordning/omgangar/{id}/enheter/{departmentId}/gor/{act}"] =
        [
            .. Act.All.Where(act => act.IsOnDepartment && act is not (ReturnAnswer or LiftExemption)).Select(act => act.Path)
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
        ["GET samordning/omgangar/{id}/svar"] =
        [
            new("what was found", async (world, page) => await GoAsync(world, page,
                $"{RoundPage(await HalfwayAsync(world))}/svar?sok=n")) { Alone = true },
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
}
