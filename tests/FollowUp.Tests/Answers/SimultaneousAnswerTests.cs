using System.Net;
using AngleSharp.Html.Dom;

namespace FollowUp.Tests.Answers;

/// <summary>Several people answer for one department at the same time.</summary>
public sealed class SimultaneousAnswerTests(TablesFixture storage) : AnswerTests
{
    [Fact]
    public async Task Two_people_at_different_questions_of_a_section_both_come_through()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var contact = await world.OpenSectionAsync(world.LinkOf(Board), "1:1");
        var deputy = await world.OpenSectionAsync(world.LinkOf(Deputy), "1:1");

        Assert.Equal(HttpStatusCode.SeeOther, (await world.PostFormAsync(contact, "spara", ("1:1.what", "Kontaktens text"))).Status);
        Assert.Equal(HttpStatusCode.SeeOther,
            (await world.PostFormAsync(deputy, "spara", ("1:1.status", "done"), ("1:1.levels", "universal"))).Status);

        var saved = await world.OpenSectionAsync(world.LinkOf(Board), "1:1");
        Assert.Contains("Kontaktens text", saved.Html);
        Assert.True(saved.Document.QuerySelector("[name='1:1.status'][value=done]")!.HasAttribute("checked"));
        Assert.True(saved.Document.QuerySelector("[name='1:1.levels'][value=universal]")!.HasAttribute("checked"));
    }

    [Theory]
    [InlineData("min", "Ersättarens text", "Kontaktens text")]
    [InlineData("sparad", "Kontaktens text", "Ersättarens text")]
    public async Task Two_people_at_one_question_the_second_sees_both_and_chooses(string choice, string stands, string goes)
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var contact = await world.OpenSectionAsync(world.LinkOf(Board), "1:1");
        var deputy = await world.OpenSectionAsync(world.LinkOf(Deputy), "1:1");
        Assert.Equal(HttpStatusCode.SeeOther, (await world.PostFormAsync(contact, "spara", ("1:1.what", "Kontaktens text"))).Status);

        var conflict = await world.PostFormAsync(deputy, "spara", ("1:1.what", "Ersättarens text"), ("1:1.status", "done"));

        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.StartsWith("Fel: ", conflict.Title);
        Assert.Equal("#1:1.what", Assert.Single(conflict.Document.QuerySelectorAll(".errors a")).GetAttribute("href"));
        Assert.Equal("Ersättarens text", ((IHtmlTextAreaElement)conflict.Document.GetElementById("1:1.what")!).Value);
        Assert.Contains("Sparat av någon annan: Kontaktens text", conflict.Text);
        // The question without a conflict is saved; the other keeps the contact's text until the deputy has chosen.
        var between = await world.OpenSectionAsync(world.LinkOf(Board), "1:1");
        Assert.Contains("Kontaktens text", between.Html);
        Assert.True(between.Document.QuerySelector("[name='1:1.status'][value=done]")!.HasAttribute("checked"));
        var undecided = await world.PostFormAsync(conflict, "spara");
        Assert.Equal(HttpStatusCode.Conflict, undecided.Status);

        Assert.Equal(HttpStatusCode.SeeOther, (await world.PostFormAsync(undecided, "spara", ("1:1.what.val", choice))).Status);

        var after = (await world.OpenSectionAsync(world.LinkOf(Board), "1:1")).Html;
        Assert.Contains(stands, after);
        Assert.DoesNotContain(goes, after);
    }

    [Fact]
    public async Task A_choice_between_two_answers_does_not_cover_a_third()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var deputy = await world.OpenSectionAsync(world.LinkOf(Deputy), "1:1");
        await world.SaveAsync(world.LinkOf(Board), ("1:1.what", "Kontaktens text"));
        var conflict = await world.PostFormAsync(deputy, "spara", ("1:1.what", "Ersättarens text"));
        await world.SaveAsync(world.LinkOf(Board), ("1:1.what", "Kontaktens senare text"));

        var again = await world.PostFormAsync(conflict, "spara", ("1:1.what.val", "min"));

        Assert.Equal(HttpStatusCode.Conflict, again.Status);
        Assert.Contains("Sparat av någon annan: Kontaktens senare text", again.Text);
        Assert.Contains("Ersättarens text", again.Html);
    }

    [Fact]
    public async Task Many_saving_different_sections_at_once_lose_nothing()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var link = world.LinkOf(Housing);
        var (first, second, third) = (await world.OpenSectionAsync(link, "1:1"), await world.OpenSectionAsync(link, "2:1"),
            await world.OpenSectionAsync(link, "closing"));

        var answers = await Task.WhenAll(
            world.PostFormAsync(first, "spara", ("1:1.contribution", "Första")),
            world.PostFormAsync(first, "spara", ("1:1.involved", "yes")),
            world.PostFormAsync(second, "spara", ("2:1.what", "Andra")),
            world.PostFormAsync(third, "spara", ("closing.structure", "Tredje")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.SeeOther, answer.Status));
        Assert.Contains("Första", (await world.OpenSectionAsync(link, "1:1")).Html);
        Assert.True((await world.OpenSectionAsync(link, "1:1")).Document.QuerySelector("[name='1:1.involved'][value=yes]")!.HasAttribute(
            "checked"));
        Assert.Contains("Andra", (await world.OpenSectionAsync(link, "2:1")).Html);
        Assert.Contains("Tredje", (await world.OpenSectionAsync(link, "closing")).Html);
    }
}
