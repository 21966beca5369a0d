using System.Net;
using System.Text;
using System.Text.Json;
using FollowUp.Rounds;
using FollowUp.Schedule;
using SendGrid;
using SendGrid.Helpers.Mail;

namespace FollowUp.Mail;

/// <summary>Hands mails to SendGrid's API. Each call tries once: the orchestration waits and repeats.</summary>
/// <param name="patience">How long an answer may take; 30 seconds if left out.</param>
internal sealed class SendGridSender(MailSettings settings, TimeSpan? patience = null) : IMailSender
{
    // Of characters. The reason goes into a row and the trail, and its text comes from outside.
    private const int MaxReason = 300;

    private readonly SendGridClient _client = new(
        // A POST that was redirected would be repeated as a GET, whose 200 is no accepted mail.
        new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            Timeout = patience ?? TimeSpan.FromSeconds(30),
        },
        new SendGridClientOptions { ApiKey = settings.SendGridKey, Host = settings.SendGridHost.ToString() });

    public async Task SendAsync(Letter letter, CancellationToken cancellation)
    {
        Response answer;
        string body;
        try
        {
            answer = await _client.SendEmailAsync(Message(letter), cancellation);
            body = await answer.Body.ReadAsStringAsync(cancellation);
        }
        catch (HttpRequestException fault)
        {
            throw new IOException("The mail service gave no answer.", fault);
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            throw new IOException("The mail service gave no answer in time.", late);
        }
        switch (answer.StatusCode)
        {
            case HttpStatusCode.Accepted:
                return;
            case HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity:
                throw new MailRefusedException(Shorten(Texts.Refusal.ByMailService((int)answer.StatusCode, Errors(body))));
            default:
                // Not the mail's fault: a wrong key or address of the service, too many at once, something on the way. It is
                // corrected and the mail sent after all.
                throw new IOException($"The mail service answered {(int)answer.StatusCode}.");
        }
    }

    private SendGridMessage Message(Letter letter)
    {
        var message = new SendGridMessage { Subject = letter.Subject, PlainTextContent = letter.Text, HtmlContent = letter.Html };
        message.SetFrom(settings.From.Address, settings.From.DisplayName is { Length: > 0 } name ? name : null);
        message.AddTo(letter.To, letter.ToName);
        message.SetReplyTo(new EmailAddress(letter.ReplyTo));
        message.AddGlobalHeader("Message-ID", RoundIds.MessageId(letter.Key, settings.From.Host));
        message.AddGlobalHeaders(Letter.AutomaticHeaders.ToDictionary());
        message.AddGlobalCustomArg("mail_key", letter.Key);
        if (letter.Calendar != null)
        {
            message.AddAttachment(Texts.Letter.CalendarFile, Convert.ToBase64String(Encoding.UTF8.GetBytes(letter.Calendar)),
                "text/calendar");
        }
        // In each mail, whatever the account's settings are: nobody is told who opened or clicked what.
        message.SetClickTracking(false, false);
        message.SetOpenTracking(false, null);
        return message;
    }

    private static IEnumerable<string> Errors(string body)
    {
        try
        {
            var errors = JsonSerializer.Deserialize<ErrorAnswer>(body, JsonSerializerOptions.Web)?.Errors ?? [];
            return errors.Select(error => error.Field == null ? $"{error.Message}" : $"{error.Message} ({error.Field})");
        }
        catch (JsonException)
        {
            // Not from the mail service itself but from something on the way; the status must do.
            return [];
        }
    }

    private static string Shorten(string reason) =>
        string.Concat(reason.EnumerateRunes().Take(MaxReason).Select(rune => Rune.IsControl(rune) ? new Rune(' ') : rune));

    private sealed record ErrorAnswer(IReadOnlyList<Error>? Errors);

    private readonly record struct Error(string? Message, string? Field);
}
