using System.Text;
using System.Text.RegularExpressions;
using FollowUp.Inputs;

namespace FollowUp.Imports;

/// <summary>A file as it was sent in.</summary>
/// <param name="file">Its name, for the findings; <c>.csv</c> at the end says that it is a table.</param>
public sealed partial class Upload(string file, byte[] content)
{
    private static readonly string[] YamlNames = [".yaml", ".yml"];

    private static readonly string[] Tables = [".csv", ".tsv", ".tab"];

    private static readonly string[] Workbooks = [".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".numbers", ".docx", ".docm", ".doc", ".odt"];

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private string? _text;

    public string File { get; } = InputText.Line(file);

    public byte[] Content => content;

    /// <summary>Whether its content is no text at all.</summary>
    public bool IsBinary => Decode(content).Contains('\0');

    /// <summary>Its content, normalised.</summary>
    public string Text => _text ??= InputText.File(Decode(content));

    /// <summary>Whether its name or its first line says that it is a table: spreadsheet programs save "Unicode text" as .txt.</summary>
    public bool IsTable => Tables.Any(ending => File.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) || CsvFile.HasHeader(Text);

    /// <summary>Whether it is a spreadsheet program's own file, also one that cannot be read here.</summary>
    public bool IsWorkbook => WorkbookFile.IsPackage(content) || WorkbookFile.IsSealed(content)
        || Workbooks.Any(ending => File.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether somebody says that it is neither a table nor YAML, but text as it stands in a document.</summary>
    public bool IsRunningText { get; init; }

    /// <summary>Whether it is somebody's own cells, copied or saved out of a spreadsheet, and not the table that FollowUp writes.</summary>
    public bool IsCells { get; init; }

    /// <summary>Whether a text can only be such cells.</summary>
    public bool LooksLikeCells => !IsWorkbook && !CsvFile.HasHeader(Text) && (HasRows(Text)
        || Tables.Any(ending => File.EndsWith(ending, StringComparison.OrdinalIgnoreCase)));

    // As spreadsheets copy: each row has as many cells. A heading in running text may have a tab, too.
    private static bool HasRows(string text) => text.Trim('\n').Split('\n', 3) is [var first, var second, ..]
        && first.Count(sign => sign == '\t') is > 0 and var tabs && second.Count(sign => sign == '\t') == tabs;

    /// <summary>Whether its name or its first line says that it is YAML.</summary>
    public bool LooksLikeYaml => YamlNames.Any(ending => File.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
        || FirstKey().IsMatch(Text);

    /// <summary>What a person has said beside it.</summary>
    internal ImportAnswers Answers { get; init; } = ImportAnswers.None;

    /// <summary>Its content; null (and an error) where it cannot be read.</summary>
    /// <param name="sheets">Reads a workbook that somebody made in their own way.</param>
    internal MapNode? Read(CsvFile table, Func<Workbook, FileReading, MapNode?> sheets, FileReading reading)
    {
        if (InputCheck.NoPersonalNumber(File) is { } aboutAPerson)
        {
            reading.Report(FindingCode.BadValue, IsWorkbook ? FileReading.Whole : 1, aboutAPerson);
        }
        if (IsWorkbook)
        {
            return WorkbookFile.Read(content, reading) is not { } workbook ? null
                : CsvFile.In(workbook) is { } sheet ? table.Read(sheet, reading)
                : sheets(workbook, reading);
        }
        return IsCells ? sheets(CsvFile.Copied(Text, File), reading)
            : IsTable ? table.Read(Text, reading) : YamlFile.Read(Text, reading);
    }

    // After comments. Running text has numbers in such a place, as "Area 1:".
    [GeneratedRegex(@"\A([ \t]*(#.*|---)?\n)*\p{L}[\p{L} -]*:(\s|\z)", RegexOptions.ExplicitCapture)]
    private static partial Regex FirstKey();

    /// <summary>UTF-8 or UTF-16, with or without a mark; what is neither is Windows-1252, as older programs save.</summary>
    private static string Decode(byte[] content)
    {
        Encoding unmarked = content switch
        {
            // Two letters of our alphabet in UTF-16 have two zero bytes, each in the same place.
            [> 0, 0, > 0, 0, ..] => Encoding.Unicode,
            [0, > 0, 0, > 0, ..] => Encoding.BigEndianUnicode,
            _ => Utf8,
        };
        try
        {
            using var reader = new StreamReader(new MemoryStream(content), unmarked, detectEncodingFromByteOrderMarks: true);
            return reader.ReadToEnd();
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(content);
        }
    }
}

/// <summary>What a person says that their own sheet does not.</summary>
/// <param name="Fields">By the key of the field in the tree.</param>
/// <param name="Names">Names in the register, or <see cref="LeftOut"/>, by what the sheet has.</param>
internal sealed record ImportAnswers(IReadOnlyDictionary<string, string> Fields, IReadOnlyDictionary<string, string> Names)
{
    /// <summary>It is nobody who can be asked, such as the police; no department is called this.</summary>
    public const string LeftOut = "-";

    /// <summary>Names in the register of who is responsible for what the sheet gives nobody, by the measure's number.</summary>
    public IReadOnlyDictionary<string, string> Responsible { get; init; } = new Dictionary<string, string>();

    /// <summary>What kind of department each is, by its name in the sheet.</summary>
    public IReadOnlyDictionary<string, string> Kinds { get; init; } = new Dictionary<string, string>();

    public static ImportAnswers None { get; } = new(new Dictionary<string, string>(), new Dictionary<string, string>());
}
