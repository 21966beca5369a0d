using FollowUp.Mail;

namespace FollowUp.Tests.Mail;

public sealed class CheckedSenderTests
{
    [Theory]
    [InlineData("*", "board@town.example", true)]
    [InlineData("board@town.example", "Board@Town.example", true)]
    [InlineData("board@town.example", "keyboard@town.example", false)]
    [InlineData("x@other.example,@town.example", "board@TOWN.example", true)]
    [InlineData("@town.example", "board@sub.town.example", false)]
    [InlineData("@town.example", "board@downtown.example", false)]
    [InlineData("@town.example", "board@town.example.example", false)]
    public async Task SendAsync_PassesOnOnlyWhatIsAllowed(string allowed, string to, bool passes)
    {
        var settings = FollowUpSettingsTests.Read(
            new Dictionary<string, string?>(FollowUpSettingsTests.Good) { ["FollowUp:MailAllowed"] = allowed });
        var passed = new List<Letter>();
        var sender = new CheckedSender(settings.Mail, new Recorder(passed));
        var letter = new Letter("key", to, null, "coordinator@town.example", "Ämne", "Text", "<p>Text</p>", null);

        var fault = await Record.ExceptionAsync(() => sender.SendAsync(letter, TestContext.Current.CancellationToken));

        Assert.Equal(passes, passed.Count == 1);
        Assert.Equal(passes ? null : "Kontakta den som förvaltar FollowUp",
            (fault as MailRefusedException)?.Message.Split(". ")[^1].TrimEnd('.'));
    }

    private sealed class Recorder(List<Letter> passed) : IMailSender
    {
        public Task SendAsync(Letter letter, CancellationToken cancellation)
        {
            passed.Add(letter);
            return Task.CompletedTask;
        }
    }
}
