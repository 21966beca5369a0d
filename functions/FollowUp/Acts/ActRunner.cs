using FollowUp.Links;
using FollowUp.Orchestration;
using FollowUp.Rounds;
using FollowUp.Trail;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace FollowUp.Acts;

/// <summary>
/// Does acts, for the pages and the API alike. Each is one conditional change, so that repeating it has no effect; it is saved before the
/// engine is signalled, and a repeated act signals again, since the first signal may have been lost.
/// </summary>
public sealed class ActRunner(RoundTable rounds, AssignmentTable answers, MailingTable mailings, ActFacts facts, LinkTable links,
    LinkTokens tokens, TimeProvider clock, ILogger<ActRunner> log)
{
    /// <param name="asked">Filled in.</param>
    /// <param name="departmentId">Of an act on a department.</param>
    public async Task<ActResult> DoAsync(DurableTaskClient durable, Act asked, string id, string? departmentId, string who,
        CancellationToken cancellation)
    {
        while (await rounds.FindAsync(id, cancellation) is { } stored)
        {
            StoredAssignment? work = null;
            if (asked.IsOnDepartment
                && (work = await answers.FindAsync(id, departmentId!, stored.Round.Run, cancellation)) == null)
            {
                // A draft asks nobody yet.
                return stored.Round.State == RoundState.Draft ? ActResult.Refused(Texts.Acts.CannotChange(stored.Round.State))
                    : ActResult.Unknown(Texts.Acts.DoesNotAsk(departmentId!));
            }
            var target = new ActTarget(stored.Round.For(work?.Work.Extension), work?.Work, clock.GetUtcNow(), who);
            var decision = (await asked.LookUpAsync(facts, target, cancellation)).Decide(target);
            if (decision.Entry != null && !await CommitAsync(stored, work, decision, cancellation))
            {
                // Something happened in between: look again.
                continue;
            }
            if (decision.Result.IsDone || (asked.WakesWhenRefused && decision.Result.Outcome == ActOutcome.Refused))
            {
                await WakeAsync(durable, asked, stored.Round, decision, departmentId, cancellation);
            }
            return decision.Result;
        }
        return ActResult.Unknown(Texts.Drafting.Unknown(id));
    }

    private async Task<bool> CommitAsync(StoredRound stored, StoredAssignment? work, Decision decision, CancellationToken cancellation)
    {
        var entry = decision.Entry!;
        if (!entry.Key.Contains('|'))
        {
            entry = entry with { Key = TrailKeys.Change(entry.Key, (work?.Version ?? stored.Version).ToString()) };
        }
        if (decision.Work is not { } after)
        {
            return decision.Mailing is { } mailing
                ? await mailings.AddAsync(stored, decision.Round!, mailing, entry, cancellation)
                : await rounds.ChangeAsync(stored, decision.Round!, entry, cancellation);
        }
        var (before, round) = (work!.Work.Department, stored.Round);
        var replaced = before.Contacts.Where(contact =>
            after.Department.Contacts.Any(next => next.Id == contact.Id && next.Generation > contact.Generation)).ToList();
        foreach (var contact in replaced.Where(contact => contact.MayBeAsked))
        {
            // Opens nothing until the department's row says so.
            var hash = LinkTokens.Hash(tokens.Token(round.Links, after.Department, contact.Id));
            await links.AddAsync(new Link(hash, round.Id, before.Id, contact.Id), cancellation);
        }
        return await answers.DecideAsync(work, after, entry, cancellation);
    }

    private async Task WakeAsync(DurableTaskClient durable, Act act, Round before, Decision decision, string? departmentId,
        CancellationToken cancellation)
    {
        if (act.IsOnDepartment)
        {
            await RoundEngine.SignalAsync(durable, before, departmentId!, log);
        }
        else if (act.Wakes != Wakes.Nobody)
        {
            var stored = await rounds.GetAsync(before.Id, cancellation);
            await RoundEngine.EnsureRunningAsync(durable, rounds, stored, clock, log, cancellation);
            if (act.Wakes == Wakes.Everybody)
            {
                await RoundEngine.WakeEverybodyAsync(durable, stored.Round, decision.Mailing?.Id, log);
            }
        }
    }
}
