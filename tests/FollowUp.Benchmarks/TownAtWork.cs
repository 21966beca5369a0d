using System.Net;
using System.Text.RegularExpressions;
using FollowUp.Local;
using FollowUp.Local.Demo;
using FollowUp.Rounds;
using FollowUp.Stress;
using FollowUp.Time;
using Microsoft.AspNetCore.Builder;

namespace FollowUp.Benchmarks;

/// <summary>
/// A large town on the emulator whose departments fill in their forms. The clients do as little work as possible, since their time is not
/// what is measured.
/// </summary>
internal sealed partial class TownAtWork(LocalWorld world, DirectoryInfo folder, LargeTown town) : IAsyncDisposable
{
    /// <summary>Whose accounts count at the desk.</summary>
    public const string TenantId = "11111111-aaaa-bbbb-cccc-555555555555";

    public static readonly DateOnly Opening = new(2026, 1, 12);
    public static readonly DateOnly Reminder = new(2026, 2, 13);
    public static readonly DateOnly LastDay = new(2026, 3, 20);

    private readonly HttpClient _browser = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false })
    {
        BaseAddress = world.Emulator.BaseAddress,
    };

    private Dictionary<string, string> _links = [];

    public Uri Address => world.Emulator.BaseAddress;

    /// <param name="engineStorage">Where the emulator keeps its own tables.</param>
    /// <param name="appStorage">Where the app keeps its tables.</param>
    public static async Task<TownAtWork> DraftAsync(LargeTown town, string tablePrefix, string engineStorage, string appStorage,
        CancellationToken cancellation, Action<WebApplication>? front = null)
    {
        var folder = Directory.CreateTempSubdirectory("followup-benchmark-");
        // A week before the round opens.
        var world = await LocalWorld.StartAsync(
            folder.FullName, engineStorage, StockholmTime.At(Opening.AddDays(-7), new TimeOnly(9, 0)), tablePrefix,
            front: front, settings: new Dictionary<string, string?>
            {
                ["FollowUp:Storage"] = appStorage,
                ["WEBSITE_AUTH_ENABLED"] = "True",
                ["FollowUp:TenantId"] = TenantId
            }, configure: options => options with { RepeatsActivities = false },
                cancellation: cancellation);
        var drafted = new TownAtWork(world, folder, town);
        await drafted.PostAsync("api/departments", town.Register(), cancellation);
        await drafted.PostAsync("api/plans", town.Plan(), cancellation);
        await drafted.PostAsync("api/rounds", LargeTown.Round, cancellation);
        return drafted;
    }

    public async Task OpenAsync(CancellationToken cancellation)
    {
        await PostAsync($"api/rounds/{LargeTown.RoundId}/open", "", cancellation);
        await world.Emulator.SettleAsync(cancellation);
    }

    public async Task AdvanceToAsync(DateOnly day, int hour, CancellationToken cancellation)
    {
        await world.Emulator.AdvanceToAsync(StockholmTime.At(day, new TimeOnly(hour, 0)), cancellation);
        if (_links.Count == 0)
        {
            _links = OutboxMail.ReadAll(world.OutboxFolder).ToDictionary(mail => mail.To, mail => mail.Link!.AbsolutePath);
        }
    }

    public async Task<OpenedForm> OpenFormAsync(int department, CancellationToken cancellation)
    {
        var link = _links[LargeTown.MailboxOf(department)];
        var sections = new List<OpenedSection>();
        foreach (var address in Sections().Matches(await GetAsync(link, cancellation)).Select(match => match.Value).Distinct())
        {
            var html = await GetAsync(address, cancellation);
            if (Statuses().Match(html) is { Success: true } measure)
            {
                sections.Add(new OpenedSection(address, measure.Groups[1].Value, Hidden(html)));
            }
        }
        return new OpenedForm(link, sections);
    }

    /// <summary>Posts a form; the address of the redirect.</summary>
    public async Task<string> PostFormAsync(string address, HttpContent form, CancellationToken cancellation)
    {
        using var answer = await _browser.PostAsync(address, form, cancellation);
        return answer.StatusCode == HttpStatusCode.SeeOther
            ? answer.Headers.Location!.ToString()
            : throw new InvalidOperationException($"POST {address} answered {(int)answer.StatusCode}.");
    }

    /// <summary>All steps of a department: the overview, the measures, the check, the submission, the receipt.</summary>
    public async Task AnswerAsync(int department, CancellationToken cancellation)
    {
        var form = await OpenFormAsync(department, cancellation);
        foreach (var section in form.Sections)
        {
            await PostFormAsync(section.Address, section.Filled("fortsatt"), cancellation);
        }
        List<KeyValuePair<string, string>> submission =
            [.. Hidden(await GetAsync($"{form.Link}/granska", cancellation)), new("namn", "Kim Exempel"), new("roll", "handläggare")];
        var receipt = await PostFormAsync($"{form.Link}/skicka", new FormUrlEncodedContent(submission), cancellation);
        await GetAsync(receipt, cancellation);
    }

    /// <summary>Runs what the sent signals start.</summary>
    public Task SettleAsync(CancellationToken cancellation) => world.Emulator.SettleAsync(cancellation);

    public Task<string> ReportAsync(CancellationToken cancellation) =>
        world.Coordinator.GetStringAsync($"api/rounds/{LargeTown.RoundId}/report.json", cancellation);

    public IEnumerable<int> Departments => Enumerable.Range(0, town.Departments);

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await world.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private async Task PostAsync(string route, string body, CancellationToken cancellation)
    {
        using var answer = await world.Coordinator.PostAsync(route, new StringContent(body), cancellation);
        answer.EnsureSuccessStatusCode();
    }

    private async Task<string> GetAsync(string address, CancellationToken cancellation) =>
        await _browser.GetStringAsync(address, cancellation);

    private static List<KeyValuePair<string, string>> Hidden(string html) =>
        HiddenField().Matches(html).Select(match => KeyValuePair.Create(match.Groups[1].Value,
            WebUtility.HtmlDecode(match.Groups[2].Value))).ToList();

    [GeneratedRegex("""<input type="hidden" name="([^"]*)" value="([^"]*)" ?/?>""")]
    private static partial Regex HiddenField();

    [GeneratedRegex("""name="([^"]*)\.status" """)]
    private static partial Regex Statuses();

    [GeneratedRegex("""/svar/[^/"]+/avsnitt/[0-9]+""")]
    private static partial Regex Sections();
}

/// <param name="Sections">The measures that the form asks about.</param>
internal sealed record OpenedForm(string Link, IReadOnlyList<OpenedSection> Sections);

/// <param name="Address">The address of the page, to which the form is posted.</param>
internal sealed record OpenedSection(string Address, string Id, IReadOnlyList<KeyValuePair<string, string>> Hidden)
{
    private const string Text =
        "Vi har utbildat all berörd personal och tagit in ämnet i introduktionen för nyanställda. Arbetet drivs av en grupp som träffas "
        + "varje månad.";

    /// <summary>The fields that a browser posts after the measure was answered and the button pressed.</summary>
    public HttpContent Filled(string button) => new FormUrlEncodedContent(
    [
        .. Hidden,
        new($"{Id}.status", "done"),
        new($"{Id}.what", $"{Id}: {Text}"),
        new($"{Id}.how", "routine"),
        new($"{Id}.levels", "universal"),
        new("gor", button),
    ]);
}
