using FollowUp.Inputs;
using FollowUp.Settings;

namespace FollowUp.Links;

/// <param name="PublicBaseAddress">Where departments reach the app; the links in mails begin with it.</param>
/// <param name="Keys">What links' tokens are derived from, at least one: the first makes new ones, all open what they have made.</param>
/// <param name="DaysAfterClose">How long a closed round's links show its receipts.</param>
/// <param name="DelegateDomains">Where colleagues with a section may have their addresses, beside the domains of the register.</param>
public sealed record LinkSettings(Uri PublicBaseAddress,
    IReadOnlyList<LinkKey> Keys, int DaysAfterClose, IReadOnlySet<string> DelegateDomains)
{
    /// <summary>How long after a round's close a department sees what it saved and did not submit.</summary>
    public const int DraftDaysAfterClose = 30;

    private const int TwoYears = 730;
    private const int MinSecretBytes = 32;
    private const string Ring = "LinkKeys";

    /// <exception cref="InvalidOperationException">A setting is missing or wrong.</exception>
    internal static LinkSettings Read(SettingsSection section)
    {
        var address = Uri.TryCreate(section.Required("PublicBaseAddress"), UriKind.Absolute, out var given)
            && given.Scheme is "http" or "https"
            && given.PathAndQuery == "/" && given.Fragment == ""
            ? given
            : throw section.Wrong("PublicBaseAddress",
                "must be an http or https address without a path, such as https://followup.town.example/");
        var keys = section.Items(Ring).Select(ReadKey).ToList();
        return keys.Count == 0 ? throw section.Wrong($"{Ring}__0__Secret", "is missing")
            : keys.DistinctBy(key => key.Id).Count() < keys.Count
            ? throw section.Wrong($"{Ring}__0__Id", "must differ from the other keys' ids")
            : new LinkSettings(address, keys, section.Optional("LinksOpenDaysAfterClose") switch
            {
                null => TwoYears,
                var text when int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var days)
                    && days >= DraftDaysAfterClose
                    => days,
                _ => throw section.Wrong("LinksOpenDaysAfterClose", $"must be a number of days, at least {DraftDaysAfterClose}"),
            }, Domains(section));
    }

    private static HashSet<string> Domains(SettingsSection section)
    {
        var domains = (section.Optional("DelegateDomains") ?? "").Split(',', StringSplitOptions.TrimEntries
            | StringSplitOptions.RemoveEmptyEntries);
        return domains.All(domain => EmailAddress.WhyNot($"x@{domain}") == null)
            ? [.. domains.Select(domain => EmailAddress.Domain($"x@{domain}"))]
            : throw section.Wrong("DelegateDomains", "must be a comma-separated list of domains such as region.example");
    }

    private static LinkKey ReadKey(SettingsSection item)
    {
        var text = item.Required("Secret");
        var secret = new byte[text.Length];
        return Convert.TryFromBase64String(text, secret, out var length) && length >= MinSecretBytes
            ? new LinkKey(item.Required("Id"), secret[..length])
            : throw item.Wrong("Secret", $"must be at least {MinSecretBytes} random bytes in base64");
    }
}

/// <param name="Id">Kept with what the key has made; never used again for another secret.</param>
public sealed record LinkKey(string Id, byte[] Secret);
