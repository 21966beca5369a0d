using FollowUp.Departments;
using FollowUp.Imports;

namespace FollowUp.Plans;

/// <summary>Writes a plan as files that <see cref="PlanReader"/> reads again without a loss.</summary>
internal static class PlanWriter
{
    /// <summary>What a plan's tree holds, level by level.</summary>
    internal static RowKind Rows { get; } =
        new RowKind("plan", "", ["plan", "titel", "kommun", "från", "till", "beslutad", "typ", "överordnad", "ersätter", "lagstadgad",
            "länk"],
        ["uppföljning", "nivåord"],
        new RowKind("mål", "mål", ["id", "titel", "ur"], []),
        new RowKind("fokusområde", "fokusområden", ["nummer", "titel"], ["förutsättningar"],
            new RowKind("åtgärd", "åtgärder", ["nummer", "titel", "lydelse", "sida", "exempel", "från", "till"],
                ["ansvariga", "medansvariga", "nivåer", "riktas till", "samhällsnivåer", "målgrupper", "mål", "inriktningar"],
                new RowKind("indikator", "indikatorer", ["namn", "enhet", "källa"], [])),
            new RowKind("inriktning", "inriktningar", ["nummer", "titel"], ["mål"],
                new RowKind("behov", "behov", ["behov"], ["nivåer", "förändringsfaktorer", "målgrupper", "exempel"]))));

    internal static CsvFile Table { get; } = new(Rows);

    /// <param name="register">Gives the departments' names.</param>
    public static string Yaml(ActionPlan plan, DepartmentRegister register) => YamlFile.Write(Tree(plan, register));

    /// <param name="register">Gives the departments' names.</param>
    public static string Csv(ActionPlan plan, DepartmentRegister register) => Table.Write(Tree(plan, register));

    internal static MapNode Tree(ActionPlan plan, DepartmentRegister register)
    {
        IEnumerable<string> Names(IEnumerable<Responsibility> parties) => parties.Select(party => Name(party, register));

        IEnumerable<string> Levels(IEnumerable<PreventionLevel> levels) =>
            levels.Select(level => plan.LevelWords.Count == 0 ? PlanWords.Level(level) : plan.WordFor(level));

        return NodeWriter.Map(
            ("plan", plan.Id),
            ("titel", plan.Title),
            ("kommun", plan.Municipality),
            ("från", plan.Start),
            ("till", plan.End),
            ("beslutad", plan.Decided),
            ("typ", plan.Kind == PlanKind.Measures ? null : PlanWords.Kind(plan.Kind)),
            ("överordnad", plan.Parent),
            ("ersätter", plan.Replaces),
            ("uppföljning", plan.FollowUps.Select(PlanWords.FollowUp)),
            ("lagstadgad", plan.Statutory ? FileReading.Yes : null),
            ("nivåord", plan.LevelWords),
            ("länk", plan.Link),
            ("mål", plan.Goals.Select(goal => NodeWriter.Map(("id", goal.Id), ("titel", goal.Title), ("ur", goal.Source)))),
            ("fokusområden", plan.FocusAreas.Select(area => NodeWriter.Map(
                ("nummer", area.Number),
                ("titel", area.Title),
                ("förutsättningar", area.Conditions),
                ("åtgärder", area.Measures.Select(measure => NodeWriter.Map(
                    ("nummer", measure.Number),
                    ("titel", measure.Title),
                    ("lydelse", measure.Wording),
                    ("sida", measure.Page),
                    ("exempel", measure.Examples),
                    ("ansvariga", Names(measure.Responsible)),
                    ("medansvariga", Names(measure.CoResponsible)),
                    ("nivåer", Levels(measure.Levels)),
                    ("riktas till", measure.Targets.Select(PlanWords.Target)),
                    ("samhällsnivåer", measure.SocietyLevels.Select(PlanWords.Society)),
                    ("målgrupper", measure.TargetGroups),
                    ("från", measure.Start),
                    ("till", measure.End),
                    ("mål", measure.Goals),
                    ("inriktningar", measure.Directions.Select(link => $"{link.PlanId} {link.Number}")),
                    ("indikatorer", measure.Indicators.Select(indicator => NodeWriter.Map(
                        ("namn", indicator.Name), ("enhet", indicator.Unit), ("källa", indicator.Source))))))),
                ("inriktningar", area.Directions.Select(direction => NodeWriter.Map(
                    ("nummer", direction.Number),
                    ("titel", direction.Title),
                    ("mål", direction.Goals),
                    ("behov", direction.Needs.Select(need => NodeWriter.Map(
                        ("nivåer", Levels(need.Levels)),
                        ("behov", need.Text),
                        ("förändringsfaktorer", need.ChangeFactors),
                        ("målgrupper", need.TargetGroups),
                        ("exempel", need.Examples)))))))))));
    }

    /// <summary>What files call the party.</summary>
    public static string Name(Responsibility party, DepartmentRegister register)
    {
        var name = party.Kind switch
        {
            // One that has left the register since is still called something.
            PartyKind.Department => register.Find(party.Id)?.Name ?? party.Id,
            PartyKind.Group => party.Id,
            _ => RegisterWords.Every(party.Kind),
        };
        return party.Qualifier == null ? name : $"{name} ({party.Qualifier})";
    }
}
