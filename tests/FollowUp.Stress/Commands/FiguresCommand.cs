using System.CommandLine;

namespace FollowUp.Stress.Commands;

internal static class FiguresCommand
{
    public static Command Create()
    {
        var count = new Argument<int>("antal") { Description = "Hur många slumpade omgångar.", DefaultValueFactory = _ => 500 };
        var seed = DrawnSeed.Option();
        var command = new Command("figures", "Räknar om rapportens siffror för slumpade omgångar på enklast möjliga sätt: allt ska stämma.")
        {
            count, seed,
        };
        command.SetAction(arguments =>
        {
            var (rounds, from) = (arguments.GetValue(count), arguments.GetValue(seed)!);
            Console.WriteLine($"{rounds} omgångar, frö {from}:");
            return DrawnSeed.Report(FigureChecks.Run(rounds, from), "Varje siffra stämmer med den som räknades för sig.");
        });
        return command;
    }
}
