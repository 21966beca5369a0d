using System.Buffers;
using FollowUp.Questionnaires;

namespace FollowUp.Reports;

/// <summary>The report as one file that needs no other: it is shown, saved, mailed and archived.</summary>
internal sealed class HtmlReportWriter
{
    private const string BasisId = "underlag";
    private const string AnswersId = "alla-svar";

    private readonly Report _report;
    private readonly IReadOnlyDictionary<string, string> _assessments;
    private readonly HtmlOutput _html;
    private readonly List<Basis> _basis = [];

    private HtmlReportWriter(Report report, IReadOnlyDictionary<string, string> assessments, IBufferWriter<byte> output) =>
        (_report, _assessments, _html) = (report, assessments, new HtmlOutput(output));

    /// <summary>A figure's or a sentence's answers, where there are several.</summary>
    private sealed record Basis(string Where, string What, IReadOnlyList<int> Answers);

    /// <param name="assessments">What the coordinator has written about chapters, by their ids.</param>
    /// <param name="output">Gets UTF-8.</param>
    public static void Write(Report report, int version, IReadOnlyDictionary<string, string> assessments, IBufferWriter<byte> output) =>
        new HtmlReportWriter(report, assessments, output).Document(version);

    private void Document(int version)
    {
        _html.Write($"""
            <!DOCTYPE html>
            <html lang="sv">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{_report.Title} – {_report.Subtitle}</title>
            <style>
            """);
        _html.Markup(ReportStyle.Css);
        _html.Write($"""
            </style>
            </head>
            <body>
            <a class="skip" href="#rapport">{Texts.Pages.SkipLink}</a>
            <header>
            <h1>{_report.Title}</h1>
            <p>{_report.Subtitle}</p>
            <p>{Texts.ReportText.Version(version)}</p>
            </header>
            <nav aria-labelledby="innehall">
            <h2 id="innehall">{Texts.ReportText.Contents}</h2>

            """);
        Contents([.. _report.Chapters, new Chapter(BasisId, Texts.ReportText.Basis, [], []),
            new Chapter(AnswersId, Texts.ReportText.Answers, [], [])]);
        _html.Write($"""
            <p>{Texts.ReportText.LinksNote}</p>
            </nav>
            <main id="rapport" tabindex="-1">

            """);
        foreach (var chapter in _report.Chapters)
        {
            _html.Write($"<section aria-labelledby=\"{chapter.Id}\">\n");
            Write(chapter, 2);
            _html.Write($"</section>\n");
        }
        // Only now is it known what needs an entry.
        WriteBasis();
        WriteAnswers();
        _html.Write($"""
            </main>
            <footer><p>{Texts.Pages.Footer}</p></footer>
            </body>
            </html>

            """);
    }

    private void Contents(IReadOnlyList<Chapter> chapters)
    {
        _html.Write($"<ol>\n");
        foreach (var chapter in chapters)
        {
            _html.Write($"""<li><a href="#{chapter.Id}">{chapter.Title}</a>""");
            if (chapter.Chapters.Count > 0)
            {
                Contents(chapter.Chapters);
            }
            _html.Write($"</li>\n");
        }
        _html.Write($"</ol>\n");
    }

    private void Write(Chapter chapter, int level)
    {
        _html.Write($"<h{level} id=\"{chapter.Id}\">{chapter.Title}</h{level}>\n");
        foreach (var block in chapter.Blocks)
        {
            switch (block)
            {
                case Paragraph paragraph:
                    _html.Write($"<p>{paragraph.Text}</p>\n");
                    break;
                case Statements statements:
                    Write(statements, chapter);
                    break;
                case Quotes quotes:
                    Write(quotes, level + 1);
                    break;
                case Table table:
                    Write(table, chapter);
                    break;
            }
        }
        if (_assessments.TryGetValue(chapter.Id, out var assessment))
        {
            _html.Write($"<div class=\"assessment\"><h{level + 1}>{Texts.ReportText.Assessment}</h{level + 1}><p class=\"written\" "
                + $"dir=\"auto\">{assessment}</p></div>\n");
        }
        foreach (var part in chapter.Chapters)
        {
            Write(part, level + 1);
        }
    }

    private void Write(Statements statements, Chapter chapter)
    {
        _html.Write($"<ul>\n");
        foreach (var statement in statements.Items)
        {
            _html.Write($"<li>{statement.Text}");
            if (statement.Answers.Count > 0)
            {
                var target = Target(statement.Answers) ?? Entry(statement.Answers, chapter.Title, statement.Text);
                _html.Write($""" <a class="basis" href="#{target}" aria-label="{Texts.ReportText.BasisOf(statement.Text)}">""");
                _html.Write($"{Texts.ReportText.BasisLink}</a>");
            }
            _html.Write($"</li>\n");
        }
        _html.Write($"</ul>\n");
    }

    private void Write(Quotes quotes, int level)
    {
        _html.Write($"<h{level}>{quotes.Caption}</h{level}>\n<dl>\n");
        foreach (var quote in quotes.Items)
        {
            _html.Write($"<dt>{quote.Department}");
            if (quote.About != null)
            {
                _html.Write($", {quote.About}");
            }
            _html.Write($" (<a href=\"#svar-{quote.Answer}\">{Texts.ReportText.AnswerLink} {quote.Answer}</a>)</dt><dd class=\"written\" "
                + $"dir=\"auto\">{quote.Text}</dd>\n");
        }
        _html.Write($"</dl>\n");
    }

    // Tables

    private sealed record TableLayout(Table Table, string Where, bool IsMap, bool IsShared, IReadOnlyList<bool> IsNumeric);

    private void Write(Table table, Chapter chapter)
    {
        BarChart.Write(_html, table);
        var where = table.Caption == chapter.Title ? table.Caption : $"{chapter.Title} – {table.Caption}";
        var isMap = table.Rows.Any(row => row.Any(cell => cell.Degree != null));
        var isNumeric = table.Header.Select((_, column) => column > 0 && table.Rows.Any(row => row[column].Number != null)).ToList();
        var groups = Groups(table, sharing: table.Charted.Count == 0 && !isMap);
        // Where rows share their first cell, the second one names each of them.
        var layout = new TableLayout(table, where, isMap, IsShared: groups.Count < table.Rows.Count, isNumeric);

        _html.Write($"<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"{table.Caption}\">");
        _html.Write($"<table><caption>{table.Caption}</caption>\n<thead><tr>");
        for (var column = 0; column < table.Header.Count; column++)
        {
            _html.Write($"<th");
            Class(isNumeric[column] ? "number" : null);
            _html.Write($""" scope="col">{table.Header[column]}</th>""");
        }
        _html.Write($"</tr></thead>\n");
        foreach (var body in groups.Chunk(layout.IsShared ? 1 : Math.Max(1, groups.Count)))
        {
            _html.Write($"<tbody>\n");
            foreach (var (row, size) in body.SelectMany(group => group.Select((row, index) => (row, index == 0 ? group.Count : 0))))
            {
                Write(row, size, layout);
            }
            _html.Write($"</tbody>\n");
        }
        _html.Write($"</table></div>\n");
    }

    /// <param name="size">How many rows the first cell is for; 0 where it stands above.</param>
    private void Write(IReadOnlyList<Cell> row, int size, TableLayout layout)
    {
        _html.Write($"<tr>");
        if (size == 1)
        {
            _html.Write($"""<th scope="row">{row[0].Text}</th>""");
        }
        else if (size > 1)
        {
            _html.Write($"""<th scope="rowgroup" rowspan="{size}">{row[0].Text}</th>""");
        }
        var names = layout.IsShared && row.Count > 2 ? 2 : 1;
        for (var column = 1; column < row.Count; column++)
        {
            var cell = row[column];
            if (column < names)
            {
                _html.Write($"""<th scope="row">{cell.Text}</th>""");
                continue;
            }
            _html.Write($"<td");
            Class(layout.IsMap ? Shade(cell.Degree) : layout.IsNumeric[column] ? "number" : null);
            _html.Write($""" dir="auto">""");
            if (cell.Answers.Count == 0)
            {
                _html.Write($"{cell.Text}");
            }
            else
            {
                var target = Target(cell.Answers) ?? Entry(cell.Answers, layout.Where,
                    $"{string.Join(", ", row.Take(names).Select(name => name.Text))}: {layout.Table.Header[column]}");
                _html.Write($"""<a href="#{target}">{cell.Text}</a>""");
            }
            _html.Write($"</td>");
        }
        _html.Write($"</tr>\n");
    }

    private void Class(string? name)
    {
        if (name != null)
        {
            _html.Write($" class=\"{name}\"");
        }
    }

    private static string Shade(Degree? degree) => degree == null ? "unasked" : $"degree{(int)degree}";

    private static List<List<IReadOnlyList<Cell>>> Groups(Table table, bool sharing)
    {
        var groups = new List<List<IReadOnlyList<Cell>>>();
        foreach (var row in table.Rows)
        {
            if (sharing && groups.Count > 0 && groups[^1][0][0].Text == row[0].Text)
            {
                groups[^1].Add(row);
            }
            else
            {
                groups.Add([row]);
            }
        }
        return groups;
    }

    // What figures rest on

    /// <summary>Where a link to the answers leads, if there is only one.</summary>
    private static string? Target(IReadOnlyList<int> answers) => answers.Count == 1 ? $"svar-{answers[0]}" : null;

    /// <summary>Where a link to several leads: to the entry that lists them.</summary>
    private string Entry(IReadOnlyList<int> answers, string where, string what)
    {
        _basis.Add(new Basis(where, what, answers));
        return EntryId(_basis.Count);
    }

    private static string EntryId(int number) => $"{BasisId}-{number}";

    private void WriteBasis()
    {
        _html.Write($"""
            <section class="appendix no-print" aria-labelledby="{BasisId}">
            <h2 id="{BasisId}">{Texts.ReportText.Basis}</h2>
            <p>{(_basis.Count == 0 ? Texts.ReportText.NoBasis : Texts.ReportText.BasisNote)}</p>

            """);
        for (var index = 0; index < _basis.Count; index++)
        {
            var (where, what, answers) = _basis[index];
            if (index == 0 || _basis[index - 1].Where != where)
            {
                _html.Write($"<h3>{where}</h3>\n<ul>\n");
            }
            _html.Write($"""<li id="{EntryId(index + 1)}"><b>{what}</b> ({Texts.ReportText.AnswerCount(answers.Count)}) """);
            _html.Write($"""<span class="numbers">""");
            Numbers(answers);
            _html.Write($"</span></li>\n");
            if (index == _basis.Count - 1 || _basis[index + 1].Where != where)
            {
                _html.Write($"</ul>\n");
            }
        }
        _html.Write($"</section>\n");
    }

    /// <summary>In order, with what is consecutive as a run: "1, 4–17".</summary>
    private void Numbers(IReadOnlyList<int> answers)
    {
        for (var first = 0; first < answers.Count;)
        {
            var last = first;
            while (last + 1 < answers.Count && answers[last + 1] == answers[last] + 1)
            {
                last++;
            }
            // Two that follow each other are no run.
            last = last == first + 1 ? first : last;
            if (first > 0)
            {
                _html.Write($", ");
            }
            Link(answers[first]);
            if (last > first)
            {
                _html.Write($"–");
                Link(answers[last]);
            }
            first = last + 1;
        }

        void Link(int answer) => _html.Write($"""<a href="#svar-{answer}">{answer}</a>""");
    }

    private void WriteAnswers()
    {
        _html.Write($"""
            <section class="appendix" aria-labelledby="{AnswersId}">
            <h2 id="{AnswersId}">{Texts.ReportText.Answers}</h2>
            <p>{(_report.Answers.Count == 0 ? Texts.ReportText.NoAnswers : Texts.ReportText.AnswersNote)}</p>

            """);
        var roles = new[] { SectionKind.Responsible, SectionKind.CoResponsible }.ToDictionary(role => role, role =>
            $"{Texts.Capital(Texts.ReportText.RoleOf(role))}. ");
        string? department = null;
        DateTimeOffset? moment = null;
        var received = "";
        foreach (var answer in _report.Answers)
        {
            if (answer.DepartmentId != department)
            {
                department = answer.DepartmentId;
                _html.Write($"<h3>{answer.Department}</h3>\n");
            }
            // As a rule many came in at once.
            if (answer.Received != moment)
            {
                (moment, received) = (answer.Received, Texts.ReportText.ReceivedFrom(answer.Received));
            }
            var role = roles.GetValueOrDefault(answer.Role, "");
            _html.Write($"""
                <h4 id="svar-{answer.Number}">{Texts.ReportText.AnswerHeading} {answer.Number}: {answer.Title}</h4>
                <p>{role}{received} <bdi>{answer.SubmittedBy}</bdi>{Texts.ReportText.Replaces(answer.Replaced)}.</p>

                """);
            if (answer.Items.Count == 0)
            {
                continue;
            }
            _html.Write($"<dl>\n");
            foreach (var item in answer.Items)
            {
                _html.Write($"<dt>{item.Question}</dt><dd class=\"written\" dir=\"auto\">{item.Text}</dd>\n");
            }
            _html.Write($"</dl>\n");
        }
        _html.Write($"</section>\n");
    }
}
