using System.Net;
using FollowUp.Api;
using FollowUp.Rounds;
using FollowUp.Tests.Mail;
using FollowUp.Time;

namespace FollowUp.Tests.Coordinator;

/// <summary>The page of a round and the page of a department, as a coordinator and as a reader see them.</summary>
public sealed class BoardTests(TablesFixture storage) : RoundDeskTests(storage)
{
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
            [["Bostadsbolaget", "Har svarat delvis", "1 av 3", "Påminnelse 13 februari 2026"],
                ["Kommunstyrelsen", "Påbörjad", "0 av 2 (1 ifyllda)", "Påminnelse 13 februari 2026"],
                ["Socialnämnden", "Inbjuden, inget sparat", "0 av 4", "Påminnelse 13 februari 2026"]],
            Rows(board, "enheter"));
        Assert.Equal(
            [["1:1 Utbilda personal", "0 av 2", "1 av 1", "Kommunstyrelsen och Socialnämnden"],
                ["1:2 Sprida information", "0 av 1", "–", "Socialnämnden"],
                ["2:1 Erbjuda boende", "0 av 1", "0 av 1", "Bostadsbolaget och Socialnämnden"]],
            Rows(await world.OpenAsync($"{Round}?vy=atgarder"), "atgarder"));
        Assert.Equal(["0 av 3har svarat", "1har svarat delvis", "2har inte svarat", "0 av 3åtgärder redovisade av alla ansvariga"],
            board.Document.QuerySelectorAll(".numbers > div").Select(number => Squeezed(number.QuerySelector("dd")!)
                + Squeezed(number.QuerySelector("dt")!)));
        Assert.Equal(["fre 13 feb. Påminnelse till 3 enheter", "fre 20 mars Omgången stängs"],
            board.Document.QuerySelectorAll(".next li").Select(step => $"{step.Children[0].TextContent} {step.Children[1].TextContent}"));
        Assert.DoesNotContain("Hemligt", board.Html
            + (await world.OpenAsync($"{Round}/laget.csv")).Html + (await world.OpenAsync($"{Round}/enheter/board")).Html);
        Assert.Equal(["Kommunstyrelsen", "Socialnämnden"],
            Rows(await world.OpenAsync($"{Round}?visa=saknas"), "enheter").Select(row => row[0]));
        Assert.Equal(["Socialnämnden", "Kommunstyrelsen", "Bostadsbolaget"],
            Rows(await world.OpenAsync($"{Round}?sortera=lage"), "enheter").Select(row => row[0]));
        // Unknown filters and orders are ignored.
        Assert.Equal(3, Rows(await world.OpenAsync($"{Round}?visa=<b>&sortera=%00"), "enheter").Count);
        Assert.StartsWith("\uFEFF\"Enhet\";\"Läge\";\"Inskickade\"", (await world.OpenAsync($"{Round}/laget.csv")).Html.TrimStart());

        static string Squeezed(AngleSharp.Dom.IElement element) =>
            string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task The_matrix_says_in_signs_and_in_words_who_is_bound_to_what_and_how_far_they_have_come()
    {
        await using var world = await StartAsync();
        await world.SubmitAsync(world.LinkOf("housing@town.example"), Contribution);
        await world.SaveAsync(world.LinkOf("board@town.example"), ("1:1.status", "done"));

        var matrix = await world.OpenAsync($"{Round}?vy=matris");

        Assert.Equal("Matris", matrix.Document.QuerySelector(".tabs [aria-current]")!.TextContent);
        Assert.Equal([["Bostadsbolaget", "✓Medansvarig, inskickat", "", "–Ansvarig, inget sparat"],
            ["Kommunstyrelsen", "…Ansvarig, påbörjat", "", ""],
            ["Socialnämnden", "–Ansvarig, inget sparat", "–Ansvarig, inget sparat", "–Medansvarig, inget sparat"]], Rows(matrix, "matris"));
        Assert.NotNull(matrix.Document.QuerySelector("tbody tr .sign.co"));
        await world.AdvanceToAsync(new DateOnly(2026, 2, 28), 12);
        Assert.Equal("!Ansvarig, inget sparat", Rows(await world.OpenAsync($"{Round}?vy=matris"), "matris")[0][3]);
    }

    [Fact]
    public async Task A_measures_page_shows_what_everybody_says_of_it_and_who_has_said_nothing()
    {
        await using var world = await StartAsync();
        await world.SubmitAsync(world.LinkOf("housing@town.example"), Contribution);
        await world.SaveAsync(world.LinkOf("board@town.example"), ("1:1.status", "done"), ("1:1.what", "Hemligt utkast."));
        var address = (await world.OpenAsync($"{Round}?vy=atgarder")).Document.QuerySelector("tbody th a")!.GetAttribute("href")!;

        var page = await world.OpenAsync(address);

        Assert.Equal((HttpStatusCode.OK, "1:1 Utbilda personal – Uppföljning 2025 – FollowUp"), (page.Status, page.Title));
        Assert.Equal([["Kommunstyrelsen", "Ansvarig", "Påbörjat", "–"], ["Socialnämnden", "Ansvarig", "Inget sparat", "–"],
            ["Bostadsbolaget", "Medansvarig", "Inskickat", "–"]], Rows(page, "vilka"));
        Assert.Contains("Vi lånade ut en lokal.", page.Document.QuerySelector("section[aria-labelledby=svaren] article")!.TextContent);
        Assert.DoesNotContain("Hemligt", page.Html);
        Assert.Equal("Nästa: 1:2 Sprida information", page.Document.QuerySelector("p.acts a")!.TextContent);
        foreach (var unknown in new[] { $"{Round}/atgarder/9:9", "/samordning/omgangar/other/atgarder/1:1" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await world.OpenAsync(unknown)).Status);
        }
    }

    [Fact]
    public async Task Who_has_not_answered_when_the_deadline_has_passed_is_overdue_on_the_board_and_counted_in_the_overview()
    {
        await using var world = await StartAsync();
        await world.SubmitAsync(world.LinkOf("housing@town.example"), Contribution);
        await world.AdvanceToAsync(new DateOnly(2026, 2, 27), 12);
        Assert.Equal("Öppen: 0 av 3 har svarat", Stands(await world.OpenAsync("/samordning")));

        await world.AdvanceToAsync(new DateOnly(2026, 2, 28), 12);

        Assert.Equal("Öppen: 0 av 3 har svarat, 3 är försenade", Stands(await world.OpenAsync("/samordning")));
        var overdue = Rows(await world.OpenAsync($"{Round}?visa=forsenade"), "enheter");
        Assert.Equal(["Bostadsbolaget", "Kommunstyrelsen", "Socialnämnden"], overdue.Select(row => row[0]));
        Assert.All(overdue, row => Assert.EndsWith(", försenad", row[1]));
        Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync($"api/rounds/{SmallTown.RoundId}/close", "")).Status);
        await world.SettleAsync();
        var closed = await world.OpenAsync("/samordning");
        Assert.Equal(("Stängd: 0 av 3 har svarat", "28 februari 2026"), (Stands(closed), Rows(closed, "omgangar")[0][^1]));

        static string Stands(TestPage overview) => Rows(overview, "omgangar")[0][2];
    }

    [Fact]
    public async Task A_board_without_anybody_to_show_says_so_and_shows_no_empty_table()
    {
        await using var world = await TestWorld.StartAsync(Storage);
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
    public async Task A_reopened_round_keeps_its_invitations()
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
    public async Task The_report_is_read_and_assessed_at_the_desk_and_of_two_who_write_the_second_is_told()
    {
        await using var world = await StartAsync();
        var before = await world.OpenAsync($"{Round}/rapport");
        Assert.Contains("Rapporten sammanställs när omgången stängs.", before.Text);
        // The departments can still answer.
        Assert.Contains("Har inte svarat än", before.Text);
        Assert.Contains("Socialnämnden har inte svarat än.", before.Text);
        Assert.DoesNotContain("Enheter som inte har lämnat någon uppföljning", before.Text);
        await world.PostAsync("api/rounds/town-2025/close", "");
        await world.SettleAsync();
        var page = await world.OpenAsync($"{Round}/rapport");
        Assert.Contains("Version 1", page.Text);
        Assert.Contains("Enheter som inte har lämnat någon uppföljning", page.Text);
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
        Assert.Contains("Bedömningen har ändrats.", second.Text);
        Assert.Contains("Det är allvarligt att nämnden inte svarar.", second.Text);
        Assert.Contains("Det är inte så farligt.", second.Html);
        Assert.Contains("Det är allvarligt att nämnden inte svarar.", (await world.OpenAsync($"{Round}/rapport.html")).Text);
    }

    [Fact]
    public async Task A_mail_that_was_refused_is_something_to_do_until_the_contact_is_replaced()
    {
        await using var service = await ScriptedMailService.StartAsync(mail => mail.To == "social@town.example"
            ? MailAnswer.Refused("No such address.") : MailAnswer.Accepted);
        await using var world = await TestWorld.WithOpenRoundAsync(Storage, service.Settings);
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
}
