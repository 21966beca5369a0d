using FollowUp.Plans;
using FollowUp.Questionnaires;
using FollowUp.Reports;
using FollowUp.Rounds;
using FollowUp.Storage;
using FollowUp.Tests.Seeds;
using FollowUp.Time;

namespace FollowUp.Tests.Reports;

public sealed class KeyFindingsTests
{
    private static readonly DateTimeOffset InTime = new(2023, 3, 10, 9, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// The round as source 001 describes it: every administration has done much of what it was to do, but as single efforts and for those
    /// who have already met violence, and hardly any has followed it up each year.
    /// </summary>
    [Fact]
    public void A_round_like_the_one_in_source_001_gives_its_findings()
    {
        var (plan, register, day) = (SeedFiles.Plan("linkoping-2018"), SeedFiles.Register("linkoping"), new DateOnly(2023, 2, 6));
        var tailoring = new QuestionnaireBuilder(RoundKind.MandatePeriod, [plan], register, day);
        var round = SmallTown.Closed with
        {
            Kind = RoundKind.MandatePeriod,
            Plans = [new RoundPlan(plan.Id, 1, plan.Title)],
            Opens = day,
            Deadline = new DateOnly(2023, 3, 17),
            Closes = new DateOnly(2023, 4, 14),
            OpenedAt = StockholmTime.At(day, new TimeOnly(8, 0)),
            ClosedAt = StockholmTime.EndOf(new DateOnly(2023, 4, 14))
        };
        var departments = tailoring.Departments.Select((id, index) =>
        {
            var work = Assignment.Unanswered(new AskedDepartment(register.Find(id)!, tailoring.For(id),
                new Dictionary<string, IReadOnlyList<EarlierAnswer>>()));
            var answers = work.Questionnaire.Sections.Where(section => section.Kind == SectionKind.Responsible)
                .Select(section => (section.Id, Answer(section, index))).ToArray();
            // Departments without a measure of their own do not answer; two of the others leave out a measure.
            // Of what is put to all of them hardly any says that it has it in its plan and has reported it.
            var accounts = index == 0 ? SmallTown.Accounts(["2:1"], ["2:1"]) : SmallTown.Accounts(["none"], ["none"]);
            return answers.Length == 0 ? work
                : work.Submitting(InTime, [.. index is 1 or 2 ? answers.SkipLast(1) : answers, accounts]);
        }).ToList();

        var report = ReportCompiler.Compile(new RoundResults(round, [plan], departments), new RoundHistory([], register, [plan], [round]));
        var findings = Summary(report);

        Assert.Equal(
            [
                "2 av 11 enheter har lämnat hela sin uppföljning (18 %). 2 enheter har lämnat en del och 7 enheter har inte lämnat någon "
                    + "uppföljning.",
                "Planens alla 6 åtgärder är redovisade av minst en ansvarig enhet. I alla 6 har något gjorts.",
                // Much is done, but not as a routine.
                "Mycket görs, men lite av det är både rutin och inskrivet i verksamhetsplanen: bara 1 av de 10 uppdrag där det "
                    + "framgår (10 %) görs återkommande eller enligt en skriftlig rutin och finns i enhetens "
                    + "verksamhetsplan. För 2 uppdrag framgår det inte av svaren.",
                // Hardly any work is universal or selective.
                "Nästan allt arbete som enheterna har uppgett nivå för är på indikerad nivå. Enheterna har uppgett arbete på "
                    + "universell nivå i 1 åtgärd, på selektiv nivå i ingen och på indikerad nivå i 5, av 6 åtgärder. Planerat är 1 "
                    + "på universell nivå, 1 på selektiv nivå och 1 på indikerad nivå.",
                // The department has not followed up as it must.
                "Alla enheter har inte följt upp i tid: 2 av 11 enheter har lämnat hela sin uppföljning i tid (18 %). 1 av 14 uppdrag "
                    + "(7 %) är redovisat i årsbokslut eller verksamhetsberättelse.",
                "För ”Mot våld i nära relationer och heder” saknas en registrerad uppföljning vid 4 tillfällen då planen skulle ha följts "
                    + "upp.",
            ],
            findings);

        static AnswerValues Answer(Section section, int department) => section.Number switch
        {
            // Hardly any work is for everybody or for groups at risk.
            "1:1" when department == 0 => SmallTown.Done("universal"),
            "1:1" => SmallTown.NotStarted(),
            // A course is repeated where there is a routine for it, and given once elsewhere.
            "2:1" when department == 0 => SmallTown.Done("indicated"),
            _ => With(SmallTown.Done("indicated"), (QuestionKeys.How, "single")),
        };
    }

    [Fact]
    public void One_department_with_one_measure_is_told_in_the_singular()
    {
        var plan = SmallTown.ReadPlan(SmallTown.Plan[..SmallTown.Plan.IndexOf("      - nummer: \"1:2\"", StringComparison.Ordinal)]
            .Replace("[Kommunstyrelsen, Socialnämnden]", "[Kommunstyrelsen]")
            .Replace("                medansvariga: [Bostadsbolaget]\n", "")).Plan!;
        var tailoring = new QuestionnaireBuilder(RoundKind.Annual, [plan], SmallTown.Register, new DateOnly(2026, 1, 9));
        var work = SmallTown.Work("board") with { Questionnaire = tailoring.For("board") };
        IReadOnlyList<string> Found(Assignment work) =>
            Summary(ReportCompiler.Compile(new RoundResults(SmallTown.Closed, [plan], [work]),
            new RoundHistory([], SmallTown.Register, [plan], [SmallTown.Closed])));

        Assert.Equal(
            [
                "Den enda tillfrågade enheten har lämnat hela sin uppföljning.",
                "Planens enda åtgärd är redovisad av minst en ansvarig enhet, och något har gjorts.",
                "Arbetet görs till stor del enligt ett fast arbetssätt: 1 av 1 uppdrag görs "
                    + "återkommande eller enligt en skriftlig rutin och finns i enhetens verksamhetsplan.",
                "Arbete har bara uppgetts på universell nivå. Enheterna har uppgett arbete på universell nivå i 1 åtgärd, på "
                    + "selektiv nivå i ingen och på indikerad nivå i ingen. Planerat är 1 på universell nivå, 1 på selektiv "
                    + "nivå och ingen på indikerad nivå.",
                "Uppföljningen är lämnad i tid: den enda tillfrågade enheten har lämnat hela sin uppföljning i tid. 1 av 1 uppdrag "
                    + "(100 %) är redovisat i årsbokslut eller verksamhetsberättelse.",
            ],
            Found(work.Submitting(InTime, ("1:1", SmallTown.Done()), SmallTown.Accounts(["1:1"], ["1:1"]))));
        Assert.Equal(
            [
                "Den enda tillfrågade enheten har inte lämnat någon uppföljning.",
                "Planens enda åtgärd är inte redovisad av någon ansvarig enhet.",
                "Den enda tillfrågade enheten har inte lämnat hela sin uppföljning i tid. Det framgår inte av svaren om uppdragen är "
                    + "redovisade i årsbokslut eller verksamhetsberättelse.",
            ],
            Found(work));
    }

    [Theory]
    // The levels of the social committee's and the board's answers to 1:1 and of the housing company's answer to 2:1.
    [InlineData("universal", "universal", "universal", "Arbete har bara uppgetts på universell nivå.")]
    [InlineData("universal", "selective", "indicated", "Arbetet är spritt över preventionsnivåerna.")]
    [InlineData("universal", "universal", "indicated", "Ingen har uppgett arbete på selektiv nivå.")]
    public void Where_the_work_is_done_is_said_of_all_three_levels(string board, string social, string housing, string sentence)
    {
        var findings = Summary(ReportCompiler.Compile(SmallTown.Answered(SmallTown.Closed,
            SmallTown.Work("board").Submitting(InTime, ("1:1", SmallTown.Done(board))),
            SmallTown.Work("social").Submitting(InTime, ("1:1", SmallTown.Done(social))),
            SmallTown.Work("housing").Submitting(InTime, ("2:1", SmallTown.Done(housing)))), SmallTown.NoHistory(SmallTown.Closed)));

        Assert.Contains(findings, finding => finding.StartsWith(sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void Of_a_few_answers_it_is_not_said_how_the_work_is_done()
    {
        var findings = Summary(ReportCompiler.Compile(SmallTown.Answered(SmallTown.Closed,
            SmallTown.WholeWork("board").Submitting(InTime, ("1:1", SmallTown.Done()), SmallTown.Accounts(["1:1"], ["none"])),
            SmallTown.Work("social"), SmallTown.Work("housing")),
            SmallTown.NoHistory(SmallTown.Closed)));

        Assert.Equal("Om arbetssättet är fast framgår bara för 1 av 4 uppdrag. Av dem görs 1 återkommande eller enligt en skriftlig rutin "
            + "och finns i enhetens verksamhetsplan.", findings[2]);
    }

    [Theory]
    [InlineData(3, 4, true, "Arbetet görs till stor del enligt ett fast arbetssätt: 3 av de 4 ")]
    [InlineData(2, 4, true, "Minst hälften av arbetet görs enligt ett fast arbetssätt: 2 av de 4 ")]
    [InlineData(1, 4, true, "Mycket görs, men lite av det är både rutin och inskrivet i verksamhetsplanen: bara 1 av de 4 ")]
    [InlineData(1, 4, false, "Lite av det som görs är både rutin och inskrivet i verksamhetsplanen: bara 1 av de 4 ")]
    [InlineData(0, 4, false, "Lite av det som görs är både rutin och inskrivet i verksamhetsplanen: 0 av de 4 ")]
    public void How_the_work_is_done_is_said_no_more_strongly_than_it_is(int system, int said, bool much, string sentence) =>
        Assert.StartsWith(sentence, Texts.ReportText.SystemFinding(new Figure(system, said, 0, []), much));

    private static AnswerValues With(AnswerValues values, params (string Key, string Value)[] more)
    {
        foreach (var (key, value) in more)
        {
            values.Put(key, [value]);
        }
        return values;
    }

    private static IReadOnlyList<string> Summary(Report report) =>
        Assert.IsType<Statements>(report.Chapters[0].Blocks[1]).Items.Select(statement => statement.Text).ToList();
}
