using System.Text;

namespace FollowUp.Imports;

/// <summary>A file as it was sent in.</summary>
/// <param name="File">Its name, for the findings; <c>.csv</c> at the end says that it is a table.</param>
public sealed record Upload(string File, byte[] Content)
{
    private static readonly string[] Workbooks = [".xlsx", ".xls", ".ods"];

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>UTF-8 with or without its mark; what is no UTF-8 is Windows-1252, as older programs save.</summary>
    public string Text
    {
        get
        {
            try
            {
                using var reader = new StreamReader(new MemoryStream(Content), Utf8, detectEncodingFromByteOrderMarks: true);
                return reader.ReadToEnd();
            }
            catch (DecoderFallbackException)
            {
                return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(Content);
            }
        }
    }

    /// <summary>Its content; null (and an error) where it cannot be read.</summary>
    internal MapNode? Read(CsvFile table, FileReading reading)
    {
        if (Workbooks.Any(ending => File.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
        {
            reading.Report(FindingCode.Unreadable, 1, Texts.Import.Workbook);
            return null;
        }
        return File.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? table.Read(Text, reading) : YamlFile.Read(Text, reading);
    }
}
