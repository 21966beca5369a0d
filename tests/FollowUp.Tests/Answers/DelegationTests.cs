using System.Net;

namespace FollowUp.Tests.Answers;

/// <summary>A section delegated to a colleague, who has no part in the register.</summary>
public sealed class DelegationTests(TablesFixture storage)
{
    private const string Board = "board@town.example";
    private const string Helper = "robin@town.example";

    // The form in which the mail is addressed.
    private const string Robin = "\"Robin Exempel\" <robin@town.example>";

    [Fact]
    public async Task A_colleague_answers_the_section_and_the_owner_sees_it_come_back_and_submits()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var owner = world.LinkOf(Board);

        var delegated = await DelegateAsync(world, owner, "1:1");

        Assert.Contains("Överlämnat till Robin Exempel (robin@town.example) den 12 januari 2026 kl. 09.00. Länken skickas i ett mejl till "
            + "Robin Exempel.", delegated.Text);
        Assert.Equal([owner, $"{owner}/avsnitt/2"], delegated.Document.QuerySelectorAll("a.button")
            .Select(anchor => anchor.GetAttribute("href")));
        Assert.False(delegated.Document.QuerySelector("details:has([name=epost])")!.HasAttribute("open"));
        var mail = Assert.Single(world.Mails, sent => sent.To == Robin);
        Assert.Contains("Kommunstyrelsen ber dig om hjälp", mail.Subject);
        Assert.Contains("Kommunstyrelsen (board@town.example) ber dig svara på en del av frågorna om planen ”Trygg stad”. Uppföljningen "
            + "gäller 2025. Det här är din del:\n– 1:1 Utbilda personal\n", mail.Text);
        Assert.Contains("Lämna tillbaka avsnittet i god tid, så att Kommunstyrelsen hinner granska svaret och skicka in det senast "
            + "fredagen den 27 februari 2026.", mail.Text);
        Assert.Contains("Överlämnat till Robin", (await world.OpenAsync(owner)).Document.GetElementById("1:1")!.TextContent);

        var link = world.LinkOf(Robin);
        var page = await world.OpenAsync(link);
        Assert.Equal("1:1 Utbilda personal", page.Document.QuerySelector("h1")!.TextContent);
        Assert.Contains("Kommunstyrelsen (board@town.example) ber dig svara", page.Text);
        Assert.Contains("Har du frågor?", page.Text);
        var kept = await world.PostFormAsync(page, "spara", ("1:1.what", "Halvvägs."));
        Assert.Contains("är sparat", (await world.OpenAsync(kept.Location!)).Text);
        var back = await world.PostFormAsync(await world.OpenAsync(link), "aterlamna", ("1:1.status", "done"),
            ("1:1.what", "Kursen är hållen."), ("1:1.how", "routine"));
        Assert.Equal((HttpStatusCode.SeeOther, link), (back.Status, back.Location));
        Assert.Contains("Tack! Du lämnade tillbaka avsnittet", (await world.OpenAsync(link)).Text);
        Assert.Equal(["Spara ändringen"], (await world.OpenAsync(link)).Document.QuerySelectorAll("button")
            .Select(button => button.TextContent));

        await world.SettleAsync();
        Assert.Equal(Board, Assert.Single(world.Mails, sent =>
            sent.Subject.StartsWith("Återlämnat av Robin Exempel", StringComparison.Ordinal)).To);
        Assert.Contains("Robin Exempel lämnade tillbaka avsnittet",
            (await world.OpenAsync(owner)).Document.GetElementById("1:1")!.TextContent);
        Assert.Contains("Kursen är hållen.", (await world.SubmitAsync(owner)).Text);
        var trail = (await world.GetJsonAsync($"api/rounds/{SmallTown.RoundId}/trail")).EnumerateArray().ToList();
        Assert.Equal(Board, trail.Single(entry => entry.GetProperty("what").GetString() == "delegated").GetProperty("who").GetString());
        Assert.Equal(Helper, trail.Single(entry => entry.GetProperty("what").GetString() == "delegationCompleted").GetProperty("who")
            .GetString());
        Assert.Contains(trail, entry => entry.GetProperty("what").GetString() == "draftSaved"
            && entry.GetProperty("who").GetString() == Helper);
    }

    [Fact]
    public async Task What_is_missing_is_told_once_and_the_section_can_be_completed_anyway()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        await DelegateAsync(world, world.LinkOf(Board), "1:1");
        var link = world.LinkOf(Robin);

        var empty = await world.PostFormAsync(await world.OpenAsync(link), "aterlamna");

        Assert.Equal(HttpStatusCode.BadRequest, empty.Status);
        Assert.Equal(["#1:1.status", "#1:1.what"], empty.Document.QuerySelectorAll(".errors a")
            .Select(anchor => anchor.GetAttribute("href")));
        Assert.DoesNotContain("är sparat", empty.Text);
        var begun = await world.PostFormAsync(empty, "aterlamna", ("1:1.status", "not-started"));
        Assert.Equal("#1:1.what", Assert.Single(begun.Document.QuerySelectorAll(".errors a")).GetAttribute("href"));
        Assert.Contains("Det du har skrivit är sparat.", begun.Text);
        Assert.Contains("ber dig svara", begun.Text);

        var back = await world.PostFormAsync(begun, begun.Document.QuerySelectorAll("button")
            .Single(button => button.TextContent == "Lämna tillbaka ändå").GetAttribute("value"));

        Assert.Equal((HttpStatusCode.SeeOther, link), (back.Status, back.Location));
        var thanks = await world.OpenAsync(link);
        Assert.All(["ber dig svara", "Lämna tillbaka avsnittet", "27 februari"], words => Assert.DoesNotContain(words, thanks.Text));
        // The same holds for a page that was opened before.
        var amended = await world.PostFormAsync(begun, "aterlamna", ("1:1.what", "Inget än."));
        Assert.Contains("Ändringen är sparad. Avsnittet är redan återlämnat.", (await world.OpenAsync(amended.Location!)).Text);
        Assert.Contains("Inget än.", (await world.OpenAsync(link)).Html);
    }

    [Fact]
    public async Task The_colleagues_link_opens_nothing_else()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var owner = world.LinkOf("social@town.example");
        await world.SaveAsync(owner, ("1:2.what", "Hemligt för kollegan."));
        await world.SubmitAsync(owner, ("2:1.contribution", "Också hemligt."), ("2:1.involved", "yes"));
        await DelegateAsync(world, owner, "1:1");
        var link = world.LinkOf(Robin);
        var page = await world.OpenAsync(link);

        foreach (var path in new[] { "/avsnitt/2", "/avsnitt/3", "/granska", "/kvitto/1", "/avsnitt/1/lamna-over" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await world.OpenAsync(link + path)).Status);
        }
        var token = page.Document.QuerySelector("[name=formular]")!.GetAttribute("value")!;
        foreach (var path in new[] { "/avsnitt/2", "/skicka", "/avsnitt/1/lamna-over", "/avsnitt/1/ta-tillbaka" })
        {
            Assert.Equal(HttpStatusCode.NotFound,
                (await world.PostFieldsAsync(link + path, [new("formular", token), new("namn", "x"), new("roll", "x"),
                new("epost", "x@town.example"), new("overlamning", "handover0001")])).Status);
        }
        Assert.Equal(HttpStatusCode.OK, (await world.OpenAsync($"{link}/avsnitt/1")).Status);
        await world.PostAsync($"api/rounds/{SmallTown.RoundId}/close", "");
        var closed = await world.PostFormAsync(page, "aterlamna", ("1:1.what", "Skrivet i sista stund."));
        Assert.Equal(HttpStatusCode.Gone, closed.Status);
        Assert.Contains("Skrivet i sista stund.", closed.Text);
        Assert.All([page, closed], shown => Assert.DoesNotContain("emligt", shown.Html));
    }

    [Fact]
    public async Task Taken_back_the_link_is_one_that_nobody_knows_and_what_was_saved_stays()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var owner = world.LinkOf(Board);
        var page = await DelegateAsync(world, owner, "1:1");
        var link = world.LinkOf(Robin);
        await world.PostFormAsync(await world.OpenAsync(link), "spara", ("1:1.what", "Kollegans text."));
        var helper = await world.OpenAsync(link);

        foreach (var _ in Enumerable.Range(0, 2))
        {
            var back = await world.PostFormAsync(page, null);
            Assert.Equal((HttpStatusCode.SeeOther, $"{owner}/avsnitt/1/lamna-over"), (back.Status, back.Location));
        }

        Assert.Equal((await world.OpenAsync("/svar/unknown")).Html, (await world.OpenAsync(link)).Html);
        Assert.Equal(HttpStatusCode.NotFound, (await world.PostFieldsAsync($"{link}/avsnitt/1", [new("1:1.what", "Efteråt.")])).Status);
        // The colleague gets the typed text back, and nothing else.
        var typing = await world.PostFormAsync(helper, "aterlamna", ("1:1.what", "Skrivet när det togs tillbaka."), ("1:1.status", "done"));
        Assert.Equal(HttpStatusCode.NotFound, typing.Status);
        Assert.Equal(["Skrivet när det togs tillbaka."], typing.Document.QuerySelectorAll(".typed").Select(text => text.TextContent));
        Assert.DoesNotContain("Kommunstyrelsen", typing.Text);
        Assert.Contains("Kollegans text.", (await world.OpenSectionAsync(owner, "1:1")).Html);
        Assert.DoesNotContain("Robin", (await world.OpenAsync(owner)).Text);
        // A second handover to the same colleague has another link.
        await DelegateAsync(world, owner, "1:1");
        Assert.NotEqual(link, world.LinkOf(Robin));
        Assert.Equal(HttpStatusCode.OK, (await world.OpenAsync(world.LinkOf(Robin))).Status);
    }

    [Fact]
    public async Task Pressed_twice_at_once_it_is_one_delegation_and_one_mail()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var form = await world.OpenAsync($"{world.LinkOf(Board)}/avsnitt/1/lamna-over");

        var answers = await Task.WhenAll(Enumerable.Range(0, 4)
            .Select(_ => world.PostFormAsync(form, null, ("namn", "Robin Exempel"), ("epost", Helper))));
        await world.SettleAsync();

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.SeeOther, answer.Status));
        Assert.Single(world.Mails, mail => mail.To == Robin);
    }

    [Theory]
    [InlineData("", Helper, "#namn")]
    [InlineData("Robin Exempel", "", "#epost")]
    [InlineData("Robin Exempel", "robin", "#epost")]
    [InlineData("Robin Exempel", "Robin <robin@town.example>", "#epost")]
    [InlineData("Robin 850709-9805", Helper, "#namn")]
    public async Task What_is_wrong_is_told_at_its_field_and_nothing_is_sent(string name, string email, string field)
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var mails = world.Mails.Count;

        var refused = await world.PostFormAsync(await world.OpenAsync($"{world.LinkOf(Board)}/avsnitt/1/lamna-over"), null, ("namn", name),
            ("epost", email));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.StartsWith("Fel: ", refused.Title);
        Assert.Equal(field, Assert.Single(refused.Document.QuerySelectorAll(".errors a")).GetAttribute("href"));
        Assert.Equal((name, email), (refused.Document.GetElementById("namn")!.GetAttribute("value"),
            refused.Document.GetElementById("epost")!.GetAttribute("value")));
        Assert.Equal(mails, world.Mails.Count);
    }

    [Fact]
    public async Task A_mail_that_was_not_accepted_is_reported_to_the_owner()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage,
            new Dictionary<string, string?>
            {
                ["FollowUp:MailAllowed"] = "@town.example",
                ["FollowUp:DelegateDomains"] = "elsewhere.example",
            });
        var owner = world.LinkOf(Board);

        await world.PostFormAsync(await world.OpenAsync($"{owner}/avsnitt/1/lamna-over"), null, ("namn", "Robin Exempel"),
            ("epost", "robin@elsewhere.example"));
        await world.SettleAsync();

        Assert.Contains("Mejlet till Robin Exempel (robin@elsewhere.example) kom inte fram.", (await world.OpenAsync(owner)).Text);
    }

    [Fact]
    public async Task Nobody_can_have_any_number_of_mails_sent()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var form = await world.OpenAsync($"{world.LinkOf(Board)}/avsnitt/1/lamna-over");
        for (var number = 0; number < 50; number++)
        {
            if (number % 10 == 0)
            {
                await world.LeapToAsync(new DateOnly(2026, 1, 13 + (number / 10)), 9);
            }
            Assert.Equal(HttpStatusCode.SeeOther,
                (await world.PostFormAsync(form, null, ("namn", "Robin Exempel"), ("epost", $"robin{number}@town.example"))).Status);
        }
        await world.LeapToAsync(new DateOnly(2026, 1, 18), 9);

        var refused = await world.PostFormAsync(form, null, ("namn", "Robin Exempel"), ("epost", Helper));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("Ni har redan lämnat över 50 gånger", refused.Text);
    }

    /// <summary>Hands the section over; the page that follows.</summary>
    private static async Task<TestPage> DelegateAsync(TestWorld world, string owner, string section)
    {
        var form = await world.OpenSectionAsync(owner, section);
        var page = await world.OpenAsync(form.Document.QuerySelectorAll("main a")
            .Single(anchor => anchor.TextContent == "Lämna över till en kollega").GetAttribute("href")!);
        // The forms before the last one belong to the colleagues who already have the section.
        var posted = await world.PostFieldsAsync(page.Document.QuerySelectorAll("form").Last().GetAttribute("action")!,
            [new("formular", page.Document.QuerySelector("[name=formular]")!.GetAttribute("value")!), new("namn", "Robin Exempel"),
                new("epost", Helper)]);
        Assert.Equal(HttpStatusCode.SeeOther, posted.Status);
        await world.SettleAsync();
        return await world.OpenAsync(posted.Location!);
    }
}
