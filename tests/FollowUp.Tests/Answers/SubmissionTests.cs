using System.Net;

namespace FollowUp.Tests.Answers;

/// <summary>A department checks its answers, submits them and gets a receipt.</summary>
public sealed class SubmissionTests(TablesFixture storage) : AnswerTests
{
    [Fact]
    public async Task Submitting_part_counts_what_is_complete_and_leaves_the_rest_as_draft()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);

        var receipt = await world.SubmitAsync(world.LinkOf(Housing), [.. HousingContribution, ("2:1.what", "Halvfärdigt")]);

        Assert.Contains("Kim Exempel (handläggare) skickade in svaren. De är mottagna", receipt.Text);
        // The page gives the time once.
        Assert.Equal(2, receipt.Text.Split("12 januari 2026 kl. 09.00").Length);
        Assert.Equal("Tack, svaret på 1 av 2 åtgärder har kommit in", receipt.Document.QuerySelector("h1")!.TextContent);
        Assert.Contains("1 åtgärd och sidan ”Verksamhetsplan och redovisning” återstår att skicka in, senast fredagen den 27 "
            + "februari 2026.", receipt.Text);
        Assert.Contains("KS 2025/1", receipt.Text);
        Assert.Contains("Lokal.", receipt.Text);
        Assert.DoesNotContain("Halvfärdigt", receipt.Text);
        Assert.Equal("partlySubmitted", await world.StateOfAsync("housing"));
        var overview = await world.OpenAsync(world.LinkOf(Housing));
        Assert.Contains("Inskickad 12 januari 2026", overview.Document.GetElementById("1:1")!.TextContent);
        Assert.Contains("Påbörjad", overview.Document.GetElementById("2:1")!.TextContent);
        Assert.Contains("1 av 2 åtgärder är besvarad. 1 är inskickad.", overview.Text);
        var changed = await world.SaveAsync(world.LinkOf(Housing), ("1:1.contribution", "Större lokal."));
        Assert.Contains("Ändringen är sparad men inte inskickad.", changed.Document.GetElementById("1:1")!.TextContent);
    }

    [Fact]
    public async Task An_amendment_is_a_new_version_and_the_old_receipt_still_shows_the_old_one()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var link = world.LinkOf(Housing);
        await world.SubmitAsync(link, ("1:1.contribution", "Första svaret."), ("1:1.involved", "yes"));
        await world.AdvanceToAsync(new DateOnly(2026, 1, 14), 10);

        var second = await world.SubmitAsync(link, ("1:1.contribution", "Andra svaret."));

        Assert.Contains("Andra svaret.", second.Text);
        var first = await world.OpenAsync($"{link}/kvitto/1");
        Assert.Contains("Första svaret.", first.Text);
        Assert.DoesNotContain("Andra svaret.", first.Text);
        Assert.Equal([$"{link}/kvitto/1", $"{link}/kvitto/2"],
            (await world.OpenAsync(link)).Document.QuerySelectorAll("main a").Select(anchor => anchor.GetAttribute("href")!)
                .Where(address => address.Contains("kvitto")));
        await world.AdvanceToAsync(new DateOnly(2026, 3, 21), 1);
        var report = (await world.GetAsync($"api/rounds/{SmallTown.RoundId}/report.json")).Text;
        Assert.Contains("Andra svaret.", report);
        Assert.DoesNotContain("Första svaret.", report);
    }

    [Fact]
    public async Task The_same_submission_posted_twice_at_once_counts_once_and_both_get_the_receipt()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var link = world.LinkOf(Housing);
        await world.SaveAsync(link, HousingContribution);
        var check = await world.OpenAsync($"{link}/granska");

        var answers = await Task.WhenAll(Enumerable.Range(0, 6)
            .Select(_ => world.PostFormAsync(check, null, ("namn", "Kim Exempel"), ("roll", "handläggare"))));

        Assert.All(answers, answer => Assert.Equal((HttpStatusCode.SeeOther, $"{link}/kvitto/1"), (answer.Status, answer.Location)));
        Assert.Equal(HttpStatusCode.NotFound, (await world.OpenAsync($"{link}/kvitto/2")).Status);
    }

    [Fact]
    public async Task A_returned_answer_shows_the_coordinators_question_at_it()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var link = world.LinkOf(Housing);
        await world.SubmitAsync(link, [.. HousingContribution, ("2:1.status", "dropped"), ("2:1.what", "Inga boenden fanns.")]);
        Assert.Equal(HttpStatusCode.Accepted,
            (await world.PostAsync($"api/rounds/{SmallTown.RoundId}/departments/housing/return",
            """{"section": "1:1", "question": "Vilken <b>lokal</b>?"}""")).Status);

        var overview = await world.OpenAsync(link);
        Assert.Contains("Behöver kompletteras", overview.Document.GetElementById("1:1")!.TextContent);
        Assert.Contains("Båda åtgärderna och sidan ”Verksamhetsplan och redovisning” är besvarade och inskickade. 1 åtgärd "
            + "behöver kompletteras", overview.Text);
        Assert.Equal("Fortsätt med åtgärd 1:1", overview.Document.QuerySelector("a.button")!.TextContent);
        Assert.Contains("Vilken <b>lokal</b>?", (await world.OpenSectionAsync(link, "1:1")).Text);
        Assert.Contains("Vilken <b>lokal</b>?", (await world.OpenAsync($"{link}/granska")).Text);
        Assert.DoesNotContain("Vilken", (await world.OpenSectionAsync(link, "2:1")).Text);

        await world.SubmitAsync(link, ("1:1.contribution", "Den stora lokalen."));

        Assert.Equal("submitted", await world.StateOfAsync("housing"));
        Assert.DoesNotContain("Vilken", (await world.OpenSectionAsync(link, "1:1")).Text);
    }

    [Fact]
    public async Task The_check_counts_what_was_offered_and_not_answered_and_the_receipt_says_nothing_of_it()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var link = world.LinkOf(Board);
        await world.SaveAsync(link, ("1:1.status", "not-started"), ("1:1.resources", "more-needed"));

        var check = await world.OpenAsync($"{link}/granska");
        var receipt = await world.SubmitAsync(link, ("1:1.what", "Inget ännu."));

        // A missing answer is named once.
        var line = Assert.Single(check.Document.QuerySelectorAll("section p.hint"));
        Assert.Single(check.Document.QuerySelectorAll("section p.error"));
        Assert.Matches("^[0-9]+ frivilliga frågor är inte besvarade.$", line.TextContent);
        Assert.Equal(2, check.Document.QuerySelectorAll("section dd").Length);
        Assert.Empty(receipt.Document.QuerySelectorAll("section p.hint"));
        Assert.Equal(3 + 2, receipt.Document.QuerySelectorAll("section dd").Length);
    }

    [Fact]
    public async Task What_a_colleague_changed_after_the_check_is_not_submitted_unseen()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        await world.SaveAsync(world.LinkOf(Board), ("1:1.status", "not-started"), ("1:1.what", "Granskad text"));
        var check = await world.OpenAsync($"{world.LinkOf(Board)}/granska");
        await world.SaveAsync(world.LinkOf(Deputy), ("1:1.what", "Ändrad text"));

        var refused = await world.PostFormAsync(check, null, ("namn", "Kim Exempel"), ("roll", "handläggare"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("Granska dem igen", refused.Text);
        Assert.Contains("Ändrad text", refused.Text);
        Assert.Equal("started", await world.StateOfAsync("board"));
        Assert.Equal(HttpStatusCode.SeeOther, (await world.PostFormAsync(refused, null)).Status);
    }

    [Fact]
    public async Task Name_and_role_are_demanded_and_what_was_typed_stays()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var link = world.LinkOf(Housing);
        await world.SaveAsync(link, HousingContribution);

        var refused = await world.PostFormAsync(await world.OpenAsync($"{link}/granska"), null, ("namn", "Kim Exempel"), ("roll", "  "));
        var numbered = await world.PostFormAsync(refused, null, ("namn", "Kim 8507099805"), ("roll", "handläggare"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.StartsWith("Fel: ", refused.Title);
        Assert.Equal("#roll", refused.Document.QuerySelector(".errors a")!.GetAttribute("href"));
        Assert.Equal("Kim Exempel", refused.Document.QuerySelector("#namn")!.GetAttribute("value"));
        Assert.Equal("#namn", numbered.Document.QuerySelector(".errors a")!.GetAttribute("href"));
        Assert.Equal("started", await world.StateOfAsync("housing"));
    }

    [Fact]
    public async Task An_answer_after_the_deadline_is_taken_and_marked_late()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        await world.AdvanceToAsync(new DateOnly(2026, 3, 3), 9);
        await world.SubmitAsync(world.LinkOf(Housing),
            [.. HousingContribution, ("2:1.status", "dropped"), ("2:1.what", "Inga boenden fanns."),
                ("accounts.business-plan-measures", "2:1"), ("accounts.account-measures", "2:1")]);
        await world.AdvanceToAsync(new DateOnly(2026, 3, 21), 1);

        var flags = (await world.GetJsonAsync($"api/rounds/{SmallTown.RoundId}/report.json")).GetProperty("figures").GetProperty("flags")
            .EnumerateArray()
            .Where(flag => flag.GetProperty("departmentId").GetString() == "housing").Select(flag => flag.GetProperty("code").GetString());

        Assert.Equal(["late"], flags);
    }
}
