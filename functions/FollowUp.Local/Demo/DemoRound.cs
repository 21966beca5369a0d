using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using FollowUp.Local.Emulator;
using FollowUp.Reports;
using FollowUp.Rounds;
using FollowUp.Time;
using FollowUp.Trail;
using Microsoft.DurableTask.Client;

namespace FollowUp.Local.Demo;

/// <summary>
/// A whole round of the seeds, lived through: the coordinator imports, drafts and opens, the departments answer as
/// their temper is, the round closes. Everything goes through the HTTP pages and the mails.
/// </summary>
/// <param name="round">Which one.</param>
/// <param name="coordinator">Calls the app with the coordinator's key.</param>
/// <param name="mailFolder">Where the mails that the app sends arrive, as <c>.eml</c> files.</param>
/// <param name="emulator">Runs the app and its clock; null where the app runs elsewhere, as time does.</param>
internal sealed class DemoRound(SeedRound round, HttpClient coordinator, string mailFolder, FunctionsEmulator? emulator, int seed,
    TextWriter output)
{
    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    // On an app that runs elsewhere mails come when they come.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    private readonly HashSet<string> _told = [];
    private Dictionary<string, string>? _names;

    public string RoundId { get; } = emulator == null ? $"{round.Town}-{DateTime.UtcNow:yyyyMMdd-HHmmss}" : round.Name;

    /// <summary>Lives the round through, and looks where the app then says that each department stands.</summary>
    /// <returns>What did not come out as it should, in sentences; empty when all did.</returns>
    /// <exception cref="LocalSetupException">An app that runs elsewhere did not answer as it should, or its mails did not come.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellation)
    {
        await PostAsync($"api/departments?file={round.Town}.yaml", round.Register, cancellation);
        foreach (var plan in round.Plans)
        {
            await PostAsync($"api/plans?file={plan}.yaml", Repository.Seed($"plans/{plan}.yaml"), cancellation);
        }
        var drafted = JsonSerializer.Deserialize<Round>(await PostAsync("api/rounds", Draft(), cancellation), Json)!;
        await PostAsync($"api/rounds/{RoundId}/open", "", cancellation);
        if (emulator == null)
        {
            await UntilAsync("att alla enheter får sina inbjudningar", async () =>
                await DepartmentsAsync(cancellation) is { Count: > 0 } asked && asked.All(department => MailTo(department) != null),
                cancellation);
        }

        await AdvanceAsync(Timetable.OpensAt(drafted), cancellation);
        var departments = await DepartmentsAsync(cancellation);
        var acts = Acts(drafted, departments);
        foreach (var act in acts)
        {
            await AdvanceAsync(act.At, cancellation);
            await act.Do(new SimulatedDepartment(act.Department.Name, new Random(act.Seed)), MailTo(act.Department)!.Form!);
            await NotifyAsync(cancellation);
        }

        if (emulator == null)
        {
            await PostAsync($"api/rounds/{RoundId}/close", "", cancellation);
            await UntilAsync("rapporten", async () => await HasReportAsync(cancellation), cancellation);
            await NotifyAsync(cancellation);
        }
        else
        {
            // Departments that answered are thanked the next morning.
            await AdvanceAsync(Timetable.InWorkingHours(drafted, Timetable.ClosesAt(drafted)).AddHours(1), cancellation);
        }
        return await ProblemsAsync(departments, acts, cancellation);
    }

    private async Task<IReadOnlyList<string>> ProblemsAsync(IReadOnlyList<DepartmentLine> departments, IReadOnlyList<Act> acts,
        CancellationToken cancellation)
    {
        var problems = new List<string>();
        var stands = (await DepartmentsAsync(cancellation)).ToDictionary(department => department.Id, department => department.State);
        foreach (var department in departments)
        {
            var outcome = acts.LastOrDefault(act => act.Department.Id == department.Id)?.Outcome ?? AssignmentState.Missing;
            if (stands[department.Id] != outcome)
            {
                problems.Add($"{department.Name} står som ”{Texts.State(stands[department.Id])}”, men borde stå som "
                    + $"”{Texts.State(outcome)}”.");
            }
        }
        if (!await HasReportAsync(cancellation))
        {
            problems.Add("Rapporten saknas.");
        }
        if (emulator != null
            && (await emulator.DurableClient.GetInstanceAsync(RoundIds.RoundInstance(RoundId, 1, 0),
                cancellation))?.RuntimeStatus != OrchestrationRuntimeStatus.Completed)
        {
            problems.Add("Omgångens orkestrering blev inte klar.");
        }
        return problems;
    }

    private async Task<bool> HasReportAsync(CancellationToken cancellation)
    {
        using var answer = await coordinator.GetAsync($"api/rounds/{RoundId}/report.json", cancellation);
        return answer.StatusCode == HttpStatusCode.OK;
    }

    /// <summary>The seed's round; where time cannot be moved, one that opened yesterday, so that its invitations go out at once.</summary>
    private string Draft()
    {
        var draft = round.Draft;
        draft["id"] = RoundId;
        if (emulator == null)
        {
            var today = StockholmTime.DayOf(TimeProvider.System.GetUtcNow());
            foreach (var (field, days) in new[] { ("opens", -1), ("deadline", 42), ("closes", 63) })
            {
                draft[field] = $"{today.AddDays(days):yyyy-MM-dd}";
            }
        }
        return draft.ToJsonString();
    }

    /// <summary>The newest mail with a link: a person who was reminded opens the reminder, not the mail of weeks ago.</summary>
    private OutboxMail? MailTo(DepartmentLine department) => OutboxMail.ReadAll(mailFolder).LastOrDefault(mail =>
        mail.To == $"kontaktperson.{department.Id}@{round.Town}.example" && mail.Form != null
            && mail.MessageId.StartsWith($"<{RoundId}~", StringComparison.Ordinal));

    private async Task UntilAsync(string what, Func<Task<bool>> isSo, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        while (!await isSo())
        {
            if (watch.Elapsed > Patience)
            {
                throw new LocalSetupException(
                    $"Väntade {Patience.TotalMinutes:F0} minuter förgäves på {what}. Kommer mejlen till {mailFolder}, och går appens "
                    + "orkestreringar?");
            }
            await Task.Delay(BetweenLooks, cancellation);
        }
    }

    public async Task<IReadOnlyList<TrailEntry>> TrailAsync(CancellationToken cancellation) =>
        (await coordinator.GetFromJsonAsync<List<TrailEntry>>($"api/rounds/{RoundId}/trail", Json, cancellation))!;

    /// <summary>What the report's summary says.</summary>
    public async Task<IReadOnlyList<string>> SummaryAsync(CancellationToken cancellation)
    {
        var report = await coordinator.GetFromJsonAsync<Report>($"api/rounds/{RoundId}/report.json", Json, cancellation);
        return report!.Chapters[0].Blocks.OfType<Statements>().SelectMany(list => list.Items).Select(item => item.Text).ToList();
    }

    /// <summary>
    /// Who does what and when: some at once, some after the first reminder, some late, one in part, one only saves, one never opens.
    /// </summary>
    private List<Act> Acts(Round drafted, IReadOnlyList<DepartmentLine> departments)
    {
        var random = new Random(seed);
        var shuffled = departments.ToArray();
        random.Shuffle(shuffled);
        // Only departments with enough sections can answer in part.
        var inPart = Array.FindIndex(shuffled, department => department.Asked > 4);
        if (inPart >= 0)
        {
            (shuffled[0], shuffled[inPart]) = (shuffled[inPart], shuffled[0]);
        }
        // Where there are few, most of them answer.
        var temper = departments.Count >= 10 ? Enumerable.Range(0, departments.Count).ToList()
            : [0, 2, 3, 5, .. Enumerable.Range(9, departments.Count)];

        var reminded = StockholmTime.DayOf(Timetable.Notices(drafted).First(notice => notice.Kind == NoticeKind.Reminder).At);
        var acts = new List<Act>();
        for (var i = 0; i < shuffled.Length; i++)
        {
            var department = shuffled[i];
            void Within(int days, DateOnly from, AssignmentState outcome, Func<SimulatedDepartment, Uri, Task<string>> act)
            {
                var day = WorkingDays.Office.OnOrAfter(from.AddDays(random.Next(days)));
                var time = new TimeOnly(9, 0).AddMinutes(random.Next(7 * 60));
                acts.Add(new Act(StockholmTime.At(day, time), department, random.Next(), act, outcome));
            }
            switch (temper[i])
            {
                case 0 when inPart >= 0:
                    Within(7, reminded, AssignmentState.PartlySubmitted, (department, link) => department.SubmitAsync(link, 0.4));
                    break;
                case 1:
                    Within(20, drafted.Opens, AssignmentState.Missing, (department, link) => department.SaveAsync(link, 0.4));
                    break;
                case 2:
                    break;
                case 3 or 4:
                    Within(Math.Max(1, drafted.Closes.DayNumber - drafted.Deadline.DayNumber - 8),
                        drafted.Deadline.AddDays(drafted.Closes > drafted.Deadline.AddDays(3) ? 3 : 1), AssignmentState.Submitted,
                        (department, link) => department.SubmitAsync(link));
                    break;
                case 5 or 6 or 7 or 8:
                    Within(9, reminded, AssignmentState.Submitted, (department, link) => department.SubmitAsync(link));
                    break;
                case 9:
                    Within(4, drafted.Opens, AssignmentState.Missing, (department, link) => department.SaveAsync(link, 0.5));
                    Within(5, drafted.Opens.AddDays(7), AssignmentState.Submitted, (department, link) => department.SubmitAsync(link));
                    break;
                default:
                    Within(10, drafted.Opens, AssignmentState.Submitted, (department, link) => department.SubmitAsync(link));
                    break;
            }
        }
        return acts.OrderBy(act => act.At).ToList();
    }

    /// <summary>The asked departments as the coordinator sees them, in an order of their own.</summary>
    private async Task<IReadOnlyList<DepartmentLine>> DepartmentsAsync(CancellationToken cancellation)
    {
        var shown = await coordinator.GetFromJsonAsync<ShownRound>($"api/rounds/{RoundId}", Json, cancellation);
        return shown!.Departments.OrderBy(department => department.Id, StringComparer.Ordinal).ToList();
    }

    private async Task AdvanceAsync(DateTimeOffset until, CancellationToken cancellation)
    {
        if (emulator != null)
        {
            await emulator.AdvanceToAsync(until, cancellation);
        }
        await NotifyAsync(cancellation);
    }

    /// <summary>Tells what is new in the trail; what happened to many at once in one line.</summary>
    private async Task NotifyAsync(CancellationToken cancellation)
    {
        var news = (await TrailAsync(cancellation)).Where(entry => entry.What != TrailEvent.MailDecided
            && _told.Add($"{entry.DepartmentId}|{entry.Key}"));
        _names ??= (await DepartmentsAsync(cancellation)).ToDictionary(department => department.Id, department => department.Name);
        // Of mails, what it is about begins with their kind.
        foreach (var moment in news.GroupBy(entry =>
            (Moment: Texts.Moment(entry.At), entry.What, Kind: entry.What == TrailEvent.MailSent ? entry.About.Split(':')[0] : "")))
        {
            var first = moment.First();
            var kind = moment.Key.Kind == "" ? "" : $"{Texts.Capital(moment.Key.Kind)}, ";
            var about = moment.Count() == 1
                ? $"{(first.DepartmentId == null ? "" : $"{_names[first.DepartmentId]}: ")}{Texts.Capital(first.About)}"
                : $"{kind}{moment.Count()} st: "
                + $"{string.Join(", ", moment.Select(entry => _names[entry.DepartmentId!]).Distinct().Order(Texts.Alphabet))}";
            await output.WriteLineAsync($"{moment.Key.Moment}  {Texts.Trail.Event(first.What)}. {about}");
        }
    }

    private async Task<string> PostAsync(string route, string body, CancellationToken cancellation)
    {
        using var answer = await coordinator.PostAsync(route, new StringContent(body), cancellation);
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        return answer.IsSuccessStatusCode ? text : throw new LocalSetupException($"POST {route} svarade {(int)answer.StatusCode}: {text}");
    }

    /// <param name="Outcome">Where the department stands after the close if it does nothing more.</param>
    private sealed record Act(DateTimeOffset At, DepartmentLine Department, int Seed, Func<SimulatedDepartment, Uri, Task<string>> Do,
        AssignmentState Outcome);

    private sealed record DepartmentLine(string Id, string Name, int Asked, AssignmentState State);

    private sealed record ShownRound(Round Round, IReadOnlyList<DepartmentLine> Departments);
}
