namespace FollowUp.Reports;

/// <summary>The charted columns of a table as groups of horizontal bars, a group for each row.</summary>
/// <remarks>
/// Across it is measured in parts of the width and down in heights of the text, which so keeps its size in every window and on paper.
/// </remarks>
internal static class BarChart
{
    // The rest is for the value at the bar's end.
    private const decimal WidestBar = 70;
    private const int LineLength = 36;
    private const int MaxLines = 2;
    private const decimal LineHeight = 1.4m;
    private const decimal BarHeight = 1.5m;
    private const decimal Gap = .6m;

    public static void Write(HtmlOutput html, Table table)
    {
        if (table.Charted.Count == 0 || table.Rows.Count == 0)
        {
            return;
        }
        var charted = table.Rows.SelectMany(row => table.Charted.Select(column => row[column])).ToList();
        var scale = charted.Any(cell => cell.Text.EndsWith('%')) ? 100 : Math.Max(1, charted.Max(cell => cell.Number) ?? 0);
        var names = table.Rows.Select(row => Lines(row[0].Text)).ToList();
        var height = table.Charted.Count * BarHeight + names.Sum(lines => Gap + lines.Count * LineHeight + table.Charted.Count * BarHeight);
        var id = $"diagram-{table.Id}";

        html.Write($"""
            <figure>
            <figcaption>{Texts.ReportText.ChartTitle(table.Caption)}</figcaption>
            <svg class="chart" role="img" aria-labelledby="{id}-namn {id}-text" width="100%" height="{height}em">
            <title id="{id}-namn">{Texts.ReportText.ChartTitle(table.Caption)}</title>
            <desc id="{id}-text">{Texts.ReportText.ChartDescription(table.Charted.Select(column => table.Header[column]).ToList())}</desc>
            <defs>

            """);
        html.Write($"""<pattern id="{id}-1" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">""");
        html.Markup("""<rect width="6" height="6" fill="#fff"/><rect width="3" height="6" fill="#a8480f"/></pattern>""" + "\n");
        html.Write($"""<pattern id="{id}-2" width="5" height="5" patternUnits="userSpaceOnUse">""");
        html.Markup("""<rect width="5" height="5" fill="#fff"/><circle cx="2.5" cy="2.5" r="1.4" fill="#1a1a1a"/></pattern>""" + "\n");
        html.Markup("</defs>\n");
        // The bars of a series look different in grey, too.
        string[] fills = ["#0b4f9e", $"url(#{id}-1)", $"url(#{id}-2)"];
        var top = 0m;
        for (var series = 0; series < table.Charted.Count; series++, top += BarHeight)
        {
            Bar(series, "1.6em");
            html.Write($"""<text x="2.1em" y="{top + .9m}em">{table.Header[table.Charted[series]]}</text>""");
        }
        foreach (var (row, lines) in table.Rows.Zip(names))
        {
            top += Gap;
            foreach (var line in lines)
            {
                html.Write($"""<text class="name" y="{top + 1}em">{line}</text>""");
                top += LineHeight;
            }
            for (var series = 0; series < table.Charted.Count; series++, top += BarHeight)
            {
                var cell = row[table.Charted[series]];
                var width = Math.Round(WidestBar * (cell.Number ?? 0) / scale, 2);
                Bar(series, FormattableString.Invariant($"{width}%"));
                html.Write($"""<text class="value" x="{width}%" dx=".4em" y="{top + .95m}em">{cell.Text}</text>""");
            }
        }
        html.Write($"</svg>\n</figure>\n");

        void Bar(int series, string width) =>
            html.Write($"""<rect y="{top}em" width="{width}" height="1.15em" fill="{fills[series % fills.Length]}" stroke="#1a1a1a"/>""");
    }

    /// <summary>What fits of a row's name; all of it is in the table.</summary>
    private static List<string> Lines(string name)
    {
        var lines = new List<string>();
        foreach (var word in name.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines.Count > 0 && lines[^1].Length + 1 + word.Length <= LineLength)
            {
                lines[^1] += $" {word}";
            }
            else if (lines.Count == MaxLines)
            {
                lines[^1] += " …";
                break;
            }
            else
            {
                lines.Add(word);
            }
        }
        return lines;
    }
}
