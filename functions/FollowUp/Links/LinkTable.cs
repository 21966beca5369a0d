using Azure;
using Azure.Data.Tables;
using FollowUp.Storage;
using Microsoft.Extensions.Caching.Memory;

namespace FollowUp.Links;

/// <summary>
/// What a link leads to, which never changes; whether it still opens it stands in the department's rows. The token itself is stored
/// nowhere.
/// </summary>
public sealed record Link(string Hash, string RoundId, string DepartmentId, string RecipientId);

/// <summary>Links by the hash of their token: a lookup is one point read, and one that is known is kept by the instance.</summary>
public sealed class LinkTable(FollowUpTables tables)
{
    private const string Row = "link";
    private const int MaxKept = 20_000;

    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = MaxKept });

    /// <summary>Adds the link unless it is there.</summary>
    public async Task AddAsync(Link link, CancellationToken cancellation)
    {
        try
        {
            await tables.Links.AddEntityAsync(new TableEntity(link.Hash, Row)
            {
                ["RoundId"] = link.RoundId,
                ["DepartmentId"] = link.DepartmentId,
                ["RecipientId"] = link.RecipientId,
            }, cancellation);
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
        }
    }

    public async Task<Link?> FindAsync(string hash, CancellationToken cancellation)
    {
        if (_kept.TryGetValue<Link>(hash, out var kept))
        {
            return kept;
        }
        var found = await tables.Links.GetEntityIfExistsAsync<TableEntity>(hash, Row, cancellationToken: cancellation);
        if (!found.HasValue)
        {
            return null;
        }
        var row = found.Value!;
        return _kept.Set(hash, new Link(hash, row.GetString("RoundId"), row.GetString("DepartmentId"), row.GetString("RecipientId")),
            new MemoryCacheEntryOptions { Size = 1 });
    }
}
