using FollowUp.Imports;
using FollowUp.Inputs;

namespace FollowUp.Departments;

/// <param name="Register">Null when one of the findings is an error: a register with an error is not imported at all.</param>
/// <param name="Understood">What could be read, errors and all.</param>
/// <param name="UnsaidKinds">What departments are of which a sheet does not say so, by their name; null where nothing tells.</param>
public sealed record DepartmentReading(DepartmentRegister? Register, IReadOnlyList<Finding> Findings, DepartmentRegister Understood,
    IReadOnlyDictionary<string, DepartmentKind?> UnsaidKinds);

/// <summary>Reads the register of departments that somebody wrote as YAML (<c>seeds/departments</c> shows how) or as a table.</summary>
internal static class DepartmentReader
{
    // All mails of a notice are decided in one transaction.
    public const int MaxContacts = 20;

    /// <param name="now">The register that there is: a spreadsheet does not have its ids.</param>
    public static DepartmentReading Read(Upload upload, DepartmentRegister? now = null)
    {
        var reading = new FileReading(upload.File);
        var sheets = new RegisterSheetReader(reading, now ?? DepartmentRegister.Empty, upload.Answers.Kinds);
        return Read(upload.Read(DepartmentWriter.Table, (workbook, _) => sheets.Read(workbook), reading), reading, sheets.UnsaidKinds);
    }

    /// <summary>Cells that somebody copied in a spreadsheet, with their headings.</summary>
    /// <param name="now">The register that has the departments' ids.</param>
    public static DepartmentReading ReadCopied(string text, string name, DepartmentRegister now)
    {
        var reading = new FileReading("");
        var sheets = new RegisterSheetReader(reading, now, ImportAnswers.None.Kinds);
        return Read(sheets.Read(CsvFile.Copied(text, name)), reading, sheets.UnsaidKinds);
    }

    /// <summary>A register that somebody changes in a form: its fields are the lines.</summary>
    public static DepartmentReading Read(MapNode tree) =>
        Read(tree, new FileReading(""), new Dictionary<string, DepartmentKind?>());

    private static DepartmentReading Read(MapNode? tree, FileReading reading, IReadOnlyDictionary<string, DepartmentKind?> unsaidKinds)
    {
        var register = DepartmentRegister.Empty;
        if (tree is { } top)
        {
            reading.OnlyKeys(top, "enheter", "grupper", "övergångar");
            // What plans call "all committees" is nobody's name.
            var names = Enum.GetValues<PartyKind>().Where(kind => kind >= PartyKind.EveryCommittee)
                .Select(kind => InputText.Key(RegisterWords.Every(kind))).ToHashSet(StringComparer.OrdinalIgnoreCase);
            var departments = ReadDepartments(reading, top, names);
            var ids = departments.Select(department => department.Id).ToHashSet();
            register = new DepartmentRegister(departments, ReadGroups(reading, top, ids, names),
                reading.Mappings(top, "övergångar", required: false)
                .Select(node => ReadSuccession(reading, node, ids)).ToList());
            if (!departments.Any(department => department.Contacts.Any(contact => contact.Role == ContactRole.Security)))
            {
                reading.Report(FindingCode.NoSecurity, top, Texts.Import.NoSecurity);
            }
        }
        return new DepartmentReading(reading.HasErrors ? null : register, reading.Findings, register, unsaidKinds);
    }

    private static List<Department> ReadDepartments(FileReading reading, MapNode top, HashSet<string> names)
    {
        var departments = new List<Department>();
        var ids = new HashSet<string>();
        foreach (var node in reading.Mappings(top, "enheter"))
        {
            var department = ReadDepartment(reading, node);
            if (!ids.Add(department.Id))
            {
                reading.Report(FindingCode.DuplicateName, node.Child("id") ?? node, Texts.Import.DuplicateDepartment(department.Id));
            }
            foreach (var name in department.FormerNames.Prepend(department.Name).Where(name => !names.Add(InputText.Key(name))))
            {
                reading.Report(FindingCode.DuplicateName, node.Child("namn") ?? node, Texts.Import.DuplicateDepartment(name));
            }
            departments.Add(department);
        }
        return departments;
    }

    private static Department ReadDepartment(FileReading reading, MapNode node)
    {
        reading.OnlyKeys(node, "id", "namn", "slag", "tidigare namn", "från", "till", "kontakter");
        var contacts = new List<Contact>();
        foreach (var contact in reading.Mappings(node, "kontakter"))
        {
            contacts.Add(ReadContact(reading, contact, contacts));
        }
        var (from, to) = reading.Span(node, "från", "till");
        var department = new Department(
            reading.Id(node, "id"), reading.Required(node, "namn"), reading.OneOf<DepartmentKind>(node, "slag", RegisterWords.Kind),
            reading.Lines(node, "tidigare namn"), from, to, contacts);
        if (contacts.Count > MaxContacts)
        {
            reading.Report(FindingCode.TooMuch, node.Child("kontakter")!, Texts.Import.TooManyContacts(department.Name, MaxContacts));
        }
        foreach (var same in contacts.Where(contact => contact.Role != ContactRole.Security && contact.Email != "")
            .GroupBy(contact => contact.Email, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1))
        {
            reading.Report(FindingCode.SameAddress, node.Child("kontakter")!, Texts.Import.SameAddress(department.Name, same.Key));
        }
        if (!department.Recipients.Any())
        {
            reading.Report(FindingCode.NobodyToAsk, node.Child("kontakter") ?? node, Texts.Import.NobodyToAsk(department.Name));
        }
        return department;
    }

    private static Contact ReadContact(FileReading reading, MapNode node, List<Contact> before)
    {
        reading.OnlyKeys(node, "roll", "namn", "e-post", "från", "till");
        var role = reading.OneOf<ContactRole>(node, "roll", RegisterWords.Role);
        var email = EmailAddress.Clean(reading.Required(node, "e-post"));
        if (email != "" && EmailAddress.WhyNot(email) is { } reason)
        {
            reading.Report(FindingCode.BadValue, node.Child("e-post")!, Texts.Import.NotAnAddress(email, reason));
        }
        var (from, to) = reading.Span(node, "från", "till");
        return new Contact(ContactId(role, before), role, reading.Optional(node, "namn"), email, from, to);
    }

    /// <summary>What a contact is called within its department.</summary>
    /// <param name="before">Those before it in the register.</param>
    internal static string ContactId(ContactRole role, IEnumerable<Contact> before)
    {
        var same = before.Count(other => other.Role == role);
        return $"{role.ToString().ToLowerInvariant()}{(same == 0 ? "" : $"-{same + 1}")}";
    }

    private static List<DepartmentGroup> ReadGroups(FileReading reading, MapNode top, HashSet<string> ids, HashSet<string> names)
    {
        var groups = new List<DepartmentGroup>();
        foreach (var node in reading.Mappings(top, "grupper", required: false))
        {
            reading.OnlyKeys(node, "namn", "enheter");
            var group = new DepartmentGroup(reading.Required(node, "namn"), KnownIds(reading, node, "enheter", ids));
            if (!names.Add(InputText.Key(group.Name)))
            {
                reading.Report(FindingCode.DuplicateName, node.Child("namn") ?? node, Texts.Import.DuplicateDepartment(group.Name));
            }
            groups.Add(group);
        }
        return groups;
    }

    private static Succession ReadSuccession(FileReading reading, MapNode node, HashSet<string> ids)
    {
        reading.OnlyKeys(node, "datum", "från", "till");
        var succession = new Succession(reading.Date(node, "datum") ?? default, KnownIds(reading, node, "från", ids),
            KnownIds(reading, node, "till", ids));
        if (succession.From.Count > 1 && succession.To.Count > 1)
        {
            reading.Report(FindingCode.BadValue, node, Texts.Import.ManyToMany);
        }
        return succession;
    }

    private static List<string> KnownIds(FileReading reading, MapNode node, string key, HashSet<string> known)
    {
        var ids = new List<string>();
        foreach (var (line, written) in reading.Strings(node, key))
        {
            var id = InputText.Key(written);
            if (!known.Contains(id))
            {
                reading.Report(FindingCode.UnknownDepartment, line, Texts.Import.UnknownId(id));
            }
            else if (ids.Contains(id))
            {
                reading.Report(FindingCode.BoundTwice, line, Texts.Import.TwiceInList(id));
            }
            else
            {
                ids.Add(id);
            }
        }
        if (node.Child(key) is null or ListNode { Items.Count: 0 } or TextNode)
        {
            reading.Report(FindingCode.Missing, node.Child(key) ?? node, Texts.Import.Missing(key));
        }
        return ids;
    }
}
