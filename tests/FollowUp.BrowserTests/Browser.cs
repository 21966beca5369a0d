using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using FollowUp.BrowserTests;

[assembly: AssemblyFixture(typeof(Browser))]

namespace FollowUp.BrowserTests;

/// <summary>
/// One headless Chromium for all tests of the assembly. Each visit has its own context, like the browser of a new person.
/// </summary>
public sealed partial class Browser : IAsyncLifetime
{
    public const int Wide = 1280;

    /// <summary>The narrowest window that a page must fit into without being scrolled sideways (WCAG 1.4.10).</summary>
    public const int Narrow = 320;

    // The last option blocks every request to another host.
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ];

    // Two programs of the same Chromium; the first has no window and starts and runs faster.
    private static readonly string[] Programs = ["chromium-headless-shell", "chromium"];

    private IPlaywright? _playwright;
    private IBrowser? _chromium;

    public async ValueTask InitializeAsync()
    {
        var path = Find(Environment.GetEnvironmentVariable("FOLLOWUP_CHROMIUM"), Environment.GetEnvironmentVariable("PATH"));
        _playwright = await Playwright.CreateAsync();
        _chromium = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Flags });
    }

    /// <summary>
    /// Opens a browser on the app at the address. Fails if a page requested anything from another site or the browser reported an error.
    /// </summary>
    /// <param name="faults">The test makes requests fail, so the browser's errors about them are ignored.</param>
    public async Task VisitAsync(Uri app, Func<IPage, Task> visit, Action<BrowserNewContextOptions>? setting = null, bool faults = false)
    {
        var options = new BrowserNewContextOptions
        {
            BaseURL = app.ToString(),
            Locale = "sv-SE",
            TimezoneId = "Europe/Stockholm",
            ViewportSize = new() { Width = Wide, Height = 900 },
        };
        setting?.Invoke(options);
        await using var context = await _chromium!.NewContextAsync(options);
        // Playwright raises the events on its own thread.
        var complaints = new ConcurrentQueue<string>();
        var messages = new ConcurrentQueue<IConsoleMessage>();
        var pages = new ConcurrentDictionary<string, bool>();
        context.Request += (_, request) =>
        {
            if (request.IsNavigationRequest)
            {
                pages[request.Url] = true;
            }
            if (IsElsewhere(app, request.Url))
            {
                complaints.Enqueue($"a page asked for {request.Url}");
            }
        };
        context.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                messages.Enqueue(message);
            }
        };
        context.WebError += (_, error) => complaints.Enqueue(error.Error);

        await visit(await context.NewPageAsync());

        var wrong = complaints.Concat(messages
            .Where(message => !IsMeant(message, pages.ContainsKey)
                && !(faults && message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)))
            .Select(message => $"{message.Text} ({message.Location})")).ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    public async ValueTask DisposeAsync()
    {
        if (_chromium != null)
        {
            await _chromium.DisposeAsync();
        }
        _playwright?.Dispose();
    }

    /// <param name="given">The program to use instead of those on the path.</param>
    internal static string Find(string? given, string? path)
    {
        var candidates = string.IsNullOrEmpty(given)
            ? (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .SelectMany(folder => Programs.Select(program => Path.Combine(folder, program)))
            : [given];
        return candidates.FirstOrDefault(File.Exists) ?? throw new InvalidOperationException(string.IsNullOrEmpty(given)
            ? "There is no Chromium on the PATH. Install it (Debian: apt-get install chromium-headless-shell; infra/test.sh does), or say "
            + "in FOLLOWUP_CHROMIUM where one is."
            : $"FOLLOWUP_CHROMIUM says '{given}', and no such file is there.");
    }

    private static bool IsElsewhere(Uri app, string url) => new Uri(url) is var asked && asked.Scheme != "about"
        && asked.GetLeftPart(UriPartial.Authority) != app.GetLeftPart(UriPartial.Authority);

    /// <summary>
    /// Some pages come with 404 or 410 on purpose, and the browser asks for the icon by itself.
    /// </summary>
    private static bool IsMeant(IConsoleMessage message, Func<string, bool> isPage) =>
        Refused().IsMatch(message.Text) && LineAndColumn().Replace(message.Location, "") is var asked
            && (isPage(asked) || asked.EndsWith("/favicon.ico", StringComparison.Ordinal));

    [GeneratedRegex("^Failed to load resource: the server responded with a status of 4")]
    private static partial Regex Refused();

    [GeneratedRegex(@":\d+:\d+$")]
    private static partial Regex LineAndColumn();
}
