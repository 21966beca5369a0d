using FollowUp.Plans;
using FollowUp.Rounds;

namespace FollowUp.Schedule;

/// <summary>
/// What falls due when: the rounds that plans promise, the floors below which nobody may fall, and the plans' ends. Pure.
/// </summary>
/// <param name="plans">The newest version of every plan.</param>
/// <param name="rounds">Every round there is, drafts too.</param>
/// <param name="today">Says what is near and what is broken.</param>
/// <param name="standings">What the coordinator has said of the plans; one of which nothing is known is followed up from its start.</param>
internal sealed class Calendar(IReadOnlyList<ActionPlan> plans, IReadOnlyList<Round> rounds, DateOnly today,
    IReadOnlyList<PlanStanding>? standings = null)
{
    // Of days: a round from its opening to its close.
    private const int FloorIsNear = 90;

    private const int StatutoryYears = 2;

    // The day on which the law that asks for it came into force.
    private static readonly DateOnly LawInForce = new(2023, 7, 1);

    private readonly Dictionary<string, PlanStanding> _standings = (standings ?? []).ToDictionary(standing => standing.PlanId);

    // Nothing is due of the others.
    private readonly List<ActionPlan> _inUse = plans.Where(plan => standings?.Any(standing =>
        standing.PlanId == plan.Id && standing.State != PlanState.InUse) != true).ToList();

    // Plan id → itself and the plans whose place it took.
    private readonly Dictionary<string, IReadOnlyList<string>> _lineages = plans.ToDictionary(plan => plan.Id, plan => plan.Lineage(plans));

    public Calendar(IReadOnlyList<KnownPlan> known, IReadOnlyList<Round> rounds, DateOnly today)
        : this(known.Select(plan => plan.Stored.Plan).ToList(), rounds, today, known.Select(plan => plan.Standing).ToList())
    {
    }

    /// <summary>All that falls due from the first day to the last, in order of time.</summary>
    public IReadOnlyList<CalendarEntry> Between(DateOnly from, DateOnly to)
    {
        var promises = Promises();
        return DueRounds(promises).Where(due => due.Owed || due.CoveredBy != null || due.Outside != null)
            .Concat<CalendarEntry>(YearlyFloors(promises)).Concat(StatutoryFloors())
            .Concat(_inUse.Where(plan => plan.End >= ReadIn(plan)).Select(End))
            .Where(entry => entry.Day >= from && entry.Day <= to)
            .OrderBy(entry => entry.Day)
            .ToList();
    }

    /// <summary>What each plan promises. What the plan that took its place promises for the same time is asked there, and once.</summary>
    private List<Promise> Promises()
    {
        var all = (
            from plan in _inUse
            from kind in plan.FollowUps
            from period in DuePeriod.Of(plan, kind)
            select new Promise(plan, period)).ToList();
        var made = all.Select(promise => (promise.Plan.Id, promise.Period)).ToHashSet();
        return all.Where(promise => !_inUse.Any(other => CameAfter(other, promise.Plan) && made.Contains((other.Id, promise.Period))))
            .ToList();
    }

    /// <summary>Plans of one family that promise the same are asked about together, unless rounds keep them apart.</summary>
    private IEnumerable<DueRound> DueRounds(IEnumerable<Promise> promises) =>
        from promise in promises
        let cover = rounds.Where(round => round.State != RoundState.Cancelled && promise.Period.Covers(round)
            && IsAbout(round, promise.Plan))
            .OrderBy(round => round.State == RoundState.Draft).ThenBy(round => round.Opens)
                .ThenBy(round => round.Id, StringComparer.Ordinal).FirstOrDefault()
        let outside = cover == null ? Outside(promise.Plan).FirstOrDefault(one => DuePeriod.Of(one) == promise.Period) : null
        group promise.Plan by (Root: Family(promise.Plan)[^1], promise.Period, Cover: cover, Outside: outside) into due
        let together = due.OrderBy(plan => Family(plan).Count).ToList()
        let period = due.Key.Period
        let cover = due.Key.Cover
        select new DueRound(period, together, together.SelectMany(plan => Asked(plan, period)).Distinct().ToList(), cover,
            due.Key.Outside, together.Any(plan => IsOwed(plan, period)), cover?.Opens ?? period.Opens, cover?.Deadline ?? period.Deadline,
            cover?.Closes ?? period.Closes);

    /// <summary>
    /// Obligations begin when the plan, or one in whose place it came, was read in: with what could then still be answered in time, unless
    /// the coordinator looks further back.
    /// </summary>
    private bool IsOwed(ActionPlan plan, DuePeriod period) =>
        period.Deadline >= ReadIn(plan) || period.Days.Last >= (LooksBackTo(plan) ?? DateOnly.MaxValue);

    private DateOnly ReadIn(ActionPlan plan) => Lineage(plan).Select(standing => standing?.ReadIn ?? DateOnly.MinValue).Min();

    private DateOnly? LooksBackTo(ActionPlan plan) => Lineage(plan).Select(standing => standing?.LooksBackTo).Min();

    private IEnumerable<PlanStanding?> Lineage(ActionPlan plan) => plans.Where(other => _lineages[plan.Id].Contains(other.Id))
        .Select(other => _standings.GetValueOrDefault(other.Id));

    /// <summary>Follow-ups without FollowUp of the plan, or of one that came before or after it.</summary>
    private IEnumerable<OutsideFollowUp> Outside(ActionPlan plan) => _standings.Values.Where(standing => IsAbout(standing.PlanId, plan))
        .OrderBy(standing => standing.PlanId, StringComparer.Ordinal).SelectMany(standing => standing.FollowedUpOutside);

    /// <summary>What the plans ask for in rounds of the kind, the oldest first.</summary>
    public IReadOnlyList<DueRound> CalledFor(RoundKind kind, IReadOnlyCollection<string> planIds) => DueRounds(Promises())
        .Where(due => due.Period.Kind == kind && due.Plans.Any(plan => planIds.Contains(plan.Id)))
        .OrderBy(due => due.Period.First).ToList();

    /// <summary>At least once a year: what follows up a year is closed before the next one is out.</summary>
    private IEnumerable<FollowUpObligation> YearlyFloors(IEnumerable<Promise> promises) =>
        from promise in promises
        where promise.Period.Kind == RoundKind.Annual && IsOwed(promise.Plan, promise.Period)
        let lastDay = new DateOnly(promise.Period.Last + 1, 12, 31)
        let done = FirstDay(Closings(promise.Plan).Where(closing => IsAboutYear(closing.Period, promise.Period.Last)))
        select new FollowUpObligation(ObligationKind.Yearly, promise.Plan, lastDay, Status(lastDay, done <= lastDay), done);

    /// <summary>
    /// At least every second year, from the law or the plan or the follow-up before; the plan that came after goes on from there.
    /// </summary>
    private IEnumerable<FollowUpObligation> StatutoryFloors()
    {
        foreach (var plan in _inUse.Where(plan => plan.Statutory && plan.Start.Year <= DuePeriod.LastYear
            && !_inUse.Any(other => other.Statutory && CameAfter(other, plan))))
        {
            var begun = plans.Where(other => other.Statutory && _lineages[plan.Id].Contains(other.Id)).Min(other => other.Start);
            var closings = Closings(plan).Select(closing => closing.Day).Order().ToList();
            var since = Since(begun > LawInForce ? begun : LawInForce, Known(plan), closings);
            foreach (var closing in closings.Where(day => day > since))
            {
                yield return Until(since.AddYears(StatutoryYears), closing);
                since = closing;
            }
            yield return Until(since.AddYears(StatutoryYears), null);

            FollowUpObligation Until(DateOnly lastDay, DateOnly? closing) =>
                new(ObligationKind.Statutory, plan, lastDay, Status(lastDay, closing <= lastDay), closing);
        }
    }

    /// <summary>
    /// From when the law's two years run: from when FollowUp answers for the plan, or from the last follow-up before, where one is known.
    /// </summary>
    private static DateOnly Since(DateOnly begun, DateOnly known, IEnumerable<DateOnly> closings) => known <= begun ? begun
        : closings.Where(day => day < known && day.AddYears(StatutoryYears) >= known).Append(DateOnly.MinValue).Max() is var last
            && last > begun ? last : known;

    /// <summary>From when FollowUp answers for the plan.</summary>
    private DateOnly Known(ActionPlan plan) => LooksBackTo(plan) is { } back && back < ReadIn(plan) ? back : ReadIn(plan);

    private PlanEnd End(ActionPlan plan)
    {
        var successor = _inUse.FirstOrDefault(other => other.Replaces == plan.Id)?.Id;
        // A new plan takes a year to write, to be consulted on and to be decided.
        return new PlanEnd(plan, successor, Status(plan.End, successor != null, today.AddYears(1) >= plan.End));
    }

    private ObligationStatus Status(DateOnly lastDay, bool kept) => Status(lastDay, kept, today.AddDays(FloorIsNear) >= lastDay);

    private ObligationStatus Status(DateOnly lastDay, bool kept, bool near) =>
        kept ? ObligationStatus.Met : today > lastDay ? ObligationStatus.Missed : near ? ObligationStatus.DueSoon : ObligationStatus.NotDue;

    // A mandate period is followed up in its first spring, which says nothing of its later years.
    private static bool IsAboutYear(DuePeriod? period, int year) =>
        period is { Kind: not RoundKind.MandatePeriod } && period.First <= year && period.Last >= year;

    private static DateOnly? FirstDay(IEnumerable<Closing> closings) => closings.Select(closing => (DateOnly?)closing.Day).Min();

    /// <summary>When follow-ups of the plan were closed, and what they were about.</summary>
    private IEnumerable<Closing> Closings(ActionPlan plan) => rounds
        .Where(round => (round.State == RoundState.Closed || round.FirstClosed != null) && round.Kind != RoundKind.Consultation
            && IsAbout(round, plan))
        // A follow-up that was made in time stays so when its round is reopened.
        .Select(round => new Closing(round.FirstClosed ?? Timetable.ClosedOn(round), DuePeriod.Of(round)))
        .Concat(Outside(plan).Select(outside => new Closing(outside.Day, DuePeriod.Of(outside))));

    /// <summary>Whether it asks about the plan, or about one that came before or after it.</summary>
    private bool IsAbout(Round round, ActionPlan plan) => round.Plans.Any(asked => IsAbout(asked.Id, plan));

    private bool IsAbout(string planId, ActionPlan plan) =>
        _lineages[plan.Id].Contains(planId) || (_lineages.TryGetValue(planId, out var lineage) && lineage.Contains(plan.Id));

    // Two plans that each claim to replace the other came neither before nor after.
    private bool CameAfter(ActionPlan plan, ActionPlan other) => _lineages[plan.Id].Contains(other.Id)
        && !_lineages[other.Id].Contains(plan.Id);

    /// <summary>Ids of the plan and of those that it details, up to the one that details none.</summary>
    private List<string> Family(ActionPlan plan)
    {
        var family = new List<string> { plan.Id };
        for (var above = plan.Parent; above != null && !family.Contains(above); above = plans.FirstOrDefault(other =>
            other.Id == above)?.Parent)
        {
            family.Add(above);
        }
        return family;
    }

    // Directions bind nobody: what is done for them is in the plans that link to them.
    private IEnumerable<string> Asked(ActionPlan plan, DuePeriod period) => plan.Kind == PlanKind.Measures ? [plan.Id]
        : plans.Where(other => other.Start.Year <= period.Last && other.End.Year >= period.First
                && other.Measures.Any(measure => measure.Directions.Any(link => link.PlanId == plan.Id)))
            .Select(other => other.Id).Prepend(plan.Id);

    private sealed record Promise(ActionPlan Plan, DuePeriod Period);

    private sealed record Closing(DateOnly Day, DuePeriod? Period);
}
