using System.Runtime.ExceptionServices;
using FollowUp.Links;
using FollowUp.Mail;
using FollowUp.Rounds;
using FollowUp.Time;
using FollowUp.Trail;
using Microsoft.Azure.Functions.Worker;

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
    TimeProvider clock)
{
    [Function(nameof(LookAtDepartment))]
    public async Task<DepartmentOutlook> LookAtDepartment([ActivityTrigger] DepartmentRun run, CancellationToken cancellation)
    {
        var round = (await rounds.GetAsync(run.RoundId, cancellation)).Round;
        if (!run.IsOf(round))
        {
            return Ladder.RoundIsOver;
        }
        // What the orchestration before this one decided, and was replaced before it could send, comes first.
        if (run.Attempt > 0 && (await mails.ListAsync(run.RoundId, run.Run, run.DepartmentId, cancellation))
            .FirstOrDefault(mail => mail.IsPending) is { } left)
        {
            return new DepartmentOutlook(RoundIsOver: false, left.RungId, clock.GetUtcNow().UtcDateTime);
        }
        return Ladder.Outlook(round, (await WorkAsync(run, cancellation)).Work, clock.GetUtcNow());
    }

    /// <summary>
    /// Takes one rung of the ladder, or an occasion beside it: decides by the state as it stands, records what was decided, sends. The
    /// state and the decision are one step: a submission in between makes it read again.
    /// </summary>
    /// <returns>What comes after the rung, so that nobody need look again for that.</returns>
    [Function(nameof(TakeRung))]
    public async Task<DepartmentOutlook> TakeRung([ActivityTrigger] DepartmentRung asked, CancellationToken cancellation)
    {
        var (run, rungId) = asked;
        Round round;
        StoredAssignment work;
        Rung rung;
        IReadOnlyList<QueuedMail>? decided = null;
        do
        {
            round = (await rounds.GetAsync(run.RoundId, cancellation)).Round;
            if (round.Run != run.Run)
            {
                await EndRungAsync(round, run, rungId, cancellation);
                return Ladder.RoundIsOver;
            }
            if (!run.IsOf(round))
            {
                // Replaced: the orchestration that took over sends what is left.
                return Ladder.RoundIsOver;
            }
            work = await WorkAsync(run, cancellation);
            round = round.With(work.Work.MoreTime);
            rung = Occasion.Of(round, work.Work).FirstOrDefault(occasion => occasion.Id == rungId)
                ?? Timetable.Rungs(round).FirstOrDefault(rung => rung.Id == rungId)
                // The deadline was moved after it fell due, or what it was about was taken back.
                ?? new Ladder.Overtaken(rungId, clock.GetUtcNow());
            if (!work.Work.RungsTaken.Contains(rungId) && !(Ladder.Next(round, work.Work, clock.GetUtcNow()) is { } next
                && next.Id == rungId
                && next.At <= clock.GetUtcNow()))
            {
                break;
            }
        }
        while (!work.Work.RungsTaken.Contains(rungId) && (decided = await DecideAsync(round, work, rung, cancellation)) == null);

        // What was decided is sent, or, where there is nothing left to say, withdrawn: also by a round that has closed since.
        var pending = (decided ?? await mails.ListAsync(round.Id, run.Run, run.DepartmentId, rungId, cancellation))
            .Where(mail => mail.IsPending).ToList();
        await SendAllAsync(round, run, work, rung, pending, cancellation);
        var now = clock.GetUtcNow();
        return Ladder.Outlook(round, decided == null ? work.Work
            : work.Work with
            {
                RungsTaken = work.Work.RungsTaken.Append(rungId).ToHashSet(),
                InvitedAt = rung.Kind == RungKind.Invitation ? now : work.Work.InvitedAt,
            }, now);
    }

    /// <summary>
    /// Ends what a run had decided before its round was opened again, and could not send: nobody else knows of it. A receipt or a
    /// colleague's link is as good as before; the ladder starts over.
    /// </summary>
    private async Task EndRungAsync(Round round, DepartmentRun run, string rungId, CancellationToken cancellation)
    {
        var pending = (await mails.ListAsync(round.Id, run.Run, run.DepartmentId, rungId, cancellation)).Where(mail => mail.IsPending)
            .ToList();
        if (pending.Count == 0)
        {
            return;
        }
        var work = await WorkAsync(run, cancellation);
        var rung = Occasion.Of(round with { Run = run.Run }, work.Work)
            .FirstOrDefault(occasion => occasion.Id == rungId && occasion is (Receipt or DelegationLetter or DelegationCompletedLetter))
            ?? new Ladder.Overtaken(rungId, clock.GetUtcNow());
        await SendAllAsync(round, run, work, rung, pending, cancellation);
    }

    private async Task SendAllAsync(Round round, DepartmentRun run, StoredAssignment work, Rung rung, IReadOnlyList<QueuedMail> pending,
        CancellationToken cancellation)
    {
        if (pending.Count > 0 && round.State == RoundState.Paused)
        {
            throw new InvalidOperationException(
                $"Round {run.RoundId} is paused: {rung.Id} to {run.DepartmentId} waits, as for a mail service that is down.");
        }
        var pointless = Ladder.WhyNotSend(round, work.Work, rung, clock.GetUtcNow());
        ExceptionDispatchInfo? failure = null;
        foreach (var mail in pending)
        {
            try
            {
                await SendAsync(round, run, work, rung, mail, pointless, cancellation);
            }
            catch (Exception fault) when (!cancellation.IsCancellationRequested)
            {
                // The other recipients need not wait for the repeat.
                failure ??= ExceptionDispatchInfo.Capture(fault);
            }
        }
        failure?.Throw();
    }

    /// <returns>The mails that it means; null where the state has changed since it was read.</returns>
    private async Task<IReadOnlyList<QueuedMail>?> DecideAsync(Round round, StoredAssignment work, Rung rung,
        CancellationToken cancellation)
    {
        var department = work.Work.Department;
        var now = clock.GetUtcNow();
        var today = StockholmTime.DayOf(now);
        var recipients = rung.Kind switch
        {
            RungKind.Deputy => department.DeputiesOn(today).Select(to => (to.Id, to.Email)),
            RungKind.Head => department.HeadsOn(today).Select(to => (to.Id, to.Email)),
            // They hear of all departments together, in the day's digest.
            RungKind.Coordinator => [],
            _ when rung is Occasion occasion => occasion.To(work.Work, today),
            _ => department.RecipientsOn(today).Select(to => (to.Id, to.Email)),
        };
        var skipped = Ladder.WhySkipped(round, work.Work, rung, today);
        var intents = (skipped != null ? [] : recipients)
            .Select(to => new QueuedMail(RoundIds.MailKey(round.Id, round.Run, department.Id, rung.Id, to.Id), rung.Id, to.Id, to.Email,
                now, Sent: null))
            .ToList();
        var entries = intents
            .Select(mail => new TrailEntry($"mail|{mail.Key}|decided", now, Texts.Trail.System, TrailEvent.MailDecided, department.Id,
                $"{Texts.Trail.Rung(rung.Kind, round)}: {mail.Email}"))
            .ToList();
        var what = rung.Kind switch
        {
            RungKind.Overdue => TrailEvent.DeadlinePassed,
            _ when skipped != null => TrailEvent.ReminderSkipped,
            RungKind.Coordinator => TrailEvent.Escalated,
            RungKind.Deputy or RungKind.Head => intents.Count > 0 ? TrailEvent.Escalated : TrailEvent.NobodyToTell,
            _ => (TrailEvent?)null,
        };
        if (what != null)
        {
            entries.Add(new TrailEntry($"rung|{round.Run}|{rung.Id}", now, Texts.Trail.System, what.Value, department.Id,
                $"{Texts.Trail.Rung(rung.Kind, round)}, {skipped ?? Texts.Trail.NotSubmitted(work.Work)}"));
        }
        // Before the mail that holds it; one that was revoked meanwhile stays so.
        foreach (var newLink in intents.Where(_ => rung.Kind is RungKind.Delegation or RungKind.Link))
        {
            var hash = LinkTokens.Hash(tokens.Token(round.Id, department, newLink.RecipientId));
            await links.AddAsync(new Link(hash, round.Id, department.Id, newLink.RecipientId, Revoked: false), cancellation);
        }
        return await mails.DecideAsync(work, rung.Id, now, skipped != null, intents, entries, cancellation) ? intents : null;
    }

    /// <summary>Sends and records the outcome. A refusal is one: it is seen by the coordinator and not tried again.</summary>
    /// <param name="pointless">Why it is not sent any more; null sends it.</param>
    private async Task SendAsync(Round round, DepartmentRun run, StoredAssignment stored, Rung rung, QueuedMail mail, string? pointless,
        CancellationToken cancellation)
    {
        var department = stored.Work.Department;
        // The link in it would be the new contact's.
        pointless ??= department.Contacts.FirstOrDefault(contact => contact.Id == mail.RecipientId) is { } contact
            && contact.Email != mail.Email ? Texts.Trail.ContactChanged : null;
        string? refused = null;
        if (pointless == null)
        {
            try
            {
                await sender.SendAsync(letters.Write(round, stored.Work, rung, mail), cancellation);
            }
            catch (MailRefusedException refusal)
            {
                refused = refusal.Message;
            }
        }
        var now = clock.GetUtcNow();
        var about = $"{Texts.Trail.Rung(rung.Kind, round)}: {mail.Email}";
        TrailEntry Entry(string outcome, TrailEvent what, string about) =>
            new($"mail|{mail.Key}|{outcome}", now, Texts.Trail.System, what, department.Id, about);
        if (refused == null)
        {
            await (pointless == null
                ? mails.RecordOutcomeAsync(stored, mail with { Sent = now }, Entry("sent", TrailEvent.MailSent, about), cancellation)
                : mails.RecordOutcomeAsync(stored, mail with { Withdrawn = true },
                    Entry("withdrawn", TrailEvent.MailWithdrawn, $"{about}: {pointless}"), cancellation));
            return;
        }
        if (round.Run != run.Run)
        {
            // What was refused in a run that is over is no news of this one's.
            await mails.RecordOutcomeAsync(stored, mail with { Refused = refused, RefusedAt = now },
                Entry("refused", TrailEvent.MailRefused, $"{about}: {refused}"), cancellation);
            return;
        }
        // The department may have written something since.
        while (!await mails.RecordRefusalAsync(await WorkAsync(run, cancellation), mail with { Refused = refused, RefusedAt = now },
            Entry("refused", TrailEvent.MailRefused, $"{about}: {refused}"), cancellation))
        {
        }
    }

    private async Task<StoredAssignment> WorkAsync(DepartmentRun run, CancellationToken cancellation) =>
        await answers.FindAsync(run.RoundId, run.DepartmentId, run.Run, cancellation)
        ?? throw new InvalidDataException($"Round {run.RoundId} does not ask {run.DepartmentId}.");
}
