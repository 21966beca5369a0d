using FollowUp.Acts;
using FollowUp.Departments;
using FollowUp.Links;
using FollowUp.Mail;
using FollowUp.Pages;
using FollowUp.Questionnaires;
using FollowUp.Rounds;
using FollowUp.Time;
using FollowUp.Trail;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace FollowUp.Coordinator;

/// <summary>One department of a round at the desk: what it has submitted, who is written to, and what can be done about it.</summary>
public sealed class DepartmentInRoundFunctions(DeskAccess gate, RoundTable rounds, AssignmentTable answers, TrailTable trail,
    TimeProvider clock)
{
    private const string Route = $"{DeskRoutes.Route}/omgangar/{{id}}/enheter/{{departmentId}}";

    [Function("ShowDepartmentInRound")]
    public Task<IResult> ShowDepartmentInRound(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request, string id, string departmentId,
        CancellationToken cancellation) =>
        SeeAsync(request, id, departmentId, async (principal, round, work) =>
            DeskPages.Page<DepartmentInRoundPage>(request, StatusCodes.Status200OK, principal,
            (nameof(DepartmentInRoundPage.Round), round),
            (nameof(DepartmentInRoundPage.Work), work),
            (nameof(DepartmentInRoundPage.Acts), principal.Role < Role.Coordinator ? []
                : DeskAct.Of(new ActTarget(round, work, clock.GetUtcNow(), principal.Name))),
            (nameof(DepartmentInRoundPage.CanAskMore), principal.Role >= Role.Coordinator),
            (nameof(DepartmentInRoundPage.Now), clock.GetUtcNow()),
            (nameof(DepartmentInRoundPage.Trail), await trail.ListAsync(id, departmentId, cancellation)),
            (nameof(DepartmentInRoundPage.Notice), DeskPages.Notice(request))), cancellation);

    private Task<IResult> SeeAsync(HttpRequest request, string id, string departmentId,
        Func<Principal, Round, Assignment, Task<IResult>> show, CancellationToken cancellation, Role least = Role.Reader) =>
        gate.SeeAsync(request, async principal => await FindAsync(id, departmentId, cancellation) is var (round, work)
            ? await show(principal, round, work)
            : Unknown(request, principal, id, departmentId), least);

    /// <summary>The round as it is for the department, and what that has.</summary>
    private async Task<(Round Round, Assignment Work)?> FindAsync(string id, string departmentId, CancellationToken cancellation) =>
        await rounds.FindAsync(id, cancellation) is { Round: var round }
            && await answers.FindAsync(id, departmentId, round.Run, cancellation) is { Work: var work }
            ? (round.With(work.MoreTime), work) : null;

    internal static IResult Unknown(HttpRequest request, Principal principal, string id, string departmentId,
        IReadOnlyList<string>? typed = null) =>
        DeskPages.Message(request, StatusCodes.Status404NotFound, principal, Texts.Board.NoDepartmentTitle,
            Texts.Acts.DoesNotAsk(departmentId), DeskRoutes.Round(id), typed);
}
