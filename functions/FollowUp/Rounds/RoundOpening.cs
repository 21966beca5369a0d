using FollowUp.Plans;
using FollowUp.Records;
using FollowUp.Storage;

namespace FollowUp.Rounds;

/// <param name="Round">Null where there is none: it has problems, or its id is another's.</param>
/// <param name="Problems">Each as a sentence.</param>
public sealed record DraftedRound(Round? Round, IReadOnlyList<string> Problems, bool IdIsTaken);

/// <summary>Drafts and opens rounds, whoever says so: the coordinator or the calendar.</summary>
public sealed class RoundOpening(PlanTable plans, DepartmentTable register, RoundQuestionnaires questionnaires, RoundTable rounds, TimeProvider clock)
{
    public async Task<DraftedRound> DraftAsync(RoundDraft draft, string who, CancellationToken cancellation)
    {
        if (draft.Problems().ToList() is { Count: > 0 } problems)
        {
            return Refused(problems);
        }
        var asksAbout = new List<(int Version, ActionPlan Plan)>();
        foreach (var planId in draft.Plans!)
        {
            if (await plans.NewestAsync(planId!, cancellation) is not var (version, stored))
            {
                return Refused(Texts.Drafting.NoPlan(planId!));
            }
            asksAbout.Add((version, stored.Plan));
        }
        if (draft.Kind != RoundKind.Consultation && !asksAbout.Any(plan => plan.Plan.Measures.Any()))
        {
            return Refused(Texts.Drafting.NobodyBound);
        }
        var round = draft.ToRound(asksAbout);
        var entry = new TrailEntry("drafted", clock.GetUtcNow(), who, TrailEvent.RoundDrafted, null, Texts.Trail.Drafted(round));
        return await rounds.AddAsync(round, entry, cancellation) ? new DraftedRound(round, [], IdIsTaken: false) : new DraftedRound(null, [], IdIsTaken: true);
    }

    /// <returns>Why it cannot be opened, each as a sentence; empty where it was, or where somebody changed it since it was read: read again.</returns>
    public async Task<IReadOnlyList<string>> OpenAsync(StoredRound draft, string who, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (now >= Timetable.DeadlineAt(draft.Round))
        {
            return [Texts.Drafting.TooLate];
        }
        var (registerVersion, departments) = await register.NewestAsync(cancellation);
        if (await questionnaires.ObstaclesAsync(draft.Round, departments, now, cancellation) is { Count: > 0 } obstacles)
        {
            return obstacles;
        }
        await RoundSteps.OpenAsync(rounds, draft, registerVersion, who, now, cancellation);
        return [];
    }

    private static DraftedRound Refused(params IReadOnlyList<string> problems) => new(null, problems, IdIsTaken: false);
}
