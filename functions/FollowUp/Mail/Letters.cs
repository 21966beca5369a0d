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

    public Letter Write(Round round, DepartmentWork work, Rung rung, MailIntent mail) => Write(round, work, rung, mail, tokens.Address(round.Id, work.Department, mail.RecipientId));

    /// <summary>The letter as the recipient would get it now, for the coordinator to look at. The link is the department's alone: its place is shown, and not the link.</summary>
    public Letter Sample(Round round, DepartmentWork work, Rung rung, string recipientId, DateTimeOffset now) =>
        Write(round, work, rung, new MailIntent("", rung.Id, recipientId, "", now, Sent: null), new Uri(settings.PublicBaseAddress, Texts.Letter.LinkNotShown));

    /// <param name="address">Of the recipient's form.</param>
    private Letter Write(Round round, DepartmentWork work, Rung rung, MailIntent mail, Uri address)
    {
        var department = work.Department;
        (string Text, Uri? Link)? link = rung switch
        {
            // The head hears of what is overdue but has no link: answering stays with those who were asked.
            { Kind: RungKind.Head or RungKind.Exempt } => null,
            Receipt receipt => (Texts.Letter.OpenReceipt, new Uri($"{address}{OpenedLink.ReceiptPath(receipt.Submission.Number)}")),
            Thanks when work.HasExtract(round.Kind) => (Texts.Letter.OpenExtract, new Uri($"{address}{OpenedLink.ExtractPath}")),
            Thanks => (Texts.Letter.OpenReceipt, new Uri($"{address}{OpenedLink.ReceiptPath(work.Submissions[^1].Number)}")),
            HandOverLetter => (Texts.Letter.OpenSection, address),
            _ => (Texts.Letter.Open, address),
        };
        var subject = Texts.Letter.Subject(round, department.Name, rung, mail.Decided);
        IEnumerable<string> aboutLink = rung switch
        {
            _ when link == null => [],
            Receipt or HandBackLetter or Thanks => [Texts.Letter.LinkIsYours],
            HandOverLetter => [Texts.Letter.LinkIsForSection],
            _ => [$"{Texts.Letter.LinkIsYours} {Texts.Letter.SaveOften}", Texts.Letter.PublicRecord],
        };
        IReadOnlyList<(string Text, Uri? Link)> parts =
        [
            .. Words([Texts.Letter.Greeting, .. Texts.Letter.Body(round, work, rung, mail.Decided)]),
            .. link == null ? [] : new[] { link.Value },
            .. Words([.. aboutLink, Texts.Letter.Ask(round), round.Municipality, Texts.Letter.Reference(round), Texts.Letter.Privacy]),
            (Texts.Letter.MoreOnPrivacy, new Uri(settings.PublicBaseAddress, PrivacyFunctions.Route)),
        ];
        return new Letter(mail.Key, mail.Email, (rung as HandOverLetter)?.HandOver.Name ?? department.Contacts.FirstOrDefault(contact => contact.Id == mail.RecipientId)?.Name, round.ContactEmail, subject,
            AsText(parts), AsHtml(subject, parts), DeadlineCalendar.Write(round, work, rung, mail.Decided));
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
}
