using System.Globalization;
using FollowUp.Acts;
using FollowUp.Pages;
using FollowUp.Reports;
using FollowUp.Rounds;
using FollowUp.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Coordinator;

/// <summary>
/// What came of a round, at the desk: what to look at, the report's versions, and the coordinator's assessment of its chapters.
/// </summary>
public sealed class ReportDeskFunctions(
    DeskAccess gate, RoundTable rounds, ReportTable reports, AssessmentTable assessments, RoundResultsReader answeredRounds,
    AssessmentWriting writing, ReportFiles files, TimeProvider clock)
{
    private const string Route = $"{DeskRoutes.Route}/omgangar/{{id}}/rapport";
    private const string TextField = "text";
    private const string BeforeField = "before";

    [Function("ShowReportAtDesk")]
    public Task<IResult> ShowReportAtDesk([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request,
        string id, CancellationToken cancellation) =>
        gate.SeeAsync(request, principal => PageAsync(request, StatusCodes.Status200OK, principal, id, null, cancellation));

    [Function("WriteAssessmentAtDesk")]
    public Task<IResult> WriteAssessmentAtDesk(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/bedomning/{chapter}")] HttpRequest request, string id,
        string chapter, CancellationToken cancellation) =>
        gate.ActAsync(request, Role.Coordinator, async (principal, form) =>
        {
            var text = form[TextField].ToString();
            var written = await writing.WriteAsync(id, chapter, text,
                int.TryParse(form[BeforeField], CultureInfo.InvariantCulture, out var before) ? before : 0,
                principal.Name, cancellation);
            return written switch
            {
                { Result.Outcome: ActOutcome.Unknown } => DeskPages.Message(request, StatusCodes.Status404NotFound, principal,
                    Texts.Board.NoActTitle, written.Result.Problem!, DeskRoutes.Report(id), [text]),
                { Result.IsDone: false } => await PageAsync(request, StatusCodes.Status400BadRequest, principal, id,
                    new AssessmentForm(chapter, text, before, written.Result.Problem!, null), cancellation),
                { Meanwhile: true } => await PageAsync(request, StatusCodes.Status409Conflict, principal, id,
                    new AssessmentForm(chapter, text, written.Version, Texts.Board.WrittenMeanwhile, written.Text), cancellation),
                _ => PageResults.SeeOther(request,
                    $"{DeskRoutes.Report(id)}?{DeskPages.DoneMark}=bedomning#{AssessmentForm.Field(chapter)}"),
            };
        });

    [Function("ReportAsHtmlAtDesk")]
    public Task<IResult> ReportAsHtmlAtDesk([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + ".html")] HttpRequest request,
        string id, CancellationToken cancellation) =>
        gate.SeeAsync(request, _ => files.HtmlAsync(request, id, cancellation));

    [Function("ReportAsCsvAtDesk")]
    public Task<IResult> ReportAsCsvAtDesk(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/{table}.csv")] HttpRequest request, string id, string table,
        CancellationToken cancellation) =>
        gate.SeeAsync(request, _ => files.CsvAsync(request, id, table, cancellation));

    private async Task<IResult> PageAsync(HttpRequest request, int status, Principal principal, string id, AssessmentForm? form,
        CancellationToken cancellation)
    {
        if (await rounds.FindAsync(id, cancellation) is not { Round: var round })
        {
            return RoundDeskFunctions.Unknown(request, principal, id);
        }
        var versions = await reports.ListAsync(id, cancellation);
        var report = versions.Count == 0 ? null : await reports.GetAsync(id, versions[^1].Number, cancellation);
        var day = round.State == RoundState.Closed ? Timetable.ClosedOn(round) : StockholmTime.DayOf(clock.GetUtcNow());
        IReadOnlyList<Flag>? flags = null;
        if (round.State == RoundState.Closed && round.ReportedRun == round.Run)
        {
            flags = report!.Figures.Flags;
        }
        else if (round.State is not (RoundState.Draft or RoundState.Cancelled))
        {
            var (answered, history) = await answeredRounds.ReadAsync(round, cancellation);
            flags = FlagRules.Raise(answered, history, day);
        }
        var written = await assessments.ListAsync(id, cancellation);
        return DeskPages.Page<ReportDeskPage>(request, status, principal,
            (nameof(ReportDeskPage.Round), round),
            (nameof(ReportDeskPage.Day), day),
            (nameof(ReportDeskPage.Flags), flags),
            (nameof(ReportDeskPage.Versions), versions),
            (nameof(ReportDeskPage.Tables), report == null ? [] : CsvReportWriter.Names(report).ToList()),
            (nameof(ReportDeskPage.Chapters), report == null ? [] : await ChaptersAsync(id, versions, report, written, cancellation)),
            (nameof(ReportDeskPage.Assessments), written.ToDictionary(one => one.Chapter)),
            (nameof(ReportDeskPage.Form), form),
            (nameof(ReportDeskPage.Saved), DeskPages.IsDone(request)));
    }

    /// <summary>
    /// What is assessed: the newest report's chapters, and those that it has no more and of which something is written all the same.
    /// </summary>
    private async Task<IReadOnlyList<(string Id, string Title)>> ChaptersAsync(
        string id, IReadOnlyList<ReportVersion> versions, Report report, IReadOnlyList<Assessment> written, CancellationToken cancellation)
    {
        var chapters = report.AllChapters.Select(chapter => (chapter.Id, chapter.Title)).ToList();
        var lost = written.Where(one => one.Text != "" && chapters.All(chapter => chapter.Id != one.Chapter)).Select(one => one.Chapter)
            .ToList();
        for (var older = versions.Count - 2; older >= 0 && lost.Count > 0; older--)
        {
            var found = (await reports.GetAsync(id, versions[older].Number, cancellation)).AllChapters.Where(chapter =>
                lost.Remove(chapter.Id)).ToList();
            chapters.AddRange(found.Select(chapter => (chapter.Id, Texts.Board.LostChapter(chapter.Title))));
        }
        return chapters;
    }
}

/// <summary>An assessment that could not be taken as it was typed.</summary>
/// <param name="Before">Version of the one that it would take the place of.</param>
/// <param name="Theirs">What somebody else has written in between; null where nobody has.</param>
public sealed record AssessmentForm(string Chapter, string Text, int Before, string Problem, string? Theirs)
{
    public static string Field(string chapter) => $"bedomning-{chapter}";
}
