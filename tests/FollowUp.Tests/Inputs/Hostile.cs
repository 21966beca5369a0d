using System.Globalization;
using System.Text;
using System.Text.Json;

namespace FollowUp.Tests.Inputs;

/// <summary>Text with all that programs put into it unasked.</summary>
internal static class Hostile
{
    public const string Digits = "8507091232";

    /// <summary>Decomposed, and with signs that nobody sees, other spaces and controls.</summary>
    public const string Text = "Ha\u0308r\u200b \u2060a\u030ar\u00a0\uf0b7\u00ad x\u0007\u202e";

    public const string Clean = "Här år • x";

    public const string Personal = $"{Text} {Digits}";

    public static bool IsIn(string text) => !text.IsNormalized() || text.EnumerateRunes().Any(rune =>
        rune.Value is not ('\n' or '\r' or '\t')
        && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse);

    /// <summary>Whether a stored value, or a text of the JSON that it is, has something that should have been taken away.</summary>
    public static bool IsInStored(string value)
    {
        if (value is not ['{' or '[', ..])
        {
            return IsIn(value);
        }
        try
        {
            return Texts(JsonDocument.Parse(value).RootElement).Any(IsIn);
        }
        catch (JsonException)
        {
            // A part of one.
            return IsIn(value);
        }
    }

    private static IEnumerable<string> Texts(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => [json.GetString()!],
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => json.EnumerateObject().SelectMany(one => Texts(one.Value).Append(one.Name)),
        _ => [],
    };
}
