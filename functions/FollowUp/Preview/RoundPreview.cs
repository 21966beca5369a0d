using FollowUp.Departments;
using FollowUp.Imports;
using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Rounds;
using FollowUp.Time;

namespace FollowUp.Preview;

/// <summary>
/// What a draft would do if it were opened now: which departments it would ask, and which mails would go out if nobody ever answered. Pure.
/// </summary>
/// <param name="Obstacles">Why it cannot be opened, each as a sentence.</param>
/// <param name="Findings">What somebody should look at before it is opened, each as a sentence.</param>
/// <param name="Timeline">What happens on which day, in order of time.</param>
/// <param name="FallenSteps">Which steps of the ladder are not taken, and why, each as a sentence.</param>
/// <param name="Schedule">In order of time.</param>
public sealed record RoundPreview(
    Round Round,
    IReadOnlyList<string> Obstacles,
    IReadOnlyList<string> Findings,
    IReadOnlyList<TimelineEntry> Timeline,
    IReadOnlyList<string> FallenSteps,
    IReadOnlyList<PreviewedNotice> Schedule,
    IReadOnlyList<PreviewedDepartment> Departments)
{
    /// <summary>Names of the register's departments that get no questionnaire.</summary>
    public IReadOnlyList<string> Unasked { get; init; } = [];

    private const int FewestDaysToAnswer = 10;
    private const int FewestDaysToComment = 21;
    private const int MostDaysToAnswer = 120;

    // Late answers are taken so long, where the coordinator has no other wish.
    private const int DaysOfGrace = 14;

    public int Mails => Schedule.Sum(notice => notice.Mails.Count);

    /// <param name="warnings">What the imports of the round's plans warned of.</param>
    public static RoundPreview Of(Round draft, AskedRound asked, IReadOnlyList<Finding> warnings, DateTimeOffset now)
    {
        var round = draft with { OpenedAt = now };
        var works = asked.Departments.Select(Assignment.Unanswered).OrderBy(work => work.Department.Name, Texts.Alphabet).ToList();
        var notices = Timetable.Notices(round).ToList();
        if (notices[0].At < now)
        {
            // It does not wait for a better hour.
            notices[0] = notices[0] with { At = now };
        }
        var schedule = notices.Select(notice =>
            new PreviewedNotice(notice.Kind, notice.At, works.SelectMany(work => MailsOf(work, notice)).ToList())).ToList();
        return new RoundPreview(
            draft,
            [.. now >= Timetable.DeadlineAt(draft) ? [Texts.Drafting.TooLate] : (string[])[], .. asked.Obstacles],
            [
                .. Days(round, notices[0], now),
                .. asked.Undecided.Where(undecided => !undecided.Orphaned).Select(Texts.Plan.Undecided),
                .. Readers(works, notices),
                .. warnings.Select(Texts.Preview.PlanWarning),
            ],
            [.. TimelineOf(round, notices)],
            Timetable.Steps(round).Where(planned => planned.Fate != StepFate.Stands).Select(planned => Texts.Preview.Fallen(round, planned))
                .ToList(),
            schedule,
            works.Select(work => Department(work, StockholmTime.DayOf(notices[0].At))).ToList());
    }

    /// <summary>Who gets the notice's mail of the department, as long as nothing has been answered.</summary>
    private static IEnumerable<PreviewedMail> MailsOf(Assignment work, Notice notice)
    {
        // Where nothing must be answered nobody is reminded of it; and the coordinator hears of all departments in the day's digest.
        return notice.Kind == NoticeKind.Coordinator || (work.AllSubmitted && notice.Kind != NoticeKind.Invitation) ? []
            : ReadersOf(work.Department, notice).Select(contact => new PreviewedMail(work.Department.Name, contact.Role, contact.Email));
    }

    private static IReadOnlyList<Contact> ReadersOf(Department department, Notice notice)
    {
        var day = StockholmTime.DayOf(notice.At);
        return notice.Kind switch
        {
            NoticeKind.Deputy => department.DeputiesOn(day),
            NoticeKind.Head => department.HeadsOn(day),
            _ => department.RecipientsOn(day),
        };
    }

    private static PreviewedDepartment Department(Assignment work, DateOnly invited)
    {
        var measures = work.Questionnaire.Sections.Where(section => section.IsMeasure).ToList();
        return new PreviewedDepartment(
            work.Department.Id,
            work.Department.Name,
            measures.Count(section => section.Kind == SectionKind.Responsible),
            measures.Count(section => section.Kind == SectionKind.CoResponsible),
            measures.Where(section => section.IsNew).Select(Texts.Heading).ToList(),
            work.Questionnaire.Dropped,
            work.Earlier.Count,
            Texts.Letter.Minutes(work),
            work.Department.RecipientsOn(invited).Select(contact =>
                new PreviewedRecipient(contact.Role, contact.Name, contact.Email, contact.IsValidOn(invited))).ToList());
    }

    private static IEnumerable<TimelineEntry> TimelineOf(Round round, IReadOnlyList<Notice> notices)
    {
        var steps = Timetable.Steps(round).ToDictionary(planned => planned.Notice.Id);
        return notices
            .Select(notice => (notice.At, Day: StockholmTime.DayOf(notice.At),
                Text: Texts.Preview.Notice(round, notice, steps.GetValueOrDefault(notice.Id))))
            .Append((At: Timetable.DeadlineAt(round), Day: round.Deadline, Text: Texts.Preview.Deadline))
            .Append((At: Timetable.ClosesAt(round), Day: round.Closes, Text: Texts.Preview.Close))
            .OrderBy(entry => entry.At)
            .Select(entry => new TimelineEntry(entry.Day, entry.Text));
    }

    private static IEnumerable<string> Days(Round round, Notice invitation, DateTimeOffset now)
    {
        var invited = StockholmTime.DayOf(invitation.At);
        if (now > Timetable.OpensAt(round))
        {
            yield return Texts.Preview.OpensLate(round);
        }
        if (!round.Days.IsWorkingDay(invited))
        {
            yield return Texts.Preview.InvitedOnDayOff(round.Days, invited);
        }
        if (!round.Days.IsWorkingDay(round.Deadline))
        {
            yield return Texts.Preview.DeadlineOnDayOff(round.Days, round.Deadline);
        }
        var (daysToAnswer, fewest) = (round.Deadline.DayNumber - invited.DayNumber,
            round.Kind == RoundKind.Consultation ? FewestDaysToComment : FewestDaysToAnswer);
        if (daysToAnswer < fewest)
        {
            yield return Texts.Preview.ShortTime(daysToAnswer, round.Days.OnOrAfter(invited.AddDays(fewest)));
        }
        if (daysToAnswer > MostDaysToAnswer)
        {
            yield return Texts.Preview.LongTime(daysToAnswer, round.Days.OnOrBefore(invited.AddDays(MostDaysToAnswer)));
        }
        if (round is { About: { } about, Kind: RoundKind.Annual or RoundKind.HalfYear or RoundKind.Biennial })
        {
            if (invited <= about.Last)
            {
                yield return Texts.Preview.PeriodNotOver(round.Period, about.Last);
            }
            if (invited > about.Last.AddYears(1))
            {
                yield return Texts.Preview.PeriodLongPast(round.Period);
            }
        }
        if (round.Closes == round.Deadline)
        {
            yield return Texts.Preview.ClosesOnDeadline(round.Days.OnOrAfter(round.Deadline.AddDays(DaysOfGrace)));
        }
    }

    /// <summary>
    /// Where a mail would reach nobody, or only those who are not valid any more: told of the first such mail to the same readers.
    /// </summary>
    private static IEnumerable<string> Readers(IReadOnlyList<Assignment> works, IReadOnlyList<Notice> notices)
    {
        foreach (var (problem, tell) in new (Func<Department, Notice, bool>, Func<Notice, IReadOnlyList<string>, string>)[]
        {
            ((department, notice) => ReadersOf(department, notice).Count == 0, Texts.Preview.NobodyToTell),
            ((department, notice) => ReadersOf(department, notice) is { Count: > 0 } readers
                && !readers.Any(contact => contact.IsValidOn(StockholmTime.DayOf(notice.At))), Texts.Preview.OnlyOutdated),
        })
        {
            var told = new HashSet<(NoticeKind, string)>();
            foreach (var notice in notices.Where(notice => notice.Kind != NoticeKind.Coordinator))
            {
                var names = works
                    .Where(work => (notice.Kind == NoticeKind.Invitation || !work.AllSubmitted) && problem(work.Department, notice)
                        && told.Add((Timetable.Readers(notice.Kind), work.Department.Id)))
                    .Select(work => work.Department.Name).ToList();
                if (names.Count > 0)
                {
                    yield return tell(notice, names);
                }
            }
        }
        var invited = StockholmTime.DayOf(notices[0].At);
        // Where the ladder has a step to the deputies, that has told of those who have none.
        if (notices.All(notice => notice.Kind != NoticeKind.Deputy)
            && works.Where(work => !work.Department.DeputiesOn(invited).Any(deputy => deputy.IsValidOn(invited)))
                .Select(work => work.Department.Name).ToList() is { Count: > 0 } alone)
        {
            yield return Texts.Preview.NoDeputy(alone);
        }
    }
}

public sealed record TimelineEntry(DateOnly Day, string Text);

/// <summary>One step of the round and the mails that it means.</summary>
public sealed record PreviewedNotice(NoticeKind Kind, DateTimeOffset At, IReadOnlyList<PreviewedMail> Mails);

/// <param name="Department">Its name.</param>
public sealed record PreviewedMail(string Department, ContactRole Role, string Email);

/// <param name="New">Measures that it was not asked about the last time, as "number title".</param>
/// <param name="Dropped">Measures that it is not asked about any more.</param>
/// <param name="Earlier">How many of its sections have an earlier answer beside them.</param>
/// <param name="Minutes">About how long it takes to answer, as the invitation says.</param>
/// <param name="Recipients">Who gets the invitation.</param>
public sealed record PreviewedDepartment(
    string Id,
    string Name,
    int Responsible,
    int CoResponsible,
    IReadOnlyList<string> New,
    IReadOnlyList<string> Dropped,
    int Earlier,
    int Minutes,
    IReadOnlyList<PreviewedRecipient> Recipients);

/// <param name="Valid">Whether it is so on the day of the invitation.</param>
public sealed record PreviewedRecipient(ContactRole Role, string? Name, string Email, bool Valid);
