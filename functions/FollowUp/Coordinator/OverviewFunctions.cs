using FollowUp.Pages;
using FollowUp.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Coordinator;

/// <summary>The desk's first page: what is to be done now, and all rounds.</summary>
public sealed class OverviewFunctions(DeskGate gate, RoundTable rounds)
{
    [Function("ShowDesk")]
    public Task<IResult> ShowDesk([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Desk.Route)] HttpRequest request, CancellationToken cancellation) =>
        gate.SeeAsync(request, async principal => PageResults.Page<DeskPage>(request, StatusCodes.Status200OK, new Dictionary<string, object?>
        {
            [nameof(DeskPage.Principal)] = principal,
            [nameof(DeskPage.Rounds)] = (await rounds.ListAsync(cancellation)).Select(stored => stored.Round).ToList(),
        }));
}
