using FollowUp.Settings;

namespace FollowUp.Mail;

/// <summary>Who coordinates, as the letters say it.</summary>
/// <param name="Title">With the department, such as "Samordnare, kommunledningskontoret"; null where no setting says it.</param>
public sealed record Person(string Name, string? Title, string? Phone)
{
    internal static Person? Read(SettingsSection section)
    {
        var (name, title, phone) = (section.OptionalText("CoordinatorName"), section.OptionalText("CoordinatorTitle"),
            section.OptionalText("CoordinatorPhone"));
        return name == null ? null : new Person(name, title, phone);
    }
}
