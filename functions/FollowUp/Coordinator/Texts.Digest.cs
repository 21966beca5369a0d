using FollowUp.Coordinator;
using FollowUp.Mail;
using FollowUp.Rounds;
using FollowUp.Time;

namespace FollowUp;

internal static partial class Texts
{
    /// <summary>The coordinator's mail of the day.</summary>
    public static class Digest
    {
        // Of days before the close.
        private const int Ahead = 3;

        /// <summary>What has come since the digest before, that a person must see to, a sentence each.</summary>
        public static IEnumerable<string> Of(Coordinator.Board board, DateTimeOffset since, int comments)
        {
            var (round, now) = (board.Round, board.Now);
            bool IsNew(DateTimeOffset? moment) => moment > since && moment <= now;
            string Names(Func<BoardDepartment, bool> chosen) =>
                Board.Names(board.Departments.Where(chosen).Select(department => department.Status.Name).ToList());
            if (comments > 0) { yield return $"{Count(comments, "kommentar", "kommentarer")} till förhandsvisningen har kommit in."; }
            foreach (var trouble in Trouble.Of(board, since => IsNew(since + Trouble.ToldAfter))) { yield return trouble.Sentence; }
            if (round.State == RoundState.Paused && IsNew(Timetable.ClosesAt(round))) { yield return Board.PausedPast(round); }
            if (round.State == RoundState.Closed && IsNew(round.ClosedAt))
            {
                var missing = board.Count(AssignmentState.Missing, AssignmentState.PartlySubmitted);
                var report = round.ReportedRun == round.Run ? ("stängd och rapporten är sammanställd",
                    "Läs rapporten, och skriv din bedömning där den behövs.") : ("stängd", "Rapporten sammanställs.");
                var lacking = Names(department => department.State is AssignmentState.Missing or AssignmentState.PartlySubmitted);
                yield return $"Omgången är {report.Item1}. "
                    + $"{(missing == 0 ? "Alla har svarat på allt." : $"Allt har inte kommit från {lacking}.")} {report.Item2}";
            }
            if (round.State is not (RoundState.Open or RoundState.Paused))
            {
                yield break;
            }
            bool Refused(BoardDepartment department) => department.Status.IsUndeliverable && IsNew(department.Status.RefusedAt);
            if (board.Departments.Any(Refused))
            {
                yield return $"Mejl kom inte fram till {Names(Refused)}. Byt ut kontakten i omgången, "
                + "eller ring.";
            }
            bool Completed(BoardDepartment department) => IsNew(department.Status.CompletedAt);
            if (board.Departments.Any(Completed))
            {
                yield return $"Kompletterat svar har kommit från {Names(Completed)}. Läs om det "
                + "räcker.";
            }
            if (round.State == RoundState.Paused)
            {
                yield break;
            }
            bool Escalated(BoardDepartment department) => department.Status is { AllSubmitted: false, Exemption: null }
                && Timetable.Notices(round.For(department.Status.Extension))
                    .Any(notice => notice.Kind == NoticeKind.Coordinator && IsNew(notice.At));
            if (board.Departments.Any(Escalated))
            {
                yield return "Alla påminnelser är skickade, men svar saknas fortfarande från "
                + $"{Names(Escalated)}. Ring, ge längre tid eller undanta.";
            }
            bool Left(BoardDepartment department) => department.Status is { AllSubmitted: false, Exemption: null };
            var left = board.Departments.Count(Left);
            bool Overdue(BoardDepartment department) => Left(department) && IsNew(StockholmTime.EndOf(department.Deadline));
            if (board.Departments.Count(Overdue) is > 0
                and var overdue)
            {
                yield return $"Svarstiden har gått ut. {Count(overdue, "enhet", "enheter")} har inte skickat in allt: "
                + $"{Names(Overdue)}.";
            }
            if (left > 0 && IsNew(Timetable.ClosesAt(round)
                .AddDays(-Ahead)))
            {
                yield return $"Omgången stängs {LongDay(round.Closes)}. {Count(left, "enhet", "enheter")} har inte "
                + $"skickat in allt: {Names(Left)}.";
            }
        }

        public static Mail.News Write(Coordinator.Board board, IReadOnlyList<string> items, Uri address)
        {
            var round = board.Round;
            var complete = board.Departments.Count(department => department.Status is { AllSubmitted: true, Submissions: > 0 });
            return new Mail.News(
                Subject.Of(round, round =>
                    $"Nytt att göra: {(round.Plans.Count == 1 ? round.PlanTitle : $"{round.Plans[0].Title} m.fl.")}, {round.Title}, "
                    + $"{Day(StockholmTime.DayOf(board.Now))}"),
                [
                    string.Join("\n", items.Select(item => $"– {item}")),
                    .. round.State == RoundState.Draft ? (string[])[]
                        : [$"Allt inskickat från {Texts.Of(complete, board.Asked)} enheter. {Board.Situation(round, board.Now)}"],
                    "Du får mejlet för att du är samordnare. Det kommer bara de dagar då det finns något nytt att göra.",
                ],
                ("Se läget och vad du kan göra", address));
        }
    }
}
