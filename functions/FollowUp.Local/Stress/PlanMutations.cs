using System.Diagnostics;
using System.Text;
using FollowUp.Departments;
using FollowUp.Imports;
using FollowUp.Plans;

namespace FollowUp.Local.Stress;

/// <summary>Plan files as people, programs and bad luck leave them: each must end in a plan or in located findings.</summary>
public static class PlanMutations
{
    // Far above what a file of this size takes on a slow machine; what takes longer hangs.
    private static readonly TimeSpan Hanging = TimeSpan.FromSeconds(10);

    private static readonly string[] Snippets =
        [":", "- ", "\n", "  ", "\t", "\"", "'", "[", "]", "{", "}", "&a ", "*a", "|", ">", "#", "---\n", "%", "!!str ", "å", "\u0000",
            "\ud83d\ude00", ";", ",", "\r\n", "2024-13-45", "01:01", "rad", "=1+1", "~", "999999999999"];

    /// <returns>What went wrong, each with the file that did it; empty when nothing did.</returns>
    public static IReadOnlyList<string> Run(int count, int seed)
    {
        var random = new Random(seed);
        var sources = Sources().ToList();
        var violations = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var (file, content, register) = sources[random.Next(sources.Count)];
            var mutated = Mutate(content, random);
            var watch = Stopwatch.StartNew();
            string? wrong;
            try
            {
                wrong = Fault(PlanReader.Read(new Upload(file, mutated), register, []), mutated);
            }
            catch (Exception thrown)
            {
                wrong = $"{thrown.GetType().Name}: {thrown.Message}";
            }
            if (wrong != null || watch.Elapsed > Hanging)
            {
                violations.Add($"{file}, number {i} of seed {seed}: "
                    + $"{wrong ?? $"took {watch.Elapsed.TotalSeconds:F0} s"}\n{Convert.ToBase64String(mutated)}");
            }
        }
        return violations;
    }

    private static string? Fault(PlanReading reading, byte[] mutated)
    {
        var lines = mutated.Count(letter => letter is (byte)'\n' or (byte)'\r') + 2;
        return reading switch
        {
            { Plan: null } when !reading.Findings.Any(finding => finding.IsError) => "no plan and no error",
            { Plan: not null } when reading.Findings.Any(finding => finding.IsError) => "a plan in spite of an error",
            _ => reading.Findings.FirstOrDefault(finding => finding.Line < 1 || finding.Line > lines || finding.Message == "") is { } lost
                ? $"a finding nowhere: {lost}" : null,
        };
    }

    /// <summary>A seed of each kind, short enough that thousands are read in seconds, in both formats.</summary>
    private static IEnumerable<(string File, byte[] Content, DepartmentRegister Register)> Sources()
    {
        foreach (var (name, registerName) in new[] { ("alingsas-2022", "alingsas"), ("linkoping-2022-aktivitetsplan", "linkoping"),
            ("linkoping-inriktningar-2024", "linkoping") })
        {
            var register = DepartmentReader.Read(Seed($"departments/{registerName}.yaml")).Register!;
            var upload = Seed($"plans/{name}.yaml");
            yield return (upload.File, upload.Content, register);
            yield return ("plan.csv", Encoding.UTF8.GetBytes(PlanWriter.Csv(PlanReader.Read(upload, register, []).Plan!, register)),
                register);
        }
    }

    private static Upload Seed(string file) => new(Path.GetFileName(file), Encoding.UTF8.GetBytes(Repository.Seed(file)));

    private static byte[] Mutate(byte[] content, Random random)
    {
        var text = content.ToList();
        for (var changes = random.Next(1, 6); changes > 0 && text.Count > 0; changes--)
        {
            var at = random.Next(text.Count);
            var length = Math.Min(random.Next(1, 40), text.Count - at);
            switch (random.Next(6))
            {
                case 0:
                    text.RemoveRange(at, length);
                    break;
                case 1:
                    text.InsertRange(at, Encoding.UTF8.GetBytes(Snippets[random.Next(Snippets.Length)]));
                    break;
                case 2:
                    text[at] = (byte)random.Next(256);
                    break;
                case 3:
                    text.InsertRange(random.Next(text.Count), text.GetRange(at, length));
                    break;
                case 4:
                    // Cut off in the middle.
                    if (random.Next(10) == 0)
                    {
                        text.RemoveRange(at, text.Count - at);
                    }
                    break;
                default:
                    var line = text.IndexOf((byte)'\n', at);
                    var next = line < 0 ? -1 : text.IndexOf((byte)'\n', line + 1);
                    if (next > 0)
                    {
                        // A line moves.
                        var moved = text.GetRange(line, next - line);
                        text.RemoveRange(line, next - line);
                        text.InsertRange(random.Next(text.Count), moved);
                    }
                    break;
            }
        }
        return [.. text];
    }
}
