using FollowUp.Questionnaires;
using FollowUp.Records;
using FollowUp.Rounds;
using FollowUp.Storage;
using Microsoft.AspNetCore.Http;

namespace FollowUp.Answers;

/// <summary>Opens a department's links, and saves what comes through them.</summary>
public sealed class DepartmentLinks(LinkTable links, RoundTable rounds, AnswerTable answers, LinkTokens tokens, TimeProvider clock)
{
    /// <summary>What the link opens; null alike for unknown, malformed and revoked links, at the cost of one point read.</summary>
    public async Task<OpenedLink?> OpenAsync(string token, CancellationToken cancellation)
    {
        if (await links.FindAsync(LinkTokens.Hash(token), cancellation) is not { Revoked: false } link)
        {
            return null;
        }
        var round = (await rounds.GetAsync(link.RoundId, cancellation)).Round;
        var stored = await answers.FindAsync(link.RoundId, link.DepartmentId, round.Run, cancellation);
        // Taken back, though the link itself may not have been revoked yet.
        return stored == null || stored.Work.HandOvers.Any(handOver => handOver.Id == link.RecipientId && handOver.TakenBack != null) ? null
            : new OpenedLink(token, tokens.FormToken(link.Hash), link.RecipientId, round, stored, clock.GetUtcNow() >= Timetable.DeadlineAt(round));
    }

    /// <summary>As <see cref="OpenAsync"/>, but for those who answer for the whole department: a colleague's link opens one section alone.</summary>
    public async Task<OpenedLink?> OpenWholeAsync(string token, CancellationToken cancellation) =>
        await OpenAsync(token, cancellation) is { HandOver: null } opened ? opened : null;

    public Task<(IFormCollection? Form, IResult? Refusal)> ReadFormAsync(HttpRequest request, OpenedLink opened, CancellationToken cancellation) =>
        LinkPages.ReadFormAsync(request, tokens, LinkTokens.Hash(opened.Token), cancellation);

    /// <summary>Puts what was typed into what is saved.</summary>
    internal async Task<SaveOutcome> SaveAsync(OpenedLink opened, TypedSection typed, CancellationToken cancellation)
    {
        while (true)
        {
            if (!opened.TakesAnswers)
            {
                return new SaveOutcome(opened, [], []);
            }
            var faults = AnswerRules.Faults(typed.Section, typed.Values).ToList();
            if (faults.Count > 0)
            {
                return new SaveOutcome(opened, faults, []);
            }
            var saved = opened.Work.Drafts.GetValueOrDefault(typed.Section.Id);
            var (values, contested) = typed.Into(saved);
            if (values.SameAs(saved ?? []))
            {
                return new SaveOutcome(opened, [], contested);
            }
            var after = opened with { Stored = opened.Stored with { Work = opened.Work.With(typed.Section.Id, values) } };
            var now = clock.GetUtcNow();
            // A page saves as one types: an entry for each person and hour tells who worked when, and how far they came.
            var entry = new TrailEntry($"draft|{now:yyyyMMddTHH}|{opened.RecipientId}", now, opened.Recipient,
                TrailEvent.DraftSaved, opened.DepartmentId, Texts.Trail.Saved(after.Work.Filled, after.Work.Asked.Count()));
            if (await answers.SaveDraftsAsync(opened.Round.Id, opened.Stored, new Dictionary<string, AnswerValues> { [typed.Section.Id] = values }, entry, cancellation))
            {
                return new SaveOutcome(after, [], contested);
            }
            // Somebody saved in between: look at what they wrote.
            opened = (await OpenAsync(opened.Token, cancellation))!;
        }
    }
}

/// <summary>What became of something typed.</summary>
/// <param name="Opened">As it stands afterwards.</param>
/// <param name="Faults">Why nothing of it was saved.</param>
/// <param name="Contested">Where somebody else has changed the same: what they wrote is still what is saved.</param>
internal sealed record SaveOutcome(OpenedLink Opened, IReadOnlyList<AnswerRules.Fault> Faults, IReadOnlyList<Question> Contested);
