using System.Net.Mail;
using FollowUp.Mail;
using FollowUp.Rounds;
using MimeKit;

namespace FollowUp.Local.Mailbox;

/// <summary>Delivers into a folder.</summary>
internal sealed class EmlFolderSender(string folder, MailAddress from, TimeProvider clock) : IMailSender
{
    public Task SendAsync(Letter letter, CancellationToken cancellation) => EmlFolder.WriteAsync(
        folder, letter, new MailboxAddress(from.DisplayName, from.Address), RoundIds.MessageId(letter.Key, from.Host),
        clock.GetUtcNow(), cancellation);
}
