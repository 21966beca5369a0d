using System.CommandLine;
using FollowUp.Local.Emulator.Tables;

namespace FollowUp.Stress.Commands;

internal static class HistoriesCommand
{
    public static Command Create()
    {
        var count = new Argument<int>("antal") { Description = "Hur många historier.", DefaultValueFactory = _ => 2000 };
        var seed = DrawnSeed.Option();
        var history = new Option<int?>("--history") { Description = "Bara den här av fröets historier, räknat från 0." };
        var parts = new Option<string?>("--parts")
        {
            Description = "Med --history: bara de här delarna av den, som en tidigare körning skrev ut dem.",
        };
        var command = new Command("histories",
            "Lever genom slumpade omgångar i små kommuner, med alla samordnarens handlingar, avbrott och mejltjänst som är nere, och "
            + "prövar vad som måste gälla.") { count, seed, history, parts };
        command.SetAction(async (arguments, cancellation) =>
        {
            await using var tables = await TableServer.StartAsync(cancellation);
            var campaign = new HistoryCampaign(world => HistoryWorld.LiveAsync(tables.ConnectionString, world, cancellation), Console.Out,
                lived => lived.Violations(), cancellation);
            var from = arguments.GetValue(seed)!;
            await Console.Out.WriteLineAsync($"Frö {from}:");
            var violations = arguments.GetValue(history) is { } one
                ? await campaign.RepeatAsync(from, one, arguments.GetValue(parts)?.Split(' '))
                : await campaign.RunAsync(arguments.GetValue(count), from);
            return violations.Count == 0 ? 0 : 1;
        });
        return command;
    }
}
