using FollowUp.Links;
using FollowUp.Preview;
using FollowUp.Rounds;
using FollowUp.Schedule;
using FollowUp.Time;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace FollowUp.Coordinator;

/// <summary>
/// One mail a day and round to its coordinator, on days on which something has come that a person must see to; else none.
/// </summary>
public sealed class DailyDigestFunctions(
    LinkSettings links, RoundTable rounds, AssignmentTable answers, PreviewTable previews, CalendarTable notices, CoordinatorMail mail,
    TimeProvider clock, ILogger<DailyDigestFunctions> log)
{
    // The digest of a round that has ended goes on the first working day after, which a July without mails may put off.
    private const int DaysAfterClose = 45;

    /// <summary>After the morning's mails. The clock is UTC, as the host's is.</summary>
    [Function("SendDigests")]
    [FixedDelayRetry(5, "00:05:00")]
    public async Task SendDigests([TimerTrigger("0 15 8 * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var today = StockholmTime.DayOf(now);
        Exception? failed = null;
        foreach (var round in (await rounds.ListAsync(cancellation)).Select(stored => stored.Round)
            .Where(round => round.Days.IsWorkingDay(today) && IsAlive(round, now)))
        {
            try
            {
                var key = CalendarKeys.Digest(round.Id, today);
                var notified = await notices.ListDigestsAsync(round.Id, cancellation);
                // What could not be sent has informed nobody.
                var since = notified.Where(digest => digest.Key != key && digest.Sent != null).Select(digest => digest.Decided)
                    .DefaultIfEmpty(DateTimeOffset.MinValue).Max();
                var comments = round.State == RoundState.Draft
                    ? (await previews.ListCommentsAsync(round.Id, cancellation)).Count(comment => comment.At > since && comment.At <= now)
                    : 0;
                var board = new Board(round, [], round.State == RoundState.Draft ? []
                    : await answers.ListStatusesAsync(round.Id, round.Run, cancellation), now);
                if (Texts.Digest.Of(board, since, comments).ToList() is { Count: > 0 } items)
                {
                    await mail.SendDigestAsync(round, key, Texts.Digest.Write(board, items,
                        new Uri(links.PublicBaseAddress, DeskRoutes.Round(round.Id))), now, notified, cancellation);
                }
                else
                {
                    await mail.WithdrawAsync(round, notified, cancellation);
                }
            }
            catch (Exception fault) when (!cancellation.IsCancellationRequested)
            {
                // The other rounds' coordinators must not wait for it.
                log.LogError(fault, "The digest of round {RoundId} could not be sent", round.Id);
                failed = fault;
            }
        }
        if (failed != null)
        {
            throw new InvalidOperationException("Not all digests could be sent; those that are left are tried again, in the end tomorrow.",
                failed);
        }
    }

    private static bool IsAlive(Round round, DateTimeOffset now) =>
        round.State is RoundState.Draft or RoundState.Open or RoundState.Paused || round.ClosedAt > now.AddDays(-DaysAfterClose);
}
