using System.Globalization;
using FollowUp.Rounds;
using FollowUp.Time;
using FollowUp.Trail;

namespace FollowUp.Stress;

/// <summary>
/// What a history has left behind at the end of its round, and what its people and the mail service have recorded.
/// </summary>
/// <param name="Board">Differences between the board and the rows.</param>
/// <param name="Reopened">Replaced addresses whose link still opened a page.</param>
/// <param name="Cuts">When the program was ended.</param>
internal sealed record HistoryEvidence(
    HistoryPlan Plan,
    Round Round,
    IReadOnlyList<TrailEntry> Trail,
    IReadOnlyList<Assignment> Works,
    IReadOnlyList<HistoryMail> Mails,
    IReadOnlyList<HistoryDays> Days,
    IReadOnlyList<HistoryReplacement> Replaced,
    IReadOnlyList<HistorySubmission> Submitted,
    IReadOnlyList<string> Board,
    IReadOnlyList<string> Reopened,
    IReadOnlyList<DateTimeOffset> Cuts,
    IReadOnlyList<(DateTimeOffset At, string Done)> Log)
{
    // A little more than an orchestration waits at most until it tries a mail again.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(75);

    /// <returns>A sentence for each violation, with the history and the step after which it came.</returns>
    public IReadOnlyList<string> Violations() =>
        new[] { End(), Reminders(), Silence(), Measure(), Ladder(), Outcomes(), Replacements(), Recount(), Letters(),
            Lifted() }.SelectMany(found => found)
            .Select(found => $"{Plan.RoundId}, {After(found.At)}: {found.Sentence}").Distinct().ToList();

    private string After(DateTimeOffset at) => Log.LastOrDefault(step => step.At <= at).Done is { } done ? $"efter {done}"
        : "före första steget";

    private IEnumerable<(DateTimeOffset At, string Sentence)> End()
    {
        if (Round.State is not (RoundState.Closed or RoundState.Cancelled)
            || (Round.State == RoundState.Closed && Round.ReportedRun != Round.Run))
        {
            yield return (DateTimeOffset.MaxValue, $"omgången är {Round.State}, omgång {Round.Run}, rapport {Round.ReportedRun}");
        }
        foreach (var difference in Board)
        {
            yield return (DateTimeOffset.MaxValue, difference);
        }
        foreach (var lost in Submitted.Where(submitted => !Work(submitted.Department).Answers.GetValueOrDefault(submitted.Section, [])
            .Any(version => version.Values.One("what") == submitted.Words || version.Values.One("contribution") == submitted.Words
                || version.Values.One("business-plan-reference") == submitted.Words)))
        {
            yield return (lost.At, $"inskicket av {lost.Department} {lost.Section} finns inte");
        }
    }

    private IEnumerable<(DateTimeOffset At, string Sentence)> Reminders() => Decided.SelectMany(mail =>
    {
        var (at, department, kind) = (mail.Entry.At, mail.Department, RoundIds.KindOf(mail.Notice));
        return new[]
        {
            (IsExempt(department, at) && kind != NoticeKind.Exempt, "beslutat fast enheten är undantagen"),
            (IsPaused(at), "beslutat medan omgången är pausad"),
            (kind == NoticeKind.Reminder && HasAll(department, at) && FirstQuestion(department, at) == null,
                "påmind fast allt var inskickat"),
            (kind is NoticeKind.Overdue or NoticeKind.Deputy or NoticeKind.Head or NoticeKind.Coordinator && HasAll(department, at),
                "eskalerat fast allt var inskickat"),
        }.Where(wrong => wrong.Item1).Select(wrong => (at, $"{wrong.Item2}: {mail.Key}"));
    });

    private IEnumerable<(DateTimeOffset At, string Sentence)> Silence() =>
    [
        .. Taken.Where(mail => IsPaused(mail.At) && !mail.IsDigest).Select(mail => (mail.At, $"mejlat under pausen: {mail}")),
        .. Taken.Where(mail => Trail.Any(entry => entry.What == TrailEvent.RoundCancelled && entry.At <= mail.At))
            .Select(mail => (mail.At, $"mejlat efter att omgången avbröts: {mail}")),
    ];

    private IEnumerable<(DateTimeOffset At, string Sentence)> Measure() =>
    [
        .. Decided.Where(mail => RoundIds.IsReminder(mail.Notice)).GroupBy(mail => (mail.Run, mail.Department))
            .Where(all => all.Select(mail => mail.Notice).Distinct().Count() > Timetable.MaxReminders)
            .Select(all => (all.Last().Entry.At, $"{all.Key.Department} påminns mer än {Timetable.MaxReminders} gånger")),
        .. Decided.Where(mail => RoundIds.IsReminder(mail.Notice))
            .GroupBy(mail => (mail.Run, mail.Department, StockholmTime.DayOf(mail.Entry.At)))
            .Where(day => day.Select(mail => mail.Notice).Distinct().Count() > 1)
            .Select(day => (day.Last().Entry.At, $"{day.Key.Department} påminns två gånger på en dag")),
    ];

    private IEnumerable<(DateTimeOffset At, string Sentence)> Ladder()
    {
        foreach (var department in Plan.Departments.Select(department => department.Id))
        {
            var expected = Runs.SelectMany(run => new NaiveLadder(Plan, Days, run.Number, run.From, run.To).Of(department)).ToList();
            foreach (var due in expected)
            {
                var taken = Taking(due.Run, department, due.Id).Select(entry => (DateTimeOffset?)entry.At).Min();
                if (Demanded(department, due) is { } limit && !(taken <= limit))
                {
                    yield return (due.At, $"{department} {due.Id} omgång {due.Run}, {due.At:yyyy-MM-dd HH:mm}Z, skulle ha beslutats "
                        + $"senast {limit.UtcDateTime:yyyy-MM-dd HH:mm}Z, men "
                        + $"{(taken == null ? "det hände inte" : $"det hände {taken.Value.UtcDateTime:yyyy-MM-dd HH:mm}Z")}");
                }
            }
            foreach (var mail in Decided.Where(mail => mail.Department == department && !IsByHand(mail.Notice)
                && RoundIds.KindOf(mail.Notice) is NoticeKind.Reminder or NoticeKind.Overdue or NoticeKind.Deputy or NoticeKind.Head
                    or NoticeKind.Coordinator))
            {
                if (!expected.Any(due => due.Run == mail.Run && due.Id == mail.Notice && due.At <= mail.Entry.At
                    && mail.Entry.At < due.Until))
                {
                    yield return (mail.Entry.At, $"det var inte dags för {mail.Key}");
                }
                var invited = Taking(mail.Run, department, "invitation").Select(entry => (DateTimeOffset?)entry.At).Min();
                if (RoundIds.KindOf(mail.Notice) != NoticeKind.Coordinator
                    && expected.Any(due => due.Run == mail.Run && due.Id == mail.Notice && invited is { } at
                    && StockholmTime.DayOf(due.At) <= StockholmTime.DayOf(at)))
                {
                    yield return (mail.Entry.At, $"det skulle ha hänt före inbjudan: {mail.Key}");
                }
            }
        }
    }

    /// <summary>
    /// The latest moment at which the notice must have been decided; null where something in the trail may have prevented it.
    /// </summary>
    private DateTimeOffset? Demanded(string department, NaiveNotice due)
    {
        var moments = Trail.Select(entry => entry.At).Concat(Trail.Select(entry => entry.At + Patience))
            .Where(moment => moment > due.At).Order().ToList();
        foreach (var moment in moments.Prepend(due.At).TakeWhile(moment => moment < due.Until))
        {
            if (MayWait(moment))
            {
                continue;
            }
            var limit = (moment == due.At || due.Kind == NoticeKind.Invitation ? moment : NaiveLadder.InOfficeHours(moment)) + Patience;
            return limit < due.Until && limit < (due.Next ?? DateTimeOffset.MaxValue)
                && !moments.Any(later => later > moment && later <= limit && MayWait(later)) ? limit : null;
        }
        return null;

        bool MayWait(DateTimeOffset moment) => IsPaused(moment)
            || Trail.Any(entry => entry.What == TrailEvent.RoundResumed && entry.At <= moment && moment < entry.At + Patience)
            || IsExempt(department, moment) || !Concerns(moment);

        bool Concerns(DateTimeOffset moment) => !HasAll(department, moment) || due.Kind switch
        {
            NoticeKind.Invitation => due.Run == 1 || FirstQuestion(department, moment) < Runs.Single(run => run.Number == due.Run).From,
            NoticeKind.Reminder => FirstQuestion(department, moment) < due.At,
            _ => false,
        };
    }

    private IEnumerable<(DateTimeOffset At, string Sentence)> Outcomes()
    {
        var outcomes = Trail.Where(entry => entry.What is TrailEvent.MailSent or TrailEvent.MailRefused or TrailEvent.MailWithdrawn)
            .ToLookup(entry => entry.Key.Split('|')[1]);
        var taken = Taken.ToLookup(mail => mail.Key);
        var decided = AllDecided.ToList();
        foreach (var mail in decided)
        {
            var outcome = outcomes[mail.Key].Select(entry => entry.What).ToList();
            if (outcome.Count != 1)
            {
                yield return (mail.Entry.At, $"{mail.Key} har {outcome.Count} utfall: {string.Join(", ", outcome)}");
            }
            else if (outcome[0] == TrailEvent.MailSent && !taken[mail.Key].Any())
            {
                yield return (mail.Entry.At, $"sägs vara sänt men togs aldrig emot: {mail.Key}");
            }
            // A process that was killed after the mail was accepted did not record it.
            else if (outcome[0] != TrailEvent.MailSent && taken[mail.Key].FirstOrDefault(sent => !Cuts.Contains(sent.At)) is { } sent)
            {
                yield return (sent.At, $"sänt fast utfallet är {outcome[0]}: {sent}");
            }
        }
        foreach (var mail in Mails.ExceptBy(decided.Select(mail => mail.Key), mail => mail.Key))
        {
            yield return (mail.At, $"sänt utan beslut: {mail}");
        }
        foreach (var repeats in Mails.GroupBy(mail => mail.Key)
            .Where(repeats => repeats.Select(mail => mail.MessageId).Distinct().Count() > 1))
        {
            yield return (repeats.First().At, $"sänt om under ett annat Message-ID: {repeats.Key}");
        }
        foreach (var shared in Mails.GroupBy(mail => mail.MessageId)
            .Where(shared => shared.Select(mail => mail.Key).Distinct().Count() > 1))
        {
            yield return (shared.First().At, $"olika mejl under samma Message-ID: {shared.Key}");
        }
    }

    private IEnumerable<(DateTimeOffset At, string Sentence)> Replacements() =>
    [
        .. Reopened.Select(email => (DateTimeOffset.MaxValue, $"länken till {email} öppnar fast kontakten är utbytt")),
        .. Replaced.SelectMany(replaced => Taken.Where(mail => mail.To == replaced.Email && mail.At >= replaced.At))
            .Select(mail => (mail.At, $"mejlat till en utbytt kontakt: {mail}")),
        .. Replaced.Where(replaced => !Trail.Any(entry => entry.What == TrailEvent.ContactChanged && entry.At == replaced.At
            && entry.DepartmentId == replaced.Department))
            .Select(replaced => (replaced.At, $"händelseloggen vet inte att {replaced.Email} är utbytt")),
    ];

    /// <summary>Each department's state at the end, counted from the trail.</summary>
    private IEnumerable<(DateTimeOffset At, string Sentence)> Recount() => Works.SelectMany(work =>
        Counted(work).Where(one => !Equals(one.Said, one.Counted))
            .Select(one => (DateTimeOffset.MaxValue, $"{work.Department.Id}: {one.What} är {one.Said}, räknat {one.Counted}")));

    private IEnumerable<(object Said, object Counted, string What)> Counted(Assignment work)
    {
        var id = work.Department.Id;
        var own = Trail.Where(entry => entry.DepartmentId == id).ToList();
        var submitted = own.Where(entry => entry.What == TrailEvent.Submitted).ToList();
        var told = AssignmentSummary.Of(work, Round.Run);
        var possible = PossibleStates(id, own);
        var state = told.State(Round.State);
        yield return (possible.Contains(state), true, $"läget {state} av {string.Join(", ", possible)}");
        yield return (told.Submissions, submitted.Count, "antalet inskick");
        yield return (
            string.Join(' ', work.Submissions.Select(submission => $"{submission.Number:D4} {submission.Received:O}")),
            string.Join(' ', submitted.Select(entry => $"{entry.Key.Split('|')[1]} {entry.At:O}")), "inskicken");
        yield return (work.Returns.Count, own.Count(entry => entry.What == TrailEvent.AnswerReturned), "antalet frågor");
        yield return (told.AllSubmitted, HasAll(id, DateTimeOffset.MaxValue), "att allt är inskickat");
        var late = work.Submissions.Any(submission => IsLate(id, submission));
        yield return (told.IsLate(Round), late, "att något kom sent");
        yield return (work.IsLate(Round), late, "att något kom sent, av raderna");
        yield return (told.Refused, own.Where(entry => entry.What == TrailEvent.MailRefused && entry.Key.Split('~')[1] == $"{Round.Run}")
            .Select(entry => entry.Key).Distinct().Count(), "antalet mejl som inte togs emot");
    }

    private AssignmentState[] PossibleStates(string department, List<TrailEntry> own)
    {
        bool Happened(TrailEvent what) => own.Exists(entry => entry.What == what);
        return IsExempt(department, DateTimeOffset.MaxValue) ? [AssignmentState.Exempt]
            : Happened(TrailEvent.Submitted)
                ? [HasAll(department, DateTimeOffset.MaxValue) ? AssignmentState.Submitted : AssignmentState.PartlySubmitted]
            : Round.State == RoundState.Closed ? [AssignmentState.Missing]
            : Happened(TrailEvent.DraftSaved) ? [AssignmentState.Started]
            : Happened(TrailEvent.MailRefused) ? [AssignmentState.NotDelivered, AssignmentState.Invited]
            : [Happened(TrailEvent.MailDecided) ? AssignmentState.Invited : AssignmentState.NotInvited];
    }

    private bool IsLate(string department, Submission submission)
    {
        var run = Runs.Last(run => run.From <= submission.Received);
        var deadline = StockholmTime.EndOf(new NaiveLadder(Plan, Days, run.Number, run.From, run.To).LastDeadline(department));
        return submission.Received >= deadline && !submission.Sections.All(section =>
            Question(department, section, submission.Received.AddTicks(-1)) >= deadline);
    }

    /// <summary>A receipt for each submission, and thanks after the close.</summary>
    private IEnumerable<(DateTimeOffset At, string Sentence)> Letters()
    {
        foreach (var work in Works.Where(_ => Round.State == RoundState.Closed))
        {
            // One receipt names all that the same person has submitted since the last.
            foreach (var submission in work.Submissions.Where(submission =>
                !work.Submissions.Any(later => later.Number > submission.Number && later.RecipientId == submission.RecipientId)
                && !Decided.Any(mail => mail.Department == work.Department.Id && mail.Notice == RoundIds.ReceiptNotice(submission.Number))))
            {
                yield return (submission.Received, $"{work.Department.Id} fick inget kvitto på inskick {submission.Number}");
            }
            var thanked = Decided.Any(mail => mail.Department == work.Department.Id && mail.Run == Round.Run
                && mail.Notice == RoundIds.ThanksNotice);
            if (thanked != work.Submissions.Count > 0)
            {
                yield return (DateTimeOffset.MaxValue,
                    $"{work.Department.Id} med {work.Submissions.Count} inskick {(thanked ? "tackades" : "tackades inte")}");
            }
        }
    }

    /// <summary>A department that was told of its exemption is told when the exemption is lifted.</summary>
    private IEnumerable<(DateTimeOffset At, string Sentence)> Lifted()
    {
        foreach (var department in Plan.Departments.Select(department => department.Id))
        {
            var number = 0;
            foreach (var lifted in Trail.Where(entry => entry.What == TrailEvent.ExemptionLifted && entry.DepartmentId == department)
                .OrderBy(entry => entry.At))
            {
                var since = Trail.Last(entry => entry.What == TrailEvent.DepartmentExempted && entry.DepartmentId == department
                    && entry.At < lifted.At).At;
                var run = Runs.Last(run => run.From <= lifted.At);
                if (!Decided.Any(mail => mail.Department == department && mail.Run == run.Number
                    && RoundIds.KindOf(mail.Notice) == NoticeKind.Exempt && mail.Entry.At >= since && mail.Entry.At < lifted.At))
                {
                    continue;
                }
                var due = new NaiveNotice(run.Number, RoundIds.LiftedNotice(++number), NoticeKind.Lifted, lifted.At, run.To, Next: null);
                var taken = Taking(due.Run, department, due.Id).Select(entry => (DateTimeOffset?)entry.At).Min();
                if (Demanded(department, due) is { } limit && !(taken <= limit))
                {
                    yield return (lifted.At, $"{department} fick inte veta att undantaget är hävt");
                }
            }
        }
    }

    private IReadOnlyList<HistoryMail> Taken => Mails.Where(mail => mail.IsTaken).ToList();

    /// <summary>Including the coordinator's digests.</summary>
    private IEnumerable<(TrailEntry Entry, string Key)> AllDecided =>
        Trail.Where(entry => entry.What == TrailEvent.MailDecided).Select(entry => (entry, entry.Key.Split('|')[1]));

    private IReadOnlyList<(TrailEntry Entry, string Key, int Run, string Department, string Notice)> Decided =>
        AllDecided.Where(mail => mail.Entry.DepartmentId != null)
        .Select(mail => (mail.Entry, mail.Key, mail.Key.Split('~')))
        .Select(mail => (mail.Entry, mail.Key, int.Parse(mail.Item3[1], CultureInfo.InvariantCulture), mail.Item3[2], mail.Item3[3]))
            .ToList();

    private IReadOnlyList<(int Number, DateTimeOffset From, DateTimeOffset To)> Runs =>
        Trail.Where(entry => entry.What is TrailEvent.RoundOpened or TrailEvent.RoundReopened).OrderBy(entry => entry.At)
        .Select((entry, place) => (place + 1, entry.At,
            Trail.Where(end => end.What is TrailEvent.RoundClosed or TrailEvent.RoundCancelled && end.At >= entry.At).Select(end => end.At)
                .DefaultIfEmpty(DateTimeOffset.MaxValue).Min())).ToList();

    private static bool IsByHand(string notice) => notice.StartsWith("reminder_", StringComparison.Ordinal);

    private Assignment Work(string department) => Works.Single(work => work.Department.Id == department);

    /// <summary>What the trail says about the notice.</summary>
    private IEnumerable<TrailEntry> Taking(int run, string department, string notice) => Trail.Where(entry =>
        entry.DepartmentId == department && (entry.Key == $"notice|{run}|{notice}" || (entry.What == TrailEvent.MailDecided
            && entry.Key.StartsWith($"mail|{Plan.RoundId}~{run}~{department}~{notice}~", StringComparison.Ordinal))));

    private bool IsPaused(DateTimeOffset at) => Trail.LastOrDefault(entry => entry.At <= at
        && entry.What is TrailEvent.RoundPaused or TrailEvent.RoundResumed or TrailEvent.RoundClosed
            or TrailEvent.RoundCancelled)?.What == TrailEvent.RoundPaused;

    private bool IsExempt(string department, DateTimeOffset at) =>
        Trail.LastOrDefault(entry => entry.DepartmentId == department && entry.At <= at
        && entry.What is TrailEvent.DepartmentExempted or TrailEvent.ExemptionLifted)?.What == TrailEvent.DepartmentExempted;

    private bool HasAll(string department, DateTimeOffset at) => Plan.Departments.Single(asked => asked.Id == department).Sections
        .All(section => Work(department).Submissions.Any(submission => submission.Received <= at && submission.Sections.Contains(section)));

    /// <summary>When the open question to the section was asked; null without one.</summary>
    private DateTimeOffset? Question(string department, string section, DateTimeOffset at) =>
        Work(department).Returns.LastOrDefault(asked => asked.SectionId == section && asked.Asked <= at) is { } asked
            && !Work(department).Submissions.Any(submission => submission.Received > asked.Asked && submission.Received <= at
                && submission.Sections.Contains(section)) ? asked.Asked : null;

    private DateTimeOffset? FirstQuestion(string department, DateTimeOffset at) =>
        Plan.Departments.Single(asked => asked.Id == department).Sections.Min(section => Question(department, section, at));
}
