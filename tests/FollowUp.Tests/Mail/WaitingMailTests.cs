using System.Net;
using FollowUp.Coordinator;
using FollowUp.Rounds;

namespace FollowUp.Tests.Mail;

/// <summary>A mail that is not taken holds up no other, and does not wait in silence.</summary>
public sealed class WaitingMailTests(TablesFixture storage)
{
    private const string Broken = "board.deputy@town.example";

    private static readonly DateOnly Invited = new(2026, 1, 12);

    [Theory]
    [InlineData(401)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(-1)]
    public async Task Whatever_the_mail_service_does_but_take_it_the_others_get_their_letters(int status)
    {
        await using var service = await ScriptedMailService.StartAsync(mail =>
            mail.To == Broken ? new MailAnswer(status) : MailAnswer.Accepted);
        await using var world = await TestWorld.WithOpenRoundAsync(storage, service.Settings);
        world.SignIn();

        await world.AdvanceToAsync(Invited, 15);
        Assert.Equal(HttpStatusCode.Accepted,
            (await world.PostAsync($"api/rounds/{SmallTown.RoundId}/departments/board/remind", "")).Status);
        await world.SettleAsync();

        Assert.Equal(["invitation", "reminder_20260112"],
            service.Accepted.Where(mail => mail.To == "board@town.example").Select(mail => mail.Key.Split('~')[3]));
        Assert.DoesNotContain(service.Accepted, mail => mail.To == Broken);
        Assert.Contains("mejl väntar sedan 12 januari 2026 kl. 08.", Row(await world.OpenAsync(BoardPath), "Kommunstyrelsen"));
    }

    [Fact]
    public async Task One_address_that_fails_for_seven_weeks_delays_nobody()
    {
        await using var service = await ScriptedMailService.StartAsync(mail =>
            mail.To == Broken ? new MailAnswer(500) : MailAnswer.Accepted);
        await using var world = await TestWorld.WithOpenRoundAsync(storage, service.Settings);
        world.SignIn();

        Assert.DoesNotContain("mejl väntar", (await world.OpenAsync(BoardPath)).Text);
        await world.AdvanceToAsync(Invited, 15);
        var board = await world.OpenAsync(BoardPath);
        Assert.Contains("mejl väntar sedan 12 januari 2026 kl. 08.", Row(board, "Kommunstyrelsen"));
        Assert.Contains("Mejl som väntar (1)", board.Text);
        Assert.Contains("Mejl till Kommunstyrelsen har inte gått iväg.", board.Text);
        Assert.Contains("Uppföljning 2025: Mejl till Kommunstyrelsen har inte gått iväg.", (await world.OpenAsync("/samordning")).Text);
        Assert.Contains($"{Broken}: mejltjänsten har inte tagit emot det sedan",
            (await world.OpenAsync($"{BoardPath}/enheter/board")).Text);
        await world.AdvanceToAsync(Invited.AddDays(1), 15);
        Assert.Contains("Mejl till Kommunstyrelsen har inte gått iväg.", Assert.Single(Digests(service)).Text);

        await world.AdvanceToAsync(new DateOnly(2026, 3, 12), 15);

        Assert.Equal(["invitation 2026-01-12", "reminder-14 2026-02-13", "overdue+1 2026-03-02"], Sent("board@town.example"));
        Assert.Equal(["head+8 2026-03-09"], Sent("board.head@town.example"));
        Assert.Equal(Sent("board@town.example"), Sent("social@town.example"));
        Assert.Empty(Sent(Broken));
        // At most once in four hours each, the invitation and the newest of the others: what they have overtaken is withdrawn.
        Assert.InRange(service.Received.Count(mail => mail.To == Broken), 300, 2 * 6 * 60);

        service.Script = _ => MailAnswer.Accepted;
        await world.AdvanceToAsync(new DateOnly(2026, 3, 12), 20);
        Assert.Equal(["overdue+1 2026-03-12"], Sent(Broken));
        Assert.DoesNotContain("mejl väntar", (await world.OpenAsync(BoardPath)).Text);

        IEnumerable<string> Sent(string address) => world.TrailAsync("mailSent").GetAwaiter().GetResult()
            .Where(entry => entry.GetProperty("about").GetString()!.EndsWith($": {address}", StringComparison.Ordinal))
            .Select(entry => $"{entry.GetProperty("key").GetString()!.Split('~')[3]} "
            + $"{entry.GetProperty("at").GetDateTimeOffset():yyyy-MM-dd}");
    }

    [Fact]
    public async Task When_all_mail_is_down_the_desk_says_so_and_the_ladder_goes_on()
    {
        await using var service = await ScriptedMailService.StartAsync(_ => new MailAnswer(503));
        await using var world = await TestWorld.WithOpenRoundAsync(storage, service.Settings);
        world.SignIn();

        await world.AdvanceToAsync(new DateOnly(2026, 3, 3), 15);

        var board = await world.OpenAsync(BoardPath);
        Assert.Contains("Mejl till Bostadsbolaget, Kommunstyrelsen och Socialnämnden har inte gått iväg.", board.Text);
        Assert.Contains("Mejl till dig som samordnare har inte gått iväg sedan 13 januari 2026", board.Text);
        Assert.Contains("Mejl till dig som samordnare har inte gått iväg", (await world.OpenAsync("/samordning")).Text);
        service.Script = _ => MailAnswer.Accepted;
        await world.AdvanceToAsync(new DateOnly(2026, 3, 4), 15);
        // One letter each: what the later ones have overtaken is withdrawn.
        Assert.Equal(["board.deputy@town.example", "board@town.example", "housing@town.example", "social@town.example"],
            service.Accepted.Where(mail => mail.Key.Contains("~overdue+1~")).Select(mail => mail.To).Order());
        Assert.DoesNotContain(service.Accepted, mail => mail.Key.Contains("~reminder-14~"));
        Assert.DoesNotContain("har inte gått iväg", (await world.OpenAsync(BoardPath)).Text);
    }

    [Fact]
    public async Task So_it_is_with_files()
    {
        await using var world = await TestWorld.StartAsync(storage);
        await world.OpenRoundAsync();
        // A folder by the mail's name: its file cannot be written.
        var obstacle = Directory.CreateDirectory(Path.Combine(world.Local.OutboxFolder, "town-2025~1~board~invitation~deputy.eml"));
        await world.AdvanceToAsync(Invited, 15);
        world.SignIn();
        Assert.Contains("mejl väntar sedan 12 januari 2026", Row(await world.OpenAsync(BoardPath), "Kommunstyrelsen"));

        await world.AdvanceToAsync(new DateOnly(2026, 2, 13), 9);

        Assert.Equal(["invitation", "reminder-14"], world.NoticesTo("board@town.example"));
        Assert.Equal(["reminder-14"], world.NoticesTo(Broken));
        obstacle.Delete();
        await world.AdvanceToAsync(new DateOnly(2026, 2, 13), 14);
        Assert.DoesNotContain("mejl väntar", (await world.OpenAsync(BoardPath)).Text);
    }

    [Fact]
    public void A_round_that_does_not_close_or_has_no_report_is_told()
    {
        var late = Timetable.ClosesAt(SmallTown.Open) + TimeSpan.FromHours(7);
        Assert.Equal(["Omgången skulle ha stängts fredagen den 20 mars 2026, men det har inte gått. FollowUp försöker igen varje timme. "
            + "Be den "
            + "som sköter driften att se efter."], Told(SmallTown.Open, late));
        Assert.Empty(Told(SmallTown.Open, late.AddHours(-2)));
        Assert.StartsWith("Omgången stängdes 21 mars 2026 kl. 00.00, men rapporten har inte kunnat sammanställas.",
            Assert.Single(Told(SmallTown.Closed, late)));
        Assert.DoesNotContain(Told(SmallTown.Closed with { ReportedRun = 1 }, late), said => said.Contains("sammanställas"));
        Assert.Contains("Omgången skulle ha stängts",
            Assert.Single(Texts.Digest.Of(new FollowUp.Coordinator.Board(SmallTown.Open, [], [], late.AddDays(1)),
            late.AddHours(-1), comments: 0)));

        static IEnumerable<string> Told(Round round, DateTimeOffset at) =>
            RoundDeskFunctions.ToDo(new FollowUp.Coordinator.Board(round, [], [], at), [], assessed: false)
                .Select(task => task.Sentence);
    }

    [Fact]
    public async Task Each_address_is_written_to_once_and_nobody_is_told_of_themselves()
    {
        await using var world = await TestWorld.StartAsync(storage);
        Assert.Equal(HttpStatusCode.OK, (await world.PostAsync("api/departments", SmallTown.Departments
            .Replace("e-post: board.deputy@", "e-post: Board@").Replace("e-post: social.head@", "e-post: SOCIAL@"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await world.PostAsync("api/plans", SmallTown.Plan)).Status);
        Assert.Equal(HttpStatusCode.Created, (await world.PostAsync("api/rounds", SmallTown.Round)).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync($"api/rounds/{SmallTown.RoundId}/open", "")).Status);

        await world.AdvanceToAsync(new DateOnly(2026, 3, 12), 9);

        Assert.Equal(["invitation", "reminder-14", "overdue+1"], world.NoticesTo("board@town.example"));
        Assert.Empty(world.NoticesTo("Board@town.example"));
        Assert.Equal(["head+8"], world.NoticesTo("board.head@town.example"));
        Assert.Equal(["invitation", "reminder-14", "overdue+1"], world.NoticesTo("social@town.example"));
        Assert.Empty(world.NoticesTo("SOCIAL@town.example"));
        Assert.Contains(await world.TrailAsync("nobodyToTell"), entry => entry.GetProperty("departmentId").GetString() == "social");
    }

    private const string BoardPath = $"/samordning/omgangar/{SmallTown.RoundId}";

    private static IEnumerable<ReceivedMail> Digests(ScriptedMailService service) =>
        service.Accepted.Where(mail => mail.Key.StartsWith("calendar~digest~", StringComparison.Ordinal));

    private static string Row(TestPage board, string department) =>
        board.Document.QuerySelectorAll("tr").Single(row => row.QuerySelector("th a")?.TextContent == department).TextContent;
}
