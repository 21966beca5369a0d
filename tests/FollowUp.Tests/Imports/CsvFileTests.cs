using System.Text;
using FollowUp.Departments;
using FollowUp.Imports;
using FollowUp.Local;
using FollowUp.Plans;
using FollowUp.Tests.Seeds;

namespace FollowUp.Tests.Imports;

public sealed class CsvFileTests
{
    public static TheoryData<string, string> Seeds =>
        [.. SeedFiles.All.Select(seed => new TheoryDataRow<string, string>(seed.Plan, seed.Register))];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Each_seed_comes_back_the_same_through_both_formats(string name, string registerName)
    {
        var plan = SeedFiles.Plan(name);
        var register = SeedFiles.Register(registerName);

        foreach (var (file, text) in new[] { ("plan.yaml", PlanWriter.Yaml(plan, register)), ("plan.csv", PlanWriter.Csv(plan, register)) })
        {
            var reading = SmallTown.ReadPlan(text, register, file);
            Assert.DoesNotContain(reading.Findings, finding => finding.IsError);
            var again = reading.Plan;
            Assert.Equal(Json(plan), Json(again));
            Assert.Equal(text, file == "plan.yaml" ? PlanWriter.Yaml(again!, register) : PlanWriter.Csv(again!, register));
        }
        foreach (var (file, text) in new[] { ("register.yaml", DepartmentWriter.Yaml(register)),
            ("register.csv", DepartmentWriter.Csv(register)) })
        {
            Assert.Equal(Json(register), Json(SmallTown.ReadRegister(text, file).Register));
        }
    }

    public static TheoryData<string, string, bool> Saved => new()
    {
        { ";", "utf-8", true },
        { ";", "utf-8", false },
        { ",", "utf-8", false },
        { ";", "windows-1252", false },
        { "\t", "utf-16", true },
    };

    /// <summary>The same table as Excel and LibreOffice save it, with their encodings and separators.</summary>
    [Theory]
    [MemberData(nameof(Saved))]
    public void A_table_reads_right_whatever_program_saved_it(string separator, string encoding, bool mark)
    {
        string[][] rows =
        [
            ["rad", "plan", "titel", "kommun", "från", "till", "nummer", "ansvariga", "medansvariga", "nivåer", "exempel"],
            ["plan", "town", "Trygg stad", "Småstads kommun", "2024-01-01", "2027-12-31", "", "", "", "", ""],
            ["fokusområde", "", "Förebygga", "", "", "", "1", "", "", "", ""],
            // Excel has turned 1:1 into a time and padded the row.
            ["åtgärd", "", "Utbilda \"all\" personal; även chefer, och vikarier", "", "", "", "01:01", "Kommunstyrelsen\nSocialnämnden",
                "Bostadsbolaget", "universell\nselektiv", "en webbkurs"],
            ["", "", "", "", "", "", "", "", "", "", ""],
            ["åtgärd", "", "Följa upp – årligen", "", "", "", "01:02", "Socialnämnden", "", "universell", ""],
        ];
        var text = string.Concat(rows.Select(row => string.Join(separator, row.Select(cell =>
            cell.IndexOfAny(['"', '\n', separator[0]]) < 0 ? cell : $"\"{cell.Replace("\"", "\"\"")}\"")) + "\r\n"));
        var coding = encoding == "windows-1252" ? CodePagesEncodingProvider.Instance.GetEncoding(1252)! : Encoding.GetEncoding(encoding);

        var reading = PlanReader.Read(new Upload("plan.csv", [.. mark ? coding.GetPreamble() : [], .. coding.GetBytes(text)]),
            SmallTown.Register, []);

        Assert.NotNull(reading.Plan);
        Assert.Equal("Småstads kommun", reading.Plan.Municipality);
        var measure = reading.Plan.Measures.First();
        Assert.Equal(("1:1", "Utbilda \"all\" personal; även chefer, och vikarier"), (measure.Number, measure.Title));
        Assert.Equal(["board", "social"], measure.Responsible.Select(party => party.Id));
        Assert.Equal([PreventionLevel.Universal, PreventionLevel.Selective], measure.Levels);
        // The lines are the spreadsheet's rows, with a row of several lines and an empty row between.
        Assert.Equal([(FindingCode.NumberAsTime, 4), (FindingCode.NumberAsTime, 6)],
            reading.Findings.Select(finding => (finding.Code, finding.Line)));
        Assert.Equal("Följa upp – årligen", reading.Plan.Measures.Last().Title);
    }

    /// <summary>
    /// Södertälje's plan, exported, opened in LibreOffice Calc 7.4 and saved there: Calc has turned every 1:1 into a time.
    /// </summary>
    [Theory]
    [InlineData("semicolon-utf-8")]
    [InlineData("comma-utf-8")]
    [InlineData("semicolon-windows-1252")]
    public void What_LibreOffice_saved_is_the_plan_that_was_opened_in_it(string name)
    {
        var saved = new Upload("plan.csv",
            File.ReadAllBytes(Path.Combine(Repository.Root, "tests/FollowUp.Tests/Imports/saved-by-libreoffice", $"{name}.csv")));

        var reading = PlanReader.Read(saved, SeedFiles.Register("sodertalje"), []);

        // The table was exported before the plan had its list of follow-ups.
        Assert.Equal(Json(SeedFiles.Plan("sodertalje-2024-2027") with { FollowUps = [] }), Json(reading.Plan));
        Assert.Equal(reading.Plan!.Measures.Count(), reading.Findings.Count(finding => finding.Code == FindingCode.NumberAsTime));
    }

    [Theory]
    [InlineData("", 1, "måste börja med en rubrikrad")]
    [InlineData("titel;plan\nx;y\n", 1, "Kolumnen ”rad” saknas")]
    [InlineData("rad;plan;hemligt\n", 1, "Kolumnen ”hemligt” känns inte igen. Det här får stå: plan, titel, ")]
    [InlineData("rad;plan;Tittel\n", 1, "Kolumnen ”tittel” känns inte igen. Menade du ”titel”?")]
    [InlineData("rad;plan;plan\n", 1, "”plan” står två gånger")]
    [InlineData("rad;plan;titel\nplan;town;x\nåtgrd;;y\n", 3, "rad: ”åtgrd” måste vara något av plan, mål")]
    [InlineData("rad;plan;titel\nplan;town;x\nåtgärd;;y\n", 3, "ingen rad ovanför")]
    [InlineData("rad;plan;titel\nplan;town;x\nplan;town2;y\n", 3, "ingen rad ovanför")]
    [InlineData("rad;plan;titel\nfokusområde;;x\n", 2, "ingen rad ovanför")]
    [InlineData("rad;plan;titel;nummer\nplan;town;x;3\n", 2, "nummer: kolumnen ska vara tom på en rad som börjar med ”plan”")]
    [InlineData("rad;plan;titel\nplan;\"to\"wn;x\n", 2, "Kontrollera citattecknen")]
    public void What_is_wrong_with_a_table_is_told_with_its_line(string text, int line, string message)
    {
        var reading = SmallTown.ReadPlan(text, file: "plan.csv");

        Assert.Null(reading.Plan);
        Assert.Contains(reading.Findings, finding => finding.Line == line && finding.Message.Contains(message));
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("@SUM(A1)")]
    [InlineData("-2 + 3")]
    [InlineData("'=1")]
    [InlineData("'vanlig")]
    public void A_title_that_looks_like_a_formula_is_written_as_text_and_comes_back(string title)
    {
        var plan = SmallTown.ActionPlan with { Title = title };

        var csv = PlanWriter.Csv(plan, SmallTown.Register);

        Assert.DoesNotMatch("(?m)[;\"][=+@-]", csv);
        var reading = SmallTown.ReadPlan(csv, file: "plan.csv");
        Assert.Empty(reading.Findings);
        Assert.Equal(title, reading.Plan!.Title);
    }

    [Fact]
    public void What_is_empty_or_looks_like_a_formula_in_a_list_comes_back_in_both_formats()
    {
        var plan = SmallTown.ActionPlan;
        var measure = plan.FocusAreas[0].Measures[0] with { TargetGroups = ["'-test", "=1+1", "unga"] };
        plan = plan with
        {
            FocusAreas = [plan.FocusAreas[0] with { Measures = [measure, plan.FocusAreas[0].Measures[1]] },
            plan.FocusAreas[1] with { Measures = [] }]
        };

        Assert.Equal(Json(plan), Json(SmallTown.ReadPlan(PlanWriter.Csv(plan, SmallTown.Register), file: "plan.csv").Plan));
        Assert.Equal(Json(plan), Json(SmallTown.ReadPlan(PlanWriter.Yaml(plan, SmallTown.Register)).Plan));
    }

    [Theory]
    [InlineData("10:05", "10:5")]
    [InlineData("01:10", "1:10")]
    [InlineData("02:01:00", "2:1")]
    [InlineData("10:15", null)]
    public void What_a_spreadsheet_made_of_a_number_is_read_back_and_told(string written, string? meant)
    {
        var reading = SmallTown.ReadPlan(SmallTown.Plan.Replace("\"2:1\"", $"\"{written}\""));

        Assert.Equal(meant ?? written, reading.Plan!.Measures.Last().Number);
        Assert.Equal(meant != null, reading.Findings.Any(finding => finding.Code == FindingCode.NumberAsTime));
    }

    [Theory]
    [InlineData("sep=\"\nrad;plan\n")]
    [InlineData("sep=\n\nrad;plan\n")]
    [InlineData("sep=")]
    public void A_separator_that_can_be_none_ends_in_findings(string text) =>
        Assert.NotEmpty(SmallTown.ReadPlan(text, file: "plan.csv").Findings);

    private static string Json<T>(T value) => System.Text.Json.JsonSerializer.Serialize(value);
}
