using System.CommandLine;
using FollowUp.Local;
using FollowUp.Local.Commands;

return await CommandLine.RunAsync(new RootCommand("FollowUp på den här datorn: samma funktioner som i Azure, utan Azure.")
{
    DemoCommand.Create(), ServeCommand.Create(), MailboxCommand.Create(), PlanCommand.Create(), LettersCommand.Create(),
    RoundCommand.Create(), CalendarCommand.Create(), TextsCommand.Create(),
}, args);
