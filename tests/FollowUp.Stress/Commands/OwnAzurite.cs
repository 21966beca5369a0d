using FollowUp.Local.Emulator;

namespace FollowUp.Stress.Commands;

internal static class OwnAzurite
{
    /// <summary>Runs a campaign on an Azurite that is started for it, in memory.</summary>
    public static async Task<int> RunAsync(Func<string, Task<int>> campaign, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("followup-stress-");
        try
        {
            await using var azurite = await Azurite.StartInMemoryAsync(folder.FullName, cancellation);
            return await campaign(azurite.ConnectionString);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
