namespace FollowUp.Mail;

public interface IMailSender
{
    /// <summary>Hands the letter over; returns when the mail service has accepted it.</summary>
    /// <exception cref="MailRefusedException">It will not be taken, however often it is sent.</exception>
    /// <exception cref="IOException">It was not taken, or nobody knows; sending it again is safe.</exception>
    Task SendAsync(Letter letter, CancellationToken cancellation);
}
