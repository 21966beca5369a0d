using FollowUp.Departments;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Storage;

namespace FollowUp.Rounds;

/// <param name="Earlier">Section id → what was answered to it the last time.</param>
public sealed record AskedDepartment(Department Department, Questionnaire Questionnaire, IReadOnlyDictionary<string, EarlierAnswer> Earlier);

/// <param name="Plans">The round's, in its order.</param>
/// <param name="Departments">In the order in which the plans first name them.</param>
/// <param name="Undecided">Where the plans and the register do not say who is meant.</param>
public sealed record AskedRound(IReadOnlyList<ActionPlan> Plans, IReadOnlyList<AskedDepartment> Departments, IReadOnlyList<Undecided> Undecided)
{
    /// <summary>Why the round cannot be opened, each as a sentence.</summary>
    public IEnumerable<string> Obstacles =>
    [
        .. Undecided.Where(undecided => undecided.Orphaned).Select(Texts.Drafting.Orphaned),
        .. Departments.Where(asked => asked.Questionnaire.Sections.Count(section => section.IsMeasure) > Tailoring.MostMeasures)
            .Select(asked => Texts.Import.TooManyMeasures(asked.Department.Name, Tailoring.MostMeasures)),
    ];
}

/// <summary>Makes a round's questionnaires out of its plans, the register, and what was answered before.</summary>
public sealed class RoundQuestionnaires(PlanTable plans, RoundTable rounds, AnswerTable answers)
{
    /// <param name="opened">When the round was opened, or would be: what was opened after it is no history of its.</param>
    public async Task<AskedRound> MakeAsync(Round round, DepartmentRegister register, DateTimeOffset opened, CancellationToken cancellation)
    {
        var own = new List<ActionPlan>();
        foreach (var plan in round.Plans)
        {
            own.Add(await plans.GetAsync(plan.Id, plan.Version, cancellation));
        }
        var tailoring = new Tailoring(round.Kind, own, register, Timetable.AskedOn(round, opened));

        var known = (await plans.ListAsync(cancellation)).Select(newest => newest.Stored.Plan).ToList();
        var lineages = own.SelectMany(plan => plan.Lineage(known)).ToHashSet();
        var earlier = new List<EarlierRound>();
        foreach (var other in (await rounds.ListAsync(cancellation)).Select(stored => stored.Round))
        {
            if (other.Id != round.Id && other.OpenedAt < opened && other.Kind != RoundKind.Consultation && other.Plans.Any(plan => lineages.Contains(plan.Id)))
            {
                earlier.Add(new EarlierRound(other, await answers.ListSubmittedAsync(other.Id, other.Run, cancellation)));
            }
        }
        var carryForward = new CarryForward(own, known, earlier);
        var departments = tailoring.Departments.Select(id =>
        {
            var (questionnaire, before) = carryForward.For(tailoring.For(id), register.HistoryOf(id));
            return new AskedDepartment(register.Find(id)!, questionnaire, before);
        }).ToList();
        return new AskedRound(own, departments, tailoring.Undecided.ToList());
    }
}
