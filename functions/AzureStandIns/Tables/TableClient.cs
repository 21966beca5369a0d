#nullable disable
using System.Text.Json;
using Azure.Core;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

public class TableClient
{
    private readonly TableRequests _requests;

    protected TableClient()
    {
    }

    public TableClient(string connectionString, string tableName, TableClientOptions options = null)
        : this(new TableRequests(TableConnectionString.Parse(connectionString), options), tableName)
    {
    }

    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential, TableClientOptions options = null)
        : this(new TableRequests(endpoint, credential, options), tableName)
    {
    }

    public TableClient(Uri endpoint, string tableName, TokenCredential tokenCredential, TableClientOptions options = null)
        : this(new TableRequests(endpoint, tokenCredential, options), tableName)
    {
    }

    internal TableClient(TableRequests requests, string tableName)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        _requests = requests;
        Name = tableName;
    }

    public virtual string AccountName => _requests.AccountName;

    public virtual string Name { get; }

    public virtual Uri Uri => _requests.AddressOf(Name);

    /// <summary>A table that exists already is no failure.</summary>
    /// <exception cref="RequestFailedException">The service refused, or the table of this name is still being deleted (409).</exception>
    public virtual Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default) =>
        _requests.CreateTableIfNotExistsAsync(Name, cancellationToken);

    /// <exception cref="RequestFailedException">409 <c>EntityAlreadyExists</c>: a row has these keys. It may be this very one, if a reply was lost and the pipeline repeated the request.</exception>
    public virtual async Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default) where T : ITableEntity
    {
        RequireKeys(entity);
        using var message = _requests.Create(RequestMethod.Post, Name, 201, 204);
        message.Request.Headers.Add("Prefer", "return-no-content");
        message.Request.SetJson(EntityJson.Write(entity));
        return await _requests.SendAsync(message, cancellationToken).ConfigureAwait(false);
    }

    public virtual Task<Response> UpsertEntityAsync<T>(T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default) where T : ITableEntity
    {
        RequireKeys(entity);
        return WriteAsync(entity, default, mode, cancellationToken);
    }

    /// <exception cref="RequestFailedException">412 <c>UpdateConditionNotSatisfied</c>: the row has changed since; 404: there is none.</exception>
    public virtual Task<Response> UpdateEntityAsync<T>(T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default) where T : ITableEntity
    {
        RequireKeys(entity);
        RequireETag(ifMatch, nameof(ifMatch));
        return WriteAsync(entity, ifMatch, mode, cancellationToken);
    }

    /// <summary>A row that does not exist is no failure: the response then has status 404. Without <paramref name="ifMatch"/> whatever version is there goes.</summary>
    public virtual async Task<Response> DeleteEntityAsync(string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        using var message = _requests.Create(RequestMethod.Delete, PathOf(partitionKey, rowKey), 204, 404);
        message.Request.Headers.Add("If-Match", (ifMatch == default ? ETag.All : ifMatch).ToString());
        return await _requests.SendAsync(message, cancellationToken).ConfigureAwait(false);
    }

    /// <exception cref="RequestFailedException">404 <c>ResourceNotFound</c>: no such row.</exception>
    public virtual async Task<Response<T>> GetEntityAsync<T>(string partitionKey, string rowKey, IEnumerable<string> select = null, CancellationToken cancellationToken = default) where T : class, ITableEntity
    {
        using var message = CreateGet(partitionKey, rowKey, select, 200);
        return Read<T>(await _requests.SendAsync(message, cancellationToken).ConfigureAwait(false));
    }

    public virtual async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(string partitionKey, string rowKey, IEnumerable<string> select = null, CancellationToken cancellationToken = default) where T : class, ITableEntity
    {
        using var message = CreateGet(partitionKey, rowKey, select, 200, 404);
        var response = await _requests.SendAsync(message, cancellationToken).ConfigureAwait(false);
        return response.Status == 404 ? new NoEntity<T>(response) : Read<T>(response);
    }

    public virtual AsyncPageable<T> QueryAsync<T>(string filter = null, int? maxPerPage = null, IEnumerable<string> select = null, CancellationToken cancellationToken = default) where T : class, ITableEntity =>
        new TablePages<T>(_requests, $"{Name}()", filter, maxPerPage, Join(select), EntityJson.Read<T>, cancellationToken);

    /// <summary>All or nothing, on one partition. The responses are in the order of the actions.</summary>
    /// <exception cref="TableTransactionFailedException">The action at <see cref="TableTransactionFailedException.FailedTransactionActionIndex"/> was refused; none is applied.</exception>
    public virtual async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transactionActions);
        var batch = new Batch();
        string partitionKey = null;
        foreach (var action in transactionActions)
        {
            var entity = action.Entity;
            RequireKeys(entity);
            partitionKey ??= entity.PartitionKey;
            if (entity.PartitionKey != partitionKey)
            {
                // The service's answer, which Azurite does not give.
                throw new TableTransactionFailedException(new RequestFailedException(
                    400, "All commands in a batch must operate on same entity group.", "CommandsInBatchActOnDifferentPartitions", null));
            }
            var path = PathOf(entity.PartitionKey, entity.RowKey);
            switch (action.ActionType)
            {
                case TableTransactionActionType.Add:
                    batch.Add("POST", _requests.AddressOf(Name), default, EntityJson.Write(entity));
                    break;
                case TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpdateReplace:
                    RequireETag(action.ETag, nameof(transactionActions));
                    batch.Add(action.ActionType == TableTransactionActionType.UpdateMerge ? "PATCH" : "PUT", _requests.AddressOf(path), action.ETag, EntityJson.Write(entity));
                    break;
                case TableTransactionActionType.UpsertMerge or TableTransactionActionType.UpsertReplace:
                    batch.Add(action.ActionType == TableTransactionActionType.UpsertMerge ? "PATCH" : "PUT", _requests.AddressOf(path), default, EntityJson.Write(entity));
                    break;
                case TableTransactionActionType.Delete:
                    batch.Add("DELETE", _requests.AddressOf(path), action.ETag == default ? ETag.All : action.ETag, []);
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(transactionActions), action.ActionType, "Unknown action type.");
            }
        }
        using var message = _requests.Create(RequestMethod.Post, "$batch", 202);
        batch.WriteTo(message.Request);
        var response = await _requests.SendAsync(message, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(Batch.ReadParts(response), response);
    }

    /// <summary>A filter in which each interpolated value is written as a literal of its type, quoted and escaped.</summary>
    public static string CreateQueryFilter(FormattableString filter) => filter == null ? null : QueryFilter.Create(filter);

    private async Task<Response> WriteAsync(ITableEntity entity, ETag ifMatch, TableUpdateMode mode, CancellationToken cancellationToken)
    {
        var method = mode switch
        {
            TableUpdateMode.Merge => RequestMethod.Patch,
            TableUpdateMode.Replace => RequestMethod.Put,
            _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "Unknown update mode."),
        };
        using var message = _requests.Create(method, PathOf(entity.PartitionKey, entity.RowKey), 204);
        message.Request.SetJson(EntityJson.Write(entity));
        if (ifMatch != default)
        {
            message.Request.Headers.Add("If-Match", ifMatch.ToString());
        }
        return await _requests.SendAsync(message, cancellationToken).ConfigureAwait(false);
    }

    private HttpMessage CreateGet(string partitionKey, string rowKey, IEnumerable<string> select, params ReadOnlySpan<ushort> expected)
    {
        var message = _requests.Create(RequestMethod.Get, PathOf(partitionKey, rowKey), expected);
        if (Join(select) is { Length: > 0 } columns)
        {
            message.Request.Uri.AppendQuery("$select", columns, escapeValue: true);
        }
        return message;
    }

    private static Response<T> Read<T>(Response response) where T : class, ITableEntity
    {
        using var document = JsonDocument.Parse(response.Content.ToMemory());
        return Response.FromValue(EntityJson.Read<T>(document.RootElement), response);
    }

    private string PathOf(string partitionKey, string rowKey)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        return $"{Name}(PartitionKey={Quote(partitionKey)},RowKey={Quote(rowKey)})";

        static string Quote(string key) => $"'{Uri.EscapeDataString(key.Replace("'", "''"))}'";
    }

    private static string Join(IEnumerable<string> select) => select == null ? null : string.Join(',', select);

    private static void RequireKeys(ITableEntity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ArgumentNullException.ThrowIfNull(entity.PartitionKey);
        ArgumentNullException.ThrowIfNull(entity.RowKey);
    }

    private static void RequireETag(ETag etag, string argument)
    {
        if (etag == default)
        {
            throw new ArgumentException("An update needs the ETag that it was based on, or ETag.All.", argument);
        }
    }

    private sealed class NoEntity<T>(Response response) : NullableResponse<T>
    {
        public override bool HasValue => false;
        public override T Value => throw new InvalidOperationException("The entity does not exist, so the response has no value; check HasValue first.");
        public override Response GetRawResponse() => response;
    }
}
