using FollowUp.Coordinator;
using FollowUp.Local;
using static FollowUp.BrowserTests.PageSteps;

namespace FollowUp.BrowserTests;

/// <summary>The desk's overview, plans and register.</summary>
internal static class DeskPageStates
{
    public static IReadOnlyDictionary<string, PageState[]> ByRoute { get; } = new Dictionary<string, PageState[]>
    {
        ["GET samordning"] =
        [
            new("nothing there", (world, page) => GoAsync(world, page, "/samordning")) { Alone = true, Empty = true },
            new("the example put in", async (world, page) =>
            {
                await GoAsync(world, page, "/samordning");
                await PressAsync(page, "Prova med en exempelkommun");
            }) { Alone = true, Empty = true },
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
            new("a spreadsheet with faults", (world, page) =>
                SendWorkbookAsync(world, page, "/samordning/planer", "plan-section-rows")),
            new("a spreadsheet", (world, page) => SendWorkbookAsync(world, page, "/samordning/planer", "plan-merged-areas")),
            new("cells with a measure that is nobody's", (world, page) => ImportAsync(world, page, "/samordning/planer",
                "Nr\tÅtgärd\tAnsvarig\n1:1\tUtbilda\tSocialnämnden\n1:2\tSprida\t\n", "Granska")),
            new("a text", async (world, page) =>
            {
                await GoAsync(world, page, "/samordning/planer");
                await page.Locator("textarea").FillAsync("Fokusområde 1: Förebygga\nÅtgärd 1:1\nUtbilda personal.\n+ Socialnämnden\n"
                    + "Medansvarig:\n+ Bostadsbolget\nIndikativ");
                await PressAsync(page, "Läs in");
            }),
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
            new("put away", async (world, page) =>
            {
                await GoAsync(world, page, "/samordning/planer/town/gor/lagg-undan");
                await PressAsync(page, "Lägg undan planen");
            }) { Alone = true },
            new("unknown plan", (world, page) => GoAsync(world, page, "/samordning/planer/unknown")),
        ],
        ["GET samordning/planer/{id}/gor/{planAct}"] =
        [
            new("registers a follow-up", (world, page) => GoAsync(world, page, "/samordning/planer/town/gor/utanfor")),
            new("not offered", (world, page) => GoAsync(world, page, "/samordning/planer/town/gor/ta-i-bruk")),
            new("unknown", (world, page) => GoAsync(world, page, "/samordning/planer/town/gor/inget")),
        ],
        ["POST samordning/planer/{id}/gor/{planAct}"] =
        [
            new("with faults", async (world, page) =>
            {
                await GoAsync(world, page, "/samordning/planer/town/gor/utanfor");
                await PressAsync(page, "Registrera");
            }),
        ],
        ["GET samordning/planer/{id}/aterstall"] =
        [
            new("two versions", async (world, page) =>
            {
                await world.PostAsync("api/plans", SmallTown.Plan.Replace("Sprida information", "Sprida kunskap"));
                await GoAsync(world, page, "/samordning/planer/town/aterstall");
            }) { Alone = true },
        ],
        ["POST samordning/planer/{id}/aterstall"] =
        [
            new("none chosen", async (world, page) =>
            {
                await world.PostAsync("api/plans", SmallTown.Plan.Replace("Sprida information", "Sprida kunskap"));
                await GoAsync(world, page, "/samordning/planer/town/aterstall");
                await PressAsync(page, "Låt versionen gälla");
            }) { Alone = true },
        ],
        ["GET samordning/register/aterstall"] =
        [
            new("two versions", async (world, page) =>
            {
                await world.PostAsync("api/departments", SmallTown.Departments.Replace("e-post: social@", "e-post: social.new@"));
                await GoAsync(world, page, "/samordning/register/aterstall");
            }) { Alone = true },
        ],
        ["POST samordning/register/aterstall"] =
        [
            new("none chosen", async (world, page) =>
            {
                await world.PostAsync("api/departments", SmallTown.Departments.Replace("e-post: social@", "e-post: social.new@"));
                await GoAsync(world, page, "/samordning/register/aterstall");
                await PressAsync(page, "Låt versionen gälla");
            }) { Alone = true },
        ],
        ["GET samordning/planer/{id}/ar"] =
        [
            new("over the years", async (world, page) =>
            {
                await ActedAsync(world, "close", "");
                await GoAsync(world, page, "/samordning/planer/town/ar");
            }) { Alone = true },
            new("unknown plan", (world, page) => GoAsync(world, page, "/samordning/planer/unknown/ar")),
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
            new("a spreadsheet", (world, page) =>
                SendWorkbookAsync(world, page, "/samordning/enheter", "register-row-per-department")),
            new("cells that do not say what a department is", (world, page) => ImportAsync(world, page, "/samordning/enheter",
                "Enheter\tE-post\nSocialnämnden\tnew@town.example\nKultur och fritid\tkultur@town.example\n", "Granska")),
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
    };
}
