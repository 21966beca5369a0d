using Azure.Data.Tables;
using FollowUp.Storage;
using FollowUp.Trail;

namespace FollowUp.Reports;

/// <summary>What the coordinator thinks of a chapter, kept apart from what was computed.</summary>
/// <param name="Chapter">Its id.</param>
/// <param name="Version">1 for the first that was written about the chapter.</param>
/// <param name="Text">Empty where it was taken away.</param>
/// <param name="Report">Number of the report's newest version then.</param>
public sealed record Assessment(string Chapter, int Version, string Text, DateTimeOffset Written, int Report);

/// <summary>The coordinator's assessments of a round's report, each version of them a row of its own.</summary>
public sealed class AssessmentTable(FollowUpTables tables)
{
    /// <returns>False where the version is there already: somebody else was first.</returns>
    public Task<bool> AddAsync(string roundId, Assessment assessment, TrailEntry trail, CancellationToken cancellation)
    {
        var row = new TableEntity(roundId, AssessmentKeys.Row(assessment.Chapter, assessment.Version));
        row.SetJson(assessment);
        return tables.Rounds.TryCommitAsync([TrailTable.In(roundId, trail),
            new TableTransactionAction(TableTransactionActionType.Add, row)],
            cancellation);
    }

    /// <summary>The newest of each chapter.</summary>
    /// <param name="report">As they stood until the report's next version came; null for now.</param>
    public async Task<IReadOnlyList<Assessment>> ListAsync(string roundId, CancellationToken cancellation, int? report = null)
    {
        var newest = new Dictionary<string, Assessment>();
        foreach (var assessment in (await ListVersionsAsync(roundId, cancellation))
            .Where(assessment => assessment.Report <= (report ?? assessment.Report)))
        {
            newest[assessment.Chapter] = assessment;
        }
        return newest.Values.ToList();
    }

    /// <summary>All of each chapter, the oldest first.</summary>
    public async Task<IReadOnlyList<Assessment>> ListVersionsAsync(string roundId, CancellationToken cancellation)
    {
        var versions = new List<Assessment>();
        var (first, last) = (AssessmentKeys.Rows, RowKeys.AfterAll(AssessmentKeys.Rows));
        await foreach (var row in tables.Rounds.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {roundId} and RowKey ge {first} and RowKey lt {last}"),
            cancellationToken: cancellation))
        {
            versions.Add(row.GetJson<Assessment>());
        }
        return versions;
    }
}
