using System.Text;
using FollowUp.Departments;
using FollowUp.Rounds;

namespace FollowUp.Mail;

/// <summary>The deadline as an all-day event (RFC 5545). It holds no link: calendars are shared more widely than mails.</summary>
internal static class DeadlineCalendar
{
    // Of octets, without the line's end.
    private const int LongestLine = 75;

    public static string Write(Round round, Department department, DateTimeOffset made)
    {
        string[] lines =
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//FollowUp//SV",
            "METHOD:PUBLISH",
            "BEGIN:VEVENT",
            // The same for each mail about this deadline, so that a reminder does not add a second event.
            $"UID:{RoundIds.DepartmentInstance(round.Id, round.Run, 0, department.Id)}",
            $"DTSTAMP:{made.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}",
            $"DTSTART;VALUE=DATE:{round.Deadline:yyyyMMdd}",
            $"DTEND;VALUE=DATE:{round.Deadline.AddDays(1):yyyyMMdd}",
            $"SUMMARY:{Escape(Texts.Letter.CalendarTitle(round, department.Name))}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
            "END:VCALENDAR",
        ];
        return string.Concat(lines.Select(line => Fold(line) + "\r\n"));
    }

    private static string Escape(string text) => text
        .Replace("\\", "\\\\").Replace(";", "\\;").Replace(",", "\\,").ReplaceLineEndings("\\n");

    /// <summary>A long line goes on in lines that begin with a space; no letter is torn apart.</summary>
    private static string Fold(string line)
    {
        var folded = new StringBuilder();
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LongestLine)
            {
                folded.Append("\r\n ");
                octets = 1;
            }
            folded.Append(rune);
            octets += rune.Utf8SequenceLength;
        }
        return folded.ToString();
    }
}
