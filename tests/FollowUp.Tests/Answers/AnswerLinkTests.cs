using System.Net;

namespace FollowUp.Tests.Answers;

/// <summary>What a link opens, what an unknown link shows, and which posts are refused.</summary>
public sealed class AnswerLinkTests(TablesFixture storage) : AnswerTests
{
    [Fact]
    public async Task All_links_of_a_department_open_the_same_form_and_the_draft_is_there_on_any_of_them()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);

        await world.SaveAsync(world.LinkOf(Board), ("1:1.what", "Kursen är köpt."));

        Assert.Contains("Kursen är köpt.", (await world.OpenSectionAsync(world.LinkOf(Deputy), "1:1")).Html);
        Assert.DoesNotContain("Kursen är köpt.", (await world.OpenSectionAsync(world.LinkOf("social@town.example"), "1:1")).Html);
    }

    [Fact]
    public async Task Unknown_malformed_and_revoked_links_look_alike_and_tell_nothing()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var link = world.LinkOf(Housing);
        var former = world.LinkOf(Board);
        Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync($"api/rounds/{SmallTown.RoundId}/departments/board/contact",
            """{"contact": "contact", "email": "new@town.example"}""")).Status);

        var revoked = await world.OpenAsync(former);
        var pages = new List<TestPage>();
        foreach (var token in new[] { "unknown", "%25", "a'b or 1 eq 1", new string('x', 3000), "%F0%9F%98%80", link.Split('/')[^1] + "x" })
        {
            foreach (var path in new[] { "", "/granska", "/kvitto/1", "/avsnitt/1", "/avsnitt/1/lamna-over" })
            {
                pages.Add(await world.OpenAsync($"/svar/{token}{path}"));
            }
            foreach (var path in new[] { "/skicka", "/avsnitt/1", "/avsnitt/1/lamna-over", "/avsnitt/1/ta-tillbaka" })
            {
                pages.Add(await world.PostFieldsAsync($"/svar/{token}{path}", [new("namn", "x")]));
            }
        }
        // A known link with an unknown section looks the same.
        pages.Add(await world.OpenAsync($"{link}/avsnitt/0"));
        pages.Add(await world.OpenAsync($"{link}/avsnitt/99"));
        pages.Add(await world.OpenAsync($"{link}/kvitto/1"));

        Assert.All(pages, page => Assert.Equal((HttpStatusCode.NotFound, revoked.Html), (page.Status, page.Html)));
        Assert.DoesNotContain("Bostadsbolaget", revoked.Html);
        Assert.DoesNotContain("Trygg stad", revoked.Html);
    }

    [Fact]
    public async Task A_hundred_visits_of_a_scanner_change_no_row()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var link = world.LinkOf(Housing);
        var before = await world.VersionsAsync();

        foreach (var path in new[] { "", "/avsnitt/1", "/avsnitt/2", "/avsnitt/1/lamna-over", "/granska" })
        {
            for (var i = 0; i < 10; i++)
            {
                Assert.Equal(HttpStatusCode.OK, (await world.OpenAsync(link + path)).Status);
                Assert.Equal(HttpStatusCode.OK, (await world.AskAsync(new HttpRequestMessage(HttpMethod.Head, link + path))).Status);
            }
        }

        Assert.True(before.Count > 30);
        Assert.Equal(before, await world.VersionsAsync());
        Assert.Equal("invited", await world.StateOfAsync("housing"));
    }

    [Theory]
    [InlineData("cross-site", HttpStatusCode.BadRequest)]
    [InlineData("same-site", HttpStatusCode.BadRequest)]
    [InlineData("same-origin", HttpStatusCode.SeeOther)]
    [InlineData("none", HttpStatusCode.SeeOther)]
    public async Task What_a_browser_sends_from_another_site_is_not_taken_even_with_the_forms_token(string site, HttpStatusCode status)
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var link = world.LinkOf(Housing);

        var answer = await world.PostFormFromAsync(site, await world.OpenSectionAsync(link, "1:1"), ("1:1.contribution", "Främmande"),
            ("gor", "spara"));

        Assert.Equal(status, answer.Status);
        Assert.Equal(status == HttpStatusCode.SeeOther, (await world.OpenSectionAsync(link, "1:1")).Html.Contains("Främmande"));
    }

    [Fact]
    public async Task A_form_from_elsewhere_is_refused()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var link = world.LinkOf(Housing);
        var page = await world.OpenSectionAsync(link, "1:1");
        var otherToken = (await world.OpenSectionAsync(world.LinkOf(Board), "1:1")).Document.QuerySelector("[name=formular]")!.GetAttribute(
            "value")!;

        foreach (var token in new[] { "", "x", otherToken })
        {
            Assert.Equal(HttpStatusCode.BadRequest,
                (await world.PostFormAsync(page, "spara", ("formular", token), ("1:1.contribution", "Främmande"))).Status);
            Assert.Equal(HttpStatusCode.BadRequest,
                (await world.PostFormAsync(page, "auto", ("formular", token), ("1:1.contribution", "Främmande"))).Status);
            Assert.Equal(HttpStatusCode.BadRequest,
                (await world.PostFieldsAsync($"{link}/skicka", [new("formular", token), new("namn", "x"), new("roll", "x")])).Status);
            Assert.Equal(HttpStatusCode.BadRequest,
                (await world.PostFieldsAsync($"{link}/avsnitt/1/lamna-over",
                [new("formular", token), new("namn", "x"), new("epost", "x@town.example")])).Status);
            Assert.Equal(HttpStatusCode.BadRequest,
                (await world.PostFieldsAsync($"{link}/avsnitt/1/ta-tillbaka",
                [new("formular", token), new("overlamning", "handover0001")])).Status);
        }
        var notAForm = await world.AskAsync(new HttpRequestMessage(HttpMethod.Post, $"{link}/avsnitt/1")
        {
            Content = new StringContent("{}", null, "application/json"),
        });
        Assert.Equal(HttpStatusCode.BadRequest, notAForm.Status);
        Assert.Equal("invited", await world.StateOfAsync("housing"));
    }

    [Fact]
    public async Task The_token_is_stored_nowhere_but_in_the_mail()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var token = world.LinkOf(Housing).Split('/')[^1];
        await world.SubmitAsync(world.LinkOf(Housing), HousingContribution);

        var rows = await world.StoredRowsAsync();

        Assert.True(rows.Count > 30);
        Assert.All(rows.SelectMany(row => row), property => Assert.DoesNotContain(token, property.Value?.ToString() ?? ""));
    }
}
