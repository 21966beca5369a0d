namespace FollowUp.BrowserTests;

/// <summary>Browser settings of different users.</summary>
internal static class Settings
{
    public static void WithoutJavaScript(BrowserNewContextOptions options) => options.JavaScriptEnabled = false;

    public static void Narrow(BrowserNewContextOptions options) => options.ViewportSize = new() { Width = Browser.Narrow, Height = 640 };

    public static void ReducedMotion(BrowserNewContextOptions options) => options.ReducedMotion = Microsoft.Playwright.ReducedMotion.Reduce;

    public static void ForcedColors(BrowserNewContextOptions options) => options.ForcedColors = Microsoft.Playwright.ForcedColors.Active;
}
