using System.CommandLine;
using System.Diagnostics;
using FollowUp.Local.Emulator.Tables;

namespace FollowUp.Stress.Commands;

internal static class FaultsCommand
{
    public static Command Create()
    {
        var count = new Argument<int>("antal") { Description = "Hur många operationer på tabellerna.", DefaultValueFactory = _ => 10_000 };
        var seed = new Option<int>("--seed")
        {
            Description = "Styr operationerna och felen. Annars ett nytt.",
            DefaultValueFactory = _ => Random.Shared.Next(1_000_000),
        };
        var command = new Command("faults",
            "Låter var tionde begäran till tabellerna gå fel: först under enskilda operationer, sedan under en hel omgång.") { count,
            seed };
        command.SetAction(async (arguments, cancellation) =>
        {
            await using var tables = await TableServer.StartAsync(cancellation);
            return await RunAsync(tables.ConnectionString, arguments.GetValue(count), arguments.GetValue(seed), Console.Out, cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(string storage, int count, int seed, TextWriter output, CancellationToken cancellation)
    {
        List<string> violations =
        [
            .. await OperationsAsync(storage, count, seed, output, cancellation),
            .. await WholeRoundAsync(storage, seed, output, cancellation),
        ];
        foreach (var violation in violations)
        {
            await output.WriteLineAsync($"FEL: {violation}");
        }
        await output.WriteLineAsync(violations.Count == 0 ? "Inget förlorat, inget dubblerat, inget fel läst."
            : $"{violations.Count} avvikelser.\n  {DrawnCampaign.Command("faults", count, $"{seed}")}");
        return violations.Count == 0 ? 0 : 1;
    }

    private static async Task<IEnumerable<string>> OperationsAsync(
        string storage, int count, int seed, TextWriter output, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        await output.WriteLineAsync($"{count} operationer, frö {seed}:");
        await using var proxy = await FaultyProxy.StartAsync(storage, FaultyProxy.Randomly(FaultCampaign.Share, seed), cancellation);
        var log = await FaultCampaign.RunAsync(proxy.ConnectionString, storage, count, seed,
            done => done % 1000 == 0 ? output.WriteLineAsync($"  {done} på {watch.Elapsed.TotalSeconds:F0} s") : Task.CompletedTask,
            cancellation);
        await WriteFaultsAsync(proxy, output);
        await output.WriteLineAsync($"  Skrivningar: {log.Applied} bekräftade, {log.Refused} avvisade, {log.Unknown} utan besked. "
            + $"Kontroller: {log.Checks}.");
        return log.Violations.Distinct();
    }

    private static async Task<IEnumerable<string>> WholeRoundAsync(
        string storage, int seed, TextWriter output, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var town = new LargeTown(Departments: 30, Measures: 60, Responsible: 1);
        await output.WriteLineAsync($"En hel omgång med {town.Departments} enheter, utan fel och med:");
        var undisturbed = await TownRound.RunAsync(town, storage, seed, FaultCampaign.Impatient, cancellation);
        await output.WriteLineAsync($"  utan fel på {watch.Elapsed.TotalSeconds:F0} s");
        await using var proxy = await FaultyProxy.StartAsync(storage, FaultyProxy.Randomly(FaultCampaign.Share, seed), cancellation);
        var disturbed = await TownRound.RunAsync(town, proxy.ConnectionString, seed, FaultCampaign.Impatient, cancellation);
        await output.WriteLineAsync($"  med fel på {watch.Elapsed.TotalSeconds:F0} s, {disturbed.Restarts} omstarter");
        await WriteFaultsAsync(proxy, output);
        await output.WriteLineAsync($"  Jämfört: rapporten (json och html), {undisturbed.Departments.Length} tecken om enheterna, "
            + $"{undisturbed.Mails.Count} mejl, {undisturbed.Trail.Count} händelser.");
        return disturbed.DifferencesFrom(undisturbed).ToList();
    }

    private static Task WriteFaultsAsync(FaultyProxy proxy, TextWriter output) => output.WriteLineAsync(
        $"  Framkallade fel i {proxy.Requests} anrop: "
            + $"{string.Join(", ", proxy.Injected.Select(fault => $"{fault.Value} {NameOf(fault.Key)}"))}.");

    private static string NameOf(Fault fault) => fault switch
    {
        Fault.TooManyRequests => "svar 429",
        Fault.InternalError => "svar 500",
        Fault.ServerBusy => "svar 503",
        Fault.Timeout => "uteblivna svar",
        Fault.Reset => "avbrott före begäran",
        Fault.ReplyLost => "förlorade svar efter utförd begäran",
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };
}
