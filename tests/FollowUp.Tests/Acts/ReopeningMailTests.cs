using FollowUp.Links;
using FollowUp.Tests.Mail;

namespace FollowUp.Tests.Acts;

/// <summary>Mails that were not sent yet when a closed round is opened again.</summary>
public sealed class ReopeningMailTests(TablesFixture storage) : ActTests
{
    [Theory]
    [InlineData("receipt-", "mailSent", 1)]
    [InlineData("invitation", "mailWithdrawn", 1)]
    public async Task Mails_waiting_for_the_mail_service_at_a_reopening_are_still_sent_or_withdrawn(string notice, string outcome,
        int times)
    {
        await using var service = await ScriptedMailService.StartAsync(mail =>
            mail.Key.StartsWith("town-2025~1~housing~", StringComparison.Ordinal) && mail.Key.Contains($"~{notice}") ? new MailAnswer(500)
            : MailAnswer.Accepted);
        await using var world = await TestWorld.WithOpenRoundAsync(storage, service.Settings);
        if (notice == "receipt-")
        {
            await world.SubmitAsync(service.Accepted.Single(mail => mail.To == Housing).Link, Contribution);
        }
        await DoAsync(world, "close");
        await DoAsync(world, "reopen", Reopening);

        service.Script = _ => MailAnswer.Accepted;
        await world.AdvanceToAsync(new DateOnly(2026, 1, 13), 9);

        Assert.Equal(times, (await world.TrailAsync(outcome))
            .Count(entry => entry.GetProperty("key").GetString()!.StartsWith($"mail|town-2025~1~housing~{notice}",
            StringComparison.Ordinal)));
        Assert.Equal(outcome == "mailSent" ? 1 : 0, service.Accepted.Count(mail =>
            mail.Key.StartsWith($"town-2025~1~housing~{notice}", StringComparison.Ordinal)));
        Assert.Single(service.Accepted, mail => mail.Key == "town-2025~2~housing~invitation~mailbox");
        await AssertBoardAsync(world);
    }

    [Fact]
    public async Task Mails_that_waited_when_the_round_was_reopened_are_sent_once()
    {
        await using var service = await ScriptedMailService.StartAsync(mail => mail.Key.Contains("~receipt-") ? new MailAnswer(500)
            : MailAnswer.Accepted);
        await using var world = await TestWorld.WithOpenRoundAsync(storage, service.Settings);
        var housing = service.Accepted.Single(mail => mail.To == Housing).Link;
        await world.SubmitAsync(housing, Contribution);
        // The first receipt waits; the second one names what it would have said, ten minutes later.
        await world.SubmitAsync(housing, Rest);
        await world.PostFormAsync(await world.OpenAsync($"{housing}/avsnitt/1/lamna-over"), null, ("namn", "Robin Exempel"),
            ("epost", "robin@town.example"));
        await DoAsync(world, "close");
        await DoAsync(world, "reopen", Reopening);

        service.Script = _ => MailAnswer.Accepted;
        await world.AdvanceToAsync(new DateOnly(2026, 1, 13), 9);

        string[] left = ["town-2025~2~housing~handover0001~handover0001", "town-2025~2~housing~receipt-0002~mailbox"];
        IEnumerable<string> Sent() => service.Accepted.Select(mail => mail.Key)
            .Where(key => key.Contains("~housing~receipt-") || key.Contains("~handover")).Order(StringComparer.Ordinal);
        Assert.Equal(left, Sent());
        await DoAsync(world, "close");
        await DoAsync(world, "reopen", Reopening);
        await world.AdvanceToAsync(new DateOnly(2026, 1, 14), 9);
        Assert.Equal(left, Sent());
        await AssertBoardAsync(world);
    }
}
