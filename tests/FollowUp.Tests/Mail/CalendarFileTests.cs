using FollowUp.Mail;

namespace FollowUp.Tests.Mail;

public sealed class CalendarFileTests
{
    private static readonly CalendarEvent Event = new("uid", new DateOnly(2026, 2, 27), "Sista svarsdag", "Text", Edition: 1);

    [Fact]
    public void Every_event_has_an_organizer_a_link_and_a_reminder()
    {
        var events = Events(Event, Event with { Uid = "other" });

        Assert.Equal(2, events.Count);
        Assert.All(events, lines =>
        {
            Assert.Contains("ORGANIZER:mailto:samordnare@xn--testkping-47a.example", lines);
            Assert.Contains("URL:https://followup.town.example/svar", lines);
            Assert.Equal(["BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT15H", "DESCRIPTION:Sista svarsdag", "END:VALARM"],
                lines.SkipWhile(line => line != "BEGIN:VALARM").TakeWhile(line => line != "END:VEVENT"));
        });
    }

    [Fact]
    public void A_withdrawal_names_the_organizer_and_reminds_of_nothing()
    {
        var file = Write(Event with { Withdrawn = true });
        var lines = Assert.Single(Events(Event with { Withdrawn = true }));

        Assert.Contains("METHOD:CANCEL\r\n", file);
        Assert.Superset(new HashSet<string>
        {
            "STATUS:CANCELLED", "SEQUENCE:1", "ORGANIZER:mailto:samordnare@xn--testkping-47a.example",
        }, lines.ToHashSet());
        Assert.DoesNotContain("VALARM", file);
    }

    private static string Write(params CalendarEvent[] events) => CalendarFile.Write(events, TestWorld.Start,
        "samordnare@testköping.example", new Uri("https://followup.town.example/svar"));

    private static List<List<string>> Events(params CalendarEvent[] events) => Write(events).Replace("\r\n ", "")
        .Split("BEGIN:VEVENT\r\n").Skip(1).Select(text => text.Split("\r\n").ToList()).ToList();
}
