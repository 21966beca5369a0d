using System.Globalization;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Reports;
using FollowUp.Rounds;

namespace FollowUp.Local.Stress;

/// <summary>
/// The figures once more, from their definitions alone and as simply as can be: what the app's are held against. It shares nothing
/// with what it checks, and spells every word out.
/// </summary>
/// <param name="numbers">
/// By department and section, the number under which the report has the answer; null where answers are not told.
/// </param>
public sealed class NaiveFigures(RoundRows rows, IReadOnlyDictionary<(string Department, string Section), int>? numbers)
{
    private static readonly string[] Statuses = ["not-started", "ongoing", "done", "ordinary", "dropped"];
    private static readonly string[] YesOrNo = ["yes", "no", "unknown"];
    private static readonly PreventionLevel[] AllLevels = [PreventionLevel.Universal, PreventionLevel.Selective, PreventionLevel.Indicated];
    private static readonly MeasureTarget[] AllTargets = [MeasureTarget.Employees, MeasureTarget.Residents];
    private static readonly StringComparer Alphabet = StringComparer.Create(CultureInfo.GetCultureInfo("sv-SE"), ignoreCase: true);

    private readonly Round _round = rows.Round;
    private readonly DateTimeOffset _deadline = Timetable.DeadlineAt(rows.Round);
    private readonly bool _followsUp = rows.Round.Kind != RoundKind.Consultation;
    private readonly bool _asksAccount = rows.Round.Kind is RoundKind.Annual or RoundKind.HalfYear or RoundKind.MandatePeriod;
    private readonly bool _asksYearly = rows.Round.Kind is RoundKind.Annual or RoundKind.MandatePeriod;
    private readonly List<Assignment> _works = rows.Departments.OrderBy(work => work.Department.Name, Alphabet)
        .ThenBy(work => work.Department.Id, StringComparer.Ordinal).ToList();

    /// <summary>One section that one department was asked.</summary>
    /// <param name="Says">Its newest submitted version, without what does not count; null where there is none.</param>
    public sealed record Asked(Assignment Work, Section Section, SubmittedAnswer? Newest, Dictionary<string, string[]>? Says)
    {
        public bool Answered => Says != null;

        public string? One(string key) => Says != null && Says.TryGetValue(key, out var given) ? given[0] : null;

        public bool Has(string key, string word) => Says != null && Says.TryGetValue(key, out var given) && given.Contains(word);

        public bool Done => One("status") is "ongoing" or "done" or "ordinary";

        public bool Systematic => One("how") is "recurring" or "routine" && One("business-plan") == "yes";

        public bool IsAbout(string planId, string number, SectionKind role) =>
            Section.About.Any(item => item.PlanId == planId && item.Number == number && item.Role == role);
    }

    /// <returns>The figures without what can only be told in words.</returns>
    public static ReportFigures Of(RandomRound round, IReadOnlyDictionary<(string Department, string Section), int> numbers)
    {
        var own = new NaiveFigures(round.Own, numbers);
        var earlier = round.Earlier.Select(rows => new NaiveFigures(rows, null)).ToList();
        return own.Compile(round, earlier);
    }

    public IEnumerable<Asked> All()
    {
        foreach (var work in _works)
        {
            foreach (var section in work.Questionnaire.Sections)
            {
                var newest = Newest(work, section);
                yield return new Asked(work, section, newest, newest == null ? null : Current(section, newest.Values));
            }
        }
    }

    private static SubmittedAnswer? Newest(Assignment work, Section section) =>
        work.Answers.TryGetValue(section.Id, out var versions) ? versions.MaxBy(version => version.Submission) : null;

    private static Dictionary<string, string[]> Current(Section section, AnswerValues values)
    {
        var counting = values.ToDictionary(pair => pair.Key, pair => pair.Value);
        if (section.Kind == SectionKind.Responsible && counting.TryGetValue("status", out var status))
        {
            string[] strange = status[0] is "ongoing" or "done" or "ordinary" ? ["causes"] : ["how", "levels", "targets"];
            foreach (var key in strange)
            {
                counting.Remove(key);
            }
        }
        return counting;
    }

    private ReportFigures Compile(RandomRound round, List<NaiveFigures> earlier) => new(
        _round.Id, _round.Kind, _round.Plans, _round.Municipality, _round.Period, _round.DiaryNumbers, _round.Opens, _round.Deadline,
        _round.ClosedAt!.Value,
        new ResponseRate(
            Departments(Complete),
            Departments(work => !Complete(work) && work.Submissions.Count > 0),
            Departments(work => work.Submissions.Count == 0),
            Departments(Late)),
        new KeyFigures(
            _asksAccount ? Count(Duties(), duty => duty.Systematic) : null,
            _asksAccount ? Count(Duties(), duty => duty.One("account") == "yes") : null,
            Departments(work => Complete(work) && !Late(work))),
        _followsUp ? rows.Plans.Where(plan => plan.Kind == PlanKind.Measures)
            .SelectMany(plan => plan.FocusAreas.Select(area => Area(plan, area))).ToList() : [],
        Measures().Select(Measure).ToList(),
        _works.Select(Department).ToList(),
        Levels(Measures()),
        AllTargets.Select(target => new TargetFigures(target,
            Planned(Measures(), measure => measure.Measure.Targets.Contains(target)),
            SomewhereDone(Measures(), answer => answer.Has("targets", target == MeasureTarget.Employees ? "employees" : "residents"))))
                .ToList(),
        Words(Duties(), "status", Statuses),
        Words(Duties().Where(duty => duty.Done), "how", ["single", "recurring", "routine"]),
        _asksAccount ? Words(Duties(), "business-plan", YesOrNo) : [],
        _asksAccount ? Words(Duties(), "account", YesOrNo) : [],
        Words(Duties().Where(duty => duty.One("status") != null && !duty.Done), "causes",
            ["reorganisation", "turnover", "resources", "priority", "knowledge", "responsibility", "other"]),
        _asksYearly ? Words(Duties(), "resources", ["within-budget", "more-needed", "state-grant"]) : [],
        Words(All().Where(asked => asked.Section.Kind == SectionKind.CoResponsible && asked.One("since") != "irrelevant"), "involved",
            ["yes", "partly", "no", "unknown"]),
        _followsUp ? [] : Words(All().Where(asked => asked.Section.Kind == SectionKind.Stance), "stance",
            ["support", "support-with-changes", "oppose", "abstain"]),
        Indicators(),
        _followsUp ? rows.Plans.SelectMany(plan => plan.Directions.Select(direction => Direction(plan, direction))).ToList() : [],
        Changes(),
        [.. earlier.Select(other => other.InTheRow()), InTheRow()],
        History(round, earlier),
        Flags(round, earlier).OrderBy(flag => flag.Code).ToList());

    // Departments

    private static bool Complete(Assignment work) =>
        work.Questionnaire.Sections.All(section => section.Optional || Newest(work, section) != null);

    /// <summary>
    /// Late is what comes when the deadline's day is over, but for what the coordinator then had asked for and got no answer to before. The
    /// deadline is that of the run in which it comes: late the first time is late though the round was opened again.
    /// </summary>
    private bool Late(Assignment work) => work.Submissions.Any(submission => AfterDeadline(submission) && !AskedFor(work, submission));

    private bool AfterDeadline(Submission submission) => submission.Received >= (submission.Deadline ?? _deadline);

    private bool AskedFor(Assignment work, Submission submission)
    {
        foreach (var section in submission.Sections)
        {
            var answersQuestion = false;
            foreach (var question in work.Returns)
            {
                if (question.SectionId == section && question.Asked >= (submission.Deadline ?? _deadline))
                {
                    // The first one to the section after the question is what answers it.
                    var first = work.Submissions.Where(other => other.Number > question.After && other.Sections.Contains(section))
                        .Min(other => (int?)other.Number);
                    answersQuestion |= first == submission.Number;
                }
            }
            if (!answersQuestion)
            {
                return false;
            }
        }
        return true;
    }

    private Figure Departments(Func<Assignment, bool> counts) =>
        new(_works.Count(counts), _works.Count, Numbers(All().Where(asked => asked.Answered && counts(asked.Work))));

    private DepartmentFigures Department(Assignment work)
    {
        var own = All().Where(asked => asked.Work == work).ToList();
        var duties = own.Where(asked => asked.Section.Kind == SectionKind.Responsible).ToList();
        var must = own.Where(asked => !asked.Section.Optional).ToList();
        var last = work.Submissions.Where(submission => !AfterDeadline(submission) || !AskedFor(work, submission))
            .MaxBy(submission => submission.Number);
        return new DepartmentFigures(work.Department.Id, work.Department.Name,
            work.Submissions.Count == 0 ? AssignmentState.Missing : Complete(work) ? AssignmentState.Submitted
                : AssignmentState.PartlySubmitted,
            Late(work),
            Count(must, asked => asked.Answered),
            last?.Received,
            last == null ? null : $"{last.Name}, {last.Role}",
            Count(duties, duty => duty.Done),
            _asksAccount ? Count(duties, duty => duty.Systematic) : null,
            _asksAccount ? Count(duties, duty => duty.One("business-plan") == "yes") : null,
            _asksAccount ? Count(duties, duty => duty.One("account") == "yes") : null,
            Count(must.Where(asked => asked.Answered && asked.Section.Questions.Any(question => question.Key == "since")), asked =>
                asked.One("since") == "unchanged"));
    }

    // Measures

    private sealed record Planning(ActionPlan Plan, FocusArea Area, Measure Measure);

    private List<Planning> Measures()
    {
        var measures = new List<Planning>();
        foreach (var plan in rows.Plans)
        {
            foreach (var area in plan.FocusAreas)
            {
                foreach (var measure in area.Measures)
                {
                    // A round on directions is about what is done for them.
                    var directions = rows.Plans.Where(other => other.Kind == PlanKind.Directions).Select(other => other.Id).ToList();
                    if (_followsUp && (_round.Kind != RoundKind.Biennial || directions.Count == 0
                        || measure.Directions.Any(link => directions.Contains(link.PlanId))))
                    {
                        measures.Add(new Planning(plan, area, measure));
                    }
                }
            }
        }
        return measures;
    }

    private List<Asked> Responsible(Planning measure) =>
        All().Where(asked => asked.IsAbout(measure.Plan.Id, measure.Measure.Number, SectionKind.Responsible)).ToList();

    private List<Asked> Helping(Planning measure) =>
        All().Where(asked => asked.IsAbout(measure.Plan.Id, measure.Measure.Number, SectionKind.CoResponsible)).ToList();

    private MeasureFigures Measure(Planning measure)
    {
        var (responsible, helping) = (Responsible(measure), Helping(measure));
        return new MeasureFigures(measure.Plan.Id, measure.Measure.Number, measure.Measure.Title, measure.Area.Number,
            AllLevels.Where(measure.Measure.Levels.Contains).ToList(),
            AllLevels.Where(level => responsible.Any(answer => answer.Done && answer.Has("levels", Word(level)))).ToList(),
            AllTargets.Where(measure.Measure.Targets.Contains).ToList(),
            AllTargets.Where(target => responsible.Any(answer => answer.Done
                && answer.Has("targets", target == MeasureTarget.Employees ? "employees" : "residents"))).ToList(),
            responsible.Any(asked => asked.Answered),
            responsible.Any(asked => asked.Done),
            [.. responsible.Select(asked => Answer(asked, SectionKind.Responsible)),
                .. helping.Select(asked => Answer(asked, SectionKind.CoResponsible))]);
    }

    private MeasureAnswer Answer(Asked asked, SectionKind role) =>
        new(asked.Work.Department.Id, role, asked.Answered ? NumberOf(asked) : null, asked.One("status"), asked.One("involved"));

    private static string Word(PreventionLevel level) => level == PreventionLevel.Universal ? "universal"
        : level == PreventionLevel.Selective ? "selective" : "indicated";

    private Figure Reported(List<Planning> measures) =>
        new(measures.Count(measure => Responsible(measure).Any(asked => asked.Answered)), measures.Count,
            Numbers(measures.SelectMany(Responsible).Where(asked => asked.Answered)));

    private static Figure Planned(List<Planning> measures, Func<Planning, bool> planned) =>
        new(measures.Count(planned), measures.Count, []);

    private Figure SomewhereDone(List<Planning> measures, Func<Asked, bool> counts) => new(
        measures.Count(measure => Responsible(measure).Any(asked => asked.Done && counts(asked))), measures.Count,
        Numbers(measures.SelectMany(Responsible).Where(asked => asked.Done && counts(asked))));

    private List<LevelFigures> Levels(List<Planning> measures) => AllLevels.Select(level => new LevelFigures(level,
        Planned(measures, measure => measure.Measure.Levels.Contains(level)),
        SomewhereDone(measures, answer => answer.Has("levels", Word(level))))).ToList();

    private AreaFigures Area(ActionPlan plan, FocusArea area)
    {
        var measures = Measures().Where(measure => measure.Plan == plan && measure.Area == area).ToList();
        var conditions = new List<ConditionFigures>();
        for (var index = 0; _asksYearly && index < area.Conditions.Count; index++)
        {
            var key = $"condition{index + 1}";
            conditions.Add(new ConditionFigures(area.Conditions[index], Words(
                All().Where(asked => asked.IsAbout(plan.Id, $"{area.Number}", SectionKind.Conditions) && asked.One(key) != null), key,
                ["in-place", "partly", "not-in-place", "unknown"])));
        }
        return new AreaFigures(plan.Id, area.Number, area.Title, Reported(measures), SomewhereDone(measures, _ => true), Levels(measures),
            conditions);
    }

    private DirectionFigures Direction(ActionPlan plan, Direction direction)
    {
        var serving = rows.Plans.SelectMany(other =>
            other.Measures.Where(measure => measure.Directions.Any(link => link.PlanId == plan.Id && link.Number == direction.Number))
            .Select(measure => (Plan: other, Measure: measure))).ToList();
        var asked = Measures().Where(measure => serving.Any(one => one.Plan == measure.Plan && one.Measure == measure.Measure)).ToList();
        var answers = All().Where(one => one.Answered
            && asked.Any(measure => one.IsAbout(measure.Plan.Id, measure.Measure.Number, SectionKind.Responsible))).ToList();
        var gaps = new List<string>();
        foreach (var need in direction.Needs)
        {
            var met = need.Levels.Count == 0 ? serving.Count > 0
                : need.Levels.Any(level => serving.Any(one => one.Measure.Levels.Contains(level)));
            if (!met)
            {
                gaps.Add(need.Text);
            }
        }
        if (direction.Needs.Count == 0 && serving.Count == 0)
        {
            gaps.Add(direction.Title);
        }
        return new DirectionFigures(plan.Id, direction.Number, direction.Title,
            serving.Select(one => new MeasureId(one.Plan.Id, one.Measure.Number)).ToList(),
            SomewhereDone(asked, _ => true), _round.Kind == RoundKind.Biennial ? Count(answers, answer => answer.One("situation") == "yes")
                : null, gaps);
    }

    // Answers

    private IEnumerable<Asked> Duties() => All().Where(asked => asked.Section.Kind == SectionKind.Responsible);

    private Figure Count(IEnumerable<Asked> of, Func<Asked, bool> counts)
    {
        var all = of.ToList();
        return new Figure(all.Count(counts), all.Count, Numbers(all.Where(asked => asked.Answered && counts(asked))));
    }

    private List<WordFigure> Words(IEnumerable<Asked> of, string key, string[] words)
    {
        var all = of.ToList();
        return [.. words.Select(word => new WordFigure(word, Count(all, asked => asked.Has(key, word)))),
            new WordFigure("", Count(all, asked => asked.One(key) == null))];
    }

    private List<IndicatorFigures> Indicators()
    {
        var indicators = new List<(string Plan, string Measure, string Name, List<IndicatorValue> Values)>();
        foreach (var duty in Duties().Where(duty => duty.Answered))
        {
            for (var number = 1; number < 20; number++)
            {
                if (duty.Section.Questions.FirstOrDefault(question => question.Key == $"indicator{number}-value") is not { } question
                    || duty.One(question.Key) is not { } text)
                {
                    continue;
                }
                var value = decimal.Parse(text.Replace(" ", "").Replace(',', '.'), CultureInfo.InvariantCulture);
                var item = duty.Section.About[0];
                if (!indicators.Exists(known => known.Plan == item.PlanId && known.Measure == item.Number && known.Name == question.Text))
                {
                    indicators.Add((item.PlanId, item.Number, question.Text, []));
                }
                indicators.Find(known => known.Plan == item.PlanId && known.Measure == item.Number
                    && known.Name == question.Text).Values.Add(
                    new IndicatorValue(duty.Work.Department.Id, NumberOf(duty), IsSmall(duty.Section, number, value) ? null : value,
                        duty.One($"indicator{number}-year"), duty.One($"indicator{number}-source")));
            }
        }
        return indicators.Select(indicator => new IndicatorFigures(indicator.Plan, indicator.Measure, indicator.Name, indicator.Values))
            .ToList();
    }

    // A share is never asked to be confirmed.
    private static bool IsSmall(Section section, int number, decimal value) =>
        value is 1 or 2 or 3 or 4 && section.Questions.Any(question => question.Key == $"indicator{number}-confirmed");

    private List<ChangeFigure> Changes()
    {
        var compared = new List<(string From, string To, Asked Duty)>();
        foreach (var duty in Duties())
        {
            if (duty.One("status") is { } to && duty.Work.Earlier.TryGetValue(duty.Section.Id, out var before) && before.Count == 1
                && before[0].Values.TryGetValue("status", out var from))
            {
                compared.Add((from[0], to, duty));
            }
        }
        var changes = new List<ChangeFigure>();
        foreach (var from in Statuses)
        {
            foreach (var to in Statuses)
            {
                var those = compared.Where(pair => pair.From == from && pair.To == to).ToList();
                if (those.Count > 0)
                {
                    changes.Add(new ChangeFigure(from, to, new Figure(those.Count, compared.Count,
                        Numbers(those.Select(pair => pair.Duty)))));
                }
            }
        }
        return changes;
    }

    // Over the years

    private RoundFigures InTheRow() => new(_round.Id, _round.Title, _round.Period, Departments(Complete),
        Departments(work => Complete(work) && !Late(work)),
        Reported(Measures()), SomewhereDone(Measures(), _ => true),
        _asksAccount ? Count(Duties(), duty => duty.Systematic) : null, _asksAccount ? Count(Duties(), duty => duty.One("account") == "yes")
            : null, Levels(Measures()));

    private List<Compliance> History(RandomRound round, List<NaiveFigures> earlier)
    {
        var lines = _works.Select(work => (work.Department.Id, work.Department.Name, Line: Line(round, work.Department.Id))).ToList();
        foreach (var work in earlier.AsEnumerable().Reverse().SelectMany(other => other._works))
        {
            if (!lines.Exists(line => line.Line.Contains(work.Department.Id)))
            {
                lines.Add((work.Department.Id, work.Department.Name, [work.Department.Id]));
            }
        }
        return lines.OrderBy(line => line.Name, Alphabet).ThenBy(line => line.Id, StringComparer.Ordinal)
            .Select(line => new Compliance(line.Id, line.Name,
        [
            .. earlier.Select(other => other.FollowedUp(work => line.Line.Contains(work.Department.Id))),
            FollowedUp(work => work.Department.Id == line.Id),
        ])).ToList();
    }

    private IReadOnlyList<FollowedUp> FollowedUp(Func<Assignment, bool> those) => _works.Where(those).Select(work =>
    {
        var must = work.Questionnaire.Sections.Where(section => !section.Optional).ToList();
        return new FollowedUp(work.Department.Id, work.Department.Name, must.Count(section => Newest(work, section) != null), must.Count,
            Late(work), work.Submissions.Count == 0);
    }).ToList();

    /// <summary>The department, those in whose place it has come by the close, those in whose place they came, and so on.</summary>
    private HashSet<string> Line(RandomRound round, string id)
    {
        var line = new HashSet<string> { id };
        while (round.Register.Successions.Where(succession => succession.Date <= Timetable.ClosedOn(_round)
            && succession.To.Any(line.Contains)).SelectMany(succession => succession.From).Any(line.Add))
        {
        }
        return line;
    }

    // What to look at

    /// <summary>
    /// But for the floors, which are the calendar's, and for measures that nobody answers for any more, which are the register's.
    /// </summary>
    private IEnumerable<Flag> Flags(RandomRound round, List<NaiveFigures> earlier)
    {
        foreach (var work in _works)
        {
            var own = All().Where(asked => asked.Work == work && asked.Answered).ToList();
            var duties = own.Where(answer => answer.Section.Kind == SectionKind.Responsible).ToList();
            var confirmable = own.Where(answer => !answer.Section.Optional
                && answer.Section.Questions.Any(question => question.Key == "since")).ToList();
            var unchanged = confirmable.Where(answer => answer.One("since") == "unchanged").ToList();
            if (work.Submissions.Count == 0)
            {
                yield return Raise(FlagCode.Missing, work, null, []);
                var line = Line(round, work.Department.Id);
                var before = earlier.AsEnumerable().Reverse()
                    .Select(other => other._works.Where(then => line.Contains(then.Department.Id)).ToList())
                    .FirstOrDefault(asked => asked.Count > 0);
                if (before != null && before.TrueForAll(then => then.Submissions.Count == 0))
                {
                    yield return Raise(FlagCode.MissingAgain, work, null, []);
                }
            }
            else if (!Complete(work))
            {
                yield return Raise(FlagCode.Partial, work, null, own);
            }
            if (Late(work))
            {
                yield return Raise(FlagCode.Late, work, null,
                    own.Where(answer => work.Submissions.Any(submission => submission.Number == answer.Newest!.Submission
                        && AfterDeadline(submission) && !AskedFor(work, submission))));
            }
            if (duties.Exists(answer => answer.One("business-plan") == "no"))
            {
                yield return Raise(FlagCode.NotInBusinessPlan, work, null, duties.Where(answer => answer.One("business-plan") == "no"));
            }
            if (duties.Exists(answer => answer.One("account") == "no"))
            {
                yield return Raise(FlagCode.NotInAccount, work, null, duties.Where(answer => answer.One("account") == "no"));
            }
            if (confirmable.Count >= 4 && 2 * unchanged.Count > confirmable.Count)
            {
                yield return Raise(FlagCode.MostlyUnchanged, work, null, unchanged);
            }
        }
        foreach (var measure in _followsUp ? Measures() : [])
        {
            var (responsible, helping) = (Responsible(measure), Helping(measure));
            var silent = responsible.Where(asked => !asked.Answered).ToList();
            if (silent.Count > 0)
            {
                yield return Raise(FlagCode.MeasureNotReported, silent.Count == 1 ? silent[0].Work : null, measure, []);
            }
            var said = responsible.Where(asked => asked.One("status") != null).ToList();
            var leftOut = helping.Where(asked => asked.One("involved") == "no").ToList();
            var takenIn = helping.Where(asked => asked.One("involved") is "yes" or "partly").ToList();
            if (said.Exists(asked => asked.Done) && leftOut.Count > 0)
            {
                yield return Raise(FlagCode.Contradiction, null, measure, said.Where(asked => asked.Done).Concat(leftOut));
            }
            if (said.Count > 0 && !said.Exists(asked => asked.Done) && takenIn.Count > 0)
            {
                yield return Raise(FlagCode.Contradiction, null, measure, said.Concat(takenIn));
            }
        }
        foreach (var (plan, area) in _followsUp ? rows.Plans.SelectMany(plan => plan.FocusAreas.Select(area => (plan, area))) : [])
        {
            var answers = Measures().Where(measure => measure.Plan == plan && measure.Area == area).SelectMany(Responsible)
                .Where(asked => asked.Answered).ToList();
            if (answers.Count > 0 && !answers.Exists(answer => answer.Done))
            {
                yield return Raise(FlagCode.NothingDoneInArea, null, null, answers);
            }
            for (var index = 1; index <= area.Conditions.Count; index++)
            {
                var lacking = All().Where(asked => asked.IsAbout(plan.Id, $"{area.Number}", SectionKind.Conditions)
                    && asked.One($"condition{index}") == "not-in-place").ToList();
                if (lacking.Count > 0)
                {
                    yield return Raise(FlagCode.ConditionNotInPlace, null, null, lacking);
                }
            }
        }
        foreach (var (code, key, words) in new (FlagCode, string, string[])[]
            { (FlagCode.NothingDoneOnLevel, "levels", ["universal", "selective", "indicated"]),
                (FlagCode.NothingDoneForTarget, "targets", ["employees", "residents"]) })
        {
            var told = Duties().Where(duty => duty.Done && duty.One(key) != null).ToList();
            foreach (var word in words)
            {
                if (_followsUp && told.Count > 0 && !told.Exists(duty => duty.Has(key, word)))
                {
                    yield return Raise(code, null, null, told);
                }
            }
        }
    }

    private Flag Raise(FlagCode code, Assignment? work, Planning? measure, IEnumerable<Asked> answers) =>
        new(code, work?.Department.Id, measure == null ? null : new MeasureId(measure.Plan.Id, measure.Measure.Number), "",
            Numbers(answers));

    private int NumberOf(Asked asked) => numbers?.GetValueOrDefault((asked.Work.Department.Id, asked.Section.Id), -1) ?? -1;

    private List<int> Numbers(IEnumerable<Asked> answers) => numbers == null ? [] : answers.Select(NumberOf).Distinct().Order().ToList();
}
