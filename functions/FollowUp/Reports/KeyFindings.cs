using FollowUp.Plans;
using FollowUp.Questionnaires;

namespace FollowUp.Reports;

/// <summary>
/// What the figures say, in words: whether there is a system in the work, what it reaches, and whether the duty to follow up is kept. Pure.
/// </summary>
internal static class KeyFindings
{
    public static IEnumerable<Statement> Of(ReportFigures figures)
    {
        var rate = figures.ResponseRate;
        yield return new Statement(Texts.ReportText.ResponseRate(figures.Kind, rate.Complete.Count, rate.Partial.Count, rate.Missing.Count,
            rate.Complete.Basis), rate.Complete.Answers);
        if (figures.Kind == RoundKind.Consultation)
        {
            yield return new Statement(Texts.ReportText.StancesFinding(figures.Stances),
                All(figures.Stances.Select(stance => stance.Figure)));
            yield break;
        }
        yield return new Statement(
            Texts.ReportText.MeasuresReported(figures.Plans.Count, figures.Directions.Count == 0 || figures.Kind != RoundKind.Biennial,
                figures.Measures.Count(measure => measure.Reported), figures.Measures.Count(measure => measure.Done),
                figures.Measures.Count),
            All(figures.FocusAreas.Select(area => area.Reported)));
        // Without a reported measure there is nothing to say of how the work is done.
        if (figures.Measures.Any(measure => measure.Reported))
        {
            var something = figures.Measures.Any(measure => measure.Done);
            if (something && figures.KeyFigures.System is { } system)
            {
                var much = 2 * figures.Measures.Count(measure => measure.Done) > figures.Measures.Count(measure => measure.Reported);
                yield return new Statement(Texts.ReportText.SystemFinding(system, much), All(figures.Ways.Select(way => way.Figure)));
            }
            if (something)
            {
                yield return Balance(figures);
            }
        }
        yield return Duty(figures);
        foreach (var plan in figures.Plans)
        {
            if (figures.Flags.Count(flag => flag.Code == FlagCode.FloorBroken && flag.Plan == plan.Id) is > 0 and var times)
            {
                yield return new Statement(Texts.ReportText.FloorsFinding(plan.Title, times), []);
            }
        }
        if (figures.Directions.Count > 0)
        {
            yield return new Statement(
                Texts.ReportText.DirectionsFinding(figures.Directions.Count(direction => direction.Measures.Count > 0),
                    figures.Directions.Count(direction => direction.Done.Count > 0),
                    figures.Directions.Count, figures.Directions.Sum(direction => direction.Gaps.Count)),
                All(figures.Directions.Select(direction => direction.Done)));
        }
    }

    private static Statement Balance(ReportFigures figures)
    {
        var levels = figures.Levels.OrderByDescending(level => level.Done.Count).ToList();
        var (most, next, least) = (levels[0], levels[1], levels[2]);
        var weight = most.Done.Count == 0 ? Weight.Unknown
            : next.Done.Count == 0 ? Weight.All
            : 4 * next.Done.Count <= most.Done.Count ? Weight.NearlyAll
            : 2 * next.Done.Count <= most.Done.Count ? Weight.Most
            : 4 * least.Done.Count <= most.Done.Count ? Weight.Lacking
            : Weight.Spread;
        return new Statement(Texts.ReportText.BalanceFinding(weight, most.Level, least.Level, figures.Levels),
            All(figures.Levels.Select(level => level.Done)));
    }

    private static Statement Duty(ReportFigures figures) => new(
        Texts.ReportText.DutyFinding(figures.Kind, figures.KeyFigures.Timely,
            figures.KeyFigures.Account is { } account && account.Basis + account.NotStated > 0 ? account : null),
        All([figures.KeyFigures.Timely, .. figures.KeyFigures.Account is { } counted ? (Figure[])[counted] : []]));

    private static IReadOnlyList<int> All(IEnumerable<Figure> figures) =>
        RoundResults.Ordered(figures.SelectMany(figure => figure.Answers));
}

/// <summary>How the work is spread over the levels of prevention.</summary>
internal enum Weight
{
    /// <summary>Nobody has said on which level.</summary>
    Unknown,

    /// <summary>On one level alone.</summary>
    All,

    /// <summary>Each of the other levels has at most a quarter of the largest.</summary>
    NearlyAll,

    /// <summary>Each of the other levels has at most half of the largest.</summary>
    Most,

    /// <summary>One level has at most a quarter of the largest.</summary>
    Lacking,

    Spread,
}
