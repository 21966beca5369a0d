using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml;

namespace FollowUp.Imports;

/// <param name="Rows">The first are the headings. A cell may have several lines.</param>
internal sealed record WrittenSheet(string Name, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    public static WrittenSheet Table(string name, IReadOnlyList<SheetColumn> columns, IEnumerable<IEnumerable<string>> rows) =>
        new(name, [[.. columns.Select(column => Texts.Capital(column.Headings[0]))], .. rows.Select(row => row.ToList())]);

    public static WrittenSheet Lines(string name, IEnumerable<string> lines) => new(name, [.. lines.Select(line => (string[])[line])]);
}

/// <summary>
/// Writes spreadsheets in which every cell is text, also those that are still empty: no program makes a time of 1:10 or a formula of =1.
/// The same content gives the same bytes.
/// </summary>
internal static partial class WorkbookWriter
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Packages = "http://schemas.openxmlformats.org/package/2006";
    private const string Types = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    private const string TextStyle = "1";
    private const string HeadingStyle = "2";

    // Of characters; Excel sets the width of a column in those.
    private const int NarrowColumn = 14;
    private const int WideColumn = 60;

    private static readonly DateTimeOffset Packed = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // Format 49 is text.
    private const string Styles = $"""
        <styleSheet xmlns="{Main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name
        val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill
        patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs
        count="3"><xf/><xf numFmtId="49" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf
        numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1" applyAlignment="1"><alignment vertical="top"
        wrapText="1"/></xf></cellXfs></styleSheet>
        """;

    public static byte[] Write(IReadOnlyList<WrittenSheet> sheets)
    {
        var numbers = Enumerable.Range(1, sheets.Count).ToList();
        var types = string.Concat(numbers.Select(number =>
            $"<Override PartName=\"/xl/worksheets/sheet{number}.xml\" ContentType=\"{Types}.worksheet+xml\"/>"));
        var list = string.Concat(numbers.Select(number =>
            $"<sheet name=\"{sheets[number - 1].Name}\" sheetId=\"{number}\" r:id=\"s{number}\"/>"));
        var parts = string.Concat(numbers.Select(number =>
            $"<Relationship Id=\"s{number}\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"));
        using var content = new MemoryStream();
        using (var archive = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(archive, "[Content_Types].xml", $"""
                <Types xmlns="{Packages}/content-types"><Default Extension="rels"
                ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml"
                ContentType="{Types}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{Types}.styles+xml"/>{types}</Types>
                """);
            Add(archive, "_rels/.rels", $"""
                <Relationships xmlns="{Packages}/relationships"><Relationship Id="r1" Type="{Relations}/officeDocument"
                Target="xl/workbook.xml"/></Relationships>
                """);
            Add(archive, "xl/workbook.xml", $"""
                <workbook xmlns="{Main}" xmlns:r="{Relations}"><sheets>{list}</sheets></workbook>
                """);
            Add(archive, "xl/_rels/workbook.xml.rels", $"""
                <Relationships xmlns="{Packages}/relationships"><Relationship Id="r1" Type="{Relations}/styles"
                Target="styles.xml"/>{parts}</Relationships>
                """);
            Add(archive, "xl/styles.xml", Styles);
            foreach (var number in numbers)
            {
                using var part = Create(archive, $"xl/worksheets/sheet{number}.xml");
                Write(sheets[number - 1], part);
            }
        }
        return content.ToArray();
    }

    private static Stream Create(ZipArchive archive, string name)
    {
        var entry = archive.CreateEntry(name);
        entry.LastWriteTime = Packed;
        return entry.Open();
    }

    private static void Add(ZipArchive archive, string name, string xml)
    {
        using var part = new StreamWriter(Create(archive, name));
        part.Write(xml);
    }

    private static void Write(WrittenSheet sheet, Stream part)
    {
        using var xml = XmlWriter.Create(part, new XmlWriterSettings { NewLineHandling = NewLineHandling.None });
        xml.WriteStartElement("worksheet", Main);
        xml.WriteStartElement("cols", Main);
        for (var column = 1; column <= sheet.Rows.Max(row => row.Count); column++)
        {
            xml.WriteStartElement("col", Main);
            xml.WriteAttributeString("min", $"{column}");
            xml.WriteAttributeString("max", $"{column}");
            var longest = sheet.Rows.Max(row => (row.ElementAtOrDefault(column - 1) ?? "").Split('\n').Max(line => line.Length));
            xml.WriteAttributeString("width", $"{Math.Clamp(longest + 2, NarrowColumn, WideColumn)}");
            xml.WriteAttributeString("customWidth", "1");
            xml.WriteAttributeString("style", TextStyle);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
        xml.WriteStartElement("sheetData", Main);
        for (var row = 1; row <= sheet.Rows.Count; row++)
        {
            xml.WriteStartElement("row", Main);
            xml.WriteAttributeString("r", $"{row}");
            for (var column = 1; column <= sheet.Rows[row - 1].Count; column++)
            {
                if (sheet.Rows[row - 1][column - 1] is { Length: > 0 } text)
                {
                    xml.WriteStartElement("c", Main);
                    xml.WriteAttributeString("r", SheetCell.Name(column, row));
                    xml.WriteAttributeString("s", row == 1 ? HeadingStyle : TextStyle);
                    xml.WriteAttributeString("t", "inlineStr");
                    xml.WriteStartElement("is", Main);
                    xml.WriteStartElement("t", Main);
                    xml.WriteAttributeString("xml", "space", null, "preserve");
                    xml.WriteString(EscapeLike().Replace(text, "_x005F_"));
                    xml.WriteEndElement();
                    xml.WriteEndElement();
                    xml.WriteEndElement();
                }
            }
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    // What would be read as a character that it stands for.
    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)")]
    private static partial Regex EscapeLike();
}
