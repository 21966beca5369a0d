namespace FollowUp.Rounds;

/// <summary>What a letter to a department is about. Each has words of its own.</summary>
public enum NoticeKind
{
    /// <summary>The questionnaire itself; always the first.</summary>
    Invitation,

    /// <summary>The invitation of a round that was closed before.</summary>
    Reopened,

    /// <summary>To those asked, while the department has sent nothing yet.</summary>
    Reminder,

    /// <summary>To those who have something left, and have saved or submitted something.</summary>
    ReminderBegun,

    /// <summary>On the day of the deadline, to both of them.</summary>
    ReminderLastDay,

    /// <summary>To those who have submitted everything, but not answered the coordinator's question about it.</summary>
    ReminderToComplete,

    /// <summary>To those asked: the deadline has passed. Marks the department as overdue.</summary>
    Overdue,

    /// <summary>To the deputies alone: nobody else has answered.</summary>
    Deputy,

    /// <summary>To the head of the department.</summary>
    Head,

    /// <summary>To the coordinator, in the day's digest: what is left for a person to do.</summary>
    Coordinator,

    /// <summary>To those asked: they have more time.</summary>
    Extended,

    /// <summary>The link, which the coordinator has sent again, or to somebody new.</summary>
    Link,

    /// <summary>To those asked: what the coordinator has written, with a subject and a text of its own.</summary>
    Message,

    /// <summary>To those asked: they need not answer.</summary>
    Exempt,

    /// <summary>To those who were told that they need not answer: they are to answer after all.</summary>
    Lifted,

    /// <summary>To the person who submitted: what has come in.</summary>
    Receipt,

    /// <summary>To those asked: the coordinator's question about what was submitted.</summary>
    Returned,

    /// <summary>To a colleague: the link to a section that was delegated to them.</summary>
    Delegation,

    /// <summary>To the person who delegated a section: it is answered.</summary>
    DelegationCompleted,

    /// <summary>To those asked: the round is closed, and what they have of it.</summary>
    Thanks,
}
