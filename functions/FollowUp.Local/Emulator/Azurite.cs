using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Azure.Data.Tables;

namespace FollowUp.Local.Emulator;

/// <summary>
/// Azurite's table service as a process of its own on a free loopback port, with a folder of its own. It is installed
/// from npm into <c>infra/azurite</c> the first time. For development and tests only: it keeps its tables in memory
/// and writes them out every few seconds, so it must outlive a program that is killed, and be told to stop in good order.
/// </summary>
internal sealed class Azurite : IAsyncDisposable
{
    // The development account that every Azurite and every Azure SDK knows; it opens nothing else.
    private const string Account = "devstoreaccount1";
    private const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private const int Interrupt = 2;
    private const string MendNode = "Installera Node.js 20 eller senare och se till att node och npm finns i PATH.";

    // A session of its own: Ctrl-C in the terminal must reach FollowUp, which then stops it in order. Its output goes to a
    // file: a pipe to a program that was killed would end it too.
    private const string Launch =
        "log=$1; shift; if command -v setsid >/dev/null; then exec setsid \"$@\" >\"$log\" 2>&1 </dev/null; fi; exec \"$@\" >\"$log\" "
        + "2>&1 </dev/null";

    private readonly Process _process;
    private readonly string _folder;
    private readonly int _port;

    private Azurite(Process process, string folder, int port)
    {
        _process = process;
        _folder = folder;
        _port = port;
        ConnectionString = $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={AccountKey};" +
            $"TableEndpoint=http://127.0.0.1:{port}/{Account};";
    }

    public string ConnectionString { get; }

    private static string StateFile(string folder) => Path.Combine(folder, "process.json");

    private string LogFile => Path.Combine(_folder, "azurite.log");

    /// <summary>Starts the table service with its data in <paramref name="folder"/>, and returns when it answers.</summary>
    /// <exception cref="LocalSetupException">Node is missing or too old, the installation failed, or the service did not start.</exception>
    public static Task<Azurite> StartAsync(string folder, CancellationToken cancellation = default) =>
        StartAsync(folder, ["--location", Path.GetFullPath(folder)], cancellation);

    /// <summary>
    /// Like <see cref="StartAsync(string, CancellationToken)"/>, but the rows end with it: every few seconds it would write out all that
    /// it holds, and answer nobody meanwhile. The folder takes its log.
    /// </summary>
    /// <exception cref="LocalSetupException">As there.</exception>
    public static Task<Azurite> StartInMemoryAsync(string folder, CancellationToken cancellation = default) =>
        StartAsync(folder, ["--inMemoryPersistence"], cancellation);

    private static async Task<Azurite> StartAsync(string folder, string[] persistence, CancellationToken cancellation)
    {
        var program = await InstallAsync(cancellation);
        folder = Directory.CreateDirectory(folder).FullName;
        while (true)
        {
            var port = LocalWorld.FreePort();
            var azurite = new Azurite(Start("sh", folder,
            [
                "-c", Launch, "azurite", Path.Combine(folder, "azurite.log"), "node", program, .. persistence, "--tableHost", "127.0.0.1",
                "--tablePort", $"{port}",
                "--silent", "--skipApiVersionCheck", "--disableTelemetry",
            ]), folder, port);
            try
            {
                if (await azurite.AnswersAsync(cancellation))
                {
                    var state = new ProcessState(azurite._process.Id, port, azurite._process.StartTime.ToUniversalTime());
                    await File.WriteAllTextAsync(StateFile(folder), JsonSerializer.Serialize(state), cancellation);
                    return azurite;
                }
            }
            catch
            {
                await azurite.DisposeAsync();
                throw;
            }
            await azurite.DisposeAsync();
        }
    }

    /// <summary>
    /// Takes away every table whose name begins with <paramref name="prefix"/>: Azurite goes through all the tables that it holds for each
    /// question, and all of them are in memory.
    /// </summary>
    public static async Task DropTablesAsync(string connectionString, string prefix)
    {
        var tables = new TableServiceClient(connectionString);
        await foreach (var table in tables.QueryAsync())
        {
            if (table.Name.StartsWith(prefix, StringComparison.Ordinal))
            {
                await tables.DeleteTableAsync(table.Name);
            }
        }
    }

    /// <summary>Like <see cref="StartAsync"/>, but takes over the one that a killed program left running on the same folder.</summary>
    public static async Task<Azurite> StartOrAdoptAsync(string folder, CancellationToken cancellation = default) =>
        await FindAsync(folder, cancellation) ?? await StartAsync(folder, cancellation);

    /// <summary>Ends the one that a killed program left running on the folder, if there is one.</summary>
    public static async Task EndLeftoverAsync(string folder, CancellationToken cancellation = default)
    {
        if (await FindAsync(folder, cancellation) is { } left)
        {
            await left.DisposeAsync();
        }
    }

    /// <summary>Lets it write out what it holds in memory, and ends it.</summary>
    public async Task StopAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        if (!_process.HasExited && SendSignal(_process.Id, Interrupt) == 0)
        {
            await _process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await DisposeAsync();
    }

    /// <summary>Ends it at once; what it has not written out is lost.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
        File.Delete(StateFile(_folder));
    }

    private static async Task<Azurite?> FindAsync(string folder, CancellationToken cancellation)
    {
        try
        {
            var state = JsonSerializer.Deserialize<ProcessState>(await File.ReadAllTextAsync(StateFile(folder), cancellation))!;
            var process = Process.GetProcessById(state.ProcessId);
            // The number may have gone to another process since.
            if ((process.StartTime.ToUniversalTime() - state.Started).Duration() < TimeSpan.FromSeconds(5))
            {
                var left = new Azurite(process, Path.GetFullPath(folder), state.Port);
                return await left.AnswersAsync(cancellation) ? left : null;
            }
        }
        catch (Exception nothing) when (nothing is IOException or JsonException or ArgumentException or InvalidOperationException)
        {
            // No such file, not written to its end, or no such process: there is nothing to take over.
        }
        return null;
    }

    private sealed record ProcessState(int ProcessId, int Port, DateTime Started);

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int SendSignal(int processId, int signal);

    /// <summary>Installs Azurite as its lock file says, once; returns the table service's main script.</summary>
    private static async Task<string> InstallAsync(CancellationToken cancellation)
    {
        await RequireNodeAsync(cancellation);
        var home = Path.Combine(Repository.Root, "infra", "azurite");
        var program = Path.Combine(home, "node_modules", "azurite", "dist", "src", "table", "main.js");
        // npm writes this file last, so a half-finished installation is started over.
        var finished = Path.Combine(home, "node_modules", ".package-lock.json");

        bool IsInstalled() => File.Exists(finished) && File.Exists(program);
        if (IsInstalled())
        {
            return program;
        }

        // Two programs may come here at once in a fresh clone: one installs, the other waits for it.
        await using var turn = await TakeTurnAsync(Path.Combine(home, ".installing"), cancellation);
        if (!IsInstalled())
        {
            Console.Error.WriteLine("Installerar Azurite från npm (görs en gång) …");
            try
            {
                var (exit, output) = await RunAsync("npm", home, cancellation, "ci", "--no-audit", "--no-fund", "--ignore-scripts");
                if (exit != 0)
                {
                    throw new LocalSetupException($"Azurite kunde inte installeras med npm ci i {home}:\n{output.Trim()}");
                }
            }
            catch (System.ComponentModel.Win32Exception)
            {
                throw new LocalSetupException($"npm saknas. FollowUp använder det för att installera Azurite. {MendNode}");
            }
        }
        return program;
    }

    private static async Task RequireNodeAsync(CancellationToken cancellation)
    {
        string version;
        try
        {
            version = (await RunAsync("node", Environment.CurrentDirectory, cancellation, "--version")).Output.Trim();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new LocalSetupException($"Node.js saknas. FollowUp använder det för Azurite, som lagrar data lokalt. {MendNode}");
        }
        if (!int.TryParse(version.TrimStart('v').Split('.')[0], CultureInfo.InvariantCulture, out var major) || major < 20)
        {
            throw new LocalSetupException($"Node.js är version {version}. {MendNode}");
        }
    }

    /// <returns>False where somebody took the port between its choice and its use.</returns>
    private async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        var patience = Stopwatch.StartNew();
        while (patience.Elapsed < TimeSpan.FromSeconds(60))
        {
            if (_process.HasExited)
            {
                var said = await File.ReadAllTextAsync(LogFile, cancellation);
                return said.Contains("EADDRINUSE") ? false : throw new LocalSetupException($"Azurite avslutades direkt: {said.Trim()}");
            }
            try
            {
                // Any answer will do, also the 403 that an unsigned request gets.
                using var answer = await client.GetAsync($"http://127.0.0.1:{_port}/{Account}/Tables", cancellation);
                return true;
            }
            catch (Exception none) when (none is HttpRequestException
                || (none is OperationCanceledException && !cancellation.IsCancellationRequested))
            {
                await Task.Delay(50, cancellation);
            }
        }
        throw new LocalSetupException("Azurite svarade inte inom en minut.");
    }

    private static async Task<FileStream> TakeTurnAsync(string path, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException) when (!cancellation.IsCancellationRequested)
            {
                await Task.Delay(200, cancellation);
            }
        }
    }

    private static async Task<(int Exit, string Output)> RunAsync(string program, string folder, CancellationToken cancellation,
        params string[] arguments)
    {
        using var process = Start(program, folder, arguments);
        // It must not outlive the process that waits for it.
        await using var stop = cancellation.Register(() => process.Kill(entireProcessTree: true));
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return (process.ExitCode, await output + await errors);
    }

    private static Process Start(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }
}
