#nullable disable
namespace Azure.Data.Tables;

/// <summary>An account-key connection string, or <c>UseDevelopmentStorage=true</c> for the emulator's well-known account.</summary>
internal sealed class TableConnectionString
{
    private const string Emulator =
        "AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;" +
        "TableEndpoint=http://127.0.0.1:10002/devstoreaccount1";

    private readonly Dictionary<string, string> _settings;

    private TableConnectionString(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text, "connectionString");
        _settings = Split(text);
        if (string.Equals(Find("UseDevelopmentStorage"), "true", StringComparison.OrdinalIgnoreCase))
        {
            _settings = Split(Emulator);
        }
    }

    public Uri Endpoint => Find("TableEndpoint") is { } endpoint
        ? new Uri(endpoint)
        : new Uri($"{Find("DefaultEndpointsProtocol") ?? "https"}://{Require("AccountName")}.table.{Find("EndpointSuffix") ?? "core.windows.net"}");

    public TableSharedKeyCredential Credential => new(Require("AccountName"), Require("AccountKey"));

    public static TableConnectionString Parse(string text) => new(text);

    private string Find(string name) => _settings.GetValueOrDefault(name);

    // The text itself is secret, so the message names only what is missing.
    private string Require(string name) => Find(name) ?? throw new FormatException($"The connection string has no {name}.");

    private static Dictionary<string, string> Split(string text)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=');
            if (equals <= 0)
            {
                throw new FormatException("The connection string must consist of Name=value pairs with semicolons between them.");
            }
            settings[part[..equals].Trim()] = part[(equals + 1)..].Trim();
        }
        return settings;
    }
}
