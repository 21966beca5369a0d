using FollowUp.Acts;
using FollowUp.Departments;
using FollowUp.Imports;
using FollowUp.Inputs;
using FollowUp.Pages;
using FollowUp.Plans;
using FollowUp.Rounds;
using FollowUp.Trail;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Coordinator;

/// <summary>A plan that is changed at the desk: each change is another version.</summary>
public sealed class MeasureDeskFunctions(DeskAccess gate, PlanTable plans, DepartmentTable departments, TimeProvider clock)
{
    private const string Route = $"{DeskRoutes.Route}/planer/{{id}}";
    private const string MeasureRoute = Route + "/atgarder/{number}";
    private const string Before = "before";

    [Function("ShowNewMeasure")]
    public Task<IResult> ShowNewMeasure(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route + "/ny-atgard")] HttpRequest request, string id,
        CancellationToken cancellation) =>
        gate.SeeAsync(request, async principal => await FindAsync(id, cancellation) is { } target
            ? Page(request, StatusCodes.Status200OK, principal, target, MeasureForm.New(target.Plan))
            : Unknown(request, principal, id), Role.Coordinator);

    [Function("AddMeasure")]
    public Task<IResult> AddMeasure([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/ny-atgard")] HttpRequest request,
        string id, CancellationToken cancellation) =>
        gate.ActAsync(request, Role.Coordinator, (principal, form) =>
            SaveAsync(request, principal, id, MeasureForm.Read(form, null), DeskAccess.Typed(form), cancellation));

    [Function("ShowMeasure")]
    public Task<IResult> ShowMeasure([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = MeasureRoute)] HttpRequest request,
        string id, string number, CancellationToken cancellation) =>
        gate.SeeAsync(request, async principal => await FindAsync(id, cancellation) is not { } target ? Unknown(request, principal, id)
            : target.Find(number) is { } measure
            ? Page(request, StatusCodes.Status200OK, principal, target, MeasureForm.Of(target.Plan, measure, target.Register))
            : NoMeasure(request, principal, id, number), Role.Coordinator);

    [Function("ChangeMeasure")]
    public Task<IResult> ChangeMeasure([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = MeasureRoute)] HttpRequest request,
        string id, string number, CancellationToken cancellation) =>
        gate.ActAsync(request, Role.Coordinator, (principal, form) =>
            SaveAsync(request, principal, id, MeasureForm.Read(form, number), DeskAccess.Typed(form), cancellation));

    private async Task<IResult> SaveAsync(HttpRequest request, Principal principal, string id, MeasureForm form,
        IReadOnlyList<string> typed, CancellationToken cancellation)
    {
        while (true)
        {
            if (await FindAsync(id, cancellation) is not { } target)
            {
                return Unknown(request, principal, id, typed);
            }
            var now = form.Number == null ? null : target.Find(form.Number);
            if (form.Typed.Area != "" && target.Plan.FocusAreas.All(area => $"{area.Number}" != form.Typed.Area))
            {
                return Page(request, StatusCodes.Status409Conflict, principal, target,
                    form.With(new Problem(MeasureForm.Field(MeasureField.Area), Texts.Desk.AreaGone)), now);
            }
            if (MeasureForm.TokenOf(target.Plan, now) != form.Version || (now == null && target.Find(form.Typed.Number) != null))
            {
                if (target.Find(form.Typed.Number) is { } there && Edit(target, there.Number, form).Plan is { } same
                    && MeasureForm.TokenOf(same.Plan, same.Plan.Measures.First(one => one.Number == there.Number))
                        == MeasureForm.TokenOf(target.Plan, there))
                {
                    // Posted twice, it has been done.
                    return VersionChangeFunctions.Saved(request, DeskRoutes.PlanVersion(id, target.Version));
                }
                if (form.Number != null)
                {
                    return now == null ? NoMeasure(request, principal, id, form.Number, typed)
                        : Page(request, StatusCodes.Status409Conflict, principal, target, (form with
                        {
                            Version = MeasureForm.TokenOf(target.Plan, now),
                        }).With(new Problem(MeasureForm.Field(MeasureField.Number), Texts.Desk.MeasureChanged)), now);
                }
            }
            var edit = Edit(target, form.Number, form);
            if (edit.Plan is not { } changed || form.AreaProblem is not null)
            {
                return Page(request, StatusCodes.Status400BadRequest, principal, target, form.With(edit.Errors));
            }
            if (now != null && MeasureForm.TokenOf(changed.Plan, changed.Plan.Measures.FirstOrDefault(one => one.Number == now.Number))
                == MeasureForm.TokenOf(target.Plan, now))
            {
                return VersionChangeFunctions.Saved(request, DeskRoutes.PlanVersion(id, target.Version), isUnchanged: true);
            }
            if (await ChangeAsync(target, changed, principal, form.Number == null ? Texts.Desk.MeasureAdded(form.Typed.Number)
                : Texts.Desk.MeasureChangedTo(form.Number, form.Typed.Number), cancellation) is { } version)
            {
                return VersionChangeFunctions.Saved(request, DeskRoutes.PlanVersion(id, version), version == target.Version);
            }
        }
    }

    private static PlanEdit Edit(Target target, string? number, MeasureForm form) => PlanEdit.Read(target.Stored,
        PlanEditWriter.WithMeasure(target.Plan, number, form.Typed, target.Register), number ?? form.Typed.Number,
        Texts.Desk.MeasurePlace(form.Typed.Number), target.Register, target.Known);

    [Function("ShowMeasureRemoval")]
    public Task<IResult> ShowMeasureRemoval(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = MeasureRoute + "/ta-bort")] HttpRequest request, string id,
        string number, CancellationToken cancellation) =>
        gate.SeeAsync(request, async principal => await FindAsync(id, cancellation) is not { } target ? Unknown(request, principal, id)
            : target.Find(number) is { } measure ? Removal(request, StatusCodes.Status200OK, principal, target, measure)
            : NoMeasure(request, principal, id, number), Role.Coordinator);

    [Function("RemoveMeasure")]
    public Task<IResult> RemoveMeasure(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = MeasureRoute + "/ta-bort")] HttpRequest request, string id,
        string number, CancellationToken cancellation) =>
        gate.ActAsync(request, Role.Coordinator, async (principal, form) =>
        {
            while (true)
            {
                if (await FindAsync(id, cancellation) is not { } target)
                {
                    return Unknown(request, principal, id);
                }
                if (target.Find(number) is not { } measure)
                {
                    // Posted twice, it has been done.
                    return PageResults.SeeOther(request, DeskRoutes.Plan(id));
                }
                if (form[Before] != MeasureForm.TokenOf(target.Plan, measure))
                {
                    return Removal(request, StatusCodes.Status409Conflict, principal, target, measure,
                        new Problem(ActInput.Confirmed, Texts.Desk.MeasureChanged));
                }
                if (form[ActInput.Confirmed] != "ja")
                {
                    return Removal(request, StatusCodes.Status400BadRequest, principal, target, measure,
                        new Problem(ActInput.Confirmed, Texts.Desk.ConfirmRemoval));
                }
                if (target.Plan.Measures.Count() == 1)
                {
                    return Removal(request, StatusCodes.Status409Conflict, principal, target, measure,
                        new Problem(ActInput.Confirmed, Texts.Desk.LastMeasure));
                }
                var edit = PlanEdit.Read(target.Stored, PlanEditWriter.WithoutMeasure(target.Plan, number, target.Register), null,
                    Texts.Desk.MeasurePlace(number), target.Register, target.Known);
                if (edit.Plan is not { } changed)
                {
                    return Removal(request, StatusCodes.Status409Conflict, principal, target, measure,
                        new Problem(ActInput.Confirmed, edit.Errors[0].Message));
                }
                if (await ChangeAsync(target, changed, principal, Texts.Desk.MeasureRemoved(number), cancellation) is { } version)
                {
                    return VersionChangeFunctions.Saved(request, DeskRoutes.PlanVersion(id, version), version == target.Version);
                }
            }
        });

    private static IResult Removal(HttpRequest request, int status, Principal principal, Target target, Measure measure,
        params IReadOnlyList<Problem> errors) =>
        DeskPages.Page<ActPage>(request, status, principal,
            (nameof(ActPage.Form), new ActForm(Texts.Desk.RemoveMeasureTitle(measure), [Texts.Desk.RemoveMeasureLead],
            [
                new ActField(ActInput.Confirmed, ActFieldKind.Confirm, Texts.Desk.RemoveMeasureConfirm),
                new ActField(Before, ActFieldKind.Hidden, "", MeasureForm.TokenOf(target.Plan, measure)),
            ], Texts.Desk.RemoveMeasure)
            { Errors = errors, NotDone = Texts.Desk.NotSaved }),
            (nameof(ActPage.Action), $"{DeskRoutes.Measure(target.Plan.Id, measure.Number)}/ta-bort"),
            (nameof(ActPage.Back), DeskRoutes.Measure(target.Plan.Id, measure.Number)), (nameof(ActPage.BackText), measure.Title));

    [Function("ShowPlanFacts")]
    public Task<IResult> ShowPlanFacts(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route + "/uppgifter")] HttpRequest request, string id,
        CancellationToken cancellation) =>
        gate.SeeAsync(request, async principal => await FindAsync(id, cancellation, anyKind: true) is { } target
            ? Facts(request, StatusCodes.Status200OK, principal, target, PlanFacts.Of(target.Plan)) : Unknown(request, principal, id),
            Role.Coordinator);

    /// <summary>Changes what a plan says of itself, such as its name and its years.</summary>
    [Function("ChangePlanFacts")]
    public Task<IResult> ChangePlanFacts(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/uppgifter")] HttpRequest request, string id,
        CancellationToken cancellation) =>
        gate.ActAsync(request, Role.Coordinator, async (principal, posted) =>
        {
            var values = PlanFacts.Read(posted);
            while (true)
            {
                if (await FindAsync(id, cancellation, anyKind: true) is not { } target)
                {
                    return Unknown(request, principal, id, DeskAccess.Typed(posted));
                }
                var edit = PlanEdit.Read(target.Stored, PlanEditWriter.WithFacts(target.Plan, target.Register, key => values[key]), null,
                    Texts.Desk.FactsPlace, target.Register, target.Known);
                if (edit.Plan is not { } changed)
                {
                    return Facts(request, StatusCodes.Status400BadRequest, principal, target, values,
                        edit.Errors.Select(PlanFacts.Problem).ToArray());
                }
                if (PlanFacts.TokenOf(changed.Plan) == PlanFacts.TokenOf(target.Plan))
                {
                    return VersionChangeFunctions.Saved(request, DeskRoutes.PlanVersion(id, target.Version),
                        isUnchanged: posted[Before] == PlanFacts.TokenOf(target.Plan));
                }
                if (posted[Before] != PlanFacts.TokenOf(target.Plan))
                {
                    return Facts(request, StatusCodes.Status409Conflict, principal, target, values,
                        new Problem(PlanFacts.Field(PlanEditWriter.Facts[0]),
                            Texts.Desk.FactsChanged(PlanFacts.Of(target.Plan).Values, target.Version)));
                }
                if (await ChangeAsync(target, changed, principal, Texts.Desk.FactsPlace, cancellation) is { } version)
                {
                    return VersionChangeFunctions.Saved(request, DeskRoutes.PlanVersion(id, version), version == target.Version);
                }
            }
        });

    private static IResult Facts(HttpRequest request, int status, Principal principal, Target target,
        IReadOnlyDictionary<string, string> values, params IReadOnlyList<Problem> errors) =>
        DeskPages.Page<ActPage>(request, status, principal,
            (nameof(ActPage.Form), new ActForm(Texts.Desk.ChangeFacts, [Texts.Desk.MeasureIntro],
                [.. PlanFacts.Fields(values), new ActField(Before, ActFieldKind.Hidden, "", PlanFacts.TokenOf(target.Plan))],
                Texts.Desk.SaveFacts)
            { Errors = errors, NotDone = Texts.Desk.NotSaved }),
            (nameof(ActPage.Action), $"{DeskRoutes.Plan(target.Plan.Id)}/uppgifter"),
            (nameof(ActPage.Back), DeskRoutes.Plan(target.Plan.Id)), (nameof(ActPage.BackText), target.Plan.Title));

    /// <returns>The version's number; null where another one has come in between: read again.</returns>
    private Task<int?> ChangeAsync(Target target, StoredPlan changed, Principal principal, string what, CancellationToken cancellation) =>
        plans.ChangeAsync(target.Version, changed, new VersionOrigin(clock.GetUtcNow(), principal.Name, File: null, Findings: 0, what),
            cancellation);

    /// <returns>Null where there is no such plan, or where it has directions and no measures.</returns>
    private async Task<Target?> FindAsync(string id, CancellationToken cancellation, bool anyKind = false)
    {
        if (!RoundIds.IsRoundId(id) || await plans.NewestAsync(id, cancellation) is not { } newest
            || (newest.Stored.Plan.Kind != PlanKind.Measures && !anyKind))
        {
            return null;
        }
        return new Target(newest.Version, newest.Stored, (await departments.NewestAsync(cancellation)).Register,
            (await plans.ListAsync(cancellation)).Select(known => known.Stored.Plan).ToList());
    }

    private static IResult Page(HttpRequest request, int status, Principal principal, Target target, MeasureForm form,
        Measure? meanwhile = null) =>
        DeskPages.Page<MeasureFormPage>(request, status, principal, (nameof(MeasureFormPage.Plan), target.Plan),
            (nameof(MeasureFormPage.Register), target.Register), (nameof(MeasureFormPage.Form), form),
            (nameof(MeasureFormPage.Meanwhile), meanwhile));

    private static IResult Unknown(HttpRequest request, Principal principal, string id, IReadOnlyList<string>? typed = null) =>
        DeskPages.Message(request, StatusCodes.Status404NotFound, principal, Texts.Desk.NoPlanTitle, Texts.Plan.Unknown(id),
            DeskRoutes.Plans, typed);

    private static IResult NoMeasure(HttpRequest request, Principal principal, string id, string number,
        IReadOnlyList<string>? typed = null) =>
        DeskPages.Message(request, StatusCodes.Status404NotFound, principal, Texts.Desk.NoMeasureTitle, Texts.Desk.NoMeasure(number),
            DeskRoutes.Plan(id), typed);

    private sealed record Target(int Version, StoredPlan Stored, DepartmentRegister Register, IReadOnlyList<ActionPlan> Known)
    {
        public ActionPlan Plan => Stored.Plan;

        public Measure? Find(string number) => Plan.Measures.FirstOrDefault(measure => measure.Number == number);
    }
}
