using FollowUp.Plans;
using FollowUp.Rounds;
using FollowUp.Schedule;

namespace FollowUp.Coordinator;

/// <summary>Something for the coordinator to do now.</summary>
/// <param name="Address">Where; null where there is no page for it.</param>
/// <param name="Act">What the link says.</param>
/// <param name="PlanId">Of the plan because of which the calendar asks for it; null where it is none of the calendar's.</param>
/// <param name="Key">Of the thing in the calendar.</param>
public sealed record DeskTask(string Sentence, string? Address = null, string? Act = null, string? PlanId = null, string? Key = null)
{
    /// <summary>Where it can be dismissed; null where it cannot.</summary>
    public string? Dismissal => PlanId == null ? null
        : $"{DeskRoutes.Plan(PlanId)}/gor/avfarda?{PlanAct.TaskField}={Uri.EscapeDataString(Key!)}";

    // Of days.
    private const int ClosesSoon = 7;

    /// <summary>What is to be done, the most pressing first.</summary>
    public static IReadOnlyList<DeskTask> Of(IReadOnlyList<KnownPlan> plans, IReadOnlyList<Round> rounds, DateOnly today) =>
        [
            .. rounds.Where(round => round.State == RoundState.Draft && round.Opens <= today).OrderBy(round => round.Opens)
                .Select(round => new DeskTask(Texts.Desk.DraftIsDue(round, today), DeskRoutes.Draft(round.Id),
                    Texts.Desk.LookAndOpen(round))),
            .. rounds.Where(round => round.State == RoundState.Paused)
                .Select(round => new DeskTask(Texts.Desk.IsPaused(round), DeskRoutes.Round(round.Id), Texts.Desk.ToRound(round))),
            .. rounds.Where(round => round.State == RoundState.Open && round.Closes <= today.AddDays(ClosesSoon))
                .OrderBy(round => round.Closes)
                .Select(round => new DeskTask(Texts.Desk.ClosesSoon(round, today), DeskRoutes.Round(round.Id), Texts.Desk.ToRound(round))),
            .. OfCalendar(plans, rounds, today),
        ];

    /// <summary>What the calendar asks for and nobody has dismissed.</summary>
    private static IEnumerable<DeskTask> OfCalendar(IReadOnlyList<KnownPlan> plans, IReadOnlyList<Round> rounds, DateOnly today)
    {
        var entries = new Calendar(plans, rounds, today).Between(today.AddYears(-1), today.AddYears(1));
        var dismissed = plans.SelectMany(plan => plan.Standing.DismissedTasks).Select(task => task.Key).ToHashSet();
        return new[]
        {
            entries.OfType<DueRound>().Where(due => due.IsMissing && due.Period.Prepare <= today && due.Deadline >= today)
                .Select(due => new DeskTask(Texts.Calendar.Sentence(due),
                    $"{DeskRoutes.NewRound}?{DraftForm.Due}={Uri.EscapeDataString(CalendarKeys.Key(due))}", Texts.Desk.MakeDue(due),
                    due.Plans[0].Id, CalendarKeys.Key(due))),
            // Of a plan's floors the newest alone: what was missed before it cannot be made up for. What was done late is done.
            entries.OfType<FollowUpObligation>().Where(floor => floor.Done == null
                    && floor.Status is ObligationStatus.DueSoon or ObligationStatus.Missed)
                .GroupBy(floor => (floor.Plan.Id, floor.Kind)).Select(floors => floors.MaxBy(floor => floor.LastDay)!)
                .Select(floor => new DeskTask(Texts.Calendar.Sentence(floor), DeskRoutes.Plan(floor.Plan.Id),
                    Texts.Desk.ToPlan(floor.Plan.Title), floor.Plan.Id, CalendarKeys.Key(floor))),
            entries.OfType<PlanEnd>().Where(end => end.Status is ObligationStatus.DueSoon or ObligationStatus.Missed)
                .Select(end => new DeskTask(Texts.Calendar.Sentence(end), DeskRoutes.Plan(end.Plan.Id), Texts.Desk.ToPlan(end.Plan.Title),
                    end.Plan.Id, CalendarKeys.Key(end))),
        }.SelectMany(tasks => tasks).Where(task => !dismissed.Contains(task.Key!));
    }
}
