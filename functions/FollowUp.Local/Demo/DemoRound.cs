using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using FollowUp.Records;
using FollowUp.Rounds;

namespace FollowUp.Local.Demo;

/// <summary>
/// A whole round of Södertälje's plan, lived through: the coordinator imports, drafts and opens, the departments answer as
/// their temper is, the clock runs to the close. Everything goes through the HTTP pages and the mails.
/// </summary>
public sealed class DemoRound(LocalWorld world, int seed, TextWriter output)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    private readonly HashSet<string> _told = [];

    /// <summary>The Monday on which the coordinator sits down, a week before the round opens.</summary>
    public static DateTimeOffset Begins { get; } = StockholmTime.At(new DateOnly(2026, 1, 5), new TimeOnly(9, 0));

    public static string RoundId => "sodertalje-2025";

    public async Task RunAsync(CancellationToken cancellation)
    {
        await PostAsync("api/departments?file=sodertalje.yaml", Seed("departments/sodertalje.yaml"), cancellation);
        await PostAsync("api/plans?file=sodertalje-2024-2027.yaml", Seed("plans/sodertalje-2024-2027.yaml"), cancellation);
        var round = JsonSerializer.Deserialize<Round>(await PostAsync("api/rounds", Seed("rounds/sodertalje-2025.json"), cancellation), Json)!;
        await PostAsync($"api/rounds/{RoundId}/open", "", cancellation);

        var invited = Timetable.OpensAt(round).AddHours(1);
        await AdvanceAsync(invited, cancellation);
        var acts = Acts(round, invited, OutboxMail.ReadAll(world.OutboxFolder).Select(mail => mail.To)
            .Where(to => to.StartsWith("kontaktperson.", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal).ToList());
        foreach (var act in acts)
        {
            await AdvanceAsync(act.At, cancellation);
            // Whoever needed a reminder opens the reminder, not the mail of weeks ago.
            var mail = OutboxMail.ReadAll(world.OutboxFolder).Last(mail => mail.To == act.Mailbox && mail.Link != null);
            await act.Do(new SimulatedDepartment(act.Name, new Random(act.Seed)), mail.Link!);
            await TellAsync(cancellation);
        }
        await AdvanceAsync(Timetable.ClosesAt(round).AddHours(1), cancellation);
    }

    public async Task<IReadOnlyList<TrailEntry>> TrailAsync(CancellationToken cancellation) =>
        (await world.Coordinator.GetFromJsonAsync<List<TrailEntry>>($"api/rounds/{RoundId}/trail", Json, cancellation))!;

    /// <summary>Who does what and when: some at once, some after the first reminder, some late, one in part, one only saves, one never opens.</summary>
    private List<Act> Acts(Round round, DateTimeOffset invited, List<string> mailboxes)
    {
        var random = new Random(seed);
        var shuffled = mailboxes.ToArray();
        random.Shuffle(shuffled);
        var reminder = Timetable.Rungs(round).First(rung => rung.Kind == RungKind.Reminder).At;
        var deadline = Timetable.DeadlineAt(round);
        var acts = new List<Act>();
        for (var i = 0; i < shuffled.Length; i++)
        {
            var mailbox = shuffled[i];
            void At(DateTimeOffset from, int days, Func<SimulatedDepartment, Uri, Task<string>> act) =>
                acts.Add(new Act(from.AddMinutes(random.Next(days * 24 * 60)), mailbox, random.Next(), act));
            switch (i)
            {
                case 0:
                    break;
                case 1:
                    At(invited, 20, (department, link) => department.SaveAsync(link, 0.4));
                    break;
                case 2:
                    At(reminder.AddHours(1), 7, (department, link) => department.SubmitAsync(link, 0.4));
                    break;
                case 3 or 4:
                    At(deadline.AddDays(3), 14, (department, link) => department.SubmitAsync(link));
                    break;
                case 5 or 6 or 7 or 8:
                    At(reminder.AddHours(1), 9, (department, link) => department.SubmitAsync(link));
                    break;
                case 9:
                    At(invited, 5, (department, link) => department.SaveAsync(link, 0.5));
                    At(invited.AddDays(6), 5, (department, link) => department.SubmitAsync(link));
                    break;
                default:
                    At(invited, 10, (department, link) => department.SubmitAsync(link));
                    break;
            }
        }
        return acts.OrderBy(act => act.At).ToList();
    }

    private async Task AdvanceAsync(DateTimeOffset until, CancellationToken cancellation)
    {
        await world.Emulator.AdvanceToAsync(until, cancellation);
        await TellAsync(cancellation);
    }

    /// <summary>Tells what is new in the trail; what happened to many at once in one line.</summary>
    private async Task TellAsync(CancellationToken cancellation)
    {
        var news = (await TrailAsync(cancellation)).Where(entry => entry.What != TrailEvent.MailDecided && _told.Add($"{entry.DepartmentId}|{entry.Key}"));
        foreach (var moment in news.GroupBy(entry => (entry.At, entry.What)))
        {
            var first = moment.First();
            var about = moment.Count() == 1
                ? $"{first.DepartmentId}{(first.DepartmentId == null ? "" : ": ")}{first.About}"
                : $"{moment.Count()} st: {string.Join(", ", moment.Select(entry => entry.DepartmentId).Distinct())}";
            await output.WriteLineAsync($"{Texts.Moment(first.At)}  {Texts.Trail.Event(first.What)}. {about}");
        }
    }

    private async Task<string> PostAsync(string route, string body, CancellationToken cancellation)
    {
        using var answer = await world.Coordinator.PostAsync(route, new StringContent(body), cancellation);
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        return answer.IsSuccessStatusCode ? text : throw new InvalidOperationException($"POST {route} answered {(int)answer.StatusCode}: {text}");
    }

    private static string Seed(string file) => File.ReadAllText(Path.Combine(Repository.Root, "seeds", file));

    private sealed record Act(DateTimeOffset At, string Mailbox, int Seed, Func<SimulatedDepartment, Uri, Task<string>> Do)
    {
        public string Name => Mailbox.Split('@')[0].Split('.')[1];
    }
}
