using FollowUp.Departments;
using FollowUp.Plans;

namespace FollowUp.Questionnaires;

/// <summary>The departments that a round asks, and their questionnaires, made out of what the round's plans bind it to.</summary>
internal sealed class QuestionnaireBuilder
{
    public const string AccountsSection = "accounts";
    public const string ClosingSection = "closing";
    public const string StanceSection = "stance";
    public const string ConditionsSections = "conditions-";
    public const string ViewpointsSections = "viewpoints-";
    public const string OwnSection = "own";

    private readonly RoundKind _kind;
    private readonly QuestionSet _asks;
    private readonly RoundQuestions _changes;
    private readonly IReadOnlyList<ActionPlan> _plans;
    private readonly DepartmentRegister _register;
    private readonly List<Responsibilities> _duties;
    // Plan of directions → direction number → "number title", of those plans that are in the round.
    private readonly Dictionary<string, Dictionary<string, string>> _directions;
    // Everybody is asked the same of a measure, so the questions are made once.
    private readonly List<Question> _responsible;
    private readonly List<Question> _coResponsible;

    /// <param name="plans">
    /// In the order in which they are asked about; of what several have in common, the first one's place counts.
    /// </param>
    /// <param name="day">Whose register says who is asked.</param>
    /// <param name="changes">What the coordinator makes of the questions; null for nothing.</param>
    public QuestionnaireBuilder(RoundKind kind, IReadOnlyList<ActionPlan> plans, DepartmentRegister register, DateOnly day,
        RoundQuestions? changes = null)
    {
        (_kind, _plans, _register, _asks, _changes) = (kind, plans, register, QuestionSet.For(kind), changes ?? RoundQuestions.None);
        _duties = plans.Select(plan => Responsibilities.In(plan, register, day)).ToList();
        _directions = plans.Where(plan => plan.Kind == PlanKind.Directions)
            .ToDictionary(plan => plan.Id, plan => plan.Directions.ToDictionary(direction => direction.Number, direction =>
                $"{direction.Number} {direction.Title}"));
        _responsible = Responsible().ToList();
        _coResponsible = [FreeText(QuestionKeys.Contribution), Choose(QuestionKeys.Involved, QuestionKind.OneOf, AnswerWords.Involvement)];
        Departments = _duties.SelectMany((duties, index) =>
            duties.Departments.Where(id => duties.Of(id).Any(duty => IsAbout(duty.Measure))))
            .Concat(_asks.EveryDepartment ? register.OnDay(day).Select(department => department.Id) : [])
            .Distinct().ToList();
    }

    /// <summary>Ids of those who are asked, in the order in which the plans first name them.</summary>
    public IReadOnlyList<string> Departments { get; }

    /// <summary>Where the plans and the register do not say who is meant.</summary>
    public IEnumerable<Undecided> Undecided => _asks.Measures
        ? _plans.Zip(_duties).SelectMany(pair => pair.Second.Undecided
            .Where(undecided => IsAbout(pair.First.Measures.First(measure => measure.Number == undecided.Measure)))
            .Select(undecided => _plans.Count == 1 ? undecided
                : undecided with { Measure = Texts.InPlan(undecided.Measure, pair.First.Title) }))
        : [];

    /// <summary>Why nobody can be asked like this, each as a sentence.</summary>
    public IEnumerable<string> Obstacles =>
    [
        .. Undecided.Where(undecided => undecided.Orphaned).Select(Texts.Drafting.Orphaned),
        .. Departments.Count == 0 ? [Texts.Drafting.NobodyAsked] : (string[])[],
    ];

    public Questionnaire For(string departmentId)
    {
        var sections = _asks.Measures ? Measures(departmentId) : Draft().ToList();
        if (_asks.Account && sections.Where(section => section.Kind == SectionKind.Responsible).ToList() is { Count: > 0 } own)
        {
            sections.Add(Accounts(own));
        }
        if (_asks.Yearly)
        {
            sections.AddRange(Conditions(departmentId));
        }
        if (_changes.Own.Count > 0)
        {
            // Who is asked for nothing else is done with nothing less.
            sections.Add(Own(isOptional: sections.Exists(AnswerRules.IsAsked)));
        }
        if (_asks.Closing)
        {
            // Who is bound to nothing is asked for this alone, and is done with nothing less.
            sections.Add(new Section(ClosingSection, SectionKind.Closing, [], null, Texts.Questions.ClosingTitle, null, null, [], [],
                [FreeText(QuestionKeys.Coordination), FreeText(QuestionKeys.Structure)],
                Optional: sections.Any(section => section.IsMeasure || section.Kind == SectionKind.Own)));
        }
        var changed = sections.Select(Changed).Where(section => section.Questions.Count > 0).ToList();
        // Who is asked for the closing questions alone is asked for something.
        return new Questionnaire(changed.Count == 0 ? sections : changed, []);
    }

    /// <summary>The section without what the coordinator leaves out, and with their help.</summary>
    private Section Changed(Section section) => _changes.LeftOut.Count + _changes.Help.Count == 0 ? section : section with
    {
        Questions = section.Questions.Where(question => !_changes.IsLeftOut(question.Key))
            .Select(question => _changes.Help.GetValueOrDefault(question.Key) is { } help
                ? question with { Hint = question.Hint == null ? help : $"{question.Hint} {help}" } : question).ToList(),
    };

    private Section Own(bool isOptional) => new(OwnSection, SectionKind.Own, [], null, Texts.Questions.OwnTitle, null, null, [], [],
        _changes.Own.Select(question =>
        {
            var hint = string.Join(" ", new[] { question.Required ? null : Texts.Questions.Optional, question.Help }.OfType<string>());
            return new Question(question.Key, question.Kind switch
            {
                OwnQuestionKind.Text => QuestionKind.FreeText,
                OwnQuestionKind.Number => QuestionKind.Number,
                _ => QuestionKind.OneOf,
            }, question.Text, hint == "" ? null : hint, question.Kind switch
            {
                OwnQuestionKind.YesNo => Choices(question.Key, AnswerWords.YesOrNo),
                OwnQuestionKind.Choice => question.Choices.Select(choice => new Choice(choice, choice)).ToList(),
                _ => [],
            })
            { Required = question.Required };
        }).ToList(), Optional: isOptional && !_changes.Own.Any(question => question.Required));

    // A round on directions asks about what is done for them.
    private bool IsAbout(Measure measure) =>
        _kind != RoundKind.Biennial || _directions.Count == 0 || measure.Directions.Any(link => _directions.ContainsKey(link.PlanId));

    private List<Section> Measures(string departmentId)
    {
        var sections = new List<Section>();
        var indicators = new List<IReadOnlyList<Indicator>>();
        foreach (var (plan, duties) in _plans.Zip(_duties))
        {
            foreach (var duty in duties.Of(departmentId).Where(duty => IsAbout(duty.Measure)))
            {
                var item = new PlanItem(plan.Id, duty.Measure.Number, duty.Kind);
                var decided = Decided(plan, duty.Measure);
                var levels = duty.Measure.Levels.Select(plan.WordFor).ToList();
                var serves = duty.Measure.Directions.Select(link =>
                    _directions.GetValueOrDefault(link.PlanId)?.GetValueOrDefault(link.Number)).OfType<string>().ToList();
                // A measure in several plans is asked about once, for all of them.
                var twin = sections.FindIndex(section => section.About.All(about => about.PlanId != plan.Id)
                    && Texts.Alphabet.Equals(section.Title, duty.Measure.Title));
                if (twin < 0)
                {
                    indicators.Add(duty.Measure.Indicators);
                    sections.Add(new Section(Id(item), duty.Kind, [item], PlanName(plan), duty.Measure.Title, duty.Measure.Examples,
                        duty.Qualifier, levels, serves, [])
                    {
                        Responsible = duty.Kind == SectionKind.CoResponsible ? Responsible(duties, duty.Measure) : [],
                        PlannedLevels = duty.Measure.Levels.Select(AnswerWords.Level).ToList(),
                        PlannedTargets = duty.Measure.Targets.Select(AnswerWords.Target).ToList(),
                        Decided = decided,
                    });
                    continue;
                }
                var both = sections[twin];
                indicators[twin] = [.. indicators[twin].UnionBy(duty.Measure.Indicators, indicator => indicator.Name)];
                sections[twin] = both with
                {
                    About = [.. both.About, item],
                    Plan = Texts.And([both.Plan!, PlanName(plan)!]),
                    Kind = duty.Kind == SectionKind.Responsible ? duty.Kind : both.Kind,
                    Examples = both.Examples ?? duty.Measure.Examples,
                    Qualifier = both.Qualifier == duty.Qualifier ? both.Qualifier : null,
                    Levels = both.Levels.Union(levels).ToList(),
                    Serves = both.Serves.Union(serves).ToList(),
                    Responsible = duty.Kind == SectionKind.CoResponsible && both.Kind == SectionKind.CoResponsible
                        ? both.Responsible.Union(Responsible(duties, duty.Measure)).ToList() : [],
                    Decided = [.. both.Decided, .. decided],
                    PlannedLevels = both.PlannedLevels.Union(duty.Measure.Levels.Select(AnswerWords.Level)).ToList(),
                    PlannedTargets = both.PlannedTargets.Union(duty.Measure.Targets.Select(AnswerWords.Target)).ToList(),
                };
            }
        }
        return sections.Zip(indicators, (section, asked) => section with { Questions = Questions(section, asked) }).ToList();
    }

    /// <summary>What key figures rest on, asked once for all the measures that the department is responsible for.</summary>
    private Section Accounts(List<Section> measures)
    {
        List<Choice> choices =
        [
            .. Choices(QuestionKeys.PlanMeasures, measures.Count == 1 ? [AnswerWords.None] : [AnswerWords.Every, AnswerWords.None]),
            .. measures.Select(section => new Choice(section.Id, Texts.Heading(section))),
        ];
        return new Section(AccountsSection, SectionKind.Accounts, [], null, Texts.Questions.AccountsTitle, null, null, [], [],
        [
            FreeText(QuestionKeys.PlanMeasures) with { Kind = QuestionKind.AnyOf, Choices = choices },
            FreeText(QuestionKeys.AccountMeasures) with
            {
                Kind = QuestionKind.AnyOf,
                Choices = choices,
                Text = Texts.Questions.AskAccount(_kind),
            },
            Line(QuestionKeys.BusinessPlanReference),
            Line(QuestionKeys.AccountReference),
        ]);
    }

    /// <summary>What must be in place for the areas in which the department is responsible for something.</summary>
    private IEnumerable<Section> Conditions(string departmentId) =>
        from pair in _plans.Zip(_duties)
        from area in pair.First.FocusAreas
        where area.Conditions.Count > 0 && pair.Second.Of(departmentId)
            .Any(duty => duty.Area == area && duty.Kind == SectionKind.Responsible)
        let item = new PlanItem(pair.First.Id, $"{area.Number}", SectionKind.Conditions)
        select new Section($"{ConditionsSections}{Id(item)}", SectionKind.Conditions, [item], PlanName(pair.First),
            Texts.Questions.ConditionsTitle(area.Number, area.Title), null, null, [], [],
        [
            .. area.Conditions.Select((condition, index) =>
                new Question(QuestionKeys.Condition(index + 1), QuestionKind.OneOf, condition, null,
                Choices(QuestionKeys.Condition(index + 1), AnswerWords.Conditions))),
            FreeText(QuestionKeys.ConditionsComment),
        ], Optional: true);

    /// <summary>What everybody is asked about a draft.</summary>
    private IEnumerable<Section> Draft()
    {
        yield return new Section(StanceSection, SectionKind.Stance, [], null, Texts.Questions.StanceTitle, null, null, [], [],
            [Choose(QuestionKeys.Stance, QuestionKind.OneOf, AnswerWords.Stances), FreeText(QuestionKeys.Viewpoints)]);
        foreach (var plan in _plans)
        {
            foreach (var (number, title) in plan.Kind == PlanKind.Directions
                ? plan.Directions.Select(direction => (direction.Number, $"{direction.Number} {direction.Title}"))
                : plan.FocusAreas.Select(area => ($"{area.Number}", $"{area.Number} {area.Title}")))
            {
                var item = new PlanItem(plan.Id, number, SectionKind.Viewpoints);
                yield return new Section($"{ViewpointsSections}{Id(item)}", SectionKind.Viewpoints, [item], PlanName(plan), title, null,
                    null, [], [], [FreeText(QuestionKeys.Viewpoints)], Optional: true);
            }
        }
    }

    public static IReadOnlySet<string> AllKeys { get; } = Enum.GetValues<RoundKind>().SelectMany(KeysOf).ToHashSet();

    /// <summary>Keys of all that a round of the kind may ask, in its order; of indicators and conditions the plan has the words.</summary>
    public static IReadOnlyList<string> KeysOf(RoundKind kind)
    {
        var asks = QuestionSet.For(kind);
        return !asks.Measures ? [QuestionKeys.Stance, QuestionKeys.Viewpoints] :
        [
            QuestionKeys.Status, QuestionKeys.What, QuestionKeys.How, QuestionKeys.Causes, QuestionKeys.Levels, QuestionKeys.Targets,
            .. asks.Situation ? (string[])[QuestionKeys.Situation, QuestionKeys.SituationReference] : [],
            .. asks.Yearly ? (string[])[QuestionKeys.Resources, QuestionKeys.ResourceNeed] : [],
            QuestionKeys.Contribution, QuestionKeys.Involved,
            .. asks.Account ? (string[])[QuestionKeys.PlanMeasures, QuestionKeys.AccountMeasures, QuestionKeys.BusinessPlanReference,
                QuestionKeys.AccountReference] : [],
            .. asks.Yearly ? (string[])[QuestionKeys.ConditionsComment] : [],
            .. asks.Closing ? (string[])[QuestionKeys.Coordination, QuestionKeys.Structure] : [],
        ];
    }

    private string Id(PlanItem item) => SectionId(_plans, item.PlanId, item.Number);

    /// <summary>Of what a plan numbers: the number alone in the first plan of a round.</summary>
    public static string SectionId(IReadOnlyList<ActionPlan> plans, string planId, string number) => plans[0].Id == planId ? number
        : $"{planId}~{number}";

    private string? PlanName(ActionPlan plan) => _plans.Count == 1 ? null : $"”{plan.Title}”";

    private DecidedText[] Decided(ActionPlan plan, Measure measure) =>
        measure is { Wording: null, Page: null, End: null } && plan.Link == null ? []
            : [new DecidedText(PlanName(plan), measure.Wording, measure.Page, measure.End, plan.Link)];

    private List<string> Responsible(Responsibilities duties, Measure measure) => duties.Departments
        .Where(id => duties.Of(id).Any(duty => duty.Measure == measure && duty.Kind == SectionKind.Responsible))
            .Select(id => _register.Find(id)!.Name).ToList();

    private List<Question> Questions(Section section, IReadOnlyList<Indicator> indicators) => section.Kind == SectionKind.CoResponsible
        ? _coResponsible
        :
        [
            .. _responsible.TakeWhile(question => question.Key != QuestionKeys.Levels),
            .. section.PlannedLevels.Count + section.PlannedTargets.Count == 0 ? (Question[])[] : [AsPlanned(section)],
            .. _responsible.SkipWhile(question => question.Key != QuestionKeys.Levels),
            .. _asks.Yearly ? indicators.SelectMany((indicator, index) => Indicator(indicator, index + 1)) : [],
        ];

    private static Question AsPlanned(Section section) =>
        new(QuestionKeys.AsPlanned, QuestionKind.AnyOf, Texts.Questions.Ask(QuestionKeys.AsPlanned),
            Texts.Questions.Hint(QuestionKeys.AsPlanned),
            [new Choice(QuestionKeys.AsPlanned, Texts.Questions.AsPlanned(section))]);

    private IEnumerable<Question> Responsible()
    {
        yield return Choose(QuestionKeys.Status, QuestionKind.OneOf, AnswerWords.Statuses);
        yield return FreeText(QuestionKeys.What);
        yield return Choose(QuestionKeys.How, QuestionKind.OneOf, AnswerWords.Ways);
        yield return Choose(QuestionKeys.Causes, QuestionKind.AnyOf, AnswerWords.Causes);
        yield return Choose(QuestionKeys.Levels, QuestionKind.AnyOf, Enum.GetValues<PreventionLevel>().Select(AnswerWords.Level));
        yield return Choose(QuestionKeys.Targets, QuestionKind.AnyOf, Enum.GetValues<MeasureTarget>().Select(AnswerWords.Target));
        if (_asks.Situation)
        {
            yield return Choose(QuestionKeys.Situation, QuestionKind.OneOf, AnswerWords.YesOrNo);
            yield return Line(QuestionKeys.SituationReference) with { Aside = true };
        }
        if (_asks.Yearly)
        {
            yield return Choose(QuestionKeys.Resources, QuestionKind.AnyOf, AnswerWords.Resources) with { Aside = true };
            yield return FreeText(QuestionKeys.ResourceNeed) with { Aside = true };
        }
    }

    private static IEnumerable<Question> Indicator(Indicator indicator, int number) =>
    [
        new(QuestionKeys.IndicatorValue(number), QuestionKind.Number, Texts.Questions.AskIndicator(indicator),
            Texts.Questions.IndicatorHint(indicator), []),
        // Nobody can be known again by a share.
        .. indicator.Unit is "%" or "procent" ? (Question[])[] :
            [new Question(QuestionKeys.IndicatorConfirmed(number), QuestionKind.AnyOf, Texts.Questions.ConfirmSmallCount(indicator),
                Texts.Questions.RemoveSmallCount, [new Choice(AnswerWords.Yes, Texts.Questions.NobodyCanBeKnown)])],
        new(QuestionKeys.IndicatorYear(number), QuestionKind.Year, Texts.Questions.AskIndicatorYear(indicator), null, []),
        new(QuestionKeys.IndicatorSource(number), QuestionKind.Line, Texts.Questions.AskIndicatorSource(indicator), null, []),
    ];

    private static Question FreeText(string key) =>
        new(key, QuestionKind.FreeText, Texts.Questions.Ask(key), Texts.Questions.Hint(key), []);

    private static Question Line(string key) => FreeText(key) with { Kind = QuestionKind.Line };

    internal static Question Choose(string key, QuestionKind kind, IEnumerable<string> values) =>
        new(key, kind, Texts.Questions.Ask(key), Texts.Questions.Hint(key), Choices(key, values));

    private static List<Choice> Choices(string key, IEnumerable<string> values) =>
        values.Select(value => new Choice(value, Texts.Questions.Choice(key, value))).ToList();
}
