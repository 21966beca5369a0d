namespace FollowUp.Trail;

/// <summary>One thing that happened in a round: when, who did it, what it was, and about what.</summary>
/// <param name="Key">Unique in its partition and made from what happened, so that a repeated step does not write it twice.</param>
/// <param name="DepartmentId">Null for what concerns the whole round.</param>
/// <param name="Who">A role or a mail address from the register, or the name that somebody submitted under.</param>
/// <param name="About">Short facts, never what somebody answered: a draft's text must not leak through the trail.</param>
public sealed record TrailEntry(string Key, DateTimeOffset At, string Who, TrailEvent What, string? DepartmentId, string About);

public enum TrailEvent
{
    RoundDrafted,
    DraftChanged,
    PreviewShared,
    PreviewRevoked,
    PreviewCommented,
    RoundOpened,
    RoundReopened,
    DepartmentAsked,
    MailDecided,
    MailSent,
    MailRefused,
    MailWithdrawn,
    DraftSaved,
    Delegated,
    DelegationCompleted,
    DelegationRevoked,
    Submitted,
    AnswerReturned,
    DeadlinePassed,
    Escalated,
    NobodyToTell,
    ReminderSkipped,
    RoundExtended,
    DepartmentExtended,
    DepartmentExempted,
    ExemptionLifted,
    ContactChanged,
    LetterAskedFor,
    MailingAskedFor,
    LinksRenewed,
    LinksClosed,
    OrchestrationRestarted,
    RoundPaused,
    RoundResumed,
    RoundCancelled,
    RoundClosed,
    ReportCompiled,
    AssessmentWritten,
    PlanLooksBack,
    PlanFollowedUpOutside,
    PlanOutsideRemoved,
    PlanTaskDismissed,
    PlanTaskTakenUp,
    PlanPutAway,
    PlanTakenBack,
    PlanWithdrawn,
    PreviewCommentAnswered,
}
