using System.Text.Json;
using FollowUp.Acts;
using FollowUp.Pages;
using FollowUp.Rounds;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace FollowUp.Api;

/// <summary>The coordinator's acts on a round and on a department of it. Asked for twice, each is done once.</summary>
public sealed class RoundActFunctions(ActRunner runner, RoundTable rounds)
{
    private const string Route = "api/rounds/{id}";

    [Function("PostRoundAct")]
    public async Task<IResult> PostRoundAct(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Route + "/{act}")] HttpRequest request, string id, string act,
        [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        await DoAsync(request, durable, id, departmentId: null, act, cancellation) switch
        {
            (null, var refused) => refused!,
            _ => ApiResults.Json(StatusCodes.Status202Accepted, (await rounds.GetAsync(id, cancellation)).Round),
        };

    [Function("PostDepartmentAct")]
    public async Task<IResult> PostDepartmentAct(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Route + "/departments/{departmentId}/{act}")] HttpRequest request,
        string id, string departmentId, string act, [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        await DoAsync(request, durable, id, departmentId, act, cancellation) switch
        {
            (null, var refused) => refused!,
            var (done, _) => ApiResults.Json(StatusCodes.Status202Accepted, new { done = done.Outcome == ActOutcome.Done }),
        };

    private async Task<(ActResult? Done, IResult? Refused)> DoAsync(HttpRequest request, DurableTaskClient durable, string id,
        string? departmentId, string route, CancellationToken cancellation)
    {
        if (Act.All.FirstOrDefault(act => act.Route == route && act.IsOnDepartment == (departmentId != null)) is not { } asked)
        {
            return (null, ApiResults.Refused(StatusCodes.Status404NotFound, Texts.Acts.UnknownAct(route)));
        }
        if (await ReadAsync(request, cancellation) is not { } input)
        {
            return (null, ApiResults.Refused(StatusCodes.Status400BadRequest, Texts.Acts.NotJson));
        }
        var result = await runner.DoAsync(durable, asked.With(input), id, departmentId, request.Caller(), cancellation);
        return result.IsDone ? (result, null) : (null, result.Refused());
    }

    /// <returns>The fields of the body's object; null where it is none.</returns>
    private static async Task<ActInput?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (await request.ReadJsonAsync(cancellation, empty: new Dictionary<string, JsonElement>()) is not { } body)
        {
            return null;
        }
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in body)
        {
            if (value.ValueKind == JsonValueKind.Object
                || (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().Any(one => one.ValueKind != JsonValueKind.String)))
            {
                return null;
            }
            values[name] = value.ValueKind == JsonValueKind.Array ? string.Join('\n', value.EnumerateArray().Select(one => one.GetString()))
                : value.ToString();
        }
        return new ActInput(values);
    }
}
