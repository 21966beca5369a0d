using FollowUp.Pages;
using FollowUp.Reports.Csv;
using FollowUp.Reports.Html;
using FollowUp.Reports.Json;
using FollowUp.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Reports;

/// <summary>The newest report of a round, in each of its formats.</summary>
public sealed class ReportFunctions(RoundTable rounds, ReportTable reports)
{
    [Function("ReportAsHtml")]
    public Task<IResult> ReportAsHtml(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/rounds/{id}/report.html")] HttpRequest request, string id, CancellationToken cancellation) =>
        WriteAsync(id, (version, report) =>
        {
            PageResults.PutHeaders(request.HttpContext.Response.Headers, ReportStyle.PolicySource);
            var bytes = new MemoryStream();
            using (var writer = new StreamWriter(bytes, leaveOpen: true))
            {
                HtmlReportWriter.Write(report, version, new Dictionary<string, string>(), writer);
            }
            return Results.Bytes(bytes.GetBuffer().AsMemory(0, (int)bytes.Length), "text/html; charset=utf-8");
        }, cancellation);

    [Function("ReportAsJson")]
    public Task<IResult> ReportAsJson(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/rounds/{id}/report.json")] HttpRequest request, string id, CancellationToken cancellation) =>
        WriteAsync(id, (_, report) => Results.Stream(output => JsonReportWriter.WriteAsync(report, output, cancellation), "application/json; charset=utf-8"), cancellation);

    [Function("ReportAsCsv")]
    public Task<IResult> ReportAsCsv(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/rounds/{id}/report/{table}.csv")] HttpRequest request, string id, string table, CancellationToken cancellation) =>
        WriteAsync(id, (_, report) => CsvReportWriter.Write(report, table) is { } csv
            ? ApiResults.Csv(csv)
            : ApiResults.Refused(StatusCodes.Status404NotFound, Texts.ReportText.NoTable(table, CsvReportWriter.Names(report))), cancellation);

    [Function("ReportSchema")]
    public IResult ReportSchema([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/report-schema.json")] HttpRequest request) =>
        Results.Text(JsonReportWriter.Schema(), "application/schema+json; charset=utf-8");

    private async Task<IResult> WriteAsync(string id, Func<int, Report, IResult> write, CancellationToken cancellation) =>
        await reports.NewestAsync(id, cancellation) is var (version, report)
            ? write(version, report)
            : ApiResults.Refused(StatusCodes.Status404NotFound, await rounds.FindAsync(id, cancellation) == null ? Texts.Drafting.Unknown(id) : Texts.Drafting.NoReport);
}
