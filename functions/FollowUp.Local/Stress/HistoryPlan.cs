using System.Globalization;
using System.Text;
using FollowUp.Rounds;
using FollowUp.Time;

namespace FollowUp.Local.Stress;

/// <summary>One round of a small town, and what is done in it: everything is drawn from the seed, trouble oftener than in life.</summary>
/// <param name="Departments">Three to five.</param>
/// <param name="Ladder">As the round's draft has it.</param>
/// <param name="Steps">In order of time, no two at once.</param>
internal sealed record HistoryPlan(
    int Seed, DateOnly Opens, DateOnly Deadline, DateOnly Closes,
    IReadOnlyList<HistoryDepartment> Departments, IReadOnlyList<LadderStep> Ladder, IReadOnlyList<HistoryStep> Steps)
{
    public const string Coordinator = "samordnaren@history.example";

    /// <summary>Begins the addresses that the mail service does not take.</summary>
    public const string Refused = "refused.";

    private static readonly (HistoryAct Act, int Weight)[] Weights =
    [
        (HistoryAct.Save, 14), (HistoryAct.SubmitPart, 10), (HistoryAct.SubmitAll, 10), (HistoryAct.Delegate, 5), (HistoryAct.Complete, 5),
        (HistoryAct.Extend, 6), (HistoryAct.ExtendAll, 5),
        (HistoryAct.Remind, 8), (HistoryAct.RemindAll, 4), (HistoryAct.SendLink, 4), (HistoryAct.Replace, 6), (HistoryAct.Exempt, 5),
        (HistoryAct.Lift, 5), (HistoryAct.Return, 8),
        (HistoryAct.Pause, 4), (HistoryAct.Resume, 3), (HistoryAct.Close, 2), (HistoryAct.Cancel, 1), (HistoryAct.Reopen, 3),
        (HistoryAct.Look, 3),
    ];

    public string RoundId => string.Create(CultureInfo.InvariantCulture, $"h{Seed}");

    /// <param name="week">The Monday in whose week it opens.</param>
    public static HistoryPlan Of(int seed, DateOnly week)
    {
        var random = new Random(seed);
        var departments = Enumerable.Range(0, 3 + random.Next(3) * random.Next(3) / 2)
            .Select(place => HistoryDepartment.Of(seed, place, random)).ToList();
        for (var (measure, all) = (0, random.Next(departments.Count, departments.Count + 3)); measure < all; measure++)
        {
            departments[measure % departments.Count].Responsible.Add($"1:{measure + 1}");
            if (random.Next(3) == 0)
            {
                departments[(measure + 1) % departments.Count].CoResponsible.Add($"1:{measure + 1}");
            }
        }
        var ladder = new[]
        {
            (RungKind.Reminder, -random.Next(5, 9)), (RungKind.Reminder, -random.Next(1, 4)), (RungKind.Overdue, 1), (RungKind.Deputy, 2),
            (RungKind.Head, random.Next(2, 5)), (RungKind.Coordinator, random.Next(4, 6)),
        }
            .Where((_, place) => place == 0 || random.Next(4) > 0).Select(step => new LadderStep(step.Item1, step.Item2)).ToList();
        var opens = week.AddDays(random.Next(5));
        var deadline = opens.AddDays(random.Next(8, 13));
        var closes = deadline.AddDays(random.Next(4, 8));
        return new HistoryPlan(seed, opens, deadline, closes, departments, ladder,
            Story(random, opens, closes, departments.Count).DistinctBy(step => step.At).OrderBy(step => step.At).ToList());
    }

    private static IEnumerable<HistoryStep> Story(Random random, DateOnly opens, DateOnly closes, int departments)
    {
        for (var left = random.Next(10, 19); left > 0; left--)
        {
            var drawn = random.Next(Weights.Sum(one => one.Weight));
            var act = Weights.First(one => (drawn -= one.Weight) < 0).Act;
            var day = random.Next(-1, closes.DayNumber - opens.DayNumber + 2);
            var step = Step(act, opens.AddDays(day));
            yield return step;
            if (act == HistoryAct.Exempt && random.Next(4) > 0)
            {
                yield return Step(HistoryAct.Lift, opens.AddDays(day + random.Next(5))) with { Department = step.Department };
            }
            if (act == HistoryAct.Pause && random.Next(5) > 0)
            {
                yield return Step(HistoryAct.Resume, opens.AddDays(day + random.Next(1, 7)));
            }
        }
        if (random.Next(3) == 0)
        {
            var again = closes.AddDays(random.Next(1, 5));
            yield return Step(HistoryAct.Reopen, again);
            for (var left = random.Next(2, 7); left > 0; left--)
            {
                var drawn = random.Next(Weights.Sum(one => one.Weight));
                yield return Step(Weights.First(one => (drawn -= one.Weight) < 0).Act, again.AddDays(random.Next(8)));
            }
        }

        // At odd moments: what the clock does by itself it does at the full hour.
        HistoryStep Step(HistoryAct act, DateOnly day) =>
            new(StockholmTime.At(day, new TimeOnly(random.Next(6, 22), 37, 11)), act, random.Next(departments), random.Next());
    }

    public void WriteRegister(StringBuilder yaml)
    {
        foreach (var department in Departments)
        {
            yaml.Append(CultureInfo.InvariantCulture,
                $"  - id: {department.Id}\n    namn: {department.Name}\n    slag: nämnd\n    kontakter:\n");
            foreach (var contact in department.Contacts)
            {
                yaml.Append(CultureInfo.InvariantCulture, $"      - roll: {contact.Role}\n        e-post: {contact.Email}\n");
            }
        }
    }

    public string Yaml()
    {
        var yaml = new StringBuilder().Append(CultureInfo.InvariantCulture, $"""
            plan: {RoundId}
            titel: Plan {Seed}
            kommun: Historiens kommun
            från: 2024-01-01
            till: 2027-12-31
            fokusområden:
              - nummer: 1
                titel: Förebygga
                åtgärder:

            """);
        foreach (var measure in Departments.SelectMany(department => department.Responsible).OrderBy(measure => measure.Length)
            .ThenBy(measure => measure, StringComparer.Ordinal))
        {
            var co = Departments.Where(department => department.CoResponsible.Contains(measure)).Select(department => department.Name)
                .ToList();
            yaml.Append(CultureInfo.InvariantCulture, $"""
                      - nummer: "{measure}"
                        titel: Åtgärd {measure.Replace(':', '.')}
                        ansvariga: [{Departments.Single(department => department.Responsible.Contains(measure)).Name}]
                        nivåer: [universell]
                {(co.Count > 0 ? $"        medansvariga: [{string.Join(", ", co)}]\n" : "")}
                """);
        }
        return yaml.ToString();
    }

    public string Draft => $$"""
        {
          "id": "{{RoundId}}", "title": "Uppföljning {{Seed}}", "kind": "annual", "plans": ["{{RoundId}}"], "period": "2025", "diaryNumbers": [],
          "opens": "{{Opens:yyyy-MM-dd}}", "deadline": "{{Deadline:yyyy-MM-dd}}", "closes": "{{Closes:yyyy-MM-dd}}", "contactEmail": "{{Coordinator}}",
          "ladder": [{{string.Join(", ", Ladder.Select(step => $$"""{ "kind": "{{step.Kind.ToString().ToLowerInvariant()}}", "daysFromDeadline": {{step.DaysFromDeadline}} }"""))}}]
        }
        """;
}

/// <param name="Responsible">Ids of the measures that it answers for, which are the ids of its questionnaire's sections; so with those that it shares in.</param>
internal sealed record HistoryDepartment(
    string Id, string Name, IReadOnlyList<HistoryContact> Contacts, List<string> Responsible, List<string> CoResponsible)
{
    public IEnumerable<string> Sections => Responsible.Concat(CoResponsible);

    public IEnumerable<HistoryContact> Recipients => Contacts.Where(contact => contact.Id != "head");

    public static HistoryDepartment Of(int seed, int place, Random random)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"d{seed}-{(char)('a' + place)}");
        HistoryContact Contact(string contact, string role) => new(contact, role, $"{(random.Next(8) == 0 ? HistoryPlan.Refused : "")}{contact}.{id}@history.example");
        List<HistoryContact> contacts = [Contact("contact", "kontaktperson")];
        if (random.Next(2) == 0) { contacts.Add(Contact("deputy", "ersättare")); }
        if (random.Next(4) > 0) { contacts.Add(Contact("head", "chef")); }
        if (random.Next(4) == 0) { contacts.Add(Contact("mailbox", "funktionsbrevlåda")); }
        return new HistoryDepartment(id, string.Create(CultureInfo.InvariantCulture, $"Nämnd {seed} {(char)('A' + place)}"), contacts, [], []);
    }
}

internal sealed record HistoryContact(string Id, string Role, string Email);

/// <param name="Department">In the plan's order.</param>
/// <param name="Whim">Seeds what is left to chance in it.</param>
internal sealed record HistoryStep(DateTimeOffset At, HistoryAct Act, int Department, int Whim);

internal enum HistoryAct
{
    Save,
    SubmitPart,
    SubmitAll,
    Delegate,
    Complete,
    Extend,
    ExtendAll,
    Remind,
    RemindAll,
    SendLink,
    Replace,
    Exempt,
    Lift,
    Return,
    Pause,
    Resume,
    Close,
    Cancel,
    Reopen,

    /// <summary>Reads the board.</summary>
    Look,
}
