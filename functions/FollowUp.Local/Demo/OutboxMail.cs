using System.Text;
using System.Text.RegularExpressions;

namespace FollowUp.Local.Demo;

/// <summary>A mail as its recipient reads it, from an <c>.eml</c> file of the outbox.</summary>
public sealed partial record OutboxMail(string File, string MessageId, DateTimeOffset Date, string To, string Subject, string Text, string Html, string? Calendar)
{
    /// <summary>Where its recipient answers; null where nothing is asked of them.</summary>
    public Uri? Link => AnswerAddress().Match(Text) is { Success: true } found ? new Uri(found.Value) : null;

    /// <summary>The text as it is in any world.</summary>
    public static string WithoutAddresses(string text) => WebAddress().Replace(text, "LINK");

    /// <summary>Where it asks for answers; null where it does not.</summary>
    public Uri? Form => FormAt(Link);

    /// <summary>The link, unless it shows a receipt or an extract.</summary>
    public static Uri? FormAt(Uri? link) => link != null && !link.AbsolutePath.Contains("/kvitto/") && !link.AbsolutePath.EndsWith("/utdrag", StringComparison.Ordinal) ? link : null;

    /// <summary>Every mail of the folder, oldest first.</summary>
    public static IReadOnlyList<OutboxMail> ReadAll(string folder) => Directory.GetFiles(folder, "*.eml")
        .Select(Read)
        .OrderBy(mail => mail.Date).ThenBy(mail => mail.File, StringComparer.Ordinal)
        .ToList();

    private static OutboxMail Read(string path)
    {
        var (headers, body) = Split(System.IO.File.ReadAllText(path));
        var parts = Parts(headers, body).ToList();
        string Part(string type) => parts.Single(part => part.Type.StartsWith(type, StringComparison.Ordinal)).Content;
        return new OutboxMail(
            Path.GetFileName(path), headers["message-id"], DateTimeOffset.Parse(headers["date"], System.Globalization.CultureInfo.InvariantCulture),
            headers["to"], Decode(headers["subject"]), Part("text/plain"), Part("text/html"),
            parts.SingleOrDefault(part => part.Type.StartsWith("text/calendar", StringComparison.Ordinal)).Content);
    }

    /// <summary>The mail's leaves, whatever multiparts they hang in.</summary>
    private static IEnumerable<(string Type, string Content)> Parts(Dictionary<string, string> headers, string body)
    {
        var type = headers["content-type"];
        if (!type.StartsWith("multipart/", StringComparison.Ordinal))
        {
            return [(type, Encoding.UTF8.GetString(Convert.FromBase64String(body.Trim())))];
        }
        return body.Split($"--{Boundary().Match(type).Groups[1].Value}").Skip(1).SkipLast(1)
            .Select(part => Split(part.TrimStart('\n')))
            .SelectMany(part => Parts(part.Headers, part.Body));
    }

    private static (Dictionary<string, string> Headers, string Body) Split(string text)
    {
        text = text.ReplaceLineEndings("\n");
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        // A header goes on in lines that begin with white space.
        var headers = text[..end].Replace("\n ", " ").Replace("\n\t", " ").Split('\n')
            .Select(line => line.Split(": ", 2))
            .Where(pair => pair.Length == 2)
            .GroupBy(pair => pair[0].ToLowerInvariant())
            .ToDictionary(group => group.Key, group => group.First()[1]);
        return (headers, text[(end + 2)..]);
    }

    private static string Decode(string header) => string.Concat(EncodedWord().Split(header).Select((part, i) => i % 2 == 1
        ? Encoding.UTF8.GetString(Convert.FromBase64String(part))
        : string.IsNullOrWhiteSpace(part) ? "" : part));

    [GeneratedRegex(@"https?://[^/\s]+/svar/\S+")]
    private static partial Regex AnswerAddress();

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex WebAddress();

    [GeneratedRegex("boundary=\"?([^\";]+)")]
    private static partial Regex Boundary();

    [GeneratedRegex(@"=\?utf-8\?B\?([^?]*)\?=", RegexOptions.IgnoreCase)]
    private static partial Regex EncodedWord();
}
