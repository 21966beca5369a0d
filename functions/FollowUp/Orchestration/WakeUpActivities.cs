using FollowUp.Links;
using FollowUp.Rounds;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Orchestration;

/// <summary>What waking a round's departments does in the world. It may run twice, and then does no more than once.</summary>
public sealed class WakeUpActivities(RoundTable rounds, AssignmentTable answers, MailingTable mailings, LinkTable links,
    LinkTokens tokens, TimeProvider clock)
{
    // Of departments in a part: an activity is to take seconds.
    private const int PartSize = 25;

    /// <summary>Asks the departments of the part for the mailing's letter, where there is one.</summary>
    [Function(nameof(PrepareWakeUp))]
    public async Task<WokenPart> PrepareWakeUp([ActivityTrigger] WakeUpPart asked, CancellationToken cancellation)
    {
        var ((run, mailingId), part) = asked;
        var mailing = mailingId == null ? null : await mailings.FindAsync(run.RoundId, run.Run, mailingId, cancellation);
        var all = mailing?.Departments ?? await answers.ListAskedAsync(run.RoundId, cancellation);
        var own = all.Skip(part * PartSize).Take(PartSize).ToList();
        if (mailing != null)
        {
            var skipped = new Dictionary<string, string>();
            foreach (var department in own)
            {
                if (await AskAsync(run, department, mailing, cancellation) is { } reason)
                {
                    skipped[department] = reason;
                }
            }
            await mailings.RecordAsync(run.RoundId, mailing, (part * PartSize) + own.Count, skipped, cancellation);
        }
        return new WokenPart(
            [.. own.Select(department => new DepartmentRun(run.RoundId, run.Run, department, run.Attempt).InstanceId)],
            IsLast: (part + 1) * PartSize >= all.Count);
    }

    /// <returns>Why the department does not get the letter; null where it does.</returns>
    private async Task<string?> AskAsync(RoundRun run, string departmentId, Mailing mailing, CancellationToken cancellation)
    {
        while (true)
        {
            var round = (await rounds.GetAsync(run.RoundId, cancellation)).Round;
            if (round.Run != run.Run)
            {
                return Texts.Trail.RoundHasClosed;
            }
            if (await answers.FindAsync(run.RoundId, departmentId, run.Run, cancellation) is not { } stored)
            {
                return Texts.Acts.DoesNotAsk(departmentId);
            }
            if (mailing.Letter.IsRenewal)
            {
                // Also of those who hear nothing of it now: their next letter carries the link.
                foreach (var id in stored.Work.Department.Recipients.Select(contact => contact.Id)
                    .Concat(stored.Work.OpenDelegations.Select(delegation => delegation.Id)))
                {
                    var hash = LinkTokens.Hash(tokens.Token(round.Links, stored.Work.Department, id));
                    await links.AddAsync(new Link(hash, round.Id, departmentId, id), cancellation);
                }
            }
            if (Writing.IsAskedFor(stored.Work, mailing.Letter))
            {
                return null;
            }
            if (Writing.WhyNotSend(mailing.Letter, round.For(stored.Work.Extension), stored.Work, clock.GetUtcNow()) is { } reason)
            {
                return reason;
            }
            var (after, entry) = Writing.Ask(stored.Work, mailing.Letter, mailing.Who);
            if (await answers.DecideAsync(stored, after, entry, cancellation))
            {
                return null;
            }
        }
    }
}
