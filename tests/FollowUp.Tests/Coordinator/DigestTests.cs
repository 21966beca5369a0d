using FollowUp.Coordinator;
using FollowUp.Rounds;
using FollowUp.Tests.Mail;
using FollowUp.Trail;

namespace FollowUp.Tests.Coordinator;

/// <summary>The mail of a day that lists for the coordinator what is new to do.</summary>
public sealed class DigestTests(TablesFixture storage) : RoundDeskTests(storage)
{
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
        Assert.Matches(@"(?s)<a href=""(http[^""]+/samordning/omgangar/town-2025)""[^>]*>Se läget och vad du kan göra</a>.*<a href=""\1""",
            mail.Html);
        Assert.Equal(
            ["Mejl ska skickas 2026-03-02", "Mejl skickat 2026-03-02", "Mejl ska skickas 2026-03-18", "Mejl skickat 2026-03-18",
                "Mejl ska skickas 2026-03-23", "Mejl skickat 2026-03-23"],
            await DigestsInTrailAsync(world));
    }

    [Fact]
    public async Task A_daily_mail_that_failed_is_sent_the_next_day()
    {
        var isDown = true;
        await using var service = await ScriptedMailService.StartAsync(mail => isDown
            && mail.Key.StartsWith("calendar~digest~", StringComparison.Ordinal) ? new MailAnswer(500) : MailAnswer.Accepted);
        await using var world = await TestWorld.WithOpenRoundAsync(Storage, service.Settings);
        await world.AdvanceToAsync(new DateOnly(2026, 3, 2), 15);
        isDown = false;

        await world.AdvanceToAsync(new DateOnly(2026, 3, 4), 15);

        var mail = Assert.Single(service.Accepted, mail => mail.Key.StartsWith("calendar~digest~", StringComparison.Ordinal));
        Assert.Contains("Svarstiden har gått ut. 3 enheter har inte skickat in allt", mail.Text);
        Assert.Equal(
            ["Mejl ska skickas 2026-03-02", "Mejl ska skickas 2026-03-03", "Mejl skickat 2026-03-03", "Mejl inte skickat 2026-03-03"],
            await DigestsInTrailAsync(world));
    }

    [Fact]
    public void The_next_steps_say_that_the_coordinator_and_the_head_get_the_mail()
    {
        Assert.Equal("Besked till samordnaren om 3 enheter",
            Texts.Board.Step(new BoardStep(new DateOnly(2026, 3, 9), NoticeKind.Coordinator, 3)));
        Assert.Equal("Mejl till chefen för 1 enhet",
            Texts.Board.Step(new BoardStep(new DateOnly(2026, 3, 9), NoticeKind.Head, 1)));
    }

    private static async Task<IEnumerable<string>> DigestsInTrailAsync(TestWorld world) =>
        (await world.GetJsonAsync("api/rounds/town-2025/trail")).EnumerateArray()
            .Where(entry => entry.GetProperty("about").GetString()!.StartsWith("till samordnaren: ", StringComparison.Ordinal))
            .Select(entry => $"{Texts.Trail.Event(Enum.Parse<TrailEvent>(entry.GetProperty("what").GetString()!, ignoreCase: true))} "
            + $"{entry.GetProperty("at").GetDateTimeOffset():yyyy-MM-dd}");
}
