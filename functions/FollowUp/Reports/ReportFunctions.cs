using FollowUp.Pages;
using FollowUp.Reports.Html;
using FollowUp.Reports.Json;
using FollowUp.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Reports;

/// <summary>The newest report of a round, in each of its formats.</summary>
public sealed class ReportFunctions(RoundTable rounds, ReportTable reports)
{
    [Function("ReportAsHtml")]
    public async Task<IResult> ReportAsHtml(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/rounds/{id}/report.html")] HttpRequest request, string id, CancellationToken cancellation)
    {
        if (await reports.NewestAsync(id, cancellation) is not { } report)
        {
            return await NoReportAsync(id, cancellation);
        }
        PageResults.PutHeaders(request.HttpContext.Response.Headers, ReportStyle.PolicySource);
        return new RazorComponentResult<ReportDocument>(new Dictionary<string, object?> { [nameof(ReportDocument.Report)] = report });
    }

    [Function("ReportAsJson")]
    public async Task<IResult> ReportAsJson(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/rounds/{id}/report.json")] HttpRequest request, string id, CancellationToken cancellation) =>
        await reports.NewestAsync(id, cancellation) is { } report
            ? Results.Text(JsonReportWriter.Write(report), "application/json; charset=utf-8")
            : await NoReportAsync(id, cancellation);

    private async Task<IResult> NoReportAsync(string id, CancellationToken cancellation) => ApiResults.Refused(
        StatusCodes.Status404NotFound, await rounds.FindAsync(id, cancellation) == null ? Texts.Drafting.Unknown(id) : Texts.Drafting.NoReport);
}
