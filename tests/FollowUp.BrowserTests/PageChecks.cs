using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace FollowUp.BrowserTests;

/// <summary>Checks that hold for every page in every state. Each returns its problems as sentences.</summary>
internal static class PageChecks
{
    private const int MaxBytes = 60_000;
    private const int MaxAssets = 2;

    private static readonly AxeRunOptions Wcag = new()
    {
        ResultTypes = [ResultType.Violations],
        RunOnly = RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"),
        // axe's only rule for WCAG 2.2 is off by default.
        Rules = new() { ["target-size"] = new() { Enabled = true } },
    };

    /// <summary>Runs all checks in a wide window and then in a narrow one.</summary>
    /// <param name="shown">Called once for each window size.</param>
    public static async Task<List<string>> AllAsync(IPage page, Func<Task> shown)
    {
        await page.SetViewportSizeAsync(Browser.Wide, 900);
        List<string> problems = [.. await StructureAsync(page), .. await AxeAsync(page)];
        await shown();
        await page.SetViewportSizeAsync(Browser.Narrow, 640);
        await shown();
        problems.AddRange((await AxeAsync(page)).Concat(await NarrowAsync(page)).Select(problem => $"{Browser.Narrow} px wide: {problem}"));
        return problems;
    }

    public static async Task<IEnumerable<string>> AxeAsync(IPage page)
    {
        // On the page itself axe would also look for frames, in a second tab; there are none.
        var result = await page.Locator("html").RunAxe(Wcag);
        return result.Violations.SelectMany(rule => rule.Nodes.Select(node =>
            $"axe {rule.Id} ({rule.Help}; {rule.HelpUrl}):\n    at {node.Target}: {node.Html}\n    "
                + $"{string.Join("\n    ", node.Any.Concat(node.All).Concat(node.None).Select(check => check.Message))}"));
    }

    /// <summary>Reports a narrow page that must be scrolled sideways, also with the reader's own text spacing.</summary>
    public static async Task<IEnumerable<string>> NarrowAsync(IPage page)
    {
        await page.SetViewportSizeAsync(Browser.Narrow, 640);
        List<string> problems = [.. await SidewaysAsync(page)];
        foreach (var (how, css) in new[] { ("with spaced text", UserStyles.SpacedText),
            ("with text at 200 %", UserStyles.TextAt200Percent) })
        {
            await page.WearAsync(css);
            problems.AddRange((await SidewaysAsync(page)).Select(problem => $"{how}: {problem}"));
        }
        await page.WearAsync(UserStyles.None);
        return problems;
    }

    public static async Task<IEnumerable<string>> StructureAsync(IPage page)
    {
        var problems = new List<string>(await page.EvaluateAsync<string[]>("""
            async most => {
                // The browser moves the focus to an element with autofocus before it draws, which may be after the load.
                await new Promise(requestAnimationFrame);
                const problems = [];
                const expect = (holds, problem) => holds || problems.push(problem);
                const all = selector => [...document.querySelectorAll(selector)];
                const about = e => e.outerHTML.slice(0, 200);
                expect(document.documentElement.lang === 'sv', `its language is '${document.documentElement.lang}'`);
                expect(all('h1').length === 1, `it has ${all('h1').length} h1`);
                const isInline = e => e.localName === 'style' || e.localName === 'script' && !e.src
                    || [...e.attributes].some(a => a.name === 'style' || a.name.startsWith('on'));
                for (const e of all('*').filter(isInline)) problems.push(`it has style or script inline: ${about(e)}`);
                const ids = all('[id]').map(e => e.id);
                for (const id of new Set(ids.filter((id, i) => ids.indexOf(id) !== i))) problems.push(`several elements have the id ${id}`);

                const summary = document.querySelector('main [role=alert]');
                const says = document.title.startsWith('Fel: ');
                if (summary) {
                    expect(says, `it has an error summary, and its title does not say so: ${document.title}`);
                    expect(document.querySelector('main').firstElementChild === summary,
                        'its error summary is not the first thing in main');
                    expect(document.activeElement === summary,
                        `its error summary does not have the focus; that is at ${about(document.activeElement)}`);
                    for (const a of summary.querySelectorAll('a[href^="#"]'))
                        expect(document.getElementById(decodeURIComponent(a.hash.slice(1))),
                            `its error summary leads nowhere with ${about(a)}`);
                    expect(summary.querySelector('a'), 'its error summary links to nothing');
                } else {
                    // A page without a form may consist of the message alone.
                    expect(!says || !document.forms.length,
                        `its title says that something is wrong, and it has no error summary: ${document.title}`);
                }

                // Requests in which the script saves do not belong to the page.
                const entries = [...performance.getEntriesByType('navigation'),
                    ...performance.getEntriesByType('resource').filter(entry => entry.initiatorType !== 'fetch')];
                // The typeface and the style sheet come once a year; the browser asks for the icon by itself.
                const [arrival, ...others] = entries.filter(entry => !/\/(typsnitt|ikon)\//.test(new URL(entry.name).pathname));
                const bytes = [arrival, ...others].filter(entry => !new URL(entry.name).pathname.startsWith('/stil/'))
                    .reduce((sum, entry) => sum + entry.encodedBodySize, 0);
                expect(bytes > 0 && bytes <= most.bytes, `it weighs ${bytes} bytes with its assets, and ${most.bytes} are the most`);
                const foreign = entries.filter(entry => new URL(entry.name).origin !== location.origin).map(entry => entry.name);
                expect(foreign.length === 0, `it loads from elsewhere: ${foreign.join(', ')}`);
                expect(others.length <= most.assets, `it loads ${others.length} assets: ${others.map(entry => entry.name).join(', ')}`);
                return problems;
            }
            """, new { bytes = MaxBytes, assets = MaxAssets }));
        foreach (var landmark in new[] { AriaRole.Banner, AriaRole.Main, AriaRole.Contentinfo })
        {
            if (await page.GetByRole(landmark).CountAsync() is not 1 and var count)
            {
                problems.Add($"it has {count} landmarks of the kind {landmark}");
            }
        }
        return problems;
    }

    /// <summary>Reports a page that must be scrolled sideways, with the elements that are too wide.</summary>
    private static async Task<IEnumerable<string>> SidewaysAsync(IPage page) => await page.EvaluateAsync<string[]>("""
        () => {
            const { scrollWidth, clientWidth } = document.documentElement;
            if (scrollWidth <= clientWidth) return [];
            const lines = e => [...e.childNodes].filter(node => node.nodeType === Node.TEXT_NODE).flatMap(text => {
                const range = document.createRange();
                range.selectNode(text);
                return [...range.getClientRects()];
            });
            const out = [...document.querySelectorAll('body *')].filter(e =>
                [e.getBoundingClientRect(), ...lines(e)].some(box => box.right > clientWidth + 1));
            const innermost = out.filter(e => !out.some(other => other !== e && e.contains(other)));
            const shown = innermost.slice(0, 5).map(e => e.outerHTML.slice(0, 200)).join('\n    ');
            return [`it is ${scrollWidth} px wide where there are ${clientWidth}; what sticks out: ${shown}`];
        }
        """);
}
