namespace FollowUp.Imports;

/// <summary>Makes the tree that a file is written from. What is empty is left out.</summary>
internal static class NodeWriter
{
    public static MapNode Map(params IEnumerable<(string Key, object? Value)> fields) => new(0, fields
        .Select(field => (field.Key, Node: ToNode(field.Value)))
        .Where(field => field.Node != null)
        .Select(field => new Field(field.Key, 0, field.Node!))
        .ToList());

    private static Node? ToNode(object? value) => value switch
    {
        null => null,
        string text => new TextNode(0, text),
        int number => new TextNode(0, $"{number}"),
        DateOnly date => new TextNode(0, $"{date:yyyy-MM-dd}"),
        IEnumerable<string> texts => ToList(texts.Select(text => new TextNode(0, text))),
        IEnumerable<MapNode> nodes => ToList(nodes),
        _ => throw new ArgumentException($"A {value.GetType().Name} has no place in a file.", nameof(value)),
    };

    private static ListNode? ToList(IEnumerable<Node> items) => items.ToList() is { Count: > 0 } list ? new ListNode(0, list) : null;
}
