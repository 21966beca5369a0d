namespace FollowUp.Imports;

/// <summary>One thing that a version of a plan or of the register has otherwise than the one before it.</summary>
/// <param name="Kind">What files call the kind of thing, such as a measure; "" for the whole.</param>
/// <param name="About">Which one, such as "1:3 Utbilda personal".</param>
/// <param name="Field">As files call it; "" where all of it has come or gone.</param>
/// <param name="Before">"" where it was not there.</param>
/// <param name="After">"" where it is not there any more.</param>
public sealed record TreeChange(string Kind, string About, string Field, string Before, string After);

/// <summary>Compares two trees by the kinds of rows that their files have.</summary>
internal static class TreeDifference
{
    private const string Number = "nummer";

    // What people know a thing by, where it has that.
    private static readonly string[] Names = ["titel", "namn", "behov", "e-post"];

    public static IReadOnlyList<TreeChange> Between(MapNode before, MapNode after, RowKind kind)
    {
        var changes = new List<TreeChange>();
        Compare(before, after, kind, "", changes);
        return changes;
    }

    private static void Compare(MapNode before, MapNode after, RowKind kind, string about, List<TreeChange> changes)
    {
        foreach (var key in kind.Values.Concat(kind.Lists).Where(key => before.Cell(key) != after.Cell(key)))
        {
            changes.Add(new TreeChange(kind.Name, about, key, before.Cell(key), after.Cell(key)));
        }
        foreach (var below in kind.Below)
        {
            // What has a number is known by it.
            string About(MapNode node) => about == "" || below.Values[0] == Number ? Name(node, below) : $"{about}: {Name(node, below)}";
            var (gone, come) = (before.Items(below.List).ToList(), after.Items(below.List).ToList());
            foreach (var (one, other) in Pairs(gone, come, below))
            {
                Compare(one, other, below, About(other), changes);
            }
            changes.AddRange(gone.Select(node => new TreeChange(below.Name, About(node), "", About(node), "")));
            changes.AddRange(come.Select(node => new TreeChange(below.Name, About(node), "", "", About(node))));
        }
    }

    /// <summary>What is the same thing in both: all of it alike, or what it is numbered or called. It is taken out of the lists.</summary>
    private static List<(MapNode Before, MapNode After)> Pairs(List<MapNode> gone, List<MapNode> come, RowKind kind)
    {
        var pairs = new List<(MapNode, MapNode)>();
        foreach (var key in new Func<MapNode, string>[]
        {
            node => string.Join('\t', kind.Values.Concat(kind.Lists).Select(node.Cell)), node => node.Cell(kind.Values[0]),
        })
        {
            var before = gone.GroupBy(key).ToDictionary(same => same.Key, same => new Queue<MapNode>(same));
            foreach (var after in come)
            {
                if (before.GetValueOrDefault(key(after)) is { Count: > 0 } same)
                {
                    pairs.Add((same.Dequeue(), after));
                }
            }
            gone.RemoveAll(pairs.Select(pair => pair.Item1).ToHashSet<MapNode>(ReferenceEqualityComparer.Instance).Contains);
            come.RemoveAll(pairs.Select(pair => pair.Item2).ToHashSet<MapNode>(ReferenceEqualityComparer.Instance).Contains);
        }
        return pairs;
    }

    private static string Name(MapNode node, RowKind kind)
    {
        var name = Names.Select(node.Cell).FirstOrDefault(name => name != "");
        return kind.Values[0] == Number ? $"{node.Cell(Number)} {name}".TrimEnd() : name ?? node.Cell(kind.Values[0]);
    }
}
