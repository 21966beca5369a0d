using System.Net;
using System.Text.Json;

namespace FollowUp.Tests.Acts;

/// <summary>A letter with its own words to the departments that the coordinator chooses.</summary>
public sealed class WriteToDepartmentsTests(TablesFixture storage) : ActTests
{
    private const string Desk = $"/samordning/omgangar/{SmallTown.RoundId}";

    [Fact]
    public async Task It_is_looked_at_first_and_then_goes_to_those_that_are_chosen_once()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        world.SignIn();
        await world.SubmitAsync(world.LinkOf(Housing), Everything);
        (string, string)[] filled = [("to", "kvar"), ("subject", "Frågestund på tisdag"), ("text", "Vi ses kl. 9.\n\nTa med planen.")];
        var form = await world.OpenAsync($"{Desk}/gor/skriv");
        Assert.Contains("De som har något kvar att skicka in (2)", form.Text);
        Assert.Empty(form.Document.QuerySelectorAll(".letter"));

        var looked = await world.PostFormAsync(form, null, [.. filled, ("visa", "ja")]);
        Assert.Equal(HttpStatusCode.OK, looked.Status);
        Assert.Contains("Frågestund på tisdag", looked.Text);
        Assert.Contains("Ta med planen.", looked.Text);
        Assert.Contains("Så här blir brevet till Kommunstyrelsen. De andra får samma text.", looked.Text);
        Assert.Contains("Till Kommunstyrelsen och Socialnämnden.", looked.Text);
        Assert.DoesNotMatch("/svar/[A-Za-z0-9_-]{43}", looked.Html);
        Assert.Contains("Kryssa i rutan", (await world.PostFormAsync(form, null, filled)).Text);
        Assert.Equal(4, world.Mails.Count(mail => !mail.File.Contains("~receipt-")));
        var sent = await world.PostFormAsync(looked, null, [.. filled, ("ja", "ja")]);
        await world.PostFormAsync(looked, null, [.. filled, ("ja", "ja")]);
        await world.SettleAsync();

        Assert.Contains("Brevet är på väg.", (await world.OpenAsync(sent.Location!)).Text);
        var letters = world.Mails.Where(mail => mail.File.Contains("~message_")).ToList();
        Assert.Equal([Board, "board.deputy@town.example", Social], letters.Select(mail => mail.To).OrderBy(to => to.Replace(".", "~")));
        Assert.All(letters, mail => Assert.Equal("Frågestund på tisdag", mail.Subject));
        Assert.All(letters, mail => Assert.Contains("Vi ses kl. 9.\n\nTa med planen.", mail.Text));
        Assert.All(letters, mail => Assert.NotNull(mail.Form));
        Assert.Null(letters[0].Calendar);
        Assert.Equal("brev ”Frågestund på tisdag” till 2 enheter",
            Assert.Single(await world.TrailAsync("mailingAskedFor")).GetProperty("about").GetString());
        Assert.Contains("Brev ”Frågestund på tisdag”, begärt av Sam Exempel 12 januari 2026 kl. 09.00: gick till 2 av 2 enheter.",
            (await world.OpenAsync(Desk)).Text);
    }

    [Theory]
    [InlineData("""{"subject": "Möte", "text": "Välkomna."}""", "to: Välj vilka")]
    [InlineData("""{"to": "valda", "subject": "Möte", "text": "Välkomna."}""", "departments: Kryssa för minst en enhet.")]
    [InlineData("""{"to": "valda", "departments": ["other"], "subject": "Möte", "text": "Välkomna."}""",
        "departments: Omgången frågar inte enheten ”other”.")]
    [InlineData("""{"to": "klara", "subject": "Möte", "text": "Välkomna."}""", "to: Ingen enhet hör till dem")]
    [InlineData("""{"to": "alla", "text": "Välkomna."}""", "subject: Skriv brevets ämne.")]
    [InlineData("""{"to": "alla", "subject": "Möte"}""", "text: Skriv brevets text.")]
    [InlineData("""{"to": "alla", "subject": "Möte", "text": {"a": 1}}""", "Skicka JSON")]
    public async Task What_is_filled_in_wrong_is_told(string body, string sentence)
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);

        var (status, text) = await world.PostAsync($"{Round}/write", body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(sentence, JsonDocument.Parse(text).RootElement.GetProperty("problems")[0].GetString());
    }

    [Fact]
    public async Task A_mailing_that_was_interrupted_goes_on_the_next_day()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        await DoAsync(world, "write", """{"to": "alla", "subject": "Möte", "text": "Välkomna."}""");
        Assert.Equal(4, world.Mails.Count(mail => mail.File.Contains("~message_")));
        // As if the orchestration had never begun: recorded and not heard of.
        await using var other = await TestWorld.WithOpenRoundAsync(storage);
        await other.RecordWithoutSignalAsync("write", """{"to": "alla", "subject": "Möte", "text": "Välkomna."}""");
        Assert.DoesNotContain(other.Mails, mail => mail.File.Contains("~message_"));

        await other.AdvanceToAsync(new DateOnly(2026, 1, 13), 9);

        Assert.Equal(4, other.Mails.Count(mail => mail.File.Contains("~message_")));
    }
}
