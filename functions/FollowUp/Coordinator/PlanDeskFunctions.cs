using FollowUp.Departments;
using FollowUp.Forms;
using FollowUp.Imports;
using FollowUp.Pages;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Rounds;
using FollowUp.Time;
using FollowUp.Trail;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Coordinator;

/// <summary>The plans at the desk: the list, the content of each, and the import of another version.</summary>
public sealed class PlanDeskFunctions(DeskAccess gate, PlanTable plans, DepartmentTable departments, RoundTable rounds, TrailTable trail,
    PageSettings settings, TimeProvider clock)
{
    private const string Route = $"{DeskRoutes.Route}/planer";

    [Function("ShowPlansAtDesk")]
    public Task<IResult> ShowPlansAtDesk([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request,
        CancellationToken cancellation) =>
        gate.SeeAsync(request, principal => ListAsync(request, StatusCodes.Status200OK, principal, new ImportState(), cancellation));

    [Function("ImportPlanAtDesk")]
    public Task<IResult> ImportPlanAtDesk([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request,
        CancellationToken cancellation) =>
        gate.ActAsync(request, Role.Coordinator, async (principal, form) =>
        {
            var (state, upload) = await ImportState.ReadAsync(request, settings.Municipality);
            if (upload == null)
            {
                return await ListAsync(request, StatusCodes.Status400BadRequest, principal, state, cancellation);
            }
            var register = await departments.NewestAsync(cancellation);
            var stored = await plans.ListAsync(cancellation);
            if (ExampleMunicipality.IsIn(stored))
            {
                return await ListAsync(request, StatusCodes.Status409Conflict, principal,
                    state with { Findings = [new Finding(FindingCode.BadValue, upload.File, 1, Texts.Desk.ExampleFirst)] }, cancellation);
            }
            if (register.Register.Departments.Count == 0)
            {
                // Of each responsible it would be said that nobody knows them.
                return await ListAsync(request, StatusCodes.Status400BadRequest, principal,
                    state with { Findings = [new Finding(FindingCode.UnknownDepartment, upload.File, 1, Texts.Desk.NoDepartmentsYet)] },
                    cancellation);
            }
            var known = stored.Select(newest => newest.Stored.Plan).ToList();
            var reading = PlanReader.Read(upload, register.Register, known);
            var now = stored.FirstOrDefault(newest => newest.Stored.Plan.Id == reading.Plan?.Id);
            if (now is { Standing.State: PlanState.InUse } && form[PostedForm.Action] != ImportState.Check
                && VersionToken.Of(reading.Plan!) == VersionToken.Of(now.Stored.Plan))
            {
                // Posted twice, it has been done.
                return PageResults.SeeOther(request, $"{DeskRoutes.Plan(now.Stored.Plan.Id)}?{DeskPages.DoneMark}");
            }
            state = state.Over(form, now?.Version ?? 0) with
            {
                Findings = reading.Findings,
                Changes = now == null ? null : TreeDifference.Between(PlanWriter.Tree(now.Stored.Plan, register.Register),
                    PlanWriter.Tree(reading.Plan!, register.Register), PlanWriter.Rows),
            };
            if (state.IsInterpreted && reading.Understood != null
                && (state.IsUnseen || state.ChangedMeanwhile || reading.Plan == null || form[PostedForm.Action] == ImportState.Check))
            {
                return DeskPages.Page<WorkbookPage>(request,
                    state.ChangedMeanwhile ? StatusCodes.Status409Conflict
                        : reading.Plan == null ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK, principal,
                    (nameof(WorkbookPage.Action), DeskRoutes.Plans), (nameof(WorkbookPage.State), state),
                    (nameof(WorkbookPage.Plan), reading), (nameof(WorkbookPage.Register), register.Register));
            }
            if (reading.Plan is not { } plan || state.ChangedMeanwhile || form[PostedForm.Action] == ImportState.Check)
            {
                return await ListAsync(request, reading.Plan == null ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK, principal,
                    state, cancellation);
            }
            await plans.AddAsync(new StoredPlan(plan, reading.Findings),
                new VersionOrigin(clock.GetUtcNow(), principal.Name, upload.File, reading.Findings.Count), cancellation);
            return PageResults.SeeOther(request, $"{DeskRoutes.Plan(plan.Id)}?{DeskPages.DoneMark}");
        });

    [Function("ShowPlanAtDesk")]
    public Task<IResult> ShowPlanAtDesk(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route + "/{id}")] HttpRequest request, string id,
        CancellationToken cancellation) =>
        WithPlanAsync(request, id, async (principal, version, stored) =>
        {
            var register = (await departments.NewestAsync(cancellation)).Register;
            var known = await plans.ListAllAsync(cancellation);
            var all = known.Select(newest => newest.Stored.Plan).ToList();
            var history = await plans.HistoryAsync(id, cancellation);
            var asked = (await rounds.ListAsync(cancellation)).Select(round => round.Round).ToList();
            var target = PlanView.Target(known.Single(plan => plan.Stored.Plan.Id == id), history, known, asked, principal.Name,
                clock.GetUtcNow());
            return DeskPages.Page<PlanDeskPage>(request, StatusCodes.Status200OK, principal,
                (nameof(PlanDeskPage.Version), version), (nameof(PlanDeskPage.History), history),
                (nameof(PlanDeskPage.View), PlanView.Of(target, known, asked,
                    await trail.ListAsync(PlanTable.Partition(id), cancellation))),
                (nameof(PlanDeskPage.Stored), stored), (nameof(PlanDeskPage.Register), register),
                (nameof(PlanDeskPage.Duties), Responsibilities.In(stored.Plan, register, StockholmTime.DayOf(clock.GetUtcNow()))),
                (nameof(PlanDeskPage.Gaps), DirectionGaps.In(stored.Plan, all)), (nameof(PlanDeskPage.Notice),
                    Texts.Desk.PlanNotice(request.Query[DeskPages.DoneMark].FirstOrDefault(), version)));
        }, cancellation);

    [Function("ExportPlanAsYamlAtDesk")]
    public Task<IResult> ExportPlanAsYamlAtDesk(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/{id}/plan.yaml")] HttpRequest request, string id,
        CancellationToken cancellation) =>
        WithPlanAsync(request, id, async (_, _, stored) =>
            ApiResults.Yaml(PlanWriter.Yaml(stored.Plan, (await departments.NewestAsync(cancellation)).Register)), cancellation);

    [Function("ExportPlanAsCsvAtDesk")]
    public Task<IResult> ExportPlanAsCsvAtDesk(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/{id}/plan.csv")] HttpRequest request, string id,
        CancellationToken cancellation) =>
        WithPlanAsync(request, id, async (_, _, stored) =>
            ApiResults.Csv(PlanWriter.Csv(stored.Plan, (await departments.NewestAsync(cancellation)).Register)), cancellation);

    [Function("ExportPlanAsXlsxAtDesk")]
    public Task<IResult> ExportPlanAsXlsxAtDesk(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/{id}/plan.xlsx")] HttpRequest request, string id,
        CancellationToken cancellation) =>
        WithPlanAsync(request, id, async (_, _, stored) => ApiResults.Xlsx(PlanSheetWriter.Write(stored.Plan,
            (await departments.NewestAsync(cancellation)).Register, settings.Municipality)), cancellation);

    /// <summary>A spreadsheet in which a plan can be written.</summary>
    [Function("ExportPlanTemplateAtDesk")]
    public Task<IResult> ExportPlanTemplateAtDesk(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = DeskRoutes.PlanTemplateRoute)] HttpRequest request) =>
        gate.SeeAsync(request, _ => Task.FromResult(ApiResults.Xlsx(PlanSheetWriter.Write(null, DepartmentRegister.Empty,
            settings.Municipality))));

    private async Task<IResult> ListAsync(HttpRequest request, int status, Principal principal, ImportState state,
        CancellationToken cancellation) =>
        DeskPages.Page<PlansDeskPage>(request, status, principal,
            (nameof(PlansDeskPage.All), (await plans.ListAllAsync(cancellation))
                .Where(newest => newest is not { Stored.Plan.IsExample: true, Standing.State: PlanState.Withdrawn })
                .OrderBy(newest => newest.Stored.Plan.Title, Texts.Alphabet).ToList()), (nameof(PlansDeskPage.State), state),
            (nameof(PlansDeskPage.HasDepartments), (await departments.NewestAsync(cancellation)).Register.Departments.Count > 0));

    private Task<IResult> WithPlanAsync(HttpRequest request, string id, Func<Principal, int, StoredPlan, Task<IResult>> show,
        CancellationToken cancellation) =>
        gate.SeeAsync(request, async principal => RoundIds.IsRoundId(id) && await plans.NewestAsync(id, cancellation) is { } newest
            ? await show(principal, newest.Version, newest.Stored)
            : DeskPages.Message(request, StatusCodes.Status404NotFound, principal, Texts.Desk.NoPlanTitle, Texts.Plan.Unknown(id),
                DeskRoutes.Plans));
}
