using System.CommandLine;
using System.Diagnostics;
using FollowUp.Local.Emulator;
using FollowUp.Local.Stress;

namespace FollowUp.Local.Commands;

/// <summary><c>stress</c>: campaigns that are too long for the tests; those that need tables have an Azurite of their own.</summary>
internal static class StressCommand
{
    public static Command Create() => new("stress", "Långa prov av att ingenting går förlorat.") { Kills(), KillsVictim(), Faults(),
        Plans(), Figures(), Histories() };

    private static Command Kills()
    {
        var count = new Argument<int>("antal") { Description = "Hur många gånger programmet dödas.", DefaultValueFactory = _ => 1000 };
        var seed = new Option<int>("--seed")
        {
            Description = "Styr vem som svarar när och vad, och när programmet dödas.",
            DefaultValueFactory = _ => 1,
        };
        var command = new Command("kills",
            "Dödar programmet (SIGKILL) gång på gång under omgångar med 30 enheter, och jämför med ostörda omgångar.") { count, seed };
        command.SetAction(async (arguments, cancellation) =>
            (await new KillCampaign(arguments.GetValue(count), arguments.GetValue(seed), Console.Out).RunAsync(cancellation)).Count == 0 ? 0
                : 1);
        return command;
    }

    private static Command KillsVictim()
    {
        var order = new Argument<string>("ORDER");
        var command = new Command(Victim.Verb) { order };
        command.Hidden = true;
        command.SetAction((arguments, cancellation) => Victim.RunAsync(arguments.GetValue(order)!, cancellation));
        return command;
    }

    private static Command Faults()
    {
        var count = new Argument<int>("antal") { Description = "Hur många operationer på tabellerna.", DefaultValueFactory = _ => 10_000 };
        var seed = new Option<int>("--seed") { Description = "Styr operationerna och felen.", DefaultValueFactory = _ => 1 };
        var command = new Command("faults",
            "Låter var tionde begäran till tabellerna gå fel: först under enskilda operationer, sedan under en hel omgång.") { count,
            seed };
        command.SetAction((arguments, cancellation) =>
            FaultsAsync(arguments.GetValue(count), arguments.GetValue(seed), Console.Out, cancellation));
        return command;
    }

    private static Command Plans()
    {
        var count = new Argument<int>("antal") { Description = "Hur många förvanskade planfiler.", DefaultValueFactory = _ => 1_000_000 };
        var seed = new Option<int>("--seed") { Description = "Styr förvanskningarna.", DefaultValueFactory = _ => 1 };
        var command = new Command("plans", "Läser förvanskade planfiler: var och en ska bli en plan eller en lista av fel med rad.")
        {
            count, seed,
        };
        command.SetAction(arguments =>
        {
            var violations = PlanMutations.Run(arguments.GetValue(count), arguments.GetValue(seed));
            foreach (var violation in violations)
            {
                Console.WriteLine($"FEL: {violation}");
            }
            Console.WriteLine(violations.Count == 0
                ? $"{arguments.GetValue(count)} planfiler: var och en blev en plan eller en lista av fel med rad."
                : $"{violations.Count} avvikelser.");
            return violations.Count == 0 ? 0 : 1;
        });
        return command;
    }

    private static Command Figures()
    {
        var count = new Argument<int>("antal") { Description = "Hur många slumpade omgångar.", DefaultValueFactory = _ => 500 };
        var seed = new Option<int>("--seed")
        {
            Description = "Den första omgångens frö; nästa omgång har nästa tal.",
            DefaultValueFactory = _ => 1,
        };
        var command = new Command("figures", "Räknar om rapportens siffror för slumpade omgångar på enklast möjliga sätt: allt ska stämma.")
        {
            count, seed,
        };
        command.SetAction(arguments =>
        {
            var violations = FigureChecks.Run(arguments.GetValue(count), arguments.GetValue(seed));
            foreach (var violation in violations)
            {
                Console.WriteLine($"FEL: {violation}");
            }
            Console.WriteLine(violations.Count == 0
                ? $"{arguments.GetValue(count)} omgångar: varje siffra stämmer med den som räknades för sig."
                : $"{violations.Count} avvikelser.");
            return violations.Count == 0 ? 0 : 1;
        });
        return command;
    }

    private static Command Histories()
    {
        var count = new Argument<int>("antal") { Description = "Hur många historier.", DefaultValueFactory = _ => 2000 };
        var seed = new Option<int>("--seed")
        {
            Description = "Den första historiens frö; nästa historia har nästa tal.",
            DefaultValueFactory = _ => 1,
        };
        var command = new Command("histories",
            "Lever genom slumpade omgångar i små kommuner, med alla samordnarens handlingar, avbrott och mejltjänst som är nere, och "
            + "prövar vad som måste gälla.") { count, seed };
        command.SetAction(async (arguments, cancellation) =>
        {
            var folder = Directory.CreateTempSubdirectory("followup-stress-");
            try
            {
                await using var azurite = await Azurite.StartInMemoryAsync(folder.FullName, cancellation);
                return (await HistoryCampaign.RunAsync(azurite.ConnectionString, arguments.GetValue(count), arguments.GetValue(seed),
                    Console.Out, cancellation)).Count == 0 ? 0 : 1;
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        });
        return command;
    }

    private static async Task<int> FaultsAsync(int count, int seed, TextWriter output, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("followup-stress-");
        try
        {
            await using var azurite = await Azurite.StartInMemoryAsync(folder.FullName, cancellation);
            var watch = Stopwatch.StartNew();
            await output.WriteLineAsync($"{count} operationer, frö {seed}:");
            CampaignLog log;
            await using (var proxy = await FaultyProxy.StartAsync(azurite.ConnectionString, FaultyProxy.Randomly(FaultCampaign.Share, seed),
                cancellation))
            {
                log = await FaultCampaign.RunAsync(
                    proxy.ConnectionString, azurite.ConnectionString, count, seed,
                    done => done % 1000 == 0 ? output.WriteLineAsync($"  {done} på {watch.Elapsed.TotalSeconds:F0} s") : Task.CompletedTask,
                    cancellation);
                await TellAsync(proxy, output);
            }
            await output.WriteLineAsync($"  Skrivningar: {log.Applied} bekräftade, {log.Refused} avvisade, {log.Unknown} utan besked. "
                + $"Kontroller: {log.Checks}.");

            watch.Restart();
            var town = new LargeTown(Departments: 30, Measures: 60, Responsible: 1);
            await output.WriteLineAsync($"En hel omgång med {town.Departments} enheter, utan fel och med:");
            var undisturbed = await TownRound.RunAsync(town, azurite.ConnectionString, seed, FaultCampaign.Impatient, cancellation);
            await output.WriteLineAsync($"  utan fel på {watch.Elapsed.TotalSeconds:F0} s");
            List<string> differences;
            await using (var proxy = await FaultyProxy.StartAsync(azurite.ConnectionString, FaultyProxy.Randomly(FaultCampaign.Share, seed),
                cancellation))
            {
                var disturbed = await TownRound.RunAsync(town, proxy.ConnectionString, seed, FaultCampaign.Impatient, cancellation);
                differences = [.. disturbed.DifferencesFrom(undisturbed)];
                await output.WriteLineAsync($"  med fel på {watch.Elapsed.TotalSeconds:F0} s, {disturbed.Restarts} omstarter");
                await TellAsync(proxy, output);
                await output.WriteLineAsync($"  Jämfört: rapporten (json och html), {undisturbed.Departments.Length} tecken om enheterna, "
                    + $"{undisturbed.Mails.Count} mejl, {undisturbed.Trail.Count} händelser.");
            }

            var violations = log.Violations.Distinct().Concat(differences).ToList();
            foreach (var violation in violations)
            {
                await output.WriteLineAsync($"FEL: {violation}");
            }
            await output.WriteLineAsync(violations.Count == 0 ? "Inget förlorat, inget dubblerat, inget fel läst."
                : $"{violations.Count} avvikelser.");
            return violations.Count == 0 ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task TellAsync(FaultyProxy proxy, TextWriter output) => output.WriteLineAsync(
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
