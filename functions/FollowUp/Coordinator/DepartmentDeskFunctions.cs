using FollowUp.Acts;
using FollowUp.Departments;
using FollowUp.Forms;
using FollowUp.Imports;
using FollowUp.Inputs;
using FollowUp.Pages;
using FollowUp.Plans;
using FollowUp.Trail;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Coordinator;

/// <summary>The register at the desk: who answers, and who is written to for them.</summary>
public sealed class DepartmentDeskFunctions(DeskAccess gate, DepartmentTable departments, ExampleMunicipality example,
    PlanTable plans, TimeProvider clock)
{
    private const string Route = $"{DeskRoutes.Route}/enheter";
    private const string RestoreRoute = $"{DeskRoutes.Route}/register/{VersionRestore.Path}";

    [Function("ShowRegisterAtDesk")]
    public Task<IResult> ShowRegisterAtDesk([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request,
        CancellationToken cancellation) =>
        gate.SeeAsync(request, principal => ListAsync(request, StatusCodes.Status200OK, principal, new ImportState(), cancellation));

    [Function("ImportRegisterAtDesk")]
    public Task<IResult> ImportRegisterAtDesk([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request,
        CancellationToken cancellation) =>
        gate.ActAsync(request, Role.Coordinator, async (principal, form) =>
        {
            var (state, upload) = await ImportState.ReadAsync(request);
            if (upload == null)
            {
                return await ListAsync(request, StatusCodes.Status400BadRequest, principal, state, cancellation);
            }
            if (await example.IsInAsync(cancellation))
            {
                return await ListAsync(request, StatusCodes.Status409Conflict, principal,
                    state with { Findings = [new Finding(FindingCode.BadValue, upload.File, 1, Texts.Desk.ExampleFirst)] }, cancellation);
            }
            if (!state.IsInterpreted && !upload.IsTable && !upload.LooksLikeYaml && !upload.IsBinary)
            {
                return await ListAsync(request, StatusCodes.Status400BadRequest, principal,
                    state with { Findings = [new Finding(FindingCode.Unreadable, upload.File, 1, Texts.Desk.NotATable)] }, cancellation);
            }
            var (version, now) = await departments.NewestAsync(cancellation);
            var reading = DepartmentReader.Read(upload, now);
            state = state.Over(form, version) with
            {
                Findings = reading.Findings,
                Lost = reading.Register == null ? [] : Lost(now, reading.Register),
                Changes = reading.Register == null || now.Departments.Count == 0 ? null : TreeDifference.Between(
                    DepartmentWriter.Tree(now), DepartmentWriter.Tree(reading.Register), DepartmentWriter.Rows),
            };
            if (state.IsInterpreted && reading.Understood.Departments.Count > 0)
            {
                state = state with
                {
                    LossUnconfirmed = !state.IsUnseen && state.Lost.Count > 0 && form[PostedForm.Action] != ImportState.Check
                        && form[ImportState.LossField] != "ja",
                };
                if (state.IsUnseen || state.ChangedMeanwhile || state.LossUnconfirmed
                    || reading.Register == null || form[PostedForm.Action] == ImportState.Check)
                {
                    return Shown(request, principal, state, reading);
                }
            }
            if (state.ChangedMeanwhile)
            {
                return await ListAsync(request, StatusCodes.Status409Conflict, principal, state, cancellation);
            }
            if (state.Lost.Count > 0 && form[PostedForm.Action] != ImportState.Check && form[ImportState.LossField] != "ja")
            {
                return await ListAsync(request, StatusCodes.Status400BadRequest, principal, state with { LossUnconfirmed = true },
                    cancellation);
            }
            if (reading.Register is not { } register || form[PostedForm.Action] == ImportState.Check)
            {
                return await ListAsync(request, reading.Register == null ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK,
                    principal, state, cancellation);
            }
            await departments.AddAsync(register, new VersionOrigin(clock.GetUtcNow(), principal.Name, upload.File, reading.Findings.Count),
                cancellation);
            return PageResults.SeeOther(request, $"{DeskRoutes.Departments}?{DeskPages.DoneMark}");
        });

    private static IResult Shown(HttpRequest request, Principal principal, ImportState state, DepartmentReading reading) =>
        DeskPages.Page<WorkbookPage>(request, state.ChangedMeanwhile ? StatusCodes.Status409Conflict
            : reading.Register == null || state.LossUnconfirmed ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK, principal,
            (nameof(WorkbookPage.Action), DeskRoutes.Departments), (nameof(WorkbookPage.State), state),
            (nameof(WorkbookPage.Departments), reading));

    /// <summary>
    /// Names of the departments that the next register neither has nor says what became of: a plan that names them would ask nobody.
    /// </summary>
    private static List<string> Lost(DepartmentRegister now, DepartmentRegister next) => now.Departments
        .Where(department => next.Find(department.Id) == null
            && !next.Successions.Any(succession => succession.From.Contains(department.Id)))
        .Select(department => department.Name).Order(Texts.Alphabet).ToList();

    // Beside the departments, whose ids may be any word.
    [Function("ExportRegisterAsYamlAtDesk")]
    public Task<IResult> ExportRegisterAsYamlAtDesk(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = $"{DeskRoutes.Route}/register.yaml")] HttpRequest request,
        CancellationToken cancellation) =>
        gate.SeeAsync(request, async _ => ApiResults.Yaml(DepartmentWriter.Yaml((await departments.NewestAsync(cancellation)).Register)));

    [Function("ExportRegisterAsCsvAtDesk")]
    public Task<IResult> ExportRegisterAsCsvAtDesk(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = $"{DeskRoutes.Route}/register.csv")] HttpRequest request,
        CancellationToken cancellation) =>
        gate.SeeAsync(request, async _ => ApiResults.Csv(DepartmentWriter.Csv((await departments.NewestAsync(cancellation)).Register)));

    /// <summary>Also the spreadsheet in which a first register can be written.</summary>
    [Function("ExportRegisterAsXlsxAtDesk")]
    public Task<IResult> ExportRegisterAsXlsxAtDesk(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = DeskRoutes.RegisterSheetRoute)] HttpRequest request,
        CancellationToken cancellation) =>
        gate.SeeAsync(request, async _ =>
            ApiResults.Xlsx(RegisterSheetWriter.Write((await departments.NewestAsync(cancellation)).Register)));

    [Function("ShowRegisterRestore")]
    public Task<IResult> ShowRegisterRestore(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = RestoreRoute)] HttpRequest request,
        CancellationToken cancellation) =>
        gate.SeeAsync(request, async principal => VersionRestore.WhyNot(await departments.HistoryAsync(cancellation)) is { } reason
            ? DeskPages.Message(request, StatusCodes.Status409Conflict, principal, Texts.Desk.RestoreTitle, reason, DeskRoutes.Departments)
            : await RestoreAsync(request, StatusCodes.Status200OK, principal, "", cancellation), Role.Coordinator);

    /// <summary>Puts an earlier version of the register in the place of the current one, as a version of its own.</summary>
    [Function("RestoreRegister")]
    public Task<IResult> RestoreRegister([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = RestoreRoute)] HttpRequest request,
        CancellationToken cancellation) =>
        gate.ActAsync(request, Role.Coordinator, async (principal, form) =>
        {
            var (version, before) = VersionRestore.Read(form);
            if (!(await departments.HistoryAsync(cancellation)).Any(one => one.Version == version && version <= before))
            {
                return await RestoreAsync(request, StatusCodes.Status400BadRequest, principal, "", cancellation,
                    new Problem(VersionRestore.Field, Texts.Desk.ChooseVersion));
            }
            var earlier = await departments.GetAsync(version, cancellation);
            var lost = Lost((await departments.NewestAsync(cancellation)).Register, earlier);
            if (lost.Count > 0 && form[ImportState.LossField] != "ja")
            {
                return await RestoreAsync(request, StatusCodes.Status400BadRequest, principal, $"{version}", cancellation,
                    new Problem(ImportState.LossField, Texts.Desk.WouldBeLost(lost)));
            }
            return await departments.ChangeAsync(before, earlier, VersionRestore.Origin(version, principal.Name, clock.GetUtcNow()),
                cancellation) != null
                ? PageResults.SeeOther(request, $"{DeskRoutes.Departments}?{DeskPages.DoneMark}={VersionRestore.Path}")
                : await RestoreAsync(request, StatusCodes.Status409Conflict, principal, $"{version}", cancellation,
                    new Problem(VersionRestore.Field, Texts.Desk.VersionsChanged));
        });

    private async Task<IResult> RestoreAsync(HttpRequest request, int status, Principal principal, string chosen,
        CancellationToken cancellation, params IReadOnlyList<Problem> errors)
    {
        var form = VersionRestore.Form(Texts.Desk.RestoreRegisterLead, await departments.HistoryAsync(cancellation), chosen, errors);
        if (errors.Any(error => error.Field == ImportState.LossField))
        {
            form = form with { Fields = [.. form.Fields, new ActField(ImportState.LossField, ActFieldKind.Confirm, Texts.Desk.MayBeLost)] };
        }
        return DeskPages.Page<ActPage>(request, status, principal, (nameof(ActPage.Form), form),
            (nameof(ActPage.Action), DeskRoutes.RestoreRegister), (nameof(ActPage.Back), DeskRoutes.Departments),
            (nameof(ActPage.BackText), Texts.Desk.DepartmentsTitle));
    }

    [Function("ShowContactsAtDesk")]
    public Task<IResult> ShowContactsAtDesk(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route + "/{id}")] HttpRequest request, string id,
        CancellationToken cancellation) =>
        gate.SeeAsync(request, async principal => (await departments.NewestAsync(cancellation)).Register.Find(id) is { } department
            ? Contacts(request, StatusCodes.Status200OK, principal, department, ContactsForm.Of(department))
            : Unknown(request, principal, id));

    [Function("ChangeContactsAtDesk")]
    public Task<IResult> ChangeContactsAtDesk(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/{id}")] HttpRequest request, string id,
        CancellationToken cancellation) =>
        gate.ActAsync(request, Role.Coordinator, async (principal, posted) =>
        {
            var (contacts, form) = ContactsForm.Read(posted).Check();
            while (true)
            {
                var (version, register) = await departments.NewestAsync(cancellation);
                if (register.Find(id) is not { } department)
                {
                    return Unknown(request, principal, id, DeskAccess.Typed(posted));
                }
                if (contacts == null)
                {
                    return Contacts(request, StatusCodes.Status400BadRequest, principal, department, form);
                }
                // Posted twice, it has been done.
                if (VersionToken.Of(department.Contacts) != VersionToken.Of(contacts))
                {
                    if (VersionToken.Of(department.Contacts) != form.Version)
                    {
                        return Contacts(request, StatusCodes.Status409Conflict, principal, department, form.Over(department));
                    }
                    var changed = register with
                    {
                        Departments = register.Departments.Select(other => other.Id == id
                        ? other with { Contacts = contacts } : other).ToList()
                    };
                    var origin = new VersionOrigin(clock.GetUtcNow(), principal.Name, File: null, Findings: 0,
                        Texts.Desk.ContactsTitle(department));
                    if (await departments.ChangeAsync(version, changed, origin, cancellation) == null)
                    {
                        continue;
                    }
                }
                return PageResults.SeeOther(request, $"{DeskRoutes.Department(id)}?{DeskPages.DoneMark}");
            }
        });

    private async Task<IResult> ListAsync(HttpRequest request, int status, Principal principal, ImportState state,
        CancellationToken cancellation)
    {
        var (version, register) = await departments.NewestAsync(cancellation);
        return DeskPages.Page<RegisterPage>(request, status, principal,
            (nameof(RegisterPage.Version), version), (nameof(RegisterPage.History), await departments.HistoryAsync(cancellation)),
            (nameof(RegisterPage.Register), register), (nameof(RegisterPage.State), state),
            (nameof(RegisterPage.HasPlans), (await plans.ListAsync(cancellation)).Count > 0),
            (nameof(RegisterPage.Done), DeskPages.IsDone(request)),
            (nameof(RegisterPage.Restored), request.Query[DeskPages.DoneMark] == VersionRestore.Path));
    }

    private static IResult Contacts(HttpRequest request, int status, Principal principal, Department department, ContactsForm form) =>
        DeskPages.Page<ContactsPage>(request, status, principal,
            (nameof(ContactsPage.Department), department), (nameof(ContactsPage.Form), form),
            (nameof(ContactsPage.Done), DeskPages.IsDone(request)));

    private static IResult Unknown(HttpRequest request, Principal principal, string id, IReadOnlyList<string>? typed = null) =>
        DeskPages.Message(request, StatusCodes.Status404NotFound, principal, Texts.Desk.NoDepartmentTitle, Texts.Import.UnknownId(id),
            DeskRoutes.Departments, typed);
}
