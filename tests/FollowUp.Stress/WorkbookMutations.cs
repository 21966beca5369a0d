using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using CsCheck;
using FollowUp.Departments;
using FollowUp.Imports;
using FollowUp.Local;
using FollowUp.Plans;

namespace FollowUp.Stress;

/// <summary>Spreadsheets and documents as programs and bad luck leave them: each must end in what it says or in located findings.</summary>
internal static class WorkbookMutations
{
    private const int ShrinkTries = 5_000;

    // Of all that is allocated, also what is thrown away at once.
    private const long MaxAllocated = 200_000_000;

    // A hundred times what a slow machine needs for such a file.
    private static readonly TimeSpan Hanging = TimeSpan.FromSeconds(10);

    // Beside what breaks any text: what means something in a sheet.
    private static readonly string[] Snippets =
    [
        "<", "\"", "&", "]]>", "<!DOCTYPE a [<!ENTITY b \"c\">]>", "<v>1E300</v>", "<v>-1</v>", "<v>99999999999999999999</v>",
        " t=\"s\"", " t=\"e\"", " t=\"b\"", " t=\"d\"", " s=\"99\"",
        " s=\"-1\"", " r=\"ZZZ9999999\"", " r=\"A0\"", " r=\"\"", " hidden=\"1\"",
        "<mergeCell ref=\"A1:XFD1048576\"/>", "<mergeCell ref=\"B2:A1\"/>", "<mergeCell ref=\"A4:A9\"/>",
        "<col min=\"1\" max=\"16384\" hidden=\"1\"/>",
        "<c r=\"B3\"/>", "<row r=\"3\">", "</row>", "<f>1+1</f>", "_x0000_", "_xD800_", "_x000D_", "2026-13-45", "01:01",
        "Alla bolag", " och ", ", ", "\n",
        "[h]:mm", "yyyy", "date1904=\"1\"", "../", "http://[", "\ud83d\ude00", "\u0000",
    ];

    private static readonly Lazy<IReadOnlyList<WorkbookSource>> Sources = new(ReadSources);

    public static Gen<MutatedWorkbook> Workbooks { get; } = Gen.Select(Gen.Int[0, 7], Gen.Int[0, 10],
        Gen.Select(Mutation.Any, Gen.OneOf(Snippets), (mutation, snippet) => mutation with { Snippet = snippet }).Array[1, 5],
        (source, part, mutations) => new MutatedWorkbook(Sources.Value[source], part, mutations));

    /// <returns>What went wrong, each with the file that did it.</returns>
    public static IReadOnlyList<string> Run(int count, string seed) =>
        DrawnCampaign.Run(Workbooks, seed, count, "workbooks", Fault, ShrinkTries);

    private static string? Fault(MutatedWorkbook workbook)
    {
        var content = workbook.Content();
        var (watch, before) = (Stopwatch.StartNew(), GC.GetAllocatedBytesForCurrentThread());
        string? wrong;
        try
        {
            wrong = workbook.Source.IsPlan
                ? Fault(PlanReader.Read(new Upload("plan.xlsx", content), workbook.Source.Register, []))
                : Fault(DepartmentReader.Read(new Upload("register.xlsx", content), workbook.Source.Register));
        }
        catch (Exception thrown)
        {
            wrong = $"{thrown.GetType().Name}: {thrown.Message}";
        }
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        wrong ??= watch.Elapsed > Hanging ? $"took {watch.Elapsed.TotalSeconds:F0} s"
            : allocated > MaxAllocated ? $"took {allocated / 1_000_000} MB" : null;
        return wrong == null ? null : $"{workbook}: {wrong}\n{Convert.ToBase64String(content)}";
    }

    private static string? Fault(PlanReading reading) => Fault(reading.Plan != null, reading.Findings);

    private static string? Fault(DepartmentReading reading) => Fault(reading.Register != null, reading.Findings);

    private static string? Fault(bool isRead, IReadOnlyList<Finding> findings) => isRead == findings.Any(finding => finding.IsError)
        ? isRead ? "read in spite of an error" : "not read, and no error"
        : findings.FirstOrDefault(finding => finding.Place is null or "" || finding.Line < 1 || finding.Message == "") is { } lost
            ? $"a finding nowhere: {lost}" : null;

    private static List<WorkbookSource> ReadSources()
    {
        var register = DepartmentReader.Read(Seed("departments/alingsas.yaml")).Register!;
        var plan = PlanReader.Read(Seed("plans/alingsas-2022.yaml"), register, []).Plan!;
        return
        [
            new("a plan", PlanSheetWriter.Write(plan, register, ""), register, IsPlan: true),
            new("a register", RegisterSheetWriter.Write(register), register, IsPlan: false),
            Made("plan-merged-areas", isPlan: true), Made("plan-section-rows", isPlan: true),
            Made("register-row-per-department", isPlan: false), Made("register-row-per-contact", isPlan: false),
            Made("plan-table-per-area", isPlan: true, "docx"), Made("plan-one-table", isPlan: true, "docx"),
        ];

        WorkbookSource Made(string name, bool isPlan, string ending = "xlsx") => new(name, File.ReadAllBytes(Path.Combine(Repository.Root,
            "tests/FollowUp.Tests/Imports/as-officers-save-them", $"{name}.{ending}")), register, isPlan);
    }

    private static Upload Seed(string file) => new(Path.GetFileName(file), Encoding.UTF8.GetBytes(Repository.Seed(file)));
}

internal sealed record WorkbookSource(string Name, byte[] Content, DepartmentRegister Register, bool IsPlan);

/// <param name="Part">Of those in the file, by number; past the last one the packed file itself is mutated.</param>
internal sealed record MutatedWorkbook(WorkbookSource Source, int Part, IReadOnlyList<Mutation> Mutations)
{
    public byte[] Content()
    {
        using var changed = new MemoryStream();
        changed.Write(Source.Content);
        using (var archive = new ZipArchive(changed, ZipArchiveMode.Update, leaveOpen: true))
        {
            if (Part >= archive.Entries.Count)
            {
                return Mutated(Source.Content);
            }
            var entry = archive.Entries[Part];
            using var old = new MemoryStream();
            using (var stream = entry.Open())
            {
                stream.CopyTo(old);
            }
            var name = entry.FullName;
            entry.Delete();
            using var made = archive.CreateEntry(name).Open();
            made.Write(Mutated(old.ToArray()));
        }
        return changed.ToArray();
    }

    private byte[] Mutated(byte[] content)
    {
        var bytes = content.ToList();
        foreach (var mutation in Mutations.TakeWhile(_ => bytes.Count > 0))
        {
            mutation.Apply(bytes);
        }
        return [.. bytes];
    }

    public override string ToString() => $"{Source.Name}, part {Part}, {string.Join(", ", Mutations)}";
}
