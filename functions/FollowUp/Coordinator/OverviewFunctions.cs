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
    AssignmentTable answers,
    PreviewTable previews, AssessmentTable assessments, FeedbackTable cases, CalendarTable notices, TimeProvider clock)
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
            return DeskPages.Page<OverviewPage>(request, StatusCodes.Status200OK, principal,
                (nameof(OverviewPage.ToDo), (IReadOnlyList<DeskTask>)[.. DeskTask.Of(known, all, today),
                    .. await InRoundsAsync(all, now, cancellation)]),
                (nameof(OverviewPage.Rounds), all.OrderByDescending(round => round.Opens).ThenBy(round => round.Title, Texts.Alphabet)
                    .ToList()),
                (nameof(OverviewPage.HasPlans), known.Count > 0),
                (nameof(OverviewPage.HasDepartments), (await departments.NewestAsync(cancellation)).Version > 0),
                (nameof(OverviewPage.Cases), (await cases.ListAsync(DateOnly.MinValue, cancellation)).Reverse().ToList()));
        });
    /// <summary>What each round's own page asks for, and what key persons have said of a draft.</summary>
    private async Task<IReadOnlyList<DeskTask>> InRoundsAsync(IReadOnlyList<Round> all, DateTimeOffset now, CancellationToken cancellation)
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
            else if (round.State is RoundState.Open or RoundState.Paused
                || (round.State == RoundState.Closed && StockholmTime.DayOf(round.ClosedAt!.Value)
                .AddDays(RecentlyClosed) >= StockholmTime.DayOf(now)))
            {
                // What is asked for is counted over departments: the measures' titles are not needed.
                var board = new Board(round, [], await answers.ListStatusesAsync(round.Id, round.Run, cancellation), now);
                tasks.AddRange(RoundDeskFunctions.ToDo(board, await notices.ListDigestsAsync(round.Id, cancellation),
                    await RoundDeskFunctions.IsAssessedAsync(assessments, round, cancellation))
                    .Select(sentence => new DeskTask($"{round.Title}: {sentence}", DeskRoutes.Round(round.Id), Texts.Desk.ToRound(round))));
            }
        }
        return tasks;
    }
}
