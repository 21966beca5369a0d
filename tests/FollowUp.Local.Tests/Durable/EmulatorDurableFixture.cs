using Azure.Core.Pipeline;
using Azure.Data.Tables;
using FollowUp.Local.Emulator;
using FollowUp.Local.Tests.Durable;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace FollowUp.Local.Tests.Durable;

/// <summary>One Azurite for all tests of the assembly; each test has tables of its own there.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("followup-azurite-").FullName;
    private Azurite? _azurite;

    public string ConnectionString => _azurite!.ConnectionString;

    public async ValueTask InitializeAsync() => _azurite = await Azurite.StartInMemoryAsync(_folder);

    public async ValueTask DisposeAsync()
    {
        if (_azurite != null)
        {
            await _azurite.DisposeAsync();
        }
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>A clock that stands still until a test moves it.</summary>
internal sealed class TestClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>The emulator's engine on Azurite.</summary>
internal sealed class EmulatorDurableFixture(AzuriteFixture azurite, ILoggerFactory? loggers = null) : IDurableFixture
{
    private readonly TestClock _clock = new(new DateTimeOffset(2026, 1, 31, 7, 0, 0, TimeSpan.Zero));
    private readonly string _prefix = "T" + Guid.NewGuid().ToString("N");
    private readonly Dictionary<string, OrchestratorBody> _orchestrators = [];
    private readonly Dictionary<string, ActivityBody> _activities = [];
    private DurableEngine? _engine;

    public DateTimeOffset Now => _clock.Now;

    public DurableTaskClient Client => Engine.Client;

    public DurableEngine Engine => _engine ?? throw new InvalidOperationException("Settle, or restart, before the client is used.");

    public TableClient Table => new TableServiceClient(azurite.ConnectionString).GetTableClient(_prefix + "Durable");

    /// <summary>How the next engine reaches its table.</summary>
    public HttpPipelineTransport? Transport { get; set; }

    /// <summary>How often the next engine's client tries again where there is such a transport.</summary>
    public int Retries { get; set; }

    public void Orchestrator(string name, Func<TaskOrchestrationContext, Task<object?>> body) => _orchestrators[name] = context => body(context);

    public void Activity(string name, Func<string?, Task<object?>> body) => _activities[name] = (input, _) => body(input);

    public Task SettleAsync() => Engine.SettleAsync(TestContext.Current.CancellationToken);

    public Task JumpAsync(TimeSpan time)
    {
        _clock.Now += time;
        return SettleAsync();
    }

    public async Task AdvanceAsync(TimeSpan time)
    {
        var until = Now + time;
        await SettleAsync();
        while (Engine.NextTimer is { } next && next <= until)
        {
            _clock.Now = next;
            await SettleAsync();
        }
        _clock.Now = until;
    }

    public async Task RestartAsync()
    {
        if (_engine != null)
        {
            await _engine.DisposeAsync();
        }
        var options = new TableClientOptions();
        if (Transport != null)
        {
            options.Transport = Transport;
            options.Retry.MaxRetries = Retries;
            options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        }
        _engine = new DurableEngine(
            new TableServiceClient(azurite.ConnectionString, options), _prefix, _clock,
            new DurableFunctions(new Dictionary<string, OrchestratorBody>(_orchestrators), new Dictionary<string, ActivityBody>(_activities)),
            loggers ?? NullLoggerFactory.Instance);
        await _engine.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_engine != null)
        {
            await _engine.DisposeAsync();
        }
        await Azurite.DropTablesAsync(azurite.ConnectionString, _prefix);
    }
}

/// <summary>Gives each test a fixture of its own; <see cref="IDurableFixture.RestartAsync"/> starts it.</summary>
public abstract class DurableTests(AzuriteFixture azurite) : IAsyncDisposable
{
    protected IDurableFixture Durable { get; } = new EmulatorDurableFixture(azurite);

    protected AzuriteFixture Azurite { get; } = azurite;

    public async ValueTask DisposeAsync()
    {
        await Durable.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
