using FollowUp.Imports;
using FollowUp.Storage;
using FollowUp.Trail;

namespace FollowUp.Plans;

/// <param name="Warnings">What its import warned of.</param>
public sealed record StoredPlan(ActionPlan Plan, IReadOnlyList<Finding> Warnings);

/// <summary>Plans in immutable versions.</summary>
public sealed class PlanTable
{
    private const string Documents = "plan|";
    private readonly DocumentTable _documents;

    public PlanTable(FollowUpTables tables) => _documents = new DocumentTable(tables);

    /// <summary>Returns the version's number. Importing the same plan again, with the same warnings, adds nothing.</summary>
    public Task<int> AddAsync(StoredPlan stored, VersionOrigin origin, CancellationToken cancellation) =>
        _documents.AddAsync(Document(stored.Plan.Id), stored, cancellation, origin);

    /// <summary>How each version came to be, the oldest first; null where that was not recorded yet.</summary>
    public Task<IReadOnlyList<(int Version, VersionOrigin? About)>> HistoryAsync(string planId, CancellationToken cancellation) =>
        _documents.ListAsync<VersionOrigin>(Document(planId), cancellation);

    public async Task<(int Version, StoredPlan Stored)?> NewestAsync(string planId, CancellationToken cancellation) =>
        await _documents.NewestAsync<StoredPlan>(Document(planId), cancellation);

    /// <summary>The newest version of each plan.</summary>
    public Task<IReadOnlyList<(int Version, StoredPlan Stored)>> ListAsync(CancellationToken cancellation) =>
        _documents.ListNewestAsync<StoredPlan>(Documents, cancellation);

    public async Task<ActionPlan> GetAsync(string planId, int version, CancellationToken cancellation) =>
        (await GetStoredAsync(planId, version, cancellation)).Plan;

    /// <summary>The plans of a round, in its order.</summary>
    public async Task<IReadOnlyList<ActionPlan>> GetAsync(IReadOnlyList<RoundPlan> plans, CancellationToken cancellation)
    {
        var read = new List<ActionPlan>();
        foreach (var plan in plans)
        {
            read.Add(await GetAsync(plan.Id, plan.Version, cancellation));
        }
        return read;
    }

    public Task<StoredPlan> GetStoredAsync(string planId, int version, CancellationToken cancellation) =>
        _documents.GetAsync<StoredPlan>(Document(planId), version, cancellation);

    private static string Document(string planId) => $"{Documents}{planId}";
}
