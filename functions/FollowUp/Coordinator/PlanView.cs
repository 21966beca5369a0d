using FollowUp.Plans;
using FollowUp.Rounds;
using FollowUp.Schedule;
using FollowUp.Time;
using FollowUp.Trail;

namespace FollowUp.Coordinator;

/// <summary>How a plan has been followed up, for its page.</summary>
/// <param name="Periods">What it asks for, the newest first.</param>
/// <param name="Acts">What the coordinator may say of it.</param>
/// <param name="Events">What has been said of it, the newest first.</param>
public sealed record PlanView(PlanStanding Standing, IReadOnlyList<DueRound> Periods, IReadOnlyList<PlanAct> Acts,
    IReadOnlyList<TrailEntry> Events, DateOnly Today)
{
    public static PlanTarget Target(KnownPlan plan, IReadOnlyList<(int Version, VersionOrigin? Origin)> history,
        IReadOnlyList<KnownPlan> all, IReadOnlyList<Round> rounds, string who, DateTimeOffset now) => new(plan, history,
        DeskTask.Of(all.Where(known => known.Standing.State != PlanState.Withdrawn).ToList(), rounds, StockholmTime.DayOf(now))
            .Where(task => task.PlanId == plan.Stored.Plan.Id).ToList(),
        rounds.Any(round => (round.State != RoundState.Cancelled || round.OpenedAt != null)
            && round.Plans.Any(asked => asked.Id == plan.Stored.Plan.Id)), who, now);

    public static PlanView Of(PlanTarget target, IReadOnlyList<KnownPlan> all, IReadOnlyList<Round> rounds,
        IReadOnlyList<TrailEntry> events)
    {
        // Of one that is put away the history is shown as well.
        var inUse = target.Known.Standing.State == PlanState.InUse;
        var calendar = new Calendar(all.Where(known => known.Standing.State != PlanState.Withdrawn || known == target.Known)
            .Select(known => known == target.Known ? known with { Standing = known.Standing with { State = PlanState.InUse } } : known)
            .ToList(), rounds, target.Today);
        return new PlanView(target.Known.Standing,
            target.Plan.FollowUps.SelectMany(kind => calendar.CalledFor(kind, [target.Plan.Id]))
                .Where(due => due.Period.First <= target.Today.Year && (inUse || due.CoveredBy != null || due.Outside != null))
                .OrderByDescending(due => due.Period.Last).ThenBy(due => due.Period.Kind).ToList(),
            PlanAct.All.Where(act => act.WhyNot(target) == null).ToList(), events.Reverse().ToList(), target.Today);
    }
}
