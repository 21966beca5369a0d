using FollowUp.Local.Demo;
using FollowUp.Mail;
using Microsoft.Extensions.Configuration;

namespace FollowUp.Tests.Mail;

public sealed class OutboxSenderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("followup-outbox-");

    [Fact]
    public async Task A_mail_is_read_back_as_it_was_written()
    {
        var letter = new Letter("town~1~board~invitation~contact", "board@town.example", "Åsa Ö", "coordinator@town.example",
            "Ämne: å, ä och ö som är ganska långt, längre än en rad i ett huvud får vara enligt standarden", "Hej!\n\nhttp://127.0.0.1/svar/x\n", "<p>Hej!</p>", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n");

        await Sender().SendAsync(letter, TestContext.Current.CancellationToken);

        var mail = Assert.Single(OutboxMail.ReadAll(_folder.FullName));
        Assert.Equal("town~1~board~invitation~contact.eml", mail.File);
        Assert.Equal("<town~1~board~invitation~contact@kommunen.example>", mail.MessageId);
        Assert.Equal(TestWorld.Start, mail.Date);
        Assert.Contains("board@town.example", mail.To);
        Assert.Equal((letter.Subject, letter.Text, letter.Html, letter.Calendar), (mail.Subject, mail.Text, mail.Html, mail.Calendar));
        Assert.Equal(new Uri("http://127.0.0.1/svar/x"), mail.Link);
    }

    [Fact]
    public async Task A_repeat_takes_the_place_of_what_it_repeats()
    {
        var letter = new Letter("key", "board@town.example", null, "coordinator@town.example", "Ämne", "Text", "<p>Text</p>", null);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Sender().SendAsync(letter, TestContext.Current.CancellationToken)));

        Assert.Equal("key.eml", Assert.Single(_folder.GetFileSystemInfos()).Name);
    }

    [Fact]
    public async Task Line_breaks_in_a_name_or_subject_cannot_add_headers()
    {
        var letter = new Letter("key", "board@town.example", "A\r\nBcc: x@town.example", "coordinator@town.example", "B\r\nBcc: y@town.example", "Text", "<p>Text</p>", null);

        await Assert.ThrowsAnyAsync<Exception>(() => Sender().SendAsync(letter, TestContext.Current.CancellationToken));

        Assert.Empty(_folder.GetFileSystemInfos());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private OutboxSender Sender()
    {
        var settings = new Dictionary<string, string?>(FollowUpSettingsTests.Good) { ["FollowUp:OutboxFolder"] = _folder.FullName };
        return new OutboxSender(FollowUpSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()), new StandingClock());
    }

    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => TestWorld.Start;
    }
}
