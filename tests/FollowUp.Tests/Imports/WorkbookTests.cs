using System.IO.Compression;
using System.Text;
using FollowUp.Departments;
using FollowUp.Imports;
using FollowUp.Plans;
using FollowUp.Tests.Seeds;

namespace FollowUp.Tests.Imports;

public sealed class WorkbookTests
{
    public static TheoryData<string, string> Seeds => CsvFileTests.Seeds;

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Each_seed_comes_back_the_same_through_a_workbook(string name, string registerName)
    {
        var (plan, register) = (SeedFiles.Plan(name), SeedFiles.Register(registerName));

        var written = PlanSheetWriter.Write(plan, register, "");
        var again = PlanReader.Read(new Upload("plan.xlsx", written), register, []);
        var writtenRegister = RegisterSheetWriter.Write(register);
        var registerAgain = DepartmentReader.Read(new Upload("register.xlsx", writtenRegister));

        Assert.DoesNotContain(again.Findings, finding => finding.IsError);
        Assert.Equal(Json(plan), Json(again.Plan));
        Assert.Equal(written, PlanSheetWriter.Write(again.Plan, register, ""));
        Assert.DoesNotContain(registerAgain.Findings, finding => finding.IsError);
        Assert.Equal(Json(register), Json(registerAgain.Register));
        Assert.Equal(writtenRegister, RegisterSheetWriter.Write(registerAgain.Register!));
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+46 7")]
    [InlineData("-2 + 3")]
    [InlineData("@SUM(A1)")]
    [InlineData("'vanlig")]
    [InlineData("_x0041_ & <b> \"å\"")]
    public void A_text_that_looks_like_a_formula_is_written_as_text_and_comes_back(string title)
    {
        var plan = SmallTown.ActionPlan with { Title = title };

        var written = PlanSheetWriter.Write(plan, SmallTown.Register, "");

        Assert.DoesNotContain("<f", Part(written, "xl/worksheets/sheet2.xml"));
        Assert.Equal(title, PlanReader.Read(new Upload("plan.xlsx", written), SmallTown.Register, []).Plan!.Title);
    }

    [Fact]
    public void A_template_is_filled_in_and_becomes_a_plan_that_comes_out_as_it_was_filled_in()
    {
        var empty = PlanSheetWriter.Write(null, SmallTown.Register, "Småstads kommun");
        var filled = Change(empty, ("xl/worksheets/sheet3.xml", "</row></sheetData>", $"</row>{Row(2, "1. Trygghet", "1:1", "Belysa", "",
            "Kommunstyrelsen\nSocialnämnden")}</sheetData>"), ("xl/worksheets/sheet2.xml", "<c r=\"A3\"",
            "<c r=\"B3\" t=\"inlineStr\"><is><t>Trygg by 2026-2027</t></is></c><c r=\"A3\""));

        var reading = PlanReader.Read(new Upload("plan.xlsx", filled), SmallTown.Register, []);

        Assert.Equal(("trygg-by-2026-2027", "Trygg by 2026-2027", "Småstads kommun", new DateOnly(2027, 12, 31)),
            (reading.Plan!.Id, reading.Plan.Title, reading.Plan.Municipality, reading.Plan.End));
        Assert.Equal(["board", "social"], Assert.Single(reading.Plan.Measures).Responsible.Select(party => party.Id));
        var exported = PlanSheetWriter.Write(reading.Plan, SmallTown.Register, "");
        Assert.Equal(Json(reading.Plan), Json(PlanReader.Read(new Upload("plan.xlsx", exported), SmallTown.Register, []).Plan));
    }

    [Fact]
    public void What_cannot_be_read_is_refused_with_how_to_mend_it()
    {
        var plan = PlanSheetWriter.Write(SmallTown.ActionPlan, SmallTown.Register, "");

        Assert.Equal("Hela filen: " + Texts.Import.SealedWorkbook, Refusal([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]));
        Assert.Equal("Hela filen: " + Texts.Import.NotAWorkbook, Refusal([.. "PK"u8, 3, 4, 0, 0, 0]));
        Assert.Equal("Hela filen: " + Texts.Import.NotAWorkbook, Refusal([.. "<html><table>"u8]));
        Assert.Equal("Hela filen: " + Texts.Import.NotAWorkbook, Refusal(plan[..(plan.Length / 2)]));
        Assert.Equal("Hela filen: " + Texts.Import.WorkbookWithMacros, Refusal(With(plan, "xl/vbaProject.bin", "x")));
        Assert.Equal("Hela filen: " + Texts.Import.NoMeasures, Refusal(RegisterSheetWriter.Write(SmallTown.Register)));
        Assert.Equal("Hela filen: " + Texts.Import.NotAWorkbook, Refusal(Change(plan, ("xl/worksheets/sheet3.xml", "<worksheet",
            "<!DOCTYPE worksheet [<!ENTITY a \"aaaa\">]><worksheet"))));
    }

    /// <summary>Each is small, and asks for more than there is memory.</summary>
    [Fact]
    public void A_file_that_unpacks_to_more_than_anybody_writes_is_refused_before_it_is_unpacked()
    {
        var plan = PlanSheetWriter.Write(SmallTown.ActionPlan, SmallTown.Register, "");
        var spaces = With(plan, "xl/media/image1.png", new string(' ', 40_000_000));
        var parts = plan;
        using (var many = new MemoryStream())
        {
            many.Write(plan);
            using (var archive = new ZipArchive(many, ZipArchiveMode.Update, leaveOpen: true))
            {
                for (var number = 0; number < 600; number++)
                {
                    archive.CreateEntry($"xl/media/{number}.png");
                }
            }
            parts = many.ToArray();
        }
        // Its directory says that the part is small.
        var lying = spaces.ToArray();
        var size = BitConverter.GetBytes(40_000_000);
        for (var at = lying.AsSpan().IndexOf(size); at >= 0; at = lying.AsSpan().IndexOf(size))
        {
            BitConverter.GetBytes(10).CopyTo(lying, at);
        }

        Assert.Equal("Hela filen: " + Texts.Import.WorkbookTooLarge, Refusal(spaces));
        Assert.Equal("Hela filen: " + Texts.Import.WorkbookTooLarge, Refusal(parts));
        Assert.NotNull(PlanReader.Read(new Upload("plan.xlsx", lying), SmallTown.Register, []).Plan);
        var cells = string.Concat(Enumerable.Range(2, 6_000).Select(row => Row(row, "1. A", $"{row}", "B", "", "Kommunstyrelsen")));
        Assert.Equal("Hela filen: " + Texts.Import.WorkbookTooLarge, Refusal(Change(plan, ("xl/worksheets/sheet3.xml", "</sheetData>",
            $"{cells}</sheetData>"))));
    }

    [Fact]
    public void Own_words_for_levels_and_a_long_description_are_told_and_stop_nobody()
    {
        var cells = "Nr\tÅtgärd\tAnsvarig\tNivå\tBeskrivning\n1:1\tUtbilda\tSocialnämnden\tKommun\t" + new string('x', 1_501)
            + "\n1:2\tBelysa\tSocialnämnden\tUniversel\tKort\n";

        var reading = PlanReader.Read(new Upload("Plan 2026-2027", Encoding.UTF8.GetBytes(cells)) { IsCells = true },
            SmallTown.Register, []);

        Assert.Contains(reading.Findings, finding => finding.Message == Texts.Import.NoSuchLevel("Kommun") && !finding.IsError);
        Assert.Contains(reading.Findings, finding =>
            finding.Message == Texts.Import.WordingTooLong(Measure.MaxWording) && !finding.IsError);
        // What is only misspelt is asked about.
        Assert.Single(reading.Findings, finding => finding.Code == FindingCode.UnknownLevel);
        Assert.Equal([null, "Kort"], reading.Understood!.Measures.Select(measure => measure.Wording));
    }

    [Fact]
    public void A_label_of_the_sheet_that_is_not_known_is_told()
    {
        var plan = PlanSheetWriter.Write(SmallTown.ActionPlan, SmallTown.Register, "");
        var odd = Change(plan, ("xl/worksheets/sheet2.xml", "</sheetData>",
            "<row r=\"40\"><c r=\"A40\" t=\"inlineStr\"><is><t>Dnr</t></is></c>"
            + "<c r=\"B40\" t=\"inlineStr\"><is><t>KS 1</t></is></c></row></sheetData>"));

        var reading = PlanReader.Read(new Upload("plan.xlsx", odd), SmallTown.Register, []);

        Assert.Equal("blad ”Plan”, cell A40: ”Dnr” läses inte.", Assert.Single(reading.Findings, finding =>
            finding.Code == FindingCode.NotRead) is var told ? $"{told.Place}: {told.Message}" : "");
    }

    [Fact]
    public void Two_names_that_differ_in_capitals_alone_are_refused() =>
        Assert.Contains(SmallTown.ReadRegister(SmallTown.Departments.Replace("Bostadsbolaget", "SOCIALNÄMNDEN", StringComparison.Ordinal))
            .Findings, finding => finding.Code == FindingCode.DuplicateName);

    [Fact]
    public void Links_to_other_files_and_addresses_that_are_none_do_nothing()
    {
        var plan = PlanSheetWriter.Write(SmallTown.ActionPlan, SmallTown.Register, "");
        const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        var linked = Change(With(With(plan, "xl/externalLinks/externalLink1.xml",
            "<externalLink xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"/>"), "xl/worksheets/_rels/sheet3.xml.rels",
            $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"h1\" "
            + $"Type=\"{Relations}/hyperlink\" Target=\"mailto:kim@@town .example; lo@[\" TargetMode=\"External\"/></Relationships>"),
            ("xl/_rels/workbook.xml.rels", "</Relationships>", $"<Relationship Id=\"x1\" Type=\"{Relations}/externalLink\" "
            + "Target=\"externalLinks/externalLink1.xml\"/></Relationships>"),
            ("[Content_Types].xml", "</Types>", "<Override PartName=\"/xl/externalLinks/externalLink1.xml\" ContentType=\""
            + "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml\"/></Types>"));

        var reading = PlanReader.Read(new Upload("plan.xlsx", linked), SmallTown.Register, []);

        Assert.Equal(Json(SmallTown.ActionPlan), Json(reading.Plan));
        Assert.Contains(reading.Findings, finding => finding.Message == Texts.Import.LinkedWorkbook);
    }

    [Fact]
    public void A_formula_is_read_as_the_value_that_was_saved_and_its_error_is_told()
    {
        var plan = PlanSheetWriter.Write(SmallTown.ActionPlan, SmallTown.Register, "");
        var row = "<row r=\"9\"><c r=\"A9\" t=\"str\"><f>A8</f><v>2. Stödja</v></c><c r=\"B9\"><f>1+1</f><v>2.2</v></c>"
            + "<c r=\"C9\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c><c r=\"E9\" t=\"str\"><f>E8</f><v>Socialnämnden</v></c></row>";

        var reading = PlanReader.Read(new Upload("plan.xlsx",
            Change(plan, ("xl/worksheets/sheet3.xml", "</sheetData>", $"{row}</sheetData>"))), SmallTown.Register, []);

        var fault = Assert.Single(reading.Findings, finding => finding.IsError);
        Assert.Equal(("blad ”Åtgärder”, cell C9", Texts.Import.ErrorValue("#DIV/0!")), (fault.Place, fault.Message));
        Assert.Equal("2.2", reading.Understood!.Measures.Last().Number);
        Assert.Contains(reading.Findings, finding => finding.Message == Texts.Import.Formulas("Ansvarig", 1));
    }

    [Theory]
    [InlineData("0.0486111111111111", 20, "1:10")]
    [InlineData("1.1", 2, "1.10")]
    [InlineData("3", 0, "3")]
    [InlineData("1.1000000000000001", 0, "1.1")]
    public void A_number_is_read_as_it_is_shown(string value, int format, string number)
    {
        var plan = PlanSheetWriter.Write(SmallTown.ActionPlan, SmallTown.Register, "");
        var row = $"<row r=\"9\"><c r=\"A9\" t=\"inlineStr\"><is><t>3. Mer</t></is></c><c r=\"B9\" s=\"3\"><v>{value}</v></c>"
            + "<c r=\"C9\" t=\"inlineStr\"><is><t>Belysa</t></is></c><c r=\"E9\" t=\"inlineStr\"><is><t>Socialnämnden</t></is></c></row>";

        var reading = PlanReader.Read(new Upload("plan.xlsx", Change(plan, ("xl/worksheets/sheet3.xml", "</sheetData>",
            $"{row}</sheetData>"), ("xl/styles.xml", "</cellXfs>", $"<xf numFmtId=\"{format}\"/></cellXfs>"))), SmallTown.Register, []);

        Assert.Equal(number, reading.Understood!.Measures.Last().Number);
    }

    private static string Refusal(byte[] content)
    {
        var reading = PlanReader.Read(new Upload("plan.xlsx", content), SmallTown.Register, []);
        Assert.Null(reading.Plan);
        return Texts.Desk.OnLine(Assert.Single(reading.Findings));
    }

    private static string Row(int number, params string[] cells) => $"<row r=\"{number}\">{string.Concat(cells.Select((cell, column) =>
        $"<c r=\"{(char)('A' + column)}{number}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>"))}</row>";

    internal static string Part(byte[] workbook, string part)
    {
        using var archive = new ZipArchive(new MemoryStream(workbook));
        using var reader = new StreamReader(archive.GetEntry(part)!.Open());
        return reader.ReadToEnd();
    }

    private static byte[] Change(byte[] workbook, params (string Part, string Old, string New)[] changes) =>
        changes.Aggregate(workbook, (content, change) => With(content, change.Part,
            Part(content, change.Part).Replace(change.Old, change.New)));

    private static byte[] With(byte[] workbook, string part, string content)
    {
        using var changed = new MemoryStream();
        changed.Write(workbook);
        using (var archive = new ZipArchive(changed, ZipArchiveMode.Update, leaveOpen: true))
        {
            archive.GetEntry(part)?.Delete();
            using var stream = archive.CreateEntry(part).Open();
            stream.Write(Encoding.UTF8.GetBytes(content));
        }
        return changed.ToArray();
    }

    private static string Json<T>(T value) => System.Text.Json.JsonSerializer.Serialize(value);
}
