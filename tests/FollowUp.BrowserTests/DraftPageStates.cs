using System.Net;
using static FollowUp.BrowserTests.PageSteps;

namespace FollowUp.BrowserTests;

/// <summary>The desk's pages of a round that is not open yet.</summary>
internal static class DraftPageStates
{
    public static IReadOnlyDictionary<string, PageState[]> ByRoute { get; } = new Dictionary<string, PageState[]>
    {
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
        ["POST samordning/omgangar/{id}/utkast/kommentarer"] =
        [
            new("with faults in a comment", async (world, page) =>
            {
                var (id, link) = await DraftedAsync(world);
                await world.PostFormAsync(await world.OpenAsync(link), null, ("kommentar", "Bra frågor."));
                await GoAsync(world, page, $"/samordning/omgangar/{id}/utkast");
                await page.Locator("[name=svar]").FillAsync(new string('x', 2_001));
                await PressAsync(page, "Spara svaret och markera som klar");
            }),
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
        ["POST samordning/omgangar/{id}/utkast/planer"] =
        [
            new("opened meanwhile", async (world, page) =>
            {
                var (id, _) = await DraftedAsync(world);
                await world.PostAsync("api/plans", SmallTown.Plan.Replace("Sprida information", "Sprida insikt"));
                await GoAsync(world, page, $"/samordning/omgangar/{id}/utkast");
                await OpenAsync(world, id);
                await PressAsync(page, "Använd planens nyaste version");
            }) { Alone = true },
        ],
        ["GET samordning/omgangar/{id}/utkast/fragor"] =
        [
            new("its questions", async (world, page) => await GoAsync(world, page,
                $"/samordning/omgangar/{await DraftAsync(world)}/utkast/fragor")),
        ],
        ["POST samordning/omgangar/{id}/utkast/fragor"] =
        [
            new("with faults in a question", async (world, page) =>
            {
                await GoAsync(world, page, $"/samordning/omgangar/{await DraftAsync(world)}/utkast/fragor");
                await page.Locator("#egen-1-text").FillAsync("Vilket stöd vill ni ha?");
                await page.Locator("#egen-1-slag").SelectOptionAsync("Choice");
                await PressAsync(page, "Spara frågorna");
            }),
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
            new("with faults", async (world, page) =>
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
    };
}
