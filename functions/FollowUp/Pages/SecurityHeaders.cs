using FollowUp.Links;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace FollowUp.Pages;

/// <summary>The headers that every answer carries: pages, files, redirects and errors.</summary>
internal static class SecurityHeaders
{
    private const string NoFeatures =
        "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), "
        + "microphone=(), payment=(), usb=()";

    /// <param name="inlineStyle">The hash of a page's inline style sheet; null where it has none.</param>
    public static string ContentPolicy(string? inlineStyle = null) =>
        $"default-src 'self'{(inlineStyle == null ? "" : $"; style-src {inlineStyle}")}; frame-ancestors 'none'; base-uri 'none'; "
        + "form-action 'self'";

    /// <summary>Adds them as the answer starts, because an error clears what was set before; what the answer has set stays.</summary>
    public static void PutOn(HttpContext http) => http.Response.OnStarting(() =>
    {
        var headers = http.Response.Headers;
        headers.TryAdd("Cache-Control", "no-store");
        headers.TryAdd("Content-Security-Policy", ContentPolicy());
        headers.TryAdd("Permissions-Policy", NoFeatures);
        headers.TryAdd("Referrer-Policy", "no-referrer");
        headers.TryAdd("X-Content-Type-Options", "nosniff");
        headers.TryAdd("X-Robots-Tag", "noindex");
        // Behind the platform's front the app is asked by http, whatever the browser used. What lies below the address may be others'.
        if (http.RequestServices.GetRequiredService<LinkSettings>().PublicBaseAddress.Scheme == Uri.UriSchemeHttps)
        {
            headers.TryAdd("Strict-Transport-Security", "max-age=31536000");
        }
        return Task.CompletedTask;
    });
}
