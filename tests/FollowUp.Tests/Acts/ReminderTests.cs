using System.Net;
using System.Text.Json;
using FollowUp.Rounds;
using FollowUp.Tests.Mail;
using FollowUp.Time;
using Microsoft.Extensions.DependencyInjection;

namespace FollowUp.Tests.Acts;

/// <summary>Reminders that the coordinator sends by hand, and how the ladder takes them into account.</summary>
public sealed class ReminderTests(TablesFixture storage) : ActTests
{
    [Fact]
    public async Task A_reminder_by_hand_goes_out_once_a_day_and_not_where_there_is_nothing_to_remind_of_or_the_ladder_did()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        await world.SubmitAsync(world.LinkOf(Housing), Everything);
        await world.AdvanceToAsync(new DateOnly(2026, 1, 20), 9);

        Assert.Contains("true", await DoAsync(world, "departments/board/remind"));
        Assert.Contains("false", await DoAsync(world, "departments/board/remind"));
        await RefusedAsync(world, "departments/housing/remind", "Bostadsbolaget har skickat in allt och har inget kvar att göra.");
        Assert.Equal(["invitation", "reminder_20260120"], world.NoticesTo(Board));
        Assert.Matches("^Påminnelse, .*: Trygg stad, Kommunstyrelsen$", world.Mails.Last(mail => mail.To == Board).Subject);

        await world.AdvanceToAsync(new DateOnly(2026, 2, 13), 9);
        await RefusedAsync(world, "departments/board/remind", "Kommunstyrelsen har redan fått en påminnelse i dag.");
        Assert.Equal(["invitation", "reminder_20260120", "reminder-14"], world.NoticesTo(Board));
        await AssertBoardAsync(world);
    }

    [Fact]
    public async Task The_ladder_does_not_repeat_a_reminder_that_the_coordinator_sent_that_morning()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        await world.AdvanceToAsync(new DateOnly(2026, 2, 13), 7);
        await DoAsync(world, "departments/board/remind");
        await world.AdvanceToAsync(new DateOnly(2026, 2, 14), 9);

        Assert.Equal(["invitation", "reminder_20260213"], world.NoticesTo(Board));
        Assert.Equal(["invitation", "reminder-14"], world.NoticesTo(Social));
        Assert.Contains("skickas inte: enheten har redan påmints i dag",
            Assert.Single(await world.TrailAsync("reminderSkipped")).GetProperty("about").GetString());
    }

    [Fact]
    public async Task Nobody_is_reminded_more_than_five_times_and_what_the_ladder_spares_is_recorded()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        for (var day = 20; day < 20 + Timetable.MaxReminders; day++)
        {
            await world.AdvanceToAsync(new DateOnly(2026, 1, day), 9);
            await DoAsync(world, "departments/board/remind");
        }
        await world.AdvanceToAsync(new DateOnly(2026, 1, 26), 9);

        await RefusedAsync(world, "departments/board/remind", "Kommunstyrelsen har redan påmints 5 gånger");
        await world.AdvanceToAsync(new DateOnly(2026, 3, 10), 9);
        Assert.Equal(1 + Timetable.MaxReminders, world.NoticesTo(Board).Count());
        Assert.Contains("påminnelse, skickas inte: enheten har redan påmints 5 gånger",
            Assert.Single(await world.TrailAsync("reminderSkipped")).GetProperty("about").GetString());
        // The trail records the passed deadline even without a mail, and the head gets a notice.
        Assert.Equal(3, (await world.TrailAsync("deadlinePassed")).Count);
        Assert.Equal(["head+8"], world.NoticesTo("board.head@town.example"));
    }

    [Fact]
    public async Task A_reminder_that_was_skipped_is_not_one_of_the_five()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        foreach (var day in new[] { 10, 11, 12 })
        {
            await world.AdvanceToAsync(new DateOnly(2026, 2, day), 9);
            await DoAsync(world, "departments/board/remind");
        }
        await world.AdvanceToAsync(new DateOnly(2026, 2, 13), 7);
        await DoAsync(world, "departments/board/remind");
        await world.AdvanceToAsync(new DateOnly(2026, 2, 16), 9);
        Assert.Single(await world.TrailAsync("reminderSkipped"));

        await DoAsync(world, "departments/board/remind");

        Assert.Equal(["invitation", "reminder_20260210", "reminder_20260211", "reminder_20260212", "reminder_20260213",
            "reminder_20260216"], world.NoticesTo(Board));
        await world.AdvanceToAsync(new DateOnly(2026, 2, 17), 9);
        await RefusedAsync(world, "departments/board/remind", "Kommunstyrelsen har redan påmints 5 gånger");
    }

    [Fact]
    public async Task A_reminder_that_waited_for_the_end_of_a_pause_is_that_days_reminder()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        await world.AdvanceToAsync(new DateOnly(2026, 2, 12), 15);
        await AskUnheardAsync(world, "board");
        await DoAsync(world, "pause");
        await world.AdvanceToAsync(new DateOnly(2026, 2, 13), 7);

        await DoAsync(world, "resume");

        Assert.Equal(["invitation", "reminder_20260212"], world.NoticesTo(Board));
        await RefusedAsync(world, "departments/board/remind", "Kommunstyrelsen har redan fått en påminnelse i dag.");
        // The ladder, due in the morning, sends no second reminder either.
        await world.AdvanceToAsync(new DateOnly(2026, 2, 13), 12);
        Assert.Equal(["invitation", "reminder_20260212"], world.NoticesTo(Board));
        await world.AdvanceToAsync(new DateOnly(2026, 2, 16), 9);
        await DoAsync(world, "departments/board/remind");
        Assert.Equal(["invitation", "reminder_20260212", "reminder_20260216"], world.NoticesTo(Board));
    }

    [Fact]
    public async Task Of_two_reminders_that_waited_for_the_mail_service_the_newer_goes_out()
    {
        await using var service = await ScriptedMailService.StartAsync(mail => mail.Key.Contains("~reminder") ? new MailAnswer(500)
            : MailAnswer.Accepted);
        await using var world = await TestWorld.WithOpenRoundAsync(storage, service.Settings);
        foreach (var day in new[] { 20, 21 })
        {
            await world.AdvanceToAsync(new DateOnly(2026, 1, day), 9);
            await DoAsync(world, "departments/social/remind");
        }

        service.Script = _ => MailAnswer.Accepted;
        await world.AdvanceToAsync(new DateOnly(2026, 1, 21), 12);

        Assert.Equal(["invitation", "reminder_20260121"],
            service.Accepted.Where(mail => mail.To == Social).Select(mail => mail.Key.Split('~')[3]));
        Assert.Equal("påminnelse: social@town.example: nästa påminnelse går i stället",
            Assert.Single(await world.TrailAsync("mailWithdrawn")).GetProperty("about").GetString());
    }

    [Fact]
    public async Task Departments_without_a_submission_are_reminded_together_and_each_that_is_not_is_listed_with_the_reason()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        await world.SubmitAsync(world.LinkOf(Housing), Contribution);
        await world.AdvanceToAsync(new DateOnly(2026, 1, 20), 9);
        await DoAsync(world, "departments/social/exempt", Reason);

        await DoAsync(world, "remind");
        Assert.Equal(["invitation", "reminder_20260120"], world.NoticesTo(Board));
        Assert.DoesNotContain("reminder_20260120", world.NoticesTo(Social));
        world.SignIn();
        Assert.Contains("Påminnelse, begärt av samordnaren 20 januari 2026 kl. 09.00: gick till 1 av 1 enheter.", await BoardTextAsync());
        await DoAsync(world, "remind");
        Assert.Single(await world.TrailAsync("mailingAskedFor"));
        await world.AdvanceToAsync(new DateOnly(2026, 2, 13), 9);
        await DoAsync(world, "remind");
        Assert.Contains("gick till 0 av 1 enheter. Fick inget: Kommunstyrelsen – Kommunstyrelsen har redan fått en påminnelse i dag.",
            await BoardTextAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await world.PostAsync("api/rounds/other/remind", "")).Status);

        async Task<string> BoardTextAsync() => (await world.OpenAsync($"/samordning/omgangar/{SmallTown.RoundId}")).Text;
    }

    /// <summary>Records a reminder without its signal, as a crash between the two would.</summary>
    private static async Task AskUnheardAsync(TestWorld world, string department)
    {
        var answers = world.Local.Emulator.Services.GetRequiredService<AssignmentTable>();
        var stored = (await answers.FindAsync(SmallTown.RoundId, department, 1, Cancellation))!;
        var now = world.Local.Emulator.Clock.GetUtcNow();
        var letter = new LetterRequest(RoundIds.ReminderAskedFor(StockholmTime.DayOf(now)), 1, NoticeKind.Reminder, null, now);
        var entry = new FollowUp.Trail.TrailEntry($"asked|1|{letter.Id}", now, "Sam Exempel", FollowUp.Trail.TrailEvent.LetterAskedFor,
            department, "");
        Assert.True(await answers.DecideAsync(stored, stored.Work with { LettersAskedFor = [letter] }, entry, Cancellation));
    }
}
