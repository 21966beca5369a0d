namespace FollowUp.Imports;

/// <summary>The content of a file that somebody wrote, whatever its format, with its lines.</summary>
/// <param name="Line">1-based; 0 where it is about to be written.</param>
internal abstract record Node(int Line);

internal sealed record TextNode(int Line, string Value) : Node(Line);

internal sealed record ListNode(int Line, IReadOnlyList<Node> Items) : Node(Line);

internal sealed record MapNode(int Line, IReadOnlyList<Field> Fields) : Node(Line)
{
    public Node? Child(string key) => Fields.FirstOrDefault(field => field.Key == key)?.Value;
}

/// <param name="Line">Of the key.</param>
internal sealed record Field(string Key, int Line, Node Value);
