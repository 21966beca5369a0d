using System.Net;

namespace FollowUp.Tests.Answers;

/// <summary>When a department's extract can be read, and with which links.</summary>
public sealed class ExtractPageTests(TablesFixture storage)
{
    private const string Round = $"api/rounds/{SmallTown.RoundId}";

    [Fact]
    public async Task It_is_there_once_the_round_is_closed_and_the_form_is_there_again_when_it_is_reopened()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var link = world.LinkOf("housing@town.example");
        Assert.Equal(HttpStatusCode.NotFound, (await world.OpenAsync("/svar/unknown/utdrag")).Status);
        var receipt = await world.SubmitAsync(link, ("1:1.contribution", "Lokal."), ("1:1.involved", "yes"));
        Assert.DoesNotContain("Utdrag", receipt.Text);
        await RedirectsAsync();
        await world.PostAsync($"{Round}/pause", "");
        Assert.Equal(HttpStatusCode.Gone, (await world.OpenAsync($"{link}/utdrag")).Status);
        await world.PostAsync($"{Round}/close", "");
        await world.SettleAsync();

        Assert.Equal(HttpStatusCode.OK, (await world.OpenAsync($"{link}/utdrag")).Status);
        Assert.Equal($"{link}/utdrag", (await world.OpenAsync($"{link}/kvitto/1")).Document.QuerySelectorAll("main a").Last()
            .GetAttribute("href"));
        // A department that has submitted nothing has no extract.
        Assert.DoesNotContain("Utdrag", (await world.OpenAsync(world.LinkOf("social@town.example"))).Text);

        await world.PostAsync($"{Round}/reopen", """{"reason": "Ny chef.", "deadline": "2026-04-10", "closes": "2026-04-24"}""");
        await RedirectsAsync();

        async Task RedirectsAsync()
        {
            var page = await world.OpenAsync($"{link}/utdrag");
            Assert.Equal((HttpStatusCode.SeeOther, link), (page.Status, page.Location));
        }
    }

    [Fact]
    public async Task A_colleague_who_answered_one_section_does_not_see_it()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        await world.PostFormAsync(await world.OpenAsync($"{world.LinkOf("housing@town.example")}/avsnitt/1/lamna-over"), null,
            ("namn", "Robin Exempel"), ("epost", "robin@town.example"));
        await world.SettleAsync();
        await world.PostAsync($"{Round}/close", "");
        await world.SettleAsync();

        Assert.Equal(HttpStatusCode.NotFound,
            (await world.OpenAsync(
            $"{world.Mails.Last(mail => mail.To.Contains("robin@town.example")).Link!.AbsolutePath}/utdrag")).Status);
    }

    [Fact]
    public async Task A_department_without_measures_has_none_and_is_led_to_its_receipt()
    {
        await using var world = await TestWorld.StartAsync(storage);
        const string school =
            "\n  - id: school\n    namn: Skolnämnden\n    slag: nämnd\n    kontakter: [{ roll: kontaktperson, e-post: school@town.example "
            + "}]\n";
        await world.PostAsync("api/departments", SmallTown.Departments + school);
        await world.PostAsync("api/plans", SmallTown.Plan);
        Assert.Equal(HttpStatusCode.Created,
            (await world.PostAsync("api/rounds", SmallTown.Round.Replace("\"annual\"", "\"mandatePeriod\""))).Status);
        await world.PostAsync($"{Round}/open", "");
        await world.AdvanceToAsync(new DateOnly(2026, 1, 12), 9);
        var link = world.LinkOf("school@town.example");
        await world.SubmitAsync(link, ("closing.coordination", "Ett gemensamt årshjul."));
        await world.AdvanceToAsync(new DateOnly(2026, 3, 24), 9);

        var page = await world.OpenAsync($"{link}/utdrag");
        Assert.Equal(HttpStatusCode.Gone, page.Status);
        Assert.StartsWith("Uppföljningen är stängd", page.Title);
        Assert.DoesNotContain("Utdrag", page.Text);
        Assert.DoesNotContain("Utdrag", (await world.OpenAsync($"{link}/kvitto/1")).Text);
        var thanks = world.Mails.Last(mail => mail.To == "school@town.example");
        Assert.StartsWith("Tack för ert svar", thanks.Subject);
        Assert.Equal($"{link}/kvitto/1", thanks.Link!.AbsolutePath);
        Assert.Contains("Kvittot visar vad ni har skickat in.", thanks.Text);
        Assert.DoesNotContain("utdrag", thanks.Text);
    }

    [Fact]
    public async Task A_consultation_has_none()
    {
        await using var world = await TestWorld.StartAsync(storage);
        await world.OpenRoundAsync(SmallTown.Round.Replace("\"annual\"", "\"consultation\""));
        await world.AdvanceToAsync(new DateOnly(2026, 1, 12), 9);
        var link = world.LinkOf("housing@town.example");
        await world.SubmitAsync(link, ("stance.stance", "support"));
        await world.AdvanceToAsync(new DateOnly(2026, 3, 24), 9);

        Assert.DoesNotContain("Utdrag", (await world.OpenAsync(link)).Text);
        Assert.Equal(HttpStatusCode.Gone, (await world.OpenAsync($"{link}/utdrag")).Status);
    }
}
