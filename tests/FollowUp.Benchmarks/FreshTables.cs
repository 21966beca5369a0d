using FollowUp.Local.Emulator;

namespace FollowUp.Benchmarks;

/// <summary>An Azurite with its own folder.</summary>
internal sealed class FreshTables(Azurite azurite, DirectoryInfo folder) : IAsyncDisposable
{
    public string ConnectionString => azurite.ConnectionString;

    public static async Task<FreshTables> StartAsync(CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("followup-azurite-");
        return new FreshTables(await Azurite.StartInMemoryAsync(folder.FullName, cancellation), folder);
    }

    public async ValueTask DisposeAsync()
    {
        await azurite.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
