using System.Net;
using System.Text.Json;
using FollowUp.Plans;
using FollowUp.Rounds;

namespace FollowUp.Tests.Rounds;

/// <summary>A round through the coordinator's API and the department's pages, on the emulator.</summary>
public sealed class RoundTests(TablesFixture storage)
{
    [Fact]
    public async Task An_open_round_invites_every_recipient_once_on_the_opening_day()
    {
        await using var world = await TestWorld.StartAsync(storage);
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
        await using var world = await TestWorld.StartAsync(storage);
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
        await using var world = await TestWorld.StartAsync(storage);
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
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var invitations = world.Mails.Count;

        await world.AdvanceToAsync(new DateOnly(2026, 2, 13), 9);
        Assert.Equal(invitations + 4, world.Mails.Count);
        Assert.All(world.Mails.Skip(invitations), mail => Assert.StartsWith("Påminnelse, svara senast", mail.Subject));

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
    public async Task A_department_that_has_submitted_everything_gets_no_mail_after_the_receipt()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        await world.SubmitAsync(world.LinkOf("housing@town.example"),
            ("1:1.contribution", "Lokal."), ("1:1.involved", "yes"),
            ("2:1.status", "done"), ("2:1.what", "Tolv boenden."), ("2:1.how", "routine"));

        await world.AdvanceToAsync(new DateOnly(2026, 3, 21), 1);

        Assert.Equal(["invitation", "receipt-0001"], world.NoticesTo("housing@town.example"));
        Assert.Equal(3, world.Mails.Count(mail => mail.To == "social@town.example"));
        Assert.Equal("submitted", await world.StateOfAsync("housing"));
        Assert.Equal("missing", await world.StateOfAsync("social"));
    }

    [Fact]
    public async Task A_department_that_has_submitted_in_part_is_reminded_of_what_is_left()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        await world.SubmitAsync(world.LinkOf("housing@town.example"), ("1:1.contribution", "Lokal."), ("1:1.involved", "yes"));

        await world.AdvanceToAsync(new DateOnly(2026, 2, 13), 9);

        Assert.Equal(["invitation", "receipt-0001", "reminder-14"], world.NoticesTo("housing@town.example"));
        var reminder = world.Mails.Last(mail => mail.To == "housing@town.example");
        Assert.Contains("har börjat svara", reminder.Text);
        Assert.Contains("– 2:1 Erbjuda boende", reminder.Text);
        Assert.Equal("partlySubmitted", await world.StateOfAsync("housing"));
    }

    [Fact]
    public async Task A_round_closes_by_itself_at_the_end_of_its_last_day_and_has_its_report()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
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
        await using var world = await TestWorld.WithOpenRoundAsync(storage);

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => world.PostAsync($"api/rounds/{SmallTown.RoundId}/close", "")));
        await world.AdvanceToAsync(new DateOnly(2026, 4, 1), 9);

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Accepted, answer.Status));
        Assert.Equal(4, world.Mails.Count);
        Assert.Single(await world.TrailAsync("roundClosed"));
        Assert.Single(await world.TrailAsync("reportCompiled"));
        Assert.Equal(HttpStatusCode.Conflict, (await world.PostAsync($"api/rounds/{SmallTown.RoundId}/open", "")).Status);
    }

    [Fact]
    public async Task A_register_that_changes_after_the_opening_does_not_change_who_is_asked()
    {
        await using var world = await TestWorld.StartAsync(storage);
        await world.OpenRoundAsync();
        await world.PostAsync("api/departments",
            SmallTown.Departments[..SmallTown.Departments.IndexOf("  - id: housing", StringComparison.Ordinal)]);

        await world.AdvanceToAsync(new DateOnly(2026, 1, 12), 9);

        Assert.Contains(world.Mails, mail => mail.To == "housing@town.example");
    }

    [Fact]
    public async Task A_round_whose_deadline_has_passed_is_not_opened()
    {
        await using var world = await TestWorld.StartAsync(storage);
        await world.ImportAsync();
        await world.PostAsync("api/rounds", SmallTown.Round);
        await world.AdvanceToAsync(new DateOnly(2026, 2, 28), 0);

        Assert.Equal(HttpStatusCode.Conflict, (await world.PostAsync($"api/rounds/{SmallTown.RoundId}/open", "")).Status);
        await world.AdvanceToAsync(new DateOnly(2026, 4, 1), 0);
        Assert.Empty(world.Mails);
    }

    [Fact]
    public async Task Half_a_year_passes_in_seconds()
    {
        await using var world = await TestWorld.StartAsync(storage);
        var round = SmallTown.Round.Replace("2026-02-27", "2026-06-15").Replace("2026-03-20", "2026-07-03");
        await world.OpenRoundAsync(round);

        await world.AdvanceToAsync(new DateOnly(2026, 7, 10), 9);

        Assert.Equal(4 + 4 + 4 + 2, world.Mails.Count);
        Assert.Equal(HttpStatusCode.OK, (await world.GetAsync($"api/rounds/{SmallTown.RoundId}/report.json")).Status);
    }

    [Fact]
    public async Task Two_rounds_at_once_do_not_meet()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
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
}
