using System.Net.Mail;
using Microsoft.Extensions.Configuration;

namespace FollowUp;

/// <summary>The app's settings, read and checked once at the start. local.settings.sample.json shows each.</summary>
public sealed class FollowUpSettings
{
    private const string Section = "FollowUp";
    private const int ShortestSecret = 32;

    /// <summary>In <see cref="MailAllowed"/>: any address.</summary>
    public const string Everybody = "*";

    private FollowUpSettings(IConfiguration configuration)
    {
        string? Optional(string name) => configuration[$"{Section}:{name}"] is { Length: > 0 } value ? value : null;

        string Required(string name) => Optional(name) ?? throw new InvalidOperationException($"The setting {Section}__{name} is missing.");

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
        CoordinatorEmail = Required("CoordinatorEmail");
        if (!IsAddress(CoordinatorEmail))
        {
            throw Wrong("CoordinatorEmail", "must be a mail address without a name");
        }
        OpensDueRounds = bool.TryParse(Optional("OpensDueRounds") ?? bool.FalseString, out var opens)
            ? opens
            : throw Wrong("OpensDueRounds", "must be true or false");
        (SendGridKey, OutboxFolder) = (Optional("SendGridKey"), Optional("OutboxFolder"));
        if (SendGridKey == null == (OutboxFolder == null))
        {
            throw new InvalidOperationException($"Of the settings {Section}__SendGridKey and {Section}__OutboxFolder exactly one must be there.");
        }
        // It becomes a header; a line's end that came along with it would only be noticed at the first mail.
        if (SendGridKey?.All(character => character is > ' ' and <= '~') == false)
        {
            throw Wrong("SendGridKey", "must be a key without spaces and line breaks");
        }
        SendGridHost = Uri.TryCreate(Optional("SendGridHost") ?? "https://api.sendgrid.com", UriKind.Absolute, out var host)
            && (host.Scheme == Uri.UriSchemeHttps || (host.Scheme == Uri.UriSchemeHttp && host.IsLoopback))
            ? host
            : throw Wrong("SendGridHost", "must be an absolute https address (http only on this machine): the key is sent to it");
        MailAllowed = (SendGridKey == null ? Optional("MailAllowed") ?? Everybody : Required("MailAllowed"))
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (MailAllowed.Count == 0 || !MailAllowed.All(allowed => allowed == Everybody || IsAddress(allowed[0] == '@' ? $"x{allowed}" : allowed)))
        {
            throw Wrong("MailAllowed", "must be * or a comma-separated list of mail addresses and @domains");
        }
    }

    /// <summary>A connection string of Azure Storage, or the address of its table service (then with the managed identity).</summary>
    public string Storage { get; }

    public string TablePrefix { get; }

    /// <summary>Where departments reach the app; the links in mails begin with it.</summary>
    public Uri PublicBaseAddress { get; }

    public byte[] LinkSecret { get; }

    public MailAddress MailFrom { get; }

    /// <summary>Hears what the calendar has to tell, and is whom departments ask in the rounds that it drafts.</summary>
    public string CoordinatorEmail { get; }

    /// <summary>Whether the rounds that the calendar drafts also open by themselves.</summary>
    public bool OpensDueRounds { get; }

    /// <summary>The key of SendGrid's API, which then sends the mails; null where they are written into <see cref="OutboxFolder"/>.</summary>
    public string? SendGridKey { get; }

    public Uri SendGridHost { get; }

    /// <summary>To whom mails may go: addresses, domains that begin with @, or <see cref="Everybody"/>.</summary>
    public IReadOnlyList<string> MailAllowed { get; }

    /// <summary>The folder into which mails are written; null where SendGrid sends them.</summary>
    public string? OutboxFolder { get; }

    /// <exception cref="InvalidOperationException">A setting is missing or wrong; the message names it and says what it should be.</exception>
    public static FollowUpSettings Read(IConfiguration configuration) => new(configuration);

    private static bool IsAddress(string text) => MailAddress.TryCreate(text, out var read) && read.Address == text;
}
