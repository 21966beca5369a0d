using System.Globalization;
using System.Text.RegularExpressions;
using FollowUp.Imports;
using FollowUp.Inputs;

namespace FollowUp.Plans;

/// <summary>
/// Reads a plan out of somebody's own spreadsheet into the tree that other files give. What a sheet does not say is worked out where it
/// is certain, and told.
/// </summary>
/// <param name="isKnown">Whether the register has the name, which may hold commas and "och".</param>
/// <param name="known">The plans that there are.</param>
internal sealed partial class PlanSheetReader(
    FileReading reading, string file, ImportAnswers answers, Func<string, bool> isKnown, IReadOnlyList<ActionPlan> known)
{
    private const int MaxParts = 11;

    private readonly List<PlanSheetArea> _areas = [];
    private PlanSheetArea? _area;
    private List<Field>? _measure;
    private bool _carried;

    // It is one that FollowUp has written.
    private bool _isOwn;
    private List<string> _words = [];

    /// <summary>What a plan must say and the sheets do not, in so many words.</summary>
    public IReadOnlyList<string> Unsaid { get; private set; } = [];

    public MapNode? Read(Workbook workbook)
    {
        if (SheetTable.Find(workbook, PlanSheetWords.Measures, "titel", reading) is not { } table)
        {
            reading.Report(FindingCode.Unreadable, FileReading.Whole, Texts.Import.NoMeasures);
            return null;
        }
        var top = table.Headings[0].Line;
        var (written, sheets) = ReadFields(workbook, table);
        Unsaid = PlanSheetWords.Needed
            .Where(key => !written.Exists(field => field.Key == key)).ToList();
        _isOwn = written.Exists(field => field.Key == PlanSheetWords.Id);
        _words =
        [
            .. (written.Find(field => field.Key == "nivåord")?.Value as ListNode)?.Items.Select(word => word.InCell) ?? [],
            .. Enum.GetValues<PreventionLevel>().Select(PlanWords.Level), .. Enum.GetValues<MeasureTarget>().Select(PlanWords.Target),
            .. Enum.GetValues<SocietyLevel>().Select(PlanWords.Society),
        ];
        foreach (var row in table.Rows)
        {
            ReadRow(row, table);
        }
        if (_areas.Count > 0 && _carried)
        {
            reading.Report(FindingCode.Derived, table.Heading(PlanSheetWords.Area)!.Line, Texts.Import.AreaAsAbove);
        }
        foreach (var empty in _areas.Where(area => area.IsRow && area.Measures.Count == 0).ToList())
        {
            reading.Report(FindingCode.NotRead, empty.Line, Texts.Import.RowNotRead(empty.Title));
            _areas.Remove(empty);
        }
        var fields = new PlanSheetFields(reading, file, answers, known).Complete(written, table);
        ReadIndicators(workbook, sheets);
        SheetTable.TellSheets(workbook, sheets, reading);
        fields.Add(new Field("fokusområden", top, new ListNode(top, Areas(fields, table))));
        return new MapNode(top, fields);
    }

    /// <summary>What a sheet of its own says of the plan, and which sheets are read.</summary>
    private (List<Field> Fields, List<string> Sheets) ReadFields(Workbook workbook, SheetTable table)
    {
        var (fields, sheets) = (new List<Field>(), new List<string> { table.Name });
        if (workbook.Sheets.FirstOrDefault(sheet => sheet.Name == PlanSheetWords.PlanSheet && sheet.Name != table.Name) is { } about)
        {
            sheets.Add(about.Name);
            foreach (var row in about.Rows.Where(row => row.Cells.Count > 1))
            {
                var (label, value) = (InputText.Key(row.Cells[0].Text).ToLowerInvariant(), InputText.Paragraph(row.Cells[1].Text));
                if (PlanSheetWords.Fields.FirstOrDefault(field => field.Headings.Contains(label)) is { } field && value != ""
                    && fields.TrueForAll(other => other.Key != field.Key))
                {
                    var line = reading.Place(about.Name, row.Number, row.Cells[1].Column);
                    fields.Add(new Field(field.Key, line, field.Key is "uppföljning" or "nivåord"
                        ? List(Lines(value).Select(text => new TextNode(line, text))) : new TextNode(line, value)));
                }
                else if (value != "" && InputText.Line(row.Cells[0].Text) is var unknown && unknown != Texts.Import.FieldColumn)
                {
                    reading.Report(FindingCode.NotRead, reading.Place(about.Name, row.Number, row.Cells[0].Column),
                        Texts.Import.FieldNotRead(unknown));
                }
            }
        }
        if (SheetTable.Find(workbook, PlanSheetWords.Goals, "id", reading, PlanSheetWords.GoalSheet) is { } goals && goals.Rows.Count > 0)
        {
            sheets.Add(goals.Name);
            fields.Add(new Field("mål", goals.Rows[0].Line, List(goals.Rows.Select(row => Values(row, "id", "titel", "ur")))));
        }
        return (fields, sheets);
    }

    private void ReadIndicators(Workbook workbook, List<string> sheets)
    {
        if (SheetTable.Find(workbook, PlanSheetWords.Indicators, "namn", reading, PlanSheetWords.IndicatorSheet) is not { } table)
        {
            return;
        }
        sheets.Add(table.Name);
        var measures = _areas.SelectMany(area => area.Measures).ToLookup(measure =>
            (measure.Child("nummer") as TextNode)?.Value ?? "");
        foreach (var row in table.Rows)
        {
            if (measures[row.First("nummer")?.Text ?? ""].FirstOrDefault() is not { } measure)
            {
                reading.Report(FindingCode.NotRead, row.Line, Texts.Import.RowNotRead(InputText.Line(row.Cells[0].Text)));
                continue;
            }
            Append((List<Field>)measure.Fields, "indikatorer", [Values(row, "namn", "enhet", "källa")]);
        }
    }

    private void ReadRow(TableRow row, SheetTable table)
    {
        var own = row.Cells.Where(cell => !cell.IsFilled).ToList();
        if (own is [var only] && only.Heading.Key != PlanSheetWords.Area && (only.IsWide || only.Heading.Key is "nummer" or ""))
        {
            _area = FindArea(only, isRow: true);
            _measure = null;
            return;
        }
        if (row.First(PlanSheetWords.Area) is { } area)
        {
            _area = FindArea(area, isRow: false);
        }
        else if (table.Has(PlanSheetWords.Area) && _area != null && row.First("titel") != null)
        {
            _carried = true;
        }
        ReadConditions(row);
        if (row.First("titel") is { IsFilled: false } || row.First("nummer") is { IsFilled: false })
        {
            _measure = [];
            (_area ??= AddArea(new PlanSheetArea(null, "", row.Line, IsRow: false))).Measures.Add(new MapNode(row.Line, _measure));
        }
        if (_measure != null)
        {
            ReadMeasure(row, _measure);
        }
        else if (own.Any(cell => cell.Heading.Key is not ("" or "förutsättningar" or PlanSheetWords.Area)))
        {
            reading.Report(FindingCode.NotRead, row.Line, Texts.Import.RowNotRead(InputText.Line(own[0].Text)));
        }
    }

    private void ReadConditions(TableRow row)
    {
        if (_area != null && row.First("förutsättningar") is { IsFilled: false } cell)
        {
            _area.Conditions.AddRange(Lines(cell.Text).Select(text => new TextNode(cell.Line, text)));
        }
    }

    private void ReadMeasure(TableRow row, List<Field> measure)
    {
        foreach (var key in (string[])["nummer", "titel", "lydelse", "sida", "exempel"])
        {
            if (row.First(key) is not { IsFilled: false } cell)
            {
                continue;
            }
            // Anybody's column may be called "beskrivning".
            if (key == "lydelse" && cell.Text.Length > Measure.MaxWording)
            {
                reading.Report(FindingCode.NotRead, cell.Line, Texts.Import.WordingTooLong(Measure.MaxWording));
                continue;
            }
            measure.Add(new Field(key, cell.Line, cell.Node));
        }
        // What is merged over several measures counts for each of them; over the rows of one it is said once.
        var begins = row.First("titel") is { IsFilled: false } || row.First("nummer") is { IsFilled: false };
        foreach (var (key, split) in (ReadOnlySpan<(string, Func<string, IEnumerable<string>>)>)[
            ("ansvariga", Parties), ("medansvariga", Parties), ("nivåer", Words), ("riktas till", Words),
            ("samhällsnivåer", Words), ("målgrupper", Items), ("mål", Items), ("inriktningar", Lines)])
        {
            foreach (var cell in row.Of(key).Where(cell => begins || !cell.IsFilled))
            {
                Append(measure, key, split(cell.Text).Select(text => text.TrimStart('•', '·').Trim())
                    .Where(text => text != "" && !IsOther(key, text, cell))
                    .Select(text => (Node)new TextNode(cell.Line, text)));
            }
        }
        ReadTime(row, measure);
    }

    /// <summary>Whether a plan's column of levels is about something else than prevention: it is told, and not read.</summary>
    private bool IsOther(string key, string word, TableCell cell)
    {
        if (key != "nivåer" || _isOwn || reading.Nearest(word, _words, FileReading.MisspeltKey) != null)
        {
            return false;
        }
        reading.Report(FindingCode.NotRead, cell.Line, Texts.Import.NoSuchLevel(word));
        return true;
    }

    private void ReadTime(TableRow row, List<Field> measure)
    {
        foreach (var key in (string[])["från", "till"])
        {
            if (row.First(key) is not { } cell || measure.Exists(field => field.Key == key))
            {
                continue;
            }
            if (PlanSheetTime.Read(cell.Text) is not { } time)
            {
                reading.Report(FindingCode.NotRead, cell.Line, Texts.Import.TimeNotRead(InputText.Line(cell.Text)));
                continue;
            }
            var (from, to) = key == "till" ? (time.From, time.To) : (time.IsWritten ? time.To : time.From ?? YearBegins(time.To), null);
            Add("från", from);
            Add("till", to);
            if (!time.IsWritten)
            {
                reading.Report(FindingCode.Derived, cell.Line, (from ?? to) == null ? Texts.Import.WholePlanTime(cell.Text)
                    : Texts.Import.TimeFrom(InputText.Line(cell.Text), string.Join(" – ", new[] { from, to }.Where(day => day != null)
                        .Select(day => $"{day:yyyy-MM-dd}"))));
            }

            void Add(string field, DateOnly? day)
            {
                if (day != null && !measure.Exists(other => other.Key == field))
                {
                    measure.Add(new Field(field, cell.Line, new TextNode(cell.Line, $"{day:yyyy-MM-dd}")));
                }
            }
        }
    }

    private static DateOnly? YearBegins(DateOnly? day) => day is { } some ? new DateOnly(some.Year, 1, 1) : null;

    private PlanSheetArea FindArea(TableCell cell, bool isRow)
    {
        var text = InputText.Line(cell.Text);
        var numbered = PlanSheetWords.NumberedArea().Match(text);
        var number = numbered.Success ? int.Parse(numbered.Groups["number"].Value, CultureInfo.InvariantCulture)
            : default(int?);
        var title = numbered.Groups["title"].Value is { Length: > 0 } rest ? rest : text;
        if (_areas.Find(area => area.Number == number && InputText.Key(area.Title).Equals(InputText.Key(title),
            StringComparison.OrdinalIgnoreCase)) is { } before)
        {
            return before;
        }
        if (isRow)
        {
            reading.Report(FindingCode.Derived, cell.Line, Texts.Import.AreaFromRow(text));
        }
        return AddArea(new PlanSheetArea(number, title, cell.Line, isRow));
    }

    private PlanSheetArea AddArea(PlanSheetArea area)
    {
        _areas.Add(area);
        return area;
    }

    private List<Node> Areas(List<Field> plan, SheetTable table)
    {
        var nodes = new List<Node>();
        var numbers = _areas.Where(area => area.Number != null).Select(area => area.Number!.Value).ToHashSet();
        var (told, toldMeasures) = (false, false);
        foreach (var area in _areas)
        {
            var number = area.Number;
            if (number == null)
            {
                number = area.Measures.Select(measure => Before((measure.Child("nummer") as TextNode)?.Value)).FirstOrDefault();
                number = number is { } own && numbers.Add(own) ? own : Enumerable.Range(1, int.MaxValue).First(numbers.Add);
                told = told || Tell(area.Line, Texts.Import.AreasNumbered);
            }
            foreach (var (measure, place) in area.Measures.Select((measure, place) => (measure, place + 1)))
            {
                toldMeasures = Number(measure, $"{number}:{place}", toldMeasures);
            }
            var title = area.Title;
            if (title == "")
            {
                title = (plan.Find(field => field.Key == "titel")?.Value as TextNode)?.Value ?? Texts.Import.OnlyArea;
                Tell(table.Headings[0].Line, Texts.Import.NoAreas);
            }
            nodes.Add(new MapNode(area.Line, new List<Field>(
            [
                new("nummer", area.Line, new TextNode(area.Line, $"{number}")), new("titel", area.Line, new TextNode(area.Line, title)),
                new("förutsättningar", area.Line, new ListNode(area.Line, area.Conditions)),
                new("åtgärder", area.Line, new ListNode(area.Line, area.Measures)),
            ])));
        }
        return nodes;
    }

    /// <summary>Gives the measure a number where it has none: what its text begins with, or the next one.</summary>
    private bool Number(MapNode measure, string next, bool told)
    {
        var fields = (List<Field>)measure.Fields;
        if (measure.Child("nummer") is TextNode written)
        {
            if (written.Value.EndsWith('.'))
            {
                fields[fields.FindIndex(field => field.Key == "nummer")] =
                    new Field("nummer", written.Line, written with { Value = written.Value.TrimEnd('.') });
            }
            return told;
        }
        if (measure.Child("titel") is TextNode title && NumberedTitle().Match(title.Value) is { Success: true } numbered)
        {
            reading.Report(FindingCode.Derived, title.Line, Texts.Import.NumberInTitle);
            fields[fields.FindIndex(field => field.Key == "titel")] =
                new Field("titel", title.Line, title with { Value = numbered.Groups["title"].Value });
            fields.Add(new Field("nummer", title.Line, new TextNode(title.Line, numbered.Groups["number"].Value)));
            return told;
        }
        fields.Add(new Field("nummer", measure.Line, new TextNode(measure.Line, next)));
        return told || Tell(measure.Line, Texts.Import.MeasuresNumbered);
    }

    private bool Tell(int line, string message)
    {
        reading.Report(FindingCode.Derived, line, message);
        return true;
    }

    /// <summary>
    /// The names in a cell: on lines of their own or between semicolons, commas and "och", unless a name in the register has those itself.
    /// </summary>
    private IEnumerable<string> Parties(string text)
    {
        foreach (var part in text.Split(['\n', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            // Names at the even places, what stands between them at the odd ones.
            var pieces = isKnown(part) ? [part] : BetweenNames().Split(part);
            for (var from = 0; from < pieces.Length;)
            {
                // No name has more parts; who sends thousands must not be waited for.
                var to = Math.Min(pieces.Length, from + MaxParts);
                while (to > from + 1 && !isKnown(string.Concat(pieces[from..to])))
                {
                    to -= 2;
                }
                yield return string.Concat(pieces[from..to]);
                from = to + 1;
            }
        }
    }

    private static IEnumerable<string> Lines(string text) => text.Split('\n', StringSplitOptions.TrimEntries
        | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Of the words that a plan's file may say; capitals are a sheet's own.</summary>
    private IEnumerable<string> Words(string text) => BetweenWords().Split(text).Select(word => _words.FirstOrDefault(known =>
        InputText.Key(known).Equals(InputText.Key(word), StringComparison.OrdinalIgnoreCase), word));

    private IEnumerable<string> Items(string text) => _isOwn || text.Contains('\n') ? Lines(text)
        : text.Split([';', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static MapNode Values(TableRow row, params string[] keys) => new(row.Line, row.Cells
        .Where(cell => keys.Contains(cell.Heading.Key)).Select(cell => new Field(cell.Heading.Key, cell.Line, cell.Node)).ToList());

    private static ListNode List(IEnumerable<Node> items) => items.ToList() is { Count: > 0 } all ? new ListNode(all[0].Line, all)
        : new ListNode(1, []);

    private static void Append(List<Field> fields, string key, IEnumerable<Node> items)
    {
        if (fields.Find(field => field.Key == key)?.Value is ListNode there)
        {
            ((List<Node>)there.Items).AddRange(items);
        }
        else if (items.ToList() is { Count: > 0 } all)
        {
            fields.Add(new Field(key, all[0].Line, new ListNode(all[0].Line, all)));
        }
    }

    private static int? Before(string? number) => AreaOfNumber().Match(number ?? "") is { Success: true } match
        ? int.Parse(match.Groups["area"].Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"\A0*(?<area>[0-9]{1,3})[:.][0-9]", RegexOptions.ExplicitCapture)]
    private static partial Regex AreaOfNumber();

    [GeneratedRegex(@"\A(?<number>[0-9]{1,3}[:.][0-9]{1,3}[a-z]?)[.:]?\s+(?<title>\S.*)\z",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex NumberedTitle();

    // Not the "och" after a hyphen, as in Barn- och utbildningsnämnden.
    [GeneratedRegex(@"(?<between>\s*,\s*(samt\s+|och\s+)?|(?<!-)\s+(och|samt|&|\+)\s+|\s*/\s*)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex BetweenNames();

    [GeneratedRegex(@"\s*[,;/\n+]\s*|\s+och\s+", RegexOptions.IgnoreCase)]
    private static partial Regex BetweenWords();
}
