using System.Security.Cryptography;
using System.Text;

namespace FollowUp.Pages;

/// <summary>The pages' one style sheet, in the municipality's colour. Its address changes with its content, so that it can be kept for a year.</summary>
public sealed class StyleSheet(FollowUpSettings settings)
{
    /// <summary>The backgrounds that followup.css gives to what may hold a link; white is also the text on the accent colour.</summary>
    public static IReadOnlyList<Color> Grounds { get; } = [new(0xff, 0xff, 0xff), new(0xf6, 0xf6, 0xf6), new(0xee, 0xf7, 0xf0)];

    public string Text { get; } = $":root {{ --accent: {settings.AccentColor}; }}\n{Written()}";

    public string Address => field ??= $"/stil/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))[..16]}.css";

    private static string Written()
    {
        using var reader = new StreamReader(typeof(StyleSheet).Assembly.GetManifestResourceStream("FollowUp.Pages.followup.css")!);
        return reader.ReadToEnd();
    }
}
