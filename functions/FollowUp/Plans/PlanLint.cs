using System.Globalization;
using System.Text.RegularExpressions;
using FollowUp.Departments;
using FollowUp.Imports;

namespace FollowUp.Plans;

/// <summary>
/// Looks for what is probably not meant in a plan that can be read. It is shown and kept with the plan, and never corrected silently:
/// the plan is a decision, errors and all.
/// </summary>
internal static partial class PlanLint
{
    // Keys of places in the file; a measure or direction is its own key.
    public const string Plan = "plan";

    public static string Area(int number) => $"area {number}";

    public static string Name(string name) => $"name {name}";

    public static (string, Measure) WithoutLevel(Measure measure) => ("without level", measure);

    public static string Link(DirectionLink link) => $"link {link.PlanId} {link.Number}";

    public static void Check(
        ActionPlan plan, IReadOnlyDictionary<object, int> lines, DepartmentRegister register, IReadOnlyList<ActionPlan> known,
        FileReading reading)
    {
        int LineOf(object what) => lines.GetValueOrDefault(what, lines[Plan]);

        void OtherPlan(string? id, string own, Func<string, string> unknown)
        {
            if (id == plan.Id)
            {
                reading.Report(FindingCode.BadValue, LineOf(Plan), own);
            }
            else if (id != null && known.All(other => other.Id != id))
            {
                reading.Report(FindingCode.DanglingLink, LineOf(Plan), unknown(id));
            }
        }

        OtherPlan(plan.Parent, Texts.Import.OwnParent, Texts.Import.UnknownParent);
        OtherPlan(plan.Replaces, Texts.Import.ReplacesItself, Texts.Import.UnknownReplaced);
        Numbers(plan, LineOf, reading);
        RepeatedHeadings(plan, LineOf, reading);
        Links(plan, known, LineOf, reading);
        var saysLevels = plan.Measures.Any(measure => measure.Levels.Count > 0);
        foreach (var measure in plan.Measures)
        {
            if (plan.End != default && (measure.Start < plan.Start || measure.End > plan.End))
            {
                reading.Report(FindingCode.OutsidePlan, LineOf(measure), Texts.Import.OutsidePlan(measure.Number));
            }
            if (lines.TryGetValue(WithoutLevel(measure), out var line) && saysLevels)
            {
                reading.Report(FindingCode.NoLevel, line, Texts.Import.NoLevel(measure.Number));
            }
        }
        foreach (var name in register.Departments.Select(department => department.Name)
            .Where(name => Plural().IsMatch(name) && lines.ContainsKey(Name(name))))
        {
            reading.Report(FindingCode.UnexpandedPlural, LineOf(Name(name)), Texts.Import.UnexpandedPlural(name));
        }
    }

    private static void Numbers(ActionPlan plan, Func<object, int> lineOf, FileReading reading)
    {
        var areas = plan.FocusAreas.Where(area => area.Number > 0).ToList();
        var before = 0;
        foreach (var area in areas.OrderBy(area => area.Number))
        {
            for (var missing = before + 1; missing < area.Number && missing <= before + MaxTold; missing++)
            {
                reading.Report(FindingCode.NumberGap, lineOf(Area(area.Number)), Texts.Import.AreaGap(missing));
            }
            before = area.Number;
        }
        foreach (var area in areas)
        {
            var numbers = area.Measures.Select(measure => (measure.Number, Of: (object)measure))
                .Concat(area.Directions.Select(direction => (direction.Number, Of: (object)direction)))
                .Where(number => number.Number != "")
                .ToList();
            var series = numbers
                .Select(number => (number.Number, number.Of, Match: InSeries().Match(number.Number)))
                .Where(number => number.Match.Success)
                .GroupBy(number => number.Match.Groups["before"].Value)
                .MaxBy(group => group.Count())?
                .OrderBy(number => Position(number.Match))
                .ToList() ?? [];
            var gaps = new List<string>();
            var last = 0;
            foreach (var (_, of, match) in series)
            {
                for (var missing = last + 1; missing < Position(match) && gaps.Count < MaxTold; missing++)
                {
                    gaps.Add($"{match.Groups["before"].Value}{missing}");
                    reading.Report(FindingCode.NumberGap, lineOf(of), Texts.Import.NumberGap(gaps[^1]));
                }
                last = Position(match);
            }
            var usual = series.Select(number => number.Number).ToHashSet();
            foreach (var (odd, of) in numbers.Where(number => usual.Count > 0 && !usual.Contains(number.Number)))
            {
                reading.Report(FindingCode.OddNumber, lineOf(of), Texts.Import.OddNumber(odd, gaps.FirstOrDefault()));
            }
        }
    }

    private static void RepeatedHeadings(ActionPlan plan, Func<object, int> lineOf, FileReading reading)
    {
        foreach (var same in plan.FocusAreas.GroupBy(area => area.Title, StringComparer.OrdinalIgnoreCase)
            .Where(same => same.Key != "" && same.Count() > 1))
        {
            foreach (var area in same.Skip(1))
            {
                reading.Report(FindingCode.RepeatedHeading, lineOf(Area(area.Number)),
                    Texts.Import.RepeatedHeading(area.Title, $"{same.First().Number}"));
            }
        }
        foreach (var same in plan.Measures.GroupBy(measure => measure.Title, StringComparer.OrdinalIgnoreCase)
            .Where(same => same.Key != "" && same.Count() > 1))
        {
            foreach (var measure in same.Skip(1))
            {
                reading.Report(FindingCode.RepeatedHeading, lineOf(measure),
                    Texts.Import.RepeatedHeading(measure.Title, same.First().Number));
            }
        }
    }

    private static void Links(ActionPlan plan, IReadOnlyList<ActionPlan> known, Func<object, int> lineOf, FileReading reading)
    {
        foreach (var link in plan.Measures.SelectMany(measure => measure.Directions).Distinct())
        {
            var target = known.FirstOrDefault(other => other.Id == link.PlanId);
            if (target == null)
            {
                reading.Report(FindingCode.DanglingLink, lineOf(Link(link)), Texts.Import.UnknownPlan(link.PlanId));
            }
            else if (target.Directions.All(direction => direction.Number != link.Number))
            {
                reading.Report(FindingCode.DanglingLink, lineOf(Link(link)), Texts.Import.UnknownDirection(link.PlanId, link.Number));
            }
        }
    }

    private static int Position(Match number) => int.Parse(number.Groups["position"].Value, CultureInfo.InvariantCulture);

    // Of gaps in one row; a number that is far off is not hundreds of missing ones.
    private const int MaxTold = 10;

    [GeneratedRegex(@"\A(?<before>[0-9:.]*[:.])(?<position>[0-9]{1,9})\z")]
    private static partial Regex InSeries();

    [GeneratedRegex(RegisterWords.PluralEnding)]
    private static partial Regex Plural();
}
