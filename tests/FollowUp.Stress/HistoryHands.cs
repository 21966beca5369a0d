using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using FollowUp.Rounds;
using FollowUp.Time;

namespace FollowUp.Stress;

/// <summary>
/// The people of a history: the coordinator, who uses the API, and the departments, who use the pages behind their newest links. They
/// record what was accepted.
/// </summary>
internal sealed partial class HistoryHands(HistoryPlan plan)
{
    // Department and contact → the current address and the link's generation.
    private readonly Dictionary<(string Department, string Contact), (string Email, int Generation)> _contacts =
        plan.Departments.SelectMany(department => department.Contacts.Select(contact => ((department.Id, contact.Id), (contact.Email, 1))))
            .ToDictionary();

    // Department and section → what is saved, and what of it was submitted.
    private readonly Dictionary<(string Department, string Section), string> _saved = [];
    private readonly Dictionary<(string Department, string Section), string> _submitted = [];
    private readonly Dictionary<string, Dictionary<string, string>> _places = [];
    private readonly List<(string Department, string Section, string Email)> _colleagues = [];

    // A step that gets no reply is repeated with the same content.
    private readonly Dictionary<int, Func<HistoryWorld, Task<string>>> _meant = [];

    private DateOnly _deadline = plan.Deadline;
    private DateOnly _closes = plan.Closes;

    public HistoryPlan Plan => plan;

    /// <summary>Step → what was done and what came of it.</summary>
    public SortedDictionary<int, string> Log { get; } = [];

    public List<HistoryDays> Days { get; } = [];

    public List<HistoryReplacement> Replaced { get; } = [];

    public List<HistorySubmission> Submitted { get; } = [];

    public List<string> Differences { get; } = [];

    /// <summary>Can be repeated: the same step then sends the same content.</summary>
    public async Task DoAsync(HistoryWorld world, int number)
    {
        var step = plan.Steps[number];
        if (!_meant.TryGetValue(number, out var act))
        {
            _meant[number] = act = Mean(world, step, plan.Departments.Single(department => department.Id == step.Department));
        }
        var told = await act(world);
        Log[number] = string.Create(CultureInfo.InvariantCulture,
            $"steg {number}, {step.At.UtcDateTime:yyyy-MM-dd HH:mm}, {step.Act} {step.Department}: {told}");
    }

    private Func<HistoryWorld, Task<string>> Mean(HistoryWorld world, HistoryStep step, HistoryDepartment department) => step.Act switch
    {
        HistoryAct.Save or HistoryAct.SubmitPart or HistoryAct.SubmitAll or HistoryAct.Delegate or HistoryAct.Complete =>
            MeanAnswer(world, step, department),
        HistoryAct.Extend or HistoryAct.ExtendAll or HistoryAct.Reopen => MeanDays(step, department),
        HistoryAct.Replace => MeanReplacement(world, step, department),
        HistoryAct.Look => LookAsync,
        _ => MeanPlainAct(step, department),
    };

    private Func<HistoryWorld, Task<string>> MeanAnswer(HistoryWorld world, HistoryStep step, HistoryDepartment department)
    {
        var random = new Random(step.Whim);
        var words = Words(step);
        var colleagues = _colleagues.Where(colleague => colleague.Department == department.Id).ToList();
        if (step.Act == HistoryAct.Complete && colleagues.Count > 0)
        {
            var (_, section, email) = colleagues[random.Next(colleagues.Count)];
            return here => CompleteAsync(here, department, section, email, words);
        }
        var link = department.Recipients.OrderBy(_ => random.Next())
            .Select(recipient => world.LinkTo(_contacts[(department.Id, recipient.Id)].Email)).FirstOrDefault(found => found != null);
        if (step.Act == HistoryAct.Complete || link == null)
        {
            return _ => Task.FromResult("ingen länk");
        }
        var sections = step.Act == HistoryAct.SubmitAll ? [.. department.Sections] : Some(department, random);
        return step.Act switch
        {
            HistoryAct.Save => here => SaveAsync(here, department, link, sections, words),
            HistoryAct.Delegate => here =>
                DelegateAsync(here, department, link, sections[0], $"kollega{step.Whim}.{department.Id}@history.example"),
            _ => async here =>
                $"{await SaveAsync(here, department, link, sections, words)}, {await SubmitAsync(here, step.At, department, link)}",
        };
    }

    private Func<HistoryWorld, Task<string>> MeanDays(HistoryStep step, HistoryDepartment department)
    {
        var random = new Random(step.Whim);
        var (today, reason) = (StockholmTime.DayOf(step.At), Words(step));
        if (step.Act == HistoryAct.Extend)
        {
            var more = Later(_deadline, today).AddDays(random.Next(1, 7));
            return async here => await PostAsync(here, $"departments/{department.Id}/extend",
                new { reason, deadline = more, before = await here.DeadlineAsync(plan.RoundId, department.Id) }, () =>
                Days.Add(new HistoryDays(step.At, department.Id, more, _closes, Begins: false)));
        }
        var reopens = step.Act == HistoryAct.Reopen;
        var deadline = reopens ? today.AddDays(random.Next(3, 8))
            : random.Next(4) == 0 ? _deadline : Later(_deadline, today).AddDays(random.Next(6));
        var closes = reopens ? deadline.AddDays(random.Next(2, 5)) : Later(_closes, deadline).AddDays(random.Next(5));
        // Now and then on a page that shows an older deadline.
        var before = random.Next(4) == 0 ? _deadline.AddDays(-1) : _deadline;
        object body = reopens ? new { reason, deadline, closes } : new { reason, deadline, closes, before, closesBefore = _closes };
        return here => PostAsync(here, reopens ? "reopen" : "extend", body, () =>
        {
            (_deadline, _closes) = (deadline, closes);
            Days.Add(new HistoryDays(step.At, null, deadline, closes, reopens));
        });
    }

    private Func<HistoryWorld, Task<string>> MeanPlainAct(HistoryStep step, HistoryDepartment department)
    {
        var random = new Random(step.Whim);
        var (at, words) = ($"departments/{department.Id}", Words(step));
        var recipients = department.Recipients.ToList();
        (string Act, object? Body) post = step.Act switch
        {
            HistoryAct.Remind => ($"{at}/remind", null),
            HistoryAct.RemindAll => ("remind", null),
            HistoryAct.SendLink => ($"{at}/link", new { contact = recipients[random.Next(recipients.Count)].Id }),
            HistoryAct.Exempt => ($"{at}/exempt", new { reason = words }),
            HistoryAct.Lift => ($"{at}/lift", null),
            HistoryAct.Return => ($"{at}/return", new { section = Some(department, random)[0], question = words }),
            HistoryAct.Pause => ("pause", new { reason = words }),
            HistoryAct.Resume => ("resume", null),
            HistoryAct.Close => ("close", null),
            HistoryAct.Cancel => ("cancel", new { reason = words }),
            _ => throw new ArgumentOutOfRangeException(nameof(step)),
        };
        return here => PostAsync(here, post.Act, post.Body);
    }

    private async Task<string> LookAsync(HistoryWorld world)
    {
        Differences.AddRange(await world.BoardDifferencesAsync(plan.RoundId));
        return "";
    }

    private static List<string> Some(HistoryDepartment department, Random random)
    {
        var sections = department.Sections.ToList();
        return sections.Where(_ => random.Next(2) == 0).DefaultIfEmpty(sections[random.Next(sections.Count)]).ToList();
    }

    // Letters around the number: without them it can be taken for a personal number.
    private string Words(HistoryStep step) => string.Create(CultureInfo.InvariantCulture,
        $"Text {plan.Number}, steg {step.At.UtcDateTime:MMdd'T'HH}, ord x{step.Whim:x}x");

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private Func<HistoryWorld, Task<string>> MeanReplacement(HistoryWorld world, HistoryStep step, HistoryDepartment department)
    {
        var random = new Random(step.Whim);
        var contact = department.Contacts[random.Next(department.Contacts.Count)];
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

    /// <param name="done">Called when it is accepted; a repetition is refused.</param>
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

    /// <summary>The section's place in the questionnaire; null where the link takes no answers.</summary>
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
        section == HistoryDepartment.Accounts
        ? [($"{section}.business-plan-measures", "none"), ($"{section}.business-plan-reference", words),
            ($"{section}.account-measures", "none")]
        : department.Responsible.Contains(section)
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

/// <param name="Link">The newest one mailed to the old address; null where none was.</param>
internal sealed record HistoryReplacement(DateTimeOffset At, string Department, string Email, string? Link);

/// <param name="Words">The submitted text.</param>
internal sealed record HistorySubmission(DateTimeOffset At, string Department, string Section, string Words);
