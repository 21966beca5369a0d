using System.Text.RegularExpressions;
using FollowUp.Imports;
using FollowUp.Inputs;

namespace FollowUp.Departments;

/// <summary>Who is written to, out of the cells of a row: a role in each column, or one contact with its role beside it.</summary>
internal sealed partial class RegisterContactsReader(FileReading reading, SheetTable table)
{
    private static readonly string[] Roles = [.. Enum.GetValues<ContactRole>().Select(RegisterWords.Role)];

    public IEnumerable<Node> Read(TableRow row)
    {
        var columns = Columns();
        var role = row.First(RegisterSheetWords.Role);
        foreach (var (column, names, mails) in columns)
        {
            var cells = row.Cells.Where(cell => cell.Heading.Key != "" && !cell.IsFilled).ToList();
            var name = cells.Find(cell => cell.Heading.Column == names);
            var mail = cells.Find(cell => cell.Heading.Column == mails);
            foreach (var (who, address, line) in People(name, mail))
            {
                var fields = new List<Field>
                {
                    column == Roles[0] && role != null
                        ? new(RegisterSheetWords.Role, role.Line, role.Node with { Value = role.Text.ToLowerInvariant() })
                        : new(RegisterSheetWords.Role, line, new TextNode(line, column)),
                    new(RegisterSheetWords.Mail, line, new TextNode(line, address)),
                };
                if (who != "")
                {
                    fields.Add(new("namn", name!.Line, new TextNode(name.Line, who)));
                }
                fields.AddRange(new[] { ("från", row.First("kontakt från")), ("till", row.First("kontakt till")) }
                    .Where(day => day.Item2 != null).Select(day => new Field(day.Item1, day.Item2!.Line, day.Item2.Node)));
                yield return new MapNode(line, fields);
            }
        }
    }

    /// <summary>
    /// The roles with the columns of their names and addresses, 0 where there is none. An address belongs to the role that its heading
    /// names, or else to the nearest one to its left.
    /// </summary>
    private List<(string Role, int Names, int Mails)> Columns()
    {
        var columns = new List<(string Role, int Names, int Mails)>();
        foreach (var heading in table.Headings)
        {
            if (Roles.Contains(heading.Key))
            {
                columns.Add((heading.Key, heading.Column, 0));
            }
            else if (heading.Key == RegisterSheetWords.Mail)
            {
                var role = RegisterSheetWords.RoleIn(heading.Text);
                var at = role == null ? columns.Count - 1 : columns.FindIndex(column => column.Role == role && column.Mails == 0);
                if (at >= 0 && columns[at].Mails == 0)
                {
                    columns[at] = columns[at] with { Mails = heading.Column };
                }
                else
                {
                    columns.Add((role ?? Roles[0], 0, heading.Column));
                }
            }
        }
        // An address to the left of all names.
        return columns is [{ Names: 0 } first, { Mails: 0 } second, ..] && first.Role == second.Role
            ? [second with { Mails = first.Mails }, .. columns[2..]] : columns;
    }

    private IEnumerable<(string Name, string Address, int Line)> People(TableCell? name, TableCell? mail)
    {
        var mails = mail == null ? [] : Parts(mail.Text, ['\n', ';', ',', ' ']).Select(Bare).Where(text => text != "").ToList();
        var names = name == null ? [] : Parts(name.Text, ['\n', ';']);
        if (names.Count != mails.Count && name != null && mails.Count > 1)
        {
            names = BetweenNames().Split(name.Text).Select(part => part.Trim()).Where(part => part != "").ToList();
        }
        // Addresses in the column for names.
        if (name != null && names.Exists(part => part.Contains('@')))
        {
            // "Kim Exempel, kim@kommun.example": the name that stands before an address without one.
            string? before = null;
            foreach (var part in Parts(name.Text, ['\n', ';', ',']))
            {
                if (Address().Match(part) is { Success: true } address)
                {
                    var own = InputText.Line(part.Replace(address.Value, "").Trim(' ', '<', '>', '(', ')', ':', '-'));
                    yield return (own == "" ? InputText.Line(before) : own, Bare(address.Value), name.Line);
                    before = own == "" ? null : before;
                }
                else
                {
                    Untold(before);
                    before = part;
                }
            }
            Untold(before);
            names = [];
        }
        if (mails.Count == 0)
        {
            names.ForEach(part => Tell(name!, part));
        }
        else if (names.Count > 0 && names.Count != mails.Count)
        {
            reading.Report(FindingCode.NotRead, name!.Line, Texts.Import.ManyAddresses(string.Join(", ", names)));
            names = [];
        }
        void Untold(string? part)
        {
            if (part != null)
            {
                Tell(name!, part);
            }
        }
        foreach (var (address, place) in mails.Select((address, place) => (address, place)))
        {
            yield return (names.ElementAtOrDefault(place) is { } who ? InputText.Line(who) : "", address, mail!.Line);
        }
    }

    private void Tell(TableCell cell, string name) =>
        reading.Report(FindingCode.NotRead, cell.Line, Texts.Import.NoAddress(InputText.Line(name)));

    private static List<string> Parts(string text, char[] between) =>
        [.. text.Split(between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private static string Bare(string address) =>
        address.Replace("mailto:", "", StringComparison.OrdinalIgnoreCase).Trim('<', '>', '(', ')', '.');

    [GeneratedRegex(@"[^\s<>;,()]+@[^\s<>;,()]+")]
    private static partial Regex Address();

    [GeneratedRegex(@"[\n;,]|\s+och\s+", RegexOptions.IgnoreCase)]
    private static partial Regex BetweenNames();
}
