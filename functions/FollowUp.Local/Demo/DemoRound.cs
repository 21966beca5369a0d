using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using FollowUp.Records;
using FollowUp.Reports;
using FollowUp.Rounds;
using Microsoft.DurableTask.Client;

namespace FollowUp.Local.Demo;

/// <summary>
/// A whole round of Södertälje's plan, lived through: the coordinator imports, drafts and opens, the departments answer as
/// their temper is, the clock runs to the close. Everything goes through the HTTP pages and the mails.
/// </summary>
public sealed class DemoRound(LocalWorld world, int seed, TextWriter output)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    private readonly HashSet<string> _told = [];
    private Dictionary<string, string>? _names;

    /// <summary>The Monday on which the coordinator sits down, a week before the round opens.</summary>
    public static DateTimeOffset Begins { get; } = StockholmTime.At(new DateOnly(2026, 1, 5), new TimeOnly(9, 0));

    public static string RoundId => "sodertalje-2025";

    /// <returns>Whether the round came to its end.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        await PostAsync("api/departments?file=sodertalje.yaml", Repository.Seed("departments/sodertalje.yaml"), cancellation);
        await PostAsync("api/plans?file=sodertalje-2024-2027.yaml", Repository.Seed("plans/sodertalje-2024-2027.yaml"), cancellation);
        var round = JsonSerializer.Deserialize<Round>(await PostAsync("api/rounds", Repository.Seed("rounds/sodertalje-2025.json"), cancellation), Json)!;
        await PostAsync($"api/rounds/{RoundId}/open", "", cancellation);

        await AdvanceAsync(Timetable.OpensAt(round), cancellation);
        foreach (var act in Acts(round, await DepartmentsAsync(cancellation)))
        {
            await AdvanceAsync(act.At, cancellation);
            // Whoever needed a reminder opens the reminder, not the mail of weeks ago.
            var mail = OutboxMail.ReadAll(world.OutboxFolder).Last(mail => mail.To == ContactOf(act.Department) && mail.Link != null);
            await act.Do(new SimulatedDepartment(act.Department.Name, new Random(act.Seed)), mail.Link!);
            await TellAsync(cancellation);
        }
        await AdvanceAsync(Timetable.ClosesAt(round).AddHours(1), cancellation);
        var instance = await world.Emulator.DurableClient.GetInstanceAsync(RoundIds.RoundInstance(RoundId, 1, 0), cancellation);
        return instance?.RuntimeStatus == OrchestrationRuntimeStatus.Completed;
    }

    public async Task<IReadOnlyList<TrailEntry>> TrailAsync(CancellationToken cancellation) =>
        (await world.Coordinator.GetFromJsonAsync<List<TrailEntry>>($"api/rounds/{RoundId}/trail", Json, cancellation))!;

    /// <summary>What the report's summary says.</summary>
    public async Task<IReadOnlyList<string>> SummaryAsync(CancellationToken cancellation)
    {
        var report = await world.Coordinator.GetFromJsonAsync<Report>($"api/rounds/{RoundId}/report.json", Json, cancellation);
        return report!.Chapters[0].Blocks.OfType<BulletList>().SelectMany(list => list.Items).ToList();
    }

    /// <summary>Who does what and when: some at once, some after the first reminder, some late, one in part, one only saves, one never opens.</summary>
    private List<Act> Acts(Round round, IReadOnlyList<DepartmentLine> departments)
    {
        var random = new Random(seed);
        var shuffled = departments.ToArray();
        random.Shuffle(shuffled);
        // Whoever answers in part must have enough to leave out.
        var inPart = Array.FindIndex(shuffled, department => department.Asked > 4);
        (shuffled[0], shuffled[inPart]) = (shuffled[inPart], shuffled[0]);

        var reminded = StockholmTime.DayOf(Timetable.Rungs(round).First(rung => rung.Kind == RungKind.Reminder).At);
        var acts = new List<Act>();
        for (var i = 0; i < shuffled.Length; i++)
        {
            var department = shuffled[i];
            void Within(int days, DateOnly from, Func<SimulatedDepartment, Uri, Task<string>> act)
            {
                var day = WorkingDays.OnOrAfter(from.AddDays(random.Next(days)));
                var time = new TimeOnly(9, 0).AddMinutes(random.Next(7 * 60));
                acts.Add(new Act(StockholmTime.At(day, time), department, random.Next(), act));
            }
            switch (i)
            {
                case 0:
                    Within(7, reminded, (department, link) => department.SubmitAsync(link, 0.4));
                    break;
                case 1:
                    Within(20, round.Opens, (department, link) => department.SaveAsync(link, 0.4));
                    break;
                case 2:
                    break;
                case 3 or 4:
                    Within(12, round.Deadline.AddDays(3), (department, link) => department.SubmitAsync(link));
                    break;
                case 5 or 6 or 7 or 8:
                    Within(9, reminded, (department, link) => department.SubmitAsync(link));
                    break;
                case 9:
                    Within(4, round.Opens, (department, link) => department.SaveAsync(link, 0.5));
                    Within(5, round.Opens.AddDays(7), (department, link) => department.SubmitAsync(link));
                    break;
                default:
                    Within(10, round.Opens, (department, link) => department.SubmitAsync(link));
                    break;
            }
        }
        return acts.OrderBy(act => act.At).ToList();
    }

    /// <summary>The asked departments as the coordinator sees them, in an order of their own.</summary>
    private async Task<IReadOnlyList<DepartmentLine>> DepartmentsAsync(CancellationToken cancellation)
    {
        var shown = await world.Coordinator.GetFromJsonAsync<ShownRound>($"api/rounds/{RoundId}", Json, cancellation);
        return shown!.Departments.OrderBy(department => department.Id, StringComparer.Ordinal).ToList();
    }

    private static string ContactOf(DepartmentLine department) => $"kontaktperson.{department.Id}@sodertalje.example";

    private async Task AdvanceAsync(DateTimeOffset until, CancellationToken cancellation)
    {
        await world.Emulator.AdvanceToAsync(until, cancellation);
        await TellAsync(cancellation);
    }

    /// <summary>Tells what is new in the trail; what happened to many at once in one line.</summary>
    private async Task TellAsync(CancellationToken cancellation)
    {
        var news = (await TrailAsync(cancellation)).Where(entry => entry.What != TrailEvent.MailDecided && _told.Add($"{entry.DepartmentId}|{entry.Key}"));
        _names ??= (await DepartmentsAsync(cancellation)).ToDictionary(department => department.Id, department => department.Name);
        // Of mails, what it is about begins with their kind.
        foreach (var moment in news.GroupBy(entry => (entry.At, entry.What, Kind: entry.What == TrailEvent.MailSent ? entry.About.Split(':')[0] : "")))
        {
            var first = moment.First();
            var kind = moment.Key.Kind == "" ? "" : $"{Texts.Capital(moment.Key.Kind)}, ";
            var about = moment.Count() == 1
                ? $"{(first.DepartmentId == null ? "" : $"{_names[first.DepartmentId]}: ")}{Texts.Capital(first.About)}"
                : $"{kind}{moment.Count()} st: {string.Join(", ", moment.Select(entry => _names[entry.DepartmentId!]).Distinct().Order(Texts.Alphabet))}";
            await output.WriteLineAsync($"{Texts.Moment(first.At)}  {Texts.Trail.Event(first.What)}. {about}");
        }
    }

    private async Task<string> PostAsync(string route, string body, CancellationToken cancellation)
    {
        using var answer = await world.Coordinator.PostAsync(route, new StringContent(body), cancellation);
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        return answer.IsSuccessStatusCode ? text : throw new InvalidOperationException($"POST {route} answered {(int)answer.StatusCode}: {text}");
    }

    private sealed record Act(DateTimeOffset At, DepartmentLine Department, int Seed, Func<SimulatedDepartment, Uri, Task<string>> Do);

    private sealed record DepartmentLine(string Id, string Name, int Asked);

    private sealed record ShownRound(Round Round, IReadOnlyList<DepartmentLine> Departments);
}
