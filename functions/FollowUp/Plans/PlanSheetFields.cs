using FollowUp.Imports;
using FollowUp.Inputs;

namespace FollowUp.Plans;

/// <summary>What a plan is besides its measures, where a sheet says it only by the way.</summary>
internal sealed class PlanSheetFields(FileReading reading, string file, ImportAnswers answers, IReadOnlyList<ActionPlan> known)
{
    /// <param name="written">What the workbook says in so many words; it goes before all else.</param>
    public List<Field> Complete(List<Field> written, SheetTable table)
    {
        var fields = Answered(written, table.Headings[0].Line);
        Title(fields, table);
        Years(fields, table);
        Municipality(fields, table.Headings[0].Line);
        Id(fields, table.Headings[0].Line);
        return fields;
    }

    /// <summary>
    /// Of a plan in running text. Its title and years are asked for: what the text says of them may be about another plan.
    /// </summary>
    /// <param name="top">Of what is about the whole.</param>
    public List<Field> Complete(int top)
    {
        var fields = Answered([], top);
        Municipality(fields, top);
        Id(fields, top);
        return fields;
    }

    // With a number it is still an id.
    private const int MaxMade = 36;

    private List<Field> Answered(List<Field> written, int top)
    {
        var fields = written.ToList();
        foreach (var (key, value) in answers.Fields.Where(answer => answer.Value != "" && answer.Key != PlanSheetWords.Municipality))
        {
            Put(fields, key, top, value);
        }
        return fields;
    }

    private void Title(List<Field> fields, SheetTable table)
    {
        if (Has(fields, PlanSheetWords.Title))
        {
            return;
        }
        var top = table.Headings[0].Line;
        if (table.Above.FirstOrDefault(text => text.Value.Any(char.IsLetter)) is { } above)
        {
            Put(fields, PlanSheetWords.Title, above.Line, above.Value);
            reading.Report(FindingCode.Derived, above, Texts.Import.TitleFrom(above.Value));
        }
        else if (table.Name != WordFile.SheetName && !PlanSheetWords.AnySheet().IsMatch(InputText.Line(table.Name)))
        {
            Put(fields, PlanSheetWords.Title, top, InputText.Line(table.Name));
            reading.Report(FindingCode.Derived, top, Texts.Import.TitleFromSheet(InputText.Line(table.Name)));
        }
        else if (InputText.Line(Path.GetFileNameWithoutExtension(file).Replace('_', ' ')) is { Length: > 0 } name
            && !PlanSheetWords.AnySheet().IsMatch(name))
        {
            Put(fields, PlanSheetWords.Title, top, name);
            reading.Report(FindingCode.Derived, top, Texts.Import.TitleFromFile(name));
        }
    }

    private void Years(List<Field> fields, SheetTable table)
    {
        if (Has(fields, PlanSheetWords.From) || Has(fields, PlanSheetWords.To))
        {
            return;
        }
        var top = table.Headings[0].Line;
        var title = fields.Find(field => field.Key == PlanSheetWords.Title)?.Value as TextNode;
        foreach (var (text, line, message) in table.Above.Prepend(title).OfType<TextNode>()
            .Select(text => (text.Value, text.Line, Texts.Import.YearsFromText))
            .Append((table.Name, top, Texts.Import.YearsFromText)).Append((file, top, Texts.Import.YearsFromFile)))
        {
            if (PlanSheetTime.Years(text) is { } years)
            {
                Put(fields, PlanSheetWords.From, line, $"{years.First}-01-01");
                Put(fields, PlanSheetWords.To, line, $"{years.Last}-12-31");
                reading.Report(FindingCode.Derived, line, message);
                return;
            }
        }
    }

    private void Municipality(List<Field> fields, int top)
    {
        if (!Has(fields, PlanSheetWords.Municipality) && (answers.Fields.GetValueOrDefault(PlanSheetWords.Municipality)
            ?? known.Select(plan => plan.Municipality).Distinct().ToList() switch { [var only] => only, _ => null }) is { } name)
        {
            Put(fields, PlanSheetWords.Municipality, top, name);
            reading.Report(FindingCode.Derived, top, Texts.Import.MunicipalityFrom(name));
        }
    }

    private void Id(List<Field> fields, int top)
    {
        if (!Has(fields, PlanSheetWords.Id) && fields.Find(field => field.Key == PlanSheetWords.Title)?.Value is TextNode title)
        {
            var same = known.FirstOrDefault(plan => InputText.Key(plan.Title).Equals(InputText.Key(title.Value),
                StringComparison.OrdinalIgnoreCase));
            var made = FileReading.IdOf(title.Value);
            // Another plan's id would make this a version of it.
            var id = same?.Id ?? Enumerable.Range(2, known.Count).Select(number => $"{made[..Math.Min(made.Length, MaxMade)]}-{number}")
                .Prepend(made).First(free => known.All(plan => plan.Id != free));
            Put(fields, PlanSheetWords.Id, title.Line, id);
            reading.Report(FindingCode.Derived, top, same == null ? Texts.Import.IdFromTitle(id)
                : Texts.Import.IdOfKnown);
        }
    }

    private static bool Has(List<Field> fields, string key) => fields.Exists(field => field.Key == key);

    private static void Put(List<Field> fields, string key, int line, string value)
    {
        if (!Has(fields, key))
        {
            fields.Add(new Field(key, line, new TextNode(line, value)));
        }
    }
}
