using FollowUp.Plans;

namespace FollowUp.Tests.Plans;

public sealed class PlanReaderTests
{
    [Fact]
    public void Read_GoodPlan_IsWhatWasWritten()
    {
        var plan = SmallTown.ActionPlan;

        Assert.Equal(("town", "Trygg stad", "Småstads kommun"), (plan.Id, plan.Title, plan.Municipality));
        Assert.Equal((new DateOnly(2024, 1, 1), new DateOnly(2027, 12, 31)), (plan.Start, plan.End));
        Assert.Equal(["Kunskap finns"], plan.FocusAreas[0].Conditions);
        var measure = plan.Measures.First();
        Assert.Equal(("1:1", "Utbilda personal", "en webbkurs"), (measure.Number, measure.Title, measure.Examples));
        Assert.Equal(["board", "social"], measure.Responsible.Select(party => party.Id));
        Assert.Equal(["housing"], measure.CoResponsible.Select(party => party.Id));
        Assert.Equal([PreventionLevel.Universal, PreventionLevel.Selective], measure.Levels);
    }

    [Fact]
    public void Read_HowThePlanIsFollowedUp_IsWhatWasWrittenAndNothingWhereThePlanIsSilent()
    {
        var said = SmallTown.ReadPlan(SmallTown.Plan.Replace("till: 2027-12-31",
            "till: 2027-12-31\nersätter: old-town\nuppföljning: [vartannat år, mandatperiod, halvår, årlig]\nlagstadgad: ja")).Plan!;

        Assert.Equal([RoundKind.Annual, RoundKind.HalfYear, RoundKind.MandatePeriod, RoundKind.Biennial], said.FollowUps);
        Assert.Equal(("old-town", true), (said.Replaces, said.Statutory));
        Assert.Empty(SmallTown.ActionPlan.FollowUps);
        Assert.Equal((null, false), (SmallTown.ActionPlan.Replaces, SmallTown.ActionPlan.Statutory));
        Assert.False(SmallTown.ReadPlan(SmallTown.Plan.Replace("till: 2027-12-31", "till: 2027-12-31\nlagstadgad: nej")).Plan!.Statutory);
    }

    [Theory]
    [InlineData("ansvariga: [Socialnämnden]", "ansvariga: [Socialnämden]", 19,
        "”Socialnämden” finns inte i registret. Menade du ”Socialnämnden”?")]
    [InlineData("nivåer: [indikerad]", "nivåer: [indikativ]", 28, "”indikativ” är ingen preventionsnivå. Menade du ”indikerad”?")]
    [InlineData("nivåer: [indikerad]", "nivåer: [indikerad, indikerad]", 28, "högst två olika preventionsnivåer")]
    [InlineData("nivåer: [indikerad]", "nivåer: [universell, selektiv, indikerad]", 28, "högst två olika preventionsnivåer")]
    [InlineData("nummer: \"1:2\"", "nummer: \"1:1\"", 17, "1:1 finns redan")]
    [InlineData("nummer: \"1:2\"", "nummer: ett/två", 17, "är inget åtgärdsnummer")]
    [InlineData(" ansvariga: [Bostadsbolaget]", " ansvariga: []", 26, "har ingen ansvarig enhet")]
    [InlineData("medansvariga: [Socialnämnden]", "medansvariga: [Bostadsbolaget]", 27, "står två gånger för samma åtgärd")]
    [InlineData("medansvariga: [Socialnämnden]", "medansvarig: [Socialnämnden]", 27,
        "Fältet ”medansvarig” känns inte igen. Menade du ”medansvariga”?")]
    [InlineData("från: 2024-01-01", "från: 1 januari 2024", 4, "”1 januari 2024” är inget datum")]
    [InlineData("till: 2027-12-31", "till: 2020-12-31", 5, "slutdatumet ligger före startdatumet")]
    [InlineData("titel: Erbjuda boende", "titel:", 25, "titel: saknas")]
    [InlineData("titel: Erbjuda boende", "titel: [a, b]", 25, "titel: måste vara text")]
    [InlineData("plan: town", "plan: Stadens plan", 1, "måste vara 1–40 små bokstäver")]
    [InlineData("nummer: 2", "nummer: 1", 21, "fokusområde 1 finns redan")]
    [InlineData("till: 2027-12-31", "# ingen till", 1, "till: saknas")]
    [InlineData("nummer: 2", "nummer: två", 21, "är inget heltal")]
    [InlineData("nivåer: [indikerad]", "riktas till: [invånare, invånare]", 28, "”invånare” står två gånger i samma lista")]
    [InlineData("till: 2027-12-31", "till: 2027-12-31\nuppföljning: [årlig, årlig]", 6, "”årlig” står två gånger i samma lista")]
    [InlineData("till: 2027-12-31", "till: 2027-12-31\nuppföljning: [årligen]", 6,
        "uppföljning: ”årligen” måste vara något av årlig, halvår, mandatperiod, vartannat år.")]
    [InlineData("till: 2027-12-31", "till: 2027-12-31\nuppföljning: [samråd]", 6, "uppföljning: ”samråd” måste vara något av")]
    [InlineData("till: 2027-12-31", "till: 2027-12-31\nuppföljning: årlig", 6, "uppföljning: måste vara en lista")]
    [InlineData("till: 2027-12-31", "till: 2027-12-31\nlagstadgad: kanske", 6, "lagstadgad: ”kanske” måste vara något av ja, nej.")]
    [InlineData("till: 2027-12-31", "till: 2027-12-31\nersätter: Gamla planen", 6, "måste vara 1–40 små bokstäver")]
    public void Read_OneFault_NamesFileLineAndWhatIsWrong(string good, string bad, int line, string message)
    {
        Assert.Contains(good, SmallTown.Plan);

        var reading = SmallTown.ReadPlan(SmallTown.Plan.Replace(good, bad));

        Assert.Null(reading.Plan);
        var problem = reading.Findings.First(finding => finding.IsError);
        Assert.Equal(("plan.yaml", line), (problem.File, problem.Line));
        Assert.Contains(message, problem.Message);
    }

    [Theory]
    [InlineData("nummer: \"1:2\"", "nummer: \"1:99999999999\"", "är inget åtgärdsnummer")]
    [InlineData("titel: Erbjuda boende", "titel: ~", "titel: saknas")]
    [InlineData("titel: Erbjuda boende", "titel: null", "titel: saknas")]
    [InlineData("till: 2027-12-31", "till: [2027-12-31]", "till: måste vara text")]
    [InlineData("plan: town", "plan: town\növerordnad: town", "kan inte vara överordnad sig själv")]
    [InlineData("plan: town", "plan: town\nersätter: town", "kan inte ersätta sig själv")]
    public void Read_WhatLooksHarmless_IsAnErrorAndNoSilentLoss(string good, string bad, string message) =>
        Assert.Contains(SmallTown.ReadPlan(SmallTown.Plan.Replace(good, bad)).Findings, finding => finding.IsError
            && finding.Message.Contains(message));

    [Fact]
    public void Read_NothingButFaults_TellsThemUpToANumberAndImportsNothing()
    {
        var reading = SmallTown.ReadPlan(SmallTown.Plan + "\n" + string.Concat(Enumerable.Repeat("  -\n", 100_000)));

        Assert.Null(reading.Plan);
        Assert.InRange(reading.Findings.Count, 1, 500);
    }

    [Theory]
    [InlineData("")]
    [InlineData("- bara\n- en lista")]
    [InlineData("plan: [oavslutad")]
    [InlineData("a: 1\na: 2")]
    [InlineData("\0")]
    public void Read_NotAPlanAtAll_IsAProblemAndNoException(string text) =>
        Assert.NotEmpty(SmallTown.ReadPlan(text).Findings);

    [Fact]
    public void Read_TooMuch_IsToldBeforeItCannotBeStored()
    {
        var many = string.Concat(Enumerable.Range(1, 101)
            .Select(i => $"      - nummer: \"3:{i}\"\n        titel: T\n        ansvariga: [Bostadsbolaget]\n        nivåer: "
            + "[indikerad]\n"));
        var text = SmallTown.Plan + "\n  - nummer: 3\n    titel: Mycket\n    åtgärder:\n" + many;

        Assert.Contains("fler än 100 åtgärder", Assert.Single(SmallTown.ReadPlan(text).Findings, finding => finding.IsError).Message);
        Assert.Contains("högst 300 tecken",
            Assert.Single(SmallTown.ReadPlan(SmallTown.Plan.Replace("Erbjuda boende", new string('x', 301))).Findings).Message);
    }

    [Fact]
    public void Read_SeveralFaults_AreAllTold()
    {
        var text = SmallTown.Plan.Replace("titel: Erbjuda boende", "titel:").Replace("nivåer: [indikerad]", "nivåer: [hög]")
            .Replace("[Socialnämnden]", "[Okända nämnden]");

        Assert.Equal(4, SmallTown.ReadPlan(text).Findings.Count);
    }
}
