namespace FollowUp.Imports;

/// <summary>The content of a file that somebody wrote, whatever its format, with its lines.</summary>
/// <param name="Line">1-based; 0 where it is about to be written.</param>
internal abstract record Node(int Line)
{
    /// <summary>As it stands in one cell, a list with an item on each line.</summary>
    public string InCell => this switch
    {
        TextNode text => text.Value,
        ListNode list => string.Join('\n', list.Items.Select(item => item.InCell)),
        _ => "",
    };
}

internal sealed record TextNode(int Line, string Value) : Node(Line);

internal sealed record ListNode(int Line, IReadOnlyList<Node> Items) : Node(Line);

internal sealed record MapNode(int Line, IReadOnlyList<Field> Fields) : Node(Line)
{
    public Node? Child(string key) => Fields.FirstOrDefault(field => field.Key == key)?.Value;

    /// <summary>With another value of the key, or without it where that is null.</summary>
    public MapNode With(string key, Node? value) => this with
    {
        Fields = [.. Fields.Where(field => field.Key != key), .. value == null ? (Field[])[] : [new Field(key, value.Line, value)]],
    };

    public IReadOnlyList<MapNode> Items(string key) => (Child(key) as ListNode)?.Items.OfType<MapNode>().ToList() ?? [];

    public string Cell(string key) => Child(key)?.InCell ?? "";
}

/// <param name="Line">Of the key.</param>
internal sealed record Field(string Key, int Line, Node Value);
