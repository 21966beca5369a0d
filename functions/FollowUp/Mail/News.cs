namespace FollowUp.Mail;

/// <summary>What FollowUp tells the coordinator, in words.</summary>
public sealed record News(string Subject, IReadOnlyList<string> Paragraphs);
