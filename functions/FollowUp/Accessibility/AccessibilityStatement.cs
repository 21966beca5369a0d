using FollowUp.Inputs;
using FollowUp.Settings;

namespace FollowUp.Accessibility;

/// <summary>How well the pages meet the law on accessible digital public services (2018:1937).</summary>
internal enum Conformance
{
    Full,
    Partial,
    None,
}

/// <summary>Something that is not accessible.</summary>
/// <param name="Alternative">What people who are hindered can do instead.</param>
internal sealed record Defect(string What, string Reason, string Alternative);

/// <summary>
/// What the accessibility statement says beyond the municipality's name. The texts have what FollowUp's makers know; a municipality that
/// has tested for itself puts its own findings in their place, and must say when.
/// </summary>
/// <param name="Burden">What is not made accessible because it would be a disproportionate burden.</param>
/// <param name="OutsideLaw">What the law does not ask to be accessible.</param>
/// <param name="Supervisor">The authority to which one may complain.</param>
/// <param name="SupervisorAddress">Its web address for complaints, or a mail address.</param>
internal sealed record AccessibilityStatement(
    Conformance Conformance, IReadOnlyList<Defect> Defects, DateOnly Assessed, DateOnly Updated, string Method, string Burden,
    string OutsideLaw,
    string Supervisor, string SupervisorAddress)
{
    /// <exception cref="InvalidOperationException">A setting is missing or wrong.</exception>
    internal static AccessibilityStatement Read(SettingsSection section)
    {
        var conformance = section.Optional("Conformance") switch
        {
            null or "partial" => Conformance.Partial,
            "full" => Conformance.Full,
            "none" => Conformance.None,
            _ => throw section.Wrong("Conformance", "must be full, partial or none"),
        };
        var found = section.Items("Defects").Select(defect =>
            new Defect(defect.RequiredText("What"), defect.RequiredText("Reason"), defect.RequiredText("Alternative"))).ToList();
        if (conformance == Conformance.Full && found.Count > 0)
        {
            throw section.Wrong("Conformance", "must be partial or none where there are Defects");
        }
        var ownFindings = conformance != Conformance.Partial || found.Count > 0
            || (section.OptionalText("Method") ?? section.OptionalText("Burden") ?? section.OptionalText("OutsideLaw")) != null;
        var assessed = Day(section, "Assessed", ownFindings ? null : Texts.Accessibility.Assessed)
            ?? throw section.Wrong("Assessed",
                "must say when that was assessed, where Conformance, Defects, Method, Burden or OutsideLaw are your own");
        var updated = Day(section, "Updated", section.Optional("Assessed") == null ? Texts.Accessibility.Updated : assessed)!.Value;
        if (updated < assessed)
        {
            throw section.Wrong("Updated", "must not be before Assessed");
        }
        var supervisorAddress = section.RequiredText("SupervisorAddress");
        if (EmailAddress.WhyNot(supervisorAddress) != null
            && !(Uri.TryCreate(supervisorAddress, UriKind.Absolute, out var web) && web.Scheme is "http" or "https"))
        {
            throw section.Wrong("SupervisorAddress", "must be a web address that begins with https://, or a mail address");
        }
        return new AccessibilityStatement(
            conformance, conformance == Conformance.Full ? [] : found.Count > 0 ? found : Texts.Accessibility.KnownDefects, assessed,
            updated,
            section.OptionalText("Method") ?? Texts.Accessibility.Method, section.OptionalText("Burden") ?? Texts.Accessibility.NoBurden,
            section.OptionalText("OutsideLaw") ?? Texts.Accessibility.NothingOutsideLaw, section.RequiredText("Supervisor"),
            supervisorAddress);
    }

    private static DateOnly? Day(SettingsSection section, string setting, DateOnly? otherwise) =>
        section.Optional(setting) is not { } written ? otherwise
        : InputCheck.Day(written) ?? throw section.Wrong(setting, "must be a day, written as 2026-01-31");
}
