using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace FollowUp.Pages;

/// <summary>A file that pages fetch. Its address changes with its content, so that it can be kept for a year.</summary>
public abstract class Asset(string folder, string extension, string mediaType, byte[] content)
{
    public string Text => Encoding.UTF8.GetString(content);

    public string Address { get; } = $"/{folder}/{Convert.ToHexStringLower(SHA256.HashData(content))[..16]}.{extension}";

    /// <param name="name">The last part of the address that was asked for: only its own is answered.</param>
    public IResult? Answer(HttpRequest request, string name)
    {
        if (!Address.EndsWith($"/{name}", StringComparison.Ordinal))
        {
            return null;
        }
        request.HttpContext.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(content, mediaType);
    }

    protected static byte[] Stored(string file)
    {
        using var stored = typeof(Asset).Assembly.GetManifestResourceStream($"FollowUp.Pages.{file}")!;
        using var content = new MemoryStream();
        stored.CopyTo(content);
        return content.ToArray();
    }
}

/// <summary>The pages' one style sheet, in the municipality's colour.</summary>
public sealed class StyleSheet(PageSettings settings, PageFonts fonts)
    : Asset("stil", "css", "text/css; charset=utf-8", Encoding.UTF8.GetBytes(
        $":root {{ --accent: {settings.AccentColor}; }}\n{Face(fonts.Regular, 400)}{Face(fonts.Semibold, 600)}")
        .Concat(Stored("followup.css")).ToArray())
{
    /// <summary>The backgrounds that followup.css gives to what may hold a link; white is also the text on the accent colour.</summary>
    public static IReadOnlyList<Color> Grounds { get; } =
        [new(0xff, 0xff, 0xff), new(0xf4, 0xf5, 0xf7), new(0xe2, 0xf2, 0xe7), new(0xe7, 0xef, 0xf9), new(0xfb, 0xfa, 0xf5)];

    private static string Face(Asset font, int weight) =>
        $"@font-face {{ font-family: \"Source Sans 3\"; font-weight: {weight}; font-display: swap; "
        + $"src: url({font.Address}) format(\"woff2\"); }}\n";
}

/// <summary>The pages' one script.</summary>
public sealed class PageScript() : Asset("skript", "js", "text/javascript; charset=utf-8", Stored("followup.js"));

/// <summary>The pages' typeface, in two weights.</summary>
public sealed class PageFonts
{
    public Asset Regular { get; } = new Font("regular");

    public Asset Semibold { get; } = new Font("semibold");

    private sealed class Font(string weight) : Asset("typsnitt", "woff2", "font/woff2", Stored($"source-sans-3-{weight}.woff2"));
}

/// <summary>The picture in the browser's tab: a shield in the municipality's colour.</summary>
public sealed class PageIcon(PageSettings settings)
    : Asset("ikon", "svg", "image/svg+xml", Encoding.UTF8.GetBytes(Shield(settings.AccentColor.ToString())))
{
    /// <summary>As it stands in a page where the municipality has no mark of its own.</summary>
    public const string InPage = "<svg class=\"logo\" viewBox=\"0 0 30 36\" aria-hidden=\"true\" focusable=\"false\">"
        + "<path class=\"shield\" d=\"M2 2h26v17c0 8-6 13-13 15C8 32 2 27 2 19z\"/><path class=\"bars\" d=\"M8 12h14M8 18h14\"/></svg>";

    private static string Shield(string color) => "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 30 36\">"
        + $"<path fill=\"{color}\" d=\"M2 2h26v17c0 8-6 13-13 15C8 32 2 27 2 19z\"/>"
        + "<path stroke=\"#fff\" stroke-width=\"2.5\" d=\"M8 12h14M8 18h14\"/></svg>";
}
