using FollowUp.Pages;
using FollowUp.Preview;
using FollowUp.Reports;
using FollowUp.Rounds;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Coordinator;

/// <summary>What was said of a round and has been superseded or has served its purpose: all of it can still be read.</summary>
public sealed class VersionFunctions(DeskAccess gate, RoundTable rounds, PreviewTable previews, AssessmentTable assessments,
    ReportTable reports)
{
    private const string Route = $"{DeskRoutes.Route}/omgangar/{{id}}";

    [Function("ShowComments")]
    public Task<IResult> ShowComments(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route + "/kommentarer")] HttpRequest request, string id,
        CancellationToken cancellation) =>
        SeeAsync(request, id, Texts.Board.CommentsTitle, DeskRoutes.Round(id), async _ =>
            [.. (await previews.ListCommentsAsync(id, cancellation)).Select(comment => (Texts.Preview.By(comment),
                comment.Handled is { } handled ? $"{comment.Text}\n{Texts.Preview.Handled(handled)}" : comment.Text))],
            cancellation);

    [Function("ShowAssessmentVersions")]
    public Task<IResult> ShowAssessmentVersions(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route + "/rapport/bedomningar")] HttpRequest request, string id,
        CancellationToken cancellation) =>
        SeeAsync(request, id, Texts.Board.AssessmentVersionsTitle, DeskRoutes.Report(id), async _ =>
        {
            var newest = (await reports.ListAsync(id, cancellation)).LastOrDefault();
            var titles = newest == null ? []
                : (await reports.GetAsync(id, newest.Number, cancellation)).AllChapters.ToDictionary(chapter => chapter.Id, chapter =>
                    chapter.Title);
            return [.. (await assessments.ListVersionsAsync(id, cancellation)).Select(assessment => (
                Texts.Board.AssessmentVersion(titles.GetValueOrDefault(assessment.Chapter, assessment.Chapter), assessment),
                assessment.Text == "" ? Texts.Board.TakenAway : assessment.Text))];
        }, cancellation);

    private Task<IResult> SeeAsync(HttpRequest request, string id, string title, string back,
        Func<Round, Task<IReadOnlyList<(string, string)>>> read, CancellationToken cancellation) =>
        gate.SeeAsync(request, async principal => await rounds.FindAsync(id, cancellation) is not { Round: var round }
            ? RoundDeskFunctions.Unknown(request, principal, id)
            : DeskPages.Page<VersionsPage>(request, StatusCodes.Status200OK, principal, (nameof(VersionsPage.Title), title),
                (nameof(VersionsPage.Back), back), (nameof(VersionsPage.Round), round),
                (nameof(VersionsPage.Versions), await read(round))));
}
