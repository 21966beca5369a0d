using FollowUp.Pages;
using FollowUp.Questionnaires;
using FollowUp.Records;
using FollowUp.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Reports;

/// <summary>The coordinator's own assessment of each chapter of the report, as an HTTP API behind the function key.</summary>
public sealed class AssessmentFunctions(RoundTable rounds, ReportTable reports, AssessmentTable assessments, TimeProvider clock)
{
    private const int LongestText = 20_000;

    [Function("ListAssessments")]
    public async Task<IResult> ListAssessments(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/rounds/{id}/assessment")] HttpRequest request, string id, CancellationToken cancellation) =>
        await rounds.FindAsync(id, cancellation) == null ? ApiResults.Refused(StatusCodes.Status404NotFound, Texts.Drafting.Unknown(id))
            : ApiResults.Json(StatusCodes.Status200OK, await assessments.ListAsync(id, cancellation));

    /// <summary>Of two who write about the same chapter the second is shown what the first one wrote. The same said again changes nothing.</summary>
    [Function("PutAssessment")]
    public async Task<IResult> PutAssessment(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "api/rounds/{id}/assessment/{chapter}")] HttpRequest request, string id, string chapter, CancellationToken cancellation)
    {
        if (await request.ReadJsonAsync<Written>(cancellation) is not { Text: { } written } body)
        {
            return ApiResults.Refused(StatusCodes.Status400BadRequest, Texts.Assessing.NotJson);
        }
        var text = written.ReplaceLineEndings("\n").Trim();
        if (text.Length > LongestText || text.Any(character => char.IsControl(character) && character is not ('\n' or '\t')))
        {
            return ApiResults.Refused(StatusCodes.Status400BadRequest, Texts.Assessing.BadText(LongestText));
        }
        if (AnswerRules.AboutAPerson(text) is { } aboutAPerson)
        {
            return ApiResults.Refused(StatusCodes.Status400BadRequest, aboutAPerson);
        }
        if (await rounds.FindAsync(id, cancellation) == null)
        {
            return ApiResults.Refused(StatusCodes.Status404NotFound, Texts.Drafting.Unknown(id));
        }
        if ((await reports.ListAsync(id, cancellation)).LastOrDefault() is not { } newest)
        {
            return ApiResults.Refused(StatusCodes.Status404NotFound, Texts.Drafting.NoReport);
        }
        var chapters = (await reports.GetAsync(id, newest.Number, cancellation)).AllChapters.Select(one => one.Id).ToList();
        // What was written of a chapter that the report has no more can still be changed and taken away.
        if (!chapters.Contains(chapter) && !(await assessments.ListAsync(id, cancellation)).Any(one => one.Chapter == chapter))
        {
            return ApiResults.Refused(StatusCodes.Status404NotFound, Texts.Assessing.UnknownChapter(chapter, chapters));
        }
        while (true)
        {
            var there = (await assessments.ListAsync(id, cancellation)).FirstOrDefault(one => one.Chapter == chapter);
            if ((there?.Text ?? "") == text)
            {
                return ApiResults.Json(StatusCodes.Status200OK, new { chapter, version = there?.Version ?? 0, text });
            }
            if (body.Before != (there?.Version ?? 0))
            {
                return ApiResults.Json(StatusCodes.Status409Conflict, new { problems = new[] { Texts.Assessing.WrittenMeanwhile }, chapter, version = there?.Version ?? 0, text = there?.Text ?? "" });
            }
            var assessment = new Assessment(chapter, body.Before + 1, text, clock.GetUtcNow(), newest.Number);
            var entry = new TrailEntry($"assessment|{chapter}|{assessment.Version:D4}", assessment.Written, Texts.Trail.Coordinator, TrailEvent.AssessmentWritten, null, Texts.Trail.Assessed(assessment));
            if (await assessments.AddAsync(id, assessment, entry, cancellation))
            {
                return ApiResults.Json(StatusCodes.Status200OK, new { chapter, assessment.Version, text });
            }
        }
    }

    /// <param name="Before">Version of the assessment that its writer had read; 0 where there was none.</param>
    private sealed record Written(string? Text, int Before);
}
