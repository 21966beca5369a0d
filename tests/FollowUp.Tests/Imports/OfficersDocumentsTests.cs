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

    [Theory]
    [InlineData("<w:p><w:r><w:t>Bara text.</w:t></w:r></w:p>", "klistra in den som text ur planen")]
    [InlineData("<w:tbl><w:tr><w:tc/></w:tr></w:tbl>", "klistra in den som text ur planen")]
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

    private static PlanReading Read(string name) => PlanReader.Read(
        new Upload($"{name}.docx", OfficersSheetsTests.Content(name, "docx")) { Answers = Said }, SmallTown.Register, []);

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
