using FollowUp.Imports;
using FollowUp.Local;
using FollowUp.Tests.Seeds;

namespace FollowUp.Tests.Plans;

public sealed class PlanLintTests
{
    [Theory]
    [InlineData("nummer: \"1:2\"", "nummer: \"1:3\"", 17, FindingCode.NumberGap, "Nummer 1:2 saknas")]
    [InlineData("nummer: \"1:2\"", "nummer: \"12\"", 17, FindingCode.OddNumber, "Nummer 12 följer inte planens numrering.")]
    [InlineData("nummer: 2", "nummer: 3", 21, FindingCode.NumberGap, "Fokusområde 2 saknas")]
    [InlineData("titel: Stödja", "titel: förebygga", 21, FindingCode.RepeatedHeading, "Rubriken ”förebygga” står redan vid 1")]
    [InlineData("titel: Sprida information", "titel: Utbilda personal", 17, FindingCode.RepeatedHeading,
        "Rubriken ”Utbilda personal” står redan vid 1:1")]
    [InlineData("nivåer: [indikerad]", "till: 2028-01-01\n        nivåer: [indikerad]", 24, FindingCode.OutsidePlan,
        "Åtgärd 2:1 ligger utanför")]
    [InlineData("        nivåer: [indikerad]", "", 24, FindingCode.NoLevel, "Åtgärd 2:1 har ingen preventionsnivå")]
    [InlineData("plan: town", "plan: town\növerordnad: city", 1, FindingCode.DanglingLink, "planen ”city” är inte inläst")]
    [InlineData("plan: town", "plan: town\nersätter: city", 1, FindingCode.DanglingLink, "ersätter: planen ”city” är inte inläst")]
    [InlineData("nivåer: [indikerad]", "inriktningar: [city 1:1]\n        nivåer: [indikerad]", 28, FindingCode.DanglingLink,
        "planen ”city” är inte inläst")]
    public void What_is_probably_not_meant_is_a_warning_with_its_line_and_does_not_stop_the_import(string good, string odd, int line,
        FindingCode code, string message)
    {
        Assert.Contains(good, SmallTown.Plan);

        var reading = SmallTown.ReadPlan(SmallTown.Plan.Replace(good, odd));

        Assert.NotNull(reading.Plan);
        var finding = Assert.Single(reading.Findings);
        Assert.Equal((code, line), (finding.Code, finding.Line));
        Assert.Contains(message, finding.Message);
    }

    [Fact]
    public void A_plan_without_anything_odd_has_no_findings() => Assert.Empty(SmallTown.ReadPlan(SmallTown.Plan).Findings);

    /// <summary>The errors in source 003, transcribed.</summary>
    [Fact]
    public void Arrangement_A27_the_sources_own_errors_are_shown_with_their_lines_and_none_is_mended_silently()
    {
        var reading = SeedFiles.Read("sodertalje-2024-2027-avskrift");
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "seeds/plans/sodertalje-2024-2027-avskrift.yaml"));

        Assert.Null(reading.Plan);
        // Each finding names the line of its fault.
        Finding At(FindingCode code, string written, string message)
        {
            var finding = Assert.Single(reading.Findings, finding => finding.Code == code && finding.Message.Contains(message)
                && lines[finding.Line - 1].Contains(written));
            return finding;
        }
        At(FindingCode.OddNumber, "111", "Nummer 111 följer inte planens numrering. Menade du ”1:1”?");
        At(FindingCode.NumberGap, "1:8", "Nummer 1:7 saknas");
        Assert.Equal(2, reading.Findings.Count(finding => finding.Code == FindingCode.UnknownLevel
            && finding.Message.Contains("”Indikativ” är ingen preventionsnivå. Menade du ”indikerad”?")));
        Assert.Equal(3, reading.Findings.Count(finding => finding.Code == FindingCode.DuplicateNumber));
        Assert.Equal(7, reading.Findings.Count(finding => finding.Code == FindingCode.UnknownDepartment
            && finding.Message.Contains("Menade du ”")));
        Assert.Equal(3, reading.Findings.Count(finding => finding.Code == FindingCode.UnexpandedPlural));
    }

    [Fact]
    public void The_clean_seeds_give_only_findings_that_are_true()
    {
        var told = SeedFiles.All.ToDictionary(seed => seed.Plan, seed =>
            SeedFiles.Read(seed.Plan).Findings.Select(finding => finding.Code).Order().ToList());

        // The plan has no 1:7, and names three committees in the plural.
        Assert.Equal([FindingCode.NumberGap, FindingCode.UnexpandedPlural, FindingCode.UnexpandedPlural, FindingCode.UnexpandedPlural],
            told["sodertalje-2024-2027"]);
        // The source gives a prevention level for some of the measures only.
        Assert.Equal([FindingCode.NoLevel, FindingCode.NoLevel, FindingCode.NoLevel, FindingCode.NoLevel], told["linkoping-2018"]);
        Assert.Equal([FindingCode.NoLevel], told["linkoping-2022-aktivitetsplan"]);
        Assert.Equal([FindingCode.NoLevel], told["alingsas-2022"]);
        Assert.All(["flen-2021-2023", "linkoping-inriktningar-2024", "linkoping-atgardsplan-2024"], plan => Assert.Empty(told[plan]));
    }
}
