using FollowUp.Departments;
using FollowUp.Rounds;

namespace FollowUp.Mail;

/// <summary>The deadline as an event. It holds no link: calendars are shared more widely than mails.</summary>
internal static class DeadlineCalendar
{
    // The same UID in each mail about this deadline, so that a reminder does not add a second event.
    public static string Write(Round round, Department department, DateTimeOffset made) => CalendarFile.Write(
        [new CalendarEvent(RoundIds.DepartmentInstance(round.Id, round.Run, 0, department.Id), round.Deadline, Texts.Letter.CalendarTitle(round, department.Name))], made);
}
