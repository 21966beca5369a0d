namespace FollowUp.Departments;

/// <summary>An answering unit: it gets one questionnaire and gives one answer.</summary>
/// <param name="Id">Lower-case letters, digits and hyphens; never changes.</param>
public sealed record Department(string Id, string Name, DepartmentKind Kind, IReadOnlyList<Contact> Contacts)
{
    /// <summary>Those who get the questionnaire, each with a link of their own; the head hears only of what is overdue.</summary>
    public IEnumerable<Contact> Recipients => Contacts.Where(contact => contact.Role != ContactRole.Head);

    public IEnumerable<Contact> Heads => Contacts.Where(contact => contact.Role == ContactRole.Head);
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
public sealed record Contact(string Id, ContactRole Role, string? Name, string Email);

public enum ContactRole
{
    Contact,
    Deputy,
    Mailbox,
    Head,
}
