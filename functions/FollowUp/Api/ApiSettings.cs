using FollowUp.Settings;

namespace FollowUp.Api;

/// <param name="Enabled">Whether the HTTP API answers: people use the desk, and a key opens all of it.</param>
internal sealed record ApiSettings(bool Enabled)
{
    /// <exception cref="InvalidOperationException">The setting is wrong.</exception>
    internal static ApiSettings Read(SettingsSection section) => new(
        bool.TryParse(section.Optional("ApiEnabled") ?? bool.FalseString, out var enabled) ? enabled
            : throw section.Wrong("ApiEnabled", "must be true or false"));
}
