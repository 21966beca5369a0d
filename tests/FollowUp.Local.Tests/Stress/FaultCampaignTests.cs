using Azure.Data.Tables;
using FollowUp.Local.Tests.Durable;
using FollowUp.Stress;

namespace FollowUp.Local.Tests.Stress;

public sealed class FaultCampaignTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Operations_under_faults_lose_nothing_double_nothing_and_read_the_truth()
    {
        var seed = DailySeed.Take();
        await using var proxy = await FaultyProxy.StartAsync(azurite.ConnectionString, FaultyProxy.Randomly(FaultCampaign.Share, seed),
            Cancellation);

        var log = await FaultCampaign.RunAsync(proxy.ConnectionString, azurite.ConnectionString, 400, seed, cancellation: Cancellation);

        Assert.Empty(log.Violations);
        Assert.True(log.Applied > 100, $"{log.Applied} writes were applied");
        Assert.True(log.Checks > 400, $"{log.Checks} checks");
        Assert.All(proxy.Injected, fault => Assert.True(fault.Value > 0, $"{fault.Key} was never injected"));
    }

    [Fact]
    public async Task Rows_that_go_behind_its_back_are_found_out()
    {
        (string Table, string Filter, string Violation)[] attacks =
        [
            ("Rows", "PartitionKey eq 'client 1'", "client 1: at the end there is []"),
            ("Rows", "PartitionKey eq 'counter'", "The counter: op"),
            ("Rounds", "RowKey ge 'a-submission|' and RowKey lt 'a-submission}'", "is not what it was told"),
            ("Rounds", "RowKey ge 'draft|' and RowKey lt 'draft}'", "was told to be applied and is lost"),
            ("Rounds", "RowKey ge 'trail|' and RowKey lt 'trail}'", "the trail tells of"),
            ("Links", "PartitionKey ge 'hash'", "was told to be added and is lost"),
            ("Documents", "RowKey ge 'version|' and RowKey lt 'version}'", "is not the version"),
        ];
        var tables = new TableServiceClient(azurite.ConnectionString);
        var before = await NamesAsync(tables);

        var log = await FaultCampaign.RunAsync(azurite.ConnectionString, azurite.ConnectionString, 500, seed: 1, async operation =>
        {
            if (operation == 500)
            {
                var own = (await NamesAsync(tables)).Except(before).Where(name => name.StartsWith('F')).ToList();
                foreach (var (table, filter, _) in attacks)
                {
                    var attacked = tables.GetTableClient(own.Single(name => name.EndsWith(table, StringComparison.Ordinal)));
                    await foreach (var row in attacked.QueryAsync<TableEntity>(filter, cancellationToken: Cancellation))
                    {
                        await attacked.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: Cancellation);
                    }
                }
            }
        }, Cancellation);

        Assert.All(attacks, attack => Assert.Contains(log.Violations, found => found.Contains(attack.Violation, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_round_in_which_FollowUp_stops_again_and_again_ends_as_if_it_had_not()
    {
        var town = new LargeTown(Departments: 4, Measures: 4, Responsible: 1);
        var requests = 0;
        // More in a row than the client has patience for.
        await using var proxy = await FaultyProxy.StartAsync(azurite.ConnectionString, () =>
            Interlocked.Increment(ref requests) % 200 is var at and < 16 ? at % 2 == 0 ? Fault.ReplyLost : Fault.InternalError : null,
            Cancellation);

        var undisturbed = await TownRound.RunAsync(town, azurite.ConnectionString, seed: 1, FaultCampaign.Impatient, Cancellation);
        var disturbed = await TownRound.RunAsync(town, proxy.ConnectionString, seed: 1, FaultCampaign.Impatient, Cancellation);

        Assert.True(disturbed.Restarts > 0);
        Assert.Empty(disturbed.DifferencesFrom(undisturbed));
        Assert.NotEmpty(undisturbed.Mails);
        // The comparison can fail.
        var (mail, entry) = (undisturbed.Mails.Keys.First(), undisturbed.Trail.Keys.First());
        var other = new TownOutcome("", "", "", undisturbed.Mails.Where(kept => kept.Key != mail).ToDictionary(),
            undisturbed.Trail.Where(kept => kept.Key != entry).ToDictionary(), 0);
        Assert.Equal(5, other.DifferencesFrom(undisturbed).Count());
    }

    private static async Task<List<string>> NamesAsync(TableServiceClient tables)
    {
        var names = new List<string>();
        await foreach (var table in tables.QueryAsync(cancellationToken: Cancellation))
        {
            names.Add(table.Name);
        }
        return names;
    }
}
