using FollowUp.Departments;
using FollowUp.Plans;
using FollowUp.Rounds;

namespace FollowUp.Stress;

/// <summary>The register and the plans of a <see cref="RandomRound"/>.</summary>
internal sealed class RandomPlans(RandomDraws draws)
{
    public const string Municipality = "Provköpings kommun";

    private static readonly DateOnly FirstDay = new(2022, 1, 1);

    private static readonly string[] Names =
        ["Socialnämnden", "Äldre & omsorg", "<b>Byggnämnden</b>", "Överförmyndaren", "=SUM(A1)", "Kultur \"och\" fritid", "Bostads AB",
            "åkeri", "Zonen", "Räddningstjänsten'; --", "Ungdomsrådet", "Vatten, avlopp och avfall"];

    private static readonly string[] Titles =
    [
        "Utbilda personal", "Sprida information", "Erbjuda boende", "<script>alert(1)</script>", "Trygga gångvägar", "Samverka med polisen",
        "=1+1", "Stöd till anhöriga", "Öka närvaron i skolan",
        "Kartlägga \"otrygga\" platser", "Ärlighet, öppenhet; närhet", "Följa upp & rätta",
    ];

    public DepartmentRegister Register()
    {
        var names = Names.ToArray();
        draws.Random.Shuffle(names);
        var count = draws.AtMost(draws.Happens(10) ? 1 : draws.Next(2, 8));
        var departments = names.Take(count).Select((name, index) =>
            new Department($"enhet-{index + 1}", name, draws.Pick(Enum.GetValues<DepartmentKind>()), [], null, null, [])).ToList();
        var successions = new List<Succession>();
        foreach (var name in names.Skip(count).Take(draws.Pick(0, 1, 2)))
        {
            var (from, fresh) = (draws.Drawn(departments.Select(department => department.Id), draws.Pick(1, 2, 2)),
                new Department($"enhet-{departments.Count + 1}", name, draws.Pick(Enum.GetValues<DepartmentKind>()), [], null, null, []));
            departments.Add(fresh);
            // A merger, a takeover, a split, or a part that is split off.
            successions.Add(new Succession(new DateOnly(draws.Next(2023, 2026), 7, 1), from, draws.Happens(30) ? [fresh.Id, from[0]]
                : [fresh.Id]));
        }
        return new DepartmentRegister(departments,
            [new DepartmentGroup("Gruppen", draws.Drawn(departments.Select(department => department.Id), 2))],
            successions.OrderBy(succession => succession.Date).ToList());
    }

    public List<ActionPlan> Plans(RoundKind kind, DepartmentRegister register)
    {
        var (directions, unlevelled) = (draws.Happens(kind == RoundKind.Biennial ? 70 : 25) ? Directions() : null, draws.Happens(15));
        var plans = Enumerable.Range(1, draws.AtMost(draws.Pick(1, 1, 2, 3)))
            .Select(number => Measures(number, register, directions, unlevelled)).ToList();
        if (directions != null)
        {
            plans.Insert(draws.Next(plans.Count + 1), directions);
        }
        return plans;
    }

    private ActionPlan Plan(string id, string title, PlanKind kind, IReadOnlyList<FocusArea> areas) => new(
        id, title, Municipality, FirstDay, new DateOnly(2027, 12, 31), null, kind, null, draws.Happens(50) ? [RoundKind.Annual] : [], null,
        Statutory: draws.Happens(30), [], [], areas);

    private ActionPlan Directions() => Plan("vart", "Vart vi ska", PlanKind.Directions,
    [
        new FocusArea(1, "Riktning <i>", [], [], Enumerable.Range(1, draws.AtMost(draws.Next(1, 5)))
            .Select(number => new Direction($"{number}", $"Inriktning {number}", [],
            Enumerable.Range(1, draws.Next(0, 4)).Select(need =>
                new Need(draws.Some(Enum.GetValues<PreventionLevel>(), 2), $"Behov {number}.{need}", [], [], [])).ToList())).ToList()),
    ]);

    private ActionPlan Measures(int number, DepartmentRegister register, ActionPlan? directions, bool unlevelled)
    {
        var single = draws.Happens(10);
        var titles = draws.Drawn(Titles, Titles.Length);
        var taken = 0;
        var areas = Enumerable.Range(1, single ? 1 : draws.AtMost(draws.Next(1, 4)))
            .Select(area => new FocusArea(area, $"Område {area} & mer", draws.Some(["Kunskap finns", "Tid finns", "<u>Chefen</u> vill"], 3),
                Enumerable.Range(1, single ? 1 : draws.AtMost(draws.Next(1, 5)))
                    .Select(measure => Measure($"{area}:{measure}", titles[taken++ % titles.Count], register, directions, unlevelled))
                    .ToList(), []))
            .ToList();
        return Plan($"plan-{number}", $"Plan {number} för \"trygghet\"", PlanKind.Measures, areas);
    }

    private Measure Measure(string number, string title, DepartmentRegister register, ActionPlan? directions, bool unlevelled)
    {
        var parties = Parties(register);
        return new Measure(number, draws.Happens(10) ? title.ToUpperInvariant() : title, null,
            parties, draws.Happens(50) ? CoResponsible(register, parties) : [],
            unlevelled ? [] : draws.Some(Enum.GetValues<PreventionLevel>(), 2), draws.Some(Enum.GetValues<MeasureTarget>(), 2),
            [], [], null, null,
            draws.Some([new Indicator("Anmälda brott", "antal", null), new Indicator("Andel nöjda", "%", null),
                new Indicator("Besök", null, "SCB")], 3), [],
            directions == null ? []
                : draws.Some([.. directions.Directions.Select(direction => new DirectionLink(directions.Id, direction.Number))], 2));
    }

    private List<Responsibility> Parties(DepartmentRegister register) => draws.Happens(15)
        ? [new Responsibility(draws.Pick(PartyKind.EveryDepartment, PartyKind.EveryCommittee, PartyKind.EveryCompany), "", null)]
        : draws.Happens(5) ? [new Responsibility(PartyKind.Group, "Gruppen", null)]
        : draws.Drawn(register.Departments, draws.Next(1, 4))
            .Select(department => new Responsibility(PartyKind.Department, department.Id, draws.Happens(10) ? "HR" : null)).ToList();

    private List<Responsibility> CoResponsible(DepartmentRegister register, IReadOnlyList<Responsibility> responsible) =>
        draws.Drawn(register.Departments, draws.Next(1, 3))
        .Where(department => responsible.All(party => party.Id != department.Id))
            .Select(department => new Responsibility(PartyKind.Department, department.Id, null)).ToList();
}
