using System.Net;
using System.Text.Json;
using FollowUp.Local.Demo;
using FollowUp.Plans;
using FollowUp.Rounds;
using FollowUp.Schedule;
using FollowUp.Time;

namespace FollowUp.Tests.Acts;

/// <summary>A closed round is opened again, and the departments continue with the answers they had.</summary>
public sealed class ReopeningTests(TablesFixture storage) : ActTests
{
    private const string ReopeningInApril =
        """{"reason": "Nämnden hade en ny förvaltningschef.", "deadline": "2026-04-10", "closes": "2026-04-24"}""";
    private static readonly (string, string)[] Trained =
        [("1:1.status", "done"), ("1:1.what", "Alla är utbildade."), ("1:1.how", "routine")];

    [Fact]
    public async Task After_a_reopening_departments_with_something_left_get_a_letter_and_keep_their_drafts_and_a_second_report_follows()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var (board, social, housing) = (world.LinkOf("board@town.example"), world.LinkOf("social@town.example"),
            world.LinkOf("housing@town.example"));
        await world.SubmitAsync(housing, Everything);
        await world.SaveAsync(social, ("1:2.status", "done"), ("1:2.what", "Foldern är tryckt."), ("1:2.how", "single"));
        await world.AdvanceToAsync(new DateOnly(2026, 3, 3), 9);
        await world.SubmitAsync(board, Trained);
        Assert.Equal(HttpStatusCode.Accepted,
            (await world.PostAsync($"{Round}/departments/board/return", """{"section": "1:1", "question": "Hur många?"}""")).Status);
        await world.AdvanceToAsync(new DateOnly(2026, 3, 24), 9);
        Assert.Equal(HttpStatusCode.Gone, (await world.OpenAsync(social)).Status);
        var first = await world.GetJsonAsync($"{Round}/report.json");
        var mails = world.Mails.Count;

        var pressed = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => world.PostAsync($"{Round}/reopen", ReopeningInApril)));
        await world.AdvanceToAsync(new DateOnly(2026, 3, 24), 10);

        Assert.All(pressed, answer => Assert.Equal(HttpStatusCode.Accepted, answer.Status));
        Assert.Equal("sista svarsdag 10 april 2026, stängs 24 april 2026: Nämnden hade en ny förvaltningschef.",
            Assert.Single(await world.TrailAsync("roundReopened")).GetProperty("about").GetString());
        await AssertReopeningLettersAsync(world, world.Mails.Skip(mails), social);
        Assert.Contains("Foldern är tryckt.", (await world.OpenSectionAsync(social, "1:2")).Html);
        Assert.Equal(("started", "submitted"), (await world.StateOfAsync("social"), await world.StateOfAsync("housing")));

        await world.AdvanceToAsync(new DateOnly(2026, 3, 27), 9);
        Assert.Equal("Påminnelse, svara senast 10 april 2026: Trygg stad, Socialnämnden",
            world.Mails.Last(mail => mail.To == "social@town.example").Subject);
        // These come after the first deadline and before the new one.
        await world.SubmitAsync(social, ("1:1.status", "not-started"), ("1:1.what", "Ingen tid."), ("2:1.contribution", "Inget."),
            ("2:1.involved", "no"));
        await world.SubmitAsync(housing, ("1:1.contribution", "En större lokal."));
        await world.AdvanceToAsync(new DateOnly(2026, 4, 25), 1);

        var second = await world.GetJsonAsync($"{Round}/report.json");
        Assert.Equal([("board", "submitted", true), ("housing", "submitted", false), ("social", "missing", false)], Departments(first));
        Assert.Equal([("board", "submitted", true), ("housing", "submitted", false), ("social", "submitted", false)], Departments(second));
        Assert.Contains("En större lokal.", second.ToString());
        Assert.DoesNotContain("En större lokal.", first.ToString());
        Assert.Equal(2, (await world.TrailAsync("reportCompiled")).Count);
        Assert.Equal(3, (await world.TrailAsync("departmentAsked")).Count);
        Assert.Empty(await world.TrailAsync("orchestrationRestarted"));
        // Both runs send receipts and thanks; the second sends nothing else.
        await world.AdvanceToAsync(new DateOnly(2026, 4, 27), 9);
        Assert.Equal(["1~invitation", "1~receipt-0001", "1~thanks", "2~receipt-0002", "2~thanks"],
            world.Mails.Where(mail => mail.To == "housing@town.example").Select(mail => mail.File.Split('~'))
            .Select(key => $"{key[1]}~{key[3]}").Order(StringComparer.Ordinal));
    }

    private static async Task AssertReopeningLettersAsync(TestWorld world, IEnumerable<OutboxMail> sent, string social)
    {
        // The housing company has submitted everything and gets no letter.
        Assert.Equal(["board.deputy@town.example", "board@town.example", "social@town.example"],
            sent.Select(mail => mail.To).Order(StringComparer.Ordinal));
        var letter = world.Mails.Last(mail => mail.To == "social@town.example");
        Assert.Equal(("Öppen igen, svara senast 10 april 2026: Trygg stad, Socialnämnden", social),
            (letter.Subject, letter.Form!.AbsolutePath));
        Assert.Contains("Uppföljningen av planen ”Trygg stad” är öppen igen till och med fredagen den 24 april 2026. Socialnämnden har "
            + "inte skickat in något svar.\n\nDet här återstår:\n", letter.Text);
        Assert.Contains("– 1:2 Sprida information", letter.Text);
        Assert.Equal(["inbjudan: social@town.example", "öppen igen: social@town.example"],
            (await world.TrailAsync("mailSent")).Select(entry => entry.GetProperty("about").GetString()!)
                .Where(about => about.EndsWith(" social@town.example", StringComparison.Ordinal)
                && (about.StartsWith("inbjudan", StringComparison.Ordinal) || about.StartsWith("öppen", StringComparison.Ordinal))));
        Assert.Contains("Det här behöver kompletteras:\n– 1:1 Utbilda personal",
            world.Mails.Last(mail => mail.To == "board@town.example").Text.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task After_a_reopening_a_colleague_keeps_the_section_and_the_owner_hears_once_that_it_is_back()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var housing = world.LinkOf("housing@town.example");
        await world.PostFormAsync(await world.OpenAsync($"{housing}/avsnitt/1/lamna-over"), null, ("namn", "Robin Exempel"),
            ("epost", "robin@town.example"));
        await world.SettleAsync();
        var robin = world.Mails.Last(mail => mail.To.Contains("robin@town.example")).Form!.AbsolutePath;
        await world.AdvanceToAsync(new DateOnly(2026, 3, 24), 9);
        await world.PostAsync($"{Round}/reopen", ReopeningInApril);
        await world.AdvanceToAsync(new DateOnly(2026, 3, 24), 10);

        await world.PostFormAsync(await world.OpenAsync(robin), "aterlamna", ("1:1.contribution", "Lokal."), ("1:1.involved", "yes"));
        await world.AdvanceToAsync(new DateOnly(2026, 3, 24), 11);

        Assert.Single(world.Mails, mail => mail.To.Contains("robin@town.example"));
        Assert.Equal("2", Assert.Single(world.Mails, mail =>
            mail.Subject.StartsWith("Återlämnat", StringComparison.Ordinal)).File.Split('~')[1]);
        await world.PostAsync($"{Round}/close", "");
        await world.AdvanceToAsync(new DateOnly(2026, 3, 24), 12);
        await world.PostAsync($"{Round}/reopen", ReopeningInApril);
        await world.AdvanceToAsync(new DateOnly(2026, 3, 24), 13);
        Assert.Single(world.Mails, mail => mail.Subject.StartsWith("Återlämnat", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_new_contact_gets_a_link_even_if_the_department_has_nothing_left()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        await world.SubmitAsync(world.LinkOf("housing@town.example"), Everything);
        await world.AdvanceToAsync(new DateOnly(2026, 3, 24), 9);
        await world.PostAsync($"{Round}/reopen", ReopeningInApril);
        await world.AdvanceToAsync(new DateOnly(2026, 3, 24), 10);
        const string email = "new@town.example";

        Assert.Equal(HttpStatusCode.Accepted,
            (await world.PostAsync($"{Round}/departments/housing/contact", $$"""{"contact": "mailbox", "email": "{{email}}"}""")).Status);
        await world.AdvanceToAsync(new DateOnly(2026, 3, 24), 11);

        Assert.Equal(HttpStatusCode.OK, (await world.OpenAsync(world.LinkOf(email))).Status);
        Assert.Equal(HttpStatusCode.Accepted,
            (await world.PostAsync($"{Round}/departments/housing/link", """{"contact": "mailbox"}""")).Status);
    }

    [Fact]
    public async Task What_cannot_be_reopened_is_refused_with_the_reason()
    {
        await using var world = await TestWorld.StartAsync(storage);
        Assert.Equal(HttpStatusCode.NotFound, (await world.PostAsync($"{Round}/reopen", ReopeningInApril)).Status);
        await world.ImportAsync();
        await world.PostAsync("api/rounds", SmallTown.Round);
        await RefusedAsync(ReopeningInApril, HttpStatusCode.Conflict, "Omgången kan inte öppnas igen: den är förberedd men inte öppnad.");
        await world.PostAsync($"{Round}/open", "");
        await RefusedAsync(ReopeningInApril, HttpStatusCode.Conflict, "Omgången kan inte öppnas igen: den är öppen.");
        await world.PostAsync($"{Round}/pause", "");
        await RefusedAsync(ReopeningInApril, HttpStatusCode.Conflict, "den är pausad.");
        await world.PostAsync($"{Round}/close", "");
        await world.AdvanceToAsync(new DateOnly(2026, 3, 24), 9);
        foreach (var (body, sentence) in new[]
        {
            ("", "reason: Skriv varför omgången öppnas igen."), ("x", "Skicka JSON"),
            ("""{"deadline": "2026-04-10", "closes": "2026-04-24"}""", "reason: Skriv varför omgången öppnas igen."),
            ("""{"reason": "850709-1232", "deadline": "2026-04-10", "closes": "2026-04-24"}""", "personnummer"),
            ("""{"reason": "Ny chef.", "closes": "2026-04-24"}""", "deadline: Ange dagen."),
            ("""{"reason": "Ny chef.", "deadline": "2026-04-10"}""", "closes: Ange dagen."),
            ("""{"reason": "Ny chef.", "deadline": "2026-03-24", "closes": "2026-04-24"}""",
                "deadline: Den nya sista svarsdagen måste ligga efter i dag."),
            ("""{"reason": "Ny chef.", "deadline": "2026-04-24", "closes": "2026-04-10"}""",
                "closes: Omgången kan inte stängas före sista svarsdagen."),
            ("""{"reason": "Ny chef.", "deadline": "2026-04-10", "closes": "2226-04-10"}""", "closes: Året får vara högst 2100."),
        })
        {
            await RefusedAsync(body, HttpStatusCode.BadRequest, sentence);
        }
        Assert.Equal("closed", (await world.GetJsonAsync(Round)).GetProperty("round").GetProperty("state").GetString());
        Assert.Equal(HttpStatusCode.Accepted, (await world.PostAsync($"{Round}/reopen", ReopeningInApril)).Status);
        // The round is open, but with other days than those asked for here.
        await RefusedAsync(ReopeningInApril.Replace("04-24", "04-30"), HttpStatusCode.Conflict, "den är öppen.");
        // A round with a report can be closed again but not cancelled.
        var (cancelled, why) = await world.PostAsync($"{Round}/cancel", """{"reason": "Planen har upphävts."}""");
        Assert.Equal(HttpStatusCode.Conflict, cancelled);
        Assert.Contains("den har stängts en gång och har en rapport. Stäng den i stället.", why);

        async Task RefusedAsync(string body, HttpStatusCode expected, string sentence)
        {
            var (status, text) = await world.PostAsync($"{Round}/reopen", body);
            Assert.Equal(expected, status);
            Assert.Contains(sentence, text);
        }
    }

    [Fact]
    public void Of_the_ladder_only_the_steps_after_the_reopening_are_left()
    {
        var reopened = SmallTown.Open with
        {
            Run = 2,
            Deadline = new DateOnly(2026, 4, 10),
            Closes = new DateOnly(2026, 4, 24),
            ReopenedAt = StockholmTime.At(new DateOnly(2026, 3, 30), new TimeOnly(9, 0))
        };

        Assert.Equal(["invitation", "overdue+1", "head+8"], Timetable.Notices(reopened).Select(notice => notice.Id));
        Assert.Null(Timetable.Next(reopened, new HashSet<string>(), reopened.ReopenedAt!.Value, _ => false));
        Assert.Equal("invitation", Timetable.Next(reopened, new HashSet<string>(), reopened.ReopenedAt!.Value)!.Id);
    }

    [Fact]
    public void What_was_late_stays_late_and_what_came_after_the_reopening_is_measured_by_the_new_deadline()
    {
        var (before, after) = (Timetable.DeadlineAt(SmallTown.Open), StockholmTime.EndOf(new DateOnly(2026, 4, 10)));
        var submission = new Submission(1, Run: 1, "contact", "Kim Exempel", "handläggare", before, ["1:1"], Deadline: before);
        var reopened = SmallTown.Open with { Run = 2, Deadline = new DateOnly(2026, 4, 10), PastDeadlines = [SmallTown.Open.Deadline] };
        bool IsLate(Submission one) => (SmallTown.Work("board") with { Submissions = [one] }).IsLate(reopened);

        Assert.True(IsLate(submission));
        Assert.False(IsLate(submission with { Received = before.AddTicks(-1) }));
        Assert.False(IsLate(submission with { Run = 2, Deadline = after }));
        Assert.True(IsLate(submission with { Run = 2, Deadline = after, Received = after }));
    }

    [Fact]
    public void A_follow_up_that_was_made_in_time_stays_so_when_its_round_is_reopened()
    {
        var plan = SmallTown.ActionPlan with { FollowUps = [RoundKind.Annual] };
        var reopened = SmallTown.Open with { Run = 2, Closes = new DateOnly(2027, 2, 1), FirstClosed = new DateOnly(2026, 3, 20) };
        FollowUpObligation InYear(int year, Round round) =>
            new Calendar([plan], [round], new DateOnly(2027, 3, 1)).Between(new DateOnly(year, 12, 31), new DateOnly(year, 12, 31))
            .OfType<FollowUpObligation>().Single(floor => floor.Kind == ObligationKind.Yearly);

        Assert.Equal(ObligationStatus.Met, InYear(2026, reopened).Status);
        Assert.Equal(ObligationStatus.Missed, InYear(2026, reopened with { FirstClosed = null }).Status);
    }

    private static IEnumerable<(string?, string?, bool)> Departments(JsonElement report) =>
        report.GetProperty("figures").GetProperty("departments").EnumerateArray()
        .Select(department => (department.GetProperty("id").GetString(), department.GetProperty("state").GetString(),
            department.GetProperty("late").GetBoolean())).OrderBy(department => department.Item1);
}
