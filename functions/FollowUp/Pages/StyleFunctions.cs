using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Pages;

/// <summary>Gives out the pages' style sheet.</summary>
public sealed class StyleFunctions(StyleSheet sheet)
{
    [Function("Style")]
    public IResult Style([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "stil/{name}")] HttpRequest request)
    {
        request.HttpContext.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Text(sheet.Text, "text/css; charset=utf-8");
    }
}
