using System.CommandLine;
using FollowUp.Local;
using FollowUp.Stress.Commands;

return await CommandLine.RunAsync(new RootCommand("Långa prov av att ingenting går förlorat.")
{
    KillsCommand.Create(), FaultsCommand.Create(), PlansCommand.Create(), FiguresCommand.Create(), HistoriesCommand.Create(),
    WorkbooksCommand.Create(), VictimCommand.Create(),
}, args);
