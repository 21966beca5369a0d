using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Azure.Data.Tables;
using FollowUp.Coordinator;
using FollowUp.Local;
using FollowUp.Local.Demo;
using FollowUp.Local.Emulator;
using FollowUp.Pages;
using FollowUp.Rounds;
using FollowUp.Schedule;
using FollowUp.Time;

namespace FollowUp.Tests;

/// <summary>The whole app on the emulator, with its own tables and folder, and the actions of its users.</summary>
internal sealed partial class TestWorld : IAsyncDisposable
{
    /// <summary>A Friday, three days before the small town's round opens.</summary>
    public static readonly DateTimeOffset Start = new(2026, 1, 9, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Whose accounts count at the desk.</summary>
    public const string TenantId = "11111111-aaaa-bbbb-cccc-555555555555";

    private static readonly DateOnly OpeningDay = new(2026, 1, 12);

    private readonly TablesFixture _storage;
    private IReadOnlyDictionary<string, string?> _settings;
    private readonly Func<EmulatorOptions, EmulatorOptions>? _configure;
    private readonly string _prefix;
    private DateTimeOffset _start = Start;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("followup-world-");
    private readonly HttpClient _browser = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    // 0 chooses a free port.
    private int _port;

    private TestWorld(TablesFixture storage,
        IReadOnlyDictionary<string, string?>? settings, Func<EmulatorOptions, EmulatorOptions>? configure)
    {
        _storage = storage;
        var all = new Dictionary<string, string?>
        {
            ["FollowUp:Municipality"] = "Småstads kommun",
            ["WEBSITE_AUTH_ENABLED"] = "True",
            ["FollowUp:TenantId"] = TenantId,
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string?>())
        {
            all[name] = value;
        }
        _settings = all;
        _configure = configure;
        _prefix = storage.NewPrefix();
    }

    public LocalWorld Local { get; private set; } = null!;

    /// <summary>All mails except the <see cref="Digests"/>.</summary>
    public IReadOnlyList<OutboxMail> Mails => OutboxMail.ReadAll(Local.OutboxFolder).Where(mail => !IsDigest(mail)).ToList();

    /// <summary>The coordinator's daily mails.</summary>
    public IReadOnlyList<OutboxMail> Digests => OutboxMail.ReadAll(Local.OutboxFolder).Where(IsDigest).ToList();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="settings">Override the settings of the local world.</param>
    /// <param name="configure">Changes how the emulator runs it.</param>
    /// <param name="start">When, in place of <see cref="Start"/>.</param>
    public static async Task<TestWorld> StartAsync(
        TablesFixture storage, IReadOnlyDictionary<string, string?>? settings = null,
        Func<EmulatorOptions, EmulatorOptions>? configure = null, DateTimeOffset? start = null)
    {
        var world = new TestWorld(storage, settings, configure) { _start = start ?? Start };
        await world.StartAsync();
        return world;
    }

    /// <summary>Opens the small town's round and moves the clock to just after the invitations.</summary>
    public static async Task<TestWorld> WithOpenRoundAsync(TablesFixture storage, IReadOnlyDictionary<string, string?>? settings = null,
        Func<EmulatorOptions, EmulatorOptions>? configure = null)
    {
        if (settings == null && configure == null)
        {
            var copy = new TestWorld(storage, settings, configure);
            await (await storage.OpenRoundAsync()).RestoreAsync(storage.ConnectionString, copy._prefix, copy._folder.FullName);
            await copy.StartAsync();
            return copy;
        }
        var world = await StartAsync(storage, settings, configure);
        await world.OpenRoundAsync();
        await world.AdvanceToAsync(OpeningDay, 9);
        return world;
    }

    /// <summary>What <see cref="WithOpenRoundAsync"/> begins from: it is lived through once, and copied.</summary>
    public static async Task<WorldSnapshot> SnapshotOpenRoundAsync(TablesFixture storage)
    {
        await using var world = await StartAsync(storage);
        await world.OpenRoundAsync();
        await world.AdvanceToAsync(OpeningDay, 9);
        await world.StopAsync();
        return await WorldSnapshot.TakeAsync(storage.ConnectionString, world._prefix, world._folder.FullName);
    }

    public async Task OpenRoundAsync(string round = SmallTown.Round)
    {
        await ImportAsync();
        Assert.Equal(HttpStatusCode.Created, (await PostAsync("api/rounds", round)).Status);
        var id = JsonDocument.Parse(round).RootElement.GetProperty("id").GetString();
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync($"api/rounds/{id}/open", "")).Status);
    }

    public async Task ImportAsync()
    {
        Assert.Equal(HttpStatusCode.OK, (await PostAsync("api/departments", SmallTown.Departments)).Status);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync("api/plans", SmallTown.Plan)).Status);
    }

    /// <summary>Stops the app and starts it again on the same tables.</summary>
    /// <param name="settings">Those that have changed.</param>
    public async Task RestartAsync(IReadOnlyDictionary<string, string?>? settings = null)
    {
        await StopAsync();
        _settings = new Dictionary<string, string?>(_settings.Where(setting => settings?.ContainsKey(setting.Key) != true)
            .Concat(settings ?? new Dictionary<string, string?>()));
        await StartAgainAsync();
    }

    /// <summary>Stops the app: nothing answers at its address.</summary>
    public async Task StopAsync()
    {
        _port = Local.Emulator.BaseAddress.Port;
        await Local.DisposeAsync();
    }

    /// <summary>Starts the app at the address that it had.</summary>
    public Task StartAgainAsync() => StartAsync();

    public Task AdvanceToAsync(DateOnly day, int hour) =>
        Local.Emulator.AdvanceToAsync(StockholmTime.At(day, new TimeOnly(hour, 0)), Cancellation);

    /// <summary>Moves the clock in one step, as if the app had not run until then.</summary>
    public async Task LeapToAsync(DateOnly day, int hour)
    {
        await Local.Emulator.VirtualClock!.AdvanceToAsync(StockholmTime.At(day, new TimeOnly(hour, 0)), Cancellation);
        await SettleAsync();
    }

    /// <summary>Runs all that is due now.</summary>
    public Task SettleAsync() => Local.Emulator.SettleAsync(Cancellation);

    // The coordinator

    /// <summary>Sends the following requests as signed in by the platform, with this name and app role.</summary>
    public void SignIn(string name = "Sam Exempel", string role = "coordinator")
    {
        SignOut();
        _browser.DefaultRequestHeaders.Add(PlatformSignIn.Header, PrincipalHeader(name, role));
    }

    public void SignOut() => _browser.DefaultRequestHeaders.Remove(PlatformSignIn.Header);

    /// <summary>The header in which the platform passes on who is signed in.</summary>
    public static string PrincipalHeader(string name, string role) => PrincipalHeader(
        ("http://schemas.microsoft.com/identity/claims/objectidentifier", $"id-of-{name}"), ("name", name),
        ("preferred_username", "sam@town.example"), ("roles", role));

    public static string PrincipalHeader(params (string Type, string Value)[] claims) =>
        Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new
        {
            auth_typ = "aad",
            name_typ = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
            role_typ = "http://schemas.microsoft.com/ws/2008/06/identity/claims/role",
            claims = (claims.Any(claim => claim.Type == "tid") ? claims : [.. claims, ("tid", TenantId)])
                .Select(claim => new { typ = claim.Type, val = claim.Value }),
        }));

    public async Task<(HttpStatusCode Status, string Text)> GetAsync(string route)
    {
        using var answer = await Local.Coordinator.GetAsync(route, Cancellation);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    public async Task<JsonElement> GetJsonAsync(string route)
    {
        var (status, text) = await GetAsync(route);
        Assert.Equal(HttpStatusCode.OK, status);
        return JsonDocument.Parse(text).RootElement;
    }

    public async Task<string> StateOfAsync(string departmentId) => (await GetJsonAsync($"api/rounds/{SmallTown.RoundId}"))
        .GetProperty("departments").EnumerateArray().Single(department => department.GetProperty("id").GetString() == departmentId)
        .GetProperty("state").GetString()!;

    /// <summary>The events of one kind in the round's trail.</summary>
    public async Task<IReadOnlyList<JsonElement>> TrailAsync(string what) =>
        (await GetJsonAsync($"api/rounds/{SmallTown.RoundId}/trail")).EnumerateArray()
            .Where(entry => entry.GetProperty("what").GetString() == what).ToList();

    // A department

    /// <summary>The notices of the round's mails to the address, oldest first: "invitation", "reminder-14", "receipt-0001".</summary>
    public IEnumerable<string> NoticesTo(string address) =>
        Mails.Where(mail => mail.To == address).Select(mail => mail.File.Split('~')[3]);

    /// <summary>The link to the form in the newest mail to the address.</summary>
    public string LinkOf(string address) => Mails.Last(mail => mail.To == address && mail.Form != null).Form!.AbsolutePath;

    public async Task<TestPage> OpenAsync(string path) => await AskAsync(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>A file that a page leads to.</summary>
    public Task<byte[]> BytesAsync(string path) =>
        _browser.GetByteArrayAsync(new Uri(Local.Emulator.BaseAddress, path), Cancellation);

    /// <summary>Posts the page's form as a browser would after the fields were filled in. Does not follow a redirect.</summary>
    public Task<TestPage> PostFormAsync(TestPage page, string? button, params (string Field, string Value)[] filled) =>
        PostFieldsAsync(page.Form.GetAttribute("action")!, Fields(page, button, filled));

    /// <summary>Posts one of several forms of the page.</summary>
    public Task<TestPage> PostFormAsync(TestPage page, IElement form, string? button, params (string Field, string Value)[] filled) =>
        PostFieldsAsync(form.GetAttribute("action")!, Fields(form, button, filled));

    public Task<TestPage> PostFieldsAsync(string path, IEnumerable<KeyValuePair<string, string>> fields) =>
        AskAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) });

    /// <summary>Opens a section's page from the overview.</summary>
    public async Task<TestPage> OpenSectionAsync(string link, string section)
    {
        var overview = await OpenAsync(link);
        return await OpenAsync(overview.Document.GetElementById(section)!.QuerySelector("a")!.GetAttribute("href")!);
    }

    /// <summary>Posts the page's form as a browser does for a page of <paramref name="site"/> (Sec-Fetch-Site).</summary>
    public Task<TestPage> PostFormFromAsync(string site, TestPage page, params (string Field, string Value)[] filled) => AskAsync(
        new HttpRequestMessage(HttpMethod.Post, page.Form.GetAttribute("action"))
        {
            Headers = { { "Sec-Fetch-Site", site } },
            Content = new FormUrlEncodedContent(Fields(page, null, filled))
        });

    /// <summary>The pages of all sections, in the overview's order.</summary>
    public async Task<IReadOnlyList<TestPage>> OpenSectionsAsync(string link)
    {
        var pages = new List<TestPage>();
        foreach (var section in (await OpenAsync(link)).Document.QuerySelectorAll(".tasks a"))
        {
            pages.Add(await OpenAsync(section.GetAttribute("href")!));
        }
        return pages;
    }

    /// <summary>The text of the overview and of every section.</summary>
    public async Task<string> ReadAllAsync(string link) =>
        string.Join('\n', (await OpenSectionsAsync(link)).Prepend(await OpenAsync(link)).Select(page => page.Text));

    /// <summary>Fills in and saves the sections of the fields; the overview.</summary>
    public async Task<TestPage> SaveAsync(string link, params (string Field, string Value)[] filled)
    {
        TestPage page = null!;
        foreach (var section in filled.GroupBy(field => field.Field[..field.Field.LastIndexOf('.')]))
        {
            var saved = await PostFormAsync(await OpenSectionAsync(link, section.Key), "spara", [.. section]);
            Assert.Equal(HttpStatusCode.SeeOther, saved.Status);
            page = await OpenAsync(saved.Location!);
            Assert.Equal(HttpStatusCode.OK, page.Status);
        }
        return page;
    }

    /// <summary>
    /// Fills in, checks and submits; the receipt. Where all measures are answered, the page about business plan and account says "none"
    /// unless it says something else.
    /// </summary>
    public async Task<TestPage> SubmitAsync(string link, params (string Field, string Value)[] filled)
    {
        var overview = await SaveAsync(link, filled) ?? await OpenAsync(link);
        var left = overview.Document.GetElementById("accounts")?.ParentElement!.Children
            .Where(section => section.QuerySelector(".tag")!.TextContent is Texts.Overview.Untouched or Texts.Overview.Begun).ToList();
        if (left is [{ Id: "accounts" }])
        {
            await SaveAsync(link, ("accounts.business-plan-measures", "none"), ("accounts.account-measures", "none"));
        }
        var submitted = await PostFormAsync(await OpenAsync($"{link}/granska"), null, ("namn", "Kim Exempel"), ("roll", "handläggare"));
        Assert.Equal(HttpStatusCode.SeeOther, submitted.Status);
        var receipt = await OpenAsync(submitted.Location!);
        Assert.Equal(HttpStatusCode.OK, receipt.Status);
        await SettleAsync();
        return receipt;
    }

    /// <summary>Calls the API by name, but without the key.</summary>
    public Task<TestPage> AskWithoutKeyAsync(HttpMethod method, string path) =>
        AskAsync(new HttpRequestMessage(method, path) { Headers = { { ApiCaller.Header, "Sam" } } });

    public async Task<TestPage> AskAsync(HttpRequestMessage request)
    {
        request.RequestUri = new Uri(Local.Emulator.BaseAddress, request.RequestUri!);
        using var answer = await _browser.SendAsync(request, Cancellation);
        var html = await answer.Content.ReadAsStringAsync(Cancellation);
        return new TestPage(
            answer.StatusCode, answer.Headers.Location?.ToString(), await new HtmlParser().ParseDocumentAsync(html, Cancellation), html,
            answer.Headers.Concat(answer.Content.Headers).ToDictionary(header => header.Key, header => string.Join(",", header.Value)));
    }

    /// <summary>Every row of the app's tables and of its engine's.</summary>
    public async Task<IReadOnlyList<TableEntity>> StoredRowsAsync()
    {
        var service = new TableServiceClient(_storage.ConnectionString);
        var rows = new List<TableEntity>();
        await foreach (var table in service.QueryAsync(cancellationToken: Cancellation))
        {
            if (table.Name.StartsWith(_prefix, StringComparison.Ordinal))
            {
                await foreach (var row in service.GetTableClient(table.Name).QueryAsync<TableEntity>(cancellationToken: Cancellation))
                {
                    rows.Add(row);
                }
            }
        }
        return rows;
    }

    /// <summary>The ETag of every row: it changes with each write, also of the same values.</summary>
    public async Task<IReadOnlyDictionary<string, string>> VersionsAsync() =>
        (await StoredRowsAsync()).ToDictionary(row => $"{row.PartitionKey}|{row.RowKey}", row => $"{row.ETag}");

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await Local.DisposeAsync();
        _folder.Delete(recursive: true);
        await Azurite.DropTablesAsync(_storage.ConnectionString, _prefix);
    }

    /// <summary>The fields that a browser would send, after the given ones were filled in.</summary>
    public static List<KeyValuePair<string, string>> Fields(TestPage page, string? button, params (string Field, string Value)[] filled) =>
        Fields(page.Form, button, filled);

    public static List<KeyValuePair<string, string>> Fields(IElement form, string? button, params (string Field, string Value)[] filled)
    {
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var element in form.QuerySelectorAll("input, textarea, select"))
        {
            var name = element.GetAttribute("name")!;
            if (filled.All(field => field.Field != name))
            {
                switch (element)
                {
                    case IHtmlTextAreaElement area:
                        fields.Add(new(name, area.Value));
                        break;
                    case IHtmlSelectElement select:
                        fields.Add(new(name, select.Value!));
                        break;
                    case IHtmlInputElement { Type: "radio" or "checkbox", IsChecked: false } or IHtmlInputElement { Type: "file" }:
                        break;
                    case IHtmlInputElement input:
                        fields.Add(new(name, input.Value));
                        break;
                }
            }
        }
        fields.AddRange(filled.Select(field => new KeyValuePair<string, string>(field.Field, field.Value)));
        if (button != null)
        {
            fields.Add(new("gor", button));
        }
        return fields;
    }

    private static bool IsDigest(OutboxMail mail) => mail.File.StartsWith(CalendarKeys.Key("digest", ""), StringComparison.Ordinal);

    private async Task StartAsync() =>
        Local = await LocalWorld.StartAsync(_folder.FullName, _storage.ConnectionString, _start, _prefix, _port, settings: _settings,
            configure: _configure, cancellation: Cancellation);
}

internal sealed record TestPage(HttpStatusCode Status, string? Location, IHtmlDocument Document, string Html,
    IReadOnlyDictionary<string, string> Headers)
{
    public IElement Form => Document.QuerySelector("form")!;

    public string Text => Document.Body!.TextContent;

    /// <summary>Of its tables, each as its cells with a bar between them.</summary>
    public IEnumerable<string> Rows => Document.QuerySelectorAll("tbody tr")
        .Select(row => string.Join(" | ", row.Children.Select(cell => cell.TextContent.Trim())));

    public string Title => Document.Title!;

    /// <summary>The location without the proof that what it says was done.</summary>
    public string? Leads => Location?.Split("&intyg=")[0];
}
