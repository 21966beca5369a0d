using System.Net;
using FollowUp.Links;
using FollowUp.Time;

namespace FollowUp.Tests.Acts;

/// <summary>The thanks to a department after the close.</summary>
public sealed class ThanksTests(TablesFixture storage) : ActTests
{
    [Fact]
    public async Task A_department_that_submitted_is_thanked_with_the_extract_on_the_morning_after_the_close()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var housing = world.LinkOf(Housing);
        await world.SubmitAsync(housing, Contribution);
        await world.AdvanceToAsync(new DateOnly(2026, 3, 21), 1);
        Assert.DoesNotContain("thanks", world.NoticesTo(Housing));

        await world.AdvanceToAsync(new DateOnly(2026, 3, 24), 9);

        var letter = world.Mails.Last(mail => mail.To == Housing);
        Assert.Equal(StockholmTime.At(new DateOnly(2026, 3, 23), new TimeOnly(8, 0)), letter.Date);
        Assert.Equal(("Tack för ert svar, uppföljningen avslutad 20 mars 2026: Trygg stad, Bostadsbolaget", $"{housing}/utdrag"),
            (letter.Subject, letter.Link!.AbsolutePath));
        Assert.Contains("Det här kom inte in:\n– 2:1 Erbjuda boende", letter.Text.ReplaceLineEndings("\n"));
        Assert.Equal(HttpStatusCode.OK, (await world.OpenAsync(letter.Link.AbsolutePath)).Status);
        Assert.Single(world.Mails, mail => mail.File.Contains("~thanks~"));
        await AssertBoardAsync(world);
    }

    [Fact]
    public async Task Nobody_is_thanked_for_a_round_that_is_open_again_by_the_morning()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        await world.SubmitAsync(world.LinkOf(Housing), Contribution);
        await world.AdvanceToAsync(new DateOnly(2026, 3, 21), 1);
        await DoAsync(world, "reopen", """{"reason": "Ny chef.", "deadline": "2026-04-10", "closes": "2026-04-24"}""");

        await world.AdvanceToAsync(new DateOnly(2026, 4, 24), 9);
        Assert.DoesNotContain(world.Mails, mail => mail.File.Contains("~thanks~"));
        await world.AdvanceToAsync(new DateOnly(2026, 4, 27), 9);
        Assert.Equal(["town-2025~2~housing~thanks~mailbox.eml"],
            world.Mails.Where(mail => mail.File.Contains("~thanks~")).Select(mail => mail.File));
    }
}
