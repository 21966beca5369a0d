using FollowUp.Departments;
using FollowUp.Imports;

namespace FollowUp.Plans;

/// <summary>
/// Writes a plan as the spreadsheet that people fill in: what it is, and a row a measure. A plan of directions has no such form and is one
/// table, as its CSV is.
/// </summary>
internal static class PlanSheetWriter
{
    /// <param name="plan">Null for one that is still to be written.</param>
    /// <param name="municipality">Whose plan a new one is.</param>
    public static byte[] Write(ActionPlan? plan, DepartmentRegister register, string municipality)
    {
        var tree = plan == null ? NodeWriter.Map(("kommun", municipality)) : PlanWriter.Tree(plan, register);
        var about = WrittenSheet.Lines(Texts.Import.ReadFirst, Texts.Import.AboutPlanSheets);
        return WorkbookWriter.Write(plan is { Kind: PlanKind.Directions }
            ? [new WrittenSheet(PlanSheetWords.PlanSheet, PlanWriter.Table.Cells(tree)), about]
            : [about, .. Sheets(tree)]);
    }

    private static IEnumerable<WrittenSheet> Sheets(MapNode tree)
    {
        yield return new WrittenSheet(PlanSheetWords.PlanSheet,
        [
            [Texts.Import.FieldColumn, Texts.Import.ValueColumn],
            .. PlanSheetWords.Fields.Select(field => (string[])[Texts.Capital(field.Headings[0]), tree.Cell(field.Key)]),
        ]);
        var areas = tree.Items("fokusområden");
        yield return WrittenSheet.Table(PlanSheetWords.MeasureSheet, PlanSheetWords.Measures, areas.SelectMany(area => Rows(area)));
        if (tree.Items("mål") is { Count: > 0 } goals)
        {
            yield return WrittenSheet.Table(PlanSheetWords.GoalSheet, PlanSheetWords.Goals,
                goals.Select(goal => PlanSheetWords.Goals.Select(column => goal.Cell(column.Key))));
        }
        var measures = areas.SelectMany(area => area.Items("åtgärder")).ToList();
        if (measures.Exists(measure => measure.Child("indikatorer") != null))
        {
            yield return WrittenSheet.Table(PlanSheetWords.IndicatorSheet, PlanSheetWords.Indicators, measures.SelectMany(measure =>
                measure.Items("indikatorer").Select(indicator => PlanSheetWords.Indicators.Select(column =>
                    (column.Key == "nummer" ? measure : indicator).Cell(column.Key)))));
        }
    }

    private static IEnumerable<IEnumerable<string>> Rows(MapNode area)
    {
        var measures = area.Items("åtgärder");
        for (var place = 0; place < Math.Max(1, measures.Count); place++)
        {
            yield return PlanSheetWords.Measures.Select(column => column.Key switch
            {
                PlanSheetWords.Area => $"{area.Cell("nummer")}. {area.Cell("titel")}",
                "förutsättningar" => place == 0 ? area.Cell(column.Key) : "",
                _ => measures.Count == 0 ? "" : measures[place].Cell(column.Key),
            });
        }
    }
}
