using FollowUp.Departments;
using FollowUp.Plans;
using FollowUp.Rounds;

namespace FollowUp.Reports;

/// <summary>Reads what has been submitted in a round, and what that is seen against.</summary>
public sealed class RoundResultsReader(PlanTable plans, DepartmentTable register, RoundTable rounds, AssignmentTable answers)
{
    public async Task<(RoundResults Answered, RoundHistory History)> ReadAsync(Round round, CancellationToken cancellation)
    {
        var all = (await rounds.ListAsync(cancellation)).Select(stored => stored.Round).ToList();
        var known = (await plans.ListAsync(cancellation)).Select(newest => newest.Stored.Plan).ToList();
        var answered = await ReadAnsweredAsync(round, cancellation);
        var lineages = answered.Plans.SelectMany(plan => plan.Lineage(known)).ToHashSet();
        var earlier = new List<RoundResults>();
        foreach (var other in all.Where(other => other.Id != round.Id && other.Kind == round.Kind
            && (other.State == RoundState.Closed || other.FirstClosed != null) && other.OpenedAt < round.OpenedAt
            && other.Plans.Any(plan => lineages.Contains(plan.Id))).OrderBy(other => other.OpenedAt)
                .ThenBy(other => other.Id, StringComparer.Ordinal))
        {
            earlier.Add(await ReadAnsweredAsync(other, cancellation));
        }
        return (answered, new RoundHistory(earlier, (await register.NewestAsync(cancellation)).Register, known, all));
    }

    private async Task<RoundResults> ReadAnsweredAsync(Round round, CancellationToken cancellation) =>
        new(round, await plans.GetAsync(round.Plans, cancellation), await answers.ListSubmittedAsync(round.Id, round.Run, cancellation));
}
