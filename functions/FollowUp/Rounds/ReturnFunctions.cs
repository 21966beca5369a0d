using FollowUp.Pages;
using FollowUp.Records;
using FollowUp.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace FollowUp.Rounds;

/// <summary>The coordinator asks for more about what was submitted. The answer stays as it is and the department's own to change.</summary>
public sealed class ReturnFunctions(RoundTable rounds, AnswerTable answers, TimeProvider clock, ILogger<ReturnFunctions> log)
{
    private const int LongestQuestion = 2000;

    /// <summary>The same question asked again while it is open is one question.</summary>
    [Function("ReturnAnswer")]
    public async Task<IResult> ReturnAnswer(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/rounds/{id}/departments/{departmentId}/return")] HttpRequest request,
        string id, string departmentId, [DurableClient] DurableTaskClient durable, CancellationToken cancellation)
    {
        if (await request.ReadJsonAsync<Asked>(cancellation) is not { Section: { } sectionId, Question: { } text })
        {
            return ApiResults.Refused(StatusCodes.Status400BadRequest, Texts.Acts.ReturnNotJson);
        }
        var question = text.ReplaceLineEndings("\n").Trim();
        if (question.Length is 0 or > LongestQuestion || question.Any(character => char.IsControl(character) && character is not ('\n' or '\t')))
        {
            return ApiResults.Refused(StatusCodes.Status400BadRequest, Texts.Acts.BadQuestion(LongestQuestion));
        }
        while (await rounds.FindAsync(id, cancellation) is { Round: var round })
        {
            if (await answers.FindAsync(id, departmentId, round.Run, cancellation) is not { } stored || stored.Work.Questionnaire.Find(sectionId) is not { } section)
            {
                return ApiResults.Refused(StatusCodes.Status404NotFound, Texts.Acts.NotAsked(departmentId, sectionId));
            }
            var (work, now) = (stored.Work, clock.GetUtcNow());
            if (round.State != RoundState.Open || work.Closed || now >= Timetable.ClosesAt(round))
            {
                return ApiResults.Refused(StatusCodes.Status409Conflict, Texts.Acts.CannotReturn(round.State == RoundState.Open ? RoundState.Closed : round.State));
            }
            if (work.Counting(sectionId) == null)
            {
                return ApiResults.Refused(StatusCodes.Status409Conflict, Texts.Acts.NothingToReturn(work.Department.Name, section));
            }
            var asked = work.OpenQuestion(sectionId);
            if (asked?.Question != question)
            {
                asked = new ReturnedAnswer(work.Returns.Count + 1, round.Run, sectionId, question, now, work.Submissions.Count);
                var entry = new TrailEntry($"returned|{asked.Number:D4}", now, Texts.Trail.Coordinator, TrailEvent.AnswerReturned, departmentId, Texts.SectionName(sectionId));
                if (!await answers.ReturnAsync(id, stored, asked, entry, cancellation))
                {
                    // Something was submitted, decided or asked in between: look again.
                    continue;
                }
            }
            await RoundClockwork.RingAsync(durable, round, departmentId, log);
            return ApiResults.Json(StatusCodes.Status202Accepted, new { section = sectionId, asked.Question, asked.Asked });
        }
        return ApiResults.Refused(StatusCodes.Status404NotFound, Texts.Drafting.Unknown(id));
    }

    private sealed record Asked(string? Section, string? Question);
}
