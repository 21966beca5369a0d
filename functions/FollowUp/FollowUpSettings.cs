using FollowUp.Accessibility;
using FollowUp.Api;
using FollowUp.Coordinator;
using FollowUp.Links;
using FollowUp.Mail;
using FollowUp.Pages;
using FollowUp.Settings;
using FollowUp.Storage;
using Microsoft.Extensions.Configuration;

namespace FollowUp;

/// <summary>The rooms' settings, read and checked once at the start. local.settings.sample.json shows each.</summary>
internal sealed record FollowUpSettings(
    PageSettings Pages, AccessibilityStatement Accessibility, StorageSettings Storage, LinkSettings Links, MailSettings Mail,
    DeskSettings Desk, ApiSettings Api)
{
    /// <exception cref="InvalidOperationException">
    /// A setting is missing or wrong; the message names it and says what it should be.
    /// </exception>
    public static FollowUpSettings Read(IConfiguration configuration)
    {
        var section = new SettingsSection(configuration, "FollowUp");
        return new FollowUpSettings(
            PageSettings.Read(section), AccessibilityStatement.Read(section.Inner("Accessibility")), StorageSettings.Read(section),
            LinkSettings.Read(section),
            MailSettings.Read(section), DeskSettings.Read(section, bool.TryParse(configuration["WEBSITE_AUTH_ENABLED"], out var on) && on),
            ApiSettings.Read(section));
    }
}
