using System.Globalization;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using System.Text.RegularExpressions;
using FollowUp.Rounds;

namespace FollowUp.Mail;

/// <summary>
/// Writes each mail as an <c>.eml</c> file that a mail program opens, named after its key: a repeat takes the place of what it repeats.
/// </summary>
public sealed partial class OutboxSender(FollowUpSettings settings, TimeProvider clock) : IMailSender
{
    // This sender is chosen by that setting.
    private readonly string _folder = settings.OutboxFolder!;

    public async Task SendAsync(Letter letter, CancellationToken cancellation)
    {
        using var message = new MailMessage(settings.MailFrom, new MailAddress(letter.To, letter.ToName, Encoding.UTF8))
        {
            Subject = letter.Subject,
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };
        message.Headers["Message-ID"] = RoundIds.MessageId(letter.Key, settings.MailFrom.Host);
        message.ReplyToList.Add(letter.ReplyTo);
        message.AlternateViews.Add(Part(letter.Text, MediaTypeNames.Text.Plain));
        message.AlternateViews.Add(Part(letter.Html, MediaTypeNames.Text.Html));
        if (letter.Calendar != null)
        {
            message.Attachments.Add(Attachment.CreateAttachmentFromString(letter.Calendar, Texts.Letter.CalendarFile, Encoding.UTF8, "text/calendar"));
        }

        // The framework writes into a folder under a name of its own choice; the file is moved from there, so that it is never seen half-written.
        var workshop = Directory.CreateDirectory(Path.Combine(_folder, $".{Guid.NewGuid():N}"));
        try
        {
            using var client = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = workshop.FullName };
            await client.SendMailAsync(message, cancellation);
            var file = workshop.GetFiles().Single().FullName;
            // It also writes the machine's time, which need not be the round's.
            var date = clock.GetUtcNow().ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);
            await File.WriteAllTextAsync(file, DateHeader().Replace(await File.ReadAllTextAsync(file, cancellation), $"Date: {date}", 1), cancellation);
            File.Move(file, Path.Combine(_folder, $"{letter.Key}.eml"), overwrite: true);
        }
        finally
        {
            workshop.Delete(recursive: true);
        }
    }

    private static AlternateView Part(string content, string type)
    {
        var view = AlternateView.CreateAlternateViewFromString(content, Encoding.UTF8, type);
        view.TransferEncoding = TransferEncoding.Base64;
        return view;
    }

    [GeneratedRegex("^Date: [^\r\n]*", RegexOptions.Multiline)]
    private static partial Regex DateHeader();
}
