using System.Diagnostics;

namespace FollowUp.Local.Tests;

/// <summary>FollowUp.Local as a process of its own, as a user runs it.</summary>
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

    /// <param name="path">Where it finds programs; null leaves that as it is here.</param>
    public static LocalProgram Start(string? path, params string[] arguments)
    {
        var start = OwnProcess.With(arguments);
        if (path != null)
        {
            start.Environment["PATH"] = path;
        }
        return new LocalProgram(Process.Start(start)!);
    }

    public async Task<(int Exit, string Output, string Errors)> EndAsync()
    {
        var output = await Output.ReadToEndAsync(Cancellation);
        await _process.WaitForExitAsync(Cancellation);
        return (_process.ExitCode, output, await _errors);
    }

    /// <summary>Ends it as a crash does: nothing of its own runs any more.</summary>
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
