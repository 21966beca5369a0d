using System.Net;
using System.Text.Json;

namespace FollowUp.Tests.Preview;

/// <summary>The pages that the coordinator and key persons see of a draft.</summary>
public sealed class PreviewPagesTests(TablesFixture storage) : PreviewTests(storage)
{
    [Fact]
    public async Task The_overview_shows_the_forms_the_timeline_and_the_mails_without_a_single_recipients_address()
    {
        await using var world = await DraftAsync();

        var page = await world.OpenAsync(await LinkAsync(world));

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(["Förhandsvisning: Uppföljning 2025"], page.Document.QuerySelectorAll("h1").Select(heading => heading.TextContent));
        Assert.Equal("Förhandsvisning: Uppföljning 2025 – FollowUp", page.Title);
        Assert.Equal("sv", page.Document.DocumentElement.GetAttribute("lang"));
        Assert.Contains("Ingenting har skickats än.", page.Text);
        Assert.Contains("2 åtgärder som ansvarig och 1 som medansvarig. Ungefär 20 minuter.", page.Text);
        Assert.Contains("Måndagen den 12 januari 2026: kl. 08.00 inbjudan", page.Text);
        Assert.Contains("Måndagen den 9 mars 2026, mejl till cheferna, 2 mejl", page.Text);
        Assert.Contains("Chef: Kommunstyrelsen och Socialnämnden", page.Text);
        Assert.Contains("Ingen ersättare finns i Bostadsbolaget och Socialnämnden.", page.Text);
        Assert.DoesNotContain("@town.example", page.Html.Replace("coordinator@town.example", ""));
        Assert.Empty(world.Mails);
    }

    [Fact]
    public async Task Nothing_on_a_previewed_form_can_be_filled_in_or_sent_but_a_comment()
    {
        await using var world = await DraftAsync();

        var page = await world.OpenAsync($"{await LinkAsync(world)}/social");

        Assert.Contains("Socialnämnden", Assert.Single(page.Document.QuerySelectorAll("h1")).TextContent);
        Assert.Equal(["formular", "kommentar"], page.Form.QuerySelectorAll("[name]").Select(field => field.GetAttribute("name")));
        var fields = page.Document.QuerySelectorAll("input, textarea, button, select").Where(field => field.Closest("form") == null)
            .ToList();
        Assert.True(fields.Count > 20);
        Assert.All(fields, field => Assert.NotNull(field.Closest("fieldset[disabled]")));
        Assert.All(page.Document.QuerySelectorAll("textarea"), area =>
            Assert.NotNull(page.Document.QuerySelector($"label[for='{area.Id}']")));
        Assert.Equal(page.Document.QuerySelectorAll("[id]").Length,
            page.Document.QuerySelectorAll("[id]").Select(element => element.Id).Distinct().Count());
    }

    [Fact]
    public async Task Preview_pages_carry_their_security_headers()
    {
        await using var world = await DraftAsync();
        var link = await LinkAsync(world);

        foreach (var path in new[] { link, $"{link}/housing", "/forhandsvisning/unknown" })
        {
            var page = await world.OpenAsync(path);
            Assert.Equal("no-store", page.Headers["Cache-Control"]);
            Assert.Equal("no-referrer", page.Headers["Referrer-Policy"]);
            Assert.Equal("noindex", page.Headers["X-Robots-Tag"]);
            Assert.StartsWith("default-src 'self';", page.Headers["Content-Security-Policy"]);
            Assert.Empty(page.Document.QuerySelectorAll("script, [style], style"));
        }
    }

    [Fact]
    public async Task Visits_change_nothing_and_send_nothing()
    {
        await using var world = await DraftAsync();
        var link = await LinkAsync(world);
        await CommentAsync(world, await world.OpenAsync(link), "En kommentar");
        var before = await world.VersionsAsync();

        for (var i = 0; i < 10; i++)
        {
            foreach (var path in new[] { link, $"{link}/social", $"{link}?sparat" })
            {
                Assert.Equal(HttpStatusCode.OK, (await world.OpenAsync(path)).Status);
                Assert.Equal(HttpStatusCode.OK, (await world.AskAsync(new HttpRequestMessage(HttpMethod.Head, path))).Status);
            }
        }

        Assert.Equal(before, await world.VersionsAsync());
        Assert.Empty(world.Mails);
    }

    [Fact]
    public async Task A_round_that_cannot_be_opened_says_so_in_its_preview()
    {
        await using var world = await DraftAsync();
        await world.PostAsync("api/departments", SmallTown.Departments.Replace("namn: Bostadsbolaget",
            "namn: Bostadsbolaget\n    till: 2025-06-30"));

        var obstacle = Assert.Single((await world.GetJsonAsync(Preview)).GetProperty("preview").GetProperty("obstacles").EnumerateArray())
            .GetString()!;

        Assert.Contains("Åtgärd 2:1 har ingen ansvarig", obstacle);
        var page = await world.OpenAsync(await LinkAsync(world));
        Assert.Contains("Hindrar att omgången öppnas", page.Text);
        Assert.Contains(obstacle, page.Text);
        Assert.Contains(JsonSerializer.Serialize(obstacle,
            new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }),
            (await world.PostAsync($"api/rounds/{SmallTown.RoundId}/open", "")).Text);
    }

    [Fact]
    public async Task Once_the_round_is_opened_the_preview_is_over_and_what_was_typed_comes_back()
    {
        await using var world = await DraftAsync();
        var link = await LinkAsync(world, "Kim Exempel");
        await CommentAsync(world, await world.OpenAsync(link), "I god tid");
        var page = await world.OpenAsync($"{link}/social");
        await world.PostAsync($"api/rounds/{SmallTown.RoundId}/open", "");

        var late = await world.PostFormAsync(page, null, ("kommentar", "För sent"));

        Assert.Equal(HttpStatusCode.Gone, late.Status);
        Assert.Contains("För sent", late.Text);
        foreach (var path in new[] { link, $"{link}/social" })
        {
            var over = await world.OpenAsync(path);
            Assert.Equal(HttpStatusCode.Gone, over.Status);
            Assert.Contains("Uppföljning 2025 har öppnats.", over.Text);
            Assert.Contains("I god tid", over.Text);
            Assert.Empty(over.Document.QuerySelectorAll("form"));
        }
        Assert.Equal(HttpStatusCode.Conflict, (await world.GetAsync(Preview)).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await world.PostAsync($"{Preview}-links", """{"name":"x"}""")).Status);
        // The coordinator can still read earlier comments.
        Assert.Equal(["I god tid"], (await world.GetJsonAsync($"{Preview}-comments")).EnumerateArray()
            .Select(comment => comment.GetProperty("text").GetString()));
    }
}
