using System.IO.Compression;
using System.Text;
using FollowUp.Imports;
using FollowUp.Plans;

namespace FollowUp.Tests.Imports;

/// <summary>Plans as they stand in Word documents.</summary>
public sealed class OfficersDocumentsTests
{
    private static readonly ImportAnswers Said = new(new Dictionary<string, string>
    {
        ["kommun"] = "Småstads kommun",
        ["från"] = "2026-01-01",
        ["till"] = "2029-12-31",
    }, new Dictionary<string, string>());

    private static readonly ImportAnswers Titled = Said with
    {
        Fields = new Dictionary<string, string>(Said.Fields) { ["titel"] = "Trygg by" },
    };

    [Fact]
    public void A_table_for_each_focus_area_with_rows_that_go_on_is_the_plan_that_it_means()
    {
        var reading = Read("plan-table-per-area");

        Assert.Equal("""
            plan: handlingsplan-for-ett-tryggare-smastad
            titel: Handlingsplan för ett tryggare Småstad 2026–2029
            kommun: Småstads kommun
            från: "2026-01-01"
            till: "2029-12-31"
            fokusområden:
              - nummer: "1"
                titel: Trygga mötesplatser
                åtgärder:
                  - nummer: "1:1"
                    titel: Utbilda personal
                    ansvariga: [Kommunstyrelsen, Socialnämnden]
                    medansvariga: [Bostadsbolaget]
                    nivåer: [universell]
                  - nummer: "1:2"
                    titel: Sprida information
                    ansvariga: [Socialnämnden, Bostadsbolaget]
                    nivåer: [universell]
              - nummer: "2"
                titel: Stöd till utsatta
                åtgärder:
                  - nummer: "2:1"
                    titel: Erbjuda boende
                    ansvariga: [Bostadsbolaget]
                    medansvariga: [Socialnämnden, Kommunstyrelsen]
                    nivåer: [indikerad]

            """, PlanWriter.Yaml(reading.Plan!, SmallTown.Register));
        Assert.Contains(reading.Findings, finding => finding is { Code: FindingCode.Derived, Place: "före den första tabellen" });
    }

    [Fact]
    public void One_table_with_areas_as_rows_and_what_was_struck_out_is_the_plan_that_it_means()
    {
        var reading = Read("plan-one-table");

        Assert.Equal("""
            plan: handlingsplan-trygg-by
            titel: Handlingsplan Trygg by
            kommun: Småstads kommun
            från: "2026-01-01"
            till: "2029-12-31"
            fokusområden:
              - nummer: "1"
                titel: Förebygga
                åtgärder:
                  - nummer: "1.1"
                    titel: Utbilda personal
                    ansvariga: [Socialnämnden]
                    nivåer: [universell]
                    till: "2026-12-31"
                  - nummer: "1.2"
                    titel: Sprida information
                    ansvariga: [Socialnämnden, Bostadsbolaget]
                    nivåer: [universell, selektiv]
              - nummer: "2"
                titel: Stödja
                åtgärder:
                  - nummer: "2.1"
                    titel: Erbjuda boende
                    ansvariga: [Bostadsbolaget]
                    nivåer: [indikerad]
                    till: "2027-06-30"

            """, PlanWriter.Yaml(reading.Plan!, SmallTown.Register));
    }

    [Fact]
    public void Controls_of_a_template_and_moved_words_are_read_once_and_in_their_columns()
    {
        const string Cell = "<w:tc><w:p><w:r><w:t>{0}</w:t></w:r></w:p></w:tc>";
        static string Row(params string[] cells) => $"<w:tr>{string.Concat(cells)}</w:tr>";
        static string Of(string text) => Cell.Replace("{0}", text);

        var content = Document("<w:sdt><w:sdtContent><w:tbl>"
            + Row(Of("Nr"), Of("Åtgärd"), Of("Ansvarig"), Of("Nivå"))
            + Row(Of("1:1"), $"<w:sdt><w:sdtContent>{Of("Utbilda")}</w:sdtContent></w:sdt>",
                "<w:tc><w:p><w:moveFrom><w:r><w:t>Kommunstyrelsen</w:t></w:r></w:moveFrom>"
                    + "<w:moveTo><w:r><w:t>Socialnämnden</w:t></w:r></w:moveTo></w:p></w:tc>", Of("Universell"))
            + "</w:tbl></w:sdtContent></w:sdt>");

        var reading = PlanReader.Read(new Upload("plan.docx", content) { Answers = Titled }, SmallTown.Register, []);

        var measure = Assert.Single(reading.Plan!.Measures);
        Assert.Equal(("1:1", "Utbilda", "social"), (measure.Number, measure.Title, Assert.Single(measure.Responsible).Id));
    }

    [Fact]
    public void What_stands_beside_the_tables_is_told_and_names_need_no_capitals()
    {
        static string Row(params string[] cells) =>
            $"<w:tr>{string.Concat(cells.Select(cell => $"<w:tc>{Paragraph(cell)}</w:tc>"))}</w:tr>";
        static string Paragraph(string text) => $"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>";

        var content = Document(Paragraph("Trygg by") + Paragraph("Planen antogs i juni.") + "<w:tbl>" + Row("Nr", "Åtgärd", "Ansvarig")
            + Row("1:1", "Utbilda", "socialnämnden") + "</w:tbl>" + Paragraph("Slut."));
        var reading = PlanReader.Read(new Upload("plan.docx", content) { Answers = Titled }, SmallTown.Register, []);

        Assert.Equal("social", Assert.Single(Assert.Single(reading.Plan!.Measures).Responsible).Id);
        Assert.Contains(reading.Findings, finding => finding.Code == FindingCode.NotRead
            && finding.Message == Texts.Import.BesideTables(2, "Planen antogs i juni."));
    }

    [Fact]
    public void Words_within_words_without_end_are_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("<w:r><w:t>", 20_000)) + "x" + string.Concat(Enumerable.Repeat("</w:t></w:r>", 20_000));

        var reading = PlanReader.Read(new Upload("plan.docx", Document($"<w:tbl><w:tr><w:tc><w:p>{deep}</w:p></w:tc></w:tr></w:tbl>")),
            SmallTown.Register, []);

        Assert.Equal(FindingCode.TooMuch, Assert.Single(reading.Findings).Code);
    }

    [Fact]
    public void A_plan_whose_id_would_be_anothers_gets_one_of_its_own()
    {
        var first = Read("plan-one-table").Plan!;
        var other = first with { Title = "Handlingsplan Trygg by, den förra" };

        Assert.Equal("handlingsplan-trygg-by-2", Read("plan-one-table", other).Plan!.Id);
        Assert.Equal("handlingsplan-trygg-by", Read("plan-one-table", first).Plan!.Id);
    }

    [Theory]
    [InlineData("<w:p><w:r><w:t>Bara text.</w:t></w:r></w:p>", "kopiera texten och klistra in den")]
    [InlineData("<w:tbl><w:tr><w:tc/></w:tr></w:tbl>", "kopiera texten och klistra in den")]
    [InlineData("<w:p>", "Filen går inte att läsa.")]
    [InlineData("<!DOCTYPE a [<!ENTITY b 'c'>]>", "Filen går inte att läsa.")]
    public void What_is_no_plan_is_told(string body, string message)
    {
        var reading = PlanReader.Read(new Upload("plan.docx", Document(body)), SmallTown.Register, []);

        Assert.Null(reading.Plan);
        Assert.Contains(message, Assert.Single(reading.Findings, finding => finding.IsError).Message);
    }

    [Fact]
    public void A_document_that_is_too_large_is_refused_before_it_is_read()
    {
        var reading = PlanReader.Read(new Upload("plan.docx", Document(new string(' ', 9_000_000))), SmallTown.Register, []);

        Assert.Contains("Dokumentet är för stort.", Assert.Single(reading.Findings).Message);
    }

    private static PlanReading Read(string name, params ActionPlan[] known) => PlanReader.Read(
        new Upload($"{name}.docx", OfficersSheetsTests.Content(name, "docx")) { Answers = Said }, SmallTown.Register, known);

    private static byte[] Document(string body)
    {
        using var content = new MemoryStream();
        using (var archive = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
        using (var original = new ZipArchive(new MemoryStream(OfficersSheetsTests.Content("plan-one-table", "docx"))))
        {
            foreach (var entry in original.Entries)
            {
                using var from = new StreamReader(entry.Open());
                using var to = new StreamWriter(archive.CreateEntry(entry.FullName).Open(), new UTF8Encoding(false));
                to.Write(entry.FullName == "word/document.xml"
                    ? "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>" + body
                        + "</w:body></w:document>"
                    : from.ReadToEnd());
            }
        }
        return content.ToArray();
    }
}
