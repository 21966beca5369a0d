using FollowUp.Imports;
using FollowUp.Inputs;

namespace FollowUp.Departments;

/// <summary>What somebody typed in a form about one department.</summary>
/// <param name="Kind">In the words of the register's file.</param>
/// <param name="From">A day as it came from the browser.</param>
/// <param name="Mail">Of who is asked; for a department that is new.</param>
public sealed record TypedDepartment(string Name, string Kind, string From = "", string To = "", string Mail = "", string Contact = "")
{
    /// <summary>Whether what it was called before is a name that it had, and no mistake.</summary>
    public bool KeepsName { get; init; }
}

/// <param name="From">Ids of those that end or are split.</param>
/// <param name="To">Ids of those that answer in their place.</param>
/// <param name="New">One that comes by it; its name is "" where none does.</param>
public sealed record TypedReorganisation(string Day, IReadOnlyList<string> From, IReadOnlyList<string> To, TypedDepartment New);

/// <summary>The fields of the forms; findings have them as their lines.</summary>
public enum DepartmentField
{
    Name = 1,
    Kind,
    From,
    To,
    Mail,
    Contact,
    Day,
    Gone,
    Heirs,
}

/// <summary>Writes what somebody changes in a form into the register's tree, so that it is read and checked as a file is.</summary>
internal static class RegisterEditWriter
{
    public static MapNode With(DepartmentRegister register, TypedDepartment added) =>
        Put(DepartmentWriter.Tree(register), [New(register, added, [])]);

    public static MapNode With(DepartmentRegister register, string id, TypedDepartment changed)
    {
        var tree = DepartmentWriter.Tree(register);
        return tree.With("enheter", new ListNode(0, tree.Items("enheter").Select(node =>
        {
            if (node.Cell("id") != id)
            {
                return (Node)node;
            }
            var former = node.Cell("tidigare namn").Split('\n').Where(name => name != "" && name != changed.Name);
            var before = node.Cell("namn");
            return Facts(node with { Line = (int)DepartmentField.Name }, changed).With("tidigare namn", Names([.. former,
                .. changed.KeepsName && InputText.Key(before) != InputText.Key(changed.Name) ? (string[])[before] : []]));
        }).ToList()));
    }

    public static MapNode With(DepartmentRegister register, TypedReorganisation typed)
    {
        var tree = DepartmentWriter.Tree(register);
        var heirs = typed.To.ToList();
        if (typed.New.Name != "")
        {
            var added = New(register, typed.New, typed.From.Select(register.Find).OfType<Department>().SelectMany(one => one.Contacts));
            tree = Put(tree, [added]);
            heirs.Add(added.Cell("id"));
        }
        if (heirs.Count > 0)
        {
            // One that takes others up was there before; else it would be taken for one that comes by it.
            var from = heirs is [var only] && register.Find(only) != null ? typed.From.Append(only).Distinct().ToList() : typed.From;
            var succession = new MapNode((int)DepartmentField.Heirs, [Text("datum", DepartmentField.Day, typed.Day)])
                .With("från", Names(from, DepartmentField.Gone)).With("till", Names(heirs, DepartmentField.Heirs));
            return tree.With("övergångar", new ListNode(0, [.. tree.Items("övergångar"), succession]));
        }
        // Nobody answers in their place: the day before is their last one.
        var last = InputCheck.Day(typed.Day) is { } day && day > DateOnly.MinValue ? $"{day.AddDays(-1):yyyy-MM-dd}" : typed.Day;
        return tree.With("enheter", new ListNode(0, tree.Items("enheter").Select(node => typed.From.Contains(node.Cell("id"))
            ? node.With("till", new TextNode((int)DepartmentField.Day, last)) : (Node)node).ToList()));
    }

    private static MapNode Put(MapNode tree, IEnumerable<MapNode> departments) =>
        tree.With("enheter", new ListNode((int)DepartmentField.Name, [.. tree.Items("enheter"), .. departments]));

    /// <param name="contacts">Those whom it takes over, where it says none of its own.</param>
    private static MapNode New(DepartmentRegister register, TypedDepartment typed, IEnumerable<Contact> contacts)
    {
        var name = FileReading.IdOf(typed.Name);
        var id = Enumerable.Range(2, register.Departments.Count + 1).Select(number => $"{name[..Math.Min(name.Length, 36)]}-{number}")
            .Prepend(name).First(free => register.Find(free) == null);
        var inherited = contacts.DistinctBy(contact => (contact.Role, contact.Email)).Select(DepartmentWriter.Tree).ToList();
        var own = typed is { Mail: "", Contact: "" } && inherited.Count > 0 ? inherited : [Contact(typed)];
        return Facts(new MapNode((int)DepartmentField.Name, [Text("id", DepartmentField.Name, id)]), typed)
            .With("kontakter", new ListNode((int)DepartmentField.Mail, own.ToList<Node>()));
    }

    private static MapNode Contact(TypedDepartment typed)
    {
        var contact = new MapNode((int)DepartmentField.Mail,
        [
            Text("roll", DepartmentField.Mail, RegisterWords.Role(ContactRole.Contact)), Text("e-post", DepartmentField.Mail, typed.Mail),
        ]);
        return typed.Contact == "" ? contact : contact.With("namn", new TextNode((int)DepartmentField.Contact, typed.Contact));
    }

    private static MapNode Facts(MapNode node, TypedDepartment typed) => node
        .With("namn", new TextNode((int)DepartmentField.Name, typed.Name)).With("slag", new TextNode((int)DepartmentField.Kind, typed.Kind))
        .With("från", typed.From == "" ? null : new TextNode((int)DepartmentField.From, typed.From))
        .With("till", typed.To == "" ? null : new TextNode((int)DepartmentField.To, typed.To));

    private static Field Text(string key, DepartmentField field, string value) => new(key, (int)field, new TextNode((int)field, value));

    private static ListNode? Names(IReadOnlyList<string> names, DepartmentField field = DepartmentField.Name) => names.Count == 0 ? null
        : new ListNode((int)field, names.Select(name => (Node)new TextNode((int)field, name)).ToList());
}
