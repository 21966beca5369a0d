using System.Globalization;
using FollowUp.Acts;
using FollowUp.Departments;
using FollowUp.Inputs;
using FollowUp.Pages;
using FollowUp.Plans;
using FollowUp.Time;
using FollowUp.Trail;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Coordinator;

/// <summary>The register that is changed at the desk: each change is another version.</summary>
public sealed class DepartmentEditFunctions(DeskAccess gate, DepartmentTable departments, PlanTable plans,
    TimeProvider clock)
{
    private const string ChangeRoute = $"{DeskRoutes.Route}/enheter/{{id}}/andra";

    [Function("ShowNewDepartment")]
    public Task<IResult> ShowNewDepartment(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = $"{DeskRoutes.Route}/ny-enhet")] HttpRequest request) =>
        gate.SeeAsync(request, principal => Task.FromResult(Page(request, StatusCodes.Status200OK, principal,
            DepartmentEdit.Added(new TypedDepartment("", "")), DeskRoutes.NewDepartment)), Role.Coordinator);

    [Function("AddDepartment")]
    public Task<IResult> AddDepartment(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = $"{DeskRoutes.Route}/ny-enhet")] HttpRequest request,
        CancellationToken cancellation) =>
        gate.ActAsync(request, Role.Coordinator, (principal, form) =>
        {
            var typed = DepartmentEdit.Read(form);
            return SaveAsync(request, principal, Texts.Desk.DepartmentAdded(typed.Name), (register, _) =>
            {
                if (register.Departments.Any(there => DepartmentEdit.Of(there) with
                {
                    KeepsName = true,
                    Mail = typed.Mail,
                    Contact = typed.Contact
                } == typed with { KeepsName = true } && there.Contacts.Any(one => one.Email == typed.Mail)))
                {
                    // Posted twice, it has been done.
                    return (register, null);
                }
                var reading = DepartmentReader.Read(RegisterEditWriter.With(register, typed));
                var problems = DepartmentEdit.Problems(reading.Findings);
                return (reading.Register, problems.Count == 0 ? null : Page(request, StatusCodes.Status400BadRequest, principal,
                    DepartmentEdit.Added(typed, problems), DeskRoutes.NewDepartment));
            }, cancellation);
        });

    [Function("ShowDepartmentForm")]
    public Task<IResult> ShowDepartmentForm(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = ChangeRoute)] HttpRequest request, string id,
        CancellationToken cancellation) =>
        gate.SeeAsync(request, async principal => (await departments.NewestAsync(cancellation)).Register.Find(id) is { } department
            ? ChangePage(request, StatusCodes.Status200OK, principal, department, DepartmentEdit.Of(department))
            : Unknown(request, principal, id), Role.Coordinator);

    [Function("ChangeDepartment")]
    public Task<IResult> ChangeDepartment([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = ChangeRoute)] HttpRequest request,
        string id, CancellationToken cancellation) =>
        gate.ActAsync(request, Role.Coordinator, (principal, form) =>
        {
            var typed = DepartmentEdit.Read(form);
            return SaveAsync(request, principal, Texts.Desk.DepartmentChanged(typed.Name), (register, version) =>
            {
                if (register.Find(id) is not { } now)
                {
                    return (null, Unknown(request, principal, id, DeskAccess.Typed(form)));
                }
                var reading = DepartmentReader.Read(RegisterEditWriter.With(register, id, typed));
                var problems = DepartmentEdit.Problems(reading.Findings);
                if (problems.Count > 0)
                {
                    return (null, ChangePage(request, StatusCodes.Status400BadRequest, principal, now, typed, problems));
                }
                var isCurrent = form[DepartmentEdit.Before] == DepartmentEdit.TokenOf(now);
                if (DepartmentEdit.TokenOf(reading.Register!.Find(id)!) == DepartmentEdit.TokenOf(now))
                {
                    // Posted twice, it has been done.
                    return (null, VersionChangeFunctions.Saved(request, DeskRoutes.RegisterVersion(version), isUnchanged: isCurrent));
                }
                return isCurrent ? (reading.Register, null)
                    : (null, ChangePage(request, StatusCodes.Status409Conflict, principal, now, typed, new Problem(
                        DepartmentEdit.Field(DepartmentField.Name), Texts.Desk.DepartmentChangedMeanwhile(now))));
            }, cancellation);
        });

    [Function("ShowReorganisation")]
    public Task<IResult> ShowReorganisation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = $"{DeskRoutes.Route}/omorganisation")] HttpRequest request,
        CancellationToken cancellation) =>
        gate.SeeAsync(request, async principal =>
        {
            var (version, register) = await departments.NewestAsync(cancellation);
            var chosen = register.Find(request.Query["enhet"].ToString());
            return Page(request, StatusCodes.Status200OK, principal, DepartmentEdit.Reorganised(register, version,
                new TypedReorganisation("", chosen == null ? [] : [chosen.Id], [],
                    new TypedDepartment("", chosen == null ? "" : RegisterWords.Kind(chosen.Kind)))), DeskRoutes.Reorganisation);
        }, Role.Coordinator);

    /// <summary>Says which departments end, and who answers in their place.</summary>
    [Function("Reorganise")]
    public Task<IResult> Reorganise(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = $"{DeskRoutes.Route}/omorganisation")] HttpRequest request,
        CancellationToken cancellation) =>
        gate.ActAsync(request, Role.Coordinator, async (principal, form) =>
        {
            var typed = DepartmentEdit.ReadReorganisation(form);
            var used = (await plans.ListAsync(cancellation)).Select(known => known.Stored.Plan).ToList();
            return await SaveAsync(request, principal, register => DepartmentEdit.About(register, typed), (register, version) =>
            {
                IResult Refused(int status, params IReadOnlyList<Problem> problems) => Page(request, status, principal,
                    DepartmentEdit.Reorganised(register, version, typed, problems)
                        .With(DepartmentEdit.Duties(register, typed, used)), DeskRoutes.Reorganisation);
                if (DepartmentEdit.IsDone(register, typed))
                {
                    return (register, null);
                }
                var reading = DepartmentReader.Read(RegisterEditWriter.With(register, typed));
                var own = DepartmentEdit.Problems(register, typed, StockholmTime.DayOf(clock.GetUtcNow()),
                    form[DepartmentEdit.FarAwayField] == "ja");
                if (typed.To.Count == 0 && typed.New.Name == "" && form[DepartmentEdit.NobodyField] != "ja")
                {
                    own = [.. own, new Problem(DepartmentEdit.NobodyField, Texts.Desk.ConfirmNobody)];
                }
                var problems = own.Concat(DepartmentEdit.Problems(reading.Findings).ExceptBy(own.Select(problem => problem.Field),
                    problem => problem.Field)).ToList();
                if (problems.Count > 0)
                {
                    return (null, Refused(StatusCodes.Status400BadRequest, problems));
                }
                if (form[DepartmentEdit.Before] != version.ToString(CultureInfo.InvariantCulture))
                {
                    return (null, Refused(StatusCodes.Status409Conflict, new Problem(DepartmentEdit.Field(DepartmentField.Day),
                        Texts.Desk.RegisterChangedMeanwhile)));
                }
                return (reading.Register, null);
            }, cancellation);
        });

    /// <param name="change">What the register becomes, or the page that says why it does not.</param>
    private Task<IResult> SaveAsync(HttpRequest request, Principal principal, string what,
        Func<DepartmentRegister, int, (DepartmentRegister? Changed, IResult? Refusal)> change, CancellationToken cancellation) =>
        SaveAsync(request, principal, _ => what, change, cancellation);

    /// <param name="what">What is said of the version, by the register before it.</param>
    private async Task<IResult> SaveAsync(HttpRequest request, Principal principal, Func<DepartmentRegister, string> what,
        Func<DepartmentRegister, int, (DepartmentRegister? Changed, IResult? Refusal)> change, CancellationToken cancellation)
    {
        while (true)
        {
            var (version, register) = await departments.NewestAsync(cancellation);
            var (changed, refusal) = change(register, version);
            if (changed == null)
            {
                return refusal!;
            }
            var origin = new VersionOrigin(clock.GetUtcNow(), principal.Name, File: null, Findings: 0, what(register));
            if (await departments.ChangeAsync(version, changed, origin, cancellation) is { } saved)
            {
                return VersionChangeFunctions.Saved(request, DeskRoutes.RegisterVersion(saved));
            }
        }
    }

    private static IResult ChangePage(HttpRequest request, int status, Principal principal, Department department, TypedDepartment typed,
        params IReadOnlyList<Problem> errors) =>
        DeskPages.Page<ActPage>(request, status, principal,
            (nameof(ActPage.Form), DepartmentEdit.Changed(department, typed, errors)),
            (nameof(ActPage.Action), $"{DeskRoutes.Department(department.Id)}/andra"),
            (nameof(ActPage.Back), DeskRoutes.Department(department.Id)), (nameof(ActPage.BackText), department.Name));

    private static IResult Page(HttpRequest request, int status, Principal principal, ActForm form, string action) =>
        DeskPages.Page<ActPage>(request, status, principal, (nameof(ActPage.Form), form), (nameof(ActPage.Action), action),
            (nameof(ActPage.Back), DeskRoutes.Departments), (nameof(ActPage.BackText), Texts.Desk.DepartmentsTitle));

    private static IResult Unknown(HttpRequest request, Principal principal, string id, IReadOnlyList<string>? typed = null) =>
        DeskPages.Message(request, StatusCodes.Status404NotFound, principal, Texts.Desk.NoDepartmentTitle, Texts.Import.UnknownId(id),
            DeskRoutes.Departments, typed);
}
