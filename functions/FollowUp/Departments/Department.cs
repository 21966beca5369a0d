using System.Text.Json.Serialization;

namespace FollowUp.Departments;

/// <summary>An answering unit: it gets one questionnaire and gives one answer.</summary>
/// <param name="Id">Lower-case letters, digits and hyphens; never changes.</param>
/// <param name="FormerNames">What it was called before: plans and answers of that time still name it so.</param>
/// <param name="From">The first day on which it exists; null where that was always.</param>
/// <param name="To">The last day.</param>
public sealed record Department(
    string Id, string Name, DepartmentKind Kind,
    IReadOnlyList<string> FormerNames, DateOnly? From, DateOnly? To, IReadOnlyList<Contact> Contacts)
{
    /// <summary>
    /// Those who get the questionnaire on the day, each with a link of their own; the head hears only of what is overdue. Where
    /// nobody is valid any more it goes to all who were: a mail that bounces is better than silence.
    /// </summary>
    public IReadOnlyList<Contact> RecipientsOn(DateOnly day) => ValidOn(day, Recipients);

    /// <summary>Everybody who may be asked at some time.</summary>
    public IEnumerable<Contact> Recipients => Contacts.Where(contact => contact is { MayBeAsked: true, LinkClosed: false });

    public IReadOnlyList<Contact> DeputiesOn(DateOnly day) => ValidOn(day, Recipients.Where(contact => contact.Role == ContactRole.Deputy));

    public IReadOnlyList<Contact> HeadsOn(DateOnly day) => ValidOn(day, Contacts.Where(contact => contact.Role == ContactRole.Head));

    private static List<Contact> ValidOn(DateOnly day, IEnumerable<Contact> contacts)
    {
        var all = contacts.ToList();
        var valid = all.Where(contact => contact.IsValidOn(day)).ToList();
        return valid.Count > 0 ? valid : all.Where(contact => !(day < contact.From)).ToList();
    }
}

public enum DepartmentKind
{
    Committee,
    Administration,
    Company,
    Council,
}

/// <summary>A work mailbox and the part its reader plays. Roles, not persons: a name is only needed where a person is meant.</summary>
/// <param name="Id">Unique within the department; part of the mail key and of the link.</param>
/// <param name="From">The first day on which it is valid; null where that was always.</param>
/// <param name="To">The last day.</param>
/// <param name="Generation">Of its link: one more each time that somebody else takes the contact's place in a round.</param>
/// <param name="LinkClosed">In a round: its link opens nothing, and it gets no letters.</param>
public sealed record Contact(string Id, ContactRole Role, string? Name, string Email, DateOnly? From, DateOnly? To, int Generation = 1,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool LinkClosed = false)
{
    /// <summary>Whether it is asked to answer, and so gets a link.</summary>
    [JsonIgnore]
    public bool MayBeAsked => Role is ContactRole.Contact or ContactRole.Deputy or ContactRole.Mailbox;

    public bool IsValidOn(DateOnly day) => !(day < From) && !(day > To);
}

public enum ContactRole
{
    Contact,
    Deputy,
    Mailbox,
    Head,

    /// <summary>From the municipality's security organisation: a key person, who is not asked to answer.</summary>
    Security,
}
