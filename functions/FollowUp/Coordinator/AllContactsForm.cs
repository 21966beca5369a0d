using System.Globalization;
using FollowUp.Departments;
using FollowUp.Forms;
using FollowUp.Imports;
using FollowUp.Inputs;
using Microsoft.AspNetCore.Http;

namespace FollowUp.Coordinator;

/// <param name="DepartmentId">"" in a row for a contact that is new.</param>
public sealed record ContactRow(string DepartmentId, TypedContact Typed);

/// <summary>The table of all contacts, as it was typed.</summary>
/// <param name="Version">Of the register that it was made from.</param>
/// <param name="Pasted">Cells out of a spreadsheet that are still to be filled in.</param>
public sealed record AllContactsForm(IReadOnlyList<ContactRow> Rows, int Version, string Pasted = "")
{
    public const string PastedField = "klistrat";
    public const string Fill = "fyll-i";

    private const int EmptyRows = 5;

    public IReadOnlyList<Problem> Errors { get; init; } = [];

    /// <summary>What was made of the pasted cells; null where none were.</summary>
    public int? Filled { get; init; }

    /// <summary>What of the pasted cells was not taken, a sentence each.</summary>
    public IReadOnlyList<string> NotFilled { get; init; } = [];

    /// <summary>Departments whose contacts somebody else has changed, as they are now.</summary>
    public IReadOnlyList<Department> Meanwhile { get; init; } = [];

    public static AllContactsForm Of(DepartmentRegister register, int version) => new(WithRoom(register.Departments
        .OrderBy(department => department.Name, Texts.Alphabet)
        .SelectMany(department => department.Contacts.Select(contact => new ContactRow(department.Id, ContactsForm.Typed(contact))))),
        version);

    /// <param name="pasted">With the tabs that part its cells.</param>
    public static AllContactsForm Read(IFormCollection form, string pasted) => new(
        Enumerable.Range(0, form.Count).TakeWhile(row => form.ContainsKey(ContactsForm.Field(row, "epost")))
            .Select(row => new ContactRow(form[ContactsForm.Field(row, "enhet")].ToString(), ContactsForm.Read(form, row))).ToList(),
        int.TryParse(form[PostedForm.VersionToken], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0,
        InputText.File(pasted));

    /// <summary>The table with the pasted contacts in the place of the department's others of the same roles.</summary>
    public AllContactsForm WithPasted(DepartmentRegister register)
    {
        var reading = DepartmentReader.ReadCopied(Pasted, Texts.Desk.PastedSheet, register);
        // Under its name and under one that it had before it is the same.
        var pasted = reading.Understood.Departments.Where(department => register.Find(department.Id) != null)
            .SelectMany(department => department.Contacts.Select(contact => new ContactRow(department.Id, ContactsForm.Typed(contact))))
            .ToLookup(row => row.DepartmentId);
        var unknown = reading.Understood.Departments.Where(department => register.Find(department.Id) == null)
            .Select(department => Texts.Desk.NotInRegister(department.Name));
        var odd = reading.Findings.Where(finding => finding.Code is FindingCode.NotRead or FindingCode.BadValue or FindingCode.TooMuch
            or FindingCode.Unreadable).Select(Texts.Desk.OnLine);
        return this with
        {
            Rows = WithRoom(InOrder(register, Rows, (id, rows) => pasted.Contains(id)
                ? rows.Where(row => !row.Typed.IsEmpty && pasted[id].All(one => one.Typed.Role != row.Typed.Role)).Concat(pasted[id])
                : rows)),
            Filled = pasted.Count,
            NotFilled = [.. unknown, .. odd],
            Pasted = pasted.Count == 0 ? Pasted : "",
        };
    }

    /// <summary>Department by department, then those that the register does not have.</summary>
    private static IEnumerable<ContactRow> InOrder(DepartmentRegister register, IReadOnlyList<ContactRow> rows,
        Func<string, IEnumerable<ContactRow>, IEnumerable<ContactRow>> of)
    {
        var typed = rows.ToLookup(row => row.DepartmentId);
        return register.Departments.OrderBy(department => department.Name, Texts.Alphabet)
            .SelectMany(department => of(department.Id, typed[department.Id]))
            .Concat(rows.Where(row => register.Find(row.DepartmentId) == null));
    }

    /// <summary>
    /// The table over what the register is by now: of departments that nobody has touched here, what others have made of them.
    /// </summary>
    /// <param name="before">The register that the table was made from.</param>
    /// <param name="version">Of <paramref name="now"/>.</param>
    public AllContactsForm Over(DepartmentRegister before, DepartmentRegister now, int version)
    {
        var rows = Rows.ToLookup(row => row.DepartmentId);
        bool IsTouched(Department was) => VersionToken.Of(Contacts(rows[was.Id])) != VersionToken.Of(was.Contacts);
        bool IsOther(Department was, Department one) => VersionToken.Of(one.Contacts) is var token && token != VersionToken.Of(was.Contacts)
            && token != VersionToken.Of(Contacts(rows[was.Id]));
        var touched = before.Departments.Where(IsTouched).Select(department => department.Id).ToHashSet();
        return this with
        {
            // Of a department that has left the register what was typed stays, and is told.
            Rows = WithRoom(InOrder(now, Rows.Where(row => row.DepartmentId == "" || now.Find(row.DepartmentId) != null
                || touched.Contains(row.DepartmentId)).ToList(), (id, typed) =>
                    touched.Contains(id) || (before.Find(id) == null && typed.Any()) ? typed
                        : now.Find(id)!.Contacts.Select(contact => new ContactRow(id, ContactsForm.Typed(contact))))),
            Version = version,
            Meanwhile = before.Departments.Where(was => touched.Contains(was.Id) && now.Find(was.Id) is { } one && IsOther(was, one))
                .Select(was => now.Find(was.Id)!).ToList(),
        };
    }

    /// <summary>What the register becomes; null where something is wrong, which the form then says.</summary>
    /// <param name="now">What the table was made from.</param>
    public (DepartmentRegister? Register, AllContactsForm Form) Apply(DepartmentRegister now)
    {
        var errors = Meanwhile.Select(department => new Problem(ContactsForm.Field(First(department), "epost"),
            Texts.Desk.ContactsChangedMeanwhile(department))).ToList();
        var typed = now.Departments.ToDictionary(department => department.Id, _ => new List<Contact>());
        foreach (var (place, row) in Rows.Index().Where(row => !row.Item.Typed.IsEmpty))
        {
            var contacts = typed.GetValueOrDefault(row.DepartmentId);
            if (contacts == null)
            {
                errors.Add(new Problem(ContactsForm.Field(place, "enhet"), Texts.Desk.ChooseDepartment));
            }
            var contact = ContactsForm.Contact(row.Typed, place, contacts ?? [], errors);
            contacts?.Add(contact);
        }
        foreach (var department in now.Departments)
        {
            ContactsForm.CheckAll(typed[department.Id], First(department), errors, department.Name);
        }
        return errors.Count == 0
            ? (now with { Departments = now.Departments.Select(one => one with { Contacts = typed[one.Id] }).ToList() }, this)
            : (null, this with { Rows = WithRoom(Rows), Errors = errors });
    }

    private int First(Department department) => Math.Max(0, Rows.ToList().FindIndex(row => row.DepartmentId == department.Id));

    private static List<Contact> Contacts(IEnumerable<ContactRow> rows)
    {
        var contacts = new List<Contact>();
        foreach (var row in rows.Where(row => !row.Typed.IsEmpty))
        {
            contacts.Add(ContactsForm.Contact(row.Typed, 0, contacts, []));
        }
        return contacts;
    }

    // Rows that were emptied stay where they are: what is wrong names the rows.
    private static List<ContactRow> WithRoom(IEnumerable<ContactRow> rows)
    {
        var all = rows.ToList();
        while (all is [.., { DepartmentId: "", Typed.IsEmpty: true }])
        {
            all.RemoveAt(all.Count - 1);
        }
        return [.. all, .. Enumerable.Repeat(new ContactRow("", new TypedContact(ContactRole.Contact)), EmptyRows)];
    }
}
