using System.Text;
using FollowUp.Inputs;

namespace FollowUp.Mail;

/// <summary>All of a day.</summary>
/// <param name="Uid">The same whenever the event is written, so that it is moved and not doubled.</param>
/// <param name="Text">Null where the title says it all.</param>
/// <param name="Edition">A higher one takes the place of a lower.</param>
/// <param name="Withdrawn">Takes the event out of the calendar.</param>
internal sealed record CalendarEvent(string Uid, DateOnly Day, string Title, string? Text = null, int Edition = 0, bool Withdrawn = false);

/// <summary>Writes events as iCalendar (RFC 5545).</summary>
internal static class CalendarFile
{
    // Of octets, without the line's end.
    private const int MaxLine = 75;

    /// <param name="organizer">The mail address of whom to ask: with a METHOD there must be one, or Exchange takes nothing back.</param>
    /// <param name="link">Of each event. Calendars are shared more widely than mails: it must not open anything by itself.</param>
    public static string Write(IReadOnlyCollection<CalendarEvent> events, DateTimeOffset made, string organizer, Uri link)
    {
        IEnumerable<string> lines =
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//FollowUp//SV",
            $"METHOD:{(events.Any(entry => entry.Withdrawn) ? "CANCEL" : "PUBLISH")}",
            .. events.SelectMany(entry => (string[])
            [
                "BEGIN:VEVENT",
                $"UID:{entry.Uid}",
                $"DTSTAMP:{made.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}",
                $"ORGANIZER:mailto:{EmailAddress.ForMail(organizer)}",
                .. entry.Edition > 0 ? (string[])[$"SEQUENCE:{entry.Edition}"] : [],
                .. entry.Withdrawn ? (string[])["STATUS:CANCELLED"] : [],
                $"DTSTART;VALUE=DATE:{entry.Day:yyyyMMdd}",
                $"DTEND;VALUE=DATE:{entry.Day.AddDays(1):yyyyMMdd}",
                $"SUMMARY:{Escape(entry.Title)}",
                .. entry.Text == null ? (string[])[] : [$"DESCRIPTION:{Escape(entry.Text)}"],
                $"URL:{link.AbsoluteUri}",
                "TRANSP:TRANSPARENT",
                .. entry.Withdrawn ? (string[])[] :
                [
                    "BEGIN:VALARM",
                    "ACTION:DISPLAY",
                    // At nine in the morning of the day before.
                    "TRIGGER:-PT15H",
                    $"DESCRIPTION:{Escape(entry.Title)}",
                    "END:VALARM",
                ],
                "END:VEVENT",
            ]),
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
            if (octets + rune.Utf8SequenceLength > MaxLine)
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
