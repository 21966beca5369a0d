using System.Net;
using System.Text.Json;
using FollowUp.Api;
using FollowUp.Links;
using FollowUp.Rounds;
using FollowUp.Storage;

namespace FollowUp.Tests.Mail;

/// <summary>Faults and refusals of the mail service during whole rounds.</summary>
public sealed class MailOutTests(TablesFixture storage)
{
    private static readonly DateOnly OpeningDay = new(2026, 1, 12);

    private static readonly string[] Invited = ["board.deputy@town.example", "board@town.example", "housing@town.example",
        "social@town.example"];

    [Fact]
    public async Task Faults_are_waited_out_and_everybody_is_invited_once()
    {
        await using var service = await ScriptedMailService.StartAsync(mail => mail.Attempt switch
        {
            1 => new MailAnswer(500),
            2 => new MailAnswer(429),
            3 => MailAnswer.Dropped,
            _ => MailAnswer.Accepted,
        });

        await using var world = await TestWorld.WithOpenRoundAsync(storage, service.Settings);

        Assert.Equal(Invited, Addresses(service.Accepted));
        Assert.Equal(4 * 4, service.Received.Count);
        Assert.All(service.Received.GroupBy(mail => mail.Key), attempts =>
            Assert.Single(attempts.Select(mail => mail.MessageId).Distinct()));
        Assert.Equal(4, (await world.TrailAsync("mailSent")).Count);
        Assert.Empty(await world.TrailAsync("mailRefused"));
        Assert.Empty(world.Mails);
    }

    [Theory]
    [InlineData("board@town.example")]
    [InlineData("board.deputy@town.example")]
    public async Task One_mails_fault_does_not_keep_the_others_waiting(string failing)
    {
        await using var service = await ScriptedMailService.StartAsync(mail => mail.To == failing && mail.Attempt == 1 ? new MailAnswer(500)
            : MailAnswer.Accepted);
        await using var world = await TestWorld.StartAsync(storage, service.Settings);
        await world.OpenRoundAsync();

        await world.AdvanceToAsync(OpeningDay, 8);
        Assert.Equal(Invited.Except([failing]), Addresses(service.Accepted));

        await world.AdvanceToAsync(OpeningDay, 9);
        Assert.Equal(Invited, Addresses(service.Accepted));
        Assert.Equal(5, service.Received.Count);
    }

    [Fact]
    public async Task What_an_orchestration_decided_and_could_not_send_before_it_failed_the_next_one_sends()
    {
        await using var service = await ScriptedMailService.StartAsync(_ => new MailAnswer(500));
        await using var world = await TestWorld.StartAsync(storage, service.Settings);
        await world.OpenRoundAsync();
        await world.AdvanceToAsync(OpeningDay, 8);
        Assert.Equal(4, (await world.TrailAsync("mailDecided")).Count);
        foreach (var instance in new[] { "town-2025~1", "town-2025~1~board", "town-2025~1~social", "town-2025~1~housing" })
        {
            await world.Local.Emulator.DurableClient.TerminateInstanceAsync(instance, cancellation: TestContext.Current.CancellationToken);
        }

        service.Script = _ => MailAnswer.Accepted;
        await world.AdvanceToAsync(OpeningDay.AddDays(1), 9);

        Assert.Single(await world.TrailAsync("orchestrationRestarted"));
        Assert.Equal(Invited, Addresses(service.Accepted));
    }

    [Fact]
    public async Task A_refusal_is_shown_with_its_reason_and_the_round_goes_on()
    {
        await using var service = await ScriptedMailService.StartAsync(mail => mail.To == "housing@town.example"
            ? MailAnswer.Refused("No such address.") : MailAnswer.Accepted);

        await using var world = await TestWorld.WithOpenRoundAsync(storage, service.Settings);

        Assert.Equal(Invited.Except(["housing@town.example"]), Addresses(service.Accepted));
        Assert.Equal(("notDelivered", "invited", "invited"),
            (await world.StateOfAsync("housing"), await world.StateOfAsync("social"), await world.StateOfAsync("board")));
        var reason = "Mejltjänsten tog inte emot mejlet (svar 400). No such address. (personalizations.0.to.0.email)";
        var shown = Assert.Single(await RefusedAsync(world, "housing"));
        Assert.Equal(["mailbox", "housing@town.example", "invitation", reason], Texts(shown, "role", "email", "notice", "reason"));
        Assert.Empty(await RefusedAsync(world, "board"));
        var told = Assert.Single(await world.TrailAsync("mailRefused"));
        Assert.Equal(["housing", $"inbjudan: housing@town.example: {reason}"], Texts(told, "departmentId", "about"));

        // The address works again: the reminder arrives, and its link works like the invitation's.
        service.Script = _ => MailAnswer.Accepted;
        await world.AdvanceToAsync(new DateOnly(2026, 2, 13), 9);
        var reminder = Assert.Single(service.Accepted, mail => mail.To == "housing@town.example");
        await world.SaveAsync(reminder.Link, ("2:1.what", "Boenden."));
        Assert.Equal("started", await world.StateOfAsync("housing"));

        await world.AdvanceToAsync(new DateOnly(2026, 3, 21), 1);
        Assert.Equal("missing", await world.StateOfAsync("housing"));
        Assert.Equal(HttpStatusCode.OK, (await world.GetAsync($"api/rounds/{SmallTown.RoundId}/report.json")).Status);
    }

    [Fact]
    public async Task What_was_refused_is_not_tried_again_when_its_neighbour_is()
    {
        await using var service = await ScriptedMailService.StartAsync(mail => mail switch
        {
            { To: "board.deputy@town.example" } => MailAnswer.Refused("No such address."),
            { To: "board@town.example", Attempt: < 3 } => new MailAnswer(503),
            _ => MailAnswer.Accepted,
        });

        await using var world = await TestWorld.WithOpenRoundAsync(storage, service.Settings);

        Assert.Single(service.Received, mail => mail.To == "board.deputy@town.example");
        Assert.Single(service.Accepted, mail => mail.To == "board@town.example");
        Assert.Equal("invited", await world.StateOfAsync("board"));
        Assert.Equal("deputy", Assert.Single(await RefusedAsync(world, "board")).GetProperty("role").GetString());
    }

    [Fact]
    public async Task A_reminder_that_could_not_be_sent_before_the_answer_came_is_not_sent_after_it()
    {
        await using var service = await ScriptedMailService.StartAsync(mail => mail.Key.Contains("~reminder-14~") ? new MailAnswer(500)
            : MailAnswer.Accepted);
        await using var world = await TestWorld.WithOpenRoundAsync(storage, service.Settings);
        var invitation = service.Accepted.Single(mail => mail.To == "housing@town.example");
        await world.AdvanceToAsync(new DateOnly(2026, 2, 13), 9);
        await world.SubmitAsync(invitation.Link,
            ("1:1.contribution", "Lokal."), ("1:1.involved", "yes"), ("2:1.status", "dropped"), ("2:1.what", "Inga boenden fanns."));

        service.Script = _ => MailAnswer.Accepted;
        await world.AdvanceToAsync(new DateOnly(2026, 2, 16), 9);

        Assert.Equal(["invitation", "receipt-0001"], service.Accepted.Where(mail => mail.To == "housing@town.example")
            .Select(mail => mail.Key.Split('~')[3]));
        Assert.Equal(2, service.Accepted.Count(mail => mail.To == "social@town.example"));
        Assert.Equal("housing", Assert.Single(await world.TrailAsync("mailWithdrawn")).GetProperty("departmentId").GetString());
    }

    [Fact]
    public async Task After_the_close_nothing_is_sent_any_more_and_the_trail_says_so()
    {
        await using var service = await ScriptedMailService.StartAsync(_ => new MailAnswer(401));
        await using var world = await TestWorld.WithOpenRoundAsync(storage, service.Settings);

        await world.PostAsync($"api/rounds/{SmallTown.RoundId}/close", "");
        service.Script = _ => MailAnswer.Accepted;
        await world.AdvanceToAsync(new DateOnly(2026, 1, 14), 9);

        // Without the coordinator's mail that the report is ready.
        Assert.Equal("coordinator@town.example", Assert.Single(service.Accepted).To);
        Assert.Equal(4, (await world.TrailAsync("mailWithdrawn"))
            .Count(entry => entry.GetProperty("about").GetString()!.StartsWith("inbjudan", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.OK, (await world.GetAsync($"api/rounds/{SmallTown.RoundId}/report.json")).Status);
    }

    [Fact]
    public async Task Letters_to_others_than_those_allowed_are_refused_whatever_sends_them()
    {
        var allowed = new Dictionary<string, string?> { ["FollowUp:MailAllowed"] = "board@town.example, social@town.example" };

        await using var world = await TestWorld.WithOpenRoundAsync(storage, allowed);

        Assert.Equal(["board@town.example", "social@town.example"], world.Mails.Select(mail => mail.To).Order(StringComparer.Ordinal));
        Assert.Equal(("notDelivered", "invited", "invited"),
            (await world.StateOfAsync("housing"), await world.StateOfAsync("social"), await world.StateOfAsync("board")));
        Assert.Contains("Kontakta den som förvaltar FollowUp.",
            Assert.Single(await RefusedAsync(world, "housing")).GetProperty("reason").GetString());
    }

    [Fact]
    public void A_mail_recorded_before_there_were_refusals_is_still_read()
    {
        const string before = """
            {"key":"k","noticeId":"invitation","recipientId":"contact","email":"board@town.example","decided":"2026-01-12T07:00:00+00:00",
            "sent":null}
            """;

        var mail = JsonSerializer.Deserialize<QueuedMail>(before, StoredJson.Options);

        Assert.Equal(new QueuedMail("k", "invitation", "contact", "board@town.example",
            new DateTimeOffset(2026, 1, 12, 7, 0, 0, TimeSpan.Zero), Sent: null, Refused: null), mail);
    }

    private static IEnumerable<string> Addresses(IEnumerable<ReceivedMail> mails) =>
        mails.Select(mail => mail.To).Order(StringComparer.Ordinal);

    private static IEnumerable<string?> Texts(JsonElement element, params string[] names) =>
        names.Select(name => element.GetProperty(name).GetString());

    private static async Task<IReadOnlyList<JsonElement>> RefusedAsync(TestWorld world, string departmentId) =>
        (await world.GetJsonAsync($"api/rounds/{SmallTown.RoundId}")).GetProperty("departments").EnumerateArray()
            .Single(department => department.GetProperty("id").GetString() == departmentId).GetProperty("refusedMails").EnumerateArray()
                .ToList();
}
