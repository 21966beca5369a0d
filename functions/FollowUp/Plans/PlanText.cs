using System.Globalization;
using System.Text.RegularExpressions;
using FollowUp.Departments;
using FollowUp.Imports;

namespace FollowUp.Plans;

/// <summary>
/// Reads the text of a plan as it is copied out of a PDF or a Word file: focus areas, numbered measures, and under or beside each the
/// names of those who are to do it, "Medansvarig:" and names, and prevention levels. Columns may have been torn apart, words divided, and
/// å, ä and ö lost. What is not sure is left out and told with its line; the result is read on like any other file.
/// </summary>
internal sealed partial class PlanText
{
    // Of a name: as much of a line is searched for it.
    private const int MaxEnd = 60;

    // Longer lines are no part of such a plan, and searching them takes long.
    private const int MaxLine = 2_000;
    private const int MaxLines = 10_000;

    private readonly FileReading _reading;
    private readonly UnitNames _names;
    private readonly string?[] _lines;
    private readonly List<Area> _areas = [];

    // Measures whose columns come together: those since the last column of names or levels ended.
    private readonly List<Entry> _columns = [];
    private readonly List<Standing> _standing = [];
    private readonly List<(int Line, IReadOnlyList<string> Words)> _levels = [];
    private readonly List<int> _unread = [];
    // What has been told of names that were not written as the register has them.
    private readonly HashSet<(string, string)> _told = [];
    private readonly HashSet<string> _numbers = [];
    // What the measures' numbers are written with.
    private readonly string _separator;
    // Numbers of areas that may begin with their number alone; empty where the text names them as areas.
    private readonly HashSet<int> _plainAreas;
    private Area? _area;
    private Entry? _entry;
    private bool _skips;

    private PlanText(string text, DepartmentRegister register, FileReading reading)
    {
        (_reading, _names) = (reading, new UnitNames(register));
        _lines = text.Split('\n').Select(line => line.Trim()).ToArray();
        var numbers = _lines.Where(line => line!.Length <= MaxLine).Select(line => PlanTextWords.MeasureHeading().Match(line!))
            .Where(match => match.Groups["second"].Success).ToList();
        _separator = numbers.Count > 0 && numbers.All(number => number.Groups["between"].Value == ".") ? "." : ":";
        _plainAreas = _lines.Any(line => PlanTextWords.AreaHeading().IsMatch(line!)) ? []
            : numbers.Select(number => int.Parse(number.Groups["first"].Value, CultureInfo.InvariantCulture)).ToHashSet();
    }

    /// <summary>Whether it is such a text and not a file's: nobody should have to know what YAML is.</summary>
    public static bool IsLike(string text) => text.Split('\n') is var lines
        && !lines.Any(line => line.StartsWith($"{PlanSheetWords.Id}:", StringComparison.Ordinal))
        && lines.Any(line => PlanTextWords.MeasureHeading().IsMatch(line.Trim()));

    /// <summary>The focus areas, as a file would have them; empty where the text has no numbered measure.</summary>
    public static IReadOnlyList<MapNode> Read(string text, DepartmentRegister register, FileReading reading)
    {
        var plan = new PlanText(text, register, reading);
        if (plan._lines.Length > MaxLines)
        {
            reading.Report(FindingCode.TooMuch, 1, Texts.PlanText.TooLong(MaxLines));
            return [];
        }
        for (var at = 0; at < plan._lines.Length; at++)
        {
            // What completed a line before it has been taken.
            if (plan._lines[at] is { } line)
            {
                plan.Take(at, line);
            }
        }
        plan.EndColumns();
        plan.TellUnread();
        return plan._areas.Where(area => area.Measures.Count > 0).OrderBy(area => area.Number).Select(plan.ToNode).ToList();
    }

    private void Take(int at, string line)
    {
        if (PlanTextWords.AreaHeading().Match(line) is { Success: true } area)
        {
            BeginArea(at, area, isWhole: false);
        }
        else if (PlanTextWords.PlainAreaHeading().Match(line) is { Success: true } plain
            && _plainAreas.Contains(int.Parse(plain.Groups["number"].Value, CultureInfo.InvariantCulture))
            && int.Parse(plain.Groups["number"].Value, CultureInfo.InvariantCulture) == (_area?.Number ?? 0) + 1)
        {
            BeginArea(at, plain, isWhole: true);
        }
        else if (PlanTextWords.MeasureHeading().Match(line) is { Success: true } measure && Number(measure) is { } number)
        {
            BeginMeasure(at, number, measure.Groups["text"].Value, sure: measure.Groups["second"].Success);
        }
        else if (line == "")
        {
            _area?.EndTitle();
        }
        else if (_skips || line.Length > MaxLine || Unnumbered(at, line))
        {
            _unread.Add(at);
        }
        else if (_area == null || PlanTextWords.ColumnHeading().IsMatch(line))
        {
            _unread.Add(at);
        }
        else if (_entry == null)
        {
            if (!_area.Take(at, line))
            {
                _unread.Add(at);
            }
        }
        else
        {
            TakeInMeasure(at, line);
        }
    }

    /// <param name="isWhole">Whether its title ends with the line.</param>
    private void BeginArea(int at, Match heading, bool isWhole)
    {
        EndColumns();
        var digits = heading.Groups["number"].Value;
        // A one is easily read as a letter.
        var number = digits is "I" or "l" or "|" ? 1 : int.Parse(digits, CultureInfo.InvariantCulture);
        _area = _areas.Find(area => area.Number == number);
        if (_area == null)
        {
            _areas.Add(_area = new Area(at + 1, number));
        }
        _area.BeginTitle(heading.Groups["title"].Value);
        if (isWhole)
        {
            _area.EndTitle();
        }
        (_entry, _skips) = (null, false);
    }

    /// <summary>A heading of a measure whose number does not say its focus area.</summary>
    private bool Unnumbered(int at, string line)
    {
        var isHeading = PlanTextWords.MeasureHeading().IsMatch(line);
        if (isHeading)
        {
            _reading.Report(FindingCode.NotSure, at + 1, Texts.PlanText.NoNumber(line));
            (_entry, _skips) = (null, true);
        }
        return isHeading;
    }

    private void BeginMeasure(int at, string number, string text, bool sure)
    {
        if (_standing.Count > 0 || _levels.Count > 0)
        {
            EndColumns();
        }
        _skips = !_numbers.Add(number);
        if (_skips)
        {
            _reading.Report(FindingCode.NotSure, at + 1, Texts.PlanText.NumberAgain(number));
            _entry = null;
            return;
        }
        var area = int.Parse(number.Split(':', '.')[0], CultureInfo.InvariantCulture);
        if (_area?.Number != area)
        {
            _area = _areas.Find(known => known.Number == area);
            if (_area == null)
            {
                _areas.Add(_area = new Area(at + 1, area));
                _reading.Report(FindingCode.Derived, at + 1, Texts.PlanText.AreaOf(number, area));
            }
        }
        if (!sure)
        {
            _reading.Report(FindingCode.NotSure, at + 1, Texts.PlanText.NumberReadAs(_lines[at]!, number));
        }
        _entry = new Entry(at + 1, number);
        _area.Measures.Add(_entry);
        _columns.Add(_entry);
        if (text != "")
        {
            TakeInMeasure(at, text);
        }
    }

    private void TakeInMeasure(int at, string line)
    {
        if (PlanTextWords.RoleHeading().Match(line) is { Success: true } role)
        {
            TakeRole(at, role);
            return;
        }
        if (PlanTextWords.TimeHeading().Match(line) is { Success: true } when)
        {
            TakeTime(at, when.Groups["time"].Value);
            return;
        }
        var levels = PlanTextWords.LevelsAtEnd().Match(line).Groups["level"].Captures.Select(word => word.Value).ToList();
        var rest = levels.Count == 0 ? line : PlanTextWords.LevelsAtEnd().Replace(line, "").TrimEnd();
        if (rest == "")
        {
            _levels.Add((at + 1, levels));
            return;
        }
        var (text, bulleted) = PlanTextWords.Bulleted().Match(rest) is { Success: true } bullet
            ? (bullet.Groups["text"].Value.TrimEnd(), bullet.Groups["name"].Value) : ("", rest);
        if (Known(at, bulleted) is not { } name)
        {
            name = Completed(at, bulleted) ?? (rest == bulleted ? null
                : UnitNames.Unknown(bulleted, isAmongNames: text == "" && (_entry!.HasNames || _standing.Count > 0)));
        }
        if (name == null)
        {
            _entry!.Text.Add(rest);
            _entry.Levels.AddRange(levels.Select(level => (at + 1, level)));
        }
        else if (text != "" || (_entry!.HasNames && _standing.Count == 0))
        {
            _entry!.Add(at + 1, name);
            _entry.Levels.AddRange(levels.Select(level => (at + 1, level)));
            if (text != "")
            {
                _entry.Text.Add(text);
            }
        }
        else
        {
            _standing.Add(new Standing(at + 1, name, levels));
        }
    }

    /// <summary>When the measure is to be done; what is no time is told, and the measure has the plan's.</summary>
    private void TakeTime(int at, string text)
    {
        if (PlanSheetTime.Read(text) is { } time)
        {
            _entry!.Time = (at + 1, time);
        }
        else
        {
            _reading.Report(FindingCode.NotRead, at + 1, Texts.Import.TimeNotRead(text));
        }
    }

    /// <summary>The register's name for it; told where it is not written so.</summary>
    private string? Known(int at, string written)
    {
        var name = _names.Find(written);
        var text = written.Trim().TrimEnd('.', ',', ';');
        if (name != null && !name.Equals(text, StringComparison.OrdinalIgnoreCase) && _told.Add((text, name)))
        {
            _reading.Report(FindingCode.Derived, at + 1, Texts.PlanText.NameReadAs(text, name));
        }
        return name;
    }

    /// <summary>"Medansvarig:", with names on the same line or under it.</summary>
    private void TakeRole(int at, Match role)
    {
        var helping = role.Groups["helping"].Success;
        // Names on the line of their role belong to the measure above.
        if (_standing.Count == 0 && (_entry!.HasNames || role.Groups["names"].Value.Trim() != ""))
        {
            _entry.Helping = helping;
        }
        else
        {
            _standing.Add(new Standing(at + 1, null, []) { Helping = helping });
        }
        foreach (var written in _names.Split(role.Groups["names"].Value))
        {
            var name = Known(at, written) ?? written;
            if (_standing.Count == 0)
            {
                _entry!.Add(at + 1, name);
            }
            else
            {
                _standing.Add(new Standing(at + 1, name, []));
            }
        }
    }

    /// <summary>The name that begins at the end of one line and ends the next one that is written; what completes it is taken.</summary>
    private string? Completed(int at, string begun)
    {
        var next = at + 1;
        while (next < _lines.Length && _lines[next] is null or "")
        {
            next++;
        }
        if (next == _lines.Length || !begun.EndsWith('-'))
        {
            return null;
        }
        var line = _lines[next]!;
        // All of the line, or its last words: what stands before them belongs to the measure.
        foreach (var from in Enumerable.Range(0, line.Length).Where(from => from == 0
            || (line[from - 1] == ' ' && line.Length - from <= MaxEnd)))
        {
            if ((_names.Find(begun[..^1] + line[from..]) ?? _names.Find(begun + line[from..])) is { } name)
            {
                for (var taken = at + 1; taken < next; taken++)
                {
                    _lines[taken] = null;
                }
                _lines[next] = from == 0 ? null : line[..from].TrimEnd();
                return name;
            }
        }
        return null;
    }

    /// <summary>Gives the names and levels that stood apart to the measures that they belong to, where that is certain.</summary>
    private void EndColumns()
    {
        var groups = Groups();
        var without = _columns.Where(measure => !measure.HasNames).ToList();
        if (without.Count == groups.Count)
        {
            foreach (var (measure, group) in without.Zip(groups))
            {
                measure.Add(group);
                // A level beside its first name ties a group to its measure.
                if (groups.Count > 1 && group[0].Levels.Count == 0)
                {
                    _reading.Report(FindingCode.NotSure, measure.Line, Texts.PlanText.NamesApart(measure.Number));
                }
            }
        }
        else if (without.Count == 1)
        {
            groups.ForEach(without[0].Add);
        }
        else if (groups.Count > 0)
        {
            without.ForEach(measure => _reading.Report(FindingCode.NotSure, measure.Line, Texts.PlanText.NamesNotSure(measure.Number)));
            _unread.AddRange(_standing.Select(standing => standing.Line - 1));
        }
        var lacking = _columns.Where(measure => measure.Levels.Count == 0).ToList();
        // One that others have passed is not given what stands under the last.
        var isPassed = lacking.Count == 1 && lacking[0] != _columns[^1];
        if (lacking.Count == _levels.Count && !isPassed)
        {
            foreach (var (measure, said) in lacking.Zip(_levels))
            {
                measure.Levels.AddRange(said.Words.Select(word => (said.Line, word)));
            }
        }
        else if (lacking.Count == 1 && !isPassed)
        {
            lacking[0].Levels.AddRange(_levels.SelectMany(said => said.Words.Select(word => (said.Line, word))));
        }
        else if (_levels.Count > 0)
        {
            _unread.AddRange(_levels.Select(said => said.Line - 1));
            lacking.ForEach(measure => _reading.Report(FindingCode.NotSure, measure.Line, Texts.PlanText.LevelsNotSure(measure.Number)));
        }
        foreach (var (line, word) in _columns.SelectMany(measure => measure.Levels)
            .Where(level => !level.Word.Equals(PlanWords.Level(Level(level.Word)), StringComparison.OrdinalIgnoreCase)))
        {
            _reading.Report(FindingCode.NotSure, line, Texts.PlanText.LevelReadAs(word, PlanWords.Level(Level(word))));
        }
        _columns.Clear();
        _standing.Clear();
        _levels.Clear();
    }

    /// <summary>
    /// The names that stand apart, measure by measure. Where levels stand beside names, each of them begins one; else a name that has been
    /// said already, and the last name before "Medansvarig:".
    /// </summary>
    private List<List<Standing>> Groups()
    {
        var byLevel = _standing.Any(standing => standing.Levels.Count > 0);
        var groups = new List<List<Standing>>();
        foreach (var (index, standing) in _standing.Index())
        {
            if (groups.Count == 0 || (standing.Name != null && (byLevel ? standing.Levels.Count > 0
                : groups[^1].Any(said => said.Name == standing.Name)
                    || (index + 1 < _standing.Count && _standing[index + 1] is { Name: null, Helping: true }))))
            {
                groups.Add([]);
            }
            groups[^1].Add(standing);
        }
        return groups;
    }
}
