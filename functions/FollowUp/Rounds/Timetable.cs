using FollowUp.Plans;
using FollowUp.Time;

namespace FollowUp.Rounds;

/// <summary>A step of the ladder and what becomes of it.</summary>
/// <param name="Plain">The day that the ladder says, before it is moved to one on which mails go out.</param>
internal sealed record PlannedStep(DateOnly Plain, LadderNotice Notice, StepFate Fate);

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
        RoundKind.HalfYear => [new(StepKind.Reminder, -7), new(StepKind.Reminder, -2), new(StepKind.Overdue, 1), new(StepKind.Head, 4),
            new(StepKind.Coordinator, 7)],
        // Nobody must have an opinion.
        RoundKind.Consultation => [new(StepKind.Reminder, -14), new(StepKind.Reminder, -3), new(StepKind.Coordinator, 1)],
        _ =>
        [
            new(StepKind.Reminder, -14), new(StepKind.Reminder, -3), new(StepKind.Overdue, 1), new(StepKind.Deputy, 4),
            new(StepKind.Head, 8),
            new(StepKind.Coordinator, 15),
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
    public static DateTimeOffset DeadlineAt(Round round, DeadlineExtension? extension, int run, DateTimeOffset? then)
    {
        if (run == round.Run)
        {
            return DeadlineAt(round.For(extension));
        }
        DateTimeOffset?[] known = [then, round.PastDeadlines is { } past && run <= past.Count ? StockholmTime.EndOf(past[run - 1]) : null,
            extension?.Run == run ? StockholmTime.EndOf(extension.Deadline) : null];
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
    public static IReadOnlyList<LadderNotice> Notices(Round round) =>
    [
        Invitation(round),
        .. Steps(round).Where(planned => planned.Fate == StepFate.Stands).Select(planned => planned.Notice).OrderBy(notice => notice.At)
            .ThenBy(notice => notice.Kind),
    ];

    /// <summary>
    /// The deadline where it is not the one that the run began with: its steps are other ones than those before it was moved.
    /// </summary>
    public static DateOnly? MovedTo(Round round) => round.FirstDeadline is { } first && first != round.Deadline ? round.Deadline : null;

    /// <summary>What becomes of each step of the ladder, in the order of their plain days.</summary>
    public static IReadOnlyList<PlannedStep> Steps(Round round)
    {
        var invitation = Invitation(round);
        // The plain day, the day and the kind of the step before.
        var (plainBefore, before, kindBefore) = (DateOnly.MinValue, DateOnly.MinValue, (StepKind?)null);
        var steps = round.Ladder
            .OrderBy(step => step.DaysFromDeadline).ThenBy(step => step.Kind)
            .Select(step =>
            {
                var plain = round.Deadline.AddDays(step.DaysFromDeadline);
                var day = step.DaysFromDeadline <= 0 ? round.Days.OnOrBefore(plain) : round.Days.OnOrAfter(plain);
                if (step is { DaysFromDeadline: > 0, Kind: StepKind.Deputy or StepKind.Head or StepKind.Coordinator } && plain > plainBefore
                    && day <= before && step.Kind != kindBefore)
                {
                    // Holidays have moved the step before onto its day: people must have had time to act on that one.
                    day = round.Days.OnOrAfter(before.AddDays(1));
                }
                (plainBefore, before, kindBefore) = (plain, day > before ? day : before, step.Kind);
                var notice = new StepNotice(RoundIds.StepNotice(step.Kind, step.DaysFromDeadline, MovedTo(round)), step.Kind,
                    StockholmTime.At(day, MailHour));
                return new PlannedStep(plain, notice,
                    !(notice.At > invitation.At && notice.At > (round.ExtendedAt ?? round.ReopenedAt ?? round.OpenedAt ?? invitation.At))
                        ? StepFate.BeforeOpening
                    : notice.At >= ClosesAt(round) ? StepFate.AfterClose
                    : StepFate.Stands);
            })
            .ToList();
        return steps.Select((planned, index) => planned.Fate == StepFate.Stands
            && steps.Skip(index + 1).Any(later => later.Fate == StepFate.Stands
                && later.Notice.At == planned.Notice.At && Readers(later.Notice.Kind) == Readers(planned.Notice.Kind))
            ? planned with { Fate = StepFate.SameDayAsLater }
            : planned).ToList();
    }

    /// <summary>
    /// The notice to take next, and when: the invitation; then what is due; else what comes first. Of notices to the same readers that
    /// fell due together (the app was down, say) only the last is taken, so that they are one mail and not several; and it waits
    /// for the next working day's morning where it is late. Null when the ladder has been climbed.
    /// </summary>
    /// <param name="taken">Ids of the notices that have been decided.</param>
    /// <param name="concerns">Which steps of the ladder have something to say; null where all have.</param>
    public static LadderNotice? Next(Round round, IReadOnlySet<string> taken, DateTimeOffset now, Func<LadderNotice, bool>? concerns = null)
    {
        var notices = Notices(round);
        if (!taken.Contains(notices[0].Id) && (concerns?.Invoke(notices[0]) ?? true))
        {
            // Goes when the coordinator has said so, whatever the day.
            return notices[0];
        }
        return notices
            .Where(notice => concerns?.Invoke(notice) ?? true)
            .GroupBy(notice => Readers(notice.Kind))
            .Select(readers =>
            {
                var open = readers.Reverse().TakeWhile(notice => !taken.Contains(notice.Id)).Reverse().ToList();
                return open.LastOrDefault(notice => notice.At <= now) ?? open.FirstOrDefault();
            })
            .OfType<LadderNotice>()
            .Select(notice => notice.At < now ? notice with { At = InWorkingHours(round, now) } : notice)
            .MinBy(notice => notice.At);
    }

    /// <summary>The next step of the ladder to a department; null where the round is not open, or nothing is left to say.</summary>
    public static LadderNotice? Next(DepartmentRound round, IReadOnlySet<string> taken, bool allSubmitted,
        DateTimeOffset? askedSince, DateTimeOffset now) =>
        round.State != RoundState.Open || now >= ClosesAt(round) ? null
            : Next(round, taken, now, notice => notice.Concerns(round, allSubmitted, askedSince));

    private static Invitation Invitation(Round round) => new(OpensAt(round));

    /// <summary>Who hears of it, as the last notice to them: an escalation does not replace a reminder to those asked.</summary>
    public static NoticeKind Readers(NoticeKind kind) => kind is NoticeKind.Deputy or NoticeKind.Head or NoticeKind.Coordinator ? kind
        : NoticeKind.Overdue;

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
