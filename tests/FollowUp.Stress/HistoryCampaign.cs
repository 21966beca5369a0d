using System.Diagnostics;
using CsCheck;
using FollowUp.Trail;

namespace FollowUp.Stress;

/// <summary>Runs histories of small towns' rounds, and shrinks the first that violates what must hold.</summary>
/// <param name="liveAsync">Runs a world.</param>
/// <param name="check">The violations of one history.</param>
internal sealed class HistoryCampaign(
    Func<HistoryWorldPlan, Task<IReadOnlyList<HistoryEvidence>>> liveAsync, TextWriter output,
    Func<HistoryEvidence, IReadOnlyList<string>> check, CancellationToken cancellation)
{
    /// <summary>The tables are searched whole for most questions, so many small worlds are faster than a large one.</summary>
    public const int InAWorld = 10;

    private const int MaxShrinkTries = 60;

    private readonly SortedDictionary<TrailEvent, int> _happened = [];
    private int _mails;
    private int _acts;
    private int _cuts;

    /// <returns>The violations of each world in which there were any, with the command that repeats them; of the first, shrunk.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(int count, string seed)
    {
        var watch = Stopwatch.StartNew();
        var violations = new List<string>();
        var pcg = PCG.Parse(seed);
        for (var done = 0; done < count;)
        {
            var own = pcg.ToString(pcg.State);
            var world = HistoryWorldPlan.Draw(pcg, Math.Min(InAWorld, count - done));
            var found = await FindAsync(world);
            if (found.Count > 0)
            {
                var told = violations.Count == 0 ? await ShrunkAsync(world, own, found) : null;
                violations.AddRange(told ?? Repeatable(found.Select(violation => violation.Sentence), Command(world.Histories.Count, own)));
            }
            done += world.Histories.Count;
            await output.WriteLineAsync($"{done} av {count} historier, {violations.Count} fel, {watch.Elapsed:hh\\:mm\\:ss}");
        }
        await WriteSummaryAsync(violations);
        return violations;
    }

    /// <summary>Repeats one history in a world of its own.</summary>
    /// <param name="parts">As a shrunk history was printed; null for all of it.</param>
    public async Task<IReadOnlyList<string>> RepeatAsync(string seed, int history, IReadOnlyList<string>? parts)
    {
        var world = HistoryWorldPlan.Draw(PCG.Parse(seed), history + 1);
        var violations = (await FindAsync(world.Keep(history, parts ?? [.. world.Parts(history)])))
            .Select(violation => violation.Sentence).ToList();
        await WriteSummaryAsync(violations);
        return violations;
    }

    /// <summary>
    /// Leaves out parts as long as it still fails, first many at once, at last one at a time. CsCheck would shrink by drawing other
    /// histories, and there is not time to live through as many as a rare failure needs.
    /// </summary>
    /// <returns>The parts that are left when none can be left out, or after <paramref name="maxTries"/>.</returns>
    public static async Task<IReadOnlyList<string>> ShrinkAsync(
        IReadOnlyList<string> parts, Func<IReadOnlyList<string>, Task<bool>> fails, int maxTries)
    {
        var tries = 0;
        for (var size = Math.Max(1, parts.Count / 2); size > 0; size /= 2)
        {
            for (var from = 0; from < parts.Count && tries < maxTries;)
            {
                List<string> fewer = [.. parts.Take(from), .. parts.Skip(from + size)];
                tries++;
                if (await fails(fewer))
                {
                    parts = fewer;
                }
                else
                {
                    from += size;
                }
            }
        }
        return parts;
    }

    /// <returns>What the shrunk history violates; null where none fails by itself.</returns>
    private async Task<IReadOnlyList<string>?> ShrunkAsync(
        HistoryWorldPlan world, string seed, IReadOnlyList<(int? History, string Sentence)> found)
    {
        // An exception does not say which history caused it.
        var suspects = found.Any(violation => violation.History == null) ? Enumerable.Range(0, world.Histories.Count)
            : found.Select(violation => violation.History!.Value).Distinct();
        foreach (var suspect in suspects)
        {
            IReadOnlyList<string> parts = [.. world.Parts(suspect)];
            var violations = await FindAsync(world.Keep(suspect, parts));
            if (violations.Count > 0)
            {
                parts = await ShrinkAsync(parts, async fewer =>
                {
                    var still = await FindAsync(world.Keep(suspect, fewer));
                    violations = still.Count > 0 ? still : violations;
                    return still.Count > 0;
                }, MaxShrinkTries);
                var steps = world.Keep(suspect, parts).Histories[0].Steps
                    .Select(step => $"  {step.At.UtcDateTime:yyyy-MM-dd HH:mm} {step.Act} {step.Department}");
                return Repeatable(violations.Select(violation => violation.Sentence).Concat(steps),
                    $"{Command(1, seed)} --history {suspect} --parts \"{string.Join(' ', parts)}\"");
            }
        }
        return null;
    }

    private async Task<IReadOnlyList<(int? History, string Sentence)>> FindAsync(HistoryWorldPlan world)
    {
        IReadOnlyList<HistoryEvidence> evidence;
        try
        {
            evidence = await liveAsync(world);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            return [(null, fault.ToString())];
        }
        Count(evidence);
        return evidence.SelectMany((history, place) => check(history).Select(sentence => ((int?)place, sentence))).ToList();
    }

    private void Count(IReadOnlyList<HistoryEvidence> evidence)
    {
        _mails += evidence.Sum(history => history.Mails.Count(mail => mail.IsTaken));
        _acts += evidence.Sum(history => history.Log.Count);
        _cuts += evidence[0].Cuts.Count;
        foreach (var entry in evidence.SelectMany(history => history.Trail))
        {
            _happened[entry.What] = _happened.GetValueOrDefault(entry.What) + 1;
        }
    }

    private async Task WriteSummaryAsync(List<string> violations)
    {
        foreach (var violation in violations)
        {
            await output.WriteLineAsync($"FEL: {violation}");
        }
        await output.WriteLineAsync($"""
            {_acts} handlingar, {_mails} mejl, programmet avbrutet {_cuts} gånger.
            Händelser: {string.Join(", ", _happened.Select(what => $"{what.Key} {what.Value}"))}.
            {(violations.Count == 0 ? "Inga fel." : $"{violations.Count} fel.")}
            """);
    }

    private static IReadOnlyList<string> Repeatable(IEnumerable<string> sentences, string command) =>
        [$"{string.Join("\n  ", sentences)}\n  {command}"];

    private static string Command(int count, string seed) => DrawnCampaign.Command("histories", count, seed);
}
