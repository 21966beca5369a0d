namespace FollowUp.Mail;

/// <summary>What the calendar tells the coordinator, in words.</summary>
public sealed record CalendarNews(string Subject, IReadOnlyList<string> Paragraphs);
