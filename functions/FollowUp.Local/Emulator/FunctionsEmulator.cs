using System.Collections.Concurrent;
using System.Net;
using System.Reflection;
using System.Security.Cryptography;
using System.Xml.Linq;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FollowUp.Local.Emulator;

/// <param name="StorageConnectionString">The table service; the clock, timers and durable histories lie there.</param>
/// <param name="TablePrefix">Begins the name of each table of the emulator's own, so that several worlds can share an Azurite.</param>
/// <param name="StartTime">
/// Where the virtual clock begins the first time; later it is where it was left. Null runs on this machine's clock.
/// </param>
/// <param name="Settings">The app's whole configuration: nothing is read from this machine's environment or files.</param>
/// <param name="Functions">The app; its host.json lies beside it.</param>
/// <param name="ConfigureApp">The app's own wiring, as its Program.cs calls it in Azure.</param>
/// <param name="Port">On loopback; 0 takes a free one.</param>
/// <param name="FunctionKey">Opens every function that is not anonymous; null invents one.</param>
/// <param name="ConfigureFront">Adds what is served before the functions are asked.</param>
/// <param name="Tables">How patient the table clients are, the app's and the emulator's own; null is as the SDK's are.</param>
/// <param name="RepeatsActivities">Whether activities sometimes run twice, as they may in Azure; not where their work is counted.</param>
internal sealed record EmulatorOptions(
    string StorageConnectionString,
    string TablePrefix,
    DateTimeOffset? StartTime,
    IReadOnlyDictionary<string, string?> Settings,
    Assembly Functions,
    Action<IHostApplicationBuilder>? ConfigureApp,
    int Port = 0,
    string? FunctionKey = null,
    Action<WebApplication>? ConfigureFront = null,
    TableClientOptions? Tables = null,
    bool RepeatsActivities = true);

/// <summary>
/// Runs an app's <c>[Function]</c> classes on this machine, without Core Tools and, where wanted, by a clock that its driver moves.
/// HTTP requests are answered at once; orchestrations and timers go on only in <see cref="SettleAsync"/>, <see cref="AdvanceToAsync"/>
/// and <see cref="RunAsync"/>.
/// </summary>
internal sealed class FunctionsEmulator : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly DurableEngine _engine;
    private readonly Timers _timers;
    // One driver at a time: a settling that ran beside another would run a timer twice.
    private readonly SemaphoreSlim _turn = new(1);

    private FunctionsEmulator(WebApplication app, DurableEngine engine, Timers timers, VirtualClock? clock, string functionKey)
    {
        _app = app;
        _engine = engine;
        _timers = timers;
        VirtualClock = clock;
        FunctionKey = functionKey;
    }

    public Uri BaseAddress => new(_app.Urls.Single());

    public TimeProvider Clock => Services.GetRequiredService<TimeProvider>();

    /// <summary>Null on this machine's clock, which nobody drives.</summary>
    public VirtualClock? VirtualClock { get; }

    public IServiceProvider Services => _app.Services;

    public DurableTaskClient DurableClient => _engine.Client;

    public string FunctionKey { get; }

    /// <summary>When the next thing will happen by itself, once everything is settled at the present time; null if nothing will.</summary>
    public DateTimeOffset? NextDue => new[] { _engine.NextTimer, _timers.Next }.Min();

    /// <exception cref="InvalidFunctionException">The app has a function that could not run.</exception>
    public static async Task<FunctionsEmulator> StartAsync(EmulatorOptions options, CancellationToken cancellation = default)
    {
        var tables = new TableServiceClient(options.StorageConnectionString, options.Tables);
        var clock = options.StartTime is { } start ? await VirtualClock.OpenAsync(tables, options.TablePrefix, start, cancellation) : null;
        var app = Build(options, clock);
        DurableEngine? engine = null;
        try
        {
            var catalog = new FunctionCatalog(options.Functions);
            engine = new DurableEngine(
                tables, options.TablePrefix, app.Services.GetRequiredService<TimeProvider>(), catalog.Durable(app.Services),
                app.Services.GetRequiredService<ILoggerFactory>(), options.RepeatsActivities);
            var timers = new Timers(catalog.With<TimerTriggerAttribute>(), tables, options.TablePrefix, engine.Client, app.Services);
            var functionKey = options.FunctionKey ?? RandomNumberGenerator.GetHexString(40);
            options.ConfigureFront?.Invoke(app);
            new HttpFront(app, HttpFront.RoutePrefix(HostJson(options)), functionKey, engine.Client)
                .Map(catalog.With<HttpTriggerAttribute>());

            await engine.StartAsync(cancellation);
            await app.StartAsync(cancellation);
            await timers.StartAsync(cancellation);
            return new FunctionsEmulator(app, engine, timers, clock, functionKey);
        }
        catch
        {
            await StopAsync(app, engine);
            throw;
        }
    }

    /// <summary>Runs everything that is due or runnable at the present time, until nothing is.</summary>
    public async Task SettleAsync(CancellationToken cancellation = default)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            await SettleNowAsync(cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>
    /// Settles whenever work arrives or something falls due, until it is cancelled. On a virtual clock nothing falls due by itself.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        // Timers of this machine cannot wait for months; looking now and then costs nothing.
        var longest = TimeSpan.FromHours(1);
        while (!cancellation.IsCancellationRequested)
        {
            await SettleAsync(cancellation);
            var untilDue = VirtualClock == null && NextDue is { } due ? due - Clock.GetUtcNow() : longest;
            var wait = untilDue < TimeSpan.Zero ? TimeSpan.Zero : untilDue < longest ? untilDue : longest;
            await Task.WhenAny(_engine.WorkArrived, Task.Delay(wait, cancellation));
        }
    }

    /// <summary>
    /// Settles, then lets the clock hop from one due time to the next, settling at each, until it stands at <paramref name="until"/>.
    /// </summary>
    /// <exception cref="InvalidOperationException">It runs on this machine's clock.</exception>
    public async Task AdvanceToAsync(DateTimeOffset until, CancellationToken cancellation = default)
    {
        var clock = VirtualClock ?? throw new InvalidOperationException("This machine's clock cannot be moved.");
        await _turn.WaitAsync(cancellation);
        try
        {
            await SettleNowAsync(cancellation);
            while (NextDue is { } due && due <= until)
            {
                await clock.AdvanceToAsync(due, cancellation);
                await SettleNowAsync(cancellation);
            }
            await clock.AdvanceToAsync(until, cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync(_app, _engine);

    private async Task SettleNowAsync(CancellationToken cancellation)
    {
        await _timers.RunDueAsync(cancellation);
        await _engine.SettleAsync(cancellation);
    }

    private static WebApplication Build(EmulatorOptions options, VirtualClock? clock)
    {
        // The slim builder would read environment variables and appsettings files; the empty one reads nothing.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = options.Functions.GetName().Name,
            ContentRootPath = Path.GetDirectoryName(HostJson(options)),
            EnvironmentName = Environments.Production,
        });
        builder.Configuration.AddInMemoryCollection(options.Settings);
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole()
            // The caller reports what it throws in better words.
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, options.Port));
        builder.Services.AddRouting();
        builder.Services.AddMvcCore();
        builder.Services.AddSingleton<TimeProvider>((TimeProvider?)clock ?? TimeProvider.System);
        // Razor components bring data protection along, whose keys would otherwise be written to the user's home.
        builder.Services.Configure<KeyManagementOptions>(keys =>
        {
            keys.XmlRepository = new KeysInMemory();
            keys.XmlEncryptor = new NullXmlEncryptor();
        });
        if (options.Tables is { } tables)
        {
            builder.Services.AddSingleton(tables);
        }
        options.ConfigureApp?.Invoke(builder);
        return builder.Build();
    }

    private static string HostJson(EmulatorOptions options) =>
        Path.Combine(Path.GetDirectoryName(options.Functions.Location)!, "host.json");

    private static async Task StopAsync(WebApplication app, DurableEngine? engine)
    {
        // Callers first, then what they call, then what both are made of.
        await app.StopAsync();
        if (engine is not null)
        {
            await engine.DisposeAsync();
        }
        await app.DisposeAsync();
    }

    private sealed class KeysInMemory : IXmlRepository
    {
        private readonly ConcurrentQueue<XElement> _keys = [];

        public IReadOnlyCollection<XElement> GetAllElements() => _keys;

        public void StoreElement(XElement element, string friendlyName) => _keys.Enqueue(element);
    }
}
