using FollowUp.Departments;
using FollowUp.Pages;
using FollowUp.Trail;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Api;

/// <summary>
/// Takes the register of departments in and gives it out: the body is YAML or CSV, <c>?file=</c> its name, whose ending says which.
/// </summary>
public sealed class DepartmentFunctions(DepartmentTable departments, TimeProvider clock)
{
    [Function("ImportDepartments")]
    public async Task<IResult> ImportDepartments(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/departments")] HttpRequest request, CancellationToken cancellation)
    {
        if (await request.ReadUploadAsync(cancellation) is not { } upload)
        {
            return ApiResults.Refused(StatusCodes.Status413PayloadTooLarge, Texts.Import.TooLarge);
        }
        var reading = DepartmentReader.Read(upload);
        if (reading.Register is not { } register)
        {
            return ApiResults.Found(StatusCodes.Status400BadRequest, reading.Findings);
        }
        var version = await departments.AddAsync(register,
            new VersionOrigin(clock.GetUtcNow(), request.Caller(), upload.File, reading.Findings.Count), cancellation);
        return ApiResults.Json(StatusCodes.Status200OK, new
        {
            version,
            departments = register.Departments.Count,
            warnings = reading.Findings.Select(finding => finding.ToString()),
        });
    }

    [Function("ExportDepartmentsAsYaml")]
    public async Task<IResult> ExportDepartmentsAsYaml(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/departments/register.yaml")] HttpRequest request,
        CancellationToken cancellation) =>
        ApiResults.Yaml(DepartmentWriter.Yaml((await departments.NewestAsync(cancellation)).Register));

    [Function("ExportDepartmentsAsCsv")]
    public async Task<IResult> ExportDepartmentsAsCsv(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/departments/register.csv")] HttpRequest request,
        CancellationToken cancellation) =>
        ApiResults.Csv(DepartmentWriter.Csv((await departments.NewestAsync(cancellation)).Register));
}
