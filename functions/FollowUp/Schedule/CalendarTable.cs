using System.Text.Json.Serialization;
using Azure.Data.Tables;
using FollowUp.Rounds;
using FollowUp.Storage;
using FollowUp.Trail;

namespace FollowUp.Schedule;

/// <summary>Something that the coordinator is told once. The mail's text is written again for each attempt.</summary>
/// <param name="RoundId">The round that the calendar drafted and reports; null where it reports something else.</param>
/// <param name="Refused">Why the mail was not taken and is not tried again.</param>
/// <param name="Withdrawn">A newer one reports it instead.</param>
public sealed record CalendarNotice(string Key, string? RoundId, DateTimeOffset Decided, DateTimeOffset? Sent = null,
    string? Refused = null, bool Withdrawn = false)
{
    [JsonIgnore]
    public bool IsPending => Sent == null && Refused == null && !Withdrawn;
}

/// <summary>What the calendar and the digests have decided to send, and the outcome.</summary>
public sealed class CalendarTable(FollowUpTables tables)
{
    public Task<IReadOnlyList<CalendarNotice>> ListAsync(CancellationToken cancellation) =>
        ReadAsync(TableClient.CreateQueryFilter($"PartitionKey eq {CalendarKeys.Partition}"), cancellation);

    /// <summary>A round's digests are in its partition, as its trail is.</summary>
    public Task<IReadOnlyList<CalendarNotice>> ListDigestsAsync(string roundId, CancellationToken cancellation) =>
        ReadAsync(TableClient.CreateQueryFilter(
        $"PartitionKey eq {roundId} and RowKey ge {RoundIds.DigestRows} and RowKey lt {RowKeys.AfterAll(RoundIds.DigestRows)}"),
            cancellation);

    public async Task PutAsync(CalendarNotice notice, CancellationToken cancellation) =>
        await tables.Rounds.UpsertEntityAsync(Row(CalendarKeys.Partition, notice.Key, notice), TableUpdateMode.Replace, cancellation);

    /// <summary>The digest with the trail's entry on what has come of it.</summary>
    public Task PutDigestAsync(string roundId, CalendarNotice digest, TrailEntry trail, CancellationToken cancellation) =>
        tables.Rounds.SubmitTransactionAsync(
        [new TableTransactionAction(TableTransactionActionType.UpsertReplace, Row(roundId, RoundIds.DigestRows + digest.Key, digest)),
            TrailTable.In(roundId, trail)], cancellation);

    private async Task<IReadOnlyList<CalendarNotice>> ReadAsync(string filter, CancellationToken cancellation)
    {
        var notices = new List<CalendarNotice>();
        await foreach (var row in tables.Rounds.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            notices.Add(row.GetJson<CalendarNotice>());
        }
        return notices;
    }

    private static TableEntity Row(string partition, string key, CalendarNotice notice)
    {
        var row = new TableEntity(partition, key);
        row.SetJson(notice);
        return row;
    }
}
