using FollowUp.Departments;
using FollowUp.Imports;
using FollowUp.Local;
using FollowUp.Plans;

namespace FollowUp.Tests.Imports;

/// <summary>Sheets that people made for themselves before they had heard of FollowUp.</summary>
public sealed class OfficersSheetsTests
{
    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    private static readonly ImportAnswers Municipality =
        new(new Dictionary<string, string> { ["kommun"] = "Småstads kommun" }, None);

    [Fact]
    public void A_plan_with_merged_areas_times_for_numbers_and_a_title_above_is_the_plan_that_it_means()
    {
        var reading = PlanReader.Read(Officers("plan-merged-areas", Municipality), SmallTown.Register, []);

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
                    nivåer: [universell, selektiv]
                    till: "2026-06-30"
                  - nummer: "1:2"
                    titel: Sprida information
                    ansvariga: [Socialnämnden, Bostadsbolaget]
                    nivåer: [universell]
                  - nummer: "1:10"
                    titel: Belysa gångvägar
                    ansvariga: [Bostadsbolaget]
                    nivåer: [universell]
                    till: "2026-12-31"
              - nummer: "2"
                titel: Stöd till utsatta
                åtgärder:
                  - nummer: "2:1"
                    titel: Erbjuda boende
                    ansvariga: [Bostadsbolaget]
                    medansvariga: [Socialnämnden, Kommunstyrelsen]
                    nivåer: [indikerad]
                    till: "2027-12-31"

            """, PlanWriter.Yaml(reading.Plan!, SmallTown.Register));
        Assert.Contains(reading.Findings, finding =>
            finding is { Code: FindingCode.NumberAsTime, Place: "blad ”Åtgärder”, cell B7", Line: 7 }
            && finding.Message.Contains("Det läses som 1:10."));
        Assert.Contains(reading.Findings, finding => finding is { Code: FindingCode.NotRead, Place: "blad ”Bakgrund”, cell A1" });
        Assert.Contains(new Finding(FindingCode.Derived, "plan-merged-areas.xlsx", 6, "”Löpande” läses som hela planens tid.",
            "blad ”Åtgärder”, cell G6"), reading.Findings);
        Assert.All(reading.Findings, finding => Assert.NotNull(finding.Place));
    }

    [Fact]
    public void A_plan_with_areas_on_rows_of_their_own_asks_for_what_it_lacks_and_no_more()
    {
        var first = PlanReader.Read(Officers("plan-section-rows", ImportAnswers.None), SmallTown.Register, []);

        Assert.Null(first.Plan);
        Assert.Equal([FindingCode.Missing, FindingCode.Missing, FindingCode.Missing, FindingCode.UnknownDepartment,
            FindingCode.UnknownDepartment], first.Findings.Where(finding => finding.IsError).Select(finding => finding.Code));
        Assert.Equal(["Bostadsbolget", "Soc"], first.Unknown.Select(unknown => unknown.Name));
        Assert.Equal(["Bostadsbolaget"], first.Unknown[0].Near);
        Assert.Equal(3, first.Understood!.Measures.Count());

        var reading = PlanReader.Read(Officers("plan-section-rows", new ImportAnswers(
            new Dictionary<string, string>
            {
                ["titel"] = "Trygg stad",
                ["från"] = "2026-01-01",
                ["till"] = "2029-12-31",
                ["kommun"] = "Småstads kommun",
            },
            new Dictionary<string, string> { ["Bostadsbolget"] = "Bostadsbolaget", ["Soc"] = "Socialnämnden" })), SmallTown.Register,
            [SmallTown.ActionPlan]);

        Assert.Equal("""
            plan: town
            titel: Trygg stad
            kommun: Småstads kommun
            från: "2026-01-01"
            till: "2029-12-31"
            fokusområden:
              - nummer: "1"
                titel: Förebygga
                åtgärder:
                  - nummer: "1.1"
                    titel: Utbilda personal
                    ansvariga: [Kommunstyrelsen, Socialnämnden]
                    från: "2026-01-01"
                    till: "2027-12-31"
              - nummer: "2"
                titel: Stödja
                åtgärder:
                  - nummer: "2.1"
                    titel: Erbjuda boende
                    ansvariga: [Bostadsbolaget]
                    medansvariga: [Socialnämnden]
                    till: "2027-12-31"
                  - nummer: "2.2"
                    titel: Följa upp boendet
                    ansvariga: [Socialnämnden]
                    medansvariga: [Kommunstyrelsen]

            """, PlanWriter.Yaml(reading.Plan!, SmallTown.Register));
        Assert.Contains(reading.Findings, finding => finding is { Code: FindingCode.NotRead, Place: "blad ”Blad1”, cell E7" });
        Assert.Contains(reading.Findings, finding => finding.Place == "blad ”Blad1”, cell B6" && finding.Message.Contains("en formel"));
    }

    /// <summary>Such as the police, whom many plans name.</summary>
    [Fact]
    public void A_name_may_be_left_out_where_somebody_else_is_responsible()
    {
        PlanReading Read(string bolget, string soc) => PlanReader.Read(Officers("plan-section-rows", new ImportAnswers(
            new Dictionary<string, string> { ["från"] = "2026-01-01", ["till"] = "2029-12-31", ["kommun"] = "Småstads kommun" },
            new Dictionary<string, string> { ["Bostadsbolget"] = bolget, ["Soc"] = soc })), SmallTown.Register, []);

        var fault = Assert.Single(Read("Bostadsbolaget", ImportAnswers.LeftOut).Findings, finding => finding.IsError);
        Assert.Equal((FindingCode.NobodyResponsible, "blad ”Blad1”, cell C7"), (fault.Code, fault.Place));
        Assert.Contains(Read("Bostadsbolaget", ImportAnswers.LeftOut).Findings, finding =>
            finding is { Code: FindingCode.NotRead, Place: "blad ”Blad1”, cell C7" });
        Assert.NotNull(Read("Bostadsbolaget", "Socialnämnden").Plan);
    }

    [Fact]
    public void A_register_with_a_row_a_department_is_the_register_that_it_means()
    {
        var reading = DepartmentReader.Read(Officers("register-row-per-department", ImportAnswers.None), SmallTown.Register);

        Assert.Equal("""
            enheter:
              - id: board
                namn: Kommunstyrelsen
                slag: nämnd
                kontakter:
                  - roll: kontaktperson
                    namn: Kim Exempel
                    e-post: kim@town.example
                  - roll: ersättare
                    namn: Sam Exempel
                    e-post: sam@town.example
                  - roll: chef
                    namn: Alex Exempel
                    e-post: chef.ks@town.example
              - id: barn-och-ungdomsnamnden
                namn: Barn- och ungdomsnämnden
                slag: nämnd
                kontakter:
                  - roll: kontaktperson
                    namn: Robin Exempel
                    e-post: robin@town.example
                  - roll: kontaktperson
                    namn: Lo Exempel
                    e-post: lo@town.example
                  - roll: chef
                    e-post: chef.bun@town.example
                  - roll: kontaktperson
                    namn: Noa Exempel
                    e-post: noa@town.example
              - id: housing
                namn: Bostadsbolaget
                slag: bolag
                kontakter:
                  - roll: kontaktperson
                    namn: Mika Exempel
                    e-post: mika@town.example

            """, DepartmentWriter.Yaml(reading.Register!));
        Assert.Equal(["B4", "B5", "D7", "F4", "G4", "H10", "A1"], reading.Findings
            .Where(finding => finding.Code is FindingCode.Derived or FindingCode.NotRead).Select(finding => finding.Place!.Split(' ')[^1])
            .Distinct().OrderBy(cell => cell == "A1").ThenBy(cell => cell));
    }

    [Fact]
    public void A_register_with_a_row_a_contact_is_the_register_that_it_means()
    {
        var reading = DepartmentReader.Read(Officers("register-row-per-contact", ImportAnswers.None));

        Assert.Equal("""
            enheter:
              - id: board
                namn: Kommunledningskontoret
                slag: förvaltning
                kontakter:
                  - roll: kontaktperson
                    namn: Kim Exempel
                    e-post: kim@town.example
                  - roll: chef
                    e-post: chef@town.example
                  - roll: säkerhetsrepresentant
                    e-post: sakerhet@town.example
              - id: kultur-fritid-smastad
                namn: Kultur Fritid Småstad
                slag: förvaltning
                kontakter:
                  - roll: funktionsbrevlåda
                    e-post: fritid@town.example

            """, DepartmentWriter.Yaml(reading.Register!));
        Assert.Contains(reading.Findings, finding => finding.Message == "Rad 4 är dold, men den läses.");
    }

    /// <summary>Plans refer to the groups, and no officer keeps a list of them.</summary>
    [Fact]
    public void The_groups_of_the_register_stay_where_a_sheet_does_not_have_them()
    {
        var now = SmallTown.Register with
        {
            Groups = [new DepartmentGroup("Båda", ["board", "housing"]), new DepartmentGroup("Andra", ["social", "board"])],
        };

        var reading = DepartmentReader.Read(Officers("register-row-per-department", ImportAnswers.None), now);

        Assert.Equal("Båda", Assert.Single(reading.Register!.Groups).Name);
        Assert.Contains(reading.Findings, finding => finding.Message == Texts.Import.GroupsStay);
    }

    private static Upload Officers(string name, ImportAnswers answers) =>
        new($"{name}.xlsx", Content(name)) { Answers = answers };

    internal static byte[] Content(string name, string ending = "xlsx") =>
        File.ReadAllBytes(Path.Combine(Repository.Root, "tests/FollowUp.Tests/Imports/as-officers-save-them", $"{name}.{ending}"));
}
