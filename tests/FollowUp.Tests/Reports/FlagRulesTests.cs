using FollowUp.Questionnaires;
using FollowUp.Reports;
using FollowUp.Rounds;

namespace FollowUp.Tests.Reports;

public sealed class FlagRulesTests
{
    private static readonly DateTimeOffset InTime = new(2026, 2, 27, 22, 59, 59, TimeSpan.Zero);
    private static readonly DateTimeOffset Late = InTime.AddSeconds(1);

    [Fact]
    public void Nothing_submitted_is_missing_and_each_of_its_own_measures_is_not_reported()
    {
        Assert.Equal([(FlagCode.Missing, null), (FlagCode.MeasureNotReported, "1:1"), (FlagCode.MeasureNotReported, "1:2")],
            Raise(SmallTown.Work("social")));
    }

    [Fact]
    public void Something_but_not_all_is_partial()
    {
        var work = SmallTown.Work("social").Submitting(InTime, ("1:1", SmallTown.Done()));

        Assert.Equal([(FlagCode.Partial, null), (FlagCode.MeasureNotReported, "1:2")], Raise(work));
    }

    [Fact]
    public void A_shared_measure_alone_is_partial_and_no_measure_is_unreported()
    {
        var work = SmallTown.Work("social").Submitting(InTime, ("1:1", SmallTown.Done()), ("1:2", SmallTown.NotStarted()));

        Assert.Equal([(FlagCode.Partial, null)], Raise(work));
    }

    [Fact]
    public void All_in_time_raises_nothing_whatever_the_closing_questions()
    {
        var work = SmallTown.Work("board").Submitting(InTime, ("1:1", SmallTown.NotStarted()));

        Assert.Empty(Raise(work));
    }

    [Fact]
    public void The_deadline_is_the_end_of_its_day()
    {
        Assert.Empty(Raise(SmallTown.Work("board").Submitting(InTime, ("1:1", SmallTown.Done()))));
        Assert.Equal([(FlagCode.Late, null)], Raise(SmallTown.Work("board").Submitting(Late, ("1:1", SmallTown.Done()))));
    }

    [Fact]
    public void An_amendment_after_the_deadline_is_late_too()
    {
        var work = SmallTown.Work("board").Submitting(InTime, ("1:1", SmallTown.Done())).Submitting(Late, ("1:1", SmallTown.NotStarted()));

        Assert.Equal([(FlagCode.Late, null)], Raise(work));
    }

    [Fact]
    public void Sentences_name_the_department_and_the_measure()
    {
        var flags = Flags(SmallTown.Work("housing"));

        Assert.Equal(["Bostadsbolaget har inte lämnat någon uppföljning.",
            "Åtgärd 2:1 är inte redovisad av Bostadsbolaget, som är ansvarig."], flags.Select(flag => flag.Sentence));
    }

    [Fact]
    public void A_measure_that_no_responsible_department_reported_gets_one_flag()
    {
        var flags = Flags(SmallTown.Work("board"), SmallTown.Work("social"),
            SmallTown.Work("housing").Submitting(InTime, ("2:1", SmallTown.Done()))).Where(flag => flag.Code == FlagCode.MeasureNotReported)
            .ToList();

        Assert.Equal(
            ["Åtgärd 1:1 är inte redovisad av Kommunstyrelsen och Socialnämnden, som är ansvariga.",
                "Åtgärd 1:2 är inte redovisad av Socialnämnden, som är ansvarig."],
            flags.Select(flag => flag.Sentence));
        Assert.Equal([null, "social"], flags.Select(flag => flag.DepartmentId));
    }

    [Fact]
    public void Who_says_done_and_who_was_left_out_contradict_each_other()
    {
        var flags = Flags(
            SmallTown.Work("board").Submitting(InTime, ("1:1", SmallTown.Done())),
            SmallTown.Work("social").Submitting(InTime, ("1:1", SmallTown.NotStarted())),
            SmallTown.Work("housing").Submitting(InTime, ("1:1", Helped(AnswerWords.No))));

        var flag = Assert.Single(flags, flag => flag.Code == FlagCode.Contradiction);
        Assert.Equal("Åtgärd 1:1: Kommunstyrelsen svarar att något har gjorts, men Bostadsbolaget, som är medansvarig, svarar att enheten "
            + "inte har involverats.", flag.Sentence);
        // Bostadsbolaget comes first by name, then Kommunstyrelsen.
        Assert.Equal([1, 2], flag.Answers);
        Assert.Equal(new MeasureId("town", "1:1"), flag.Measure);
    }

    [Fact]
    public void Who_says_nothing_is_done_and_who_took_part_contradict_each_other()
    {
        var flags = Flags(
            SmallTown.Work("board").Submitting(InTime, ("1:1", SmallTown.NotStarted())),
            SmallTown.Work("social").Submitting(InTime, ("1:1", SmallTown.NotStarted())),
            SmallTown.Work("housing").Submitting(InTime, ("1:1", Helped(AnswerWords.Partly))));

        Assert.Equal("Åtgärd 1:1: Kommunstyrelsen och Socialnämnden svarar att inget har gjorts, men Bostadsbolaget, som är medansvarig, "
            + "svarar att enheten har involverats helt eller delvis.",
            Assert.Single(flags, flag => flag.Code == FlagCode.Contradiction).Sentence);
    }

    [Theory]
    [InlineData("yes", true)]
    [InlineData("unknown", true)]
    [InlineData("no", false)]
    public void Those_who_agree_do_not_contradict(string involved, bool done)
    {
        var flags = Flags(
            SmallTown.Work("board").Submitting(InTime, ("1:1", done ? SmallTown.Done() : SmallTown.NotStarted())),
            SmallTown.Work("housing").Submitting(InTime, ("1:1", Helped(involved))));

        Assert.DoesNotContain(flags, flag => flag.Code == FlagCode.Contradiction);
    }

    [Fact]
    public void Measures_in_no_business_plan_and_in_no_account_are_listed_by_department()
    {
        var flags = Flags(
            SmallTown.WholeWork("social").Submitting(InTime, ("1:1", SmallTown.Done()), SmallTown.Accounts(["1:2"], ["1:2"])),
            SmallTown.WholeWork("board").Submitting(InTime, ("1:1", SmallTown.Done()), SmallTown.Accounts(["none"], [])),
            SmallTown.WholeWork("housing").Submitting(InTime, ("2:1", SmallTown.Done())));

        Assert.Equal(["Kommunstyrelsen har inte med åtgärd 1:1 i sin verksamhetsplan.",
            "Socialnämnden har inte med åtgärd 1:1 i sin verksamhetsplan."],
            flags.Where(flag => flag.Code == FlagCode.NotInBusinessPlan).Select(flag => flag.Sentence));
        Assert.Equal("Socialnämnden har inte redovisat åtgärd 1:1 i sitt årsbokslut eller sin verksamhetsberättelse.",
            flags.Single(flag => flag is { Code: FlagCode.NotInAccount, DepartmentId: "social" }).Sentence);
    }

    [Fact]
    public void An_area_a_level_and_a_target_that_nobody_reached_are_told_and_those_that_nobody_answered_about_are_not()
    {
        var done = SmallTown.Done("universal");
        done.Put(QuestionKeys.Targets, ["employees"]);
        var flags = Flags(SmallTown.Work("board").Submitting(InTime, ("1:1", done)),
            SmallTown.Work("housing").Submitting(InTime, ("2:1", SmallTown.NotStarted())));

        Assert.Equal("Ingen ansvarig enhet har svarat att något har gjorts i fokusområde 2 Stödja.",
            Assert.Single(flags, flag => flag.Code == FlagCode.NothingDoneInArea).Sentence);
        const string basis = "är uppgiven för 1 av 1 uppdrag där något har gjorts.";
        Assert.Equal([$"Ingen enhet har uppgett att den har arbetat på selektiv nivå. Nivån {basis}",
            $"Ingen enhet har uppgett att den har arbetat på indikerad nivå. Nivån {basis}"],
            flags.Where(flag => flag.Code == FlagCode.NothingDoneOnLevel).Select(flag => flag.Sentence));
        Assert.Equal($"Ingen enhet har uppgett att den har riktat sig till invånare. Målgruppen {basis}",
            Assert.Single(flags, flag => flag.Code == FlagCode.NothingDoneForTarget).Sentence);

        var silent = Flags(SmallTown.Work("board"), SmallTown.Work("social"), SmallTown.Work("housing"));
        Assert.DoesNotContain(silent, flag => flag.Code is FlagCode.NothingDoneInArea or FlagCode.NothingDoneOnLevel
            or FlagCode.NothingDoneForTarget);
    }

    [Fact]
    public void A_condition_that_is_not_in_place_is_listed_with_the_department_that_says_so()
    {
        var lacking = SmallTown.Values((QuestionKeys.Condition(1), AnswerWords.NotInPlace));
        var flags = Flags(SmallTown.Work("board").Submitting(InTime, ("conditions-1", lacking)),
            SmallTown.Work("social").Submitting(InTime, ("conditions-1", lacking)));

        var flag = Assert.Single(flags, flag => flag.Code == FlagCode.ConditionNotInPlace);
        Assert.Equal("Fokusområde 1: ”Kunskap finns” är inte på plats enligt Kommunstyrelsen och Socialnämnden.", flag.Sentence);
        Assert.Equal([1, 2], flag.Answers);
    }

    [Fact]
    public void A_department_missing_again_is_flagged_with_the_number_of_times_also_after_a_reorganisation()
    {
        var register = SmallTown.ReadRegister("""
            enheter:
              - { id: care, namn: Omsorgsnämnden, slag: nämnd, till: 2025-06-30,
                  kontakter: [{ roll: kontaktperson, e-post: care@town.example }] }
              - { id: elderly, namn: Äldrenämnden, slag: nämnd, till: 2025-06-30,
                  kontakter: [{ roll: kontaktperson, e-post: elderly@town.example }] }
              - { id: social, namn: Socialnämnden, slag: nämnd, kontakter: [{ roll: kontaktperson, e-post: social@town.example }] }
            övergångar:
              - { datum: 2025-07-01, från: [care, elderly], till: [social] }
            """).Register!;
        Assignment Silent(string id) => SmallTown.Work("social") with { Department = register.Find(id)! };
        RoundResults Before(int year, params IReadOnlyList<Assignment> departments) => SmallTown.Answered(
            SmallTown.Closed with { Id = $"town-{year}", OpenedAt = SmallTown.Closed.OpenedAt!.Value.AddYears(year - 2025) }, departments);
        IReadOnlyList<Flag> Raised(params IReadOnlyList<RoundResults> earlier) =>
            FlagRules.Raise(SmallTown.Answered(SmallTown.Closed, Silent("social")),
            new RoundHistory(earlier, register, [SmallTown.ActionPlan], [SmallTown.Closed]), SmallTown.Closed.Closes);

        var answered = Silent("elderly").Submitting(InTime, ("1:1", SmallTown.Done()));
        Assert.Equal("Socialnämnden har för tredje gången i rad inte lämnat någon uppföljning.",
            Assert.Single(Raised(Before(2023, Silent("care"), Silent("elderly")), Before(2024, Silent("care"), Silent("elderly"))), flag =>
                flag.Code == FlagCode.MissingAgain).Sentence);
        Assert.Equal("Socialnämnden har för andra gången i rad inte lämnat någon uppföljning.",
            Assert.Single(Raised(Before(2023, Silent("care"), answered), Before(2024, Silent("care"), Silent("elderly"))), flag =>
                flag.Code == FlagCode.MissingAgain).Sentence);
        Assert.DoesNotContain(Raised(Before(2024, Silent("care"), answered)), flag => flag.Code == FlagCode.MissingAgain);
        // Before the close an answer can still come.
        Assert.Equal("Socialnämnden har inte svarat än, och lämnade inte heller någon uppföljning de 2 förra gångerna.",
            Assert.Single(FlagRules.Raise(SmallTown.Answered(SmallTown.Closed with { State = RoundState.Open }, Silent("social")),
                new RoundHistory([Before(2023, Silent("care"), Silent("elderly")), Before(2024, Silent("care"), Silent("elderly"))],
                    register, [SmallTown.ActionPlan], [SmallTown.Closed]), SmallTown.Closed.Closes),
                flag => flag.Code == FlagCode.MissingAgain).Sentence);
        // A round that did not ask the department does not interrupt the series.
        Assert.Single(Raised(Before(2023, Silent("care")), Before(2024, SmallTown.Work("board"))), flag =>
            flag.Code == FlagCode.MissingAgain);
    }

    [Fact]
    public void A_measure_whose_responsible_department_ended_without_a_successor_is_orphaned()
    {
        var register = SmallTown.ReadRegister(SmallTown.Departments.Replace("    namn: Bostadsbolaget\n",
            "    namn: Bostadsbolaget\n    till: 2026-02-28\n")).Register!;
        var flags = FlagRules.Raise(SmallTown.Answered(SmallTown.Closed, SmallTown.Work("housing")),
            new RoundHistory([], register, [SmallTown.ActionPlan], [SmallTown.Closed]), SmallTown.Closed.Closes);

        Assert.Equal("Åtgärd 2:1 (Erbjuda boende) har ingen ansvarig: de som planen nämner finns inte längre, och ingen har tagit över.",
            Assert.Single(flags, flag => flag.Code == FlagCode.OrphanedMeasure).Sentence);
    }

    [Theory]
    [InlineData(2, false)] // half of four
    [InlineData(3, true)]
    public void Mostly_confirmed_as_it_was_is_told_above_half(int unchanged, bool told)
    {
        var work = SmallTown.Work("social");
        var sections = work.Questionnaire.Sections.Where(section => section.IsMeasure).ToList();
        // There are three measures, two of which were asked about twice.
        List<Section> asked = [.. sections, sections[0] with { Id = "4" }];
        work = work with
        {
            Questionnaire = new Questionnaire(
            asked.Select(section => section with
            {
                Questions = [new Question(QuestionKeys.Since, QuestionKind.OneOf, "?", null, []),
            .. section.Questions]
            }).ToList(), [])
        };
        work = work.Submitting(InTime, asked.Select((section, index) =>
            (section.Id, SmallTown.Values((QuestionKeys.Since, index < unchanged ? AnswerWords.Unchanged : AnswerWords.Changed))))
            .ToArray());

        var flags = Flags(work).Where(flag => flag.Code == FlagCode.MostlyUnchanged).Select(flag => flag.Sentence);
        Assert.Equal(told ? [$"Socialnämnden har bekräftat {unchanged} av 4 svar som oförändrade sedan förra gången."] : [], flags);
    }

    [Fact]
    public void A_year_without_a_follow_up_breaks_the_floor_and_is_told_in_the_next_report_alone()
    {
        var plan = SmallTown.ReadPlan(SmallTown.Plan.Replace("titel: Trygg stad", "titel: Trygg stad\nuppföljning: [årlig]")).Plan!;
        // There was no follow-up of 2024, which was due in 2025.
        var first = SmallTown.Closed;
        var next = first with
        {
            Id = "town-2026",
            Opens = first.Opens.AddYears(1),
            Deadline = first.Deadline.AddYears(1),
            Closes = first.Closes.AddYears(1),
            OpenedAt = first.OpenedAt!.Value.AddYears(1),
            ClosedAt = first.ClosedAt!.Value.AddYears(1)
        };
        IEnumerable<string> Floors(Round round, params IReadOnlyList<Round> earlier) => FlagRules
            .Raise(new RoundResults(round, [plan], [SmallTown.Work("board")]),
                new RoundHistory(earlier.Select(other => new RoundResults(other, [plan], [])).ToList(), SmallTown.Register, [plan],
                [.. earlier, round]), round.Closes)
            .Where(flag => flag.Code == FlagCode.FloorBroken).Select(flag => flag.Sentence);

        Assert.Equal(["Trygg stad skulle ha följts upp senast 31 december 2025. Ingen sådan uppföljning är registrerad. Planen ska följas "
            + "upp minst en gång om året."], Floors(first));
        Assert.Empty(Floors(next, first));
    }

    private static AnswerValues Helped(string involved) =>
        SmallTown.Values((QuestionKeys.Contribution, "Vi var med."), (QuestionKeys.Involved, involved));

    /// <summary>Flags about the follow-up itself; they do not depend on what the answers say.</summary>
    private static IEnumerable<(FlagCode, string?)> Raise(Assignment work) =>
        Flags(work).Where(flag => flag.Code <= FlagCode.MeasureNotReported).Select(flag => (flag.Code, flag.Measure?.Number));

    private static IReadOnlyList<Flag> Flags(params IReadOnlyList<Assignment> departments) =>
        FlagRules.Raise(SmallTown.Answered(SmallTown.Closed, departments), SmallTown.NoHistory(SmallTown.Closed), SmallTown.Closed.Closes);
}
