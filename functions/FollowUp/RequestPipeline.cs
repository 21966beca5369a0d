using System.Text;
using FollowUp.Api;
using FollowUp.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace FollowUp;

/// <summary>What every HTTP request passes before its function, in Azure and in the local program.</summary>
internal static class RequestPipeline
{
    public static Task RunAsync(HttpContext http, Func<Task> next)
    {
        SecurityHeaders.PutOn(http);
        return IsReadable(http.Request.ContentType) ? StorageGate.PassAsync(http, () => ApiGate.PassAsync(http, next))
            : LinkPages.Foreign(http.Request).ExecuteAsync(http);
    }

    /// <summary>Whether the framework could read such a body: it throws at an encoding that it does not know or no longer takes.</summary>
    private static bool IsReadable(string? contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type))
        {
            return true;
        }
        try
        {
            _ = type.Charset.HasValue ? Encoding.GetEncoding(HeaderUtilities.RemoveQuotes(type.Charset).ToString()) : Encoding.UTF8;
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return false;
        }
        return !type.Type.Equals("multipart", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Length > 0;
    }
}
