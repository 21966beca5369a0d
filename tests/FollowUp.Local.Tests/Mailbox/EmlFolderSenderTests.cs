using System.Net.Mail;
using FollowUp.Local.Mailbox;
using FollowUp.Mail;
using MimeKit;

namespace FollowUp.Local.Tests.Mailbox;

public sealed class EmlFolderSenderTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 1, 9, 8, 0, 0, TimeSpan.Zero);

    private static readonly Letter Plain =
        new("key", "board@town.example", null, "coordinator@town.example", "Ämne", "Text", "<p>Text</p>", null);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("followup-mailbox-");

    [Fact]
    public async Task A_mail_is_read_back_as_it_was_written()
    {
        var letter = new Letter("town~1~board~invitation~contact", "board@town.example", "Åsa Ö", "coordinator@town.example",
            "Ämne: å, ä och ö som är ganska långt, längre än en rad i ett huvud får vara enligt standarden",
            "Hej!\n\nÅ\n", "<p>Hej, Å!</p>\n", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n");

        var mail = await SendAsync(letter);

        Assert.Equal(
            ["Auto-Submitted", "Date", "From", "MIME-Version", "Message-Id", "Reply-To", "Subject", "To", "X-Auto-Response-Suppress"],
            mail.Headers.Select(header => header.Field).Order(StringComparer.Ordinal));
        Assert.Equal(("auto-generated", "OOF, AutoReply"), (mail.Headers["Auto-Submitted"], mail.Headers["X-Auto-Response-Suppress"]));
        Assert.Equal((letter.Subject, Now, "town~1~board~invitation~contact@kommunen.example"), (mail.Subject, mail.Date, mail.MessageId));
        Assert.Equal(
            [("Uppföljning", "followup@kommunen.example"), (letter.ToName, letter.To), ("", letter.ReplyTo)],
            new[] { mail.From, mail.To, mail.ReplyTo }.Select(list => Assert.Single(list.Mailboxes))
                .Select(mailbox => (mailbox.Name, mailbox.Address)));
        var mixed = Assert.IsType<Multipart>(mail.Body);
        Assert.Equal("multipart/mixed", mixed.ContentType.MimeType);
        var alternative = Assert.IsType<MultipartAlternative>(mixed[0]);
        Assert.Equal([("text/plain; charset=utf-8", letter.Text), ("text/html; charset=utf-8", letter.Html)], alternative.Select(Read));
        var attachment = (MimePart)mixed[1];
        Assert.True(attachment.IsAttachment);
        Assert.Equal((Texts.Letter.CalendarFile, "text/calendar; charset=utf-8", letter.Calendar),
            (attachment.FileName, Read(attachment).Type, Read(attachment).Text));
    }

    [Fact]
    public async Task A_mail_without_a_calendar_has_its_two_texts_alone()
    {
        var mail = await SendAsync(Plain);

        Assert.Equal(["text/plain", "text/html"], Assert.IsType<MultipartAlternative>(mail.Body).Select(part => part.ContentType.MimeType));
    }

    [Fact]
    public async Task A_repeat_takes_the_place_of_what_it_repeats()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Sender().SendAsync(Plain, TestContext.Current.CancellationToken)));

        Assert.Equal("key.eml", Assert.Single(_folder.GetFileSystemInfos()).Name);
    }

    [Fact]
    public async Task Line_breaks_in_a_name_or_subject_cannot_add_headers()
    {
        var mail = await SendAsync(Plain with { ToName = "A\r\nBcc: x@town.example", Subject = "B\r\nBcc: y@town.example" });

        Assert.DoesNotContain(mail.Headers, header => header.Id == HeaderId.Bcc);
        Assert.Equal("board@town.example", Assert.Single(mail.To.Mailboxes).Address);
    }

    [Fact]
    public async Task What_cannot_be_written_leaves_nothing()
    {
        await Assert.ThrowsAnyAsync<IOException>(() =>
            Sender().SendAsync(Plain with { Key = "missing/key" }, TestContext.Current.CancellationToken));

        Assert.Empty(_folder.GetFileSystemInfos());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private EmlFolderSender Sender() =>
        new(_folder.FullName, new MailAddress("followup@kommunen.example", "Uppföljning"), new FixedClock());

    private async Task<MimeMessage> SendAsync(Letter letter)
    {
        await Sender().SendAsync(letter, TestContext.Current.CancellationToken);
        return await MimeMessage.LoadAsync(Path.Combine(_folder.FullName, $"{letter.Key}.eml"), TestContext.Current.CancellationToken);
    }

    private static (string Type, string Text) Read(MimeEntity part)
    {
        using var bytes = new MemoryStream();
        ((MimePart)part).Content!.DecodeTo(bytes, TestContext.Current.CancellationToken);
        return ($"{part.ContentType.MimeType}; charset={part.ContentType.Charset}", System.Text.Encoding.UTF8.GetString(bytes.ToArray()));
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
