using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Reports;
using FollowUp.Rounds;

namespace FollowUp.Stress;

internal sealed partial class NaiveFigures
{
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
                    // A round on directions covers only the measures that serve them.
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
        new(measures.Count(measure => Responsible(measure).Any(asked => asked.Answered)), measures.Count, 0,
            Numbers(measures.SelectMany(Responsible).Where(asked => asked.Answered)));

    private static Figure Planned<T>(List<Planning> measures, Func<Planning, IReadOnlyList<T>> planned, T value)
    {
        var silent = measures.Count(measure => !planned(measure).Any());
        return new Figure(measures.Count(measure => planned(measure).Contains(value)), measures.Count - silent, silent, []);
    }

    private Figure SomewhereDone(List<Planning> measures)
    {
        var (done, known) = (0, 0);
        foreach (var measure in measures)
        {
            done += Responsible(measure).Any(asked => asked.Done) ? 1 : 0;
            known += Responsible(measure).Any(asked => asked.One("status") != null) ? 1 : 0;
        }
        return new Figure(done, known, measures.Count - known, Numbers(measures.SelectMany(Responsible).Where(asked => asked.Done)));
    }

    private Figure DoneAs(List<Planning> measures, string key, string word)
    {
        var (chosen, said, silent) = (0, 0, 0);
        foreach (var measure in measures)
        {
            var answers = Responsible(measure);
            if (answers.Any(asked => asked.NothingDone) && !answers.Any(asked => asked.Done))
            {
                continue;
            }
            var says = answers.Any(asked => asked.Done && asked.One(key) != null);
            said += says ? 1 : 0;
            silent += says ? 0 : 1;
            chosen += answers.Any(asked => asked.Done && asked.Has(key, word)) ? 1 : 0;
        }
        return new Figure(chosen, said, silent,
            Numbers(measures.SelectMany(Responsible).Where(asked => asked.Done && asked.Has(key, word))));
    }

    private List<LevelFigures> Levels(List<Planning> measures) => AllLevels.Select(level => new LevelFigures(level,
        Planned(measures, measure => measure.Measure.Levels, level), DoneAs(measures, "levels", Word(level)))).ToList();

    private AreaFigures Area(ActionPlan plan, FocusArea area)
    {
        var measures = Measures().Where(measure => measure.Plan == plan && measure.Area == area).ToList();
        var conditions = new List<ConditionFigures>();
        for (var index = 0; _asksYearly && index < area.Conditions.Count; index++)
        {
            var key = $"condition{index + 1}";
            conditions.Add(new ConditionFigures(area.Conditions[index], Words(
                All().Where(asked => asked.IsAbout(plan.Id, $"{area.Number}", SectionKind.Conditions)), key,
                ["in-place", "partly", "not-in-place", "unknown"])));
        }
        return new AreaFigures(plan.Id, area.Number, area.Title, Reported(measures), SomewhereDone(measures), Levels(measures),
            conditions);
    }

    private DirectionFigures Direction(ActionPlan plan, Direction direction)
    {
        var serving = rows.Plans.SelectMany(other =>
            other.Measures.Where(measure => measure.Directions.Any(link => link.PlanId == plan.Id && link.Number == direction.Number))
            .Select(measure => (Plan: other, Measure: measure))).ToList();
        var asked = Measures().Where(measure => serving.Any(one => one.Plan == measure.Plan && one.Measure == measure.Measure)).ToList();
        var duties = All().Where(one => serving.Any(measure => one.IsAbout(measure.Plan.Id, measure.Measure.Number,
            SectionKind.Responsible))).ToList();
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
            SomewhereDone(asked), _round.Kind == RoundKind.Biennial
                ? Count(duties, Says("situation"), answer => answer.One("situation") == "yes") : null, gaps);
    }
}
