namespace FollowUp.BrowserTests;

/// <summary>The checks and the keyboard find the fault of pages that have one fault each.</summary>
public sealed class PageChecksTests(Browser browser)
{
    private const string Right = """
        <!DOCTYPE html><html lang="sv"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>Rätt</title><link rel="stylesheet" href="/a.css"></head>
        <body><header><p>Kommunen</p></header><main><h1>Rätt</h1><p>Text</p></main><footer><p>Sidfot</p></footer></body></html>
        """;

    private static readonly Uri App = new("http://127.0.0.1:1/");

    [Fact]
    public Task A_page_that_is_right_has_no_problems() =>
        VisitAsync(Right, async page => Assert.Empty(await PageChecks.AllAsync(page, () => Task.CompletedTask)), policy: "");

    [Theory]
    [InlineData("lang=\"sv\"", "lang=\"en\"", "its language is 'en'")]
    [InlineData("<p>Text</p>", "<h1>Två</h1>", "it has 2 h1")]
    [InlineData("<p>Text</p>", "<p style=\"color: #000\">Text</p>", "it has style or script inline: <p style")]
    [InlineData("<p>Text</p>", "<p onclick=\"f()\">Text</p>", "it has style or script inline: <p onclick")]
    [InlineData("<p>Text</p>", "<p id=\"a\">Text</p><p id=\"a\">Text</p>", "several elements have the id a")]
    [InlineData("<h1>", "<div role=\"alert\" tabindex=\"-1\" autofocus><a href=\"#b\">Fel</a></div><h1>",
        "it has an error summary, and its title does not say so: Rätt")]
    [InlineData("<h1>", "<div role=\"alert\" tabindex=\"-1\"><a href=\"#b\">Fel</a></div><h1>",
        "its error summary does not have the focus; that is at <body")]
    [InlineData("<h1>", "<div role=\"alert\" tabindex=\"-1\" autofocus><a href=\"#b\">Fel</a></div><h1>",
        "its error summary leads nowhere with <a href=\"#b\"")]
    [InlineData("<p>Text</p>", "<div role=\"alert\" tabindex=\"-1\" autofocus>Fel</div>",
        "its error summary is not the first thing in main")]
    [InlineData("<p>Text</p>", "<div role=\"alert\" tabindex=\"-1\" autofocus>Fel</div>", "its error summary links to nothing")]
    [InlineData("<title>Rätt</title>", "<title>Fel: Rätt</title><form></form>",
        "its title says that something is wrong, and it has no error summary: Fel: Rätt")]
    [InlineData("<p>Text</p>", "<img src=\"/b.png\" alt=\"b\"><img src=\"/c.png\" alt=\"c\">",
        "it loads 3 assets: http://127.0.0.1:1/a.css")]
    [InlineData("<footer>", "<footer><span></span></footer><footer>", "it has 2 landmarks of the kind Contentinfo")]
    public Task A_page_with_a_wrong_structure_is_reported(string instead, string wrong, string problem) =>
        AssertToldAsync(Right.Replace(instead, wrong), PageChecks.StructureAsync, problem);

    [Fact]
    public Task A_page_that_is_too_heavy_is_reported() =>
        AssertToldAsync(Right.Replace("Text", new string('x', 59_500)), PageChecks.StructureAsync, "it weighs 6");

    [Theory]
    [InlineData("<p>Text</p>", "<img src=\"/a.css\">", "axe image-alt")]
    [InlineData("<p>Text</p>", "<p class=\"pale\">Text</p>", "axe color-contrast")]
    [InlineData("<p>Text</p>", "<a class=\"small\" href=\"/b\">b</a><a class=\"small\" href=\"/c\">c</a>", "axe target-size")]
    public Task What_axe_finds_is_reported(string instead, string wrong, string problem) =>
        AssertToldAsync(Right.Replace(instead, wrong), PageChecks.AxeAsync, problem);

    [Theory]
    [InlineData("<p>Text</p>", "<p class=\"broad\">Text</p>", "it is")]
    [InlineData("<p>Text</p>", "<p class=\"tight\">Text som får plats</p>", "with spaced text: it is")]
    [InlineData("<p>Text</p>", "<p class=\"large\">Text</p>", "with text at 200 %: it is")]
    public Task A_page_that_must_be_scrolled_sideways_is_reported(string instead, string wrong, string problem) =>
        AssertToldAsync(Right.Replace(instead, wrong), PageChecks.NarrowAsync, problem);

    [Theory]
    [InlineData("<img src=\"http://elsewhere.example/b.png\" alt=\"b\">", "a page asked for http://elsewhere.example/b.png")]
    [InlineData("<p style=\"color: #000\">Text</p>", "Content Security Policy")]
    [InlineData("<script src=\"/broken.js\"></script>", "Error: broken")]
    public async Task A_visit_fails_where_the_browser_complains(string wrong, string complaint)
    {
        var failure = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() =>
            VisitAsync(Right.Replace("<p>Text</p>", wrong), page => page.WaitForLoadStateAsync(LoadState.NetworkIdle)));
        Assert.Contains(complaint, failure.Message);
    }

    [Theory]
    [InlineData("<a href=\"/b\">b</a>", null)]
    [InlineData("<a class=\"unmarked\" href=\"/b\">b</a>", "The focus is not marked at <a class=\"unmarked\"")]
    [InlineData("<a class=\"away\" href=\"/b\">b</a>", "The focus is at something that is not in the window: <a class=\"away\"")]
    [InlineData("<div class=\"bar\">Över allt</div><a href=\"/b\">b</a>", "which is covered by <div class=\"bar\"")]
    [InlineData("<a href=\"/b\" tabindex=\"-1\">b</a>", "did not lead to")]
    public Task The_keyboard_stops_only_where_the_focus_is_seen(string link, string? problem) =>
        VisitAsync(Right.Replace("<p>Text</p>", link), async page =>
    {
        var failure = await Record.ExceptionAsync(() => new Keyboard(page).TabToAsync(page.Locator("a")));
        if (problem == null)
        {
            Assert.Null(failure);
        }
        else
        {
            Assert.Contains(problem, failure?.Message);
        }
    });

    [Fact]
    public void A_missing_Chromium_is_reported_with_what_to_install()
    {
        Assert.Contains("apt-get install chromium", Assert.Throws<InvalidOperationException>(() => Browser.Find(null, "/nowhere")).Message);
        Assert.Contains("'/nowhere/chromium'", Assert.Throws<InvalidOperationException>(() =>
            Browser.Find("/nowhere/chromium", Environment.GetEnvironmentVariable("PATH"))).Message);
    }

    // Without the page's policy, which another test checks.
    private Task AssertToldAsync(string html, Func<IPage, Task<IEnumerable<string>>> check, string problem) => VisitAsync(
        html, async page => Assert.Contains(await check(page), found => found.StartsWith(problem, StringComparison.Ordinal)), policy: "");

    /// <summary>Shows the page and serves everything that it requests.</summary>
    private Task VisitAsync(string html, Func<IPage, Task> visit, string policy = "default-src 'self'") =>
        browser.VisitAsync(App, async page =>
    {
        await page.RouteAsync("**/*", route => route.FulfillAsync(new Uri(route.Request.Url).AbsolutePath switch
        {
            "/" => new()
            {
                ContentType = "text/html; charset=utf-8",
                Body = html,
                Headers = policy == "" ? null : [new("Content-Security-Policy", policy)],
            },
            "/a.css" => new() { ContentType = "text/css", Body = Css },
            "/broken.js" => new() { ContentType = "text/javascript", Body = "throw new Error('broken')" },
            _ => new() { ContentType = "image/svg+xml", Body = "<svg xmlns='http://www.w3.org/2000/svg'/>" },
        }));
        await page.GotoAsync("/");
        await visit(page);
    });

    private const string Css = """
        .pale { color: #ccc } .broad { width: 400px }
        .tight { white-space: nowrap; width: max-content; font: 36px monospace } .large { width: 18rem }
        .small { display: inline-block; width: 8px; height: 8px; overflow: hidden }
        .unmarked { outline: none } .away { position: absolute; left: -100rem } .bar { position: fixed; inset: 0; background: #fff }
        """;
}
