using System.Text.Json;
using FollowUp.Pages;
using FollowUp.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace FollowUp.Rounds;

/// <summary>The coordinator's acts on a round, as an HTTP API behind the function key. Save, then ring.</summary>
public sealed class RoundFunctions(
    RoundOpening opening, RoundTable rounds, AnswerTable answers, TrailTable trail, TimeProvider clock, ILogger<RoundFunctions> log)
{
    private const int LongestReason = 1000;

    [Function("DraftRound")]
    public async Task<IResult> DraftRound(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/rounds")] HttpRequest request, CancellationToken cancellation)
    {
        RoundDraft? draft;
        try
        {
            draft = await request.ReadUploadAsync(cancellation) is { } upload ? JsonSerializer.Deserialize<RoundDraft>(upload.Text, StoredJson.Options) : null;
        }
        catch (JsonException fault)
        {
            return ApiResults.Refused(StatusCodes.Status400BadRequest, Texts.Drafting.JsonFault(fault.LineNumber, fault.Path));
        }
        if (draft == null)
        {
            return ApiResults.Refused(StatusCodes.Status400BadRequest, Texts.Drafting.NotJson);
        }
        var drafted = await opening.DraftAsync(draft, Texts.Trail.Coordinator, cancellation);
        return drafted.Round != null ? ApiResults.Json(StatusCodes.Status201Created, drafted.Round)
            : drafted.IdIsTaken ? ApiResults.Refused(StatusCodes.Status409Conflict, Texts.Drafting.Exists(draft.Id!))
            : ApiResults.Refused(StatusCodes.Status400BadRequest, drafted.Problems);
    }

    /// <summary>Opens a draft, and makes sure that an open round's clockwork runs. Pressed twice, it opens once.</summary>
    [Function("OpenRound")]
    public async Task<IResult> OpenRound(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/rounds/{id}/open")] HttpRequest request,
        string id, [DurableClient] DurableTaskClient durable, CancellationToken cancellation)
    {
        while (await rounds.FindAsync(id, cancellation) is { } stored)
        {
            switch (stored.Round.State)
            {
                case RoundState.Draft:
                    if (await opening.OpenAsync(stored, Texts.Trail.Coordinator, cancellation) is { Count: > 0 } obstacles)
                    {
                        return ApiResults.Refused(StatusCodes.Status409Conflict, obstacles);
                    }
                    continue;
                case RoundState.Open:
                    await RoundClockwork.WindAsync(durable, rounds, stored, clock, log, cancellation);
                    return ApiResults.Json(StatusCodes.Status202Accepted, stored.Round);
                default:
                    return ApiResults.Refused(StatusCodes.Status409Conflict, Texts.Acts.CannotOpen(stored.Round.State));
            }
        }
        return Unknown(id);
    }

    /// <summary>Closes a round before its time.</summary>
    [Function("CloseRoundEarly")]
    public Task<IResult> CloseRoundEarly(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/rounds/{id}/close")] HttpRequest request,
        string id, [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        ActAsync(id, RoundState.Closed,
            round => round.State is RoundState.Open or RoundState.Paused ? null : Texts.Acts.CannotClose(round.State),
            stored => RoundSteps.CloseAsync(rounds, stored, Texts.Trail.Coordinator, clock.GetUtcNow(), cancellation),
            closed => RoundClockwork.WindAsync(durable, rounds, closed, clock, log, cancellation),
            cancellation);

    /// <summary>
    /// Opens a closed round again, with new days: those who have not submitted everything are written to, and at its close there is another version of the
    /// report. Pressed twice, it reopens once.
    /// </summary>
    [Function("ReopenRound")]
    public async Task<IResult> ReopenRound(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/rounds/{id}/reopen")] HttpRequest request,
        string id, [DurableClient] DurableTaskClient durable, CancellationToken cancellation)
    {
        if (await request.ReadJsonAsync<Reopening>(cancellation) is not { } reopening)
        {
            return ApiResults.Refused(StatusCodes.Status400BadRequest, Texts.Acts.ReopeningNotJson);
        }
        if (reopening.Problems(StockholmTime.DayOf(clock.GetUtcNow())).ToList() is { Count: > 0 } problems)
        {
            return ApiResults.Refused(StatusCodes.Status400BadRequest, problems);
        }
        while (await rounds.FindAsync(id, cancellation) is { } stored)
        {
            switch (stored.Round.State)
            {
                case RoundState.Closed when stored.Round.ReportedRun != stored.Round.Run:
                    // The run that ends has its report first, or it would have none; its clockwork may have broken.
                    await RoundClockwork.WindAsync(durable, rounds, stored, clock, log, cancellation);
                    return ApiResults.Refused(StatusCodes.Status409Conflict, Texts.Acts.ReportIsBeingCompiled);
                case RoundState.Closed:
                    await RoundSteps.ReopenAsync(rounds, stored, reopening, Texts.Trail.Coordinator, clock.GetUtcNow(), cancellation);
                    continue;
                case RoundState.Open when reopening.Made(stored.Round):
                    await RoundClockwork.WindAsync(durable, rounds, stored, clock, log, cancellation);
                    return ApiResults.Json(StatusCodes.Status202Accepted, stored.Round);
                default:
                    return ApiResults.Refused(StatusCodes.Status409Conflict, Texts.Acts.CannotReopen(stored.Round.State));
            }
        }
        return Unknown(id);
    }

    /// <summary>Lets an open round rest: no mail, no answers, no close by itself.</summary>
    [Function("PauseRound")]
    public async Task<IResult> PauseRound(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/rounds/{id}/pause")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var (reason, problem) = await ReadReasonAsync(request, cancellation);
        return problem != null ? ApiResults.Refused(StatusCodes.Status400BadRequest, problem) : await ActAsync(id, RoundState.Paused,
            round => round.State != RoundState.Open ? Texts.Acts.CannotPause(round.State) : IsOver(round) ? Texts.Acts.TooLateToPause : null,
            stored => RoundSteps.PauseAsync(rounds, stored, reason, Texts.Trail.Coordinator, clock.GetUtcNow(), cancellation),
            // Nobody need hear of it: whoever wakes looks first.
            _ => Task.CompletedTask,
            cancellation);
    }

    /// <summary>Lets a paused round go on. Pressed again, whoever did not hear the first time is called again.</summary>
    [Function("ResumeRound")]
    public Task<IResult> ResumeRound(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/rounds/{id}/resume")] HttpRequest request,
        string id, [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        ActAsync(id, RoundState.Open,
            round => round.State != RoundState.Paused ? Texts.Acts.CannotResume(round.State) : IsOver(round) ? Texts.Acts.TooLateToResume : null,
            stored => RoundSteps.ResumeAsync(rounds, stored, Texts.Trail.Coordinator, clock.GetUtcNow(), cancellation),
            async resumed =>
            {
                await RoundClockwork.WindAsync(durable, rounds, resumed, clock, log, cancellation);
                await RoundClockwork.RingDepartmentsAsync(durable, answers, resumed.Round, log, cancellation);
            },
            cancellation);

    /// <summary>Gives a round up for good.</summary>
    [Function("CancelRound")]
    public async Task<IResult> CancelRound(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/rounds/{id}/cancel")] HttpRequest request,
        string id, [DurableClient] DurableTaskClient durable, CancellationToken cancellation)
    {
        var (reason, problem) = await ReadReasonAsync(request, cancellation);
        return reason == null ? ApiResults.Refused(StatusCodes.Status400BadRequest, problem ?? Texts.Acts.ReasonMissing) : await ActAsync(id, RoundState.Cancelled,
            // A follow-up that has been reported stays one.
            round => round.State is not (RoundState.Open or RoundState.Paused) ? Texts.Acts.CannotCancel(round.State) : round.ReopenedAt != null ? Texts.Acts.CannotCancelReopened : null,
            stored => RoundSteps.CancelAsync(rounds, stored, reason, Texts.Trail.Coordinator, clock.GetUtcNow(), cancellation),
            // Who does not hear it ends at the next look.
            cancelled => RoundClockwork.RingAsync(durable, new RoundRun(id, cancelled.Round.Run, cancelled.Round.Attempt).ClosingInstanceId, log),
            cancellation);
    }

    [Function("ListRounds")]
    public async Task<IResult> ListRounds(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/rounds")] HttpRequest request, CancellationToken cancellation) =>
        ApiResults.Json(StatusCodes.Status200OK, (await rounds.ListAsync(cancellation)).Select(stored => stored.Round));

    /// <summary>The round and where each department stands. Of drafts it tells how much is filled in, never what.</summary>
    [Function("ShowRound")]
    public async Task<IResult> ShowRound(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/rounds/{id}")] HttpRequest request, string id, CancellationToken cancellation)
    {
        if (await rounds.FindAsync(id, cancellation) is not { } stored)
        {
            return Unknown(id);
        }
        var round = stored.Round;
        var departments = await answers.ListAsync(id, round.Run, cancellation);
        return ApiResults.Json(StatusCodes.Status200OK, new
        {
            round,
            departments = departments.OrderBy(work => work.Department.Name, Texts.Alphabet).Select(work => new
            {
                work.Department.Id,
                work.Department.Name,
                state = work.State(round.State),
                late = work.IsLate(Timetable.DeadlineAt(round)),
                asked = work.Asked.Count(),
                filled = work.Filled,
                submitted = work.Asked.Count() - work.NotSubmitted.Count(),
                questions = work.Returned.Select(section => work.OpenQuestion(section.Id)!).Select(asked => new { section = asked.SectionId, asked.Question, asked.Asked }),
                refusedMails = work.RefusedMails.Select(mail => new
                {
                    role = work.Department.Contacts.FirstOrDefault(contact => contact.Id == mail.RecipientId)?.Role,
                    mail.Email,
                    rung = mail.RungId,
                    reason = mail.Refused,
                }),
            }),
        });
    }

    [Function("ShowTrail")]
    public async Task<IResult> ShowTrail(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/rounds/{id}/trail")] HttpRequest request, string id, CancellationToken cancellation) =>
        await rounds.FindAsync(id, cancellation) == null ? Unknown(id) : ApiResults.Json(StatusCodes.Status200OK, await trail.ListAsync(id, cancellation));

    /// <summary>
    /// Once a day: winds up the clockwork of every round that should have one, and lets it look again. This is what ends the
    /// delay of a bell that was not heard, or of a crash between a round's opening and its orchestration's start.
    /// </summary>
    [Function("WindClockwork")]
    public async Task WindClockwork([TimerTrigger("0 30 4 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellation)
    {
        foreach (var stored in await rounds.ListAsync(cancellation))
        {
            try
            {
                await RoundClockwork.WindAsync(durable, rounds, stored, clock, log, cancellation);
            }
            catch (Exception fault) when (!cancellation.IsCancellationRequested)
            {
                // The other rounds must not stand still because of this one; tomorrow it is tried again.
                log.LogError(fault, "The clockwork of round {RoundId} could not be wound", stored.Round.Id);
            }
        }
    }

    /// <summary>Brings the round into that state, and tells of it. Pressed twice, the first is done once.</summary>
    /// <param name="refusal">Why the step cannot be taken; null where it can.</param>
    /// <param name="step">One guarded change: where somebody else changed the round in between, it is looked at again.</param>
    /// <param name="tell">Also where it was in that state before: the bell may not have been heard.</param>
    private async Task<IResult> ActAsync(
        string id, RoundState state, Func<Round, string?> refusal, Func<StoredRound, Task> step, Func<StoredRound, Task> tell, CancellationToken cancellation)
    {
        while (await rounds.FindAsync(id, cancellation) is { } stored)
        {
            if (stored.Round.State == state)
            {
                await tell(stored);
                return ApiResults.Json(StatusCodes.Status202Accepted, stored.Round);
            }
            if (refusal(stored.Round) is { } reason)
            {
                return ApiResults.Refused(StatusCodes.Status409Conflict, reason);
            }
            await step(stored);
        }
        return Unknown(id);
    }

    private bool IsOver(Round round) => clock.GetUtcNow() >= Timetable.ClosesAt(round);

    /// <summary>Why it is done, null where nobody says; or what is wrong with that.</summary>
    private static async Task<(string? Reason, string? Problem)> ReadReasonAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (await request.ReadJsonAsync(cancellation, empty: new Act(null)) is not { } act)
        {
            return (null, Texts.Acts.ReasonNotJson);
        }
        return string.IsNullOrWhiteSpace(act.Reason) ? (null, null)
            : act.Reason.Length > LongestReason || act.Reason.Any(char.IsControl) ? (null, Texts.Acts.BadReason(LongestReason))
            : (act.Reason.Trim(), null);
    }

    private sealed record Act(string? Reason);

    private static IResult Unknown(string id) => ApiResults.Refused(StatusCodes.Status404NotFound, Texts.Drafting.Unknown(id));
}
