using FollowUp.Flags;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Rounds;

namespace FollowUp.Reports;

/// <summary>Counts what has been submitted in a round. Pure.</summary>
internal sealed class FigureCompiler(AnsweredRound answered, RoundHistory history)
{
    private readonly Round _round = answered.Round;
    private readonly QuestionSet _asks = QuestionSet.For(answered.Round.Kind);
    private readonly List<MeasureCount> _measures = Measures(answered);
    private readonly ILookup<string, AskedDuty> _duties = answered.Duties.ToLookup(duty => duty.Work.Department.Id);

    public ReportFigures Compile(IReadOnlyList<Flag> flags)
    {
        var measures = answered.Plans.Where(plan => plan.Kind == PlanKind.Measures && _asks.Measures).ToList();
        var done = answered.Duties.Where(duty => duty.Answer?.SomethingDone == true).ToList();
        var notDone = answered.Duties.Where(duty => duty.Answer is { Status: not null, SomethingDone: false }).ToList();
        var own = InTheRow(own: true);
        return new ReportFigures(
            _round.Id, _round.Kind, _round.Plans, _round.Municipality, _round.Period, _round.DiaryNumbers, _round.Opens, _round.Deadline, _round.ClosedAt!.Value,
            new ResponseRate(
                own.Complete,
                Departments(work => !work.AllSubmitted && work.Submissions.Count > 0),
                Departments(work => work.Submissions.Count == 0),
                Departments(work => work.IsLate(_round))),
            new KeyFigures(own.System, own.Account, own.Timely),
            measures.SelectMany(plan => plan.FocusAreas.Select(area => Area(plan, area))).ToList(),
            _measures.Select(count => count.Figures).ToList(),
            answered.Departments.Select(Department).ToList(),
            own.Levels,
            Enum.GetValues<MeasureTarget>().Select(target => new TargetFigures(target,
                Planned(_measures, measure => measure.PlannedTargets.Contains(target)),
                Done(_measures, measure => measure.ByTarget[AnswerWords.Target(target)]))).ToList(),
            Words(answered.Duties, QuestionKeys.Status, AnswerWords.Statuses),
            Words(done, QuestionKeys.How, AnswerWords.Ways),
            _asks.Account ? Words(answered.Duties, QuestionKeys.BusinessPlan, AnswerWords.YesOrNo) : [],
            _asks.Account ? Words(answered.Duties, QuestionKeys.Account, AnswerWords.YesOrNo) : [],
            Words(notDone, QuestionKeys.Causes, AnswerWords.Causes),
            _asks.Yearly ? Words(answered.Duties, QuestionKeys.Resources, AnswerWords.Resources) : [],
            // Whoever says that it is of no concern any more is not asked about it.
            Words(answered.Helping.Where(duty => duty.Answer?.Values.One(QuestionKeys.Since) != AnswerWords.Irrelevant).ToList(), QuestionKeys.Involved, AnswerWords.Involvement),
            _round.Kind == RoundKind.Consultation
                ? Words(answered.Departments.Select(work => work.Questionnaire.Find(Tailoring.StanceSection) is { } section ? new AskedDuty(work, section, answered.Answer(work, section)) : null).OfType<AskedDuty>().ToList(),
                    QuestionKeys.Stance, AnswerWords.Stances)
                : [],
            Indicators(),
            _asks.Measures ? answered.Plans.Where(plan => plan.Kind == PlanKind.Directions).SelectMany(Directions).ToList() : [],
            Changes(),
            [.. history.Earlier.Select(earlier => new FigureCompiler(earlier, history).InTheRow(own: false)), own],
            History(),
            flags);
    }

    internal static bool IsSystematic(CountingAnswer answer) =>
        AnswerWords.Lasting(answer.Values.One(QuestionKeys.How)) && IsInBusinessPlan(answer);

    internal static bool IsInBusinessPlan(CountingAnswer answer) => answer.Values.Has(QuestionKeys.BusinessPlan, AnswerWords.Yes);

    internal static bool IsInAccount(CountingAnswer answer) => answer.Values.Has(QuestionKeys.Account, AnswerWords.Yes);

    private RoundFigures InTheRow(bool own)
    {
        return new RoundFigures(_round.Id, _round.Title, _round.Period,
            Kept(Departments(work => work.AllSubmitted)),
            Kept(Departments(work => work.AllSubmitted && !work.IsLate(_round))),
            Kept(Reported(_measures)),
            Kept(SomethingDone(_measures)),
            _asks.Account ? Kept(Duties(answered.Duties, IsSystematic)) : null,
            _asks.Account ? Kept(Duties(answered.Duties, IsInAccount)) : null,
            Levels(_measures).Select(level => new LevelFigures(level.Level, Kept(level.Planned), Kept(level.Done))).ToList());

        Figure Kept(Figure figure) => own ? figure : figure with { Answers = [] };
    }

    // Measures

    /// <param name="Done">Of the responsible's answers, those that say that something has been done.</param>
    /// <param name="ByLevel">Those by the levels that they say.</param>
    private sealed record MeasureCount(
        MeasureFigures Figures, IReadOnlyList<CountingAnswer> Responsible, IReadOnlyList<CountingAnswer> Done, ILookup<string, CountingAnswer> ByLevel, ILookup<string, CountingAnswer> ByTarget);

    private static List<MeasureCount> Measures(AnsweredRound answered)
    {
        var kind = answered.Round.Kind;
        var directions = answered.Plans.Where(plan => plan.Kind == PlanKind.Directions).Select(plan => plan.Id).ToHashSet();
        var all = answered.Plans.SelectMany(plan => plan.FocusAreas.SelectMany(area => area.Measures
            .Where(measure => kind != RoundKind.Biennial || directions.Count == 0 || measure.Directions.Any(link => directions.Contains(link.PlanId)))
            .Select(measure => Measure(answered, plan, area, measure))));
        // A round on directions asks only about what is done for them; a consultation asks about no measure at all.
        return kind == RoundKind.Consultation ? [] : all.ToList();
    }

    private static MeasureCount Measure(AnsweredRound answered, ActionPlan plan, FocusArea area, Measure measure)
    {
        var responsible = answered.About(plan.Id, measure.Number, SectionKind.Responsible).ToList();
        var answers = responsible.Select(duty => duty.Answer).OfType<CountingAnswer>().ToList();
        var done = answers.Where(answer => answer.SomethingDone).ToList();
        var (levels, targets) = (ByWord(done, answer => answer.Levels), ByWord(done, answer => answer.Targets));
        return new MeasureCount(new MeasureFigures(
            plan.Id, measure.Number, measure.Title, area.Number,
            measure.Levels.Order().ToList(),
            Enum.GetValues<PreventionLevel>().Where(level => levels.Contains(AnswerWords.Level(level))).ToList(),
            measure.Targets.Order().ToList(),
            Enum.GetValues<MeasureTarget>().Where(target => targets.Contains(AnswerWords.Target(target))).ToList(),
            Reported: answers.Count > 0,
            Done: done.Count > 0,
            responsible.Concat(answered.About(plan.Id, measure.Number, SectionKind.CoResponsible)).Select(duty => new MeasureAnswer(
                duty.Work.Department.Id, duty.Section.RoleIn(plan.Id, measure.Number)!.Value, duty.Answer?.Number,
                duty.Answer?.Status, duty.Answer?.Involved)).ToList()), answers, done, levels, targets);
    }

    private static Figure Reported(IReadOnlyList<MeasureCount> measures) =>
        new(measures.Count(measure => measure.Figures.Reported), measures.Count, AnsweredRound.Numbers(measures.SelectMany(measure => measure.Responsible)));

    private static Figure SomethingDone(IReadOnlyList<MeasureCount> measures) =>
        Done(measures, measure => measure.Done);

    private static Figure Planned(IReadOnlyList<MeasureCount> measures, Func<MeasureFigures, bool> planned) =>
        new(measures.Count(measure => planned(measure.Figures)), measures.Count, []);

    private static Figure Done(IReadOnlyList<MeasureCount> measures, Func<MeasureCount, IEnumerable<CountingAnswer>> done) =>
        new(measures.Count(measure => done(measure).Any()), measures.Count, AnsweredRound.Numbers(measures.SelectMany(done)));

    private static List<LevelFigures> Levels(IReadOnlyList<MeasureCount> measures) => Enum.GetValues<PreventionLevel>().Select(level => new LevelFigures(level,
        Planned(measures, measure => measure.PlannedLevels.Contains(level)),
        Done(measures, measure => measure.ByLevel[AnswerWords.Level(level)]))).ToList();

    private AreaFigures Area(ActionPlan plan, FocusArea area)
    {
        var own = _measures.Where(measure => measure.Figures.PlanId == plan.Id && measure.Figures.FocusArea == area.Number).ToList();
        var conditions = answered.About(plan.Id, $"{area.Number}", SectionKind.Conditions).Where(asked => asked.Answer != null).ToList();
        return new AreaFigures(plan.Id, area.Number, area.Title, Reported(own), SomethingDone(own), Levels(own),
            !_asks.Yearly ? [] : area.Conditions.Select((text, index) =>
            {
                var key = QuestionKeys.Condition(index + 1);
                return new ConditionFigures(text, Words(conditions.Where(asked => asked.Answer!.Values.ContainsKey(key)).ToList(), key, AnswerWords.Conditions));
            }).ToList());
    }

    // Departments

    private Figure Departments(Func<DepartmentWork, bool> counts)
    {
        var those = answered.Departments.Where(counts).Select(work => work.Department.Id).ToList();
        return new Figure(those.Count, answered.Departments.Count, AnsweredRound.Numbers(those.SelectMany(answered.AnswersOf)));
    }

    private DepartmentFigures Department(DepartmentWork work)
    {
        var duties = _duties[work.Department.Id].ToList();
        var asked = work.Asked.Select(section => answered.Answer(work, section)).ToList();
        var confirmable = asked.OfType<CountingAnswer>().Where(answer => answer.Section.CanStayAsItWas).ToList();
        var last = work.Submissions.LastOrDefault(submission => !work.IsCompletion(submission, _round));
        return new DepartmentFigures(
            work.Department.Id, work.Department.Name, work.State(RoundState.Closed), work.IsLate(_round),
            Figure(asked.OfType<CountingAnswer>(), asked.Count),
            last?.Received, last == null ? null : Texts.ReportText.By(last),
            Duties(duties, answer => answer.SomethingDone),
            _asks.Account ? Duties(duties, IsSystematic) : null,
            _asks.Account ? Duties(duties, IsInBusinessPlan) : null,
            _asks.Account ? Duties(duties, IsInAccount) : null,
            Figure(confirmable.Where(answer => answer.Values.Has(QuestionKeys.Since, AnswerWords.Unchanged)), confirmable.Count));
    }

    /// <summary>Reports of all departments that were asked in these rounds; a department goes on in whoever came in its place.</summary>
    private List<Compliance> History()
    {
        var rounds = history.Earlier.Append(answered).Select(round => (round.Round, Asked: round.Departments.ToDictionary(work => work.Department.Id))).ToList();
        var day = Timetable.ClosedOn(_round);
        var rows = answered.Departments.Select(work => (work.Department, Line: history.Register.HistoryOf(work.Department.Id, day))).ToList();
        var known = rows.SelectMany(row => row.Line).ToHashSet();
        // Who was asked before, by its newest name, and whose duties nobody who is asked now has taken over.
        rows.AddRange(history.Earlier.Reverse().SelectMany(earlier => earlier.Departments).Select(work => work.Department)
            .Where(department => known.Add(department.Id)).Select(department => (department, (IReadOnlyList<string>)[department.Id])).ToList());
        return rows.OrderBy(row => row.Department.Name, Texts.Alphabet).ThenBy(row => row.Department.Id, StringComparer.Ordinal).Select(row => new Compliance(row.Department.Id, row.Department.Name,
            rounds.Select(round => (IReadOnlyList<FollowedUp>)(round.Round == _round ? [row.Department.Id] : row.Line)
                .Select(id => round.Asked.GetValueOrDefault(id)).OfType<DepartmentWork>().OrderBy(work => work.Department.Name, Texts.Alphabet)
                .Select(work => new FollowedUp(work.Department.Id, work.Department.Name, work.Asked.Count() - work.NotSubmitted.Count(), work.Asked.Count(), work.IsLate(round.Round), Missing: work.Submissions.Count == 0))
                .ToList()).ToList())).ToList();
    }

    // Answers

    private static Figure Duties(IReadOnlyList<AskedDuty> duties, Func<CountingAnswer, bool> counts) =>
        Figure(duties.Select(duty => duty.Answer).OfType<CountingAnswer>().Where(counts), duties.Count);

    /// <summary>Of answers each of which is there once.</summary>
    private static Figure Figure(IEnumerable<CountingAnswer> answers, int of)
    {
        var numbers = AnsweredRound.Numbers(answers);
        return new Figure(numbers.Count, of, numbers);
    }

    /// <summary>How many of those asked have chosen each word, and how many none.</summary>
    private static List<WordFigure> Words(IReadOnlyList<AskedDuty> asked, string key, IReadOnlyList<string> words)
    {
        var answers = asked.Select(duty => duty.Answer).OfType<CountingAnswer>().ToList();
        var chosen = ByWord(answers, answer => answer.Values.Many(key));
        var none = AnsweredRound.Numbers(chosen[""]);
        return
        [
            .. words.Select(word => new WordFigure(word, Figure(chosen[word], asked.Count))),
            new WordFigure("", new Figure(none.Count + asked.Count - answers.Count, asked.Count, none)),
        ];
    }

    /// <summary>By each word that they have chosen; by "" where they have chosen none.</summary>
    private static ILookup<string, CountingAnswer> ByWord(IReadOnlyList<CountingAnswer> answers, Func<CountingAnswer, IReadOnlyList<string>> words) =>
        answers.SelectMany(answer => words(answer).DefaultIfEmpty(""), (answer, word) => (answer, word)).ToLookup(pair => pair.word, pair => pair.answer);

    private List<IndicatorFigures> Indicators() =>
        (from answer in answered.Duties.Select(duty => duty.Answer).OfType<CountingAnswer>()
         from question in answer.Section.Questions.Where(question => QuestionKeys.IndicatorNumber(question.Key) != null && answer.Values.ContainsKey(question.Key))
         let number = QuestionKeys.IndicatorNumber(question.Key)
         let value = new IndicatorValue(answer.Work.Department.Id, answer.Number,
             AnswerRules.IsSmallCount(answer.Section, question.Key, answer.Values) ? null : AnswerRules.Number(answer.Values.One(question.Key)!),
             answer.Values.One(QuestionKeys.IndicatorYear(number.Value)), answer.Values.One(QuestionKeys.IndicatorSource(number.Value)))
         group value by (answer.Section.About[0].PlanId, answer.Section.Number, question.Text) into indicator
         select new IndicatorFigures(indicator.Key.PlanId, indicator.Key.Number, indicator.Key.Text, indicator.ToList())).ToList();

    private IEnumerable<DirectionFigures> Directions(ActionPlan plan)
    {
        var gaps = DirectionGaps.In(plan, answered.Plans).ToLookup(gap => gap.Number);
        foreach (var direction in plan.Directions)
        {
            var serving = answered.Plans.SelectMany(other => other.Measures
                .Where(measure => measure.Directions.Contains(new DirectionLink(plan.Id, direction.Number))).Select(measure => new MeasureId(other.Id, measure.Number))).ToList();
            var measures = _measures.Where(measure => serving.Contains(new MeasureId(measure.Figures.PlanId, measure.Figures.Number))).ToList();
            var answers = measures.SelectMany(measure => measure.Responsible).Distinct().ToList();
            yield return new DirectionFigures(plan.Id, direction.Number, direction.Title, serving, SomethingDone(measures),
                _asks.Situation ? Figure(answers.Where(answer => answer.Values.Has(QuestionKeys.Situation, AnswerWords.Yes)), answers.Count) : null,
                gaps[direction.Number].SelectMany(gap => gap.Need != null ? [gap.Need.Text] : direction.Needs.Count > 0 ? direction.Needs.Select(need => need.Text) : [direction.Title]).ToList());
        }
    }

    /// <summary>From the status of the earlier answer to the one that counts now. After a merge there are several earlier ones, and nothing to compare with.</summary>
    private List<ChangeFigure> Changes()
    {
        var compared =
            (from duty in answered.Duties
             let now = duty.Answer?.Status
             let earlier = duty.Work.Earlier.GetValueOrDefault(duty.Section.Id, [])
             where now != null && earlier.Count == 1 && earlier[0].Values.ContainsKey(QuestionKeys.Status)
             select (From: earlier[0].Values.One(QuestionKeys.Status)!, To: now, Answer: duty.Answer!)).ToList();
        return
        [
            .. from before in AnswerWords.Statuses
               from after in AnswerWords.Statuses
               let those = compared.Where(pair => pair.From == before && pair.To == after).ToList()
               where those.Count > 0
               select new ChangeFigure(before, after, Figure(those.Select(pair => pair.Answer), compared.Count)),
        ];
    }
}
