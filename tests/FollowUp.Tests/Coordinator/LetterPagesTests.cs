using FollowUp.Rounds;

namespace FollowUp.Tests.Coordinator;

/// <summary>The coordinator reads the letters before they are sent.</summary>
public sealed class LetterPagesTests(TablesFixture storage) : RoundDeskTests(storage)
{
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
        // The calendar file may move or cancel the day; the letter says which.
        Assert.Contains("En kalenderfil följer med.", page.Text);
    }

    [Fact]
    public async Task Before_the_opening_every_letter_can_be_read_too_and_nothing_is_sent()
    {
        await using var world = await TestWorld.StartAsync(Storage);
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
}
