using FollowUp.Flags;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Rounds;

namespace FollowUp.Reports;

/// <summary>Compiles the consolidated report of a closed round. Pure: the same rows make the same report, byte for byte.</summary>
public static class ReportCompiler
{
    /// <param name="departments">With what they have submitted; drafts are never looked at.</param>
    public static Report Compile(IReadOnlyList<ActionPlan> plans, Round round, IReadOnlyList<DepartmentWork> departments, IReadOnlyList<Flag> flags)
    {
        var byName = departments.OrderBy(work => work.Department.Name, Texts.Alphabet).ToList();
        var figures = Figures(plans, round, byName, flags);
        IReadOnlyList<Chapter> content = round.Kind == RoundKind.Consultation
            ? [Stances(figures), Departments(round, figures)]
            : [.. plans.Where(plan => plan.Kind == PlanKind.Measures).Select(plan => Areas(plan, plans, byName, figures)), Departments(round, figures), Levels(figures)];
        return new Report(Texts.ReportText.Title(round), Texts.ReportText.Subtitle(round), figures,
            [Summary(round, figures), .. content, Missing(round, byName), Flags(figures), Answers(byName)]);
    }

    private static ReportFigures Figures(IReadOnlyList<ActionPlan> plans, Round round, List<DepartmentWork> departments, IReadOnlyList<Flag> flags)
    {
        // A round on directions asks only about what is done for them; a consultation asks about no measure at all.
        var measures = plans.SelectMany(plan => plan.FocusAreas.SelectMany(area => area.Measures.Select(measure => Figures(plan, area, measure, departments))))
            .Where(measure => round.Kind is not (RoundKind.Biennial or RoundKind.Consultation) || measure.Answers.Count > 0).ToList();
        var deadline = Timetable.DeadlineAt(round);
        return new ReportFigures(
            round.Id, round.Kind, round.Plans, round.Municipality, round.Period, round.DiaryNumbers, round.Opens, round.Deadline, round.ClosedAt!.Value,
            new ResponseRate(
                departments.Count,
                departments.Count(work => work.AllSubmitted),
                departments.Count(work => !work.AllSubmitted && work.Submissions.Count > 0),
                departments.Count(work => work.Submissions.Count == 0),
                departments.Count(work => work.IsLate(deadline))),
            plans.Where(plan => plan.Kind == PlanKind.Measures && round.Kind != RoundKind.Consultation).SelectMany(plan => plan.FocusAreas.Select(area =>
            {
                var own = measures.Where(measure => measure.PlanId == plan.Id && measure.FocusArea == area.Number).ToList();
                return new AreaFigures(plan.Id, area.Number, area.Title, Conditions(plan, area, departments), own.Count, own.Count(measure => measure.Reported), own.Count(measure => measure.Done));
            })).ToList(),
            measures,
            departments.Select(work => new DepartmentFigures(
                work.Department.Id, work.Department.Name, work.State(RoundState.Closed), work.IsLate(deadline), work.Asked.Count(),
                work.Asked.Count(section => work.Counting(section.Id) != null),
                work.Submissions.LastOrDefault(submission => !work.IsCompletion(submission, deadline))?.Received, work.Submissions.LastOrDefault(submission => !work.IsCompletion(submission, deadline)) is { } last ? Texts.ReportText.By(last) : null, work.Counting(Tailoring.ClosingSection)?.Values)).ToList(),
            Enum.GetValues<PreventionLevel>().Select(level => new LevelFigures(level,
                measures.Count(measure => measure.PlannedLevels.Contains(level)),
                measures.Count(measure => measure.DoneLevels.Contains(level)))).ToList(),
            round.Kind != RoundKind.Consultation ? [] : AnswerWords.Stances.Select(stance => new StanceFigures(stance,
                departments.Count(work => work.Counting(Tailoring.StanceSection)?.Values.One(QuestionKeys.Stance) == stance))).ToList(),
            flags);
    }

    private static MeasureFigures Figures(ActionPlan plan, FocusArea area, Measure measure, List<DepartmentWork> departments)
    {
        // Who was bound to it is what was frozen when the round opened.
        List<MeasureAnswer> AnswersOf(SectionKind role) => departments
            .Select(work => (Work: work, Section: work.Questionnaire.About(plan.Id, measure.Number)))
            .Where(asked => asked.Section?.RoleIn(plan.Id, measure.Number) == role)
            .Select(asked => (asked.Work.Department.Id, Counting: asked.Work.Counting(asked.Section!.Id)))
            .Select(answer => new MeasureAnswer(answer.Id, role, answer.Counting?.Received, answer.Counting?.Values))
            .ToList();

        var responsible = AnswersOf(SectionKind.Responsible);
        var done = responsible.Where(answer => AnswerWords.SomethingDone(answer.Values?.One(QuestionKeys.Status))).ToList();
        return new MeasureFigures(
            plan.Id, measure.Number, measure.Title, area.Number,
            measure.Levels.Order().ToList(),
            Enum.GetValues<PreventionLevel>().Where(level => done.Any(answer => answer.Values!.Many(QuestionKeys.Levels).Contains(AnswerWords.Level(level)))).ToList(),
            Reported: responsible.Any(answer => answer.Values != null),
            Done: done.Count > 0,
            [.. responsible, .. AnswersOf(SectionKind.CoResponsible)]);
    }

    private static List<ConditionFigures> Conditions(ActionPlan plan, FocusArea area, List<DepartmentWork> departments)
    {
        var given = departments
            .Select(work => work.Questionnaire.Sections.FirstOrDefault(section => section.RoleIn(plan.Id, $"{area.Number}") == SectionKind.Conditions) is { } section
                ? work.Counting(section.Id)?.Values : null)
            .OfType<AnswerValues>().ToList();
        return area.Conditions.Select((text, index) =>
        {
            int Saying(string word) => given.Count(values => values.One(QuestionKeys.Condition(index + 1)) == word);
            return new ConditionFigures(text, Saying("in-place"), Saying("partly"), Saying("not-in-place"), Saying("unknown"));
        }).ToList();
    }

    private static Chapter Summary(Round round, ReportFigures figures)
    {
        var rate = figures.ResponseRate;
        return new Chapter("sammanfattning", Texts.ReportText.Summary,
        [
            new Paragraph(Texts.ReportText.Facts(round)),
            new BulletList(
            [
                Texts.ReportText.ResponseRate(round.Kind, rate.Complete, rate.Partial, rate.Missing, rate.Asked),
                Texts.ReportText.LateAnswers(rate.Late),
                .. round.Kind == RoundKind.Consultation
                    ? figures.Stances.Select(stance => Texts.ReportText.StanceSentence(stance.Stance, stance.Departments))
                    :
                    [
                        Texts.ReportText.MeasuresReported(round.Plans.Count, figures.Measures.Count(measure => measure.Reported), figures.Measures.Count, figures.Measures.Count(measure => measure.Done)),
                        .. figures.Levels.Select(level => Texts.ReportText.LevelSentence(level.Level, level.Done, level.Planned)),
                    ],
            ]),
        ], []);
    }

    private static Chapter Areas(ActionPlan plan, IReadOnlyList<ActionPlan> plans, List<DepartmentWork> departments, ReportFigures figures)
    {
        var names = departments.ToDictionary(work => work.Department.Id, work => work.Department.Name);
        // Chapters of the first plan need no plan in their address.
        var prefix = plan == plans[0] ? "" : $"{plan.Id}-";
        return new Chapter($"{prefix}fokusomraden", plans.Count == 1 ? Texts.ReportText.Areas : Texts.ReportText.AreasOf(plan.Title), [],
            figures.FocusAreas.Where(area => area.PlanId == plan.Id).Select(area => new Chapter(
                $"{prefix}fokusomrade-{area.Number}",
                Texts.ReportText.Area(area.Number, area.Title),
                [
                    new Paragraph(Texts.ReportText.AreaSentence(area.Reported, area.Measures)),
                    new Table(Texts.ReportText.Area(area.Number, area.Title),
                        [Texts.ReportText.Measure, Texts.ReportText.Department, Texts.ReportText.RoleHeading, Texts.ReportText.StatusHeading],
                        figures.Measures.Where(measure => measure.PlanId == plan.Id && measure.FocusArea == area.Number).SelectMany(measure => measure.Answers.Select(answer => (IReadOnlyList<string>)
                        [
                            $"{measure.Number} {measure.Title}", names[answer.DepartmentId], Texts.ReportText.RoleOf(answer.Role), Status(answer),
                        ])).ToList()),
                    .. area.Conditions.Count == 0 ? (Block[])[] : [Conditions(area.Conditions)],
                ], [])).ToList());
    }

    private static Table Conditions(IReadOnlyList<ConditionFigures> conditions) => new(Texts.ReportText.Conditions,
        [Texts.ReportText.Condition, .. AnswerWords.Conditions.Select(word => Texts.Questions.Choice(QuestionKeys.Condition(1), word))],
        conditions.Select(condition => (IReadOnlyList<string>)
            [condition.Text, $"{condition.InPlace}", $"{condition.Partly}", $"{condition.NotInPlace}", $"{condition.Unknown}"]).ToList());

    private static Chapter Stances(ReportFigures figures) => new("installning", Texts.ReportText.Stances,
    [
        new Table(Texts.ReportText.Stances, [Texts.ReportText.StanceHeading, Texts.ReportText.Departments],
            figures.Stances.Select(stance => (IReadOnlyList<string>)[Texts.ReportText.Stance(stance.Stance), $"{stance.Departments}"]).ToList()),
    ], []);

    private static string Status(MeasureAnswer answer) =>
        answer.Values == null ? Texts.ReportText.NotReported
        // Also of one that this plan only asks to help, where another plan of the round makes it responsible for the same.
        : answer.Values.One(QuestionKeys.Status) is { } status ? Texts.Questions.Status(status)
        : answer.Values.One(QuestionKeys.Involved) is { } involved ? Texts.ReportText.Involved(Texts.Questions.Choice(QuestionKeys.Involved, involved))
        : Texts.ReportText.Irrelevant;

    private static Chapter Departments(Round round, ReportFigures figures) => new("enheter", Texts.ReportText.Departments,
    [
        new Table(Texts.ReportText.Departments,
            [Texts.ReportText.Department, Texts.ReportText.StateHeading, Texts.ReportText.Reported(round.Kind), Texts.ReportText.Received, Texts.ReportText.SubmittedBy],
            figures.Departments.Select(department => (IReadOnlyList<string>)
            [
                department.Name,
                Texts.Capital(Texts.State(department.State)),
                Texts.Of(department.Submitted, department.Asked),
                department.LastReceived is { } received ? $"{Texts.Moment(received)}, {(department.Late ? Texts.ReportText.Late : Texts.ReportText.InTime)}" : Texts.ReportText.Nothing,
                department.LastSubmittedBy ?? Texts.ReportText.Nothing,
            ]).ToList()),
    ], []);

    private static Chapter Levels(ReportFigures figures) => new("preventionsnivaer", Texts.ReportText.Levels,
    [
        new Table(Texts.ReportText.Levels,
            [Texts.ReportText.LevelHeading, Texts.ReportText.PlannedHeading, Texts.ReportText.DoneHeading],
            figures.Levels.Select(level => (IReadOnlyList<string>)
                [Texts.Capital(Texts.Level(level.Level)), $"{level.Planned}", $"{level.Done}"]).ToList()),
        new Paragraph(Texts.ReportText.LevelsNote),
    ], []);

    private static Chapter Missing(Round round, List<DepartmentWork> departments)
    {
        var missing = departments.Where(work => !work.AllSubmitted).ToList();
        Block block = missing.Count == 0
            ? new Paragraph(Texts.ReportText.NobodyMissing(round.Kind))
            : new Table(Texts.ReportText.Missing(round.Kind), [Texts.ReportText.Department, Texts.ReportText.StateHeading, Texts.ReportText.Lacking],
                missing.Select(work => (IReadOnlyList<string>)
                [
                    work.Department.Name,
                    Texts.Capital(Texts.State(work.State(RoundState.Closed))),
                    Texts.List(work.NotSubmitted.ToList()),
                ]).ToList());
        return new Chapter("utebliven", Texts.ReportText.Missing(round.Kind), [block], []);
    }

    private static Chapter Flags(ReportFigures figures) => new("iakttagelser", Texts.ReportText.Flags,
        [figures.Flags.Count == 0 ? new Paragraph(Texts.ReportText.NoFlags) : new BulletList(figures.Flags.Select(flag => flag.Sentence).ToList())], []);

    private static Chapter Answers(List<DepartmentWork> departments) => new("svar", Texts.ReportText.Answers, [],
        departments.Where(work => work.Submissions.Count > 0).Select(work => new Chapter(
            $"svar-{work.Department.Id}", work.Department.Name,
            work.Questionnaire.Sections.Where(section => work.Counting(section.Id) != null).Select(section => (Block)new Table(
                section.IsMeasure ? $"{section.Number} {section.Title} ({Texts.ReportText.RoleOf(section.Kind)})" : section.Title,
                [Texts.ReportText.Question, Texts.ReportText.Answer],
                section.Questions.Select(question => (IReadOnlyList<string>)
                    [question.Text, Readable(question, work.Counting(section.Id)!.Values)]).ToList())).ToList(),
            [])).ToList());

    /// <summary>What was answered, in the words that were shown.</summary>
    internal static string Readable(Question question, AnswerValues values)
    {
        var given = values.Many(question.Key);
        return given.Count == 0
            ? Texts.ReportText.Nothing
            : string.Join("; ", given.Select(value => question.Choices.FirstOrDefault(choice => choice.Value == value)?.Text ?? value));
    }
}
