using Azure.Data.Tables;
using Azure.Identity;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FollowUp.Storage;

/// <summary>The app's tables. All names start with the configured prefix, so that installations and tests can share an account.</summary>
public sealed class FollowUpTables : BackgroundService
{
    // The host ends a worker that takes more than a minute to start.
    private static readonly TimeSpan MaxStart = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan MaxPause = TimeSpan.FromMinutes(1);

    private readonly ILogger<FollowUpTables> _log;

    /// <param name="options">How patient the client is; left out, as the SDK's is.</param>
    public FollowUpTables(StorageSettings settings, ILogger<FollowUpTables> log, TableClientOptions? options = null)
    {
        _log = log;
        var service = Connect(settings.Account, options);
        Documents = service.GetTableClient($"{settings.TablePrefix}Documents");
        Rounds = service.GetTableClient($"{settings.TablePrefix}Rounds");
        Links = service.GetTableClient($"{settings.TablePrefix}Links");
    }

    /// <summary>False from a start without storage until the storage is there.</summary>
    internal bool Exist { get; private set; }

    /// <summary>Plan versions, register versions and reports: documents that are written once and never changed.</summary>
    internal TableClient Documents { get; }

    /// <summary>A round's rows (partition = round id) and each department's (partition = round|department).</summary>
    internal TableClient Rounds { get; }

    /// <summary>What each link opens (partition = SHA-256 of its token).</summary>
    internal TableClient Links { get; }

    /// <summary>Creates the tables if they are not there. Where that cannot be done now it keeps trying in the background.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(MaxStart);
        await TryCreateAsync(patience.Token, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var pause = TimeSpan.FromSeconds(2); !Exist; pause = pause < MaxPause / 2 ? 2 * pause : MaxPause)
        {
            await Task.Delay(pause, stoppingToken);
            await TryCreateAsync(stoppingToken, stoppingToken);
        }
    }

    private async Task TryCreateAsync(CancellationToken cancellation, CancellationToken stopping)
    {
        try
        {
            foreach (var table in new[] { Documents, Rounds, Links })
            {
                await table.CreateIfNotExistsAsync(cancellation);
            }
            Exist = true;
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            _log.LogError("No tables can be created in the storage that the setting FollowUp__Storage names; it is tried again: {Reason}",
                fault.Message.Split('\n')[0].Trim());
        }
    }

    private static TableServiceClient Connect(string storage, TableClientOptions? options) =>
        storage.StartsWith("https://", StringComparison.Ordinal)
        ? new TableServiceClient(new Uri(storage), new DefaultAzureCredential(), options)
        : new TableServiceClient(storage, options);
}
