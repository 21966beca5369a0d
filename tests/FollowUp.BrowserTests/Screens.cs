using FollowUp.Local;

namespace FollowUp.BrowserTests;

/// <summary>Pictures of the pages, for people to look at: taken where FOLLOWUP_SCREENS is set.</summary>
internal static class Screens
{
    private static readonly bool AreTaken = Environment.GetEnvironmentVariable("FOLLOWUP_SCREENS") is { Length: > 0 };

    public static async Task TakeAsync(IPage page, string folder, string name)
    {
        if (AreTaken)
        {
            await page.ScreenshotAsync(new()
            {
                FullPage = true,
                Path = Path.Combine(Repository.Root, "out", "screens", folder, $"{name}-{page.ViewportSize!.Width}.png"),
            });
        }
    }
}
