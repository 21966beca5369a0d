using FollowUp.Links;
using FollowUp.Mail;
using FollowUp.Rounds;
using FollowUp.Time;

namespace FollowUp.Tests.Mail;

/// <summary>One example of each letter, addressed to the small town's social committee.</summary>
internal static class LetterCases
{
    public static IEnumerable<LetterKind> All => LetterKinds.WithWording;

    private static DateTimeOffset Deadline => Timetable.DeadlineAt(SmallTown.Open);

    public static Letter Write(this Letters letters, LetterKind kind, Func<Round, Round>? change = null,
        Func<Assignment, Assignment>? work = null)
    {
        var (round, social, rung) = Of(kind);
        (round, social) = (change?.Invoke(round) ?? round, work?.Invoke(social) ?? social);
        var to = rung is Occasion occasion ? occasion.To(social, StockholmTime.DayOf(rung.At)).First()
            : kind == LetterKind.Head ? (social.Department.HeadsOn(StockholmTime.DayOf(rung.At))[0] is var head ? (head.Id, head.Email)
                : default)
            : social.Department.Recipients.Select(contact => (contact.Id, contact.Email)).First();
        Assert.Equal(kind, Letters.KindOf(round, social, rung, rung.At));
        return letters.Write(round, social, rung, new QueuedMail("key", rung.Id, to.Id, to.Email, rung.At, null));
    }

    private static (Round Round, Assignment Work, Rung Rung) Of(LetterKind kind)
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
        Rung Ladder(RungKind rung, int day) => new("rung", rung, Deadline.AddDays(day).AddHours(-15));
        return kind switch
        {
            LetterKind.Invitation => (open, nothing, Ladder(RungKind.Invitation, -46)),
            LetterKind.Reopened => (open with { ReopenedAt = TestWorld.Start }, part, Ladder(RungKind.Invitation, -10)),
            LetterKind.Reminder => (open, nothing, Ladder(RungKind.Reminder, -14)),
            LetterKind.ReminderBegun => (open, part, Ladder(RungKind.Reminder, -14)),
            LetterKind.ReminderLastDay => (open, part, Ladder(RungKind.Reminder, 0)),
            LetterKind.ReminderToComplete => (open, asked, Ladder(RungKind.Reminder, -3)),
            LetterKind.Overdue => (open, part, Ladder(RungKind.Overdue, 3)),
            LetterKind.Deputy => (open, nothing, Ladder(RungKind.Deputy, 4)),
            LetterKind.Head => (open, nothing, Ladder(RungKind.Head, 8)),
            LetterKind.Extended => (open with { FirstDeadline = open.Deadline, Deadline = open.Deadline.AddDays(7) }, part,
                new Extended(open.Deadline.AddDays(7), Deadline.AddDays(-1))),
            LetterKind.Link => (open, nothing,
                new LetterAskedFor(new LetterRequest("link", 1, RungKind.Link, null, Deadline.AddDays(-20)))),
            LetterKind.Message => (open, nothing, new LetterAskedFor(
                new LetterRequest("message", 1, RungKind.Message, null, Deadline.AddDays(-9), "Möte", "Välkomna.\n\nKom i tid."))),
            LetterKind.Exempt => (open, nothing with { Exemption = exemption }, new Released(exemption)),
            LetterKind.Lifted => (open, nothing,
                new LetterAskedFor(new LetterRequest("lifted", 1, RungKind.Lifted, null, Deadline.AddDays(-9)))),
            LetterKind.Receipt => (open, part, new Receipt(part.Submissions[0])),
            LetterKind.Returned => (open, asked, new Returned(question)),
            LetterKind.Delegation => (open, helped, new DelegationLetter(delegation)),
            LetterKind.DelegationCompleted => (open, helped, new DelegationCompletedLetter(delegation)),
            LetterKind.Thanks => (SmallTown.Closed, part, new Thanks(Timetable.ClosesAt(open).AddHours(9))),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
    }
}
