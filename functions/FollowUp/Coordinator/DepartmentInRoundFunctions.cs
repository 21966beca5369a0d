using FollowUp.Acts;
using FollowUp.Departments;
using FollowUp.Pages;
using FollowUp.Rounds;
using FollowUp.Time;
using FollowUp.Trail;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Coordinator;

/// <summary>One department of a round at the desk: what it has submitted, who is written to, and what can be done about it.</summary>
public sealed class DepartmentInRoundFunctions(DeskAccess gate, RoundTable rounds, AssignmentTable answers, TrailTable trail,
    DepartmentTable register, TimeProvider clock)
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
            (nameof(DepartmentInRoundPage.Registered),
                (await register.NewestAsync(cancellation)).Register.Find(departmentId)?.Contacts ?? []),
            (nameof(DepartmentInRoundPage.Notice), DeskPages.Notice(request))), cancellation);

    /// <summary>One submission as it came in: each is a version of its own, whatever has come since.</summary>
    [Function("ShowSubmission")]
    public Task<IResult> ShowSubmission(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route + "/inskick/{number:int}")] HttpRequest request, string id,
        string departmentId, int number, CancellationToken cancellation) =>
        SeeSubmissionAsync(request, id, departmentId, number, (principal, round, work, submission) =>
            DeskPages.Page<SubmissionPage>(request, StatusCodes.Status200OK, principal, (nameof(SubmissionPage.Round), round),
                (nameof(SubmissionPage.Work), work), (nameof(SubmissionPage.Submission), submission)), cancellation);

    [Function("ExportSubmission")]
    public Task<IResult> ExportSubmission(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/inskick/{number:int}.json")] HttpRequest request, string id,
        string departmentId, int number, CancellationToken cancellation) =>
        SeeSubmissionAsync(request, id, departmentId, number, (_, _, work, submission) => ApiResults.Json(StatusCodes.Status200OK, new
        {
            department = new { work.Department.Id, work.Department.Name },
            submission.Number,
            submission.Run,
            submission.Name,
            submission.Role,
            submission.Received,
            sections = submission.Sections.Select(section => new
            {
                id = section,
                title = work.Questionnaire.Find(section) is { } asked ? Texts.Heading(asked) : section,
                values = work.Answers[section].Single(answer => answer.Submission == number).Values,
            }),
        }), cancellation);

    private Task<IResult> SeeSubmissionAsync(HttpRequest request, string id, string departmentId, int number,
        Func<Principal, Round, Assignment, Submission, IResult> show, CancellationToken cancellation) =>
        SeeAsync(request, id, departmentId, (principal, round, work) => Task.FromResult(
            work.Submissions.FirstOrDefault(submission => submission.Number == number) is { } submission
                ? show(principal, round, work, submission)
                : DeskPages.Message(request, StatusCodes.Status404NotFound, principal, Texts.Board.NoSubmissionTitle,
                    Texts.Board.NoSubmission(work.Department.Name, work.Submissions.Count),
                    DeskRoutes.DepartmentIn(id, departmentId))), cancellation);

    private Task<IResult> SeeAsync(HttpRequest request, string id, string departmentId,
        Func<Principal, Round, Assignment, Task<IResult>> show, CancellationToken cancellation, Role least = Role.Reader) =>
        gate.SeeAsync(request, async principal => await FindAsync(id, departmentId, cancellation) is var (round, work)
            ? await show(principal, round, work)
            : Unknown(request, principal, id, departmentId), least);

    /// <summary>The round as it is for the department, and what that has.</summary>
    private async Task<(Round Round, Assignment Work)?> FindAsync(string id, string departmentId, CancellationToken cancellation) =>
        await rounds.FindAsync(id, cancellation) is { Round: var round }
            && await answers.FindAsync(id, departmentId, round.Run, cancellation) is { Work: var work }
            ? (round.For(work.Extension), work) : null;

    internal static IResult Unknown(HttpRequest request, Principal principal, string id, string departmentId,
        IReadOnlyList<string>? typed = null) =>
        DeskPages.Message(request, StatusCodes.Status404NotFound, principal, Texts.Board.NoDepartmentTitle,
            Texts.Acts.DoesNotAsk(departmentId), DeskRoutes.Round(id), typed);
}
