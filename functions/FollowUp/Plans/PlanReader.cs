using System.Globalization;
using System.Text.RegularExpressions;
using FollowUp.Departments;
using FollowUp.Imports;
using FollowUp.Inputs;

namespace FollowUp.Plans;

/// <summary>
/// Reads a plan that somebody wrote as YAML (<c>seeds/plans</c> shows how) or as a table, against the register of departments.
/// </summary>
internal sealed partial class PlanReader
{
    private const int MaxLevels = 2;

    // A consultation is about a draft; no plan asks for one.
    private static readonly RoundKind[] FollowUpKinds = [.. Enum.GetValues<RoundKind>().Where(kind => kind != RoundKind.Consultation)];

    private readonly FileReading _reading;
    private readonly PlanParties _parties;
    // Of measures and directions themselves, and of what PlanLint gives a name.
    private readonly Dictionary<object, int> _lines = [];
    private readonly HashSet<string> _numbers = [];
    private Func<PreventionLevel, string> _levelWord = PlanWords.Level;
    private readonly HashSet<string> _goals = [];

    private IReadOnlyList<string> _unsaid = [];

    private PlanReader(FileReading reading, DepartmentRegister register, ImportAnswers answers)
    {
        _reading = reading;
        _parties = new PlanParties(reading, register, answers, _lines);
    }

    /// <param name="known">The other plans, whose directions may be linked to.</param>
    public static PlanReading Read(Upload upload, DepartmentRegister register, IReadOnlyList<ActionPlan> known)
    {
        var reading = new FileReading(upload.File);
        var reader = new PlanReader(reading, register, upload.Answers);
        return reader.ReadTop(upload.IsRunningText ? reader.FromText(upload, register, known)
            : upload.Read(PlanWriter.Table, reader.FromSheets(upload, known), reading), register, known);
    }

    /// <summary>A plan that somebody changes in a form: its fields are the lines.</summary>
    public static PlanReading Read(MapNode tree, DepartmentRegister register, IReadOnlyList<ActionPlan> known) =>
        new PlanReader(new FileReading(""), register, ImportAnswers.None).ReadTop(tree, register, known);

    private PlanReading ReadTop(MapNode? top, DepartmentRegister register, IReadOnlyList<ActionPlan> known)
    {
        ActionPlan? plan = null;
        if (top != null)
        {
            plan = ReadPlan(top);
            PlanLint.Check(plan, _lines, register, known, _reading);
        }
        var findings = _reading.Findings.Distinct().OrderBy(finding => finding.Line).ToList();
        return new PlanReading(_reading.HasErrors ? null : plan, findings, plan, _parties.Unknown, _unsaid, _parties.Nobodys,
            _parties.Bound);
    }

    private Func<Workbook, FileReading, MapNode?> FromSheets(Upload upload, IReadOnlyList<ActionPlan> known) => (workbook, reading) =>
    {
        var sheets = new PlanSheetReader(reading, upload.File, upload.Answers, _parties.IsKnown, known);
        var tree = sheets.Read(workbook);
        _unsaid = sheets.Unsaid;
        return tree;
    };

    private MapNode? FromText(Upload upload, DepartmentRegister register, IReadOnlyList<ActionPlan> known)
    {
        if (PlanText.Read(upload.Text, register, _reading) is not [var first, ..] areas)
        {
            _reading.Report(FindingCode.Unreadable, 1, Texts.PlanText.NoMeasures);
            return null;
        }
        _unsaid = PlanSheetWords.Needed;
        return new MapNode(first.Line, [.. new PlanSheetFields(_reading, upload.File, upload.Answers, known).Complete(first.Line),
            new Field("fokusområden", first.Line, new ListNode(first.Line, areas))]);
    }

    private ActionPlan ReadPlan(MapNode node)
    {
        _reading.OnlyKeys(node, "plan", "titel", "kommun", "från", "till", "beslutad", "typ", "överordnad", "ersätter", "uppföljning",
            "lagstadgad", "nivåord", "länk", "mål", "fokusområden");
        var (start, end) = (_reading.Date(node, "från"), _reading.Date(node, "till"));
        if (end < start)
        {
            _reading.Report(FindingCode.BadValue, node.Child("till")!, Texts.Import.EndsBeforeStart);
        }
        _lines[PlanLint.Plan] = node.Line;
        var levelWords = ReadLevelWords(node);
        var goals = ReadGoals(node);
        var kind = node.Child("typ") == null ? PlanKind.Measures : _reading.OneOf<PlanKind>(node, "typ", PlanWords.Kind);
        return new ActionPlan(
            _reading.Id(node, "plan"),
            _reading.Required(node, "titel"),
            _reading.Required(node, "kommun"),
            start ?? default,
            end ?? default,
            _reading.OptionalDate(node, "beslutad"),
            kind,
            OptionalId(node, "överordnad"),
            _reading.AnyOf(node, "uppföljning", PlanWords.FollowUp, FollowUpKinds),
            OptionalId(node, "ersätter"),
            _reading.YesOrNo(node, "lagstadgad"),
            levelWords,
            goals,
            _reading.Mappings(node, "fokusområden").Select(area => ReadArea(area, kind)).ToList())
        { Link = _reading.WebAddress(node, "länk") };
    }

    private string? OptionalId(MapNode node, string key) => node.Child(key) == null ? null : _reading.Id(node, key);

    private List<string> ReadLevelWords(MapNode node)
    {
        var words = _reading.Lines(node, "nivåord");
        if (words.Count == 0)
        {
            return words;
        }
        if (words.Count != Enum.GetValues<PreventionLevel>().Length || words.DistinctBy(InputText.Key).Count() != words.Count)
        {
            _reading.Report(FindingCode.BadValue, node.Child("nivåord")!, Texts.Import.LevelWords);
            return [];
        }
        _levelWord = level => words[(int)level];
        return words;
    }

    private List<Goal> ReadGoals(MapNode node)
    {
        var goals = new List<Goal>();
        foreach (var goal in _reading.Mappings(node, "mål", required: false))
        {
            _reading.OnlyKeys(goal, "id", "titel", "ur");
            var read = new Goal(_reading.Id(goal, "id"), _reading.Required(goal, "titel"), _reading.Optional(goal, "ur"));
            if (!_goals.Add(read.Id))
            {
                _reading.Report(FindingCode.DuplicateName, goal.Child("id") ?? goal, Texts.Import.DuplicateGoal(read.Id));
            }
            goals.Add(read);
        }
        return goals;
    }

    private FocusArea ReadArea(MapNode node, PlanKind kind)
    {
        var list = kind == PlanKind.Measures ? "åtgärder" : "inriktningar";
        _reading.OnlyKeys(node, "nummer", "titel", "förutsättningar", list);
        var number = _reading.Required(node, "nummer");
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            if (number != "")
            {
                _reading.Report(FindingCode.BadValue, node.Child("nummer")!, Texts.Import.NotANumber(number));
            }
        }
        else if (!_lines.TryAdd(PlanLint.Area(value), node.Line))
        {
            _reading.Report(FindingCode.DuplicateNumber, node.Child("nummer")!, Texts.Import.DuplicateArea(value));
        }
        return new FocusArea(
            value,
            _reading.Required(node, "titel"),
            _reading.Lines(node, "förutsättningar"),
            kind == PlanKind.Measures ? _reading.Mappings(node, list, required: false).Select(ReadMeasure).ToList() : [],
            kind == PlanKind.Directions ? _reading.Mappings(node, list, required: false).Select(ReadDirection).ToList() : []);
    }

    private Measure ReadMeasure(MapNode node)
    {
        _reading.OnlyKeys(node, "nummer", "titel", "lydelse", "sida", "exempel", "ansvariga", "medansvariga", "nivåer", "riktas till",
            "samhällsnivåer", "målgrupper", "från", "till", "indikatorer", "mål", "inriktningar");
        var number = ReadNumber(node);
        var (responsible, coResponsible) = _parties.Read(node, number);
        var (start, end) = _reading.Span(node, "från", "till");
        var measure = new Measure(
            number,
            _reading.Required(node, "titel"),
            _reading.Optional(node, "exempel"),
            responsible,
            coResponsible,
            ReadLevels(node, Texts.Import.LevelsPerMeasure(number)),
            _reading.AnyOf<MeasureTarget>(node, "riktas till", PlanWords.Target),
            _reading.AnyOf<SocietyLevel>(node, "samhällsnivåer", PlanWords.Society),
            _reading.Lines(node, "målgrupper"),
            start,
            end,
            _reading.Mappings(node, "indikatorer", required: false).Select(ReadIndicator).ToList(),
            ReadGoalTags(node),
            ReadDirectionLinks(node))
        { Wording = _reading.Paragraph(node, "lydelse", Measure.MaxWording), Page = _reading.Optional(node, "sida") };
        _lines[measure] = node.Line;
        if (node.Child("nivåer") is null or ListNode { Items.Count: 0 } or TextNode { Value: "" })
        {
            _lines[PlanLint.WithoutLevel(measure)] = node.Line;
        }
        return measure;
    }

    private Direction ReadDirection(MapNode node)
    {
        _reading.OnlyKeys(node, "nummer", "titel", "mål", "behov");
        var direction = new Direction(ReadNumber(node), _reading.Required(node, "titel"), ReadGoalTags(node),
            _reading.Mappings(node, "behov").Select(need =>
        {
            _reading.OnlyKeys(need, "nivåer", "behov", "förändringsfaktorer", "målgrupper", "exempel");
            return new Need(
                ReadLevels(need, Texts.Import.LevelsPerNeed), _reading.Required(need, "behov"), _reading.Lines(need, "förändringsfaktorer"),
                _reading.Lines(need, "målgrupper"), _reading.Lines(need, "exempel"));
        }).ToList());
        _lines[direction] = node.Line;
        return direction;
    }

    private Indicator ReadIndicator(MapNode node)
    {
        _reading.OnlyKeys(node, "namn", "enhet", "källa");
        return new Indicator(_reading.Required(node, "namn"), _reading.Optional(node, "enhet"), _reading.Optional(node, "källa"));
    }

    private string ReadNumber(MapNode node)
    {
        var number = _reading.Required(node, "nummer");
        if (MeasureNumbers.FromTimeOfDay(number) is { } meant)
        {
            _reading.Report(FindingCode.NumberAsTime, node.Child("nummer")!, Texts.Import.NumberAsTime(number, meant));
            number = meant;
        }
        if (number != "" && !MeasureNumber().IsMatch(number))
        {
            _reading.Report(FindingCode.BadValue, node.Child("nummer")!, Texts.Import.BadMeasureNumber(number));
        }
        else if (number != "" && !_numbers.Add(number))
        {
            _reading.Report(FindingCode.DuplicateNumber, node.Child("nummer")!, Texts.Import.DuplicateMeasure(number));
        }
        return number;
    }

    private List<PreventionLevel> ReadLevels(MapNode node, string tooMany)
    {
        var written = _reading.Strings(node, "nivåer").ToList();
        if (written.Count > MaxLevels || written.DistinctBy(level => InputText.Key(level.Text)).Count() != written.Count)
        {
            _reading.Report(FindingCode.BadValue, node.Child("nivåer")!, tooMany);
        }
        var levels = new List<PreventionLevel>();
        foreach (var (line, word) in written)
        {
            var known = Enum.GetValues<PreventionLevel>()
                .Where(level => InputText.Key(_levelWord(level)) == InputText.Key(word)).ToList();
            if (known.Count == 0)
            {
                _reading.Report(FindingCode.UnknownLevel, line,
                    Texts.Import.UnknownLevel(word, _reading.Nearest(word, Enum.GetValues<PreventionLevel>().Select(_levelWord), 0.5)));
            }
            levels.AddRange(known);
        }
        return levels;
    }

    private List<string> ReadGoalTags(MapNode node)
    {
        var goals = new List<string>();
        foreach (var (line, written) in _reading.Strings(node, "mål"))
        {
            var id = InputText.Key(written);
            if (!_goals.Contains(id))
            {
                _reading.Report(FindingCode.UnknownGoal, line, Texts.Import.UnknownGoal(id, _reading.Nearest(id, _goals, 0.25)));
            }
            else if (!goals.Contains(id))
            {
                goals.Add(id);
            }
        }
        return goals;
    }

    private List<DirectionLink> ReadDirectionLinks(MapNode node)
    {
        var links = new List<DirectionLink>();
        foreach (var (line, written) in _reading.Strings(node, "inriktningar"))
        {
            if (InputText.Key(written).Split(' ') is [var plan, var number])
            {
                links.Add(new DirectionLink(plan, number));
                _lines.TryAdd(PlanLint.Link(links[^1]), line);
            }
            else
            {
                _reading.Report(FindingCode.BadValue, line, Texts.Import.NotADirection(written));
            }
        }
        return links.Distinct().ToList();
    }

    // The number becomes part of a row key and of form field names.
    [GeneratedRegex(@"\A[0-9]{1,3}([:.][0-9]{1,3}){0,2}[a-z]?\z")]
    private static partial Regex MeasureNumber();
}
