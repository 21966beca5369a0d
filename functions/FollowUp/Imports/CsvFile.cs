using System.Globalization;
using System.Text.RegularExpressions;
using CsvHelper;
using FollowUp.Inputs;

namespace FollowUp.Imports;

/// <summary>One kind of row: what it is called in the first column, and what its cells hold.</summary>
/// <param name="Name">"" where it has no row of its own, as for the whole of a file that only lists things.</param>
/// <param name="List">The key under which the row above it lists it; "" for the top.</param>
/// <param name="Values">The columns with one text.</param>
/// <param name="Lists">The columns with a list, one item on each line of the cell.</param>
internal sealed record RowKind(string Name, string List, string[] Values, string[] Lists, params RowKind[] Below);

/// <summary>
/// Files for people who live in Excel: one table, whose first column says what each row is. What lies below something in the
/// tree stands below it in the table.
/// </summary>
internal sealed partial class CsvFile(RowKind top)
{
    private const string KindColumn = "rad";
    private const string SeparatorLine = "sep=";

    private readonly List<RowKind> _kinds = Flatten(top).ToList();

    public string Write(MapNode tree) => WriteCells(Cells(tree));

    /// <summary>The table with its headings.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Cells(MapNode tree)
    {
        var columns = Columns.ToList();
        return [[KindColumn, .. columns], .. Rows(top, tree).Select(row => row.ToList())];

        IEnumerable<IEnumerable<string>> Rows(RowKind kind, MapNode node) =>
        [
            .. HasRow(kind) ? (IEnumerable<string>[])[[kind.Name,
                .. columns.Select(column => kind.Values.Concat(kind.Lists).Contains(column) ? Cell(node.Child(column)) : "")]] : [],
            .. kind.Below.SelectMany(below => ((node.Child(below.List) as ListNode)?.Items ?? [])
                .SelectMany(item => Rows(below, (MapNode)item))),
        ];
    }

    /// <summary>
    /// Written for Excel in Swedish: semicolons between the cells, each in quotation marks. A text that begins like a formula gets an
    /// apostrophe before it, and one that would become a time, a date or a number is the result of one; a number is written as one.
    /// </summary>
    /// <param name="rows">Of cells that are texts or numbers.</param>
    public static string Write(IEnumerable<IEnumerable<object>> rows) => WriteCells(rows.Select(row => row.Select(cell => cell switch
    {
        string text => ValueLike().IsMatch(text) ? $"=\"{text}\"" : Guarded(text),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture).Replace('.', ','),
        _ => throw new ArgumentException($"A {cell.GetType().Name} has no place in a cell.", nameof(rows)),
    })));

    private static string WriteCells(IEnumerable<IEnumerable<string>> rows)
    {
        var text = new StringWriter();
        using var csv = CsvWriter.Create(text, new CsvWriterOptions { Separator = ';', Quoting = CsvQuoting.Always });
        foreach (var row in rows)
        {
            foreach (var cell in row)
            {
                csv.WriteField(cell);
            }
            csv.EndRecord();
        }
        csv.Flush();
        return text.ToString();
    }

    /// <summary>The tree that the rows make; null (and an error) where there is no table.</summary>
    public MapNode? Read(string text, FileReading reading) => Read(Rows(text), reading);

    /// <summary>The first sheet that has the table; null where none has.</summary>
    public static Sheet? In(Workbook workbook) => workbook.Sheets.FirstOrDefault(sheet =>
        sheet.Rows.FirstOrDefault()?.Cells is [{ Column: 1 } first, _, ..] && Word(first.Text) == KindColumn);

    public MapNode? Read(Sheet sheet, FileReading reading) => Read(sheet.Rows.Select(row =>
    {
        var cells = Enumerable.Repeat("", row.Cells[^1].Column).ToArray();
        foreach (var cell in row.Cells)
        {
            cells[cell.Column - 1] = cell.Text;
        }
        return (reading.Place(sheet.Name, row.Number, 1), (string[]?)cells);
    }), reading);

    /// <summary>Cells that were copied in a spreadsheet; a quotation mark in the middle of one is a part of it.</summary>
    public static Workbook Copied(string text, string name) => new([new Sheet(name, IsHidden: false,
        Rows(text, CsvMalformedDataHandling.Recover).Select(row => new SheetRow(row.Line, IsHidden: false, row.Cells!
            .Select((cell, place) => new SheetCell(place + 1, cell)).Where(cell => cell.Text != "").ToList())).ToList(),
        new HashSet<int>())]);

    private MapNode? Read(IEnumerable<(int Line, string[]? Cells)> rows, FileReading reading)
    {
        string[]? header = null;
        var tree = new RowTree(top);
        if (!HasRow(top))
        {
            tree.Add(top, 1);
        }
        foreach (var (line, cells) in rows)
        {
            if (cells == null)
            {
                reading.Report(FindingCode.Unreadable, line, Texts.Import.NotCsv);
                return null;
            }
            if (header != null)
            {
                ReadRow(header, cells, line, tree, reading);
            }
            else if (!cells[0].StartsWith(SeparatorLine, StringComparison.Ordinal))
            {
                header = cells.Select(Word).ToArray();
                if (!CheckHeader(header, line, reading))
                {
                    return null;
                }
            }
        }
        if (tree.Top == null || header == null)
        {
            reading.Report(FindingCode.Unreadable, 1, Texts.Import.NoTable(_kinds.First(HasRow).Name));
            return null;
        }
        return tree.Top;
    }

    /// <summary>The rows that are not empty, numbered as spreadsheets do: a cell of several lines is one row.</summary>
    /// <returns>Null for the cells of a row that is no CSV; nothing comes after it.</returns>
    private static IEnumerable<(int Line, string[]? Cells)> Rows(string text,
        CsvMalformedDataHandling malformed = CsvMalformedDataHandling.Throw)
    {
        using var csv = CsvReader.FromText(text, new CsvReaderOptions
        {
            Separator = Separator(text),
            HasHeader = false,
            SkipEmptyLines = false,
            MalformedData = malformed,
        });
        for (var line = 1; ; line++)
        {
            string[]? cells = null;
            try
            {
                if (!csv.Read())
                {
                    yield break;
                }
                cells = csv.Current.ToArray();
            }
            catch (CsvFormatException)
            {
            }
            if (cells?.All(string.IsNullOrWhiteSpace) != true)
            {
                yield return (line, cells);
            }
            if (cells == null)
            {
                yield break;
            }
        }
    }

    private void ReadRow(string[] header, string[] cells, int line, RowTree tree, FileReading reading)
    {
        var name = Word(cells.ElementAtOrDefault(Array.IndexOf(header, KindColumn)));
        if (_kinds.FirstOrDefault(kind => HasRow(kind) && kind.Name == name) is not { } kind)
        {
            reading.Report(FindingCode.UnknownKey, line, Texts.Import.UnknownRow(name, _kinds.Where(HasRow).Select(known => known.Name)));
        }
        else if (tree.Add(kind, line) is not { } fields)
        {
            reading.Report(FindingCode.BadValue, line, Texts.Import.RowOutOfPlace(name));
        }
        else
        {
            ReadCells(kind, header, cells, line, fields, reading);
        }
    }

    private bool CheckHeader(string[] header, int line, FileReading reading)
    {
        foreach (var repeated in header.Where(name => name != "").GroupBy(name => name).Where(same => same.Count() > 1))
        {
            reading.Report(FindingCode.Unreadable, line, Texts.Import.RepeatedKey(repeated.Key));
        }
        foreach (var unknown in header.Where(name => name != "").Except([KindColumn, .. Columns]))
        {
            reading.Report(FindingCode.UnknownKey, line,
                Texts.Import.UnknownColumn(unknown, reading.Nearest(unknown, Columns, FileReading.MisspeltKey), Columns));
        }
        if (header.Contains(KindColumn))
        {
            return true;
        }
        reading.Report(FindingCode.Unreadable, line, Texts.Import.NoKindColumn(KindColumn, _kinds.Where(HasRow).Select(kind => kind.Name)));
        return false;
    }

    private static void ReadCells(RowKind kind, string[] header, string[] cells, int line, List<Field> fields, FileReading reading)
    {
        for (var column = 0; column < cells.Length; column++)
        {
            var (name, cell) = (header.ElementAtOrDefault(column) ?? "", InputText.Paragraph(cells[column]));
            if (cell == "" || name == KindColumn)
            {
                continue;
            }
            if (kind.Lists.Contains(name))
            {
                var items = cell.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
                fields.Add(new Field(name, line, new ListNode(line, items.Select(item => new TextNode(line, Unguarded(item))).ToList())));
            }
            else if (kind.Values.Contains(name))
            {
                fields.Add(new Field(name, line, new TextNode(line, Unguarded(cell))));
            }
            else
            {
                reading.Report(FindingCode.UnknownKey, line, Texts.Import.CellOutOfPlace(name, kind.Name));
            }
        }
    }

    /// <summary>Whether the text begins with a heading row as every table has it.</summary>
    public static bool HasHeader(string text) => Rows(text).FirstOrDefault(row => row.Cells?[0].StartsWith(SeparatorLine,
        StringComparison.Ordinal) != true).Cells is { Length: > 1 } header && header.Select(Word).Contains(KindColumn);

    // A heading or a kind of row.
    private static string Word(string? cell) => InputText.Key(cell).ToLowerInvariant();

    // Programs differ: Excel in Swedish writes semicolons, others commas or tabs.
    private static char Separator(string text)
    {
        if (text.StartsWith(SeparatorLine, StringComparison.Ordinal)
            && text.ElementAtOrDefault(SeparatorLine.Length) is var named and (';' or ',' or '\t' or '|'))
        {
            return named;
        }
        var header = text.AsSpan().TrimStart();
        var end = header.IndexOfAny('\r', '\n');
        var first = header[..(end < 0 ? header.Length : end)].ToString();
        return ";,\t".MaxBy(candidate => first.Split(candidate).Length);
    }

    private static string Cell(Node? node) => node switch
    {
        TextNode text => Guarded(text.Value),
        ListNode list => string.Join('\n', list.Items.Select(item => Guarded(((TextNode)item).Value))),
        _ => "",
    };

    // A cell that begins like a formula would be run as one; the apostrophe is what a person writes before it in Excel.
    private static string Guarded(string text) => FormulaLike().IsMatch(text) ? $"'{text}" : text;

    private static string Unguarded(string text) => text.StartsWith('\'') && FormulaLike().IsMatch(text) ? text[1..] : text;

    private IEnumerable<string> Columns => _kinds.SelectMany(kind => kind.Values.Concat(kind.Lists)).Distinct();

    private static bool HasRow(RowKind kind) => kind.Name != "";

    private static IEnumerable<RowKind> Flatten(RowKind kind) => [kind, .. kind.Below.SelectMany(Flatten)];

    // Programs skip what cannot be seen, and some take the wide signs of East Asian writing for the others.
    [GeneratedRegex(@"\A['\s\p{Cc}\p{Cf}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|\A'*[\t\r\n]")]
    private static partial Regex FormulaLike();

    // 1:1, 1.1, 10-12, 1/2, 0701234567, 1E3; but a day is one: 2026-01-31.
    [GeneratedRegex(@"\A(?!\d{4}-\d\d-\d\d\z)(0\d+|\d+([:./-]\d+){1,2}[a-z]?|\d+[eE]\d+)\z", RegexOptions.ExplicitCapture)]
    private static partial Regex ValueLike();

    /// <summary>What the rows have made so far.</summary>
    private sealed class RowTree(RowKind top)
    {
        // From the top to the row that was read last.
        private readonly List<(RowKind Kind, List<Field> Fields)> _open = [];

        public MapNode? Top { get; private set; }

        /// <returns>Gets what the row holds; null where it has no place below those above it.</returns>
        public List<Field>? Add(RowKind kind, int line)
        {
            var above = _open.FindLastIndex(row => row.Kind.Below.Contains(kind));
            if (above < 0 && (kind != top || Top != null))
            {
                return null;
            }
            var fields = new List<Field>();
            var node = new MapNode(line, fields);
            var parent = above < 0 ? null : _open[above].Fields;
            if (parent == null)
            {
                Top = node;
            }
            else if (parent.FirstOrDefault(field => field.Key == kind.List)?.Value is ListNode siblings)
            {
                ((List<Node>)siblings.Items).Add(node);
            }
            else
            {
                parent.Add(new Field(kind.List, line, new ListNode(line, new List<Node> { node })));
            }
            _open.RemoveRange(above + 1, _open.Count - above - 1);
            _open.Add((kind, fields));
            return fields;
        }
    }
}
