using System.Net;
using AngleSharp.Html.Dom;

namespace FollowUp.Tests.Answers;

/// <summary>Answers that are refused with a reason at the field.</summary>
public sealed class RefusedAnswerTests(TablesFixture storage) : AnswerTests
{
    [Fact]
    public async Task A_small_count_must_be_confirmed_and_another_one_again()
    {
        await using var world = await TestWorld.StartAsync(storage);
        await world.PostAsync("api/departments", SmallTown.Departments);
        await world.PostAsync("api/plans", SmallTown.Plan.Replace("titel: Erbjuda boende",
            "titel: Erbjuda boende\n        indikatorer: [{ namn: Antal boenden }, { namn: Andel nöjda, enhet: procent }]"));
        await world.PostAsync("api/rounds", SmallTown.Round);
        await world.PostAsync($"api/rounds/{SmallTown.RoundId}/open", "");
        await world.AdvanceToAsync(new DateOnly(2026, 1, 12), 9);
        var link = world.LinkOf(Housing);
        (string, string)[] answer = [("2:1.status", "done"), ("2:1.what", "Boenden finns."), ("2:1.how", "routine"),
            ("2:1.indicator2-value", "3")];
        var page = await world.OpenSectionAsync(link, "2:1");
        Assert.Null(page.Document.GetElementById("2:1.indicator1-confirmed"));

        var asked = await world.PostFormAsync(page, "fortsatt", [.. answer, ("2:1.indicator1-value", "3")]);

        Assert.Equal(HttpStatusCode.BadRequest, asked.Status);
        Assert.Equal("#2:1.indicator1-confirmed", Assert.Single(asked.Document.QuerySelectorAll(".errors a")).GetAttribute("href"));
        Assert.Contains("Antal boenden: talet är mindre än 5. Kan någon enskild person kännas igen?", asked.Text);
        Assert.DoesNotContain("Boenden finns.", (await world.OpenAsync($"{link}/granska")).Document.QuerySelectorAll("form")
            .Select(form => form.TextContent));
        var confirmed = await world.PostFormAsync(asked, "fortsatt", ("2:1.indicator1-confirmed", "yes"));
        Assert.Equal(HttpStatusCode.SeeOther, confirmed.Status);
        // The confirmation of 3 does not cover 2; 12 and a percentage need none.
        var two = await world.PostFormAsync(await world.OpenSectionAsync(link, "2:1"), "fortsatt", ("2:1.indicator1-value", "2"));
        Assert.Equal("#2:1.indicator1-confirmed", Assert.Single(two.Document.QuerySelectorAll(".errors a")).GetAttribute("href"));
        Assert.Equal(HttpStatusCode.SeeOther, (await world.PostFormAsync(two, "fortsatt", ("2:1.indicator1-value", "12"))).Status);
        Assert.Contains("Klar att skicka in", (await world.OpenAsync(link)).Document.GetElementById("2:1")!.TextContent);
    }

    [Fact]
    public async Task A_text_over_the_limit_is_refused_with_its_length_and_comes_back_whole()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var text = string.Concat(Enumerable.Repeat("åäö 𝄞 <b>&amp;", 500));

        var refused = await world.PostFormAsync(await world.OpenSectionAsync(world.LinkOf(Housing), "2:1"), "spara", ("2:1.what", text),
            ("2:1.resource-need", "Mål 3"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.StartsWith("Fel: ", refused.Title);
        Assert.Contains("Den får vara högst 5\u00a0000. Korta den.", refused.Text);
        Assert.Equal(text, ((IHtmlTextAreaElement)refused.Document.GetElementById("2:1.what")!).Value);
        Assert.Equal("Mål 3", ((IHtmlTextAreaElement)refused.Document.GetElementById("2:1.resource-need")!).Value);
        Assert.Equal("#2:1.what", Assert.Single(refused.Document.QuerySelectorAll(".errors a")).GetAttribute("href"));
        Assert.Equal("true", refused.Document.GetElementById("2:1.what")!.GetAttribute("aria-invalid"));
        // The other fields are saved; the long text is not.
        var saved = await world.OpenSectionAsync(world.LinkOf(Housing), "2:1");
        Assert.Equal("Mål 3", ((IHtmlTextAreaElement)saved.Document.GetElementById("2:1.resource-need")!).Value);
        Assert.Equal("", ((IHtmlTextAreaElement)saved.Document.GetElementById("2:1.what")!).Value);
        // The corrected text can be saved from the same page.
        Assert.Equal(HttpStatusCode.SeeOther, (await world.PostFormAsync(refused, "spara", ("2:1.what", "Kortare."))).Status);
    }

    [Theory]
    [InlineData("2:1.what", "Vi hjälpte Kim, 850709-9805, till ett boende.")]
    [InlineData("accounts.business-plan-reference", "Ärende 198507699802")]
    public async Task A_personal_or_coordination_number_stops_at_the_field_with_the_reason(string field, string text)
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);

        var section = field[..field.IndexOf('.')];
        var refused = await world.PostFormAsync(await world.OpenSectionAsync(world.LinkOf(Housing), section), "fortsatt", (field, text));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal($"#{field}", refused.Document.QuerySelector(".errors a")!.GetAttribute("href"));
        Assert.Contains("Ta bort numret.", refused.Text);
        Assert.Contains(text, refused.Html);
        Assert.Equal("invited", await world.StateOfAsync("housing"));
    }

    [Fact]
    public async Task A_choice_that_is_not_offered_is_refused()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);

        var refused = await world.PostFormAsync(await world.OpenSectionAsync(world.LinkOf(Housing), "2:1"), "spara",
            ("2:1.status", "hacked"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal("invited", await world.StateOfAsync("housing"));
    }

    [Fact]
    public async Task A_null_character_is_refused_and_named_in_the_message()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);

        var refused = await world.PostFormAsync(await world.OpenSectionAsync(world.LinkOf(Housing), "2:1"), "spara", ("2:1.what", "a\0b"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("nolltecken", refused.Text);
    }

    [Theory]
    [InlineData(1_500_000)]
    [InlineData(21_000_000)]
    public async Task A_form_larger_than_any_form_is_refused_with_a_page(int length)
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);

        var refused = await world.PostFormAsync(await world.OpenSectionAsync(world.LinkOf(Housing), "2:1"), "spara",
            ("2:1.what", new string('x', length)));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.Status);
        Assert.Contains("Texterna är för långa tillsammans", refused.Text);
        Assert.Equal("invited", await world.StateOfAsync("housing"));
    }
}
