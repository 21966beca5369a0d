using FollowUp.Departments;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Reports;
using FollowUp.Rounds;
using FollowUp.Time;

namespace FollowUp.Local.Stress;

/// <summary>One closed round as its rows have it.</summary>
public sealed record RoundRows(Round Round, IReadOnlyList<ActionPlan> Plans, IReadOnlyList<Assignment> Departments);

/// <summary>
/// A round that could have been, with those before it: everything is drawn from the seed, the odd cases oftener than in life.
/// </summary>
/// <param name="Earlier">The oldest first.</param>
/// <param name="Known">The newest version of every plan.</param>
public sealed record RandomRound(int Seed, RoundRows Own,
    IReadOnlyList<RoundRows> Earlier, DepartmentRegister Register, IReadOnlyList<ActionPlan> Known)
{
    /// <summary>Stands in every text that was only saved.</summary>
    public const string Draft = "BARA-SPARAT";

    /// <summary>Stands in every text of which a newer version was submitted.</summary>
    public const string Replaced = "ERSATT-AV-NYARE";

    /// <summary>Begins every count that is to be masked.</summary>
    public const string Small = "0000000";

    public static RandomRound Of(int seed) => new RandomRounds(seed).Make();

    public RoundHistory History => new(Earlier.Select(Answered).ToList(), Register, Known,
        [.. Earlier.Select(rows => rows.Round), Own.Round]);

    public static RoundResults Answered(RoundRows rows) => new(rows.Round, rows.Plans, rows.Departments);

    /// <summary>The same rows, read in another order.</summary>
    public RandomRound Shuffled()
    {
        var random = new Random(Seed);
        return this with
        {
            Own = Shuffle(Own),
            Earlier = Earlier.Select(Shuffle).ToList(),
            Register = Register with { Departments = Drawn(Register.Departments) }
        };

        RoundRows Shuffle(RoundRows rows) => rows with
        {
            Departments = Drawn(rows.Departments).Select(work =>
                work with { Answers = new Dictionary<string, IReadOnlyList<SubmittedAnswer>>(Drawn(work.Answers.ToList())) }).ToList(),
        };

        List<T> Drawn<T>(IReadOnlyList<T> all)
        {
            var drawn = all.ToArray();
            random.Shuffle(drawn);
            return [.. drawn];
        }
    }
}

internal sealed class RandomRounds(int seed)
{
    private const string Municipality = "Provköpings kommun";
    private const int LastYear = 2025;

    private static readonly DateOnly FirstDay = new(2022, 1, 1);

    private static readonly string[] Names =
        ["Socialnämnden", "Äldre & omsorg", "<b>Byggnämnden</b>", "Överförmyndaren", "=SUM(A1)", "Kultur \"och\" fritid", "Bostads AB",
            "åkeri", "Zonen", "Räddningstjänsten'; --", "Ungdomsrådet", "Vatten, avlopp och avfall"];

    private static readonly string[] Titles =
    [
        "Utbilda personal", "Sprida information", "Erbjuda boende", "<script>alert(1)</script>", "Trygga gångvägar", "Samverka med polisen",
        "=1+1", "Stöd till anhöriga", "Öka närvaron i skolan",
        "Kartlägga \"otrygga\" platser", "Ärlighet, öppenhet; närhet", "Följa upp & rätta",
    ];

    // These come to stand among the report's own texts.
    private static readonly string[] Lines = ["SCB", "<img src=x onerror=alert(1)>", "=cmd|' /C calc'!A0", "Åtgärd \"1\"; {0}"];

    // Also what no text of the report's own may say.
    private static readonly string[] Texts =
    [
        "Gjort.", "NaN", "0 av 0 är  klara..", "<img src=x onerror=alert(1)>", "=cmd|' /C calc'!A0", "Rad ett\nrad två\n\n\nrad fem",
        "\u202Eelag kifkat", "Smörgåsbord 🧀", "]]>\"'\\", "1 enheter, ∞ åtgärder", "- punkt\n# rubrik", "{0} ${a} {{b}}",
    ];

    private readonly Random _random = new(seed);

    public RandomRound Make()
    {
        // What the plans and the register make impossible is drawn again.
        while (true)
        {
            if (TryMake() is { } made)
            {
                return made;
            }
        }
    }

    private RandomRound? TryMake()
    {
        var kind = Pick(Enum.GetValues<RoundKind>());
        var register = Register();
        var plans = Plans(kind, register);
        // The first year of its new name.
        var renamed = register.Departments.Where(_ => Happens(25))
            .ToDictionary(department => department.Id, _ => _random.Next(LastYear - 1, LastYear + 1));
        var replacing = plans.Where(plan => plan.Kind == PlanKind.Measures && Happens(30)).Select(plan => plan.Id).ToHashSet();
        plans = plans.Select(plan => replacing.Contains(plan.Id) ? plan with { Replaces = $"{plan.Id}-old" } : plan).ToList();
        List<ActionPlan> known = [.. plans, .. plans.Where(plan => plan.Replaces != null).Select(Before)];

        var rounds = new List<RoundRows>();
        for (var year = LastYear - Pick(0, 1, 2); year <= LastYear; year++)
        {
            var own = year;
            var then = register with
            {
                Departments = register.Departments.Select(department =>
                own < renamed.GetValueOrDefault(department.Id) ? department with { Name = $"Förra {department.Name}" } : department)
                .ToList()
            };
            var about = year == LastYear ? plans : plans.Select(plan => plan.Replaces == null ? plan : Before(plan))
                .Where((_, index) => index == 0 || Happens(80)).ToList();
            if (Round(kind, year, about, known, then, rounds) is not { } rows)
            {
                return null;
            }
            rounds.Add(rows);
        }
        return new RandomRound(seed, rounds[^1], rounds[..^1], register, known);
    }

    /// <summary>
    /// The plan whose place it took: it bound everybody to its first measure, also departments that the new plan asks nothing.
    /// </summary>
    private static ActionPlan Before(ActionPlan plan) => plan with
    {
        Id = $"{plan.Id}-old",
        Replaces = null,
        FocusAreas = [plan.FocusAreas[0] with { Measures = [plan.FocusAreas[0].Measures[0] with { Responsible = [new Responsibility(
            PartyKind.EveryDepartment, "", null)], CoResponsible = [] }, .. plan.FocusAreas[0].Measures.Skip(1)] },
            .. plan.FocusAreas.Skip(1)],
    };

    private DepartmentRegister Register()
    {
        var names = Names.ToArray();
        _random.Shuffle(names);
        var count = Happens(10) ? 1 : _random.Next(2, 8);
        var departments = names.Take(count).Select((name, index) =>
            new Department($"enhet-{index + 1}", name, Pick(Enum.GetValues<DepartmentKind>()), [], null, null, [])).ToList();
        var successions = new List<Succession>();
        foreach (var name in names.Skip(count).Take(Pick(0, 1, 2)))
        {
            var (from, fresh) = (Drawn(departments.Select(department => department.Id), Pick(1, 2, 2)),
                new Department($"enhet-{departments.Count + 1}", name, Pick(Enum.GetValues<DepartmentKind>()), [], null, null, []));
            departments.Add(fresh);
            // One that is merged, taken over, split in two, or split off from.
            successions.Add(new Succession(new DateOnly(_random.Next(2023, 2026), 7, 1), from, Happens(30) ? [fresh.Id, from[0]]
                : [fresh.Id]));
        }
        return new DepartmentRegister(departments,
            [new DepartmentGroup("Gruppen", Drawn(departments.Select(department => department.Id), 2))],
            successions.OrderBy(succession => succession.Date).ToList());
    }

    private List<ActionPlan> Plans(RoundKind kind, DepartmentRegister register)
    {
        var (directions, unlevelled) = (Happens(kind == RoundKind.Biennial ? 70 : 25) ? Directions() : null, Happens(15));
        var plans = Enumerable.Range(1, Pick(1, 1, 2, 3)).Select(number => Measures(number, register, directions, unlevelled)).ToList();
        if (directions != null)
        {
            plans.Insert(_random.Next(plans.Count + 1), directions);
        }
        return plans;
    }

    private ActionPlan Plan(string id, string title, PlanKind kind, IReadOnlyList<FocusArea> areas) => new(
        id, title, Municipality, FirstDay, new DateOnly(2027, 12, 31), null, kind, null, Happens(50) ? [RoundKind.Annual] : [], null,
        Statutory: Happens(30), [], [], areas);

    private ActionPlan Directions() => Plan("vart", "Vart vi ska", PlanKind.Directions,
    [
        new FocusArea(1, "Riktning <i>", [], [], Enumerable.Range(1, _random.Next(1, 5))
            .Select(number => new Direction($"{number}", $"Inriktning {number}", [],
            Enumerable.Range(1, _random.Next(0, 4)).Select(need =>
                new Need(Some(Enum.GetValues<PreventionLevel>(), 2), $"Behov {number}.{need}", [], [], [])).ToList())).ToList()),
    ]);

    private ActionPlan Measures(int number, DepartmentRegister register, ActionPlan? directions, bool unlevelled)
    {
        var single = Happens(10);
        var titles = Drawn(Titles, Titles.Length);
        var taken = 0;
        var areas = Enumerable.Range(1, single ? 1 : _random.Next(1, 4))
            .Select(area => new FocusArea(area, $"Område {area} & mer", Some(["Kunskap finns", "Tid finns", "<u>Chefen</u> vill"], 3),
            Enumerable.Range(1, single ? 1 : _random.Next(1, 5)).Select(measure =>
        {
            var title = titles[taken++ % titles.Count];
            var parties = Parties(register);
            return new Measure($"{area}:{measure}", Happens(10) ? title.ToUpperInvariant() : title, null, parties, Happens(50)
                ? CoResponsible(register, parties) : [],
                unlevelled ? [] : Some(Enum.GetValues<PreventionLevel>(), 2), Some(Enum.GetValues<MeasureTarget>(), 2), [], [], null, null,
                Some([new Indicator("Anmälda brott", "antal", null), new Indicator("Andel nöjda", "%", null),
                    new Indicator("Besök", null, "SCB")], 3), [],
                directions == null ? [] : Some(
                    [.. directions.Directions.Select(direction => new DirectionLink(directions.Id, direction.Number))], 2));
        }).ToList(), [])).ToList();
        return Plan($"plan-{number}", $"Plan {number} för \"trygghet\"", PlanKind.Measures, areas);
    }

    private List<Responsibility> Parties(DepartmentRegister register) => Happens(15)
        ? [new Responsibility(Pick(PartyKind.EveryDepartment, PartyKind.EveryCommittee, PartyKind.EveryCompany), "", null)]
        : Happens(5) ? [new Responsibility(PartyKind.Group, "Gruppen", null)]
        : Drawn(register.Departments, _random.Next(1, 4))
            .Select(department => new Responsibility(PartyKind.Department, department.Id, Happens(10) ? "HR" : null)).ToList();

    private List<Responsibility> CoResponsible(DepartmentRegister register, IReadOnlyList<Responsibility> responsible) =>
        Drawn(register.Departments, _random.Next(1, 3))
        .Where(department => responsible.All(party => party.Id != department.Id))
            .Select(department => new Responsibility(PartyKind.Department, department.Id, null)).ToList();

    private RoundRows? Round(RoundKind kind, int year,
        IReadOnlyList<ActionPlan> plans, IReadOnlyList<ActionPlan> known, DepartmentRegister register, IReadOnlyList<RoundRows> earlier)
    {
        var (opens, deadline, closes) = (new DateOnly(year + 1, 1, 12), new DateOnly(year + 1, 2, 27), new DateOnly(year + 1, 3, 20));
        var opened = Timetable.OpensAt(Blank(null));
        // By itself, seconds after its time was out, or by the coordinator.
        var closed = Happens(50) ? StockholmTime.EndOf(closes).AddSeconds(4)
            : StockholmTime.At(new DateOnly(year + 1, 3, 18), new TimeOnly(14, 0));
        var round = Blank(opened) with { ClosedAt = closed };
        var runs = new List<Run> { new(opened, Timetable.DeadlineAt(round), closed) };
        if (Happens(25))
        {
            var reopened = closed.AddDays(_random.Next(1, 20));
            round = round with
            {
                Run = 2,
                ReportedRun = 2,
                PastDeadlines = [round.Deadline],
                FirstClosed = Timetable.ClosedOn(round),
                ReopenedAt = reopened,
                Deadline = new DateOnly(year + 1, 4, 24),
                Closes = new DateOnly(year + 1, 5, 8),
                ClosedAt = StockholmTime.At(new DateOnly(year + 1, 5, 6), new TimeOnly(14, 0)),
            };
            runs.Add(new Run(reopened, Timetable.DeadlineAt(round), round.ClosedAt.Value));
        }

        var tailoring = new QuestionnaireBuilder(kind, plans, register, Timetable.AskedOn(round, opened));
        if (tailoring.Obstacles.Any())
        {
            return null;
        }
        var carryForward = new CarryForward(round, opened, plans, known, register, kind == RoundKind.Consultation ? []
            : earlier.Select(rows => new EarlierRound(rows.Round, rows.Departments)).ToList());
        var (silent, tied) = (Happens(8), Happens(8) ? _random.Next() : (int?)null);
        var works = tailoring.Departments.Select(id =>
        {
            var (questionnaire, before) = carryForward.For(tailoring.For(id), id);
            var work = Assignment.Unanswered(new AskedDepartment(register.Find(id)!, questionnaire, before));
            return tied is { } same ? Submitting(work, 1, runs[0], opened.AddDays(3), work.Questionnaire.Sections, _ => new Random(same))
                : silent || Happens(15) ? work
                : Happens(15) ? Drafting(work)
                : Answering(work, runs);
        }).ToList();
        return new RoundRows(round, plans, works);

        Round Blank(DateTimeOffset? openedAt) => new($"round-{year}", $"Uppföljning {year}", kind,
            plans.Select(plan => new RoundPlan(plan.Id, 1, plan.Title)).ToList(), Municipality, $"{year}", Happens(50) ? ["KS 2025/1"] : [],
            opens, deadline, closes, "samordnaren@provkoping.example", [], WorkingDays.Default, RoundState.Closed, 1, 1, 1, openedAt, null,
            1);
    }

    private Assignment Drafting(Assignment work) => work with
    {
        Drafts = work.Questionnaire.Sections.Where(_ => Happens(60))
            .ToDictionary(section => section.Id, section => Marked(Draft(section, _random), RandomRound.Draft)),
    };

    /// <summary>The time in which a round took answers; another each time that it was opened again.</summary>
    private sealed record Run(DateTimeOffset Opened, DateTimeOffset Deadline, DateTimeOffset Closed);

    /// <summary>In several goes, with questions from the coordinator between them, before and after the deadline.</summary>
    private Assignment Answering(Assignment work, IReadOnlyList<Run> runs)
    {
        var all = Happens(40);
        for (var run = 1; run <= runs.Count; run++)
        {
            // Who has answered need not do it again.
            work = run == 1 ? Happens(20) && runs.Count > 1 ? work : Answering(work, run, runs[0], all) : Happens(60)
                ? Answering(work, run, runs[1], all) : work;
        }
        return Happens(30) ? Drafting(work) : work;
    }

    private Assignment Answering(Assignment work, int number, Run run, bool all)
    {
        var moment = Happens(20) ? run.Deadline : run.Opened.AddDays(_random.Next(1, (run.Closed - run.Opened).Days));
        for (var go = _random.Next(1, 5); go > 0 && moment < run.Closed; go--)
        {
            var asked = work.Returned.ToList();
            // What was asked for, what is ready, or everything.
            var sections = asked.Count > 0 && Happens(60) ? asked : all ? work.Questionnaire.Sections
                : work.Questionnaire.Sections.Where(_ => Happens(40)).ToList();
            work = Submitting(work, number, run, moment, sections, _ => _random);
            moment = moment.AddHours(_random.Next(1, 300));
            if (work.Submissions.Count > 0 && moment < run.Closed && Happens(40))
            {
                var section = Pick([.. work.Answers.Keys.Order(StringComparer.Ordinal)]);
                work = work with
                {
                    Returns = [.. work.Returns,
                    new ClarificationRequest(work.Returns.Count + 1, number, section, "Hur då?", moment, work.Submissions.Count)]
                };
                moment = moment.AddHours(_random.Next(1, 100));
            }
        }
        return work;
    }

    private static Assignment Submitting(Assignment work, int runNumber, Run run, DateTimeOffset received,
        IEnumerable<Section> sections, Func<Section, Random> random)
    {
        var number = work.Submissions.Count + 1;
        var answers = work.Answers.ToDictionary();
        var submitted = new List<string>();
        foreach (var section in sections)
        {
            var values = AnswerRules.Submitted(Draft(section, random(section)), work.Earlier.GetValueOrDefault(section.Id)?[0].Values);
            if (values.Count > 0)
            {
                submitted.Add(section.Id);
                answers[section.Id] = [.. answers.GetValueOrDefault(section.Id, [])
                    .Select(before => before with { Values = Marked(before.Values, RandomRound.Replaced) }),
                    new SubmittedAnswer(number, received, values)];
            }
        }
        return submitted.Count == 0 ? work : work with
        {
            Answers = answers,
            Submissions = [.. work.Submissions, new Submission(number, runNumber, "kontakt", $"Kim <{number}>", "handläggare", received,
                submitted, run.Deadline)],
        };
    }

    /// <summary>A random draft: partly or fully answered, possibly inconsistent.</summary>
    private static AnswerValues Draft(Section section, Random random)
    {
        var share = random.Next(4) switch { 0 => 100, 1 => 20, _ => 70 };
        var values = new AnswerValues();
        var since = section.CanStayAsItWas && random.Next(100) < share ? Choice(section.Questions[0]) : null;
        foreach (var question in section.Questions.Where(question => since == null || question.Key != QuestionKeys.Since))
        {
            // Where all is as it was, only what belongs to the year is answered again.
            if (random.Next(100) < share && (since != AnswerWords.Unchanged || AnswerRules.IsOfTheYear(question.Key))
                && (since != AnswerWords.Irrelevant || question.Key != QuestionKeys.Status))
            {
                values.Put(question.Key, question.Kind switch
                {
                    QuestionKind.OneOf => [Choice(question)],
                    QuestionKind.AnyOf => question.Choices.Where(_ => random.Next(2) == 0).Select(choice => choice.Value),
                    QuestionKind.Number => [Number(question)],
                    QuestionKind.Year => [$"{random.Next(2020, 2026)}"],
                    QuestionKind.Line => [Lines[random.Next(Lines.Length)]],
                    _ => [Texts[random.Next(Texts.Length)]],
                });
            }
        }
        values.Put(QuestionKeys.Since, [since]);
        return values;

        string Choice(Question question) => question.Choices[random.Next(question.Choices.Count)].Value;

        string Number(Question question) => section.Questions.Any(other => QuestionKeys.ConfirmedValue(other.Key) == question.Key)
            && random.Next(2) == 0
            ? $"{RandomRound.Small}{random.Next(1, 5)}{(random.Next(4) == 0 ? ",0" : "")}"
            : new[] { "0", "5", "12", "1 234,5", "4,5", "-2", "3.25", "17" }[random.Next(8)];
    }

    private static AnswerValues Marked(AnswerValues values, string mark)
    {
        var marked = new AnswerValues();
        foreach (var (key, given) in values)
        {
            marked[key] = key is QuestionKeys.What or QuestionKeys.Contribution or QuestionKeys.Viewpoints or QuestionKeys.Coordination
                or QuestionKeys.Structure or QuestionKeys.ConditionsComment or QuestionKeys.ResourceNeed
                ? [$"{mark} {given[0]}"] : given;
        }
        return marked;
    }

    private bool Happens(int percent) => _random.Next(100) < percent;

    private T Pick<T>(params T[] all) => all[_random.Next(all.Length)];

    private List<T> Drawn<T>(IEnumerable<T> all, int count)
    {
        var drawn = all.ToArray();
        _random.Shuffle(drawn);
        return [.. drawn.Take(count)];
    }

    /// <summary>None to so many.</summary>
    private List<T> Some<T>(T[] all, int most) => Drawn(all, _random.Next(most + 1));
}
