using FollowUp.Rounds;
using FollowUp.Trail;

namespace FollowUp.Acts;

/// <summary>Gives all departments more time, and the round a later close where it needs one. The ladder moves with the deadline.</summary>
/// <param name="Deadline">The new one; the old one where only the close is to be later.</param>
/// <param name="Before">The deadline that they saw when they decided. So also the close.</param>
public sealed record ExtendRound(string? Reason, DateOnly? Deadline, DateOnly? Closes, DateOnly? Before, DateOnly? ClosesBefore) : Act
{
    public ExtendRound() : this(null, null, null, null, null)
    {
    }

    public override string Path => "forlang";

    public override string Route => "extend";

    public override int Place => 30;

    public override ActWords Words => Texts.Acts.Extend;

    internal override Wakes Wakes => Wakes.Everybody;

    public override IReadOnlyList<ActField> Fields(ActTarget target) =>
    [
        NewDays.Deadline(target.Round.Deadline), NewDays.Closes(target.Round.Closes), ReasonField(Texts.Acts.ReasonToTrail),
        NewDays.Shown("before", target.Round.Deadline), NewDays.Shown("closesBefore", target.Round.Closes),
    ];

    public override Act With(ActInput input) => new ExtendRound(input.Line("reason"), input.Day("deadline"), input.Day("closes"),
        input.Day("before"), input.Day("closesBefore"));

    public override string? WhyNot(ActTarget target) =>
        target.Round.State is not (RoundState.Open or RoundState.Paused) ? Texts.Acts.CannotExtend(target.Round.State)
        : target.Round.State == RoundState.Open && target.Now >= Timetable.ClosesAt(target.Round) ? Texts.Acts.TooLateToPause : null;

    private protected override ActResult? Check(ActTarget target) =>
        CheckReason(Reason, Texts.Acts.ExtensionReasonMissing) ?? NewDays.Check(Deadline, Closes)
        ?? (Before == null ? ActResult.Invalid("before", Texts.Acts.SeenDayMissing)
            : ClosesBefore == null ? ActResult.Invalid("closesBefore", Texts.Acts.SeenDayMissing)
            // Leaving both days as they were shown asks for nothing.
            : Before == Deadline && ClosesBefore == Closes ? ActResult.Invalid("deadline", Texts.Acts.NothingMoved)
            : null);

    private protected override bool IsDone(ActTarget target) => target.Round.State is RoundState.Open or RoundState.Paused
        && target.Round.Deadline == Deadline && target.Round.Closes == Closes;

    private protected override Decision Change(ActTarget target)
    {
        var (round, deadline, closes) = (target.Round, Deadline!.Value, Closes!.Value);
        var later = round with { Closes = closes };
        return Before != round.Deadline || ClosesBefore != round.Closes ? Decision.Refuse(Texts.Acts.ExtendedMeanwhile(round))
            : deadline < round.Deadline || closes < round.Closes ? Decision.Refuse(Texts.Acts.NotLater(round))
            // One that was moved, and is still today's or earlier, helps nobody.
            : deadline != round.Deadline && deadline <= target.Today ? Decision.Refuse(Texts.Acts.DeadlineNotAhead)
            : Decision.Done(
                // The ladder starts over only if the deadline has changed.
                deadline == round.Deadline ? later : later with
                {
                    FirstDeadline = round.FirstDeadline ?? round.Deadline,
                    Deadline = deadline,
                    ExtendedAt = target.Now,
                },
                Entry(target, TrailEvent.RoundExtended, Texts.Trail.Extended(round, deadline, closes, Reason!)));
    }
}
