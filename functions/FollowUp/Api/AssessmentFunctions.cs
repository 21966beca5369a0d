using FollowUp.Acts;
using FollowUp.Pages;
using FollowUp.Reports;
using FollowUp.Rounds;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Api;

/// <summary>The coordinator's own assessment of each chapter of the report, as an HTTP API behind the function key.</summary>
public sealed class AssessmentFunctions(RoundTable rounds, AssessmentTable assessments, AssessmentWriting writing)
{
    [Function("ListAssessments")]
    public async Task<IResult> ListAssessments(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/rounds/{id}/assessment")] HttpRequest request, string id,
        CancellationToken cancellation) =>
        await rounds.FindAsync(id, cancellation) == null ? ApiResults.Refused(StatusCodes.Status404NotFound, Texts.Drafting.Unknown(id))
            : ApiResults.Json(StatusCodes.Status200OK, await assessments.ListAsync(id, cancellation));

    [Function("PutAssessment")]
    public async Task<IResult> PutAssessment(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "api/rounds/{id}/assessment/{chapter}")] HttpRequest request, string id,
        string chapter, CancellationToken cancellation)
    {
        if (await request.ReadJsonAsync<Written>(cancellation) is not { Text: { } written } body)
        {
            return ApiResults.Refused(StatusCodes.Status400BadRequest, Texts.Assessing.NotJson);
        }
        return await writing.WriteAsync(id, chapter, written, body.Before, request.Caller(), cancellation) switch
        {
            { Result: { IsDone: false } refused } => refused.Refused(),
            { Meanwhile: true } there => ApiResults.Json(StatusCodes.Status409Conflict,
                new { problems = new[] { Texts.Assessing.WrittenMeanwhile }, chapter, there.Version, there.Text }),
            var now => ApiResults.Json(StatusCodes.Status200OK, new { chapter, now.Version, now.Text }),
        };
    }

    /// <param name="Before">Version of the assessment that its writer had read; 0 where there was none.</param>
    private sealed record Written(string? Text, int Before);
}
