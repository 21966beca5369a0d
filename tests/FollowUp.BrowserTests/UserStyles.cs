namespace FollowUp.BrowserTests;

/// <summary>The reader's own style sheets. The page's policy forbids inline styles, so they are adopted by script.</summary>
internal static class UserStyles
{
    public const string None = "";

    public const string TextAt200Percent = "html { font-size: 200% !important }";

    /// <summary>The text spacing of WCAG 1.4.12.</summary>
    public const string SpacedText =
        "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em "
        + "!important }";

    /// <summary>Replaces the style sheet of the page that is shown.</summary>
    public static Task WearAsync(this IPage page, string css) => page.EvaluateAsync(Adopt, css);

    /// <summary>Adds the style sheet to every page that is opened later.</summary>
    public static Task WearAlwaysAsync(this IPage page, string css) =>
        page.AddInitScriptAsync($"({Adopt})({System.Text.Json.JsonSerializer.Serialize(css)})");

    private const string Adopt =
        "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets = [sheet]; }";
}
