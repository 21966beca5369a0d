using System.Text.Json.Serialization;
using Azure;
using Azure.Data.Tables;
using FollowUp.Rounds;
using FollowUp.Storage;
using FollowUp.Trail;

namespace FollowUp.Preview;

/// <summary>Lets a key person see and comment on a round before it opens. The token itself is stored nowhere.</summary>
public sealed record PreviewLink(string Hash, string RoundId, string Name, bool Revoked);

/// <param name="Name">The link's.</param>
/// <param name="DepartmentId">Whose form it is about; null for the round as a whole.</param>
/// <param name="Department">Its name.</param>
/// <param name="Handled">Null until the coordinator has answered it or ticked it off.</param>
public sealed record PreviewComment(string Name, string? DepartmentId, string? Department, DateTimeOffset At, string Text,
    CommentHandling? Handled = null)
{
    /// <summary>Of its row.</summary>
    [JsonIgnore]
    public string Key { get; init; } = "";
}

/// <param name="Answer">Empty where it was only ticked off.</param>
public sealed record CommentHandling(string Who, DateTimeOffset At, string Answer);

/// <summary>Who may see a round's preview, and what they say of it.</summary>
public sealed class PreviewTable(FollowUpTables tables)
{
    // Another row than a department's link has: neither can be taken for the other.
    private const string LinkRow = "preview";

    /// <summary>Adds the link unless it is there: asked for again, it is the same one, and a revoked one stays so.</summary>
    public async Task AddLinkAsync(PreviewLink link, TrailEntry trail, CancellationToken cancellation)
    {
        if (await FindLinkAsync(link.Hash, cancellation) != null)
        {
            return;
        }
        await tables.Rounds.SubmitTransactionAsync([TrailTable.In(link.RoundId, trail)], cancellation);
        var row = new TableEntity(link.Hash, LinkRow) { ["RoundId"] = link.RoundId, ["Name"] = link.Name, ["Revoked"] = link.Revoked };
        await tables.Links.TryCommitAsync([new TableTransactionAction(TableTransactionActionType.Add, row)], cancellation);
    }

    /// <summary>Done again, it changes nothing.</summary>
    public async Task RevokeLinkAsync(PreviewLink link, TrailEntry trail, CancellationToken cancellation)
    {
        if (!link.Revoked)
        {
            await tables.Rounds.SubmitTransactionAsync([TrailTable.In(link.RoundId, trail)], cancellation);
            await tables.Links.UpdateEntityAsync(new TableEntity(link.Hash, LinkRow) { ["Revoked"] = true }, ETag.All,
                TableUpdateMode.Merge, cancellation);
        }
    }

    /// <summary>Takes away all links to the round's preview: only together with the round.</summary>
    public async Task RemoveLinksAsync(string roundId, CancellationToken cancellation)
    {
        foreach (var link in await ListLinksAsync(roundId, cancellation))
        {
            await tables.Links.DeleteEntityAsync(link.Hash, LinkRow, ETag.All, cancellation);
        }
    }

    public async Task<PreviewLink?> FindLinkAsync(string hash, CancellationToken cancellation)
    {
        var found = await tables.Links.GetEntityIfExistsAsync<TableEntity>(hash, LinkRow, cancellationToken: cancellation);
        return found.HasValue ? new PreviewLink(hash, found.Value!.GetString("RoundId"), found.Value!.GetString("Name"),
            found.Value!.GetBoolean("Revoked") == true) : null;
    }

    /// <summary>The links that were made for the round, by name.</summary>
    public async Task<IReadOnlyList<PreviewLink>> ListLinksAsync(string roundId, CancellationToken cancellation)
    {
        // The links are found by their hash alone; the trail lists them.
        var (from, to) = (TrailKeys.Row(PreviewKeys.LinkEntries), TrailKeys.Row(RowKeys.AfterAll(PreviewKeys.LinkEntries)));
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {roundId} and RowKey ge {from} and RowKey lt {to}");
        var links = new List<PreviewLink>();
        await foreach (var row in tables.Rounds.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            if (row.GetString("What") == nameof(TrailEvent.PreviewShared)
                && await FindLinkAsync(row.RowKey[from.Length..], cancellation) is { } link)
            {
                links.Add(link);
            }
        }
        return links.OrderBy(link => link.Name, Texts.Alphabet).ToList();
    }

    /// <param name="draft">As it was read: a comment is taken only on what is still a draft.</param>
    /// <returns>False where the round has changed since, or somebody has commented, or this has been said already: read again.</returns>
    public Task<bool> AddCommentAsync(StoredRound draft, string key, PreviewComment comment, TrailEntry trail,
        CancellationToken cancellation)
    {
        var row = new TableEntity(draft.Round.Id, key);
        row.SetJson(comment);
        return tables.Rounds.TryCommitAsync(
        [
            new TableTransactionAction(TableTransactionActionType.UpdateMerge, new TableEntity(draft.Round.Id, RoundIds.RoundRow),
                draft.Version),
            TrailTable.In(draft.Round.Id, trail),
            new TableTransactionAction(TableTransactionActionType.Add, row),
        ], cancellation);
    }

    /// <summary>Answers a comment or ticks it off; the last answer counts. Done again, it changes nothing.</summary>
    /// <returns>False where there is no such comment.</returns>
    public async Task<bool> HandleCommentAsync(string roundId, string key, CommentHandling handling, CancellationToken cancellation)
    {
        while (key.StartsWith(PreviewKeys.CommentRows, StringComparison.Ordinal)
            && await tables.Rounds.GetEntityIfExistsAsync<TableEntity>(roundId, key, cancellationToken: cancellation)
                is { HasValue: true, Value: { } found })
        {
            var comment = found.GetJson<PreviewComment>();
            if (comment.Handled is { } before && (before.Who, before.Answer) == (handling.Who, handling.Answer))
            {
                return true;
            }
            var row = new TableEntity(roundId, key);
            row.SetJson(comment with { Handled = handling });
            var entry = new TrailEntry(TrailKeys.Change("comment-answered", $"{key}|{found.ETag}"), handling.At, handling.Who,
                TrailEvent.PreviewCommentAnswered, comment.DepartmentId, comment.Name);
            if (await tables.Rounds.TryCommitAsync([new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, found.ETag),
                TrailTable.In(roundId, entry)], cancellation))
            {
                return true;
            }
        }
        return false;
    }

    public async Task<bool> HasCommentAsync(string roundId, string key, CancellationToken cancellation) =>
        (await tables.Rounds.GetEntityIfExistsAsync<TableEntity>(roundId, key, ["RowKey"], cancellation)).HasValue;

    /// <summary>Oldest first.</summary>
    public async Task<IReadOnlyList<PreviewComment>> ListCommentsAsync(string roundId, CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {roundId} and RowKey ge {PreviewKeys.CommentRows} and RowKey lt {RowKeys.AfterAll(PreviewKeys.CommentRows)}");
        var comments = new List<PreviewComment>();
        await foreach (var row in tables.Rounds.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            comments.Add(row.GetJson<PreviewComment>() with { Key = row.RowKey });
        }
        return comments.OrderBy(comment => comment.At).ThenBy(comment => comment.Name, Texts.Alphabet)
            .ThenBy(comment => comment.Text, StringComparer.Ordinal).ToList();
    }
}
