using FollowUp.Departments;
using FollowUp.Rounds;
using FollowUp.Time;

namespace FollowUp.Orchestration;

/// <summary>What a department's state calls for, and why what was due is not sent. Pure.</summary>
internal static class Ladder
{
    // After a round's close nothing is tried longer.
    private static readonly TimeSpan Patience = TimeSpan.FromDays(30);

    public static readonly DepartmentOutlook RoundIsOver = new(RoundIsOver: true, default);

    public static DepartmentOutlook Outlook(Round whole, Assignment work, DateTimeOffset now)
    {
        var round = whole.With(work.MoreTime);
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
    /// <param name="round">As it is for the department.</param>
    public static DateTimeOffset DueAt(Round round, Assignment work, QueuedMail mail, DateTimeOffset now) =>
        mail.NextTry is { } next && WhyNotSend(round, work, mail, now) == null ? next : mail.Decided;

    /// <summary>Why a mail that was decided and could not be sent at once has nothing left to say; null while it has.</summary>
    /// <param name="round">As it is for the department.</param>
    public static string? WhyNotSend(Round round, Assignment work, QueuedMail mail, DateTimeOffset now) =>
        (round.State == RoundState.Closed && mail.WaitingSince < now - Patience && round.ClosedAt < now - Patience
            ? Texts.Trail.GivenUp : null)
        ?? WhyNotSend(round, work, RungOf(round, work, mail), now)
        // The link in it would be the new contact's.
        ?? (work.Department.Contacts.FirstOrDefault(contact => contact.Id == mail.RecipientId) is not { } contact ? null
            : contact.Email != mail.Email ? Texts.Trail.ContactChanged
            : contact.LinkClosed ? Texts.Trail.LinkIsClosed
            : null);

    /// <summary>
    /// What the mail is about. Of an earlier run a receipt or a colleague's link is as good as before; its ladder started over.
    /// </summary>
    /// <param name="round">As it is for the department.</param>
    public static Rung RungOf(Round round, Assignment work, QueuedMail mail) =>
        Occasion.Lasting(work).FirstOrDefault(occasion => occasion.Id == mail.RungId)
        ?? (RoundIds.RunOf(mail.Key) == round.Run ? Find(round, work, mail.RungId) : null)
        // The deadline was moved after it fell due, or what it was about was taken back.
        ?? new Overtaken(mail.RungId, mail.Decided);

    /// <summary>
    /// What the department's state calls for first, unless the round is paused or cancelled: a letter about what has happened, or the next
    /// rung of the ladder, which ends with the round and with the last answer.
    /// </summary>
    public static Rung? Next(Round round, Assignment work, DateTimeOffset now)
    {
        if (round.State is RoundState.Paused or RoundState.Cancelled)
        {
            return null;
        }
        var ladder = work.Exemption != null ? null : Timetable.Next(round, work.RungsTaken, work.AllSubmitted, work.AskedSince, now);
        return Occasion.Of(round, work)
            .Where(occasion => !work.RungsTaken.Contains(occasion.Id) && (work.Exemption == null || occasion is Released)
                && occasion.WhyNot(round, work) == null)
            .Append(ladder).OfType<Rung>().MinBy(rung => rung.At);
    }

    /// <summary>
    /// Who is written to: each address once, and of an escalation nobody who was asked to answer. The coordinator hears of all departments
    /// together, in the day's digest.
    /// </summary>
    public static IEnumerable<(string Id, string Email)> Recipients(Assignment work, Rung rung, DateOnly today)
    {
        var department = work.Department;
        var asked = department.RecipientsOn(today);
        IEnumerable<Contact> Others(IEnumerable<Contact> contacts, ContactRole role) => contacts.Where(contact =>
            !asked.Any(other => other.Role != role && other.Email.Equals(contact.Email, StringComparison.OrdinalIgnoreCase)));
        var recipients = rung switch
        {
            Occasion occasion => occasion.To(work, today),
            { Kind: RungKind.Coordinator } => [],
            { Kind: RungKind.Deputy } => Others(department.DeputiesOn(today), ContactRole.Deputy).Select(to => (to.Id, to.Email)),
            { Kind: RungKind.Head } => Others(department.HeadsOn(today), ContactRole.Head).Select(to => (to.Id, to.Email)),
            _ => asked.Select(to => (to.Id, to.Email)),
        };
        return recipients.DistinctBy(to => to.Email, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Why nobody is written to although the rung is due; null where they are.</summary>
    public static string? WhySkipped(Round round, Assignment work, Rung rung, DateOnly today)
    {
        // What came to be due up to the day on which it was invited, or while it was exempt, is not made up for.
        if (rung is not Occasion && rung.Kind is not (RungKind.Invitation or RungKind.Coordinator))
        {
            var due = StockholmTime.DayOf(rung.At);
            if (work.InvitedAt is { } invited && StockholmTime.DayOf(invited) >= due)
            {
                return Texts.Trail.Skipped(Texts.Trail.InvitedInstead);
            }
            if (work.Lifted(round).Any(letter => StockholmTime.DayOf(letter.Asked) >= due))
            {
                return Texts.Trail.Skipped(Texts.Trail.LiftedInstead);
            }
        }
        // Nobody is reminded without end, nor twice on a day: the coordinator may have done so too, or what waited for the end of a pause.
        return !RoundIds.IsReminder(rung.Id) ? null
            : work.Reminders.Count >= Timetable.MaxReminders ? Texts.Trail.Skipped(Texts.Trail.RemindedEnough(Timetable.MaxReminders))
            : work.IsRemindedOn(today) ? Texts.Trail.Skipped(Texts.Trail.RemindedToday)
            : null;
    }

    /// <summary>The rung of the round's run, taken or not; null where there is none any more.</summary>
    /// <param name="round">As it is for the department.</param>
    public static Rung? Find(Round round, Assignment work, string rungId) =>
        Occasion.Of(round, work).FirstOrDefault(occasion => occasion.Id == rungId)
        ?? Timetable.Rungs(round).FirstOrDefault(rung => rung.Id == rungId);

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
            return !Timetable.Concerns(rung, round, work.AllSubmitted, work.AskedSince) ? Texts.Trail.AnswerHasCome
                // That the time is out says it all: an invitation by a day that has passed would only confuse.
                : Timetable.Rungs(round).Any(later => later.Kind == RungKind.Overdue && work.RungsTaken.Contains(later.Id))
                ? Texts.Trail.NextRungHasCome : null;
        }
        var overtaken = Timetable.Rungs(round).Any(later =>
            later.At > rung.At && later.At <= now && Timetable.Readers(later.Kind) == Timetable.Readers(rung.Kind));
        return !Timetable.Concerns(rung, round, work.AllSubmitted, work.AskedSince) ? Texts.Trail.AnswerHasCome : overtaken
            ? Texts.Trail.NextRungHasCome : null;
    }

    /// <summary>What is not called for any more: a mail about it that was decided is withdrawn.</summary>
    public sealed record Overtaken(string Id, DateTimeOffset At) : Occasion(Id, RoundIds.KindOf(Id) ?? RungKind.Reminder, At)
    {
        public override IEnumerable<(string Id, string Email)> To(Assignment work, DateOnly today) => [];

        public override string WhyNot(Round round, Assignment work) => Texts.Trail.NotCalledFor;
    }
}
