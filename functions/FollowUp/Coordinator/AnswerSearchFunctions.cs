using FollowUp.Plans;
using FollowUp.Reports;
using FollowUp.Rounds;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Coordinator;

/// <summary>All that departments have submitted in a round, to read and to search.</summary>
public sealed class AnswerSearchFunctions(DeskAccess gate, RoundTable rounds, AssignmentTable answers, PlanTable plans)
{
    [Function("SearchAnswers")]
    public Task<IResult> SearchAnswers(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = $"{DeskRoutes.Route}/omgangar/{{id}}/svar")] HttpRequest request,
        string id, CancellationToken cancellation) =>
        gate.SeeAsync(request, async principal => await rounds.FindAsync(id, cancellation) is not { Round: { OpenedAt: not null } round }
            ? DeskPages.Message(request, StatusCodes.Status404NotFound, principal, Texts.Desk.NoRoundTitle, Texts.Drafting.Unknown(id),
                DeskRoutes.Overview)
            : DeskPages.Page<AnswersPage>(request, StatusCodes.Status200OK, principal,
                (nameof(AnswersPage.Results), new RoundResults(round, await plans.GetAsync(round.Plans, cancellation),
                    await answers.ListSubmittedAsync(round.Id, round.Run, cancellation))),
                (nameof(AnswersPage.Search), AnswerSearch.Of(request.Query))));
}
