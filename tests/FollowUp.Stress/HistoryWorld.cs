using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Data.Tables;
using FollowUp.Links;
using FollowUp.Local;
using FollowUp.Local.Emulator;
using FollowUp.Mail;
using FollowUp.Rounds;
using FollowUp.Schedule;
using FollowUp.Storage;
using FollowUp.Time;
using FollowUp.Trail;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FollowUp.Stress;

/// <summary>
/// Histories that share a clock, a program that is ended in the middle of things and started again, and a mail service that is down now and
/// then. Each history has a round of its own.
/// </summary>
internal sealed class HistoryWorld : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("followup-histories-");
    private readonly HttpClient _browser = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly string _storage;
    private readonly HistoryWorldPlan _plan;
    private readonly Queue<Cut> _coming;
    private readonly string _prefix = $"H{Guid.NewGuid():N}";
    private readonly int _port = LocalWorld.FreePort();
    private readonly MailRecorder _mails;
    private readonly List<HistoryHands> _hands;
    private readonly List<DateTimeOffset> _cuts = [];
    private readonly ConcurrentQueue<HistoryMail> _posted = [];
    private readonly ConcurrentDictionary<string, string> _links = [];
    private PowerCut _cut = new();
    private LocalWorld _app = null!;
    private bool _isCalm;

    private HistoryWorld(string storage, HistoryWorldPlan plan, MailRecorder mails)
    {
        _storage = storage;
        _plan = plan;
        _mails = mails;
        _mails.Answer = Take;
        _hands = plan.Histories.Select(history => new HistoryHands(history)).ToList();
        _coming = new Queue<Cut>(plan.Cuts);
    }

    private DateTimeOffset Now => _app.Emulator.Clock.GetUtcNow();

    /// <returns>What each history left behind, in the plan's order.</returns>
    public static async Task<IReadOnlyList<HistoryEvidence>> LiveAsync(
        string storage, HistoryWorldPlan plan, CancellationToken cancellation)
    {
        await using var mails = await MailRecorder.StartAsync(cancellation, TimeSpan.Zero);
        await using var world = new HistoryWorld(storage, plan, mails);
        return await world.LiveAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await (_app?.DisposeAsync() ?? ValueTask.CompletedTask);
        _folder.Delete(recursive: true);
        await Azurite.DropTablesAsync(_storage, _prefix);
    }

    /// <summary>The newest link that was mailed to the address; null where none was.</summary>
    public string? LinkTo(string email) => _links.GetValueOrDefault(email);

    /// <summary>Until when the department is to answer, as the API shows it.</summary>
    public async Task<string?> DeadlineAsync(string roundId, string department) =>
        (string?)JsonNode.Parse(await _app.Coordinator.GetStringAsync($"api/rounds/{roundId}"))!["departments"]!.AsArray()
            .FirstOrDefault(one => (string?)one!["id"] == department)?["deadline"];

    public async Task<(HttpStatusCode Status, string Text)> PostAsync(string route, string body)
    {
        using var answer = await _app.Coordinator.PostAsync(route, new StringContent(body));
        return (Served(answer, route), await answer.Content.ReadAsStringAsync());
    }

    public async Task<(HttpStatusCode Status, string Html)> OpenAsync(string path)
    {
        using var answer = await _browser.GetAsync(new Uri(_app.Emulator.BaseAddress, path));
        return (Served(answer, path), await answer.Content.ReadAsStringAsync());
    }

    public async Task<HttpStatusCode> SubmitFormAsync(string path, IEnumerable<(string Name, string Value)> fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await _browser.PostAsync(new Uri(_app.Emulator.BaseAddress, path), form);
        return Served(answer, path);
    }

    public async Task<IReadOnlyList<string>> BoardDifferencesAsync(string roundId) =>
        await Board.DifferencesAsync(Answers, (await Rounds.GetAsync(roundId, default)).Round, default);

    private AssignmentTable Answers => _app.Emulator.Services.GetRequiredService<AssignmentTable>();

    private RoundTable Rounds => _app.Emulator.Services.GetRequiredService<RoundTable>();

    private static HttpStatusCode Served(HttpResponseMessage answer, string what) =>
        (int)answer.StatusCode < 500 ? answer.StatusCode : throw new InvalidOperationException($"{what} svarade {(int)answer.StatusCode}");

    private async Task<IReadOnlyList<HistoryEvidence>> LiveAsync(CancellationToken cancellation)
    {
        await StartAsync(cancellation);
        await PrepareAsync();
        var steps = _hands.SelectMany(hands => hands.Plan.Steps.Select((step, number) => (hands, step.At, number))).GroupBy(step => step.At)
            .OrderBy(moment => moment.Key).ToList();
        foreach (var moment in steps)
        {
            if (_coming.TryPeek(out var cut) && cut.From <= moment.Key)
            {
                _coming.Dequeue();
                _cut.After(cut.Requests, cut.LosesReply);
            }
            await RepeatAsync(() => _app.Emulator.AdvanceToAsync(moment.Key, cancellation), cancellation);
            await RepeatAsync(() => Task.WhenAll(moment.Select(step => step.hands.DoAsync(this, step.number))), cancellation);
            await RepeatAsync(() => _app.Emulator.SettleAsync(cancellation), cancellation);
        }
        return await EndAsync(cancellation);
    }

    /// <summary>After the program was ended, everything is done again, since nobody knows what the first try did.</summary>
    private async Task RepeatAsync(Func<Task> act, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await act();
                if (!_cut.HasStruck)
                {
                    return;
                }
            }
            catch (Exception) when (_cut.HasStruck && !cancellation.IsCancellationRequested)
            {
            }
            _cuts.Add(Now);
            await _app.DisposeAsync();
            await StartAsync(cancellation);
        }
    }

    private async Task PrepareAsync()
    {
        var register = new StringBuilder("enheter:\n");
        _hands.ForEach(hands => hands.Plan.WriteRegister(register));
        await DoneAsync("api/departments?file=register.yaml", register.ToString());
        foreach (var plan in _hands.Select(hands => hands.Plan))
        {
            await DoneAsync("api/plans?file=plan.yaml", plan.Yaml());
            await DoneAsync("api/rounds", plan.Draft);
            await DoneAsync($"api/rounds/{plan.RoundId}/open", "");
        }

        async Task DoneAsync(string route, string body)
        {
            var (status, text) = await PostAsync(route, body);
            if (status is not (HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.Accepted))
            {
                throw new InvalidOperationException($"{route}: {(int)status} {text}\n{body}");
            }
        }
    }

    /// <summary>Moves the clock until every round has ended by itself; a paused round is closed by the coordinator.</summary>
    private async Task<IReadOnlyList<HistoryEvidence>> EndAsync(CancellationToken cancellation)
    {
        _cut.Spare();
        _isCalm = true;
        foreach (var hands in _hands)
        {
            if ((await Rounds.GetAsync(hands.Plan.RoundId, cancellation)).Round.State == RoundState.Paused)
            {
                await PostAsync($"api/rounds/{hands.Plan.RoundId}/close", "");
            }
        }
        await _app.Emulator.SettleAsync(cancellation);
        var ends = new List<DateOnly> { StockholmTime.DayOf(Now) };
        foreach (var hands in _hands)
        {
            ends.Add((await Rounds.GetAsync(hands.Plan.RoundId, cancellation)).Round is { State: RoundState.Open } open ? open.Closes
                : ends[0]);
        }
        // Thanks are sent on the morning of the next working day.
        await _app.Emulator.AdvanceToAsync(StockholmTime.At(WorkingDays.Default.OnOrAfter(ends.Max().AddDays(1)).AddDays(1),
            new TimeOnly(12, 0)), cancellation);
        var evidence = new List<HistoryEvidence>();
        foreach (var hands in _hands)
        {
            evidence.Add(await ReadAsync(hands, cancellation));
        }
        return evidence;
    }

    private async Task<HistoryEvidence> ReadAsync(HistoryHands hands, CancellationToken cancellation)
    {
        var id = hands.Plan.RoundId;
        var round = (await Rounds.GetAsync(id, cancellation)).Round;
        var trail = JsonSerializer.Deserialize<List<TrailEntry>>(
            await _app.Coordinator.GetStringAsync($"api/rounds/{id}/trail", cancellation), Json)!;
        var opened = new List<string>();
        foreach (var replaced in hands.Replaced.Where(replaced => replaced.Link != null))
        {
            if ((await OpenAsync(replaced.Link!)).Status != HttpStatusCode.NotFound)
            {
                opened.Add(replaced.Email);
            }
        }
        return new HistoryEvidence(
            hands.Plan, round, trail, await Answers.ListAsync(id, round.Run, cancellation),
            _posted.Where(mail => mail.Key.StartsWith($"{id}~", StringComparison.Ordinal)
            || mail.Key.StartsWith(CalendarKeys.Key("digest", id, ""), StringComparison.Ordinal)).ToList(),
            hands.Days, hands.Replaced, hands.Submitted,
            [.. hands.Differences, .. await Board.DifferencesAsync(Answers, round, cancellation)], opened, _cuts,
            [.. hands.Log.Select(step => (hands.Plan.Steps[step.Key].At, step.Value))]);
    }

    private async Task StartAsync(CancellationToken cancellation)
    {
        var tables = new TableClientOptions { Transport = _cut = new PowerCut() };
        // After the cut every retry would fail, too.
        tables.Retry.MaxRetries = 0;
        _app = await LocalWorld.StartAsync(
            _folder.FullName, _storage, StockholmTime.At(_plan.Week.AddDays(-4), new TimeOnly(12, 0)), _prefix, _port,
            settings: new Dictionary<string, string?>
            {
                ["FollowUp:Municipality"] = "Historiens kommun",
                ["FollowUp:SendGridKey"] = "SG.histories",
                ["FollowUp:SendGridHost"] = _mails.Address.ToString(),
                ["FollowUp:MailAllowed"] = MailSettings.Everybody,
            },
            configure: options => options with
            {
                Tables = tables,
                ConfigureApp = app =>
                {
                    app.AddFollowUp();
                    // A program that is ended logs many failures.
                    app.Logging.ClearProviders();
                },
            },
            cancellation: cancellation);
    }

    private int Take(RecordedMail mail)
    {
        var now = Now;
        var status = !_isCalm && (_plan.Outages.Any(outage => outage.From <= now && now < outage.To)
            || mail.To.StartsWith(HistoryPlan.Stuck, StringComparison.Ordinal))
            ? StatusCodes.Status503ServiceUnavailable
            : mail.To.StartsWith(HistoryPlan.Refused, StringComparison.Ordinal) ? StatusCodes.Status400BadRequest
            : StatusCodes.Status202Accepted;
        _posted.Enqueue(new HistoryMail(now, mail.Key, mail.MessageId, mail.To, status));
        if (status == StatusCodes.Status202Accepted && mail.Link is { } link)
        {
            _links[mail.To] = string.Join('/', link.AbsolutePath.Split('/').Take(3));
        }
        return status;
    }
}

/// <summary>A request to the mail service.</summary>
/// <param name="Status">What the service answered.</param>
internal sealed record HistoryMail(DateTimeOffset At, string Key, string MessageId, string To, int Status)
{
    public bool IsTaken => Status == StatusCodes.Status202Accepted;

    public bool IsDigest => Key.StartsWith(CalendarKeys.Key("digest", ""), StringComparison.Ordinal);

    public string Notice => Key.Split('~')[3];

    public string Run => Key.Split('~')[1];

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Key} till {To} {At.UtcDateTime:yyyy-MM-dd HH:mm}");
}
