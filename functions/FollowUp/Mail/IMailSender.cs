namespace FollowUp.Mail;

public interface IMailSender
{
    /// <summary>Hands the letter over; returns when whoever delivers it has taken it.</summary>
    /// <exception cref="IOException">It was not taken; sending it again is safe.</exception>
    Task SendAsync(Letter letter, CancellationToken cancellation);
}
