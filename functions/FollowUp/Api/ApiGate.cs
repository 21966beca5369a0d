using FollowUp.Coordinator;
using FollowUp.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace FollowUp.Api;

/// <summary>Lets calls of the HTTP API through where it is on and the caller says who they are.</summary>
internal static class ApiGate
{
    public const string Path = "/api";

    public static Task PassAsync(HttpContext http, Func<Task> next)
    {
        if (!http.Request.Path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase))
        {
            return next();
        }
        if (!http.RequestServices.GetRequiredService<ApiSettings>().Enabled)
        {
            return ApiResults.Refused(StatusCodes.Status403Forbidden, Texts.Api.Off).ExecuteAsync(http);
        }
        // A header can say anything; the platform's sign-in cannot.
        var signedIn = http.RequestServices.GetRequiredService<ISignIn>().WhoIs(http.Request)?.Name;
        return http.Request.SetCaller(signedIn ?? http.Request.Headers[ApiCaller.Header].FirstOrDefault()) ? next()
            : ApiResults.Refused(StatusCodes.Status400BadRequest, Texts.Api.NoCaller(ApiCaller.Header)).ExecuteAsync(http);
    }
}
