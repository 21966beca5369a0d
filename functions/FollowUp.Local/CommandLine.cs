using System.CommandLine;
using System.Runtime.InteropServices;

namespace FollowUp.Local;

/// <summary>Runs a program's commands, and ends them in order when the terminal closes.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        // Without this, a closed terminal leaves Azurite running.
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
    }
}
