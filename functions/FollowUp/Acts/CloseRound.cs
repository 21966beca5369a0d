using FollowUp.Rounds;
using FollowUp.Trail;

namespace FollowUp.Acts;

/// <summary>Closes a round before its time.</summary>
public sealed record CloseRound : Act
{
    public override string Path => "stang";

    public override string Route => "close";

    public override int Place => 60;

    public override ActWords Words => Texts.Acts.Close;

    /// <summary>How many have something left; null before that was looked up.</summary>
    internal int? Unanswered { get; init; }

    public override IReadOnlyList<string> Lead(ActTarget target) =>
    [
        .. Texts.Acts.CloseLead(target.Now < Timetable.DeadlineAt(target.Round) ? target.Round.Deadline : null, Unanswered),
        .. Words.Lead,
    ];

    internal override async Task<Act> LookUpAsync(ActFacts facts, ActTarget target, CancellationToken cancellation) => this with
    {
        Unanswered = (await facts.DepartmentsAsync(target.Round, cancellation))
            .Count(department => department is { Exemption: null, AllSubmitted: false }),
    };

    public override IReadOnlyList<ActField> Fields(ActTarget target) => [ConfirmField(Texts.Acts.ConfirmClose)];

    public override string? WhyNot(ActTarget target) =>
        target.Round.State is RoundState.Open or RoundState.Paused ? null : Texts.Acts.CannotClose(target.Round.State);

    private protected override bool IsDone(ActTarget target) => target.Round.State == RoundState.Closed;

    private protected override Decision Change(ActTarget target) =>
        Decision.Done(target.Round with { State = RoundState.Closed, ClosedAt = target.Now },
            Entry(target, TrailEvent.RoundClosed, "", once: $"closed|{target.Round.Run}"));
}
