using FollowUp.Inputs;
using Microsoft.Extensions.Configuration;

namespace FollowUp.Settings;

/// <summary>Settings whose names begin alike; an empty one is one that is not there.</summary>
internal sealed class SettingsSection(IConfiguration configuration, string path)
{
    /// <summary>As it is written among an app's settings.</summary>
    public string Name(string setting) => $"{path}:{setting}".Replace(":", "__");

    public string? Optional(string setting) => configuration[$"{path}:{setting}"] is { Length: > 0 } value ? value : null;

    /// <summary>Of what people read.</summary>
    public string? OptionalText(string setting) => InputText.Line(Optional(setting)) is { Length: > 0 } text ? text : null;

    /// <exception cref="InvalidOperationException">It is missing.</exception>
    public string Required(string setting) => Optional(setting) ?? throw Missing(setting);

    /// <exception cref="InvalidOperationException">It is missing.</exception>
    public string RequiredText(string setting) => OptionalText(setting) ?? throw Missing(setting);

    public SettingsSection Inner(string setting) => new(configuration, $"{path}:{setting}");

    /// <summary>The settings of a list, by number: those that are not empty.</summary>
    public IEnumerable<SettingsSection> Items(string setting) => configuration.GetSection($"{path}:{setting}").GetChildren()
        .Where(item => item.GetChildren().Any(part => part.Value is { Length: > 0 }))
        .Select(item => Inner($"{setting}:{item.Key}"));

    private InvalidOperationException Missing(string setting) => new($"The setting {Name(setting)} is missing.");

    public InvalidOperationException Wrong(string setting, string what) => new($"The setting {Name(setting)} {what}.");

    /// <exception cref="InvalidOperationException">It is missing, or no mail address without a name.</exception>
    public string Address(string setting) => EmailAddress.WhyNot(RequiredText(setting)) == null ? RequiredText(setting)
        : throw Wrong(setting, "must be a mail address without a name");

    /// <param name="setting">Its value is the path, from the app's own folder.</param>
    /// <param name="kind">Of file, with its article.</param>
    /// <exception cref="InvalidOperationException">There is no such file, or it cannot be read.</exception>
    public byte[] File(string setting, string path, string kind)
    {
        try
        {
            return System.IO.File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, path));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Wrong(setting, $"must be the path of {kind}, from the app's own folder ({fault.Message})");
        }
    }
}
