#nullable disable
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>An entity group transaction: HTTP requests inside a multipart body, and their responses inside another.</summary>
internal sealed class Batch
{
    private readonly string _batch = $"batch_{Guid.NewGuid()}";
    private readonly string _changeset = $"changeset_{Guid.NewGuid()}";
    private readonly StringBuilder _parts = new();

    public void Add(string method, Uri address, ETag ifMatch, byte[] json)
    {
        _parts.Append($"--{_changeset}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n");
        _parts.Append($"{method} {address.AbsoluteUri} HTTP/1.1\r\n");
        _parts.Append("Accept: application/json;odata=minimalmetadata\r\nDataServiceVersion: 3.0\r\nPrefer: return-no-content\r\n");
        if (ifMatch != default)
        {
            _parts.Append($"If-Match: {ifMatch}\r\n");
        }
        if (json.Length > 0)
        {
            _parts.Append("Content-Type: application/json\r\n");
        }
        _parts.Append($"\r\n{Encoding.UTF8.GetString(json)}\r\n");
    }

    public void WriteTo(Request request)
    {
        if (_parts.Length == 0)
        {
            throw new InvalidOperationException("A transaction needs at least one action.");
        }
        request.Headers.SetValue("Content-Type", $"multipart/mixed; boundary={_batch}");
        request.Content = RequestContent.Create(Encoding.UTF8.GetBytes(
            $"--{_batch}\r\nContent-Type: multipart/mixed; boundary={_changeset}\r\n\r\n{_parts}--{_changeset}--\r\n--{_batch}--\r\n"));
    }

    /// <exception cref="TableTransactionFailedException">A failed transaction has one part only: why it failed.</exception>
    public static IReadOnlyList<Response> ReadParts(Response response)
    {
        var parts = new List<Response>();
        using var reader = new StreamReader(response.Content.ToStream());
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("HTTP/1.1 ", StringComparison.Ordinal))
            {
                parts.Add(ReadPart(line, reader, response.ClientRequestId));
            }
        }
        return parts.Find(part => part.IsError) is { } failed ? throw TableErrors.FromTransaction(failed) : parts;
    }

    private static Part ReadPart(string statusLine, StreamReader reader, string clientRequestId)
    {
        var words = statusLine.Split(' ', 3);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (reader.ReadLine() is { Length: > 0 } header)
        {
            if (header.Split(':', 2) is [var name, var value])
            {
                headers[name] = value.Trim();
            }
        }
        // A body is one line of JSON or nothing, and then comes the boundary.
        var body = reader.ReadLine() is { } line && !line.StartsWith("--", StringComparison.Ordinal) ? line : "";
        return new Part(int.Parse(words[1], CultureInfo.InvariantCulture), words.ElementAtOrDefault(2), headers, body) { ClientRequestId = clientRequestId };
    }

    private sealed class Part(int status, string reason, Dictionary<string, string> headers, string body) : Response
    {
        public override int Status => status;
        public override string ReasonPhrase => reason;
        public override bool IsError => status >= 400;
        public override Stream ContentStream { get; set; } = new MemoryStream(Encoding.UTF8.GetBytes(body));
        public override string ClientRequestId { get; set; }

        public override void Dispose() => ContentStream.Dispose();

        protected override bool ContainsHeader(string name) => headers.ContainsKey(name);

        protected override IEnumerable<HttpHeader> EnumerateHeaders() => headers.Select(header => new HttpHeader(header.Key, header.Value));

        protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string value) => headers.TryGetValue(name, out value);

        protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string> values)
        {
            values = headers.TryGetValue(name, out var value) ? [value] : null;
            return values != null;
        }
    }
}
