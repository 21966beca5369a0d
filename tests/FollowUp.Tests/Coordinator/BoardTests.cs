using System.Net;
using FollowUp.Api;
using FollowUp.Coordinator;
using FollowUp.Rounds;
using FollowUp.Tests.Mail;
using FollowUp.Time;
using FollowUp.Trail;

namespace FollowUp.Tests.Coordinator;

/// <summary>The round's page, a department's page and what can be done on them, as a coordinator and as a reader use them.</summary>
public sealed class BoardTests(AzuriteFixture azurite)
{
    private const string Round = "/samordning/omgangar/town-2025";
    private static readonly (string, string)[] Contribution = [("1:1.contribution", "Vi lånade ut en lokal."), ("1:1.involved", "partly")];

    [Fact]
    public async Task The_board_shows_where_each_department_and_each_measure_stands_and_what_comes_next()
    {
        await using var world = await StartAsync();
        await world.SubmitAsync(world.LinkOf("housing@town.example"), Contribution);
        await world.SaveAsync(world.LinkOf("board@town.example"), ("1:1.status", "done"), ("1:1.what", "Hemligt utkast."),
            ("1:1.how", "routine"));

        var board = await world.OpenAsync(Round);

        Assert.Equal((HttpStatusCode.OK, "Uppföljning 2025 – FollowUp"), (board.Status, board.Title));
        Assert.Contains("Omgången är öppen. Sista svarsdag är fredagen den 27 februari 2026, om 46 dagar. Omgången stängs fredagen den 20 "
            + "mars 2026.", board.Text);
        Assert.Equal(
            [["Bostadsbolaget", "Delvis inskickad", "1 av 2", "Påminnelse 13 februari 2026"],
                ["Kommunstyrelsen", "Påbörjad", "0 av 1 (1 ifyllda)", "Påminnelse 13 februari 2026"],
                ["Socialnämnden", "Inbjuden, inget sparat", "0 av 3", "Påminnelse 13 februari 2026"]],
            Rows(board, "enheter"));
        Assert.Equal(
            [["1:1 Utbilda personal", "0 av 2", "1 av 1", "Kommunstyrelsen och Socialnämnden"],
                ["1:2 Sprida information", "0 av 1", "–", "Socialnämnden"],
                ["2:1 Erbjuda boende", "0 av 1", "0 av 1", "Bostadsbolaget och Socialnämnden"]],
            Rows(board, "atgarder"));
        Assert.Contains("Fredagen den 13 februari 2026: påminnelse till 3 enheter", board.Text);
        Assert.DoesNotContain("Hemligt", board.Html + (await world.OpenAsync($"{Round}/laget.json")).Html
            + (await world.OpenAsync($"{Round}/laget.csv")).Html + (await world.OpenAsync($"{Round}/enheter/board")).Html);
        Assert.Equal(["Kommunstyrelsen", "Socialnämnden"],
            Rows(await world.OpenAsync($"{Round}?visa=saknas"), "enheter").Select(row => row[0]));
        Assert.Equal(["Socialnämnden", "Kommunstyrelsen", "Bostadsbolaget"],
            Rows(await world.OpenAsync($"{Round}?sortera=lage"), "enheter").Select(row => row[0]));
        // What nobody knows is not obeyed.
        Assert.Equal(3, Rows(await world.OpenAsync($"{Round}?visa=<b>&sortera=%00"), "enheter").Count);
        Assert.StartsWith("\uFEFFEnhet;Läge;Inskickade", (await world.OpenAsync($"{Round}/laget.csv")).Html.TrimStart());
    }

    [Fact]
    public async Task A_board_without_anybody_to_show_says_so_and_shows_no_empty_table()
    {
        await using var world = await TestWorld.StartAsync(azurite);
        world.SignIn();
        await world.OpenRoundAsync();

        var early = await world.OpenAsync(Round);
        await world.AdvanceToAsync(new DateOnly(2026, 1, 12), 9);
        var none = await world.OpenAsync($"{Round}?visa=inskickade");

        Assert.Contains("Enkäterna görs i ordning.", early.Text);
        Assert.Contains("Ingen enhet att visa här.", none.Text);
        Assert.All([early, none], page => Assert.Null(page.Document.QuerySelector("section[aria-labelledby=enheter] table")));
        Assert.NotNull(none.Document.QuerySelector("section[aria-labelledby=enheter] nav"));
    }

    [Fact]
    public async Task A_department_page_tells_what_was_submitted_and_what_has_happened_and_nothing_of_a_draft()
    {
        await using var world = await StartAsync();
        await world.SubmitAsync(world.LinkOf("housing@town.example"), Contribution);
        await world.SaveAsync(world.LinkOf("housing@town.example"), ("1:1.contribution", "Hemlig ändring."));

        var page = await world.OpenAsync($"{Round}/enheter/housing");

        Assert.Contains("Vi lånade ut en lokal.", page.Text);
        Assert.Contains("inskickning 1: 1:1 – Kim Exempel (handläggare)", page.Text);
        Assert.DoesNotContain("Hemlig", page.Text);
        Assert.Contains("Svar inskickat", page.Text);
        Assert.Contains("housing@town.example", page.Text);
        foreach (var missing in new[] { "/samordning/omgangar/other", $"{Round}/enheter/other", $"{Round}/gor/annat",
            $"{Round}/enheter/board/gor/annat" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await world.OpenAsync(missing)).Status);
        }
    }

    [Theory]
    [InlineData("pausa", "Omgången är pausad.", "roundPaused")]
    [InlineData("forlang", "Svarstiden är förlängd för alla.", "roundExtended", "deadline=2026-03-06", "closes=2026-03-27",
        "reason=Sjukdom.")]
    [InlineData("stang", "Omgången är stängd, och rapporten sammanställs.", "roundClosed", "ja=ja")]
    [InlineData("avbryt", "Omgången är avbruten.", "roundCancelled", "reason=Planen är upphävd.", "ja=ja")]
    [InlineData("paminn-alla", "Påminnelse skickas till 3 enheter.", "letterAskedFor")]
    [InlineData("enheter/social/gor/paminn", "Påminnelsen är på väg.", "letterAskedFor")]
    [InlineData("enheter/social/gor/lank", "Länken är på väg.", "letterAskedFor", "contact=contact")]
    [InlineData("enheter/social/gor/forlang-enhet", "Enheten har fått längre svarstid.", "departmentExtended", "deadline=2026-03-06",
        "reason=Ny chef.")]
    [InlineData("enheter/social/gor/undanta", "Enheten är undantagen.", "departmentExempted", "reason=Läggs ned.")]
    [InlineData("enheter/social/gor/kontakt", "Kontakten är utbytt.", "contactChanged", "contact=contact", "name=Alex Exempel",
        "email=new@town.example")]
    public async Task An_act_is_done_from_its_page_under_the_name_of_whoever_does_it_and_the_second_is_told(string act, string told,
        string what, params string[] fields)
    {
        await using var world = await StartAsync();
        var address = act.Contains('/') ? $"{Round}/{act}" : $"{Round}/gor/{act}";
        var form = await world.OpenAsync(address);
        Assert.Equal(HttpStatusCode.OK, form.Status);
        (string, string)[] filled = [.. fields.Select(field => field.Split('=', 2)).Select(field => (field[0], field[1]))];

        var done = await world.PostFormAsync(form, null, filled);
        var again = await world.PostFormAsync(form, null, filled);
        await world.SettleAsync();

        Assert.Equal(HttpStatusCode.SeeOther, done.Status);
        Assert.Contains(told, (await world.OpenAsync(done.Location!)).Text);
        Assert.Equal(HttpStatusCode.SeeOther, again.Status);
        Assert.Contains(act == "paminn-alla" ? "Ingen ny påminnelse skickades. 3 enheter hade redan fått en i dag." : "Det var redan gjort",
            (await world.OpenAsync(again.Location!)).Text);
        var trail = (await world.GetJsonAsync("api/rounds/town-2025/trail")).EnumerateArray()
            .Where(entry => entry.GetProperty("what").GetString() == what).ToList();
        Assert.Equal(act == "paminn-alla" ? 3 : 1, trail.Count);
        Assert.All(trail, entry => Assert.Equal("Sam Exempel", entry.GetProperty("who").GetString()));
    }

    [Fact]
    public async Task What_is_filled_in_wrong_is_told_and_kept_and_what_cannot_be_done_is_not_offered()
    {
        await using var world = await StartAsync();
        var form = await world.OpenAsync($"{Round}/gor/forlang");

        var wrong = await world.PostFormAsync(form, null, ("reason", ""), ("deadline", "2026-03-06"));
        Assert.Equal((HttpStatusCode.BadRequest, "Fel: Förläng svarstiden för alla – FollowUp"), (wrong.Status, wrong.Title));
        Assert.Equal(("#reason", "Skriv varför svarstiden förlängs."),
            (wrong.Document.QuerySelector(".errors a")!.GetAttribute("href"), wrong.Document.QuerySelector(".errors a")!.TextContent));
        Assert.Equal("2026-03-06", wrong.Document.GetElementById("deadline")!.GetAttribute("value"));
        var unmoved = await world.PostFormAsync(form, null, ("reason", "Sjukdom."));
        Assert.Equal((HttpStatusCode.BadRequest, "#deadline"),
            (unmoved.Status, unmoved.Document.QuerySelector(".errors a")!.GetAttribute("href")));
        Assert.Contains("Dagarna är desamma som nu.", unmoved.Text);
        Assert.Contains("Kryssa i rutan", (await world.PostFormAsync(await world.OpenAsync($"{Round}/gor/stang"), null)).Text);
        Assert.DoesNotContain((await world.OpenAsync(Round)).Document.QuerySelectorAll(".acts a"), link =>
            link.GetAttribute("href")!.EndsWith("/ateruppta", StringComparison.Ordinal));
        var refused = await world.OpenAsync($"{Round}/gor/ateruppta");
        Assert.Equal((HttpStatusCode.Conflict, true),
            (refused.Status, refused.Text.Contains("Omgången kan inte återupptas: den är öppen.")));
        // Somebody else was faster, and to another day.
        Assert.Equal(HttpStatusCode.Accepted,
            (await world.PostAsync("api/rounds/town-2025/extend",
            """{"reason": "Sjuk.", "deadline": "2026-03-10", "closes": "2026-03-27"}""")).Status);
        var second = await world.PostFormAsync(form, null, ("reason", "Min egen anledning."), ("deadline", "2026-03-06"));
        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        Assert.Contains("Någon annan har flyttat sista svarsdagen till 10 mars 2026.", second.Text);
        var one = await world.OpenAsync($"{Round}/enheter/social/gor/forlang-enhet");
        await world.PostFormAsync(one, null, ("reason", "Först."), ("deadline", "2026-03-16"));
        var other = await world.PostFormAsync(one, null, ("reason", "Sedan."), ("deadline", "2026-03-18"));
        Assert.Equal((HttpStatusCode.Conflict, true),
            (other.Status, other.Text.Contains("Någon annan har flyttat sista svarsdagen till 16 mars 2026.")));
        // What was typed, and nothing that the page had put there itself.
        Assert.Equal(["2026-03-06", "2026-03-20", "Min egen anledning."],
            second.Document.QuerySelectorAll(".typed").Select(typed => typed.TextContent.Trim()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_paused_round_says_that_it_does_not_close_by_itself_and_its_reason_is_a_sentence()
    {
        await using var world = await StartAsync();
        var form = await world.OpenAsync($"{Round}/gor/pausa");
        Assert.Contains("Enheterna får inget mejl om pausen.", form.Text);
        Assert.Contains("Enheterna får inget mejl om avbrottet.", (await world.OpenAsync($"{Round}/gor/avbryt")).Text);

        await world.PostFormAsync(form, null, ("reason", "Vi väntar på nämnden"));

        Assert.Contains("Anledning: Vi väntar på nämnden. Sista svarsdag är fredagen den 27 februari 2026, om 46 dagar. Omgången skulle "
            + "stängas fredagen den 20 mars 2026, men stängs inte av sig själv så länge den är pausad.",
            (await world.OpenAsync(Round)).Text);
        Assert.Contains("Uppföljning 2025 av planen ”Trygg stad” är pausad: Vi väntar på nämnden.",
            (await world.OpenAsync("/samordning")).Text);
        Assert.Contains("Samordnarens skäl: Vi väntar på nämnden.", (await world.OpenAsync(world.LinkOf("social@town.example"))).Text);
    }

    [Theory]
    [InlineData("Sjukdom", "Sjukdom.")]
    [InlineData("Sjukdom.", "Sjukdom.")]
    [InlineData("Varför inte?", "Varför inte?")]
    [InlineData("Nu!", "Nu!")]
    public void What_somebody_typed_ends_as_a_sentence(string typed, string sentence) => Assert.Equal(sentence, Texts.Ended(typed));

    [Fact]
    public async Task A_question_that_was_not_written_is_asked_for()
    {
        await using var world = await StartAsync();
        await world.SubmitAsync(world.LinkOf("housing@town.example"), Contribution);

        var empty = await world.PostFormAsync(await world.OpenAsync($"{Round}/enheter/housing/gor/komplettera?section=1:1"), null,
            ("question", " "));

        Assert.Equal((HttpStatusCode.BadRequest, "Skriv frågan: vad enheten ska komplettera i svaret."),
            (empty.Status, empty.Document.QuerySelector(".errors a")!.TextContent));
    }

    [Fact]
    public async Task A_reader_sees_everything_and_is_offered_nothing_to_do()
    {
        await using var world = await StartAsync();
        var form = await world.OpenAsync($"{Round}/gor/pausa");
        world.SignIn("Robin Exempel", "reader");

        Assert.Empty((await world.OpenAsync(Round)).Document.QuerySelectorAll("a[href*='/gor/']"));
        Assert.Empty((await world.OpenAsync($"{Round}/enheter/board")).Document.QuerySelectorAll("a[href*='/gor/']"));
        foreach (var page in new[] { $"{Round}/gor/pausa", $"{Round}/enheter/board/gor/undanta", "/samordning/ny-omgang" })
        {
            Assert.Equal((page, HttpStatusCode.Forbidden), (page, (await world.OpenAsync(page)).Status));
        }
        Assert.Equal(HttpStatusCode.Forbidden, (await world.PostFormAsync(form, null)).Status);
        Assert.Equal("open", (await world.GetJsonAsync("api/rounds/town-2025")).GetProperty("round").GetProperty("state").GetString());
    }

    [Fact]
    public async Task The_letter_is_looked_at_before_it_is_sent_and_shows_no_link()
    {
        await using var world = await StartAsync();
        var link = world.LinkOf("social@town.example");

        var page = await world.OpenAsync($"{Round}/enheter/social/gor/paminn");
        await world.PostFormAsync(page, null);
        await world.SettleAsync();

        var sent = world.Mails.Last(mail => mail.To == "social@town.example");
        Assert.Contains(sent.Subject, page.Text);
        Assert.Contains("Vi har inte fått något svar från Socialnämnden", page.Text);
        Assert.Contains("Vi har inte fått något svar från Socialnämnden", sent.Text);
        Assert.DoesNotContain(link.Split('/')[^1], page.Html);
        Assert.DoesNotContain(link.Split('/')[^1], (await world.OpenAsync($"{Round}/brev?enhet=social")).Html);
    }

    [Fact]
    public async Task All_letters_of_a_department_can_be_read_beforehand()
    {
        await using var world = await StartAsync();
        await world.SubmitAsync(world.LinkOf("housing@town.example"), Contribution);

        var page = await world.OpenAsync($"{Round}/brev?enhet=housing");

        Assert.Equal(
            ["Inbjudan, måndagen den 12 januari 2026", "Påminnelse, fredagen den 13 februari 2026",
                "Svarstiden har gått ut, måndagen den 2 mars 2026", "Till chefen, måndagen den 9 mars 2026",
                "Kvitto till den som skickade in", "Begäran om komplettering", "Till en kollega som får ett avsnitt",
                "När kollegan har lämnat tillbaka", "Längre svarstid", "Länken på nytt, eller till en ny kontakt", "Undantag",
                "Undantaget hävt", "När omgången öppnas igen", "Tack efter stängningen"],
            page.Document.QuerySelectorAll("h2").Select(heading => heading.TextContent));
        // It may take the day away or move it: what it does stands in the letter.
        Assert.Contains("En kalenderfil följer med.", page.Text);
    }

    [Fact]
    public async Task Before_the_opening_every_letter_can_be_read_too_and_nothing_is_sent()
    {
        await using var world = await TestWorld.StartAsync(azurite);
        world.SignIn();
        await world.ImportAsync();
        await world.PostAsync("api/rounds", SmallTown.Round);
        var link = (await world.OpenAsync("/samordning/omgangar/town-2025/utkast")).Document.QuerySelector(
            "a[href$='/brev']")!.GetAttribute("href")!;

        var page = await world.OpenAsync($"{link}?enhet=housing");

        Assert.Equal(
            ["Inbjudan, måndagen den 12 januari 2026", "Påminnelse, fredagen den 13 februari 2026",
                "Påminnelse till den som har börjat svara", "Svarstiden har gått ut, måndagen den 2 mars 2026",
                "Till chefen, måndagen den 9 mars 2026", "Kvitto till den som skickade in", "Begäran om komplettering",
                "Till en kollega som får ett avsnitt", "När kollegan har lämnat tillbaka", "Längre svarstid",
                "Länken på nytt, eller till en ny kontakt", "Undantag", "Undantaget hävt", "När omgången öppnas igen",
                "Tack efter stängningen"],
            page.Document.QuerySelectorAll("h2").Select(heading => heading.TextContent));
        Assert.Contains("Bostadsbolaget", page.Document.QuerySelector("option[selected]")!.TextContent);
        Assert.Contains("senast fredagen den 27 februari 2026", page.Text);
        Assert.Empty(world.Mails);
    }

    [Fact]
    public async Task A_second_question_does_not_hide_the_first_and_both_stand_in_the_trail()
    {
        await using var world = await StartAsync();
        var housing = world.LinkOf("housing@town.example");
        await world.SubmitAsync(housing, Contribution);
        foreach (var question in new[] { "Vilken lokal?", "När?", "Vilken lokal?" })
        {
            Assert.Equal(HttpStatusCode.SeeOther,
                (await world.PostFormAsync(await world.OpenAsync($"{Round}/enheter/housing/gor/komplettera?section=1:1"), null,
                ("question", question))).Status);
        }
        await world.SettleAsync();

        foreach (var page in new[] { $"{housing}/avsnitt/1", $"{housing}/granska", $"{Round}/enheter/housing" })
        {
            var text = (await world.OpenAsync(page)).Text;
            Assert.True(text.Contains("Vilken lokal?") && text.Contains("När?"), $"{page}: {text}");
        }
        Assert.Equal(2, world.Mails.Count(mail => mail.File.Contains("~returned")));
        Assert.Equal(["1:1: Vilken lokal?", "1:1: När?"], (await world.GetJsonAsync("api/rounds/town-2025/trail")).EnumerateArray()
            .Where(entry => entry.GetProperty("what").GetString() == "answerReturned")
                .Select(entry => entry.GetProperty("about").GetString()));
    }

    [Fact]
    public async Task A_round_that_is_open_again_has_invited_whom_it_had_invited()
    {
        await using var world = await StartAsync();
        await world.PostAsync("api/rounds/town-2025/close", "");
        await world.SettleAsync();

        await world.PostAsync("api/rounds/town-2025/reopen",
            """{"reason": "Ny chef.", "deadline": "2026-04-10", "closes": "2026-04-24"}""");

        var next = StockholmTime.DayOf(world.Local.Emulator.Clock.GetUtcNow());
        var board = await world.OpenAsync(Round);
        Assert.All(Rows(board, "enheter"), row => Assert.Equal("Inbjuden, inget sparat", row[1]));
        Assert.DoesNotContain($"Inbjudan {Texts.Day(next.AddDays(-1))}", board.Text);
    }

    [Fact]
    public async Task The_trail_is_filtered_by_department_person_and_kind()
    {
        await using var world = await StartAsync();
        await world.SubmitAsync(world.LinkOf("housing@town.example"), Contribution);

        var all = Rows(await world.OpenAsync($"{Round}/handelser"), null);
        var submitted = Rows(await world.OpenAsync($"{Round}/handelser?enhet=housing&vem=&vad=Submitted"), null);

        Assert.Contains(all, row => row[1] == "Mejl skickat" && row[4] == "systemet");
        Assert.Equal([["Svar inskickat", "Bostadsbolaget", "inskickning 1: 1:1", "Kim Exempel (handläggare)"]],
            submitted.Select(row => row[1..]));
        Assert.Equal((await world.GetJsonAsync("api/rounds/town-2025/trail")).GetArrayLength(), all.Count);
        var csv = (await world.OpenAsync($"{Round}/handelser.csv?enhet=housing&vad=Submitted")).Html.Trim().Split('\n')
            .Select(line => line.Trim('\r').Split(';')[1..]);
        Assert.Equal([["Vad", "Enhet", "Om", "Av", "Enhetens beteckning"],
            ["Svar inskickat", "Bostadsbolaget", "inskickning 1: 1:1", "Kim Exempel (handläggare)", "housing"]], csv);
    }

    [Fact]
    public async Task The_report_is_read_and_assessed_at_the_desk_and_of_two_who_write_the_second_is_told()
    {
        await using var world = await StartAsync();
        var before = await world.OpenAsync($"{Round}/rapport");
        Assert.Contains("Rapporten sammanställs när omgången stängs.", before.Text);
        // There is time left to answer.
        Assert.Contains("Har inte svarat än", before.Text);
        Assert.Contains("Socialnämnden har inte svarat än.", before.Text);
        Assert.DoesNotContain("Utebliven uppföljning", before.Text);
        await world.PostAsync("api/rounds/town-2025/close", "");
        await world.SettleAsync();
        var page = await world.OpenAsync($"{Round}/rapport");
        Assert.Contains("Version 1", page.Text);
        Assert.Contains("Utebliven uppföljning", page.Text);
        Assert.Contains("Socialnämnden", page.Document.GetElementById("iakttagelser")!.ParentElement!.TextContent);
        Assert.Contains("Uppföljning 2025", (await world.OpenAsync($"{Round}/rapport.html?version=1")).Text);
        Assert.Equal(HttpStatusCode.OK, (await world.OpenAsync($"{Round}/rapport/uteblivna.csv")).Status);
        const string Chapter = "bedomning/utebliven";

        Task<TestPage> WriteAsync(string text) => world.PostFieldsAsync($"{Round}/rapport/{Chapter}",
            TestWorld.Fields(page, null).Where(field => field.Key == "formular")
                .Concat([new("text", text), new("before", "0")]));
        var first = await WriteAsync("Det är allvarligt att nämnden inte svarar.");
        var second = await WriteAsync("Det är inte så farligt.");

        Assert.Equal(HttpStatusCode.SeeOther, first.Status);
        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        Assert.Contains("Någon annan har ändrat bedömningen.", second.Text);
        Assert.Contains("Det är allvarligt att nämnden inte svarar.", second.Text);
        Assert.Contains("Det är inte så farligt.", second.Html);
        Assert.Contains("Det är allvarligt att nämnden inte svarar.", (await world.OpenAsync($"{Round}/rapport.html")).Text);
    }

    [Fact]
    public async Task The_coordinator_hears_once_a_day_of_what_is_new_and_else_nothing()
    {
        await using var world = await StartAsync();
        await world.AdvanceToAsync(new DateOnly(2026, 2, 27), 15);
        Assert.Empty(world.Digests);

        await world.AdvanceToAsync(new DateOnly(2026, 3, 24), 15);

        Assert.Equal(
            ["Nytt att göra: Trygg stad, Uppföljning 2025, 2 mars 2026", "Nytt att göra: Trygg stad, Uppföljning 2025, 18 mars 2026",
                "Nytt att göra: Trygg stad, Uppföljning 2025, 23 mars 2026"],
            world.Digests.Select(mail => mail.Subject));
        var mail = world.Digests[0];
        Assert.Contains("Svarstiden har gått ut. 3 enheter har inte skickat in allt: Bostadsbolaget, Kommunstyrelsen och Socialnämnden.",
            mail.Text);
        Assert.Matches(@"Se läget och vad du kan göra:\nhttp\S+/samordning/omgangar/town-2025\n\nDu får mejlet för att du är samordnare\.",
            mail.Text);
        Assert.Matches(@"<a href=""(http[^""]+/samordning/omgangar/town-2025)"">Se läget och vad du kan göra</a><br>\1", mail.Html);
        Assert.Equal(
            ["Mejl beslutat 2026-03-02", "Mejl skickat 2026-03-02", "Mejl beslutat 2026-03-18", "Mejl skickat 2026-03-18",
                "Mejl beslutat 2026-03-23", "Mejl skickat 2026-03-23"],
            await DigestsInTrailAsync(world));
    }

    [Fact]
    public async Task Before_all_are_reminded_it_is_shown_who_they_are_and_what_they_get()
    {
        await using var world = await StartAsync();
        await world.SubmitAsync(world.LinkOf("housing@town.example"), Contribution);

        var page = await world.OpenAsync($"{Round}/gor/paminn-alla");

        Assert.Contains("Till Kommunstyrelsen och Socialnämnden. Enhetens egen länk visas inte här.", page.Text);
        Assert.Contains("Så här blir brevet till Kommunstyrelsen.", page.Text);
        Assert.Contains("Påminnelse: Trygg stad, Kommunstyrelsen, svara senast 27 februari 2026", page.Text);
        Assert.DoesNotMatch("/svar/[A-Za-z0-9_-]{43}", page.Html);
    }

    [Fact]
    public async Task A_mail_that_was_refused_is_something_to_do_until_the_contact_is_replaced()
    {
        await using var service = await ScriptedMailService.StartAsync(mail => mail.To == "social@town.example"
            ? MailAnswer.Refused("No such address.") : MailAnswer.Accepted);
        await using var world = await TestWorld.WithOpenRoundAsync(azurite, service.Settings);
        world.SignIn();
        const string toDo = "Mejl till 1 enhet kom inte fram. Byt ut kontakten eller ring.";
        Assert.Contains(toDo, (await world.OpenAsync(Round)).Text);

        await world.PostFormAsync(await world.OpenAsync($"{Round}/enheter/social/gor/kontakt"), null, ("contact", "contact"),
            ("name", "=cmd|calc"), ("email", "new@town.example"));
        await world.SettleAsync();

        Assert.DoesNotContain(toDo, (await world.OpenAsync(Round)).Text);
        Assert.DoesNotContain("kom inte fram", string.Join('\n', Rows(await world.OpenAsync(Round), "enheter")
            .Select(row => string.Join(' ', row))));
    }

    [Fact]
    public async Task What_anybody_wrote_is_text_in_the_desk_s_tables_too()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        world.SignIn("=HYPERLINK(1)");
        await world.PostFormAsync(await world.OpenAsync($"{Round}/gor/pausa"), null, ("reason", "=1+1"));

        var trail = await world.OpenAsync($"{Round}/handelser.csv?vad=RoundPaused");

        Assert.Contains("'=1+1", trail.Html);
        Assert.Contains("'=HYPERLINK(1)", trail.Html);
        Assert.DoesNotMatch("[;\"\n]=", trail.Html);
        Assert.Equal("no-store", trail.Headers["Cache-Control"]);
    }

    [Fact]
    public async Task What_could_not_be_told_one_day_is_told_the_next()
    {
        var isDown = true;
        await using var service = await ScriptedMailService.StartAsync(mail => isDown
            && mail.Key.StartsWith("calendar~digest~", StringComparison.Ordinal) ? new MailAnswer(500) : MailAnswer.Accepted);
        await using var world = await TestWorld.WithOpenRoundAsync(azurite, service.Settings);
        await world.AdvanceToAsync(new DateOnly(2026, 3, 2), 15);
        isDown = false;

        await world.AdvanceToAsync(new DateOnly(2026, 3, 4), 15);

        var mail = Assert.Single(service.Accepted, mail => mail.Key.StartsWith("calendar~digest~", StringComparison.Ordinal));
        Assert.Contains("Svarstiden har gått ut. 3 enheter har inte skickat in allt", mail.Text);
        Assert.Equal(["Mejl beslutat 2026-03-02", "Mejl beslutat 2026-03-03", "Mejl skickat 2026-03-03", "Mejl inte skickat 2026-03-03"],
            await DigestsInTrailAsync(world));
    }

    private static async Task<IEnumerable<string>> DigestsInTrailAsync(TestWorld world) =>
        (await world.GetJsonAsync("api/rounds/town-2025/trail")).EnumerateArray()
            .Where(entry => entry.GetProperty("about").GetString()!.StartsWith("till samordnaren: ", StringComparison.Ordinal))
            .Select(entry => $"{Texts.Trail.Event(Enum.Parse<TrailEvent>(entry.GetProperty("what").GetString()!, ignoreCase: true))} "
            + $"{entry.GetProperty("at").GetDateTimeOffset():yyyy-MM-dd}");

    [Fact]
    public void The_coordinator_is_told_of_departments_and_not_they_of_the_coordinator()
    {
        Assert.Equal("Måndagen den 9 mars 2026: besked till samordnaren om 3 enheter",
            Texts.Board.Step(new BoardStep(new DateOnly(2026, 3, 9), RungKind.Coordinator, 3)));
        Assert.Equal("Måndagen den 9 mars 2026: mejl till chefen för 1 enhet",
            Texts.Board.Step(new BoardStep(new DateOnly(2026, 3, 9), RungKind.Head, 1)));
    }

    private static List<string[]> Rows(TestPage page, string? section) =>
        (section == null ? page.Document.QuerySelector("main")! : page.Document.GetElementById(section)!.ParentElement!)
            .QuerySelectorAll("tbody tr")
            .Select(row => row.Children.Select(cell => cell.TextContent.Trim()).ToArray()).ToList();

    private async Task<TestWorld> StartAsync()
    {
        var world = await TestWorld.WithOpenRoundAsync(azurite);
        world.SignIn();
        return world;
    }
}
