using System.Globalization;
using System.Text;

namespace FollowUp.Inputs;

/// <summary>The one normaliser of text that comes in, whatever program it was typed in or copied from.</summary>
internal static class InputText
{
    private const char SoftLineEnd = '\v';

    /// <summary>As one line: composed (NFC), single spaces, nothing invisible.</summary>
    public static string Line(string? text) => OneSpace(Paragraph(text).Replace('\n', ' '));

    /// <summary>As text with <c>\n</c> between its lines, no blanks at their ends and no blank line first or last.</summary>
    public static string Paragraph(string? text) =>
        string.Join('\n', Clean(text, keepsLayout: false).Split('\n').Select(line => line.TrimEnd(' '))).Trim();

    /// <summary>
    /// A name, word or id as it is looked up: spellings that look alike are alike. Capitals are left to the comparison.
    /// </summary>
    public static string Key(string? text) => string.Concat(Line(text).Select(character => IsHyphen(character) ? '-' : character));

    /// <summary>
    /// A whole file before it is parsed: its lines and tabs stay, for they carry its form. A line end within a line, as Word writes
    /// it, is <c>\v</c>.
    /// </summary>
    public static string File(string text) => Clean(text, keepsLayout: true);

    /// <summary>The day as a field of a form has it; "" for none.</summary>
    public static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>As numbers are looked for in it: with ASCII digits, hyphens and single spaces, and no accents.</summary>
    public static string Digits(string text) => OneSpace(string.Concat(WellFormed(text).Normalize(NormalizationForm.FormKC).EnumerateRunes()
        .Where(rune => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.NonSpacingMark
            or UnicodeCategory.EnclosingMark or UnicodeCategory.Control) || Rune.IsWhiteSpace(rune))
        .Select(rune => Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.DecimalDigitNumber => $"{(int)Rune.GetNumericValue(rune)}",
            _ when Rune.IsWhiteSpace(rune) => " ",
            _ => rune.IsBmp && IsHyphen((char)rune.Value) ? "-" : rune.ToString(),
        })));

    /// <summary>Hyphens, dashes and minus signs: all that is typed for one another.</summary>
    public static bool IsHyphen(char character) => char.GetUnicodeCategory(character) == UnicodeCategory.DashPunctuation
        || character is '\u2212' or '\u2043';

    private static string Clean(string? text, bool keepsLayout)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }
        var runes = text.Replace("\r\n", "\n").EnumerateRunes().ToArray();
        var clean = new StringBuilder(text.Length);
        for (var place = 0; place < runes.Length; place++)
        {
            var rune = runes[place];
            switch (rune.Value)
            {
                case '\n':
                case '\r':
                    clean.Append('\n');
                    break;
                case SoftLineEnd or '\f' or 0x85 or 0x2028 or 0x2029:
                    clean.Append(keepsLayout ? SoftLineEnd : '\n');
                    break;
                case '\t':
                    clean.Append(keepsLayout ? '\t' : ' ');
                    break;
                // Joins the parts of an emoji, and shapes the letters of Persian and the languages of India.
                case 0x200C or 0x200D when place > 0 && place < runes.Length - 1
                    && IsJoined(runes[place - 1]) && IsJoined(runes[place + 1]):
                    clean.Append(rune);
                    break;
                // The braille pattern without dots.
                case 0x2800:
                    clean.Append(' ');
                    break;
                default:
                    clean.Append(Replaced(rune));
                    break;
            }
        }
        // Last: what was taken away may have stood between a letter and its accent.
        var result = clean.ToString().Normalize();
        // Accents and variation selectors without a letter show nothing.
        return keepsLayout || result.EnumerateRunes().Any(rune => !Rune.IsWhiteSpace(rune) && !IsMark(rune)) ? result : "";
    }

    private static string Replaced(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.SpaceSeparator => " ",
        UnicodeCategory.Format or UnicodeCategory.Control => "",
        UnicodeCategory.PrivateUse => OfficeSymbol(rune.Value),
        _ when IsFiller(rune.Value) => "",
        _ when IsNoncharacter(rune.Value) => "\uFFFD",
        _ => rune.ToString(),
    };

    // What Word writes for a character of the fonts Symbol and Wingdings: 0xF000 and its place in the font. Most often it is the sign
    // before an item of a list.
    private static string OfficeSymbol(int value) => value switch
    {
        0xF0E0 => "→",
        0xF0DF => "←",
        0xF04A => "☺",
        0xF0FC => "✓",
        0xF02D => "–",
        >= 0xF020 and <= 0xF0FF => "•",
        _ => "\uFFFD",
    };

    // Letters by category, though nobody sees them: the fillers of Hangul, and the combining grapheme joiner.
    private static bool IsFiller(int value) => value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x034F;

    private static bool IsNoncharacter(int value) => value is >= 0xFDD0 and <= 0xFDEF || (value & 0xFFFE) == 0xFFFE;

    private static bool IsJoined(Rune rune) => IsMark(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherLetter or UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol;

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    // Normalize throws at half a surrogate pair.
    private static string WellFormed(string text) => string.Concat(text.EnumerateRunes());

    private static string OneSpace(string text) => string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
