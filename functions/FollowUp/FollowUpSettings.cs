using System.Net.Mail;
using FollowUp.Accessibility;
using FollowUp.Coordinator;
using FollowUp.Imports;
using FollowUp.Mail;
using FollowUp.Pages;
using Microsoft.Extensions.Configuration;

namespace FollowUp;

/// <summary>The app's settings, read and checked once at the start. local.settings.sample.json shows each.</summary>
public sealed class FollowUpSettings
{
    private const int ShortestSecret = 32;

    /// <summary>In <see cref="MailAllowed"/>: any address.</summary>
    public const string Everybody = "*";

    private FollowUpSettings(SettingsSection section, bool platformSignsIn)
    {
        PlatformSignsIn = platformSignsIn;
        Municipality = section.Required("Municipality");
        Logo = section.Optional("Logo") is { } logo ? ReadLogo(section, logo) : null;
        AccentColor = ReadAccent(section);
        DataProtectionContact = section.Required("DataProtectionContact");
        if (!IsAddress(DataProtectionContact))
        {
            throw section.Wrong("DataProtectionContact", "must be a mail address without a name");
        }
        Letters = section.Optional("Letters") is { } letters ? ReadLetters(section, letters) : MailTemplates.None;
        Accessibility = AccessibilityStatement.Read(section.Inner("Accessibility"));
        Storage = section.Required("Storage");
        TablePrefix = section.Optional("TablePrefix") ?? "FollowUp";
        if (TablePrefix.Length > 40 || !TablePrefix.All(char.IsAsciiLetterOrDigit) || !char.IsAsciiLetter(TablePrefix.FirstOrDefault()))
        {
            throw section.Wrong("TablePrefix", "must be at most 40 letters and digits and begin with a letter");
        }
        PublicBaseAddress = Uri.TryCreate(section.Required("PublicBaseAddress"), UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            && address.PathAndQuery == "/" && address.Fragment == ""
            ? address
            : throw section.Wrong("PublicBaseAddress", "must be an http or https address without a path, such as https://followup.town.example/");
        var secret = new byte[section.Required("LinkSecret").Length];
        LinkSecret = Convert.TryFromBase64String(section.Required("LinkSecret"), secret, out var length) && length >= ShortestSecret
            ? secret[..length]
            : throw section.Wrong("LinkSecret", $"must be at least {ShortestSecret} random bytes in base64");
        MailFrom = MailAddress.TryCreate(section.Required("MailFrom"), out var from)
            ? from
            : throw section.Wrong("MailFrom", "must be a mail address");
        CoordinatorEmail = section.Required("CoordinatorEmail");
        if (!IsAddress(CoordinatorEmail))
        {
            throw section.Wrong("CoordinatorEmail", "must be a mail address without a name");
        }
        OpensDueRounds = bool.TryParse(section.Optional("OpensDueRounds") ?? bool.FalseString, out var opens)
            ? opens
            : throw section.Wrong("OpensDueRounds", "must be true or false");
        Roles = Enum.GetValues<Role>().ToDictionary(role => role, role => ReadRole(section.Inner("Roles"), role));
        if (Roles.Values.SelectMany(values => values).GroupBy(value => value, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw section.Wrong("Roles", $"must not name {twice.Key} twice");
        }
        SendGridKey = section.Optional("SendGridKey")
            ?? throw section.Wrong("SendGridKey", "is missing: create a key in SendGrid that may send mail, and keep it in Key Vault");
        // It becomes a header; a line's end that came along with it would only be noticed at the first mail.
        if (!SendGridKey.All(character => character is > ' ' and <= '~'))
        {
            throw section.Wrong("SendGridKey", "must be a key without spaces and line breaks");
        }
        SendGridHost = Uri.TryCreate(section.Optional("SendGridHost") ?? "https://api.sendgrid.com", UriKind.Absolute, out var host)
            && (host.Scheme == Uri.UriSchemeHttps || (host.Scheme == Uri.UriSchemeHttp && host.IsLoopback))
            ? host
            : throw section.Wrong("SendGridHost", "must be an absolute https address (http only on this machine): the key is sent to it");
        MailAllowed = section.Required("MailAllowed").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (MailAllowed.Count == 0 || !MailAllowed.All(allowed => allowed == Everybody || IsAddress(allowed[0] == '@' ? $"x{allowed}" : allowed)))
        {
            throw section.Wrong("MailAllowed", "must be * or a comma-separated list of mail addresses and @domains");
        }
    }

    /// <summary>Whose FollowUp this is: stands on every page.</summary>
    public string Municipality { get; }

    /// <summary>Stands beside the name; null where there is none.</summary>
    public Logo? Logo { get; }

    public Color AccentColor { get; }

    /// <summary>The mail address for questions about personal data.</summary>
    public string DataProtectionContact { get; }

    /// <summary>The municipality's own words in the letters to departments.</summary>
    public MailTemplates Letters { get; }

    public AccessibilityStatement Accessibility { get; }

    /// <summary>A connection string of Azure Storage, or the address of its table service (then with the managed identity).</summary>
    public string Storage { get; }

    public string TablePrefix { get; }

    /// <summary>Where departments reach the app; the links in mails begin with it.</summary>
    public Uri PublicBaseAddress { get; }

    public byte[] LinkSecret { get; }

    public MailAddress MailFrom { get; }

    /// <summary>Hears what the calendar and the users have to tell, and is whom departments ask in the rounds that the calendar drafts.</summary>
    public string CoordinatorEmail { get; }

    /// <summary>Whether the rounds that the calendar drafts also open by themselves.</summary>
    public bool OpensDueRounds { get; }

    /// <summary>Whether the platform signs people in before the app is asked; it says so itself, and nobody sets it.</summary>
    public bool PlatformSignsIn { get; }

    /// <summary>Who has which role at the coordinator's desk: values of Entra ID's app roles, or ids of groups.</summary>
    public IReadOnlyDictionary<Role, IReadOnlyList<string>> Roles { get; }

    /// <summary>The key of SendGrid's API, which sends the mails.</summary>
    public string SendGridKey { get; }

    public Uri SendGridHost { get; }

    /// <summary>To whom mails may go: addresses, domains that begin with @, or <see cref="Everybody"/>.</summary>
    public IReadOnlyList<string> MailAllowed { get; }

    /// <exception cref="InvalidOperationException">A setting is missing or wrong; the message names it and says what it should be.</exception>
    public static FollowUpSettings Read(IConfiguration configuration) =>
        new(new SettingsSection(configuration, "FollowUp"), bool.TryParse(configuration["WEBSITE_AUTH_ENABLED"], out var on) && on);

    internal static bool IsAddress(string text) => MailAddress.TryCreate(text, out var read) && read.Address == text;

    private static IReadOnlyList<string> ReadRole(SettingsSection section, Role role)
    {
        // The word itself: a role's name in Entra ID need not be anything else.
        var values = (section.Optional($"{role}") ?? $"{role}".ToLowerInvariant()).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return values.Length > 0 && values.All(value => value.All(character => character is > ' ' and <= '~'))
            ? values
            : throw section.Wrong($"{role}", "must be a comma-separated list of app role values or group ids, without spaces within them");
    }

    /// <param name="setting">Its value is the path, from the app's own folder.</param>
    private static byte[] ReadFile(SettingsSection section, string setting, string path, string kind)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, path));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw section.Wrong(setting, $"must be the path of {kind}, from the app's own folder ({fault.Message})");
        }
    }

    private static MailTemplates ReadLetters(SettingsSection section, string path)
    {
        var reading = MailTemplatesReader.Read(new Upload(Path.GetFileName(path), ReadFile(section, "Letters", path, "a text file")));
        // All at once, in the language of whoever writes letters.
        return reading.Wordings ?? throw section.Wrong("Letters", $"names {path}, in which something must be mended:\n{string.Join('\n', reading.Findings)}\nNo letter is sent until it is");
    }

    private static Logo ReadLogo(SettingsSection section, string path)
    {
        try
        {
            return Pages.Logo.Read(ReadFile(section, "Logo", path, "an SVG file"));
        }
        catch (InvalidDataException unfit)
        {
            throw section.Wrong("Logo", $"names {path}, which cannot stand in a page: {unfit.Message}");
        }
    }

    private static Color ReadAccent(SettingsSection section)
    {
        var accent = Color.TryParse(section.Optional("AccentColor") ?? "#0b4f9e", out var color)
            ? color
            : throw section.Wrong("AccentColor", "must be written as #rrggbb, such as #0b4f9e");
        var worst = StyleSheet.Grounds.MinBy(accent.ContrastTo);
        // Rounded down, or what lacks a hundredth would be told as enough.
        return accent.ContrastTo(worst) >= Color.ContrastOfText ? accent : throw section.Wrong("AccentColor", FormattableString.Invariant(
            $"({accent}) must be darker: its contrast to {worst}, on which it stands in the pages, is {Math.Floor(accent.ContrastTo(worst) * 100) / 100:0.00}:1 and must be at least {Color.ContrastOfText}:1"));
    }
}

/// <summary>Settings whose names begin alike; an empty one is one that is not there.</summary>
internal sealed class SettingsSection(IConfiguration configuration, string path)
{
    /// <summary>As it is written among an app's settings.</summary>
    public string Name(string setting) => $"{path}:{setting}".Replace(":", "__");

    public string? Optional(string setting) => configuration[$"{path}:{setting}"] is { Length: > 0 } value ? value : null;

    /// <exception cref="InvalidOperationException">It is missing.</exception>
    public string Required(string setting) => Optional(setting) ?? throw new InvalidOperationException($"The setting {Name(setting)} is missing.");

    public SettingsSection Inner(string setting) => new(configuration, $"{path}:{setting}");

    /// <summary>The settings of a list, by number: those in which anything stands.</summary>
    public IEnumerable<SettingsSection> Items(string setting) => configuration.GetSection($"{path}:{setting}").GetChildren()
        .Where(item => item.GetChildren().Any(part => part.Value is { Length: > 0 }))
        .Select(item => Inner($"{setting}:{item.Key}"));

    public InvalidOperationException Wrong(string setting, string what) => new($"The setting {Name(setting)} {what}.");
}
