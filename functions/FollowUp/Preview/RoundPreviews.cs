using FollowUp.Departments;
using FollowUp.Imports;
using FollowUp.Inputs;
using FollowUp.Links;
using FollowUp.Plans;
using FollowUp.Rounds;
using FollowUp.Time;
using FollowUp.Trail;

namespace FollowUp.Preview;

/// <summary>
/// Previews of drafts, made from what is stored now, and the key persons' links to them: for the coordinator and for who has a link.
/// </summary>
public sealed class RoundPreviews(PlanTable plans, DepartmentTable register, RoundQuestionnaires questionnaires, PreviewTable previews,
    LinkTokens tokens, TimeProvider clock)
{
    public const int MaxName = 200;

    /// <summary>Why a key person cannot be called so; null where they can.</summary>
    public static string? WhyNotName(string name) =>
        name == "" ? Texts.Preview.NameMissing : InputCheck.Line(name, MaxName);

    public async Task<RoundPreview> MakeAsync(Round draft, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var departments = (await register.NewestAsync(cancellation)).Register;
        var asked = await questionnaires.MakeAsync(draft, departments, now, cancellation);
        var warnings = new List<Finding>();
        foreach (var plan in draft.Plans)
        {
            warnings.AddRange((await plans.GetStoredAsync(plan.Id, plan.Version, cancellation)).Warnings);
        }
        return RoundPreview.Of(draft, asked, warnings, now) with
        {
            Unasked = departments.OnDay(draft.Opens > StockholmTime.DayOf(now) ? draft.Opens : StockholmTime.DayOf(now))
                .ExceptBy(asked.Departments.Select(one => one.Department.Id),
                department => department.Id).Select(department => department.Name).Order(Texts.Alphabet).ToList(),
        };
    }

    /// <summary>What the one department would be asked, without reading what concerns the others; null where it is not asked.</summary>
    public async Task<AskedDepartment?> FormAsync(Round draft, string departmentId, CancellationToken cancellation) => (await questionnaires
        .MakeAsync(draft, (await register.NewestAsync(cancellation)).Register, clock.GetUtcNow(), cancellation,
            departmentId)).Departments.SingleOrDefault();

    /// <summary>Makes a key person's link; the same name gets the same one.</summary>
    /// <returns>False where it was revoked, and stays so.</returns>
    public async Task<bool> ShareAsync(string roundId, string name, string who, CancellationToken cancellation)
    {
        var known = await FindLinkAsync(roundId, name, cancellation);
        if (known is { Revoked: true })
        {
            return false;
        }
        var hash = known?.Hash ?? LinkTokens.Hash(tokens.PreviewTokens(roundId, name).First());
        var entry = new TrailEntry(PreviewKeys.Shared(hash), clock.GetUtcNow(), who, TrailEvent.PreviewShared, null, name);
        await previews.AddLinkAsync(new PreviewLink(hash, roundId, name, Revoked: false), entry, cancellation);
        return true;
    }

    /// <summary>From here on the key person's link opens nothing.</summary>
    /// <returns>False where there is none.</returns>
    public async Task<bool> RevokeAsync(string roundId, string name, string who, CancellationToken cancellation)
    {
        if (await FindLinkAsync(roundId, name, cancellation) is not { } link)
        {
            return false;
        }
        await previews.RevokeLinkAsync(link, new TrailEntry(PreviewKeys.Revoked(link.Hash), clock.GetUtcNow(), who,
            TrailEvent.PreviewRevoked,
            null, name), cancellation);
        return true;
    }

    /// <summary>The key person's link, whichever key of the ring has made it.</summary>
    public async Task<PreviewLink?> FindLinkAsync(string roundId, string name, CancellationToken cancellation)
    {
        foreach (var token in tokens.PreviewTokens(roundId, name))
        {
            if (await previews.FindLinkAsync(LinkTokens.Hash(token), cancellation) is { } link)
            {
                return link;
            }
        }
        return null;
    }
}
