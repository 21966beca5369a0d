using System.Net.Mail;
using FollowUp.Imports;
using FollowUp.Inputs;
using FollowUp.Settings;

namespace FollowUp.Mail;

/// <param name="Allowed">Permitted recipients: addresses, domains that begin with @, or <see cref="Everybody"/>.</param>
/// <param name="Templates">The municipality's own words in the letters to departments.</param>
public sealed record MailSettings(MailAddress From, IReadOnlyList<string> Allowed, string SendGridKey, Uri SendGridHost,
    MailTemplates Templates)
{
    /// <summary>Null where no setting says who coordinates.</summary>
    public Person? Coordinator { get; init; }

    /// <summary>In <see cref="Allowed"/>: any address.</summary>
    public const string Everybody = "*";

    /// <exception cref="InvalidOperationException">
    /// A setting is missing or wrong; a fault in the letters' file is named in Swedish, as its writers read it.
    /// </exception>
    internal static MailSettings Read(SettingsSection section)
    {
        var from = MailAddress.TryCreate(section.Required("MailFrom"), out var sender)
            ? sender
            : throw section.Wrong("MailFrom", "must be a mail address");
        var key = section.Optional("SendGridKey")
            ?? throw section.Wrong("SendGridKey", "is missing: create a key in SendGrid that may send mail, and keep it in Key Vault");
        // It becomes a header: a line break that came along with it would only be noticed at the first mail.
        if (!key.All(character => character is > ' ' and <= '~'))
        {
            throw section.Wrong("SendGridKey", "must be a key without spaces and line breaks");
        }
        var host = Uri.TryCreate(section.Optional("SendGridHost") ?? "https://api.sendgrid.com", UriKind.Absolute, out var given)
            && (given.Scheme == Uri.UriSchemeHttps || (given.Scheme == Uri.UriSchemeHttp && given.IsLoopback))
            ? given
            : throw section.Wrong("SendGridHost", "must be an absolute https address (http only on this machine): the key is sent to it");
        var allowed = section.Required("MailAllowed").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (allowed.Length == 0 || !allowed.All(one => one == Everybody || EmailAddress.WhyNot(one[0] == '@' ? $"x{one}" : one) == null))
        {
            throw section.Wrong("MailAllowed", "must be * or a comma-separated list of mail addresses and @domains");
        }
        return new MailSettings(from, allowed, key, host, section.Optional("Letters") is { } letters ? ReadTemplates(section, letters)
            : MailTemplates.None)
        { Coordinator = Person.Read(section) };
    }

    private static MailTemplates ReadTemplates(SettingsSection section, string path)
    {
        var reading = MailTemplatesReader.Read(new Upload(Path.GetFileName(path), section.File("Letters", path, "a text file")));
        return reading.Wordings
            ?? throw section.Wrong("Letters",
                $"names {path}, in which something must be mended:\n{string.Join('\n', reading.Findings)}\nNo letter is sent until it is");
    }
}
