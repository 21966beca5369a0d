using System.Net;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Azure.Data.Tables;
using FollowUp.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace FollowUp.Tests.Preview;

/// <summary>Key persons comment on the draft.</summary>
public sealed class PreviewCommentTests(TablesFixture storage) : PreviewTests(storage)
{
    [Theory]
    [InlineData("<script>alert(1)</script> & \"quotes\" 'single' <b>fet</b>")]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData("emoji 😀 fyrbytes 𝄞 från höger שלום")]
    [InlineData("rader\n\n  med indrag")]
    [InlineData("{{7*7}} @Model %3Cb%3E \\u0041")]
    public async Task A_comment_is_shown_as_text_exactly_as_typed(string text)
    {
        await using var world = await DraftAsync();
        var link = await LinkAsync(world, "<i>Kim</i> & Exempel");

        var page = await CommentAsync(world, await world.OpenAsync($"{link}/social"), text);

        Assert.Contains("Kommentaren är sparad.", page.Text);
        Assert.Equal(text, page.Document.QuerySelector("section dd:last-child")!.TextContent);
        Assert.Contains("<i>Kim</i> & Exempel, 9 januari 2026 kl. 09.00", page.Text);
        Assert.Empty(page.Document.QuerySelectorAll("script, i, b"));
        var comment = Assert.Single((await world.GetJsonAsync(Preview)).GetProperty("comments").EnumerateArray());
        Assert.Equal((text, "social", "<i>Kim</i> & Exempel"),
            (comment.GetProperty("text").GetString(), comment.GetProperty("departmentId").GetString(),
                comment.GetProperty("name").GetString()));
        Assert.Contains("1 kommentar", (await world.OpenAsync(link)).Text);
        Assert.DoesNotContain("section dd", (await world.OpenAsync($"{link}/housing")).Html);
    }

    [Fact]
    public async Task A_comment_is_kept_in_the_trail_as_something_that_happened_and_not_as_what_was_said()
    {
        await using var world = await DraftAsync();
        var page = await world.OpenAsync(await LinkAsync(world, "Kim Exempel"));

        await CommentAsync(world, page, "Det här är fel.");

        var (_, trail) = await world.GetAsync($"api/rounds/{SmallTown.RoundId}/trail");
        Assert.DoesNotContain("Det här är fel.", trail);
        Assert.Equal(["roundDrafted", "previewShared", "previewCommented"],
            JsonDocument.Parse(trail).RootElement.EnumerateArray().Select(entry => entry.GetProperty("what").GetString()));
        Assert.Equal("Kim Exempel", JsonDocument.Parse(trail).RootElement[2].GetProperty("who").GetString());
    }

    [Fact]
    public async Task The_same_comment_posted_several_times_at_once_is_there_once_and_others_at_the_same_moment_are_there_too()
    {
        await using var world = await DraftAsync();
        var mine = await world.OpenAsync($"{await LinkAsync(world, "Kim Exempel")}/social");
        var theirs = await world.OpenAsync($"{await LinkAsync(world, "Robin Exempel")}/social");

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).SelectMany(_ => new[]
        {
            world.PostFormAsync(mine, null, ("kommentar", "Samma text")),
            world.PostFormAsync(theirs, null, ("kommentar", "Samma text")),
            world.PostFormAsync(theirs, null, ("kommentar", "En annan text")),
        }));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.SeeOther, answer.Status));
        var comments = (await world.GetJsonAsync(Preview)).GetProperty("comments").EnumerateArray();
        Assert.Equal(["Kim Exempel: Samma text", "Robin Exempel: En annan text", "Robin Exempel: Samma text"],
            comments.Select(comment => $"{comment.GetProperty("name").GetString()}: {comment.GetProperty("text").GetString()}")
                .Order(StringComparer.Ordinal));
        var trail = (await world.GetJsonAsync($"api/rounds/{SmallTown.RoundId}/trail")).EnumerateArray();
        Assert.Equal(3, trail.Count(entry => entry.GetProperty("what").GetString() == "previewCommented"));
    }

    [Theory]
    [InlineData("", "Skriv en kommentar först.")]
    [InlineData(" \r\n\t ", "Skriv en kommentar först.")]
    [InlineData("\u200b\a\u2060", "Skriv en kommentar först.")]
    [InlineData("Fråga 8507\u00ad09.1232", "personnummer")]
    public async Task A_comment_that_cannot_be_kept_is_refused_with_the_reason(string text, string reason)
    {
        await using var world = await DraftAsync();

        var refused = await world.PostFormAsync(await world.OpenAsync(await LinkAsync(world)), null, ("kommentar", text));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.StartsWith("Fel: ", refused.Title);
        Assert.Contains(reason, refused.Document.QuerySelector(".errors a[href='#kommentar']")!.TextContent);
        Assert.Equal("true", refused.Document.QuerySelector("#kommentar")!.GetAttribute("aria-invalid"));
        Assert.Contains("kommentar-fel", refused.Document.QuerySelector("#kommentar")!.GetAttribute("aria-describedby"));
        Assert.Empty((await world.GetJsonAsync(Preview)).GetProperty("comments").EnumerateArray());
    }

    [Fact]
    public async Task A_comment_over_the_limit_is_refused_with_its_length_and_comes_back_whole()
    {
        await using var world = await DraftAsync();
        var page = await world.OpenAsync($"{await LinkAsync(world)}/housing");
        var text = string.Concat(Enumerable.Repeat("åäö <b>𝄞", 625)) + "!";

        var refused = await world.PostFormAsync(page, null, ("kommentar", text));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("Den får vara högst 5\u00a0000.", refused.Text);
        Assert.Equal(text, ((IHtmlTextAreaElement)refused.Document.QuerySelector("#kommentar")!).Value);
        Assert.Contains("Kommentaren är sparad.", (await CommentAsync(world, page, text[..5000])).Text);
    }

    [Fact]
    public async Task There_is_an_end_to_the_comments_that_are_taken_and_what_was_typed_comes_back()
    {
        await using var world = await DraftAsync();
        var page = await world.OpenAsync(await LinkAsync(world));
        foreach (var rows in Enumerable.Range(0, 500).Select(CommentRow).Chunk(100))
        {
            await world.Local.Emulator.Services.GetRequiredService<FollowUpTables>().Rounds.SubmitTransactionAsync(
                rows.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)), Cancellation);
        }

        var refused = await world.PostFormAsync(page, null, ("kommentar", "En för mycket"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("Förhandsvisningen har redan 500 kommentarer", refused.Text);
        Assert.Equal("En för mycket", ((IHtmlTextAreaElement)refused.Document.QuerySelector("#kommentar")!).Value);
        Assert.Equal(500, (await world.GetJsonAsync(Preview)).GetProperty("comments").GetArrayLength());

        static TableEntity CommentRow(int number) => new(SmallTown.RoundId, $"comment|{number:D4}")
        {
            ["Json0"] = $$"""{"name":"x","at":"2026-01-09T08:00:00Z","text":"{{number}}"}""",
        };
    }

    [Fact]
    public async Task A_comment_form_from_elsewhere_is_refused()
    {
        await using var world = await DraftAsync();
        var link = await LinkAsync(world);
        var page = await world.OpenAsync(link);
        var other = (await world.OpenAsync(await LinkAsync(world, "Robin Exempel"))).Document.QuerySelector(
            "[name=formular]")!.GetAttribute("value")!;

        foreach (var token in new[] { "", "x", other })
        {
            Assert.Equal(HttpStatusCode.BadRequest,
                (await world.PostFormAsync(page, null, ("formular", token), ("kommentar", "Främmande"))).Status);
        }
        Assert.Equal(HttpStatusCode.BadRequest, (await world.PostFormFromAsync("cross-site", page, ("kommentar", "Främmande"))).Status);
        var notAForm = await world.AskAsync(new HttpRequestMessage(HttpMethod.Post, link)
        {
            Content = new StringContent("{}", null, "application/json"),
        });
        Assert.Equal(HttpStatusCode.BadRequest, notAForm.Status);
        Assert.Empty((await world.GetJsonAsync(Preview)).GetProperty("comments").EnumerateArray());
        Assert.Equal(HttpStatusCode.NotFound,
            (await world.PostFieldsAsync($"{link}/nobody",
            [new("formular", page.Document.QuerySelector("[name=formular]")!.GetAttribute("value")!), new("kommentar", "x")])).Status);
    }

    [Fact]
    public async Task A_comment_and_the_opening_at_the_same_moment_are_both_taken_or_the_comment_is_shown_back()
    {
        await using var world = await DraftAsync();
        var page = await world.OpenAsync(await LinkAsync(world));

        var opening = world.PostAsync($"api/rounds/{SmallTown.RoundId}/open", "");
        var comments = await Task.WhenAll(Enumerable.Range(0, 6)
            .Select(i => world.PostFormAsync(page, null, ("kommentar", $"Kommentar {i}"))));

        Assert.Equal(HttpStatusCode.Accepted, (await opening).Status);
        var kept = (await world.GetJsonAsync($"{Preview}-comments")).EnumerateArray()
            .Select(comment => comment.GetProperty("text").GetString()).ToHashSet();
        for (var i = 0; i < comments.Length; i++)
        {
            Assert.Equal(kept.Contains($"Kommentar {i}") ? HttpStatusCode.SeeOther : HttpStatusCode.Gone, comments[i].Status);
            Assert.True(comments[i].Status == HttpStatusCode.SeeOther || comments[i].Text.Contains($"Kommentar {i}"));
        }
    }
}
