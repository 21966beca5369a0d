using FollowUp.Rounds;
using FollowUp.Time;

namespace FollowUp.Stress;

/// <summary>Who does what and when in a round of a <see cref="LargeTown"/>: the same seed makes the same story.</summary>
/// <param name="Answered">When each department that answers everything has done so.</param>
internal sealed record TownStory(IReadOnlyList<TownStep> Steps, IReadOnlyDictionary<string, DateTimeOffset> Answered)
{
    /// <summary>When the story begins, a week before the round opens.</summary>
    public static DateTimeOffset Begins { get; } = StockholmTime.At(new DateOnly(2026, 1, 5), new TimeOnly(9, 0));

    public static TownStory Of(LargeTown town, int seed)
    {
        var acts = town.Acts(seed);
        TownStep Step(TownAct act) => new(act.Submits ? TownStepKind.Submit : TownStepKind.Save, (_, mails, _) =>
            act.DoAsync(mails.Mails.Last(mail => mail.To == LargeTown.MailboxOf(act.Department) && mail.Form != null).Form!));

        TownStep Clock(DateTimeOffset to) => new(TownStepKind.Clock, (victim, _, cancellation) => victim.MoveClockAsync(to, cancellation));
        var closes = StockholmTime.EndOf(LargeTown.Closes).AddHours(1);
        return new TownStory(
        [
            new(TownStepKind.Open, (victim, _, cancellation) =>
                victim.PostAsync("api/departments?file=town.yaml", town.Register(), cancellation)),
            new(TownStepKind.Open, (victim, _, cancellation) => victim.PostAsync("api/plans?file=town.yaml", town.Plan(), cancellation)),
            new(TownStepKind.Open, DraftAsync),
            new(TownStepKind.Open, (victim, _, cancellation) => victim.PostAsync($"api/rounds/{LargeTown.RoundId}/open", "", cancellation)),
            Clock(StockholmTime.At(LargeTown.Opens, new TimeOnly(8, 30))),
            .. acts.SelectMany(act => (TownStep[])[Clock(act.At), Step(act)]),
            // One coordinator in three closes early.
            .. seed % 3 != 0 ? (TownStep[])[] :
            [
                Clock(closes.AddDays(-2)),
                new(TownStepKind.Close, (victim, _, cancellation) =>
                    victim.PostAsync($"api/rounds/{LargeTown.RoundId}/close", "", cancellation)),
            ],
            Clock(closes),
        ], acts.Where(act => act is { Submits: true, Share: 1 }).ToDictionary(act => LargeTown.IdOf(act.Department), act => act.At));
    }

    /// <summary>Drafts the round, unless an earlier try has done it.</summary>
    private static async Task DraftAsync(Victim victim, MailRecorder mails, CancellationToken cancellation)
    {
        if (!(await victim.GetAsync("api/rounds", cancellation)).Contains(LargeTown.RoundId))
        {
            await victim.PostAsync("api/rounds", LargeTown.Round, cancellation);
        }
    }
}

/// <summary>Something that a person does, and repeats without a reply.</summary>
internal sealed record TownStep(TownStepKind Kind, Func<Victim, MailRecorder, CancellationToken, Task> DoAsync);

internal enum TownStepKind
{
    Start,
    Open,
    Clock,
    Save,
    Submit,
    Close,
    Read,
}
