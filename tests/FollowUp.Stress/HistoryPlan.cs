using System.Globalization;
using System.Text;
using CsCheck;
using FollowUp.Rounds;

namespace FollowUp.Stress;

/// <summary>One round of a small town and what is done in it; trouble comes more often than in life.</summary>
/// <param name="Number">Its place in its world, from 0.</param>
/// <param name="Ladder">As the round's draft has it.</param>
/// <param name="Steps">In order of time, no two at once.</param>
internal sealed record HistoryPlan(
    int Number, DateOnly Opens, DateOnly Deadline, DateOnly Closes,
    IReadOnlyList<HistoryDepartment> Departments, IReadOnlyList<LadderStep> Ladder, IReadOnlyList<HistoryStep> Steps)
{
    public const string Coordinator = "samordnaren@history.example";

    /// <summary>Begins the addresses that the mail service does not take.</summary>
    public const string Refused = "refused.";

    /// <summary>What begins an address that the mail service fails to take as long as the history lasts.</summary>
    public const string Stuck = "stuck.";

    private static readonly Gen<IReadOnlyList<LadderStep>> Ladders = Gen.Select(
        Gen.Select(Gen.Int[5, 8], Gen.Int[1, 3], Gen.Int[2, 4], Gen.Int[4, 5]), Gen.Frequency((3, true), (1, false)).Array[5],
        (days, taken) => (IReadOnlyList<LadderStep>)
        [
            new LadderStep(StepKind.Reminder, -days.Item1),
            .. new LadderStep[]
            {
                new(StepKind.Reminder, -days.Item2), new(StepKind.Overdue, 1), new(StepKind.Deputy, 2), new(StepKind.Head, days.Item3),
                new(StepKind.Coordinator, days.Item4),
            }.Where((_, place) => taken[place]),
        ]);

    public string RoundId => string.Create(CultureInfo.InvariantCulture, $"h{Number}");

    public string Draft => $$"""
        {
          "id": "{{RoundId}}", "title": "Uppföljning {{Number}}", "kind": "annual", "plans": ["{{RoundId}}"], "period": "2025",
          "diaryNumbers": [], "contactEmail": "{{Coordinator}}",
          "opens": "{{Opens:yyyy-MM-dd}}", "deadline": "{{Deadline:yyyy-MM-dd}}", "closes": "{{Closes:yyyy-MM-dd}}",
          "ladder": [{{string.Join(", ", Ladder.Select(Json))}}]
        }
        """;

    /// <summary>What can be left out of it: a step, a department with its steps, a step of the ladder but the first.</summary>
    public IEnumerable<string> Parts =>
    [
        .. Steps.Select((_, place) => $"s{place}"),
        .. Departments.Select((_, place) => $"d{place}"),
        .. Ladder.Skip(1).Select((_, place) => $"r{place + 1}"),
    ];

    /// <param name="week">The Monday of the week in which it opens.</param>
    public static Gen<HistoryPlan> Of(int number, DateOnly week) =>
        from departments in HistoryDepartment.Several(number)
        from ladder in Ladders
        from opens in Gen.Int[0, 4].Select(week.AddDays)
        from deadline in Gen.Int[8, 12].Select(opens.AddDays)
        from closes in Gen.Int[4, 7].Select(deadline.AddDays)
        from steps in HistoryStep.Story(opens, closes, [.. departments.Select(department => department.Id)])
        select new HistoryPlan(number, opens, deadline, closes, departments, ladder, steps);

    /// <summary>The first department stays if no other is kept.</summary>
    public HistoryPlan Keep(IReadOnlySet<string> parts)
    {
        var kept = Departments.Where((_, place) => parts.Contains($"d{place}")).DefaultIfEmpty(Departments[0]).ToList();
        var measures = kept.SelectMany(department => department.Responsible).ToHashSet();
        return this with
        {
            Departments = [.. kept.Select(department =>
                department with { CoResponsible = [.. department.CoResponsible.Where(measures.Contains)] })],
            Ladder = [.. Ladder.Where((_, place) => place == 0 || parts.Contains($"r{place}"))],
            Steps = [.. Steps.Where((step, place) => parts.Contains($"s{place}")
                && kept.Exists(department => department.Id == step.Department))],
        };
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
            titel: Plan {Number}
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

    private static string Json(LadderStep step) =>
        $$"""{ "kind": "{{step.Kind.ToString().ToLowerInvariant()}}", "daysFromDeadline": {{step.DaysFromDeadline}} }""";
}
