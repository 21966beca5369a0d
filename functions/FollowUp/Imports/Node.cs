namespace FollowUp.Imports;

/// <summary>The content of a file that somebody wrote, whatever its format, with its lines.</summary>
/// <param name="Line">1-based; 0 where it is about to be written.</param>
public abstract record Node(int Line);

public sealed record TextNode(int Line, string Value) : Node(Line);

public sealed record ListNode(int Line, IReadOnlyList<Node> Items) : Node(Line);

public sealed record MapNode(int Line, IReadOnlyList<Field> Fields) : Node(Line)
{
    public Node? Child(string key) => Fields.FirstOrDefault(field => field.Key == key)?.Value;
}

/// <param name="Line">Of the key.</param>
public sealed record Field(string Key, int Line, Node Value);
