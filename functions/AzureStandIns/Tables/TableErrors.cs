#nullable disable
using System.Globalization;
using System.Text.Json;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>Reads <c>{"odata.error":{"code","message":{"value"}}}</c>, which Azure.Core does not know.</summary>
internal sealed class TableErrors : RequestFailedDetailsParser
{
    private static readonly TableErrors Parser = new();

    public static RequestFailedException From(Response response) => new(response, null, Parser);

    /// <summary>In a transaction the message begins with the failed operation's number: <c>3:The specified entity already exists.</c></summary>
    public static TableTransactionFailedException FromTransaction(Response part)
    {
        var failure = From(part);
        if (Read(part) is { Message: { } message } && message.IndexOf(':') is var colon and > 0 &&
            int.TryParse(message.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            failure.Data[TableTransactionFailedException.FailedEntity] = index.ToString(CultureInfo.InvariantCulture);
        }
        return new TableTransactionFailedException(failure);
    }

    public static string CodeOf(Response response) => Read(response)?.Code;

    public override bool TryParse(Response response, out ResponseError error, out IDictionary<string, string> data)
    {
        error = Read(response);
        data = null;
        return error != null;
    }

    private static ResponseError Read(Response response)
    {
        try
        {
            using var document = JsonDocument.Parse(response.Content.ToMemory());
            var error = document.RootElement.GetProperty("odata.error");
            return new ResponseError(error.GetProperty("code").GetString(), error.GetProperty("message").GetProperty("value").GetString());
        }
        // A proxy or an overloaded front end answers with something else, or with nothing: then the status must do.
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
