namespace FollowUp.Tests.Seeds;

/// <summary>
/// Flen's action plan 2021–2023 (source document 002) as the document itself says it: its nineteen commitments in
/// three lists, and the boards that each concerns, in the source's order. Read off the source text from top to
/// bottom, independently of the YAML; the YAML was not looked at.
/// </summary>
/// <remarks>
/// <para>
/// The source gives no numbers: a commitment is numbered by its list and its place there. It is OCR, and the cell with
/// the boards is joined to its commitment as follows:
/// </para>
/// <list type="bullet">
/// <item>List 1, "uphold what exists". The cells follow their commitments one by one. The sentence that opens the
/// list is broken: its second half comes before its first. "Kommunstyrelsen (HR, Kommunikation)" is one board with
/// one qualifier, over two lines.</item>
/// <item>The sentence on the executive board's overall picture, after list 1, is no commitment of the list: it
/// has no cell.</item>
/// <item>List 2, "develop". The cells follow the first three commitments; from the fourth on they are read line by line,
/// across text and cell. "Samhallbyggnadsnamnden" is Samhällsbyggnadsnämnden with a letter lost.</item>
/// <item>List 3, "the municipality as an employer". One cell beside each commitment, always the same.</item>
/// </list>
/// <para>
/// Checked by count: Socialnämnden is in 14 cells, Barn-, utbildnings- och kulturnämnden in 14, Kommunstyrelsen in
/// 11 (seven of them with HR in the qualifier), Samhällsbyggnadsnämnden in 2, and all boards in 1.
/// </para>
/// </remarks>
public static class FlenSource
{
    /// <summary>Each commitment with the boards that it concerns, and the text in parentheses after a board.</summary>
    public static readonly (string Commitment, (string Board, string? Qualifier)[] Boards)[] Commitments =
    [
        ("1:1", [("Socialnämnden", null), ("Barn-, utbildnings- och kulturnämnden", null), ("Kommunstyrelsen", "HR")]),
        ("1:2", [("Socialnämnden", null), ("Barn-, utbildnings- och kulturnämnden", null), ("Kommunstyrelsen", "HR")]),
        ("1:3", [("Socialnämnden", null), ("Barn-, utbildnings- och kulturnämnden", null)]),
        ("1:4", [("Socialnämnden", null), ("Barn-, utbildnings- och kulturnämnden", null)]),
        ("1:5", [("Kommunstyrelsen", "HR, Kommunikation")]),
        ("1:6", [("Socialnämnden", null), ("Barn-, utbildnings- och kulturnämnden", null), ("Samhällsbyggnadsnämnden", null)]),
        ("1:7", [("Socialnämnden", null), ("Barn-, utbildnings- och kulturnämnden", null), ("Kommunstyrelsen", null)]),
        ("2:1",
            [
                ("Barn-, utbildnings- och kulturnämnden", null), ("Socialnämnden", null), ("Samhällsbyggnadsnämnden", null),
                ("Kommunstyrelsen", null)
            ]),
        ("2:2", [("Barn-, utbildnings- och kulturnämnden", null), ("Socialnämnden", null), ("Kommunstyrelsen", "främst HR")]),
        ("2:3", [("Socialnämnden", null), ("Barn-, utbildnings- och kulturnämnden", null)]),
        ("2:4", [("Socialnämnden", null), ("Barn-, utbildnings- och kulturnämnden", null)]),
        ("2:5", [("Socialnämnden", null), ("Barn-, utbildnings- och kulturnämnden", null)]),
        ("2:6", [("Socialnämnden", null), ("Barn-, utbildnings- och kulturnämnden", null)]),
        ("2:7", [("Alla nämnder", null)]),
        ("2:8", [("Socialnämnden", null), ("Barn-, utbildnings- och kulturnämnden", null), ("Kommunstyrelsen", null)]),
        ("2:9", [("Socialnämnden", null), ("Barn-, utbildnings- och kulturnämnden", null), ("Kommunstyrelsen", null)]),
        ("3:1", [("Kommunstyrelsen", "HR")]),
        ("3:2", [("Kommunstyrelsen", "HR")]),
        ("3:3", [("Kommunstyrelsen", "HR")]),
    ];
}
