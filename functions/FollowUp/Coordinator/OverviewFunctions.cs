using FollowUp.Accessibility;
using FollowUp.Departments;
using FollowUp.Plans;
using FollowUp.Preview;
using FollowUp.Reports;
using FollowUp.Rounds;
using FollowUp.Schedule;
using FollowUp.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Coordinator;

/// <summary>The desk's first page: what is to be done now, and all rounds.</summary>
public sealed class OverviewFunctions(DeskAccess gate, PlanTable plans, DepartmentTable departments, RoundTable rounds,
    AssignmentTable answers, PreviewTable previews, AssessmentTable assessments, FeedbackTable cases, CalendarTable notices,
    TimeProvider clock)
{
    // For so many days the desk asks that the report be read.
    private const int RecentlyClosed = 30;

    [Function("ShowDesk")]
    public Task<IResult> ShowDesk([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = DeskRoutes.Route)] HttpRequest request,
        CancellationToken cancellation) =>
        gate.SeeAsync(request, async principal =>
        {
            var now = clock.GetUtcNow();
            var today = StockholmTime.DayOf(now);
            var known = await plans.ListAsync(cancellation);
            var all = (await rounds.ListAsync(cancellation)).Select(stored => stored.Round).ToList();
            var boards = await BoardsAsync(all, now, cancellation);
            return DeskPages.Page<OverviewPage>(request, StatusCodes.Status200OK, principal,
                (nameof(OverviewPage.ToDo), (IReadOnlyList<DeskTask>)[.. DeskTask.Of(known, all, today),
                    .. await InRoundsAsync(all, boards, cancellation)]),
                (nameof(OverviewPage.Boards), boards),
                (nameof(OverviewPage.Rounds), all.OrderByDescending(round => round.Opens).ThenBy(round => round.Title, Texts.Alphabet)
                    .ToList()),
                (nameof(OverviewPage.HasPlans), known.Count > 0),
                (nameof(OverviewPage.HasDepartments), (await departments.NewestAsync(cancellation)).Register.Departments.Count > 0),
                (nameof(OverviewPage.IsExampleIn), ExampleMunicipality.IsIn(known)),
                (nameof(OverviewPage.Cases), (await cases.ListAsync(DateOnly.MinValue, cancellation)).Reverse().ToList()));
        });

    /// <summary>By round, of those that departments are answering and those that were closed lately.</summary>
    private async Task<Dictionary<string, Board>> BoardsAsync(IEnumerable<Round> all, DateTimeOffset now, CancellationToken cancellation)
    {
        var boards = new Dictionary<string, Board>();
        foreach (var round in all.Where(round => round.State is RoundState.Open or RoundState.Paused || (round.State == RoundState.Closed
            && StockholmTime.DayOf(round.ClosedAt!.Value).AddDays(RecentlyClosed) >= StockholmTime.DayOf(now))))
        {
            // Departments are counted: the measures' titles are not needed.
            boards[round.Id] = new Board(round, [], await answers.ListStatusesAsync(round.Id, round.Run, cancellation), now);
        }
        return boards;
    }

    /// <summary>What each round's own page asks for, and what key persons have said of a draft.</summary>
    private async Task<IReadOnlyList<DeskTask>> InRoundsAsync(IReadOnlyList<Round> all, Dictionary<string, Board> boards,
        CancellationToken cancellation)
    {
        var tasks = new List<DeskTask>();
        foreach (var round in all.OrderBy(round => round.Closes))
        {
            if (round.State == RoundState.Draft)
            {
                var open = (await previews.ListCommentsAsync(round.Id, cancellation)).Count(comment => comment.Handled == null);
                if (open > 0)
                {
                    tasks.Add(new DeskTask(Texts.Desk.HasComments(round, open), $"{DeskRoutes.Draft(round.Id)}#kommentarer",
                        Texts.Desk.ReadComments));
                }
            }
            else if (boards.TryGetValue(round.Id, out var board))
            {
                tasks.AddRange(RoundDeskFunctions.ToDo(board, await notices.ListDigestsAsync(round.Id, cancellation),
                    await RoundDeskFunctions.IsAssessedAsync(assessments, round, cancellation))
                    .Select(task => new DeskTask($"{round.Title}: {task.Sentence}", DeskRoutes.Round(round.Id),
                        Texts.Desk.ToRound(round))));
            }
        }
        return tasks;
    }
}
