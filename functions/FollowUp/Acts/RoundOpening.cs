using FollowUp.Departments;
using FollowUp.Inputs;
using FollowUp.Links;
using FollowUp.Plans;
using FollowUp.Rounds;
using FollowUp.Schedule;
using FollowUp.Trail;

namespace FollowUp.Acts;

/// <param name="Round">Null where there is none: it has problems, or its id is another's.</param>
public sealed record DraftedRound(Round? Round, IReadOnlyList<Problem> Problems, bool IdIsTaken);

/// <summary>What a draft would be opened with.</summary>
/// <param name="Obstacles">Why it cannot be opened, each as a sentence.</param>
/// <param name="LinkKeyId">Of the key that makes new links.</param>
internal sealed record OpeningState(int RegisterVersion, IReadOnlyList<string> Obstacles, string? LinkKeyId = null);

/// <summary>Drafts rounds for the coordinator and for the calendar.</summary>
public sealed class RoundOpening(PlanTable plans, DepartmentTable register, RoundQuestionnaires questionnaires, RoundTable rounds,
    LinkTokens tokens, TimeProvider clock)
{
    public async Task<DraftedRound> DraftAsync(RoundDraft draft, string who, CancellationToken cancellation)
    {
        var (round, problems) = await MakeAsync(draft, cancellation);
        if (round == null)
        {
            return Refused(problems);
        }
        var entry = new TrailEntry("drafted", clock.GetUtcNow(), who, TrailEvent.RoundDrafted, null, Texts.Trail.Drafted(round));
        return await rounds.AddAsync(round, entry, cancellation) ? new DraftedRound(round, [], IdIsTaken: false)
            : new DraftedRound(null, [], IdIsTaken: true);
    }

    /// <summary>Puts another draft in the place of the one that was read, with the newest versions of its plans.</summary>
    /// <returns>The draft, or what is wrong with it; null where somebody changed the round since it was read: read again.</returns>
    /// <param name="takesNewerPlans">Else it asks about its plans as they were when it was drafted.</param>
    public async Task<DraftedRound?> ChangeAsync(StoredRound before, RoundDraft draft, string who, bool takesNewerPlans,
        CancellationToken cancellation)
    {
        var (round, problems) = await MakeAsync(draft with
        {
            Id = before.Round.Id,
            Questions = draft.Questions ?? before.Round.Questions,
        }, cancellation, takesNewerPlans ? [] : before.Round.Plans);
        if (round == null)
        {
            return Refused(problems);
        }
        var entry = new TrailEntry(TrailKeys.Change("redrafted", before.Version.ToString()), clock.GetUtcNow(), who,
            TrailEvent.DraftChanged, null, Texts.Trail.Drafted(round));
        return await rounds.ChangeAsync(before, round, entry, cancellation) ? new DraftedRound(round, [], IdIsTaken: false) : null;
    }

    /// <param name="kept">Plans that stay in their version.</param>
    private async Task<(Round? Round, IReadOnlyList<Problem> Problems)> MakeAsync(RoundDraft draft, CancellationToken cancellation,
        params IReadOnlyList<RoundPlan> kept)
    {
        if (draft.Problems().ToList() is { Count: > 0 } problems)
        {
            return (null, problems);
        }
        var asksAbout = new List<(int Version, ActionPlan Plan)>();
        foreach (var planId in draft.Plans!)
        {
            if (await plans.NewestAsync(planId!, cancellation) is not var (version, stored))
            {
                return (null, [new("plans", Texts.Drafting.NoPlan(planId!))]);
            }
            if ((await plans.StandingAsync(planId!, cancellation)).Standing.State != PlanState.InUse)
            {
                return (null, [new("plans", Texts.Drafting.NotInUse(stored.Plan.Title))]);
            }
            asksAbout.Add(kept.FirstOrDefault(plan => plan.Id == planId) is { } before
                ? (before.Version, await plans.GetAsync(before.Id, before.Version, cancellation)) : (version, stored.Plan));
        }
        return draft.Kind != RoundKind.Consultation && !asksAbout.Any(plan => plan.Plan.Measures.Any())
            ? (null, [new("plans", Texts.Drafting.NobodyBound)]) : (Settled(draft).ToRound(asksAbout), []);
    }

    internal async Task<OpeningState> StateAsync(Round draft, CancellationToken cancellation)
    {
        var (version, departments) = await register.NewestAsync(cancellation);
        return new OpeningState(version, await questionnaires.ObstaclesAsync(draft, departments, clock.GetUtcNow(), cancellation),
            tokens.CurrentKeyId);
    }

    /// <summary>A label that names a period of the kind chooses it.</summary>
    private static RoundDraft Settled(RoundDraft draft) => draft with
    {
        About = draft.About ?? DuePeriod.Named(draft.Kind ?? RoundKind.Annual, draft.Period!)?.Days,
    };

    private static DraftedRound Refused(IReadOnlyList<Problem> problems) => new(null, problems, IdIsTaken: false);
}
