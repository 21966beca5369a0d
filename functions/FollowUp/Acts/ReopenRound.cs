using FollowUp.Rounds;
using FollowUp.Trail;

namespace FollowUp.Acts;

/// <summary>
/// Opens a closed round again, with new days: those who have not submitted everything are written to, and at its close there is another
/// version of the report. The departments go on with what they had.
/// </summary>
/// <param name="Deadline">As in a draft, and after the day of the reopening.</param>
public sealed record ReopenRound(string? Reason, DateOnly? Deadline, DateOnly? Closes) : Act
{
    public ReopenRound() : this(null, null, null)
    {
    }

    public override string Path => "oppna-igen";

    public override string Route => "reopen";

    public override int Place => 80;

    public override ActWords Words => Texts.Acts.Reopen;

    internal override bool WakesWhenRefused => true;

    public override IReadOnlyList<ActField> Fields(ActTarget target) =>
        [NewDays.Deadline(null), NewDays.Closes(null), ReasonField(Texts.Acts.ReasonToTrail)];

    public override Act With(ActInput input) =>
        new ReopenRound(input.Line("reason"), input.Day("deadline"), input.Day("closes"));

    public override string? WhyNot(ActTarget target) =>
        target.Round.State != RoundState.Closed ? Texts.Acts.CannotReopen(target.Round.State)
        // The run that ends has its report first, or it would have none.
        : target.Round.ReportedRun != target.Round.Run ? Texts.Acts.ReportIsBeingCompiled : null;

    private protected override ActResult? Check(ActTarget target) =>
        CheckReason(Reason, Texts.Acts.ReopenReasonMissing)
        ?? (Deadline <= target.Today ? ActResult.Invalid("deadline", Texts.Acts.DeadlineNotAhead) : NewDays.Check(Deadline, Closes));

    private protected override bool IsDone(ActTarget target) => target.Round is { State: RoundState.Open, ReopenedAt: not null } round
        && round.Deadline == Deadline && round.Closes == Closes;

    private protected override Decision Change(ActTarget target)
    {
        var round = target.Round;
        return Decision.Done(
            round with
            {
                State = RoundState.Open,
                Run = round.Run + 1,
                Attempt = 0,
                Deadline = Deadline!.Value,
                Closes = Closes!.Value,
                ClosedAt = null,
                FirstDeadline = null,
                ExtendedAt = null,
                PastDeadlines = [.. round.PastDeadlines ?? [], round.Deadline],
                ReopenedAt = target.Now,
                // Who is asked again must be able to answer.
                LinksClosedAt = null,
                FirstClosed = round.FirstClosed ?? Timetable.ClosedOn(round),
            },
            Entry(target, TrailEvent.RoundReopened, Texts.Trail.Reopened(Deadline.Value, Closes.Value, Reason!),
                once: $"reopened|{round.Run + 1}"));
    }
}
