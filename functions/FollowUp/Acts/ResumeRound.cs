using FollowUp.Rounds;
using FollowUp.Trail;

namespace FollowUp.Acts;

/// <summary>Lets a paused round go on. Pressed again, it wakes the departments again.</summary>
public sealed record ResumeRound : Act
{
    public override string Path => "ateruppta";

    public override string Route => "resume";

    public override int Place => 50;

    public override ActWords Words => Texts.Acts.Resume;

    internal override Wakes Wakes => Wakes.Everybody;

    public override string? WhyNot(ActTarget target) =>
        target.Round.State != RoundState.Paused ? Texts.Acts.CannotResume(target.Round.State)
        : target.Now >= Timetable.ClosesAt(target.Round) ? Texts.Acts.TooLateToResume
        : null;

    private protected override bool IsDone(ActTarget target) => target.Round.State == RoundState.Open;

    private protected override Decision Change(ActTarget target) =>
        Decision.Done(target.Round with { State = RoundState.Open }, Entry(target, TrailEvent.RoundResumed, ""));
}
