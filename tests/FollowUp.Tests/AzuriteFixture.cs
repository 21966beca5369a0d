using System.Globalization;
using FollowUp.Local.Emulator;
using FollowUp.Tests;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace FollowUp.Tests;

/// <summary>One Azurite for all tests of the assembly; each test has its own table prefix.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("followup-azurite-");
    private Azurite? _azurite;
    private int _prefixes;
    private Task<WorldSnapshot>? _openRound;

    public string ConnectionString => _azurite!.ConnectionString;

    public async ValueTask InitializeAsync() => _azurite =
        await Azurite.StartInMemoryAsync(_folder.FullName, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_azurite != null)
        {
            await _azurite.DisposeAsync();
        }
        _folder.Delete(recursive: true);
    }

    internal Task<WorldSnapshot> OpenRoundAsync()
    {
        lock (_folder)
        {
            return _openRound ??= TestWorld.SnapshotOpenRoundAsync(this);
        }
    }

    /// <summary>Letters and digits, beginning with a letter, as table names must.</summary>
    public string NewPrefix() => string.Create(CultureInfo.InvariantCulture, $"T{Interlocked.Increment(ref _prefixes)}x");
}
