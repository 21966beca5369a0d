using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FollowUp.Pages;

/// <summary>Pages as results, with the headers that all of them carry.</summary>
internal static class PageResults
{
    /// <summary>The page as a result; its parameters are the component's.</summary>
    public static IResult Page<T>(HttpRequest request, int status, IReadOnlyDictionary<string, object?> parameters) where T : IComponent
    {
        PutHeaders(request.HttpContext.Response.Headers, "'none'");
        return new RazorComponentResult<T>(parameters) { StatusCode = status, PreventStreamingRendering = true };
    }

    /// <summary>An answer to a page's script.</summary>
    public static IResult Json<T>(HttpRequest request, int status, T value)
    {
        PutHeaders(request.HttpContext.Response.Headers, "'none'");
        return Results.Json(value, statusCode: status);
    }

    /// <summary>Sends the browser on with a GET, so that a reload posts nothing again.</summary>
    public static IResult SeeOther(HttpRequest request, string address)
    {
        PutHeaders(request.HttpContext.Response.Headers, "'none'");
        request.HttpContext.Response.Headers.Location = address;
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    /// <param name="styleSource">Of an inline style sheet, where the page has one.</param>
    public static void PutHeaders(IHeaderDictionary headers, string styleSource)
    {
        var styles = styleSource == "'none'" ? "" : $"; style-src {styleSource}";
        headers.ContentSecurityPolicy = $"default-src 'self'{styles}; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex";
    }
}
