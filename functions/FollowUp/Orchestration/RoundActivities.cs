using System.Runtime.ExceptionServices;
using FollowUp.Departments;
using FollowUp.Links;
using FollowUp.Mail;
using FollowUp.Questionnaires;
using FollowUp.Reports;
using FollowUp.Rounds;
using FollowUp.Time;
using FollowUp.Trail;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Orchestration;

/// <summary>What the round's orchestrators have done in the world. Each may run twice, and then does no more than once.</summary>
public sealed class RoundActivities(
    DepartmentTable register,
    RoundTable rounds,
    RoundQuestionnaires questionnaires,
    AssignmentTable answers,
    RoundResultsReader answeredRounds,
    MailTable mails,
    LinkTable links,
    ReportTable reports,
    LinkTokens tokens,
    Letters letters,
    IMailSender sender,
    TimeProvider clock)
{
    private static readonly DepartmentOutlook RoundIsOver = new(RoundIsOver: true, null, default);

    /// <summary>Freezes every department's questionnaire and makes the links of those who will be asked.</summary>
    [Function(nameof(AskDepartments))]
    public async Task<IReadOnlyList<DepartmentRun>> AskDepartments([ActivityTrigger] RoundRun run, CancellationToken cancellation)
    {
        var round = (await rounds.GetAsync(run.RoundId, cancellation)).Round;
        var departments = await register.GetAsync(round.RegisterVersion, cancellation);
        var asked = await questionnaires.MakeAsync(round, departments, round.OpenedAt!.Value, cancellation);
        await Parallel.ForEachAsync(asked.Departments, MaxParallel(cancellation), async (department, cancellation) =>
        {
            var id = department.Department.Id;
            foreach (var recipient in department.Department.Recipients)
            {
                var hash = LinkTokens.Hash(tokens.Token(round.Id, department.Department, recipient.Id));
                await links.AddAsync(new Link(hash, round.Id, id, recipient.Id, Revoked: false), cancellation);
            }
            var entry = new TrailEntry("asked", clock.GetUtcNow(), Texts.Trail.System, TrailEvent.DepartmentAsked, id,
                Texts.Trail.Asked(department.Questionnaire));
            await answers.AskAsync(round.Id, department, entry, cancellation);
        });
        return asked.Departments.Select(department => new DepartmentRun(run.RoundId, run.Run, department.Department.Id, run.Attempt))
            .ToList();
    }

    [Function(nameof(LookAtRound))]
    public async Task<RoundOutlook> LookAtRound([ActivityTrigger] RoundRun run, CancellationToken cancellation)
    {
        var round = (await rounds.GetAsync(run.RoundId, cancellation)).Round;
        var (now, closesAt) = (clock.GetUtcNow(), Timetable.ClosesAt(round));
        return round.State is not (RoundState.Open or RoundState.Paused) || !IsOf(round, run.Run, run.Attempt)
            ? new RoundOutlook(MayClose: true, closesAt.UtcDateTime)
            : round.State == RoundState.Open ? new RoundOutlook(MayClose: now >= closesAt, closesAt.UtcDateTime)
            // After its last day a paused round waits for the coordinator's signal; the daily look makes up for a lost one.
            : new RoundOutlook(MayClose: false, (now < closesAt ? closesAt : now.AddDays(1)).UtcDateTime);
    }

    [Function(nameof(LookAtDepartment))]
    public async Task<DepartmentOutlook> LookAtDepartment([ActivityTrigger] DepartmentRun run, CancellationToken cancellation)
    {
        var round = (await rounds.GetAsync(run.RoundId, cancellation)).Round;
        if (!IsOf(round, run.Run, run.Attempt))
        {
            return RoundIsOver;
        }
        // What the orchestration before this one decided, and was replaced before it could send, comes first.
        if (run.Attempt > 0 && (await mails.ListAsync(run.RoundId, run.Run, run.DepartmentId, cancellation))
            .FirstOrDefault(mail => mail.IsPending) is { } left)
        {
            return new DepartmentOutlook(RoundIsOver: false, left.RungId, clock.GetUtcNow().UtcDateTime);
        }
        return Outlook(round, (await WorkAsync(run, cancellation)).Work);
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
                return RoundIsOver;
            }
            if (!IsOf(round, run.Run, run.Attempt))
            {
                // Replaced: the orchestration that took over sends what is left.
                return RoundIsOver;
            }
            work = await WorkAsync(run, cancellation);
            round = round.With(work.Work.MoreTime);
            rung = Occasion.Of(round, work.Work).FirstOrDefault(occasion => occasion.Id == rungId)
                ?? Timetable.Rungs(round).FirstOrDefault(rung => rung.Id == rungId)
                // The deadline was moved after it fell due, or what it was about was taken back.
                ?? new Overtaken(rungId, clock.GetUtcNow());
            if (!work.Work.RungsTaken.Contains(rungId) && !(NextRung(round, work.Work) is { } next && next.Id == rungId
                && next.At <= clock.GetUtcNow()))
            {
                break;
            }
        }
        while (!work.Work.RungsTaken.Contains(rungId) && (decided = await DecideAsync(round, work, rung, cancellation)) == null);

        // What was decided is sent, or, where there is nothing left to say, withdrawn: also by a round that has closed since.
        var pending = (decided ?? await mails.ListAsync(round.Id, run.Run, run.DepartmentId, rungId, cancellation))
            .Where(mail => mail.IsPending).ToList();
        if (pending.Count > 0 && round.State == RoundState.Paused)
        {
            throw new InvalidOperationException(
                $"Round {run.RoundId} is paused: {rungId} to {run.DepartmentId} waits, as for a mail service that is down.");
        }
        await SendAllAsync(round, run, work, rung, pending, cancellation);
        return Outlook(round, decided == null ? work.Work
            : work.Work with
            {
                RungsTaken = work.Work.RungsTaken.Append(rungId).ToHashSet(),
                InvitedAt = rung.Kind == RungKind.Invitation
                ? clock.GetUtcNow() : work.Work.InvitedAt
            });
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
        if (round.State == RoundState.Paused)
        {
            throw new InvalidOperationException(
                $"Round {run.RoundId} is paused: {rungId} to {run.DepartmentId} waits, as for a mail service that is down.");
        }
        var work = await WorkAsync(run, cancellation);
        var rung = Occasion.Of(round with { Run = run.Run }, work.Work)
            .FirstOrDefault(occasion => occasion.Id == rungId && occasion is (Receipt or DelegationLetter or DelegationCompletedLetter))
            ?? new Overtaken(rungId, clock.GetUtcNow());
        await SendAllAsync(round, run, work, rung, pending, cancellation);
    }

    private async Task SendAllAsync(Round round, DepartmentRun run, StoredAssignment work, Rung rung, IReadOnlyList<QueuedMail> pending,
        CancellationToken cancellation)
    {
        var pointless = WhyNotSend(round, work.Work, rung, clock.GetUtcNow());
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

    /// <summary>
    /// Closes the round when its time has come, and then every department, so that nothing is taken after the report's reading, or after a
    /// cancellation.
    /// </summary>
    [Function(nameof(CloseRound))]
    public async Task CloseRound([ActivityTrigger] RoundRun run, CancellationToken cancellation)
    {
        var stored = await rounds.GetAsync(run.RoundId, cancellation);
        // Also one that was paused in the moment between: its time had come.
        while (stored.Round.State is RoundState.Open or RoundState.Paused && IsOf(stored.Round, run.Run, run.Attempt))
        {
            await RoundSteps.CloseAsync(rounds, stored, Texts.Trail.System, clock.GetUtcNow(), cancellation);
            stored = await rounds.GetAsync(run.RoundId, cancellation);
        }
        if (!IsOf(stored.Round, run.Run, run.Attempt))
        {
            // Replaced before this came to be done: the round may be open, and its departments must stay so.
            return;
        }
        await Parallel.ForEachAsync(await answers.ListAskedAsync(run.RoundId, cancellation), MaxParallel(cancellation),
            async (departmentId, cancellation) =>
            await answers.CloseAsync(run.RoundId, departmentId, run.Run, cancellation));
    }

    [Function(nameof(CompileReport))]
    public async Task CompileReport([ActivityTrigger] RoundRun run, CancellationToken cancellation)
    {
        var stored = await rounds.GetAsync(run.RoundId, cancellation);
        var round = stored.Round;
        if (round.Run != run.Run || round.State != RoundState.Closed || round.ReportedRun == run.Run)
        {
            return;
        }
        var (answered, history) = await answeredRounds.ReadAsync(round, cancellation);
        var report = ReportCompiler.Compile(answered, history);
        var now = clock.GetUtcNow();
        var version = await reports.AddAsync(run.RoundId, run.Run, report, now, cancellation);
        if (!await RoundSteps.ReportAsync(rounds, stored, version, now, cancellation))
        {
            throw new InvalidOperationException($"Round {run.RoundId} was changed while its report was compiled; it is compiled again.");
        }
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
        var spared = WhySpared(round, work.Work, rung, today);
        var intents = (spared != null ? [] : recipients)
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
            _ when spared != null => TrailEvent.ReminderSpared,
            RungKind.Coordinator => TrailEvent.Escalated,
            RungKind.Deputy or RungKind.Head => intents.Count > 0 ? TrailEvent.Escalated : TrailEvent.NobodyToTell,
            _ => (TrailEvent?)null,
        };
        if (what != null)
        {
            entries.Add(new TrailEntry($"rung|{round.Run}|{rung.Id}", now, Texts.Trail.System, what.Value, department.Id,
                $"{Texts.Trail.Rung(rung.Kind, round)}, {spared ?? Texts.Trail.NotSubmitted(work.Work)}"));
        }
        // Before the mail that holds it; one that was revoked meanwhile stays so.
        foreach (var newLink in intents.Where(_ => rung.Kind is RungKind.Delegation or RungKind.Link))
        {
            var hash = LinkTokens.Hash(tokens.Token(round.Id, department, newLink.RecipientId));
            await links.AddAsync(new Link(hash, round.Id, department.Id, newLink.RecipientId, Revoked: false), cancellation);
        }
        return await mails.DecideAsync(work, rung.Id, now, spared != null, intents, entries, cancellation) ? intents : null;
    }

    /// <summary>Why nobody is written to although the rung is due; null where they are.</summary>
    private static string? WhySpared(Round round, Assignment work, Rung rung, DateOnly today)
    {
        // What came to be due up to the day on which it was invited, or while it was exempt, is not made up for.
        if (rung is not Occasion && rung.Kind is not (RungKind.Invitation or RungKind.Coordinator))
        {
            var due = StockholmTime.DayOf(rung.At);
            if (work.InvitedAt is { } invited && StockholmTime.DayOf(invited) >= due)
            {
                return Texts.Trail.Spared(Texts.Trail.InvitedInstead);
            }
            if (work.Lifted(round).Any(letter => StockholmTime.DayOf(letter.Asked) >= due))
            {
                return Texts.Trail.Spared(Texts.Trail.LiftedInstead);
            }
        }
        // Nobody is reminded without end, nor twice on a day: the coordinator may have done so too, or what waited for the end of a pause.
        return !RoundIds.IsReminder(rung.Id) ? null
            : work.Reminders.Count >= Timetable.MaxReminders ? Texts.Trail.Spared(Texts.Trail.RemindedEnough(Timetable.MaxReminders))
            : work.IsRemindedOn(today) ? Texts.Trail.Spared(Texts.Trail.RemindedToday)
            : null;
    }

    /// <summary>Why a mail that was decided and could not be sent at once has nothing left to say; null while it has.</summary>
    private static string? WhyNotSend(Round round, Assignment work, Rung rung, DateTimeOffset now)
    {
        if (round.State == RoundState.Cancelled)
        {
            return Texts.Trail.RoundWasCancelled;
        }
        if (work.Exemption != null && rung is not Released)
        {
            return Texts.Trail.IsExempt;
        }
        if (rung is Occasion occasion)
        {
            return occasion.WhyNot(round, work);
        }
        if (round.State != RoundState.Open || now >= Timetable.ClosesAt(round))
        {
            return Texts.Trail.RoundHasClosed;
        }
        if (rung.Kind == RungKind.Invitation)
        {
            return Timetable.Concerns(rung, round, work.AllSubmitted, work.AskedSince) ? null : Texts.Trail.AnswerHasCome;
        }
        var overtaken = Timetable.Rungs(round).Any(later =>
            later.At > rung.At && later.At <= now && Timetable.Readers(later.Kind) == Timetable.Readers(rung.Kind));
        return !Timetable.Concerns(rung, round, work.AllSubmitted, work.AskedSince) ? Texts.Trail.AnswerHasCome : overtaken
            ? Texts.Trail.NextRungHasCome : null;
    }

    private DepartmentOutlook Outlook(Round whole, Assignment work)
    {
        var round = whole.With(work.MoreTime);
        var next = NextRung(round, work);
        // Not before the close has reached the department: until then something may come in that calls for a letter.
        if (round.State == RoundState.Cancelled || (next == null && work.Closed))
        {
            return RoundIsOver;
        }
        var (now, closesAt) = (clock.GetUtcNow(), Timetable.ClosesAt(round));
        // The day after the close, and so on daily, for one that the close's signal did not reach; daily too in a pause, for that of its
        // end.
        var lookAgain = (closesAt > now && round.State != RoundState.Paused ? closesAt : now).AddDays(1);
        return new DepartmentOutlook(RoundIsOver: false, next?.Id, (next?.At ?? lookAgain).UtcDateTime);
    }

    /// <summary>
    /// What the department's state calls for, unless the round is paused or cancelled: a letter about what has happened; else the next rung
    /// of the ladder, which ends with the round and with the last answer.
    /// </summary>
    private Rung? NextRung(Round round, Assignment work)
    {
        if (round.State is RoundState.Paused or RoundState.Cancelled)
        {
            return null;
        }
        if (Occasion.Of(round, work).FirstOrDefault(occasion =>
            !work.RungsTaken.Contains(occasion.Id) && (work.Exemption == null || occasion is Released)
                && occasion.WhyNot(round, work) == null) is { } occasion)
        {
            return occasion;
        }
        return work.Exemption != null ? null : Timetable.Next(round, work.RungsTaken, work.AllSubmitted, work.AskedSince,
            clock.GetUtcNow());
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

    // Departments have partitions of their own and do not wait for each other.
    private static ParallelOptions MaxParallel(CancellationToken cancellation) => new()
    {
        MaxDegreeOfParallelism = 8,
        CancellationToken = cancellation,
    };

    /// <summary>Whether the round's orchestration is the one that asks: one that was replaced does nothing more.</summary>
    private static bool IsOf(Round round, int run, int attempt) => round.Run == run && round.Attempt == attempt;

    /// <summary>What is not called for any more: a mail about it that was decided is withdrawn.</summary>
    private sealed record Overtaken(string Id, DateTimeOffset At) : Occasion(Id, RoundIds.KindOf(Id) ?? RungKind.Reminder, At)
    {
        public override IEnumerable<(string Id, string Email)> To(Assignment work, DateOnly today) => [];

        public override string WhyNot(Round round, Assignment work) => Texts.Trail.NotCalledFor;
    }
}
