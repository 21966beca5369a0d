using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using FollowUp.Answers;
using FollowUp.Pages;
using FollowUp.Rounds;
using FollowUp.Storage;

namespace FollowUp.Mail;

/// <summary>Writes the mails of a round and to the coordinator, as plain text and as HTML that loads nothing from anywhere.</summary>
public sealed class Letters(LinkTokens tokens, FollowUpSettings settings)
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
            HandOverLetter => new LetterLink(Texts.Letter.OpenSection, tokens.Address(round.Id, department.Id, mail.RecipientId)),
            _ => new LetterLink(Texts.Letter.Open, tokens.Address(round.Id, department.Id, mail.RecipientId)),
        };
        var subject = Texts.Letter.Subject(round, department.Name, rung, mail.Decided);
        IReadOnlyList<string> before = [Texts.Letter.Greeting, .. Texts.Letter.Body(round, work, rung, mail.Decided)];
        IReadOnlyList<string> after =
        [
            .. link == null ? (string[])[] : rung is Receipt or HandBackLetter ? [Texts.Letter.LinkIsYours] : rung is HandOverLetter ? [Texts.Letter.LinkIsForSection] : [$"{Texts.Letter.LinkIsYours} {Texts.Letter.SaveOften}", Texts.Letter.PublicRecord],
            .. rung.Kind == RungKind.Coordinator ? (string[])[] : [Texts.Letter.Ask(round)],
            round.Municipality,
            Texts.Letter.Reference(round),
            Texts.Letter.Privacy,
        ];
        IReadOnlyList<(string Text, Uri? Link)> parts =
        [
            .. Words(before),
            .. link == null ? [] : new[] { (link.Text, (Uri?)link.Address) },
            .. Words(after),
            (Texts.Letter.MoreOnPrivacy, new Uri(settings.PublicBaseAddress, PrivacyFunctions.Route)),
        ];
        return new Letter(mail.Key, mail.Email, (rung as HandOverLetter)?.HandOver.Name ?? department.Contacts.FirstOrDefault(contact => contact.Id == mail.RecipientId)?.Name, round.ContactEmail, subject,
            AsText(parts), AsHtml(subject, parts),
            link == null || rung is Occasion || mail.Decided >= Timetable.DeadlineAt(round) ? null : DeadlineCalendar.Write(round, department, mail.Decided));
    }

    /// <summary>To the coordinator, of something in the calendar or from a user; what is answered comes back to them.</summary>
    public static Letter Write(string key, string coordinator, News news)
    {
        var parts = Words([Texts.Letter.Greeting, .. news.Paragraphs]).ToList();
        return new Letter(key, coordinator, null, coordinator, news.Subject, AsText(parts), AsHtml(news.Subject, parts), Calendar: null);
    }

    private static IEnumerable<(string Text, Uri? Link)> Words(IEnumerable<string> paragraphs) => paragraphs.Select(text => (text, (Uri?)null));

    private static string AsText(IEnumerable<(string Text, Uri? Link)> parts) =>
        string.Join("\n\n", parts.Select(part => part.Link == null ? part.Text : $"{part.Text}:\n{part.Link}")) + "\n";

    private static string AsHtml(string subject, IEnumerable<(string Text, Uri? Link)> parts)
    {
        var html = new StringBuilder()
            .Append("<!DOCTYPE html>\n<html lang=\"sv\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>").Append(Html.Encode(subject))
            .Append("</title></head>\n<body style=\"font-family: sans-serif; font-size: 16px; line-height: 1.5; max-width: 38em\">\n");
        foreach (var (text, link) in parts)
        {
            html.Append("<p>");
            if (link == null)
            {
                html.AppendJoin("<br>\n", text.Split('\n').Select(Html.Encode));
            }
            else
            {
                var address = Html.Encode(link.ToString());
                html.Append("<a href=\"").Append(address).Append("\">").Append(Html.Encode(text)).Append("</a><br>").Append(address);
            }
            html.Append("</p>\n");
        }
        return html.Append("</body>\n</html>\n").ToString();
    }

    private sealed record LetterLink(string Text, Uri Address);
}
