using System.Text;
using FollowUp.Mail;
using MimeKit;

namespace FollowUp.Local.Mailbox;

/// <summary>A folder of mails as <c>.eml</c> files, which mail programs open.</summary>
internal static class EmlFolder
{
    /// <summary>The file is named after the letter's key: a repeat takes the place of what it repeats.</summary>
    public static async Task WriteAsync(
        string folder, Letter letter, MailboxAddress from, string messageId, DateTimeOffset date, CancellationToken cancellation)
    {
        MimeEntity body = new MultipartAlternative { Part("plain", letter.Text), Part("html", letter.Html) };
        if (letter.Calendar != null)
        {
            var calendar = Part("calendar", letter.Calendar);
            calendar.ContentDisposition = new ContentDisposition(ContentDisposition.Attachment);
            calendar.FileName = Texts.Letter.CalendarFile;
            body = new Multipart("mixed") { body, calendar };
        }
        using var message = new MimeMessage([from], [new MailboxAddress(letter.ToName, letter.To)], letter.Subject, body) { Date = date };
        message.ReplyTo.Add(new MailboxAddress(null, letter.ReplyTo));
        message.Headers[HeaderId.MessageId] = messageId;
        foreach (var (name, value) in Letter.AutomaticHeaders)
        {
            message.Headers[name] = value;
        }

        // Written under another name first, so that nobody reads half a mail.
        var draft = Path.Combine(folder, $".{Guid.NewGuid():N}");
        try
        {
            await message.WriteToAsync(draft, cancellation);
            File.Move(draft, Path.Combine(folder, $"{letter.Key}.eml"), overwrite: true);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    // Base64 keeps the line ends as they are.
    private static TextPart Part(string subtype, string text)
    {
        var part = new TextPart(subtype) { ContentTransferEncoding = ContentEncoding.Base64 };
        part.SetText(Encoding.UTF8, text);
        return part;
    }
}
