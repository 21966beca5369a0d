using static FollowUp.BrowserTests.PageSteps;

namespace FollowUp.BrowserTests;

/// <summary>The pages that need neither a link nor a sign-in.</summary>
internal static class PublicPageStates
{
    public static IReadOnlyDictionary<string, PageState[]> ByRoute { get; } = new Dictionary<string, PageState[]>
    {
        ["GET svar"] = [new("where the link is", (_, page) => page.GotoAsync("/svar"))],
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
    };
}
