using System.Globalization;
using System.Text.RegularExpressions;
using FollowUp.Departments;
using YamlDotNet.RepresentationModel;

namespace FollowUp.Plans;

/// <param name="Plan">Null when <paramref name="Problems"/> is not empty: a plan with an error is not imported at all.</param>
public sealed record PlanReading(ActionPlan? Plan, IReadOnlyList<Problem> Problems);

/// <summary>Reads a plan that somebody wrote as YAML (<c>seeds/plans</c> shows how), against the register of departments.</summary>
public sealed partial class PlanReader
{
    // What a department is asked is frozen in one row, which holds 1 MiB of UTF-16.
    private const int MostMeasures = 120;

    private readonly LocatedYaml _yaml;
    private readonly IReadOnlyList<Department> _departments;
    private readonly HashSet<int> _areas = [];
    private readonly HashSet<string> _numbers = [];
    private readonly Dictionary<string, int> _measuresOf = [];

    private PlanReader(LocatedYaml yaml, IReadOnlyList<Department> departments)
    {
        _yaml = yaml;
        _departments = departments;
    }

    public static PlanReading Read(string yaml, string file, IReadOnlyList<Department> departments)
    {
        var located = new LocatedYaml(file);
        var plan = located.Parse(yaml) is { } top ? new PlanReader(located, departments).ReadPlan(top) : null;
        return new PlanReading(located.Problems.Count == 0 ? plan : null, located.Problems);
    }

    private ActionPlan ReadPlan(YamlMappingNode node)
    {
        _yaml.OnlyKeys(node, "plan", "titel", "kommun", "från", "till", "fokusområden");
        var (start, end) = (_yaml.Date(node, "från"), _yaml.Date(node, "till"));
        if (end < start)
        {
            _yaml.Report(LocatedYaml.Child(node, "till")!, Texts.Import.EndsBeforeStart);
        }
        return new ActionPlan(
            _yaml.Id(node, "plan"),
            _yaml.Required(node, "titel"),
            _yaml.Required(node, "kommun"),
            start ?? default,
            end ?? default,
            _yaml.Mappings(node, "fokusområden").Select(ReadArea).ToList());
    }

    private FocusArea ReadArea(YamlMappingNode node)
    {
        _yaml.OnlyKeys(node, "nummer", "titel", "förutsättningar", "åtgärder");
        var number = _yaml.Required(node, "nummer");
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            if (number != "")
            {
                _yaml.Report(LocatedYaml.Child(node, "nummer")!, Texts.Import.NotANumber(number));
            }
        }
        else if (!_areas.Add(value))
        {
            _yaml.Report(LocatedYaml.Child(node, "nummer")!, Texts.Import.DuplicateArea(value));
        }
        return new FocusArea(
            value,
            _yaml.Required(node, "titel"),
            _yaml.Strings(node, "förutsättningar").Select(condition => condition.Text).ToList(),
            _yaml.Mappings(node, "åtgärder").Select(ReadMeasure).ToList());
    }

    private Measure ReadMeasure(YamlMappingNode node)
    {
        _yaml.OnlyKeys(node, "nummer", "titel", "exempel", "ansvariga", "medansvariga", "nivåer");
        var number = _yaml.Required(node, "nummer");
        if (number != "" && !MeasureNumber().IsMatch(number))
        {
            _yaml.Report(LocatedYaml.Child(node, "nummer")!, Texts.Import.BadMeasureNumber(number));
        }
        else if (number != "" && !_numbers.Add(number))
        {
            _yaml.Report(LocatedYaml.Child(node, "nummer")!, Texts.Import.DuplicateMeasure(number));
        }
        var responsible = ReadDepartments(node, "ansvariga", []);
        if (LocatedYaml.Child(node, "ansvariga") is null or YamlSequenceNode { Children.Count: 0 })
        {
            _yaml.Report(LocatedYaml.Child(node, "ansvariga") ?? node, Texts.Import.NobodyResponsible(number));
        }
        return new Measure(
            number,
            _yaml.Required(node, "titel"),
            _yaml.Optional(node, "exempel"),
            responsible,
            ReadDepartments(node, "medansvariga", responsible),
            ReadLevels(node, number));
    }

    private List<string> ReadDepartments(YamlMappingNode node, string key, List<string> alreadyBound)
    {
        var ids = new List<string>();
        foreach (var (at, name) in _yaml.Strings(node, key))
        {
            var department = _departments.FirstOrDefault(department => department.Name == name);
            if (department == null)
            {
                _yaml.Report(at, Texts.Import.UnknownDepartment(name, Nearest(name, _departments.Select(known => known.Name), 0.25)));
            }
            else if (ids.Contains(department.Id) || alreadyBound.Contains(department.Id))
            {
                _yaml.Report(at, Texts.Import.BoundTwice(name));
            }
            else
            {
                ids.Add(department.Id);
                _measuresOf[department.Id] = _measuresOf.GetValueOrDefault(department.Id) + 1;
                if (_measuresOf[department.Id] == MostMeasures + 1)
                {
                    _yaml.Report(at, Texts.Import.TooManyMeasures(name, MostMeasures));
                }
            }
        }
        return ids;
    }

    private List<PreventionLevel> ReadLevels(YamlMappingNode node, string number)
    {
        var written = _yaml.Strings(node, "nivåer").ToList();
        if (written.Count is 0 or > 2 || written.DistinctBy(level => level.Text).Count() != written.Count)
        {
            _yaml.Report(LocatedYaml.Child(node, "nivåer") ?? node, Texts.Import.LevelsPerMeasure(number));
        }
        var levels = new List<PreventionLevel>();
        foreach (var (at, word) in written)
        {
            var known = Enum.GetValues<PreventionLevel>().Where(level => Texts.Level(level) == word).ToList();
            if (known.Count == 0)
            {
                _yaml.Report(at, Texts.Import.UnknownLevel(word, Nearest(word, Enum.GetValues<PreventionLevel>().Select(Texts.Level), 0.5)));
            }
            levels.AddRange(known);
        }
        return levels;
    }

    /// <summary>The word a person most likely meant; null when nothing is near.</summary>
    /// <param name="tolerance">How much of a word may be wrong: of few, unlike words more than of many, similar ones.</param>
    private static string? Nearest(string word, IEnumerable<string> known, double tolerance) => known
        .Select(candidate => (candidate, distance: EditDistance(word.ToLowerInvariant(), candidate.ToLowerInvariant())))
        .Where(pair => pair.distance <= pair.candidate.Length * tolerance)
        .OrderBy(pair => pair.distance)
        .Select(pair => pair.candidate)
        .FirstOrDefault();

    private static int EditDistance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substitution = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitution, 1 + Math.Min(row[j], row[j - 1]));
            }
        }
        return row[b.Length];
    }

    // The number becomes part of a row key and of form field names.
    [GeneratedRegex(@"\A[0-9]{1,3}([:.][0-9]{1,3}){0,2}[a-z]?\z")]
    private static partial Regex MeasureNumber();
}
