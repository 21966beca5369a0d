using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using FollowUp.Local.Stress;

namespace FollowUp.Tests.AzureStandIns;

/// <summary>The tables client at the edges: of values, of sizes, of patience.</summary>
public sealed class TableClientLimitTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Partition = "p";
    private readonly TableClient _table = new(azurite.ConnectionString, azurite.NewPrefix());

    public static TheoryData<object> Edges =>
    [
        int.MinValue, int.MaxValue, long.MinValue, long.MaxValue, (long)int.MaxValue, double.MinValue, double.MaxValue, double.Epsilon, -0.1, 1e21, 0.0,
        new DateTimeOffset(1601, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(9999, 12, 31, 23, 59, 59, TimeSpan.Zero).AddTicks(9_999_999),
        new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(1), Guid.Empty, true, false,
        "", " ", "\0", "\u00a0åäö\u2028\u2029", "e\u0301 👩‍👩‍👧 \ud83d\ude00", "<&>\"'\\/\r\n\t", "2026-01-01T00:00:00Z", "null", Array.Empty<byte>(), new byte[] { 0, 255 },
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _table.CreateIfNotExistsAsync(Cancellation);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [MemberData(nameof(Edges), DisableDiscoveryEnumeration = true)]
    public async Task A_value_at_its_edge_comes_back_as_it_was_alone_and_in_a_transaction(object value)
    {
        await _table.AddEntityAsync(new TableEntity(Partition, "alone") { ["Value"] = value }, Cancellation);
        await _table.SubmitTransactionAsync([new(TableTransactionActionType.Add, new TableEntity(Partition, "together") { ["Value"] = value })], Cancellation);

        foreach (var row in (string[])["alone", "together"])
        {
            var got = (await _table.GetEntityAsync<TableEntity>(Partition, row, cancellationToken: Cancellation)).Value["Value"];
            Assert.IsType(value.GetType(), got);
            Assert.Equal(value, got);
        }
    }

    [Fact]
    public async Task Binary_Of64KiB_IsTheLongest()
    {
        var longest = new byte[64 * 1024];
        Random.Shared.NextBytes(longest);
        await _table.AddEntityAsync(new TableEntity(Partition, "longest") { ["Bytes"] = longest }, Cancellation);

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => _table.AddEntityAsync(new TableEntity(Partition, "longer") { ["Bytes"] = new byte[longest.Length + 1] }, Cancellation));

        Assert.Equal(longest, (await _table.GetEntityAsync<TableEntity>(Partition, "longest", cancellationToken: Cancellation)).Value.GetBinary("Bytes"));
        Assert.Equal(400, refused.Status);
        Assert.True(refused.ErrorCode == TableErrorCode.PropertyValueTooLarge, refused.ErrorCode);
    }

    [Theory]
    [InlineData("x' or PartitionKey ne '")]
    [InlineData("x') or (PartitionKey ne 'y")]
    [InlineData("'")]
    [InlineData("''")]
    [InlineData("x%27 or true")]
    [InlineData("&$top=1#")]
    public async Task A_value_in_a_filter_stays_a_value(string value)
    {
        await _table.AddEntityAsync(new TableEntity(Partition, "its own") { ["Text"] = value }, Cancellation);
        await _table.AddEntityAsync(new TableEntity(Partition, "another") { ["Text"] = "x" }, Cancellation);

        var found = new List<string>();
        await foreach (var row in _table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"Text eq {value}"), cancellationToken: Cancellation))
        {
            found.Add(row.RowKey);
        }

        Assert.Equal(["its own"], found);
    }

    [Fact]
    public async Task Transaction_OverFourMiB_IsRefused_AndNothingApplied()
    {
        // Each row is below its own limit of 1 MiB.
        var text = new string('x', 30_000);
        var rows = Enumerable.Range(0, 6).Select(n => Add(new TableEntity(Enumerable.Range(0, 26).ToDictionary(column => $"C{column}", _ => (object)text)) { PartitionKey = Partition, RowKey = $"{n}" }));

        var failure = await Assert.ThrowsAnyAsync<RequestFailedException>(() => _table.SubmitTransactionAsync(rows, Cancellation));

        Assert.Contains(failure.Status, new[] { 400, 413 });
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task Transaction_OfTwoPartitions_IsRefused_AndNothingApplied()
    {
        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() =>
            _table.SubmitTransactionAsync([Add(new TableEntity(Partition, "r")), Add(new TableEntity("another", "r"))], Cancellation));

        Assert.Equal((400, "CommandsInBatchActOnDifferentPartitions"), (failure.Status, failure.ErrorCode));
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task A_large_result_is_fetched_as_far_as_it_is_read_and_a_page_that_was_read_can_go()
    {
        foreach (var hundred in Enumerable.Range(0, 2500).Chunk(100))
        {
            await _table.SubmitTransactionAsync(hundred.Select(n => Add(new TableEntity(Partition, $"{n:0000}"))), Cancellation);
        }
        await using var proxy = await FaultyProxy.StartAsync(azurite.ConnectionString, () => null, Cancellation);
        var table = new TableClient(proxy.ConnectionString, _table.Name);

        await using (var rows = table.QueryAsync<TableEntity>(cancellationToken: Cancellation).GetAsyncEnumerator(Cancellation))
        {
            for (var row = 0; row < 1000; row++)
            {
                Assert.True(await rows.MoveNextAsync());
                Assert.Equal(1, proxy.Requests);
            }
            Assert.True(await rows.MoveNextAsync());
            Assert.Equal(2, proxy.Requests);
        }
        Assert.Equal(2, proxy.Requests);

        await using var pages = table.QueryAsync<TableEntity>(cancellationToken: Cancellation).AsPages().GetAsyncEnumerator(Cancellation);
        var first = await NextAsync(pages);
        var second = await NextAsync(pages);
        var third = await NextAsync(pages);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.False(first.IsAlive);
        Assert.False(second.IsAlive);
        Assert.True(third.IsAlive);
        GC.KeepAlive(pages);
    }

    [Fact]
    public async Task Cancellation_WhileTheServiceIsSilent_EndsTheWaiting()
    {
        using var cancelled = new CancellationTokenSource();
        await using var proxy = await FaultyProxy.StartAsync(azurite.ConnectionString, () =>
        {
            cancelled.CancelAfter(TimeSpan.FromMilliseconds(50));
            return Fault.Timeout;
        }, Cancellation);
        var table = new TableClient(proxy.ConnectionString, _table.Name);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => table.AddEntityAsync(new TableEntity(Partition, "r"), cancelled.Token));

        Assert.Equal(1, proxy.Requests);
        Assert.Equal(0, await CountAsync());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> NextAsync(IAsyncEnumerator<Page<TableEntity>> pages)
    {
        Assert.True(await pages.MoveNextAsync());
        return new WeakReference(pages.Current);
    }

    private static TableTransactionAction Add(TableEntity row) => new(TableTransactionActionType.Add, row);

    private async Task<int> CountAsync()
    {
        var count = 0;
        await foreach (var _ in _table.QueryAsync<TableEntity>(cancellationToken: Cancellation))
        {
            count++;
        }
        return count;
    }
}
