using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Rounds;
using FollowUp.Schedule;

namespace FollowUp.Reports;

/// <summary>What is missing, contradictory or one-sided in what has been submitted: at the close of a round, and before it. Pure.</summary>
internal sealed class FlagRules
{
    // More than half, of at least so many: one of one says nothing.
    private const int FewestConfirmable = 4;

    private readonly RoundResults _answered;
    private readonly RoundHistory _history;
    private readonly QuestionSet _asks;
    private readonly DateOnly _day;

    private FlagRules(RoundResults answered, RoundHistory history, DateOnly day) =>
        (_answered, _history, _asks, _day) = (answered, history, QuestionSet.For(answered.Round.Kind), day);

    private Round Round => _answered.Round;

    // Nothing is missing for good before the close.
    private bool IsOpen => Round.State is RoundState.Open or RoundState.Paused;

    /// <summary>By code, then by department or in the plans' order.</summary>
    /// <param name="day">The day as of which flags are raised: of the close, or today.</param>
    public static IReadOnlyList<Flag> Raise(RoundResults answered, RoundHistory history, DateOnly day)
    {
        var rules = new FlagRules(answered, history, day);
        return [.. rules.Floors().Concat(rules.FollowUps()).Concat(rules.Measures()).Concat(rules.Accounts()).Concat(rules.Balance())
            .Concat(rules.Unchanged())
            // A stable sort: within a code the order stays.
            .OrderBy(flag => flag.Code)];
    }

    private IEnumerable<Flag> Floors() =>
        from floor in new Calendar(_history.Known, _history.Rounds, _day, _history.Standings).Between(DateOnly.MinValue, DateOnly.MaxValue)
            .OfType<FollowUpObligation>()
            // Those that fell since the follow-up before: older ones are in its report.
        where floor.Status == ObligationStatus.Missed && Round.Plans.Any(plan => plan.Id == floor.Plan.Id)
        && floor.LastDay > (_history.Earlier.Count == 0 ? DateOnly.MinValue
            : (_history.Earlier[^1].Round.FirstClosed ?? Timetable.ClosedOn(_history.Earlier[^1].Round)))
        select new Flag(FlagCode.FloorBroken, null, null, Texts.Flag.FloorBroken(floor), []) { Plan = floor.Plan.Id };

    private IEnumerable<Flag> FollowUps()
    {
        foreach (var work in _answered.Departments)
        {
            var id = work.Department.Id;
            if (work.Submissions.Count == 0)
            {
                yield return new Flag(FlagCode.Missing, id, null, IsOpen ? Texts.Flag.NotYet(work.Department.Name)
                    : Texts.Flag.Missing(Round.Kind, work.Department.Name), []);
                if (TimesMissing(id) is > 1 and var times)
                {
                    yield return new Flag(FlagCode.MissingAgain, id, null, IsOpen ? Texts.Flag.NotYetAgain(work.Department.Name, times)
                        : Texts.Flag.MissingAgain(work.Department.Name, times), []);
                }
            }
            else if (!work.AllSubmitted)
            {
                yield return new Flag(FlagCode.Partial, id, null, Texts.Flag.Partial(Round.Kind, work.Department.Name),
                    RoundResults.Numbers(_answered.AskedOf(work).Answers()));
            }
            if (work.IsLate(Round))
            {
                var late = work.Submissions.Where(submission => work.IsLate(submission, Round)).Select(submission => submission.Number)
                    .ToHashSet();
                yield return new Flag(FlagCode.Late, id, null, Texts.Flag.Late(Round.Kind, work.Department.Name),
                    RoundResults.Numbers(_answered.AskedOf(work).Answers().Where(answer => late.Contains(answer.Submitted.Submission))));
            }
        }
    }

    /// <summary>
    /// How many times in a row, this one included, the department and those in whose place it came have submitted nothing of what they were
    /// asked.
    /// </summary>
    private int TimesMissing(string departmentId)
    {
        var line = _history.Register.HistoryOf(departmentId, _day);
        return 1 + _history.Earlier.Reverse()
            .Select(earlier => earlier.Departments.Where(work => line.Contains(work.Department.Id)).ToList())
            // A department that was not asked has missed nothing.
            .Where(asked => asked.Count > 0)
            .TakeWhile(asked => asked.All(work => work.Submissions.Count == 0))
            .Count();
    }

    private IEnumerable<Flag> Measures()
    {
        if (!_asks.Measures)
        {
            yield break;
        }
        foreach (var plan in _answered.Plans)
        {
            var orphaned = Responsibilities.In(plan, _history.Register, _day).Undecided.Where(undecided => undecided.Orphaned)
                .Select(undecided => undecided.Measure).ToHashSet();
            foreach (var measure in plan.Measures)
            {
                var id = new MeasureId(plan.Id, measure.Number);
                var called = Round.Plans.Count == 1 ? measure.Number : Texts.InPlan(measure.Number, plan.Title);
                var responsible = _answered.About(plan.Id, measure.Number, SectionKind.Responsible).ToList();
                var silent = responsible.Where(duty => duty.Answer == null).Select(duty => duty.Work.Department).ToList();
                if (silent.Count > 0)
                {
                    yield return new Flag(FlagCode.MeasureNotReported, silent.Count == 1 ? silent[0].Id : null, id,
                        Texts.Flag.NotReported(called, silent.Select(department => department.Name).ToList()), []);
                }
                if (orphaned.Contains(measure.Number))
                {
                    yield return new Flag(FlagCode.OrphanedMeasure, null, id, Texts.Flag.Orphaned(called, measure.Title), []);
                }
                foreach (var contradiction in Contradictions(id, called, responsible))
                {
                    yield return contradiction;
                }
            }
        }
    }

    private IEnumerable<Flag> Contradictions(MeasureId id, string called, List<AskedDuty> responsible)
    {
        var answers = responsible.Answers().Where(answer => answer.Status != null).ToList();
        var helping = _answered.About(id.PlanId, id.Number, SectionKind.CoResponsible).Answers().ToList();
        var done = answers.Where(answer => answer.SomethingDone).ToList();
        List<CurrentAnswer> leftOut = helping.Where(answer => answer.Involved == AnswerWords.No).ToList();
        List<CurrentAnswer> takenIn = helping.Where(answer => answer.Involved is AnswerWords.Yes or AnswerWords.Partly).ToList();
        if (done.Count > 0 && leftOut.Count > 0)
        {
            yield return new Flag(FlagCode.Contradiction, null, id, Texts.Flag.LeftOut(called, Names(done), Names(leftOut)),
                RoundResults.Numbers(done.Concat(leftOut)));
        }
        if (answers.Count > 0 && done.Count == 0 && takenIn.Count > 0)
        {
            yield return new Flag(FlagCode.Contradiction, null, id, Texts.Flag.TakenIn(called, Names(answers), Names(takenIn)),
                RoundResults.Numbers(answers.Concat(takenIn)));
        }
    }

    private IEnumerable<Flag> Accounts() =>
        from code in new[] { FlagCode.NotInBusinessPlan, FlagCode.NotInAccount }
        from work in _answered.Departments
        let own = _answered.AskedOf(work).Where(duty => duty.Kind == SectionKind.Responsible).ToList()
        let no = own.Where(duty => (code == FlagCode.NotInBusinessPlan ? _answered.IsInBusinessPlan(duty)
            : _answered.IsReported(duty)) == false).ToList()
        where no.Count > 0
        select new Flag(code, work.Department.Id, null,
            Texts.Flag.NotIn(code, Round.Kind, work.Department.Name, no.Select(duty => duty.Section).ToList(), own.Count),
            RoundResults.Numbers(no.Select(_answered.AccountOf).OfType<CurrentAnswer>()));

    private IEnumerable<Flag> Balance()
    {
        if (!_asks.Measures)
        {
            yield break;
        }
        foreach (var plan in _answered.Plans)
        {
            foreach (var area in plan.FocusAreas)
            {
                var answers = area.Measures.SelectMany(measure => _answered.About(plan.Id, measure.Number, SectionKind.Responsible))
                    .Answers().Distinct().ToList();
                // Where nobody has answered at all, that is what is wrong.
                if (answers.Count > 0 && !answers.Any(answer => answer.SomethingDone))
                {
                    yield return new Flag(FlagCode.NothingDoneInArea, null, null,
                        Texts.Flag.NothingDoneIn(area, Round.Plans.Count == 1 ? null : plan.Title), RoundResults.Numbers(answers));
                }
                for (var number = 1; number <= area.Conditions.Count; number++)
                {
                    var lacking = _answered.About(plan.Id, $"{area.Number}", SectionKind.Conditions).Answers()
                        .Where(answer => answer.One(QuestionKeys.Condition(number)) == AnswerWords.NotInPlace).ToList();
                    if (lacking.Count > 0)
                    {
                        yield return new Flag(FlagCode.ConditionNotInPlace, null, null,
                            Texts.Flag.NotInPlace(area, Round.Plans.Count == 1 ? null : plan.Title, area.Conditions[number - 1],
                            Names(lacking)), RoundResults.Numbers(lacking));
                    }
                }
            }
        }
        // Both are offered, so that nothing can be said where nobody has answered them.
        var done = _answered.Duties.Answers().Where(answer => answer.SomethingDone).ToList();
        foreach (var (level, told) in NotReached(done, answer => answer.Levels, Enum.GetValues<PreventionLevel>(), AnswerWords.Level))
        {
            yield return new Flag(FlagCode.NothingDoneOnLevel, null, null, Texts.Flag.NothingDoneOn(level, told.Count, done.Count), told);
        }
        foreach (var (target, told) in NotReached(done, answer => answer.Targets, Enum.GetValues<MeasureTarget>(), AnswerWords.Target))
        {
            yield return new Flag(FlagCode.NothingDoneForTarget, null, null,
                Texts.Flag.NothingDoneFor(target, told.Count, done.Count), told);
        }
    }

    /// <summary>What none of those who have answered the question has chosen, and their answers.</summary>
    private static IEnumerable<(T Value, IReadOnlyList<int> Told)> NotReached<T>(
        List<CurrentAnswer> done, Func<CurrentAnswer, string[]> chosen, T[] values, Func<T, string> word)
    {
        var told = done.Where(answer => chosen(answer).Length > 0).ToList();
        return told.Count == 0 ? [] : values.Where(value => !Reached(word(value))).Select(value => (value, RoundResults.Numbers(told)));

        bool Reached(string word) => told.Any(answer => chosen(answer).Contains(word));
    }

    private IEnumerable<Flag> Unchanged() =>
        from work in _answered.Departments
        let own = _answered.AskedOf(work).Answers().Where(answer => answer.CouldStayAsItWas).ToList()
        let unchanged = own.Where(answer => answer.Since == AnswerWords.Unchanged).ToList()
        where own.Count >= FewestConfirmable && 2 * unchanged.Count > own.Count
        select new Flag(FlagCode.MostlyUnchanged, work.Department.Id, null,
            Texts.Flag.MostlyUnchanged(work.Department.Name, unchanged.Count, own.Count), RoundResults.Numbers(unchanged));

    private static List<string> Names(IEnumerable<CurrentAnswer> answers) => answers.Select(answer => answer.Work.Department.Name).ToList();
}
