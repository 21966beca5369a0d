using Azure.Data.Tables;
using FollowUp.Storage;

namespace FollowUp.Accessibility;

/// <summary>What somebody says of how accessible the pages are.</summary>
/// <param name="Number">Under which one can ask about it.</param>
/// <param name="Contact">How to reach the writer; null where they did not say.</param>
/// <param name="Form">Identifies what was posted; the same when it is posted again.</param>
/// <param name="Sender">The same for what one sender posted that day.</param>
public sealed record FeedbackCase(
    string Number, DateTimeOffset Received, string Text, string? Contact, string Form, string? Sender = null);

/// <summary>The cases, by day.</summary>
public sealed class FeedbackTable(FollowUpTables tables)
{
    /// <returns>False where somebody else got the number first: look again.</returns>
    public Task<bool> AddAsync(FeedbackCase feedback, CancellationToken cancellation)
    {
        var row = new TableEntity(FeedbackKeys.Partition, feedback.Number);
        row.SetJson(feedback);
        return tables.Rounds.TryCommitAsync([new TableTransactionAction(TableTransactionActionType.Add, row)], cancellation);
    }

    public async Task<FeedbackCase?> FindAsync(string number, CancellationToken cancellation)
    {
        var found = await tables.Rounds.GetEntityIfExistsAsync<TableEntity>(FeedbackKeys.Partition, number,
            cancellationToken: cancellation);
        return found.HasValue ? found.Value!.GetJson<FeedbackCase>() : null;
    }

    /// <summary>Oldest first.</summary>
    /// <param name="since">The first day.</param>
    public async Task<IReadOnlyList<FeedbackCase>> ListAsync(DateOnly since, CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {FeedbackKeys.Partition} and RowKey ge {FeedbackKeys.Number(since, 0)}");
        var cases = new List<FeedbackCase>();
        await foreach (var row in tables.Rounds.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            cases.Add(row.GetJson<FeedbackCase>());
        }
        return cases;
    }
}
