using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using FollowUp.Stress;
using FollowUp.Tests;

namespace FollowUp.Benchmarks;

/// <summary>
/// A round of 300 departments with 33 measures each: a third answers at once, a third after a reminder, the others never. All steps of the
/// ladder are taken and the report is compiled. For comparison its table requests are sent raw, in the same phases and with as many at
/// once: first the app's alone, then with those of the emulator's engine, whose work the platform does in Azure. Each has its own Azurite.
/// </summary>
internal static partial class RoundBenchmark
{
    private const string Recorded = "Recorded";
    private const string Resent = "SentRaw0";

    private static readonly LargeTown Town = new(300, 33, 300);

    /// <param name="AtOnce">
    /// How many table requests may run at once: as many clients, departments of an activity, or activities.
    /// </param>
    private sealed record Phase(string Name, int AtOnce, Func<TownAtWork, int, CancellationToken, Task> LiveAsync);

    private static readonly IReadOnlyList<Phase> Phases =
    [
        new("opening", 8, (town, _, cancellation) => town.OpenAsync(cancellation)),
        new("invitations", 4, (town, _, cancellation) => town.AdvanceToAsync(TownAtWork.Opening, 9, cancellation)),
        new("first answers", 16, (town, clients, cancellation) => AnswerAsync(town, 0, clients, cancellation)),
        new("reminders", 4, (town, _, cancellation) => town.AdvanceToAsync(TownAtWork.Reminder, 9, cancellation)),
        new("second answers", 16, (town, clients, cancellation) => AnswerAsync(town, 1, clients, cancellation)),
        new("rest of the ladder", 4, (town, _, cancellation) => town.AdvanceToAsync(TownAtWork.LastDay, 9, cancellation)),
        new("close and report", 8, (town, _, cancellation) => town.AdvanceToAsync(TownAtWork.LastDay.AddDays(1), 1, cancellation)),
    ];

    public static async Task RunAsync(CancellationToken cancellation)
    {
        // The recording also warms up the timed code.
        var recording = await RecordAsync(cancellation);
        Console.WriteLine($"Table requests of the app:    {RequestCount.Of(recording.App.Skip(1).SelectMany(phase => phase))}");
        Console.WriteLine($"Table requests of the engine: {RequestCount.Of(recording.Engine.Skip(1).SelectMany(phase => phase))}");
        var pages = Told("through the pages", await LiveAsync(cancellation));
        var app = Told("raw, the app's", await ResendAsync(recording.App, cancellation));
        var both = Told("raw, the app's and the engine's", await ResendAsync(recording.Both, cancellation));
        Console.WriteLine($"The round / raw: {pages / both:F2} beside the app's and the engine's requests, {pages / app:F2} beside the "
            + "app's alone");
    }

    /// <returns>The sum of the times of the phases, which are printed.</returns>
    private static TimeSpan Told(string what, IReadOnlyList<TimeSpan> times)
    {
        var whole = times.Aggregate((sum, time) => sum + time);
        Console.WriteLine($"{what}: {whole.TotalSeconds:F1} s");
        foreach (var (phase, time) in Phases.Zip(times))
        {
            Console.WriteLine($"  {phase.Name,-20} {time.TotalSeconds,6:F1} s");
        }
        return whole;
    }

    private static async Task AnswerAsync(TownAtWork town, int third, int clients, CancellationToken cancellation)
    {
        await Parallel.ForEachAsync(
            town.Departments.Where(department => department % 3 == third),
            new ParallelOptions { MaxDegreeOfParallelism = clients, CancellationToken = cancellation },
            async (department, cancellation) => await town.AnswerAsync(department, cancellation));
        await town.SettleAsync(cancellation);
    }

    /// <summary>Runs the round and times it.</summary>
    private static async Task<IReadOnlyList<TimeSpan>> LiveAsync(CancellationToken cancellation)
    {
        await using var tables = await FreshTables.StartAsync(cancellation);
        await using var town = await TownAtWork.DraftAsync(Town, Recorded, tables.ConnectionString, tables.ConnectionString, cancellation);
        var times = new List<TimeSpan>();
        foreach (var phase in Phases)
        {
            var watch = Stopwatch.StartNew();
            await phase.LiveAsync(town, 16, cancellation);
            times.Add(watch.Elapsed);
        }
        // Throws if there is no report.
        await town.ReportAsync(cancellation);
        return times;
    }

    private sealed record Recording(IReadOnlyList<IReadOnlyList<TableRequest>> App, IReadOnlyList<IReadOnlyList<TableRequest>> Engine)
    {
        public IReadOnlyList<IReadOnlyList<TableRequest>> Both { get; } =
            App.Zip(Engine, (app, engine) => (IReadOnlyList<TableRequest>)[.. app, .. engine]).ToList();
    }

    /// <summary>
    /// Runs the round through proxies, one department after the other. The first list of each holds the requests before the opening.
    /// </summary>
    private static async Task<Recording> RecordAsync(CancellationToken cancellation)
    {
        await using var tables = await FreshTables.StartAsync(cancellation);
        await using var app = await CountingProxy.StartAsync(tables.ConnectionString);
        await using var engine = await CountingProxy.StartAsync(tables.ConnectionString);
        await using var town = await TownAtWork.DraftAsync(Town, Recorded, engine.ConnectionString, app.ConnectionString, cancellation);
        var (ofApp, ofEngine) = (new List<IReadOnlyList<TableRequest>> { app.Requests },
            new List<IReadOnlyList<TableRequest>> { engine.Requests });
        foreach (var phase in Phases)
        {
            var (before, engineBefore) = (app.Requests.Count, engine.Requests.Count);
            await phase.LiveAsync(town, 1, cancellation);
            ofApp.Add(app.Requests.Skip(before).ToList());
            ofEngine.Add(engine.Requests.Skip(engineBefore).ToList());
        }
        return new Recording(ofApp, ofEngine);
    }

    /// <summary>Sends the recorded requests phase by phase. The requests before the opening are not timed.</summary>
    private static async Task<IReadOnlyList<TimeSpan>> ResendAsync(IReadOnlyList<IReadOnlyList<TableRequest>> phases,
        CancellationToken cancellation)
    {
        await using var tables = await FreshTables.StartAsync(cancellation);
        using var raw = new RawTables(tables.ConnectionString, Recorded, Resent);
        await raw.Prepare([phases[0]], 1)(cancellation);
        var times = new List<TimeSpan>();
        foreach (var (phase, requests) in Phases.Zip(phases.Skip(1)))
        {
            var resend = raw.Prepare(Lanes(requests), phase.AtOnce);
            var watch = Stopwatch.StartNew();
            await resend(cancellation);
            times.Add(watch.Elapsed);
        }
        return times;
    }

    /// <summary>
    /// Requests of one department or one orchestration keep their order; other requests follow the one before them.
    /// </summary>
    private static IEnumerable<IReadOnlyList<TableRequest>> Lanes(IReadOnlyList<TableRequest> requests)
    {
        var lanes = new Dictionary<string, List<TableRequest>>();
        var lane = "";
        foreach (var request in requests)
        {
            var says = request.Count.Transactions == 1 ? Encoding.UTF8.GetString(request.Body) : request.Target;
            lane = Partition().Match(Uri.UnescapeDataString(says)) is { Success: true } found ? found.Value : lane;
            if (!lanes.TryGetValue(lane, out var own))
            {
                lanes[lane] = own = [];
            }
            own.Add(request);
        }
        return lanes.Values;
    }

    // The key of a department's partition contains a bar, that of an orchestration's a tilde.
    [GeneratedRegex("""(?<=PartitionKey(=| eq |":")'?)[a-z0-9-]+[|~][^'"]*""")]
    private static partial Regex Partition();
}
