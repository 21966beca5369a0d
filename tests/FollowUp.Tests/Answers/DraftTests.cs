using System.Net;
using AngleSharp.Html.Dom;

namespace FollowUp.Tests.Answers;

/// <summary>A department saves what it has written before it submits.</summary>
public sealed class DraftTests(TablesFixture storage) : AnswerTests
{
    [Fact]
    public async Task Saving_keeps_a_draft_that_only_the_department_sees()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);

        var page = await world.SaveAsync(world.LinkOf(Housing), ("2:1.status", "ongoing"), ("2:1.what", "Hemligt utkast"));

        Assert.Contains("”2:1 Erbjuda boende” är sparat. Glöm inte att granska och skicka in.", page.Text);
        Assert.Contains("Påbörjad", page.Document.GetElementById("2:1")!.TextContent);
        var section = await world.OpenSectionAsync(world.LinkOf(Housing), "2:1");
        Assert.Contains("Hemligt utkast", section.Html);
        Assert.True(section.Document.QuerySelector("[name='2:1.status'][value=ongoing]")!.HasAttribute("checked"));
        Assert.Equal("started", await world.StateOfAsync("housing"));
        await world.AdvanceToAsync(new DateOnly(2026, 3, 21), 1);
        foreach (var route in new[] { "", "/trail", "/report.json", "/report.html" })
        {
            Assert.DoesNotContain("Hemligt utkast", (await world.GetAsync($"api/rounds/{SmallTown.RoundId}{route}")).Text);
        }
        Assert.Equal("missing", await world.StateOfAsync("housing"));
    }

    [Fact]
    public async Task Continuing_with_an_answer_missing_names_it_and_saves_the_others()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var link = world.LinkOf(Housing);

        var page = await world.PostFormAsync(await world.OpenSectionAsync(link, "2:1"), "fortsatt", ("2:1.status", "ongoing"),
            ("2:1.what", "Tolv boenden."));

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.StartsWith("Fel: ", page.Title);
        var summary = page.Document.QuerySelector("main > *")!;
        Assert.Contains("Det ni har skrivit är sparat.", summary.TextContent);
        Assert.True(summary.HasAttribute("autofocus"));
        Assert.Equal("#2:1.how", Assert.Single(summary.QuerySelectorAll("a")).GetAttribute("href"));
        var question = page.Document.GetElementById("2:1.how")!;
        Assert.Equal("Svar saknas.", page.Document.GetElementById(question.GetAttribute("aria-describedby")!.Split(' ')[^1])!.TextContent);
        Assert.Equal($"{link}/avsnitt/3", page.Document.QuerySelectorAll("main a")
            .Single(anchor => anchor.TextContent == "Fortsätt ändå och gör klart senare").GetAttribute("href"));
        Assert.Contains("Tolv boenden.", (await world.OpenSectionAsync(link, "2:1")).Html);
    }

    [Fact]
    public async Task Continuing_with_nothing_written_does_not_claim_that_something_was_saved()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var link = world.LinkOf(Housing);

        var next = await world.PostFormAsync(await world.OpenSectionAsync(link, "1:1"), "fortsatt");

        Assert.Equal("Ni har inte svarat på 1:1 ännu.",
            (await world.OpenAsync(next.Location!)).Document.QuerySelector(".notice")!.TextContent);
    }

    [Fact]
    public async Task A_draft_posted_again_changes_nothing_and_never_brings_an_older_text_back()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var link = world.LinkOf(Housing);
        var page = await world.OpenSectionAsync(link, "1:1");
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.SeeOther,
                (await world.PostFormAsync(page, "spara", ("1:1.contribution", "Första texten."))).Status);
        }
        var versions = await world.VersionsAsync();
        Assert.Equal(HttpStatusCode.SeeOther, (await world.PostFormAsync(page, "spara", ("1:1.contribution", "Första texten."))).Status);
        Assert.Equal(versions, await world.VersionsAsync());
        await world.SaveAsync(link, ("1:1.contribution", "Andra texten."));

        var replayed = await world.PostFormAsync(page, "spara", ("1:1.contribution", "Första texten."));

        Assert.Equal(HttpStatusCode.Conflict, replayed.Status);
        Assert.Contains("Andra texten.", (await world.OpenSectionAsync(link, "1:1")).Html);
        var trail = await world.GetJsonAsync($"api/rounds/{SmallTown.RoundId}/trail");
        Assert.Single(trail.EnumerateArray(), entry => entry.GetProperty("what").GetString() == "draftSaved");
    }

    [Theory]
    [InlineData("<script>alert(1)</script> & \"quotes\" 'single' </textarea><h1>")]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData("emoji 😀 👨\u200d👩\u200d👧 fyrbytes 𝄞 från höger שלום")]
    [InlineData("rader\n\n  med indrag")]
    [InlineData("{{7*7}} @Model %3Cb%3E \\u0041 &lt; &#x80;")]
    public async Task Text_comes_back_exactly_as_typed(string text)
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var link = world.LinkOf(Housing);

        await world.SaveAsync(link, ("1:1.contribution", text), ("1:1.involved", "yes"));

        var page = await world.OpenSectionAsync(link, "1:1");
        Assert.Equal(text, ((IHtmlTextAreaElement)page.Document.GetElementById("1:1.contribution")!).Value);
        Assert.Single(page.Document.QuerySelectorAll("h1"));
        Assert.Empty(page.Document.QuerySelectorAll("script:not([src])"));
        // Saving the unchanged page again writes no row.
        var versions = await world.VersionsAsync();
        await world.PostFormAsync(page, "spara");
        Assert.Equal(versions, await world.VersionsAsync());
        var receipt = await world.SubmitAsync(link);
        Assert.Contains(text, receipt.Text);
    }

    [Theory]
    [InlineData("\n\nrader\n\n\tmed indrag \n", "rader\n\n med indrag")]
    [InlineData("Från Word:\u000b\uf0b7\tett\u2028\uf0a7 två\u0085slut", "Från Word:\n• ett\n• två\nslut")]
    [InlineData("styrtecken \u0001\u0008\u001b\u007f\u0090\u009f\ufeff\u202Eoch\u202C \ufffe", "styrtecken och \ufffd")]
    [InlineData("Fra\u030an\u00a0Mac\u00ad", "Från Mac")]
    public async Task What_programs_put_into_a_text_is_taken_out_of_it(string typed, string kept)
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var link = world.LinkOf(Housing);

        await world.SaveAsync(link, ("1:1.contribution", typed), ("1:1.involved", "yes"));

        var page = await world.OpenSectionAsync(link, "1:1");
        Assert.Equal(kept, ((IHtmlTextAreaElement)page.Document.GetElementById("1:1.contribution")!).Value);
        var versions = await world.VersionsAsync();
        await world.PostFormAsync(page, "spara", ("1:1.contribution", typed));
        Assert.Equal(versions, await world.VersionsAsync());
    }

    [Theory]
    [InlineData("\u200b")]
    [InlineData(" \u00ad\u2060\n\u000b")]
    [InlineData("\ufeff")]
    [InlineData("\u3164")]
    [InlineData("\u2800\u200d")]
    public async Task What_nobody_sees_is_no_answer(string typed)
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var link = world.LinkOf(Housing);

        var page = await world.PostFormAsync(await world.OpenSectionAsync(link, "2:1"), "fortsatt", ("2:1.status", "ongoing"),
            ("2:1.what", typed), ("2:1.how", "routine"));

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Equal("#2:1.what", Assert.Single(page.Document.QuerySelectorAll(".errors a")).GetAttribute("href"));
    }
}
