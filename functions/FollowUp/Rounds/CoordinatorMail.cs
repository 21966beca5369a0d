using FollowUp.Mail;
using FollowUp.Storage;
using Microsoft.Extensions.Logging;

namespace FollowUp.Rounds;

/// <summary>Tells a coordinator of something, once.</summary>
public sealed class CoordinatorMail(CalendarTable notices, IMailSender sender, TimeProvider clock, ILogger<CoordinatorMail> log)
{
    /// <summary>Records what is to be told, sends it, records what became of it. What could not be sent is pending, and tried again when it is told again.</summary>
    /// <param name="told">What has been recorded of it; null where nothing has.</param>
    public async Task<CalendarNotice> TellAsync(string key, string address, News news, CalendarNotice? told, CancellationToken cancellation)
    {
        if (told is not { } notice)
        {
            notice = new CalendarNotice(key, RoundId: null, clock.GetUtcNow());
            await notices.PutAsync(notice, cancellation);
        }
        if (!notice.IsPending)
        {
            return notice;
        }
        try
        {
            await sender.SendAsync(Letters.Write(key, address, news), cancellation);
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
        await notices.PutAsync(notice, cancellation);
        return notice;
    }
}
