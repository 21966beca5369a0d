using System.Globalization;
using FollowUp.Imports;
using FollowUp.Questionnaires;
using FollowUp.Time;

namespace FollowUp.Reports;

/// <summary>One table of the report, for further work in Excel; or all the answers.</summary>
internal static class CsvReportWriter
{
    /// <summary>The name that all the answers have beside the tables' ids.</summary>
    private const string Answers = "svar";

    public static IEnumerable<string> Names(Report report) => report.Tables.Select(table => table.Id).Append(Answers);

    /// <summary>Null where the report has nothing of that name.</summary>
    public static string? Write(Report report, string name) =>
        name == Answers ? CsvFile.Write([Texts.ReportText.AnswerColumns, .. report.Answers.SelectMany(Rows)])
        : report.Tables.FirstOrDefault(table => table.Id == name) is { } table
        ? CsvFile.Write([table.Header, .. table.Rows.Select(row => row.Select(cell => Written(cell, report)))])
        : null;

    // A measure's number alone would become a time of day in a spreadsheet: its title comes with it.
    private static object Written(Cell cell, Report report) => cell.Number is { } number ? number
        : report.Figures.Measures.FirstOrDefault(measure => measure.Number == cell.Text) is { } measure
        ? $"{measure.Number} {measure.Title}" : cell.Text;

    private static IEnumerable<IEnumerable<string>> Rows(ReportedAnswer answer) => answer.Items.Select(item => new[]
    {
        answer.Number.ToString(CultureInfo.InvariantCulture),
        answer.Department,
        answer.Title,
        answer.Role is SectionKind.Responsible or SectionKind.CoResponsible ? Texts.ReportText.RoleOf(answer.Role) : "",
        item.Question,
        item.Text.ReplaceLineEndings("\n"),
        StockholmTime.Local(answer.Received).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
    });
}
