namespace FollowUp.Mail;

/// <summary>A mail as it is sent. The same key always makes the same Message-ID, so that a repeat is known as one.</summary>
/// <param name="Key">From <see cref="Rounds.RoundIds.MailKey"/>.</param>
/// <param name="ReplyTo">Where a person reads what is answered.</param>
/// <param name="Calendar">The deadline as an iCalendar file; null where nothing is asked of the recipient.</param>
public sealed record Letter(string Key, string To, string? ToName, string ReplyTo, string Subject, string Text, string Html,
    string? Calendar)
{
    /// <summary>Headers that keep absence notices from answering (RFC 3834, and Exchange's own).</summary>
    public static IReadOnlyDictionary<string, string> AutomaticHeaders { get; } = new Dictionary<string, string>
    {
        ["Auto-Submitted"] = "auto-generated",
        ["X-Auto-Response-Suppress"] = "OOF, AutoReply",
    };
}
