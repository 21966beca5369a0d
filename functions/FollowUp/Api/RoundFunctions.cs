using System.Text.Json;
using FollowUp.Acts;
using FollowUp.Inputs;
using FollowUp.Orchestration;
using FollowUp.Pages;
using FollowUp.Rounds;
using FollowUp.Trail;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace FollowUp.Api;

/// <summary>The rounds, as an HTTP API behind the function key.</summary>
public sealed class RoundFunctions(
    RoundOpening opening, RoundTable rounds, AssignmentTable answers, MailingTable mailings, TrailTable trail, TimeProvider clock,
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
                ? upload.ReadJson<RoundDraft>() : null;
        }
        catch (JsonException fault)
        {
            return ApiResults.Refused(StatusCodes.Status400BadRequest, Texts.Drafting.JsonFault(fault.LineNumber, fault.Path));
        }
        if (draft == null)
        {
            return ApiResults.Refused(StatusCodes.Status400BadRequest, Texts.Drafting.NotJson);
        }
        var drafted = await opening.DraftAsync(draft, request.Caller(), cancellation);
        return drafted.Round != null ? ApiResults.Json(StatusCodes.Status201Created, drafted.Round)
            : drafted.IdIsTaken ? ApiResults.Refused(StatusCodes.Status409Conflict, [new Problem("id", Texts.Drafting.Exists(draft.Id!))])
            : ApiResults.Refused(StatusCodes.Status400BadRequest, drafted.Problems);
    }

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
                deadline = round.For(work.Extension).Deadline,
                contacts = work.Department.Contacts.Select(contact => new { contact.Id, contact.Role, contact.Email }),
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
                    notice = mail.NoticeId,
                    reason = mail.Refused,
                }),
                waitingMails = work.PendingMails.Where(mail => mail.WaitingSince != null)
                    .Select(mail => new { mail.Email, notice = mail.NoticeId, since = mail.WaitingSince, mail.NextTry }),
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
                await ResumeMailingsAsync(durable, stored.Round, cancellation);
            }
            catch (Exception fault) when (!cancellation.IsCancellationRequested)
            {
                // The other rounds must go on; this one is tried again tomorrow.
                log.LogError(fault, "The orchestration of round {RoundId} could not be started", stored.Round.Id);
            }
        }
    }

    /// <summary>Links can be renewed long after the close, and their mailing can be interrupted too.</summary>
    private async Task ResumeMailingsAsync(DurableTaskClient durable, Round round, CancellationToken cancellation)
    {
        if (round.State is RoundState.Open or RoundState.Paused || round.LinkEpoch > 0)
        {
            foreach (var mailing in (await mailings.ListAsync(round.Id, round.Run, cancellation)).Where(mailing => !mailing.IsDone))
            {
                await RoundEngine.WakeEverybodyAsync(durable, round, mailing.Id, log);
            }
        }
    }

    private static IResult Unknown(string id) => ApiResults.Refused(StatusCodes.Status404NotFound, Texts.Drafting.Unknown(id));
}
