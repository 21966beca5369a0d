using System.Net.Mail;
using System.Net;
using System.Net.Http.Headers;
using FollowUp.Local.Demo;
using FollowUp.Local.Mailbox;
using FollowUp.Mail;
using Microsoft.AspNetCore.Builder;

namespace FollowUp.Local.Tests.Mailbox;

public sealed class SendGridMailboxTests : IDisposable
{
    private static readonly Letter Letter = new(
        "town~1~board~invitation~contact", "board@town.example", "Åsa Ö", "coordinator@town.example", "Ämne",
        "Hej!\n\nhttp://127.0.0.1/svar/x\n", "<p>Hej!</p>", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("followup-mailbox-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_app_sends_to_SendGrid_lands_in_the_folder_and_a_repeat_takes_its_place()
    {
        await using var mailbox = await SendGridMailbox.StartAsync(0, _folder.FullName, Cancellation);
        var sender = new SendGridSender(Settings(mailbox.Urls.Single()));

        await sender.SendAsync(Letter with { Calendar = null }, Cancellation);
        await sender.SendAsync(Letter, Cancellation);

        Assert.Equal($"{Letter.Key}.eml", Assert.Single(_folder.GetFileSystemInfos()).Name);
        var mail = Assert.Single(OutboxMail.ReadAll(_folder.FullName));
        Assert.Equal($"<{Letter.Key}@kommunen.example>", mail.MessageId);
        Assert.Equal((Letter.Subject, Letter.Text, Letter.Html, Letter.Calendar), (mail.Subject, mail.Text, mail.Html, mail.Calendar));
    }

    [Theory]
    [InlineData("v3/mail/send", "{", HttpStatusCode.BadRequest)]
    [InlineData("v3/mail/send", "{}", HttpStatusCode.BadRequest)]
    [InlineData("v3/mail/send", """
        {
          "personalizations": [{ "to": [{ "email": "board@town.example" }] }],
          "from": { "email": "followup@kommunen.example" }, "reply_to": { "email": "coordinator@town.example" }, "subject": "Ämne",
          "content": [{ "type": "text/plain", "value": "Hej!" }, { "type": "text/html", "value": "<p>Hej!</p>" }],
          "headers": { "Message-ID": "<x@kommunen.example>" }, "custom_args": { "mail_key": "../x" }
        }
        """, HttpStatusCode.BadRequest)]
    [InlineData("v3/templates", "{}", HttpStatusCode.NotFound)]
    public async Task Anything_else_is_refused_and_leaves_no_file(string path, string body, HttpStatusCode status)
    {
        var folder = _folder.CreateSubdirectory("mails");
        await using var mailbox = await SendGridMailbox.StartAsync(0, folder.FullName, Cancellation);
        using var client = new HttpClient { BaseAddress = new Uri(mailbox.Urls.Single()) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "SG.key");

        using var answer = await client.PostAsync(path, new StringContent(body), Cancellation);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal([folder.FullName], _folder.GetFileSystemInfos("*", SearchOption.AllDirectories).Select(entry => entry.FullName));
    }

    [Fact]
    public async Task Who_has_no_key_is_refused()
    {
        await using var mailbox = await SendGridMailbox.StartAsync(0, _folder.FullName, Cancellation);
        using var client = new HttpClient();

        using var answer = await client.PostAsync($"{mailbox.Urls.Single()}/v3/mail/send", new StringContent("{}"), Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task The_verb_makes_the_folder_and_names_the_setting_that_leads_to_it()
    {
        var folder = Path.Combine(_folder.FullName, "new");
        await using var program = LocalProgram.Start(null, "mailbox", "--port", "0", "--mails", folder);

        var address = (await program.Output.ReadLineAsync(Cancellation))!.Split(' ')[^1];
        await new SendGridSender(Settings(address)).SendAsync(Letter, Cancellation);

        Assert.Single(OutboxMail.ReadAll(folder));
    }

    [Fact]
    public async Task A_port_in_use_is_reported_in_a_sentence()
    {
        await using var mailbox = await SendGridMailbox.StartAsync(0, _folder.FullName, Cancellation);
        var port = new Uri(mailbox.Urls.Single()).Port;
        await using var program = LocalProgram.Start(null, "mailbox", "--port", $"{port}", "--mails", _folder.FullName);

        var (exit, _, errors) = await program.EndAsync();

        Assert.Equal(2, exit);
        Assert.Contains("är upptagen", errors);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static MailSettings Settings(string sendGridHost) =>
        new(new MailAddress("followup@kommunen.example"), [MailSettings.Everybody], "SG.key", new Uri(sendGridHost), MailTemplates.None);
}
