using FollowUp.Rounds;
using FollowUp.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Coordinator;

/// <summary>The desk's first page: what is to be done now, and all rounds.</summary>
public sealed class OverviewFunctions(DeskGate gate, PlanTable plans, DepartmentTable departments, RoundTable rounds, FeedbackTable cases, TimeProvider clock)
{
    [Function("ShowDesk")]
    public Task<IResult> ShowDesk([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Desk.Route)] HttpRequest request, CancellationToken cancellation) =>
        gate.SeeAsync(request, async principal =>
        {
            var today = StockholmTime.DayOf(clock.GetUtcNow());
            var known = (await plans.ListAsync(cancellation)).Select(newest => newest.Stored.Plan).ToList();
            var all = (await rounds.ListAsync(cancellation)).Select(stored => stored.Round).ToList();
            return DeskPages.Page<OverviewPage>(request, StatusCodes.Status200OK, principal,
                (nameof(OverviewPage.ToDo), DeskTask.Of(known, all, today)),
                (nameof(OverviewPage.Rounds), all.OrderByDescending(round => round.Opens).ThenBy(round => round.Title, Texts.Alphabet).ToList()),
                (nameof(OverviewPage.HasPlans), known.Count > 0), (nameof(OverviewPage.HasDepartments), (await departments.NewestAsync(cancellation)).Version > 0),
                (nameof(OverviewPage.Cases), (await cases.ListAsync(DateOnly.MinValue, cancellation)).Reverse().ToList()));
        });
}
