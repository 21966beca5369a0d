#nullable disable
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>
/// A query's answer, fetched page by page as it is read. The service may end a page anywhere, even before its first row;
/// only absent continuation headers mean the end.
/// </summary>
internal sealed class TablePages<T>(
    TableRequests requests, string path, string filter, int? maxPerPage, string select, Func<JsonElement, T> read, CancellationToken cancellationToken)
    : AsyncPageable<T>(cancellationToken)
{
    private static readonly string[] Continuations = ["NextPartitionKey", "NextRowKey", "NextTableName"];

    public override IAsyncEnumerable<Page<T>> AsPages(string continuationToken = null, int? pageSizeHint = null) =>
        AsPages(continuationToken, pageSizeHint ?? maxPerPage, CancellationToken);

    private async IAsyncEnumerable<Page<T>> AsPages(string continuation, int? size, [EnumeratorCancellation] CancellationToken cancellation)
    {
        do
        {
            using var message = requests.Create(RequestMethod.Get, path, 200);
            var uri = message.Request.Uri;
            AppendQuery("$filter", filter);
            AppendQuery("$top", size?.ToString(CultureInfo.InvariantCulture));
            AppendQuery("$select", select);
            foreach (var (name, value) in Split(continuation))
            {
                AppendQuery(name, value);
            }
            var response = await requests.SendAsync(message, cancellation).ConfigureAwait(false);
            continuation = ContinuationIn(response);
            yield return Page<T>.FromValues(Rows(response), continuation, response);

            void AppendQuery(string name, string value)
            {
                if (!string.IsNullOrEmpty(value))
                {
                    uri.AppendQuery(name, value, escapeValue: true);
                }
            }
        }
        while (continuation != null);
    }

    private List<T> Rows(Response response)
    {
        using var document = JsonDocument.Parse(response.Content.ToMemory());
        return [.. document.RootElement.GetProperty("value").EnumerateArray().Select(read)];
    }

    // Opaque to callers. The service's values hold no spaces, so a space can part them.
    private static string ContinuationIn(Response response)
    {
        var parts = new List<string>();
        foreach (var name in Continuations)
        {
            if (response.Headers.TryGetValue($"x-ms-continuation-{name}", out var value) && value.Length > 0)
            {
                parts.Add($"{name}={value}");
            }
        }
        return parts.Count == 0 ? null : string.Join(' ', parts);
    }

    private static IEnumerable<(string Name, string Value)> Split(string continuation) =>
        (continuation ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=', 2)).Select(pair => (pair[0], pair[1]));
}
