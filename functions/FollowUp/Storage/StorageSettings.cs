using FollowUp.Settings;

namespace FollowUp.Storage;

/// <param name="Account">
/// A connection string of Azure Storage, or the address of its table service (then with the managed identity).
/// </param>
/// <param name="TablePrefix">What the names of the tables begin with.</param>
public sealed record StorageSettings(string Account, string TablePrefix)
{
    private const int MaxPrefixLength = 40;

    /// <exception cref="InvalidOperationException">A setting is missing or wrong.</exception>
    internal static StorageSettings Read(SettingsSection section)
    {
        var prefix = section.Optional("TablePrefix") ?? "FollowUp";
        return prefix.Length <= MaxPrefixLength && prefix.All(char.IsAsciiLetterOrDigit) && char.IsAsciiLetter(prefix[0])
            ? new StorageSettings(section.Required("Storage"), prefix)
            : throw section.Wrong("TablePrefix", "must be at most 40 letters and digits and begin with a letter");
    }
}
