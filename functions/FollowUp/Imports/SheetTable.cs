using System.Text.RegularExpressions;
using FollowUp.Inputs;

namespace FollowUp.Imports;

/// <summary>What a column of somebody's own sheet may be called.</summary>
/// <param name="Headings">In small letters; the first is the one that a template has.</param>
internal sealed record SheetColumn(string Key, params string[] Headings)
{
    /// <summary>Whether several columns may say it together; else the first counts.</summary>
    public bool MayRepeat { get; init; }

    /// <summary>Whether one of the words is enough, wherever it stands in a heading: "Chefens e-post".</summary>
    public bool IsAnywhere { get; init; }
}

/// <param name="Key">"" in a column that is not known.</param>
/// <param name="Column">1-based.</param>
internal sealed record SheetHeading(string Key, int Column, string Text, int Line);

/// <param name="Line">Its place, for findings.</param>
internal sealed record TableCell(SheetHeading Heading, int Line, string Text, bool IsFilled, bool IsWide)
{
    public TextNode Node => new(Line, Text);
}

/// <param name="Line">Of its first cell.</param>
internal sealed record TableRow(int Line, IReadOnlyList<TableCell> Cells)
{
    public IEnumerable<TableCell> Of(string key) => Cells.Where(cell => cell.Heading.Key == key);

    public TableCell? First(string key) => Of(key).FirstOrDefault();
}

/// <summary>A sheet with headings, wherever they stand and in whichever order.</summary>
/// <param name="Above">What stands above the headings, such as a title.</param>
internal sealed partial record SheetTable(
    string Name, IReadOnlyList<TextNode> Above, IReadOnlyList<SheetHeading> Headings, IReadOnlyList<TableRow> Rows)
{
    // A title, who made it and when, a note: not more.
    private const int MaxAbove = 30;

    private const double MisspeltHeading = 0.34;

    public bool Has(string key) => Headings.Any(heading => heading.Key == key);

    public SheetHeading? Heading(string key) => Headings.FirstOrDefault(heading => heading.Key == key);

    /// <summary>The sheet that most headings say it is; null where none has the one that is needed and another one.</summary>
    /// <param name="name">Of the only sheet that it may be; null where its headings are enough.</param>
    public static SheetTable? Find(Workbook workbook, IReadOnlyList<SheetColumn> columns, string needed, FileReading reading,
        string? name = null)
    {
        var best = workbook.Sheets.Where(sheet => name == null || sheet.Name == name)
            .SelectMany(sheet => sheet.Rows.Take(MaxAbove).Select(row => (Sheet: sheet, Row: row,
                Known: row.Cells.Select(cell => KeyOf(cell.Text, columns)).Where(key => key != null).Distinct().ToList())))
            .Where(candidate => candidate.Known.Contains(needed) && candidate.Known.Count > 1)
            // The first of equals.
            .OrderBy(candidate => candidate.Sheet.IsHidden).ThenByDescending(candidate => candidate.Known.Count).FirstOrDefault();
        return best.Sheet == null ? null : Read(best.Sheet, best.Row, columns, reading);
    }

    private static SheetTable Read(Sheet sheet, SheetRow top, IReadOnlyList<SheetColumn> columns, FileReading reading)
    {
        var above = sheet.Rows.TakeWhile(row => row.Number < top.Number).SelectMany(row => row.Cells.Where(cell => !cell.IsFilled)
            .Select(cell => new TextNode(reading.Place(sheet.Name, row.Number, cell.Column), InputText.Line(cell.Text)))).ToList();
        var headings = new List<SheetHeading>();
        foreach (var cell in top.Cells.Where(cell => InputText.Line(cell.Text) != ""))
        {
            var heading = new SheetHeading(KeyOf(cell.Text, columns) ?? "", cell.Column, InputText.Line(cell.Text),
                reading.Place(sheet.Name, top.Number, cell.Column));
            if (heading.Key != "" && headings.Find(other => other.Key == heading.Key) is { } first
                && !columns.Single(column => column.Key == heading.Key).MayRepeat)
            {
                reading.Report(FindingCode.NotRead, heading.Line, Texts.Import.SecondColumn(heading.Text, first.Text));
                heading = heading with { Key = "" };
            }
            headings.Add(heading);
        }
        var rows = new List<TableRow>();
        foreach (var row in sheet.Rows.Where(row => row.Number > top.Number))
        {
            var cells = new List<TableCell>();
            foreach (var cell in row.Cells.Where(cell => InputText.Paragraph(cell.Text) != ""))
            {
                var line = reading.Place(sheet.Name, row.Number, cell.Column);
                cells.Add(new TableCell(headings.Find(heading => heading.Column == cell.Column)
                    ?? new SheetHeading("", cell.Column, "", line), line, InputText.Paragraph(cell.Text), cell.IsFilled, cell.IsWide));
            }
            if (cells.Any(cell => !cell.IsFilled))
            {
                rows.Add(new TableRow(cells[0].Line, cells));
            }
        }
        var table = new SheetTable(sheet.Name, above, headings, rows);
        table.TellWhatIsOdd(sheet, top, columns, reading);
        return table;
    }

    private void TellWhatIsOdd(Sheet sheet, SheetRow top, IReadOnlyList<SheetColumn> columns, FileReading reading)
    {
        foreach (var unknown in Headings.Where(heading => heading.Key == "" && KeyOf(heading.Text, columns) == null))
        {
            reading.Report(FindingCode.NotRead, unknown.Line, Texts.Import.ColumnNotRead(unknown.Text,
                reading.Nearest(unknown.Text, columns.SelectMany(column => column.Headings), MisspeltHeading)));
        }
        foreach (var cell in Rows.SelectMany(row => row.Cells).Where(cell => cell.Heading.Text == "").DistinctBy(cell =>
            cell.Heading.Column).Where(cell => !cell.IsWide && !cell.IsFilled))
        {
            reading.Report(FindingCode.NotRead, cell.Line, Texts.Import.NoHeading(SheetCell.Letters(cell.Heading.Column)));
        }
        if (sheet.IsHidden)
        {
            reading.Report(FindingCode.Derived, Headings[0].Line, Texts.Import.HiddenSheet);
        }
        foreach (var hidden in Headings.Where(heading => heading.Key != "" && sheet.HiddenColumns.Contains(heading.Column)))
        {
            reading.Report(FindingCode.Derived, hidden.Line, Texts.Import.HiddenColumn(hidden.Text));
        }
        if (sheet.Rows.Where(row => row.IsHidden && row.Number > top.Number).Select(row => row.Number).ToList() is { Count: > 0 } rows)
        {
            reading.Report(FindingCode.Derived, reading.Place(sheet.Name, rows[0], 1), Texts.Import.HiddenRows(rows));
        }
        foreach (var column in sheet.Rows.Where(row => row.Number > top.Number)
            .SelectMany(row => row.Cells.Where(cell => cell.IsFormula && !cell.IsFilled).Select(cell => (row.Number, cell.Column)))
            .GroupBy(cell => cell.Column)
            .Where(column => Headings.Any(heading => heading.Column == column.Key && heading.Key != "")))
        {
            reading.Report(FindingCode.Derived, reading.Place(sheet.Name, column.First().Number, column.Key),
                Texts.Import.Formulas(Headings.First(heading => heading.Column == column.Key).Text, column.Count()));
        }
        foreach (var cell in Rows.SelectMany(row => row.Cells).Where(cell => cell.Heading.Key != "" && ErrorValue().IsMatch(cell.Text)))
        {
            reading.Report(FindingCode.BadValue, cell.Line, Texts.Import.ErrorValue(cell.Text));
        }
    }

    /// <summary>Says which sheets were read, and which were not.</summary>
    public static void TellSheets(Workbook workbook, IReadOnlyCollection<string> read, FileReading reading)
    {
        foreach (var sheet in workbook.Sheets.Where(sheet => sheet.Rows.Count > 0 && !read.Contains(sheet.Name)
            && sheet.Name != Texts.Import.ReadFirst))
        {
            reading.Report(FindingCode.NotRead, reading.Place(sheet.Name, sheet.Rows[0].Number, sheet.Rows[0].Cells[0].Column),
                Texts.Import.SheetNotRead(read));
        }
    }

    /// <summary>
    /// What the heading means: it is one of the words, or one of them with more beside it, such as "Bolag/kontor" or "Ansvarigt bolag".
    /// </summary>
    private static string? KeyOf(string heading, IReadOnlyList<SheetColumn> columns)
    {
        var words = Aside().Replace(InputText.Key(heading).ToLowerInvariant(), "").Trim(' ', ':', '*', '.', '?');
        if (words is "" or { Length: > 60 })
        {
            return null;
        }
        return columns.FirstOrDefault(column => column.IsAnywhere && words.Split(' ', '/').Any(column.Headings.Contains))?.Key
            ?? new[] { words }.Concat(words.Split(['/', ',', ';'], StringSplitOptions.TrimEntries)).Append(words.Split(' ')[0])
            .Select(word => columns.FirstOrDefault(column => column.Headings.Contains(word))?.Key).FirstOrDefault(key => key != null);
    }

    // "(senast)"
    [GeneratedRegex(@"\([^)]*\)")]
    private static partial Regex Aside();

    [GeneratedRegex(@"\A#[\p{Lu}/0]{2,12}[!?]?\z")]
    private static partial Regex ErrorValue();
}
