using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace FollowUp.Imports;

/// <summary>Reads the cells of a workbook's parts, one node at a time: what a file can unpack to never lies in memory at once.</summary>
internal sealed partial class SheetReader(CellFormats formats, IReadOnlyList<string> shared)
{
    private const int MaxRows = 5_000;
    private const int MaxColumns = 300;
    // Of all cells: a shared text counts in each.
    public const long MaxCharacters = 5_000_000;
    private const int MaxCells = 100_000;
    private const int MaxMerged = 10_000;

    // The most that Excel puts into a cell.
    private const int MaxText = 32_767;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    private int _cells;
    private long _characters;

    /// <summary>More than is read here: nobody writes so much by hand.</summary>
    public bool IsTooLarge { get; private set; }

    public static XmlReader Open(Stream part) => XmlReader.Create(part, Settings);

    /// <summary>The texts that cells refer to by their places.</summary>
    /// <returns>Null where they are too many.</returns>
    public static List<string>? Shared(XmlReader xml)
    {
        var (texts, text, inText, isPronunciation, length) = (new List<string>(), new StringBuilder(), false, false, 0);
        while (xml.Read())
        {
            switch (xml.NodeType)
            {
                case XmlNodeType.Element or XmlNodeType.EndElement when xml.LocalName == "rPh":
                    isPronunciation = xml is { NodeType: XmlNodeType.Element, IsEmptyElement: false };
                    break;
                case XmlNodeType.Element when xml.LocalName == "si" && xml.IsEmptyElement:
                    texts.Add("");
                    break;
                case XmlNodeType.Element or XmlNodeType.EndElement when xml.LocalName == "t":
                    inText = !isPronunciation && xml is { NodeType: XmlNodeType.Element, IsEmptyElement: false };
                    break;
                case XmlNodeType.EndElement when xml.LocalName == "si":
                    texts.Add(Unescaped(text));
                    length += text.Length;
                    break;
                case var _ when inText && xml.HasValue:
                    Append(xml, text);
                    break;
            }
            if (texts.Count > MaxCells || length > MaxText * 200)
            {
                return null;
            }
        }
        return texts;
    }

    public Sheet Read(XmlReader xml, string name, bool isHidden)
    {
        var rows = new SortedDictionary<int, (bool IsHidden, SortedDictionary<int, SheetCell> Cells)>();
        var (hidden, merged) = (new HashSet<int>(), new List<string>());
        var (row, column, isHiddenRow, style, type) = (0, 0, false, 0, "");
        var (text, inText, isFormula) = (new StringBuilder(), false, false);
        while (!IsTooLarge && xml.Read())
        {
            switch (xml.NodeType)
            {
                case XmlNodeType.Element when xml.LocalName == "col" && IsTrue(xml, "hidden"):
                    var last = Math.Min(CellFormats.Int(xml, "max") ?? 0, MaxColumns);
                    hidden.UnionWith(Enumerable.Range(1, last).Where(each => each >= (CellFormats.Int(xml, "min") ?? 1)));
                    break;
                case XmlNodeType.Element when xml.LocalName == "row":
                    (row, column, isHiddenRow) = (CellFormats.Int(xml, "r") ?? row + 1, 0, IsTrue(xml, "hidden"));
                    break;
                case XmlNodeType.Element when xml.LocalName == "c":
                    (row, column) = Place(xml.GetAttribute("r")) ?? (row, column + 1);
                    (style, type, isFormula) = (CellFormats.Int(xml, "s") ?? 0, xml.GetAttribute("t") ?? "", false);
                    text.Clear();
                    break;
                case XmlNodeType.Element when xml.LocalName == "f":
                    isFormula = true;
                    break;
                case XmlNodeType.Element when xml.LocalName == "mergeCell" && merged.Count < MaxMerged:
                    merged.Add(xml.GetAttribute("ref") ?? "");
                    break;
                case XmlNodeType.Element or XmlNodeType.EndElement when xml.LocalName is "v" or "t":
                    inText = xml is { NodeType: XmlNodeType.Element, IsEmptyElement: false };
                    break;
                case XmlNodeType.EndElement when xml.LocalName == "c" && Value(text, type, style) is { Length: > 0 } value:
                    Add(new SheetCell(column, value, isFormula));
                    break;
                case var _ when inText && xml.HasValue:
                    Append(xml, text);
                    break;
            }
        }
        foreach (var reference in merged)
        {
            Fill(reference, rows);
        }
        return new Sheet(name, isHidden,
            rows.Select(each => new SheetRow(each.Key, each.Value.IsHidden, [.. each.Value.Cells.Values])).ToList(), hidden);

        void Add(SheetCell cell)
        {
            if (row is < 1 or > 1_048_576 || column is < 1 or > MaxColumns || ++_cells > MaxCells
                || (_characters += cell.Text.Length) > MaxCharacters
                || (!rows.ContainsKey(row) && rows.Count >= MaxRows))
            {
                IsTooLarge = true;
                return;
            }
            if (!rows.TryGetValue(row, out var there))
            {
                rows[row] = there = (isHiddenRow, []);
            }
            there.Cells[cell.Column] = cell;
        }
    }

    /// <summary>What a merged cell says counts for each of its rows.</summary>
    private void Fill(string reference, SortedDictionary<int, (bool IsHidden, SortedDictionary<int, SheetCell> Cells)> rows)
    {
        if (reference.Split(':') is not [var from, var to] || Place(from) is not { } first || Place(to) is not { } last
            || !rows.TryGetValue(first.Row, out var top) || !top.Cells.TryGetValue(first.Column, out var cell))
        {
            return;
        }
        top.Cells[first.Column] = cell with { IsWide = last.Column > first.Column };
        foreach (var below in rows.Where(row => row.Key > first.Row && row.Key <= last.Row))
        {
            if (++_cells > MaxCells || (_characters += cell.Text.Length) > MaxCharacters)
            {
                IsTooLarge = true;
                return;
            }
            below.Value.Cells[first.Column] = cell with { IsFilled = true };
        }
    }

    private string Value(StringBuilder text, string type, int style) => type switch
    {
        "s" => int.TryParse(text.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            ? shared.ElementAtOrDefault(place) ?? "" : "",
        "b" => text.ToString() == "1" ? FileReading.Yes : FileReading.No,
        "" or "n" => formats.Text(text.ToString(), style),
        // ISO 8601, where it stands as such.
        "d" => text.ToString().Split('T')[0],
        _ => Unescaped(text),
    };

    private static void Append(XmlReader xml, StringBuilder text)
    {
        var chunk = new char[1_024];
        for (int read; (read = xml.ReadValueChunk(chunk, 0, chunk.Length)) > 0;)
        {
            text.Append(chunk, 0, Math.Min(read, Math.Max(0, MaxText - text.Length)));
        }
    }

    private static string Unescaped(StringBuilder text)
    {
        var whole = text.ToString();
        text.Clear();
        return Escape().Replace(whole, escape => $"{(char)Convert.ToInt32(escape.Groups[1].Value, 16)}");
    }

    private static bool IsTrue(XmlReader xml, string attribute) => xml.GetAttribute(attribute) is "1" or "true";

    private static (int Row, int Column)? Place(string? reference) =>
        Reference().Match(reference ?? "") is { Success: true } match
            ? (int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture),
                match.Groups[1].Value.Aggregate(0, (column, letter) => column * 26 + letter - 'A' + 1))
            : null;

    // A line end and other controls, as the format writes them.
    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Escape();

    [GeneratedRegex(@"\A([A-Z]{1,3})([1-9][0-9]{0,6})\z")]
    private static partial Regex Reference();
}
