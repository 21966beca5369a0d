using System.Globalization;
using Azure;
using Azure.Data.Tables;
using FollowUp.Local.Emulator.Tables;
using FollowUp.Local.Tests.Durable;
using FollowUp.Local.Tests.Stress;

namespace FollowUp.Local.Tests.Emulator;

/// <summary>The table service in memory is held against Azurite, which other tests stand on: the same requests, the same answers.</summary>
public sealed class TableServerTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const int Requests = 1500;
    private static readonly string[] Partitions = ["a", "b", "Ö'l", ""];
    private static readonly string[] Rows = ["1", "10", "2", "a b", "å&=%+", "~", ""];

    private readonly string _name = $"T{Guid.NewGuid():N}";
    private TableServer _server = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await TableServer.StartAsync(Cancellation);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Requests_in_any_order_are_answered_as_Azurite_answers_them()
    {
        var draws = new Random(DailySeed.Take());
        var (mine, theirs) = (new Asked(_server.ConnectionString, _name), new Asked(azurite.ConnectionString, _name));
        for (var i = 0; i < Requests; i++)
        {
            var request = Draw(draws);
            var expected = await theirs.AnswerAsync(request);
            Assert.Equal($"{i}: {expected}", $"{i}: {await mine.AnswerAsync(request)}");
        }
    }

    [Fact]
    public async Task Pages_of_a_query_and_of_the_tables_come_whole_and_in_order()
    {
        foreach (var storage in new[] { _server.ConnectionString, azurite.ConnectionString })
        {
            var table = new TableClient(storage, _name);
            await table.CreateAsync(Cancellation);
            foreach (var chunk in Enumerable.Range(0, 2300).Chunk(100))
            {
                await table.SubmitTransactionAsync(chunk.Select(row => new TableTransactionAction(TableTransactionActionType.Add,
                    new TableEntity("many", $"{row:D5}"))), Cancellation);
            }

            var pages = await table.QueryAsync<TableEntity>("PartitionKey eq 'many' and (RowKey lt '00003' or RowKey ge '00010')",
                cancellationToken: Cancellation).AsPages().Select(page => page.Values.Count).ToListAsync(Cancellation);
            var few = await table.QueryAsync<TableEntity>(maxPerPage: 700, cancellationToken: Cancellation).AsPages()
                .Select(page => page.Values.Count).ToListAsync(Cancellation);

            Assert.Equal([1000, 1000, 293], pages);
            Assert.Equal([700, 700, 700, 200], few);
            Assert.Contains(_name, await new TableServiceClient(storage).QueryAsync(cancellationToken: Cancellation)
                .Select(one => one.Name).ToListAsync(Cancellation));
        }
    }

    [Theory]
    [InlineData("Number eq 1")]
    [InlineData("PartitionKey eq 'a' and not (RowKey eq 'b')")]
    public async Task What_it_does_not_know_is_refused_aloud(string filter)
    {
        var table = new TableClient(_server.ConnectionString, _name);
        await table.CreateAsync(Cancellation);

        var refused = await Assert.ThrowsAsync<RequestFailedException>(async () =>
            await table.QueryAsync<TableEntity>(filter, cancellationToken: Cancellation).ToListAsync(Cancellation));

        Assert.Equal(501, refused.Status);
    }

    private static Request Draw(Random draws)
    {
        var kind = draws.Next(12);
        return kind switch
        {
            0 => new Request(RequestKind.CreateTable, []),
            1 when draws.Next(10) == 0 => new Request(RequestKind.DropTable, []),
            2 or 3 => new Request(RequestKind.Query, [], Filter(draws), draws.Next(2) == 0 ? null : ["RowKey", "Text"]),
            4 or 5 => new Request(RequestKind.Read, [DrawChange(draws, Pick(draws, Partitions))]),
            6 or 7 or 8 => Batch(),
            _ => new Request(RequestKind.Write, [DrawChange(draws, Pick(draws, Partitions))]),
        };

        Request Batch()
        {
            var partition = Pick(draws, Partitions);
            return new Request(RequestKind.Batch, Enumerable.Range(0, draws.Next(1, 5)).Select(_ => DrawChange(draws, partition))
                .DistinctBy(change => change.Entity.RowKey).ToList());
        }
    }

    private static string? Filter(Random draws) => draws.Next(5) switch
    {
        0 => null,
        1 => TableClient.CreateQueryFilter($"PartitionKey eq {Pick(draws, Partitions)}"),
        2 => TableClient.CreateQueryFilter($"PartitionKey eq {Pick(draws, Partitions)} and RowKey ge {Pick(draws, Rows)}"),
        3 => TableClient.CreateQueryFilter($"PartitionKey ge {"a"} and PartitionKey lt {"c"} and (RowKey lt {"2"} or RowKey gt {"~"})"),
        _ => TableClient.CreateQueryFilter($"RowKey ne {Pick(draws, Rows)} and RowKey le {Pick(draws, Rows)}"),
    };

    private static Change DrawChange(Random draws, string partition)
    {
        var entity = new TableEntity(partition, Pick(draws, Rows));
        // Of each name one type: Azurite merges a value of one with the type of another.
        (string Name, object? Value)[] values =
        [
            ("Text", "text å \" \\ \n"), ("Text", ""), ("Text", null), ("Number", draws.Next()), ("Long", draws.NextInt64()), ("Part", 1.5),
            ("Truth", draws.Next(2) == 0), ("Time", DateTimeOffset.UnixEpoch.AddTicks(draws.Next())), ("Bytes", new byte[] { 0, 1, 255 }),
            ("Id", Guid.Empty),
        ];
        foreach (var (name, value) in values.Where(_ => draws.Next(3) == 0))
        {
            entity[name] = value;
        }
        return new Change((TableTransactionActionType)draws.Next(6), entity, (Match)draws.Next(3));
    }

    private static T Pick<T>(Random draws, IReadOnlyList<T> from) => from[draws.Next(from.Count)];

    private enum RequestKind
    {
        CreateTable,
        DropTable,
        Query,
        Read,
        Write,
        Batch,
    }

    private enum Match
    {
        Any,
        Seen,
        Stale,
    }

    private sealed record Change(TableTransactionActionType Kind, TableEntity Entity, Match Match);

    private sealed record Request(RequestKind Kind, IReadOnlyList<Change> Changes, string? Filter = null, string[]? Select = null);

    /// <summary>One of the services, with the ETags that it has given.</summary>
    private sealed class Asked(string storage, string name)
    {
        private readonly TableClient _table = new(storage, name);
        private readonly Dictionary<(string, string), List<ETag>> _seen = [];

        public async Task<string> AnswerAsync(Request request)
        {
            try
            {
                return $"{request.Kind} {await AskAsync(request)}";
            }
            catch (TableTransactionFailedException failed)
            {
                return $"{request.Kind} {failed.Status} {failed.ErrorCode} at {failed.FailedTransactionActionIndex}";
            }
            catch (RequestFailedException failed)
            {
                return $"{request.Kind} {failed.Status} {failed.ErrorCode}";
            }
        }

        private async Task<string> AskAsync(Request request)
        {
            switch (request.Kind)
            {
                case RequestKind.CreateTable:
                    await _table.CreateAsync(Cancellation);
                    return "created";
                case RequestKind.DropTable:
                    return $"{(await _table.DeleteAsync(Cancellation)).Status}";
                case RequestKind.Query:
                    return string.Join('\n', await _table.QueryAsync<TableEntity>(request.Filter, select: request.Select,
                        cancellationToken: Cancellation).Select(Show).ToListAsync(Cancellation));
                case RequestKind.Read:
                    var key = request.Changes[0].Entity;
                    return Show(await _table.GetEntityAsync<TableEntity>(key.PartitionKey, key.RowKey, cancellationToken: Cancellation));
                case RequestKind.Write:
                    var written = await WriteAsync(request.Changes[0]);
                    Remember(request.Changes[0].Entity, written);
                    return $"{written.Status}";
                default:
                    var answers = await _table.SubmitTransactionAsync(request.Changes.Select(change =>
                        new TableTransactionAction(change.Kind, change.Entity, Tag(change))), Cancellation);
                    foreach (var (change, answer) in request.Changes.Zip(answers.Value))
                    {
                        Remember(change.Entity, answer);
                    }
                    return string.Join(' ', answers.Value.Select(answer => answer.Status));
            }
        }

        private Task<Response> WriteAsync(Change change) => change.Kind switch
        {
            TableTransactionActionType.Add => _table.AddEntityAsync(change.Entity, Cancellation),
            TableTransactionActionType.UpdateMerge =>
                _table.UpdateEntityAsync(change.Entity, Tag(change), TableUpdateMode.Merge, Cancellation),
            TableTransactionActionType.UpdateReplace =>
                _table.UpdateEntityAsync(change.Entity, Tag(change), TableUpdateMode.Replace, Cancellation),
            TableTransactionActionType.UpsertMerge => _table.UpsertEntityAsync(change.Entity, TableUpdateMode.Merge, Cancellation),
            TableTransactionActionType.UpsertReplace => _table.UpsertEntityAsync(change.Entity, TableUpdateMode.Replace, Cancellation),
            _ => _table.DeleteEntityAsync(change.Entity, Tag(change), Cancellation),
        };

        private void Remember(TableEntity entity, Response answer)
        {
            if (answer.Headers.ETag is { } etag)
            {
                if (!_seen.TryGetValue((entity.PartitionKey, entity.RowKey), out var seen))
                {
                    _seen.Add((entity.PartitionKey, entity.RowKey), seen = []);
                }
                seen.Add(etag);
            }
        }

        private ETag Tag(Change change)
        {
            var seen = _seen.GetValueOrDefault((change.Entity.PartitionKey, change.Entity.RowKey), []);
            return change.Match == Match.Any || seen.Count == 0 ? ETag.All : change.Match == Match.Seen ? seen[^1] : seen[0];
        }

        private static string Show(TableEntity entity) => string.Join("; ", entity
            .Where(property => property.Key is not ("Timestamp" or "odata.etag"))
            .OrderBy(property => property.Key, StringComparer.Ordinal)
            .Select(property => $"{property.Key} {property.Value?.GetType().Name} {Text(property.Value)}"));

        private static string Text(object? value) => value switch
        {
            byte[] bytes => Convert.ToHexString(bytes),
            DateTimeOffset time => time.UtcTicks.ToString(CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
    }
}
