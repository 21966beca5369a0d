using FollowUp.Api;
using FollowUp.Rounds;
using FollowUp.Tests.Mail;

namespace FollowUp.Tests.Rounds;

/// <summary>Letters that follow from what a person has done, also when a signal was lost or a mail failed.</summary>
public sealed class NoticeTests(TablesFixture storage)
{
    private static readonly (string, string)[] Contribution = [("1:1.contribution", "Lokal."), ("1:1.involved", "yes")];

    [Fact]
    public async Task Whoever_submits_gets_a_receipt_at_once_and_nobody_else_does()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        // A Saturday night.
        await world.AdvanceToAsync(new DateOnly(2026, 1, 17), 23);

        await world.SubmitAsync(world.LinkOf("board.deputy@town.example"), ("1:1.status", "done"), ("1:1.what", "Allt."),
            ("1:1.how", "routine"));

        var receipt = Assert.Single(world.Mails, mail => mail.Subject.StartsWith("Kvitto", StringComparison.Ordinal));
        Assert.Equal(("board.deputy@town.example", world.Local.Emulator.Clock.GetUtcNow()), (receipt.To, receipt.Date));
        Assert.EndsWith("/kvitto/1", receipt.Link!.AbsolutePath);
        Assert.Contains("Kim Exempel (handläggare)", (await world.OpenAsync(receipt.Link.AbsolutePath)).Text);
        Assert.Equal("kvitto: board.deputy@town.example", (await world.TrailAsync("mailSent"))[^1].GetProperty("about").GetString());
        await world.AdvanceToAsync(new DateOnly(2026, 1, 20), 9);
        Assert.Single(world.Mails, mail => mail.Subject.StartsWith("Kvitto", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_submissions_within_one_moment_have_their_receipts_ten_minutes_apart()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var link = world.LinkOf("housing@town.example");

        await world.SubmitAsync(link, Contribution);
        await world.SubmitAsync(link, ("2:1.status", "dropped"), ("2:1.what", "Inga boenden fanns."));
        Assert.Equal(["invitation", "receipt-0001"], world.NoticesTo("housing@town.example").Order(StringComparer.Ordinal));
        await world.AdvanceToAsync(new DateOnly(2026, 1, 12), 10);

        Assert.Equal(["invitation", "receipt-0001", "receipt-0002"], world.NoticesTo("housing@town.example").Order(StringComparer.Ordinal));
        Assert.Contains("Det här återstår att skicka in", world.Mails.Single(mail => mail.File.Contains("receipt-0001")).Text);
        Assert.Contains("Därmed har ni svarat på allt.", world.Mails.Single(mail => mail.File.Contains("receipt-0002")).Text);
    }

    [Fact]
    public async Task What_came_in_seconds_before_the_close_has_its_receipt_although_its_signal_was_lost()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        await SubmitUnheardAsync(world);

        await world.PostAsync($"api/rounds/{SmallTown.RoundId}/close", "");
        await world.SettleAsync();

        Assert.Equal(["invitation", "receipt-0001", "thanks"], world.NoticesTo("housing@town.example").Order(StringComparer.Ordinal));
        Assert.Single(await world.TrailAsync("reportCompiled"));
        Assert.True((await world.Local.Emulator.DurableClient.GetInstanceAsync("town-2025~1~housing",
            TestContext.Current.CancellationToken))!.IsCompleted);
    }

    [Fact]
    public async Task A_receipt_whose_signal_was_lost_comes_within_a_day()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        await SubmitUnheardAsync(world);
        await world.AdvanceToAsync(new DateOnly(2026, 1, 12), 23);
        Assert.Equal(["invitation"], world.NoticesTo("housing@town.example"));

        await world.AdvanceToAsync(new DateOnly(2026, 1, 13), 9);

        Assert.Equal(["invitation", "receipt-0001"], world.NoticesTo("housing@town.example").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Letters_about_a_delegation_whose_signals_were_lost_come_within_a_day()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var delegation = new Delegation("handover0001", Run: 1, "1:1", "Robin Exempel", "robin@town.example", "mailbox", Now(world));
        await PutUnheardAsync(world, delegation);
        await world.AdvanceToAsync(new DateOnly(2026, 1, 13), 9);
        Assert.Single(world.Mails, mail => mail.File.Contains("~handover0001~handover0001"));

        await PutUnheardAsync(world, delegation with { CompletedAt = Now(world), CompletedRun = 1 });
        await world.AdvanceToAsync(new DateOnly(2026, 1, 14), 9);

        Assert.Contains("handover0001back", world.NoticesTo("housing@town.example"));
    }

    [Fact]
    public async Task The_letter_about_more_time_whose_signal_was_lost_comes_within_a_day()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var rounds = (RoundTable)world.Local.Emulator.Services.GetService(typeof(RoundTable))!;
        var stored = await rounds.GetAsync(SmallTown.RoundId, TestContext.Current.CancellationToken);
        await world.AdvanceToAsync(new DateOnly(2026, 1, 12), 10);
        var moved = stored.Round with
        {
            FirstDeadline = stored.Round.Deadline,
            Deadline = stored.Round.Deadline.AddDays(7),
            Closes = stored.Round.Closes.AddDays(7),
            ExtendedAt = Now(world),
        };
        var entry = new FollowUp.Trail.TrailEntry("extended|1", Now(world), "Kim Exempel", FollowUp.Trail.TrailEvent.RoundExtended, null,
            "");
        Assert.True(await rounds.ChangeAsync(stored, moved, entry, TestContext.Current.CancellationToken));

        await world.AdvanceToAsync(new DateOnly(2026, 1, 13), 9);

        Assert.Contains(RoundIds.ExtendedNotice(moved.Deadline), world.NoticesTo("housing@town.example"));
    }

    [Fact]
    public async Task A_receipt_whose_mail_failed_until_the_round_had_closed_is_not_withdrawn()
    {
        await using var service = await ScriptedMailService.StartAsync(mail => mail.Key.Contains("~receipt-") ? new MailAnswer(500)
            : MailAnswer.Accepted);
        await using var world = await TestWorld.WithOpenRoundAsync(storage, service.Settings);
        await world.SubmitAsync(FormIn(service, "housing@town.example"), Contribution);
        await world.PostAsync($"api/rounds/{SmallTown.RoundId}/close", "");

        service.Script = _ => MailAnswer.Accepted;
        await world.AdvanceToAsync(new DateOnly(2026, 1, 13), 9);

        Assert.Single(service.Accepted, mail => mail.To == "housing@town.example" && mail.Key.Contains("~receipt-0001~"));
        Assert.Empty(await world.TrailAsync("mailWithdrawn"));
        Assert.Single(await world.TrailAsync("reportCompiled"));
    }

    [Fact]
    public async Task A_receipt_that_a_failed_orchestration_decided_is_sent_by_the_next_one_after_the_close()
    {
        await using var service = await ScriptedMailService.StartAsync(mail => mail.Key.Contains("~receipt-") ? new MailAnswer(500)
            : MailAnswer.Accepted);
        await using var world = await TestWorld.WithOpenRoundAsync(storage, service.Settings);
        await world.SubmitAsync(FormIn(service, "housing@town.example"), Contribution);
        foreach (var instance in new[] { "town-2025~1", "town-2025~1~housing" })
        {
            await world.Local.Emulator.DurableClient.TerminateInstanceAsync(instance, cancellation: TestContext.Current.CancellationToken);
        }
        await world.PostAsync($"api/rounds/{SmallTown.RoundId}/close", "");

        service.Script = _ => MailAnswer.Accepted;
        await world.AdvanceToAsync(new DateOnly(2026, 1, 14), 9);

        Assert.Single(service.Accepted, mail => mail.To == "housing@town.example" && mail.Key.Contains("~receipt-0001~"));
        Assert.Single(await world.TrailAsync("reportCompiled"));
    }

    [Fact]
    public async Task A_receipt_that_is_refused_is_seen_and_the_round_goes_on()
    {
        await using var service = await ScriptedMailService.StartAsync(mail => mail.Key.Contains("~receipt-")
            ? MailAnswer.Refused("No such address.") : MailAnswer.Accepted);
        await using var world = await TestWorld.WithOpenRoundAsync(storage, service.Settings);

        await world.SubmitAsync(FormIn(service, "housing@town.example"), Contribution);
        await world.AdvanceToAsync(new DateOnly(2026, 2, 13), 9);

        Assert.Equal("receipt-0001", Assert.Single((await world.GetJsonAsync($"api/rounds/{SmallTown.RoundId}")).GetProperty("departments")
            .EnumerateArray()
            .Single(department => department.GetProperty("id").GetString() == "housing").GetProperty("refusedMails").EnumerateArray())
                .GetProperty("notice").GetString());
        Assert.Contains(service.Accepted, mail => mail.To == "housing@town.example" && mail.Key.Contains("~reminder-14~"));
    }

    [Fact]
    public void A_receipt_goes_to_the_one_whose_link_it_was_also_when_the_register_no_longer_counts_them()
    {
        var work = SmallTown.Work("board").Submitting(TestWorld.Start, ("1:1", SmallTown.Done()));
        var gone = work with
        {
            Department = work.Department with
            {
                Contacts = work.Department.Contacts.Select(contact =>
            contact with { To = new DateOnly(2025, 12, 31) }).ToList()
            }
        };

        var receipt = Assert.Single(Notice.BesideLadder(SmallTown.Open.For(null), gone));
        Assert.Equal(("board@town.example", "receipt-0001"),
            (Assert.Single(receipt.Recipients(gone, new DateOnly(2026, 1, 12))).Email, receipt.Id));
    }

    [Fact]
    public void A_submission_of_an_earlier_run_needs_only_its_missing_receipt()
    {
        var (again, work) = ((SmallTown.Open with { Run = 2 }).For(null),
            SmallTown.Work("board").Submitting(TestWorld.Start, ("1:1", SmallTown.Done())));

        Assert.Empty(Notice.BesideLadder(again, work with { NoticesDecidedBefore = new HashSet<string> { "invitation", "receipt-0001" } }));
        Assert.Equal("receipt-0001", Assert.Single(Notice.BesideLadder(again,
            work with { NoticesDecidedBefore = new HashSet<string> { "invitation" } })).Id);
    }

    /// <summary>Submits without the signal, as a crash between the two would.</summary>
    private static DateTimeOffset Now(TestWorld world) => world.Local.Emulator.Clock.GetUtcNow();

    /// <summary>Commits without the signal, as a crash between the two would.</summary>
    private static async Task PutUnheardAsync(TestWorld world, Delegation delegation)
    {
        var answers = (AssignmentTable)world.Local.Emulator.Services.GetService(typeof(AssignmentTable))!;
        var stored = (await answers.FindAsync(SmallTown.RoundId, "housing", 1, TestContext.Current.CancellationToken))!;
        var entry = new FollowUp.Trail.TrailEntry($"{delegation.Id}|{delegation.CompletedRun}", Now(world), "Kim Exempel",
            FollowUp.Trail.TrailEvent.Delegated, "housing", "");
        Assert.True(await answers.PutDelegationAsync(stored, delegation, entry, TestContext.Current.CancellationToken));
    }

    private static async Task SubmitUnheardAsync(TestWorld world)
    {
        await world.SaveAsync(world.LinkOf("housing@town.example"), Contribution);
        var answers = (FollowUp.Rounds.AssignmentTable)world.Local.Emulator.Services.GetService(typeof(FollowUp.Rounds.AssignmentTable))!;
        var stored = (await answers.FindAsync(SmallTown.RoundId, "housing", 1, TestContext.Current.CancellationToken))!;
        var now = world.Local.Emulator.Clock.GetUtcNow();
        var submission = new Submission(1, Run: 1, stored.Work.Department.Recipients.Single().Id, "Kim Exempel", "handläggare", now,
            ["1:1"], Timetable.DeadlineAt(SmallTown.Open));
        var entry = new FollowUp.Trail.TrailEntry("submitted|0001", now, "Kim Exempel", FollowUp.Trail.TrailEvent.Submitted, "housing", "");
        Assert.True(await answers.SubmitAsync(stored, submission, entry, TestContext.Current.CancellationToken));
    }

    private static string FormIn(ScriptedMailService service, string address) =>
        new Uri(service.Accepted.Last(mail => mail.To == address).Text.Split('\n')
            .First(line => line.StartsWith("http", StringComparison.Ordinal))).AbsolutePath;
}
