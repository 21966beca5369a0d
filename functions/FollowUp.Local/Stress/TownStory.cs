using FollowUp.Local.Demo;
using FollowUp.Rounds;

namespace FollowUp.Local.Stress;

/// <summary>Who does what and when in a round of a <see cref="LargeTown"/>: the same seed makes the same story.</summary>
/// <param name="Answered">When each department that answers everything has done so.</param>
internal sealed record TownStory(IReadOnlyList<TownStep> Steps, IReadOnlyDictionary<string, DateTimeOffset> Answered)
{
    private const int Tempers = 10;

    /// <summary>When the coordinator sits down, a week before the round opens.</summary>
    public static DateTimeOffset Begins { get; } = StockholmTime.At(new DateOnly(2026, 1, 5), new TimeOnly(9, 0));

    public static TownStory Of(LargeTown town, int seed)
    {
        var random = new Random(seed);
        var acts = new List<(DateTimeOffset At, TownStep Step)>();
        var answered = new Dictionary<string, DateTimeOffset>();

        void Act(int department, DateOnly from, int days, double share, bool submits)
        {
            var day = WorkingDays.OnOrAfter(from.AddDays(random.Next(days)));
            var at = StockholmTime.At(day, new TimeOnly(9, 0).AddMinutes(random.Next(7 * 60)));
            var words = random.Next();
            acts.Add((at, new TownStep(submits ? TownStepKind.Submit : TownStepKind.Save, async (victim, mails, cancellation) =>
            {
                // Done again after a kill it is the same person, with the same in mind.
                var hand = new SimulatedDepartment(LargeTown.IdOf(department), new Random(words));
                var link = mails.Mails.Last(mail => mail.To == LargeTown.MailboxOf(department) && mail.Link != null).Link!;
                await (submits ? hand.SubmitAsync(link, share) : hand.SaveAsync(link, share));
            })));
            if (submits && share == 1)
            {
                answered[LargeTown.IdOf(department)] = at;
            }
        }

        // The days of LargeTown.Round.
        var (opens, deadline) = (new DateOnly(2026, 1, 12), new DateOnly(2026, 2, 27));
        var (reminded, overdue) = (deadline.AddDays(-14), deadline.AddDays(3));
        var departments = Enumerable.Range(0, town.Departments).ToArray();
        random.Shuffle(departments);
        foreach (var (department, temper) in departments.Select((department, place) => (department, place % Tempers)))
        {
            switch (temper)
            {
                case 0: // in part, and the rest late
                    Act(department, reminded, 7, 0.4, submits: true);
                    Act(department, overdue, 7, 1, submits: true);
                    break;
                case 1: // in part, and no more
                    Act(department, reminded, 7, 0.4, submits: true);
                    break;
                case 2: // saves, and never submits
                    Act(department, opens, 20, 0.6, submits: false);
                    break;
                case 3: // never
                    break;
                case 4: // late
                    Act(department, overdue, 12, 1, submits: true);
                    break;
                case 5 or 6: // when reminded
                    Act(department, reminded, 9, 1, submits: true);
                    break;
                case 7: // in two sittings
                    Act(department, opens, 4, 0.5, submits: false);
                    Act(department, opens.AddDays(7), 5, 1, submits: true);
                    break;
                default: // at once
                    Act(department, opens, 10, 1, submits: true);
                    break;
            }
        }

        TownStep Clock(DateTimeOffset to) => new(TownStepKind.Clock, (victim, _, cancellation) => victim.MoveClockAsync(to, cancellation));
        var closes = StockholmTime.EndOf(new DateOnly(2026, 3, 20)).AddHours(1);
        return new TownStory(
        [
            new(TownStepKind.Open, (victim, _, cancellation) => victim.PostAsync("api/departments?file=town.yaml", town.Register(), cancellation)),
            new(TownStepKind.Open, (victim, _, cancellation) => victim.PostAsync("api/plans?file=town.yaml", town.Plan(), cancellation)),
            new(TownStepKind.Open, DraftAsync),
            new(TownStepKind.Open, (victim, _, cancellation) => victim.PostAsync($"api/rounds/{LargeTown.RoundId}/open", "", cancellation)),
            Clock(StockholmTime.At(opens, new TimeOnly(8, 30))),
            .. acts.OrderBy(act => act.At).SelectMany(act => (TownStep[])[Clock(act.At), act.Step]),
            // One coordinator in three does not wait for the end.
            .. random.Next(3) != 0 ? (TownStep[])[] :
            [
                Clock(closes.AddDays(-2)),
                new(TownStepKind.Close, (victim, _, cancellation) => victim.PostAsync($"api/rounds/{LargeTown.RoundId}/close", "", cancellation)),
            ],
            Clock(closes),
        ], answered);
    }

    /// <summary>Drafts, unless an earlier attempt turns out to have done it.</summary>
    private static async Task DraftAsync(Victim victim, MailRecorder mails, CancellationToken cancellation)
    {
        if (!(await victim.GetAsync("api/rounds", cancellation)).Contains(LargeTown.RoundId))
        {
            await victim.PostAsync("api/rounds", LargeTown.Round, cancellation);
        }
    }
}

/// <summary>One thing that somebody wants done. Whoever gets no reply does it again.</summary>
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
