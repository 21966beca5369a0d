using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;

namespace FollowUp.Imports;

/// <summary>Files as Excel, Word and their like save them. Nothing in them is run, computed or followed.</summary>
internal static class WorkbookFile
{
    // Of bytes: what the desk takes of any file.
    private const int MaxPacked = 2_000_000;
    private const long MaxUnpacked = 25_000_000;
    private const long MaxDocument = 8_000_000;
    private const string Document = "word/document.xml";
    private const int MaxParts = 500;
    private const int MaxSheets = 50;

    // A folder of relationships is read whole.
    private const long MaxRelationships = 500_000;

    /// <summary>The old format of Excel, which is also what encrypts the new one.</summary>
    public static bool IsSealed(byte[] content) => content is [0xD0, 0xCF, 0x11, 0xE0, ..];

    public static bool IsPackage(byte[] content) => content is [(byte)'P', (byte)'K', 3, 4, ..];

    /// <summary>The cells; null (and an error) where they cannot be read.</summary>
    public static Workbook? Read(byte[] content, FileReading reading)
    {
        if (WhyNot(content) is { } reason)
        {
            reading.Report(FindingCode.Unreadable, FileReading.Whole, reason);
            return null;
        }
        try
        {
            return IsDocument(content) ? ReadDocument(content, reading) : ReadSheets(content, reading);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // The library throws as many kinds of exceptions as a package can have faults.
            reading.Report(FindingCode.Unreadable, FileReading.Whole, Texts.Import.NotAWorkbook);
            return null;
        }
    }

    /// <summary>What is known before anything is unpacked; the archive gives no more of an entry than its directory says.</summary>
    private static string? WhyNot(byte[] content)
    {
        if (IsSealed(content))
        {
            return Texts.Import.SealedWorkbook;
        }
        if (content.Length > MaxPacked)
        {
            return Texts.Import.TooLarge;
        }
        try
        {
            using var archive = new ZipArchive(new MemoryStream(content), ZipArchiveMode.Read);
            var entries = archive.Entries;
            return entries.Count > MaxParts || entries.Any(entry => entry.Length < 0 || entry.Length > MaxUnpacked)
                || entries.Sum(entry => entry.Length) > MaxUnpacked
                || entries.Where(entry => IsRelationships(entry.FullName)).Sum(entry => entry.Length) > MaxRelationships
                ? Texts.Import.WorkbookTooLarge
                : archive.GetEntry(Document) is { Length: > MaxDocument } ? Texts.Import.DocumentTooLarge
                : entries.Any(entry => entry.FullName.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase))
                    ? Texts.Import.WorkbookWithMacros : null;
        }
        catch (InvalidDataException)
        {
            return Texts.Import.NotAWorkbook;
        }
    }

    private static bool IsDocument(byte[] content)
    {
        using var archive = new ZipArchive(new MemoryStream(content), ZipArchiveMode.Read);
        return archive.GetEntry(Document) != null;
    }

    private static Workbook? ReadDocument(byte[] content, FileReading reading)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(content), isEditable: false);
        if (document.MainDocumentPart is not { } main)
        {
            reading.Report(FindingCode.Unreadable, FileReading.Whole, Texts.Import.NotAWorkbook);
            return null;
        }
        if (WordFile.Read(main) is not { } tables)
        {
            reading.Report(FindingCode.TooMuch, FileReading.Whole, Texts.Import.DocumentTooLarge);
            return null;
        }
        if (tables.Beside.Count > 0)
        {
            reading.Report(FindingCode.NotRead, FileReading.Whole, Texts.Import.BesideTables(tables.Beside.Count, tables.Beside[0]));
        }
        return tables;
    }

    private static bool IsRelationships(string part) => part.EndsWith(".rels", StringComparison.OrdinalIgnoreCase)
        || part.Equals("[Content_Types].xml", StringComparison.OrdinalIgnoreCase);

    private static Workbook? ReadSheets(byte[] content, FileReading reading)
    {
        using var document = Open(content);
        if (document.WorkbookPart is not { } workbook)
        {
            reading.Report(FindingCode.Unreadable, FileReading.Whole, Texts.Import.NotAWorkbook);
            return null;
        }
        if (workbook.ExternalWorkbookParts.Any())
        {
            reading.Report(FindingCode.NotRead, FileReading.Whole, Texts.Import.LinkedWorkbook);
        }
        var (sheets, from1904) = ReadList(workbook);
        var formats = new CellFormats(from1904);
        if (workbook.WorkbookStylesPart is { } styles)
        {
            using var xml = SheetReader.Open(styles.GetStream());
            formats.Read(xml);
        }
        var shared = ReadShared(workbook);
        var reader = new SheetReader(formats, shared ?? []);
        var read = new List<Sheet>();
        foreach (var (name, isHidden, part) in sheets.DistinctBy(sheet => sheet.Part))
        {
            using var xml = SheetReader.Open(part.GetStream());
            read.Add(reader.Read(xml, name, isHidden));
        }
        if (shared == null || reader.IsTooLarge)
        {
            reading.Report(FindingCode.TooMuch, FileReading.Whole, Texts.Import.WorkbookTooLarge);
            return null;
        }
        return new Workbook(read);
    }

    /// <summary>Without the links of cells where one of them is no address, which the library does not get past.</summary>
    private static SpreadsheetDocument Open(byte[] content)
    {
        try
        {
            return SpreadsheetDocument.Open(new MemoryStream(content), isEditable: false);
        }
        catch (Exception fault) when (fault is UriFormatException or OpenXmlPackageException)
        {
            var stripped = new MemoryStream();
            stripped.Write(content);
            using (var archive = new ZipArchive(stripped, ZipArchiveMode.Update, leaveOpen: true))
            {
                foreach (var entry in archive.Entries.Where(entry =>
                    entry.FullName.StartsWith("xl/worksheets/_rels/", StringComparison.OrdinalIgnoreCase)).ToList())
                {
                    entry.Delete();
                }
            }
            stripped.Position = 0;
            return SpreadsheetDocument.Open(stripped, isEditable: false);
        }
    }

    private static (List<(string Name, bool IsHidden, WorksheetPart Part)> Sheets, bool From1904) ReadList(WorkbookPart workbook)
    {
        var (sheets, from1904) = (new List<(string, bool, WorksheetPart)>(), false);
        using var xml = SheetReader.Open(workbook.GetStream());
        while (xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "workbookPr" })
            {
                from1904 = xml.GetAttribute("date1904") is "1" or "true";
            }
            else if (xml is { NodeType: XmlNodeType.Element, LocalName: "sheet" } && sheets.Count < MaxSheets)
            {
                var (name, isHidden) = (xml.GetAttribute("name") ?? "", xml.GetAttribute("state") is "hidden" or "veryHidden");
                while (xml.MoveToNextAttribute())
                {
                    if (xml.LocalName == "id" && workbook.TryGetPartById(xml.Value, out var part) && part is WorksheetPart sheet)
                    {
                        sheets.Add((name, isHidden, sheet));
                    }
                }
            }
        }
        return (sheets, from1904);
    }

    private static List<string>? ReadShared(WorkbookPart workbook)
    {
        if (workbook.SharedStringTablePart is not { } part)
        {
            return [];
        }
        using var xml = SheetReader.Open(part.GetStream());
        return SheetReader.Shared(xml);
    }
}
