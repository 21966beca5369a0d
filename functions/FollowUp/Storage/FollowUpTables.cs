using Azure.Data.Tables;
using Azure.Identity;
using Microsoft.Extensions.Hosting;

namespace FollowUp.Storage;

/// <summary>The app's tables. All names start with the configured prefix, so that installations and tests can share an account.</summary>
public sealed class FollowUpTables : IHostedService
{
    /// <param name="options">How patient the client is; left out, as the SDK's is.</param>
    public FollowUpTables(FollowUpSettings settings, TableClientOptions? options = null)
    {
        var service = Connect(settings.Storage, options);
        Documents = service.GetTableClient($"{settings.TablePrefix}Documents");
        Rounds = service.GetTableClient($"{settings.TablePrefix}Rounds");
        Links = service.GetTableClient($"{settings.TablePrefix}Links");
    }

    /// <summary>Plan versions, register versions and reports: documents that are written once and never changed.</summary>
    internal TableClient Documents { get; }

    /// <summary>A round's rows (partition = round id) and each department's (partition = round|department).</summary>
    internal TableClient Rounds { get; }

    /// <summary>What each link opens (partition = SHA-256 of its token).</summary>
    internal TableClient Links { get; }

    public async Task StartAsync(CancellationToken cancellation)
    {
        foreach (var table in new[] { Documents, Rounds, Links })
        {
            await table.CreateIfNotExistsAsync(cancellation);
        }
    }

    public Task StopAsync(CancellationToken cancellation) => Task.CompletedTask;

    private static TableServiceClient Connect(string storage, TableClientOptions? options) => storage.StartsWith("https://", StringComparison.Ordinal)
        ? new TableServiceClient(new Uri(storage), new DefaultAzureCredential(), options)
        : new TableServiceClient(storage, options);
}
