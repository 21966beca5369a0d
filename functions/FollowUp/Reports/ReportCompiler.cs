using FollowUp.Flags;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Rounds;

namespace FollowUp.Reports;

/// <summary>Compiles the consolidated report of a closed round. Pure: the same rows make the same report, byte for byte.</summary>
public static class ReportCompiler
{
    /// <param name="departments">With what they have submitted; drafts are never looked at.</param>
    public static Report Compile(ActionPlan plan, Round round, IReadOnlyList<DepartmentWork> departments, IReadOnlyList<Flag> flags)
    {
        var byName = departments.OrderBy(work => work.Department.Name, Texts.Alphabet).ToList();
        var figures = Figures(plan, round, byName, flags);
        return new Report(Texts.ReportText.Title(round), Texts.ReportText.Subtitle(round), figures,
            [Summary(round, figures), Areas(byName, figures), Departments(figures), Levels(figures), Missing(byName), Flags(figures), Answers(byName)]);
    }

    private static ReportFigures Figures(ActionPlan plan, Round round, List<DepartmentWork> departments, IReadOnlyList<Flag> flags)
    {
        var measures = plan.FocusAreas.SelectMany(area => area.Measures.Select(measure => Figures(area, measure, departments))).ToList();
        var deadline = Timetable.DeadlineAt(round);
        return new ReportFigures(
            round.Id, plan.Id, round.PlanVersion, plan.Municipality, round.Period, round.DiaryNumbers, round.Opens, round.Deadline, round.ClosedAt!.Value,
            new ResponseRate(
                departments.Count,
                departments.Count(work => work.AllSubmitted),
                departments.Count(work => !work.AllSubmitted && work.Submissions.Count > 0),
                departments.Count(work => work.Submissions.Count == 0),
                departments.Count(work => work.IsLate(deadline))),
            plan.FocusAreas.Select(area =>
            {
                var own = measures.Where(measure => measure.FocusArea == area.Number).ToList();
                return new AreaFigures(area.Number, area.Title, area.Conditions, own.Count, own.Count(measure => measure.Reported), own.Count(measure => measure.Done));
            }).ToList(),
            measures,
            departments.Select(work => new DepartmentFigures(
                work.Department.Id, work.Department.Name, work.State(RoundState.Closed), work.IsLate(deadline), work.Asked.Count(),
                work.Asked.Count(section => work.Counting(section.Id) != null),
                work.Submissions.LastOrDefault()?.Received, work.Submissions.LastOrDefault() is { } last ? Texts.ReportText.By(last) : null, work.Counting(Tailoring.ClosingSection)?.Values)).ToList(),
            Enum.GetValues<PreventionLevel>().Select(level => new LevelFigures(level,
                measures.Count(measure => measure.PlannedLevels.Contains(level)),
                measures.Count(measure => measure.DoneLevels.Contains(level)))).ToList(),
            flags);
    }

    private static MeasureFigures Figures(FocusArea area, Measure measure, List<DepartmentWork> departments)
    {
        // Who was bound to it is what was frozen when the round opened.
        List<MeasureAnswer> AnswersOf(SectionKind role) => departments
            .Where(work => work.Questionnaire.Find(measure.Number)?.Kind == role)
            .Select(work => (work.Department.Id, Counting: work.Counting(measure.Number)))
            .Select(answer => new MeasureAnswer(answer.Id, role, answer.Counting?.Received, answer.Counting?.Values))
            .ToList();

        var responsible = AnswersOf(SectionKind.Responsible);
        var done = responsible.Where(answer => AnswerWords.SomethingDone(answer.Values?.One(QuestionKeys.Status))).ToList();
        return new MeasureFigures(
            measure.Number, measure.Title, area.Number,
            measure.Levels.Order().ToList(),
            Enum.GetValues<PreventionLevel>().Where(level => done.Any(answer => answer.Values!.Many(QuestionKeys.Levels).Contains(AnswerWords.Level(level)))).ToList(),
            Reported: responsible.Any(answer => answer.Values != null),
            Done: done.Count > 0,
            [.. responsible, .. AnswersOf(SectionKind.CoResponsible)]);
    }

    private static Chapter Summary(Round round, ReportFigures figures)
    {
        var rate = figures.ResponseRate;
        return new Chapter("sammanfattning", Texts.ReportText.Summary,
        [
            new Paragraph(Texts.ReportText.Facts(round)),
            new BulletList(
            [
                Texts.ReportText.ResponseRate(rate.Complete, rate.Partial, rate.Missing, rate.Asked),
                Texts.ReportText.LateAnswers(rate.Late),
                Texts.ReportText.MeasuresReported(figures.Measures.Count(measure => measure.Reported), figures.Measures.Count, figures.Measures.Count(measure => measure.Done)),
                .. figures.Levels.Select(level => Texts.ReportText.LevelSentence(level.Level, level.Done, level.Planned)),
            ]),
        ], []);
    }

    private static Chapter Areas(List<DepartmentWork> departments, ReportFigures figures)
    {
        var names = departments.ToDictionary(work => work.Department.Id, work => work.Department.Name);
        return new Chapter("fokusomraden", Texts.ReportText.Areas, [], figures.FocusAreas.Select(area => new Chapter(
            $"fokusomrade-{area.Number}",
            Texts.ReportText.Area(area.Number, area.Title),
            [
                new Paragraph(Texts.ReportText.AreaSentence(area.Reported, area.Measures)),
                new Table(Texts.ReportText.Area(area.Number, area.Title),
                    [Texts.ReportText.Measure, Texts.ReportText.Department, Texts.ReportText.RoleHeading, Texts.ReportText.StatusHeading],
                    figures.Measures.Where(measure => measure.FocusArea == area.Number).SelectMany(measure => measure.Answers.Select(answer => (IReadOnlyList<string>)
                    [
                        $"{measure.Number} {measure.Title}", names[answer.DepartmentId], Texts.ReportText.RoleOf(answer.Role), Status(answer),
                    ])).ToList()),
                .. area.Conditions.Count == 0 ? (Block[])[] : [new Paragraph(Texts.ReportText.Conditions), new BulletList(area.Conditions)],
            ], [])).ToList());
    }

    private static string Status(MeasureAnswer answer) => answer switch
    {
        { Values: null } => Texts.ReportText.NotReported,
        { Role: SectionKind.Responsible } => Texts.Questions.Status(answer.Values.One(QuestionKeys.Status)!),
        _ => Texts.ReportText.Involved(Texts.Questions.Choice(QuestionKeys.Involved, answer.Values.One(QuestionKeys.Involved)!)),
    };

    private static Chapter Departments(ReportFigures figures) => new("enheter", Texts.ReportText.Departments,
    [
        new Table(Texts.ReportText.Departments,
            [Texts.ReportText.Department, Texts.ReportText.StateHeading, Texts.ReportText.Reported, Texts.ReportText.Received, Texts.ReportText.SubmittedBy],
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

    private static Chapter Missing(List<DepartmentWork> departments)
    {
        var missing = departments.Where(work => !work.AllSubmitted).ToList();
        Block block = missing.Count == 0
            ? new Paragraph(Texts.ReportText.NobodyMissing)
            : new Table(Texts.ReportText.Missing, [Texts.ReportText.Department, Texts.ReportText.StateHeading, Texts.ReportText.Lacking],
                missing.Select(work => (IReadOnlyList<string>)
                [
                    work.Department.Name,
                    Texts.Capital(Texts.State(work.State(RoundState.Closed))),
                    Texts.List(work.NotSubmitted.ToList()),
                ]).ToList());
        return new Chapter("utebliven", Texts.ReportText.Missing, [block], []);
    }

    private static Chapter Flags(ReportFigures figures) => new("iakttagelser", Texts.ReportText.Flags,
        [figures.Flags.Count == 0 ? new Paragraph(Texts.ReportText.NoFlags) : new BulletList(figures.Flags.Select(flag => flag.Sentence).ToList())], []);

    private static Chapter Answers(List<DepartmentWork> departments) => new("svar", Texts.ReportText.Answers, [],
        departments.Where(work => work.Submissions.Count > 0).Select(work => new Chapter(
            $"svar-{work.Department.Id}", work.Department.Name,
            work.Questionnaire.Sections.Where(section => work.Counting(section.Id) != null).Select(section => (Block)new Table(
                section.Kind == SectionKind.Closing ? section.Title : $"{section.Id} {section.Title} ({Texts.ReportText.RoleOf(section.Kind)})",
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
