using FollowUp.Rounds;

namespace FollowUp.Mail;

/// <summary>
/// The deadline as an event. It leads to a page that says where the department's link is, and not to the link: calendars are shared more
/// widely than mails.
/// </summary>
internal static class DeadlineCalendar
{
    /// <summary>
    /// The event, or its withdrawal where the department need not answer any more; null where the letter is not about the deadline.
    /// </summary>
    /// <param name="round">As it is for the department.</param>
    /// <param name="link">Where to go on, without a secret in it.</param>
    public static string? Write(Round round, Assignment work, Notice notice, DateTimeOffset made, Uri link)
    {
        var withdrawn = notice.Kind == NoticeKind.Exempt;
        if (!withdrawn && (made >= Timetable.DeadlineAt(round) || notice.Kind is NoticeKind.Head or NoticeKind.Message
            || notice is not (LadderNotice or Extended or LetterAskedFor)))
        {
            return null;
        }
        // The same UID in each mail about this deadline, so that a reminder does not add a second event; and a later edition moves it,
        // takes it away or puts it back.
        var edition = round.Deadline.DayNumber - (round.FirstDeadline ?? round.Deadline).DayNumber + (2 * work.Lifted(round).Count())
            + (withdrawn ? 1 : 0);
        return CalendarFile.Write(
            [new CalendarEvent(RoundIds.DepartmentInstance(round.Id, round.Run, 0, work.Department.Id), round.Deadline,
                Texts.Letter.CalendarTitle(round, work.Department.Name), Edition: edition, Withdrawn: withdrawn)], made,
            round.ContactEmail, link);
    }
}
