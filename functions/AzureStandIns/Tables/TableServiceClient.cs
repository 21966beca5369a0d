#nullable disable
using Azure.Core;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

public class TableServiceClient
{
    private readonly TableRequests _requests;

    protected TableServiceClient()
    {
    }

    public TableServiceClient(string connectionString, TableClientOptions options = null)
        : this(new TableRequests(TableConnectionString.Parse(connectionString), options))
    {
    }

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions options)
        : this(new TableRequests(endpoint, credential, options))
    {
    }

    public TableServiceClient(Uri endpoint, TokenCredential tokenCredential, TableClientOptions options = null)
        : this(new TableRequests(endpoint, tokenCredential, options))
    {
    }

    private TableServiceClient(TableRequests requests) => _requests = requests;

    public virtual string AccountName => _requests.AccountName;

    public virtual Uri Uri => _requests.Endpoint;

    public virtual TableClient GetTableClient(string tableName) => new(_requests, tableName);

    /// <summary>A table that exists already is no failure.</summary>
    /// <exception cref="RequestFailedException">The service refused, or the table of this name is still being deleted (409).</exception>
    public virtual Task<Response<TableItem>> CreateTableIfNotExistsAsync(string tableName, CancellationToken cancellationToken = default) =>
        _requests.CreateTableIfNotExistsAsync(tableName, cancellationToken);

    /// <summary>A table that does not exist is no failure: the response then has status 404.</summary>
    public virtual async Task<Response> DeleteTableAsync(string tableName, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        using var message = _requests.Create(RequestMethod.Delete, $"Tables('{tableName}')", 204, 404);
        return await _requests.SendAsync(message, cancellationToken).ConfigureAwait(false);
    }

    public virtual AsyncPageable<TableItem> QueryAsync(string filter = null, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        new TablePages<TableItem>(_requests, "Tables", filter, maxPerPage, null, row => new TableItem(row.GetProperty("TableName").GetString()), cancellationToken);
}
