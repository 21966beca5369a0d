using FollowUp.Mail;
using FollowUp.Rounds;
using FollowUp.Schedule;
using FollowUp.Trail;
using Microsoft.Extensions.Logging;

namespace FollowUp.Coordinator;

/// <summary>Informs a coordinator of something, once.</summary>
public sealed class CoordinatorMail(CalendarTable notices, IMailSender sender, Letters letters, TimeProvider clock,
    ILogger<CoordinatorMail> log)
{
    /// <summary>
    /// Records the notice, sends it, records what became of it. A notice that could not be sent is pending; the next call sends it.
    /// </summary>
    /// <param name="notified">What has been recorded of it; null where nothing has.</param>
    public Task<CalendarNotice> NotifyAsync(string key, string address, News news, CalendarNotice? notified,
        CancellationToken cancellation) =>
        NotifyAsync(key, address, news, notified, clock.GetUtcNow(), notice => notices.PutAsync(notice, cancellation), cancellation);

    /// <summary>
    /// Sends the digest of what there is to do in a round. Its outcome goes to the round's trail; a digest that could not be sent before is
    /// withdrawn, since this one says the same.
    /// </summary>
    /// <param name="asOf">The digest covers what came before this moment; the next one begins here.</param>
    /// <param name="notified">The round's digests so far.</param>
    public async Task SendDigestAsync(Round round, string key, News news, DateTimeOffset asOf, IReadOnlyList<CalendarNotice> notified,
        CancellationToken cancellation)
    {
        await WithdrawAsync(round, notified.Where(digest => digest.Key != key), cancellation);
        await NotifyAsync(key, round.ContactEmail, news, notified.FirstOrDefault(digest => digest.Key == key), asOf, digest =>
            PutAsync(round, digest, cancellation), cancellation);
    }

    /// <summary>Gives up those that could not be sent.</summary>
    public async Task WithdrawAsync(Round round, IEnumerable<CalendarNotice> digests, CancellationToken cancellation)
    {
        foreach (var digest in digests.Where(digest => digest.IsPending))
        {
            await PutAsync(round, digest with { Withdrawn = true }, cancellation);
        }
    }

    private Task PutAsync(Round round, CalendarNotice digest, CancellationToken cancellation)
    {
        var about = $"{Texts.Trail.Notice(NoticeKind.Coordinator)}: {round.ContactEmail}";
        var (outcome, what, at, notified) = digest switch
        {
            { Sent: { } sent } => ("sent", TrailEvent.MailSent, sent, about),
            { Refused: { } refused } => ("refused", TrailEvent.MailRefused, clock.GetUtcNow(), $"{about}: {refused}"),
            { Withdrawn: true } => ("withdrawn", TrailEvent.MailWithdrawn, clock.GetUtcNow(), $"{about}: {Texts.Trail.NewerDigestHasCome}"),
            _ => ("decided", TrailEvent.MailDecided, digest.Decided, about),
        };
        return notices.PutDigestAsync(round.Id, digest,
            new TrailEntry($"mail|{digest.Key}|{outcome}", at, Texts.Trail.System, what, DepartmentId: null, notified), cancellation);
    }

    private async Task<CalendarNotice> NotifyAsync(string key, string address, News news, CalendarNotice? notified, DateTimeOffset decided,
        Func<CalendarNotice, Task> record, CancellationToken cancellation)
    {
        if (notified is not { } notice)
        {
            notice = new CalendarNotice(key, RoundId: null, decided);
            await record(notice);
        }
        if (!notice.IsPending)
        {
            return notice;
        }
        try
        {
            await sender.SendAsync(letters.Write(key, address, news), cancellation);
            notice = notice with { Sent = clock.GetUtcNow() };
        }
        catch (MailRefusedException refusal)
        {
            log.LogError("The mail {MailKey} to the coordinator was refused: {Reason}", key, refusal.Message);
            notice = notice with { Refused = refusal.Message };
        }
        catch (IOException fault)
        {
            log.LogWarning(fault, "The mail {MailKey} to the coordinator could not be sent; it is tried again", key);
            return notice;
        }
        await record(notice);
        return notice;
    }
}
