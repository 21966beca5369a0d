using System.Net;
using FollowUp.Links;
using FollowUp.Preview;

namespace FollowUp.Tests.Preview;

/// <summary>The links to a preview: how they are made, revoked and refused.</summary>
public sealed class PreviewLinkTests(TablesFixture storage) : PreviewTests(storage)
{
    [Fact]
    public async Task A_preview_link_is_made_for_a_name_and_is_the_same_for_the_same_name()
    {
        await using var world = await DraftAsync();

        Assert.Equal(await LinkAsync(world, "Kim Exempel"), await LinkAsync(world, " Kim Exempel "));
        Assert.NotEqual(await LinkAsync(world, "Kim Exempel"), await LinkAsync(world, "Robin Exempel"));
        foreach (var body in new[] { "", "x", "[]", "null", "{}", """{"name":" "}""", """{"name":"850709-1232"}""",
            $$"""{"name":"{{new string('x', 201)}}"}""" })
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await world.PostAsync($"{Preview}-links", body)).Status);
        }
        Assert.Equal(HttpStatusCode.NotFound, (await world.PostAsync("api/rounds/nowhere/preview-links", """{"name":"x"}""")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await world.GetAsync("api/rounds/nowhere/preview")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await world.GetAsync("api/rounds/nowhere/preview-comments")).Status);
        Assert.Equal(2, (await world.GetJsonAsync($"api/rounds/{SmallTown.RoundId}/trail")).EnumerateArray()
            .Count(entry => entry.GetProperty("what").GetString() == "previewShared"));
    }

    [Fact]
    public async Task A_link_that_is_taken_back_opens_nothing_and_does_not_come_back_under_its_name()
    {
        await using var world = await DraftAsync();
        var (link, other) = (await LinkAsync(world, "Kim Exempel"), await LinkAsync(world, "Robin Exempel"));

        Assert.Equal(HttpStatusCode.OK,
            (await world.PostAsync($"api/rounds/{SmallTown.RoundId}/preview-links/revoke", "{\"name\": \"Kim Exempel\"}")).Status);
        Assert.Equal(HttpStatusCode.OK,
            (await world.PostAsync($"api/rounds/{SmallTown.RoundId}/preview-links/revoke", "{\"name\": \"Kim Exempel\"}")).Status);

        Assert.Equal(HttpStatusCode.NotFound, (await world.OpenAsync(link)).Status);
        Assert.Equal(HttpStatusCode.OK, (await world.OpenAsync(other)).Status);
        Assert.Equal(HttpStatusCode.Conflict,
            (await world.PostAsync($"api/rounds/{SmallTown.RoundId}/preview-links", "{\"name\": \"Kim Exempel\"}")).Status);
        Assert.Equal(HttpStatusCode.NotFound,
            (await world.PostAsync($"api/rounds/{SmallTown.RoundId}/preview-links/revoke", "{\"name\": \"Alex Exempel\"}")).Status);
        Assert.Equal(HttpStatusCode.BadRequest,
            (await world.PostAsync($"api/rounds/{SmallTown.RoundId}/preview-links/revoke", "[]")).Status);
    }

    [Fact]
    public async Task Unknown_malformed_and_revoked_links_look_like_those_to_a_form()
    {
        await using var world = await DraftAsync();
        var link = await LinkAsync(world);
        await using var revokedWorld = await DraftAsync();
        await Table(revokedWorld).AddLinkAsync((await Table(world)
            .FindLinkAsync(LinkTokens.Hash(Token(link)), Cancellation))! with
        { Revoked = true },
            new(Key: "x", default, "x", FollowUp.Trail.TrailEvent.PreviewShared, null, "x"), Cancellation);
        var unknown = (await world.OpenAsync("/svar/unknown")).Html;

        var pages = new List<TestPage>
        {
            await revokedWorld.OpenAsync(link), await revokedWorld.OpenAsync($"{link}/social"), await world.OpenAsync($"{link}/nobody"),
        };
        foreach (var token in new[] { "unknown", "%25", "a'b or 1 eq 1", new string('x', 3000), "%F0%9F%98%80", Token(link) + "x" })
        {
            pages.Add(await world.OpenAsync($"/forhandsvisning/{token}"));
            pages.Add(await world.OpenAsync($"/forhandsvisning/{token}/social"));
            pages.Add(await world.PostFieldsAsync($"/forhandsvisning/{token}", [new("kommentar", "x")]));
            pages.Add(await world.PostFieldsAsync($"/forhandsvisning/{token}/social", [new("kommentar", "x")]));
        }

        Assert.All(pages, page => Assert.Equal((HttpStatusCode.NotFound, unknown), (page.Status, page.Html)));
    }

    [Fact]
    public async Task A_link_to_a_form_opens_no_preview_and_a_link_to_a_preview_no_form()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(Storage);
        await world.PostAsync("api/rounds", NextYear);
        var preview = Token(await LinkAsync(world, "board", "town-2026"));
        var answer = Token(world.LinkOf("board@town.example"));

        foreach (var path in new[] { $"/svar/{preview}", $"/svar/{preview}/granska", $"/svar/{preview}/kvitto/1",
            $"/forhandsvisning/{answer}", $"/forhandsvisning/{answer}/board" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await world.OpenAsync(path)).Status);
        }
        foreach (var path in new[] { $"/svar/{preview}", $"/svar/{preview}/skicka", $"/forhandsvisning/{answer}",
            $"/forhandsvisning/{answer}/board" })
        {
            Assert.Equal(HttpStatusCode.NotFound,
                (await world.PostFieldsAsync(path, [new("kommentar", "x"), new("namn", "x"), new("roll", "x")])).Status);
        }
        Assert.Equal(HttpStatusCode.OK, (await world.OpenAsync($"/forhandsvisning/{preview}/board")).Status);
        Assert.Equal(HttpStatusCode.OK, (await world.OpenAsync($"/svar/{answer}")).Status);
    }

    [Fact]
    public async Task The_preview_token_is_stored_in_no_table()
    {
        await using var world = await DraftAsync();
        var link = await LinkAsync(world);
        await CommentAsync(world, await world.OpenAsync(link), "En kommentar");

        var rows = string.Join('\n', (await world.StoredRowsAsync()).SelectMany(row => row).Select(property => property.Value));

        Assert.DoesNotContain(Token(link), rows);
        Assert.Contains(LinkTokens.Hash(Token(link)), rows);
    }

    private static PreviewTable Table(TestWorld world) => (PreviewTable)world.Local.Emulator.Services.GetService(typeof(PreviewTable))!;
}
