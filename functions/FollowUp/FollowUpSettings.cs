using System.Net.Mail;
using Microsoft.Extensions.Configuration;

namespace FollowUp;

/// <summary>The app's settings, read and checked once at the start. local.settings.sample.json shows each.</summary>
public sealed class FollowUpSettings
{
    private const string Section = "FollowUp";
    private const int ShortestSecret = 32;

    private FollowUpSettings(IConfiguration configuration)
    {
        string Required(string name) => configuration[$"{Section}:{name}"] is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException($"The setting {Section}__{name} is missing.");

        InvalidOperationException Wrong(string name, string what) => new($"The setting {Section}__{name} {what}.");

        Storage = Required("Storage");
        TablePrefix = configuration[$"{Section}:TablePrefix"] ?? "FollowUp";
        if (TablePrefix.Length > 40 || !TablePrefix.All(char.IsAsciiLetterOrDigit) || !char.IsAsciiLetter(TablePrefix.FirstOrDefault()))
        {
            throw Wrong("TablePrefix", "must be at most 40 letters and digits and begin with a letter");
        }
        PublicBaseAddress = Uri.TryCreate(Required("PublicBaseAddress"), UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            && address.PathAndQuery == "/" && address.Fragment == ""
            ? address
            : throw Wrong("PublicBaseAddress", "must be an http or https address without a path, such as https://followup.town.example/");
        var secret = new byte[Required("LinkSecret").Length];
        LinkSecret = Convert.TryFromBase64String(Required("LinkSecret"), secret, out var length) && length >= ShortestSecret
            ? secret[..length]
            : throw Wrong("LinkSecret", $"must be at least {ShortestSecret} random bytes in base64");
        MailFrom = MailAddress.TryCreate(Required("MailFrom"), out var from)
            ? from
            : throw Wrong("MailFrom", "must be a mail address");
        OutboxFolder = Required("OutboxFolder");
    }

    /// <summary>A connection string of Azure Storage, or the address of its table service (then with the managed identity).</summary>
    public string Storage { get; }

    public string TablePrefix { get; }

    /// <summary>Where departments reach the app; the links in mails begin with it.</summary>
    public Uri PublicBaseAddress { get; }

    public byte[] LinkSecret { get; }

    public MailAddress MailFrom { get; }

    /// <summary>The folder into which mails are written.</summary>
    public string OutboxFolder { get; }

    /// <exception cref="InvalidOperationException">A setting is missing or wrong; the message names it and says what it should be.</exception>
    public static FollowUpSettings Read(IConfiguration configuration) => new(configuration);
}
