using FollowUp.Imports;
using FollowUp.Inputs;

namespace FollowUp.Departments;

/// <summary>Reads the register out of somebody's own spreadsheet into the tree that other files give.</summary>
/// <param name="now">The register that there is, whose ids stay.</param>
/// <param name="kinds">What a person says that departments are, by the name in the sheet.</param>
internal sealed class RegisterSheetReader(FileReading reading, DepartmentRegister now, IReadOnlyDictionary<string, string> kinds)
{
    private readonly List<(string Name, int Line, List<Field> Fields)> _departments = [];
    private readonly List<string> _kindsTold = [];
    private readonly Dictionary<string, DepartmentKind?> _unsaid = [];
    private int? _firstWithoutId;
    private int? _firstBelow;

    // Of the department that the row before was about.
    private List<Field>? _fields;

    /// <summary>What departments are of which the sheet does not say so, by their name; null where nothing tells.</summary>
    public IReadOnlyDictionary<string, DepartmentKind?> UnsaidKinds => _unsaid;

    public MapNode? Read(Workbook workbook)
    {
        if (SheetTable.Find(workbook, RegisterSheetWords.Departments, RegisterSheetWords.Name, reading) is not { } table)
        {
            reading.Report(FindingCode.Unreadable, FileReading.Whole, Texts.Import.NoDepartmentsInSheets);
            return null;
        }
        foreach (var row in table.Rows)
        {
            ReadRow(row, table);
        }
        foreach (var (name, line, fields) in _departments)
        {
            Complete(name, line, fields, table);
        }
        var top = table.Headings[0].Line;
        if (_firstWithoutId is { } withoutId)
        {
            reading.Report(FindingCode.Derived, withoutId, Texts.Import.IdsFromNames);
        }
        if (_firstBelow is { } below)
        {
            reading.Report(FindingCode.Derived, below, Texts.Import.DepartmentAsAbove);
        }
        if (_kindsTold.Count > 0)
        {
            reading.Report(FindingCode.Derived, table.Heading(RegisterSheetWords.Name)!.Line,
                Texts.Import.KindsFromNames(string.Join(", ", _kindsTold)));
        }
        var sheets = new List<string> { table.Name };
        var all = new List<Field>
        {
            new("enheter", top, new ListNode(top, _departments.Select(one => new MapNode(one.Line, one.Fields)).ToList<Node>())),
        };
        var groups = Others(workbook, RegisterSheetWords.GroupSheet, RegisterSheetWords.Groups, RegisterSheetWords.Name, ["enheter"],
            sheets);
        var successions = Others(workbook, RegisterSheetWords.SuccessionSheet, RegisterSheetWords.Successions, "datum", ["från", "till"],
            sheets);
        if (groups == null && successions == null && now.Groups.Count + now.Successions.Count > 0)
        {
            reading.Report(FindingCode.Derived, top, Texts.Import.GroupsStay);
            (groups, successions) = Kept(top);
        }
        all.AddRange(new[] { ("grupper", groups), ("övergångar", successions) }.Where(list => list.Item2 is { Count: > 0 })
            .Select(list => new Field(list.Item1, top, new ListNode(top, list.Item2!))));
        SheetTable.TellSheets(workbook, sheets, reading);
        return new MapNode(top, all);
    }

    private void ReadRow(TableRow row, SheetTable table)
    {
        if (row.First(RegisterSheetWords.Name) is { IsFilled: false } cell)
        {
            var name = InputText.Line(cell.Text);
            // Its rows need not stand together.
            _fields = _departments.Find(one => InputText.Key(one.Name) == InputText.Key(name)).Fields;
            if (_fields == null)
            {
                _fields = [new("namn", cell.Line, new TextNode(cell.Line, name))];
                _departments.Add((name, cell.Line, _fields));
            }
        }
        else if (_fields != null && row.Cells.Any(cell => !cell.IsFilled && cell.Heading.Key != "")
            && row.First(RegisterSheetWords.Name) == null)
        {
            _firstBelow ??= row.Line;
        }
        if (_fields is not { } fields)
        {
            reading.Report(FindingCode.NotRead, row.Line, Texts.Import.RowNotRead(InputText.Line(row.Cells[0].Text)));
            return;
        }
        foreach (var key in (string[])["id", "slag", "från", "till"])
        {
            if (row.First(key) is { } value && !fields.Exists(field => field.Key == key))
            {
                fields.Add(new Field(key, value.Line,
                    key == "slag" ? value.Node with { Value = value.Text.ToLowerInvariant() } : value.Node));
            }
        }
        if (row.First("tidigare namn") is { } former && !fields.Exists(field => field.Key == "tidigare namn"))
        {
            fields.Add(new Field("tidigare namn", former.Line, Lines(former)));
        }
        var contacts = new RegisterContactsReader(reading, table).Read(row).ToList();
        if (contacts.Count == 0)
        {
            return;
        }
        if (fields.Find(field => field.Key == "kontakter")?.Value is ListNode there)
        {
            ((List<Node>)there.Items).AddRange(contacts);
        }
        else
        {
            fields.Add(new Field("kontakter", row.Line, new ListNode(row.Line, contacts)));
        }
    }

    private void Complete(string name, int line, List<Field> fields, SheetTable table)
    {
        var known = now.Departments.FirstOrDefault(department => department.FormerNames.Prepend(department.Name)
            .Any(other => InputText.Key(other) == InputText.Key(name)));
        if (!fields.Exists(field => field.Key == "id"))
        {
            fields.Insert(0, new Field("id", line, new TextNode(line, known?.Id ?? FileReading.IdOf(name))));
            _firstWithoutId ??= line;
        }
        if (!fields.Exists(field => field.Key == "slag"))
        {
            var heading = table.Heading(RegisterSheetWords.Name)!;
            var said = Enum.GetValues<DepartmentKind>().Cast<DepartmentKind?>()
                .FirstOrDefault(one => RegisterWords.Kind(one!.Value) == kinds.GetValueOrDefault(name));
            var kind = said ?? known?.Kind ?? RegisterSheetWords.KindOf(name);
            // A list of committees has others too, as soon as one of its names says so.
            if (kind == null && RegisterSheetWords.KindOf(heading.Text) is { } ofHeading
                && _departments.TrueForAll(one => (RegisterSheetWords.KindOf(one.Name) ?? ofHeading) == ofHeading)
                && (kind = ofHeading) != null)
            {
                reading.Report(FindingCode.Derived, line, Texts.Import.KindFromHeading(heading.Text, RegisterWords.Kind(kind.Value)));
            }
            else if (kind != null && said == null && known == null)
            {
                _kindsTold.Add($"{name} ({RegisterWords.Kind(kind.Value)})");
            }
            if (kind is { } found)
            {
                fields.Add(new Field("slag", line, new TextNode(line, RegisterWords.Kind(found))));
            }
            _unsaid[name] = kind;
        }
    }

    /// <summary>Groups or reorganisations on a sheet of their own; null where there is none.</summary>
    private List<Node>? Others(Workbook workbook, string sheet, SheetColumn[] columns, string needed, string[] lists, List<string> sheets)
    {
        if (SheetTable.Find(workbook, columns, needed, reading, sheet) is not { } table)
        {
            return null;
        }
        sheets.Add(table.Name);
        return table.Rows.Select(row => (Node)new MapNode(row.Line, row.Cells.Where(cell => cell.Heading.Key != "")
            .Select(cell => new Field(cell.Heading.Key, cell.Line, lists.Contains(cell.Heading.Key) ? Lines(cell) : cell.Node))
            .ToList())).ToList();
    }

    private (List<Node> Groups, List<Node> Successions) Kept(int line)
    {
        var ids = _departments.Select(one => (one.Fields.Find(field => field.Key == "id")?.Value as TextNode)?.Value).ToHashSet();
        Field Text(string key, string value) => new(key, line, new TextNode(line, value));
        Field List(string key, IEnumerable<string> values) =>
            new(key, line, new ListNode(line, values.Select(value => (Node)new TextNode(line, value)).ToList()));
        return (now.Groups.Where(group => group.Departments.All(ids.Contains))
                .Select(group => (Node)new MapNode(line, [Text("namn", group.Name), List("enheter", group.Departments)])).ToList(),
            now.Successions.Where(one => one.From.Concat(one.To).All(ids.Contains)).Select(one => (Node)new MapNode(line,
                [Text("datum", $"{one.Date:yyyy-MM-dd}"), List("från", one.From), List("till", one.To)])).ToList());
    }

    private static ListNode Lines(TableCell cell) => new(cell.Line, cell.Text.Split('\n', StringSplitOptions.TrimEntries
        | StringSplitOptions.RemoveEmptyEntries).Select(text => (Node)new TextNode(cell.Line, text)).ToList());
}
