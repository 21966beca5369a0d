using FollowUp.Departments;
using FollowUp.Plans;

namespace FollowUp.Questionnaires;

/// <summary>One measure that one department is bound to.</summary>
/// <param name="Kind">Responsible or co-responsible; who is both is responsible.</param>
/// <param name="Qualifier">Which part of the department the plan means, such as "HR".</param>
public sealed record Duty(FocusArea Area, Measure Measure, SectionKind Kind, string? Qualifier);

/// <summary>Somewhere the plan and the register do not say who is meant: a person must decide.</summary>
/// <param name="Party">As the plan names it.</param>
/// <param name="Heirs">Names of its successors, all bound until then; empty where there are none.</param>
/// <param name="Orphaned">The measure has nobody responsible at all.</param>
public sealed record Undecided(string Measure, string Party, IReadOnlyList<string> Heirs, bool Orphaned);

/// <summary>
/// The plan's words about who is bound to what, read against the register as it stands on a day: groups and "all committees" taken
/// apart, those that have ended followed to who came in their place. Pure, so that what is frozen in a round always reads the same.
/// </summary>
public sealed class Responsibilities
{
    private readonly Dictionary<string, List<Duty>> _byDepartment = [];
    private readonly List<Undecided> _undecided = [];

    private Responsibilities()
    {
    }

    /// <summary>Ids of those who are bound to something, in the order in which the plan first names them.</summary>
    public IReadOnlyCollection<string> Departments => _byDepartment.Keys;

    public IReadOnlyList<Undecided> Undecided => _undecided;

    /// <summary>In the plan's order.</summary>
    public IReadOnlyList<Duty> Of(string departmentId) => _byDepartment.GetValueOrDefault(departmentId) ?? [];

    public static Responsibilities In(ActionPlan plan, DepartmentRegister register, DateOnly day)
    {
        var duties = new Responsibilities();
        var parties = new Dictionary<Responsibility, Party>();

        Party Expand(Responsibility responsibility)
        {
            var key = responsibility with { Qualifier = null };
            return parties.TryGetValue(key, out var known) ? known
                : parties[key] = Party.Of(key, register, plan.Decided ?? plan.Start, day);
        }

        foreach (var area in plan.FocusAreas)
        {
            foreach (var measure in area.Measures)
            {
                var bound = new Dictionary<string, Duty>();
                foreach (var (responsibility, kind) in measure.Responsible.Select(party => (party, SectionKind.Responsible))
                    .Concat(measure.CoResponsible.Select(party => (party, SectionKind.CoResponsible))))
                {
                    var party = Expand(responsibility);
                    foreach (var id in party.Departments)
                    {
                        bound[id] = bound.GetValueOrDefault(id) is { } already
                            ? already.Kind == kind ? already with { Qualifier = Both(already.Qualifier, responsibility.Qualifier) }
                            : already
                            : new Duty(area, measure, kind, responsibility.Qualifier);
                    }
                    if (party.MustBeDecided)
                    {
                        var orphaned = kind == SectionKind.Responsible
                            && measure.Responsible.All(other => Expand(other).Departments.Count == 0);
                        duties._undecided.Add(new Undecided(measure.Number, party.Name, party.Heirs, orphaned));
                    }
                }
                foreach (var (id, duty) in bound)
                {
                    (duties._byDepartment.TryGetValue(id, out var own) ? own : duties._byDepartment[id] = []).Add(duty);
                }
            }
        }
        return duties;
    }

    // Who is bound as a whole is bound with its parts.
    private static string? Both(string? one, string? other) => one == null || other == null ? null : one == other ? one : $"{one}, {other}";

    private sealed record Party(string Name, IReadOnlyList<string> Departments, IReadOnlyList<string> Heirs, bool MustBeDecided)
    {
        public static Party Of(Responsibility responsibility, DepartmentRegister register, DateOnly since, DateOnly day)
        {
            switch (responsibility.Kind)
            {
                case PartyKind.Department:
                    var heirs = register.SuccessorsOf(responsibility.Id, since, day);
                    return new Party(register.Find(responsibility.Id)?.Name ?? responsibility.Id, Ids(heirs),
                        heirs.Select(heir => heir.Name).ToList(), heirs.Count != 1);
                case PartyKind.Group:
                    // Successors take the members' places; a group means all of them anyway.
                    var members = (register.Groups.FirstOrDefault(group => group.Name == responsibility.Id)?.Departments ?? [])
                        .SelectMany(id => register.SuccessorsOf(id, since, day)).Distinct().ToList();
                    return new Party(responsibility.Id, Ids(members), [], members.Count == 0);
                default:
                    var every = register.OnDay(day).Where(department => IsOf(responsibility.Kind, department)).ToList();
                    return new Party(Texts.Every(responsibility.Kind), Ids(every), [], every.Count == 0);
            }
        }

        private static List<string> Ids(IEnumerable<Department> departments) => departments.Select(department => department.Id).ToList();

        private static bool IsOf(PartyKind kind, Department department) => kind switch
        {
            PartyKind.EveryCommittee => department.Kind == DepartmentKind.Committee,
            PartyKind.EveryAdministration => department.Kind == DepartmentKind.Administration,
            PartyKind.EveryCompany => department.Kind == DepartmentKind.Company,
            PartyKind.EveryCouncil => department.Kind == DepartmentKind.Council,
            _ => true,
        };
    }
}
