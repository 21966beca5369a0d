using FollowUp.Departments;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Rounds;
using FollowUp.Time;

namespace FollowUp.Stress;

/// <summary>Draws a <see cref="RandomRound"/>.</summary>
internal sealed class RandomRounds
{
    private const int LastYear = 2025;

    private readonly int _seed;
    private readonly RandomDraws _draws;
    private readonly RandomPlans _plans;
    private readonly RandomAnswers _answers;

    public RandomRounds(int seed, int largest)
    {
        _seed = seed;
        _draws = new RandomDraws(seed, largest);
        _plans = new RandomPlans(_draws);
        _answers = new RandomAnswers(_draws);
    }

    public RandomRound Make()
    {
        // Some plans cannot be asked with some registers.
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
        var kind = _draws.Pick(Enum.GetValues<RoundKind>());
        var register = _plans.Register();
        var plans = _plans.Plans(kind, register);
        // Department → the first year of its new name.
        var renamed = register.Departments.Where(_ => _draws.Happens(25))
            .ToDictionary(department => department.Id, _ => _draws.Next(LastYear - 1, LastYear + 1));
        var replacing = plans.Where(plan => plan.Kind == PlanKind.Measures && _draws.Happens(30)).Select(plan => plan.Id).ToHashSet();
        plans = plans.Select(plan => replacing.Contains(plan.Id) ? plan with { Replaces = $"{plan.Id}-old" } : plan).ToList();
        List<ActionPlan> known = [.. plans, .. plans.Where(plan => plan.Replaces != null).Select(Before)];

        var rounds = new List<RoundRows>();
        for (var year = LastYear - _draws.AtMost(_draws.Pick(0, 1, 2)); year <= LastYear; year++)
        {
            var own = year;
            var then = register with
            {
                Departments = register.Departments.Select(department =>
                own < renamed.GetValueOrDefault(department.Id) ? department with { Name = $"Förra {department.Name}" } : department)
                .ToList()
            };
            var about = year == LastYear ? plans : plans.Select(plan => plan.Replaces == null ? plan : Before(plan))
                .Where((_, index) => index == 0 || _draws.Happens(80)).ToList();
            if (Round(kind, year, about, known, then, rounds) is not { } rows)
            {
                return null;
            }
            rounds.Add(rows);
        }
        return new RandomRound(_seed, rounds[^1], rounds[..^1], register, known);
    }

    /// <summary>The plan that it replaced. Its first measure was everybody's, also of departments that the new plan does not ask.</summary>
    private static ActionPlan Before(ActionPlan plan) => plan with
    {
        Id = $"{plan.Id}-old",
        Replaces = null,
        FocusAreas = [plan.FocusAreas[0] with { Measures = [plan.FocusAreas[0].Measures[0] with { Responsible = [new Responsibility(
            PartyKind.EveryDepartment, "", null)], CoResponsible = [] }, .. plan.FocusAreas[0].Measures.Skip(1)] },
            .. plan.FocusAreas.Skip(1)],
    };

    private RoundRows? Round(RoundKind kind, int year,
        IReadOnlyList<ActionPlan> plans, IReadOnlyList<ActionPlan> known, DepartmentRegister register, IReadOnlyList<RoundRows> earlier)
    {
        var (opens, deadline, closes) = (new DateOnly(year + 1, 1, 12), new DateOnly(year + 1, 2, 27), new DateOnly(year + 1, 3, 20));
        var questions = Questions();
        var opened = Timetable.OpensAt(Blank(null));
        // By its timer, some seconds late, or by the coordinator.
        var closed = _draws.Happens(50) ? StockholmTime.EndOf(closes).AddSeconds(4)
            : StockholmTime.At(new DateOnly(year + 1, 3, 18), new TimeOnly(14, 0));
        var round = Blank(opened) with { ClosedAt = closed };
        var runs = new List<RoundRun> { new(opened, Timetable.DeadlineAt(round), closed) };
        if (_draws.Happens(25))
        {
            var reopened = closed.AddDays(_draws.Next(1, 20));
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
            runs.Add(new RoundRun(reopened, Timetable.DeadlineAt(round), round.ClosedAt.Value));
        }

        var tailoring = new QuestionnaireBuilder(kind, plans, register, Timetable.AskedOn(round, opened), questions);
        if (tailoring.Obstacles.Any())
        {
            return null;
        }
        var carryForward = new CarryForward(round, opened, plans, known, register, kind == RoundKind.Consultation ? []
            : earlier.Select(rows => new EarlierRound(rows.Round, rows.Departments)).ToList());
        var (silent, tied) = (_draws.Happens(8), _draws.Happens(8) ? _draws.Random.Next() : (int?)null);
        var works = tailoring.Departments.Select(id =>
        {
            var (questionnaire, before) = carryForward.For(tailoring.For(id), id);
            var work = Assignment.Unanswered(new AskedDepartment(register.Find(id)!, questionnaire, before));
            return tied is { } same
                ? RandomAnswers.Submitting(work, 1, runs[0], opened.AddDays(3), work.Questionnaire.Sections, _ => new Random(same))
                : silent || _draws.Happens(15) ? work
                : _draws.Happens(15) ? _answers.Drafting(work)
                : _answers.Answering(work, runs);
        }).ToList();
        return new RoundRows(round, plans, works);

        Round Blank(DateTimeOffset? openedAt) => new($"round-{year}", $"Uppföljning {year}", kind,
            plans.Select(plan => new RoundPlan(plan.Id, 1, plan.Title)).ToList(), RandomPlans.Municipality, $"{year}",
            _draws.Happens(50) ? ["KS 2025/1"] : [], opens, deadline, closes, "samordnaren@provkoping.example", [],
            WorkingDays.Default, RoundState.Closed, 1, 1, 1, openedAt, null, 1, Questions: questions);
    }

    private RoundQuestions? Questions() => !_draws.Happens(35) ? null : new RoundQuestions(
    [
        .. new[]
        {
            new OwnQuestion("a", OwnQuestionKind.YesNo, "Finns en <b>samordnare</b>?", null, [], Required: true),
            new OwnQuestion("b", OwnQuestionKind.Choice, "Vilket stöd?", "Välj ett.", ["Utbildning", "=1+1", "Inget; alls"],
                Required: false),
            new OwnQuestion("c", OwnQuestionKind.Number, "Hur många?", null, [], Required: false),
            new OwnQuestion("d", OwnQuestionKind.Text, "Vad var svårast?", null, [], Required: false),
        }.Where(_ => _draws.Happens(60)),
    ], RoundQuestions.Leavable.Where(_ => _draws.Happens(25)).ToList(), new Dictionary<string, string>());
}
