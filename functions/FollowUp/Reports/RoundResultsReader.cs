using FollowUp.Departments;
using FollowUp.Plans;
using FollowUp.Rounds;
using FollowUp.Schedule;

namespace FollowUp.Reports;

/// <summary>Reads what has been submitted in a round, and what that is seen against.</summary>
public sealed class RoundResultsReader(PlanTable plans, DepartmentTable register, RoundTable rounds, AssignmentTable answers)
{
    public async Task<(RoundResults Answered, RoundHistory History)> ReadAsync(Round round, CancellationToken cancellation)
    {
        var all = (await rounds.ListAsync(cancellation)).Select(stored => stored.Round).ToList();
        var plansNow = await plans.ListAsync(cancellation);
        var known = plansNow.Select(newest => newest.Stored.Plan).ToList();
        var answered = await ReadAnsweredAsync(round, cancellation);
        var lineages = answered.Plans.SelectMany(plan => plan.Lineage(known)).ToHashSet();
        var earlier = new List<RoundResults>();
        foreach (var other in all.Where(other => other.Id != round.Id && other.Kind == round.Kind
            && (other.State == RoundState.Closed || other.FirstClosed != null) && IsEarlier(other, round)
            && other.Plans.Any(plan => lineages.Contains(plan.Id))).OrderBy(other => DuePeriod.Of(other)?.Last)
                .ThenBy(other => other.OpenedAt).ThenBy(other => other.Id, StringComparer.Ordinal))
        {
            earlier.Add(await ReadAnsweredAsync(other, cancellation));
        }
        return (answered, new RoundHistory(earlier, (await register.NewestAsync(cancellation)).Register, known, all,
            plansNow.Select(plan => plan.Standing).ToList()));
    }

    /// <summary>By what the rounds are about; by when they were opened where that does not say.</summary>
    private static bool IsEarlier(Round other, Round round) =>
        DuePeriod.Of(other) is { } before && DuePeriod.Of(round) is { } about && before != about ? before.Last < about.Last
            : other.OpenedAt < round.OpenedAt;

    /// <summary>What has been submitted in the round alone.</summary>
    public async Task<RoundResults> ReadAnsweredAsync(Round round, CancellationToken cancellation) =>
        new(round, await plans.GetAsync(round.Plans, cancellation), await answers.ListSubmittedAsync(round.Id, round.Run, cancellation));
}
