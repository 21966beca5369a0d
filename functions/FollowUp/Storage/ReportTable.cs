using FollowUp.Reports;

namespace FollowUp.Storage;

/// <summary>Each round's compiled reports, frozen. A reopened round adds a version; the old one stays.</summary>
public sealed class ReportTable
{
    private readonly DocumentTable _documents;

    public ReportTable(FollowUpTables tables) => _documents = new DocumentTable(tables);

    public Task<int> AddAsync(string roundId, Report report, CancellationToken cancellation) =>
        _documents.AddAsync(Document(roundId), report, cancellation);

    public Task<(int Version, Report Report)?> NewestAsync(string roundId, CancellationToken cancellation) => _documents.NewestAsync<Report>(Document(roundId), cancellation);

    private static string Document(string roundId) => $"report|{roundId}";
}
