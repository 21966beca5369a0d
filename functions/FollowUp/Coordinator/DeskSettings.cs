using FollowUp.Settings;

namespace FollowUp.Coordinator;

/// <param name="PlatformSignsIn">
/// Whether the platform signs people in before the app is asked; it says so itself, and nobody sets it.
/// </param>
/// <param name="TenantId">Whose accounts count at the desk; null where the platform signs nobody in.</param>
/// <param name="Roles">Who has which role at the desk: values of Entra ID's app roles, or ids of groups.</param>
/// <param name="OpensDueRounds">Whether the rounds that the calendar drafts also open by themselves.</param>
public sealed record DeskSettings(
    bool PlatformSignsIn, Guid? TenantId, IReadOnlyDictionary<Role, IReadOnlyList<string>> Roles, bool OpensDueRounds)
{
    /// <exception cref="InvalidOperationException">A setting is missing or wrong.</exception>
    internal static DeskSettings Read(SettingsSection section, bool platformSignsIn)
    {
        var opensDueRounds = bool.TryParse(section.Optional("OpensDueRounds") ?? bool.FalseString, out var opens)
            ? opens
            : throw section.Wrong("OpensDueRounds", "must be true or false");
        var roles = Enum.GetValues<Role>().ToDictionary(role => role, role => ReadRole(section.Inner("Roles"), role));
        return roles.Values.SelectMany(values => values).GroupBy(value => value, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(same => same.Count() > 1) is { } twice
            ? throw section.Wrong("Roles", $"must not name {twice.Key} twice")
            : new DeskSettings(platformSignsIn, ReadTenant(section, platformSignsIn), roles, opensDueRounds);
    }

    private static Guid? ReadTenant(SettingsSection section, bool isNeeded) =>
        (isNeeded ? section.Required("TenantId") : section.Optional("TenantId")) is not { } written ? null
        : Guid.TryParse(written, out var tenant) ? tenant
        : throw section.Wrong("TenantId", "must be the id of an Entra ID tenant");

    private static IReadOnlyList<string> ReadRole(SettingsSection section, Role role)
    {
        // By default the role's own name, which is a valid app role value.
        var values = (section.Optional($"{role}") ?? $"{role}".ToLowerInvariant())
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return values.Length > 0 && values.All(value => value.All(character => character is > ' ' and <= '~'))
            ? values
            : throw section.Wrong($"{role}", "must be a comma-separated list of app role values or group ids, without spaces within them");
    }
}
