using System.Globalization;

namespace FollowUp.Pages;

/// <summary>An opaque colour of sRGB, written as #rrggbb.</summary>
public readonly record struct Color(byte Red, byte Green, byte Blue)
{
    /// <summary>What text needs at least (WCAG 2.2, 1.4.3).</summary>
    public const double ContrastOfText = 4.5;

    public static bool TryParse(string text, out Color color)
    {
        var read = int.TryParse(text.AsSpan(text.Length > 0 ? 1 : 0), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture,
            out var value);
        color = new Color((byte)(value >> 16), (byte)(value >> 8), (byte)value);
        return read && text.Length == 7 && text[0] == '#';
    }

    /// <summary>The contrast ratio of WCAG, from 1 to 21.</summary>
    public double ContrastTo(Color other)
    {
        var (lighter, darker) = (Math.Max(Luminance, other.Luminance), Math.Min(Luminance, other.Luminance));
        return (lighter + 0.05) / (darker + 0.05);
    }

    public override string ToString() => $"#{Red:x2}{Green:x2}{Blue:x2}";

    /// <summary>The relative luminance of WCAG, from 0 to 1.</summary>
    private double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    private static double Linear(byte channel)
    {
        var share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }
}
