using System.Net;
using System.Text.Json;

namespace FollowUp.Tests.Acts;

/// <summary>The coordinator's own assessment of a chapter does not change what the report computes.</summary>
public sealed class AssessmentTests(TablesFixture storage)
{
    private const string Round = $"api/rounds/{SmallTown.RoundId}";

    [Fact]
    public async Task An_assessment_stands_beside_what_was_computed_and_goes_when_it_is_taken_away()
    {
        await using var world = await ClosedAsync();
        var before = await world.GetJsonAsync($"{Round}/report.json");
        Assert.Empty(before.GetProperty("assessments").EnumerateObject());

        Assert.Equal((HttpStatusCode.OK, 1), await PutAsync(world, "sammanfattning", "Arbetet går framåt.\r\nMen långsamt. ", 0));
        Assert.Equal((HttpStatusCode.OK, 1), await PutAsync(world, "fokusomrade-1", "Utbildningen är på plats.", 0));

        var after = await world.GetJsonAsync($"{Round}/report.json");
        Assert.Equal([("fokusomrade-1", "Utbildningen är på plats."), ("sammanfattning", "Arbetet går framåt.\nMen långsamt.")],
            Assessments(after));
        Assert.Equal((before.GetProperty("figures").ToString(), before.GetProperty("chapters").ToString()),
            (after.GetProperty("figures").ToString(), after.GetProperty("chapters").ToString()));

        Assert.Equal((HttpStatusCode.OK, 2), await PutAsync(world, "sammanfattning", "", 1));
        Assert.Equal("fokusomrade-1", Assert.Single(Assessments(await world.GetJsonAsync($"{Round}/report.json"))).Chapter);
        Assert.Equal([("fokusomrade-1", 1, "Utbildningen är på plats."), ("sammanfattning", 2, "")],
            (await world.GetJsonAsync($"{Round}/assessment")).EnumerateArray()
            .Select(one => (one.GetProperty("chapter").GetString(), one.GetProperty("version").GetInt32(),
                one.GetProperty("text").GetString())));
        // The trail does not contain the text.
        Assert.Equal(["sammanfattning, version 1", "fokusomrade-1, version 1", "sammanfattning, version 2, borttagen"],
            (await world.GetJsonAsync($"{Round}/trail")).EnumerateArray()
            .Where(entry => entry.GetProperty("what").GetString() == "assessmentWritten")
                .Select(entry => entry.GetProperty("about").GetString())
                    .OrderBy(about => about!.EndsWith("borttagen", StringComparison.Ordinal))
                .ThenByDescending(about => about));
    }

    [Fact]
    public async Task Of_two_who_write_at_once_the_second_is_shown_what_the_first_one_wrote_and_the_same_said_again_is_said_once()
    {
        await using var world = await ClosedAsync();

        var written = await Task.WhenAll(Enumerable.Range(1, 4).Select(number => SendAsync(world, "metod", $"Bedömning {number}.", 0)));
        var there = Assert.Single(written, answer => answer.Status == HttpStatusCode.OK).Body.GetProperty("text").GetString();

        Assert.All(written.Where(answer => answer.Status != HttpStatusCode.OK), answer =>
        {
            Assert.Equal((HttpStatusCode.Conflict, 1, there),
                (answer.Status, answer.Body.GetProperty("version").GetInt32(), answer.Body.GetProperty("text").GetString()));
            Assert.Contains("någon annan har ändrat bedömningen", answer.Body.GetProperty("problems")[0].GetString());
        });
        Assert.Equal((HttpStatusCode.OK, 1), await PutAsync(world, "metod", there!, 0));
        Assert.Equal((HttpStatusCode.Conflict, 1), await PutAsync(world, "metod", "Något nytt.", 2));
        Assert.Equal((HttpStatusCode.OK, 2), await PutAsync(world, "metod", "Båda texterna.", 1));
        Assert.Equal((HttpStatusCode.OK, 0), await PutAsync(world, "enheter", "", 0));
    }

    [Fact]
    public async Task An_older_report_keeps_the_assessment_that_it_had()
    {
        await using var world = await ClosedAsync();
        await PutAsync(world, "sammanfattning", "Två enheter saknas.", 0);
        await world.PostAsync($"{Round}/reopen", """{"reason": "Ny chef.", "deadline": "2026-04-10", "closes": "2026-04-24"}""");
        await PutAsync(world, "sammanfattning", "Två enheter saknas än.", 1);
        await world.PostAsync($"{Round}/close", "");
        await world.AdvanceToAsync(new DateOnly(2026, 3, 24), 11);
        Assert.Equal("Två enheter saknas än.", Assert.Single(Assessments(await world.GetJsonAsync($"{Round}/report.json"))).Text);

        await PutAsync(world, "sammanfattning", "Alla har svarat.", 2);

        Assert.Equal("Alla har svarat.", Assert.Single(Assessments(await world.GetJsonAsync($"{Round}/report.json"))).Text);
        Assert.Equal("Två enheter saknas än.", Assert.Single(Assessments(await world.GetJsonAsync($"{Round}/report.json?version=1"))).Text);
    }

    [Fact]
    public async Task What_was_written_of_a_chapter_that_the_report_has_no_more_can_be_read_changed_and_taken_away()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var board = world.LinkOf("board@town.example");
        await world.SubmitAsync(board, ("1:1.status", "not-started"), ("1:1.what", "Ingen tid."), ("1:1.causes", "turnover"));
        await world.PostAsync($"{Round}/close", "");
        await world.AdvanceToAsync(new DateOnly(2026, 1, 13), 9);
        Assert.Equal((HttpStatusCode.OK, 1), await PutAsync(world, "orsaker", "Det är omsättningen.", 0));
        await world.PostAsync($"{Round}/reopen", """{"reason": "Ny chef.", "deadline": "2026-04-10", "closes": "2026-04-24"}""");
        await world.SubmitAsync(board, ("1:1.status", "done"), ("1:1.what", "Alla är utbildade."), ("1:1.how", "routine"));
        await world.PostAsync($"{Round}/close", "");
        await world.AdvanceToAsync(new DateOnly(2026, 1, 14), 9);

        Assert.Empty(Assessments(await world.GetJsonAsync($"{Round}/report.json")));
        Assert.DoesNotContain("Det är omsättningen.", (await world.GetAsync($"{Round}/report.html")).Text);
        Assert.Equal(("orsaker", "Det är omsättningen."),
            Assert.Single(Assessments(await world.GetJsonAsync($"{Round}/report.json?version=1"))));

        // The desk shows the text back as well.
        world.SignIn(role: "reader");
        const string desk = $"/samordning/omgangar/{SmallTown.RoundId}/rapport";
        Assert.Contains("Det är omsättningen.", (await world.OpenAsync(desk)).Text);
        world.SignIn();
        var page = await world.OpenAsync(desk);
        Assert.Contains("Orsaker", page.Document.QuerySelector("#bedomning")!.ParentElement!.TextContent);
        Assert.Contains("kapitlet finns inte i den senaste rapporten", page.Text);
        var form = page.Document.QuerySelector("form[action$='/bedomning/orsaker']")!;
        Assert.Contains("Det är omsättningen.", form.TextContent);
        Assert.Equal(HttpStatusCode.SeeOther, (await world.PostFormAsync(page, form, null, ("text", "Det var omsättningen."))).Status);
        Assert.Equal((HttpStatusCode.OK, 3), await PutAsync(world, "orsaker", "", 2));
        Assert.Empty((await world.OpenAsync(desk)).Document.QuerySelectorAll("form[action$='/bedomning/orsaker']"));
        // Version 1 keeps its assessment.
        Assert.Equal(("orsaker", "Det är omsättningen."),
            Assert.Single(Assessments(await world.GetJsonAsync($"{Round}/report.json?version=1"))));
    }

    [Fact]
    public async Task What_cannot_be_an_assessment_is_refused_with_the_reason()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        await RefusedAsync("sammanfattning", "Bra.", HttpStatusCode.NotFound, "Omgången har ingen rapport än.");
        await world.AdvanceToAsync(new DateOnly(2026, 3, 24), 9);

        await RefusedAsync("kapitel-1", "Bra.", HttpStatusCode.NotFound,
            "Rapporten har inget kapitel ”kapitel-1”. Kapitlen är sammanfattning, svarsfrekvens,");
        await RefusedAsync("sammanfattning", "Vi hjälpte 850709-9805.", HttpStatusCode.BadRequest, "verkar innehålla ett personnummer");
        await RefusedAsync("sammanfattning", new string('x', 20_001), HttpStatusCode.BadRequest, "text: Texten är 20");
        await RefusedAsync("sammanfattning", "Ring 0701234569.", HttpStatusCode.BadRequest,
            "Är det ett telefonnummer? Skriv det som 070-123 45 67.");
        await RefusedAsync("sammanfattning", null, HttpStatusCode.BadRequest, "Skicka JSON");
        Assert.Equal((HttpStatusCode.OK, 1), await PutAsync(world, "sammanfattning", new string('å', 20_000), 0));
        Assert.Equal(HttpStatusCode.NotFound, (await world.GetAsync("api/rounds/other/assessment")).Status);
        foreach (var (method, route) in new[] { (HttpMethod.Put, $"/{Round}/assessment/sammanfattning"),
            (HttpMethod.Get, $"/{Round}/assessment") })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await world.AskWithoutKeyAsync(method, route)).Status);
        }

        async Task RefusedAsync(string chapter, string? text, HttpStatusCode expected, string sentence)
        {
            var (status, body) = await SendAsync(world, chapter, text, 0);
            Assert.Equal(expected, status);
            Assert.Contains(sentence, body.GetProperty("problems")[0].GetString());
        }
    }

    private async Task<TestWorld> ClosedAsync()
    {
        var world = await TestWorld.WithOpenRoundAsync(storage);
        await world.AdvanceToAsync(new DateOnly(2026, 3, 24), 9);
        return world;
    }

    private static async Task<(HttpStatusCode Status, int Version)> PutAsync(TestWorld world, string chapter, string text, int before)
    {
        var (status, body) = await SendAsync(world, chapter, text, before);
        return (status, body.GetProperty("version").GetInt32());
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(TestWorld world, string chapter, string? text,
        int before)
    {
        using var answer = await world.Local.Coordinator.PutAsync($"{Round}/assessment/{chapter}",
            new StringContent(JsonSerializer.Serialize(new { text, before })), TestContext.Current.CancellationToken);
        return (answer.StatusCode, JsonDocument.Parse(
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement);
    }

    private static IEnumerable<(string Chapter, string? Text)> Assessments(JsonElement report) =>
        report.GetProperty("assessments").EnumerateObject().Select(one => (one.Name, one.Value.GetString()));
}
