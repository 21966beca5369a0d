using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using FollowUp.Rounds;
using FollowUp.Time;

namespace FollowUp.Local.Stress;

/// <summary>
/// Those who live through a history: the coordinator at the API, and the departments at the pages behind their newest links. They note what
/// they were told.
/// </summary>
internal sealed partial class HistoryHands(HistoryPlan plan)
{
    // Department and contact → the address and the link's generation now.
    private readonly Dictionary<(string Department, string Contact), (string Email, int Generation)> _contacts =
        plan.Departments.SelectMany(department => department.Contacts.Select(contact => ((department.Id, contact.Id), (contact.Email, 1))))
            .ToDictionary();

    // Department and section → what is saved, and what of it was submitted.
    private readonly Dictionary<(string Department, string Section), string> _saved = [];
    private readonly Dictionary<(string Department, string Section), string> _submitted = [];
    private readonly Dictionary<string, Dictionary<string, string>> _places = [];
    private readonly List<(string Department, string Section, string Email)> _colleagues = [];

    // What a step has decided to do: without a reply it does the same again.
    private readonly Dictionary<int, Func<HistoryWorld, Task<string>>> _meant = [];

    private DateOnly _deadline = plan.Deadline;
    private DateOnly _closes = plan.Closes;

    public HistoryPlan Plan => plan;

    /// <summary>What was done, and what came of it.</summary>
    public SortedDictionary<int, string> Log { get; } = [];

    public List<HistoryDays> Days { get; } = [];

    public List<HistoryReplacement> Replaced { get; } = [];

    public List<HistorySubmission> Submitted { get; } = [];

    public List<string> Differences { get; } = [];

    /// <summary>Done again, it is the same person with the same in mind.</summary>
    public async Task DoAsync(HistoryWorld world, int number)
    {
        var step = plan.Steps[number];
        if (!_meant.TryGetValue(number, out var act))
        {
            _meant[number] = act = Mean(world, step, new Random(step.Whim));
        }
        var told = await act(world);
        Log[number] = string.Create(CultureInfo.InvariantCulture,
            $"steg {number}, {step.At.UtcDateTime:yyyy-MM-dd HH:mm}, {step.Act} {plan.Departments[step.Department].Id}: {told}");
    }

    private Func<HistoryWorld, Task<string>> Mean(HistoryWorld world, HistoryStep step, Random random)
    {
        var department = plan.Departments[step.Department];
        var today = StockholmTime.DayOf(step.At);
        var at = $"departments/{department.Id}";
        var sections = department.Sections.ToList();
        var some = sections.Where(_ => random.Next(2) == 0).DefaultIfEmpty(sections[random.Next(sections.Count)]).ToList();
        var recipients = department.Recipients.ToList();
        var contact = recipients[random.Next(recipients.Count)];
        var link = recipients.OrderBy(_ => random.Next()).Select(recipient => world.LinkTo(_contacts[(department.Id, recipient.Id)].Email))
            .FirstOrDefault(found => found != null);
        // Nothing that could be taken for somebody's personal number.
        var words = string.Create(CultureInfo.InvariantCulture,
            $"Text {plan.Seed}, steg {step.At.UtcDateTime:MMdd'T'HH}, ord x{step.Whim:x}x");
        switch (step.Act)
        {
            case HistoryAct.Save when link != null:
                return here => SaveAsync(here, department, link, some, words);
            case HistoryAct.SubmitPart when link != null:
                return async here =>
                    $"{await SaveAsync(here, department, link, some, words)}, {await SubmitAsync(here, step.At, department, link)}";
            case HistoryAct.SubmitAll when link != null:
                return async here =>
                    $"{await SaveAsync(here, department, link, sections, words)}, {await SubmitAsync(here, step.At, department, link)}";
            case HistoryAct.Delegate when link != null:
                var email = $"kollega{step.Whim}.{department.Id}@history.example";
                return here => DelegateAsync(here, department, link, some[0], email);
            case HistoryAct.Complete when _colleagues.Where(colleague => colleague.Department == department.Id)
                .ToList() is { Count: > 0 } colleagues:
                var colleague = colleagues[random.Next(colleagues.Count)];
                return here => CompleteAsync(here, department, colleague.Section, colleague.Email, words);
            case HistoryAct.Extend:
                var more = Later(_deadline, today).AddDays(random.Next(1, 7));
                return here => PostAsync(here, $"{at}/extend", new { reason = words, deadline = more }, () =>
                    Days.Add(new HistoryDays(step.At, department.Id, more, _closes, Begins: false)));
            case HistoryAct.ExtendAll:
                var deadline = random.Next(4) == 0 ? _deadline : Later(_deadline, today).AddDays(random.Next(6));
                var closes = Later(_closes, deadline).AddDays(random.Next(5));
                var seen = random.Next(4) == 0 ? _deadline.AddDays(-1) : _deadline;
                return here => PostAsync(here, "extend", new { reason = words, deadline, closes, before = seen }, () =>
                {
                    (_deadline, _closes) = (deadline, closes);
                    Days.Add(new HistoryDays(step.At, null, deadline, closes, Begins: false));
                });
            case HistoryAct.Remind:
                return here => PostAsync(here, $"{at}/remind");
            case HistoryAct.RemindAll:
                return here => PostAsync(here, "remind");
            case HistoryAct.SendLink:
                return here => PostAsync(here, $"{at}/link", new { contact = contact.Id });
            case HistoryAct.Replace:
                return Replace(world, step, department, department.Contacts[random.Next(department.Contacts.Count)], random);
            case HistoryAct.Exempt:
                return here => PostAsync(here, $"{at}/exempt", new { reason = words });
            case HistoryAct.Lift:
                return here => PostAsync(here, $"{at}/lift");
            case HistoryAct.Return:
                return here => PostAsync(here, $"{at}/return", new { section = some[0], question = words });
            case HistoryAct.Pause:
                return here => PostAsync(here, "pause", new { reason = words });
            case HistoryAct.Resume:
                return here => PostAsync(here, "resume");
            case HistoryAct.Close:
                return here => PostAsync(here, "close");
            case HistoryAct.Cancel:
                return here => PostAsync(here, "cancel", new { reason = words });
            case HistoryAct.Reopen:
                var next = today.AddDays(random.Next(3, 8));
                var ends = next.AddDays(random.Next(2, 5));
                return here => PostAsync(here, "reopen", new { reason = words, deadline = next, closes = ends }, () =>
                {
                    (_deadline, _closes) = (next, ends);
                    Days.Add(new HistoryDays(step.At, null, next, ends, Begins: true));
                });
            case HistoryAct.Look:
                return async here =>
                {
                    Differences.AddRange(await here.BoardDifferencesAsync(plan.RoundId));
                    return "";
                };
            default:
                return _ => Task.FromResult("ingen länk");
        }
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private Func<HistoryWorld, Task<string>> Replace(HistoryWorld world, HistoryStep step, HistoryDepartment department,
        HistoryContact contact, Random random)
    {
        var key = (department.Id, contact.Id);
        var (old, generation) = _contacts[key];
        var email = string.Create(CultureInfo.InvariantCulture,
            $"{(random.Next(10) == 0 ? HistoryPlan.Refused : "")}{contact.Id}{step.Whim}.{department.Id}@history.example");
        var before = random.Next(5) == 0 ? "nobody@history.example" : old;
        var link = world.LinkTo(old);
        return here => PostAsync(here, $"departments/{department.Id}/contact", new { contact = contact.Id, before, email }, () =>
        {
            _contacts[key] = (email, generation + 1);
            Replaced.Add(new HistoryReplacement(step.At, department.Id, old, link));
        });
    }

    /// <param name="done">Only where it was accepted, and only the first time.</param>
    private async Task<string> PostAsync(HistoryWorld world, string act, object? body = null, Action? done = null)
    {
        var (status, text) = await world.PostAsync($"api/rounds/{plan.RoundId}/{act}", body == null ? "" : JsonSerializer.Serialize(body));
        if (status == HttpStatusCode.Accepted)
        {
            done?.Invoke();
        }
        return status == HttpStatusCode.Accepted ? "gjort" : $"{(int)status} {text}";
    }

    private async Task<string> SaveAsync(HistoryWorld world, HistoryDepartment department, string link, IEnumerable<string> sections,
        string words)
    {
        var saved = 0;
        foreach (var section in sections)
        {
            if (await PlaceAsync(world, department, link, section) is not { } place)
            {
                return "länken tar inte emot";
            }
            var page = await world.OpenAsync($"{link}/avsnitt/{place}");
            if (page.Status != HttpStatusCode.OK)
            {
                return $"{(int)page.Status} i avsnittet";
            }
            var answer = await world.SubmitFormAsync($"{link}/avsnitt/{place}",
                [.. Hidden(page.Html, "formular", "visat"), .. Values(department, section, words), ("gor", "spara")]);
            if (answer != HttpStatusCode.SeeOther)
            {
                throw new InvalidOperationException($"Avsnitt {section} togs inte emot: {(int)answer}");
            }
            _saved[(department.Id, section)] = words;
            saved++;
        }
        return $"{saved} sparade";
    }

    private async Task<string> SubmitAsync(HistoryWorld world, DateTimeOffset at, HistoryDepartment department, string link)
    {
        var check = await world.OpenAsync($"{link}/granska");
        if (check.Status != HttpStatusCode.OK || !check.Html.Contains("<form", StringComparison.Ordinal))
        {
            return $"{(int)check.Status} inget att skicka in";
        }
        var answer = await world.SubmitFormAsync($"{link}/skicka",
            [.. Hidden(check.Html, "formular", "sett"), ("namn", "Kim Exempel"), ("roll", "handläggare")]);
        if (answer != HttpStatusCode.SeeOther)
        {
            throw new InvalidOperationException($"Inskicket togs inte emot: {(int)answer}");
        }
        foreach (var ((_, section), words) in _saved.Where(saved => saved.Key.Department == department.Id
            && _submitted.GetValueOrDefault(saved.Key) != saved.Value).ToList())
        {
            _submitted[(department.Id, section)] = words;
            Submitted.Add(new HistorySubmission(at, department.Id, section, words));
        }
        return "inskickat";
    }

    private async Task<string> DelegateAsync(HistoryWorld world, HistoryDepartment department, string link, string section, string email)
    {
        if (await PlaceAsync(world, department, link, section) is not { } place
            || await world.OpenAsync($"{link}/avsnitt/{place}/lamna-over") is not { Status: HttpStatusCode.OK } page)
        {
            return "länken tar inte emot";
        }
        var answer = await world.SubmitFormAsync($"{link}/avsnitt/{place}/lamna-over",
            [.. Hidden(page.Html, "formular"), ("namn", "Robin Exempel"), ("epost", email)]);
        _colleagues.Add((department.Id, section, email));
        return $"{(int)answer}";
    }

    private async Task<string> CompleteAsync(HistoryWorld world, HistoryDepartment department, string section, string email, string words)
    {
        if (world.LinkTo(email) is not { } link || await world.OpenAsync(link) is not { Status: HttpStatusCode.OK } page)
        {
            return "länken tar inte emot";
        }
        var answer = await world.SubmitFormAsync(FormAction().Match(page.Html).Groups[1].Value,
            [.. Hidden(page.Html, "formular", "visat"), .. Values(department, section, words), ("gor", "aterlamna")]);
        if (answer == HttpStatusCode.SeeOther)
        {
            _saved[(department.Id, section)] = words;
        }
        return $"{(int)answer}";
    }

    /// <summary>The section's place in the questionnaire; null where the link takes nothing now.</summary>
    private async Task<string?> PlaceAsync(HistoryWorld world, HistoryDepartment department, string link, string section)
    {
        if (!_places.TryGetValue(department.Id, out var places))
        {
            if (await world.OpenAsync(link) is not { Status: HttpStatusCode.OK } overview)
            {
                return null;
            }
            _places[department.Id] = places = Item().Matches(overview.Html)
                .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        }
        return places[section];
    }

    private static (string, string)[] Values(HistoryDepartment department, string section, string words) =>
        department.Responsible.Contains(section)
        ? [($"{section}.status", "not-started"), ($"{section}.what", words)]
        : [($"{section}.contribution", words), ($"{section}.involved", "yes")];

    private static IEnumerable<(string, string)> Hidden(string html, params string[] names) =>
        names.Select(name => (name, WebUtility.HtmlDecode(Regex.Match(html, $"name=\"{name}\" value=\"([^\"]*)\"").Groups[1].Value)));

    [GeneratedRegex("""<li id="([^"]+)">\s*<a href="/svar/[^/"]+/avsnitt/(\d+)""")]
    private static partial Regex Item();

    [GeneratedRegex("""<form method="post" action="([^"]+)""")]
    private static partial Regex FormAction();
}

/// <summary>A deadline and closing day that the app accepted.</summary>
/// <param name="Department">Null for all departments.</param>
/// <param name="Begins">Whether they begin another run.</param>
internal sealed record HistoryDays(DateTimeOffset At, string? Department, DateOnly Deadline, DateOnly Closes, bool Begins);

/// <param name="Link">The newest that the old address had got; null where it had none.</param>
internal sealed record HistoryReplacement(DateTimeOffset At, string Department, string Email, string? Link);

/// <param name="Words">What was submitted, and must be found.</param>
internal sealed record HistorySubmission(DateTimeOffset At, string Department, string Section, string Words);
