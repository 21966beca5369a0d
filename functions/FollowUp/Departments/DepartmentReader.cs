using System.Net.Mail;
using FollowUp.Plans;
using YamlDotNet.RepresentationModel;

namespace FollowUp.Departments;

/// <param name="Departments">Empty when <paramref name="Problems"/> is not: a register with an error is not imported at all.</param>
public sealed record DepartmentReading(IReadOnlyList<Department> Departments, IReadOnlyList<Problem> Problems);

/// <summary>Reads the register of departments that somebody wrote as YAML (<c>seeds/departments</c> shows how).</summary>
public static class DepartmentReader
{
    // All mails of a rung are decided in one transaction.
    private const int MostContacts = 20;

    public static DepartmentReading Read(string yaml, string file)
    {
        var located = new LocatedYaml(file);
        var departments = new List<Department>();
        if (located.Parse(yaml) is { } top)
        {
            located.OnlyKeys(top, "enheter");
            foreach (var node in located.Mappings(top, "enheter"))
            {
                var department = ReadDepartment(located, node);
                if (departments.Any(other => other.Id == department.Id))
                {
                    located.Report(LocatedYaml.Child(node, "id") ?? node, Texts.Import.DuplicateDepartment(department.Id));
                }
                if (departments.Any(other => other.Name == department.Name))
                {
                    located.Report(LocatedYaml.Child(node, "namn") ?? node, Texts.Import.DuplicateDepartment(department.Name));
                }
                departments.Add(department);
            }
        }
        return new DepartmentReading(located.Problems.Count == 0 ? departments : [], located.Problems);
    }

    private static Department ReadDepartment(LocatedYaml yaml, YamlMappingNode node)
    {
        yaml.OnlyKeys(node, "id", "namn", "slag", "kontakter");
        var id = yaml.Id(node, "id");
        var contacts = new List<Contact>();
        foreach (var contact in yaml.Mappings(node, "kontakter"))
        {
            contacts.Add(ReadContact(yaml, contact, contacts));
        }
        var department = new Department(id, yaml.Required(node, "namn"), OneOf<DepartmentKind>(yaml, node, "slag", Texts.Kind), contacts);
        if (contacts.Count > MostContacts)
        {
            yaml.Report(LocatedYaml.Child(node, "kontakter")!, Texts.Import.TooManyContacts(department.Name, MostContacts));
        }
        if (!department.Recipients.Any())
        {
            yaml.Report(LocatedYaml.Child(node, "kontakter") ?? node, Texts.Import.NobodyToAsk(department.Name));
        }
        return department;
    }

    private static Contact ReadContact(LocatedYaml yaml, YamlMappingNode node, List<Contact> before)
    {
        yaml.OnlyKeys(node, "roll", "namn", "e-post");
        var role = OneOf<ContactRole>(yaml, node, "roll", Texts.Role);
        var email = yaml.Required(node, "e-post");
        if (email != "" && !(MailAddress.TryCreate(email, out var address) && address.Address == email))
        {
            yaml.Report(LocatedYaml.Child(node, "e-post")!, Texts.Import.NotAnAddress(email));
        }
        var same = before.Count(other => other.Role == role);
        var id = $"{role.ToString().ToLowerInvariant()}{(same == 0 ? "" : $"-{same + 1}")}";
        return new Contact(id, role, yaml.Optional(node, "namn"), email);
    }

    private static T OneOf<T>(LocatedYaml yaml, YamlMappingNode node, string key, Func<T, string> word) where T : struct, Enum
    {
        var text = yaml.Required(node, key);
        foreach (var value in Enum.GetValues<T>())
        {
            if (word(value) == text)
            {
                return value;
            }
        }
        if (text != "")
        {
            yaml.Report(LocatedYaml.Child(node, key)!, Texts.Import.NotOneOf(key, text, Enum.GetValues<T>().Select(word)));
        }
        return default;
    }
}
