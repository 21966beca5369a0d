using Azure;
using Azure.Data.Tables;
using FollowUp.Storage;

namespace FollowUp.Links;

/// <summary>What a link opens. The token itself is stored nowhere.</summary>
public sealed record Link(string Hash, string RoundId, string DepartmentId, string RecipientId, bool Revoked);

/// <summary>Links by the hash of their token: a lookup is one point read, whatever was asked for.</summary>
public sealed class LinkTable(FollowUpTables tables)
{
    private const string Row = "link";

    /// <summary>Adds the link unless it is there: a repeated step must not bring a revoked link back to life.</summary>
    public async Task AddAsync(Link link, CancellationToken cancellation)
    {
        try
        {
            await tables.Links.AddEntityAsync(new TableEntity(link.Hash, Row)
            {
                ["RoundId"] = link.RoundId,
                ["DepartmentId"] = link.DepartmentId,
                ["RecipientId"] = link.RecipientId,
                ["Revoked"] = link.Revoked,
            }, cancellation);
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
        }
    }

    /// <summary>From here on the link opens nothing. Done again, it changes nothing.</summary>
    public Task RevokeAsync(string hash, CancellationToken cancellation) =>
        tables.Links.UpsertEntityAsync(new TableEntity(hash, Row) { ["Revoked"] = true }, TableUpdateMode.Merge, cancellation);

    public async Task<Link?> FindAsync(string hash, CancellationToken cancellation)
    {
        var found = await tables.Links.GetEntityIfExistsAsync<TableEntity>(hash, Row, cancellationToken: cancellation);
        if (!found.HasValue)
        {
            return null;
        }
        var row = found.Value!;
        return new Link(hash, row.GetString("RoundId"), row.GetString("DepartmentId"), row.GetString("RecipientId"),
            row.GetBoolean("Revoked") == true);
    }
}
