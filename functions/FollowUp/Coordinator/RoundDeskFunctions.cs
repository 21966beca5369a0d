using System.Globalization;
using FollowUp.Acts;
using FollowUp.Api;
using FollowUp.Imports;
using FollowUp.Inputs;
using FollowUp.Pages;
using FollowUp.Plans;
using FollowUp.Reports;
using FollowUp.Rounds;
using FollowUp.Schedule;
using FollowUp.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Coordinator;

/// <summary>A round at the desk: its board, and what can be done to it.</summary>
public sealed class RoundDeskFunctions(DeskAccess gate, RoundTable rounds, AssignmentTable answers, PlanTable plans,
    CalendarTable notices, MailingTable mailings, AssessmentTable assessments, TimeProvider clock)
{
    private const string Route = $"{DeskRoutes.Route}/omgangar/{{id}}";

    [Function("ShowBoard")]
    public Task<IResult> ShowBoard([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request, string id,
        CancellationToken cancellation) =>
        gate.SeeAsync(request, async principal => await rounds.FindAsync(id, cancellation) switch
        {
            null => Unknown(request, principal, id),
            { Round.State: RoundState.Draft } => PageResults.SeeOther(request, DeskRoutes.Draft(id)),
            { Round: var round } => await BoardAsync(request, principal, round, cancellation),
        });

    [Function("ExportBoardAsCsv")]
    public Task<IResult> ExportBoardAsCsv(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/laget.csv")] HttpRequest request, string id,
        CancellationToken cancellation) =>
        gate.SeeAsync(request, async principal => await rounds.FindAsync(id, cancellation) is not { Round: var round }
            ? Unknown(request, principal, id) : Csv(await ReadAsync(round, cancellation)));

    private async Task<Board> ReadAsync(Round round, CancellationToken cancellation) =>
        new(round, await plans.GetAsync(round.Plans, cancellation), await answers.ListStatusesAsync(round.Id, round.Run, cancellation),
            clock.GetUtcNow());

    private async Task<IResult> BoardAsync(HttpRequest request, Principal principal, Round round, CancellationToken cancellation)
    {
        var board = await ReadAsync(round, cancellation);
        return DeskPages.Page<BoardPage>(request, StatusCodes.Status200OK, principal,
            (nameof(BoardPage.Board), board),
            (nameof(BoardPage.View), BoardView.Of(request)),
            (nameof(BoardPage.Acts), principal.Role < Role.Coordinator ? []
                : DeskAct.Of(new ActTarget(round, Work: null, board.Now, principal.Name)).Where(act => act.WhyNot == null).ToList()),
            (nameof(BoardPage.Mailings), (await mailings.ListAsync(round.Id, round.Run, cancellation)).Reverse().ToList()),
            (nameof(BoardPage.ToDo), ToDo(board, await notices.ListDigestsAsync(round.Id, cancellation),
                await IsAssessedAsync(assessments, round, cancellation)).ToList()),
            (nameof(BoardPage.Notice), DeskPages.Notice(request)));
    }

    /// <summary>What a person should see to, a sentence each.</summary>
    /// <param name="digests">Of the round.</param>
    /// <param name="assessed">Whether the report has been read and assessed.</param>
    /// <returns>With each what the board can show of it, in <see cref="BoardView.Shown"/>; null where that is nothing.</returns>
    internal static IEnumerable<(string Sentence, string? Show)> ToDo(Board board, IReadOnlyList<CalendarNotice> digests, bool assessed)
    {
        foreach (var trouble in Trouble.Of(board, since => since <= board.Now - Trouble.ShownAfter))
        {
            yield return (trouble.Sentence, null);
        }
        if (Trouble.Of(board.Round, digests) is { } unread && unread.Since <= board.Now - Trouble.ShownAfter)
        {
            yield return (unread.Sentence, null);
        }
        var round = board.Round;
        var left = round.Deadline.DayNumber - StockholmTime.DayOf(board.Now).DayNumber;
        if (round.State == RoundState.Paused && board.Now >= Timetable.ClosesAt(round))
        {
            yield return (Texts.Board.PausedPast(round), null);
        }
        if (round.State == RoundState.Closed && round.ReportedRun == round.Run && !assessed)
        {
            yield return (Texts.Board.ReportToRead, null);
        }
        if (round.State != RoundState.Open)
        {
            yield break;
        }
        if (board.Departments.Count(department => department.Status.IsUndeliverable) is > 0 and var refused)
        {
            yield return (Texts.Board.Undelivered(refused), "inte-levererade");
        }
        if (left <= 3 && board.Departments.Count(department => department.Status.HasNothing && department.Deadline == round.Deadline) is > 0
            and var silent)
        {
            yield return (Texts.Board.NothingYet(silent, left), "saknas");
        }
        if (left < 0 && board.Count(AssignmentState.Returned) is > 0 and var returned)
        {
            yield return (Texts.Board.ToAnswer(returned), "fragor");
        }
    }

    /// <summary>Whether somebody has assessed the report of a closed round, since it was closed.</summary>
    internal static async Task<bool> IsAssessedAsync(AssessmentTable assessments, Round round, CancellationToken cancellation) =>
        round.State == RoundState.Closed && (await assessments.ListVersionsAsync(round.Id, cancellation))
            .Any(assessment => assessment.Written >= round.ClosedAt);

    private static IResult Csv(Board board) => ApiResults.Csv(CsvFile.Write(board.Departments
        .Select(department => new[]
        {
            department.Status.Name, Texts.Board.State(board.Round, department), $"{department.Status.Submitted}",
                $"{department.Status.Filled}", $"{department.Status.Asked.Count()}",
            Iso(department.Deadline), Texts.Board.Next(department),
        })
        .Prepend(Texts.Board.CsvHeadings)));

    internal static IResult Unknown(HttpRequest request, Principal principal, string id, IReadOnlyList<string>? typed = null) =>
        DeskPages.Message(request, StatusCodes.Status404NotFound, principal, Texts.Board.NoRoundTitle, Texts.Drafting.Unknown(id),
            DeskRoutes.Overview, typed);

    internal static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
