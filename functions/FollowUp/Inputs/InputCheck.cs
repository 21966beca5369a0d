using System.Globalization;
using System.Text.RegularExpressions;

namespace FollowUp.Inputs;

/// <summary>
/// The one check of each kind of text that is stored: why it is not taken, as a sentence; null where it is. That something is missing
/// each form says in words of its own.
/// </summary>
internal static partial class InputCheck
{
    // Characters of a number with its spaces: more than any that is counted.
    private const int MaxNumber = 30;

    public static string? Line(string? text, int maxLength) => Text(InputText.Line(text), maxLength);

    public static string? Paragraph(string? text, int maxLength) => Text(InputText.Paragraph(text), maxLength);

    /// <param name="address">As <see cref="EmailAddress.Clean"/> returns it.</param>
    public static string? Address(string address) => NoPersonalNumber(address) ?? EmailAddress.WhyNot(address);

    /// <summary>Texts are about measures, never about persons.</summary>
    public static string? NoPersonalNumber(string? text) =>
        PersonalNumber.In(text ?? "") is { } found ? Texts.Input.PersonalNumber(found) : null;

    /// <summary>A day as 2024-01-31, whatever the hyphens; null where it is none.</summary>
    public static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(InputText.Key(text), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day : null;

    /// <summary>
    /// A number as Swedes write it, 1 234,5; also with a point. Null where it is none: a space parts thousands and nothing else.
    /// </summary>
    public static decimal? Number(string? text)
    {
        var key = InputText.Key(text);
        return key.Length <= MaxNumber && (!key.Contains(' ') || Thousands().IsMatch(key)) && decimal.TryParse(
            key.Replace(" ", "").Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static string? Text(string text, int maxLength) =>
        text.Length > maxLength ? Texts.Input.TooLong(text.Length, maxLength) : NoPersonalNumber(text);

    [GeneratedRegex(@"\A[-+]? ?([0-9]+|[0-9]{1,3}( [0-9]{3})+)([,.][0-9]*)?\z")]
    private static partial Regex Thousands();
}
