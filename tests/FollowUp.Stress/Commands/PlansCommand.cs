using System.CommandLine;

namespace FollowUp.Stress.Commands;

internal static class PlansCommand
{
    public static Command Create()
    {
        var count = new Argument<int>("antal") { Description = "Hur många förvanskade planfiler.", DefaultValueFactory = _ => 1_000_000 };
        var seed = DrawnSeed.Option();
        var command = new Command("plans", "Läser förvanskade planfiler: var och en ska bli en plan eller en lista av fel med rad.")
        {
            count, seed,
        };
        command.SetAction(arguments =>
        {
            var (files, from) = (arguments.GetValue(count), arguments.GetValue(seed)!);
            Console.WriteLine($"{files} planfiler, frö {from}:");
            return DrawnSeed.Report(PlanMutations.Run(files, from), "Var och en blev en plan eller en lista av fel med rad.");
        });
        return command;
    }
}
