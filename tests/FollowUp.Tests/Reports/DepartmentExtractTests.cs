using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Reports;

namespace FollowUp.Tests.Reports;

public sealed class DepartmentExtractTests
{
    private static readonly DateTimeOffset Received = TestWorld.Start;

    [Fact]
    public void Of_nothing_done_it_says_why()
    {
        var work = SmallTown.Work("board").Submitting(Received,
            ("1:1", SmallTown.Values((QuestionKeys.Status, AnswerWords.Dropped), (QuestionKeys.What, "Uppdraget togs bort."),
            (QuestionKeys.Causes, "priority"), (QuestionKeys.How, "routine"))));

        var answer = Assert.Single(DepartmentExtract.Of(SmallTown.Closed, work).Responsible);

        Assert.Equal(("1:1 Utbilda personal", "Status: Genomförs inte"), (answer.Heading, answer.Status));
        // No "how" is shown for work that is not done.
        Assert.Equal([("Orsaker", "Annat har fått gå före"), ("Varför inget har gjorts", "Uppdraget togs bort.")], answer.Items.Order());
    }

    [Fact]
    public void Who_is_responsible_for_nothing_has_no_figures_and_who_has_submitted_nothing_has_noughts()
    {
        var work = SmallTown.Work("housing");
        var helping = work with
        {
            Questionnaire = work.Questionnaire with
            {
                Sections = work.Questionnaire.Sections.Where(section =>
            section.Kind != SectionKind.Responsible).ToList()
            }
        };

        Assert.Empty(DepartmentExtract.Of(SmallTown.Closed, helping).Figures);
        Assert.Equal("Status: Inte redovisad", Assert.Single(DepartmentExtract.Of(SmallTown.Closed, helping).Helping).Status);
        Assert.All(DepartmentExtract.Of(SmallTown.Closed, work).Figures, figure =>
            Assert.Equal((0, 1), (figure.Figure.Count, figure.Figure.Basis + figure.Figure.NotStated)));
    }

    [Fact]
    public void A_biennial_round_asked_nothing_of_accounts_and_its_extract_counts_nothing_of_them()
    {
        var figures = DepartmentExtract.Of(SmallTown.Closed with { Kind = RoundKind.Biennial },
            SmallTown.Work("board")).Figures.Select(figure => figure.What).ToList();

        Assert.DoesNotContain(Texts.ReportText.Systematic, figures);
        Assert.DoesNotContain(Texts.ReportText.InBusinessPlan, figures);
        Assert.Contains(Texts.Extract.OnLevel(PreventionLevel.Selective), figures);
    }

    [Theory]
    [InlineData("4", "Färre än 5 (2025, Egen statistik)")]
    [InlineData("0", "0 (2025, Egen statistik)")]
    [InlineData("12", "12 (2025, Egen statistik)")]
    public void A_count_so_small_that_somebody_might_be_known_again_is_masked(string value, string shown)
    {
        var plan = SmallTown.ReadPlan(SmallTown.Plan.Replace("titel: Sprida information",
            "titel: Sprida information\n        indikatorer:\n          - namn: Antal samtal")).Plan!;
        var questionnaire = new QuestionnaireBuilder(RoundKind.Annual, [plan], SmallTown.Register, new DateOnly(2026, 1, 9)).For("social");
        var answer = SmallTown.Done();
        answer.Put(QuestionKeys.IndicatorValue(1), [value]);
        answer.Put(QuestionKeys.IndicatorConfirmed(1), [AnswerWords.Yes]);
        answer.Put(QuestionKeys.IndicatorYear(1), ["2025"]);
        answer.Put(QuestionKeys.IndicatorSource(1), ["Egen statistik"]);
        var work = (SmallTown.Work("social") with { Questionnaire = questionnaire }).Submitting(Received, ("1:2", answer));

        Assert.Equal(("Antal samtal", shown), DepartmentExtract.Of(SmallTown.Closed, work).Responsible[1].Items[^1]);
    }
}
