using System.CommandLine;
using FollowUp.Local;
using FollowUp.Local.Commands;

var root = new RootCommand("FollowUp på den här datorn: samma funktioner som i Azure, utan Azure.") { DemoCommand.Create(), ServeCommand.Create() };
try
{
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration
    {
        EnableDefaultExceptionHandler = false,
        // Azurite writes its tables out before it ends.
        ProcessTerminationTimeout = TimeSpan.FromSeconds(30),
    });
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Avbrutet.");
    return 130;
}
catch (LocalSetupException setup)
{
    Console.Error.WriteLine(setup.Message);
    return 2;
}
