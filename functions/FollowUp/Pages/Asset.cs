using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace FollowUp.Pages;

/// <summary>A file that pages fetch. Its address changes with its content, so that it can be kept for a year.</summary>
public abstract class Asset(string folder, string extension, string mediaType, string text)
{
    public string Text { get; } = text;

    public string Address { get; } =
        $"/{folder}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16]}.{extension}";

    /// <param name="name">The last part of the address that was asked for: only its own is answered.</param>
    public IResult Answer(HttpRequest request, string name)
    {
        if (!Address.EndsWith($"/{name}", StringComparison.Ordinal))
        {
            return Results.NotFound();
        }
        request.HttpContext.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Text(Text, $"{mediaType}; charset=utf-8");
    }

    protected static string Written(string file)
    {
        using var reader = new StreamReader(typeof(Asset).Assembly.GetManifestResourceStream($"FollowUp.Pages.{file}")!);
        return reader.ReadToEnd();
    }
}

/// <summary>The pages' one style sheet, in the municipality's colour.</summary>
public sealed class StyleSheet(PageSettings settings)
    : Asset("stil", "css", "text/css", $":root {{ --accent: {settings.AccentColor}; }}\n{Written("followup.css")}")
{
    /// <summary>The backgrounds that followup.css gives to what may hold a link; white is also the text on the accent colour.</summary>
    public static IReadOnlyList<Color> Grounds { get; } = [new(0xff, 0xff, 0xff), new(0xf6, 0xf6, 0xf6), new(0xee, 0xf7, 0xf0)];
}

/// <summary>The pages' one script.</summary>
public sealed class PageScript() : Asset("skript", "js", "text/javascript", Written("followup.js"));
