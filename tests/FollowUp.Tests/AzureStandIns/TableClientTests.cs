using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.Serialization;
using System.Text;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace FollowUp.Tests.AzureStandIns;

/// <summary>What the app relies on in Azure.Data.Tables, asked of the stand-in with a real Azurite behind it.</summary>
public sealed class TableClientTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Partition = "p";
    private readonly TableClient _table = new(azurite.ConnectionString, azurite.NewPrefix());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _table.CreateIfNotExistsAsync(Cancellation);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // ---- values ----

    [Fact]
    public async Task Class_AllTypes_ComeBack()
    {
        var sent = new AllTypes
        {
            PartitionKey = Partition, RowKey = "all", Text = "Åtgärd", Empty = "", Number = int.MinValue, Large = long.MaxValue, Fraction = 0.1, Whole = 5.0,
            Yes = true, When = new DateTimeOffset(2026, 3, 29, 3, 30, 0, TimeSpan.FromHours(2)).AddTicks(1), Utc = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
            Id = Guid.NewGuid(), Bytes = [0, 1, 255], Data = BinaryData.FromBytes(new byte[] { 7 }), Color = Color.Green,
            SomeNumber = 1, SomeLarge = 2, SomeFraction = 3, SomeYes = false, SomeWhen = DateTimeOffset.UnixEpoch.AddYears(50), SomeId = Guid.NewGuid(), SomeColor = Color.Red,
            Renamed = "another column", Ignored = "not stored",
        };

        await _table.AddEntityAsync(sent, Cancellation);
        var got = (await _table.GetEntityAsync<AllTypes>(Partition, "all", cancellationToken: Cancellation)).Value;

        Assert.Equivalent(Values(sent), Values(got), strict: true);
        Assert.Equal(sent.Bytes, got.Bytes);
        Assert.Equal(sent.Data.ToArray(), got.Data!.ToArray());
        Assert.Equal(DateTimeKind.Utc, got.Utc.Kind);
        Assert.Null(got.Ignored);
        Assert.NotEqual(default, got.ETag);
        Assert.NotNull(got.Timestamp);
    }

    [Fact]
    public async Task Class_Nulls_AreNotStored()
    {
        await _table.AddEntityAsync(new AllTypes { PartitionKey = Partition, RowKey = "nulls" }, Cancellation);

        var got = (await _table.GetEntityAsync<TableEntity>(Partition, "nulls", cancellationToken: Cancellation)).Value;
        var asClass = (await _table.GetEntityAsync<AllTypes>(Partition, "nulls", cancellationToken: Cancellation)).Value;

        Assert.DoesNotContain("Text", got.Keys);
        Assert.DoesNotContain("SomeNumber", got.Keys);
        Assert.Null(asClass.Text);
        Assert.Null(asClass.SomeNumber);
    }

    [Fact]
    public async Task Class_Columns_BearTheirDataMemberNames()
    {
        await _table.AddEntityAsync(new AllTypes { PartitionKey = Partition, RowKey = "names", Renamed = "x", Ignored = "y", Color = Color.Green }, Cancellation);

        var got = (await _table.GetEntityAsync<TableEntity>(Partition, "names", cancellationToken: Cancellation)).Value;

        Assert.Equal("x", got.GetString("other_name"));
        Assert.Equal("Green", got.GetString("Color"));
        Assert.DoesNotContain("Renamed", got.Keys);
        Assert.DoesNotContain("Ignored", got.Keys);
    }

    [Fact]
    public async Task Dictionary_AllTypes_ComeBackAsTheyWere()
    {
        var id = Guid.NewGuid();
        var when = new DateTimeOffset(2026, 12, 24, 15, 0, 0, TimeSpan.Zero);
        await _table.AddEntityAsync(new TableEntity(Partition, "all")
        {
            ["Text"] = "\"'\\\n\t€😀", ["Empty"] = "", ["Number"] = 42, ["Large"] = 42L, ["Fraction"] = 4.25, ["Whole"] = 4.0, ["Yes"] = true,
            ["When"] = when, ["Utc"] = when.UtcDateTime, ["Id"] = id, ["Bytes"] = new byte[] { 1, 2 }, ["Data"] = BinaryData.FromString("x"), ["Nothing"] = null,
        }, Cancellation);

        var got = (await _table.GetEntityAsync<TableEntity>(Partition, "all", cancellationToken: Cancellation)).Value;

        Assert.Equal("\"'\\\n\t€😀", got.GetString("Text"));
        Assert.Equal("", got.GetString("Empty"));
        Assert.Equal(42, got.GetInt32("Number"));
        Assert.Equal(42L, got.GetInt64("Large"));
        Assert.Equal(4.25, got.GetDouble("Fraction"));
        Assert.Equal(4.0, Assert.IsType<double>(got["Whole"]));
        Assert.True(got.GetBoolean("Yes"));
        Assert.Equal(when, Assert.IsType<DateTimeOffset>(got["When"]));
        Assert.Equal(when.UtcDateTime, got.GetDateTime("Utc"));
        Assert.Equal(id, got.GetGuid("Id"));
        Assert.Equal([1, 2], got.GetBinary("Bytes"));
        Assert.Equal("x", got.GetBinaryData("Data").ToString());
        Assert.False(got.ContainsKey("Nothing"));
        Assert.Equal(Partition, got.PartitionKey);
        Assert.NotNull(got.Timestamp);
        Assert.Throws<InvalidOperationException>(() => got.GetInt32("Large"));
        Assert.Null(got.GetInt32("Absent"));
    }

    [Fact]
    public void Dictionary_SetValue_KeepsTheColumnsType()
    {
        var entity = new TableEntity { ["Share"] = 0.5, ["Large"] = 1L, ["Text"] = "x" };

        entity["Share"] = 1;
        entity["Large"] = 2;

        Assert.IsType<double>(entity["Share"]);
        Assert.IsType<long>(entity["Large"]);
        Assert.Throws<InvalidOperationException>(() => entity["Text"] = 1);
    }

    [Fact]
    public async Task LocalTime_IsRefused() =>
        await Assert.ThrowsAsync<NotSupportedException>(() => _table.AddEntityAsync(new TableEntity(Partition, "r") { ["When"] = DateTime.Now }, Cancellation));

    [Fact]
    public async Task UnknownType_IsRefused() =>
        await Assert.ThrowsAsync<NotSupportedException>(() => _table.AddEntityAsync(new TableEntity(Partition, "r") { ["Money"] = 1m }, Cancellation));

    // ---- keys and limits ----

    [Theory]
    [InlineData("Kommunstyrelsens kontor", "åtgärd 1")]
    [InlineData("it's", "'quoted'")]
    [InlineData("100%25", "a+b&c=d")]
    [InlineData("日本", "😀,;:@$")]
    [InlineData("p", "(')")]
    [InlineData("p", "")]
    public async Task Keys_OfAnyKind_AddressTheirRow(string partitionKey, string rowKey)
    {
        await _table.AddEntityAsync(new TableEntity(partitionKey, rowKey) { ["N"] = 1 }, Cancellation);
        await _table.UpsertEntityAsync(new TableEntity(partitionKey, rowKey) { ["M"] = 2 }, cancellationToken: Cancellation);
        await _table.SubmitTransactionAsync([new(TableTransactionActionType.UpsertMerge, new TableEntity(partitionKey, rowKey) { ["B"] = 3 })], Cancellation);

        var got = (await _table.GetEntityAsync<TableEntity>(partitionKey, rowKey, cancellationToken: Cancellation)).Value;
        Assert.Equal((partitionKey, rowKey), (got.PartitionKey, got.RowKey));
        Assert.Equal((1, 2, 3), (got.GetInt32("N"), got.GetInt32("M"), got.GetInt32("B")));

        Assert.Equal(204, (await _table.DeleteEntityAsync(partitionKey, rowKey, cancellationToken: Cancellation)).Status);
        Assert.False((await _table.GetEntityIfExistsAsync<TableEntity>(partitionKey, rowKey, cancellationToken: Cancellation)).HasValue);
    }

    [Fact]
    public async Task String_Of32KCharacters_IsTheLongest()
    {
        var longest = new string('å', 32 * 1024);
        await _table.AddEntityAsync(new TableEntity(Partition, "longest") { ["Text"] = longest }, Cancellation);

        var got = (await _table.GetEntityAsync<TableEntity>(Partition, "longest", cancellationToken: Cancellation)).Value;
        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => _table.AddEntityAsync(new TableEntity(Partition, "longer") { ["Text"] = longest + "å" }, Cancellation));

        Assert.Equal(longest, got.GetString("Text"));
        Assert.Equal(400, refused.Status);
        Assert.True(refused.ErrorCode == TableErrorCode.PropertyValueTooLarge, refused.ErrorCode);
    }

    // ---- single rows ----

    [Fact]
    public async Task Add_Twice_IsConflict()
    {
        await _table.AddEntityAsync(new TableEntity(Partition, "r") { ["N"] = 1 }, Cancellation);

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => _table.AddEntityAsync(new TableEntity(Partition, "r") { ["N"] = 1 }, Cancellation));

        Assert.Equal(409, failure.Status);
        Assert.True(failure.ErrorCode == TableErrorCode.EntityAlreadyExists, failure.ErrorCode);
    }

    [Fact]
    public async Task Absent_Row_IsNotFound()
    {
        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => _table.GetEntityAsync<TableEntity>(Partition, "absent", cancellationToken: Cancellation));
        var ifExists = await _table.GetEntityIfExistsAsync<TableEntity>(Partition, "absent", cancellationToken: Cancellation);
        var update = await Assert.ThrowsAsync<RequestFailedException>(() => _table.UpdateEntityAsync(new TableEntity(Partition, "absent"), ETag.All, cancellationToken: Cancellation));
        var delete = await _table.DeleteEntityAsync(Partition, "absent", cancellationToken: Cancellation);

        Assert.Equal(404, failure.Status);
        Assert.True(failure.ErrorCode == TableErrorCode.ResourceNotFound, failure.ErrorCode);
        Assert.False(ifExists.HasValue);
        Assert.Throws<InvalidOperationException>(() => ifExists.Value);
        Assert.Equal(404, update.Status);
        Assert.Equal(404, delete.Status);
    }

    [Fact]
    public async Task Absent_Table_IsTableNotFound()
    {
        var absent = new TableClient(azurite.ConnectionString, azurite.NewPrefix());

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => absent.AddEntityAsync(new TableEntity(Partition, "r"), Cancellation));

        Assert.Equal(404, failure.Status);
        Assert.True(failure.ErrorCode == TableErrorCode.TableNotFound, failure.ErrorCode);
    }

    [Fact]
    public async Task ETag_OfAnOlderVersion_IsRefused()
    {
        var first = (await _table.AddEntityAsync(new TableEntity(Partition, "r") { ["N"] = 1 }, Cancellation)).Headers.ETag!.Value;
        var second = (await _table.UpdateEntityAsync(new TableEntity(Partition, "r") { ["N"] = 2 }, first, cancellationToken: Cancellation)).Headers.ETag!.Value;

        var update = await Assert.ThrowsAsync<RequestFailedException>(() => _table.UpdateEntityAsync(new TableEntity(Partition, "r") { ["N"] = 3 }, first, cancellationToken: Cancellation));
        var delete = await Assert.ThrowsAsync<RequestFailedException>(() => _table.DeleteEntityAsync(Partition, "r", first, Cancellation));
        var got = (await _table.GetEntityAsync<TableEntity>(Partition, "r", cancellationToken: Cancellation)).Value;

        Assert.Equal((412, 412), (update.Status, delete.Status));
        Assert.True(update.ErrorCode == TableErrorCode.UpdateConditionNotSatisfied, update.ErrorCode);
        Assert.Equal(2, got.GetInt32("N"));
        Assert.Equal(second, got.ETag);
        await _table.DeleteEntityAsync(Partition, "r", second, Cancellation);
    }

    [Fact]
    public async Task Update_WithoutETag_IsRefusedBeforeItIsSent() =>
        await Assert.ThrowsAsync<ArgumentException>(() => _table.UpdateEntityAsync(new TableEntity(Partition, "r"), default, cancellationToken: Cancellation));

    [Theory]
    [InlineData(TableUpdateMode.Merge, true)]
    [InlineData(TableUpdateMode.Replace, false)]
    public async Task Merge_KeepsWhatItDoesNotName_ReplaceDoesNot(TableUpdateMode mode, bool kept)
    {
        await _table.UpsertEntityAsync(new TableEntity(Partition, "u") { ["Old"] = 1 }, mode, Cancellation);
        await _table.UpsertEntityAsync(new TableEntity(Partition, "u") { ["New"] = 2, ["Old"] = null }, mode, Cancellation);
        await _table.AddEntityAsync(new TableEntity(Partition, "v") { ["Old"] = 1 }, Cancellation);
        await _table.UpdateEntityAsync(new TableEntity(Partition, "v") { ["New"] = 2 }, ETag.All, mode, Cancellation);

        foreach (var row in (string[])["u", "v"])
        {
            var got = (await _table.GetEntityAsync<TableEntity>(Partition, row, cancellationToken: Cancellation)).Value;
            Assert.Equal(2, got.GetInt32("New"));
            Assert.Equal(kept, got.ContainsKey("Old"));
        }
    }

    [Fact]
    public async Task Select_BringsOnlyThoseColumns()
    {
        await _table.AddEntityAsync(new TableEntity(Partition, "r") { ["A"] = 1, ["B"] = 2 }, Cancellation);

        var got = (await _table.GetEntityAsync<TableEntity>(Partition, "r", ["B"], Cancellation)).Value;

        Assert.Equal(2, got.GetInt32("B"));
        Assert.False(got.ContainsKey("A"));
    }

    // ---- queries ----

    [Fact]
    public async Task Query_Of1001Rows_BringsThemAll_PageByPage()
    {
        foreach (var hundred in Enumerable.Range(0, 1001).Chunk(100))
        {
            await _table.SubmitTransactionAsync(hundred.Select(n => Add($"{n:0000}")), Cancellation);
        }

        var rows = await ToList(_table.QueryAsync<TableEntity>($"PartitionKey eq '{Partition}'", cancellationToken: Cancellation));
        var pages = new List<Page<TableEntity>>();
        await foreach (var page in _table.QueryAsync<TableEntity>(maxPerPage: 400, cancellationToken: Cancellation).AsPages())
        {
            pages.Add(page);
        }
        var resumed = new List<Page<TableEntity>>();
        await foreach (var page in _table.QueryAsync<TableEntity>(maxPerPage: 400, cancellationToken: Cancellation).AsPages(pages[0].ContinuationToken))
        {
            resumed.Add(page);
        }

        Assert.Equal(Enumerable.Range(0, 1001).Select(n => $"{n:0000}"), rows.Select(row => row.RowKey));
        Assert.Equal([400, 400, 201], pages.Select(page => page.Values.Count));
        Assert.Equal([400, 201], resumed.Select(page => page.Values.Count));
        Assert.Null(pages[^1].ContinuationToken);
    }

    /// <summary>Azurite fills its pages; the real service may send one that is empty and not the last.</summary>
    [Fact]
    public async Task Query_EmptyPageWithContinuation_GoesOn()
    {
        var answers = new Scripted(
            """{"value":[]}""", """{"value":[{"PartitionKey":"p","RowKey":"r","N":1}]}""", """{"value":[]}""")
        {
            Continuations = ["1!4!cA-- 1!4!cg--", "1!8!cDI-", null],
        };
        var table = new TableClient(azurite.ConnectionString, _table.Name, new TableClientOptions { Transport = answers });

        var rows = await ToList(table.QueryAsync<TableEntity>(filter: "N eq 1", cancellationToken: Cancellation));

        Assert.Equal("r", Assert.Single(rows).RowKey);
        Assert.Equal(3, answers.Asked.Count);
        Assert.All(answers.Asked, uri => Assert.Contains("$filter=N%20eq%201", uri));
        Assert.EndsWith("&NextPartitionKey=1%214%21cA--&NextRowKey=1%214%21cg--", answers.Asked[1]);
        Assert.EndsWith("&NextPartitionKey=1%218%21cDI-", answers.Asked[2]);
    }

    [Fact]
    public void CreateQueryFilter_WritesLiterals()
    {
        var id = Guid.Parse("01234567-89ab-cdef-0123-456789abcdef");
        var time = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(1));

        Assert.Equal("A eq 'it''s ''quoted'''", TableClient.CreateQueryFilter($"A eq {"it's 'quoted'"}"));
        Assert.Equal("A eq 1 and B eq 2L and C eq 3.0 and D eq 3.5", TableClient.CreateQueryFilter($"A eq {1} and B eq {2L} and C eq {3.0} and D eq {3.5}"));
        Assert.Equal("A eq true or A eq false", TableClient.CreateQueryFilter($"A eq {true} or A eq {false}"));
        Assert.Equal("A ge datetime'2026-01-02T02:04:05Z'", TableClient.CreateQueryFilter($"A ge {time}"));
        Assert.Equal("A ge datetime'2026-01-02T02:04:05.5Z'", TableClient.CreateQueryFilter($"A ge {time.UtcDateTime.AddMilliseconds(500)}"));
        Assert.Equal($"A eq guid'{id}'", TableClient.CreateQueryFilter($"A eq {id}"));
        Assert.Equal("A eq X'00FF'", TableClient.CreateQueryFilter($"A eq {new byte[] { 0, 255 }}"));
        Assert.Throws<ArgumentException>(() => TableClient.CreateQueryFilter($"A eq {new object()}"));
    }

    [Fact]
    public async Task Query_ByEveryTypeOfLiteral_FindsTheRow()
    {
        var id = Guid.NewGuid();
        var when = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(1234567);
        await _table.AddEntityAsync(new TableEntity("it's", "r")
        {
            ["Text"] = "'å' & 100 %", ["Number"] = 1, ["Large"] = long.MaxValue, ["Fraction"] = 2.0, ["Yes"] = true, ["Id"] = id, ["When"] = when, ["Bytes"] = new byte[] { 1, 254 },
        }, Cancellation);
        await _table.AddEntityAsync(new TableEntity("it's", "other"), Cancellation);

        foreach (var filter in (FormattableString[])[
            $"Text eq {"'å' & 100 %"}", $"Number eq {1}", $"Large eq {long.MaxValue}", $"Fraction eq {2.0}", $"Yes eq {true}", $"Id eq {id}", $"When eq {when}", $"Bytes eq {new byte[] { 1, 254 }}"])
        {
            var rows = await ToList(_table.QueryAsync<TableEntity>($"{TableClient.CreateQueryFilter($"PartitionKey eq {"it's"}")} and {TableClient.CreateQueryFilter(filter)}", cancellationToken: Cancellation));
            Assert.True(rows is [{ RowKey: "r" }], TableClient.CreateQueryFilter(filter));
        }
    }

    // ---- transactions ----

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public async Task Transaction_UpTo100Actions_IsApplied(int count)
    {
        var response = await _table.SubmitTransactionAsync(Enumerable.Range(0, count).Select(n => Add($"{n:000}")), Cancellation);

        Assert.Equal(count, response.Value.Count);
        Assert.All(response.Value, part => Assert.Equal(204, part.Status));
        Assert.All(response.Value, part => Assert.NotNull(part.Headers.ETag));
        Assert.Equal(count, (await ToList(_table.QueryAsync<TableEntity>(cancellationToken: Cancellation))).Count);
    }

    [Fact]
    public async Task Transaction_Of101Actions_IsRefused()
    {
        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => _table.SubmitTransactionAsync(Enumerable.Range(0, 101).Select(n => Add($"{n:000}")), Cancellation));

        Assert.Equal(400, failure.Status);
        Assert.True(failure.ErrorCode == TableErrorCode.InvalidInput, failure.ErrorCode);
        Assert.Empty(await ToList(_table.QueryAsync<TableEntity>(cancellationToken: Cancellation)));
    }

    [Fact]
    public async Task Transaction_OfNothing_IsRefusedBeforeItIsSent() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => _table.SubmitTransactionAsync([], Cancellation));

    [Fact]
    public async Task Transaction_WithAFailure_NamesItAndAppliesNothing()
    {
        await _table.AddEntityAsync(new TableEntity(Partition, "taken"), Cancellation);

        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => _table.SubmitTransactionAsync([Add("new 0"), Add("new 1"), Add("taken"), Add("new 3")], Cancellation));

        Assert.Equal(409, failure.Status);
        Assert.Equal(2, failure.FailedTransactionActionIndex);
        Assert.True(failure.ErrorCode == TableErrorCode.EntityAlreadyExists, failure.ErrorCode);
        Assert.Equal("taken", Assert.Single(await ToList(_table.QueryAsync<TableEntity>(cancellationToken: Cancellation))).RowKey);
    }

    [Fact]
    public async Task Transaction_OfEveryKind_IsApplied()
    {
        var etag = (await _table.AddEntityAsync(Entity("merged", "Old"), Cancellation)).Headers.ETag!.Value;
        await _table.AddEntityAsync(Entity("replaced", "Old"), Cancellation);
        await _table.AddEntityAsync(Entity("deleted", "Old"), Cancellation);

        await _table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, Entity("added", "New")),
            new(TableTransactionActionType.UpdateMerge, Entity("merged", "New"), etag),
            new(TableTransactionActionType.UpdateReplace, Entity("replaced", "New"), ETag.All),
            new(TableTransactionActionType.Delete, Entity("deleted", "New")),
            new(TableTransactionActionType.UpsertMerge, Entity("upserted", "New")),
            new(TableTransactionActionType.UpsertReplace, Entity("upserted too", "New")),
        ], Cancellation);
        var stale = await Assert.ThrowsAsync<TableTransactionFailedException>(() => _table.SubmitTransactionAsync(
            [new(TableTransactionActionType.UpsertMerge, Entity("added", "Newer")), new(TableTransactionActionType.UpdateMerge, Entity("merged", "Newer"), etag)], Cancellation));

        var rows = await ToList(_table.QueryAsync<TableEntity>(cancellationToken: Cancellation));
        Assert.Equal(["added: New", "merged: New Old", "replaced: New", "upserted: New", "upserted too: New"],
            rows.Select(row => $"{row.RowKey}: {string.Join(' ', row.Keys.Intersect(["New", "Newer", "Old"]).Order())}"));
        Assert.Equal((412, 1), (stale.Status, stale.FailedTransactionActionIndex));

        static TableEntity Entity(string row, string column) => new(Partition, row) { [column] = "'{}' GET /x HTTP/1.1 å" };
    }

    // ---- lost replies, cancellation, tables ----

    /// <summary>Neither client can know whose row it met: who adds must look.</summary>
    [Fact]
    public async Task Add_ReplyLost_MeetsItsOwnRow_IsConflict()
    {
        var losing = new LosingFirstReply();
        var table = new TableClient(azurite.ConnectionString, _table.Name, Impatient(losing));

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity(Partition, "r") { ["N"] = 1 }, Cancellation));

        Assert.Equal(409, failure.Status);
        Assert.Equal(1, (await _table.GetEntityAsync<TableEntity>(Partition, "r", cancellationToken: Cancellation)).Value.GetInt32("N"));
        Assert.Equal([204, 409], losing.Statuses);
    }

    [Fact]
    public async Task Update_ReplyLost_MeetsItsOwnVersion_IsRefused()
    {
        var first = (await _table.AddEntityAsync(new TableEntity(Partition, "r") { ["N"] = 1 }, Cancellation)).Headers.ETag!.Value;
        var table = new TableClient(azurite.ConnectionString, _table.Name, Impatient(new LosingFirstReply()));

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => table.UpdateEntityAsync(new TableEntity(Partition, "r") { ["N"] = 2 }, first, cancellationToken: Cancellation));

        Assert.Equal(412, failure.Status);
        Assert.Equal(2, (await _table.GetEntityAsync<TableEntity>(Partition, "r", cancellationToken: Cancellation)).Value.GetInt32("N"));
    }

    [Fact]
    public async Task ServiceBusy_IsRetried_AndThenTold()
    {
        var busy = new Scripted { Status = 503 };
        var table = new TableClient(azurite.ConnectionString, _table.Name, Impatient(busy));

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => table.GetEntityAsync<TableEntity>(Partition, "r", cancellationToken: Cancellation));

        Assert.Equal(503, failure.Status);
        Assert.Equal(1 + 3, busy.Asked.Count);
    }

    [Fact]
    public async Task Cancellation_StopsEverything()
    {
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _table.AddEntityAsync(new TableEntity(Partition, "r"), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _table.GetEntityAsync<TableEntity>(Partition, "r", cancellationToken: cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _table.SubmitTransactionAsync([Add("r")], cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ToList(_table.QueryAsync<TableEntity>(cancellationToken: cancelled)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await _table.QueryAsync<TableEntity>(cancellationToken: Cancellation).GetAsyncEnumerator(cancelled).MoveNextAsync());
        Assert.Empty(await ToList(_table.QueryAsync<TableEntity>(cancellationToken: Cancellation)));
    }

    [Fact]
    public async Task Service_CreatesListsAndDeletesTables()
    {
        var service = new TableServiceClient(azurite.ConnectionString);
        var prefix = azurite.NewPrefix();

        Assert.Equal($"{prefix}one", (await service.CreateTableIfNotExistsAsync($"{prefix}one", Cancellation)).Value.Name);
        Assert.Equal($"{prefix}one", (await service.CreateTableIfNotExistsAsync($"{prefix}one", Cancellation)).Value.Name);
        await service.GetTableClient($"{prefix}two").CreateIfNotExistsAsync(Cancellation);
        Assert.Equal([$"{prefix}one", $"{prefix}two"], (await ToList(service.QueryAsync($"TableName ge '{prefix}' and TableName lt '{prefix}z'", maxPerPage: 1, cancellationToken: Cancellation))).Select(item => item.Name));

        Assert.Equal(204, (await service.DeleteTableAsync($"{prefix}one", Cancellation)).Status);
        Assert.Equal(404, (await service.DeleteTableAsync($"{prefix}one", Cancellation)).Status);
    }

    [Fact]
    public async Task InvalidTableName_IsTheServicesError()
    {
        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => new TableServiceClient(azurite.ConnectionString).CreateTableIfNotExistsAsync("no_underscores", Cancellation));

        Assert.Equal(400, failure.Status);
    }

    [Fact]
    public async Task WrongKey_IsForbidden()
    {
        var endpoint = new TableServiceClient(azurite.ConnectionString).Uri;
        var table = new TableClient(endpoint, _table.Name, new TableSharedKeyCredential("devstoreaccount1", Convert.ToBase64String(new byte[32])));

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity(Partition, "r"), Cancellation));

        Assert.Equal(403, failure.Status);
    }

    [Theory]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10002/devstoreaccount1/t", "devstoreaccount1")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=acc;AccountKey=AAAA;EndpointSuffix=core.windows.net", "https://acc.table.core.windows.net/t", "acc")]
    [InlineData("AccountName=acc;AccountKey=AA==;TableEndpoint=https://example.test/acc/;", "https://example.test/acc/t", "acc")]
    public void ConnectionString_NamesTheEndpointAndAccount(string connectionString, string uri, string account)
    {
        var table = new TableClient(connectionString, "t");

        Assert.Equal((uri, account, "t"), (table.Uri.AbsoluteUri, table.AccountName, table.Name));
    }

    [Theory]
    [InlineData("AccountName=acc")]
    [InlineData("nonsense")]
    public void ConnectionString_ThatLacksSomething_IsRefusedWithoutBeingShown(string connectionString) =>
        Assert.DoesNotContain(connectionString, Assert.Throws<FormatException>(() => new TableServiceClient(connectionString)).Message);

    [Fact]
    public async Task TokenCredential_IsSentAsBearer_ForTheStorageScope()
    {
        var answers = new Scripted("""{"PartitionKey":"p","RowKey":"r"}""");
        var credential = new KnownToken();
        var table = new TableClient(new Uri("https://acc.table.example.test"), "t", credential, new TableClientOptions { Transport = answers });

        await table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancellation);

        Assert.Equal("acc", table.AccountName);
        Assert.Equal("Bearer secret", answers.Authorization);
        Assert.Equal(["https://storage.azure.com/.default"], credential.Scopes);
    }

    private static TableTransactionAction Add(string rowKey) => new(TableTransactionActionType.Add, new TableEntity(Partition, rowKey));

    private static async Task<List<T>> ToList<T>(AsyncPageable<T> rows) where T : notnull
    {
        var list = new List<T>();
        await foreach (var row in rows)
        {
            list.Add(row);
        }
        return list;
    }

    private static TableClientOptions Impatient(HttpPipelineTransport transport)
    {
        var options = new TableClientOptions { Transport = transport };
        options.Retry.Delay = options.Retry.MaxDelay = TimeSpan.FromMilliseconds(1);
        return options;
    }

    // What JSON-like comparison of two entities can see; the binary ones are compared for themselves.
    private static object Values(AllTypes entity) => new
    {
        entity.PartitionKey, entity.RowKey, entity.Text, entity.Empty, entity.Number, entity.Large, entity.Fraction, entity.Whole, entity.Yes, When = entity.When.UtcDateTime, entity.Utc,
        entity.Id, entity.Color, entity.SomeNumber, entity.SomeLarge, entity.SomeFraction, entity.SomeYes, entity.SomeWhen, entity.SomeId, entity.SomeColor, entity.Renamed,
    };

    private enum Color
    {
        Red,
        Green,
    }

    private sealed class AllTypes : ITableEntity
    {
        public string PartitionKey { get; set; } = "";
        public string RowKey { get; set; } = "";
        public DateTimeOffset? Timestamp { get; set; }
        public ETag ETag { get; set; }
        public string? Text { get; set; }
        public string? Empty { get; set; }
        public int Number { get; set; }
        public long Large { get; set; }
        public double Fraction { get; set; }
        public double Whole { get; set; }
        public bool Yes { get; set; }
        public DateTimeOffset When { get; set; } = DateTimeOffset.UnixEpoch;
        public DateTime Utc { get; set; } = DateTime.UnixEpoch;
        public Guid Id { get; set; }
        public byte[]? Bytes { get; set; }
        public BinaryData? Data { get; set; }
        public Color Color { get; set; }
        public int? SomeNumber { get; set; }
        public long? SomeLarge { get; set; }
        public double? SomeFraction { get; set; }
        public bool? SomeYes { get; set; }
        public DateTimeOffset? SomeWhen { get; set; }
        public Guid? SomeId { get; set; }
        public Color? SomeColor { get; set; }

        [DataMember(Name = "other_name")]
        public string? Renamed { get; set; }

        [IgnoreDataMember]
        public string? Ignored { get; set; }
    }

    private sealed class KnownToken : TokenCredential
    {
        public string[] Scopes { get; private set; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes = requestContext.Scopes;
            return new AccessToken("secret", DateTimeOffset.MaxValue);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
    }

    /// <summary>Lets the first request through to the service and loses what it answered.</summary>
    private sealed class LosingFirstReply : HttpClientTransport
    {
        private readonly ConcurrentQueue<int> _statuses = new();

        public IEnumerable<int> Statuses => _statuses;

        public override async ValueTask ProcessAsync(HttpMessage message)
        {
            await base.ProcessAsync(message);
            _statuses.Enqueue(message.Response.Status);
            if (_statuses.Count == 1)
            {
                throw new IOException("The connection was reset.");
            }
        }
    }

    /// <summary>Answers what it is told to, for what Azurite does not do by itself.</summary>
    private sealed class Scripted(params string[] bodies) : HttpPipelineTransport
    {
        private readonly HttpClientTransport _requests = new();

        public int Status { get; init; } = 200;
        public string?[] Continuations { get; init; } = [];
        public List<string> Asked { get; } = [];
        public string? Authorization { get; private set; }

        public override Request CreateRequest() => _requests.CreateRequest();

        public override void Process(HttpMessage message) => throw new NotSupportedException();

        public override ValueTask ProcessAsync(HttpMessage message)
        {
            var at = Asked.Count;
            Asked.Add(message.Request.Uri.ToUri().AbsoluteUri);
            Authorization = message.Request.Headers.TryGetValue("Authorization", out var value) ? value : null;
            message.Response = new Answer(Status, bodies.ElementAtOrDefault(at) ?? "", Continuations.ElementAtOrDefault(at));
            return ValueTask.CompletedTask;
        }
    }

    private sealed class Answer(int status, string body, string? continuation) : Response
    {
        private readonly Dictionary<string, string> _headers = (continuation ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Zip(["x-ms-continuation-NextPartitionKey", "x-ms-continuation-NextRowKey"]).ToDictionary(pair => pair.Second, pair => pair.First, StringComparer.OrdinalIgnoreCase);

        public override int Status => status;
        public override string ReasonPhrase => "";
        public override Stream? ContentStream { get; set; } = new MemoryStream(Encoding.UTF8.GetBytes(body));
        public override string ClientRequestId { get; set; } = "";
        public override void Dispose()
        {
        }

        protected override bool ContainsHeader(string name) => _headers.ContainsKey(name);
        protected override IEnumerable<HttpHeader> EnumerateHeaders() => _headers.Select(pair => new HttpHeader(pair.Key, pair.Value));
        protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value) => _headers.TryGetValue(name, out value);
        protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
        {
            values = _headers.TryGetValue(name, out var value) ? [value] : null;
            return values != null;
        }
    }
}
