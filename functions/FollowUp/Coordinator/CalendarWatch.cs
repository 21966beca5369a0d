using FollowUp.Accessibility;
using FollowUp.Acts;
using FollowUp.Links;
using FollowUp.Mail;
using FollowUp.Pages;
using FollowUp.Plans;
using FollowUp.Rounds;
using FollowUp.Schedule;
using FollowUp.Time;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace FollowUp.Coordinator;

/// <summary>
/// What the calendar does by itself: drafts the round that falls due, opens it where the settings say so, and tells the coordinator of each
/// thing once, also of what users say of the pages. Each look starts from the rows: what an earlier one left half done is done, and what no
/// longer holds is not sent.
/// </summary>
public sealed class CalendarWatch(
    PageSettings pages, LinkSettings links, DeskSettings desk, PlanTable plans, RoundTable rounds, CalendarTable notices,
    FeedbackTable cases, RoundOpening opening, ActRunner runner, CoordinatorMail mail, TimeProvider clock, ILogger<CalendarWatch> log)
{
    public async Task LookAsync(DurableTaskClient durable, CancellationToken cancellation)
    {
        var today = StockholmTime.DayOf(clock.GetUtcNow());
        var known = (await plans.ListAsync(cancellation)).Where(plan => !plan.Stored.Plan.IsExample).ToList();
        var dismissed = known.SelectMany(plan => plan.Standing.DismissedTasks).Select(task => task.Key).ToHashSet();
        var all = (await rounds.ListAsync(cancellation)).Select(stored => stored.Round).Where(round => !round.IsExample).ToList();
        var notified = (await notices.ListAsync(cancellation)).ToDictionary(notice => notice.Key);
        foreach (var entry in new Calendar(known, all, today).Between(today.AddYears(-1), today.AddYears(1)))
        {
            await TryAsync(entry.GetType().Name, entry switch
            {
                DueRound { Outside: null } due when due.Period.Prepare <= today && due.Deadline >= today
                    && !dismissed.Contains(CalendarKeys.Key(due)) => () =>
                    SeeToAsync(due, today, all, notified, durable, cancellation),
                FollowUpObligation { Done: null } floor when !dismissed.Contains(CalendarKeys.Key(floor)) => () =>
                    WarnAsync(CalendarKeys.Key(floor), floor.Status,
                    Linked(Texts.Calendar.About(floor), Texts.Calendar.ToPlan, DeskRoutes.Plan(floor.Plan.Id)), notified, cancellation),
                PlanEnd end when !dismissed.Contains(CalendarKeys.Key(end)) => () => WarnAsync(CalendarKeys.Key(end), end.Status,
                    Linked(Texts.Calendar.About(end), Texts.Calendar.ToPlan, DeskRoutes.Plan(end.Plan.Id)), notified, cancellation),
                _ => () => Task.CompletedTask,
            }, cancellation);
        }
        // One mail for each day that is over; before November 2026 each case had its own.
        foreach (var day in (await cases.ListAsync(DateOnly.MinValue, cancellation))
            .Where(feedback => notified.GetValueOrDefault(CalendarKeys.Key("feedback", feedback.Number)) is not { IsPending: false })
            .GroupBy(feedback => StockholmTime.DayOf(feedback.Received)).Where(day => day.Key < today))
        {
            await TryAsync("feedback", () => NotifyAsync(CalendarKeys.Key("feedback", $"{day.Key:yyyyMMdd}"),
                Texts.Accessibility.News(day.ToList()), notified, cancellation), cancellation);
        }
    }

    /// <summary>The rest must not wait for what fails; tomorrow it is tried again.</summary>
    private async Task TryAsync(string what, Func<Task> act, CancellationToken cancellation)
    {
        try
        {
            await act();
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            log.LogError(fault, "{What} could not be seen to", what);
        }
    }

    private async Task SeeToAsync(
        DueRound due, DateOnly today, List<Round> all, Dictionary<string, CalendarNotice> notified, DurableTaskClient durable,
        CancellationToken cancellation)
    {
        var key = CalendarKeys.Key(due.Plans[0].Id, due.Period);
        var notice = notified.GetValueOrDefault(key);
        var round = due.CoveredBy;
        if (round == null)
        {
            if (notice is { IsPending: false })
            {
                // It was drafted and reported; a person handles what is wrong with it now.
                return;
            }
            var attempt = 1;
            while (all.Any(other => other.Id == CalendarKeys.DueRound(due.Plans[0].Id, due.Period, attempt)))
            {
                attempt++;
            }
            var id = CalendarKeys.DueRound(due.Plans[0].Id, due.Period, attempt);
            // First, so that a round which was drafted just before a crash is known as this calendar's own, and the coordinator hears of
            // it.
            notice = new CalendarNotice(key, id, clock.GetUtcNow());
            await notices.PutAsync(notice, cancellation);
            notified[key] = notice;
            var drafted = await opening.DraftAsync(Draft(id, due).WithQuestionsOf(all), Texts.Trail.System, cancellation);
            if (drafted.Problems.Count > 0)
            {
                await NotifyAsync(CalendarKeys.Key("undrafted", key),
                    Linked(Texts.Calendar.NotDrafted(due, drafted.Problems.Select(problem => problem.Message)), Texts.Calendar.ToDesk,
                        DeskRoutes.Overview), notified,
                    cancellation);
            }
            if (drafted.Round == null)
            {
                return;
            }
            round = drafted.Round;
        }
        else if (notice?.RoundId != round.Id)
        {
            // Somebody has seen to it.
            return;
        }
        // One that was drafted after its opening day had come is the coordinator's to open: the departments would have less time than
        // usual.
        var opensItself = desk.OpensDueRounds && StockholmTime.DayOf(notice!.Decided) < round.Opens;
        if (round.State == RoundState.Draft)
        {
            await NotifyAsync(key, Linked(Texts.Calendar.Drafted(due, round, opensItself, today), Texts.Calendar.ToRound,
                DeskRoutes.Round(round.Id)), notified, cancellation);
        }
        if (opensItself && round.Opens <= today)
        {
            await OpenAsync(due, round.Id, notified, durable, cancellation);
        }
    }

    private RoundDraft Draft(string id, DueRound due) => new(
        id, Texts.Calendar.RoundTitle(due.Period), due.Period.Kind, due.Asked, Texts.Calendar.Period(due.Period), DiaryNumbers: null,
        due.Opens, due.Deadline, due.Closes, pages.CoordinatorEmail, Ladder: null, Days: null,
        due.Period.Days);

    private async Task OpenAsync(DueRound due, string roundId, Dictionary<string, CalendarNotice> notified, DurableTaskClient durable,
        CancellationToken cancellation)
    {
        var round = (await rounds.GetAsync(roundId, cancellation)).Round;
        var result = await runner.DoAsync(durable, new OpenRound(), roundId, departmentId: null, Texts.Trail.System, cancellation);
        if (round.State == RoundState.Draft && result is { Outcome: ActOutcome.Refused, Problem: { } obstacles })
        {
            await NotifyAsync(CalendarKeys.Key("unopened", roundId),
                Linked(Texts.Calendar.NotOpened(due, round, obstacles.Split('\n')), Texts.Calendar.ToRound, DeskRoutes.Round(roundId)),
                notified, cancellation);
        }
    }

    /// <summary>
    /// Warns when it is near, and again when it is missed. What was broken before anybody could be warned is seen in the calendar: FollowUp
    /// knows nothing of what was done before it came.
    /// </summary>
    private async Task WarnAsync(string key, ObligationStatus status, News news, Dictionary<string, CalendarNotice> notified,
        CancellationToken cancellation)
    {
        var near = $"{key}~near";
        if (status == ObligationStatus.DueSoon)
        {
            await NotifyAsync(near, news, notified, cancellation);
        }
        else if (status == ObligationStatus.Missed && notified.ContainsKey(near))
        {
            await NotifyAsync($"{key}~broken", news, notified, cancellation);
        }
    }

    private News Linked(News news, string text, string page) => news with { Link = (text, new Uri(links.PublicBaseAddress, page)) };

    private async Task NotifyAsync(string key, News news, Dictionary<string, CalendarNotice> notified, CancellationToken cancellation) =>
        notified[key] = await mail.NotifyAsync(key, pages.CoordinatorEmail, news, notified.GetValueOrDefault(key), cancellation);
}
