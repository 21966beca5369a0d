using FollowUp.Settings;

namespace FollowUp.Links;

/// <param name="PublicBaseAddress">Where departments reach the app; the links in mails begin with it.</param>
/// <param name="Secret">What the links' tokens are derived from.</param>
public sealed record LinkSettings(Uri PublicBaseAddress, byte[] Secret)
{
    private const int MinSecretBytes = 32;

    /// <exception cref="InvalidOperationException">A setting is missing or wrong.</exception>
    internal static LinkSettings Read(SettingsSection section)
    {
        var address = Uri.TryCreate(section.Required("PublicBaseAddress"), UriKind.Absolute, out var given)
            && given.Scheme is "http" or "https"
            && given.PathAndQuery == "/" && given.Fragment == ""
            ? given
            : throw section.Wrong("PublicBaseAddress",
                "must be an http or https address without a path, such as https://followup.town.example/");
        var secret = new byte[section.Required("LinkSecret").Length];
        return Convert.TryFromBase64String(section.Required("LinkSecret"), secret, out var length) && length >= MinSecretBytes
            ? new LinkSettings(address, secret[..length])
            : throw section.Wrong("LinkSecret", $"must be at least {MinSecretBytes} random bytes in base64");
    }
}
