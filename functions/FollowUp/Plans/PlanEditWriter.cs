using System.Globalization;
using FollowUp.Departments;
using FollowUp.Imports;

namespace FollowUp.Plans;

/// <summary>Writes what somebody changes in a form into the plan's tree, so that it is read and checked as a file is.</summary>
internal static class PlanEditWriter
{
    private static readonly StringComparer ByNumber =
        StringComparer.Create(CultureInfo.InvariantCulture, CompareOptions.NumericOrdering);

    /// <param name="number">Of the measure before it was changed; null for a new one.</param>
    public static MapNode WithMeasure(ActionPlan plan, string? number, TypedMeasure typed, DepartmentRegister register)
    {
        var tree = PlanWriter.Tree(plan, register);
        var areas = tree.Items("fokusområden").ToList();
        var before = areas.SelectMany(area => area.Items("åtgärder")).FirstOrDefault(measure => measure.Cell("nummer") == number);
        var measure = Measure(before ?? new MapNode((int)MeasureField.Number, []), typed);
        if (typed.Area == "")
        {
            areas.Add(NodeWriter.Map(("nummer", plan.FocusAreas.Select(area => area.Number).DefaultIfEmpty().Max() + 1))
                .With("titel", Text(MeasureField.NewArea, typed.NewArea) ?? new TextNode((int)MeasureField.NewArea, "")));
        }
        for (var place = 0; place < areas.Count; place++)
        {
            var isHere = typed.Area == "" ? place == areas.Count - 1 : areas[place].Cell("nummer") == typed.Area;
            var measures = areas[place].Items("åtgärder").ToList();
            var at = before == null ? -1 : measures.IndexOf(before);
            if (at >= 0)
            {
                measures.RemoveAt(at);
            }
            if (isHere)
            {
                at = at >= 0 && typed.Number == number ? at
                    : measures.FindIndex(other => ByNumber.Compare(other.Cell("nummer"), typed.Number) > 0);
                measures.Insert(at >= 0 ? at : measures.Count, measure);
            }
            areas[place] = areas[place].With("åtgärder", new ListNode(0, measures));
        }
        return tree.With("fokusområden", new ListNode(0, areas));
    }

    public static MapNode WithoutMeasure(ActionPlan plan, string number, DepartmentRegister register) => PlanWriter.Tree(plan with
    {
        FocusAreas = plan.FocusAreas.Select(area => area with
        {
            Measures = area.Measures.Where(measure => measure.Number != number).ToList(),
        }).ToList(),
    }, register);

    /// <summary>Keys of what can be changed of the plan itself; findings have their places here, from 1, as their lines.</summary>
    public static IReadOnlyList<string> Facts { get; } = ["titel", "från", "till", "beslutad", FollowUps, "lagstadgad", "länk"];

    public const string FollowUps = "uppföljning";

    /// <param name="value">By key; "" where there is none, and an item on each line of <see cref="FollowUps"/>.</param>
    public static MapNode WithFacts(ActionPlan plan, DepartmentRegister register, Func<string, string> value) =>
        Facts.Select((key, place) => (Key: key, Value: value(key), Line: place + 1))
            .Aggregate(PlanWriter.Tree(plan, register), (tree, field) => tree.With(field.Key,
                field.Key != FollowUps ? new TextNode(field.Line, field.Value)
                : field.Value == "" ? null : Items(field.Line, field.Value.Split('\n'))));

    private static MapNode Measure(MapNode before, TypedMeasure typed)
    {
        var measure = before with { Line = (int)MeasureField.Number };
        foreach (var (key, field, text) in new[]
        {
            ("nummer", MeasureField.Number, typed.Number), ("titel", MeasureField.Title, typed.Title),
            ("lydelse", MeasureField.Wording, typed.Wording), ("sida", MeasureField.Page, typed.Page),
            ("exempel", MeasureField.Examples, typed.Examples), ("från", MeasureField.From, typed.From),
            ("till", MeasureField.To, typed.To),
        })
        {
            // What must be there is missing in its own field.
            measure = measure.With(key, text == "" && key is "nummer" or "titel" ? new TextNode((int)field, text) : Text(field, text));
        }
        foreach (var (key, field, items) in new[]
        {
            ("nivåer", MeasureField.Levels, typed.Levels), ("riktas till", MeasureField.Targets, typed.Targets),
            ("samhällsnivåer", MeasureField.SocietyLevels, typed.SocietyLevels),
            ("målgrupper", MeasureField.Groups, typed.Groups.Split('\n', StringSplitOptions.RemoveEmptyEntries)),
        })
        {
            measure = measure.With(key, items.Count == 0 ? null : Items((int)field, items));
        }
        return measure.With("ansvariga", Parties(typed, isHelping: false)).With("medansvariga", Parties(typed, isHelping: true));
    }

    private static ListNode Parties(TypedMeasure typed, bool isHelping) => new((int)MeasureField.Party, typed.Parties
        .Select((party, row) => (Party: party, Line: (int)MeasureField.Party + row))
        .Where(row => row.Party.IsHelping == isHelping && !row.Party.IsEmpty)
        .Select(row => (Node)new TextNode(row.Line, row.Party.Part == "" ? row.Party.Name : $"{row.Party.Name} ({row.Party.Part})"))
        .ToList());

    private static TextNode? Text(MeasureField field, string text) => text == "" ? null : new TextNode((int)field, text);

    private static ListNode Items(int line, IReadOnlyList<string> items) =>
        new(line, items.Select(item => (Node)new TextNode(line, item)).ToList());
}
