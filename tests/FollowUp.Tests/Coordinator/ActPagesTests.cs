using System.Net;
using FollowUp.Rounds;

namespace FollowUp.Tests.Coordinator;

/// <summary>The pages from which a coordinator acts on a round or on a department.</summary>
public sealed class ActPagesTests(TablesFixture storage) : RoundDeskTests(storage)
{
    [Theory]
    [InlineData("pausa", "Omgången är pausad.", "roundPaused")]
    [InlineData("forlang", "Svarstiden är förlängd för alla.", "roundExtended", "deadline=2026-03-06", "closes=2026-03-27",
        "reason=Sjukdom.")]
    [InlineData("stang", "Omgången är stängd, och rapporten sammanställs.", "roundClosed", "ja=ja")]
    [InlineData("avbryt", "Omgången är avbruten.", "roundCancelled", "reason=Planen är upphävd.", "ja=ja")]
    [InlineData("paminn-alla", "Påminnelserna är på väg.", "mailingAskedFor")]
    [InlineData("skriv", "Brevet är på väg.", "mailingAskedFor", "to=alla", "subject=Möte", "text=Välkomna.", "ja=ja")]
    [InlineData("byt-lankar", "Länkarna är bytta.", "linksRenewed", "ja=ja")]
    [InlineData("stang-lankar", "Länkarna är stängda.", "linksClosed", "ja=ja")]
    [InlineData("enheter/social/gor/stang-lank", "Länken är stängd.", "linksClosed", "contact=contact")]
    [InlineData("enheter/social/gor/paminn", "Påminnelsen är på väg.", "letterAskedFor")]
    [InlineData("enheter/social/gor/lank", "Länken är på väg.", "letterAskedFor", "contact=contact")]
    [InlineData("enheter/social/gor/forlang-enhet", "Enheten har fått längre svarstid.", "departmentExtended", "deadline=2026-03-06",
        "reason=Ny chef.")]
    [InlineData("enheter/social/gor/undanta", "Enheten behöver inte svara.", "departmentExempted", "reason=Läggs ned.")]
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
        if (act != "byt-lankar")
        {
            Assert.Contains("Det var redan gjort", (await world.OpenAsync(again.Location!)).Text);
        }
        var trail = (await world.GetJsonAsync("api/rounds/town-2025/trail")).EnumerateArray()
            .Where(entry => entry.GetProperty("what").GetString() == what).ToList();
        Assert.Equal(act == "byt-lankar" ? 2 : 1, trail.Count);
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
        // Somebody else has extended the round first, and to another day.
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
        // Only typed values are shown, not those that the page had filled in.
        Assert.Equal(["2026-03-06", "2026-03-20", "Min egen anledning."],
            second.Document.QuerySelectorAll(".typed").Select(typed => typed.TextContent.Trim()).Order(StringComparer.Ordinal));
    }

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
    public async Task Before_all_are_reminded_it_is_shown_who_they_are_and_what_they_get()
    {
        await using var world = await StartAsync();
        await world.SubmitAsync(world.LinkOf("housing@town.example"), Contribution);

        var page = await world.OpenAsync($"{Round}/gor/paminn-alla");

        Assert.Contains("Till Kommunstyrelsen och Socialnämnden. Enhetens egen länk visas inte här.", page.Text);
        Assert.Contains("Så här blir brevet till Kommunstyrelsen.", page.Text);
        Assert.Contains("Påminnelse, svara senast 27 februari 2026: Trygg stad, Kommunstyrelsen", page.Text);
        Assert.DoesNotMatch("/svar/[A-Za-z0-9_-]{43}", page.Html);
    }

    [Theory]
    [InlineData("Sjukdom", "Sjukdom.")]
    [InlineData("Sjukdom.", "Sjukdom.")]
    [InlineData("Varför inte?", "Varför inte?")]
    [InlineData("Nu!", "Nu!")]
    public void What_somebody_typed_ends_as_a_sentence(string typed, string sentence) => Assert.Equal(sentence, Texts.Ended(typed));
}
