using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FollowUp.Pages;

/// <summary>Pages and what else their users get, as results.</summary>
internal static class PageResults
{
    /// <summary>The page as a result; its parameters are the component's.</summary>
    public static IResult Page<T>(int status, IReadOnlyDictionary<string, object?> parameters) where T : IComponent =>
        new RazorComponentResult<T>(parameters) { StatusCode = status, PreventStreamingRendering = true };

    /// <summary>Sends the browser on with a GET, so that a reload posts nothing again.</summary>
    public static IResult SeeOther(HttpRequest request, string address)
    {
        request.HttpContext.Response.Headers.Location = address;
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }
}
