using System.Diagnostics;
using System.Text;
using CsCheck;
using FollowUp.Departments;
using FollowUp.Imports;
using FollowUp.Local;
using FollowUp.Plans;

namespace FollowUp.Stress;

/// <summary>Plan files as people, programs and bad luck leave them: each must end in a plan or in located findings.</summary>
internal static class PlanMutations
{
    private const int ShrinkTries = 50_000;

    // A hundred times what a slow machine needs for such a file.
    private static readonly TimeSpan Hanging = TimeSpan.FromSeconds(10);

    // Names of what is pasted, which has no file.
    private const string RunningText = "text";
    private const string Cells = "cells";

    private static readonly Lazy<IReadOnlyList<PlanSource>> Sources = new(() => ReadSources().ToList());

    public static Gen<MutatedPlan> Plans { get; } =
        Gen.Select(Gen.Int[0, (SourceFiles.Length * 2) + 1], Mutation.Any.Array[1, 5], (source, mutations) =>
            new MutatedPlan(Sources.Value[source], mutations));

    private static (string Plan, string Register)[] SourceFiles =>
    [
        ("alingsas-2022", "alingsas"), ("linkoping-2022-aktivitetsplan", "linkoping"), ("linkoping-inriktningar-2024", "linkoping"),
    ];

    /// <returns>What went wrong, each with the file that did it.</returns>
    public static IReadOnlyList<string> Run(int count, string seed) =>
        DrawnCampaign.Run(Plans, seed, count, "plans", Fault, ShrinkTries);

    private static string? Fault(MutatedPlan plan)
    {
        var content = plan.Content();
        var watch = Stopwatch.StartNew();
        string? wrong;
        try
        {
            wrong = Fault(PlanReader.Read(new Upload(plan.Source.File, content)
            {
                IsRunningText = plan.Source.File == RunningText,
                IsCells = plan.Source.File == Cells,
            }, plan.Source.Register, []), content);
        }
        catch (Exception thrown)
        {
            wrong = $"{thrown.GetType().Name}: {thrown.Message}";
        }
        wrong ??= watch.Elapsed > Hanging ? $"took {watch.Elapsed.TotalSeconds:F0} s" : null;
        return wrong == null ? null
            : $"{plan.Source.File}, {string.Join(", ", plan.Mutations)}: {wrong}\n{Convert.ToBase64String(content)}";
    }

    private static string? Fault(PlanReading reading, byte[] content)
    {
        var lines = content.Count(letter => letter is (byte)'\n' or (byte)'\r') + 2;
        return reading switch
        {
            { Plan: null } when !reading.Findings.Any(finding => finding.IsError) => "no plan and no error",
            { Plan: not null } when reading.Findings.Any(finding => finding.IsError) => "a plan in spite of an error",
            _ => reading.Findings.FirstOrDefault(finding => finding.Line < 1 || finding.Line > lines || finding.Message == "") is { } lost
                ? $"a finding nowhere: {lost}" : null,
        };
    }

    /// <summary>A seed of each kind, short enough that thousands are read in seconds, in both formats, and what people paste.</summary>
    private static IEnumerable<PlanSource> ReadSources()
    {
        foreach (var (name, registerName) in SourceFiles)
        {
            var register = DepartmentReader.Read(Seed($"departments/{registerName}.yaml")).Register!;
            var upload = Seed($"plans/{name}.yaml");
            yield return new PlanSource(upload.File, upload.Content, register);
            yield return new PlanSource("plan.csv",
                Encoding.UTF8.GetBytes(PlanWriter.Csv(PlanReader.Read(upload, register, []).Plan!, register)), register);
        }
        var known = DepartmentReader.Read(Seed("departments/alingsas.yaml")).Register!;
        var measures = PlanReader.Read(Seed("plans/alingsas-2022.yaml"), known, []).Plan!.Measures.Take(8).ToList();
        string Names(IEnumerable<Responsibility> parties) => string.Join(", ", parties.Select(party => PlanWriter.Name(party, known)));
        yield return new PlanSource(RunningText, Encoding.UTF8.GetBytes(string.Concat(measures.Select((measure, place) =>
            $"{(place % 3 == 0 ? $"Fokusområde {(place / 3) + 1}: Förebygga\n" : "")}Åtgärd {(place / 3) + 1}:{(place % 3) + 1}\n"
            + $"{measure.Title}.\n+ {Names(measure.Responsible)}\nMedansvarig: {Names(measure.CoResponsible)}\n"
            + "Klart senast: 2027\nUniversell\n"))), known);
        yield return new PlanSource(Cells, Encoding.UTF8.GetBytes("Nr\tÅtgärd\tAnsvarig\tMedansvarig\tKlart senast\n"
            + string.Concat(measures.Select(measure =>
                $"{measure.Number}\t{measure.Title}\t{Names(measure.Responsible)}\t{Names(measure.CoResponsible)}\tvt 2027\n"))), known);
    }

    private static Upload Seed(string file) => new(Path.GetFileName(file), Encoding.UTF8.GetBytes(Repository.Seed(file)));
}

internal sealed record PlanSource(string File, byte[] Content, DepartmentRegister Register);

internal sealed record MutatedPlan(PlanSource Source, IReadOnlyList<Mutation> Mutations)
{
    public byte[] Content()
    {
        var content = Source.Content.ToList();
        foreach (var mutation in Mutations.TakeWhile(_ => content.Count > 0))
        {
            mutation.Apply(content);
        }
        return [.. content];
    }
}

internal enum MutationKind
{
    Delete,
    Insert,
    Overwrite,
    Copy,
    MoveLine,
    CutOff,
}

/// <param name="At">A place in the content, modulo its length.</param>
/// <param name="To">The target place of a copy or move, modulo the length.</param>
/// <param name="Length">In bytes.</param>
/// <param name="Value">The byte that overwrites another.</param>
internal sealed record Mutation(MutationKind Kind, int At, int To, int Length, string Snippet, byte Value)
{
    private const int MaxPlace = 999_999;

    private static readonly string[] Snippets =
        [":", "- ", "\n", "  ", "\t", "\"", "'", "[", "]", "{", "}", "&a ", "*a", "|", ">", "#", "---\n", "%", "!!str ", "å", "\u0000",
            "\ud83d\ude00", ";", ",", "\r\n", "2024-13-45", "01:01", "rad", "=1+1", "~", "999999999999"];

    public static Gen<Mutation> Any { get; } = Gen.Select(
        Gen.Frequency((10, MutationKind.Delete), (10, MutationKind.Insert), (10, MutationKind.Overwrite), (10, MutationKind.Copy),
            (10, MutationKind.MoveLine), (1, MutationKind.CutOff)),
        Gen.Int[0, MaxPlace], Gen.Int[0, MaxPlace], Gen.Int[1, 39], Gen.OneOf(Snippets), Gen.Byte,
        (kind, at, to, length, snippet, value) => new Mutation(kind, at, to, length, snippet, value));

    public void Apply(List<byte> content)
    {
        var at = At % content.Count;
        var length = Math.Min(Length, content.Count - at);
        switch (Kind)
        {
            case MutationKind.Delete:
                content.RemoveRange(at, length);
                break;
            case MutationKind.Insert:
                content.InsertRange(at, Encoding.UTF8.GetBytes(Snippet));
                break;
            case MutationKind.Overwrite:
                content[at] = Value;
                break;
            case MutationKind.Copy:
                content.InsertRange(To % content.Count, content.GetRange(at, length));
                break;
            case MutationKind.MoveLine:
                MoveLine(content, at);
                break;
            default:
                content.RemoveRange(at, content.Count - at);
                break;
        }
    }

    private void MoveLine(List<byte> content, int at)
    {
        var line = content.IndexOf((byte)'\n', at);
        var next = line < 0 ? -1 : content.IndexOf((byte)'\n', line + 1);
        if (next > 0)
        {
            var moved = content.GetRange(line, next - line);
            content.RemoveRange(line, next - line);
            content.InsertRange(content.Count == 0 ? 0 : To % content.Count, moved);
        }
    }
}
