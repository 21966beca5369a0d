using FollowUp.Pages;
using FollowUp.Rounds;

namespace FollowUp.Coordinator;

/// <summary>In which colour the desk shows a state, beside its word.</summary>
internal static class Tags
{
    public static TagKind Of(RoundState state) => state switch
    {
        RoundState.Open => TagKind.Info,
        RoundState.Paused => TagKind.Warn,
        RoundState.Closed => TagKind.Ok,
        _ => TagKind.Idle,
    };

    public static TagKind Of(AssignmentState state) => state switch
    {
        AssignmentState.Submitted => TagKind.Ok,
        AssignmentState.PartlySubmitted or AssignmentState.Started => TagKind.Warn,
        AssignmentState.Returned => TagKind.Info,
        AssignmentState.NotDelivered or AssignmentState.Missing => TagKind.Bad,
        _ => TagKind.Idle,
    };

    public static TagKind Of(Punctuality year) => year switch
    {
        Punctuality.AllInTime => TagKind.Ok,
        Punctuality.AllLate => TagKind.Info,
        Punctuality.Partly => TagKind.Warn,
        Punctuality.Nothing => TagKind.Bad,
        _ => TagKind.Idle,
    };

    /// <param name="isOverdue">Whether the department's deadline has passed.</param>
    public static TagKind Of(SectionProgress progress, bool isOverdue) => progress switch
    {
        SectionProgress.Submitted => TagKind.Ok,
        SectionProgress.Returned => TagKind.Info,
        _ when isOverdue => TagKind.Bad,
        SectionProgress.Nothing => TagKind.Idle,
        _ => TagKind.Warn,
    };
}
