using FollowUp.Pages;
using FollowUp.Reports;
using FollowUp.Rounds;
using FollowUp.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Api;

/// <summary>
/// What the coordinator should look at while departments can still do something about it, as an HTTP API behind the function key.
/// </summary>
public sealed class FlagFunctions(RoundTable rounds, RoundResultsReader answeredRounds, TimeProvider clock)
{
    /// <summary>
    /// As of today, or of the day on which the round was closed. They rest on what has been submitted and on nothing else.
    /// </summary>
    [Function("ListFlags")]
    public async Task<IResult> ListFlags(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/rounds/{id}/flags")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        if (await rounds.FindAsync(id, cancellation) is not { Round: var round })
        {
            return ApiResults.Refused(StatusCodes.Status404NotFound, Texts.Drafting.Unknown(id));
        }
        if (round.State is RoundState.Draft or RoundState.Cancelled)
        {
            return ApiResults.Refused(StatusCodes.Status409Conflict, Texts.Acts.NoFlags(round.State));
        }
        var day = round.State == RoundState.Closed ? Timetable.ClosedOn(round) : StockholmTime.DayOf(clock.GetUtcNow());
        var (answered, history) = await answeredRounds.ReadAsync(round, cancellation);
        return ApiResults.Json(StatusCodes.Status200OK, new
        {
            day,
            // The answers have no numbers that could be looked up before the report has given them some.
            flags = FlagRules.Raise(answered, history, day)
                .Select(flag => new
                {
                    flag.Code,
                    flag.Sentence,
                    department = flag.DepartmentId,
                    flag.Measure,
                    answers = flag.Answers.Count
                }),
        });
    }
}
