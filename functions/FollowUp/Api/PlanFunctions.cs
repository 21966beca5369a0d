using FollowUp.Departments;
using FollowUp.Pages;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Time;
using FollowUp.Trail;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Api;

/// <summary>
/// Takes plans in and gives them out: the body is YAML or CSV, <c>?file=</c> its name, whose ending says which, and which the findings
/// begin with.
/// </summary>
public sealed class PlanFunctions(PlanTable plans, DepartmentTable departments, TimeProvider clock)
{
    [Function("ImportPlan")]
    public async Task<IResult> ImportPlan(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/plans")] HttpRequest request, CancellationToken cancellation)
    {
        if (await ReadAsync(request, cancellation) is not (var file, var reading))
        {
            return ApiResults.Refused(StatusCodes.Status413PayloadTooLarge, Texts.Import.TooLarge);
        }
        if (reading.Plan is not { } plan)
        {
            return ApiResults.Found(StatusCodes.Status400BadRequest, reading.Findings);
        }
        var version = await plans.AddAsync(
            new StoredPlan(plan, reading.Findings), new VersionOrigin(clock.GetUtcNow(), request.Caller(), file,
            reading.Findings.Count), cancellation);
        return ApiResults.Json(StatusCodes.Status200OK, new
        {
            planId = plan.Id,
            version,
            measures = plan.Measures.Count(),
            directions = plan.Directions.Count(),
            warnings = reading.Findings.Select(finding => finding.ToString()),
        });
    }

    /// <summary>What an import would say, without importing.</summary>
    [Function("LintPlan")]
    public async Task<IResult> LintPlan(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/plans/lint")] HttpRequest request, CancellationToken cancellation) =>
        await ReadAsync(request, cancellation) is (_, var reading)
            ? ApiResults.Found(StatusCodes.Status200OK, reading.Findings)
            : ApiResults.Refused(StatusCodes.Status413PayloadTooLarge, Texts.Import.TooLarge);

    /// <summary>The newest version of each plan, with the warnings that it came in with.</summary>
    [Function("ListPlans")]
    public async Task<IResult> ListPlans(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/plans")] HttpRequest request, CancellationToken cancellation) =>
        ApiResults.Json(StatusCodes.Status200OK, (await plans.ListAsync(cancellation)).Select(newest => new
        {
            planId = newest.Stored.Plan.Id,
            newest.Version,
            newest.Stored.Plan.Title,
            newest.Stored.Plan.Municipality,
            newest.Stored.Plan.Parent,
            warnings = newest.Stored.Warnings.Select(warning => warning.ToString()),
        }));

    [Function("ExportPlanAsYaml")]
    public async Task<IResult> ExportPlanAsYaml(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/plans/{id}/plan.yaml")] HttpRequest request, string id,
        CancellationToken cancellation) =>
        await plans.NewestAsync(id, cancellation) is { } newest
            ? ApiResults.Yaml(PlanWriter.Yaml(newest.Stored.Plan, (await departments.NewestAsync(cancellation)).Register))
            : Unknown(id);

    [Function("ExportPlanAsCsv")]
    public async Task<IResult> ExportPlanAsCsv(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/plans/{id}/plan.csv")] HttpRequest request, string id,
        CancellationToken cancellation) =>
        await plans.NewestAsync(id, cancellation) is { } newest
            ? ApiResults.Csv(PlanWriter.Csv(newest.Stored.Plan, (await departments.NewestAsync(cancellation)).Register))
            : Unknown(id);

    /// <summary>Who is bound to what if a round were opened today, and where a person must decide first.</summary>
    [Function("ShowDuties")]
    public async Task<IResult> ShowDuties(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/plans/{id}/duties")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        if (await plans.NewestAsync(id, cancellation) is not { } newest)
        {
            return Unknown(id);
        }
        var register = (await departments.NewestAsync(cancellation)).Register;
        var duties = Responsibilities.In(newest.Stored.Plan, register, StockholmTime.DayOf(clock.GetUtcNow()));
        return ApiResults.Json(StatusCodes.Status200OK, new
        {
            departments = duties.Departments.Select(departmentId => new
            {
                id = departmentId,
                register.Find(departmentId)!.Name,
                duties = duties.Of(departmentId).Select(duty => new { measure = duty.Measure.Number, role = duty.Kind, duty.Qualifier }),
            }),
            undecided = duties.Undecided.Select(Texts.Plan.Undecided),
        });
    }

    /// <summary>The directions of the plan that show up in no other plan's measures.</summary>
    [Function("ShowGaps")]
    public async Task<IResult> ShowGaps(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/plans/{id}/gaps")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var all = (await plans.ListAsync(cancellation)).Select(newest => newest.Stored.Plan).ToList();
        return all.Find(plan => plan.Id == id) is { } directions
            ? ApiResults.Json(StatusCodes.Status200OK, DirectionGaps.In(directions, all).Select(gap => Texts.Plan.Gap(directions, gap)))
            : Unknown(id);
    }

    private async Task<(string File, PlanReading Reading)?> ReadAsync(HttpRequest request, CancellationToken cancellation) =>
        await request.ReadUploadAsync(cancellation) is { } upload
            ? (upload.File, PlanReader.Read(upload, (await departments.NewestAsync(cancellation)).Register,
                (await plans.ListAsync(cancellation)).Select(newest => newest.Stored.Plan).ToList()))
            : null;

    private static IResult Unknown(string id) => ApiResults.Refused(StatusCodes.Status404NotFound, Texts.Plan.Unknown(id));
}
