using FollowUp.Storage;
using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Azure.Data.Tables;
using FollowUp.Links;
using FollowUp.Preview;

namespace FollowUp.Tests.Preview;

/// <summary>What the coordinator and key persons see of a draft, and that it is what is then asked and sent.</summary>
public sealed class PreviewPagesTests(AzuriteFixture azurite)
{
    private const string Preview = $"api/rounds/{SmallTown.RoundId}/preview";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

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
    public async Task Arrangement_A03_a_key_person_sees_the_forms_before_they_are_sent_and_what_they_say_is_in_the_plan_that_is_asked_about(
        )
    {
        await using var world = await DraftAsync();
        var link = await LinkAsync(world, "Bostadsbolagets nyckelperson");
        var overview = await world.OpenAsync(link);
        var form = await world.OpenAsync(overview.Document.QuerySelectorAll("#enheter ~ ul a")
            .Single(a => a.TextContent == "Bostadsbolaget").GetAttribute("href")!);
        Assert.Contains("2:1 Erbjuda boende", form.Text);
        await CommentAsync(world, form, "Vi erbjuder inte boende, vi förmedlar det.");
        Assert.Contains("Vi erbjuder inte boende", (await world.GetAsync(Preview)).Text);

        // The coordinator mends the plan; the old draft stays with the version that it was made on, and a new one takes its place.
        Assert.Contains("\"version\":2",
            (await world.PostAsync("api/plans", SmallTown.Plan.Replace("Erbjuda boende", "Förmedla boende"))).Text);
        var second = SmallTown.Round.Replace(SmallTown.RoundId, "town-2025-b");
        Assert.Equal(HttpStatusCode.Created, (await world.PostAsync("api/rounds", second)).Status);
        var newLink = await LinkAsync(world, "Bostadsbolagets nyckelperson", "town-2025-b");
        Assert.NotEqual(link, newLink);
        Assert.Contains("2:1 Förmedla boende", (await world.OpenAsync($"{newLink}/housing")).Text);
        Assert.Contains("2:1 Erbjuda boende", (await world.OpenAsync($"{link}/housing")).Text);

        Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync("api/rounds/town-2025-b/open", "")).Status);
        await world.AdvanceToAsync(new DateOnly(2026, 1, 12), 9);
        await world.SubmitAsync(world.LinkOf("housing@town.example"), ("2:1.status", "done"), ("2:1.what", "Tolv förmedlade."),
            ("2:1.how", "routine"));
        await world.AdvanceToAsync(new DateOnly(2026, 3, 21), 1);
        var report = (await world.GetAsync("api/rounds/town-2025-b/report.html")).Text;
        Assert.Contains("Förmedla boende", report);
        Assert.Contains("Tolv förmedlade.", report);
        Assert.DoesNotContain("Erbjuda boende", report);
        Assert.DoesNotContain("vi förmedlar det", report);
    }

    [Fact]
    public async Task What_the_preview_shows_is_what_is_sent_and_asked()
    {
        await using var world = await TestWorld.StartAsync(azurite);
        var register = SmallTown.Departments.Replace("e-post: social@town.example",
            "e-post: social@town.example\n        till: 2026-01-31\n"
            + "      - roll: ersättare\n        e-post: social.deputy@town.example\n        från: 2026-02-01");
        await world.PostAsync("api/departments", register);
        await world.PostAsync("api/plans", SmallTown.Plan);
        var round = SmallTown.Round.Replace("\"ladder\": [", """
            "ladder": [
                { "kind": "reminder", "daysFromDeadline": -90 }, { "kind": "reminder", "daysFromDeadline": 0 }, { "kind": "deputy", "daysFromDeadline": -5 },
                { "kind": "deputy", "daysFromDeadline": 2 }, { "kind": "coordinator", "daysFromDeadline": 15 }, { "kind": "coordinator", "daysFromDeadline": 16 },
                { "kind": "head", "daysFromDeadline": 60 },
            """);
        Assert.Equal(HttpStatusCode.Created, (await world.PostAsync("api/rounds", round)).Status);

        await AssertIsWhatHappensAsync(world);
        Assert.Equal(22, world.Mails.Count);
    }

    [Fact]
    public async Task What_the_preview_shows_is_what_is_sent_also_where_the_round_is_opened_late_on_a_day_off()
    {
        await using var world = await DraftAsync();
        await world.AdvanceToAsync(new DateOnly(2026, 2, 14), 19);

        await AssertIsWhatHappensAsync(world);
        Assert.Equal(new DateTimeOffset(2026, 2, 14, 18, 0, 0, TimeSpan.Zero), world.Mails[0].Date);
        Assert.Equal(10, world.Mails.Count);
    }

    [Fact]
    public async Task What_was_answered_the_last_time_stands_on_the_previewed_form_and_counts_in_the_overview()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        await world.SubmitAsync(world.LinkOf("housing@town.example"), ("1:1.contribution", "Vi lånade ut en lokal."),
            ("1:1.involved", "yes"), ("2:1.what", "Hemligt utkast"));
        await world.AdvanceToAsync(new DateOnly(2026, 3, 21), 1);
        await world.PostAsync("api/plans", SmallTown.Plan.Replace("      - nummer: \"2:1\"",
            "      - nummer: \"2:2\"\n        titel: Ny åtgärd\n        ansvariga: [Bostadsbolaget]\n        nivåer: [indikerad]\n      - "
            + "nummer: \"2:1\""));
        Assert.Equal(HttpStatusCode.Created, (await world.PostAsync("api/rounds", NextYear)).Status);
        var link = await LinkAsync(world, "Kim Exempel", "town-2026");

        var housing = (await world.GetJsonAsync("api/rounds/town-2026/preview")).GetProperty("preview").GetProperty("departments")
            .EnumerateArray().Single(department => department.GetProperty("id").GetString() == "housing");
        var form = await world.OpenAsync($"{link}/housing");

        Assert.Equal(1, housing.GetProperty("earlier").GetInt32());
        Assert.Equal("2:2 Ny åtgärd", Assert.Single(housing.GetProperty("new").EnumerateArray()).GetString());
        Assert.Contains("Nya sedan förra gången: 2:2 Ny åtgärd. Förra svaret visas på 1 ställe.", (await world.OpenAsync(link)).Text);
        Assert.Contains("Vi lånade ut en lokal.", form.Text);
        Assert.Contains("Stämmer det förra svaret fortfarande?", form.Text);
        Assert.DoesNotContain("Hemligt utkast", form.Text);
    }

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
        Assert.Contains("2 åtgärder som ansvarig och 1 som medansvarig. Ungefär 15 minuter.", page.Text);
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

    [Theory]
    [InlineData("<script>alert(1)</script> & \"quotes\" 'single' <b>fet</b>")]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData("emoji 😀 fyrbytes 𝄞 höger-vänster \u202Eabc\u202C שלום")]
    [InlineData("\n\nrader\n\n\tmed indrag\n")]
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
    [InlineData("pip \a slut", "styrtecken")]
    [InlineData("escape \u001b[2J", "styrtecken")]
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
        for (var chunk = 0; chunk < 5; chunk++)
        {
            await Client(world, "Rounds").SubmitTransactionAsync(Enumerable.Range(chunk * 100, 100)
                .Select(i => new TableTransactionAction(TableTransactionActionType.Add,
                new TableEntity(SmallTown.RoundId,
                    $"comment|{i:D4}")
                { ["Json0"] = $$"""{"name":"x","at":"2026-01-09T08:00:00Z","text":"{{i}}"}""" })), Cancellation);
        }

        var refused = await world.PostFormAsync(page, null, ("kommentar", "En för mycket"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("Förhandsvisningen har redan 500 kommentarer", refused.Text);
        Assert.Equal("En för mycket", ((IHtmlTextAreaElement)refused.Document.QuerySelector("#kommentar")!).Value);
        Assert.Equal(500, (await world.GetJsonAsync(Preview)).GetProperty("comments").GetArrayLength());
    }

    [Fact]
    public async Task Visits_change_nothing_and_send_nothing()
    {
        await using var world = await DraftAsync();
        var link = await LinkAsync(world);
        await CommentAsync(world, await world.OpenAsync(link), "En kommentar");
        var before = (await world.GetAsync(Preview), await world.GetAsync($"api/rounds/{SmallTown.RoundId}/trail"), await RowsAsync(world));

        for (var i = 0; i < 10; i++)
        {
            foreach (var path in new[] { link, $"{link}/social", $"{link}?sparat" })
            {
                Assert.Equal(HttpStatusCode.OK, (await world.OpenAsync(path)).Status);
                Assert.Equal(HttpStatusCode.OK, (await world.AskAsync(new HttpRequestMessage(HttpMethod.Head, path))).Status);
            }
        }

        Assert.Equal(before, (await world.GetAsync(Preview), await world.GetAsync($"api/rounds/{SmallTown.RoundId}/trail"),
            await RowsAsync(world)));
        Assert.Empty(world.Mails);
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
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
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
        // What was said before is not lost to the coordinator.
        Assert.Equal(["I god tid"], (await world.GetJsonAsync($"{Preview}-comments")).EnumerateArray()
            .Select(comment => comment.GetProperty("text").GetString()));
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

    [Fact]
    public async Task A_preview_link_is_made_for_a_name_and_is_the_same_for_the_same_name()
    {
        await using var world = await DraftAsync();

        Assert.Equal(await LinkAsync(world, "Kim Exempel"), await LinkAsync(world, " Kim Exempel "));
        Assert.NotEqual(await LinkAsync(world, "Kim Exempel"), await LinkAsync(world, "Robin Exempel"));
        foreach (var body in new[] { "", "x", "[]", "null", "{}", """{"name":" "}""", """{"name":"två\nrader"}""",
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
    public async Task The_preview_token_lies_nowhere_in_the_tables()
    {
        await using var world = await DraftAsync();
        var link = await LinkAsync(world);
        await CommentAsync(world, await world.OpenAsync(link), "En kommentar");

        var rows = await RowsAsync(world);

        Assert.DoesNotContain(Token(link), rows);
        Assert.Contains(LinkTokens.Hash(Token(link)), rows);
    }

    private static string NextYear => SmallTown.Round.Replace(SmallTown.RoundId, "town-2026")
        .Replace("Uppföljning 2025", "Uppföljning 2026")
        .Replace("2026-01-12", "2027-01-11").Replace("2026-02-27", "2027-02-26").Replace("2026-03-20", "2027-03-19");

    /// <summary>Opens the draft and waits for its end, while nobody answers.</summary>
    private static async Task AssertIsWhatHappensAsync(TestWorld world)
    {
        var preview = (await world.GetJsonAsync(Preview)).GetProperty("preview");
        var link = await LinkAsync(world);
        var forms = new Dictionary<string, TestPage>();
        foreach (var department in preview.GetProperty("departments").EnumerateArray())
        {
            forms[department.GetProperty("name").GetString()!] =
                await world.OpenAsync($"{link}/{department.GetProperty("id").GetString()}");
        }
        Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync($"api/rounds/{SmallTown.RoundId}/open", "")).Status);
        await world.AdvanceToAsync(new DateOnly(2026, 2, 16), 9);

        var answered = new HashSet<string>();
        foreach (var mail in world.Mails.Where(mail => mail.Link != null))
        {
            var form = await world.OpenAsync(mail.Link!.AbsolutePath);
            var name = forms.Keys.Single(name => form.Title.Contains(name));
            answered.Add(name);
            Assert.Equal(
                (await world.OpenSectionsAsync(mail.Link!.AbsolutePath))
                    .SelectMany(section => Asked(section.Document.QuerySelector("h1")!, section.Form.QuerySelector(".questions")!)),
                forms[name].Document.QuerySelectorAll("fieldset[disabled] section")
                    .SelectMany(section => Asked(section.QuerySelector("h2")!, section.QuerySelector(".questions")!)));
            var minutes = preview.GetProperty("departments").EnumerateArray()
                .Single(department => department.GetProperty("name").GetString() == name).GetProperty("minutes").GetInt32();
            Assert.Contains($"ungefär {minutes} minuter", mail.Text);
        }
        Assert.Equal(forms.Keys.Order(), answered.Order());

        await world.AdvanceToAsync(new DateOnly(2026, 3, 21), 1);
        Assert.Equal(
            preview.GetProperty("schedule").EnumerateArray().SelectMany(rung => rung.GetProperty("mails").EnumerateArray()
                .Select(mail => $"{rung.GetProperty("at").GetDateTimeOffset().UtcDateTime:s} {mail.GetProperty("email").GetString()}"))
                    .Order(StringComparer.Ordinal),
            world.Mails.Select(mail => $"{mail.Date.UtcDateTime:s} {mail.To}").Order(StringComparer.Ordinal));
    }

    /// <summary>All that a section asks: its heading, what the plan says, the questions with their hints, and what can be chosen.</summary>
    private static List<string> Asked(IElement heading, IElement form) =>
    [
        heading.TextContent,
        .. form.QuerySelectorAll("legend, .label, .hint, summary, .choice").Select(element => element.TextContent.Trim()),
        .. form.QuerySelectorAll("input:not([type=hidden]), textarea")
            .Select(field => $"{field.GetAttribute("name")} {field.GetAttribute("type")} {field.GetAttribute("value")}"),
        .. form.QuerySelectorAll("p strong").Select(element =>
            string.Join(' ', element.ParentElement!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))),
    ];

    private async Task<TestWorld> DraftAsync()
    {
        var world = await TestWorld.StartAsync(azurite);
        await world.ImportAsync();
        Assert.Equal(HttpStatusCode.Created, (await world.PostAsync("api/rounds", SmallTown.Round)).Status);
        return world;
    }

    private static async Task<string> LinkAsync(TestWorld world, string name = "Kim Exempel", string roundId = SmallTown.RoundId)
    {
        var (status, text) = await world.PostAsync($"api/rounds/{roundId}/preview-links", JsonSerializer.Serialize(new { name }));
        Assert.Equal(HttpStatusCode.Created, status);
        return new Uri(JsonDocument.Parse(text).RootElement.GetProperty("address").GetString()!).AbsolutePath;
    }

    /// <summary>Comments on the page and follows the redirect.</summary>
    private static async Task<TestPage> CommentAsync(TestWorld world, TestPage page, string text)
    {
        var posted = await world.PostFormAsync(page, null, ("kommentar", text));
        Assert.Equal(HttpStatusCode.SeeOther, posted.Status);
        return await world.OpenAsync(posted.Location!);
    }

    private static string Token(string link) => link.Split('/')[^1];

    private static PreviewTable Table(TestWorld world) => (PreviewTable)world.Local.Emulator.Services.GetService(typeof(PreviewTable))!;

    private TableClient Client(TestWorld world, string table) => new TableServiceClient(azurite.ConnectionString)
        .GetTableClient($"{((StorageSettings)world.Local.Emulator.Services.GetService(typeof(StorageSettings))!).TablePrefix}{table}");

    /// <summary>Every row of the app's tables, in order, as text.</summary>
    private async Task<string> RowsAsync(TestWorld world)
    {
        var rows = new List<string>();
        foreach (var table in new[] { "Documents", "Rounds", "Links" })
        {
            await foreach (var row in Client(world, table).QueryAsync<TableEntity>(cancellationToken: Cancellation))
            {
                rows.Add(string.Join(' ', row.OrderBy(property => property.Key, StringComparer.Ordinal)
                    .Select(property => $"{property.Key}={property.Value}")));
            }
        }
        return string.Join('\n', rows.Order(StringComparer.Ordinal));
    }
}
