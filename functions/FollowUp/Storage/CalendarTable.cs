using System.Text.Json.Serialization;
using Azure.Data.Tables;
using FollowUp.Rounds;

namespace FollowUp.Storage;

/// <summary>Something in the calendar that the coordinator is told once. The mail's text is made anew for each attempt.</summary>
/// <param name="RoundId">The round that the calendar drafts and tells of; null where it tells of something else.</param>
/// <param name="Refused">Why the mail was not taken and is not tried again.</param>
public sealed record CalendarNotice(string Key, string? RoundId, DateTimeOffset Decided, DateTimeOffset? Sent = null, string? Refused = null)
{
    [JsonIgnore]
    public bool IsPending => Sent == null && Refused == null;
}

/// <summary>What the calendar has decided to tell, and what became of it.</summary>
public sealed class CalendarTable(FollowUpTables tables)
{
    public async Task<IReadOnlyList<CalendarNotice>> ListAsync(CancellationToken cancellation)
    {
        var notices = new List<CalendarNotice>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {RoundIds.CalendarPartition}");
        await foreach (var row in tables.Rounds.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            notices.Add(row.Take<CalendarNotice>());
        }
        return notices;
    }

    public async Task PutAsync(CalendarNotice notice, CancellationToken cancellation)
    {
        var row = new TableEntity(RoundIds.CalendarPartition, notice.Key);
        row.Put(notice);
        await tables.Rounds.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
    }
}
