using FollowUp.Storage;
using System.Net;
using System.Text.Json;
using AngleSharp.Html.Dom;
using FollowUp.Links;

namespace FollowUp.Tests.Answers;

/// <summary>The department's pages, as a browser meets them.</summary>
public sealed class AnswerPagesTests(AzuriteFixture azurite)
{
    private const string Board = "board@town.example";
    private const string Deputy = "board.deputy@town.example";
    private const string Housing = "housing@town.example";

    private static readonly (string, string)[] HousingContribution = [("1:1.contribution", "Lokal."), ("1:1.involved", "yes")];

    [Fact]
    public async Task The_link_opens_the_departments_own_overview()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);

        var page = await world.OpenAsync(world.LinkOf(Housing));

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.StartsWith("Uppföljning: Bostadsbolaget", page.Title);
        Assert.Equal(["1:1 Utbilda personal", "2:1 Erbjuda boende", "Avslutande frågor"],
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
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);

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
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        var link = world.LinkOf(Housing);

        var second = await world.PostFormAsync(await world.OpenAsync($"{link}/avsnitt/1"), "fortsatt", HousingContribution);
        var third = await world.PostFormAsync(await world.OpenAsync(second.Location!), "fortsatt", ("2:1.status", "dropped"),
            ("2:1.what", "Inga boenden fanns."));
        var fourth = await world.PostFormAsync(await world.OpenAsync(third.Location!), "fortsatt");

        Assert.Equal($"{link}/avsnitt/2?sparat=1", second.Location);
        Assert.Equal($"{link}/avsnitt/3?sparat=2", third.Location);
        Assert.Equal($"{link}/granska?sparat=3", fourth.Location); // the last one is offered: it may stay empty
        var overview = await world.OpenAsync(link);
        Assert.Contains("2 av 2 åtgärder är besvarade. Inget är inskickat än.", overview.Text);
        Assert.Equal("2", overview.Document.QuerySelector("progress")!.GetAttribute("value"));
        Assert.Equal($"{link}/granska", overview.Document.QuerySelector("a.button")!.GetAttribute("href"));
        Assert.Contains("2 åtgärder skickas in nu.", (await world.OpenAsync(fourth.Location!)).Text);
    }

    [Fact]
    public async Task All_links_of_a_department_open_the_same_form_and_the_draft_is_there_on_any_of_them()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);

        await world.SaveAsync(world.LinkOf(Board), ("1:1.what", "Kursen är köpt."));

        Assert.Contains("Kursen är köpt.", (await world.OpenSectionAsync(world.LinkOf(Deputy), "1:1")).Html);
        Assert.DoesNotContain("Kursen är köpt.", (await world.OpenSectionAsync(world.LinkOf("social@town.example"), "1:1")).Html);
    }

    [Fact]
    public async Task Pages_carry_their_security_headers_and_load_only_their_own_style_and_script()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
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
            Assert.InRange(assets.Count, 1, 2);
            foreach (var asset in assets)
            {
                var loaded = await world.OpenAsync(asset!);
                Assert.Equal(HttpStatusCode.OK, loaded.Status);
                Assert.Contains("immutable", loaded.Headers["Cache-Control"]);
                Assert.Matches("^text/(css|javascript)", loaded.Headers["Content-Type"]);
            }
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

        var answer = await world.PostFormFromAsync(site, await world.OpenSectionAsync(link, "1:1"), ("1:1.contribution", "Främmande"),
            ("gor", "spara"));

        Assert.Equal(status, answer.Status);
        Assert.Equal(status == HttpStatusCode.SeeOther, (await world.OpenSectionAsync(link, "1:1")).Html.Contains("Främmande"));
    }

    [Fact]
    public async Task Unknown_malformed_and_revoked_links_look_alike_and_tell_nothing()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        var link = world.LinkOf(Housing);
        var table = (LinkTable)world.Local.Emulator.Services.GetService(typeof(LinkTable))!;
        var known = (await table.FindAsync(LinkTokens.Hash(link.Split('/')[^1]), TestContext.Current.CancellationToken))!;
        await using var revokedWorld = await TestWorld.StartAsync(azurite);
        var revokedTable = (LinkTable)revokedWorld.Local.Emulator.Services.GetService(typeof(LinkTable))!;
        await revokedTable.AddAsync(known with { Revoked = true }, TestContext.Current.CancellationToken);

        var revoked = await revokedWorld.OpenAsync(link);
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
        // Of a link that is known, a section that it does not open looks the same.
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
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        var link = world.LinkOf(Housing);
        var before = await VersionsAsync(world);

        foreach (var path in new[] { "", "/avsnitt/1", "/avsnitt/2", "/avsnitt/1/lamna-over", "/granska" })
        {
            for (var i = 0; i < 10; i++)
            {
                Assert.Equal(HttpStatusCode.OK, (await world.OpenAsync(link + path)).Status);
                Assert.Equal(HttpStatusCode.OK, (await world.AskAsync(new HttpRequestMessage(HttpMethod.Head, link + path))).Status);
            }
        }

        Assert.True(before.Count > 30);
        Assert.Equal(before, await VersionsAsync(world));
        Assert.Equal("invited", await world.StateOfAsync("housing"));
    }

    [Fact]
    public async Task Saving_keeps_a_draft_that_only_the_department_sees()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);

        var page = await world.SaveAsync(world.LinkOf(Housing), ("2:1.status", "ongoing"), ("2:1.what", "Hemligt utkast"));

        Assert.Contains("”2:1 Erbjuda boende” är sparat. Glöm inte att granska och skicka in.", page.Text);
        Assert.Contains("Ofullständig, svar saknas.", page.Document.GetElementById("2:1")!.TextContent);
        var section = await world.OpenSectionAsync(world.LinkOf(Housing), "2:1");
        Assert.Contains("Hemligt utkast", section.Html);
        Assert.True(section.Document.QuerySelector("[name='2:1.status'][value=ongoing]")!.HasAttribute("checked"));
        Assert.Equal("started", await world.StateOfAsync("housing"));
        await world.AdvanceToAsync(new DateOnly(2026, 3, 21), 1);
        foreach (var route in new[] { "", "/trail", "/report.json", "/report.html" })
        {
            Assert.DoesNotContain("Hemligt utkast", (await world.GetAsync($"api/rounds/{SmallTown.RoundId}{route}")).Text);
        }
        Assert.Equal("missing", await world.StateOfAsync("housing"));
    }

    [Fact]
    public async Task Whoever_goes_on_with_something_missing_is_told_what_and_it_is_saved()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        var link = world.LinkOf(Housing);

        var page = await world.PostFormAsync(await world.OpenSectionAsync(link, "2:1"), "fortsatt", ("2:1.status", "ongoing"),
            ("2:1.what", "Tolv boenden."));

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.StartsWith("Fel: ", page.Title);
        var summary = page.Document.QuerySelector("main > *")!;
        Assert.Contains("Det ni har skrivit är sparat.", summary.TextContent);
        Assert.True(summary.HasAttribute("autofocus"));
        Assert.Equal("#2:1.how", Assert.Single(summary.QuerySelectorAll("a")).GetAttribute("href"));
        var question = page.Document.GetElementById("2:1.how")!;
        Assert.Equal("Svar saknas.", page.Document.GetElementById(question.GetAttribute("aria-describedby")!.Split(' ')[^1])!.TextContent);
        Assert.Equal($"{link}/avsnitt/3", page.Document.QuerySelectorAll("main a")
            .Single(anchor => anchor.TextContent == "Fortsätt ändå och gör klart senare").GetAttribute("href"));
        Assert.Contains("Tolv boenden.", (await world.OpenSectionAsync(link, "2:1")).Html);
    }

    [Fact]
    public async Task Whoever_goes_on_with_nothing_written_is_not_told_that_it_is_saved()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        var link = world.LinkOf(Housing);

        var next = await world.PostFormAsync(await world.OpenSectionAsync(link, "1:1"), "fortsatt");

        Assert.Equal("Ni har inte svarat på 1:1 ännu.",
            (await world.OpenAsync(next.Location!)).Document.QuerySelector(".notice")!.TextContent);
    }

    [Fact]
    public async Task What_is_typed_into_a_submitted_answer_is_said_to_be_saved_and_not_submitted()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        var link = world.LinkOf(Housing);
        await world.SubmitAsync(link, HousingContribution);
        var page = await world.OpenSectionAsync(link, "1:1");
        Assert.StartsWith("Inskickad 12 januari", page.Document.QuerySelector("[data-state]")!.TextContent);

        var reply = JsonDocument.Parse((await world.PostFormAsync(page, "auto", ("1:1.contribution", "Större lokal."))).Html).RootElement;

        Assert.Equal("Sparat kl. 09.00, men inte inskickat", reply.GetProperty("message").GetString());
        var state = reply.GetProperty("state").GetString();
        Assert.Equal("Ändringen är sparad men inte inskickad. Det som skickades in den 12 januari 2026 kl. 09.00 gäller fortfarande.",
            state);
        Assert.Equal(state, (await world.OpenSectionAsync(link, "1:1")).Document.QuerySelector("[data-state]")!.TextContent);
    }

    [Fact]
    public async Task Submitting_part_counts_what_is_complete_and_leaves_the_rest_as_draft()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);

        var receipt = await world.SubmitAsync(world.LinkOf(Housing), [.. HousingContribution, ("2:1.what", "Halvfärdigt")]);

        Assert.Contains("Kim Exempel (handläggare) skickade in svaren. De är mottagna", receipt.Text);
        // When it came in is said once.
        Assert.Equal(2, receipt.Text.Split("12 januari 2026 kl. 09.00").Length);
        Assert.Equal("Tack, svaret på 1 av 2 åtgärder har kommit in", receipt.Document.QuerySelector("h1")!.TextContent);
        Assert.Contains("1 åtgärd återstår att skicka in, senast fredagen den 27 februari 2026.", receipt.Text);
        Assert.Contains("KS 2025/1", receipt.Text);
        Assert.Contains("Lokal.", receipt.Text);
        Assert.DoesNotContain("Halvfärdigt", receipt.Text);
        Assert.Equal("partlySubmitted", await world.StateOfAsync("housing"));
        var overview = await world.OpenAsync(world.LinkOf(Housing));
        Assert.Contains("Inskickad 12 januari 2026", overview.Document.GetElementById("1:1")!.TextContent);
        Assert.Contains("Ofullständig", overview.Document.GetElementById("2:1")!.TextContent);
        Assert.Contains("1 av 2 åtgärder är besvarad. 1 är inskickad.", overview.Text);
        var changed = await world.SaveAsync(world.LinkOf(Housing), ("1:1.contribution", "Större lokal."));
        Assert.Contains("Ändringen är sparad men inte inskickad.", changed.Document.GetElementById("1:1")!.TextContent);
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
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        var link = world.LinkOf(Housing);
        await world.SaveAsync(link, HousingContribution);
        var check = await world.OpenAsync($"{link}/granska");

        var answers = await Task.WhenAll(Enumerable.Range(0, 6)
            .Select(_ => world.PostFormAsync(check, null, ("namn", "Kim Exempel"), ("roll", "handläggare"))));

        Assert.All(answers, answer => Assert.Equal((HttpStatusCode.SeeOther, $"{link}/kvitto/1"), (answer.Status, answer.Location)));
        Assert.Equal(HttpStatusCode.NotFound, (await world.OpenAsync($"{link}/kvitto/2")).Status);
    }

    [Fact]
    public async Task A_draft_posted_again_changes_nothing_and_never_brings_an_older_text_back()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        var link = world.LinkOf(Housing);
        var page = await world.OpenSectionAsync(link, "1:1");
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.SeeOther,
                (await world.PostFormAsync(page, "spara", ("1:1.contribution", "Första texten."))).Status);
        }
        var versions = await VersionsAsync(world);
        Assert.Equal(HttpStatusCode.SeeOther, (await world.PostFormAsync(page, "spara", ("1:1.contribution", "Första texten."))).Status);
        Assert.Equal(versions, await VersionsAsync(world));
        await world.SaveAsync(link, ("1:1.contribution", "Andra texten."));

        var replayed = await world.PostFormAsync(page, "spara", ("1:1.contribution", "Första texten."));

        Assert.Equal(HttpStatusCode.Conflict, replayed.Status);
        Assert.Contains("Andra texten.", (await world.OpenSectionAsync(link, "1:1")).Html);
        var trail = await world.GetJsonAsync($"api/rounds/{SmallTown.RoundId}/trail");
        Assert.Single(trail.EnumerateArray(), entry => entry.GetProperty("what").GetString() == "draftSaved");
    }

    [Fact]
    public async Task Two_people_at_different_questions_of_a_section_both_come_through()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        var contact = await world.OpenSectionAsync(world.LinkOf(Board), "1:1");
        var deputy = await world.OpenSectionAsync(world.LinkOf(Deputy), "1:1");

        Assert.Equal(HttpStatusCode.SeeOther, (await world.PostFormAsync(contact, "spara", ("1:1.what", "Kontaktens text"))).Status);
        Assert.Equal(HttpStatusCode.SeeOther,
            (await world.PostFormAsync(deputy, "spara", ("1:1.status", "done"), ("1:1.levels", "universal"))).Status);

        var saved = await world.OpenSectionAsync(world.LinkOf(Board), "1:1");
        Assert.Contains("Kontaktens text", saved.Html);
        Assert.True(saved.Document.QuerySelector("[name='1:1.status'][value=done]")!.HasAttribute("checked"));
        Assert.True(saved.Document.QuerySelector("[name='1:1.levels'][value=universal]")!.HasAttribute("checked"));
    }

    [Theory]
    [InlineData("min", "Ersättarens text", "Kontaktens text")]
    [InlineData("sparad", "Kontaktens text", "Ersättarens text")]
    public async Task Two_people_at_one_question_the_second_sees_both_and_chooses(string choice, string stands, string goes)
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        var contact = await world.OpenSectionAsync(world.LinkOf(Board), "1:1");
        var deputy = await world.OpenSectionAsync(world.LinkOf(Deputy), "1:1");
        Assert.Equal(HttpStatusCode.SeeOther, (await world.PostFormAsync(contact, "spara", ("1:1.what", "Kontaktens text"))).Status);

        var conflict = await world.PostFormAsync(deputy, "spara", ("1:1.what", "Ersättarens text"), ("1:1.status", "done"));

        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.StartsWith("Fel: ", conflict.Title);
        Assert.Equal("#1:1.what", Assert.Single(conflict.Document.QuerySelectorAll(".errors a")).GetAttribute("href"));
        Assert.Equal("Ersättarens text", ((IHtmlTextAreaElement)conflict.Document.GetElementById("1:1.what")!).Value);
        Assert.Contains("Sparat av någon annan: Kontaktens text", conflict.Text);
        // What nobody else touched is saved; the other's text stands until the deputy has chosen.
        var between = await world.OpenSectionAsync(world.LinkOf(Board), "1:1");
        Assert.Contains("Kontaktens text", between.Html);
        Assert.True(between.Document.QuerySelector("[name='1:1.status'][value=done]")!.HasAttribute("checked"));
        var undecided = await world.PostFormAsync(conflict, "spara");
        Assert.Equal(HttpStatusCode.Conflict, undecided.Status);

        Assert.Equal(HttpStatusCode.SeeOther, (await world.PostFormAsync(undecided, "spara", ("1:1.what.val", choice))).Status);

        var after = (await world.OpenSectionAsync(world.LinkOf(Board), "1:1")).Html;
        Assert.Contains(stands, after);
        Assert.DoesNotContain(goes, after);
    }

    [Fact]
    public async Task A_choice_between_two_answers_does_not_cover_a_third()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        var deputy = await world.OpenSectionAsync(world.LinkOf(Deputy), "1:1");
        await world.SaveAsync(world.LinkOf(Board), ("1:1.what", "Kontaktens text"));
        var conflict = await world.PostFormAsync(deputy, "spara", ("1:1.what", "Ersättarens text"));
        await world.SaveAsync(world.LinkOf(Board), ("1:1.what", "Kontaktens senare text"));

        var again = await world.PostFormAsync(conflict, "spara", ("1:1.what.val", "min"));

        Assert.Equal(HttpStatusCode.Conflict, again.Status);
        Assert.Contains("Sparat av någon annan: Kontaktens senare text", again.Text);
        Assert.Contains("Ersättarens text", again.Html);
    }

    [Fact]
    public async Task Many_saving_different_sections_at_once_lose_nothing()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        var link = world.LinkOf(Housing);
        var (first, second, third) = (await world.OpenSectionAsync(link, "1:1"), await world.OpenSectionAsync(link, "2:1"),
            await world.OpenSectionAsync(link, "closing"));

        var answers = await Task.WhenAll(
            world.PostFormAsync(first, "spara", ("1:1.contribution", "Första")),
            world.PostFormAsync(first, "spara", ("1:1.involved", "yes")),
            world.PostFormAsync(second, "spara", ("2:1.what", "Andra")),
            world.PostFormAsync(third, "spara", ("closing.structure", "Tredje")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.SeeOther, answer.Status));
        Assert.Contains("Första", (await world.OpenSectionAsync(link, "1:1")).Html);
        Assert.True((await world.OpenSectionAsync(link, "1:1")).Document.QuerySelector("[name='1:1.involved'][value=yes]")!.HasAttribute(
            "checked"));
        Assert.Contains("Andra", (await world.OpenSectionAsync(link, "2:1")).Html);
        Assert.Contains("Tredje", (await world.OpenSectionAsync(link, "closing")).Html);
    }

    [Fact]
    public async Task Saving_while_typing_tells_the_page_what_stands_there_now()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        var link = world.LinkOf(Housing);
        var page = await world.OpenSectionAsync(link, "2:1");

        var first = await AutosaveAsync(page, ("2:1.what", "Halva tex"));
        var second = await AutosaveAsync(page, ("2:1.what", "Halva texten."), ("visat", first.Json.GetProperty("shown").GetString()!));
        // Its reply is lost, and it is sent again as it was.
        var repeated = await AutosaveAsync(page, ("2:1.what", "Halva texten."), ("visat", first.Json.GetProperty("shown").GetString()!));

        Assert.Equal((HttpStatusCode.OK, "Sparat kl. 09.00"), (first.Status, first.Json.GetProperty("message").GetString()));
        Assert.Equal((HttpStatusCode.OK, second.Json.GetProperty("shown").GetString()),
            (repeated.Status, repeated.Json.GetProperty("shown").GetString()));
        Assert.Equal((await world.OpenSectionAsync(link, "2:1")).Document.QuerySelector("[name=visat]")!.GetAttribute("value"),
            second.Json.GetProperty("shown").GetString());
        var number = await AutosaveAsync(page, ("2:1.what", "Om 850709-9805."), ("visat", second.Json.GetProperty("shown").GetString()!));
        Assert.Equal(HttpStatusCode.BadRequest, number.Status);
        Assert.Equal("Ett svar är inte sparat. Felet står vid svaret.", number.Json.GetProperty("message").GetString());
        var fault = Assert.Single(number.Json.GetProperty("faults").EnumerateArray());
        Assert.Equal("2:1.what", fault.GetProperty("field").GetString());
        Assert.Contains("personnummer (850709-••••). Ta bort numret.", fault.GetProperty("message").GetString());
        await world.SaveAsync(link, ("2:1.what", "Kollegans text."));
        var contested = await AutosaveAsync(page, ("2:1.what", "Halva texten och mer."),
            ("visat", second.Json.GetProperty("shown").GetString()!));
        Assert.Equal(HttpStatusCode.Conflict, contested.Status);
        Assert.Contains("Kollegans text.", (await world.OpenSectionAsync(link, "2:1")).Html);
        await world.PostAsync($"api/rounds/{SmallTown.RoundId}/close", "");
        Assert.Equal(HttpStatusCode.Gone, (await AutosaveAsync(page, ("2:1.what", "För sent."))).Status);

        async Task<(HttpStatusCode Status, JsonElement Json)> AutosaveAsync(TestPage from, params (string, string)[] filled)
        {
            var answer = await world.PostFormAsync(from, "auto", filled);
            Assert.Equal("no-store", answer.Headers["Cache-Control"]);
            return (answer.Status, JsonDocument.Parse(answer.Html).RootElement);
        }
    }

    [Fact]
    public async Task Saving_while_typing_in_one_question_leaves_what_a_colleague_saved_in_another()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        await world.SaveAsync(world.LinkOf(Board), ("1:1.what", "Från början."));
        var mine = await world.OpenSectionAsync(world.LinkOf(Board), "1:1");
        await world.SaveAsync(world.LinkOf(Deputy), ("1:1.what", "Ersättarens text."));

        var first = JsonDocument.Parse(
            (await world.PostFormAsync(mine, "auto", ("1:1.resource-need", "En halv"))).Html).RootElement.GetProperty("shown").GetString()!;
        var second = await world.PostFormAsync(mine, "auto", ("1:1.resource-need", "En halv tjänst."), ("visat", first));

        // The page still shows the older text, and its writer has not touched it.
        Assert.Equal(HttpStatusCode.OK, second.Status);
        var saved = await world.OpenSectionAsync(world.LinkOf(Board), "1:1");
        Assert.Contains("Ersättarens text.", saved.Html);
        Assert.Contains("En halv tjänst.", saved.Html);
        // Who touches it now is told.
        var touched = await world.PostFormAsync(mine, "fortsatt", ("1:1.what", "Från början och mer."),
            ("1:1.resource-need", "En halv tjänst."),
            ("visat", JsonDocument.Parse(second.Html).RootElement.GetProperty("shown").GetString()!));
        Assert.Equal(HttpStatusCode.Conflict, touched.Status);
        Assert.Contains("Sparat av någon annan: Ersättarens text.", touched.Text);
    }

    [Fact]
    public async Task A_save_of_which_one_question_is_contested_is_no_conflict_with_oneself_about_the_others()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        var mine = await world.OpenSectionAsync(world.LinkOf(Board), "1:1");
        await world.SaveAsync(world.LinkOf(Deputy), ("1:1.what", "Ersättarens text."));

        var contested = await world.PostFormAsync(mine, "auto", ("1:1.what", "Min text."), ("1:1.resource-need", "En halv"));
        var page = await world.PostFormAsync(mine, "fortsatt", ("1:1.what", "Min text."), ("1:1.resource-need", "En halv tjänst."),
            ("visat", JsonDocument.Parse(contested.Html).RootElement.GetProperty("shown").GetString()!));

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (contested.Status, page.Status));
        Assert.Equal("#1:1.what", Assert.Single(page.Document.QuerySelectorAll(".errors a")).GetAttribute("href"));
        Assert.Contains("En halv tjänst.", (await world.OpenSectionAsync(world.LinkOf(Board), "1:1")).Html);
    }

    [Fact]
    public async Task A_small_count_is_confirmed_and_another_one_anew()
    {
        await using var world = await TestWorld.StartAsync(azurite);
        await world.PostAsync("api/departments", SmallTown.Departments);
        await world.PostAsync("api/plans", SmallTown.Plan.Replace("titel: Erbjuda boende",
            "titel: Erbjuda boende\n        indikatorer: [{ namn: Antal boenden }, { namn: Andel nöjda, enhet: procent }]"));
        await world.PostAsync("api/rounds", SmallTown.Round);
        await world.PostAsync($"api/rounds/{SmallTown.RoundId}/open", "");
        await world.AdvanceToAsync(new DateOnly(2026, 1, 12), 9);
        var link = world.LinkOf(Housing);
        (string, string)[] answer = [("2:1.status", "done"), ("2:1.what", "Boenden finns."), ("2:1.how", "routine"),
            ("2:1.indicator2-value", "3")];
        var page = await world.OpenSectionAsync(link, "2:1");
        Assert.Null(page.Document.GetElementById("2:1.indicator1-confirmed"));

        var asked = await world.PostFormAsync(page, "fortsatt", [.. answer, ("2:1.indicator1-value", "3")]);

        Assert.Equal(HttpStatusCode.BadRequest, asked.Status);
        Assert.Equal("#2:1.indicator1-confirmed", Assert.Single(asked.Document.QuerySelectorAll(".errors a")).GetAttribute("href"));
        Assert.Contains("Antal boenden: talet är mindre än 5. Kan någon enskild person kännas igen?", asked.Text);
        Assert.DoesNotContain("Boenden finns.", (await world.OpenAsync($"{link}/granska")).Document.QuerySelectorAll("form")
            .Select(form => form.TextContent));
        var confirmed = await world.PostFormAsync(asked, "fortsatt", ("2:1.indicator1-confirmed", "yes"));
        Assert.Equal(HttpStatusCode.SeeOther, confirmed.Status);
        // Said of three, it is not said of two; of twelve nobody asks, and of a share neither.
        var two = await world.PostFormAsync(await world.OpenSectionAsync(link, "2:1"), "fortsatt", ("2:1.indicator1-value", "2"));
        Assert.Equal("#2:1.indicator1-confirmed", Assert.Single(two.Document.QuerySelectorAll(".errors a")).GetAttribute("href"));
        Assert.Equal(HttpStatusCode.SeeOther, (await world.PostFormAsync(two, "fortsatt", ("2:1.indicator1-value", "12"))).Status);
        Assert.Contains("Klar att skicka in.", (await world.OpenAsync(link)).Document.GetElementById("2:1")!.TextContent);
    }

    [Fact]
    public async Task A_returned_answer_shows_the_coordinators_question_at_it()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        var link = world.LinkOf(Housing);
        await world.SubmitAsync(link, [.. HousingContribution, ("2:1.status", "dropped"), ("2:1.what", "Inga boenden fanns.")]);
        Assert.Equal(HttpStatusCode.Accepted,
            (await world.PostAsync($"api/rounds/{SmallTown.RoundId}/departments/housing/return",
            """{"section": "1:1", "question": "Vilken <b>lokal</b>?"}""")).Status);

        var overview = await world.OpenAsync(link);
        Assert.Contains("Behöver kompletteras.", overview.Document.GetElementById("1:1")!.TextContent);
        Assert.Contains("Båda åtgärderna är besvarade och inskickade. 1 åtgärd behöver kompletteras", overview.Text);
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
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        var link = world.LinkOf(Board);
        await world.SaveAsync(link, ("1:1.status", "not-started"), ("1:1.business-plan", "yes"));

        var check = await world.OpenAsync($"{link}/granska");
        var receipt = await world.SubmitAsync(link, ("1:1.what", "Inget ännu."));

        // What is missing is said to be missing, and not said twice.
        var line = Assert.Single(check.Document.QuerySelectorAll("section p.hint"));
        Assert.Single(check.Document.QuerySelectorAll("section p.error"));
        Assert.Matches("^[0-9]+ frivilliga frågor är inte besvarade.$", line.TextContent);
        Assert.Equal(2, check.Document.QuerySelectorAll("section dd").Length);
        Assert.Empty(receipt.Document.QuerySelectorAll("section p.hint"));
        Assert.Equal(3, receipt.Document.QuerySelectorAll("section dd").Length);
    }

    [Fact]
    public async Task What_a_colleague_changed_after_the_check_is_not_submitted_unseen()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
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
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
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
    public async Task A_text_over_the_limit_is_refused_with_its_length_and_comes_back_whole()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        var text = string.Concat(Enumerable.Repeat("åäö 𝄞 <b>&amp; ", 500));

        var refused = await world.PostFormAsync(await world.OpenSectionAsync(world.LinkOf(Housing), "2:1"), "spara", ("2:1.what", text),
            ("2:1.business-plan-reference", "Mål 3"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.StartsWith("Fel: ", refused.Title);
        Assert.Contains("Den får vara högst 5\u00a0000. Korta den.", refused.Text);
        Assert.Equal(text, ((IHtmlTextAreaElement)refused.Document.GetElementById("2:1.what")!).Value);
        Assert.Equal("Mål 3", refused.Document.GetElementById("2:1.business-plan-reference")!.GetAttribute("value"));
        Assert.Equal("#2:1.what", Assert.Single(refused.Document.QuerySelectorAll(".errors a")).GetAttribute("href"));
        Assert.Equal("true", refused.Document.GetElementById("2:1.what")!.GetAttribute("aria-invalid"));
        // The rest is saved, and the text is not.
        var saved = await world.OpenSectionAsync(world.LinkOf(Housing), "2:1");
        Assert.Equal("Mål 3", saved.Document.GetElementById("2:1.business-plan-reference")!.GetAttribute("value"));
        Assert.Equal("", ((IHtmlTextAreaElement)saved.Document.GetElementById("2:1.what")!).Value);
        // Mended on that very page it is saved.
        Assert.Equal(HttpStatusCode.SeeOther, (await world.PostFormAsync(refused, "spara", ("2:1.what", "Kortare."))).Status);
    }

    [Theory]
    [InlineData("2:1.what", "Vi hjälpte Kim, 850709-9805, till ett boende.")]
    [InlineData("2:1.business-plan-reference", "Ärende 198507699802")]
    public async Task A_personal_or_coordination_number_stops_at_the_field_with_the_reason(string field, string text)
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);

        var refused = await world.PostFormAsync(await world.OpenSectionAsync(world.LinkOf(Housing), "2:1"), "fortsatt", (field, text));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal($"#{field}", refused.Document.QuerySelector(".errors a")!.GetAttribute("href"));
        Assert.Contains("Ta bort numret.", refused.Text);
        Assert.Contains(text, refused.Html);
        Assert.Equal("invited", await world.StateOfAsync("housing"));
    }

    [Fact]
    public async Task A_choice_that_is_not_offered_is_refused()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);

        var refused = await world.PostFormAsync(await world.OpenSectionAsync(world.LinkOf(Housing), "2:1"), "spara",
            ("2:1.status", "hacked"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal("invited", await world.StateOfAsync("housing"));
    }

    [Theory]
    [InlineData("<script>alert(1)</script> & \"quotes\" 'single' </textarea><h1>")]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData("emoji 😀 fyrbytes 𝄞 höger-vänster \u202Eabc\u202C שלום")]
    [InlineData("\n\nrader\n\n  med indrag\n")]
    [InlineData("styrtecken \u0001\u0008\u000b\u000c\u001b\u007f\u0085\u0090\u009f\u2028\u2029\ufeff\ufffe och \t tabb")]
    [InlineData("{{7*7}} @Model %3Cb%3E \\u0041 &lt; &#x80;")]
    public async Task Text_comes_back_exactly_as_typed(string text)
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        var link = world.LinkOf(Housing);

        await world.SaveAsync(link, ("1:1.contribution", text), ("1:1.involved", "yes"));

        var page = await world.OpenSectionAsync(link, "1:1");
        Assert.Equal(text, ((IHtmlTextAreaElement)page.Document.GetElementById("1:1.contribution")!).Value);
        Assert.Single(page.Document.QuerySelectorAll("h1"));
        Assert.Empty(page.Document.QuerySelectorAll("script:not([src])"));
        // Saved again as it stands there, nothing has changed.
        var versions = await VersionsAsync(world);
        await world.PostFormAsync(page, "spara");
        Assert.Equal(versions, await VersionsAsync(world));
        var receipt = await world.SubmitAsync(link);
        Assert.Contains(text, receipt.Text);
    }

    [Fact]
    public async Task A_null_character_is_refused_and_told_as_what_it_is()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);

        var refused = await world.PostFormAsync(await world.OpenSectionAsync(world.LinkOf(Housing), "2:1"), "spara", ("2:1.what", "a\0b"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("nolltecken", refused.Text);
    }

    [Fact]
    public async Task A_form_from_elsewhere_is_refused()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
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

    [Theory]
    [InlineData(1_500_000)]
    [InlineData(21_000_000)]
    public async Task A_form_larger_than_any_form_is_refused_with_a_page(int length)
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);

        var refused = await world.PostFormAsync(await world.OpenSectionAsync(world.LinkOf(Housing), "2:1"), "spara",
            ("2:1.what", new string('x', length)));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.Status);
        Assert.Contains("Texterna är för långa tillsammans", refused.Text);
        Assert.Equal("invited", await world.StateOfAsync("housing"));
    }

    [Fact]
    public async Task What_is_typed_while_the_round_closes_is_shown_back_and_not_taken()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
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
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        var link = world.LinkOf(Housing);
        await world.SubmitAsync(link, HousingContribution);
        await world.AdvanceToAsync(new DateOnly(2026, 3, 21), 1);

        var closed = await world.OpenAsync(link);

        Assert.Equal(HttpStatusCode.Gone, closed.Status);
        var receipt = await world.OpenAsync(closed.Document.QuerySelector("main a[href*=kvitto]")!.GetAttribute("href")!);
        Assert.Contains("Lokal.", receipt.Text);
    }

    [Fact]
    public async Task An_answer_after_the_deadline_is_taken_and_marked_late()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        await world.AdvanceToAsync(new DateOnly(2026, 3, 3), 9);
        await world.SubmitAsync(world.LinkOf(Housing),
            [.. HousingContribution, ("2:1.status", "dropped"), ("2:1.what", "Inga boenden fanns.")]);
        await world.AdvanceToAsync(new DateOnly(2026, 3, 21), 1);

        var flags = (await world.GetJsonAsync($"api/rounds/{SmallTown.RoundId}/report.json")).GetProperty("figures").GetProperty("flags")
            .EnumerateArray()
            .Where(flag => flag.GetProperty("departmentId").GetString() == "housing").Select(flag => flag.GetProperty("code").GetString());

        Assert.Equal(["late"], flags);
    }

    [Fact]
    public async Task The_token_lies_nowhere_but_in_the_mail()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        var token = world.LinkOf(Housing).Split('/')[^1];
        await world.SubmitAsync(world.LinkOf(Housing), HousingContribution);

        var rows = 0;
        await foreach (var row in RowsAsync(world))
        {
            rows++;
            Assert.All(row, property => Assert.DoesNotContain(token, property.Value?.ToString() ?? ""));
        }

        Assert.True(rows > 30);
    }

    /// <summary>Every row of the app and of its engine, with the version that storage gives it.</summary>
    private async Task<SortedDictionary<string, string>> VersionsAsync(TestWorld world)
    {
        var versions = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await foreach (var row in RowsAsync(world))
        {
            versions[$"{row.PartitionKey}|{row.RowKey}"] = $"{row.ETag}";
        }
        return versions;
    }

    private async IAsyncEnumerable<Azure.Data.Tables.TableEntity> RowsAsync(TestWorld world)
    {
        var service = new Azure.Data.Tables.TableServiceClient(azurite.ConnectionString);
        var prefix = ((StorageSettings)world.Local.Emulator.Services.GetService(typeof(StorageSettings))!).TablePrefix;
        await foreach (var table in service.QueryAsync(cancellationToken: TestContext.Current.CancellationToken))
        {
            if (table.Name.StartsWith(prefix, StringComparison.Ordinal))
            {
                await foreach (var row in service.GetTableClient(table.Name)
                    .QueryAsync<Azure.Data.Tables.TableEntity>(cancellationToken: TestContext.Current.CancellationToken))
                {
                    yield return row;
                }
            }
        }
    }
}
