using FollowUp.Imports;

namespace FollowUp.Departments;

/// <summary>Writes the register as the spreadsheet that people fill in: a row a contact.</summary>
internal static class RegisterSheetWriter
{
    // The columns of the other roles are for sheets that people make; here a row says its role.
    private static readonly SheetColumn[] Columns = [.. RegisterSheetWords.Departments.Where(column => !Enum.GetValues<ContactRole>()
        .Where(role => role != ContactRole.Contact).Select(RegisterWords.Role).Contains(column.Key))];

    public static byte[] Write(DepartmentRegister register)
    {
        var tree = DepartmentWriter.Tree(register);
        return WorkbookWriter.Write(
        [
            WrittenSheet.Lines(Texts.Import.ReadFirst, Texts.Import.AboutRegisterSheets),
            WrittenSheet.Table(RegisterSheetWords.DepartmentSheet, Columns, tree.Items("enheter").SelectMany(Rows)),
            WrittenSheet.Table(RegisterSheetWords.GroupSheet, RegisterSheetWords.Groups, tree.Items("grupper").Select(group =>
                RegisterSheetWords.Groups.Select(column => group.Cell(column.Key)))),
            WrittenSheet.Table(RegisterSheetWords.SuccessionSheet, RegisterSheetWords.Successions,
                tree.Items("övergångar").Select(succession =>
                RegisterSheetWords.Successions.Select(column => succession.Cell(column.Key)))),
        ]);
    }

    private static IEnumerable<IEnumerable<string>> Rows(MapNode department)
    {
        var contacts = department.Items("kontakter");
        for (var place = 0; place < Math.Max(1, contacts.Count); place++)
        {
            var contact = contacts.ElementAtOrDefault(place) ?? new MapNode(0, []);
            yield return Columns.Select(column => column.Key switch
            {
                "roll" or "e-post" => contact.Cell(column.Key),
                "kontaktperson" => contact.Cell("namn"),
                "kontakt från" => contact.Cell("från"),
                "kontakt till" => contact.Cell("till"),
                "namn" => department.Cell("namn"),
                _ => place == 0 ? department.Cell(column.Key) : "",
            });
        }
    }
}
