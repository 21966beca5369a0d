using FollowUp.Local.Emulator;

[assembly: AssemblyFixture(typeof(FollowUp.Local.Tests.AzuriteFixture))]

namespace FollowUp.Local.Tests;

/// <summary>One Azurite for all tests here; each test keeps to a table prefix of its own.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("followup-azurite-").FullName;
    private Azurite? _azurite;

    public string ConnectionString => _azurite!.ConnectionString;

    public async ValueTask InitializeAsync() => _azurite = await Azurite.StartAsync(_folder);

    public async ValueTask DisposeAsync()
    {
        if (_azurite is not null)
        {
            await _azurite.DisposeAsync();
        }
        Directory.Delete(_folder, recursive: true);
    }
}
