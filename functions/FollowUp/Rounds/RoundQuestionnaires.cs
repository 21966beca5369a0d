using FollowUp.Departments;
using FollowUp.Plans;
using FollowUp.Questionnaires;

namespace FollowUp.Rounds;

/// <param name="Earlier">Section id → what was answered to it the last time.</param>
public sealed record AskedDepartment(Department Department, Questionnaire Questionnaire,
    IReadOnlyDictionary<string, IReadOnlyList<EarlierAnswer>> Earlier);

/// <param name="Departments">In the order in which the plans first name them.</param>
/// <param name="Undecided">Where the plans and the register do not say who is meant.</param>
/// <param name="Obstacles">Why the round cannot be opened, each as a sentence.</param>
public sealed record AskedRound(
    IReadOnlyList<AskedDepartment> Departments, IReadOnlyList<Undecided> Undecided, IReadOnlyList<string> Obstacles);

/// <summary>Makes a round's questionnaires out of its plans, the register, and what was answered before.</summary>
public sealed class RoundQuestionnaires(PlanTable plans, RoundTable rounds, AssignmentTable answers)
{
    /// <param name="opened">When the round was opened, or would be: what was opened after it is no history of its.</param>
    /// <param name="only">The one department whose questionnaire is wanted; null for all of them.</param>
    public async Task<AskedRound> MakeAsync(Round round, DepartmentRegister register, DateTimeOffset opened, CancellationToken cancellation,
        string? only = null)
    {
        var (own, tailoring) = await TailorAsync(round, register, opened, cancellation);
        var known = (await plans.ListAsync(cancellation)).Select(newest => newest.Stored.Plan).ToList();
        var lineages = own.SelectMany(plan => plan.Lineage(known)).ToHashSet();
        var earlier = new List<EarlierRound>();
        foreach (var other in (await rounds.ListAsync(cancellation)).Select(stored => stored.Round))
        {
            if (other.Id != round.Id && other.State != RoundState.Cancelled && other.OpenedAt < opened
                && other.Kind != RoundKind.Consultation && other.Plans.Any(plan => lineages.Contains(plan.Id)))
            {
                earlier.Add(new EarlierRound(other, only == null ? await answers.ListSubmittedAsync(other.Id, other.Run, cancellation)
                    : await ListAsync(other, register.HistoryOf(only, Timetable.AskedOn(round, opened)), cancellation)));
            }
        }
        var carryForward = new CarryForward(round, opened, own, known, register, earlier);
        var departments = tailoring.Departments.Where(id => only == null || id == only).Select(id =>
        {
            var (questionnaire, before) = carryForward.For(tailoring.For(id), id);
            return new AskedDepartment(register.Find(id)!, questionnaire, before);
        }).ToList();
        return new AskedRound(departments, tailoring.Undecided.ToList(), Obstacles(tailoring, register));
    }

    /// <summary>Without what was answered before: whether it can be opened at all does not depend on that.</summary>
    public async Task<IReadOnlyList<string>> ObstaclesAsync(Round round, DepartmentRegister register, DateTimeOffset opened,
        CancellationToken cancellation) =>
        Obstacles((await TailorAsync(round, register, opened, cancellation)).QuestionnaireBuilder, register);

    private static List<string> Obstacles(QuestionnaireBuilder tailoring, DepartmentRegister register) =>
    [
        .. tailoring.Obstacles,
        .. tailoring.Departments.Where(id => !AssignmentTable.HasRoomFor(tailoring.For(id)))
            .Select(id => Texts.Import.TooManyMeasures(register.Find(id)!.Name, Responsibility.MaxMeasures)),
    ];

    private async Task<IReadOnlyList<Assignment>> ListAsync(Round round, IReadOnlyList<string> departments, CancellationToken cancellation)
    {
        var works = new List<Assignment>();
        foreach (var id in departments)
        {
            if (await answers.FindAsync(round.Id, id, round.Run, cancellation) is { } stored)
            {
                works.Add(stored.Work);
            }
        }
        return works;
    }

    private async Task<(IReadOnlyList<ActionPlan> Plans, QuestionnaireBuilder QuestionnaireBuilder)> TailorAsync(
        Round round, DepartmentRegister register, DateTimeOffset opened, CancellationToken cancellation)
    {
        var own = await plans.GetAsync(round.Plans, cancellation);
        return (own, new QuestionnaireBuilder(round.Kind, own, register, Timetable.AskedOn(round, opened), round.Questions));
    }
}
