using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Pages;

/// <summary>The pages' one script. Its address changes with its content, so that it can be kept for a year.</summary>
public static class ScriptFunctions
{
    private static readonly byte[] Js = ReadJs();

    public static string Address { get; } = $"/skript/{Convert.ToHexStringLower(SHA256.HashData(Js))[..16]}.js";

    [Function("Script")]
    public static IResult Script([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "skript/{name}")] HttpRequest request)
    {
        request.HttpContext.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(Js, "text/javascript; charset=utf-8");
    }

    private static byte[] ReadJs()
    {
        using var stream = typeof(ScriptFunctions).Assembly.GetManifestResourceStream("FollowUp.Pages.followup.js")!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
