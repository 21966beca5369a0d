using System.Net;
using System.Text;
using System.Text.Json;
using FollowUp.Api;
using FollowUp.Links;
using FollowUp.Plans;
using FollowUp.Rounds;
using FollowUp.Schedule;
using FollowUp.Tests.Mail;

namespace FollowUp.Tests.Coordinator;

/// <summary>
/// What the calendar does by itself, on the emulator. The tests begin on a Friday, three days before the yearly round usually opens.
/// </summary>
public sealed class WatchCalendarTests(TablesFixture storage)
{
    private const string Coordinator = "samordnaren@kommunen.example";

    private static readonly DateOnly OpeningDay = new(2026, 1, 12);

    private static readonly string Plan = SmallTown.Plan.Replace("till: 2027-12-31", "till: 2027-12-31\nuppföljning: [årlig, halvår]");

    private static readonly Dictionary<string, string?> OpensItself = new() { ["FollowUp:OpensDueRounds"] = "true" };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_due_round_is_drafted_once_and_announced_once_however_often_the_morning_comes()
    {
        await using var world = await StartAsync();
        await world.AdvanceToAsync(new DateOnly(2026, 1, 10), 7);
        await world.RestartAsync();
        await world.AdvanceToAsync(new DateOnly(2026, 2, 27), 9);

        var round = Assert.Single((await world.GetJsonAsync("api/rounds")).EnumerateArray());
        Assert.Equal(["town-2025", "Årlig uppföljning 2025", "annual", "2025", "2026-01-12", "2026-02-27", "2026-03-20", Coordinator,
            "draft"],
            Words(round, "id", "title", "kind", "period", "opens", "deadline", "closes", "contactEmail", "state"));
        var mail = Assert.Single(world.Mails);
        Assert.Equal((Coordinator, "Att öppna: Årlig uppföljning 2025, Trygg stad"), (mail.To, mail.Subject));
        Assert.Contains("Den ska öppnas måndagen den 12 januari 2026, sista svarsdag är fredagen den 27 februari 2026", mail.Text);
        Assert.Matches("Se omgången och vad du kan göra:\n *https?://[^/\n]+/samordning/omgangar/town-2025\n", mail.Text);
        Assert.Null(mail.Calendar);
        Assert.Equal("FollowUp", Assert.Single((await world.GetJsonAsync("api/rounds/town-2025/trail")).EnumerateArray()).GetProperty("who")
            .GetString());
    }

    [Fact]
    public async Task Four_weeks_before_the_opening_and_not_earlier()
    {
        await using var world = await StartAsync();
        await DraftAndOpenAsync(world, SmallTown.Round);
        await world.LeapToAsync(new DateOnly(2026, 7, 19), 9);
        Assert.Single(await RoundsAsync(world));

        await world.AdvanceToAsync(new DateOnly(2026, 7, 20), 9);

        Assert.Equal(["town-2025", "town-2026-halvar"], await RoundsAsync(world));
        Assert.Contains("första halvåret 2026", (await world.GetAsync("api/rounds")).Text);
    }

    [Fact]
    public async Task Where_it_may_it_opens_the_round_on_its_opening_day()
    {
        await using var world = await StartAsync(OpensItself);
        await world.AdvanceToAsync(new DateOnly(2026, 1, 11), 23);
        var told = Assert.Single(world.Mails);
        Assert.StartsWith("Förberedd: Årlig uppföljning 2025", told.Subject);
        Assert.Contains("Den öppnas av sig själv", told.Text);

        await world.AdvanceToAsync(OpeningDay, 9);

        Assert.Equal(
            ["board.deputy@town.example", "board@town.example", "housing@town.example", Coordinator, "social@town.example"],
            world.Mails.Select(mail => mail.To).Order(StringComparer.Ordinal));
        Assert.Equal("FollowUp", Assert.Single((await world.TrailAsync("roundOpened"))
            .Select(entry => entry.GetProperty("who").GetString())));
        await world.AdvanceToAsync(OpeningDay.AddDays(3), 9);
        Assert.Equal(5, world.Mails.Count);
    }

    [Fact]
    public async Task What_was_drafted_after_its_opening_day_waits_for_the_coordinator()
    {
        await using var world = await TestWorld.StartAsync(storage, OpensItself);
        await world.LeapToAsync(new DateOnly(2026, 1, 20), 9);
        await ImportAsync(world, Plan);

        await world.AdvanceToAsync(new DateOnly(2026, 1, 30), 9);

        Assert.Contains("öppna den så snart du kan", Assert.Single(world.Mails).Text);
        Assert.Equal("draft", (await world.GetJsonAsync("api/rounds/town-2025")).GetProperty("round").GetProperty("state").GetString());
    }

    [Fact]
    public async Task An_obstacle_to_the_opening_is_reported_once_and_the_opening_is_tried_each_morning()
    {
        await using var world = await StartAsync(OpensItself);
        // The housing company ends, and nobody takes over its measure.
        await ImportAsync(world, Plan, SmallTown.Departments.Replace("slag: bolag", "slag: bolag\n    till: 2026-01-11"));

        await world.AdvanceToAsync(OpeningDay.AddDays(2), 9);
        var told = Assert.Single(world.Mails, mail => mail.Subject.StartsWith("Kunde inte öppnas", StringComparison.Ordinal));
        Assert.Contains("Åtgärd 2:1 har ingen ansvarig", told.Text);
        Assert.Equal(2, world.Mails.Count);

        await ImportAsync(world, Plan);
        await world.AdvanceToAsync(OpeningDay.AddDays(3), 9);
        Assert.Single(world.Mails, mail => mail.To == "housing@town.example" && mail.Link != null);
    }

    [Fact]
    public async Task A_round_that_cannot_be_drafted_is_reported_once()
    {
        await using var world = await TestWorld.StartAsync(storage);
        Assert.Equal(HttpStatusCode.OK, (await world.PostAsync("api/departments", SmallTown.Departments)).Status);
        Assert.Equal(HttpStatusCode.OK, (await world.PostAsync("api/plans", """
            plan: paths
            titel: Vägar framåt
            kommun: Småstads kommun
            från: 2024-01-01
            till: 2027-12-31
            typ: inriktningar
            uppföljning: [vartannat år]
            fokusområden:
              - nummer: 1
                titel: Förebygga
                inriktningar:
                  - nummer: "1:1"
                    titel: Fler känner sig trygga
                    behov:
                      - nivåer: [universell]
                        behov: Alla behöver kunna vara ute på kvällen
            """)).Status);

        await world.AdvanceToAsync(new DateOnly(2026, 1, 14), 9);

        var told = Assert.Single(world.Mails);
        Assert.Equal("Kunde inte förberedas: Uppföljning för 2024–2025, Vägar framåt", told.Subject);
        Assert.Contains("Inriktningar följs upp genom de planer som länkar till dem", told.Text);
        Assert.Empty(await RoundsAsync(world));
    }

    [Fact]
    public async Task What_the_mail_service_did_not_take_is_sent_the_next_morning_under_the_same_id_and_once()
    {
        await using var service = await ScriptedMailService.StartAsync(mail =>
            mail.Attempt switch { 1 => new MailAnswer(503), 2 => new MailAnswer(429), _ => MailAnswer.Accepted });
        await using var world = await StartAsync(service.Settings);

        await world.AdvanceToAsync(new DateOnly(2026, 1, 11), 9);
        Assert.Empty(service.Accepted);
        Assert.Single(await RoundsAsync(world));
        await world.AdvanceToAsync(new DateOnly(2026, 1, 20), 9);

        Assert.Equal(3, service.Received.Count);
        Assert.Single(service.Received.Select(mail => mail.MessageId).Distinct());
        Assert.Equal(Coordinator, Assert.Single(service.Accepted).To);
    }

    [Fact]
    public async Task What_the_mail_service_refused_is_not_sent_again_and_the_round_opens_all_the_same()
    {
        await using var service = await ScriptedMailService.StartAsync(mail => mail.To == Coordinator
            ? MailAnswer.Refused("No such address.") : MailAnswer.Accepted);
        await using var world = await StartAsync(service.Settings.Append(OpensItself.Single()).ToDictionary());

        await world.AdvanceToAsync(OpeningDay, 9);

        Assert.Single(service.Received, mail => mail.To == Coordinator);
        Assert.Equal(4, service.Accepted.Count);
        var notice = Assert.Single(await Notices(world).ListAsync(Cancellation));
        Assert.Contains("No such address.", notice.Refused);
    }

    [Fact]
    public async Task A_round_that_the_coordinator_has_drafted_is_left_alone()
    {
        await using var world = await StartAsync(OpensItself);
        Assert.Equal(HttpStatusCode.Created, (await world.PostAsync("api/rounds", SmallTown.Round.Replace("town-2025", "my-own"))).Status);

        await world.AdvanceToAsync(OpeningDay.AddDays(1), 9);

        Assert.Equal(["my-own"], await RoundsAsync(world));
        Assert.Empty(world.Mails);
        Assert.Equal("draft", (await world.GetJsonAsync("api/rounds/my-own")).GetProperty("round").GetProperty("state").GetString());
    }

    [Fact]
    public async Task The_coordinators_own_round_for_the_same_time_goes_before_the_one_that_was_drafted()
    {
        await using var world = await StartAsync(OpensItself);
        await world.AdvanceToAsync(new DateOnly(2026, 1, 11), 9);
        await DraftAndOpenAsync(world, SmallTown.Round.Replace("town-2025", "my-own"));

        await world.AdvanceToAsync(OpeningDay.AddDays(2), 9);

        Assert.Equal("draft", (await world.GetJsonAsync("api/rounds/town-2025")).GetProperty("round").GetProperty("state").GetString());
        Assert.Single(world.Mails, mail => mail.To == "social@town.example");
    }

    [Fact]
    public async Task An_id_that_another_round_has_is_passed_over()
    {
        await using var world = await StartAsync();
        await world.PostAsync("api/rounds", SmallTown.Round.Replace("\"annual\"", "\"consultation\""));

        await world.AdvanceToAsync(OpeningDay, 9);

        Assert.Equal(["town-2025", "town-2025-2"], await RoundsAsync(world));
        Assert.Contains("town-2025-2", Assert.Single(world.Mails).Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_between_the_decision_and_the_mail_neither_loses_the_round_nor_the_mail(bool drafted)
    {
        await using var world = await StartAsync(OpensItself);
        var key = CalendarKeys.Key("town", new DuePeriod(RoundKind.Annual, 2025, 2025));
        await Notices(world).PutAsync(new CalendarNotice(key, "town-2025", world.Local.Emulator.Clock.GetUtcNow()), Cancellation);
        if (drafted)
        {
            Assert.Equal(HttpStatusCode.Created, (await world.PostAsync("api/rounds", SmallTown.Round)).Status);
        }

        await world.AdvanceToAsync(OpeningDay, 9);

        Assert.Equal(["town-2025"], await RoundsAsync(world));
        Assert.Single(world.Mails, mail => mail.To == Coordinator);
        Assert.Single(await world.TrailAsync("roundOpened"));
    }

    [Fact]
    public async Task An_ending_plan_and_a_floor_give_one_warning_before_and_one_message_after()
    {
        await using var world = await StartAsync();
        await world.LeapToAsync(new DateOnly(2026, 10, 1), 9);
        Assert.DoesNotContain(world.Mails, mail => mail.Subject.StartsWith("Att göra", StringComparison.Ordinal));
        await world.AdvanceToAsync(new DateOnly(2026, 10, 4), 9);
        Assert.Contains("minst en gång om året", Assert.Single(world.Mails, mail =>
            mail.Subject == "Att göra: uppföljning av Trygg stad senast 31 december 2026").Text);

        await world.LeapToAsync(new DateOnly(2026, 12, 30), 9);
        await world.AdvanceToAsync(new DateOnly(2027, 1, 2), 9);
        Assert.Single(world.Mails, mail => mail.Subject == "Uppföljningen har inte gjorts i tid: Trygg stad");
        var end = Assert.Single(world.Mails, mail => mail.Subject == "Planen upphör 31 december 2027: Trygg stad").Text;
        Assert.Contains("ange i den att den ersätter ”Trygg stad” (kortnamn town)", end);
        Assert.Contains("/samordning/planer/town\n", end);

        await world.LeapToAsync(new DateOnly(2027, 12, 31), 9);
        await world.AdvanceToAsync(new DateOnly(2028, 1, 2), 9);
        Assert.Single(world.Mails, mail => mail.Subject == "Planen har upphört utan att ersättas: Trygg stad");
        Assert.Equal(world.Mails.Count, world.Mails.Select(mail => mail.MessageId).Distinct().Count());
        // What should have been done before the plan was read in is not for FollowUp to say.
        Assert.Equal(2, world.Mails.Count(mail => mail.Subject.StartsWith("Uppföljningen har inte gjorts", StringComparison.Ordinal)));
        Assert.Equal(2, (await world.GetJsonAsync("api/calendar?from=2025-01-01")).EnumerateArray().Count(entry =>
            entry.GetProperty("what").GetString() == "floor" && entry.GetProperty("status").GetString() == "missed"));
    }

    [Fact]
    public async Task The_list_says_what_falls_due_in_words_and_dates()
    {
        await using var world = await StartAsync();
        await DraftAndOpenAsync(world, SmallTown.Round);

        var entries = (await world.GetJsonAsync("api/calendar?from=2026-01-01&to=2027-12-31")).EnumerateArray().ToList();

        Assert.Equal(["round", "round", "floor", "round", "round", "floor", "end"],
            entries.Select(entry => entry.GetProperty("what").GetString()));
        Assert.Equal(["2026-01-12", "annual", "2025", "town-2025",
            "Årlig uppföljning 2025 av planen ”Trygg stad”. Öppnas måndagen den 12 januari 2026, sista svarsdag fredagen den 27 februari "
            + "2026. Omgången town-2025 pågår."],
            Words(entries[0], "day", "kind", "period", "round", "sentence"));
        Assert.Equal(["2026-08-17", "2026-07-20", null], Words(entries[1], "day", "prepare", "round"));
        Assert.Equal(["2027-12-31", "notDue",
            "Planen ”Trygg stad” gäller till och med fredagen den 31 december 2027. Ingen plan ersätter den än."],
            Words(entries[^1], "day", "status", "sentence"));
        Assert.Equal(HttpStatusCode.BadRequest, (await world.GetAsync("api/calendar?from=31/1&to=2027-12-31")).Status);
        Assert.Contains("from: ”31/1” är inget datum", (await world.GetAsync("api/calendar.ics?from=31/1")).Text);
    }

    [Fact]
    public async Task The_file_is_a_calendar_that_moves_its_events_and_does_not_double_them()
    {
        await using var world = await StartAsync();
        var (_, before) = await world.GetAsync("api/calendar.ics?from=2025-06-01&to=2028-12-31");
        await DraftAndOpenAsync(world, SmallTown.Round.Replace("2026-02-27", "2026-02-26"));
        await world.AdvanceToAsync(OpeningDay, 9);
        var (_, after) = await world.GetAsync("api/calendar.ics?from=2025-06-01&to=2028-12-31");

        Assert.All(new[] { before, after }, file =>
        {
            var lines = file.Split("\r\n");
            Assert.Equal(("BEGIN:VCALENDAR", "END:VCALENDAR", ""), (lines[0], lines[^2], lines[^1]));
            Assert.All(lines, line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
            Assert.All(lines, line => Assert.DoesNotMatch("[\r\n]", line));
            Assert.Equal(lines.Count(line => line == "BEGIN:VEVENT"), lines.Count(line => line == "END:VEVENT"));
            Assert.Equal(Uids(file).Count, Uids(file).Distinct().Count());
        });
        Assert.Equal(Uids(before), Uids(after));
        Assert.Contains("calendar~round~town~annual~2025~deadline", Uids(after));
        var unfolded = after.Replace("\r\n ", "");
        Assert.Contains("DTSTART;VALUE=DATE:20260226\r\nDTEND;VALUE=DATE:20260227\r\nSUMMARY:Sista svarsdag: Årlig uppföljning 2025\\, "
            + "Trygg stad\r\n", unfolded);
        Assert.DoesNotContain("20260227\r\nDTEND", unfolded);
        Assert.Contains("Sista dagen: Trygg stad", unfolded);
        Assert.Contains($"\r\nURL:{world.Local.Emulator.BaseAddress}samordning\r\n", unfolded);
        Assert.DoesNotContain("/svar", unfolded);

        static List<string> Uids(string file) => file.Replace("\r\n ", "").Split("\r\n")
            .Where(line => line.StartsWith("UID:", StringComparison.Ordinal)).Select(line => line[4..]).Order().ToList();
    }

    private async Task<TestWorld> StartAsync(IReadOnlyDictionary<string, string?>? settings = null)
    {
        var world = await TestWorld.StartAsync(storage, settings);
        await ImportAsync(world, Plan);
        return world;
    }

    private static async Task ImportAsync(TestWorld world, string plan, string departments = SmallTown.Departments)
    {
        Assert.Equal(HttpStatusCode.OK, (await world.PostAsync("api/departments", departments)).Status);
        Assert.Equal(HttpStatusCode.OK, (await world.PostAsync("api/plans", plan)).Status);
    }

    private static async Task DraftAndOpenAsync(TestWorld world, string round)
    {
        Assert.Equal(HttpStatusCode.Created, (await world.PostAsync("api/rounds", round)).Status);
        Assert.Equal(HttpStatusCode.Accepted,
            (await world.PostAsync($"api/rounds/{JsonDocument.Parse(round).RootElement.GetProperty("id").GetString()}/open", "")).Status);
    }

    private static async Task<IEnumerable<string?>> RoundsAsync(TestWorld world) =>
        (await world.GetJsonAsync("api/rounds")).EnumerateArray().Select(round => round.GetProperty("id").GetString())
            .Order(StringComparer.Ordinal);

    private static IEnumerable<string?> Words(JsonElement element, params string[] names) =>
        names.Select(name => element.GetProperty(name).GetString());

    private static CalendarTable Notices(TestWorld world) =>
        (CalendarTable)world.Local.Emulator.Services.GetService(typeof(CalendarTable))!;
}
