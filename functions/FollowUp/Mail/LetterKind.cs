namespace FollowUp.Mail;

internal static class LetterKinds
{
    /// <summary>
    /// Those that FollowUp has words for, and a municipality may have its own; a message has the coordinator's each time.
    /// </summary>
    public static IReadOnlyList<LetterKind> WithWording { get; } =
        [.. Enum.GetValues<LetterKind>().Where(letter => letter != LetterKind.Message)];
}

/// <summary>
/// The letters of a round that have words of their own: a rung may say different things, depending on how far the department has come.
/// </summary>
public enum LetterKind
{
    Invitation,

    /// <summary>The invitation of a round that was closed before.</summary>
    Reopened,

    /// <summary>To departments that have sent nothing yet.</summary>
    Reminder,

    /// <summary>To those who have something left, and have saved or submitted something.</summary>
    ReminderBegun,

    /// <summary>On the day of the deadline, to both of them.</summary>
    ReminderLastDay,

    /// <summary>To those who have submitted everything, but not answered the coordinator's question about it.</summary>
    ReminderToComplete,
    Overdue,
    Deputy,
    Head,
    Extended,
    Link,

    /// <summary>With the coordinator's own subject and text.</summary>
    Message,
    Exempt,

    /// <summary>To those who must answer after all.</summary>
    Lifted,
    Receipt,
    Returned,
    Delegation,
    DelegationCompleted,
    Thanks,
}
