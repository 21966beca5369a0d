using FollowUp.Pages;
using FollowUp.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Departments;

/// <summary>Takes the register of departments in: the body is the YAML text, <c>?file=</c> its name for the problems that are reported.</summary>
public sealed class DepartmentFunctions(DepartmentTable departments)
{
    [Function("ImportDepartments")]
    public async Task<IResult> ImportDepartments(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/departments")] HttpRequest request, CancellationToken cancellation)
    {
        if (await request.ReadUploadAsync(cancellation) is not { } upload)
        {
            return ApiResults.Refused(StatusCodes.Status413PayloadTooLarge, Texts.Import.TooLarge);
        }
        var reading = DepartmentReader.Read(upload.Text, upload.File);
        if (reading.Problems.Count > 0)
        {
            return ApiResults.Refused(StatusCodes.Status400BadRequest, reading.Problems.Select(problem => problem.ToString()));
        }
        var version = await departments.AddAsync(reading.Departments, cancellation);
        return ApiResults.Json(StatusCodes.Status200OK, new { version, departments = reading.Departments.Count });
    }
}
