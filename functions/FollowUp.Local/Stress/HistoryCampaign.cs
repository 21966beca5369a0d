using System.Diagnostics;
using FollowUp.Trail;

namespace FollowUp.Local.Stress;

/// <summary>Histories of small towns' rounds, in worlds of a few that share a clock, and what must hold of each of them.</summary>
internal static class HistoryCampaign
{
    // Azurite looks through a whole table for most questions: many small worlds are faster than one large one.
    public const int InAWorld = 10;

    /// <returns>A sentence for each violation; none is as it should be.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(string storage, int count, int seed, TextWriter output,
        CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var violations = new List<string>();
        var (mails, acts, cuts) = (0, 0, 0);
        var done = new SortedDictionary<TrailEvent, int>();
        for (var first = seed; first < seed + count; first += InAWorld)
        {
            var lived = Math.Min(InAWorld, seed + count - first);
            var evidence = await HistoryWorld.LiveAsync(storage, first, lived, cancellation);
            var found = evidence.SelectMany(history => history.Violations()).ToList();
            foreach (var violation in found)
            {
                await output.WriteLineAsync($"FEL: {violation} (stress histories {lived} --seed {first})");
            }
            violations.AddRange(found);
            mails += evidence.Sum(history => history.Mails.Count(mail => mail.IsTaken));
            acts += evidence.Sum(history => history.Log.Count);
            cuts += evidence[0].Cuts.Count;
            foreach (var entry in evidence.SelectMany(history => history.Trail))
            {
                done[entry.What] = done.GetValueOrDefault(entry.What) + 1;
            }
            await output.WriteLineAsync($"{first + lived - seed} av {count} historier, {violations.Count} fel, "
                + $"{watch.Elapsed:hh\\:mm\\:ss}");
        }
        await output.WriteLineAsync($"""
            {acts} handlingar, {mails} mejl, programmet avbrutet {cuts} gånger.
            Händelser: {string.Join(", ", done.Select(what => $"{what.Key} {what.Value}"))}.
            {(violations.Count == 0 ? "Inga fel." : $"{violations.Count} fel.")}
            """);
        return violations;
    }
}
