using CsvHelper;
using FollowUp.Reports;

namespace FollowUp.Tests.Reports;

public sealed class CsvReportWriterTests
{
    [Theory]
    [MemberData(nameof(SampleReports.All), MemberType = typeof(SampleReports))]
    public void Every_table_is_a_file_of_its_own(string name)
    {
        var report = SampleReports.Named(name);

        Assert.Equal([.. report.Tables.Select(table => table.Id), "svar"], CsvReportWriter.Names(report));
        Assert.Distinct(CsvReportWriter.Names(report));
        Assert.All(report.Tables, table =>
        {
            var rows = Read(CsvReportWriter.Write(report, table.Id)!);
            Assert.Equal(table.Header, rows[0]);
            Assert.Equal(table.Rows.Count, rows.Count - 1);
            Assert.All(rows, row => Assert.Equal(table.Header.Count, row.Length));
            Assert.All(rows.SelectMany(row => row), cell => Assert.DoesNotMatch("NaN|Infinity", cell));
        });
        Assert.Null(CsvReportWriter.Write(report, "unknown"));
    }

    [Fact]
    public void Numbers_are_numbers_in_Swedish_and_lines_end_as_in_Excel()
    {
        var csv = CsvReportWriter.Write(With("Först", new Cell("12 345,5", [], 12345.5m), new Cell("-3", [], -3)), "t")!;

        Assert.Equal("\"Rad\";\"Ett\";\"Två\"\r\n\"Först\";\"12345,5\";\"-3\"\r\n", csv);
    }

    /// <summary>Alone it would become a time of day.</summary>
    [Fact]
    public void A_measure_s_number_comes_with_its_title()
    {
        var measure = SampleReports.Answered.Figures.Measures[0];

        Assert.Equal("1:1", measure.Number);
        Assert.Equal(["Rad", $"1:1 {measure.Title}", "1:1, 1:2"], Read(CsvReportWriter.Write(With("Rad", "1:1", "1:1, 1:2"), "t")!)[1]);
    }

    [Theory]
    [InlineData("9:9")]
    [InlineData("1:1:1")]
    [InlineData("1.1")]
    [InlineData("10-12")]
    [InlineData("1/2")]
    [InlineData("0701234567")]
    [InlineData("1E3")]
    public void What_would_become_a_time_or_a_number_stays_text(string text) =>
        Assert.Equal($"=\"{text}\"", Read(CsvReportWriter.Write(With("Rad", text, "x"), "t")!)[1][1]);

    [Theory]
    [MemberData(nameof(SampleReports.All), MemberType = typeof(SampleReports))]
    public void No_cell_looks_like_a_time_of_day(string name)
    {
        var report = SampleReports.Named(name);

        Assert.All(CsvReportWriter.Names(report).SelectMany(table => Read(CsvReportWriter.Write(report, table)!).SelectMany(row => row)),
            cell => Assert.DoesNotMatch(@"^\s*[0-9]+[:.][0-9]+([:.][0-9]+)?[a-z]?\s*$", cell));
    }

    [Theory]
    [MemberData(nameof(SampleReports.All), MemberType = typeof(SampleReports))]
    public void Each_cell_is_quoted(string name)
    {
        var report = SampleReports.Named(name);

        Assert.All(CsvReportWriter.Names(report), table =>
            Assert.Matches("\\A(\"([^\"]|\"\")*\"(;|\r\n))+\\z", CsvReportWriter.Write(report, table)!));
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+46 8 1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1+1")]
    [InlineData("\rx")]
    [InlineData("  =1+1")]
    [InlineData("\n=1+1")]
    [InlineData("\u200b=1+1")]
    [InlineData("\u0001=1+1")]
    [InlineData("\uff1d1+1")]
    [InlineData("'=1+1")]
    [InlineData("=cmd|' /C calc'!A0;=1+1\"")]
    public void What_looks_like_a_formula_comes_out_as_text(string text) =>
        Assert.Equal(["Rad", "'" + text, "x"], Read(CsvReportWriter.Write(With("Rad", text, "x"), "t")!)[1]);

    [Theory]
    [InlineData("Två hus = bra")]
    [InlineData("– inget")]
    [InlineData("2026-01-31")]
    [InlineData("2025")]
    [InlineData("1:1, 1:2")]
    [InlineData("😀-gruppen")]
    [InlineData("a;b \"c\"\nd")]
    public void Other_text_comes_out_as_it_is(string text) =>
        Assert.Equal(text, Read(CsvReportWriter.Write(With("Rad", text, "x"), "t")!)[1][1]);

    [Fact]
    public void All_answers_are_one_file()
    {
        var report = SampleReports.Saying(SampleReports.Hostile);

        var rows = Read(CsvReportWriter.Write(report, "svar")!);

        Assert.Equal(["Nummer", "Enhet", "Avsnitt", "Roll", "Fråga", "Svar", "Inskickat"], rows[0]);
        Assert.Equal(report.Answers.Sum(answer => answer.Items.Count), rows.Count - 1);
        var hostile = Assert.Single(rows, row => row[5] == "'" + SampleReports.Hostile);
        Assert.Equal(["2", "Kommunstyrelsen", report.Answers[1].Title, "ansvarig", "2026-02-20 10:00"],
            new[] { hostile[0], hostile[1], hostile[2], hostile[3], hostile[6] });
    }

    private static Report With(params Cell[] row) =>
        SampleReports.Answered with
        {
            Chapters = [new Chapter("kapitel", "Kapitel",
            [new Table("t", "Tabell", ["Rad", "Ett", "Två"], [row])], [])]
        };

    private static List<string[]> Read(string csv)
    {
        using var reader = CsvReader.FromText(csv, new CsvReaderOptions { Separator = ';', HasHeader = false });
        var rows = new List<string[]>();
        while (reader.Read())
        {
            rows.Add(reader.Current.ToArray());
        }
        return rows;
    }
}
