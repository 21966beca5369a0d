using FollowUp.Pages;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Reports;
using FollowUp.Rounds;

namespace FollowUp.Coordinator;

/// <summary>How a plan has gone from one closed round to the next: its measures, and the departments that answer. Pure.</summary>
public sealed class PlanYears
{
    private readonly IReadOnlyList<RoundResults> _rounds;

    /// <param name="plan">As it is now.</param>
    /// <param name="rounds">Closed ones that asked about it, in the order of time.</param>
    public PlanYears(ActionPlan plan, IReadOnlyList<RoundResults> rounds)
    {
        _rounds = rounds;
        Rounds = rounds.Select(results => results.Round).ToList();
        Measures = plan.Measures.Select(measure => new YearsOfMeasure(measure,
            rounds.Select(results => MeasureInYear.Of(results, plan.Id, measure.Number)).ToList())).ToList();
        Departments = rounds.SelectMany(results => results.Departments.Concat(results.Exempt))
            // By the name that it had last.
            .GroupBy(work => work.Department.Id).Select(same => (same.Key, same.Last().Department.Name))
            .OrderBy(department => department.Name, Texts.Alphabet)
            .Select(department => new YearsOfDepartment(department.Key, department.Name,
                rounds.Select(results => InYear(results, department.Key)).ToList())).ToList();
    }

    public IReadOnlyList<Round> Rounds { get; }

    public IReadOnlyList<YearsOfMeasure> Measures { get; }

    public IReadOnlyList<YearsOfDepartment> Departments { get; }

    private static Punctuality InYear(RoundResults results, string departmentId) =>
        results.Exempt.Any(work => work.Department.Id == departmentId) ? Punctuality.Exempt
        : results.Departments.FirstOrDefault(work => work.Department.Id == departmentId) is not { } work ? Punctuality.NotAsked
        : work.Submissions.Count == 0 ? Punctuality.Nothing
        : !work.AllSubmitted ? Punctuality.Partly
        : work.IsLate(results.Round) ? Punctuality.AllLate : Punctuality.AllInTime;
}

/// <param name="Years">In the order of the rounds.</param>
public sealed record YearsOfMeasure(Measure Measure, IReadOnlyList<MeasureInYear> Years)
{
    /// <summary>
    /// Whether more or fewer of those responsible say that it is done, or part of their ordinary work, than the time before; null where it
    /// was asked about less than twice.
    /// </summary>
    public int? Trend => Years.Where(year => year.Asked > 0).TakeLast(2).ToList() is [var before, var now]
        ? ((double)now.Finished / now.Asked).CompareTo((double)before.Finished / before.Asked) : null;
}

/// <summary>What those responsible said of a measure in one round.</summary>
/// <param name="Asked">How many are responsible; 0 where the round did not ask about it.</param>
/// <param name="Statuses">How many say what, in the order of <see cref="AnswerWords.Statuses"/>; only what somebody says.</param>
public sealed record MeasureInYear(int Asked, IReadOnlyList<(string Status, int Count)> Statuses)
{
    public int Answered => Statuses.Sum(status => status.Count);

    public int Finished => Statuses.Where(status => status.Status is AnswerWords.Done or AnswerWords.Ordinary).Sum(status => status.Count);

    public TagKind Kind => Finished == Asked ? TagKind.Ok
        : Answered == 0 ? TagKind.Bad
        : Statuses.All(status => status.Status is AnswerWords.NotStarted or AnswerWords.Dropped) ? TagKind.Idle : TagKind.Warn;

    public static MeasureInYear Of(RoundResults results, string planId, string number)
    {
        var asked = results.About(planId, number, SectionKind.Responsible).ToList();
        var said = asked.Select(duty => duty.Answer?.Status).OfType<string>().ToList();
        return new MeasureInYear(asked.Count, AnswerWords.Statuses.Select(status => (status, said.Count(one => one == status)))
            .Where(status => status.Item2 > 0).ToList());
    }
}

/// <param name="Years">In the order of the rounds.</param>
public sealed record YearsOfDepartment(string Id, string Name, IReadOnlyList<Punctuality> Years);

/// <summary>How a department has followed up in one round.</summary>
public enum Punctuality
{
    NotAsked,
    Exempt,
    Nothing,
    Partly,
    AllLate,
    AllInTime,
}
