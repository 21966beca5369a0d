using System.Collections.Concurrent;
using System.Net.Http.Headers;
using Azure;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using FollowUp.Local.Tests.Durable;
using FollowUp.Stress;

namespace FollowUp.Local.Tests.Stress;

public sealed class FaultyProxyTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly ConcurrentQueue<Fault?> _script = [];
    private readonly string _name = $"T{Guid.NewGuid():N}";
    private FaultyProxy _proxy = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private TableClient Behind => new(azurite.ConnectionString, _name);

    public async ValueTask InitializeAsync()
    {
        await Behind.CreateIfNotExistsAsync(Cancellation);
        _proxy = await FaultyProxy.StartAsync(azurite.ConnectionString, () => _script.TryDequeue(out var fault) ? fault : null,
            Cancellation);
    }

    public ValueTask DisposeAsync() => _proxy.DisposeAsync();

    [Fact]
    public async Task Without_a_fault_everything_goes_through()
    {
        var table = Client(retries: 0);

        await table.AddEntityAsync(new TableEntity("å|'", "r/1".Replace('/', '|')) { ["Text"] = "Åtgärd" }, Cancellation);
        await table.SubmitTransactionAsync(Enumerable.Range(0, 12)
            .Select(n => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p", $"{n:00}"))), Cancellation);
        var keys = new List<string>();
        await foreach (var row in table.QueryAsync<TableEntity>("PartitionKey eq 'p'", maxPerPage: 5, cancellationToken: Cancellation))
        {
            keys.Add(row.RowKey);
        }

        Assert.Equal("Åtgärd", (await Behind.GetEntityAsync<TableEntity>("å|'", "r|1", cancellationToken: Cancellation)).Value.GetString(
            "Text"));
        Assert.Equal(Enumerable.Range(0, 12).Select(n => $"{n:00}"), keys);
        Assert.Equal(5, _proxy.Requests);
        Assert.All(_proxy.Injected.Values, count => Assert.Equal(0, count));
    }

    [Theory]
    [InlineData(Fault.TooManyRequests, 429, false)]
    [InlineData(Fault.InternalError, 500, false)]
    [InlineData(Fault.ServerBusy, 503, false)]
    [InlineData(Fault.Reset, 0, false)]
    [InlineData(Fault.ReplyLost, 0, true)]
    public async Task A_fault_is_seen_by_the_client_and_only_a_lost_reply_was_applied(Fault fault, int status, bool applied)
    {
        _script.Enqueue(fault);

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() =>
            Client(retries: 0).AddEntityAsync(new TableEntity("p", "r"), Cancellation));

        Assert.Equal(status, failure.Status);
        Assert.Equal(applied, (await Behind.GetEntityIfExistsAsync<TableEntity>("p", "r", cancellationToken: Cancellation)).HasValue);
        Assert.Equal(1, _proxy.Injected[fault]);
    }

    [Fact]
    public async Task A_timeout_lasts_until_the_client_gives_up_and_was_not_applied()
    {
        _script.Enqueue(Fault.Timeout);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Client(retries: 0, patience: TimeSpan.FromMilliseconds(200)).AddEntityAsync(new TableEntity("p", "r"), Cancellation));

        Assert.False((await Behind.GetEntityIfExistsAsync<TableEntity>("p", "r", cancellationToken: Cancellation)).HasValue);
        Assert.Equal(1, _proxy.Injected[Fault.Timeout]);
    }

    [Fact]
    public async Task A_busy_service_says_when_to_come_again()
    {
        _script.Enqueue(Fault.ServerBusy);
        using var client = new HttpClient();

        using var answer = await client.GetAsync(new TableServiceClient(_proxy.ConnectionString).Uri, Cancellation);

        Assert.Equal(RetryConditionHeaderValue.Parse("1"), answer.Headers.RetryAfter);
    }

    [Theory]
    [InlineData(Fault.InternalError)]
    [InlineData(Fault.Timeout)]
    [InlineData(Fault.Reset)]
    public async Task The_client_gets_over_a_fault_by_itself(Fault fault)
    {
        _script.Enqueue(fault);

        await Client(retries: 3, patience: TimeSpan.FromSeconds(1)).AddEntityAsync(new TableEntity("p", "r"), Cancellation);

        Assert.Equal(2, _proxy.Requests);
    }

    [Fact]
    public void Random_faults_are_as_many_as_they_are_to_be_and_of_every_kind()
    {
        var next = FaultyProxy.Randomly(0.1, seed: 1);

        var faults = Enumerable.Range(0, 10_000).Select(_ => next()).Where(fault => fault != null).ToList();

        Assert.InRange(faults.Count, 900, 1100);
        Assert.All(Enum.GetValues<Fault>(), kind => Assert.InRange(faults.Count(fault => fault == kind), 100, 240));
    }

    private TableClient Client(int retries, TimeSpan? patience = null)
    {
        var options = new TableClientOptions();
        options.Retry.MaxRetries = retries;
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        options.Retry.NetworkTimeout = patience ?? options.Retry.NetworkTimeout;
        return new TableClient(_proxy.ConnectionString, _name, options);
    }
}
