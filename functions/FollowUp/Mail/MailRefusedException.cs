namespace FollowUp.Mail;

/// <summary>The letter is not taken, and would not be if it were sent again.</summary>
/// <param name="reason">One short line that the coordinator reads.</param>
internal sealed class MailRefusedException(string reason) : Exception(reason);
