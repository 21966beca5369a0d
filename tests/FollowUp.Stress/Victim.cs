using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using FollowUp.Local;
using FollowUp.Mail;
using FollowUp.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace FollowUp.Stress;

/// <summary>What a <see cref="Victim"/> runs on, and what outlives it.</summary>
/// <param name="Mail">The address of SendGrid's replacement.</param>
internal sealed record VictimOrder(string Folder, string Storage, string TablePrefix, int Port, DateTimeOffset Begins, Uri Mail);

/// <summary>FollowUp as a process of its own that can be killed at any moment. This side moves its clock.</summary>
internal sealed class Victim : IAsyncDisposable
{
    /// <summary>The hidden verb that runs it.</summary>
    public const string Verb = "victim";
    private const string ClockPath = "/klocka";
    private const string Ready = "Redo: ";

    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly HttpClient _http;
    private Task<string> _output = Task.FromResult("");
    private Task _strike = Task.CompletedTask;

    private Victim(Process process, int port)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/") };
    }

    /// <summary>It is being killed or has been, so that every later failure is expected.</summary>
    public bool Struck { get; private set; }

    /// <summary>A kill is scheduled; there is only one.</summary>
    public bool Marked => Struck || !_strike.IsCompleted;

    public static Victim Start(VictimOrder order)
    {
        var start = OwnProcess.Of(typeof(Victim), Verb, JsonSerializer.Serialize(order));
        start.RedirectStandardInput = true;
        return new Victim(Process.Start(start)!, order.Port);
    }

    /// <summary>Waits until it answers requests.</summary>
    public async Task ReadyAsync(CancellationToken cancellation)
    {
        string? line;
        do
        {
            line = await _process.StandardOutput.ReadLineAsync(cancellation)
                ?? throw new InvalidOperationException("Programmet avslutades i starten.");
        }
        while (!line.StartsWith(Ready, StringComparison.Ordinal));
        _http.DefaultRequestHeaders.Add("x-functions-key", line[Ready.Length..]);
        _http.DefaultRequestHeaders.Add(ApiCaller.Header, LocalWorld.CoordinatorName);
        _output = _process.StandardOutput.ReadToEndAsync(CancellationToken.None);
    }

    /// <summary>Kills it (SIGKILL) after the delay, whatever it is doing then.</summary>
    public void StrikeAfter(TimeSpan delay) => _strike = StrikeAfterAsync(delay);

    public async Task MoveClockAsync(DateTimeOffset to, CancellationToken cancellation) =>
        await PostAsync($"{ClockPath}?till={Uri.EscapeDataString(to.ToString("O", CultureInfo.InvariantCulture))}", "", cancellation);

    public async Task<string> PostAsync(string route, string body, CancellationToken cancellation)
    {
        using var answer = await _http.PostAsync(route, new StringContent(body), cancellation);
        return await ReadAsync(answer, route, cancellation);
    }

    public async Task<string> GetAsync(string route, CancellationToken cancellation)
    {
        using var answer = await _http.GetAsync(route, cancellation);
        return await ReadAsync(answer, route, cancellation);
    }

    /// <summary>Ends it, and returns what it wrote.</summary>
    public async Task<string> EndAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        return $"{await _output}{await _errors}";
    }

    public async ValueTask DisposeAsync()
    {
        await _strike;
        await EndAsync();
        _http.Dispose();
        _process.Dispose();
    }

    /// <summary>The victim's side: runs until it is killed, or until the process that started it has ended.</summary>
    public static async Task<int> RunAsync(string order, CancellationToken cancellation)
    {
        var (folder, storage, prefix, port, begins, mail) = JsonSerializer.Deserialize<VictimOrder>(order)!;
        LocalWorld? world = null;
        await using var started = world = await LocalWorld.StartAsync(
            folder, storage, begins, prefix, port,
            app => app.Map(ClockPath, clock => clock.Run(context => MoveClockAsync(world!, context))),
            new Dictionary<string, string?>
            {
                ["FollowUp:SendGridKey"] = "SG.victim",
                ["FollowUp:SendGridHost"] = mail.ToString(),
                ["FollowUp:MailAllowed"] = MailSettings.Everybody,
            },
            cancellation: cancellation);
        await Console.Out.WriteLineAsync($"{Ready}{world.Emulator.FunctionKey}");

        var running = world.Emulator.RunAsync(cancellation);
        // Standard input ends with the process that started this one.
        var orphaned = new StreamReader(Console.OpenStandardInput()).ReadToEndAsync(CancellationToken.None);
        if (await Task.WhenAny(running, orphaned) == running)
        {
            await running;
        }
        return 0;
    }

    private static async Task MoveClockAsync(LocalWorld world, HttpContext context)
    {
        var to = DateTimeOffset.Parse(context.Request.Query["till"]!, CultureInfo.InvariantCulture);
        await world.Emulator.AdvanceToAsync(to, CancellationToken.None);
        await world.Emulator.SettleAsync(CancellationToken.None);
    }

    private async Task StrikeAfterAsync(TimeSpan delay)
    {
        await Task.Delay(delay);
        Struck = true;
        _process.Kill();
    }

    private static async Task<string> ReadAsync(HttpResponseMessage answer, string route, CancellationToken cancellation)
    {
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        return answer.IsSuccessStatusCode ? text : throw new InvalidOperationException($"{route} svarade {(int)answer.StatusCode}: {text}");
    }
}
