using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using FollowUp.Answers;
using FollowUp.Rounds;
using FollowUp.Storage;

namespace FollowUp.Mail;

/// <summary>Writes the mails of a round and of the calendar, as plain text and as HTML that loads nothing from anywhere.</summary>
public sealed class Letters(LinkTokens tokens)
{
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    public Letter Write(Round round, DepartmentWork work, Rung rung, MailIntent mail)
    {
        var department = work.Department;
        var link = rung switch
        {
            // The head and the coordinator hear of what is overdue but have no link: answering stays with those who were asked.
            { Kind: RungKind.Head or RungKind.Coordinator } => null,
            Receipt receipt => new LetterLink(Texts.Letter.OpenReceipt, tokens.ReceiptAddress(round.Id, department.Id, mail.RecipientId, receipt.Submission.Number)),
            _ => new LetterLink(Texts.Letter.Open, tokens.Address(round.Id, department.Id, mail.RecipientId)),
        };
        var subject = Texts.Letter.Subject(round, department.Name, rung, mail.Decided);
        IReadOnlyList<string> before = [Texts.Letter.Greeting, .. Texts.Letter.Body(round, work, rung, mail.Decided)];
        IReadOnlyList<string> after =
        [
            .. link == null ? (string[])[] : rung is Receipt ? [Texts.Letter.LinkIsYours] : [$"{Texts.Letter.LinkIsYours} {Texts.Letter.SaveOften}", Texts.Letter.PublicRecord],
            .. rung.Kind == RungKind.Coordinator ? (string[])[] : [Texts.Letter.Ask(round)],
            round.Municipality,
            Texts.Letter.Reference(round),
            Texts.Letter.Privacy,
        ];
        return new Letter(mail.Key, mail.Email, department.Contacts.FirstOrDefault(contact => contact.Id == mail.RecipientId)?.Name, round.ContactEmail, subject,
            AsText(before, link, after), AsHtml(subject, before, link, after),
            link == null || rung is Occasion || mail.Decided >= Timetable.DeadlineAt(round) ? null : DeadlineCalendar.Write(round, department, mail.Decided));
    }

    /// <summary>To the coordinator, of something in the calendar; what is answered comes back to them.</summary>
    public static Letter Write(string key, string coordinator, CalendarNews news) => new(key, coordinator, null, coordinator, news.Subject,
        AsText([Texts.Letter.Greeting, .. news.Paragraphs], null, []), AsHtml(news.Subject, [Texts.Letter.Greeting, .. news.Paragraphs], null, []), Calendar: null);

    private static string AsText(IEnumerable<string> before, LetterLink? link, IEnumerable<string> after)
    {
        IEnumerable<string> invitation = link == null ? [] : [$"{link.Text}:\n{link.Address}"];
        return string.Join("\n\n", before.Concat(invitation).Concat(after)) + "\n";
    }

    private static string AsHtml(string subject, IEnumerable<string> before, LetterLink? link, IEnumerable<string> after)
    {
        var html = new StringBuilder()
            .Append("<!DOCTYPE html>\n<html lang=\"sv\">\n<head><meta charset=\"utf-8\"><title>").Append(Html.Encode(subject))
            .Append("</title></head>\n<body style=\"font-family: sans-serif; font-size: 16px; line-height: 1.5; max-width: 38em\">\n");
        void Paragraphs(IEnumerable<string> texts)
        {
            foreach (var text in texts)
            {
                html.Append("<p>").AppendJoin("<br>\n", text.Split('\n').Select(Html.Encode)).Append("</p>\n");
            }
        }
        Paragraphs(before);
        if (link != null)
        {
            var address = Html.Encode(link.Address.ToString());
            html.Append("<p><a href=\"").Append(address).Append("\">").Append(Html.Encode(link.Text)).Append("</a><br>").Append(address).Append("</p>\n");
        }
        Paragraphs(after);
        return html.Append("</body>\n</html>\n").ToString();
    }

    private sealed record LetterLink(string Text, Uri Address);
}
