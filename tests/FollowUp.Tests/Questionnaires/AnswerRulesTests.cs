using FollowUp.Questionnaires;

namespace FollowUp.Tests.Questionnaires;

public sealed class AnswerRulesTests
{
    private static readonly Section Responsible = SmallTown.Questionnaire("board").Find("1:1")!;
    private static readonly Section CoResponsible = SmallTown.Questionnaire("housing").Find("1:1")!;
    private static readonly Section Closing = SmallTown.Questionnaire("board").Find(Tailoring.ClosingSection)!;

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
        Assert.Equal(QuestionKeys.Status, Assert.Single(AnswerRules.Faults(Responsible, SmallTown.Values((QuestionKeys.Status, "hacked")))).Key);
        Assert.Equal(QuestionKeys.How, Assert.Single(AnswerRules.Faults(Responsible, SmallTown.Values((QuestionKeys.How, "single"), (QuestionKeys.How, "routine")))).Key);
        Assert.Empty(AnswerRules.Faults(Responsible, SmallTown.Values((QuestionKeys.Levels, "universal"), (QuestionKeys.Levels, "indicated"))));
    }

    [Theory]
    [InlineData(AnswerRules.LongestText, 0)]
    [InlineData(AnswerRules.LongestText + 1, 1)]
    public void A_text_is_taken_up_to_its_limit(int length, int faults) =>
        Assert.Equal(faults, AnswerRules.Faults(Responsible, SmallTown.Values((QuestionKeys.What, new string('å', length)))).Count());
}
