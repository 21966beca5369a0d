using FollowUp.Imports;
using FollowUp.Plans;
using FollowUp.Tests.Seeds;

namespace FollowUp.Tests.Plans;

/// <summary>Plans that are pasted as text, as it comes out of a PDF.</summary>
public sealed class PlanTextTests
{
    private readonly FileReading _reading = new("text");

    [Fact]
    public void Names_and_levels_beside_the_measures_are_theirs_also_where_words_are_divided_and_letters_lost() => AssertRead(
        """
        Inledning
        Planen gdller i fyra ar.

        Fokusomrdde 1: Vi férebygger
        Fokusomrdde 2: Vi stodjer

        Fokusomrade I:

        Vi forebygger

        En text om varfor.

        For att uppna fokusomradet behover foljande vara pd plats:
        + Metoder finns inom kom-
        munens verksamheter.
        « Insatser provas

        dar barn vistas.

        Atgé rd

        Atgard 111
        Ta fram en metod for lek- + Kultur- och fritids-
        platser i ett ndmnderna
        kunskaps- och metodarbete. + Telge Bost&der

        Atgérd1:2
        Prova den. » Socialnédmnden
        Exempelvis: I en park

        Universell
        Indikerad Selektiv
        """,
        [
            "1 Vi férebygger: Metoder finns inom kommunens verksamheter. | Insatser provas dar barn vistas.",
            "1:1 Ta fram en metod for lekplatser i ett kunskaps- och metodarbete: "
                + "Kultur- och fritidsnämnderna, Telge Bostäder /  / universell",
            "1:2 Prova den: Socialnämnden /  / indikerad, selektiv",
        ],
        [
            "22 NotSure ”Atgard 111” har lästs som åtgärd 1:1. Stämmer det?",
            "25 Derived ”Telge Bost&der” har lästs som Telge Bostäder.", "28 Derived ”Socialnédmnden” har lästs som Socialnämnden.",
            "9 NotRead Raderna 9–11 har inte lästs.",
        ]);

    [Fact]
    public void Names_in_a_column_of_their_own_are_given_to_the_measures_in_order_and_a_person_is_asked() => AssertRead(
        """
        Fokusområde 1: Lugn
        Åtgärd 1:1
        En sak.

        Åtgärd 1:2
        En annan sak.

        Åtgärd 1:4
        En tredje.

        + Socialnämnden

        + Kommunstyrelsen

        Medansvarig:

        + Socialnämnden

        » Kommunala pensio-
        närsrådet

        + Socialnämnden
        Universell
        Indikativ Selektiv
        Universell
        Åtgärd 1:1
        Åtgärd 1:5
        En fjärde.
        Omsorgsnämnden Indikerad
        """,
        [
            "1 Lugn: ",
            "1:1 En sak: Socialnämnden /  / universell",
            "1:2 En annan sak: Kommunstyrelsen / Socialnämnden, Kommunala pensionärsrådet / indikerad, selektiv",
            "1:4 En tredje: Socialnämnden /  / universell",
            "1:5 En fjärde: Omsorgsnämnden /  / indikerad",
        ],
        [
            "2 NotSure Åtgärd 1:1: namnen stod för sig i texten och har förts till åtgärderna i den ordning de kom. Kontrollera dem.",
            "5 NotSure Åtgärd 1:2: namnen stod för sig i texten och har förts till åtgärderna i den ordning de kom. Kontrollera dem.",
            "8 NotSure Åtgärd 1:4: namnen stod för sig i texten och har förts till åtgärderna i den ordning de kom. Kontrollera dem.",
            "24 NotSure ”Indikativ” har lästs som indikerad. Stämmer det?",
            "26 NotSure Åtgärd 1:1 finns redan. Den här rubriken läses inte.",
        ]);

    [Fact]
    public void What_does_not_go_together_is_left_for_a_person_to_say() => AssertRead(
        """
        Fokusområde 2: Stöd
        2.1 Ta fram en rutin
        2.2 Följa upp den
        2.3 Berätta om den

        Socialnämnden

        Kommunstyrelsen
        Selektiv
        Universell
        Fokusområde 3: Mer
        3:1 Ge råd. Ansvarig nämnd avgör hur.
        Ansvarig: Socialnämnden och Omsorgsnämnden
        Medansvariga: Telge AB, Fritidsnämnden
        """,
        [
            "2 Stöd: ", "2:1 Ta fram en rutin:  /  / ", "2:2 Följa upp den:  /  / ", "2:3 Berätta om den:  /  / ",
            "3 Mer: ", "3:1 Ge råd. Ansvarig nämnd avgör hur: Socialnämnden, Omsorgsnämnden / Telge AB, Fritidsnämnden / ",
        ],
        [
            .. new[] { (2, "2:1"), (3, "2:2"), (4, "2:3") }.Select(measure => $"{measure.Item1} NotSure Åtgärd {measure.Item2}: det "
                + "framgår inte säkert vilka som ansvarar. Namnen står för sig och är inte lika många som åtgärderna."),
            .. new[] { (2, "2:1"), (3, "2:2"), (4, "2:3") }.Select(measure => $"{measure.Item1} NotSure Åtgärd {measure.Item2}: det "
                + "framgår inte säkert vilken preventionsnivå som gäller. Skriv nivån sist på åtgärdens rad."),
            "6 NotRead Raderna 6–10 har inte lästs.",
        ]);

    [Fact]
    public void Levels_beside_the_first_name_say_where_a_measures_names_begin() => AssertRead(
        """
        Fokusområde 5: Kunskap
        Åtgärd 5:1
        Kurs för alla.
        Åtgärd 5:2
        Kurs för några.

        Socialnämnden Indikerad
        Omsorgsnämnden

        Kultur- och fritidsnämn-

        derna
        Socialnämnden Selektiv
        """,
        [
            "5 Kunskap: ", "5:1 Kurs för alla: Socialnämnden, Omsorgsnämnden, Kultur- och fritidsnämnderna /  / indikerad",
            "5:2 Kurs för några: Socialnämnden /  / selektiv",
        ],
        []);

    [Fact]
    public void What_is_no_heading_here_is_told_and_nothing_is_given_to_the_measure_before() => AssertRead(
        """
        Fokusområde Information
        Fokusområde 1: Lugn
        Åtgärd 1:1
        En sak. + Socialnämnden
        Åtgärd 5
        En annan. + Kommunstyrelsen
        Åtgärd 1:1
        Åter. + Omsorgsnämnden
        Åtgärd 3:1
        En tredje. + Socialnämnden Universell
        Selektiv
        """,
        [
            "1 Lugn: ", "1:1 En sak: Socialnämnden /  / ", "3 Fokusområde 3: ", "3:1 En tredje: Socialnämnden /  / universell",
        ],
        [
            "5 NotSure ”Åtgärd 5” har inget nummer som säger fokusområdet, som 1:2. Åtgärden läses inte. Skriv numret så i texten.",
            "7 NotSure Åtgärd 1:1 finns redan. Den här rubriken läses inte.",
            "9 Derived Åtgärd 3:1 står inte under någon rubrik för fokusområde 3. Den förs dit.",
            "3 NotSure Åtgärd 1:1: det framgår inte säkert vilken preventionsnivå som gäller. Skriv nivån sist på åtgärdens rad.",
            "5 NotRead Raderna 5–6 har inte lästs.", "8 NotRead Rad 8 har inte lästs.", "11 NotRead Rad 11 har inte lästs.",
        ]);

    [Fact]
    public void A_text_that_is_too_long_is_refused_and_a_long_line_is_not_searched()
    {
        Assert.Empty(PlanText.Read(string.Concat(Enumerable.Repeat("1.1 A\n", 10_001)), SeedFiles.Register("sodertalje"), _reading));
        Assert.Equal(FindingCode.TooMuch, Assert.Single(_reading.Findings).Code);

        var reading = new FileReading("text");
        PlanText.Read($"1:1 A\nx{new string(' ', 1_000_000)}y\n{string.Concat(Enumerable.Repeat("universell ", 200_000))}x",
            SeedFiles.Register("sodertalje"), reading);
        Assert.Contains(reading.Findings, finding => finding is { Code: FindingCode.NotRead, Line: 2 }
            && finding.Message.Contains("Raderna 2–3"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("En text utan åtgärder.\nFokusområde 1: Tomt\n")]
    public void A_text_without_measures_gives_none(string text) => AssertRead(text, [], []);

    [Fact]
    public void Areas_by_their_number_alone_times_and_a_name_with_and_in_it_are_read() => AssertRead(
        """
        1. Trygga platser
        Platser ska vara trygga.
        1.1 Gå vandringar
        Ansvarig: Kultur- och fritidsnämnderna, Socialnämnden
        Tidsplan: vt 2027
        1.2 Byta belysning
        Ansvarig: Miljönämnden
        Klart: när det går
        2. Tidiga insatser
        2.1 Utbilda personal
        Ansvarig: Socialnämnden
        """,
        [
            "1 Trygga platser: ", "1.1 Gå vandringar: Kultur- och fritidsnämnderna, Socialnämnden /  / ",
            "1.2 Byta belysning: Miljönämnden /  / ", "2 Tidiga insatser: ", "2.1 Utbilda personal: Socialnämnden /  / ",
        ],
        [
            "8 NotRead ”när det går” är ingen tid som går att läsa. Åtgärden får planens tid. Skriv som 2026-06-30 eller 2026.",
            "2 NotRead Rad 2 har inte lästs.",
        ]);

    [Fact]
    public void A_measure_without_a_responsible_before_another_is_no_fault_of_the_reader() => AssertRead(
        "1.1 Gå\n1.2 Byta\nAnsvarig: Socialnämnden",
        ["1 Fokusområde 1: ", "1.1 Gå:  /  / ", "1.2 Byta: Socialnämnden /  / "],
        ["1 Derived Åtgärd 1.1 står inte under någon rubrik för fokusområde 1. Den förs dit."]);

    private void AssertRead(string text, string[] areasAndMeasures, string[] findings)
    {
        var areas = PlanText.Read(text.ReplaceLineEndings("\n"), SeedFiles.Register("sodertalje"), _reading);

        Assert.Equal(areasAndMeasures, areas.SelectMany(area => Items(area, "åtgärder").Cast<MapNode>()
            .Select(measure => $"{Text(measure, "nummer")} {Text(measure, "titel")}: {string.Join(" / ",
                new[] { "ansvariga", "medansvariga", "nivåer" }.Select(key => string.Join(", ", Texts(measure, key))))}")
            .Prepend($"{Text(area, "nummer")} {Text(area, "titel")}: {string.Join(" | ", Texts(area, "förutsättningar"))}")));
        Assert.Equal(findings, _reading.Findings.Select(finding => $"{finding.Line} {finding.Code} {finding.Message}"));

        static string Text(MapNode node, string key) => ((TextNode)node.Child(key)!).Value;
        static IEnumerable<Node> Items(MapNode node, string key) => node.Child(key) is ListNode list ? list.Items : [];
        static IEnumerable<string> Texts(MapNode node, string key) => Items(node, key).Cast<TextNode>().Select(item => item.Value);
    }
}
