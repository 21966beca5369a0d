using FollowUp.Imports;
using FollowUp.Plans;

namespace FollowUp.Tests.Plans;

/// <summary>What was decided goes all the way: from the plan's file to those who answer and those who read.</summary>
public sealed class DecidedTextTests(TablesFixture storage)
{
    private const string Wording = "Personal som möter barn utbildas.\n\nDet görs varje år.";

    private static readonly string Decided = SmallTown.Plan
        .Replace("till: 2027-12-31\n", "till: 2027-12-31\nlänk: https://town.example/plan.pdf\n", StringComparison.Ordinal)
        .Replace("exempel: en webbkurs", """
            exempel: en webbkurs
                    lydelse: "Personal som möter barn utbildas.\n\nDet görs varje år."
                    sida: 12–13
                    till: 2026-06-30
            """, StringComparison.Ordinal);

    [Fact]
    public void Every_kind_of_file_keeps_it()
    {
        var plan = SmallTown.ReadPlan(Decided).Plan!;
        Assert.Equal((Wording, "12–13", "https://town.example/plan.pdf"),
            (plan.Measures.First().Wording, plan.Measures.First().Page, plan.Link));

        Assert.Equal(PlanWriter.Yaml(plan, SmallTown.Register),
            PlanWriter.Yaml(SmallTown.ReadPlan(PlanWriter.Yaml(plan, SmallTown.Register)).Plan!, SmallTown.Register));
        Assert.Equal(PlanWriter.Yaml(plan, SmallTown.Register), PlanWriter.Yaml(
            SmallTown.ReadPlan(PlanWriter.Csv(plan, SmallTown.Register), file: "plan.csv").Plan!, SmallTown.Register));
        Assert.Equal(PlanWriter.Yaml(plan, SmallTown.Register), PlanWriter.Yaml(PlanReader.Read(
            new Upload("plan.xlsx", PlanSheetWriter.Write(plan, SmallTown.Register, "")), SmallTown.Register, []).Plan!,
            SmallTown.Register));
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("town.example/plan.pdf")]
    [InlineData("file:///etc/passwd")]
    public void A_link_that_a_browser_should_not_open_is_told(string link)
    {
        var reading = SmallTown.ReadPlan(SmallTown.Plan + $"\nlänk: \"{link}\"\n");

        Assert.Null(reading.Plan);
        Assert.Contains(reading.Findings, finding => finding.Message.Contains($"”{link}” är ingen webbadress", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Departments_and_the_board_see_it()
    {
        await using var world = await TestWorld.StartAsync(storage);
        await world.ImportAsync();
        await world.PostAsync("api/plans", Decided);
        await world.PostAsync("api/rounds", SmallTown.Round);
        await world.PostAsync($"api/rounds/{SmallTown.RoundId}/open", "");
        await world.AdvanceToAsync(new DateOnly(2026, 1, 12), 9);

        var invitation = world.Mails.First(mail => mail.To == "board@town.example");
        Assert.Contains("Läs ”Trygg stad”:\nhttps://town.example/plan.pdf", invitation.Text);
        var link = world.LinkOf("board@town.example");
        var form = await world.OpenSectionAsync(link, "1:1");
        Assert.Contains("Så står det i planen", form.Text);
        Assert.Contains("Personal som möter barn utbildas.", form.Text);
        Assert.Contains("Ska vara klart senast 30 juni 2026. Står på sidan 12–13 i planen.", form.Text);
        Assert.Equal(("https://town.example/plan.pdf", "noreferrer"), (form.Document.QuerySelector("main a[rel]")!.GetAttribute("href"),
            form.Document.QuerySelector("main a[rel]")!.GetAttribute("rel")));
        Assert.DoesNotContain("Så står det", (await world.OpenSectionAsync(world.LinkOf("social@town.example"), "1:2")).Text);

        world.SignIn();
        await world.PostAsync($"api/rounds/{SmallTown.RoundId}/close", "{}");
        await world.SettleAsync();
        var report = (await world.GetAsync($"api/rounds/{SmallTown.RoundId}/report.html")).Text;
        Assert.Contains("1:1 Utbilda personal (klart senast 30 juni 2026, sidan 12–13 i planen)", report);
        Assert.Contains("Planen finns på https://town.example/plan.pdf.", report);
        var plan = await world.OpenAsync("/samordning/planer/town");
        Assert.Contains("Sidan 12–13 i planen.", plan.Text);
        Assert.Equal("Beslutad lydelse", plan.Document.QuerySelector("details.aside summary")!.TextContent);
    }
}
