namespace FollowUp.Rounds;

/// <summary>
/// One asking of all departments about one plan version. Its row is the truth; the orchestrations are only its clockwork.
/// </summary>
/// <param name="PlanVersion">Frozen when the round is drafted, with the plan's title and municipality.</param>
/// <param name="Opens">The first mails go out on this day (Europe/Stockholm).</param>
/// <param name="Deadline">Answers are in time to the end of this day.</param>
/// <param name="Closes">The round closes by itself at the end of this day; until then late answers are taken.</param>
/// <param name="Ladder">What happens to those who have not answered, in order of time.</param>
/// <param name="Run">1 for the first opening, one more for each reopening; 0 for a draft.</param>
/// <param name="Attempt">Which clockwork of this run is running: one more for each that broke and had to be replaced.</param>
/// <param name="RegisterVersion">Frozen when the round opens.</param>
/// <param name="ReportedRun">The newest run whose report has been compiled; 0 before the first.</param>
public sealed record Round(
    string Id,
    string Title,
    string PlanId,
    int PlanVersion,
    string PlanTitle,
    string Municipality,
    string Period,
    IReadOnlyList<string> DiaryNumbers,
    DateOnly Opens,
    DateOnly Deadline,
    DateOnly Closes,
    string ContactEmail,
    IReadOnlyList<LadderStep> Ladder,
    RoundState State,
    int Run,
    int Attempt,
    int RegisterVersion,
    DateTimeOffset? OpenedAt,
    DateTimeOffset? ClosedAt,
    int ReportedRun);

public enum RoundState
{
    Draft,
    Open,
    Closed,
}

/// <summary>A step as the coordinator writes it: days from the deadline, negative before it; the day moves off weekends and holidays.</summary>
public sealed record LadderStep(RungKind Kind, int DaysFromDeadline);

public enum RungKind
{
    /// <summary>The questionnaire itself; always the first rung.</summary>
    Invitation,

    /// <summary>To those asked, with words for "nothing yet" or for "half done".</summary>
    Reminder,

    /// <summary>To those asked: the deadline has passed. Marks the department as overdue.</summary>
    Overdue,

    /// <summary>To the head of the department.</summary>
    Escalation,
}
