using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Pages;

/// <summary>The pages' one style sheet. Its address changes with its content, so that it can be kept for a year.</summary>
public static class StyleFunctions
{
    private static readonly byte[] Css = ReadCss();

    public static string Address { get; } = $"/stil/{Convert.ToHexStringLower(SHA256.HashData(Css))[..16]}.css";

    [Function("Style")]
    public static IResult Style([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "stil/{name}")] HttpRequest request)
    {
        request.HttpContext.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(Css, "text/css; charset=utf-8");
    }

    private static byte[] ReadCss()
    {
        using var stream = typeof(StyleFunctions).Assembly.GetManifestResourceStream("FollowUp.Pages.followup.css")!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
