using System.Globalization;
using FollowUp.Departments;
using FollowUp.Forms;
using FollowUp.Inputs;
using Microsoft.AspNetCore.Http;

namespace FollowUp.Coordinator;

/// <summary>A contact as somebody types it; days as they came from the browser.</summary>
public sealed record TypedContact(ContactRole Role, string Name = "", string Email = "", string From = "", string To = "")
{
    public bool IsEmpty => Name == "" && Email == "" && From == "" && To == "";
}

/// <summary>The form in which a department's contacts are changed.</summary>
/// <param name="Mark">Of the contacts that it was made from.</param>
public sealed record ContactsForm(IReadOnlyList<TypedContact> Contacts, string Version)
{
    private const int MaxLine = 200;
    private const int EmptyRows = 2;

    public IReadOnlyList<Problem> Errors { get; init; } = [];

    /// <summary>What somebody else has made of them while this was typed; null where nobody has.</summary>
    public IReadOnlyList<Contact>? Meanwhile { get; init; }

    public static string Field(int row, string part) => $"kontakt-{row}-{part}";

    public static ContactsForm Of(Department department) => new(
        WithRoom(department.Contacts.Select(Typed)),
            VersionToken.Of(department.Contacts));

    public static ContactsForm Read(IFormCollection form)
    {
        var contacts = Enumerable.Range(0, DepartmentReader.MaxContacts + EmptyRows).TakeWhile(row => form.ContainsKey(Field(row, "epost")))
            .Select(row => Read(form, row)).ToList();
        return new ContactsForm(contacts, form[PostedForm.VersionToken].ToString());
    }

    /// <summary>The contacts, or the form with what is wrong; empty rows do not count.</summary>
    public (IReadOnlyList<Contact>? Contacts, ContactsForm Form) Check()
    {
        var errors = new List<Problem>();
        var contacts = new List<Contact>();
        foreach (var (row, typed) in Contacts.Index().Where(row => !row.Item.IsEmpty))
        {
            contacts.Add(Contact(typed, row, contacts, errors));
        }
        CheckAll(contacts, 0, errors);
        return errors.Count == 0 ? (contacts, this) : (null,
            this with { Contacts = WithRoom(Contacts.Where(contact => !contact.IsEmpty)), Errors = InOrder(errors) });
    }

    /// <param name="row">Of the form, for what is wrong.</param>
    /// <param name="before">The department's contacts above it.</param>
    internal static Contact Contact(TypedContact typed, int row, IReadOnlyList<Contact> before, List<Problem> errors)
    {
        DateOnly? DayOf(string part, string text)
        {
            var day = InputCheck.Day(text);
            if (day == null && text != "")
            {
                errors.Add(new Problem(Field(row, part), Texts.Desk.NotADay(text)));
            }
            return day;
        }
        if ((typed.Email == "" ? Texts.Desk.EmailMissing : InputCheck.Address(typed.Email)) is { } email)
        {
            errors.Add(new Problem(Field(row, "epost"), email));
        }
        if (InputCheck.Line(typed.Name, MaxLine) is { } name)
        {
            errors.Add(new Problem(Field(row, "namn"), name));
        }
        var (from, to) = (DayOf("fran", typed.From), DayOf("till", typed.To));
        if (to < from)
        {
            errors.Add(new Problem(Field(row, "till"), Texts.Desk.EndsBeforeStart));
        }
        return new Contact(DepartmentReader.ContactId(typed.Role, before), typed.Role, typed.Name == "" ? null : typed.Name, typed.Email,
            from, to);
    }

    /// <summary>What is wrong with a department's contacts together.</summary>
    /// <param name="row">The first of them in the form.</param>
    /// <param name="department">Its name, where others stand beside it; else "".</param>
    internal static void CheckAll(IReadOnlyList<Contact> contacts, int row, List<Problem> errors, string department = "")
    {
        if (contacts.Count > DepartmentReader.MaxContacts)
        {
            errors.Add(new Problem(Field(row, "epost"),
                Texts.Desk.OfDepartment(department, Texts.Desk.TooManyContacts(DepartmentReader.MaxContacts))));
        }
        if (!contacts.Any(contact => contact.MayBeAsked))
        {
            errors.Add(new Problem(Field(row, "roll"), Texts.Desk.OfDepartment(department, Texts.Desk.NobodyToAsk)));
        }
    }

    internal static TypedContact Typed(Contact contact) =>
        new(contact.Role, contact.Name ?? "", contact.Email, InputText.Day(contact.From), InputText.Day(contact.To));

    /// <param name="row">Of the form.</param>
    internal static TypedContact Read(IFormCollection form, int row)
    {
        string Typed(string part) => InputText.Line(form[Field(row, part)]);
        return new TypedContact(
            Enum.TryParse<ContactRole>(Typed("roll"), out var role) && Enum.IsDefined(role) ? role : ContactRole.Contact,
            Typed("namn"), EmailAddress.Clean(Typed("epost")), Typed("fran"), Typed("till"));
    }

    /// <summary>The same words once more, over what the register now has.</summary>
    public ContactsForm Over(Department now) => Of(now) with
    {
        Contacts = Contacts,
        Meanwhile = now.Contacts,
        Errors = [new(Field(0, "roll"), Texts.Desk.ContactsChanged)]
    };

    // The rows move up over empty ones, and their faults with them.
    private IReadOnlyList<Problem> InOrder(List<Problem> errors)
    {
        var rows = Contacts.Index().Where(row => !row.Item.IsEmpty).Select((row, place) => (row.Index, place))
            .ToDictionary(row => row.Index, row => row.place);
        return errors.Select(error => error.Field.Split('-') is [_, var row, var part]
            && rows.TryGetValue(int.Parse(row, CultureInfo.InvariantCulture), out var place)
            ? error with { Field = Field(place, part) } : error).ToList();
    }

    private static List<TypedContact> WithRoom(IEnumerable<TypedContact> contacts) =>
        [.. contacts, .. Enumerable.Repeat(new TypedContact(ContactRole.Contact), EmptyRows)];
}
