using FollowUp.Acts;
using FollowUp.Inputs;
using FollowUp.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Coordinator;

/// <summary>Puts in the made-up municipality to try FollowUp on, and takes it away.</summary>
public sealed class ExampleFunctions(DeskAccess gate, ExampleMunicipality example)
{
    private const string Route = $"{DeskRoutes.Route}/exempel";
    private const string RemovalRoute = $"{Route}/ta-bort";

    [Function("PutInExample")]
    public Task<IResult> PutInExample([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request,
        CancellationToken cancellation) =>
        gate.ActAsync(request, Role.Coordinator, async (principal, _) => await example.PutInAsync(principal.Name, cancellation)
            ? PageResults.SeeOther(request, DeskRoutes.Overview)
            : DeskPages.Message(request, StatusCodes.Status409Conflict, principal, Texts.Desk.ExampleTitle, Texts.Desk.ExampleNotNeeded,
                DeskRoutes.Overview));

    [Function("ShowExampleRemoval")]
    public Task<IResult> ShowExampleRemoval(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = RemovalRoute)] HttpRequest request,
        CancellationToken cancellation) =>
        gate.SeeAsync(request, principal => RemovalAsync(request, StatusCodes.Status200OK, principal, cancellation), Role.Coordinator);

    [Function("RemoveExample")]
    public Task<IResult> RemoveExample([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = RemovalRoute)] HttpRequest request,
        CancellationToken cancellation) =>
        gate.ActAsync(request, Role.Coordinator, async (principal, form) =>
        {
            if (form[ActInput.Confirmed] != "ja")
            {
                return await RemovalAsync(request, StatusCodes.Status400BadRequest, principal, cancellation,
                    new Problem(ActInput.Confirmed, Texts.Desk.ConfirmExampleRemoval));
            }
            await example.TakeOutAsync(principal.Name, cancellation);
            return PageResults.SeeOther(request, DeskRoutes.Overview);
        });

    private async Task<IResult> RemovalAsync(HttpRequest request, int status, Principal principal, CancellationToken cancellation,
        params IReadOnlyList<Problem> errors)
    {
        var (departments, drafts) = await example.ListAsync(cancellation);
        return DeskPages.Page<ActPage>(request, status, principal,
            (nameof(ActPage.Form), new ActForm(Texts.Desk.RemoveExample, Texts.Desk.RemoveExampleLead(departments, drafts),
                [new ActField(ActInput.Confirmed, ActFieldKind.Confirm, Texts.Desk.RemoveExampleConfirm)], Texts.Desk.RemoveExample)
            { Errors = errors }),
            (nameof(ActPage.Action), DeskRoutes.ExampleRemoval), (nameof(ActPage.Back), DeskRoutes.Overview),
            (nameof(ActPage.BackText), Texts.Desk.OverviewTitle));
    }
}
