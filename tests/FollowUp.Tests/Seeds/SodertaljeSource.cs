namespace FollowUp.Tests.Seeds;

/// <summary>
/// Södertälje's action plan 2024–2027 (source document 003) as the document itself says it: who is responsible
/// and co-responsible for which measure, on which prevention levels, and how many conditions each focus area has.
/// Read off the source text page by page, independently of the YAML; the YAML was not looked at.
/// </summary>
/// <remarks>
/// <para>
/// The source is OCR. Where a page was read column by column, the measure texts come first, then the cells with
/// the departments, then the levels. A cell starts at a responsible department; "Medansvarig:" starts the
/// co-responsible part of the same cell. How the columns were joined, page by page:
/// </para>
/// <list type="bullet">
/// <item>1:1–1:4. "111" is 1:1. The departments are beside their measures; the levels come last, four times
/// universal for four measures.</item>
/// <item>1:5–1:9 (the plan has no 1:7). Four measures, four cells, four times universal. Three cells have a
/// co-responsible part, and the department before each "Medansvarig:" opens its cell. That leaves Socialnämnden
/// alone, first on the page, as the whole cell of 1:5; the cells of 1:6, 1:8 and 1:9 follow in order. The blank
/// lines here separate nothing: they also occur inside cells. Socialnämnden cannot be part of the 1:6 cell,
/// which lists it as co-responsible.</item>
/// <item>2:1–2:4 and 2:5. One department and its level or levels beside each measure.</item>
/// <item>3:1–3:3. Three measures, three cells, three lines of levels. Only the first cell has a co-responsible
/// part. Utbildningsnämnderna occurs three times: in that part, then with Socialnämnden, then alone after a blank
/// line. A second mention cannot belong to the same cell, so the second opens 3:2 and the third is 3:3.
/// Socialnämnden goes with the second: same block, and the text of 3:2 names its work. Levels in order:
/// "Indikativ" (read as indicated) and selective on one line for 3:1, universal for 3:2 and for 3:3.</item>
/// <item>3:4. Alone on its page, its cell broken over two: one co-responsible list, and both levels, on two
/// lines, belong to it.</item>
/// <item>4:1–4:4. The departments and the level are beside each measure.</item>
/// <item>4:5–4:7. The page's heading reads "4:1", which is a table heading and not a measure. The bullets are lost;
/// each cell starts at the line that carries a level. Selective is the level of the cell with four departments,
/// which is the second: 4:6.</item>
/// <item>5:1–5:3. The bullets are lost; each cell starts at the line with Socialnämnden and a level. Three
/// measures, three such lines.</item>
/// <item>5:4–5:7. The heading "5:1" is a table heading. Four measures, four cells, four levels, joined in order. The
/// first cell has a co-responsible part; Kommunstyrelsen after it opens 5:5, since it already opened 5:4.
/// Socialnämnden, mentioned again, opens 5:6, and once more, alone at the end, 5:7.</item>
/// <item>5:8–5:9. The heading "5:1" again. The departments and the level are beside each measure.</item>
/// </list>
/// <para>
/// Checked by count: every department is in as many measures here as it has lines in the tables of the source,
/// six cells have a co-responsible part, and the levels are 12 universal, 6 selective and 19 indicated.
/// </para>
/// </remarks>
public static class SodertaljeSource
{
    /// <summary>Each department with the measures it is responsible and co-responsible for, in plan order.</summary>
    public static readonly (string Department, string[] Responsible, string[] CoResponsible)[] Matrix =
    [
        ("Kommunstyrelsen",
            ["1:3", "1:6", "1:8", "3:4", "5:4", "5:5", "5:8", "5:9"],
            ["1:9"]),
        ("Socialnämnden",
            [
                "1:3", "1:5", "1:9", "2:1", "2:2", "2:3", "2:4", "2:5", "3:1", "3:2", "4:1", "4:2", "4:3",
                "4:4", "4:5", "4:6", "4:7", "5:1", "5:2", "5:3", "5:5", "5:6", "5:7"
            ],
            ["1:6", "1:8", "3:4", "5:4"]),
        ("Omsorgsnämnden",
            ["1:3", "4:1", "4:2", "4:6", "5:1", "5:2", "5:3", "5:6"],
            ["1:6", "1:8", "3:1", "3:4", "5:4"]),
        ("Äldreomsorgsnämnden",
            ["5:1", "5:2", "5:3"],
            ["1:6", "1:8", "3:1", "3:4"]),
        ("Utbildningsnämnderna",
            ["1:3", "1:4", "3:2", "3:3", "4:6", "5:1", "5:3", "5:5", "5:6"],
            ["1:6", "1:8", "3:1", "3:4", "5:4"]),
        ("Kultur- och fritidsnämnderna",
            ["1:1", "1:2", "1:3", "4:6", "5:1", "5:3", "5:6"],
            ["1:6", "1:8", "3:1", "3:4"]),
        ("Arbets- och näringslivsnämnden",
            ["1:3", "5:1", "5:3", "5:6"],
            ["1:6", "1:8", "3:1", "3:4"]),
        ("Samhällsbyggnadsnämnderna",
            [],
            ["1:8", "3:4"]),
        ("Miljönämnden",
            [],
            ["1:8", "3:4"]),
        ("Överförmyndarnämnden",
            ["5:1", "5:3"],
            []),
        ("Telge Bostäder",
            ["5:1", "5:3"],
            ["1:8", "3:4"]),
        ("Telge AB",
            ["5:9"],
            []),
        ("Kommunala pensionärsrådet",
            [],
            ["1:8", "3:4"]),
        ("Kommunala funktionshinderrådet",
            [],
            ["1:8", "3:4"]),
    ];

    /// <summary>Each measure with its focus area and prevention levels: U universal, S selective, I indicated.</summary>
    public static readonly (string Measure, int FocusArea, string Levels)[] Levels =
    [
        ("1:1", 1, "U"),
        ("1:2", 1, "U"),
        ("1:3", 1, "U"),
        ("1:4", 1, "U"),
        ("1:5", 1, "U"),
        ("1:6", 1, "U"),
        ("1:8", 1, "U"),
        ("1:9", 1, "U"),
        ("2:1", 2, "SI"),
        ("2:2", 2, "SI"),
        ("2:3", 2, "I"),
        ("2:4", 2, "I"),
        ("2:5", 2, "I"),
        ("3:1", 3, "SI"),
        ("3:2", 3, "U"),
        ("3:3", 3, "U"),
        ("3:4", 3, "SI"),
        ("4:1", 4, "I"),
        ("4:2", 4, "I"),
        ("4:3", 4, "I"),
        ("4:4", 4, "I"),
        ("4:5", 4, "I"),
        ("4:6", 4, "S"),
        ("4:7", 4, "I"),
        ("5:1", 5, "I"),
        ("5:2", 5, "I"),
        ("5:3", 5, "I"),
        ("5:4", 5, "S"),
        ("5:5", 5, "U"),
        ("5:6", 5, "I"),
        ("5:7", 5, "I"),
        ("5:8", 5, "U"),
        ("5:9", 5, "I"),
    ];

    /// <summary>How many conditions must be in place for each focus area, 1 to 5.</summary>
    public static readonly int[] ConditionsPerFocusArea = [2, 2, 2, 2, 3];
}
