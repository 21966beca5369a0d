using FollowUp.Departments;
using FollowUp.Links;
using FollowUp.Reports;
using FollowUp.Rounds;
using FollowUp.Trail;
using Microsoft.Azure.Functions.Worker;

namespace FollowUp.Orchestration;

/// <summary>What a round's orchestrators have done in the world. Each may run twice, and then does no more than once.</summary>
public sealed class RoundActivities(
    DepartmentTable register,
    RoundTable rounds,
    RoundQuestionnaires questionnaires,
    AssignmentTable answers,
    RoundResultsReader answeredRounds,
    LinkTable links,
    ReportTable reports,
    LinkTokens tokens,
    TimeProvider clock)
{
    /// <summary>Freezes every department's questionnaire and makes the links of those who will be asked.</summary>
    [Function(nameof(AskDepartments))]
    public async Task<IReadOnlyList<DepartmentRun>> AskDepartments([ActivityTrigger] RoundRun run, CancellationToken cancellation)
    {
        var round = (await rounds.GetAsync(run.RoundId, cancellation)).Round;
        var departments = await register.GetAsync(round.RegisterVersion, cancellation);
        var asked = await questionnaires.MakeAsync(round, departments, round.OpenedAt!.Value, cancellation);
        await Parallel.ForEachAsync(asked.Departments, MaxParallel(cancellation), async (department, cancellation) =>
        {
            var id = department.Department.Id;
            foreach (var recipient in department.Department.Recipients)
            {
                var hash = LinkTokens.Hash(tokens.Token(round.Links, department.Department, recipient.Id));
                await links.AddAsync(new Link(hash, round.Id, id, recipient.Id), cancellation);
            }
            var entry = new TrailEntry("asked", clock.GetUtcNow(), Texts.Trail.System, TrailEvent.DepartmentAsked, id,
                Texts.Trail.Asked(department.Questionnaire));
            await answers.AskAsync(round.Id, department, entry, cancellation);
        });
        return asked.Departments.Select(department => new DepartmentRun(run.RoundId, run.Run, department.Department.Id, run.Attempt))
            .ToList();
    }

    [Function(nameof(LookAtRound))]
    public async Task<RoundOutlook> LookAtRound([ActivityTrigger] RoundRun run, CancellationToken cancellation)
    {
        var round = (await rounds.GetAsync(run.RoundId, cancellation)).Round;
        var (now, closesAt) = (clock.GetUtcNow(), Timetable.ClosesAt(round));
        return round.State is not (RoundState.Open or RoundState.Paused) || !run.IsOf(round)
            ? new RoundOutlook(MayClose: true, closesAt.UtcDateTime)
            : round.State == RoundState.Open ? new RoundOutlook(MayClose: now >= closesAt, closesAt.UtcDateTime)
            // After its last day a paused round waits for the coordinator's signal; the daily look makes up for a lost one.
            : new RoundOutlook(MayClose: false, (now < closesAt ? closesAt : now.AddDays(1)).UtcDateTime);
    }

    /// <summary>
    /// Closes the round when its time has come, and then every department, so that nothing is taken after the report's reading, or after a
    /// cancellation.
    /// </summary>
    [Function(nameof(CloseRound))]
    public async Task CloseRound([ActivityTrigger] RoundRun run, CancellationToken cancellation)
    {
        var stored = await rounds.GetAsync(run.RoundId, cancellation);
        // Also one that was paused in the moment between: its time had come.
        while (stored.Round.State is RoundState.Open or RoundState.Paused && run.IsOf(stored.Round))
        {
            await RoundSteps.CloseAsync(rounds, stored, Texts.Trail.System, clock.GetUtcNow(), cancellation);
            stored = await rounds.GetAsync(run.RoundId, cancellation);
        }
        if (!run.IsOf(stored.Round))
        {
            // Replaced before this came to be done: the round may be open, and its departments must stay so.
            return;
        }
        await Parallel.ForEachAsync(await answers.ListAskedAsync(run.RoundId, cancellation), MaxParallel(cancellation),
            async (departmentId, cancellation) => await answers.CloseAsync(run.RoundId, departmentId, run.Run, cancellation));
    }

    [Function(nameof(CompileReport))]
    public async Task CompileReport([ActivityTrigger] RoundRun run, CancellationToken cancellation)
    {
        var stored = await rounds.GetAsync(run.RoundId, cancellation);
        var round = stored.Round;
        if (round.Run != run.Run || round.State != RoundState.Closed || round.ReportedRun == run.Run)
        {
            return;
        }
        var (answered, history) = await answeredRounds.ReadAsync(round, cancellation);
        var report = ReportCompiler.Compile(answered, history);
        var now = clock.GetUtcNow();
        var version = await reports.AddAsync(run.RoundId, run.Run, report, now, cancellation);
        if (!await RoundSteps.ReportAsync(rounds, stored, version, now, cancellation))
        {
            throw new InvalidOperationException($"Round {run.RoundId} was changed while its report was compiled; it is compiled again.");
        }
    }

    // Departments have partitions of their own and do not wait for each other.
    private static ParallelOptions MaxParallel(CancellationToken cancellation) => new()
    {
        MaxDegreeOfParallelism = 8,
        CancellationToken = cancellation,
    };
}
