using FollowUp.Rounds;

namespace FollowUp.Orchestration;

/// <summary>What a department's state calls for, and when. Pure.</summary>
internal static class DueNotices
{
    // After a round's close nothing is tried longer.
    private static readonly TimeSpan Patience = TimeSpan.FromDays(30);

    public static readonly DepartmentOutlook RoundIsOver = new(RoundIsOver: true, default);

    public static DepartmentOutlook Outlook(DepartmentRound round, Assignment work, DateTimeOffset now)
    {
        DateTimeOffset?[] due = [Next(round, work, now)?.At,
            round.State == RoundState.Paused ? null : work.PendingMails.Min(mail => (DateTimeOffset?)DueAt(round, work, mail, now))];
        // Not before the close has reached the department: until then something may come in that calls for a letter.
        if (due.Min() == null && (round.State == RoundState.Cancelled || (work.Closed && !work.PendingMails.Any())))
        {
            return RoundIsOver;
        }
        var closesAt = Timetable.ClosesAt(round);
        // The day after the close, and so on daily, for one that the close's signal did not reach; daily too in a pause, for that of its
        // end.
        var lookAgain = (closesAt > now && round.State != RoundState.Paused ? closesAt : now).AddDays(1);
        return new DepartmentOutlook(RoundIsOver: false, (due.Min() ?? lookAgain).UtcDateTime);
    }

    /// <summary>When a mail that was decided is to be sent or withdrawn, in a round that is not paused.</summary>
    public static DateTimeOffset DueAt(DepartmentRound round, Assignment work, QueuedMail mail, DateTimeOffset now) =>
        mail.NextTry is { } next && WhyWithdrawn(round, work, mail, now) == null ? next : mail.Decided;

    /// <summary>Why a mail that was decided is not sent any more; null while it is.</summary>
    public static string? WhyWithdrawn(DepartmentRound round, Assignment work, QueuedMail mail, DateTimeOffset now) =>
        (round.State == RoundState.Closed && mail.WaitingSince < now - Patience && round.ClosedAt < now - Patience
            ? Texts.Trail.GivenUp : null)
        ?? NoticeOf(round, work, mail).WhyWithdrawn(round, work, now)
        // The link in it would be the new contact's.
        ?? (work.Department.Contacts.FirstOrDefault(contact => contact.Id == mail.RecipientId) is not { } contact ? null
            : contact.Email != mail.Email ? Texts.Trail.ContactChanged
            : contact.LinkClosed ? Texts.Trail.LinkIsClosed
            : null);

    /// <summary>
    /// What the mail is about. Of an earlier run a receipt or a colleague's link is as good as before; its ladder started over.
    /// </summary>
    public static Notice NoticeOf(DepartmentRound round, Assignment work, QueuedMail mail) =>
        Notice.Lasting(work).FirstOrDefault(notice => notice.Id == mail.NoticeId)
        ?? (RoundIds.RunOf(mail.Key) == round.Run ? Find(round, work, mail.NoticeId) : null)
        // The deadline was moved after it fell due, or what it was about was taken back.
        ?? new Overtaken(mail.NoticeId, mail.Decided);

    /// <summary>
    /// What the department's state calls for first, unless the round is paused or cancelled: a letter about what has happened, or the next
    /// step of the ladder, which ends with the round and with the last answer.
    /// </summary>
    public static Notice? Next(DepartmentRound round, Assignment work, DateTimeOffset now)
    {
        if (round.State is RoundState.Paused or RoundState.Cancelled)
        {
            return null;
        }
        var ladder = work.Exemption != null ? null : Timetable.Next(round, work.NoticesDecided, work.AllSubmitted, work.AskedSince, now);
        return Notice.BesideLadder(round, work)
            .Where(notice => !work.NoticesDecided.Contains(notice.Id) && notice.WhyWithdrawn(round, work, now) == null)
            .Append(ladder).OfType<Notice>().MinBy(notice => notice.At);
    }

    /// <summary>The notice of the round's run, decided or not; null where there is none any more.</summary>
    public static Notice? Find(DepartmentRound round, Assignment work, string noticeId) =>
        Notice.BesideLadder(round, work).Concat(Timetable.Notices(round)).FirstOrDefault(notice => notice.Id == noticeId);

    /// <summary>What is not called for any more: a mail about it that was decided is withdrawn.</summary>
    private sealed record Overtaken(string Id, DateTimeOffset At) : Notice(Id, RoundIds.KindOf(Id) ?? NoticeKind.Reminder, At)
    {
        internal override IEnumerable<(string Id, string Email)> To(Assignment work, DateOnly today) => [];

        internal override string WhyPointless(DepartmentRound round, Assignment work, DateTimeOffset now) => Texts.Trail.NotCalledFor;
    }
}
