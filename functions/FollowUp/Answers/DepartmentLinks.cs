using System.Globalization;
using FollowUp.Forms;
using FollowUp.Links;
using FollowUp.Pages;
using FollowUp.Questionnaires;
using FollowUp.Rounds;
using FollowUp.Trail;
using Microsoft.AspNetCore.Http;

namespace FollowUp.Answers;

/// <summary>Opens a department's links, and saves what comes through them.</summary>
public sealed class DepartmentLinks(LinkTable links, RoundTable rounds, AssignmentTable answers, LinkTokens tokens, LinkSettings settings,
    TimeProvider clock)
{
    private const string SavedMark = "sparat";

    /// <summary>What the link opens; null alike for unknown, malformed and closed links.</summary>
    public async Task<OpenedLink?> OpenAsync(string token, CancellationToken cancellation)
    {
        if (await links.FindAsync(LinkTokens.Hash(token), cancellation) is not { } link)
        {
            return null;
        }
        var round = (await rounds.GetAsync(link.RoundId, cancellation)).Round;
        var stored = await answers.FindAsync(link.RoundId, link.DepartmentId, round.Run, cancellation);
        // Closed, taken back or replaced.
        if (stored == null || !IsOpen(round, clock.GetUtcNow())
            || stored.Work.Department.Contacts.Any(contact => contact.Id == link.RecipientId && contact.LinkClosed)
            || stored.Work.Delegations.Any(delegation => delegation.Id == link.RecipientId && delegation.RevokedAt != null)
            || tokens.Token(round.Links, stored.Work.Department, link.RecipientId) != token)
        {
            return null;
        }
        round = round.For(stored.Work.Extension);
        return new OpenedLink(token, tokens.FormToken(link.Hash), link.RecipientId, round, stored,
            clock.GetUtcNow() >= Timetable.DeadlineAt(round),
            ShowsDrafts: round.ClosedAt == null || clock.GetUtcNow() < round.ClosedAt.Value.AddDays(LinkSettings.DraftDaysAfterClose));
    }

    private bool IsOpen(Round round, DateTimeOffset now) => round.LinksClosedAt == null
        && !(round.State is RoundState.Closed or RoundState.Cancelled && now >= round.ClosedAt!.Value.AddDays(settings.DaysAfterClose));

    /// <summary>
    /// As <see cref="OpenAsync"/>, but for those who answer for the whole department: a colleague's link opens one section alone.
    /// </summary>
    public async Task<OpenedLink?> OpenWholeAsync(string token, CancellationToken cancellation) =>
        await OpenAsync(token, cancellation) is { Delegation: null } opened ? opened : null;

    /// <summary>Sends the browser on to a page that says that the section was saved.</summary>
    public IResult SeeSaved(HttpRequest request, OpenedLink opened, string address, int number) => PageResults.SeeOther(request,
        tokens.WithProof(LinkTokens.Hash(opened.Token), $"{address}?{SavedMark}={number}", clock.GetUtcNow()));

    /// <summary>The section that was saved just before; null where none was.</summary>
    public Section? JustSaved(HttpRequest request, OpenedLink opened) =>
        int.TryParse(request.Query[SavedMark].FirstOrDefault(), CultureInfo.InvariantCulture, out var number)
            && tokens.HasProof(LinkTokens.Hash(opened.Token), request.Path, request.QueryString.ToString(), clock.GetUtcNow())
            ? opened.SectionAt(number) : null;

    public Task<(IFormCollection? Form, IResult? Refusal)> ReadFormAsync(HttpRequest request, OpenedLink opened,
        CancellationToken cancellation) =>
        LinkPages.ReadFormAsync(request, tokens, LinkTokens.Hash(opened.Token), cancellation);

    /// <summary>What was posted for the section in that place, or the page that says why it is not taken.</summary>
    /// <param name="whole">Taken only from those who answer for the whole department.</param>
    internal async Task<(PostedSection? Posted, IResult? Refusal)> ReadSectionAsync(HttpRequest request, string token, int number,
        bool whole, CancellationToken cancellation)
    {
        if (await (whole ? OpenWholeAsync(token, cancellation) : OpenAsync(token, cancellation)) is not { } opened
            || opened.SectionAt(number) is not { } section)
        {
            return (null, await UnknownAsync(request, token, cancellation));
        }
        var (form, refusal) = await ReadFormAsync(request, opened, cancellation);
        return (form == null ? null : new PostedSection(opened, section, form), refusal);
    }

    /// <summary>Puts what was typed into what is saved.</summary>
    /// <returns>Null where the link has been revoked meanwhile.</returns>
    internal async Task<SaveOutcome?> SaveAsync(OpenedLink opened, TypedSection typed, CancellationToken cancellation)
    {
        for (var read = opened; read != null; read = await OpenAsync(opened.Token, cancellation))
        {
            if (!read.TakesAnswers)
            {
                return new SaveOutcome(read, typed, []);
            }
            var saved = read.Work.Drafts.GetValueOrDefault(typed.Section.Id);
            var (values, contested) = typed.Into(saved);
            if (values.SameAs(saved ?? []))
            {
                return new SaveOutcome(read, typed, contested);
            }
            var after = read with { Stored = read.Stored with { Work = read.Work.With(typed.Section.Id, values) } };
            var now = clock.GetUtcNow();
            // A page saves as one types: an entry for each person and hour tells who worked when, and how far they came.
            var entry = new TrailEntry($"draft|{now:yyyyMMddTHH}|{read.RecipientId}", now, read.Recipient,
                TrailEvent.DraftSaved, read.DepartmentId, Texts.Trail.Saved(after.Work.Filled, after.Work.Asked.Count()));
            if (await answers.SaveDraftAsync(read.Stored, typed.Section.Id, values, entry, cancellation))
            {
                return new SaveOutcome(after, typed, contested);
            }
            // Somebody saved in between: look at what they wrote.
        }
        return null;
    }

    /// <summary>Where nothing is taken any more, or not now.</summary>
    /// <param name="typed">What was typed while that came about; null where nothing was.</param>
    public static IResult Closed(HttpRequest request, OpenedLink opened, TypedSection? typed = null) =>
        PageResults.Page<ClosedPage>(410, new Dictionary<string, object?>
        {
            [nameof(ClosedPage.Opened)] = opened,
            [nameof(ClosedPage.Typed)] = typed
        });

    /// <summary>
    /// The page for a link that opens nothing, or not this. Who was typing when it was taken back gets their text; it tells them nothing
    /// else.
    /// </summary>
    public async Task<IResult> UnknownAsync(HttpRequest request, string token, CancellationToken cancellation)
    {
        var (form, _) = LinkPages.CanShowBack(request)
            ? await LinkPages.ReadFormAsync(request, tokens, LinkTokens.Hash(token), cancellation) : (null, null);
        return LinkPages.Unknown(request, form == null ? [] : PostedForm.Texts(form));
    }
}

internal sealed record PostedSection(OpenedLink Opened, Section Section, IFormCollection Form);
