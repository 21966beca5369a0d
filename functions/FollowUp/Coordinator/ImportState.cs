using System.Security.Cryptography;
using System.Text;
using FollowUp.Imports;
using FollowUp.Inputs;
using FollowUp.Plans;
using Microsoft.AspNetCore.Http;

namespace FollowUp.Coordinator;

/// <summary>A file that somebody takes in at the desk, sent or pasted, and what was found in it.</summary>
/// <param name="Text">The content of the form's field, also where a file was sent: so it can be corrected there.</param>
/// <param name="Findings">Null before anybody has looked.</param>
public sealed record ImportState(string Text = "", string FileName = "", IReadOnlyList<Finding>? Findings = null)
{
    public const string FileField = "fil";
    public const string TextField = "text";
    public const string NameField = "filnamn";
    public const string FormatField = "format";
    public const string RunningText = "lopande";
    public const string Cells = "celler";
    public const string Check = "granska";
    public const string Import = "las-in";
    public const string LossField = "forsvinner";

    /// <summary>Holds the whole file, for as long as somebody looks at what was understood of it: it is stored nowhere.</summary>
    public const string WorkbookField = "arbetsbok";

    /// <summary>Says that somebody has seen how a text was understood.</summary>
    public const string SeenField = "sedd";

    /// <summary>Holds the version of what the page showed that the file changes.</summary>
    public const string VersionField = "andrar-version";

    private const int MaxShown = 50;
    private const int MaxName = 100;

    /// <summary>The spreadsheet, in Base64; "" where it is another kind of file.</summary>
    public string Workbook { get; init; } = "";

    /// <summary>Whether it is text as it stands in a document, or somebody's own cells.</summary>
    public bool IsRunningText { get; init; }

    /// <summary>Whether it was pasted, and comes out of no file.</summary>
    public bool IsPasted => FileName == Texts.Desk.Pasted;

    /// <summary>Whether it is somebody's own cells, and no text.</summary>
    public bool IsCells { get; init; }

    /// <summary>Whether what is in it must be worked out, so that it is shown before it is taken in.</summary>
    public bool IsInterpreted => Workbook != "" || IsRunningText;

    /// <summary>Whether nobody has seen yet how the spreadsheet or the text was understood.</summary>
    public bool IsUnseen { get; init; }

    public WorkbookAnswers Answers { get; init; } = WorkbookAnswers.None;

    /// <summary>Nothing was sent and nothing pasted.</summary>
    public bool Empty { get; init; }

    /// <summary>Names of what is there now and not in the file.</summary>
    public IReadOnlyList<string> Lost { get; init; } = [];

    /// <summary>What it changes in what is there now; null where nothing is, or where it cannot be taken in.</summary>
    public IReadOnlyList<TreeChange>? Changes { get; init; }

    /// <summary>Of what it changes; "" where there is nothing yet, or where nobody has looked.</summary>
    public string Version { get; init; } = "";

    /// <summary>What it changes is another one by now than when somebody looked.</summary>
    public bool ChangedMeanwhile { get; init; }

    /// <param name="posted">With the version that somebody has looked at.</param>
    /// <param name="version">That there is now; 0 for none.</param>
    public ImportState Over(IFormCollection posted, int version) => this with
    {
        Version = $"{version}",
        ChangedMeanwhile = posted[VersionField].ToString() is { Length: > 0 } before && before != $"{version}",
    };

    /// <summary>Somebody wants it in without having said that this may be lost.</summary>
    public bool LossUnconfirmed { get; init; }

    public IEnumerable<Finding> Warnings => (Findings ?? []).Where(finding => !finding.IsError);

    public IReadOnlyList<Problem> Errors => ChangedMeanwhile ? [new(WorkbookAnswers.ContentId, Texts.Desk.ImportOverOther)]
        : Empty ? [new(FileField, Texts.Desk.NothingToImport)] : LossUnconfirmed
        ? [new(LossField, Texts.Desk.ConfirmLoss)] : Shown((Findings ?? []).Where(finding => finding.IsError).ToList(), TextField);

    /// <summary>What was posted, and as the reader of such files takes it; null where there is nothing to read.</summary>
    /// <param name="request">Has the text with its tabs, which part the cells of a table.</param>
    /// <param name="municipality">Whose plan a spreadsheet is that does not say; null for the register.</param>
    public static async Task<(ImportState State, Upload? Upload)> ReadAsync(HttpRequest request, string? municipality = null)
    {
        var form = await request.ReadFormAsync();
        if (form.Files[FileField] is { Length: > 0 } file)
        {
            using var content = new MemoryStream();
            await file.CopyToAsync(content);
            var upload = new Upload(Named(file.FileName), content.ToArray());
            return upload.IsWorkbook ? Workbooks(upload.File, upload.Content, WorkbookAnswers.None, municipality, isUnseen: true)
                : upload.IsBinary ? (new ImportState("", upload.File), upload)
                : OfText(upload, form, municipality);
        }
        if (form[WorkbookField].ToString() is { Length: > 0 } workbook && Bytes(workbook) is { } bytes)
        {
            return Workbooks(Named(form[NameField].ToString()), bytes, WorkbookAnswers.Read(form), municipality, isUnseen: false);
        }
        var text = InputText.File(form[TextField].ToString());
        return string.IsNullOrWhiteSpace(text) ? (new ImportState { Empty = true }, null)
            // What it is the text says, which may be another by now than the file's was.
            : OfText(new Upload(Path.ChangeExtension(Named(form[NameField].ToString()), null), Encoding.UTF8.GetBytes(text)), form,
                municipality);
    }

    private static (ImportState State, Upload? Upload) OfText(Upload upload, IFormCollection form, string? municipality)
    {
        var isCells = upload.LooksLikeCells || form[FormatField] == Cells;
        var isText = municipality != null && !upload.IsTable && (form[FormatField] == RunningText || PlanText.IsLike(upload.Text)
            || !upload.LooksLikeYaml);
        if (!isCells && !isText)
        {
            return (new ImportState(upload.Text, upload.File), upload);
        }
        var answers = WorkbookAnswers.Read(form);
        return (new ImportState(upload.Text, upload.File)
        {
            IsRunningText = true,
            IsCells = isCells,
            Answers = answers,
            IsUnseen = form[SeenField] != Seen(upload.Text),
        }, new Upload(upload.File, upload.Content)
        {
            IsCells = isCells,
            IsRunningText = !isCells,
            Answers = answers.For(municipality ?? ""),
        });
    }

    private static (ImportState State, Upload? Upload) Workbooks(string name, byte[] content, WorkbookAnswers answers, string? municipality,
        bool isUnseen) =>
        (new ImportState(FileName: name) { Workbook = Convert.ToBase64String(content), Answers = answers, IsUnseen = isUnseen },
            new Upload(name, content) { Answers = answers.For(municipality ?? "") });

    /// <summary>A text that has been changed since has not been seen.</summary>
    internal static string Seen(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];

    private static byte[]? Bytes(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }

    private static string Named(string name)
    {
        var plain = InputText.Line(name.Split('/', '\\')[^1]);
        return plain == "" ? Texts.Desk.Pasted : plain.Length <= MaxName ? plain : plain[^MaxName..];
    }

    /// <param name="field">What the errors lead to.</param>
    internal static IReadOnlyList<Problem> Shown(IReadOnlyList<Finding> errors, string field) =>
    [
        .. errors.Take(MaxShown).Select(error => new Problem(field, Texts.Desk.OnLine(error))),
        .. errors.Count > MaxShown ? [new(field, Texts.Desk.MoreFindings(errors.Count - MaxShown))] : (IEnumerable<Problem>)[],
    ];
}
