using System.Diagnostics;
using FollowUp.Stress;
using FollowUp.Tests;

namespace FollowUp.Benchmarks;

/// <summary>
/// Sixteen departments at once fill in a form of 33 measures, one measure after the other, and save each. For comparison the same table
/// requests are sent raw in the same run, on the same Azurite and by as many clients at once. They are recorded beforehand, save by save,
/// through a proxy that is not part of the timed run.
/// </summary>
internal static class SavesBenchmark
{
    private const int Clients = 16;
    private const int Measures = 33;
    private const int Repetitions = 7;

    // The same length, since one replaces the other in the requests that are sent again.
    private const string Recorded = "Recorded";
    private const string Resent = "SentRaw";

    private static readonly LargeTown Town = new(Clients, Measures, Clients);

    public static async Task RunAsync(CancellationToken cancellation)
    {
        await using var tables = await FreshTables.StartAsync(cancellation);
        var (setup, saves) = await RecordAsync(tables.ConnectionString, cancellation);
        var ratios = new List<double>();
        // The first run warms up. Each run has new tables, since Azurite is slower the more rows a table has.
        for (var repetition = 0; repetition <= Repetitions; repetition++)
        {
            await using var town = await OpenAsync($"Timed{repetition}", tables.ConnectionString, tables.ConnectionString, cancellation);
            using var raw = new RawTables(tables.ConnectionString, Recorded, $"{Resent}{repetition}");
            await raw.Prepare([setup], 1)(cancellation);

            var posts = await PostsAsync(town, cancellation);
            var resend = raw.Prepare(saves, Clients);
            (TimeSpan Time, TimeSpan Processor) page, bare;
            // The order changes, since the first of the two may be faster.
            if (repetition % 2 == 0)
            {
                page = await TimeAsync(() => SaveAsync(town, posts, cancellation));
                bare = await TimeAsync(() => resend(cancellation));
            }
            else
            {
                bare = await TimeAsync(() => resend(cancellation));
                page = await TimeAsync(() => SaveAsync(town, posts, cancellation));
            }
            Console.WriteLine($"{(repetition == 0 ? "warm-up" : $"{repetition}"),-8} page {Told(page)}   raw {Told(bare)}   ratio "
                + $"{bare.Time / page.Time:F2}");
            if (repetition > 0)
            {
                ratios.Add(bare.Time / page.Time);
            }
        }
        Console.WriteLine($"Saves through the page / raw, median of {Repetitions}: {ratios.Order().ElementAt(Repetitions / 2):F2} "
            + $"({RequestCount.Of(saves[0]).All / Measures} table requests a save)");
    }

    /// <returns>The requests before the saves, and the saves of each client.</returns>
    private static async Task<(IReadOnlyList<TableRequest> Setup, IReadOnlyList<IReadOnlyList<TableRequest>> Saves)> RecordAsync(
        string storage, CancellationToken cancellation)
    {
        await using var proxy = await CountingProxy.StartAsync(storage);
        await using var town = await OpenAsync(Recorded, storage, proxy.ConnectionString, cancellation);
        var setup = proxy.Requests;
        var posts = await PostsAsync(town, cancellation);
        var saves = new List<IReadOnlyList<TableRequest>>();
        foreach (var client in posts)
        {
            var before = proxy.Requests.Count;
            await SaveAsync(town, [client], cancellation);
            saves.Add(proxy.Requests.Skip(before).ToList());
        }
        return (setup, saves);
    }

    private static async Task<TownAtWork> OpenAsync(string prefix, string engineStorage, string appStorage, CancellationToken cancellation)
    {
        var town = await TownAtWork.DraftAsync(Town, prefix, engineStorage, appStorage, cancellation);
        await town.OpenAsync(cancellation);
        await town.AdvanceToAsync(TownAtWork.Opening, 9, cancellation);
        return town;
    }

    /// <summary>The posts of each client, measure by measure. The pages are opened before the timed part.</summary>
    private static async Task<IReadOnlyList<IReadOnlyList<(string Link, HttpContent Form)>>> PostsAsync(TownAtWork town,
        CancellationToken cancellation)
    {
        var clients = new List<IReadOnlyList<(string, HttpContent)>>();
        foreach (var department in town.Departments)
        {
            var form = await town.OpenFormAsync(department, cancellation);
            clients.Add(form.Sections.Select(section => (section.Address, section.Filled("spara"))).ToList());
        }
        return clients;
    }

    private static Task SaveAsync(TownAtWork town, IEnumerable<IReadOnlyList<(string Link, HttpContent Form)>> clients,
        CancellationToken cancellation) =>
        Task.WhenAll(clients.Select(async client =>
        {
            foreach (var (link, form) in client)
            {
                await town.PostFormAsync(link, form, cancellation);
            }
        }));

    /// <returns>The time and the processor time of this program, which is app and browsers, or raw clients, without Azurite.</returns>
    private static async Task<(TimeSpan Time, TimeSpan Processor)> TimeAsync(Func<Task> act)
    {
        var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        await act();
        return (watch.Elapsed, Environment.CpuUsage.TotalTime - before);
    }

    private static string Told((TimeSpan Time, TimeSpan Processor) saves) =>
        $"{Clients * Measures / saves.Time.TotalSeconds,5:F0} saves/s ({saves.Processor.TotalMilliseconds / (Clients * Measures),4:F1} ms "
            + "processor each)";
}
