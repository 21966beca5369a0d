using System.Diagnostics;
using System.Text;

namespace FollowUp.Local.Emulator;

/// <summary>
/// Azurite's table service as a child process on a free loopback port, with a folder of its own. It is installed
/// from npm into <c>infra/azurite</c> the first time. For development and tests only: it keeps its tables in memory
/// and writes them out every few seconds.
/// </summary>
public sealed class Azurite : IAsyncDisposable
{
    // The development account that every Azurite and every Azure SDK knows; it opens nothing else.
    private const string Account = "devstoreaccount1";
    private const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly Process _process;
    private readonly StringBuilder _said = new();

    private Azurite(Process process, int port)
    {
        _process = process;
        // Read as it comes: a full pipe would stop it.
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        ConnectionString = $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={AccountKey};" +
            $"TableEndpoint=http://127.0.0.1:{port}/{Account};";
    }

    public string ConnectionString { get; }

    /// <summary>Starts the table service with its data in <paramref name="folder"/>, and returns when it answers.</summary>
    /// <exception cref="LocalSetupException">Node is missing or too old, the installation failed, or the service did not start.</exception>
    public static async Task<Azurite> StartAsync(string folder, CancellationToken cancellation = default)
    {
        var program = await InstallAsync(cancellation);
        Directory.CreateDirectory(folder);
        while (true)
        {
            var port = LocalWorld.FreePort();
            var azurite = new Azurite(Start("node", Path.GetDirectoryName(program)!,
                program, "--location", Path.GetFullPath(folder), "--tableHost", "127.0.0.1", "--tablePort", $"{port}",
                "--silent", "--skipApiVersionCheck", "--disableTelemetry"), port);
            try
            {
                if (await azurite.AnswersAsync(port, cancellation))
                {
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

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
    }

    private void Hear(string? line)
    {
        const int enough = 10_000;
        lock (_said)
        {
            if (_said.Length < enough)
            {
                _said.AppendLine(line);
            }
        }
    }

    /// <summary>Installs Azurite as its lock file says, once; returns the table service's main script.</summary>
    private static async Task<string> InstallAsync(CancellationToken cancellation)
    {
        await RequireNodeAsync(cancellation);
        var home = Path.Combine(Repository.Root, "infra", "azurite");
        var program = Path.Combine(home, "node_modules", "azurite", "dist", "src", "table", "main.js");
        // npm writes this file last, so a half-finished installation is begun anew.
        var finished = Path.Combine(home, "node_modules", ".package-lock.json");

        // Two programs may come here at once in a fresh clone: one installs, the other waits for it.
        await using var turn = await TakeTurnAsync(Path.Combine(home, ".installing"), cancellation);
        if (!File.Exists(finished) || !File.Exists(program))
        {
            Console.Error.WriteLine("Installerar Azurite från npm (görs en gång) …");
            var (exit, output) = await RunAsync("npm", home, cancellation, "ci", "--no-audit", "--no-fund", "--ignore-scripts");
            if (exit != 0)
            {
                throw new LocalSetupException($"Azurite kunde inte installeras med npm ci i {home}:\n{output.Trim()}");
            }
        }
        return program;
    }

    private static async Task RequireNodeAsync(CancellationToken cancellation)
    {
        const string mend = "Installera Node.js 20 eller senare och se till att node och npm finns i PATH.";
        string version;
        try
        {
            version = (await RunAsync("node", Environment.CurrentDirectory, cancellation, "--version")).Output.Trim();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new LocalSetupException($"Node.js saknas. FollowUp använder det för Azurite, som lagrar data lokalt. {mend}");
        }
        if (!int.TryParse(version.TrimStart('v').Split('.')[0], out var major) || major < 20)
        {
            throw new LocalSetupException($"Node.js är version {version}. {mend}");
        }
    }

    /// <returns>False where somebody took the port between its choice and its use.</returns>
    private async Task<bool> AnswersAsync(int port, CancellationToken cancellation)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        var patience = Stopwatch.StartNew();
        while (patience.Elapsed < TimeSpan.FromSeconds(60))
        {
            if (_process.HasExited)
            {
                // Until it has ended its output is complete only now.
                await _process.WaitForExitAsync(cancellation);
                var said = _said.ToString();
                return said.Contains("EADDRINUSE") ? false : throw new LocalSetupException($"Azurite avslutades direkt (kod {_process.ExitCode}): {said.Trim()}");
            }
            try
            {
                // Any answer will do, also the 403 that an unsigned request gets.
                using var answer = await client.GetAsync($"http://127.0.0.1:{port}/{Account}/Tables", cancellation);
                return true;
            }
            catch (HttpRequestException)
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

    private static async Task<(int Exit, string Output)> RunAsync(string program, string folder, CancellationToken cancellation, params string[] arguments)
    {
        using var process = Start(program, folder, arguments);
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
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }
}
