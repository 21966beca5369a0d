using FollowUp.Pages;
using Microsoft.AspNetCore.Http;

namespace FollowUp;

/// <summary>What every HTTP request passes before its function, in Azure and in the local program.</summary>
internal static class RequestPipeline
{
    public static Task RunAsync(HttpContext http, Func<Task> next)
    {
        SecurityHeaders.PutOn(http);
        return StorageGate.PassAsync(http, next);
    }
}
