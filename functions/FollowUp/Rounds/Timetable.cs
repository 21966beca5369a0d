namespace FollowUp.Rounds;

/// <param name="Id">Unique in the round; part of mail keys.</param>
public sealed record Rung(string Id, RungKind Kind, DateTimeOffset At);

/// <summary>When what is due in a round. Pure: the round says it all.</summary>
public static class Timetable
{
    // In the morning, so that whoever gets the mail has the working day before them.
    private static readonly TimeOnly MailHour = new(8, 0);

    public static DateTimeOffset OpensAt(Round round) => StockholmTime.At(round.Opens, MailHour);

    /// <summary>The day whose register says who is asked: when the first mails go out, or when it was opened where that was later.</summary>
    /// <param name="opened">When the coordinator opened it.</param>
    public static DateOnly AskedOn(Round round, DateTimeOffset opened) => StockholmTime.DayOf(opened) is var day && day > round.Opens ? day : round.Opens;

    public static DateTimeOffset DeadlineAt(Round round) => StockholmTime.EndOf(round.Deadline);

    public static DateTimeOffset ClosesAt(Round round) => StockholmTime.EndOf(round.Closes);

    /// <summary>
    /// The invitation and the ladder, in order of time. What comes before the deadline moves back to a working day, what comes
    /// after it moves on to one. A step that would come before the round was opened or after its close falls away.
    /// </summary>
    public static IReadOnlyList<Rung> Rungs(Round round)
    {
        var invitation = new Rung(RoundIds.RungId(RungKind.Invitation, 0), RungKind.Invitation, OpensAt(round));
        var steps = round.Ladder
            .Select(step =>
            {
                var day = round.Deadline.AddDays(step.DaysFromDeadline);
                day = step.DaysFromDeadline <= 0 ? WorkingDays.Default.OnOrBefore(day) : WorkingDays.Default.OnOrAfter(day);
                return new Rung(RoundIds.RungId(step.Kind, step.DaysFromDeadline), step.Kind, StockholmTime.At(day, MailHour));
            })
            .Where(rung => rung.At > invitation.At && rung.At > (round.OpenedAt ?? invitation.At) && rung.At < ClosesAt(round))
            .OrderBy(rung => rung.At).ThenBy(rung => rung.Id, StringComparer.Ordinal);
        return [invitation, .. steps];
    }

    /// <summary>
    /// The rung to take next: the invitation; then what is due; else what comes first. Of rungs to the same readers that fell due
    /// together (the app was down, say) only the last is taken, so that they are one mail and not several; what goes to the
    /// head of department is apart from what goes to those asked. Null when the ladder has been climbed.
    /// </summary>
    /// <param name="taken">Ids of the rungs that have been decided.</param>
    public static Rung? Next(IReadOnlyList<Rung> rungs, IReadOnlySet<string> taken, DateTimeOffset now)
    {
        if (!taken.Contains(rungs[0].Id))
        {
            return rungs[0];
        }
        var ahead = rungs
            .GroupBy(rung => rung.Kind == RungKind.Escalation)
            .Select(readers =>
            {
                var open = readers.Reverse().TakeWhile(rung => !taken.Contains(rung.Id)).Reverse().ToList();
                return open.LastOrDefault(rung => rung.At <= now) ?? open.FirstOrDefault();
            })
            .OfType<Rung>()
            .ToList();
        return ahead.MinBy(rung => rung.At);
    }
}
