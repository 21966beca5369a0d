using FollowUp.Plans;
using FollowUp.Rounds;
using FollowUp.Schedule;

namespace FollowUp.Coordinator;

/// <summary>Something for the coordinator to do now.</summary>
/// <param name="Address">Where; null where there is no page for it.</param>
/// <param name="Act">What the link says.</param>
public sealed record DeskTask(string Sentence, string? Address = null, string? Act = null)
{
    // Of days.
    private const int ClosesSoon = 7;

    /// <summary>What is to be done, the most pressing first.</summary>
    public static IReadOnlyList<DeskTask> Of(IReadOnlyList<ActionPlan> plans, IReadOnlyList<Round> rounds, DateOnly today)
    {
        var entries = new Calendar(plans, rounds, today).Between(today.AddYears(-1), today.AddYears(1));
        return
        [
            .. rounds.Where(round => round.State == RoundState.Draft && round.Opens <= today).OrderBy(round => round.Opens)
                .Select(round => new DeskTask(Texts.Desk.DraftIsDue(round, today), DeskRoutes.Draft(round.Id),
                    Texts.Desk.LookAndOpen(round))),
            .. rounds.Where(round => round.State == RoundState.Paused)
                .Select(round => new DeskTask(Texts.Desk.IsPaused(round), DeskRoutes.Round(round.Id), Texts.Desk.ToRound(round))),
            .. rounds.Where(round => round.State == RoundState.Open && round.Closes <= today.AddDays(ClosesSoon))
                .OrderBy(round => round.Closes)
                .Select(round => new DeskTask(Texts.Desk.ClosesSoon(round, today), DeskRoutes.Round(round.Id), Texts.Desk.ToRound(round))),
            .. entries.OfType<DueRound>().Where(due => due.CoveredBy == null && due.Period.Prepare <= today && due.Deadline >= today)
                .Select(due => new DeskTask(Texts.Calendar.Sentence(due),
                    $"{DeskRoutes.NewRound}?{DraftForm.Due}={Uri.EscapeDataString(CalendarKeys.Key(due.Plans[0].Id, due.Period))}",
                    Texts.Desk.MakeDue(due))),
            // Of a plan's floors the newest alone: what was missed before it cannot be made up for. What was done late is done.
            .. entries.OfType<FollowUpObligation>().Where(floor => floor.Done == null
                    && floor.Status is ObligationStatus.DueSoon or ObligationStatus.Missed)
                .GroupBy(floor => (floor.Plan.Id, floor.Kind)).Select(floors => floors.MaxBy(floor => floor.LastDay)!)
                .Select(floor => new DeskTask(Texts.Calendar.Sentence(floor), DeskRoutes.Plan(floor.Plan.Id),
                    Texts.Desk.ToPlan(floor.Plan))),
            .. entries.OfType<PlanEnd>().Where(end => end.Status is ObligationStatus.DueSoon or ObligationStatus.Missed)
                .Select(end => new DeskTask(Texts.Calendar.Sentence(end), DeskRoutes.Plan(end.Plan.Id), Texts.Desk.ToPlan(end.Plan))),
        ];
    }
}
