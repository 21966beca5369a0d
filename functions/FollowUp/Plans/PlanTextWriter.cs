using FollowUp.Imports;

namespace FollowUp.Plans;

internal sealed partial class PlanText
{
    private MapNode ToNode(Area area) => Map(area.Line, ("nummer", $"{area.Number}"), ("titel", area.Title),
        ("förutsättningar", area.Conditions.Select(condition => (condition.Line, Joined(condition.Text))).ToList()),
        ("åtgärder", area.Measures.Select(ToNode).ToList()));

    private MapNode ToNode(Entry measure)
    {
        var text = Joined(measure.Text);
        var example = PlanTextWords.Example().Match(text);
        return Map(measure.Line, ("nummer", measure.Number), ("titel", Shortened(measure, example.Success ? text[..example.Index] : text)),
            ("exempel", example.Success ? Shortened(measure, text[(example.Index + example.Length)..]) : null),
            ("från", measure.Time?.Time.From is { } from ? $"{from:yyyy-MM-dd}" : null),
            ("till", measure.Time?.Time.To is { } to ? $"{to:yyyy-MM-dd}" : null),
            ("ansvariga", measure.Responsible), ("medansvariga", measure.CoResponsible),
            ("nivåer", measure.Levels.Select(level => (level.Line, PlanWords.Level(Level(level.Word)))).Distinct().ToList()));
    }

    private static MapNode Map(int line, params (string Key, object? Value)[] fields) => new(line, fields.Select(field => (field.Key,
        Node: field.Value switch
        {
            string { Length: > 0 } text => new TextNode(line, text),
            List<(int Line, string Text)> { Count: > 0 } texts => new ListNode(texts[0].Line,
                texts.Select(text => new TextNode(text.Line, text.Text)).ToList()),
            List<MapNode> nodes => new ListNode(line, nodes),
            _ => (Node?)null,
        })).Where(field => field.Node != null).Select(field => new Field(field.Key, line, field.Node!)).ToList());

    /// <summary>As one line: a word that was divided at the end of a line is whole again.</summary>
    private static string Joined(IEnumerable<string> lines) => lines.Aggregate("", (text, line) =>
        text is [.., var before, '-'] && char.IsLetter(before) && line is [var after, ..] && char.IsLower(after)
            && !PlanTextWords.AlsoAnother().IsMatch(line) ? text[..^1] + line
        : text == "" ? line : $"{text} {line}");

    private string Shortened(Entry measure, string text)
    {
        text = text.Trim(' ', ',', ':').TrimEnd('.');
        if (text.Length <= FileReading.MaxLine)
        {
            return text;
        }
        _reading.Report(FindingCode.NotSure, measure.Line, Texts.PlanText.Shortened(measure.Number, FileReading.MaxLine));
        var kept = text[..(FileReading.MaxLine - 2)];
        return $"{kept[..(kept.LastIndexOf(' ') is > 0 and var space ? space : kept.Length)]} …";
    }
}
