using FollowUp.Plans;

namespace FollowUp.Storage;

/// <summary>Plans in immutable versions.</summary>
public sealed class PlanTable
{
    private readonly DocumentTable _documents;

    public PlanTable(FollowUpTables tables) => _documents = new DocumentTable(tables);

    /// <summary>Returns the version's number. Importing the same plan again adds nothing.</summary>
    public Task<int> AddAsync(ActionPlan plan, CancellationToken cancellation) => _documents.AddAsync(Document(plan.Id), plan, cancellation);

    public Task<(int Version, ActionPlan Content)?> NewestAsync(string planId, CancellationToken cancellation) =>
        _documents.NewestAsync<ActionPlan>(Document(planId), cancellation);

    public Task<ActionPlan> GetAsync(string planId, int version, CancellationToken cancellation) =>
        _documents.GetAsync<ActionPlan>(Document(planId), version, cancellation);

    private static string Document(string planId) => $"plan|{planId}";
}
