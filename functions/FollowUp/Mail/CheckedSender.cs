using FollowUp.Inputs;

namespace FollowUp.Mail;

/// <summary>
/// Refuses what no mail service could deliver, and, in a test environment, what would go to real departments. The rest is passed on, with
/// domains in Punycode.
/// </summary>
internal sealed class CheckedSender(MailSettings settings, IMailSender sender) : IMailSender
{
    public Task SendAsync(Letter letter, CancellationToken cancellation) =>
        !settings.Allowed.Any(allowed => Covers(allowed, letter.To)) ? throw new MailRefusedException(Texts.Refusal.NotAllowed)
        : (EmailAddress.WhyNot(letter.To) ?? EmailAddress.WhyNot(letter.ReplyTo)) is { } reason ? throw new MailRefusedException(reason)
        : sender.SendAsync(
            letter with { To = EmailAddress.ForMail(letter.To), ReplyTo = EmailAddress.ForMail(letter.ReplyTo) }, cancellation);

    private static bool Covers(string allowed, string address) =>
        allowed == MailSettings.Everybody
        || (allowed[0] == '@' ? address.EndsWith(allowed, StringComparison.OrdinalIgnoreCase)
            : address.Equals(allowed, StringComparison.OrdinalIgnoreCase));
}
