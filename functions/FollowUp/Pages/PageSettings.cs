using System.Globalization;
using FollowUp.Settings;

namespace FollowUp.Pages;

/// <param name="Municipality">Whose FollowUp this is: on every page.</param>
/// <param name="Logo">Beside the name; null where there is none.</param>
/// <param name="DataProtectionContact">The mail address for questions about personal data.</param>
/// <param name="CoordinatorEmail">
/// Gets what the calendar and the users report, and is the contact in the rounds that the calendar drafts.
/// </param>
public sealed record PageSettings(string Municipality, Logo? Logo, Color AccentColor, string DataProtectionContact, string CoordinatorEmail)
{
    /// <exception cref="InvalidOperationException">A setting is missing or wrong.</exception>
    internal static PageSettings Read(SettingsSection section) => new(
        section.RequiredText("Municipality"),
        section.Optional("Logo") is { } logo ? ReadLogo(section, logo) : null,
        ReadAccent(section),
        section.Address("DataProtectionContact"),
        section.Address("CoordinatorEmail"));

    private static Logo ReadLogo(SettingsSection section, string path)
    {
        try
        {
            return Logo.Read(section.File("Logo", path, "an SVG file"));
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
        // Rounded down: a contrast that is a hundredth too low must not read as enough.
        var contrast = (Math.Floor(accent.ContrastTo(worst) * 100) / 100).ToString("0.00", CultureInfo.InvariantCulture);
        var least = Color.ContrastOfText.ToString(CultureInfo.InvariantCulture);
        return accent.ContrastTo(worst) >= Color.ContrastOfText ? accent : throw section.Wrong("AccentColor",
            $"({accent}) must be darker: its contrast to {worst}, on which it stands in the pages, is {contrast}:1 "
                + $"and must be at least {least}:1");
    }
}
