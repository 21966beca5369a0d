using FollowUp.Plans;
using FollowUp.Reports;
using FollowUp.Rounds;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Coordinator;

/// <summary>A plan over the years.</summary>
public sealed class PlanYearFunctions(DeskAccess gate, PlanTable plans, RoundTable rounds, RoundResultsReader results)
{
    [Function("ShowPlanYears")]
    public Task<IResult> ShowPlanYears(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = $"{DeskRoutes.Route}/planer/{{id}}/ar")] HttpRequest request,
        string id, CancellationToken cancellation) =>
        gate.SeeAsync(request, async principal =>
        {
            if (!RoundIds.IsRoundId(id) || await plans.NewestAsync(id, cancellation) is not { } newest)
            {
                return DeskPages.Message(request, StatusCodes.Status404NotFound, principal, Texts.Desk.NoPlanTitle, Texts.Plan.Unknown(id),
                    DeskRoutes.Plans);
            }
            var closed = new List<RoundResults>();
            foreach (var round in (await rounds.ListAsync(cancellation)).Select(stored => stored.Round)
                .Where(round => round.State == RoundState.Closed && round.Kind != RoundKind.Consultation
                    && round.Plans.Any(plan => plan.Id == id))
                .OrderBy(round => round.Deadline).ThenBy(round => round.Id, StringComparer.Ordinal))
            {
                closed.Add(await results.ReadAnsweredAsync(round, cancellation));
            }
            return DeskPages.Page<PlanYearsPage>(request, StatusCodes.Status200OK, principal,
                (nameof(PlanYearsPage.Plan), newest.Stored.Plan),
                (nameof(PlanYearsPage.Years), new PlanYears(newest.Stored.Plan, closed)));
        });
}
