using FollowUp.Pages;
using FollowUp.Reports;
using FollowUp.Rounds;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Api;

/// <summary>The reports of a round, as an HTTP API behind the function key.</summary>
public sealed class ReportFunctions(RoundTable rounds, ReportTable reports, ReportFiles files)
{
    /// <summary>One for each time that the round was closed.</summary>
    [Function("ListReports")]
    public async Task<IResult> ListReports(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/rounds/{id}/reports")] HttpRequest request, string id,
        CancellationToken cancellation) =>
        await rounds.FindAsync(id, cancellation) == null ? ApiResults.Refused(StatusCodes.Status404NotFound, Texts.Drafting.Unknown(id))
            : ApiResults.Json(StatusCodes.Status200OK, await reports.ListAsync(id, cancellation));

    [Function("ReportAsHtml")]
    public Task<IResult> ReportAsHtml(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/rounds/{id}/report.html")] HttpRequest request, string id,
        CancellationToken cancellation) =>
        files.HtmlAsync(request, id, cancellation);

    [Function("ReportAsJson")]
    public Task<IResult> ReportAsJson(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/rounds/{id}/report.json")] HttpRequest request, string id,
        CancellationToken cancellation) =>
        files.JsonAsync(request, id, cancellation);

    [Function("ReportAsCsv")]
    public Task<IResult> ReportAsCsv(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/rounds/{id}/report/{table}.csv")] HttpRequest request, string id,
        string table, CancellationToken cancellation) =>
        files.CsvAsync(request, id, table, cancellation);

    [Function("ReportSchema")]
    public static IResult ReportSchema(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/report-schema.json")] HttpRequest request) =>
        Results.Text(JsonReportWriter.Schema(), "application/schema+json; charset=utf-8");
}
