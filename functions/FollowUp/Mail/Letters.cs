using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using FollowUp.Departments;
using FollowUp.Links;
using FollowUp.Pages;
using FollowUp.Rounds;
using FollowUp.Schedule;
using FollowUp.Time;

namespace FollowUp.Mail;

/// <summary>Writes the mails of a round and to the coordinator, as plain text and as HTML that loads nothing from anywhere.</summary>
public sealed class Letters(LinkTokens tokens, LinkSettings links, MailSettings settings)
{
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    public Letter Write(Round round, Assignment work, Notice notice, QueuedMail mail) =>
        // A colleague's other link is to their section, as the first one was.
        Write(round, work, notice is LetterAskedFor { Request.IsRenewal: true }
            && work.Delegations.FirstOrDefault(delegation => delegation.Id == mail.RecipientId) is { } own
            ? new DelegationLetter(own) : notice, mail, tokens.Address(round.Links, work.Department, mail.RecipientId));

    /// <summary>
    /// The letter as the recipient would get it now, for the coordinator to look at. The link is the department's alone: its place is
    /// shown, and not the link.
    /// </summary>
    public Letter Sample(Round round, Assignment work, Notice notice, string recipientId, DateTimeOffset now) =>
        Write(round, work, notice, new QueuedMail("", notice.Id, recipientId, "", now, Sent: null),
            new Uri(links.PublicBaseAddress, Texts.Letter.LinkNotShown));

    /// <param name="address">Of the recipient's form.</param>
    private Letter Write(Round round, Assignment work, Notice notice, QueuedMail mail, Uri address)
    {
        var department = work.Department;
        (string Text, Uri? Link)? link = notice switch
        {
            // The head hears of what is overdue but has no link: answering stays with those who were asked.
            { Kind: NoticeKind.Head or NoticeKind.Exempt } => null,
            Receipt receipt => (Texts.Letter.OpenReceipt, new Uri($"{address}{LinkTokens.ReceiptPath(receipt.Submission.Number)}")),
            Thanks when work.HasExtract(round.Kind) => (Texts.Letter.OpenExtract, new Uri($"{address}{LinkTokens.ExtractPath}")),
            Thanks => (Texts.Letter.OpenReceipt, new Uri($"{address}{LinkTokens.ReceiptPath(work.Submissions[^1].Number)}")),
            DelegationLetter => (Texts.Letter.OpenSection, address),
            _ => (Texts.Letter.Open, address),
        };
        var recipient = department.Contacts.FirstOrDefault(contact => contact.Id == mail.RecipientId);
        var kind = notice.Template(round, work, mail.Decided);
        // The municipality's own words ask for an answer by the deadline.
        var own = notice.Kind == NoticeKind.Invitation && mail.Decided >= Timetable.DeadlineAt(round) ? null
            : settings.Templates.Find(round.Kind, kind);
        var subject = Subject.Of(round, work, notice, (round, work, notice) => own?.Subject is { } words
            ? Piece.Fill(words, placeholder => Texts.Letter.ValueInSubject(placeholder, kind, round, work, notice, mail.Decided))!
            : Texts.Letter.Subject(kind, round, work, notice, mail.Decided));
        IReadOnlyList<(string Text, Uri? Link)> linkAndWhatToKnow = link == null ? [] : [link.Value, .. Words(AboutLink(notice)),
            .. PlanLinks(round, notice)];
        var parts = (own?.Paragraphs is { } paragraphs
                ? paragraphs.SelectMany(paragraph => paragraph is [{ Placeholder: Placeholder.Link }]
                    ? linkAndWhatToKnow
                    : Words(Piece.Fill(paragraph, placeholder =>
                        Texts.Letter.Value(placeholder, kind, round, work, notice, mail.Decided)) is { } filled ? [filled] : []))
                : [.. Words([Texts.Letter.Greeting, .. Texts.Letter.Body(kind, round, work, notice, mail.Decided)]), .. linkAndWhatToKnow])
            .Concat(Below(round, work, notice, recipient)).ToList();
        return new Letter(mail.Key, mail.Email, (notice as DelegationLetter)?.Delegation.Name ?? recipient?.Name, round.ContactEmail,
            subject, AsText(parts), AsHtml(subject, parts), DeadlineCalendar.Write(round, work, notice, mail.Decided,
            new Uri(links.PublicBaseAddress, LinkTokens.Path)));
    }

    private static IEnumerable<string> AboutLink(Notice notice) => notice switch
    {
        Receipt or DelegationCompletedLetter or Thanks => [Texts.Letter.LinkIsYours],
        DelegationLetter => [Texts.Letter.LinkIsForSection],
        _ => [$"{Texts.Letter.LinkIsYours} {Texts.Letter.SaveOften}", Texts.Letter.PublicRecord],
    };

    /// <summary>Of what somebody is asked about for the first time.</summary>
    private static IEnumerable<(string Text, Uri? Link)> PlanLinks(Round round, Notice notice) =>
        notice.Kind is NoticeKind.Invitation or NoticeKind.Link or NoticeKind.Delegation
            ? round.Plans.Where(plan => plan.Link != null).Select(plan => (Texts.Letter.ReadPlan(plan.Title), (Uri?)new Uri(plan.Link!)))
            : [];

    /// <summary>The contact, the sender and why they write, and what becomes of personal data: no wording can leave that out.</summary>
    private IEnumerable<(string Text, Uri? Link)> Below(Round round, Assignment work, Notice notice, Contact? recipient) =>
    [
        .. Words([Texts.Letter.Ask(round), Texts.Letter.Sender(round), Texts.Letter.Why(round, work, notice, recipient)]),
        (Texts.Letter.MoreOnPrivacy, new Uri(links.PublicBaseAddress, PrivacyFunctions.Route)),
    ];

    /// <summary>To the coordinator, of something in the calendar or from a user; what is answered comes back to them.</summary>
    public static Letter Write(string key, string coordinator, News news)
    {
        IReadOnlyList<(string, Uri?)> parts =
        [
            .. Words([Texts.Letter.Greeting, .. news.Paragraphs.SkipLast(1)]),
            .. news.Link is { } link ? [link] : (IEnumerable<(string, Uri?)>)[],
            .. Words(news.Paragraphs.TakeLast(1)),
        ];
        return new Letter(key, coordinator, null, coordinator, news.Subject, AsText(parts), AsHtml(news.Subject, parts), Calendar: null);
    }

    private static IEnumerable<(string Text, Uri? Link)> Words(IEnumerable<string> paragraphs) =>
        paragraphs.Select(text => (text, (Uri?)null));

    private static string AsText(IEnumerable<(string Text, Uri? Link)> parts) =>
        string.Join("\n\n", parts.Select(part => part.Link == null ? part.Text : $"{part.Text}:\n{part.Link}")) + "\n";

    private static string AsHtml(string subject, IEnumerable<(string Text, Uri? Link)> parts)
    {
        var html = new StringBuilder()
            .Append("<!DOCTYPE html>\n<html lang=\"sv\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" "
            + "content=\"width=device-width, initial-scale=1\"><title>").Append(Html.Encode(subject))
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
