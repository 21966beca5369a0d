using System.Text.Json;
using FollowUp.Acts;
using FollowUp.Orchestration;
using FollowUp.Pages;
using FollowUp.Rounds;
using FollowUp.Storage;
using FollowUp.Trail;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace FollowUp.Api;

/// <summary>The rounds and the coordinator's acts on them, as an HTTP API behind the function key.</summary>
public sealed class RoundFunctions(
    RoundOpening opening, RoundActs acts, RoundTable rounds, AssignmentTable answers, TrailTable trail, TimeProvider clock,
    ILogger<RoundFunctions> log)
{
    [Function("DraftRound")]
    public async Task<IResult> DraftRound(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/rounds")] HttpRequest request, CancellationToken cancellation)
    {
        RoundDraft? draft;
        try
        {
            draft = await request.ReadUploadAsync(cancellation) is { } upload
                ? JsonSerializer.Deserialize<RoundDraft>(upload.Text, StoredJson.Options) : null;
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

    /// <summary>Pressed twice, it opens once; so with each act.</summary>
    [Function("OpenRound")]
    public async Task<IResult> OpenRound(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/rounds/{id}/open")] HttpRequest request,
        string id, [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        await AnswerAsync(id, await acts.OpenAsync(durable, id, Texts.Trail.Coordinator, cancellation), cancellation);

    /// <summary>Closes a round before its time.</summary>
    [Function("CloseRoundEarly")]
    public async Task<IResult> CloseRoundEarly(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/rounds/{id}/close")] HttpRequest request,
        string id, [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        await AnswerAsync(id, await acts.CloseAsync(durable, id, Texts.Trail.Coordinator, cancellation), cancellation);

    /// <summary>Opens a closed round again, with new days.</summary>
    [Function("ReopenRound")]
    public async Task<IResult> ReopenRound(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/rounds/{id}/reopen")] HttpRequest request,
        string id, [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        await request.ReadJsonAsync<Reopening>(cancellation) is not { } reopening
            ? ApiResults.Refused(StatusCodes.Status400BadRequest, Texts.Acts.ReopeningNotJson)
            : await AnswerAsync(id, await acts.ReopenAsync(durable, id, reopening, Texts.Trail.Coordinator, cancellation), cancellation);

    /// <summary>Gives all departments more time.</summary>
    [Function("ExtendRound")]
    public async Task<IResult> ExtendRound(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/rounds/{id}/extend")] HttpRequest request,
        string id, [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        await request.ReadJsonAsync<RoundExtension>(cancellation) is not { } extension
            ? ApiResults.Refused(StatusCodes.Status400BadRequest, Texts.Acts.ExtensionNotJson)
            : await AnswerAsync(id, await acts.ExtendAsync(durable, id, extension, Texts.Trail.Coordinator, cancellation), cancellation);

    /// <summary>Lets an open round rest: no mail, no answers, no close by itself.</summary>
    [Function("PauseRound")]
    public async Task<IResult> PauseRound(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/rounds/{id}/pause")] HttpRequest request,
        string id, CancellationToken cancellation) =>
        await request.ReadJsonAsync(cancellation, empty: new Act(null)) is not { } act
            ? ApiResults.Refused(StatusCodes.Status400BadRequest, Texts.Acts.ReasonNotJson)
            : await AnswerAsync(id, await acts.PauseAsync(id, act.Reason, Texts.Trail.Coordinator, cancellation), cancellation);

    /// <summary>Lets a paused round go on.</summary>
    [Function("ResumeRound")]
    public async Task<IResult> ResumeRound(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/rounds/{id}/resume")] HttpRequest request,
        string id, [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        await AnswerAsync(id, await acts.ResumeAsync(durable, id, Texts.Trail.Coordinator, cancellation), cancellation);

    /// <summary>Gives a round up for good.</summary>
    [Function("CancelRound")]
    public async Task<IResult> CancelRound(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/rounds/{id}/cancel")] HttpRequest request,
        string id, [DurableClient] DurableTaskClient durable, CancellationToken cancellation) =>
        await request.ReadJsonAsync(cancellation, empty: new Act(null)) is not { } act
            ? ApiResults.Refused(StatusCodes.Status400BadRequest, Texts.Acts.ReasonNotJson)
            : await AnswerAsync(id, await acts.CancelAsync(durable, id, act.Reason, Texts.Trail.Coordinator, cancellation), cancellation);

    [Function("ListRounds")]
    public async Task<IResult> ListRounds(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/rounds")] HttpRequest request, CancellationToken cancellation) =>
        ApiResults.Json(StatusCodes.Status200OK, (await rounds.ListAsync(cancellation)).Select(stored => stored.Round));

    /// <summary>The round and where each department stands. Of drafts it says how much is filled in, never what.</summary>
    [Function("ShowRound")]
    public async Task<IResult> ShowRound(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/rounds/{id}")] HttpRequest request, string id,
        CancellationToken cancellation)
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
                late = work.IsLate(round),
                deadline = round.With(work.MoreTime).Deadline,
                exemption = work.Exemption?.Reason,
                asked = work.Asked.Count(),
                filled = work.Filled,
                submitted = work.Asked.Count() - work.NotSubmitted.Count(),
                questions = work.Returned.SelectMany(section => work.OpenQuestions(section.Id))
                    .Select(asked => new { section = asked.SectionId, asked.Question, asked.Asked }),
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
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/rounds/{id}/trail")] HttpRequest request, string id,
        CancellationToken cancellation) =>
        await rounds.FindAsync(id, cancellation) == null ? Unknown(id)
            : ApiResults.Json(StatusCodes.Status200OK, await trail.ListAsync(id, cancellation));

    /// <summary>
    /// Once a day: makes sure that every round that should have an orchestration has one, and lets it look again, and each department to
    /// which a letter is due. So the loss of a signal, or a crash before it was sent, delays a letter by a day at most.
    /// </summary>
    [Function("EnsureRoundsRun")]
    [FixedDelayRetry(5, "00:05:00")]
    public async Task EnsureRoundsRun([TimerTrigger("0 30 4 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        foreach (var stored in await rounds.ListAsync(cancellation))
        {
            try
            {
                await RoundEngine.EnsureRunningAsync(durable, rounds, stored, clock, log, cancellation);
                if (stored.Round.State == RoundState.Open)
                {
                    foreach (var department in (await answers.ListStatusesAsync(stored.Round.Id, stored.Round.Run, cancellation))
                        .Where(status => status.IsLetterDue(stored.Round)))
                    {
                        await RoundEngine.SignalAsync(durable, stored.Round, department.Id, log);
                    }
                }
            }
            catch (Exception fault) when (!cancellation.IsCancellationRequested)
            {
                // The other rounds must go on; this one is tried again tomorrow.
                log.LogError(fault, "The orchestration of round {RoundId} could not be started", stored.Round.Id);
            }
        }
    }

    private async Task<IResult> AnswerAsync(string id, ActResult result, CancellationToken cancellation) =>
        result.IsDone ? ApiResults.Json(StatusCodes.Status202Accepted, (await rounds.GetAsync(id, cancellation)).Round) : result.Refused();

    private sealed record Act(string? Reason);

    private static IResult Unknown(string id) => ApiResults.Refused(StatusCodes.Status404NotFound, Texts.Drafting.Unknown(id));
}
