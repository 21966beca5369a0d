using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Api;

public static class OpenApiFunctions
{
    /// <summary>The API, described for programs. A test compares it with the routes.</summary>
    [Function("ShowOpenApi")]
    public static IResult ShowOpenApi(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/openapi.json")] HttpRequest request) =>
        Results.Stream(typeof(OpenApiFunctions).Assembly.GetManifestResourceStream("FollowUp.Api.openapi.json")!, "application/json");
}
