namespace FollowUp.Mail;

/// <summary>A message to the coordinator, in words.</summary>
/// <param name="Paragraphs">The last one says why it comes.</param>
/// <param name="Link">Where to go on, before that one; null where there is no such place.</param>
public sealed record News(string Subject, IReadOnlyList<string> Paragraphs, (string Text, Uri Address)? Link = null);
