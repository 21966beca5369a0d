using System.Net;
using FollowUp.Plans;
using FollowUp.Rounds;
using FollowUp.Schedule;
using FollowUp.Tests.Mail;

namespace FollowUp.Tests.Acts;

/// <summary>Pause, resume, cancel and return: the coordinator's acts on a round that is under way.</summary>
public sealed class RoundActsTests(TablesFixture storage) : ActTests
{
    private const string Withdrawal = """{"reason": "Planen ska göras om."}""";

    [Fact]
    public async Task A_paused_round_sends_nothing_and_takes_nothing_and_what_came_due_goes_out_when_it_goes_on()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var link = world.LinkOf("housing@town.example");
        var form = await world.OpenSectionAsync(link, "2:1");

        var pressed = await Task.WhenAll(Enumerable.Range(0, 3)
            .Select(_ => world.PostAsync($"{Round}/pause", """{"reason": "Registret ses över."}""")));
        Assert.All(pressed, answer => Assert.Equal(HttpStatusCode.Accepted, answer.Status));
        await world.AdvanceToAsync(new DateOnly(2026, 2, 16), 9);

        Assert.Equal(4, world.Mails.Count);
        var closed = await world.OpenAsync(link);
        Assert.Equal((HttpStatusCode.Gone, true), (closed.Status,
            closed.Text.Contains("Uppföljningen av planen ”Trygg stad” är pausad, och svar tas inte emot just nu.")));
        Assert.Equal(HttpStatusCode.Gone, (await world.PostFormAsync(form, "spara", ("2:1.what", "Hann inte."))).Status);
        var shown = (await world.GetJsonAsync(Round)).GetProperty("round");
        Assert.Equal(("paused", "Registret ses över."),
            (shown.GetProperty("state").GetString(), shown.GetProperty("pauseReason").GetString()));

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => world.PostAsync($"{Round}/resume", "")));
        await world.SettleAsync();

        Assert.Equal(["invitation", "reminder-14"], world.NoticesTo("housing@town.example"));
        Assert.Equal(HttpStatusCode.OK, (await world.OpenAsync(link)).Status);
        Assert.Equal(["roundPaused", "roundResumed"], (await TrailAsync(world)).Where(what => what is "roundPaused" or "roundResumed"));
        await world.AdvanceToAsync(new DateOnly(2026, 3, 21), 1);
        Assert.Equal(["invitation", "reminder-14", "overdue+1"], world.NoticesTo("housing@town.example"));
        Assert.Equal(HttpStatusCode.OK, (await world.GetAsync($"{Round}/report.json")).Status);
    }

    [Fact]
    public async Task A_paused_round_outlives_its_last_day_until_somebody_closes_it()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        await world.PostAsync($"{Round}/pause", "");
        await world.AdvanceToAsync(new DateOnly(2026, 3, 24), 9);
        Assert.Equal("paused", (await world.GetJsonAsync(Round)).GetProperty("round").GetProperty("state").GetString());

        var (status, text) = await world.PostAsync($"{Round}/resume", "");
        Assert.Equal((HttpStatusCode.Conflict, true), (status, text.Contains("Förläng den först, eller stäng den.")));
        Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync($"{Round}/close", "")).Status);
        await world.SettleAsync();

        Assert.Equal(HttpStatusCode.OK, (await world.GetAsync($"{Round}/report.json")).Status);
        Assert.Equal(4, world.Mails.Count);
    }

    [Theory]
    [InlineData("resume")]
    [InlineData("close")]
    public async Task A_receipt_that_waited_for_the_mail_service_when_the_pause_came_goes_out_after_it(string ending)
    {
        await using var service = await ScriptedMailService.StartAsync(mail => mail.Key.Contains("~receipt-") ? new MailAnswer(500)
            : MailAnswer.Accepted);
        await using var world = await TestWorld.WithOpenRoundAsync(storage, service.Settings);
        await world.SubmitAsync(new Uri(service.Accepted.Single(mail => mail.To == "housing@town.example").Text.Split('\n')
            .First(line => line.StartsWith("http", StringComparison.Ordinal))).AbsolutePath, Contribution);
        await world.PostAsync($"{Round}/pause", "");
        service.Script = _ => MailAnswer.Accepted;
        await world.AdvanceToAsync(new DateOnly(2026, 1, 13), 9);
        Assert.Equal(4, service.Accepted.Count);

        await world.PostAsync($"{Round}/{ending}", "");
        await world.AdvanceToAsync(new DateOnly(2026, 1, 13), 11);

        Assert.Single(service.Accepted, mail => mail.Key.Contains("~receipt-0001~"));
        Assert.DoesNotContain("mailWithdrawn", await TrailAsync(world));
    }

    [Fact]
    public async Task A_cancelled_round_ends_without_mail_or_report_and_withdraws_what_was_not_sent()
    {
        await using var service = await ScriptedMailService.StartAsync(_ => new MailAnswer(500));
        await using var world = await TestWorld.WithOpenRoundAsync(storage, service.Settings);

        var pressed = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => world.PostAsync($"{Round}/cancel", Withdrawal)));
        service.Script = _ => MailAnswer.Accepted;
        await world.AdvanceToAsync(new DateOnly(2026, 3, 24), 9);

        Assert.All(pressed, answer => Assert.Equal(HttpStatusCode.Accepted, answer.Status));
        Assert.Empty(service.Accepted);
        var trail = await TrailAsync(world);
        Assert.Equal((1, 4, 0), (trail.Count(what => what == "roundCancelled"), trail.Count(what => what == "mailWithdrawn"),
            trail.Count(what => what is "reportCompiled" or "roundClosed" or "orchestrationRestarted")));
        Assert.Equal(HttpStatusCode.NotFound, (await world.GetAsync($"{Round}/report.json")).Status);
        Assert.Equal("Planen ska göras om.", (await world.GetJsonAsync(Round)).GetProperty("round").GetProperty("cancelReason")
            .GetString());
        foreach (var instance in new[] { "town-2025~1", "town-2025~1~~closing", "town-2025~1~housing" })
        {
            Assert.True((await world.Local.Emulator.DurableClient.GetInstanceAsync(instance,
                TestContext.Current.CancellationToken))!.IsCompleted);
        }
    }

    [Fact]
    public async Task What_cannot_be_done_to_a_round_is_refused_with_the_reason()
    {
        await using var world = await TestWorld.StartAsync(storage);
        await world.ImportAsync();
        await world.PostAsync("api/rounds", SmallTown.Round);
        foreach (var (act, body, sentence) in new[] { ("pause", "", "pausas"), ("resume", "", "återupptas"), ("close", "", "stängas") })
        {
            await RefusedAsync(act, body, HttpStatusCode.Conflict, $"Omgången kan inte {sentence}: den är förberedd men inte öppnad.");
            Assert.Equal(HttpStatusCode.NotFound, (await world.PostAsync($"api/rounds/other/{act}", body)).Status);
        }
        await world.PostAsync($"{Round}/open", "");
        await RefusedAsync("cancel", "", HttpStatusCode.BadRequest, "reason: Skriv varför");
        await RefusedAsync("cancel", """{"reason": " "}""", HttpStatusCode.BadRequest, "reason: Skriv varför");
        await RefusedAsync("cancel", "Vi slutar", HttpStatusCode.BadRequest, "Skicka JSON");
        await RefusedAsync("pause", """{"reason": "om 850709-1232"}""", HttpStatusCode.BadRequest, "personnummer");
        await world.PostAsync($"{Round}/pause", "");
        await RefusedAsync("open", "", HttpStatusCode.Conflict, "Omgången kan inte öppnas: den är pausad.");
        await world.PostAsync($"{Round}/cancel", Withdrawal);
        foreach (var act in new[] { "open", "pause", "resume", "close" })
        {
            await RefusedAsync(act, "", HttpStatusCode.Conflict, "den är avbruten.");
        }

        async Task RefusedAsync(string act, string body, HttpStatusCode expected, string sentence)
        {
            var (status, text) = await world.PostAsync($"{Round}/{act}", body);
            Assert.Equal(expected, status);
            Assert.Contains(sentence, text);
        }
    }

    [Fact]
    public async Task A_cancelled_round_keeps_no_promise_and_is_no_history()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        await world.SubmitAsync(world.LinkOf("housing@town.example"), Contribution);
        await world.PostAsync($"{Round}/cancel", Withdrawal);
        await world.OpenRoundAsync(SmallTown.Round.Replace("town-2025", "town-2025-b").Replace("2026-01-12", "2026-01-13"));
        await world.AdvanceToAsync(new DateOnly(2026, 1, 13), 9);

        Assert.DoesNotContain("Förra svaret", (await world.OpenAsync(world.LinkOf("housing@town.example"))).Text);
    }

    [Fact]
    public void The_calendar_does_not_count_a_cancelled_round()
    {
        var plan = SmallTown.ActionPlan with { FollowUps = [RoundKind.Annual] };
        DueRound Due(RoundState state) => new Calendar([plan], [SmallTown.Open with { State = state }], new DateOnly(2026, 1, 9))
            .Between(new DateOnly(2026, 1, 1), new DateOnly(2026, 2, 1)).OfType<DueRound>().Single();

        Assert.NotNull(Due(RoundState.Paused).CoveredBy);
        Assert.Null(Due(RoundState.Cancelled).CoveredBy);
    }

    [Fact]
    public async Task A_returned_answer_is_asked_about_by_mail_reminded_of_and_answered_by_a_new_submission()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var link = world.LinkOf("housing@town.example");
        await world.SubmitAsync(link, Everything);

        Assert.Equal(HttpStatusCode.Accepted, (await ReturnAsync(world, "1:1", "Vilken lokal?")).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await ReturnAsync(world, "1:1", " Vilken lokal?\\r\\n")).Status);
        await world.SettleAsync();

        var letter = Assert.Single(world.Mails, mail => mail.File.Contains("~returned-"));
        Assert.Equal(("housing@town.example", link, "Behöver kompletteras, svara senast 27 februari 2026: Trygg stad, Bostadsbolaget"),
            (letter.To, letter.Form!.AbsolutePath, letter.Subject));
        Assert.Contains("– 1:1 Utbilda personal", letter.Text);
        Assert.Contains("Samordnarens fråga:\nVilken lokal?\n", letter.Text.ReplaceLineEndings("\n"));
        Assert.Equal("returned", await world.StateOfAsync("housing"));
        Assert.Single(await TrailAsync(world), what => what == "answerReturned");

        await world.AdvanceToAsync(new DateOnly(2026, 2, 13), 9);
        Assert.Contains("Det här behöver kompletteras:\n– 1:1 Utbilda personal",
            world.Mails.Last(mail => mail.To == "housing@town.example").Text.ReplaceLineEndings("\n"));
        await world.SubmitAsync(link, ("1:1.contribution", "Aulan."));
        Assert.Equal("submitted", await world.StateOfAsync("housing"));

        await world.AdvanceToAsync(new DateOnly(2026, 3, 21), 1);
        Assert.Equal(["invitation", "receipt-0001", "receipt-0002", "reminder-14", "returned-0001"],
            world.NoticesTo("housing@town.example").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_department_asked_for_more_after_the_deadline_is_neither_overdue_nor_late()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var link = world.LinkOf("housing@town.example");
        await world.SubmitAsync(link, Everything);
        await world.AdvanceToAsync(new DateOnly(2026, 3, 3), 9);

        await ReturnAsync(world, "2:1", "Varför fanns inga?");
        await world.AdvanceToAsync(new DateOnly(2026, 3, 10), 9);
        Assert.Contains("Kompletteringen redovisas inte som sen.", world.Mails.Last(mail => mail.To == "housing@town.example").Text);
        await world.SubmitAsync(link, ("2:1.what", "Hyresvärden sade upp avtalet."));
        await world.AdvanceToAsync(new DateOnly(2026, 3, 21), 1);

        Assert.Equal(["invitation", "receipt-0001", "receipt-0002", "returned-0001"],
            world.NoticesTo("housing@town.example").Order(StringComparer.Ordinal));
        var housing = (await world.GetJsonAsync($"{Round}/report.json")).GetProperty("figures").GetProperty("departments").EnumerateArray()
            .Single(department => department.GetProperty("id").GetString() == "housing");
        Assert.Equal(("submitted", false), (housing.GetProperty("state").GetString(), housing.GetProperty("late").GetBoolean()));
    }

    [Fact]
    public async Task What_cannot_be_returned_is_refused_with_the_reason()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        await world.SubmitAsync(world.LinkOf("housing@town.example"), Contribution);

        Assert.Equal(HttpStatusCode.NotFound, (await ReturnAsync(world, "9:9", "Vad?")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await ReturnAsync(world, "1:1", "Vad?", "school")).Status);
        Assert.Equal(HttpStatusCode.NotFound,
            (await world.PostAsync("api/rounds/other/departments/housing/return", """{"section": "1:1", "question": "Vad?"}""")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await ReturnAsync(world, "2:1", "Vad?")).Status);
        foreach (var body in new[] { "", "{}", """{"section": "1:1"}""", """{"section": "1:1", "question": " "}""",
            """{"section": "1:1", "question": "Gäller det 850709-1232?"}""",
            $$"""{"section": "1:1", "question": "{{new string('x', 2001)}}"}""" })
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await world.PostAsync($"{Round}/departments/housing/return", body)).Status);
        }
        await world.PostAsync($"{Round}/pause", "");
        var (status, text) = await ReturnAsync(world, "1:1", "Vad?");
        Assert.Equal((HttpStatusCode.Conflict, true), (status, text.Contains("omgången är pausad")));
        Assert.DoesNotContain("answerReturned", await TrailAsync(world));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_was_in_time_by_the_departments_own_longer_time_stays_so_when_the_round_is_opened_again(bool hasExtension)
    {
        var late = Timetable.DeadlineAt(SmallTown.Open).AddDays(1);
        var submitted = SmallTown.Work("social").Submitting(late, ("1:1", SmallTown.Done()));
        // An answer is also in time by a deadline that was extended later.
        submitted = submitted with { Submissions = [submitted.Submissions[0] with { Deadline = Timetable.DeadlineAt(SmallTown.Open) }] };
        var work = submitted with
        {
            Extension = hasExtension ? new DeadlineExtension(1, SmallTown.Open.Deadline.AddDays(7), "Ny chef.", late)
            : null
        };
        var again = SmallTown.Open with
        {
            Run = 2,
            Deadline = new DateOnly(2026, 4, 10),
            Closes = new DateOnly(2026, 4, 24),
            PastDeadlines = [SmallTown.Open.Deadline],
            ReopenedAt = Timetable.ClosesAt(SmallTown.Open)
        };

        foreach (var round in new[] { SmallTown.Open, again })
        {
            Assert.Equal((!hasExtension, !hasExtension), (work.IsLate(round), AssignmentSummary.Of(work, round.Run).IsLate(round)));
        }
    }

    [Fact]
    public void A_question_is_open_until_something_newer_is_submitted_and_the_newest_one_counts()
    {
        var answered = SmallTown.Work("social").Submitting(TestWorld.Start, ("1:1", SmallTown.Done()), ("1:2", SmallTown.Done()),
            ("2:1", SmallTown.Contributed()));
        var first = new ClarificationRequest(1, 1, "1:1", "Hur?", TestWorld.Start, After: 1);
        var second = first with { Number = 2, Question = "När?" };
        var asked = answered with { Returns = [first, second] };

        Assert.Equal(second, asked.OpenQuestion("1:1"));
        Assert.Equal((AssignmentState.Returned, AssignmentState.Returned, AssignmentState.Submitted),
            (asked.State(RoundState.Open), asked.State(RoundState.Paused), asked.State(RoundState.Closed)));
        var questions = Notice.BesideLadder(SmallTown.Open.For(null), asked).OfType<Returned>().ToList();
        Assert.Equal([null, null], questions.Select(notice => notice.WhyWithdrawn(SmallTown.Open.For(null), asked, TestWorld.Start)));
        Assert.All(questions, notice => Assert.Equal(Texts.Trail.RoundHasClosed,
            notice.WhyWithdrawn(SmallTown.Closed.For(null), asked, TestWorld.Start)));
        var other = asked.Submitting(Timetable.DeadlineAt(SmallTown.Open), ("1:2", SmallTown.NotStarted()));
        Assert.Equal((second, true), (other.OpenQuestion("1:1"), other.IsLate(SmallTown.Open)));
        var completed = asked.Submitting(Timetable.DeadlineAt(SmallTown.Open), ("1:1", SmallTown.NotStarted()));
        // An answer to a question asked before the deadline can be late; one to a question asked after it cannot.
        Assert.Equal((null, true, AssignmentState.Submitted),
            (completed.OpenQuestion("1:1"), completed.IsLate(SmallTown.Open), completed.State(RoundState.Open)));
        var askedLate = (answered with { Returns = [first with { Asked = Timetable.DeadlineAt(SmallTown.Open) }] })
            .Submitting(Timetable.DeadlineAt(SmallTown.Open), ("1:1", SmallTown.NotStarted()));
        Assert.False(askedLate.IsLate(SmallTown.Open));
        Assert.True(askedLate.Submitting(Timetable.DeadlineAt(SmallTown.Open), ("1:1", SmallTown.Done())).IsLate(SmallTown.Open));
    }

    private static Task<(HttpStatusCode Status, string Text)> ReturnAsync(TestWorld world, string section, string question,
        string department = "housing") =>
        world.PostAsync($"{Round}/departments/{department}/return", $$"""{"section": "{{section}}", "question": "{{question}}"}""");

    private static async Task<IReadOnlyList<string>> TrailAsync(TestWorld world) =>
        (await world.GetJsonAsync($"{Round}/trail")).EnumerateArray().Select(entry => entry.GetProperty("what").GetString()!).ToList();
}
