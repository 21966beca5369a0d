using System.Globalization;
using FollowUp.Local.Emulator.Tables;
using FollowUp.Tests;

[assembly: AssemblyFixture(typeof(TablesFixture))]

namespace FollowUp.Tests;

/// <summary>One table service for all tests of the assembly; each test has its own table prefix.</summary>
public sealed class TablesFixture : IAsyncLifetime
{
    private readonly Lock _turn = new();
    private TableServer? _server;
    private int _prefixes;
    private Task<WorldSnapshot>? _openRound;

    public string ConnectionString => _server!.ConnectionString;

    public async ValueTask InitializeAsync() => _server = await TableServer.StartAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync() => await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);

    internal Task<WorldSnapshot> OpenRoundAsync()
    {
        lock (_turn)
        {
            return _openRound ??= TestWorld.SnapshotOpenRoundAsync(this);
        }
    }

    /// <summary>Letters and digits, beginning with a letter, as table names must.</summary>
    public string NewPrefix() => string.Create(CultureInfo.InvariantCulture, $"T{Interlocked.Increment(ref _prefixes)}x");
}
