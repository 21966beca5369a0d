using FollowUp.Inputs;
using FollowUp.Questionnaires;

namespace FollowUp.Tests.Questionnaires;

public sealed class AnswerRulesTests
{
    private static readonly Section Responsible = SmallTown.Questionnaire("board").Find("1:1")!;
    private static readonly Section CoResponsible = SmallTown.Questionnaire("housing").Find("1:1")!;
    private static readonly Section Accounts = SmallTown.Questionnaire("social").Find(QuestionnaireBuilder.AccountsSection)!;
    private static readonly Section Closing = SmallTown.Questionnaire("board").Find(QuestionnaireBuilder.ClosingSection)!;

    [Theory]
    [InlineData(AnswerWords.NotStarted, false)]
    [InlineData(AnswerWords.Dropped, false)]
    [InlineData(AnswerWords.Ongoing, true)]
    [InlineData(AnswerWords.Done, true)]
    [InlineData(AnswerWords.Ordinary, true)]
    public void How_is_demanded_only_where_something_has_been_done(string status, bool demanded)
    {
        var values = SmallTown.Values((QuestionKeys.Status, status), (QuestionKeys.What, "Text"));

        Assert.Equal(demanded ? [QuestionKeys.How] : [], AnswerRules.Missing(Responsible, values).Select(question => question.Key));
        Assert.Equal(!demanded, AnswerRules.IsComplete(Responsible, values));
    }

    [Fact]
    public void Nothing_answered_is_not_complete_in_any_section()
    {
        Assert.All([Responsible, CoResponsible, Closing], section =>
        {
            Assert.False(AnswerRules.IsComplete(section, null));
            Assert.False(AnswerRules.IsComplete(section, []));
        });
    }

    [Fact]
    public void A_co_responsible_department_says_what_it_gave_and_whether_it_was_involved()
    {
        Assert.True(AnswerRules.IsComplete(CoResponsible, SmallTown.Contributed()));
        Assert.False(AnswerRules.IsComplete(CoResponsible, SmallTown.Values((QuestionKeys.Involved, "yes"))));
    }

    [Fact]
    public void The_closing_questions_are_offered_and_not_demanded()
    {
        Assert.False(AnswerRules.IsAsked(Closing));
        Assert.True(AnswerRules.IsComplete(Closing, SmallTown.Values((QuestionKeys.Structure, "Ett möte i halvåret."))));
    }

    [Fact]
    public void Faults_name_the_question_that_has_them()
    {
        Assert.Empty(AnswerRules.Faults(Responsible, SmallTown.Done()));
        Assert.Equal(QuestionKeys.Status,
            Assert.Single(AnswerRules.Faults(Responsible, SmallTown.Values((QuestionKeys.Status, "hacked")))).Key);
        Assert.Equal(QuestionKeys.How,
            Assert.Single(AnswerRules.Faults(Responsible,
            SmallTown.Values((QuestionKeys.How, "single"), (QuestionKeys.How, "routine")))).Key);
        Assert.Empty(AnswerRules.Faults(Responsible,
            SmallTown.Values((QuestionKeys.Levels, "universal"), (QuestionKeys.Levels, "indicated"))));
    }

    [Theory]
    [InlineData(AnswerWords.Done, new[] { QuestionKeys.Causes })]
    [InlineData(AnswerWords.Ongoing, new[] { QuestionKeys.Causes })]
    [InlineData(AnswerWords.Ordinary, new[] { QuestionKeys.Causes })]
    [InlineData(AnswerWords.NotStarted, new[] { QuestionKeys.How, QuestionKeys.AsPlanned, QuestionKeys.Levels, QuestionKeys.Targets })]
    [InlineData(AnswerWords.Dropped, new[] { QuestionKeys.How, QuestionKeys.AsPlanned, QuestionKeys.Levels, QuestionKeys.Targets })]
    public void Each_status_has_questions_that_do_not_belong_to_it(string status, string[] foreign)
    {
        var everything = new AnswerValues();
        foreach (var question in Responsible.Questions)
        {
            everything.Put(question.Key, [question.Choices.Count > 0 ? question.Choices[0].Value : "Text"]);
        }
        everything.Put(QuestionKeys.Status, [status]);

        Assert.Equal(foreign.Order(), AnswerRules.NotCounting(Responsible, everything).Select(question => question.Key).Order());
        Assert.True(AnswerRules.IsComplete(Responsible, everything));
    }

    [Fact]
    public void What_was_offered_and_not_answered_is_told_without_what_does_not_go_with_the_answers()
    {
        var asked = Responsible with
        {
            Questions = [QuestionnaireBuilder.Choose(QuestionKeys.Since, QuestionKind.OneOf,
            AnswerWords.SinceLastTime), .. Responsible.Questions]
        };
        string[] Unanswered(params (string, string)[] values) =>
            AnswerRules.Unanswered(asked, SmallTown.Values(values)).Select(question => question.Key).ToArray();
        string[] always = [QuestionKeys.Resources, QuestionKeys.ResourceNeed];

        Assert.Equal([QuestionKeys.What, QuestionKeys.How, QuestionKeys.Levels, QuestionKeys.Targets, .. always],
            Unanswered((QuestionKeys.Since, "changed"), (QuestionKeys.Status, "done")));
        Assert.Equal([QuestionKeys.Causes, .. always],
            Unanswered((QuestionKeys.Since, "changed"), (QuestionKeys.Status, "not-started"), (QuestionKeys.What, "Nej.")));
        Assert.Empty(Unanswered((QuestionKeys.Since, "unchanged")));
        // "As planned" is a short way to two of the others.
        Assert.Equal(asked.Questions.Where(question => question.Key != QuestionKeys.AsPlanned), AnswerRules.Unanswered(asked, null));
    }

    [Fact]
    public void Unchanged_is_enough_and_says_what_was_said_but_for_what_belongs_to_the_year()
    {
        var asked = Responsible with
        {
            Questions = [QuestionnaireBuilder.Choose(QuestionKeys.Since, QuestionKind.OneOf,
            AnswerWords.SinceLastTime), .. Responsible.Questions]
        };
        var earlier = SmallTown.Done();
        earlier.Put(QuestionKeys.AccountReference, ["Sidan 14"]);
        earlier.Put(QuestionKeys.IndicatorValue(1), ["12"]);
        var draft = SmallTown.Values((QuestionKeys.Since, AnswerWords.Unchanged), (QuestionKeys.AccountReference, "Sidan 9"));

        Assert.True(AnswerRules.IsComplete(asked, draft));
        var submitted = AnswerRules.Submitted(asked, draft, earlier);
        Assert.Equal(("unchanged", "done", "Allt är gjort.", "routine"), (submitted.One(QuestionKeys.Since),
            submitted.One(QuestionKeys.Status), submitted.One(QuestionKeys.What), submitted.One(QuestionKeys.How)));
        Assert.Equal("Sidan 9", submitted.One(QuestionKeys.AccountReference));
        Assert.False(submitted.ContainsKey(QuestionKeys.IndicatorValue(1)));
        // A submission does not change when the row of the earlier answer does.
        Assert.True(AnswerRules.Submitted(asked, SmallTown.Done(), earlier).SameAs(SmallTown.Done()));
    }

    [Theory]
    [InlineData(AnswerWords.Unchanged, QuestionKeys.What, "Nytt", false)]
    [InlineData(AnswerWords.Unchanged, QuestionKeys.AccountReference, "Sidan 9", true)]
    [InlineData(AnswerWords.Changed, QuestionKeys.What, "Nytt", false)] // the status is missing
    [InlineData(AnswerWords.Changed, null, null, false)]
    [InlineData(AnswerWords.Unchanged, null, null, true)]
    [InlineData(AnswerWords.Irrelevant, QuestionKeys.What, "Upphört", true)]
    [InlineData(AnswerWords.Irrelevant, QuestionKeys.Status, AnswerWords.Done, false)]
    public void What_is_marked_and_what_is_answered_must_agree(string since, string? key, string? value, bool complete)
    {
        var asked = Responsible with
        {
            Questions = [QuestionnaireBuilder.Choose(QuestionKeys.Since, QuestionKind.OneOf,
            AnswerWords.SinceLastTime), .. Responsible.Questions]
        };

        Assert.Equal(complete, AnswerRules.IsComplete(asked, key == null ? SmallTown.Values((QuestionKeys.Since, since))
            : SmallTown.Values((QuestionKeys.Since, since), (key, value!))));
    }

    [Theory]
    [InlineData("done", "indicated", new[] { "universal", "selective" })]
    [InlineData("done", null, new[] { "universal", "selective" })]
    [InlineData("not-started", "indicated", new[] { "indicated" })] // does not count
    [InlineData("not-started", null, new string[0])]
    public void As_planned_says_the_levels_of_the_plan(string status, string? chosen, string[] levels)
    {
        var draft = SmallTown.Values((QuestionKeys.Status, status), (QuestionKeys.AsPlanned, QuestionKeys.AsPlanned));
        draft.Put(QuestionKeys.Levels, [chosen]);
        draft.Put(QuestionKeys.Targets, ["residents"]);

        var submitted = AnswerRules.Submitted(Responsible, draft, null);

        Assert.Equal(levels, submitted.Many(QuestionKeys.Levels));
        // The plan names no targets.
        Assert.Equal(["residents"], submitted.Many(QuestionKeys.Targets));
        Assert.False(submitted.ContainsKey(QuestionKeys.AsPlanned));
    }

    [Theory]
    [InlineData(new[] { "all" }, new[] { "none" }, true)]
    [InlineData(new[] { "1:2" }, new[] { "1:1", "1:2" }, true)]
    [InlineData(new[] { "1:2" }, new string[0], false)]
    [InlineData(new string[0], new string[0], false)]
    public void Business_plan_and_account_are_demanded_together(string[] inPlan, string[] reported, bool complete) =>
        Assert.Equal(complete, AnswerRules.IsComplete(Accounts, SmallTown.Accounts(inPlan, reported).Values));

    [Fact]
    public void None_of_the_measures_and_one_of_them_cannot_both_be_meant()
    {
        Assert.Equal(QuestionKeys.AccountMeasures,
            Assert.Single(AnswerRules.Faults(Accounts, SmallTown.Accounts(["all", "1:1"], ["none", "1:1"]).Values)).Key);
        Assert.Equal(QuestionKeys.PlanMeasures,
            Assert.Single(AnswerRules.Faults(Accounts, SmallTown.Accounts(["9:9"], ["none"]).Values)).Key);
    }

    [Theory]
    [InlineData(new[] { "all" }, true)]
    [InlineData(new[] { "1:2" }, true)]
    [InlineData(new[] { "1:1" }, false)]
    [InlineData(new[] { "none" }, false)]
    [InlineData(new string[0], null)]
    public void What_is_not_ticked_is_said_only_where_the_question_is_answered(string[] ticked, bool? said) =>
        Assert.Equal(said, AnswerRules.IsTicked(SmallTown.Accounts(ticked, []).Values, QuestionKeys.PlanMeasures, "1:2"));

    [Theory]
    [InlineData("12", "12")]
    [InlineData("1 234,5", "1234.5")]
    [InlineData("1\u00a0234,5", "1234.5")]
    [InlineData("-3.25", "-3.25")]
    [InlineData("tolv", null)]
    [InlineData("12 %", null)]
    [InlineData("1,2,3", null)]
    [InlineData("1\u202f234\u2009567", "1234567")] // the narrow spaces of typesetters
    [InlineData("1  234", "1234")]
    [InlineData("\u2212 3,5", "-3.5")]
    [InlineData("\u200b12\ufeff", "12")]
    [InlineData("12 345", "12345")]
    [InlineData("12 13", null)] // two numbers
    [InlineData("12\u00a013", null)]
    [InlineData("12\t13", null)]
    [InlineData("12\n13", null)]
    [InlineData("1 2345", null)]
    [InlineData("1 23 456", null)]
    [InlineData("1234 567", null)]
    [InlineData("12 1 345", null)]
    [InlineData("3,5 000", null)]
    [InlineData("1 234 ,5", null)]
    [InlineData("0000000000000000000000000000012", null)]
    [InlineData("", null)]
    public void A_number_is_read_as_Swedes_write_it(string text, string? number) =>
        Assert.Equal(number == null ? null : decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture),
            InputCheck.Number(text));

    [Theory]
    [InlineData(AnswerRules.MaxText, 0)]
    [InlineData(AnswerRules.MaxText + 1, 1)]
    public void A_text_is_taken_up_to_its_limit(int length, int faults) =>
        Assert.Equal(faults, AnswerRules.Faults(Responsible, SmallTown.Values((QuestionKeys.What, new string('å', length)))).Count());
}
