using static FollowUp.BrowserTests.PageSteps;

namespace FollowUp.BrowserTests;

/// <summary>The desk's forms for a plan's measures, the departments and their contacts.</summary>
internal static class EditPageStates
{
    private const string Plan = "/samordning/planer/town";

    public static IReadOnlyDictionary<string, PageState[]> ByRoute { get; } = new Dictionary<string, PageState[]>
    {
        ["GET samordning/planer/{id}/ny-atgard"] = [new("a new measure", (world, page) => GoAsync(world, page, $"{Plan}/ny-atgard"))],
        ["POST samordning/planer/{id}/ny-atgard"] =
        [
            new("nothing filled in", async (world, page) =>
            {
                await GoAsync(world, page, $"{Plan}/ny-atgard");
                await PressAsync(page, "Spara åtgärden");
            }),
        ],
        ["GET samordning/planer/{id}/atgarder/{number}"] =
        [
            new("a measure", (world, page) => GoAsync(world, page, $"{Plan}/atgarder/1:1")),
            new("unknown measure", (world, page) => GoAsync(world, page, $"{Plan}/atgarder/9:9")),
        ],
        ["POST samordning/planer/{id}/atgarder/{number}"] =
        [
            new("changed by somebody else", async (world, page) =>
            {
                await GoAsync(world, page, $"{Plan}/atgarder/1:1");
                world.SignIn();
                await world.PostFormAsync(await world.OpenAsync($"{Plan}/atgarder/1:1"), null, ("titel", "Utbilda chefer"),
                    ("lydelse", "Alla chefer utbildas."));
                await page.Locator("#titel").FillAsync("Utbilda alla");
                await PressAsync(page, "Spara åtgärden");
            }) { Alone = true },
        ],
        ["GET samordning/planer/{id}/atgarder/{number}/ta-bort"] =
            [new("asks", (world, page) => GoAsync(world, page, $"{Plan}/atgarder/1:2/ta-bort"))],
        ["POST samordning/planer/{id}/atgarder/{number}/ta-bort"] =
        [
            new("not confirmed", async (world, page) =>
            {
                await GoAsync(world, page, $"{Plan}/atgarder/1:2/ta-bort");
                await PressAsync(page, "Ta bort åtgärden");
            }),
        ],
        ["GET samordning/planer/{id}/uppgifter"] = [new("a plan's facts", (world, page) => GoAsync(world, page, $"{Plan}/uppgifter"))],
        ["POST samordning/planer/{id}/uppgifter"] =
        [
            new("a link that is none", async (world, page) =>
            {
                await GoAsync(world, page, $"{Plan}/uppgifter");
                await page.Locator("#plan-lank").FillAsync("kommun.example");
                await PressAsync(page, "Spara uppgifterna");
            }),
        ],
        ["GET samordning/planer/{id}/versioner/{version:int}"] =
        [
            new("the first", (world, page) => GoAsync(world, page, $"{Plan}/versioner/1")),
            new("just saved", async (world, page) =>
            {
                await GoAsync(world, page, $"{Plan}/atgarder/1:1");
                await page.Locator("#titel").FillAsync("Utbilda alla");
                await page.Locator("#lydelse").FillAsync("Alla utbildas.\n\nVarje år.");
                await PressAsync(page, "Spara åtgärden");
            }) { Alone = true },
            new("unknown version", (world, page) => GoAsync(world, page, $"{Plan}/versioner/9")),
        ],
        ["GET samordning/register/versioner/{version:int}"] =
            [new("the register's first", (world, page) => GoAsync(world, page, "/samordning/register/versioner/1"))],
        ["GET samordning/ny-enhet"] = [new("a new department", (world, page) => GoAsync(world, page, "/samordning/ny-enhet"))],
        ["POST samordning/ny-enhet"] =
        [
            new("no department", async (world, page) =>
            {
                await GoAsync(world, page, "/samordning/ny-enhet");
                await PressAsync(page, "Lägg till en enhet");
            }),
        ],
        ["GET samordning/enheter/{id}/andra"] =
            [new("a department", (world, page) => GoAsync(world, page, "/samordning/enheter/board/andra"))],
        ["POST samordning/enheter/{id}/andra"] =
        [
            new("a name that is taken", async (world, page) =>
            {
                await GoAsync(world, page, "/samordning/enheter/board/andra");
                await page.Locator("#namn").FillAsync("Socialnämnden");
                await PressAsync(page, "Spara enheten");
            }),
        ],
        ["GET samordning/omorganisation"] =
            [new("a reorganisation", (world, page) => GoAsync(world, page, "/samordning/omorganisation?enhet=social"))],
        ["POST samordning/omorganisation"] =
        [
            new("nothing chosen", async (world, page) =>
            {
                await GoAsync(world, page, "/samordning/omorganisation");
                await PressAsync(page, "Spara");
            }),
            new("nobody takes over, on a day far away", async (world, page) =>
            {
                await GoAsync(world, page, "/samordning/omorganisation");
                await page.Locator("#dag").FillAsync("2016-03-01");
                await page.Locator("#upphor-social").CheckAsync();
                await PressAsync(page, "Spara");
            }),
        ],
        ["POST samordning/exempel"] =
        [
            new("the example is not needed", async (world, page) =>
            {
                await GoAsync(world, page, "/samordning");
                await world.ImportAsync();
                await PressAsync(page, "Prova med en exempelkommun");
            }) { Alone = true, Empty = true },
        ],
        ["GET samordning/exempel/ta-bort"] =
            [new("the example goes", (world, page) => GoAsync(world, page, "/samordning/exempel/ta-bort"))],
        ["POST samordning/exempel/ta-bort"] =
        [
            new("the example stays", async (world, page) =>
            {
                await GoAsync(world, page, "/samordning/exempel/ta-bort");
                await PressAsync(page, "Ta bort exemplet");
            }),
        ],
        ["GET samordning/kontakter"] = [new("all contacts", (world, page) => GoAsync(world, page, "/samordning/kontakter"))],
        ["POST samordning/kontakter"] =
        [
            new("with faults in the table", async (world, page) =>
            {
                await GoAsync(world, page, "/samordning/kontakter");
                await page.Locator("#kontakt-0-epost").FillAsync("ingen adress");
                await page.Locator("#kontakt-6-namn").FillAsync("Kim Exempel");
                await PressAsync(page, "Spara kontakterna");
            }),
            new("filled in", async (world, page) =>
            {
                await GoAsync(world, page, "/samordning/kontakter");
                await page.Locator("#klistrat").FillAsync("Enhet\tE-post\nSocialnämnden\tkim@town.example\nPolisen\tsam@town.example\n");
                await PressAsync(page, "Fyll i tabellen");
            }),
        ],
    };
}
