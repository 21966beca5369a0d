using FollowUp.Departments;
using FollowUp.Links;
using FollowUp.Pages;
using FollowUp.Rounds;
using FollowUp.Schedule;
using FollowUp.Time;

namespace FollowUp.Mail;

/// <summary>Writes the mails of a round and to the coordinator, as plain text and as HTML that loads nothing from anywhere.</summary>
public sealed class Letters(LinkTokens tokens, LinkSettings links, MailSettings settings, PageSettings pages)
{
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
        LetterPart[] deadline = Texts.Letter.ByWhen(kind, round, notice, mail.Decided) is { } day
            ? [new LetterPart(PartKind.Deadline, day)] : [];
        IReadOnlyList<LetterPart> linkAndWhatToKnow = link is not { } main ? deadline
            : [.. deadline, new LetterPart(PartKind.Button, main.Text, main.Link), .. LetterPart.Paragraphs(AboutLink(notice)),
                .. PlanLinks(round, notice)];
        var parts = (own?.Paragraphs is { } paragraphs
                ? paragraphs.SelectMany(paragraph => paragraph is [{ Placeholder: Placeholder.Link }]
                    ? linkAndWhatToKnow
                    : LetterPart.Paragraphs(Piece.Fill(paragraph, placeholder =>
                        Texts.Letter.Value(placeholder, kind, round, work, notice, mail.Decided)) is { } filled ? [filled] : []))
                : [.. LetterPart.Paragraphs([Texts.Letter.Greeting, .. Texts.Letter.Body(kind, round, work, notice, mail.Decided)]),
                    .. linkAndWhatToKnow, .. LetterPart.Paragraphs(Texts.Letter.Signature(settings.Coordinator))])
            .Concat(Below(round, work, notice, recipient)).ToList();
        return new Letter(mail.Key, mail.Email, (notice as DelegationLetter)?.Delegation.Name ?? recipient?.Name, round.ContactEmail,
            subject, LetterFrame.Text(parts), LetterFrame.Html(subject, parts, pages),
            DeadlineCalendar.Write(round, work, notice, mail.Decided, new Uri(links.PublicBaseAddress, LinkTokens.Path)));
    }

    private static IEnumerable<string> AboutLink(Notice notice) => notice switch
    {
        Receipt or DelegationCompletedLetter or Thanks => [Texts.Letter.LinkIsYours],
        DelegationLetter => [Texts.Letter.LinkIsForSection],
        _ => [$"{Texts.Letter.LinkIsYours} {Texts.Letter.SaveOften}", Texts.Letter.PublicRecord],
    };

    /// <summary>Of what somebody is asked about for the first time.</summary>
    private static IEnumerable<LetterPart> PlanLinks(Round round, Notice notice) =>
        notice.Kind is NoticeKind.Invitation or NoticeKind.Link or NoticeKind.Delegation
            ? round.Plans.Where(plan => plan.Link != null).Select(plan => new LetterPart(PartKind.Link,
                Texts.Letter.ReadPlan(plan.Title), new Uri(plan.Link!))) : [];

    /// <summary>The contact, the sender and why they write, and what becomes of personal data: no wording can leave that out.</summary>
    private IEnumerable<LetterPart> Below(Round round, Assignment work, Notice notice, Contact? recipient) =>
    [
        .. LetterPart.Paragraphs([Texts.Letter.Ask(round, settings.Coordinator)]),
        .. LetterPart.Foot([Texts.Letter.Sender(round), Texts.Letter.Why(round, work, notice, recipient),
            Texts.Letter.Genuine(settings.Coordinator, links.PublicBaseAddress)]),
        new LetterPart(PartKind.Foot, Texts.Letter.MoreOnPrivacy, new Uri(links.PublicBaseAddress, PrivacyFunctions.Route)),
    ];

    /// <summary>To the coordinator, of something in the calendar or from a user; what is answered comes back to them.</summary>
    public Letter Write(string key, string coordinator, News news)
    {
        IReadOnlyList<LetterPart> parts =
        [
            .. LetterPart.Paragraphs([Texts.Letter.Greeting, .. news.Paragraphs.SkipLast(1)]),
            .. news.Link is { } link ? [new LetterPart(PartKind.Button, link.Text, link.Address)] : (LetterPart[])[],
            .. LetterPart.Foot(news.Paragraphs.TakeLast(1)),
        ];
        return new Letter(key, coordinator, null, coordinator, news.Subject, LetterFrame.Text(parts),
            LetterFrame.Html(news.Subject, parts, pages), Calendar: null);
    }
}
