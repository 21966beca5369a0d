using FollowUp.Links;
using FollowUp.Mail;
using FollowUp.Rounds;
using FollowUp.Time;
using FollowUp.Trail;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace FollowUp.Orchestration;

/// <summary>What a department's orchestrator has done in the world. Each may run twice, and then does no more than once.</summary>
public sealed class DepartmentActivities(
    RoundTable rounds,
    AssignmentTable answers,
    MailTable mails,
    LinkTable links,
    LinkTokens tokens,
    Letters letters,
    IMailSender sender,
    TimeProvider clock,
    ILogger<DepartmentActivities> log)
{
    /// <summary>
    /// Decides the notice that is due, where one is, and sends every mail of the department's that is. Decides by the state as it stands
    /// and records what was decided; the state and the decision are one step: a submission in between makes it read again.
    /// </summary>
    /// <returns>What comes after it.</returns>
    [Function(nameof(SendNotices))]
    public async Task<DepartmentOutlook> SendNotices([ActivityTrigger] DepartmentRun run, CancellationToken cancellation)
    {
        while (true)
        {
            var round = (await rounds.GetAsync(run.RoundId, cancellation)).Round;
            if (!run.IsOf(round))
            {
                // Replaced: the orchestration that took over sends what is left.
                return DueNotices.RoundIsOver;
            }
            var stored = await WorkAsync(run, cancellation);
            var (work, now) = (stored.Work, clock.GetUtcNow());
            var forDepartment = round.For(work.Extension);
            if (DueNotices.Next(forDepartment, work, now) is { } next && next.At <= now)
            {
                // With the moment at which it was due, which skips it where something has come in between.
                var notice = DueNotices.Find(forDepartment, work, next.Id) ?? next;
                if (await DecideAsync(forDepartment, stored, notice, cancellation) is not { } decided)
                {
                    continue;
                }
                work = decided;
            }
            return DueNotices.Outlook(forDepartment, await SendDueAsync(forDepartment, run, stored, work, cancellation), clock.GetUtcNow());
        }
    }

    /// <summary>No mail holds up another: what the mail service fails to take is tried again on its own.</summary>
    /// <returns>What the department has from here on.</returns>
    private async Task<Assignment> SendDueAsync(DepartmentRound round, DepartmentRun run, StoredAssignment stored, Assignment work,
        CancellationToken cancellation)
    {
        if (round.State != RoundState.Paused)
        {
            var now = clock.GetUtcNow();
            foreach (var mail in work.PendingMails.Where(mail => DueNotices.DueAt(round, work, mail, now) <= now)
                .OrderBy(mail => mail.NextTry).ThenBy(mail => mail.Decided).ToList())
            {
                work = work.With(await SendAsync(round, run, stored, work, mail, cancellation), run.Run);
            }
        }
        return work;
    }

    /// <returns>What the department has from here on; null where its state has changed since it was read.</returns>
    private async Task<Assignment?> DecideAsync(DepartmentRound round, StoredAssignment work, Notice notice,
        CancellationToken cancellation)
    {
        var department = work.Work.Department;
        var now = clock.GetUtcNow();
        var today = StockholmTime.DayOf(now);
        var skipped = notice.WhySkipped(round, work.Work, today);
        var intents = (skipped != null ? [] : notice.Recipients(work.Work, today))
            .Select(to => new QueuedMail(RoundIds.MailKey(round.Id, round.Run, department.Id, notice.Id, to.Id), notice.Id, to.Id, to.Email,
                now, Sent: null))
            .ToList();
        var entries = intents
            .Select(mail => new TrailEntry($"mail|{mail.Key}|decided", now, Texts.Trail.System, TrailEvent.MailDecided, department.Id,
                $"{Texts.Trail.Notice(notice.Kind, round)}: {mail.Email}"))
            .ToList();
        var what = notice.Kind switch
        {
            NoticeKind.Overdue => TrailEvent.DeadlinePassed,
            _ when skipped != null => TrailEvent.ReminderSkipped,
            NoticeKind.Coordinator => TrailEvent.Escalated,
            NoticeKind.Deputy or NoticeKind.Head => intents.Count > 0 ? TrailEvent.Escalated : TrailEvent.NobodyToTell,
            _ => (TrailEvent?)null,
        };
        if (what != null)
        {
            entries.Add(new TrailEntry($"notice|{round.Run}|{notice.Id}", now, Texts.Trail.System, what.Value, department.Id,
                $"{Texts.Trail.Notice(notice.Kind, round)}, {skipped ?? Texts.Trail.NotSubmitted(work.Work)}"));
        }
        // Before the mail that holds it; one that was revoked meanwhile stays so.
        foreach (var newLink in intents.Where(_ => notice.Kind is NoticeKind.Delegation or NoticeKind.Link))
        {
            var hash = LinkTokens.Hash(tokens.Token(round.Links, department, newLink.RecipientId));
            await links.AddAsync(new Link(hash, round.Id, department.Id, newLink.RecipientId), cancellation);
        }
        return await mails.DecideAsync(work, notice.Id, now, skipped != null, intents, entries, cancellation)
            ? work.Work with
            {
                NoticesDecided = work.Work.NoticesDecided.Append(notice.Id).ToHashSet(),
                InvitedAt = notice.Kind == NoticeKind.Invitation ? now : work.Work.InvitedAt,
                Mails = [.. work.Work.Mails, .. intents],
            }
            : null;
    }

    /// <summary>Sends or withdraws the mail, and records what became of it.</summary>
    private async Task<QueuedMail> SendAsync(DepartmentRound round, DepartmentRun run, StoredAssignment stored, Assignment work,
        QueuedMail mail, CancellationToken cancellation)
    {
        var notice = DueNotices.NoticeOf(round, work, mail);
        var outcome = DueNotices.WhyWithdrawn(round, work, mail, clock.GetUtcNow()) is { } pointless
            ? (Mail: mail with { Withdrawn = true }, Name: "withdrawn", What: TrailEvent.MailWithdrawn, Why: pointless)
            : await TrySendAsync(() => letters.Write(round, work, notice, mail), mail, cancellation);
        var entry = outcome.Mail.IsPending ? null
            : new TrailEntry($"mail|{mail.Key}|{outcome.Name}", clock.GetUtcNow(), Texts.Trail.System, outcome.What, run.DepartmentId,
                $"{Texts.Trail.Notice(notice.Kind, round)}: {mail.Email}{(outcome.Why == null ? "" : $": {outcome.Why}")}");
        if (outcome.Mail is { Refused: null, WaitingSince: null })
        {
            await mails.RecordAsync(stored, outcome.Mail, entry, cancellation);
            return outcome.Mail;
        }
        // The department may have written something since.
        while (!await mails.TryRecordAsync(await WorkAsync(run, cancellation), outcome.Mail, entry, cancellation))
        {
        }
        return outcome.Mail;
    }

    private async Task<(QueuedMail Mail, string Name, TrailEvent What, string? Why)> TrySendAsync(Func<Letter> write,
        QueuedMail mail, CancellationToken cancellation)
    {
        try
        {
            await sender.SendAsync(write(), cancellation);
            return (mail with { Sent = clock.GetUtcNow() }, "sent", TrailEvent.MailSent, null);
        }
        catch (MailRefusedException refusal)
        {
            return (mail with { Refused = refusal.Message, RefusedAt = clock.GetUtcNow() }, "refused", TrailEvent.MailRefused,
                refusal.Message);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            if (fault is IOException)
            {
                log.LogWarning("The mail {MailKey} was not taken and is tried again: {Reason}", mail.Key, fault.Message);
            }
            else
            {
                log.LogError(fault, "The mail {MailKey} could not be written or sent; it is tried again", mail.Key);
            }
            return (mail.Failed(clock.GetUtcNow()), "", default, null);
        }
    }

    private async Task<StoredAssignment> WorkAsync(DepartmentRun run, CancellationToken cancellation) =>
        await answers.FindAsync(run.RoundId, run.DepartmentId, run.Run, cancellation)
        ?? throw new InvalidDataException($"Round {run.RoundId} does not ask {run.DepartmentId}.");
}
