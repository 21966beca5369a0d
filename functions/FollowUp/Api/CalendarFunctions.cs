using FollowUp.Coordinator;
using FollowUp.Inputs;
using FollowUp.Links;
using FollowUp.Mail;
using FollowUp.Pages;
using FollowUp.Plans;
using FollowUp.Rounds;
using FollowUp.Schedule;
using FollowUp.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace FollowUp.Api;

/// <summary>What falls due when: as a list, as a calendar to subscribe to, and seen to each morning.</summary>
public sealed class CalendarFunctions(PlanTable plans, RoundTable rounds, CalendarWatch watch, TimeProvider clock, PageSettings pages,
    LinkSettings links)
{
    [Function("ShowCalendar")]
    public async Task<IResult> ShowCalendar(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/calendar")] HttpRequest request, CancellationToken cancellation) =>
        await ReadAsync(request, cancellation) switch
        {
            (var entries, []) => ApiResults.Json(StatusCodes.Status200OK, entries.Select(Shown)),
            (_, var problems) => ApiResults.Refused(StatusCodes.Status400BadRequest, problems),
        };

    [Function("ShowCalendarFile")]
    public async Task<IResult> ShowCalendarFile(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/calendar.ics")] HttpRequest request,
        CancellationToken cancellation) =>
        await ReadAsync(request, cancellation) switch
        {
            (var entries, []) => Results.Text(CalendarFile.Write(entries.SelectMany(Events).ToList(), clock.GetUtcNow(),
                pages.CoordinatorEmail, new Uri(links.PublicBaseAddress, DeskRoutes.Overview)), "text/calendar; charset=utf-8"),
            (_, var problems) => ApiResults.Refused(StatusCodes.Status400BadRequest, problems),
        };

    /// <summary>Each morning before the first mails go out. The clock is UTC, as the host's is.</summary>
    [Function("WatchCalendar")]
    [FixedDelayRetry(5, "00:05:00")]
    public Task WatchCalendar([TimerTrigger("0 0 4 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation) =>
        watch.LookAsync(durable, cancellation);

    /// <summary>From a year back to two years ahead, where <c>?from=</c> and <c>?to=</c> say nothing else.</summary>
    private async Task<(IReadOnlyList<CalendarEntry> Entries, IReadOnlyList<string> Problems)> ReadAsync(HttpRequest request,
        CancellationToken cancellation)
    {
        var today = StockholmTime.DayOf(clock.GetUtcNow());
        var problems = new List<string>();
        DateOnly Day(string field, DateOnly otherwise)
        {
            if (request.Query[field].FirstOrDefault() is not { } written)
            {
                return otherwise;
            }
            if (InputCheck.Day(written) is not { } day)
            {
                problems.Add(Texts.Import.NotADate(field, written));
                return otherwise;
            }
            return day;
        }
        var (from, to) = (Day("from", today.AddYears(-1)), Day("to", today.AddYears(2)));
        if (problems.Count > 0)
        {
            return ([], problems);
        }
        var known = await plans.ListAsync(cancellation);
        var all = (await rounds.ListAsync(cancellation)).Select(stored => stored.Round).ToList();
        return (new Schedule.Calendar(known, all, today).Between(from, to), []);
    }

    private static object Shown(CalendarEntry entry)
    {
        var sentence = Texts.Calendar.Sentence(entry);
        return entry switch
        {
            DueRound due => new
            {
                what = "round",
                due.Day,
                sentence,
                due.Period.Kind,
                period = Texts.Calendar.Period(due.Period),
                plans = due.Plans.Select(plan => plan.Id),
                due.Opens,
                due.Deadline,
                due.Closes,
                due.Period.Prepare,
                round = due.CoveredBy?.Id,
                outside = due.Outside == null ? null : new { due.Outside.Day, due.Outside.DiaryNumber, due.Outside.Where },
            },
            FollowUpObligation floor => new { what = "floor", floor.Day, sentence, floor.Kind, plan = floor.Plan.Id, floor.Status },
            PlanEnd end => new { what = "end", end.Day, sentence, plan = end.Plan.Id, end.Successor, end.Status },
            _ => throw new ArgumentOutOfRangeException(nameof(entry), entry, null),
        };
    }

    private static IEnumerable<CalendarEvent> Events(CalendarEntry entry)
    {
        var sentence = Texts.Calendar.Sentence(entry);
        switch (entry)
        {
            case DueRound due:
                var key = CalendarKeys.Key(due.Plans[0].Id, due.Period);
                yield return new CalendarEvent($"{key}~opens", due.Opens, Texts.Calendar.OpeningEvent(due), sentence);
                yield return new CalendarEvent($"{key}~deadline", due.Deadline, Texts.Calendar.DeadlineEvent(due), sentence);
                break;
            case FollowUpObligation floor:
                yield return new CalendarEvent(CalendarKeys.Key(floor), floor.Day, Texts.Calendar.FloorEvent(floor), sentence);
                break;
            case PlanEnd end:
                yield return new CalendarEvent(CalendarKeys.Key(end), end.Day, Texts.Calendar.EndEvent(end), sentence);
                break;
        }
    }
}
