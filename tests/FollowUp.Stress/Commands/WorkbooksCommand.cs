using System.CommandLine;

namespace FollowUp.Stress.Commands;

internal static class WorkbooksCommand
{
    public static Command Create()
    {
        var count = new Argument<int>("antal") { Description = "Hur många förvanskade arbetsböcker.", DefaultValueFactory = _ => 100_000 };
        var seed = DrawnSeed.Option();
        var command = new Command("workbooks",
            "Läser förvanskade arbetsböcker: var och en ska bli en plan, ett register eller en lista av fel med cell.")
        {
            count, seed,
        };
        command.SetAction(arguments =>
        {
            var (files, from) = (arguments.GetValue(count), arguments.GetValue(seed)!);
            Console.WriteLine($"{files} arbetsböcker, frö {from}:");
            return DrawnSeed.Report(WorkbookMutations.Run(files, from),
                "Var och en blev en plan, ett register eller en lista av fel med cell.");
        });
        return command;
    }
}
