using System.Net;
using FollowUp.Pages;
using FollowUp.Stress;
using Microsoft.Extensions.Logging;

namespace FollowUp.Tests.Storage;

/// <summary>The app starts while its storage cannot be reached, as can happen on the Functions host.</summary>
public sealed class StartWithoutStorageTests(TablesFixture storage)
{
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_says_so_on_its_pages_and_in_its_log_and_works_as_soon_as_the_storage_is_there()
    {
        var log = new EverythingLogged();
        string unreachable;
        int port;
        await using (var gone = await CountingProxy.StartAsync(storage.ConnectionString))
        {
            (unreachable, port) = (gone.ConnectionString, gone.Address.Port);
        }
        await using var world = await TestWorld.StartAsync(
            storage,
            new Dictionary<string, string?> { ["FollowUp:Storage"] = unreachable },
            options => options with
            {
                Tables = FaultCampaign.Impatient,
                ConfigureApp = options.ConfigureApp + (app => app.Logging.AddProvider(log)),
            });

        var style = (StyleSheet)world.Local.Emulator.Services.GetService(typeof(StyleSheet))!;
        foreach (var path in new[] { "/svar/unknown", "/samordning", "/api/rounds", "/personuppgifter" })
        {
            var page = await world.OpenAsync(path);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "10"), (page.Status, page.Headers["Retry-After"]));
            Assert.Contains("Försök igen om en liten stund.", page.Text);
        }
        Assert.Equal(HttpStatusCode.OK, (await world.OpenAsync(style.Address)).Status);
        Assert.Contains(log.Entries, entry => entry.Contains("FollowUp__Storage") && entry.Contains("Connection refused"));
        Assert.All(log.Entries, entry => Assert.DoesNotContain(Key, entry));

        await using var proxy = await CountingProxy.StartAsync(storage.ConnectionString, port);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromMinutes(3));
        while ((await world.OpenAsync("/svar/unknown")).Status == HttpStatusCode.ServiceUnavailable)
        {
            await Task.Delay(50, patience.Token);
        }

        await world.ImportAsync();
        Assert.Equal(HttpStatusCode.Created, (await world.PostAsync("api/rounds", SmallTown.Round)).Status);
    }
}
