using FollowUp.Links;
using FollowUp.Mail;
using FollowUp.Rounds;
using FollowUp.Time;

namespace FollowUp.Tests.Mail;

/// <summary>One example of each letter, addressed to the small town's social committee.</summary>
internal static class LetterCases
{
    public static IEnumerable<NoticeKind> All => MailTemplates.Kinds;

    private static DateTimeOffset Deadline => Timetable.DeadlineAt(SmallTown.Open);

    public static Letter Write(this Letters letters, NoticeKind kind, Func<Round, Round>? change = null,
        Func<Assignment, Assignment>? work = null)
    {
        var (round, social, notice) = Of(kind);
        (round, social) = (change?.Invoke(round) ?? round, work?.Invoke(social) ?? social);
        // The committee has no deputy: its letter is written to one of the others.
        var to = notice.Recipients(social, StockholmTime.DayOf(notice.At))
            .Concat(social.Department.Recipients.Select(contact => (contact.Id, contact.Email))).First();
        Assert.Equal(kind, notice.Template(round, social, notice.At));
        return letters.Write(round, social, notice, new QueuedMail("key", notice.Id, to.Id, to.Email, notice.At, null));
    }

    private static (Round Round, Assignment Work, Notice Notice) Of(NoticeKind kind)
    {
        var nothing = SmallTown.Work("social");
        var part = nothing.Submitting(TestWorld.Start.AddDays(5), ("1:1", SmallTown.Done()));
        var all = part.Submitting(TestWorld.Start.AddDays(6), ("1:2", SmallTown.Done()), ("2:1", SmallTown.Contributed()));
        var question = new ClarificationRequest(1, 1, "1:1", "Hur många har gått kursen?\nRäkna alla.", Deadline.AddDays(-20), After: 2);
        var asked = all with { Returns = [question] };
        var delegation = new Delegation("helper-1", 1, "1:2", "Robin Exempel", "robin@town.example",
            nothing.Department.Recipients.First().Id,
            Deadline.AddDays(-30), Deadline.AddDays(-25));
        var helped = nothing with { Delegations = [delegation] };
        var exemption = new Exemption("Nämnden läggs ned.", Deadline.AddDays(-10));
        var open = SmallTown.Open;
        DateTimeOffset Morning(int day) => Deadline.AddDays(day).AddHours(-15);
        Notice Step(StepKind step, int day) => new StepNotice("step", step, Morning(day));
        return kind switch
        {
            NoticeKind.Invitation => (open, nothing, new Invitation(Morning(-46))),
            NoticeKind.Reopened => (open with { ReopenedAt = TestWorld.Start }, part, new Invitation(Morning(-10))),
            NoticeKind.Reminder => (open, nothing, Step(StepKind.Reminder, -14)),
            NoticeKind.ReminderBegun => (open, part, Step(StepKind.Reminder, -14)),
            NoticeKind.ReminderLastDay => (open, part, Step(StepKind.Reminder, 0)),
            NoticeKind.ReminderToComplete => (open, asked, Step(StepKind.Reminder, -3)),
            NoticeKind.Overdue => (open, part, Step(StepKind.Overdue, 3)),
            NoticeKind.Deputy => (open, nothing, Step(StepKind.Deputy, 4)),
            NoticeKind.Head => (open, nothing, Step(StepKind.Head, 8)),
            NoticeKind.Extended => (open with { FirstDeadline = open.Deadline, Deadline = open.Deadline.AddDays(7) }, part,
                new Extended(open.Deadline.AddDays(7), Deadline.AddDays(-1))),
            NoticeKind.Link => (open, nothing,
                new LetterAskedFor(new LetterRequest("link", 1, NoticeKind.Link, null, Deadline.AddDays(-20)))),
            NoticeKind.Message => (open, nothing, new LetterAskedFor(
                new LetterRequest("message", 1, NoticeKind.Message, null, Deadline.AddDays(-9), "Möte", "Välkomna.\n\nKom i tid."))),
            NoticeKind.Exempt => (open, nothing with { Exemption = exemption }, new Released(exemption)),
            NoticeKind.Lifted => (open, nothing,
                new LetterAskedFor(new LetterRequest("lifted", 1, NoticeKind.Lifted, null, Deadline.AddDays(-9)))),
            NoticeKind.Receipt => (open, part, new Receipt(part.Submissions[0])),
            NoticeKind.Returned => (open, asked, new Returned(question)),
            NoticeKind.Delegation => (open, helped, new DelegationLetter(delegation)),
            NoticeKind.DelegationCompleted => (open, helped, new DelegationCompletedLetter(delegation)),
            NoticeKind.Thanks => (SmallTown.Closed, part, new Thanks(Timetable.ClosesAt(open).AddHours(9))),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
    }
}
