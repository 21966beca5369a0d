using System.Net;
using FollowUp.Links;
using Microsoft.Extensions.DependencyInjection;

namespace FollowUp.Tests.Pages;

/// <summary>Links as mail programs cut them out: with what stood after them, or broken by invisible signs.</summary>
public sealed class CutOutLinkTests(TablesFixture storage)
{
    private static readonly string[] After =
    [
        ".", ")", ").", ">", ",", ";", ":", "!", "%22", "%22.", "'", "%E2%80%9D", "%E2%80%99", "%C2%BB", "]", "%7D", "*", "_", "-", "|",
        "=",
        "%E2%80%A6", "&gt;", "%3E%3Cbr%3E", "%20", "%20hej", "%0D%0A", "%E2%80%8B", "%C2%AD", "%E2%81%A0", "%EF%BB%BF", "%3F", "%23", "%25",
        "%5C", ").Hej",
    ];

    [Fact]
    public async Task Every_page_below_a_link_is_found_by_what_a_mail_program_made_of_its_address()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        Assert.Equal(HttpStatusCode.Created, (await world.PostAsync("api/rounds",
            SmallTown.Round.Replace("town-2025", "town-draft").Replace("Uppföljning 2025", "Nästa"))).Status);
        var (_, shared) = await world.PostAsync("api/rounds/town-draft/preview-links", """{"name": "Kim Exempel"}""");
        var preview = new Uri(System.Text.Json.JsonDocument.Parse(shared).RootElement.GetProperty("address").GetString()!)
            .Segments[^1];
        var link = world.LinkOf("housing@town.example");
        await world.SubmitAsync(link, ("1:1.contribution", "En lokal."), ("1:1.involved", "yes"));
        var found = new HashSet<string>();
        foreach (var http in EveryRoute.All.Where(http =>
            http.Route!.Contains("{token}") && http.Methods!.Contains("get") && !http.Route.Contains("{*")))
        {
            var path = EveryRoute.Path(http, http.Route!.StartsWith("svar", StringComparison.Ordinal) ? link.Split('/')[2] : preview);
            var straight = await FollowAsync(world, path);
            Assert.Equal(HttpStatusCode.OK, straight.Status);
            found.Add(http.Route);
            foreach (var cut in After.Select(after => path + after).Append(path.Insert(20, "%C2%AD")).Append(path.Insert(30, "%E2%80%8B")))
            {
                var page = await FollowAsync(world, cut);
                Assert.True((straight.Status, straight.Text) == (page.Status, page.Text), $"{cut}: {page.Status} {page.Title}");
            }
        }
        Assert.Superset(new HashSet<string> { "svar/{token}", "svar/{token}/kvitto/{number:int}", "forhandsvisning/{token}" }, found);
    }

    [Fact]
    public async Task What_opens_nothing_opens_nothing_with_more_after_it()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var unknown = await world.OpenAsync("/svar/unknown");
        var revoked = world.LinkOf("social@town.example");
        Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync(
            $"api/rounds/{SmallTown.RoundId}/departments/social/close-link", """{"contact": "contact"}""")).Status);
        var madeUp = $"/svar/{new string('A', 43)}";
        foreach (var after in After)
        {
            var locations = new List<string?>();
            foreach (var link in new[] { revoked, madeUp })
            {
                locations.Add((await world.OpenAsync(link + after)).Location?.Replace(link, ""));
                Assert.Equal((HttpStatusCode.NotFound, unknown.Html), await SeenAsync(link + after));
                Assert.Equal((HttpStatusCode.NotFound, unknown.Html), await SeenAsync($"{link}/granska{after}"));
            }
            // A valid link leads on alike.
            locations.Add((await world.OpenAsync(world.LinkOf("housing@town.example") + after)).Location?
                .Replace(world.LinkOf("housing@town.example"), ""));
            Assert.Single(locations.Distinct());
        }
        foreach (var path in new[] { "/svar/x.", $"{madeUp}x", $"{madeUp}x.", "/forhandsvisning/x)" })
        {
            Assert.Equal((HttpStatusCode.NotFound, unknown.Html), await SeenAsync(path));
        }
        var posted = await world.PostFieldsAsync($"{madeUp}/skicka.", [new("namn", "x")]);
        Assert.Equal(HttpStatusCode.NotFound, posted.Status);

        async Task<(HttpStatusCode, string)> SeenAsync(string path)
        {
            var page = await FollowAsync(world, path);
            return (page.Status, page.Html);
        }
    }

    private static async Task<TestPage> FollowAsync(TestWorld world, string path)
    {
        var page = await world.OpenAsync(path);
        // An extract leads to the overview while the round is open.
        for (var hops = 0; page.Status == HttpStatusCode.SeeOther && hops < 2; hops++)
        {
            page = await world.OpenAsync(page.Location!);
        }
        return page;
    }
}
