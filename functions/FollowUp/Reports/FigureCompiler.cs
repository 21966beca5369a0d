using FollowUp.Inputs;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Rounds;

namespace FollowUp.Reports;

/// <summary>Counts what has been submitted in a round. Pure.</summary>
internal sealed class FigureCompiler(RoundResults answered, RoundHistory history)
{
    private readonly Round _round = answered.Round;
    private readonly QuestionSet _asks = QuestionSet.For(answered.Round.Kind);
    private readonly List<MeasureCount> _measures = Measures(answered);
    private readonly List<CurrentAnswer> _answers = answered.Duties.Answers().ToList();

    public ReportFigures Compile(IReadOnlyList<Flag> flags)
    {
        var measures = answered.Plans.Where(plan => plan.Kind == PlanKind.Measures && _asks.Measures).ToList();
        var done = _answers.Where(answer => answer.SomethingDone).ToList();
        var notDone = _answers.Where(answer => answer.NothingDone).ToList();
        // A department that says that it is no longer concerned is not asked about it.
        var helping = answered.Helping.Where(duty => duty.Answer?.Since != AnswerWords.Irrelevant).ToList();
        var own = InTheRow(own: true);
        return new ReportFigures(
            _round.Id, _round.Kind, _round.Plans, _round.Municipality, _round.Period, _round.DiaryNumbers, _round.Opens, _round.Deadline,
            _round.ClosedAt!.Value,
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
                Planned(_measures, measure => measure.PlannedTargets, target),
                DoneAs(_measures, measure => measure.Targets, AnswerWords.Target(target)))).ToList(),
            Words(AnswerWords.Statuses, new Chosen(_answers, answer => answer.Status), answered.Duties.Count),
            Words(AnswerWords.Ways, new Chosen(done, answer => answer.How), done.Count),
            _asks.Account ? Said(answered.IsInBusinessPlan) : [],
            _asks.Account ? Said(answered.IsReported) : [],
            IsLeftOut(QuestionKeys.Causes) ? []
                : Words(AnswerWords.Causes, new Chosen(notDone, answer => answer.Causes), notDone.Count),
            _asks.Yearly && !IsLeftOut(QuestionKeys.Resources)
                ? Words(AnswerWords.Resources, new Chosen(_answers, answer => answer.Resources), answered.Duties.Count) : [],
            Words(AnswerWords.Involvement, new Chosen(helping.Answers(), answer => answer.Involved), helping.Count),
            _round.Kind == RoundKind.Consultation ? Stances() : [],
            Indicators(),
            _asks.Measures ? answered.Plans.Where(plan => plan.Kind == PlanKind.Directions).SelectMany(Directions).ToList() : [],
            Changes(),
            [.. history.Earlier.Select(earlier => new FigureCompiler(earlier, history).InTheRow(own: false)), own],
            History(),
            flags)
        { Own = _round.Questions is { Own.Count: > 0 } questions ? questions.Own.Select(Own).ToList() : null };
    }

    private OwnFigures Own(OwnQuestion question)
    {
        var asked = answered.Departments.SelectMany(answered.AskedOf).Where(duty => duty.Kind == SectionKind.Own).ToList();
        var answers = asked.Answers().Where(answer => answer.One(question.Key) != null).ToList();
        IReadOnlyList<string> words = question.Kind switch
        {
            OwnQuestionKind.YesNo => AnswerWords.YesOrNo,
            OwnQuestionKind.Choice => question.Choices,
            _ => [],
        };
        return new OwnFigures(question.Key, question.Text, question.Kind,
            new Figure(answers.Count, asked.Count, NotStated: 0, RoundResults.Numbers(answers)),
            words.Count == 0 ? [] : Words(words, new Chosen(answers, answer => answer.One(question.Key)), asked.Count),
            question.Kind != OwnQuestionKind.Number ? [] : answers.Select(answer => new OwnNumber(answer.Work.Department.Id, answer.Number,
                AnswerRules.IsSmallCount(answer.Section, question.Key, answer.Submitted.Values) ? null
                    : InputCheck.Number(answer.One(question.Key)!))).ToList());
    }

    private bool IsLeftOut(string key) => _round.Questions?.IsLeftOut(key) == true;

    private RoundFigures InTheRow(bool own)
    {
        return new RoundFigures(_round.Id, _round.Title, _round.Period,
            Kept(Departments(work => work.AllSubmitted)),
            Kept(Departments(work => work.AllSubmitted && !work.IsLate(_round))),
            Kept(Reported(_measures)),
            Kept(SomethingDone(_measures)),
            _asks.Account ? Kept(Systematic(answered, answered.Duties)) : null,
            _asks.Account ? Kept(Figure(answered.Duties, answered.IsReported, answered.AccountOf)) : null,
            Levels(_measures).Select(level => new LevelFigures(level.Level, Kept(level.Planned), Kept(level.Done))).ToList());

        Figure Kept(Figure figure) => own ? figure : figure with { Answers = [] };
    }

    // Measures

    /// <param name="Done">Of the responsible's answers, those that say that something has been done.</param>
    /// <param name="Levels">Those by the levels that they say.</param>
    private sealed record MeasureCount(MeasureFigures Figures, IReadOnlyList<CurrentAnswer> Responsible, IReadOnlyList<int> Done,
        Chosen Levels, Chosen Targets)
    {
        /// <summary>Whether a responsible department says whether something has been done.</summary>
        public bool IsKnown => Responsible.Any(answer => answer.Status != null);
    }

    private static List<MeasureCount> Measures(RoundResults answered)
    {
        var kind = answered.Round.Kind;
        var directions = answered.Plans.Where(plan => plan.Kind == PlanKind.Directions).Select(plan => plan.Id).ToHashSet();
        var all = answered.Plans.SelectMany(plan => plan.FocusAreas.SelectMany(area => area.Measures
            .Where(measure => kind != RoundKind.Biennial || directions.Count == 0
                || measure.Directions.Any(link => directions.Contains(link.PlanId)))
            .Select(measure => Measure(answered, plan, area, measure))));
        // A round on directions asks only about what is done for them; a consultation asks about no measure at all.
        return kind == RoundKind.Consultation ? [] : all.ToList();
    }

    private static MeasureCount Measure(RoundResults answered, ActionPlan plan, FocusArea area, Measure measure)
    {
        var responsible = answered.About(plan.Id, measure.Number, SectionKind.Responsible).ToList();
        var answers = responsible.Answers().ToList();
        var done = answers.Where(answer => answer.SomethingDone).ToList();
        var (levels, targets) = (new Chosen(done, answer => answer.Levels), new Chosen(done, answer => answer.Targets));
        return new MeasureCount(new MeasureFigures(
            plan.Id, measure.Number, measure.Title, area.Number,
            measure.Levels.Order().ToList(),
            Enum.GetValues<PreventionLevel>().Where(level => levels[AnswerWords.Level(level)].Count > 0).ToList(),
            measure.Targets.Order().ToList(),
            Enum.GetValues<MeasureTarget>().Where(target => targets[AnswerWords.Target(target)].Count > 0).ToList(),
            Reported: answers.Count > 0,
            Done: done.Count > 0,
            [.. responsible.Select(duty => Answer(duty, SectionKind.Responsible)),
                .. answered.About(plan.Id, measure.Number, SectionKind.CoResponsible)
                .Select(duty => Answer(duty, SectionKind.CoResponsible))])
        { Wording = measure.Wording, Page = measure.Page, Due = measure.End },
            answers, RoundResults.Numbers(done), levels, targets);
    }

    /// <param name="role">In this plan: another one of the round may make it responsible for the same.</param>
    private static MeasureAnswer Answer(AskedDuty duty, SectionKind role) =>
        new(duty.Work.Department.Id, role, duty.Answer?.Number, duty.Answer?.Status, duty.Answer?.Involved);

    private static Figure Reported(IReadOnlyList<MeasureCount> measures) =>
        new(measures.Count(measure => measure.Figures.Reported), measures.Count, NotStated: 0,
            RoundResults.Numbers(measures.SelectMany(measure => measure.Responsible)));

    private static Figure SomethingDone(IReadOnlyList<MeasureCount> measures) => new(
        measures.Count(measure => measure.Done.Count > 0), measures.Count(measure => measure.IsKnown),
        measures.Count(measure => !measure.IsKnown), RoundResults.Ordered(measures.SelectMany(measure => measure.Done)));

    private static Figure Planned<T>(IReadOnlyList<MeasureCount> measures, Func<MeasureFigures, IReadOnlyList<T>> planned, T value) => new(
        measures.Count(measure => planned(measure.Figures).Contains(value)), measures.Count(measure => planned(measure.Figures).Count > 0),
        measures.Count(measure => planned(measure.Figures).Count == 0), []);

    /// <summary>Of the measures where something is done, or may be: those that chose the word for what was done.</summary>
    private static Figure DoneAs(IReadOnlyList<MeasureCount> measures, Func<MeasureCount, Chosen> chosen, string word)
    {
        var open = measures.Where(measure => measure.Done.Count > 0 || !measure.IsKnown).ToList();
        return new Figure(open.Count(measure => chosen(measure)[word].Count > 0), open.Count(measure => chosen(measure).Said > 0),
            open.Count(measure => chosen(measure).Said == 0), RoundResults.Ordered(measures.SelectMany(measure => chosen(measure)[word])));
    }

    private static List<LevelFigures> Levels(IReadOnlyList<MeasureCount> measures) =>
        Enum.GetValues<PreventionLevel>().Select(level => new LevelFigures(level,
        Planned(measures, measure => measure.PlannedLevels, level),
        DoneAs(measures, measure => measure.Levels, AnswerWords.Level(level)))).ToList();

    private AreaFigures Area(ActionPlan plan, FocusArea area)
    {
        var own = _measures.Where(measure => measure.Figures.PlanId == plan.Id && measure.Figures.FocusArea == area.Number).ToList();
        var conditions = answered.About(plan.Id, $"{area.Number}", SectionKind.Conditions).ToList();
        return new AreaFigures(plan.Id, area.Number, area.Title, Reported(own), SomethingDone(own), Levels(own),
            !_asks.Yearly ? [] : area.Conditions.Select((text, index) => new ConditionFigures(text, Words(AnswerWords.Conditions,
                new Chosen(conditions.Answers(), answer => answer.One(QuestionKeys.Condition(index + 1))), conditions.Count))).ToList());
    }

    // Departments

    private Figure Departments(Func<Assignment, bool> counts)
    {
        var those = answered.Departments.Where(counts).ToList();
        return new Figure(those.Count, answered.Departments.Count, NotStated: 0,
            RoundResults.Numbers(those.SelectMany(answered.AskedOf).Answers()));
    }

    private DepartmentFigures Department(Assignment work)
    {
        var asked = answered.AskedOf(work);
        var duties = asked.Where(duty => duty.Kind == SectionKind.Responsible).ToList();
        var required = asked.Where(duty => duty.IsAsked && (duty.Section.IsMeasure || _round.Kind == RoundKind.Consultation)).ToList();
        var last = work.Submissions.LastOrDefault(submission => !work.IsCompletion(submission, _round));
        return new DepartmentFigures(
            work.Department.Id, work.Department.Name, work.State(RoundState.Closed), work.IsLate(_round),
            Figure(required.Answers(), required.Count, notStated: 0),
            last?.Received, last == null ? null : Texts.ReportText.By(last),
            Figure(duties, duty => duty.Answer?.IsDone),
            _asks.Account ? Systematic(answered, duties) : null,
            _asks.Account ? Figure(duties, answered.IsInBusinessPlan, answered.AccountOf) : null,
            _asks.Account ? Figure(duties, answered.IsReported, answered.AccountOf) : null,
            Figure(asked.Answers().Where(answer => answer is { CouldStayAsItWas: true, Since: AnswerWords.Unchanged }),
                asked.Answers().Count(answer => answer.CouldStayAsItWas), notStated: 0));
    }

    /// <summary>Reports of all departments that were asked in these rounds; a successor takes a department's place.</summary>
    private List<Compliance> History()
    {
        var rounds = history.Earlier.Append(answered)
            .Select(round => (round.Round, Asked: round.Departments.ToDictionary(work => work.Department.Id))).ToList();
        var day = Timetable.ClosedOn(_round);
        var rows = answered.Departments.Select(work => (work.Department, Line: history.Register.HistoryOf(work.Department.Id, day)))
            .ToList();
        var known = rows.SelectMany(row => row.Line).ToHashSet();
        // Who was asked before, by its newest name, and whose duties nobody who is asked now has taken over.
        rows.AddRange(history.Earlier.Reverse().SelectMany(earlier => earlier.Departments).Select(work => work.Department)
            .Where(department => known.Add(department.Id)).Select(department => (department, (IReadOnlyList<string>)[department.Id]))
                .ToList());
        return rows.OrderBy(row => row.Department.Name, Texts.Alphabet).ThenBy(row => row.Department.Id, StringComparer.Ordinal)
            .Select(row => new Compliance(row.Department.Id, row.Department.Name,
            rounds.Select(round => (IReadOnlyList<FollowedUp>)(round.Round == _round ? [row.Department.Id] : row.Line)
                .Select(id => round.Asked.GetValueOrDefault(id)).OfType<Assignment>().OrderBy(work => work.Department.Name, Texts.Alphabet)
                .Select(work => new FollowedUp(work.Department.Id, work.Department.Name, work.Asked.Count() - work.NotSubmitted.Count(),
                    work.Asked.Count(), work.IsLate(round.Round), Missing: work.Submissions.Count == 0))
                .ToList()).ToList())).ToList();
    }

    // Answers

    /// <summary>Of answers each of which is there once.</summary>
    private static Figure Figure(IEnumerable<CurrentAnswer> answers, int basis, int notStated)
    {
        var numbers = RoundResults.Numbers(answers);
        return new Figure(numbers.Count, basis, notStated, numbers);
    }

    /// <param name="says">What is said of the duty; null where nothing is.</param>
    /// <param name="behind">The answer that says it, where that is not the one about the measure.</param>
    internal static Figure Figure(IReadOnlyCollection<AskedDuty> duties, Func<AskedDuty, bool?> says,
        Func<AskedDuty, CurrentAnswer?>? behind = null)
    {
        var yes = duties.Where(duty => says(duty) == true).ToList();
        var basis = duties.Count(duty => says(duty) != null);
        return new Figure(yes.Count, basis, duties.Count - basis,
            RoundResults.Numbers(yes.Select(duty => behind == null ? duty.Answer : behind(duty)).OfType<CurrentAnswer>()));
    }

    private List<WordFigure> Said(Func<AskedDuty, bool?> says) =>
    [
        new WordFigure(AnswerWords.Yes, Figure(answered.Duties, says, answered.AccountOf)),
        new WordFigure(AnswerWords.No, Figure(answered.Duties, duty => !says(duty), answered.AccountOf)),
    ];

    /// <summary>Of the duties where something is done, or may be.</summary>
    internal static Figure Systematic(RoundResults answered, IEnumerable<AskedDuty> duties) =>
        Figure(duties.Where(duty => duty.Answer?.IsDone != false).ToList(), answered.IsSystematic);

    /// <summary>How many of those that have answered have chosen each word.</summary>
    private static List<WordFigure> Words(IReadOnlyList<string> words, Chosen chosen, int asked) =>
        [.. words.Select(word => new WordFigure(word, new Figure(chosen[word].Count, chosen.Said, asked - chosen.Said, chosen[word])))];

    /// <summary>Numbers of answers by each word that they have chosen. The answers come once each and by their numbers.</summary>
    private sealed class Chosen
    {
        private readonly Dictionary<string, List<int>> _numbers = [];

        public Chosen(IEnumerable<CurrentAnswer> answers, Func<CurrentAnswer, string?> word)
        {
            foreach (var answer in answers.Where(answer => word(answer) != null))
            {
                Said++;
                Add(word(answer)!, answer);
            }
        }

        public Chosen(IEnumerable<CurrentAnswer> answers, Func<CurrentAnswer, string[]> words)
        {
            foreach (var answer in answers.Where(answer => words(answer).Length > 0))
            {
                Said++;
                foreach (var word in words(answer))
                {
                    Add(word, answer);
                }
            }
        }

        /// <summary>How many have chosen any.</summary>
        public int Said { get; private set; }

        public IReadOnlyList<int> this[string word] => _numbers.TryGetValue(word, out var numbers) ? numbers : [];

        private void Add(string word, CurrentAnswer answer)
        {
            if (!_numbers.TryGetValue(word, out var numbers))
            {
                _numbers.Add(word, numbers = []);
            }
            // A choice that came twice in one answer is one.
            if (numbers.Count == 0 || numbers[^1] != answer.Number)
            {
                numbers.Add(answer.Number);
            }
        }
    }

    private List<WordFigure> Stances()
    {
        var asked = answered.Departments.SelectMany(answered.AskedOf).Where(duty => duty.Kind == SectionKind.Stance).ToList();
        return Words(AnswerWords.Stances, new Chosen(asked.Answers(), answer => answer.One(QuestionKeys.Stance)), asked.Count);
    }

    private List<IndicatorFigures> Indicators() =>
        (from answer in _answers
         from question in answer.Section.Questions.Where(question => QuestionKeys.IndicatorNumber(question.Key) != null
             && answer.One(question.Key) != null)
         let number = QuestionKeys.IndicatorNumber(question.Key)
         let value = new IndicatorValue(answer.Work.Department.Id, answer.Number,
             AnswerRules.IsSmallCount(answer.Section, question.Key, answer.Submitted.Values) ? null
                 : InputCheck.Number(answer.One(question.Key)!),
             answer.One(QuestionKeys.IndicatorYear(number.Value)), answer.One(QuestionKeys.IndicatorSource(number.Value)))
         group value by (answer.Section.About[0].PlanId, answer.Section.Number, question.Text) into indicator
         select new IndicatorFigures(indicator.Key.PlanId, indicator.Key.Number, indicator.Key.Text, indicator.ToList())).ToList();

    private IEnumerable<DirectionFigures> Directions(ActionPlan plan)
    {
        var gaps = DirectionGaps.In(plan, answered.Plans).ToLookup(gap => gap.Number);
        foreach (var direction in plan.Directions)
        {
            var serving = answered.Plans.SelectMany(other => other.Measures
                .Where(measure => measure.Directions.Contains(new DirectionLink(plan.Id, direction.Number)))
                    .Select(measure => new MeasureId(other.Id, measure.Number))).ToList();
            var measures = _measures.Where(measure => serving.Contains(new MeasureId(measure.Figures.PlanId, measure.Figures.Number)))
                .ToList();
            var duties = serving.SelectMany(measure => answered.About(measure.PlanId, measure.Number, SectionKind.Responsible))
                .DistinctBy(duty => (duty.Work.Department.Id, duty.Section.Id)).ToList();
            yield return new DirectionFigures(plan.Id, direction.Number, direction.Title, serving, SomethingDone(measures),
                _asks.Situation ? Figure(duties, duty => AnswerWords.IsYes(duty.Answer?.One(QuestionKeys.Situation))) : null,
                gaps[direction.Number].SelectMany(gap => gap.Need != null ? [gap.Need.Text] : direction.Needs.Count > 0
                    ? direction.Needs.Select(need => need.Text) : [direction.Title]).ToList());
        }
    }

    /// <summary>
    /// From the status of the earlier answer to the one that counts now. After a merge there are several earlier ones, and nothing to
    /// compare with.
    /// </summary>
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
               select new ChangeFigure(before, after, Figure(those.Select(pair => pair.Answer), compared.Count, notStated: 0)),
        ];
    }
}
