using System.Net;
using FollowUp.Questionnaires;
using FollowUp.Storage;

namespace FollowUp.Tests.Answers;

/// <summary>The department's pages, as a browser meets them.</summary>
public sealed class AnswerPagesTests(AzuriteFixture azurite)
{
    private const string Housing = "housing@town.example";

    [Fact]
    public async Task The_link_opens_the_departments_own_form()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);

        var page = await world.OpenAsync(world.LinkOf(Housing));

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(["1:1 Utbilda personal", "2:1 Erbjuda boende", "Avslutande frågor"], page.Document.QuerySelectorAll("form h2").Select(heading => heading.TextContent));
        Assert.Contains("Ni är medansvariga", page.Document.QuerySelectorAll("section")[0].TextContent);
        Assert.Contains("Ni är ansvariga", page.Document.QuerySelectorAll("section")[1].TextContent);
        Assert.Contains("Svara senast fredagen den 27 februari 2026.", page.Text);
        Assert.Equal("sv", page.Document.DocumentElement.GetAttribute("lang"));
        Assert.Single(page.Document.QuerySelectorAll("h1"));
        Assert.All(page.Document.QuerySelectorAll("textarea"), area => Assert.NotNull(page.Document.QuerySelector($"label[for='{area.Id}']")));
        Assert.Contains("Ni är medansvariga", page.Html); // letters, not character references
    }

    [Fact]
    public async Task All_links_of_a_department_open_the_same_form_and_the_draft_is_there_on_any_of_them()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);

        await world.SaveAsync(world.LinkOf("board@town.example"), ("1:1.what", "Kursen är köpt."));

        Assert.Contains("Kursen är köpt.", (await world.OpenAsync(world.LinkOf("board.deputy@town.example"))).Html);
        Assert.DoesNotContain("Kursen är köpt.", (await world.OpenAsync(world.LinkOf("social@town.example"))).Html);
    }

    [Fact]
    public async Task Pages_carry_their_security_headers_and_load_one_style_sheet_of_their_own()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);

        foreach (var path in new[] { world.LinkOf(Housing), $"{world.LinkOf(Housing)}/granska", "/svar/unknown" })
        {
            var page = await world.OpenAsync(path);
            Assert.Equal("no-store", page.Headers["Cache-Control"]);
            Assert.Equal("no-referrer", page.Headers["Referrer-Policy"]);
            Assert.Equal("noindex", page.Headers["X-Robots-Tag"]);
            Assert.Equal("nosniff", page.Headers["X-Content-Type-Options"]);
            Assert.StartsWith("default-src 'self';", page.Headers["Content-Security-Policy"]);
            Assert.DoesNotContain("unsafe", page.Headers["Content-Security-Policy"]);
            Assert.Empty(page.Document.QuerySelectorAll("script, [style], style"));
            var sheet = Assert.Single(page.Document.QuerySelectorAll("link"));
            var css = await world.OpenAsync(sheet.GetAttribute("href")!);
            Assert.Equal(HttpStatusCode.OK, css.Status);
            Assert.StartsWith("text/css", css.Headers["Content-Type"]);
        }
    }

    [Theory]
    [InlineData("cross-site", HttpStatusCode.BadRequest)]
    [InlineData("same-site", HttpStatusCode.BadRequest)]
    [InlineData("same-origin", HttpStatusCode.SeeOther)]
    [InlineData("none", HttpStatusCode.SeeOther)]
    public async Task What_a_browser_sends_from_another_site_is_not_taken_even_with_the_forms_token(string site, HttpStatusCode status)
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        var link = world.LinkOf(Housing);

        var answer = await world.PostFormFromAsync(site, await world.OpenAsync(link), ("1:1.contribution", "Främmande"), ("gor", "spara"));

        Assert.Equal(status, answer.Status);
        Assert.Equal(status == HttpStatusCode.SeeOther, (await world.OpenAsync(link)).Html.Contains("Främmande"));
    }

    [Fact]
    public async Task Unknown_malformed_and_revoked_links_look_alike_and_tell_nothing()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        var link = world.LinkOf(Housing);
        var table = (LinkTable)world.Local.Emulator.Services.GetService(typeof(LinkTable))!;
        var known = (await table.FindAsync(FollowUp.Answers.LinkTokens.Hash(link.Split('/')[^1]), TestContext.Current.CancellationToken))!;
        await using var revokedWorld = await TestWorld.StartAsync(azurite);
        var revokedTable = (LinkTable)revokedWorld.Local.Emulator.Services.GetService(typeof(LinkTable))!;
        await revokedTable.AddAsync(known with { Revoked = true }, TestContext.Current.CancellationToken);

        var revoked = await revokedWorld.OpenAsync(link);
        var pages = new List<TestPage>();
        foreach (var token in new[] { "unknown", "%25", "a'b or 1 eq 1", new string('x', 3000), "%F0%9F%98%80", link.Split('/')[^1] + "x" })
        {
            pages.Add(await world.OpenAsync($"/svar/{token}"));
            pages.Add(await world.OpenAsync($"/svar/{token}/granska"));
            pages.Add(await world.OpenAsync($"/svar/{token}/kvitto/1"));
            pages.Add(await world.PostFieldsAsync($"/svar/{token}", [new("1:1.contribution", "x")]));
            pages.Add(await world.PostFieldsAsync($"/svar/{token}/skicka", [new("namn", "x")]));
        }

        Assert.All(pages, page => Assert.Equal((HttpStatusCode.NotFound, revoked.Html), (page.Status, page.Html)));
        Assert.DoesNotContain("Bostadsbolaget", revoked.Html);
        Assert.DoesNotContain("Trygg stad", revoked.Html);
    }

    [Fact]
    public async Task A_hundred_visits_of_a_scanner_change_nothing()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        var link = world.LinkOf(Housing);
        var before = await world.GetAsync($"api/rounds/{SmallTown.RoundId}/trail");

        for (var i = 0; i < 50; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await world.OpenAsync(link)).Status);
            Assert.Equal(HttpStatusCode.OK, (await world.AskAsync(new HttpRequestMessage(HttpMethod.Head, link))).Status);
            Assert.Equal(HttpStatusCode.OK, (await world.OpenAsync($"{link}/granska")).Status);
        }

        Assert.Equal(before, await world.GetAsync($"api/rounds/{SmallTown.RoundId}/trail"));
        Assert.Equal("invited", await world.StateOfAsync("housing"));
    }

    [Fact]
    public async Task Saving_keeps_a_draft_that_only_the_department_sees()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);

        var page = await world.SaveAsync(world.LinkOf(Housing), ("2:1.status", "ongoing"), ("2:1.what", "Hemligt utkast"));

        Assert.Contains("Det ni har skrivit är sparat.", page.Text);
        Assert.Contains("Hemligt utkast", page.Html);
        Assert.True(page.Document.QuerySelector("[name='2:1.status'][value=ongoing]")!.HasAttribute("checked"));
        Assert.Equal("started", await world.StateOfAsync("housing"));
        await world.AdvanceToAsync(new DateOnly(2026, 3, 21), 1);
        foreach (var route in new[] { "", "/trail", "/report.json", "/report.html" })
        {
            Assert.DoesNotContain("Hemligt utkast", (await world.GetAsync($"api/rounds/{SmallTown.RoundId}{route}")).Text);
        }
        Assert.Equal("missing", await world.StateOfAsync("housing"));
    }

    [Fact]
    public async Task Submitting_part_counts_what_is_complete_and_leaves_the_rest_as_draft()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);

        var receipt = await world.SubmitAsync(world.LinkOf(Housing), ("1:1.contribution", "Lokal."), ("1:1.involved", "yes"), ("2:1.what", "Halvfärdigt"));

        Assert.Contains("Kim Exempel (handläggare) skickade in svaren 12 januari 2026 kl. 09.00", receipt.Text);
        Assert.Contains("1 åtgärd återstår att skicka in, senast fredagen den 27 februari 2026.", receipt.Text);
        Assert.Contains("Lokal.", receipt.Text);
        Assert.DoesNotContain("Halvfärdigt", receipt.Text);
        Assert.Equal("partlySubmitted", await world.StateOfAsync("housing"));
        var again = await world.OpenAsync(world.LinkOf(Housing));
        Assert.Contains("Halvfärdigt", again.Html);
        Assert.Contains("Svaret skickades in 12 januari 2026", again.Text);
        var changed = await world.SaveAsync(world.LinkOf(Housing), ("1:1.contribution", "Större lokal."));
        Assert.Contains("ändringen är inte inskickad", changed.Text);
    }

    [Fact]
    public async Task An_amendment_is_a_new_version_and_the_old_receipt_still_shows_the_old_one()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        var link = world.LinkOf(Housing);
        await world.SubmitAsync(link, ("1:1.contribution", "Första svaret."), ("1:1.involved", "yes"));
        await world.AdvanceToAsync(new DateOnly(2026, 1, 14), 10);

        var second = await world.SubmitAsync(link, ("1:1.contribution", "Andra svaret."));

        Assert.Contains("Andra svaret.", second.Text);
        var first = await world.OpenAsync($"{link}/kvitto/1");
        Assert.Contains("Första svaret.", first.Text);
        Assert.DoesNotContain("Andra svaret.", first.Text);
        await world.AdvanceToAsync(new DateOnly(2026, 3, 21), 1);
        var report = (await world.GetAsync($"api/rounds/{SmallTown.RoundId}/report.json")).Text;
        Assert.Contains("Andra svaret.", report);
        Assert.DoesNotContain("Första svaret.", report);
    }

    [Fact]
    public async Task The_same_submission_posted_twice_at_once_counts_once_and_both_get_the_receipt()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        var link = world.LinkOf(Housing);
        await world.SaveAsync(link, ("1:1.contribution", "Lokal."), ("1:1.involved", "yes"));
        var check = await world.OpenAsync($"{link}/granska");

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => world.PostFormAsync(check, null, ("namn", "Kim Exempel"), ("roll", "handläggare"))));

        Assert.All(answers, answer => Assert.Equal((HttpStatusCode.SeeOther, $"{link}/kvitto/1"), (answer.Status, answer.Location)));
        Assert.Equal(HttpStatusCode.NotFound, (await world.OpenAsync($"{link}/kvitto/2")).Status);
    }

    [Fact]
    public async Task The_same_draft_posted_twice_is_saved_once()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        var page = await world.OpenAsync(world.LinkOf(Housing));

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.SeeOther, (await world.PostFormAsync(page, "spara", ("1:1.contribution", "Lokal."))).Status);
        }

        var trail = await world.GetJsonAsync($"api/rounds/{SmallTown.RoundId}/trail");
        Assert.Single(trail.EnumerateArray(), entry => entry.GetProperty("what").GetString() == "draftSaved");
    }

    [Fact]
    public async Task Two_people_in_the_same_form_never_overwrite_each_other_unseen()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        var contact = await world.OpenAsync(world.LinkOf("board@town.example"));
        var deputy = await world.OpenAsync(world.LinkOf("board.deputy@town.example"));
        Assert.Equal(HttpStatusCode.SeeOther, (await world.PostFormAsync(contact, "spara", ("1:1.what", "Kontaktens text"))).Status);

        var conflict = await world.PostFormAsync(deputy, "spara", ("1:1.what", "Ersättarens text"), ("closing.structure", "Ett möte"));

        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.StartsWith("Fel: ", conflict.Title);
        Assert.Contains("Någon annan har ändrat", conflict.Text);
        Assert.Contains("Ersättarens text", conflict.Document.QuerySelector("textarea[name='1:1.what']")!.TextContent);
        Assert.Contains("Just nu sparat: Kontaktens text", conflict.Text);
        Assert.Contains("Det ni skrev i andra avsnitt är sparat.", conflict.Text);
        // What nobody else touched was saved; the other's text stands until the deputy decides knowingly.
        var saved = await world.OpenAsync(world.LinkOf("board@town.example"));
        Assert.Contains("Kontaktens text", saved.Html);
        Assert.Contains("Ett möte", saved.Html);
        Assert.Equal(HttpStatusCode.SeeOther, (await world.PostFormAsync(conflict, "spara")).Status);
        Assert.Contains("Ersättarens text", (await world.OpenAsync(world.LinkOf("board@town.example"))).Html);
    }

    [Fact]
    public async Task Many_saving_different_measures_at_once_lose_nothing()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        var page = await world.OpenAsync(world.LinkOf(Housing));

        var answers = await Task.WhenAll(
            world.PostFormAsync(page, "spara", ("1:1.contribution", "Första")),
            world.PostFormAsync(page, "spara", ("2:1.what", "Andra")),
            world.PostFormAsync(page, "spara", ("closing.structure", "Tredje")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.SeeOther, answer.Status));
        var saved = (await world.OpenAsync(world.LinkOf(Housing))).Html;
        Assert.All(["Första", "Andra", "Tredje"], text => Assert.Contains(text, saved));
    }

    [Fact]
    public async Task What_a_colleague_changed_after_the_check_is_not_submitted_unseen()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        await world.SaveAsync(world.LinkOf("board@town.example"), ("1:1.status", "not-started"), ("1:1.what", "Granskad text"));
        var check = await world.OpenAsync($"{world.LinkOf("board@town.example")}/granska");
        await world.SaveAsync(world.LinkOf("board.deputy@town.example"), ("1:1.what", "Ändrad text"));

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
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        var link = world.LinkOf(Housing);
        await world.SaveAsync(link, ("1:1.contribution", "Lokal."), ("1:1.involved", "yes"));

        var refused = await world.PostFormAsync(await world.OpenAsync($"{link}/granska"), null, ("namn", "Kim Exempel"), ("roll", "  "));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.StartsWith("Fel: ", refused.Title);
        Assert.Equal("#roll", refused.Document.QuerySelector(".errors a")!.GetAttribute("href"));
        Assert.Equal("Kim Exempel", refused.Document.QuerySelector("#namn")!.GetAttribute("value"));
        Assert.Equal("started", await world.StateOfAsync("housing"));
    }

    [Fact]
    public async Task A_text_over_the_limit_is_refused_with_its_length_and_comes_back_whole()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        var text = string.Concat(Enumerable.Repeat("åäö 𝄞 <b>&amp; ", 500));

        var refused = await world.PostFormAsync(await world.OpenAsync(world.LinkOf(Housing)), "spara", ("2:1.what", text), ("1:1.contribution", "Detta också"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.StartsWith("Fel: ", refused.Title);
        Assert.Contains("Den får vara högst 5\u00a0000. Korta den.", refused.Text);
        Assert.Equal(text.TrimStart('\n'), ((AngleSharp.Html.Dom.IHtmlTextAreaElement)refused.Document.QuerySelector("[name='2:1.what']")!).Value);
        Assert.Equal("#2:1.what", refused.Document.QuerySelector(".errors a")!.GetAttribute("href"));
        Assert.Equal("true", refused.Document.QuerySelector("[name='2:1.what']")!.GetAttribute("aria-invalid"));
        Assert.Equal("invited", await world.StateOfAsync("housing"));
    }

    [Fact]
    public async Task A_choice_that_is_not_offered_is_refused()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);

        var refused = await world.PostFormAsync(await world.OpenAsync(world.LinkOf(Housing)), "spara", ("2:1.status", "hacked"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal("invited", await world.StateOfAsync("housing"));
    }

    [Theory]
    [InlineData("<script>alert(1)</script> & \"quotes\" 'single'")]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData("emoji 😀 fyrbytes 𝄞 höger-vänster \u202Eabc\u202C שלום")]
    [InlineData("\n\nrader\n\n  med indrag\n")]
    [InlineData("{{7*7}} @Model %3Cb%3E \\u0041")]
    public async Task Text_comes_back_exactly_as_typed(string text)
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);

        var page = await world.SaveAsync(world.LinkOf(Housing), ("1:1.contribution", text), ("1:1.involved", "yes"));

        Assert.Equal(text, ((AngleSharp.Html.Dom.IHtmlTextAreaElement)page.Document.QuerySelector("[name='1:1.contribution']")!).Value);
        Assert.Empty(page.Document.QuerySelectorAll("script"));
        var receipt = await world.SubmitAsync(world.LinkOf(Housing));
        Assert.Contains(text, receipt.Text);
    }

    [Fact]
    public async Task A_form_from_elsewhere_is_refused()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        var link = world.LinkOf(Housing);
        var page = await world.OpenAsync(link);
        var otherToken = (await world.OpenAsync(world.LinkOf("board@town.example"))).Document.QuerySelector("[name=formular]")!.GetAttribute("value")!;

        foreach (var token in new[] { "", "x", otherToken })
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await world.PostFormAsync(page, "spara", ("formular", token), ("1:1.contribution", "Främmande"))).Status);
            Assert.Equal(HttpStatusCode.BadRequest, (await world.PostFieldsAsync($"{link}/skicka", [new("formular", token), new("namn", "x"), new("roll", "x")])).Status);
        }
        var notAForm = await world.AskAsync(new HttpRequestMessage(HttpMethod.Post, link) { Content = new StringContent("{}", null, "application/json") });
        Assert.Equal(HttpStatusCode.BadRequest, notAForm.Status);
        Assert.Equal("invited", await world.StateOfAsync("housing"));
    }

    [Theory]
    [InlineData(1_500_000)]
    [InlineData(21_000_000)]
    public async Task A_form_larger_than_any_form_is_refused_with_a_page(int length)
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);

        var refused = await world.PostFormAsync(await world.OpenAsync(world.LinkOf(Housing)), "spara", ("2:1.what", new string('x', length)));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.Status);
        Assert.Contains("Texterna är för långa tillsammans", refused.Text);
        Assert.Equal("invited", await world.StateOfAsync("housing"));
    }

    [Fact]
    public async Task What_is_typed_while_the_round_closes_is_shown_back_and_not_taken()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        var link = world.LinkOf(Housing);
        await world.SaveAsync(link, ("1:1.contribution", "Lokal."), ("1:1.involved", "yes"));
        var page = await world.OpenAsync(link);
        var check = await world.OpenAsync($"{link}/granska");
        await world.PostAsync($"api/rounds/{SmallTown.RoundId}/close", "");

        var closed = await world.PostFormAsync(page, "spara", ("2:1.what", "Skrivet i sista stund"));
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
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        var link = world.LinkOf(Housing);
        await world.SubmitAsync(link, ("1:1.contribution", "Lokal."), ("1:1.involved", "yes"));
        await world.AdvanceToAsync(new DateOnly(2026, 3, 21), 1);

        var closed = await world.OpenAsync(link);

        Assert.Equal(HttpStatusCode.Gone, closed.Status);
        var receipt = await world.OpenAsync(closed.Document.QuerySelector("main a")!.GetAttribute("href")!);
        Assert.Contains("Lokal.", receipt.Text);
    }

    [Fact]
    public async Task An_answer_after_the_deadline_is_taken_and_marked_late()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        await world.AdvanceToAsync(new DateOnly(2026, 3, 3), 9);
        await world.SubmitAsync(world.LinkOf(Housing), ("1:1.contribution", "Lokal."), ("1:1.involved", "yes"), ("2:1.status", "dropped"), ("2:1.what", "Inga boenden fanns."));
        await world.AdvanceToAsync(new DateOnly(2026, 3, 21), 1);

        var flags = (await world.GetJsonAsync($"api/rounds/{SmallTown.RoundId}/report.json")).GetProperty("figures").GetProperty("flags").EnumerateArray()
            .Where(flag => flag.GetProperty("departmentId").GetString() == "housing").Select(flag => flag.GetProperty("code").GetString());

        Assert.Equal(["late"], flags);
    }

    [Fact]
    public async Task The_token_lies_nowhere_but_in_the_mail()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        var token = world.LinkOf(Housing).Split('/')[^1];
        await world.SubmitAsync(world.LinkOf(Housing), ("1:1.contribution", "Lokal."), ("1:1.involved", "yes"));

        var service = new Azure.Data.Tables.TableServiceClient(azurite.ConnectionString);
        var prefix = world.Local.Emulator.Services.GetService(typeof(FollowUpSettings)) is FollowUpSettings settings ? settings.TablePrefix : "";
        var rows = 0;
        await foreach (var table in service.QueryAsync(cancellationToken: TestContext.Current.CancellationToken))
        {
            if (table.Name.StartsWith(prefix, StringComparison.Ordinal))
            {
                await foreach (var row in service.GetTableClient(table.Name).QueryAsync<Azure.Data.Tables.TableEntity>(cancellationToken: TestContext.Current.CancellationToken))
                {
                    rows++;
                    Assert.All(row, property => Assert.DoesNotContain(token, property.Value?.ToString() ?? ""));
                }
            }
        }
        Assert.True(rows > 30);
    }
}
