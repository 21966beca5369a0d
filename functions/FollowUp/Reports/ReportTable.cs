using FollowUp.Storage;

namespace FollowUp.Reports;

/// <param name="Number">From 1.</param>
/// <param name="Run">The round's, at whose close it was compiled.</param>
public sealed record ReportVersion(int Number, int Run, DateTimeOffset Compiled, DateTimeOffset Closed);

/// <summary>Each round's compiled reports, frozen. A reopened round adds a version; the old one stays.</summary>
public sealed class ReportTable
{
    private readonly DocumentTable _documents;

    public ReportTable(FollowUpTables tables) => _documents = new DocumentTable(tables);

    /// <summary>
    /// Returns the version's number; the one that the run has already, where its compilation was broken off after it, or another one of the
    /// same close was faster. What they read may differ: the register and the plans go on.
    /// </summary>
    public async Task<int> AddAsync(string roundId, int run, Report report, DateTimeOffset compiled, CancellationToken cancellation)
    {
        while (true)
        {
            var newest = (await ListAsync(roundId, cancellation)).LastOrDefault();
            if (newest?.Run == run)
            {
                return newest.Number;
            }
            if (await _documents.AddAsync(Document(roundId), report, before: newest?.Number ?? 0, cancellation,
                new About(run, compiled, report.Figures.ClosedAt)) is { } number)
            {
                return number;
            }
        }
    }

    /// <summary>The oldest first; empty where there is none yet.</summary>
    public async Task<IReadOnlyList<ReportVersion>> ListAsync(string roundId, CancellationToken cancellation) =>
        (await _documents.ListAsync<About>(Document(roundId), cancellation))
            .Select(one => new ReportVersion(one.Version, one.About!.Run, one.About.Compiled, one.About.Closed)).ToList();

    /// <exception cref="InvalidDataException">There is no such version.</exception>
    public Task<Report> GetAsync(string roundId, int version, CancellationToken cancellation) =>
        _documents.GetAsync<Report>(Document(roundId), version, cancellation);

    private static string Document(string roundId) => $"report|{roundId}";

    private sealed record About(int Run, DateTimeOffset Compiled, DateTimeOffset Closed);
}
