using FollowUp.Departments;
using FollowUp.Imports;
using FollowUp.Pages;
using FollowUp.Plans;
using FollowUp.Rounds;
using FollowUp.Trail;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Coordinator;

/// <summary>What each version of a plan and of the register changed.</summary>
public sealed class VersionChangeFunctions(DeskAccess gate, PlanTable plans, DepartmentTable departments)
{
    private const string Same = "samma";

    [Function("ShowPlanVersion")]
    public Task<IResult> ShowPlanVersion(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = DeskRoutes.Route + "/planer/{id}/versioner/{version:int}")]
        HttpRequest request, string id, int version, CancellationToken cancellation) =>
        gate.SeeAsync(request, async principal =>
        {
            var history = RoundIds.IsRoundId(id) ? await plans.HistoryAsync(id, cancellation) : [];
            if (!history.Any(one => one.Version == version))
            {
                return DeskPages.Message(request, StatusCodes.Status404NotFound, principal, Texts.Desk.NoVersionTitle,
                    Texts.Desk.NoVersion, DeskRoutes.Plans);
            }
            var register = (await departments.NewestAsync(cancellation)).Register;
            var after = await plans.GetAsync(id, version, cancellation);
            var changes = version == 1 ? [] : TreeDifference.Between(
                PlanWriter.Tree(await plans.GetAsync(id, version - 1, cancellation), register), PlanWriter.Tree(after, register),
                PlanWriter.Rows);
            return Page(request, principal, version, history, changes, DeskRoutes.Plan(id), after.Title,
                $"{DeskRoutes.Plan(id)}/{VersionRestore.Path}");
        });

    [Function("ShowRegisterVersion")]
    public Task<IResult> ShowRegisterVersion(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = DeskRoutes.Route + "/register/versioner/{version:int}")]
        HttpRequest request, int version, CancellationToken cancellation) =>
        gate.SeeAsync(request, async principal =>
        {
            var history = await departments.HistoryAsync(cancellation);
            if (!history.Any(one => one.Version == version))
            {
                return DeskPages.Message(request, StatusCodes.Status404NotFound, principal, Texts.Desk.NoVersionTitle,
                    Texts.Desk.NoVersion, DeskRoutes.Departments);
            }
            var changes = version == 1 ? [] : TreeDifference.Between(
                DepartmentWriter.Tree(await departments.GetAsync(version - 1, cancellation)),
                DepartmentWriter.Tree(await departments.GetAsync(version, cancellation)), DepartmentWriter.Rows);
            return Page(request, principal, version, history, changes, DeskRoutes.Departments, Texts.Desk.DepartmentsTitle,
                DeskRoutes.RestoreRegister);
        });

    private static IResult Page(HttpRequest request, Principal principal, int version,
        IReadOnlyList<(int Version, VersionOrigin? Origin)> history, IReadOnlyList<TreeChange> changes, string back, string backText,
        string restore) =>
        DeskPages.Page<VersionChangesPage>(request, StatusCodes.Status200OK, principal,
            (nameof(VersionChangesPage.Version), version),
            (nameof(VersionChangesPage.Origin), history.First(one => one.Version == version).Origin),
            (nameof(VersionChangesPage.Changes), changes), (nameof(VersionChangesPage.Back), back),
            (nameof(VersionChangesPage.BackText), backText),
            (nameof(VersionChangesPage.Restore), principal.Role >= Role.Coordinator && history.Count > 1 ? restore : null),
            (nameof(VersionChangesPage.Notice), !DeskPages.IsDone(request) ? null
                : request.Query[DeskPages.DoneMark] == Same ? Texts.Desk.AlreadySaved(version) : Texts.Desk.SavedAs(version)));

    /// <summary>The page that tells what came of a form that was saved.</summary>
    public static IResult Saved(HttpRequest request, string page, bool isUnchanged = false) =>
        PageResults.SeeOther(request, $"{page}?{DeskPages.DoneMark}{(isUnchanged ? $"={Same}" : "")}");
}
