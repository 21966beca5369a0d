using FollowUp.Departments;
using FollowUp.Time;

namespace FollowUp.Rounds;

/// <summary>A notice that comes by the calendar: the invitation, and the steps of the ladder.</summary>
public abstract record LadderNotice(string Id, NoticeKind Kind, DateTimeOffset At) : Notice(Id, Kind, At)
{
    /// <summary>
    /// Whether it applies to a department. One that has submitted everything gets only the reminders due after an open question was asked,
    /// and never an overdue notice. It hears that the round is open again only if a question was open before.
    /// </summary>
    /// <param name="askedSince">When the first question that is open was asked; null without one.</param>
    internal abstract bool Concerns(Round round, bool allSubmitted, DateTimeOffset? askedSince);

    internal override string? WhyPointless(DepartmentRound round, Assignment work, DateTimeOffset now) =>
        round.State != RoundState.Open || now >= Timetable.ClosesAt(round) ? Texts.Trail.RoundHasClosed
        : !Concerns(round, work.AllSubmitted, work.AskedSince) ? Texts.Trail.AnswerHasCome
        : IsOvertaken(round, work, now) ? Texts.Trail.NextNoticeHasCome
        : null;

    private protected abstract bool IsOvertaken(DepartmentRound round, Assignment work, DateTimeOffset now);
}

internal sealed record Invitation(DateTimeOffset At) : LadderNotice(RoundIds.InvitationNotice, NoticeKind.Invitation, At)
{
    internal override IEnumerable<(string Id, string Email)> To(Assignment work, DateOnly today) => ToAsked(work, today);

    internal override NoticeKind Template(Round round, Assignment work, DateTimeOffset decided) =>
        round.ReopenedAt == null ? NoticeKind.Invitation : NoticeKind.Reopened;

    internal override bool Concerns(Round round, bool allSubmitted, DateTimeOffset? askedSince) =>
        !allSubmitted || round.ReopenedAt is not { } reopened || askedSince < reopened;

    // That the time is out says it all: an invitation by a day that has passed would only confuse.
    private protected override bool IsOvertaken(DepartmentRound round, Assignment work, DateTimeOffset now) =>
        Timetable.Notices(round).Any(later => later.Kind == NoticeKind.Overdue && work.NoticesDecided.Contains(later.Id));
}

/// <summary>A step of the ladder on its day.</summary>
internal sealed record StepNotice(string Id, StepKind Step, DateTimeOffset At) : LadderNotice(Id, KindOf(Step), At)
{
    private static NoticeKind KindOf(StepKind step) => step switch
    {
        StepKind.Reminder => NoticeKind.Reminder,
        StepKind.Overdue => NoticeKind.Overdue,
        StepKind.Deputy => NoticeKind.Deputy,
        StepKind.Head => NoticeKind.Head,
        _ => NoticeKind.Coordinator,
    };

    /// <summary>
    /// Of an escalation nobody who was asked to answer. The coordinator hears of all departments together, in the day's digest.
    /// </summary>
    internal override IEnumerable<(string Id, string Email)> To(Assignment work, DateOnly today) => Step switch
    {
        StepKind.Coordinator => [],
        StepKind.Deputy => Others(work, work.Department.DeputiesOn(today), ContactRole.Deputy, today),
        StepKind.Head => Others(work, work.Department.HeadsOn(today), ContactRole.Head, today),
        _ => ToAsked(work, today),
    };

    internal override string? WhySkipped(DepartmentRound round, Assignment work, DateOnly today)
    {
        // What came to be due up to the day on which it was invited, or while it was exempt, is not made up for.
        var due = StockholmTime.DayOf(At);
        return Step == StepKind.Coordinator ? null
            : work.InvitedAt is { } invited && StockholmTime.DayOf(invited) >= due ? Texts.Trail.Skipped(Texts.Trail.InvitedInstead)
            : work.Lifted(round).Any(letter => StockholmTime.DayOf(letter.Asked) >= due) ? Texts.Trail.Skipped(Texts.Trail.LiftedInstead)
            : base.WhySkipped(round, work, today);
    }

    internal override bool Concerns(Round round, bool allSubmitted, DateTimeOffset? askedSince) =>
        !allSubmitted || (Step == StepKind.Reminder && askedSince < At);

    private protected override bool IsOvertaken(DepartmentRound round, Assignment work, DateTimeOffset now) =>
        Timetable.Notices(round).Any(later =>
            later.At > At && later.At <= now && Timetable.Readers(later.Kind) == Timetable.Readers(Kind));

    private static IEnumerable<(string Id, string Email)> Others(Assignment work, IEnumerable<Contact> contacts, ContactRole role,
        DateOnly today)
    {
        var asked = work.Department.RecipientsOn(today);
        return contacts.Where(contact => !asked.Any(other => other.Role != role
            && other.Email.Equals(contact.Email, StringComparison.OrdinalIgnoreCase))).Select(to => (to.Id, to.Email));
    }
}
