namespace FollowUp.Mail;

/// <summary>Passes on what goes to allowed addresses and refuses the rest: a test environment must not write to real departments.</summary>
internal sealed class AllowListSender(MailSettings settings, IMailSender sender) : IMailSender
{
    public Task SendAsync(Letter letter, CancellationToken cancellation) =>
        settings.Allowed.Any(allowed => Covers(allowed, letter.To))
            ? sender.SendAsync(letter, cancellation)
            : throw new MailRefusedException(Texts.Refusal.NotAllowed);

    private static bool Covers(string allowed, string address) =>
        allowed == MailSettings.Everybody
        || (allowed[0] == '@' ? address.EndsWith(allowed, StringComparison.OrdinalIgnoreCase)
            : address.Equals(allowed, StringComparison.OrdinalIgnoreCase));
}
