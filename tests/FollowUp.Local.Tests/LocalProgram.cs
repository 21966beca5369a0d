using System.Diagnostics;

namespace FollowUp.Local.Tests;

/// <summary>FollowUp.Local in its own process, as a user runs it.</summary>
internal sealed class LocalProgram : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    private LocalProgram(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync(Cancellation);
    }

    public StreamReader Output => _process.StandardOutput;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="variable">An environment variable to set.</param>
    public static LocalProgram Start((string Name, string Value)? variable, params string[] arguments)
    {
        var start = OwnProcess.With(arguments);
        if (variable is var (name, value))
        {
            start.Environment[name] = value;
        }
        return new LocalProgram(Process.Start(start)!);
    }

    public async Task<(int Exit, string Output, string Errors)> EndAsync()
    {
        var output = await Output.ReadToEndAsync(Cancellation);
        await _process.WaitForExitAsync(Cancellation);
        return (_process.ExitCode, output, await _errors);
    }

    /// <summary>Ends the process as a crash does, without any of its own code.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }
        _process.Dispose();
    }
}
