using Azure.Data.Tables;
using FollowUp.Local.Emulator;
using FollowUp.Local.Tests.Durable;
using FollowUp.Stress;

namespace FollowUp.Local.Tests.Emulator;

public class VirtualClockTests(AzuriteFixture azurite)
{
    // The stored instant must be the same to the last tick, also from another offset.
    private static readonly DateTimeOffset Start = new DateTimeOffset(2026, 3, 1, 9, 30, 0, TimeSpan.FromHours(1)).AddTicks(1234567);

    private readonly TableServiceClient _tables = new(azurite.ConnectionString);
    private readonly string _prefix = $"T{Guid.NewGuid():N}";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Clock_FirstTime_BeginsAtTheGivenTime_InUtc()
    {
        var clock = await OpenAsync(Start);

        Assert.Equal(Start, clock.GetUtcNow());
        Assert.Equal(TimeSpan.Zero, clock.GetUtcNow().Offset);
        Assert.Equal(TimeZoneInfo.Utc, clock.LocalTimeZone);
    }

    [Fact]
    public async Task Clock_OpenedAgain_IsWhereItWasLeft()
    {
        var clock = await OpenAsync(Start);
        await clock.AdvanceToAsync(Start.AddDays(1), Cancellation);
        await clock.AdvanceToAsync(Start.AddDays(40), Cancellation);

        var again = await OpenAsync(Start.AddYears(7));

        Assert.Equal(Start.AddDays(40), again.GetUtcNow());
        await again.AdvanceToAsync(Start.AddDays(41), Cancellation);
        Assert.Equal(Start.AddDays(41), again.GetUtcNow());
    }

    [Fact]
    public async Task Clock_AskedToGoBackwards_RefusesAndStandsStill()
    {
        var clock = await OpenAsync(Start);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => clock.AdvanceToAsync(Start.AddTicks(-1), Cancellation));

        Assert.Equal(Start, clock.GetUtcNow());
    }

    [Fact]
    public async Task Clock_MovedByAnotherProgram_IsNotMovedOnTopOfIt()
    {
        var mine = await OpenAsync(Start);
        var theirs = await OpenAsync(Start);
        await theirs.AdvanceToAsync(Start.AddDays(2), Cancellation);

        await Assert.ThrowsAsync<InvalidOperationException>(() => mine.AdvanceToAsync(Start.AddDays(1), Cancellation));

        Assert.Equal(Start.AddDays(2), (await OpenAsync(Start)).GetUtcNow());
    }

    [Fact]
    public async Task Clock_WhoseRepliesAreLost_KnowsItsOwnMoves()
    {
        var requests = 0;
        // The first reply of each write is lost; the read that follows arrives.
        await using var proxy = await FaultyProxy.StartAsync(azurite.ConnectionString, () => Interlocked.Increment(ref requests) % 3 == 1
            ? Fault.ReplyLost : null, Cancellation);
        var clock = await VirtualClock.OpenAsync(new TableServiceClient(proxy.ConnectionString, FaultCampaign.Impatient), _prefix, Start,
            Cancellation);

        for (var day = 1; day <= 6; day++)
        {
            await clock.AdvanceToAsync(Start.AddDays(day), Cancellation);
        }

        Assert.Equal(Start.AddDays(6), clock.GetUtcNow());
        Assert.Equal(Start.AddDays(6), (await OpenAsync(Start)).GetUtcNow());
        Assert.True(proxy.Injected[Fault.ReplyLost] > 4);
    }

    private Task<VirtualClock> OpenAsync(DateTimeOffset start) => VirtualClock.OpenAsync(_tables, _prefix, start, Cancellation);
}
