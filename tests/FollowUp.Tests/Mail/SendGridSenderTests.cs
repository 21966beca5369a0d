using System.Text.Json.Nodes;
using FollowUp.Api;
using FollowUp.Mail;

namespace FollowUp.Tests.Mail;

public sealed class SendGridSenderTests
{
    private static readonly Letter Letter = new("town~1~board~invitation~contact", "board@town.example", "Åsa Ö",
        "coordinator@town.example",
        "Ämne", "Hej!\n", "<p>Hej!</p>", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_is_one_request_with_everything_in_it_and_no_tracking()
    {
        await using var service = await ScriptedMailService.StartAsync(_ => MailAnswer.Accepted);

        await Sender(service).SendAsync(Letter, Cancellation);

        var mail = Assert.Single(service.Received);
        Assert.Equal(("POST /v3/mail/send", $"Bearer {ScriptedMailService.Key}", "application/json"),
            (mail.Request, mail.Authorization, mail.ContentType));
        AssertIs("""
            {
              "personalizations": [{ "to": [{ "email": "board@town.example", "name": "Åsa Ö" }] }],
              "from": { "email": "followup@kommunen.example" },
              "reply_to": { "email": "coordinator@town.example" },
              "subject": "Ämne",
              "content": [{ "type": "text/plain", "value": "Hej!\n" }, { "type": "text/html", "value": "<p>Hej!</p>" }],
              "attachments": [{ "filename": "sista-svarsdag.ics", "type": "text/calendar",
                "content": "QkVHSU46VkNBTEVOREFSDQpFTkQ6VkNBTEVOREFSDQo=" }],
              "headers": {
                "Message-ID": "<town~1~board~invitation~contact@kommunen.example>",
                "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "OOF, AutoReply"
              },
              "custom_args": { "mail_key": "town~1~board~invitation~contact" },
              "tracking_settings": { "click_tracking": { "enable": false, "enable_text": false }, "open_tracking": { "enable": false } }
            }
            """, mail.Body);
    }

    [Fact]
    public async Task What_a_letter_lacks_is_left_out_and_the_senders_name_is_said()
    {
        await using var service = await ScriptedMailService.StartAsync(_ => MailAnswer.Accepted);

        await Sender(service, ("MailFrom", "FollowUp <followup@kommunen.example>"))
            .SendAsync(Letter with { ToName = null, Calendar = null }, Cancellation);

        var body = Assert.Single(service.Received).Body;
        Assert.Null(body["attachments"]);
        AssertIs("""{ "email": "board@town.example" }""", body["personalizations"]![0]!["to"]![0]!);
        AssertIs("""{ "email": "followup@kommunen.example", "name": "FollowUp" }""", body["from"]!);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task What_may_pass_fails_after_one_attempt_and_the_repeat_is_the_same_mail(int status)
    {
        await using var service = await ScriptedMailService.StartAsync(mail => mail.Attempt == 1 ? new MailAnswer(status, "later")
            : MailAnswer.Accepted);
        var sender = Sender(service);

        var fault = await Assert.ThrowsAsync<IOException>(() => sender.SendAsync(Letter, Cancellation));

        Assert.Contains($"{status}", fault.Message);
        Assert.Single(service.Received);
        await AssertRepeatIsTheSameAsync(service, sender);
    }

    [Fact]
    public async Task A_dropped_reply_fails_after_one_attempt_and_the_repeat_is_the_same_mail()
    {
        await using var service = await ScriptedMailService.StartAsync(_ => MailAnswer.Accepted);
        var sender = Sender(service);
        // On a reused connection, where a client might retry.
        await sender.SendAsync(Letter with { Key = "before" }, Cancellation);
        service.Script = mail => mail.Attempt == 1 ? MailAnswer.Dropped : MailAnswer.Accepted;

        await Assert.ThrowsAsync<IOException>(() => sender.SendAsync(Letter, Cancellation));

        Assert.Equal(2, service.Received.Count);
        await AssertRepeatIsTheSameAsync(service, sender);
    }

    [Fact]
    public async Task No_answer_in_time_is_a_failure()
    {
        await using var service = await ScriptedMailService.StartAsync(_ => MailAnswer.Never);

        var fault = await Assert.ThrowsAsync<IOException>(() =>
            new SendGridSender(Settings(service), TimeSpan.FromMilliseconds(300)).SendAsync(Letter, Cancellation));

        Assert.DoesNotContain(ScriptedMailService.Key, fault.ToString());
    }

    [Fact]
    public async Task Nobody_there_is_a_failure()
    {
        var service = await ScriptedMailService.StartAsync(_ => MailAnswer.Accepted);
        var sender = Sender(service);
        await service.DisposeAsync();

        var fault = await Assert.ThrowsAsync<IOException>(() => sender.SendAsync(Letter, Cancellation));

        Assert.DoesNotContain(ScriptedMailService.Key, fault.ToString());
    }

    [Fact]
    public async Task A_stopping_app_is_no_failure_of_the_mail_service()
    {
        await using var service = await ScriptedMailService.StartAsync(_ => MailAnswer.Never);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        service.Script = _ =>
        {
            stopping.Cancel();
            return MailAnswer.Never;
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Sender(service).SendAsync(Letter, stopping.Token));
    }

    [Theory]
    [InlineData(400, """{"errors":[{"message":"Bad\r\naddress.","field":"from"},{"message":"Too large","field":null}]}""",
        "(svar 400). Bad  address. (from); Too large")]
    [InlineData(413, "<html>no</html>", "(svar 413).")]
    [InlineData(422, """{"errors":[null]}""", "(svar 422).")]
    [InlineData(422, "[]", "(svar 422).")]
    [InlineData(400, "", "(svar 400).")]
    public async Task What_will_not_pass_is_refused_with_the_reason(int status, string body, string reason)
    {
        await using var service = await ScriptedMailService.StartAsync(_ => new MailAnswer(status, body));

        var refusal = await Assert.ThrowsAsync<MailRefusedException>(() => Sender(service).SendAsync(Letter, Cancellation));

        Assert.EndsWith(reason, refusal.Message);
        Assert.DoesNotContain(ScriptedMailService.Key, refusal.ToString());
        Assert.Single(service.Received);
    }

    [Fact]
    public async Task A_long_reason_is_shortened()
    {
        await using var service = await ScriptedMailService.StartAsync(_ =>
            MailAnswer.Refused(string.Concat(Enumerable.Repeat("💌", 10_000))));

        var refusal = await Assert.ThrowsAsync<MailRefusedException>(() => Sender(service).SendAsync(Letter, Cancellation));

        Assert.Equal(300, refusal.Message.EnumerateRunes().Count());
        Assert.DoesNotContain('\uFFFD', refusal.Message);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var service = await ScriptedMailService.StartAsync(_ => new MailAnswer(302, Location: "/elsewhere"));

        await Assert.ThrowsAsync<IOException>(() => Sender(service).SendAsync(Letter, Cancellation));

        Assert.Single(service.Received);
    }

    /// <summary>Compares without the order of the properties.</summary>
    private static void AssertIs(string expected, JsonNode sent) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), sent), sent.ToJsonString());

    private static async Task AssertRepeatIsTheSameAsync(ScriptedMailService service, SendGridSender sender)
    {
        await sender.SendAsync(Letter, Cancellation);
        var (first, second) = (service.Received[^2], service.Received[^1]);
        Assert.Equal((first.MessageId, first.Key), (second.MessageId, second.Key));
        Assert.True(JsonNode.DeepEquals(first.Body, second.Body));
    }

    private static SendGridSender Sender(ScriptedMailService service, params (string Name, string Value)[] settings) =>
        new(Settings(service, settings));

    private static MailSettings Settings(ScriptedMailService service, params (string Name, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>(FollowUpSettingsTests.Good);
        foreach (var (name, value) in service.Settings)
        {
            all[name] = value;
        }
        foreach (var (name, value) in settings)
        {
            all[$"FollowUp:{name}"] = value;
        }
        return FollowUpSettingsTests.Read(all).Mail;
    }
}
