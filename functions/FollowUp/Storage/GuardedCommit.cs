using Azure;
using Azure.Data.Tables;

namespace FollowUp.Storage;

/// <summary>
/// Transactions that come through only if their guards hold: keys that must be new, versions that must be the ones that were read.
/// </summary>
internal static class GuardedCommit
{
    private const string Mark = "Write";

    /// <param name="writes">
    /// The last one's row must be one that nothing else writes: it bears the mark by which a write knows itself again.
    /// </param>
    /// <returns>False where a guard did not hold; nothing is written then.</returns>
    public static async Task<bool> TryCommitAsync(this TableClient table, IReadOnlyList<TableTransactionAction> writes,
        CancellationToken cancellation)
    {
        var last = (TableEntity)writes[^1].Entity;
        var mark = Guid.NewGuid().ToString("N");
        last[Mark] = mark;
        try
        {
            await table.SubmitTransactionAsync(writes, cancellation);
            return true;
        }
        catch (RequestFailedException conflict) when (conflict.Status is 409 or 412)
        {
            // The client repeats a request whose reply was lost, and the repeat meets what the first one has written.
            var found = await table.GetEntityIfExistsAsync<TableEntity>(last.PartitionKey, last.RowKey, [Mark], cancellation);
            return found.HasValue && found.Value!.GetString(Mark) == mark;
        }
    }
}
