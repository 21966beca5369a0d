namespace FollowUp.BrowserTests;

/// <summary>Style sheets of the reader's own. They are adopted rather than written into the page, whose policy forbids that.</summary>
internal static class UserStyles
{
    public const string None = "";

    public const string TextAt200Percent = "html { font-size: 200% !important }";

    /// <summary>What WCAG 1.4.12 lets a reader set.</summary>
    public const string SpacedText =
        "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em "
        + "!important }";

    /// <summary>Puts it on the page that is shown, in place of the one before.</summary>
    public static Task WearAsync(this IPage page, string css) => page.EvaluateAsync(Adopt, css);

    /// <summary>Puts it on every page that will be shown.</summary>
    public static Task WearAlwaysAsync(this IPage page, string css) =>
        page.AddInitScriptAsync($"({Adopt})({System.Text.Json.JsonSerializer.Serialize(css)})");

    private const string Adopt =
        "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets = [sheet]; }";
}
