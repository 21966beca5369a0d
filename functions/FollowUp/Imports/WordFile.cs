using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using DocumentFormat.OpenXml.Packaging;
using FollowUp.Inputs;

namespace FollowUp.Imports;

/// <summary>
/// The tables of a Word document, as a spreadsheet with one sheet: tables with the headings of the one before go on where it ended, and
/// what stands between them is a row of its own. Nothing in the document is run or followed.
/// </summary>
internal static class WordFile
{
    /// <summary>The sheet has no name; its rows are numbered by <see cref="RowNumber"/>.</summary>
    public const string SheetName = "";

    // Room between two rows for what stands above the first table.
    private const int Step = 2;
    private const int RowsInTable = 10_000;
    private const int MaxColumns = 60;
    private const int MaxCells = 100_000;

    // Of elements within each other.
    private const int MaxDepth = 64;
    private const int MaxDepthOfAll = 500;

    // Styles, as Word names them in English and Swedish.
    private static readonly string[] Headings = ["Title", "Heading", "Rubrik"];

    private static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    /// <summary>The table and the row in it; the table is 0 of what stands before the first.</summary>
    public static (int Table, int Row) Place(int rowNumber) =>
        (rowNumber / (Step * RowsInTable), rowNumber / Step % RowsInTable);

    /// <returns>Null where there is too much.</returns>
    public static Workbook? Read(MainDocumentPart document)
    {
        if (IsTooDeep(document))
        {
            return null;
        }
        using var xml = SheetReader.Open(document.GetStream());
        var body = XElement.Load(xml).Element(W + "body");
        var (rows, headings) = (new List<SheetRow>(), new HashSet<string>());
        var (tables, between, beside) = (0, new List<string>(), new List<string>());
        foreach (var element in body == null ? [] : Within(body))
        {
            if (element.Name == W + "p" && Text(element) is { Length: > 0 } paragraph)
            {
                (IsHeading(element, rows.Count == 0 && !paragraph.EndsWith('.')) ? between : beside).Add(paragraph);
            }
            else if (element.Name == W + "tbl")
            {
                var cells = Rows(element);
                if (cells.Count is 0 or >= RowsInTable)
                {
                    continue;
                }
                var first = string.Join('|', cells[0].Select(cell => InputText.Key(cell.Text)));
                var goesOn = headings.Contains(first);
                headings.Add(first);
                tables++;
                // The last heading is what the table is about, and the first of all is the document's title.
                var title = tables == 1 ? between.FirstOrDefault() : null;
                var about = tables == 1 ? between.Skip(1).LastOrDefault() : between.LastOrDefault();
                beside.AddRange(between.Skip(tables == 1 ? 1 : 0).SkipLast(1));
                between.Clear();
                if (title != null)
                {
                    rows.Add(Line(RowNumber(0, 1), title));
                }
                if (!goesOn)
                {
                    rows.Add(new SheetRow(RowNumber(tables, 1), false, cells[0]));
                }
                if (about != null)
                {
                    rows.Add(Line(RowNumber(tables, 1) + 1, about));
                }
                rows.AddRange(cells.Index().Skip(1).Select(row => new SheetRow(RowNumber(tables, row.Index + 1), false, row.Item)));
            }
        }
        if (rows.Sum(row => row.Cells.Count) > MaxCells
            || rows.Sum(row => row.Cells.Sum(cell => (long)cell.Text.Length)) > SheetReader.MaxCharacters)
        {
            return null;
        }
        return new Workbook([new Sheet(SheetName, false, rows, new HashSet<int>())]) { Beside = [.. beside, .. between] };
    }

    /// <summary>Looked at before it is read: the time to read it grows with the square of how deep it is.</summary>
    private static bool IsTooDeep(MainDocumentPart document)
    {
        using var xml = SheetReader.Open(document.GetStream());
        while (xml.Read())
        {
            if (xml.Depth > MaxDepthOfAll)
            {
                return true;
            }
        }
        return false;
    }

    private static int RowNumber(int table, int row) => Step * ((table * RowsInTable) + row);

    private static SheetRow Line(int number, string text) => new(number, false, [new SheetCell(1, text, IsWide: true)]);

    /// <summary>By its style; before the first table what is no sentence is one, too.</summary>
    /// <param name="isAbove">It stands there.</param>
    private static bool IsHeading(XElement paragraph, bool isAbove) => isAbove
        || (paragraph.Element(W + "pPr")?.Element(W + "pStyle")?.Attribute(W + "val")?.Value is { } style
            && Headings.Any(heading => style.StartsWith(heading, StringComparison.OrdinalIgnoreCase)));

    private static List<List<SheetCell>> Rows(XElement table)
    {
        var rows = new List<List<SheetCell>>();
        // What goes on in the rows below, by column.
        var merged = new Dictionary<int, string>();
        foreach (var row in Within(table).Where(part => part.Name == W + "tr"))
        {
            var before = row.Element(W + "trPr")?.Element(W + "gridBefore")?.Attribute(W + "val")?.Value;
            var (cells, column) = (new List<SheetCell>(), int.TryParse(before, CultureInfo.InvariantCulture, out var skipped)
                ? Math.Clamp(1 + skipped, 1, MaxColumns) : 1);
            foreach (var cell in Within(row).Where(part => part.Name == W + "tc").Take(MaxColumns))
            {
                var about = cell.Element(W + "tcPr");
                var written = about?.Element(W + "gridSpan")?.Attribute(W + "val")?.Value;
                var span = int.TryParse(written, CultureInfo.InvariantCulture, out var wide)
                    ? Math.Clamp(wide, 1, MaxColumns) : 1;
                var merge = about?.Element(W + "vMerge");
                var isFilled = merge != null && merge.Attribute(W + "val")?.Value != "restart";
                var text = isFilled ? merged.GetValueOrDefault(column, "") : string.Join('\n', Within(cell)
                    .Where(part => part.Name == W + "p").Select(Text).Where(line => line != ""));
                if (merge != null)
                {
                    merged[column] = text;
                }
                if (text != "")
                {
                    cells.Add(new SheetCell(column, text, IsFilled: isFilled, IsWide: span > 1));
                }
                column += span;
            }
            if (cells.Count > 0)
            {
                rows.Add(cells);
            }
        }
        return rows;
    }

    /// <summary>What is in it, also in the controls in which templates have it.</summary>
    private static IEnumerable<XElement> Within(XElement element, int depth = 0) => depth > MaxDepth ? [] : element.Elements()
        .SelectMany(part => part.Name == W + "sdt" || part.Name == W + "sdtContent" || part.Name == W + "customXml"
            ? Within(part, depth + 1) : [part]);

    private static string Text(XElement paragraph)
    {
        var text = new StringBuilder();
        Write(paragraph, 0);
        return InputText.Line(text.ToString());

        // Without what has been struck out or moved away by tracked changes.
        void Write(XElement element, int depth)
        {
            if (depth > MaxDepth || element.Name == W + "del" || element.Name == W + "moveFrom")
            {
                return;
            }
            if (element.Name == W + "t")
            {
                text.Append(string.Concat(element.Nodes().OfType<XText>().Select(part => part.Value)));
            }
            else if (element.Name == W + "br" || element.Name == W + "tab")
            {
                text.Append(' ');
            }
            else if (element.Name == W + "noBreakHyphen")
            {
                text.Append('-');
            }
            foreach (var part in element.Elements())
            {
                Write(part, depth + 1);
            }
        }
    }
}
