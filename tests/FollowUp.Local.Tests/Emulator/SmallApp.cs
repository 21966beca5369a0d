using System.Reflection;
using FollowUp.Local.Emulator;
using FollowUp.Local.Tests.Durable;
using Microsoft.Extensions.Hosting;

namespace FollowUp.Local.Tests.Emulator;

/// <summary>An app of a few function classes, which can be stopped and started again.</summary>
internal sealed class SmallApp(AzuriteFixture azurite, params Type[] classes)
{
    public static readonly DateTimeOffset NewYear = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly string _tablePrefix = $"T{Guid.NewGuid():N}";

    public Dictionary<string, string?> Settings { get; } = [];

    public Action<IHostApplicationBuilder>? Configure { get; init; }

    /// <summary>The folder of host.json; by default that of the tests, to which the repository's file is linked.</summary>
    public string Folder { get; init; } = AppContext.BaseDirectory;

    public string? FunctionKey { get; init; }

    public Task<FunctionsEmulator> StartAsync() => FunctionsEmulator.StartAsync(
        new EmulatorOptions(azurite.ConnectionString, _tablePrefix, NewYear, Settings, new AssemblyOf(Folder, classes), Configure,
            FunctionKey: FunctionKey),
        TestContext.Current.CancellationToken);

    public static HttpClient Browser(FunctionsEmulator emulator) =>
        new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = emulator.BaseAddress };
}

/// <summary>Shows only the given classes: an app can then have functions that another must not have.</summary>
internal sealed class AssemblyOf(string folder, params Type[] types) : Assembly
{
    public override string Location => Path.Combine(folder, "SmallApp.dll");

    public override AssemblyName GetName() => typeof(AssemblyOf).Assembly.GetName();

    public override Type[] GetTypes() => types;
}
