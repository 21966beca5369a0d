using System.CommandLine;
using System.Runtime.InteropServices;
using FollowUp.Local;
using FollowUp.Local.Commands;

var root = new RootCommand("FollowUp på den här datorn: samma funktioner som i Azure, utan Azure.")
{
    DemoCommand.Create(), ServeCommand.Create(), MailboxCommand.Create(), PlanCommand.Create(), LettersCommand.Create(),
        RoundCommand.Create(),
    CalendarCommand.Create(), TextsCommand.Create(), StressCommand.Create(),
};
// Closing the terminal ends it in order, too: Azurite is a process of its own and would stay.
using var hungUp = new CancellationTokenSource();
using var hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
{
    signal.Cancel = true;
    hungUp.Cancel();
});
try
{
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration
    {
        EnableDefaultExceptionHandler = false,
        // Azurite writes its tables out before it ends.
        ProcessTerminationTimeout = TimeSpan.FromSeconds(30),
    }, hungUp.Token);
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
