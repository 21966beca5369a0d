using System.Net;
using System.Text.Json;

namespace FollowUp.Tests.Answers;

/// <summary>The page saves while somebody types.</summary>
public sealed class AutosaveTests(TablesFixture storage) : AnswerTests
{
    [Fact]
    public async Task What_is_typed_into_a_submitted_answer_is_said_to_be_saved_and_not_submitted()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var link = world.LinkOf(Housing);
        await world.SubmitAsync(link, HousingContribution);
        var page = await world.OpenSectionAsync(link, "1:1");
        Assert.StartsWith("Inskickad 12 januari", page.Document.QuerySelector("[data-state]")!.TextContent);

        var reply = JsonDocument.Parse((await world.PostFormAsync(page, "auto", ("1:1.contribution", "Större lokal."))).Html).RootElement;

        Assert.Equal("Sparat kl. 09.00, men inte inskickat", reply.GetProperty("message").GetString());
        var state = reply.GetProperty("state").GetString();
        Assert.Equal("Ändringen är sparad men inte inskickad. Det som skickades in den 12 januari 2026 kl. 09.00 gäller fortfarande.",
            state);
        Assert.Equal(state, (await world.OpenSectionAsync(link, "1:1")).Document.QuerySelector("[data-state]")!.TextContent);
    }

    [Fact]
    public async Task Saving_while_typing_tells_the_page_what_stands_there_now()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var link = world.LinkOf(Housing);
        var page = await world.OpenSectionAsync(link, "2:1");

        var first = await AutosaveAsync(page, ("2:1.what", "Halva tex"));
        var second = await AutosaveAsync(page, ("2:1.what", "Halva texten."), ("visat", first.Json.GetProperty("shown").GetString()!));
        // The reply is lost, so the page sends the same request again.
        var repeated = await AutosaveAsync(page, ("2:1.what", "Halva texten."), ("visat", first.Json.GetProperty("shown").GetString()!));

        Assert.Equal((HttpStatusCode.OK, "Sparat kl. 09.00"), (first.Status, first.Json.GetProperty("message").GetString()));
        Assert.Equal((HttpStatusCode.OK, second.Json.GetProperty("shown").GetString()),
            (repeated.Status, repeated.Json.GetProperty("shown").GetString()));
        Assert.Equal((await world.OpenSectionAsync(link, "2:1")).Document.QuerySelector("[name=visat]")!.GetAttribute("value"),
            second.Json.GetProperty("shown").GetString());
        var number = await AutosaveAsync(page, ("2:1.what", "Om 850709-9805."), ("visat", second.Json.GetProperty("shown").GetString()!));
        Assert.Equal(HttpStatusCode.BadRequest, number.Status);
        Assert.Equal("Ett svar är inte sparat. Felet står vid svaret.", number.Json.GetProperty("message").GetString());
        var fault = Assert.Single(number.Json.GetProperty("faults").EnumerateArray());
        Assert.Equal("2:1.what", fault.GetProperty("field").GetString());
        Assert.Contains("personnummer (850709-••••). Ta bort numret.", fault.GetProperty("message").GetString());
        await world.SaveAsync(link, ("2:1.what", "Kollegans text."));
        var contested = await AutosaveAsync(page, ("2:1.what", "Halva texten och mer."),
            ("visat", second.Json.GetProperty("shown").GetString()!));
        Assert.Equal(HttpStatusCode.Conflict, contested.Status);
        Assert.Contains("Kollegans text.", (await world.OpenSectionAsync(link, "2:1")).Html);
        await world.PostAsync($"api/rounds/{SmallTown.RoundId}/close", "");
        Assert.Equal(HttpStatusCode.Gone, (await AutosaveAsync(page, ("2:1.what", "För sent."))).Status);

        async Task<(HttpStatusCode Status, JsonElement Json)> AutosaveAsync(TestPage from, params (string, string)[] filled)
        {
            var answer = await world.PostFormAsync(from, "auto", filled);
            Assert.Equal("no-store", answer.Headers["Cache-Control"]);
            return (answer.Status, JsonDocument.Parse(answer.Html).RootElement);
        }
    }

    [Fact]
    public async Task Saving_while_typing_in_one_question_leaves_what_a_colleague_saved_in_another()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        await world.SaveAsync(world.LinkOf(Board), ("1:1.what", "Från början."));
        var mine = await world.OpenSectionAsync(world.LinkOf(Board), "1:1");
        await world.SaveAsync(world.LinkOf(Deputy), ("1:1.what", "Ersättarens text."));

        var first = JsonDocument.Parse(
            (await world.PostFormAsync(mine, "auto", ("1:1.resource-need", "En halv"))).Html).RootElement.GetProperty("shown").GetString()!;
        var second = await world.PostFormAsync(mine, "auto", ("1:1.resource-need", "En halv tjänst."), ("visat", first));

        // The page still shows the older text, which its user has not changed.
        Assert.Equal(HttpStatusCode.OK, second.Status);
        var saved = await world.OpenSectionAsync(world.LinkOf(Board), "1:1");
        Assert.Contains("Ersättarens text.", saved.Html);
        Assert.Contains("En halv tjänst.", saved.Html);
        // Changing it now is a conflict.
        var touched = await world.PostFormAsync(mine, "fortsatt", ("1:1.what", "Från början och mer."),
            ("1:1.resource-need", "En halv tjänst."),
            ("visat", JsonDocument.Parse(second.Html).RootElement.GetProperty("shown").GetString()!));
        Assert.Equal(HttpStatusCode.Conflict, touched.Status);
        Assert.Contains("Sparat av någon annan: Ersättarens text.", touched.Text);
    }

    [Fact]
    public async Task A_conflict_about_one_question_is_no_conflict_about_ones_other_answers()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var mine = await world.OpenSectionAsync(world.LinkOf(Board), "1:1");
        await world.SaveAsync(world.LinkOf(Deputy), ("1:1.what", "Ersättarens text."));

        var contested = await world.PostFormAsync(mine, "auto", ("1:1.what", "Min text."), ("1:1.resource-need", "En halv"));
        var page = await world.PostFormAsync(mine, "fortsatt", ("1:1.what", "Min text."), ("1:1.resource-need", "En halv tjänst."),
            ("visat", JsonDocument.Parse(contested.Html).RootElement.GetProperty("shown").GetString()!));

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (contested.Status, page.Status));
        Assert.Equal("#1:1.what", Assert.Single(page.Document.QuerySelectorAll(".errors a")).GetAttribute("href"));
        Assert.Contains("En halv tjänst.", (await world.OpenSectionAsync(world.LinkOf(Board), "1:1")).Html);
    }
}
