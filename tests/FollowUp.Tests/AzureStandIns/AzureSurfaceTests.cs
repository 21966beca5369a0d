using Azure.Data.Tables;

namespace FollowUp.Tests.AzureStandIns;

/// <summary>The stand-ins declare nothing that the real packages do not: else the app would build here and not there.</summary>
public class AzureSurfaceTests
{
    private static readonly Dictionary<string, TrueType> TrueTypes = Read(Path.Combine(AppContext.BaseDirectory, "AzureStandIns", "AzureSurface.txt"));

    [Fact]
    public void Standins_ExportOnlyWhatTheRealPackagesHave()
    {
        var exported = typeof(TableClient).Assembly.GetExportedTypes();

        Assert.Contains(typeof(TableClient), exported);
        var invented = exported.SelectMany(type => Invented(type, type.Namespace!)).ToArray();
        Assert.True(invented.Length == 0, $"Not in AzureSurface.txt:\n{string.Join('\n', invented)}");
    }

    [Fact]
    public void InventedMembers_AreNamed()
    {
        var expected = new[]
        {
            "Azure.Data.Tables.Models.TableItem : IDisposable",
            "Azure.Data.Tables.Models.TableItem: public TableItem(string name, int version = 1);",
            "Azure.Data.Tables.Models.TableItem: public string Name { get; set; }",
            "Azure.Data.Tables.Models.TableItem: public string? Comment { get; init; }",
            "Azure.Data.Tables.Models.TableItem: public void Dispose();",
        };

        Assert.Equal(expected, Invented(typeof(TableItem), "Azure.Data.Tables.Models"));
    }

    [Fact]
    public void InventedTypes_AreNamed() =>
        Assert.Equal(["Azure.Data.Tables: public sealed class Invention"], Invented(typeof(Invention), "Azure.Data.Tables"));

    /// <summary>Whether the compiler warns of null must not depend on which packages are there either.</summary>
    [Fact]
    public void TableAndMailTypes_SayNothingOfNull_LikeTheRealOnes()
    {
        var silent = typeof(TableClient).Assembly.GetExportedTypes().Where(type => type.Namespace!.Split('.')[0] is "Azure" or "SendGrid");

        Assert.DoesNotContain(silent, PublicSurface.IsAnnotated);
    }

    private static IEnumerable<string> Invented(Type type, string inNamespace)
    {
        var (line, inherits) = PublicSurface.Head(type);
        if (!TrueTypes.TryGetValue($"{inNamespace}: {line}", out var real))
        {
            return [$"{inNamespace}: {line}"];
        }
        var name = $"{inNamespace}.{type.Name}";
        return
        [
            .. inherits.Except(real.Inherits).Select(one => $"{name} : {one}"),
            .. PublicSurface.Members(type).Except(real.Members).Select(member => $"{name}: {member}"),
        ];
    }

    /// <summary>The file's types by "namespace: declaration". A type may be listed in several parts.</summary>
    private static Dictionary<string, TrueType> Read(string path)
    {
        var types = new Dictionary<string, TrueType>();
        var inNamespace = "";
        TrueType? current = null;
        foreach (var line in File.ReadLines(path).Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line.StartsWith("namespace ", StringComparison.Ordinal))
            {
                inNamespace = line["namespace ".Length..];
            }
            else if (line[0] == ' ')
            {
                current!.Members.Add(line.Trim());
            }
            else
            {
                // public class Name<T> : Base, IOther where T : notnull
                var where = line.IndexOf(" where ", StringComparison.Ordinal) is var at and >= 0 ? at : line.Length;
                var parts = line[..where].Split(" : ", 2);
                var key = $"{inNamespace}: {parts[0]}{line[where..]}";
                current = types.GetValueOrDefault(key) ?? (types[key] = new TrueType([], []));
                current.Inherits.UnionWith(SplitOutsideBrackets(parts.ElementAtOrDefault(1) ?? ""));
            }
        }
        return types;
    }

    private static IEnumerable<string> SplitOutsideBrackets(string list)
    {
        var depth = 0;
        var start = 0;
        for (var at = 0; at <= list.Length; at++)
        {
            if (at == list.Length || (list[at] == ',' && depth == 0))
            {
                yield return list[start..at].Trim();
                start = at + 1;
            }
            else
            {
                depth += list[at] switch { '<' => 1, '>' => -1, _ => 0 };
            }
        }
    }

    private sealed record TrueType(HashSet<string> Inherits, HashSet<string> Members);
}

public sealed class Invention;

// Named as a real type, with members that the real one lacks.
public class TableItem(string name, int version = 1) : IDisposable
{
    public string Name { get; set; } = $"{name} {version}";
    public string? Comment { get; init; }
    public void Dispose() => GC.SuppressFinalize(this);
}
