using System.Globalization;
using CsCheck;

namespace FollowUp.Stress;

/// <param name="Responsible">Ids of measures, which are also the ids of the questionnaire's sections.</param>
internal sealed record HistoryDepartment(
    string Id, string Name, IReadOnlyList<HistoryContact> Contacts, IReadOnlyList<string> Responsible, IReadOnlyList<string> CoResponsible)
{
    /// <summary>The page that is asked once, of those that are responsible for something.</summary>
    public const string Accounts = "accounts";

    public IEnumerable<string> Sections => [.. Responsible, .. CoResponsible, Accounts];

    public IEnumerable<HistoryContact> Recipients => Contacts.Where(contact => contact.Id != "head");

    /// <summary>Three to five, mostly three. Each is responsible for at least one measure and shares in some of its neighbour's.</summary>
    public static Gen<IReadOnlyList<HistoryDepartment>> Several(int history) =>
        from count in Gen.Frequency((6, 3), (2, 4), (1, 5))
        from contacts in HistoryContact.Several.Array[count]
        from shared in Gen.Frequency((2, false), (1, true)).Array[count, count + 2]
        select (IReadOnlyList<HistoryDepartment>)contacts.Select((own, place) => Of(history, place, own, shared, count)).ToList();

    private static HistoryDepartment Of(int history, int place, IReadOnlyList<HistoryContact> contacts, bool[] shared, int departments)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"d{history}-{(char)('a' + place)}");
        return new HistoryDepartment(id, string.Create(CultureInfo.InvariantCulture, $"Nämnd {history} {(char)('A' + place)}"),
            [.. contacts.Select(contact => contact with { Email = $"{contact.Email}.{id}@history.example" })],
            [.. shared.Index().Where(measure => measure.Index % departments == place).Select(measure => $"1:{measure.Index + 1}")],
            [.. shared.Index().Where(measure => measure.Item && (measure.Index + 1) % departments == place)
                .Select(measure => $"1:{measure.Index + 1}")]);
    }
}

internal sealed record HistoryContact(string Id, string Role, string Email)
{
    /// <summary>One department's contacts, with addresses that still lack the department.</summary>
    public static Gen<IReadOnlyList<HistoryContact>> Several { get; } = Gen.Select(
        Maybe(1, 0, "contact", "kontaktperson"), Maybe(1, 1, "deputy", "ersättare"), Maybe(3, 1, "head", "chef"),
        Maybe(1, 3, "mailbox", "funktionsbrevlåda"),
        (contact, deputy, head, mailbox) => (IReadOnlyList<HistoryContact>)[.. contact, .. deputy, .. head, .. mailbox]);

    private static Gen<HistoryContact[]> Maybe(int present, int absent, string id, string role) => Gen.Select(
        Gen.Frequency((present, true), (absent, false)), Gen.Frequency((30, ""), (4, HistoryPlan.Refused), (1, HistoryPlan.Stuck)),
        (isPresent, prefix) => isPresent ? [new HistoryContact(id, role, $"{prefix}{id}")] : Array.Empty<HistoryContact>());
}
