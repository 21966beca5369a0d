using AngleSharp.Html.Parser;
using FollowUp.Departments;
using FollowUp.Links;
using FollowUp.Mail;
using FollowUp.Plans;
using FollowUp.Rounds;
using FollowUp.Schedule;
using Microsoft.Extensions.Configuration;

namespace FollowUp.Tests.Mail;

public sealed class LettersTests
{
    private static readonly FollowUpSettings Settings =
        FollowUpSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(FollowUpSettingsTests.Good).Build());
    private static readonly Letters Letters = new(new LinkTokens(Settings.Links), Settings.Links, Settings.Mail, Settings.Pages);

    [Theory]
    [InlineData(NoticeKind.Invitation)]
    [InlineData(NoticeKind.Reminder)]
    [InlineData(NoticeKind.Overdue)]
    [InlineData(NoticeKind.Head)]
    public void Every_letter_says_plan_department_date_whom_to_ask_and_why_we_may_write(NoticeKind kind)
    {
        var letter = Write(kind, SmallTown.Work("board"));

        Assert.All(["Trygg stad", "Kommunstyrelsen", "27 februari 2026"], words => Assert.Contains(words, letter.Subject));
        Assert.All(["coordinator@town.example", "KS 2025/1", "Småstads kommun", "artikel 6.1 e"], words =>
            Assert.Contains(words, letter.Text));
        Assert.Equal("coordinator@town.example", letter.ReplyTo);
        var html = new HtmlParser().ParseDocument(letter.Html);
        Assert.Equal("sv", html.DocumentElement.GetAttribute("lang"));
        Assert.Empty(html.QuerySelectorAll("img, script, link, iframe, [src], [background]"));
        Assert.All(letter.Text.Split("\n", StringSplitOptions.TrimEntries).Where(paragraph => !paragraph.Contains("http")), paragraph =>
            Assert.Contains(paragraph.TrimEnd(':'), html.Body!.TextContent));
    }

    [Fact]
    public void The_link_stands_in_words_and_bare_and_only_with_those_who_answer()
    {
        var invitation = Write(NoticeKind.Invitation, SmallTown.Work("board"));
        var link = new HtmlParser().ParseDocument(invitation.Html).QuerySelector("a")!;

        Assert.Equal("Öppna enkäten", link.TextContent);
        Assert.Contains(link.GetAttribute("href")!, invitation.Text);
        var bare = new HtmlParser().ParseDocument(invitation.Html).QuerySelectorAll("a")[1];
        Assert.Equal((link.GetAttribute("href"), link.GetAttribute("href")), (bare.GetAttribute("href"), bare.TextContent));
        Assert.DoesNotContain("/svar/", Write(NoticeKind.Head, SmallTown.Work("board")).Text);
    }

    [Fact]
    public void A_letter_is_framed_for_mail_programs_says_by_when_in_a_box_who_writes_and_how_to_know_that_it_is_genuine()
    {
        var settings = FollowUpSettingsTests.Read(new Dictionary<string, string?>(FollowUpSettingsTests.Good)
        {
            ["FollowUp:CoordinatorName"] = "Kim Exempel",
            ["FollowUp:CoordinatorTitle"] = "Samordnare, kommunledningskontoret",
            ["FollowUp:CoordinatorPhone"] = "0123-456 78",
        });
        var work = SmallTown.Work("board");
        var letter = new Letters(new LinkTokens(settings.Links), settings.Links, settings.Mail, settings.Pages).Sample(SmallTown.Open, work,
            new Invitation(TestWorld.Start), "contact", TestWorld.Start);

        Assert.Contains("\n\nHälsningar\nKim Exempel\nSamordnare, kommunledningskontoret\n0123-456 78\n\n", letter.Text);
        Assert.Contains("Ring kommunens växel och fråga efter Kim Exempel. Våra länkar börjar alltid med https://followup.town.example.",
            letter.Text);
        Assert.Contains("Svara på det här mejlet, ring 0123-456 78 eller skriv till", letter.Text);
        var html = new HtmlParser().ParseDocument(letter.Html);
        Assert.Contains(html.QuerySelectorAll("td strong"), box => box.TextContent == "Svara senast fredagen den 27 februari 2026");
        // What mail programs keep: tables and styles of their own, and nothing that runs or is fetched.
        Assert.Empty(html.QuerySelectorAll("style, script, img, link, form, [class], [id]"));
        Assert.All(html.QuerySelectorAll("table"), table => Assert.Equal("presentation", table.GetAttribute("role")));
        Assert.Equal("600", html.QuerySelector("table table")!.GetAttribute("width"));
        // The bare address is longer than a telephone is wide.
        Assert.Contains("word-break:break-word", html.QuerySelector("table table")!.GetAttribute("style"));
    }

    [Theory]
    [InlineData(NoticeKind.Invitation)]
    [InlineData(NoticeKind.Head)]
    public void Every_letter_leads_to_the_privacy_notice(NoticeKind kind)
    {
        var letter = Write(kind, SmallTown.Work("board"));
        var link = new HtmlParser().ParseDocument(letter.Html).QuerySelectorAll("a").Last();

        Assert.Equal(("Läs mer om hur vi behandlar personuppgifter", "https://followup.town.example/personuppgifter"),
            (link.TextContent, link.GetAttribute("href")));
        Assert.EndsWith($"{link.TextContent}:\n{link.GetAttribute("href")}\n", letter.Text);
    }

    [Fact]
    public void The_deadline_comes_along_as_an_all_day_event_without_the_link()
    {
        var work = SmallTown.Work("board");
        var named = work with
        {
            Department = work.Department with
            {
                Name = "Nämnden för vård; omsorg, skola och åtskilligt annat som hör "
            + "till"
            }
        };
        var calendar = Write(NoticeKind.Invitation, named).Calendar!;

        Assert.Contains("\r\nDTSTART;VALUE=DATE:20260227\r\nDTEND;VALUE=DATE:20260228\r\n", calendar);
        Assert.Contains("SUMMARY:Sista svarsdag: Trygg stad\\, Nämnden för vård\\; omsorg\\, skola och åtskilligt annat som hör till",
            calendar.Replace("\r\n ", ""));
        Assert.All(calendar.Split("\r\n"), line => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.Contains("\r\nORGANIZER:mailto:coordinator@town.example\r\n", calendar);
        Assert.Contains("\r\nURL:https://followup.town.example/svar\r\n", calendar);
        Assert.DoesNotContain("/svar/", calendar.Replace("\r\n ", ""));
        Assert.Null(Write(NoticeKind.Head, work).Calendar);
    }

    [Fact]
    public void Names_are_escaped_in_html()
    {
        var work = SmallTown.Work("board");
        var hostile = work with { Department = work.Department with { Name = "<b>Nämnd & Co</b>" } };

        Assert.Contains("&lt;b&gt;Nämnd &amp; Co&lt;/b&gt;", Write(NoticeKind.Invitation, hostile).Html);
    }

    [Fact]
    public void Each_recipient_has_a_link_of_their_own_and_always_the_same()
    {
        var tokens = new LinkTokens(Settings.Links);
        var d = SmallTown.Register.Find("board")!;
        string[] links = [tokens.Token(new LinkOrigin("r", null, 0), d, "contact"), tokens.Token(new LinkOrigin("r", null, 0), d, "deputy"),
            tokens.Token(new LinkOrigin("r", null, 0), d with { Id = "e" }, "contact"),
            tokens.Token(new LinkOrigin("s", null, 0), d, "contact")];

        // A new contact gets another link.
        var replaced = d with { Contacts = d.Contacts.Select(contact => contact with { Generation = contact.Generation + 1 }).ToList() };
        Assert.NotEqual(tokens.Token(new LinkOrigin("r", null, 0), d, d.Contacts[0].Id),
            tokens.Token(new LinkOrigin("r", null, 0), replaced, d.Contacts[0].Id));
        Assert.Equal(4, links.Distinct().Count());
        Assert.All(links, link => Assert.Equal(43, link.Length));
        Assert.Equal(links[0], new LinkTokens(Settings.Links).Token(new LinkOrigin("r", null, 0), d, "contact"));
    }

    [Fact]
    public void A_deadline_that_has_passed_does_not_come_along()
    {
        var to = SmallTown.Work("board").Department.Recipients.First();
        var late = new QueuedMail("key", "notice", to.Id, to.Email, Timetable.DeadlineAt(SmallTown.Open), null);

        Assert.Null(Letters.Write(SmallTown.Open, SmallTown.Work("board"), new StepNotice("step", StepKind.Overdue, late.Decided),
            late).Calendar);
        Assert.NotNull(Letters.Write(SmallTown.Open, SmallTown.Work("board"), new StepNotice("step", StepKind.Deputy, late.Decided),
            late with { Decided = late.Decided.AddTicks(-1) }).Calendar);
    }

    [Fact]
    public void A_receipt_says_who_what_and_when_and_what_was_left_then_whatever_has_come_in_since()
    {
        var first = SmallTown.Work("social").Submitting(TestWorld.Start, ("1:1", SmallTown.Done()),
            ("closing", SmallTown.Values(("coordination", "Ett årshjul."))));
        var second = first.Submitting(TestWorld.Start.AddDays(1), ("1:2", SmallTown.Done()), ("2:1", SmallTown.Contributed()));

        var letter = Receipt(second, 1);

        Assert.Equal("Kvitto, inskickat 9 januari 2026: Trygg stad, Socialnämnden", letter.Subject);
        Assert.Contains("Socialnämnden har lämnat svar om planen ”Trygg stad”. Kim Exempel (handläggare) skickade in svaren den 9 januari "
            + "2026 kl. 09.00.", letter.Text);
        Assert.Contains("Det här skickades in:\n– 1:1 Utbilda personal\n– Avslutande frågor\n", letter.Text);
        Assert.Contains("Det här återstår att skicka in, senast fredagen den 27 februari 2026:\n– 1:2 Sprida information\n– 2:1 Erbjuda "
            + "boende\n", letter.Text);
        Assert.Contains("Ni kan ändra det som är inskickat tills omgången stängs, senast fredagen den 20 mars 2026.", letter.Text);
        Assert.Contains("Det inskickade är allmän handling.", letter.Text);
        Assert.Matches(@"Öppna kvittot:\nhttps://\S+/svar/\S{43}/kvitto/1\n", letter.Text);
        Assert.Equal("Öppna kvittot", new HtmlParser().ParseDocument(letter.Html).QuerySelector("a")!.TextContent);
        Assert.Null(letter.Calendar);
        Assert.Equal(letter.Text, Receipt(first, 1).Text);
        Assert.Contains("Därmed har ni svarat på allt.", Receipt(second, 2).Text);
    }

    [Fact]
    public void A_receipt_for_what_came_late_says_so()
    {
        var late = SmallTown.Work("social").Submitting(Timetable.DeadlineAt(SmallTown.Open), ("1:1", SmallTown.Done()));

        Assert.Contains("Svarstiden gick ut fredagen den 27 februari 2026, men svar tas emot tills omgången stängs. De redovisas som sena.",
            Receipt(late, 1).Text);
        Assert.DoesNotContain("senast fredagen den 27 februari", Receipt(late, 1).Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_last_day_is_said_first(bool begun)
    {
        var letter = Letters.Write(NoticeKind.ReminderLastDay, work: work => begun ? work : SmallTown.Work("social"));

        Assert.Matches("^Sista dagen, .*: Trygg stad, Socialnämnden$", letter.Subject);
        Assert.StartsWith("Hej!\n\nI dag, fredagen den 27 februari 2026, är sista svarsdag.\n\n", letter.Text);
        Assert.Contains(begun ? "Skicka in i dag." : "Svara i dag. Det tar ungefär 15 minuter.", letter.Text);
    }

    [Fact]
    public void A_reminder_after_the_deadline_names_no_day_that_has_passed_as_the_last()
    {
        var after = new LetterAskedFor(new LetterRequest("asked", 1, NoticeKind.Reminder, null, Timetable.DeadlineAt(SmallTown.Open)
            .AddDays(3)));

        var overdue = Write(after, SmallTown.Work("social"));
        Assert.Equal("Svarstiden har gått ut, sista svarsdag var 27 februari 2026: Trygg stad, Socialnämnden", overdue.Subject);
        Assert.Contains("Ni kan fortfarande svara, till och med fredagen den 20 mars 2026.", overdue.Text);

        var all = SmallTown.Work("social").Submitting(TestWorld.Start, ("1:1", SmallTown.Done()), ("1:2", SmallTown.Done()),
            ("2:1", SmallTown.Contributed()));
        var question = Write(after, all with
        {
            Returns = [new ClarificationRequest(1, 1, "1:1", "Hur många?", TestWorld.Start.AddDays(1),
            After: 1)]
        });
        Assert.Equal("Påminnelse, svar tas emot till och med 20 mars 2026: Trygg stad, Socialnämnden", question.Subject);
        Assert.Contains("Komplettera svaret i enkäten och skicka in det på nytt innan omgången stängs fredagen den 20 mars 2026.",
            question.Text);
        Assert.DoesNotContain("27 februari", question.Text);
    }

    [Fact]
    public void The_link_to_a_consultation_does_not_ask_what_has_been_done()
    {
        var letter = Letters.Write(NoticeKind.Link, round => round with { Kind = RoundKind.Consultation });

        Assert.Contains("Här är länken till enkäten där Socialnämnden svarar om ”Trygg stad”.\n", letter.Text);
        Assert.Contains("för att kunna genomföra samrådet", letter.Text);
    }

    [Theory]
    [InlineData(NoticeKind.Invitation, ContactRole.Contact, "Du får mejlet som kontaktperson för Socialnämnden.")]
    [InlineData(NoticeKind.Invitation, ContactRole.Deputy, "Du får mejlet som ersättare för kontaktpersonen i Socialnämnden.")]
    [InlineData(NoticeKind.Invitation, ContactRole.Mailbox, "Mejlet går till funktionsbrevlådan för Socialnämnden.")]
    [InlineData(NoticeKind.Deputy, ContactRole.Deputy, "Du får mejlet som ersättare för kontaktpersonen i Socialnämnden.")]
    [InlineData(NoticeKind.Head, ContactRole.Contact, "Du får mejlet som chef för Socialnämnden.")]
    [InlineData(NoticeKind.Receipt, ContactRole.Deputy, "Du får mejlet för att svaret skickades in genom din länk.")]
    [InlineData(NoticeKind.Delegation, ContactRole.Contact,
        "Du får mejlet för att Socialnämnden (social@town.example) har lämnat över en del av enkäten till dig.")]
    [InlineData(NoticeKind.DelegationCompleted, ContactRole.Contact, "Du får mejlet för att du lämnade över avsnittet.")]
    public void Every_letter_says_why_it_comes(NoticeKind kind, ContactRole role, string why) => Assert.Contains(
        $"\n\n{why} Vi behandlar namn, roll, enhet och e-postadress i tjänsten", Letters.Write(kind, work: work => work with
        {
            Department = work.Department with
            {
                Contacts = work.Department.Contacts.Select(contact => contact.Role == ContactRole.Contact
                ? contact with { Role = role } : contact).ToList()
            },
        }).Text);

    private static Letter Write(Notice notice, Assignment work)
    {
        var (id, email) = notice.To(work, new DateOnly(2026, 1, 12)).First();
        return Letters.Write(SmallTown.Open, work, notice, new QueuedMail("key", notice.Id, id, email, notice.At, null));
    }

    private static Letter Receipt(Assignment work, int number)
    {
        var notice = new Receipt(work.Submissions[number - 1]);
        var (id, email) = notice.To(work, new DateOnly(2026, 1, 12)).Single();
        return Letters.Write(SmallTown.Open, work, notice, new QueuedMail("key", notice.Id, id, email, TestWorld.Start, null));
    }

    private static Letter Write(NoticeKind kind, Assignment work) => Write(kind == NoticeKind.Invitation
        ? new Invitation(TestWorld.Start) : new StepNotice("step", Enum.Parse<StepKind>(kind.ToString()), TestWorld.Start), work);
}
