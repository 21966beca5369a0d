namespace FollowUp.Plans;

/// <param name="Need">What nothing is done about; null where nothing is done about the direction at all.</param>
public sealed record DirectionGap(string Number, string Title, Need? Need);

/// <summary>Which directions of a plan show up in nobody's measures.</summary>
internal static class DirectionGaps
{
    /// <param name="plans">The plans in which measures may link to the directions.</param>
    public static IReadOnlyList<DirectionGap> In(ActionPlan directions, IEnumerable<ActionPlan> plans)
    {
        var measures = plans.SelectMany(plan => plan.Measures)
            .SelectMany(measure => measure.Directions.Select(link => (link, measure)))
            .ToLookup(pair => pair.link, pair => pair.measure);
        var gaps = new List<DirectionGap>();
        foreach (var direction in directions.Directions)
        {
            var levels = measures[new DirectionLink(directions.Id, direction.Number)].SelectMany(measure => measure.Levels).ToHashSet();
            if (!measures.Contains(new DirectionLink(directions.Id, direction.Number)))
            {
                gaps.Add(new DirectionGap(direction.Number, direction.Title, null));
            }
            else
            {
                gaps.AddRange(direction.Needs.Where(need => need.Levels.Count > 0 && !need.Levels.Any(levels.Contains))
                    .Select(need => new DirectionGap(direction.Number, direction.Title, need)));
            }
        }
        return gaps;
    }
}
