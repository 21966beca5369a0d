using FollowUp.Imports;

namespace FollowUp.Departments;

/// <summary>Writes the register as files that <see cref="DepartmentReader"/> reads again without a loss.</summary>
internal static class DepartmentWriter
{
    /// <summary>What the register's tree holds, level by level.</summary>
    internal static RowKind Rows { get; } = new RowKind("", "", [], [],
        new RowKind("enhet", "enheter", ["id", "namn", "slag", "från", "till"], ["tidigare namn"],
            new RowKind("kontakt", "kontakter", ["roll", "namn", "e-post", "från", "till"], [])),
        new RowKind("grupp", "grupper", ["namn"], ["enheter"]),
        new RowKind("övergång", "övergångar", ["datum"], ["från", "till"]));

    internal static CsvFile Table { get; } = new(Rows);

    public static string Yaml(DepartmentRegister register) => YamlFile.Write(Tree(register));

    public static string Csv(DepartmentRegister register) => Table.Write(Tree(register));

    internal static MapNode Tree(DepartmentRegister register) => NodeWriter.Map(
        ("enheter", register.Departments.Select(department => NodeWriter.Map(
            ("id", department.Id),
            ("namn", department.Name),
            ("slag", RegisterWords.Kind(department.Kind)),
            ("tidigare namn", department.FormerNames),
            ("från", department.From),
            ("till", department.To),
            ("kontakter", department.Contacts.Select(Tree))))),
        ("grupper", register.Groups.Select(group => NodeWriter.Map(("namn", group.Name), ("enheter", group.Departments)))),
        ("övergångar", register.Successions.Select(succession => NodeWriter.Map(
            ("datum", succession.Date), ("från", succession.From), ("till", succession.To)))));

    internal static MapNode Tree(Contact contact) => NodeWriter.Map(
        ("roll", RegisterWords.Role(contact.Role)),
        ("namn", contact.Name),
        ("e-post", contact.Email),
        ("från", contact.From),
        ("till", contact.To));
}
