using System.Globalization;
using FollowUp.Rounds;
using FollowUp.Time;

namespace FollowUp.Stress;

/// <param name="Until">When it stops being due: the deadline was moved, or the round closed.</param>
/// <param name="Next">When the next notice to the same readers takes its place; null without one.</param>
internal sealed record NaiveNotice(int Run, string Id, NoticeKind Kind, DateTimeOffset At, DateTimeOffset Until, DateTimeOffset? Next);

/// <summary>What was due when in a run of a history, computed in the simplest way.</summary>
/// <param name="from">When the run began.</param>
/// <param name="to">When it ended.</param>
internal sealed class NaiveLadder(HistoryPlan plan, IReadOnlyList<HistoryDays> days, int run, DateTimeOffset from, DateTimeOffset to)
{
    private static readonly TimeOnly Morning = new(8, 0);

    private readonly HistoryDays _first = run == 1 ? new HistoryDays(from, null, plan.Deadline, plan.Closes, Begins: true)
        : days.First(begun => begun.Begins && begun.At == from);
    private readonly List<HistoryDays> _moves = days.Distinct().Where(move => !move.Begins && move.At > from && move.At <= to)
        .OrderBy(move => move.At).ToList();

    public DateOnly LastDeadline(string department) => Stretches(department).Last().Deadline;

    public IEnumerable<NaiveNotice> Of(string department)
    {
        var (opens, closes) = (StockholmTime.At(plan.Opens, Morning), ClosesAt(to));
        yield return new NaiveNotice(run, "invitation", NoticeKind.Invitation, opens > from ? opens : from, closes, Next: null);
        foreach (var (begins, ends, deadline, since) in Stretches(department))
        {
            var due = Steps(deadline).Select(step => (step.Id, step.Kind, At: StockholmTime.At(step.Day, Morning)))
                .Where(step => step.At > opens && step.At > since && step.At < ClosesAt(step.At)).ToList();
            foreach (var (step, place) in due.Select((step, place) => (step, place)))
            {
                var later = due.Skip(place + 1).Where(other => Readers(other.Kind) == Readers(step.Kind))
                    .Select(other => (DateTimeOffset?)other.At).FirstOrDefault();
                if (step.At > begins && step.At < ends && later != step.At)
                {
                    yield return new NaiveNotice(run, step.Id, RoundIds.KindOf(step.Id)!.Value, step.At,
                        ends < closes ? ends : closes, later);
                }
            }
        }
    }

    public static DateTimeOffset InOfficeHours(DateTimeOffset moment)
    {
        while (!(WorkingDays.Default.IsWorkingDay(StockholmTime.DayOf(moment)) && StockholmTime.Local(moment).Hour is >= 8 and < 17))
        {
            moment = moment.AddMinutes(1);
        }
        return moment;
    }

    /// <summary>The department's deadlines, each with the time in which it applied and the time when it was set.</summary>
    private List<(DateTimeOffset From, DateTimeOffset To, DateOnly Deadline, DateTimeOffset Since)> Stretches(string department)
    {
        var all = (_first.Deadline, Since: from);
        (DateOnly Deadline, DateTimeOffset Since)? own = null;
        List<(DateTimeOffset From, DateOnly Deadline, DateTimeOffset Since)> stretches = [(from, all.Deadline, all.Since)];
        foreach (var move in _moves.Where(move => move.Department == null || move.Department == department))
        {
            if (move.Department == null && move.Deadline != all.Deadline)
            {
                all = (move.Deadline, move.At);
            }
            else if (move.Department != null && move.Deadline != stretches[^1].Deadline)
            {
                own = (move.Deadline, move.At);
            }
            var holds = own is { } more && more.Deadline > all.Deadline ? more : all;
            if (holds != (stretches[^1].Deadline, stretches[^1].Since))
            {
                stretches.Add((move.At, holds.Item1, holds.Item2));
            }
        }
        return stretches.Select((stretch, place) => (stretch.From, place + 1 < stretches.Count ? stretches[place + 1].From : to,
            stretch.Deadline, stretch.Since)).ToList();
    }

    private DateTimeOffset ClosesAt(DateTimeOffset moment)
    {
        var closes = StockholmTime.EndOf(_moves.Where(move => move.Department == null && move.At <= moment).Select(move => move.Closes)
            .DefaultIfEmpty(_first.Closes).Last());
        return closes < to ? closes : to;
    }

    private List<(string Id, StepKind Kind, DateOnly Day)> Steps(DateOnly deadline)
    {
        var steps = new List<(string Id, StepKind Kind, DateOnly Day)>();
        var last = (Plain: DateOnly.MinValue, Day: DateOnly.MinValue, Readers: (StepKind?)null);
        foreach (var step in plan.Ladder.OrderBy(step => step.DaysFromDeadline).ThenBy(step => step.Kind))
        {
            var plain = deadline.AddDays(step.DaysFromDeadline);
            var day = Working(plain, step.DaysFromDeadline <= 0 ? -1 : 1);
            if (step.Kind is not (StepKind.Reminder or StepKind.Overdue) && plain > last.Plain && day <= last.Day
                && step.Kind != last.Readers)
            {
                day = Working(last.Day.AddDays(1), 1);
            }
            last = (plain, day > last.Day ? day : last.Day, Readers(step.Kind));
            var moved = deadline == _first.Deadline ? "" : deadline.ToString("_yyyyMMdd", CultureInfo.InvariantCulture);
            steps.Add((string.Create(CultureInfo.InvariantCulture,
                $"{step.Kind.ToString().ToLowerInvariant()}{step.DaysFromDeadline:+0;-0}{moved}"), step.Kind, day));
        }
        return steps;
    }

    private static StepKind Readers(StepKind kind) => kind is StepKind.Reminder ? StepKind.Overdue : kind;

    private static DateOnly Working(DateOnly day, int way)
    {
        while (!WorkingDays.Default.IsWorkingDay(day))
        {
            day = day.AddDays(way);
        }
        return day;
    }
}
