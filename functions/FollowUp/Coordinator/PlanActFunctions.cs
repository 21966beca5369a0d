using FollowUp.Acts;
using FollowUp.Inputs;
using FollowUp.Pages;
using FollowUp.Plans;
using FollowUp.Rounds;
using FollowUp.Trail;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Coordinator;

/// <summary>The pages on which a coordinator says how a plan is followed up, and brings back an earlier version of it.</summary>
public sealed class PlanActFunctions(DeskAccess gate, PlanTable plans, RoundTable rounds, TimeProvider clock)
{
    private const string Route = $"{DeskRoutes.Route}/planer/{{id}}";
    private const string RestoreRoute = Route + "/aterstall";

    [Function("ShowPlanAct")]
    public Task<IResult> ShowPlanAct(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route + "/gor/{planAct}")] HttpRequest request, string id,
        string planAct, CancellationToken cancellation) =>
        gate.SeeAsync(request, async principal => await FindAsync(principal, id, cancellation) is not { } target
            ? Unknown(request, principal, id)
            : Find(planAct) is not { } act ? NotOffered(request, principal, id, Texts.Desk.NoPlanAct)
            : act.WhyNot(target) is { } reason ? NotOffered(request, principal, id, reason)
            : Page(request, StatusCodes.Status200OK, principal, act, target,
                field => request.Query[field].FirstOrDefault()), Role.Coordinator);

    [Function("DoPlanAct")]
    public Task<IResult> DoPlanAct(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/gor/{planAct}")] HttpRequest request, string id,
        string planAct, CancellationToken cancellation) =>
        gate.ActAsync(request, Role.Coordinator, async (principal, form) =>
        {
            while (true)
            {
                if (await FindAsync(principal, id, cancellation) is not { } target)
                {
                    return Unknown(request, principal, id, DeskAccess.Typed(form));
                }
                if (Find(planAct) is not { } act)
                {
                    return NotOffered(request, principal, id, Texts.Desk.NoPlanAct);
                }
                var stored = await plans.StandingAsync(id, cancellation);
                string Given(string field) => field == PlanAct.ReasonField ? InputText.Paragraph(form[field]) : InputText.Line(form[field]);
                var decision = act.Decide(target, stored.Standing, Given);
                // What has been done already is not refused.
                if ((decision.After != null || decision.Problems.Count > 0) && act.WhyNot(target) is { } refusal)
                {
                    return NotOffered(request, principal, id, refusal, DeskAccess.Typed(form));
                }
                if (decision.Problems.Count > 0)
                {
                    return Page(request, StatusCodes.Status400BadRequest, principal, act, target, Given, decision.Problems);
                }
                if (decision.After is { } after)
                {
                    var entry = new TrailEntry(TrailKeys.Change(act.Path, $"{stored.Row}"), target.Now, principal.Name, act.What, null,
                        decision.About);
                    if (!await plans.ChangeStandingAsync(stored, after, entry, cancellation))
                    {
                        continue;
                    }
                }
                return PageResults.SeeOther(request, $"{DeskRoutes.Plan(id)}?{DeskPages.DoneMark}={act.Path}");
            }
        });

    [Function("ShowPlanRestore")]
    public Task<IResult> ShowPlanRestore([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = RestoreRoute)]
        HttpRequest request, string id, CancellationToken cancellation) =>
        gate.SeeAsync(request, async principal => await FindAsync(principal, id, cancellation) is not { } target
            ? Unknown(request, principal, id)
            : VersionRestore.WhyNot(target.History) is { } reason ? NotOffered(request, principal, id, reason)
            : Restore(request, StatusCodes.Status200OK, principal, target, RestoreForm(target, "")), Role.Coordinator);

    [Function("RestorePlan")]
    public Task<IResult> RestorePlan([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = RestoreRoute)] HttpRequest request,
        string id, CancellationToken cancellation) =>
        gate.ActAsync(request, Role.Coordinator, async (principal, form) =>
        {
            if (await FindAsync(principal, id, cancellation) is not { } target)
            {
                return Unknown(request, principal, id);
            }
            var (version, before) = VersionRestore.Read(form);
            if (!target.History.Any(one => one.Version == version && version <= before))
            {
                return Restore(request, StatusCodes.Status400BadRequest, principal, target,
                    RestoreForm(target, "", new Problem(VersionRestore.Field, Texts.Desk.ChooseVersion)));
            }
            return await plans.RestoreAsync(id, version, before, VersionRestore.Origin(version, principal.Name, target.Now), cancellation)
                ? PageResults.SeeOther(request, $"{DeskRoutes.Plan(id)}?{DeskPages.DoneMark}={VersionRestore.Path}")
                : Restore(request, StatusCodes.Status409Conflict, principal, target,
                    RestoreForm(target, $"{version}", new Problem(VersionRestore.Field, Texts.Desk.VersionsChanged)));
        });

    private async Task<PlanTarget?> FindAsync(Principal principal, string id, CancellationToken cancellation)
    {
        if (!RoundIds.IsRoundId(id))
        {
            return null;
        }
        var all = await plans.ListAllAsync(cancellation);
        return all.FirstOrDefault(known => known.Stored.Plan.Id == id) is { } plan
            ? await TargetAsync(principal, plan, all, cancellation) : null;
    }

    private async Task<PlanTarget> TargetAsync(Principal principal, KnownPlan plan, IReadOnlyList<KnownPlan> all,
        CancellationToken cancellation) =>
        PlanView.Target(plan, await plans.HistoryAsync(plan.Stored.Plan.Id, cancellation), all,
            (await rounds.ListAsync(cancellation)).Select(stored => stored.Round).ToList(), principal.Name, clock.GetUtcNow());

    private static PlanAct? Find(string path) => PlanAct.All.FirstOrDefault(act => act.Path == path);

    private static IResult Page(HttpRequest request, int status, Principal principal, PlanAct act, PlanTarget target,
        Func<string, string?> given, params IReadOnlyList<Problem> errors)
    {
        var fields = act.Fields(target).Select(field => field.Kind != ActFieldKind.Hidden && given(field.Name) is { } typed
            ? field with { Value = typed } : field).ToList();
        return DeskPages.Page<ActPage>(request, status, principal,
            (nameof(ActPage.Form), new ActForm($"{act.Words.Title}: {target.Plan.Title}", [act.Words.Lead], fields, act.Words.Button)
            { Errors = errors }),
            (nameof(ActPage.Action), $"{DeskRoutes.Plan(target.Plan.Id)}/gor/{act.Path}"),
            (nameof(ActPage.Back), DeskRoutes.Plan(target.Plan.Id)), (nameof(ActPage.BackText), target.Plan.Title));
    }

    private static ActForm RestoreForm(PlanTarget target, string chosen, params IReadOnlyList<Problem> errors) =>
        VersionRestore.Form(Texts.Desk.RestoreLead, target.History, chosen, errors);

    private static IResult Restore(HttpRequest request, int status, Principal principal, PlanTarget target, ActForm form) =>
        DeskPages.Page<ActPage>(request, status, principal, (nameof(ActPage.Form), form),
            (nameof(ActPage.Action), $"{DeskRoutes.Plan(target.Plan.Id)}/{VersionRestore.Path}"),
            (nameof(ActPage.Back), DeskRoutes.Plan(target.Plan.Id)), (nameof(ActPage.BackText), target.Plan.Title));

    private static IResult NotOffered(HttpRequest request, Principal principal, string id, string reason,
        IReadOnlyList<string>? typed = null) =>
        DeskPages.Message(request, StatusCodes.Status409Conflict, principal, Texts.Desk.PlanActNotOffered, reason,
            DeskRoutes.Plan(id), typed);

    private static IResult Unknown(HttpRequest request, Principal principal, string id, IReadOnlyList<string>? typed = null) =>
        DeskPages.Message(request, StatusCodes.Status404NotFound, principal, Texts.Desk.NoPlanTitle, Texts.Plan.Unknown(id),
            DeskRoutes.Plans, typed);
}
