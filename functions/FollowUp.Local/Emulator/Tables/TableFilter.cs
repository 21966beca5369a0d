using System.Text.RegularExpressions;

namespace FollowUp.Local.Emulator.Tables;

/// <summary>A condition on a row's keys: comparisons with texts, "and", "or" and parentheses.</summary>
internal sealed partial class TableFilter
{
    private readonly Queue<string> _tokens;
    private readonly Func<TableKey, bool> _holds;
    private int _depth;
    private bool _hasChoice;

    private TableFilter(string text)
    {
        _tokens = new(Token().Matches(text).Select(token => token.Value));
        _holds = _tokens.Count == 0 ? _ => true : Choice();
        if (_tokens.Count > 0)
        {
            throw new TableFault(400, "InvalidInput");
        }
    }

    /// <summary>The one partition that can be in it; null where several can.</summary>
    public string? Partition { get => _hasChoice ? null : field; private set; }

    public static TableFilter Of(string? text) => new(text ?? "");

    public bool Holds(TableKey key) => _holds(key);

    private Func<TableKey, bool> Choice()
    {
        var first = Both();
        while (_tokens.TryPeek(out var next) && next == "or")
        {
            _tokens.Dequeue();
            _hasChoice |= _depth == 0;
            var (one, other) = (first, Both());
            first = key => one(key) || other(key);
        }
        return first;
    }

    private Func<TableKey, bool> Both()
    {
        var first = Part();
        while (_tokens.TryPeek(out var next) && next == "and")
        {
            _tokens.Dequeue();
            var (one, other) = (first, Part());
            first = key => one(key) && other(key);
        }
        return first;
    }

    private Func<TableKey, bool> Part()
    {
        if (Next() is var token && token == "(")
        {
            _depth++;
            var within = Choice();
            _depth--;
            return Next() == ")" ? within : throw new TableFault(400, "InvalidInput");
        }
        var (comparison, quoted) = (Next(), Next());
        if (token is not ("PartitionKey" or "RowKey") || quoted is not ['\'', .., '\''])
        {
            // Nobody asks for it here; it must not be answered wrongly.
            throw new TableFault(501, "NotImplemented");
        }
        var value = quoted[1..^1].Replace("''", "'", StringComparison.Ordinal);
        if (token == "PartitionKey" && comparison == "eq" && _depth == 0)
        {
            Partition = value;
        }
        Func<TableKey, int> order = token == "PartitionKey" ? key => string.CompareOrdinal(key.Partition, value)
            : key => string.CompareOrdinal(key.Row, value);
        return comparison switch
        {
            "eq" => key => order(key) == 0,
            "ne" => key => order(key) != 0,
            "lt" => key => order(key) < 0,
            "le" => key => order(key) <= 0,
            "gt" => key => order(key) > 0,
            "ge" => key => order(key) >= 0,
            _ => throw new TableFault(501, "NotImplemented"),
        };
    }

    private string Next() => _tokens.TryDequeue(out var token) ? token : throw new TableFault(400, "InvalidInput");

    [GeneratedRegex(@"'(?:[^']|'')*'|[()]|[^\s()']+")]
    private static partial Regex Token();
}
