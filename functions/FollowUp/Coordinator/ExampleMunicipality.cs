using FollowUp.Acts;
using FollowUp.Departments;
using FollowUp.Imports;
using FollowUp.Pages;
using FollowUp.Plans;
using FollowUp.Preview;
using FollowUp.Rounds;
using FollowUp.Schedule;
using FollowUp.Time;
using FollowUp.Trail;

namespace FollowUp.Coordinator;

/// <summary>
/// A made-up municipality for those who see FollowUp for the first time: departments, a plan and a draft. It cannot be opened, so that
/// nobody is written to, and is taken away in one act.
/// </summary>
public sealed class ExampleMunicipality(DepartmentTable departments, PlanTable plans, RoundTable rounds, RoundOpening opening,
    PreviewTable previews, PageSettings settings, TimeProvider clock)
{
    private const int Years = 4;
    private const int ToAnswer = 6;

    private static readonly DepartmentRegister Register =
        DepartmentReader.Read(new Upload("enheter.yaml", Content("enheter.yaml"))).Register!;

    private static readonly ActionPlan Plan =
        PlanReader.Read(new Upload("plan.yaml", Content("plan.yaml")), Register, []).Plan! with { IsExample = true };

    public static bool IsIn(IEnumerable<KnownPlan> plans) =>
        plans.Any(plan => plan.Stored.Plan.IsExample && plan.Standing.State == PlanState.InUse);

    public async Task<bool> IsInAsync(CancellationToken cancellation) => IsIn(await plans.ListAsync(cancellation));

    /// <summary>Half done, it is finished by the next time.</summary>
    /// <returns>False where something is there already.</returns>
    public async Task<bool> PutInAsync(string who, CancellationToken cancellation)
    {
        var known = await plans.ListAsync(cancellation);
        var (version, register) = await departments.NewestAsync(cancellation);
        if (!IsIn(known) && (known.Count > 0 || register.Departments.Count > 0))
        {
            return false;
        }
        var now = clock.GetUtcNow();
        var today = StockholmTime.DayOf(now);
        var origin = new VersionOrigin(now, who, File: null, Findings: 0, Texts.Desk.ExampleTitle) { IsExample = true };
        var plan = Plan with { Start = new DateOnly(today.Year, 1, 1), End = new DateOnly(today.Year + Years - 1, 12, 31) };
        // First: by it the rest is known to be the example's.
        if (!IsIn(known))
        {
            await plans.AddAsync(new StoredPlan(plan, []), origin, cancellation);
        }
        if (register.Departments.Count == 0 && await departments.ChangeAsync(version, Register, origin, cancellation) == null)
        {
            return false;
        }
        var opens = WorkingDays.Default.OnOrAfter(today.AddDays(7));
        var deadline = WorkingDays.Default.OnOrAfter(opens.AddDays(7 * ToAnswer));
        // Where it is there already it stays.
        await opening.DraftAsync(new RoundDraft($"{plan.Id}-{today.Year}", Texts.Desk.ExampleRound(today.Year), RoundKind.Annual, [plan.Id],
            $"{today.Year}", [], opens, deadline, WorkingDays.Default.OnOrAfter(deadline.AddDays(7)), settings.CoordinatorEmail,
            Ladder: null, Days: null), who, cancellation);
        return true;
    }

    /// <summary>What would go: departments, and drafts.</summary>
    public async Task<(IReadOnlyList<string> Departments, IReadOnlyList<Round> Drafts)> ListAsync(CancellationToken cancellation) =>
        (await IsRegisterOursAsync(cancellation)
            ? (await departments.NewestAsync(cancellation)).Register.Departments.Select(department => department.Name).ToList() : [],
            (await rounds.ListAsync(cancellation)).Select(stored => stored.Round).Where(round => round.IsExample).ToList());

    /// <summary>Half done, it is finished by the next time: the plan goes last.</summary>
    public async Task TakeOutAsync(string who, CancellationToken cancellation)
    {
        var origin = new VersionOrigin(clock.GetUtcNow(), who, File: null, Findings: 0, Texts.Desk.ExampleGone) { IsExample = false };
        if (!await IsInAsync(cancellation))
        {
            return;
        }
        foreach (var draft in (await rounds.ListAsync(cancellation)).Where(stored => stored.Round.IsExample))
        {
            await previews.RemoveLinksAsync(draft.Round.Id, cancellation);
            await rounds.RemoveAsync(draft.Round.Id, cancellation);
        }
        while (await IsRegisterOursAsync(cancellation)
            && await departments.NewestAsync(cancellation) is { Register.Departments.Count: > 0 } now
            && await departments.ChangeAsync(now.Version, DepartmentRegister.Empty, origin, cancellation) == null)
        {
        }
        foreach (var plan in (await plans.ListAsync(cancellation)).Where(plan => plan.Stored.Plan.IsExample))
        {
            var id = plan.Stored.Plan.Id;
            while (await plans.StandingAsync(id, cancellation) is var before && before.Standing.State == PlanState.InUse
                && !await plans.ChangeStandingAsync(before, before.Standing with { State = PlanState.Withdrawn }, new TrailEntry(
                    TrailKeys.Change("withdrawn", $"{before.Row}"), origin.At, who, TrailEvent.PlanWithdrawn, null, Texts.Desk.ExampleGone),
                    cancellation))
            {
            }
        }
    }

    /// <summary>Whether the register is the example's: nobody has taken in one of their own since it came, and it has not gone.</summary>
    private async Task<bool> IsRegisterOursAsync(CancellationToken cancellation) => await IsInAsync(cancellation)
        && (await departments.HistoryAsync(cancellation)).Reverse()
            .TakeWhile(version => version.About is { File: null, IsExample: not false })
            .Any(version => version.About!.IsExample == true);

    private static byte[] Content(string file)
    {
        using var stream = typeof(ExampleMunicipality).Assembly.GetManifestResourceStream($"FollowUp.Example.{file}")!;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
