using Azure;
using Azure.Data.Tables;
using FollowUp.Imports;
using FollowUp.Storage;
using FollowUp.Time;
using FollowUp.Trail;

namespace FollowUp.Plans;

/// <param name="Warnings">What its import warned of.</param>
public sealed record StoredPlan(ActionPlan Plan, IReadOnlyList<Finding> Warnings);

/// <summary>The newest version of a plan.</summary>
public sealed record KnownPlan(int Version, StoredPlan Stored, PlanStanding Standing);

/// <param name="Row">Guards the next change; null where nothing has been said of the plan yet.</param>
public sealed record StoredStanding(PlanStanding Standing, ETag? Row);

/// <summary>Plans in immutable versions, and how they are followed up.</summary>
public sealed class PlanTable
{
    private const string Documents = "plan|";
    private const string StandingRow = "standing";

    // No round's id begins like this.
    private const string Standings = "|plan|";
    private readonly DocumentTable _documents;
    private readonly FollowUpTables _tables;

    public PlanTable(FollowUpTables tables) => (_documents, _tables) = (new DocumentTable(tables), tables);

    /// <summary>Returns the version's number. Importing the same plan again, with the same warnings, adds nothing.</summary>
    /// <remarks>One that was withdrawn is in use again from that day on.</remarks>
    public async Task<int> AddAsync(StoredPlan stored, VersionOrigin origin, CancellationToken cancellation)
    {
        var planId = stored.Plan.Id;
        var version = await _documents.AddAsync(Document(planId), stored, cancellation, origin);
        while (await StandingAsync(planId, cancellation) is { Standing.State: PlanState.Withdrawn } withdrawn)
        {
            var readIn = withdrawn.Standing with { State = PlanState.InUse, ReadIn = StockholmTime.DayOf(origin.At) };
            var entry = new TrailEntry(TrailKeys.Change("read-in", $"{withdrawn.Row}"), origin.At, origin.Who, TrailEvent.PlanTakenBack,
                null, Texts.Trail.PlanVersion(version));
            if (await ChangeStandingAsync(withdrawn, readIn, entry, cancellation))
            {
                break;
            }
        }
        return version;
    }

    /// <returns>The version's number; null where another version has come after <paramref name="before"/>: read again.</returns>
    public Task<int?> ChangeAsync(int before, StoredPlan stored, VersionOrigin origin, CancellationToken cancellation) =>
        _documents.AddAsync(Document(stored.Plan.Id), stored, before, cancellation, origin);

    /// <summary>Puts an earlier version in the place of the newest one, as a version of its own.</summary>
    /// <returns>False where another version has come after <paramref name="before"/>: read again.</returns>
    public async Task<bool> RestoreAsync(string planId, int version, int before, VersionOrigin origin, CancellationToken cancellation) =>
        await ChangeAsync(before, await GetStoredAsync(planId, version, cancellation), origin, cancellation) != null;

    /// <summary>How each version came to be, the oldest first; null where that was not recorded yet.</summary>
    public Task<IReadOnlyList<(int Version, VersionOrigin? About)>> HistoryAsync(string planId, CancellationToken cancellation) =>
        _documents.ListAsync<VersionOrigin>(Document(planId), cancellation);

    /// <summary>Also of one that was withdrawn.</summary>
    public async Task<(int Version, StoredPlan Stored)?> NewestAsync(string planId, CancellationToken cancellation) =>
        await _documents.NewestAsync<StoredPlan>(Document(planId), cancellation);

    /// <summary>The newest version of each plan that has not been withdrawn.</summary>
    public async Task<IReadOnlyList<KnownPlan>> ListAsync(CancellationToken cancellation) =>
        (await ListAllAsync(cancellation)).Where(known => known.Standing.State != PlanState.Withdrawn).ToList();

    public async Task<IReadOnlyList<KnownPlan>> ListAllAsync(CancellationToken cancellation)
    {
        var standings = new Dictionary<string, PlanStanding>();
        await foreach (var row in _tables.Rounds.QueryAsync<TableEntity>(TableClient.CreateQueryFilter(
            $"PartitionKey ge {Standings} and PartitionKey lt {RowKeys.AfterAll(Standings)} and RowKey eq {StandingRow}"),
            cancellationToken: cancellation))
        {
            var standing = row.GetJson<PlanStanding>();
            standings[standing.PlanId] = standing;
        }
        return (await _documents.ListNewestAsync<StoredPlan, VersionOrigin>(Documents, cancellation)).Select(plan =>
        {
            var standing = standings.GetValueOrDefault(plan.Content.Plan.Id, new PlanStanding(plan.Content.Plan.Id));
            return new KnownPlan(plan.Version, plan.Content, standing with
            {
                ReadIn = standing.ReadIn ?? (plan.First is { } first ? StockholmTime.DayOf(first.At) : null),
            });
        }).ToList();
    }

    /// <summary>
    /// What has been said of the plan; its own <see cref="PlanStanding.ReadIn"/> is null unless it was read in once more.
    /// </summary>
    public async Task<StoredStanding> StandingAsync(string planId, CancellationToken cancellation)
    {
        var row = await _tables.Rounds.GetEntityIfExistsAsync<TableEntity>(Partition(planId), StandingRow,
            cancellationToken: cancellation);
        return row.HasValue ? new StoredStanding(row.Value!.GetJson<PlanStanding>(), row.Value!.ETag)
            : new StoredStanding(new PlanStanding(planId), null);
    }

    /// <param name="trail">Is in the partition of <see cref="Partition"/>.</param>
    /// <returns>False where somebody else has said something since: read again.</returns>
    public Task<bool> ChangeStandingAsync(StoredStanding before, PlanStanding after, TrailEntry trail, CancellationToken cancellation)
    {
        var row = new TableEntity(Partition(after.PlanId), StandingRow);
        row.SetJson(after);
        return _tables.Rounds.TryCommitAsync(
        [
            before.Row is { } version ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, version)
                : new TableTransactionAction(TableTransactionActionType.Add, row),
            TrailTable.In(row.PartitionKey, trail),
        ], cancellation);
    }

    /// <summary>Where what is said of a plan is stored, with its trail.</summary>
    public static string Partition(string planId) => $"{Standings}{planId}";

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
