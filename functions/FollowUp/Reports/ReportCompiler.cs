using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Rounds;

namespace FollowUp.Reports;

/// <summary>Compiles the consolidated report of a closed round. Pure: the same rows make the same report, byte for byte.</summary>
internal sealed class ReportCompiler
{
    private static readonly Dictionary<SectionKind, Cell> Roles =
        new[] { SectionKind.Responsible, SectionKind.CoResponsible }.ToDictionary(role => role, role =>
        (Cell)Texts.ReportText.RoleOf(role));

    private readonly RoundResults _answered;
    private readonly ReportFigures _figures;
    private readonly IReadOnlyList<OutsideFollowUp> _outside;
    private readonly Dictionary<string, Cell> _names;

    private ReportCompiler(RoundResults answered, ReportFigures figures, IReadOnlyList<OutsideFollowUp> outside) =>
        (_answered, _figures, _outside, _names) = (answered, figures, outside,
            answered.Departments.ToDictionary(work => work.Department.Id, work => (Cell)work.Department.Name));

    private Round Round => _answered.Round;

    private RoundKind Kind => Round.Kind;

    public static Report Compile(RoundResults answered, RoundHistory history)
    {
        var flags = FlagRules.Raise(answered, history, Timetable.ClosedOn(answered.Round));
        var figures = new FigureCompiler(answered, history).Compile(flags);
        return new Report(Texts.ReportText.Title(answered.Round), Texts.ReportText.Subtitle(answered.Round), figures,
            new ReportCompiler(answered, figures, OverTheYears.Outside(answered, history)).Chapters().OfType<Chapter>().ToList(),
            ReportedAnswers.Of(answered));
    }

    /// <summary>In the order of the document; null for what this round says nothing about.</summary>
    private IEnumerable<Chapter?> Chapters() => Kind == RoundKind.Consultation
        ? [Summary(), Responses(), Stances(), Viewpoints(), Own(), Departments(), Missing(), Flags(), Method()]
        :
        [
            Summary(), Responses(), .. _answered.Plans.Where(plan => plan.Kind == PlanKind.Measures).Select(Areas), Balance(), Work(),
            Directions(), Causes(), Resources(), Indicators(),
            Own(), Closing(), Departments(), Missing(), OverTheYears.Chapter(_figures, Kind, _outside), Flags(), Method(),
        ];

    private Chapter Summary() => new("sammanfattning", Texts.ReportText.Summary,
    [
        new Paragraph(Texts.ReportText.Facts(Round)),
        new Statements(KeyFindings.Of(_figures).ToList()),
        .. Kind == RoundKind.Consultation ? (Block[])[] : [KeyFigures()],
    ], []);

    private Table KeyFigures()
    {
        var (system, account, timely) = _figures.KeyFigures;
        return new Table("nyckeltal", Texts.ReportText.KeyFigures,
            [Texts.ReportText.KeyFigure, Texts.ReportText.Number, Texts.ReportText.OutOf, Texts.ReportText.ShareHeading,
                Texts.ReportText.NotStatedHeading],
        [
            .. system == null ? (IReadOnlyList<Cell>[])[] : [Row(Texts.ReportText.SystemRow, system)],
            .. _figures.Levels.Select(level => Row(Texts.ReportText.BalanceRow(level.Level), level.Done)),
            .. account == null ? (IReadOnlyList<Cell>[])[] : [Row(Texts.ReportText.AccountRow(Kind), account)],
            Row(Texts.ReportText.TimelyRow, timely),
        ]);
    }

    private static IReadOnlyList<Cell> Row(string name, Figure figure) =>
        [name, figure, figure.Basis, Cell.Share(figure), figure.NotStated];

    private Chapter Responses()
    {
        var rate = _figures.ResponseRate;
        return new Chapter("svarsfrekvens", Texts.ReportText.Responses,
        [
            new Paragraph(Texts.ReportText.ResponseRate(Kind, rate.Complete.Count, rate.Partial.Count, rate.Missing.Count,
                rate.Complete.Basis)),
            new Table("svarsfrekvens-tabell", Texts.ReportText.Responses,
                [Texts.ReportText.StateHeading, Texts.ReportText.Departments, Texts.ReportText.ShareHeading],
                new[] { (AssignmentState.Submitted, rate.Complete), (AssignmentState.PartlySubmitted, rate.Partial),
                    (AssignmentState.Missing, rate.Missing) }
                    .Select(state => (IReadOnlyList<Cell>)[StateOf(state.Item1), state.Item2, Cell.Share(state.Item2)])) { Charted = [1] },
            new Paragraph(Texts.ReportText.LateAnswers(rate.Late.Count)),
        ], []);
    }

    // What was done

    private Chapter Areas(ActionPlan plan)
    {
        // Chapters of the first plan need no plan in their address.
        var prefix = plan == _answered.Plans[0] ? "" : $"{plan.Id}-";
        return new Chapter($"{prefix}fokusomraden", _answered.Plans.Count == 1 ? Texts.ReportText.Areas
            : Texts.ReportText.AreasOf(plan.Title), [],
            _figures.FocusAreas.Where(area => area.PlanId == plan.Id && area.Reported.Basis + area.Conditions.Count > 0)
                .Select(area => new Chapter(
                $"{prefix}fokusomrade-{area.Number}",
                Texts.ReportText.Area(area.Number, area.Title),
                [
                    new Paragraph(Texts.ReportText.AreaSentence(area.Reported.Count, area.Done.Count, area.Reported.Basis)),
                    new Table($"{prefix}atgarder-{area.Number}", Texts.ReportText.MeasuresOf(area.Number),
                        [Texts.ReportText.Measure, Texts.ReportText.Department, Texts.ReportText.RoleHeading,
                            Texts.ReportText.StatusHeading],
                        from measure in _figures.Measures
                        where measure.PlanId == plan.Id && measure.FocusArea == area.Number
                        let name = (Cell)Texts.ReportText.MeasureOf(measure)
                        from answer in measure.Answers
                        select (IReadOnlyList<Cell>)
                        [
                            name, _names[answer.DepartmentId], Roles[answer.Role],
                            new Cell(Status(answer.Answer != null, answer.Status, answer.Involved), answer.Answer is { } number ? [number]
                            : []),
                        ]),
                    .. area.Conditions.Count == 0 ? (Block[])[] : [Conditions($"{prefix}forutsattningar-{area.Number}", area.Conditions),
                        .. Quoted(Texts.ReportText.ConditionComments,
                        _answered.About(plan.Id, $"{area.Number}", SectionKind.Conditions).Answers(), QuestionKeys.ConditionsComment)],
                ], [])).ToList());
    }

    private static Table Conditions(string id, IReadOnlyList<ConditionFigures> conditions) => new(id, Texts.ReportText.Conditions,
        [Texts.ReportText.Condition, .. AnswerWords.Conditions.Select(word => Texts.Questions.Choice(QuestionKeys.Condition(1), word)),
            Texts.ReportText.NotStatedHeading],
        conditions.Select(condition => (IReadOnlyList<Cell>)[condition.Text, .. condition.Words.Select(word => (Cell)word.Figure),
            condition.Words[0].Figure.NotStated]));

    internal static string Status(bool answered, string? status, string? involved) =>
        !answered ? Texts.ReportText.NotReported
        // Also of one that this plan only asks to help, where another plan of the round makes it responsible for the same.
        : status != null ? Texts.Questions.Status(status)
        : involved != null ? Texts.ReportText.Involved(Texts.Questions.Choice(QuestionKeys.Involved, involved))
        : Texts.ReportText.Irrelevant;

    private Chapter Balance()
    {
        var planned = _figures.Levels.Any(level => level.Planned.Count > 0);
        return new("planerat-och-gjort", Texts.ReportText.Balance,
        [
            new Paragraph(Texts.ReportText.LevelsNote),
            Against("nivaer", Texts.ReportText.Levels, Texts.ReportText.LevelHeading, Texts.ReportText.DoneOnLevel,
                _figures.Levels.Select(level => (Texts.Capital(Texts.Level(level.Level)), level.Planned, level.Done)).ToList()),
            Against("malgrupper", Texts.ReportText.Targets, Texts.ReportText.TargetHeading, Texts.ReportText.DoneForTarget,
                _figures.Targets.Select(target => (Texts.Capital(Texts.Target(target.Target)), target.Planned, target.Done)).ToList()),
            new Table("nivaer-per-omrade", Texts.ReportText.LevelsByArea,
                [Texts.ReportText.AreaHeading, Texts.ReportText.LevelHeading, .. planned ? (string[])[Texts.ReportText.PlannedHeading] : [],
                    Texts.ReportText.DoneOnLevel, Texts.ReportText.OutOf, Texts.ReportText.NotStatedHeading],
                _figures.FocusAreas.SelectMany(area => area.Levels.Select(level => (IReadOnlyList<Cell>)
                    [AreaName(area), Texts.Capital(Texts.Level(level.Level)), .. planned ? (Cell[])[level.Planned] : [], level.Done,
                        level.Done.Basis, level.Done.NotStated]))),
            new Table("gjort-per-omrade", Texts.ReportText.DoneByArea,
                [Texts.ReportText.AreaHeading, Texts.ReportText.PlannedHeading, Texts.ReportText.DoneHeading, Texts.ReportText.OutOf,
                    Texts.ReportText.NotStatedHeading],
                _figures.FocusAreas.Select(area => (IReadOnlyList<Cell>)
                    [AreaName(area), area.Reported.Basis, area.Done, area.Done.Basis, area.Done.NotStated]))
            { Charted = [1, 2] },
        ], []);
    }

    /// <summary>What is planned beside what is done; what is done alone, where the plan does not say.</summary>
    private static Table Against(string id, string caption, string heading, string doneHeading,
        IReadOnlyList<(string Name, Figure Planned, Figure Done)> rows) =>
        rows.All(row => row.Planned.Count == 0)
            ? new Table(id, caption, [heading, doneHeading, Texts.ReportText.OutOf, Texts.ReportText.NotStatedHeading],
                rows.Select(row => (IReadOnlyList<Cell>)[row.Name, row.Done, row.Done.Basis, row.Done.NotStated]))
            { Charted = [1] }
            : new Table(id, caption,
                [heading, Texts.ReportText.PlannedHeading, doneHeading, Texts.ReportText.OutOf, Texts.ReportText.NotStatedHeading],
                rows.Select(row => (IReadOnlyList<Cell>)[row.Name, row.Planned, row.Done, row.Done.Basis, row.Done.NotStated]))
            { Charted = [1, 2] };

    private string AreaName(AreaFigures area) =>
        Round.Plans.Count(plan => _figures.FocusAreas.Any(other => other.PlanId == plan.Id)) == 1 ? $"{area.Number} {area.Title}"
            : Texts.InPlan($"{area.Number} {area.Title}", Round.Plans.Single(plan => plan.Id == area.PlanId).Title);

    /// <summary>How the work is done: whether there is a system in it.</summary>
    private Chapter Work() => new("arbetssatt", Texts.ReportText.Work,
    [
        new Paragraph(Texts.ReportText.DutiesNote(_answered.Duties.Count)),
        Words("status", Texts.ReportText.Statuses, Texts.ReportText.StatusHeading, QuestionKeys.Status, _figures.Statuses),
        .. IsEmpty(_figures.Ways) ? (Block[])[]
            : [Words("hur", Texts.ReportText.Ways, Texts.ReportText.WayHeading, QuestionKeys.How, _figures.Ways)],
        .. _figures.BusinessPlan.Count == 0 ? (Block[])[] :
        [
            Words("verksamhetsplan", Texts.ReportText.BusinessPlan, Texts.ReportText.Answer, QuestionKeys.PlanMeasures,
                _figures.BusinessPlan),
            Words("bokslut", Texts.ReportText.Account(Kind), Texts.ReportText.Answer, QuestionKeys.AccountMeasures, _figures.Account),
        ],
        .. _answered.Helping.Count == 0 ? (Block[])[]
            : [Words("samverkan", Texts.ReportText.Involvement, Texts.ReportText.Answer, QuestionKeys.Involved, _figures.Involved)],
    ], []);

    private static Table Words(string id, string caption, string heading, string key, IReadOnlyList<WordFigure> words) => new(id, caption,
        [heading, Texts.ReportText.Number, Texts.ReportText.OutOf, Texts.ReportText.ShareHeading],
        words.Select(word => (IReadOnlyList<Cell>)
            [Texts.Questions.Choice(key, word.Word), word.Figure, word.Figure.Basis, Cell.Share(word.Figure)])
            .Append([Texts.ReportText.NoAnswer, words[0].Figure.NotStated, Texts.ReportText.Nothing, Texts.ReportText.Nothing]))
    { Charted = [1] };

    private static bool IsEmpty(IReadOnlyList<WordFigure> words) => words[0].Figure is { Basis: 0, NotStated: 0 };

    private Chapter? Directions() => _figures.Directions.Count == 0 ? null : new Chapter("inriktningar", Texts.ReportText.Directions,
    [
        new Table("inriktningar-tabell", Texts.ReportText.Directions,
            [Texts.ReportText.DirectionHeading, Texts.ReportText.MeasuresHeading, Texts.ReportText.DoneHeading,
                .. _figures.Directions[0].Situation == null ? (string[])[] : [Texts.ReportText.SituationHeading]],
            _figures.Directions.Select(direction => (IReadOnlyList<Cell>)
            [
                $"{direction.Number} {direction.Title}",
                new Cell(direction.Measures.Count == 0 ? Texts.ReportText.NoMeasure : string.Join(", ", direction.Measures.Select(Called)),
                    []),
                direction.Done,
                .. direction.Situation is { } situation ? (Cell[])[Cell.Part(situation)] : [],
            ])),
        _figures.Directions.All(direction => direction.Gaps.Count == 0)
            ? new Paragraph(Texts.ReportText.NoGaps)
            : new Table("luckor", Texts.ReportText.Gaps, [Texts.ReportText.DirectionHeading, Texts.ReportText.NeedHeading],
                _figures.Directions.SelectMany(direction => direction.Gaps.Select(need =>
                    (IReadOnlyList<Cell>)[$"{direction.Number} {direction.Title}", need]))),
        .. Quoted(Texts.ReportText.SituationReferences, _answered.Answers.Where(answer => answer.Section.IsMeasure),
            QuestionKeys.SituationReference),
    ], []);

    private string Called(MeasureId measure) => Round.Plans.Count(plan => _figures.FocusAreas.Any(area => area.PlanId == plan.Id)) == 1
        ? measure.Number : Texts.InPlan(measure.Number, Round.Plans.Single(plan => plan.Id == measure.PlanId).Title);

    private Chapter? Causes()
    {
        var notDone = _answered.Duties.Answers().Where(answer => answer.NothingDone).ToList();
        return notDone.Count == 0 ? null : new Chapter("orsaker", Texts.ReportText.Causes,
        [
            new Paragraph(Texts.ReportText.CausesNote(notDone.Count)),
            .. _figures.Causes.Count == 0 ? (Block[])[]
                : [Words("orsaker-tabell", Texts.ReportText.Causes, Texts.ReportText.CauseHeading, QuestionKeys.Causes, _figures.Causes)],
            .. Quoted(Texts.ReportText.CausesInWords, notDone, QuestionKeys.What),
        ], []);
    }

    private Chapter? Resources() => _figures.Resources.All(word => word.Figure.Count == 0) ? null
        : new Chapter("resurser", Texts.ReportText.Resources,
    [
        new Paragraph(Texts.ReportText.ResourcesNote),
        Words("resurser-tabell", Texts.ReportText.Resources, Texts.ReportText.ResourceHeading, QuestionKeys.Resources, _figures.Resources),
        .. Quoted(Texts.ReportText.ResourcesInWords, _answered.Answers, QuestionKeys.ResourceNeed),
    ], []);

    private Chapter? Indicators() => _figures.Indicators.Count == 0 ? null : new Chapter("indikatorer", Texts.ReportText.Indicators,
    [
        new Table("indikatorer-tabell", Texts.ReportText.Indicators,
            [Texts.ReportText.IndicatorHeading, Texts.ReportText.Measure, Texts.ReportText.Department, Texts.ReportText.ValueHeading,
                Texts.ReportText.YearHeading, Texts.ReportText.SourceHeading],
            _figures.Indicators.SelectMany(indicator => indicator.Values.Select(value => (IReadOnlyList<Cell>)
            [
                indicator.Name,
                Called(new MeasureId(indicator.PlanId, indicator.Measure)),
                _names[value.DepartmentId],
                new Cell(value.Value is { } number ? Texts.Decimal(number) : Texts.ReportText.Masked, [value.Answer], value.Value),
                value.Year ?? Texts.ReportText.Nothing,
                value.Source ?? Texts.ReportText.Nothing,
            ]))),
        .. _figures.Indicators.Any(indicator => indicator.Values.Any(value => value.Value == null))
            ? (Block[])[new Paragraph(Texts.ReportText.MaskedNote)] : [],
    ], []);

    /// <summary>What the coordinator asked of their own.</summary>
    private Chapter? Own() => _figures.Own == null ? null : new Chapter("arets-fragor", Texts.Questions.OwnTitle, [],
        _figures.Own.Select((question, place) => new Chapter($"arets-fragor-{place + 1}", question.Text,
        [
            new Paragraph(Texts.ReportText.OwnAnswered(question.Answered.Count, question.Answered.Basis)),
            .. question.Words.Count == 0 ? (Block[])[] : [OwnWords(question, place + 1)],
            .. question.Numbers.Count == 0 ? (Block[])[] : [OwnNumbers(question, place + 1)],
            .. question.Numbers.Any(number => number.Value == null) ? (Block[])[new Paragraph(Texts.ReportText.MaskedNote)] : [],
            .. question.Kind == OwnQuestionKind.Text ? Quoted(question.Text,
                _answered.Answers.Where(answer => answer.Section.Kind == SectionKind.Own), question.Key) : [],
        ], [])).ToList());

    private static Table OwnWords(OwnFigures question, int place) => new($"arets-fragor-{place}-tabell", question.Text,
        [Texts.ReportText.Answer, Texts.ReportText.Number, Texts.ReportText.OutOf, Texts.ReportText.ShareHeading],
        question.Words.Select(word => (IReadOnlyList<Cell>)[question.Kind == OwnQuestionKind.YesNo
                ? Texts.Questions.Choice(question.Key, word.Word) : word.Word, word.Figure, word.Figure.Basis, Cell.Share(word.Figure)])
            .Append([Texts.ReportText.NoAnswer, question.Words[0].Figure.NotStated, Texts.ReportText.Nothing, Texts.ReportText.Nothing]))
    { Charted = [1] };

    private Table OwnNumbers(OwnFigures question, int place) => new($"arets-fragor-{place}-tabell", question.Text,
        [Texts.ReportText.Department, Texts.ReportText.ValueHeading],
        [
            .. question.Numbers.Select(number => (IReadOnlyList<Cell>)[_names[number.DepartmentId],
                new Cell(number.Value is { } value ? Texts.Decimal(value) : Texts.ReportText.Masked, [number.Answer], number.Value)]),
            .. question.Sum is { } sum ? (IReadOnlyList<Cell>[])[[Texts.ReportText.Sum, new Cell(Texts.Decimal(sum), [], sum)]] : [],
        ]);

    private Chapter? Closing()
    {
        var closing = _answered.Answers.Where(answer => answer.Section.Kind == SectionKind.Closing).ToList();
        Block[] quotes =
        [
            .. Quoted(Texts.Questions.Ask(QuestionKeys.Coordination), closing, QuestionKeys.Coordination),
            .. Quoted(Texts.Questions.Ask(QuestionKeys.Structure), closing, QuestionKeys.Structure),
        ];
        return quotes.Length == 0 ? null : new Chapter("samordning", Texts.ReportText.Closing, quotes, []);
    }

    /// <summary>What was written to the question; nothing where nobody wrote.</summary>
    private static IEnumerable<Quotes> Quoted(string caption, IEnumerable<CurrentAnswer> answers, string key)
    {
        var quotes = answers.Select(answer => (answer, Text: answer.One(key))).Where(said => said.Text != null)
            .Select(said => new Quote(said.answer.Work.Department.Name, said.answer.Section.About.Count > 0 ? said.answer.Heading : null,
                said.Text!, said.answer.Number)).ToList();
        return quotes.Count == 0 ? [] : [new Quotes(caption, quotes)];
    }

    // What was thought of a draft

    private Chapter Stances() => new("installning", Texts.ReportText.Stances,
        [Words("installning-tabell", Texts.ReportText.Stances, Texts.ReportText.StanceHeading, QuestionKeys.Stance, _figures.Stances)], []);

    private Chapter? Viewpoints()
    {
        var sections = _answered.Answers.Where(answer => answer.One(QuestionKeys.Viewpoints) != null).Select(answer => answer.Section)
            .DistinctBy(section => section.Id).ToList();
        // In the draft's order, whichever department writes first.
        var order = _answered.Departments.SelectMany(work => work.Questionnaire.Sections).Select(section => section.Id).Distinct().ToList();
        return sections.Count == 0 ? null : new Chapter("synpunkter", Texts.ReportText.Viewpoints, [],
            sections.OrderBy(section => order.IndexOf(section.Id)).Select(section => new Chapter(
            $"synpunkter-{section.Id}", section.Plan == null ? section.Title : Texts.InPlan(section.Title, section.Plan.Trim('”')),
            [
                .. Quoted(Texts.ReportText.ViewpointsOn, _answered.Answers.Where(answer => answer.Section.Id == section.Id),
                    QuestionKeys.Viewpoints)
                    .Select(quotes => quotes with { Items = quotes.Items.Select(quote => quote with { About = null }).ToList() }),
            ], [])).ToList());
    }

    // Who answered

    private Chapter Departments()
    {
        var asked = _figures.KeyFigures.System != null;
        return new Chapter("enheter", Texts.ReportText.Departments,
        [
            new Table("enheter-tabell", Texts.ReportText.Departments,
                [Texts.ReportText.Department, Texts.ReportText.StateHeading, Texts.ReportText.Reported(Kind), Texts.ReportText.Received,
                    Texts.ReportText.SubmittedBy],
                _figures.Departments.Select(department => (IReadOnlyList<Cell>)
                [
                    department.Name,
                    StateOf(department.State),
                    Cell.Part(department.Submitted),
                    department.LastReceived is { } received
                        ? $"{Texts.Moment(received)}, {(department.Late ? Texts.ReportText.Late : Texts.ReportText.InTime)}"
                        : Texts.ReportText.Nothing,
                    department.LastSubmittedBy ?? Texts.ReportText.Nothing,
                ])),
            .. Kind == RoundKind.Consultation ? (Block[])[] :
            [
                new Table("enheternas-arbete", Texts.ReportText.DepartmentsWork,
                    [Texts.ReportText.Department, Texts.ReportText.SomethingDone, .. asked
                        ? (string[])[Texts.ReportText.Systematic, Texts.ReportText.InBusinessPlan, Texts.ReportText.InAccount(Kind)] : []],
                    _figures.Departments.Where(department => department.Done is not { Basis: 0, NotStated: 0 })
                        .Select(department => (IReadOnlyList<Cell>)
                    [
                        department.Name, Cell.Part(department.Done), .. asked
                            ? new[] { department.System!, department.BusinessPlan!, department.Account! }.Select(Cell.Part) : [],
                    ])),
            ],
        ], []);
    }

    private string StateOf(AssignmentState state) => Kind == RoundKind.Consultation && state == AssignmentState.Missing
        ? Texts.ReportText.NoneResponded : Texts.Capital(Texts.State(state));

    private Chapter Missing()
    {
        var missing = _answered.Departments.Where(work => !work.AllSubmitted).ToList();
        Block block = missing.Count == 0
            ? new Paragraph(Texts.ReportText.NobodyMissing(Kind))
            : new Table("uteblivna", Texts.ReportText.Missing(Kind),
                [Texts.ReportText.Department, Texts.ReportText.StateHeading, Texts.ReportText.Lacking],
                missing.Select(work => (IReadOnlyList<Cell>)
                [
                    work.Department.Name,
                    StateOf(work.State(RoundState.Closed)),
                    Texts.List(work.NotSubmitted.ToList()),
                ]));
        return new Chapter("utebliven", Texts.ReportText.Missing(Kind),
            [block, .. _answered.Exempt.Select(work =>
                new Paragraph(Texts.ReportText.Exempt(Kind, work.Department.Name, work.Exemption!.Reason)))], []);
    }

    // What to look at, and how to read it

    private Chapter Flags() => new("iakttagelser", Texts.ReportText.Flags, _figures.Flags.Count == 0
        ? [new Paragraph(Texts.ReportText.NoFlags)] : [],
        _figures.Flags.GroupBy(flag => flag.Code).Select(group => new Chapter(
            $"iakttagelser-{group.Key.ToString().ToLowerInvariant()}", Texts.Flag.Heading(group.Key, Kind),
            [new Statements(group.Select(flag => new Statement(flag.Sentence, flag.Answers)).ToList())], [])).ToList());

    private Chapter Method() => new("metod", Texts.ReportText.Method,
        Texts.ReportText.MethodNotes(_answered, _figures).Select(note => (Block)new Paragraph(note)).ToList(), []);
}
