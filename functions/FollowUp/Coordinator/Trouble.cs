using FollowUp.Rounds;
using FollowUp.Schedule;

namespace FollowUp.Coordinator;

/// <summary>What FollowUp tries again and again in a round without getting it done. Pure.</summary>
/// <param name="Since">When it failed first, or should have been done.</param>
internal sealed record Trouble(DateTimeOffset Since, string Sentence)
{
    /// <summary>So long it is nobody's business.</summary>
    public static readonly TimeSpan ShownAfter = TimeSpan.FromHours(6);

    /// <summary>After that the coordinator is written to.</summary>
    public static readonly TimeSpan ToldAfter = TimeSpan.FromDays(1);

    /// <param name="concerns">Since when, of those that are meant.</param>
    public static IEnumerable<Trouble> Of(Board board, Func<DateTimeOffset, bool> concerns)
    {
        var round = board.Round;
        var waiting = board.Departments.Where(department => department.Status.WaitingSince is { } since && concerns(since)).ToList();
        if (waiting.Count > 0)
        {
            var since = waiting.Min(department => department.Status.WaitingSince!.Value);
            yield return new Trouble(since, Texts.Board.Waiting(waiting.Select(department => department.Status.Name).ToList(), since));
        }
        if (round.State == RoundState.Open && Timetable.ClosesAt(round) is var closes && concerns(closes))
        {
            yield return new Trouble(closes, Texts.Board.DoesNotClose(round));
        }
        if (round.State == RoundState.Closed && round.ReportedRun != round.Run && concerns(round.ClosedAt!.Value))
        {
            yield return new Trouble(round.ClosedAt.Value, Texts.Board.DoesNotCompile(round));
        }
    }

    /// <summary>What has come of the round's digests, where the newest has reached nobody.</summary>
    public static Trouble? Of(Round round, IReadOnlyList<CalendarNotice> digests) =>
        digests.OrderBy(digest => digest.Decided).LastOrDefault() switch
        {
            { IsPending: true } => new Trouble(WaitingSince(digests), Texts.Board.DigestWaits(WaitingSince(digests))),
            { Refused: { } reason } refused => new Trouble(refused.Decided, Texts.Board.DigestRefused(round.ContactEmail, reason)),
            _ => null,
        };

    private static DateTimeOffset WaitingSince(IReadOnlyList<CalendarNotice> digests) => digests
        .Where(digest => digest.Sent == null && !digests.Any(other => other.Sent != null && other.Decided > digest.Decided))
        .Min(digest => digest.Decided);
}
