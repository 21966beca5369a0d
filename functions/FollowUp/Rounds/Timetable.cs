using FollowUp.Plans;
using FollowUp.Time;

namespace FollowUp.Rounds;

/// <param name="Id">Unique in the round; part of mail keys.</param>
public record Rung(string Id, RungKind Kind, DateTimeOffset At);

/// <summary>A step of the ladder and what becomes of it.</summary>
/// <param name="Plain">The day that the ladder says, before it is moved to one on which mails go out.</param>
internal sealed record PlannedStep(DateOnly Plain, Rung Rung, StepFate Fate);

internal enum StepFate
{
    Stands,
    BeforeOpening,
    AfterClose,

    /// <summary>A later step to the same readers comes to the same day and goes in its place.</summary>
    SameDayAsLater,
}

/// <summary>When what is due in a round. Pure: the round says it all.</summary>
internal static class Timetable
{
    // In the morning, so that the reader has the working day before them; and nobody is reminded in the evening.
    private static readonly TimeOnly MailHour = new(8, 0);
    private static readonly TimeOnly LastMailHour = new(17, 0);

    /// <summary>What a round of the kind does to those who have not answered, where its coordinator says nothing else.</summary>
    public static IReadOnlyList<LadderStep> UsualLadder(RoundKind kind) => kind switch
    {
        // The account waits for nobody.
        RoundKind.HalfYear => [new(RungKind.Reminder, -7), new(RungKind.Reminder, -2), new(RungKind.Overdue, 1), new(RungKind.Head, 4),
            new(RungKind.Coordinator, 7)],
        // Nobody must have an opinion.
        RoundKind.Consultation => [new(RungKind.Reminder, -14), new(RungKind.Reminder, -3), new(RungKind.Coordinator, 1)],
        _ =>
        [
            new(RungKind.Reminder, -14), new(RungKind.Reminder, -3), new(RungKind.Overdue, 1), new(RungKind.Deputy, 4),
            new(RungKind.Head, 8),
            new(RungKind.Coordinator, 15),
        ],
    };

    /// <summary>
    /// How often those who were asked can be reminded in a round: after that it is the head's, and then the coordinator's.
    /// </summary>
    public const int MaxReminders = 5;

    public static DateTimeOffset OpensAt(Round round) => StockholmTime.At(round.Opens, MailHour);

    /// <summary>
    /// The day whose register says who is asked: when the first mails go out, or when it was opened where that was later.
    /// </summary>
    /// <param name="opened">When the coordinator opened it.</param>
    public static DateOnly AskedOn(Round round, DateTimeOffset opened) => StockholmTime.DayOf(opened) is var day && day > round.Opens ? day
        : round.Opens;

    public static DateTimeOffset DeadlineAt(Round round) => StockholmTime.EndOf(round.Deadline);

    /// <summary>The department's deadline in a run: in this one as it stands, in an earlier one as it ended.</summary>
    /// <param name="then">The deadline when the department submitted, which may have been its own; null where that is not known.</param>
    public static DateTimeOffset DeadlineAt(Round round, DeadlineExtension? moreTime, int run, DateTimeOffset? then)
    {
        if (run == round.Run)
        {
            return DeadlineAt(round.With(moreTime));
        }
        DateTimeOffset?[] known = [then, round.PastDeadlines is { } past && run <= past.Count ? StockholmTime.EndOf(past[run - 1]) : null,
            moreTime?.Run == run ? StockholmTime.EndOf(moreTime.Deadline) : null];
        return known.Max() ?? DeadlineAt(round);
    }

    public static DateTimeOffset ClosesAt(Round round) => StockholmTime.EndOf(round.Closes);

    /// <summary>The last day on which a round that is closed took answers.</summary>
    public static DateOnly ClosedOn(Round round) => round.ClosedAt >= ClosesAt(round) ? round.Closes
        : StockholmTime.DayOf(round.ClosedAt!.Value);

    /// <summary>
    /// The invitation and the ladder, in order of time. What comes before the deadline moves back to a working day, what comes after it
    /// moves on to one, and an escalation to one after the day of the step before it. A step that would come before the round was opened or
    /// after its close falls away; of several that come to the same readers on one day the last stands. So it is again when the deadline is
    /// moved: nothing that came before is made up for.
    /// </summary>
    public static IReadOnlyList<Rung> Rungs(Round round) =>
    [
        Invitation(round),
        .. Steps(round).Where(planned => planned.Fate == StepFate.Stands).Select(planned => planned.Rung).OrderBy(rung => rung.At)
            .ThenBy(rung => rung.Kind),
    ];

    /// <summary>
    /// The deadline where it is not the one that the run began with: its steps are other ones than those before it was moved.
    /// </summary>
    public static DateOnly? MovedTo(Round round) => round.FirstDeadline is { } first && first != round.Deadline ? round.Deadline : null;

    /// <summary>What becomes of each step of the ladder, in the order of their plain days.</summary>
    public static IReadOnlyList<PlannedStep> Steps(Round round)
    {
        var invitation = Invitation(round);
        // The plain day, the day and the readers of the step before.
        var (plainBefore, before, readersBefore) = (DateOnly.MinValue, DateOnly.MinValue, RungKind.Invitation);
        var steps = round.Ladder
            .OrderBy(step => step.DaysFromDeadline).ThenBy(step => step.Kind)
            .Select(step =>
            {
                var plain = round.Deadline.AddDays(step.DaysFromDeadline);
                var day = step.DaysFromDeadline <= 0 ? round.Days.OnOrBefore(plain) : round.Days.OnOrAfter(plain);
                if (step is { DaysFromDeadline: > 0, Kind: RungKind.Deputy or RungKind.Head or RungKind.Coordinator } && plain > plainBefore
                    && day <= before && step.Kind != readersBefore)
                {
                    // Holidays have moved the step before onto its day: people must have had time to act on that one.
                    day = round.Days.OnOrAfter(before.AddDays(1));
                }
                (plainBefore, before, readersBefore) = (plain, day > before ? day : before, Readers(step.Kind));
                var rung = new Rung(RoundIds.RungId(step.Kind, step.DaysFromDeadline, MovedTo(round)), step.Kind,
                    StockholmTime.At(day, MailHour));
                return new PlannedStep(plain, rung,
                    !(rung.At > invitation.At && rung.At > (round.ExtendedAt ?? round.ReopenedAt ?? round.OpenedAt ?? invitation.At))
                        ? StepFate.BeforeOpening
                    : rung.At >= ClosesAt(round) ? StepFate.AfterClose
                    : StepFate.Stands);
            })
            .ToList();
        return steps.Select((planned, index) => planned.Fate == StepFate.Stands
            && steps.Skip(index + 1).Any(later => later.Fate == StepFate.Stands
                && later.Rung.At == planned.Rung.At && Readers(later.Rung.Kind) == Readers(planned.Rung.Kind))
            ? planned with { Fate = StepFate.SameDayAsLater }
            : planned).ToList();
    }

    /// <summary>
    /// The rung to take next, and when: the invitation; then what is due; else what comes first. Of rungs to the same readers that
    /// fell due together (the app was down, say) only the last is taken, so that they are one mail and not several; and it waits
    /// for the next working day's morning where it is late. Null when the ladder has been climbed.
    /// </summary>
    /// <param name="taken">Ids of the rungs that have been decided.</param>
    /// <param name="concerns">Which rungs of the ladder have something to say; null where all have.</param>
    public static Rung? Next(Round round, IReadOnlySet<string> taken, DateTimeOffset now, Func<Rung, bool>? concerns = null)
    {
        var rungs = Rungs(round);
        if (!taken.Contains(rungs[0].Id) && (concerns?.Invoke(rungs[0]) ?? true))
        {
            // Goes when the coordinator has said so, whatever the day.
            return rungs[0];
        }
        return rungs
            .Where(rung => concerns?.Invoke(rung) ?? true)
            .GroupBy(rung => Readers(rung.Kind))
            .Select(readers =>
            {
                var open = readers.Reverse().TakeWhile(rung => !taken.Contains(rung.Id)).Reverse().ToList();
                return open.LastOrDefault(rung => rung.At <= now) ?? open.FirstOrDefault();
            })
            .OfType<Rung>()
            .Select(rung => rung.At < now ? rung with { At = InWorkingHours(round, now) } : rung)
            .MinBy(rung => rung.At);
    }

    /// <summary>
    /// Whether a rung applies to a department. One that has submitted everything gets only the reminders due after an open question was
    /// asked, and never an overdue notice. It hears that the round is open again only if a question was open before.
    /// </summary>
    /// <param name="askedSince">When the first question that is open was asked; null without one.</param>
    public static bool Concerns(Rung rung, Round round, bool allSubmitted, DateTimeOffset? askedSince) => !allSubmitted || rung.Kind switch
    {
        RungKind.Invitation => round.ReopenedAt is not { } reopened || askedSince < reopened,
        RungKind.Reminder => askedSince < rung.At,
        _ => false,
    };

    /// <summary>The ladder's next rung to a department; null where the round is not open, or nothing is left to say.</summary>
    /// <param name="round">As it is for the department.</param>
    public static Rung? Next(Round round, IReadOnlySet<string> taken, bool allSubmitted, DateTimeOffset? askedSince, DateTimeOffset now) =>
        round.State != RoundState.Open || now >= ClosesAt(round) ? null
            : Next(round, taken, now, rung => Concerns(rung, round, allSubmitted, askedSince));

    private static Rung Invitation(Round round) => new(RoundIds.RungId(RungKind.Invitation, 0), RungKind.Invitation, OpensAt(round));

    /// <summary>Who hears of it, as the last rung to them: an escalation does not replace a reminder to those asked.</summary>
    public static RungKind Readers(RungKind kind) => kind is RungKind.Deputy or RungKind.Head or RungKind.Coordinator ? kind
        : RungKind.Overdue;

    /// <summary>The moment itself if mails may go out at it, else the next one at which they may.</summary>
    public static DateTimeOffset InWorkingHours(Round round, DateTimeOffset moment)
    {
        var local = StockholmTime.Local(moment);
        var (day, time) = (DateOnly.FromDateTime(local.DateTime), TimeOnly.FromDateTime(local.DateTime));
        return !round.Days.IsWorkingDay(day) || time >= LastMailHour
            ? StockholmTime.At(round.Days.OnOrAfter(time >= LastMailHour ? day.AddDays(1) : day), MailHour)
            : time < MailHour ? StockholmTime.At(day, MailHour)
            : moment;
    }
}
