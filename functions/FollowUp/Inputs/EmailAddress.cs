using System.Buffers;
using System.Globalization;
using System.Text;

namespace FollowUp.Inputs;

/// <summary>An e-mail address that every mail service takes: the one rule for every door.</summary>
internal static class EmailAddress
{
    // Of characters (RFC 5321, 4.5.3.1).
    private const int MaxLength = 254;
    private const int MaxLocalLength = 64;

    private static readonly SearchValues<char> LocalCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-+'");

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>The address without the invisible characters and spaces that come along when it is copied.</summary>
    public static string Clean(string? typed) => InputText.Line(typed);

    /// <summary>Why no mail can be sent to the address, as a sentence; null where it can.</summary>
    /// <param name="address">As <see cref="Clean"/> returns it.</param>
    public static string? WhyNot(string address)
    {
        if (address.Length > MaxLength)
        {
            return Texts.Address.TooLong(MaxLength);
        }
        if (address.Split('@') is not [{ Length: > 0 and <= MaxLocalLength } local, { Length: > 0 } domain])
        {
            return Texts.Address.NotOne;
        }
        if (local.AsSpan().IndexOfAnyExcept(LocalCharacters) is >= 0 and var place)
        {
            return Texts.Address.BadCharacter(Rune.TryGetRuneAt(local, place, out var rune) ? rune : Rune.ReplacementChar, place + 1);
        }
        return new[] { local, domain }.Any(part => part.StartsWith('.') || part.EndsWith('.')
            || part.Contains("..", StringComparison.Ordinal))
            ? Texts.Address.MisplacedDot
            : AsciiDomain(domain) is not { } ascii ? Texts.Address.BadDomain(domain)
            : !ascii.Contains('.') || !ascii[(ascii.LastIndexOf('.') + 1)..].Any(char.IsAsciiLetter) ? Texts.Address.NoTopDomain(domain)
            : null;
    }

    /// <summary>The address as it stands in a mail: a domain with other letters than a–z in Punycode (RFC 5891).</summary>
    /// <param name="address">One that <see cref="WhyNot"/> has nothing against.</param>
    public static string ForMail(string address) =>
        address.Split('@') is [var local, var domain] && AsciiDomain(domain) is { } ascii ? $"{local}@{ascii}" : address;

    /// <summary>What stands after the @, as it is compared: in Punycode and small letters.</summary>
    public static string Domain(string address) => ForMail(address).Split('@')[^1].ToLowerInvariant();

    private static string? AsciiDomain(string domain)
    {
        try
        {
            return Idn.GetAscii(domain);
        }
        catch (ArgumentException)
        {
            // A label that is empty or too long, or a character that no domain can have.
            return null;
        }
    }
}
