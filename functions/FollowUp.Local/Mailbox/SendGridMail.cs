using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using FollowUp.Mail;

namespace FollowUp.Local.Mailbox;

/// <summary>The body of a request to SendGrid's API, as FollowUp fills it in.</summary>
internal sealed record SendGridMail(
    SendGridMail.Address From, SendGridMail.Address ReplyTo, IReadOnlyList<SendGridMail.Personalization> Personalizations, string Subject,
    IReadOnlyList<SendGridMail.Part> Content, SendGridMail.MessageHeaders Headers, SendGridMail.Arguments CustomArgs,
    IReadOnlyList<SendGridMail.Attachment>? Attachments = null)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public string Text => Content.Single(part => part.Type == "text/plain").Value;

    public Address To => Personalizations.Single().To.Single();

    public Letter Letter => new(
        CustomArgs.MailKey, To.Email, To.Name, ReplyTo.Email, Subject, Text, Content.Single(part => part.Type == "text/html").Value,
        Attachments?.Single(file => file.Type == "text/calendar") is { } calendar
            ? Encoding.UTF8.GetString(Convert.FromBase64String(calendar.Content)) : null);

    /// <exception cref="JsonException">It is not one.</exception>
    public static SendGridMail Read(string body) => JsonSerializer.Deserialize<SendGridMail>(body, Json)
        ?? throw new JsonException("The body is null.");

    internal sealed record Personalization(IReadOnlyList<Address> To);

    internal sealed record Address(string Email, string? Name = null);

    internal sealed record Part(string Type, string Value);

    internal sealed record Attachment(string Content, string Type);

    internal sealed record MessageHeaders([property: JsonPropertyName("Message-ID")] string MessageId);

    internal sealed record Arguments(string MailKey);
}
