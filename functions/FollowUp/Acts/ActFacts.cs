using FollowUp.Links;
using FollowUp.Rounds;

namespace FollowUp.Acts;

/// <summary>What some acts rest on beside the round and the department.</summary>
public sealed class ActFacts(RoundOpening opening, AssignmentTable answers, MailingTable mailings, LinkTokens tokens)
{
    internal string CurrentKeyId => tokens.CurrentKeyId;

    internal Task<OpeningState> OpeningAsync(Round draft, CancellationToken cancellation) => opening.StateAsync(draft, cancellation);

    /// <summary>Where every department stands, by name.</summary>
    internal async Task<IReadOnlyList<AssignmentSummary>> DepartmentsAsync(Round round, CancellationToken cancellation) =>
        [.. (await answers.ListStatusesAsync(round.Id, round.Run, cancellation)).OrderBy(status => status.Name, Texts.Alphabet)];

    internal async Task<bool> IsAskedForAsync(Round round, string letterId, CancellationToken cancellation) =>
        await mailings.FindAsync(round.Id, round.Run, letterId, cancellation) != null;
}
