using System.Net;

namespace FollowUp.Tests.Answers;

/// <summary>The overview and the section pages of a department, before and after the close.</summary>
public sealed class AnswerPagesTests(TablesFixture storage) : AnswerTests
{
    [Fact]
    public async Task The_link_opens_the_departments_own_overview()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);

        var page = await world.OpenAsync(world.LinkOf(Housing));

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.StartsWith("Uppföljning: Bostadsbolaget", page.Title);
        Assert.Equal(["1:1 Utbilda personal", "2:1 Erbjuda boende", "Verksamhetsplan och redovisning", "Avslutande frågor"],
            page.Document.QuerySelectorAll(".tasks a").Select(section => section.TextContent));
        Assert.Contains("Svara senast fredagen den 27 februari 2026.", page.Text);
        Assert.Contains("0 av 2 åtgärder är besvarade. Inget är inskickat än.", page.Text);
        Assert.Contains("coordinator@town.example", page.Text);
        Assert.Equal("sv", page.Document.DocumentElement.GetAttribute("lang"));
        Assert.Single(page.Document.QuerySelectorAll("h1"));
        Assert.Equal("Börja med åtgärd 1:1", page.Document.QuerySelector("a.button")!.TextContent);
    }

    [Fact]
    public async Task A_sections_page_shows_the_plans_own_measure_beside_the_questions()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);

        var shared = await world.OpenSectionAsync(world.LinkOf(Housing), "1:1");
        var own = await world.OpenSectionAsync(world.LinkOf(Housing), "2:1");

        Assert.Equal("1:1 Utbilda personal", shared.Document.QuerySelector("h1")!.TextContent);
        Assert.Contains("Ni är medansvariga.", shared.Text);
        Assert.Contains("Ansvariga är Kommunstyrelsen och Socialnämnden.", shared.Text);
        Assert.Contains("Exempel i planen: en webbkurs.", shared.Text);
        Assert.Contains("Ni är ansvariga.", own.Text);
        Assert.Contains("Planens preventionsnivå: indikerad.", own.Text);
        Assert.NotEqual(shared.Title, own.Title);
        Assert.All(own.Document.QuerySelectorAll("textarea"), area =>
            Assert.NotNull(own.Document.QuerySelector($"label[for='{area.Id}']")));
        Assert.Contains("Ni är ansvariga", own.Html); // letters, not character references
    }

    [Fact]
    public async Task From_section_to_section_to_the_check_and_the_overview_tells_how_far_they_are()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var link = world.LinkOf(Housing);

        var second = await world.PostFormAsync(await world.OpenAsync($"{link}/avsnitt/1"), "fortsatt", HousingContribution);
        var third = await world.PostFormAsync(await world.OpenAsync(second.Location!), "fortsatt", ("2:1.status", "dropped"),
            ("2:1.what", "Inga boenden fanns."));
        var fourth = await world.PostFormAsync(await world.OpenAsync(third.Location!), "fortsatt",
            ("accounts.business-plan-measures", "2:1"), ("accounts.account-measures", "none"));
        var fifth = await world.PostFormAsync(await world.OpenAsync(fourth.Location!), "fortsatt");

        Assert.StartsWith($"{link}/avsnitt/2?sparat=1&", second.Location);
        Assert.StartsWith($"{link}/avsnitt/3?sparat=2&", third.Location);
        Assert.StartsWith($"{link}/avsnitt/4?sparat=3&", fourth.Location);
        Assert.StartsWith($"{link}/granska?sparat=4&", fifth.Location); // the last one is offered: it may stay empty
        var overview = await world.OpenAsync(link);
        Assert.Contains("2 av 2 åtgärder är besvarade. Inget är inskickat än.", overview.Text);
        Assert.Equal("3", overview.Document.QuerySelector("progress")!.GetAttribute("value"));
        Assert.Equal($"{link}/granska", overview.Document.QuerySelector("a.button")!.GetAttribute("href"));
        Assert.Contains("2 åtgärder och svaren på övriga frågor skickas in nu.", (await world.OpenAsync(fifth.Location!)).Text);
    }

    [Fact]
    public async Task Pages_carry_their_security_headers_and_load_only_their_own_style_and_script()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var link = world.LinkOf(Housing);

        foreach (var path in new[] { link, $"{link}/avsnitt/1", $"{link}/avsnitt/1/lamna-over", $"{link}/granska", "/svar/unknown" })
        {
            var page = await world.OpenAsync(path);
            Assert.Equal("no-store", page.Headers["Cache-Control"]);
            Assert.Equal("no-referrer", page.Headers["Referrer-Policy"]);
            Assert.Equal("noindex", page.Headers["X-Robots-Tag"]);
            Assert.Equal("nosniff", page.Headers["X-Content-Type-Options"]);
            Assert.StartsWith("default-src 'self';", page.Headers["Content-Security-Policy"]);
            Assert.DoesNotContain("unsafe", page.Headers["Content-Security-Policy"]);
            Assert.False(page.Headers.ContainsKey("Set-Cookie"));
            Assert.Empty(page.Document.QuerySelectorAll("script:not([src]), [style], style"));
            var assets = page.Document.QuerySelectorAll("link, script")
                .Select(asset => asset.GetAttribute("href") ?? asset.GetAttribute("src")).ToList();
            Assert.InRange(assets.Count, 2, 3);
            foreach (var asset in assets)
            {
                var loaded = await world.OpenAsync(asset!);
                Assert.Equal(HttpStatusCode.OK, loaded.Status);
                Assert.Contains("immutable", loaded.Headers["Cache-Control"]);
                Assert.Matches("^(text/(css|javascript)|image/svg)", loaded.Headers["Content-Type"]);
            }
        }
    }

    [Fact]
    public async Task What_is_typed_while_the_round_closes_is_shown_back_and_not_taken()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var link = world.LinkOf(Housing);
        await world.SaveAsync(link, HousingContribution);
        var page = await world.OpenSectionAsync(link, "2:1");
        var check = await world.OpenAsync($"{link}/granska");
        await world.PostAsync($"api/rounds/{SmallTown.RoundId}/close", "");

        var closed = await world.PostFormAsync(page, "fortsatt", ("2:1.what", "Skrivet i sista stund"));
        var late = await world.PostFormAsync(check, null, ("namn", "Kim Exempel"), ("roll", "handläggare"));

        Assert.Equal(HttpStatusCode.Gone, closed.Status);
        Assert.Contains("Skrivet i sista stund", closed.Text);
        Assert.Contains("coordinator@town.example", closed.Text);
        Assert.Equal(HttpStatusCode.Gone, late.Status);
        await world.AdvanceToAsync(new DateOnly(2026, 1, 13), 9);
        Assert.Equal("missing", await world.StateOfAsync("housing"));
        var after = await world.OpenAsync(link);
        Assert.Equal(HttpStatusCode.Gone, after.Status);
        Assert.Contains("Ni har inte skickat in några svar.", after.Text);
        Assert.Contains("Lokal.", after.Text); // what was saved and not sent in is still theirs to read
    }

    [Fact]
    public async Task After_the_close_the_link_still_shows_ones_own_receipt()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var link = world.LinkOf(Housing);
        await world.SubmitAsync(link, HousingContribution);
        await world.AdvanceToAsync(new DateOnly(2026, 3, 21), 1);

        var closed = await world.OpenAsync(link);

        Assert.Equal(HttpStatusCode.Gone, closed.Status);
        var receipt = await world.OpenAsync(closed.Document.QuerySelector("main a[href*=kvitto]")!.GetAttribute("href")!);
        Assert.Contains("Lokal.", receipt.Text);
    }
}
