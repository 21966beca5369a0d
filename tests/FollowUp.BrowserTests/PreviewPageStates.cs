using static FollowUp.BrowserTests.PageSteps;

namespace FollowUp.BrowserTests;

/// <summary>The pages of a preview link.</summary>
internal static class PreviewPageStates
{
    public static IReadOnlyDictionary<string, PageState[]> ByRoute { get; } = new Dictionary<string, PageState[]>
    {
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
    };
}
