using FollowUp.Acts;
using FollowUp.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace FollowUp.Api;

/// <summary>The coordinator's acts on one department in a round, as an HTTP API behind the function key.</summary>
public sealed class DepartmentActFunctions(DepartmentActs acts)
{
    private const string Department = "api/rounds/{id}/departments/{departmentId}";

    [Function("ReturnAnswer")]
    public Task<IResult> ReturnAnswer(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Department + "/return")] HttpRequest request,
        string id, string departmentId, [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        ActAsync(request, Texts.Acts.ReturnNotJson, asked =>
            acts.ReturnAsync(durable, id, departmentId, asked.Section, asked.Question, Texts.Trail.Coordinator, cancellation),
            cancellation);

    [Function("ExtendDepartment")]
    public Task<IResult> ExtendDepartment(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Department + "/extend")] HttpRequest request,
        string id, string departmentId, [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        ActAsync(request, Texts.Acts.MoreTimeNotJson, asked =>
            acts.ExtendAsync(durable, id, departmentId, asked.Deadline, asked.Reason, Texts.Trail.Coordinator, cancellation), cancellation);

    [Function("ExemptDepartment")]
    public Task<IResult> ExemptDepartment(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Department + "/exempt")] HttpRequest request,
        string id, string departmentId, [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        ActAsync(request, Texts.Acts.ReasonNotJson, asked =>
            acts.ExemptAsync(durable, id, departmentId, asked.Reason, Texts.Trail.Coordinator, cancellation), cancellation);

    [Function("LiftExemption")]
    public Task<IResult> LiftExemption(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Department + "/lift")] HttpRequest request,
        string id, string departmentId, [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        ActAsync(request, "", _ => acts.LiftExemptionAsync(durable, id, departmentId, Texts.Trail.Coordinator, cancellation), cancellation);

    [Function("RemindDepartment")]
    public Task<IResult> RemindDepartment(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Department + "/remind")] HttpRequest request,
        string id, string departmentId, [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        ActAsync(request, "", _ => acts.RemindAsync(durable, id, departmentId, Texts.Trail.Coordinator, cancellation), cancellation);

    [Function("SendLink")]
    public Task<IResult> SendLink(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Department + "/link")] HttpRequest request,
        string id, string departmentId, [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        ActAsync(request, Texts.Acts.ContactNotJson, asked =>
            acts.SendLinkAsync(durable, id, departmentId, asked.Contact, Texts.Trail.Coordinator, cancellation), cancellation);

    [Function("ReplaceContact")]
    public Task<IResult> ReplaceContact(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Department + "/contact")] HttpRequest request,
        string id, string departmentId, [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        ActAsync(request, Texts.Acts.ContactNotJson,
            asked => acts.ReplaceContactAsync(durable, id, departmentId, asked.Contact, asked.Before, asked.Name, asked.Email,
                Texts.Trail.Coordinator, cancellation), cancellation);

    /// <summary>Reminds every department that has submitted nothing, and reports the outcome.</summary>
    [Function("RemindAll")]
    public async Task<IResult> RemindAll(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/rounds/{id}/remind")] HttpRequest request,
        string id, [DurableClient] DurableTaskClient durable, CancellationToken cancellation)
    {
        var (result, reminded) = await acts.RemindAllAsync(durable, id, Texts.Trail.Coordinator, cancellation);
        return result.IsDone
            ? ApiResults.Json(StatusCodes.Status202Accepted,
                new
                {
                    departments = reminded.Select(one => new
                    {
                        one.Department.Id,
                        reminded = one.Result.IsDone,
                        problem = one.Result.Problem
                    })
                })
            : result.Refused();
    }

    private static async Task<IResult> ActAsync(HttpRequest request, string notJson, Func<Asked, Task<ActResult>> act,
        CancellationToken cancellation)
    {
        if (await request.ReadJsonAsync(cancellation, empty: new Asked()) is not { } asked)
        {
            return ApiResults.Refused(StatusCodes.Status400BadRequest, notJson);
        }
        var result = await act(asked);
        return result.IsDone ? ApiResults.Json(StatusCodes.Status202Accepted, new { done = result.Outcome == ActOutcome.Done })
            : result.Refused();
    }

    /// <summary>Each act takes its own of these.</summary>
    private sealed record Asked(
        string? Section = null, string? Question = null, DateOnly? Deadline = null, string? Reason = null, string? Contact = null,
        string? Before = null, string? Name = null, string? Email = null);
}
