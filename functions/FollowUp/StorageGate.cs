using FollowUp.Pages;
using FollowUp.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace FollowUp;

/// <summary>Keeps requests from the functions as long as the tables are not there.</summary>
internal static class StorageGate
{
    public static Task PassAsync(HttpContext http, Func<Task> next)
    {
        // What the page itself loads needs no tables.
        if (http.RequestServices.GetRequiredService<FollowUpTables>().Exist
            || http.Request.Path.StartsWithSegments("/stil", StringComparison.OrdinalIgnoreCase))
        {
            return next();
        }
        http.Response.Headers.RetryAfter = "10";
        const int status = StatusCodes.Status503ServiceUnavailable;
        return LinkPages.Message(http.Request, status, Texts.LinkPages.NoStorageTitle, Texts.LinkPages.NoStorage).ExecuteAsync(http);
    }
}
