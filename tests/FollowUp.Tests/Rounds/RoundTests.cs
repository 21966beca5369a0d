using System.Net;
using System.Text.Json;
using FollowUp.Acts;
using FollowUp.Orchestration;
using FollowUp.Plans;
using FollowUp.Rounds;
using FollowUp.Time;
using Microsoft.Extensions.DependencyInjection;

namespace FollowUp.Tests.Rounds;

/// <summary>A round through the coordinator's API and the departments' pages, on the emulator and a real Azurite.</summary>
public sealed class RoundTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task An_open_round_invites_every_recipient_once_on_the_opening_day()
    {
        await using var world = await TestWorld.StartAsync(azurite);
        await world.OpenRoundAsync();
        await world.AdvanceToAsync(new DateOnly(2026, 1, 12), 7);
        Assert.Empty(world.Mails);

        await world.AdvanceToAsync(new DateOnly(2026, 1, 12), 9);

        Assert.Equal(
            ["board.deputy@town.example", "board@town.example", "housing@town.example", "social@town.example"],
            world.Mails.Select(mail => mail.To).Order(StringComparer.Ordinal));
        Assert.Equal(4, world.Mails.Select(mail => mail.Link).Distinct().Count());
        Assert.All(world.Mails, mail => Assert.Equal(new DateTimeOffset(2026, 1, 12, 7, 0, 0, TimeSpan.Zero), mail.Date));
    }

    [Fact]
    public async Task A_department_whose_questionnaire_would_not_fit_a_row_hinders_the_opening()
    {
        string Plan(string more) => SmallTown.Plan[..SmallTown.Plan.IndexOf("      - nummer: \"1:2\"", StringComparison.Ordinal)]
            + string.Concat(Enumerable.Range(2, Responsibility.MaxMeasures - 1)
            .Select(number => $"      - nummer: \"1:{number}\"\n        titel: Åtgärd {number}\n        ansvariga: [Kommunstyrelsen]\n    "
            + $"    nivåer: [universell]\n{more}"));
        await using var world = await TestWorld.StartAsync(azurite);
        await world.ImportAsync();
        async Task<(HttpStatusCode Status, string Text)> OpenAsync(string round, string plan)
        {
            Assert.Equal(HttpStatusCode.OK, (await world.PostAsync("api/plans", plan)).Status);
            Assert.Equal(HttpStatusCode.Created,
                (await world.PostAsync("api/rounds", SmallTown.Round.Replace(SmallTown.RoundId, round))).Status);
            return await world.PostAsync($"api/rounds/{round}/open", "");
        }

        var refused = await OpenAsync("long-2025",
            Plan("        indikatorer: [{ namn: A }, { namn: B }, { namn: C }, { namn: D }, { namn: E }]\n"));
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("Kommunstyrelsen", Assert.Single(JsonDocument.Parse(refused.Text).RootElement.GetProperty("problems")
            .EnumerateArray().ToList()).GetString());
        Assert.Equal(HttpStatusCode.Accepted, (await OpenAsync("town-2025", Plan(""))).Status);
    }

    [Fact]
    public async Task Opening_twice_at_once_opens_once()
    {
        await using var world = await TestWorld.StartAsync(azurite);
        await world.ImportAsync();
        await world.PostAsync("api/rounds", SmallTown.Round);

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => world.PostAsync($"api/rounds/{SmallTown.RoundId}/open", "")));
        await world.AdvanceToAsync(new DateOnly(2026, 1, 12), 9);

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Accepted, answer.Status));
        Assert.Equal(4, world.Mails.Count);
        Assert.Equal(1, (await world.GetJsonAsync($"api/rounds/{SmallTown.RoundId}")).GetProperty("round").GetProperty("run").GetInt32());
        Assert.Single(await world.TrailAsync("roundOpened"));
    }

    [Fact]
    public async Task The_ladder_reminds_marks_overdue_and_tells_the_head()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        var invitations = world.Mails.Count;

        await world.AdvanceToAsync(new DateOnly(2026, 2, 13), 9);
        Assert.Equal(invitations + 4, world.Mails.Count);
        Assert.All(world.Mails.Skip(invitations), mail => Assert.StartsWith("Påminnelse: Trygg stad", mail.Subject));

        await world.AdvanceToAsync(new DateOnly(2026, 3, 2), 9);
        Assert.Equal(3, (await world.TrailAsync("deadlinePassed")).Count);
        Assert.Equal(4, world.Mails.Count(mail => mail.Subject.StartsWith("Svarstiden har gått ut", StringComparison.Ordinal)));

        await world.AdvanceToAsync(new DateOnly(2026, 3, 9), 9);
        var toHeads = world.Mails.Where(mail => mail.Subject.StartsWith("Svar saknas", StringComparison.Ordinal)).ToList();
        Assert.Equal(["board.head@town.example", "social.head@town.example"],
            toHeads.Select(mail => mail.To).Order(StringComparer.Ordinal));
        Assert.All(toHeads, mail => Assert.Null(mail.Link));
        Assert.Equal(2, (await world.TrailAsync("escalated")).Count);
        Assert.Equal("housing", Assert.Single(await world.TrailAsync("nobodyToTell")).GetProperty("departmentId").GetString());
    }

    [Fact]
    public async Task Whoever_has_submitted_everything_hears_nothing_more_after_the_receipt()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        await world.SubmitAsync(world.LinkOf("housing@town.example"),
            ("1:1.contribution", "Lokal."), ("1:1.involved", "yes"),
            ("2:1.status", "done"), ("2:1.what", "Tolv boenden."), ("2:1.how", "routine"));

        await world.AdvanceToAsync(new DateOnly(2026, 3, 21), 1);

        Assert.Equal(["invitation", "receipt-0001"], world.RungsTo("housing@town.example"));
        Assert.Equal(3, world.Mails.Count(mail => mail.To == "social@town.example"));
        Assert.Equal("submitted", await world.StateOfAsync("housing"));
        Assert.Equal("missing", await world.StateOfAsync("social"));
    }

    [Fact]
    public async Task Whoever_has_submitted_in_part_is_told_what_is_left()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        await world.SubmitAsync(world.LinkOf("housing@town.example"), ("1:1.contribution", "Lokal."), ("1:1.involved", "yes"));

        await world.AdvanceToAsync(new DateOnly(2026, 2, 13), 9);

        Assert.Equal(["invitation", "receipt-0001", "reminder-14"], world.RungsTo("housing@town.example"));
        var reminder = world.Mails.Last(mail => mail.To == "housing@town.example");
        Assert.Contains("har börjat svara", reminder.Text);
        Assert.Contains("– 2:1 Erbjuda boende", reminder.Text);
        Assert.Equal("partlySubmitted", await world.StateOfAsync("housing"));
    }

    [Fact]
    public async Task A_round_closes_by_itself_at_the_end_of_its_last_day_and_has_its_report()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        await world.SubmitAsync(world.LinkOf("housing@town.example"), ("1:1.contribution", "Lokal."), ("1:1.involved", "yes"));
        await world.AdvanceToAsync(new DateOnly(2026, 3, 20), 23);
        Assert.Equal(HttpStatusCode.NotFound, (await world.GetAsync($"api/rounds/{SmallTown.RoundId}/report.json")).Status);

        await world.AdvanceToAsync(new DateOnly(2026, 3, 21), 0);

        var figures = (await world.GetJsonAsync($"api/rounds/{SmallTown.RoundId}/report.json")).GetProperty("figures");
        Assert.Equal([("complete", 0), ("partial", 1), ("missing", 2), ("late", 0)],
            figures.GetProperty("responseRate").EnumerateObject().Select(rate => (rate.Name, rate.Value.GetProperty("count").GetInt32())));
        Assert.Equal(3, figures.GetProperty("measures").GetArrayLength());
    }

    [Fact]
    public async Task Closing_early_twice_at_once_closes_once_and_no_mail_follows()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => world.PostAsync($"api/rounds/{SmallTown.RoundId}/close", "")));
        await world.AdvanceToAsync(new DateOnly(2026, 4, 1), 9);

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Accepted, answer.Status));
        Assert.Equal(4, world.Mails.Count);
        Assert.Single(await world.TrailAsync("roundClosed"));
        Assert.Single(await world.TrailAsync("reportCompiled"));
        Assert.Equal(HttpStatusCode.Conflict, (await world.PostAsync($"api/rounds/{SmallTown.RoundId}/open", "")).Status);
    }

    [Fact]
    public async Task A_close_whose_signal_was_lost_is_seen_by_the_daily_look()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        // What the close button does, without its signal.
        var rounds = (FollowUp.Rounds.RoundTable)world.Local.Emulator.Services.GetService(typeof(FollowUp.Rounds.RoundTable))!;
        var stored = await rounds.GetAsync(SmallTown.RoundId, TestContext.Current.CancellationToken);
        Assert.True(await RoundSteps.CloseAsync(rounds, stored, "test", world.Local.Emulator.Clock.GetUtcNow(),
            TestContext.Current.CancellationToken));

        await world.AdvanceToAsync(new DateOnly(2026, 1, 13), 9);

        Assert.Equal(HttpStatusCode.OK, (await world.GetAsync($"api/rounds/{SmallTown.RoundId}/report.json")).Status);
    }

    [Fact]
    public async Task A_round_opened_but_killed_before_its_orchestration_started_is_taken_up()
    {
        await using var world = await TestWorld.StartAsync(azurite);
        await world.ImportAsync();
        await world.PostAsync("api/rounds", SmallTown.Round);
        var rounds = (FollowUp.Rounds.RoundTable)world.Local.Emulator.Services.GetService(typeof(FollowUp.Rounds.RoundTable))!;
        var stored = await rounds.GetAsync(SmallTown.RoundId, TestContext.Current.CancellationToken);
        Assert.True(await RoundChanges.OpenAsync(rounds, stored, 1, "test", world.Local.Emulator.Clock.GetUtcNow(),
            TestContext.Current.CancellationToken));

        await world.AdvanceToAsync(new DateOnly(2026, 1, 12), 9);

        Assert.Equal(4, world.Mails.Count);
    }

    [Fact]
    public async Task A_restart_in_the_middle_goes_on_where_it_stood_with_the_same_links()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        await world.SaveAsync(world.LinkOf("social@town.example"), ("1:2.what", "Halvfärdigt."));
        var token = world.LinkOf("social@town.example");

        await world.RestartAsync();

        Assert.Contains("Halvfärdigt.", (await world.OpenSectionAsync(token, "1:2")).Html);
        await world.AdvanceToAsync(new DateOnly(2026, 3, 21), 1);
        Assert.Equal(token, world.LinkOf("social@town.example"));
        Assert.Equal(4 + 4 + 4 + 2, world.Mails.Count);
        Assert.Equal(HttpStatusCode.OK, (await world.GetAsync($"api/rounds/{SmallTown.RoundId}/report.html")).Status);
    }

    [Fact]
    public async Task After_an_outage_over_two_rungs_one_mail_goes_out_and_not_two()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);

        await world.Local.Emulator.VirtualClock!.AdvanceToAsync(StockholmTime.At(new DateOnly(2026, 3, 3), new TimeOnly(9, 0)),
            TestContext.Current.CancellationToken);
        await world.SettleAsync();

        Assert.Equal(["invitation", "overdue+1"], world.RungsTo("social@town.example"));
    }

    [Theory]
    [InlineData("town-2025~1", 1)]
    [InlineData("town-2025~1~~closing", 0)]
    [InlineData("town-2025~1~housing", 0)]
    public async Task An_orchestration_that_broke_is_replaced_or_begins_again_and_goes_on_from_the_rows(string instance, int replaced)
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        await world.SubmitAsync(world.LinkOf("housing@town.example"), ("1:1.contribution", "Lokal."), ("1:1.involved", "yes"));
        await world.Local.Emulator.DurableClient.TerminateInstanceAsync(instance, cancellation: TestContext.Current.CancellationToken);

        await world.AdvanceToAsync(new DateOnly(2026, 3, 21), 9);

        Assert.Equal(replaced, (await world.TrailAsync("orchestrationRestarted")).Count);
        // The departments of the broken one are still there, and do nothing more.
        Assert.Equal(4 + 4 + 4 + 2 + 1 + world.Digests.Count, (await world.TrailAsync("mailSent")).Count);
        Assert.Equal(4 + 4 + 4 + 2 + 1, world.Mails.Count);
        Assert.Single(await world.TrailAsync("reportCompiled"));
        Assert.Equal("partlySubmitted", await world.StateOfAsync("housing"));
    }

    [Fact]
    public async Task A_close_that_a_failed_orchestration_left_behind_does_not_close_the_departments_of_the_one_that_took_over()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        await world.Local.Emulator.DurableClient.TerminateInstanceAsync("town-2025~1", cancellation: TestContext.Current.CancellationToken);
        await world.AdvanceToAsync(new DateOnly(2026, 1, 13), 9);

        await ActivatorUtilities.CreateInstance<RoundActivities>(world.Local.Emulator.Services)
            .CloseRound(new RoundRun(SmallTown.RoundId, 1), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, (await world.OpenAsync(world.LinkOf("housing@town.example"))).Status);
    }

    [Fact]
    public async Task A_register_that_changes_after_the_opening_does_not_change_who_is_asked()
    {
        await using var world = await TestWorld.StartAsync(azurite);
        await world.OpenRoundAsync();
        await world.PostAsync("api/departments",
            SmallTown.Departments[..SmallTown.Departments.IndexOf("  - id: housing", StringComparison.Ordinal)]);

        await world.AdvanceToAsync(new DateOnly(2026, 1, 12), 9);

        Assert.Contains(world.Mails, mail => mail.To == "housing@town.example");
    }

    [Fact]
    public async Task A_round_whose_deadline_has_passed_is_not_opened()
    {
        await using var world = await TestWorld.StartAsync(azurite);
        await world.ImportAsync();
        await world.PostAsync("api/rounds", SmallTown.Round);
        await world.AdvanceToAsync(new DateOnly(2026, 2, 28), 0);

        Assert.Equal(HttpStatusCode.Conflict, (await world.PostAsync($"api/rounds/{SmallTown.RoundId}/open", "")).Status);
        await world.AdvanceToAsync(new DateOnly(2026, 4, 1), 0);
        Assert.Empty(world.Mails);
    }

    [Fact]
    public async Task Any_round_id_that_is_allowed_is_a_round_of_its_own()
    {
        await using var world = await TestWorld.StartAsync(azurite);
        await world.ImportAsync();

        foreach (var id in new[] { "rounds", "round", "department" })
        {
            Assert.Equal(HttpStatusCode.Created, (await world.PostAsync("api/rounds", SmallTown.Round.Replace("town-2025", id))).Status);
        }

        var listed = (await world.GetJsonAsync("api/rounds")).EnumerateArray().Select(round => round.GetProperty("id").GetString());
        Assert.Equal(["department", "round", "rounds"], listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_year_passes_in_seconds()
    {
        await using var world = await TestWorld.StartAsync(azurite);
        var round = SmallTown.Round.Replace("2026-02-27", "2026-11-30").Replace("2026-03-20", "2026-12-18");
        await world.OpenRoundAsync(round);

        await world.AdvanceToAsync(new DateOnly(2027, 1, 9), 9);

        // The last one is the calendar's: the plan ends within a year.
        Assert.Equal(4 + 4 + 4 + 2 + 1, world.Mails.Count);
        Assert.Equal(HttpStatusCode.OK, (await world.GetAsync($"api/rounds/{SmallTown.RoundId}/report.json")).Status);
    }

    [Fact]
    public async Task Two_rounds_at_once_do_not_meet()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        var other = SmallTown.Round.Replace("town-2025", "town-2025-extra").Replace("2026-01-12", "2026-01-13");
        await world.OpenRoundAsync(other);
        await world.AdvanceToAsync(new DateOnly(2026, 1, 13), 9);

        Assert.Equal(8, world.Mails.Count);
        await world.PostAsync("api/rounds/town-2025-extra/close", "");
        await world.AdvanceToAsync(new DateOnly(2026, 1, 14), 9);

        Assert.Equal("open", (await world.GetJsonAsync($"api/rounds/{SmallTown.RoundId}")).GetProperty("round").GetProperty("state")
            .GetString());
        Assert.Equal(HttpStatusCode.OK, (await world.GetAsync("api/rounds/town-2025-extra/report.json")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await world.GetAsync($"api/rounds/{SmallTown.RoundId}/report.json")).Status);
    }

    [Theory]
    [InlineData("{", "JSON")]
    [InlineData("null", "JSON")]
    [InlineData("{}", "id:")]
    public async Task A_bad_draft_is_refused_with_the_reason(string body, string reason)
    {
        await using var world = await TestWorld.StartAsync(azurite);
        await world.ImportAsync();

        var (status, text) = await world.PostAsync("api/rounds", body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(reason, text);
    }

    [Fact]
    public async Task What_cannot_be_done_to_a_round_is_refused_and_changes_nothing()
    {
        await using var world = await TestWorld.StartAsync(azurite);
        Assert.Equal(HttpStatusCode.BadRequest, (await world.PostAsync("api/rounds", SmallTown.Round)).Status); // no such plan yet
        await world.ImportAsync();
        Assert.Equal(HttpStatusCode.Created, (await world.PostAsync("api/rounds", SmallTown.Round)).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await world.PostAsync("api/rounds", SmallTown.Round)).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await world.PostAsync($"api/rounds/{SmallTown.RoundId}/close", "")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await world.PostAsync("api/rounds/other/open", "")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await world.GetAsync("api/rounds/other")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await world.GetAsync("api/rounds/other/trail")).Status);

        // A register that no longer has a department of the plan.
        var shorter = SmallTown.Departments[..SmallTown.Departments.IndexOf("  - id: housing", StringComparison.Ordinal)];
        Assert.Equal(HttpStatusCode.OK, (await world.PostAsync("api/departments", shorter)).Status);
        var (status, text) = await world.PostAsync($"api/rounds/{SmallTown.RoundId}/open", "");
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("housing", text);
        Assert.Equal("draft", (await world.GetJsonAsync($"api/rounds/{SmallTown.RoundId}")).GetProperty("round").GetProperty("state")
            .GetString());
    }

    [Fact]
    public async Task The_coordinators_api_is_closed_without_the_key()
    {
        await using var world = await TestWorld.StartAsync(azurite);

        foreach (var (method, route) in new[] { ("POST", "/api/plans"), ("POST", "/api/departments"), ("POST", "/api/rounds"),
            ("POST", "/api/rounds/a/open"), ("POST", "/api/rounds/a/close"), ("GET", "/api/rounds"), ("GET", "/api/rounds/a"),
            ("GET", "/api/rounds/a/trail"), ("GET", "/api/rounds/a/report.html"), ("GET", "/api/rounds/a/report.json") })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await world.AskAsync(new HttpRequestMessage(new HttpMethod(method), route))).Status);
        }
    }

    [Fact]
    public async Task A_faulty_plan_over_http_is_refused_with_file_and_line_and_nothing_is_imported()
    {
        await using var world = await TestWorld.StartAsync(azurite);
        await world.PostAsync("api/departments", SmallTown.Departments);

        var (status, text) = await world.PostAsync("api/plans?file=stadens-plan.yaml",
            SmallTown.Plan.Replace("nivåer: [indikerad]", "nivåer: [indikativ]"));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("stadens-plan.yaml:28:", text);
        Assert.Equal(HttpStatusCode.BadRequest, (await world.PostAsync("api/rounds", SmallTown.Round)).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await world.PostAsync("api/plans", new string('x', 2_000_001))).Status);
    }

    [Fact]
    public async Task Importing_the_same_plan_again_adds_no_version_and_a_changed_one_does()
    {
        await using var world = await TestWorld.StartAsync(azurite);
        await world.ImportAsync();

        Assert.Contains("\"version\":1", (await world.PostAsync("api/plans", SmallTown.Plan)).Text);
        Assert.Contains("\"version\":2",
            (await world.PostAsync("api/plans", SmallTown.Plan.Replace("Erbjuda boende", "Ordna boende"))).Text);
        Assert.Contains("\"version\":3", (await world.PostAsync("api/plans", SmallTown.Plan)).Text);
    }
}
