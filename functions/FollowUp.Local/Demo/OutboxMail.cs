using System.Text;
using System.Text.RegularExpressions;
using MimeKit;

namespace FollowUp.Local.Demo;

/// <summary>A mail as its recipient reads it, from an <c>.eml</c> file of the outbox.</summary>
public sealed partial record OutboxMail(string File, string MessageId, DateTimeOffset Date, string To, string Subject, string Text,
    string Html, string? Calendar)
{
    /// <summary>Where its recipient answers; null where nothing is asked of them.</summary>
    public Uri? Link => LinkIn(Text);

    /// <summary>The text as it is in any world.</summary>
    public static string WithoutAddresses(string text) => WebAddress().Replace(text, "LINK");

    /// <summary>Where it asks for answers; null where it does not.</summary>
    public Uri? Form => FormAt(Link);

    /// <summary>The link, unless it shows a receipt or an extract.</summary>
    public static Uri? FormAt(Uri? link) => link != null && !link.AbsolutePath.Contains("/kvitto/")
        && !link.AbsolutePath.EndsWith("/utdrag", StringComparison.Ordinal) ? link : null;

    /// <summary>As <see cref="Link"/>.</summary>
    public static Uri? LinkIn(string text) => AnswerAddress().Match(text) is { Success: true } found ? new Uri(found.Value) : null;

    /// <summary>Every mail of the folder, oldest first.</summary>
    public static IReadOnlyList<OutboxMail> ReadAll(string folder) => Directory.GetFiles(folder, "*.eml")
        .Select(Read)
        .OrderBy(mail => mail.Date).ThenBy(mail => mail.File, StringComparer.Ordinal)
        .ToList();

    private static OutboxMail Read(string path)
    {
        using var mail = MimeMessage.Load(path);
        var parts = mail.BodyParts.OfType<TextPart>().ToDictionary(part => part.ContentType.MimeType, Decoded);
        return new OutboxMail(
            Path.GetFileName(path), $"<{mail.MessageId}>", mail.Date, mail.To.ToString(), mail.Subject ?? "",
            parts["text/plain"], parts["text/html"], parts.GetValueOrDefault("text/calendar"));
    }

    // TextPart.Text would turn the line ends into this machine's.
    private static string Decoded(TextPart part)
    {
        using var bytes = new MemoryStream();
        part.Content!.DecodeTo(bytes);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    [GeneratedRegex(@"https?://[^/\s]+/svar/\S+")]
    private static partial Regex AnswerAddress();

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex WebAddress();
}
