using System.Text.Json;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using FollowUp.Local.Emulator;
using FollowUp.Local.Tests.Durable;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace FollowUp.Local.Tests.Durable;

/// <summary>One Azurite for all tests of the assembly; each test has its own tables.</summary>
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

/// <summary>A clock that only a test moves.</summary>
internal sealed class TestClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>The emulator's engine on Azurite, with the given clock or one that only the test moves.</summary>
internal sealed class EmulatorDurableFixture(AzuriteFixture azurite, TimeProvider? clock = null) : IAsyncDisposable
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

    /// <summary>How often the next engine's client retries on that transport.</summary>
    public int Retries { get; set; }

    /// <summary>Registers an orchestrator. One with a known name replaces it from the next restart on.</summary>
    public void Orchestrator<T>(string name, Func<TaskOrchestrationContext, Task<T>> body) => _orchestrators[name] = async context =>
        await body(context);

    public void Orchestrator(string name, Func<TaskOrchestrationContext, Task> body) => _orchestrators[name] = async context =>
    {
        await body(context);
        return null;
    };

    public void Activity<TInput, TOutput>(string name, Func<TInput?, TOutput> body) =>
        Activity(name, input => Task.FromResult<object?>(body(input == null ? default : JsonSerializer.Deserialize<TInput>(input))));

    /// <summary>Registers an activity: its input as JSON, its output as an object.</summary>
    public void Activity(string name, Func<string?, Task<object?>> body) => _activities[name] = (input, _) => body(input);

    public Task<string> StartAsync(string orchestrator, string id, object? input = null) =>
        Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, new StartOrchestrationOptions(id));

    /// <summary>Starts an instance and runs everything that is due now.</summary>
    public async Task<OrchestrationMetadata> RunAsync(string orchestrator, string id, object? input = null)
    {
        await StartAsync(orchestrator, id, input);
        await SettleAsync();
        return await StateAsync(id);
    }

    public async Task RaiseAsync(string id, string name, object? content = null)
    {
        await Client.RaiseEventAsync(id, name, content);
        await SettleAsync();
    }

    public async Task<OrchestrationMetadata> StateAsync(string id) =>
        await Client.GetInstanceAsync(id, getInputsAndOutputs: true)
            ?? throw new InvalidOperationException($"There is no instance '{id}'.");

    public async Task<T?> OutputAsync<T>(string id)
    {
        var state = await StateAsync(id);
        Assert.True(state.RuntimeStatus == OrchestrationRuntimeStatus.Completed, $"{state}: {state.FailureDetails}");
        return state.ReadOutputAs<T>();
    }

    public async Task<TaskFailureDetails> FailureAsync(string id)
    {
        var state = await StateAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, state.RuntimeStatus);
        return state.FailureDetails!;
    }

    public async Task AssertRunningAsync(string id) =>
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await StateAsync(id)).RuntimeStatus);

    /// <summary>Returns when nothing more is due now.</summary>
    public Task SettleAsync() => Engine.SettleAsync(TestContext.Current.CancellationToken);

    /// <summary>Moves the clock in one step, without stopping at timers on the way, then settles.</summary>
    public Task JumpAsync(TimeSpan time)
    {
        _clock.Now += time;
        return SettleAsync();
    }

    /// <summary>Moves the clock from timer to timer, settling at each.</summary>
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

    /// <summary>Ends the process in the middle of its work and starts another one on the same tables.</summary>
    public async Task RestartAsync(bool repeatsActivities = true)
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
            new TableServiceClient(azurite.ConnectionString, options), _prefix, clock ?? _clock,
            new DurableFunctions(new Dictionary<string, OrchestratorBody>(_orchestrators), new Dictionary<string, ActivityBody>(
                _activities)),
            NullLoggerFactory.Instance, repeatsActivities);
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

/// <summary>Gives each test a fixture of its own; <see cref="EmulatorDurableFixture.RestartAsync"/> starts it.</summary>
public abstract class DurableTests(AzuriteFixture azurite) : IAsyncDisposable
{
    private protected EmulatorDurableFixture Durable { get; } = new(azurite);

    public async ValueTask DisposeAsync()
    {
        await Durable.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
