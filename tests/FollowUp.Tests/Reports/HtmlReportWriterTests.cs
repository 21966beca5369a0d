using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using FollowUp.Reports;

namespace FollowUp.Tests.Reports;

public sealed class HtmlReportWriterTests
{
    [Theory]
    [MemberData(nameof(SampleReports.All), MemberType = typeof(SampleReports))]
    public void A_report_is_one_well_formed_file_that_needs_no_other(string name)
    {
        var page = Parse(Write(SampleReports.Named(name)), strict: true);

        Assert.Equal("sv", page.DocumentElement.GetAttribute("lang"));
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.All(new[] { "header", "nav", "main", "footer", "style" }, landmark => Assert.Single(page.QuerySelectorAll(landmark)));
        Assert.Empty(page.QuerySelectorAll("script, link, img, iframe, [style], [src]"));
        Assert.All(page.QuerySelectorAll("[href]"), link => Assert.StartsWith("#", link.GetAttribute("href")));
        Assert.Equal(ReportStyle.PolicySource,
            $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(page.QuerySelector("style")!.TextContent)))}'");
    }

    [Theory]
    [MemberData(nameof(SampleReports.All), MemberType = typeof(SampleReports))]
    public void Every_link_leads_to_one_place(string name)
    {
        var page = Parse(Write(SampleReports.Named(name)));
        var ids = page.QuerySelectorAll("[id]").Select(element => element.Id!).ToList();

        Assert.Distinct(ids);
        Assert.All(ids, id => Assert.DoesNotMatch(@"\s|^$", id));
        Assert.All(page.QuerySelectorAll("a"), link => Assert.Contains(link.GetAttribute("href")![1..], ids));
        Assert.All(page.QuerySelectorAll("[aria-labelledby]").SelectMany(element => element.GetAttribute("aria-labelledby")!.Split(' ')),
            id => Assert.Contains(id, ids));
        Assert.All(page.QuerySelectorAll("a"), link => Assert.NotEqual("", link.TextContent.Trim()));
    }

    [Theory]
    [MemberData(nameof(SampleReports.All), MemberType = typeof(SampleReports))]
    public void Headings_skip_no_level(string name)
    {
        var levels = Parse(Write(SampleReports.Named(name))).QuerySelectorAll("h1, h2, h3, h4, h5, h6")
            .Select(heading => heading.LocalName[1] - '0').ToList();

        Assert.Equal(1, levels[0]);
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1));
    }

    [Theory]
    [MemberData(nameof(SampleReports.All), MemberType = typeof(SampleReports))]
    public void Every_number_is_one(string name) => Assert.DoesNotMatch(@"NaN|Infinity|∞", Write(SampleReports.Named(name)));

    [Fact]
    public void What_somebody_wrote_is_text_whatever_it_looks_like()
    {
        var page = Parse(Write(SampleReports.Saying(SampleReports.Hostile)));

        Assert.Empty(page.QuerySelectorAll("script, img"));
        var written = Assert.Single(page.QuerySelectorAll("#svar-2 ~ dl dd"), answer =>
            answer.TextContent == SampleReports.Hostile.Replace('\u0001', '␁'));
        Assert.Equal("auto", written.GetAttribute("dir"));
    }

    [Theory]
    [InlineData("a\r\nb\rc\n\td", "a\nb\nc\n\td")]
    [InlineData("a\0b\u001bc\u007fd\u0080e", "a␀b␛c␡d\ufffde")]
    [InlineData("x\uffff", "x\ufffd")]
    public void A_character_that_a_page_cannot_hold_is_shown_by_another(string written, string shown)
    {
        var page = Parse(Write(SampleReports.Saying(written)), strict: true);

        Assert.Contains(page.QuerySelectorAll("dd"), answer => answer.TextContent == shown);
    }

    [Fact]
    public void A_very_long_text_is_there_to_its_end()
    {
        var text = string.Concat(Enumerable.Repeat("<b>😀", 13_000)) + "slut";

        Assert.Contains(Parse(Write(SampleReports.Saying(text))).QuerySelectorAll("dd"), answer => answer.TextContent == text);
    }

    [Fact]
    public void Every_answer_stands_under_its_department_with_its_number()
    {
        var page = Parse(Write(SampleReports.Answered));

        Assert.Equal(["Bostadsbolaget", "Kommunstyrelsen", "Socialnämnden"],
            page.QuerySelectorAll("section[aria-labelledby=alla-svar] h3").Select(department => department.TextContent));
        Assert.Equal(SampleReports.Answered.Answers.Select(answer => ($"svar-{answer.Number}", $"Svar {answer.Number}: {answer.Title}")),
            page.QuerySelectorAll("h4[id^=svar-]").Select(heading => (heading.Id!, heading.TextContent)));
        Assert.Equal("Ansvarig. Inskickat 20 februari 2026 kl. 10.00 av Kim Exempel, handläggare, ersätter 2 tidigare versioner.",
            page.GetElementById("svar-2")!.NextElementSibling!.TextContent);
        Assert.Equal("Medansvarig. Inskickat 20 februari 2026 kl. 10.00 av Kim Exempel, handläggare.",
            page.GetElementById("svar-1")!.NextElementSibling!.TextContent);
    }

    [Fact]
    public void A_figure_leads_to_the_answers_behind_it()
    {
        var page = Parse(Write(With(new Table("t", "Tabell", ["Rad", "Flera", "Ett", "Inget"],
            [["Först", Number(1, 3, 4, 5, 7, 8), Number(2), Number()]]))));
        var cells = page.QuerySelectorAll("main section:first-child td");

        var entry = page.QuerySelector(cells[0].QuerySelector("a")!.GetAttribute("href")!)!;
        Assert.Equal("Först: Flera (6 svar) 1, 3–5, 7, 8", entry.TextContent);
        Assert.Equal(["#svar-1", "#svar-3", "#svar-5", "#svar-7", "#svar-8"],
            entry.QuerySelectorAll("a").Select(link => link.GetAttribute("href")));
        Assert.Equal("Kapitel – Tabell", entry.ParentElement!.PreviousElementSibling!.TextContent);
        Assert.Equal("#svar-2", cells[1].QuerySelector("a")!.GetAttribute("href"));
        Assert.Null(cells[2].QuerySelector("a"));
    }

    [Fact]
    public void A_sentence_leads_to_the_answers_behind_it()
    {
        var page = Parse(Write(With(new Statements([new Statement("Mycket görs.", [1, 2]), new Statement("Allt är bra.", [])]))));

        var link = Assert.Single(page.QuerySelectorAll("main section:first-child li a"));
        Assert.Equal(("Underlag", "Underlag: Mycket görs."), (link.TextContent, link.GetAttribute("aria-label")));
        Assert.Equal("Mycket görs. (2 svar) 1, 2", page.QuerySelector(link.GetAttribute("href")!)!.TextContent);
    }

    [Fact]
    public void Rows_that_begin_alike_share_their_first_cell()
    {
        var page = Parse(Write(With(Table("a", "a", "b", "a"))));

        Assert.Equal([("a", "rowgroup", "2"), ("b", "row", null), ("a", "row", null)],
            page.QuerySelectorAll("main section:first-child tbody tr > th:first-child:not(tr:nth-child(2) > th)")
                .Select(cell => (cell.TextContent, cell.GetAttribute("scope")!, cell.GetAttribute("rowspan"))));
        Assert.Equal(3, page.QuerySelectorAll("main section:first-child tbody").Length);
        Assert.Equal(["0", "1", "2", "3"], page.QuerySelectorAll("main section:first-child tbody td").Select(cell => cell.TextContent));
        Assert.Equal(4, page.QuerySelectorAll("main section:first-child tbody th[scope=row]:nth-last-child(2)").Length);
    }

    [Fact]
    public void Rows_of_a_chart_or_a_map_keep_their_own_first_cells()
    {
        var table = Table("a", "a");
        var map = new Table("m", "Karta", ["Rad", "År"],
            [["a", new Cell("Ingen", [], Degree: Degree.None)], ["a", new Cell("Hel", [], Degree: Degree.All)], ["b", "Inte tillfrågad"]]);
        var page = Parse(Write(With(table with { Charted = [2] }, map)));

        Assert.Empty(page.QuerySelectorAll("[rowspan]"));
        Assert.Equal(["degree0", "degree3", "unasked"],
            page.QuerySelectorAll("main section:first-child div:last-child td").Select(cell => cell.ClassName));
    }

    [Theory]
    [MemberData(nameof(SampleReports.All), MemberType = typeof(SampleReports))]
    public void Every_chart_says_what_its_table_says(string name)
    {
        var report = SampleReports.Named(name);
        var page = Parse(Write(report));

        Assert.Equal(report.Tables.Count(table => table.Charted.Count > 0 && table.Rows.Count > 0), page.QuerySelectorAll("svg").Length);
        Assert.NotEmpty(page.QuerySelectorAll("svg"));
        Assert.All(report.Tables.Where(table => table.Charted.Count > 0), table =>
        {
            var chart = page.QuerySelector($"svg[aria-labelledby='diagram-{table.Id}-namn diagram-{table.Id}-text']")!;
            Assert.Equal(table.Rows.SelectMany(row => table.Charted.Select(column => row[column].Text)),
                chart.QuerySelectorAll(".value").Select(value => value.TextContent));
            Assert.Equal(table.Caption, chart.ParentElement!.NextElementSibling!.QuerySelector("caption")!.TextContent);
            Assert.Contains("Tabellen nedan visar samma sak.", chart.QuerySelector("desc")!.TextContent);
        });
    }

    [Fact]
    public void Bars_are_as_long_as_their_numbers()
    {
        var counts = Bars(("a", 8), ("b", 2), ("c", 0));
        Assert.Equal([70m, 17.5m, 0m], counts);
        Assert.Equal([0m, 0m], Bars(("a", 0), ("b", 0)));
        Assert.Empty(Bars());
        Assert.Equal([35m], Widths(new Table("t", "Tabell", ["Rad", "Andel"],
            [["a", Cell.Share(new Figure(1, 2, 0, []))]])
        { Charted = [1] }));
        Assert.Equal([0m], Widths(new Table("t", "Tabell", ["Rad", "Andel"],
            [["a", Cell.Share(new Figure(0, 0, 0, []))]])
        { Charted = [1] }));

        static List<decimal> Bars(params (string Name, int Number)[] rows) =>
            Widths(new Table("t", "Tabell", ["Rad", "Antal"],
                rows.Select(row => (IReadOnlyList<Cell>)[row.Name, row.Number]))
            { Charted = [1] });

        static List<decimal> Widths(Table table) => Parse(Write(With(table))).QuerySelectorAll("svg > rect[width$='%']")
            .Select(bar => decimal.Parse(bar.GetAttribute("width")!.TrimEnd('%'), CultureInfo.InvariantCulture)).ToList();
    }

    [Fact]
    public void What_the_coordinator_thinks_stands_with_its_chapter()
    {
        var page = Parse(Write(SampleReports.Answered,
            new Dictionary<string, string> { ["svarsfrekvens"] = "Bra.\n<b>Bättre</b> än sist.", ["gone"] = "x" }));

        var assessment = Assert.Single(page.QuerySelectorAll(".assessment"));
        Assert.Equal("svarsfrekvens", assessment.ParentElement!.GetAttribute("aria-labelledby"));
        Assert.Equal(("Samordnarens bedömning", "Bra.\n<b>Bättre</b> än sist."),
            (assessment.QuerySelector("h3")!.TextContent, assessment.QuerySelector("p")!.TextContent));
        Assert.Equal("Version 3", page.QuerySelectorAll("header p").Last().TextContent);
    }

    private static Cell Number(params int[] answers) => new($"{answers.Length}", answers, answers.Length);

    private static Table Table(params string[] names) =>
        new("t", "Tabell", ["Rad", "Namn", "Antal"], names.Select((name, index) => (IReadOnlyList<Cell>)[name, $"nr {index}", index]));

    /// <summary>A report of one chapter, with answers for its links to lead to.</summary>
    private static Report With(params Block[] blocks) =>
        SampleReports.Answered with { Chapters = [new Chapter("kapitel", "Kapitel", blocks, [])] };

    private static string Write(Report report, IReadOnlyDictionary<string, string>? assessments = null)
    {
        var html = new ArrayBufferWriter<byte>();
        HtmlReportWriter.Write(report, 3, assessments ?? new Dictionary<string, string>(), html);
        return Encoding.UTF8.GetString(html.WrittenSpan);
    }

    private static IHtmlDocument Parse(string html, bool strict = false) =>
        new HtmlParser(new HtmlParserOptions { IsStrictMode = strict }).ParseDocument(html);
}
