using FollowUp.Local.Stress;
using FollowUp.Local.Tests.Durable;

namespace FollowUp.Local.Tests.Stress;

public sealed class FaultCampaignTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_thousand_operations_under_faults_lose_nothing_double_nothing_and_read_the_truth()
    {
        await using var proxy = await FaultyProxy.StartAsync(azurite.ConnectionString, FaultyProxy.Randomly(FaultCampaign.Share, seed: 1), Cancellation);

        var log = await FaultCampaign.RunAsync(proxy.ConnectionString, azurite.ConnectionString, 1000, seed: 1, cancellation: Cancellation);

        Assert.Empty(log.Violations);
        Assert.True(log.Applied > 300, $"{log.Applied} writes were applied");
        Assert.True(log.Checks > 1000, $"{log.Checks} checks");
        Assert.All(proxy.Injected, fault => Assert.True(fault.Value > 10, $"{fault.Key} was injected {fault.Value} times"));
    }
}
