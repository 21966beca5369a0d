using FollowUp.Pages;
using FollowUp.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Plans;

/// <summary>Takes a plan in: the body is the YAML text, <c>?file=</c> its name for the problems that are reported.</summary>
public sealed class PlanFunctions(PlanTable plans, DepartmentTable departments)
{
    [Function("ImportPlan")]
    public async Task<IResult> ImportPlan(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/plans")] HttpRequest request, CancellationToken cancellation)
    {
        if (await request.ReadUploadAsync(cancellation) is not { } upload)
        {
            return ApiResults.Refused(StatusCodes.Status413PayloadTooLarge, Texts.Import.TooLarge);
        }
        var reading = PlanReader.Read(upload.Text, upload.File, (await departments.NewestAsync(cancellation)).Departments);
        if (reading.Plan == null)
        {
            return ApiResults.Refused(StatusCodes.Status400BadRequest, reading.Problems.Select(problem => problem.ToString()));
        }
        var version = await plans.AddAsync(reading.Plan, cancellation);
        return ApiResults.Json(StatusCodes.Status200OK, new { planId = reading.Plan.Id, version, measures = reading.Plan.Measures.Count() });
    }
}
