using System.Net;
using System.Text.Json;
using Azure.Data.Tables;
using FollowUp.Api;
using FollowUp.Links;
using FollowUp.Local.Demo;
using FollowUp.Rounds;
using FollowUp.Schedule;
using FollowUp.Storage;
using FollowUp.Tests.Mail;
using FollowUp.Time;
using Microsoft.Extensions.DependencyInjection;

namespace FollowUp.Tests.Acts;

/// <summary>
/// What the coordinator does about one department: more time, exemptions, contacts, letters on demand; and the thanks at the end.
/// </summary>
public sealed class DepartmentActsTests(AzuriteFixture azurite)
{
    private const string Round = $"api/rounds/{SmallTown.RoundId}";
    private const string Board = "board@town.example";
    private const string Social = "social@town.example";
    private const string Housing = "housing@town.example";
    private const string New = "new@town.example";
    private const string Reason = """{"reason": "Enheten läggs ned."}""";
    private const string Extension = """{"reason": "Ny handläggare.", "deadline": "2026-03-13"}""";
    private const string Replacement = $$"""{"contact": "contact", "before": "{{Social}}", "name": "Robin Exempel", "email": "{{New}}"}""";
    private static readonly (string, string)[] Contribution = [("1:1.contribution", "Lokal."), ("1:1.involved", "yes")];
    private static readonly (string, string)[] Rest = [("2:1.status", "dropped"), ("2:1.what", "Inga boenden fanns.")];
    private static readonly (string, string)[] Everything = [.. Contribution, .. Rest];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_department_with_more_time_hears_of_it_and_is_reminded_and_measured_by_its_own_deadline()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        var (board, housing) = (world.LinkOf(Board), world.LinkOf(Housing));
        await world.AdvanceToAsync(new DateOnly(2026, 2, 16), 9);

        var pressed = await Task.WhenAll(Enumerable.Range(0, 3)
            .Select(_ => world.PostAsync($"{Round}/departments/housing/extend", Extension)));
        await world.SettleAsync();

        Assert.All(pressed, answer => Assert.Equal(HttpStatusCode.Accepted, answer.Status));
        Assert.Single(pressed, answer => answer.Text.Contains("true"));
        Assert.Equal("sista svarsdag 13 mars 2026 i stället för 27 februari 2026: Ny handläggare.",
            Assert.Single(await world.TrailAsync("departmentExtended")).GetProperty("about").GetString());
        var (invitation, letter) = (world.Mails.First(mail => mail.To == Housing), world.Mails.Last(mail => mail.To == Housing));
        Assert.Equal(("Längre svarstid: Trygg stad, Bostadsbolaget, svara senast 13 mars 2026", housing),
            (letter.Subject, letter.Form!.AbsolutePath));
        Assert.Contains("Sista svarsdag är nu fredagen den 13 mars 2026 i stället för fredagen den 27 februari 2026.", letter.Text);
        Assert.Equal((Line(invitation, "UID"), null, "20260227"),
            (Line(letter, "UID"), Line(invitation, "SEQUENCE"), Line(invitation, "DTSTART;VALUE=DATE")));
        Assert.Equal(("14", "20260313"), (Line(letter, "SEQUENCE"), Line(letter, "DTSTART;VALUE=DATE")));
        Assert.Contains("13 mars 2026", (await world.OpenAsync(housing)).Text);
        Assert.DoesNotContain("13 mars 2026", (await world.OpenAsync(board)).Text);

        await world.AdvanceToAsync(new DateOnly(2026, 3, 12), 9);
        Assert.Equal(["invitation", "reminder-14", "extended_20260313", "reminder-14_20260313"], world.RungsTo(Housing));
        Assert.Equal("Påminnelse: Trygg stad, Bostadsbolaget, svara senast 13 mars 2026",
            world.Mails.Last(mail => mail.To == Housing).Subject);
        Assert.Equal(["invitation", "reminder-14", "overdue+1"], world.RungsTo(Board));
        await world.SubmitAsync(housing, Contribution);
        await world.SubmitAsync(board, ("1:1.status", "not-started"), ("1:1.what", "Ingen tid."));
        Assert.Equal((false, true), ((await RowAsync(world, "housing")).GetProperty("late").GetBoolean(),
            (await RowAsync(world, "board")).GetProperty("late").GetBoolean()));
        Assert.Equal("2026-03-13", (await RowAsync(world, "housing")).GetProperty("deadline").GetString());

        await world.AdvanceToAsync(new DateOnly(2026, 3, 17), 9);
        Assert.Equal("Svarstiden har gått ut: Trygg stad, Bostadsbolaget, sista svarsdag var 13 mars 2026",
            world.Mails.Last(mail => mail.To == Housing).Subject);
        await world.SubmitAsync(housing, Rest);
        Assert.True((await RowAsync(world, "housing")).GetProperty("late").GetBoolean());
        await AssertBoardAsync(world);
    }

    [Fact]
    public async Task What_is_done_twice_within_one_moment_stands_in_the_trail_twice()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);

        foreach (var day in new[] { "13", "14" })
        {
            await DoAsync(world, "departments/housing/extend", Extension.Replace("-13", $"-{day}"));
            await DoAsync(world, "extend", $$"""{"reason": "Sjukdom.", "deadline": "2026-03-0{{day[1]}}", "closes": "2026-03-27"}""");
            await DoAsync(world, "departments/social/exempt", Reason);
            await DoAsync(world, "departments/social/lift");
            await DoAsync(world, "departments/board/contact",
                Replacement.Replace("board", "").Replace(Social, day == "13" ? Board : "13@town.example")
                .Replace(New, $"{day}@town.example"));
            await DoAsync(world, "pause");
            await DoAsync(world, "resume");
        }

        foreach (var what in new[] { "departmentExtended", "roundExtended", "departmentExempted", "exemptionLifted", "contactChanged",
            "roundPaused", "roundResumed" })
        {
            Assert.Equal((what, 2), (what, (await world.TrailAsync(what)).Count));
        }
        await AssertBoardAsync(world);
    }

    [Theory]
    [InlineData("""{"deadline": "2026-03-13"}""", "Skriv varför svarstiden förlängs.")]
    [InlineData("""{"reason": "Sjukdom."}""", "Ange dagen.")]
    [InlineData("""{"reason": "Sjukdom.", "deadline": "2026-02-26"}""", "Svarstiden kan bara bli längre")]
    [InlineData("""{"reason": "Sjukdom.", "deadline": "2026-03-21"}""", "Omgången stängs 20 mars 2026.")]
    [InlineData("""{"reason": "Sjukdom.", "deadline": "2026-03-02"}""", "måste ligga efter i dag", "2026-03-02")]
    public async Task More_time_that_is_none_is_refused_where_it_is_wrong(string body, string sentence, string today = "2026-01-13")
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        await world.AdvanceToAsync(DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture), 9);

        var (status, text) = await world.PostAsync($"{Round}/departments/housing/extend", body);

        Assert.Equal((HttpStatusCode.BadRequest, true), (status, text.Contains(sentence)));
        Assert.Empty(await world.TrailAsync("departmentExtended"));
    }

    [Fact]
    public async Task An_exempted_department_is_told_why_and_left_alone_until_the_exemption_is_lifted()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        var social = world.LinkOf(Social);
        await world.SaveAsync(social, ("1:2.what", "Foldern är tryckt."));
        var form = await world.OpenSectionAsync(social, "1:1");

        await DoAsync(world, "departments/social/exempt", Reason);
        await DoAsync(world, "departments/social/exempt", Reason);

        Assert.Single(await world.TrailAsync("departmentExempted"));
        var (invitation, letter) = (world.Mails.First(mail => mail.To == Social), world.Mails.Last(mail => mail.To == Social));
        Assert.Equal(("Ni behöver inte svara: Trygg stad, Socialnämnden, 12 januari 2026", null), (letter.Subject, letter.Form));
        Assert.Contains("med den här motiveringen:\nEnheten läggs ned.", letter.Text);
        Assert.Equal(("CANCEL", "CANCELLED", Line(invitation, "UID"), "1"),
            (Line(letter, "METHOD"), Line(letter, "STATUS"), Line(letter, "UID"), Line(letter, "SEQUENCE")));
        var page = await world.OpenAsync(social);
        Assert.Equal(HttpStatusCode.Gone, page.Status);
        Assert.StartsWith("Socialnämnden behöver inte svara", page.Title);
        Assert.Contains("Samordnaren har undantagit Socialnämnden från uppföljningen av planen ”Trygg stad”, och svar tas inte emot. "
            + "Samordnarens skäl: Enheten läggs ned.", page.Text);
        Assert.Contains("Foldern är tryckt.", page.Text);
        Assert.Contains("De finns kvar om undantaget hävs.", page.Text);
        var typed = await world.PostFormAsync(form, "spara", ("1:1.what", "Hann skriva."));
        Assert.Equal((HttpStatusCode.Gone, true), (typed.Status, typed.Text.Contains("Hann skriva.")));
        var autosaved = await world.PostFormAsync(form, "auto", ("1:1.what", "Hann skriva."));
        Assert.Equal((HttpStatusCode.Gone, true), (autosaved.Status,
            autosaved.Html.Contains("Socialnämnden behöver inte svara, så texten sparas inte.")));
        Assert.Equal(("exempt", "Enheten läggs ned."),
            (await world.StateOfAsync("social"), (await RowAsync(world, "social")).GetProperty("exemption").GetString()));
        var mails = world.Mails.Count(mail => mail.To == Social);
        await world.AdvanceToAsync(new DateOnly(2026, 2, 16), 9);
        Assert.Equal(mails, world.Mails.Count(mail => mail.To == Social));

        await DoAsync(world, "departments/social/lift");
        await DoAsync(world, "departments/social/lift");
        Assert.Single(await world.TrailAsync("exemptionLifted"));
        var again = world.Mails.Last(mail => mail.To == Social);
        Assert.Equal(("Ni ska svara ändå: Trygg stad, Socialnämnden, svara senast 27 februari 2026", social),
            (again.Subject, again.Form!.AbsolutePath));
        Assert.Contains("Socialnämnden ska svara ändå i uppföljningen av planen ”Trygg stad”. Samordnaren har hävt undantaget.",
            again.Text);
        Assert.Contains("Svara senast fredagen den 27 februari 2026. Länken är densamma som förut. Det ni har sparat finns kvar.",
            again.Text);
        Assert.Equal(("PUBLISH", null, Line(invitation, "UID"), "2", "20260227"),
            (Line(again, "METHOD"), Line(again, "STATUS"), Line(again, "UID"), Line(again, "SEQUENCE"), Line(again, "DTSTART;VALUE=DATE")));
        // That letter stands in for the reminder which the ladder came to meanwhile.
        await world.AdvanceToAsync(new DateOnly(2026, 2, 17), 9);
        Assert.Equal(mails + 1, world.Mails.Count(mail => mail.To == Social));
        Assert.Equal("påminnelse, skickas inte: brevet om att undantaget är hävt går i stället",
            Assert.Single(await world.TrailAsync("reminderSpared")).GetProperty("about")
            .GetString()!.Replace(", inte inskickat: 3 åtgärder", ""));
        Assert.Contains("Foldern är tryckt.", (await world.OpenSectionAsync(social, "1:2")).Html);
        Assert.DoesNotContain("Hann skriva.", await world.ReadAllAsync(social));
        await world.AdvanceToAsync(new DateOnly(2026, 3, 3), 9);
        Assert.Equal("overdue+1", world.RungsTo(Social).Last());
        Assert.Equal("started", await world.StateOfAsync("social"));
    }

    [Fact]
    public async Task Each_edition_of_the_deadline_in_the_calendar_is_higher_than_the_one_before()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);

        await DoAsync(world, "departments/social/exempt", Reason);
        await DoAsync(world, "departments/social/lift");
        await world.AdvanceToAsync(new DateOnly(2026, 1, 12), 10);
        await DoAsync(world, "departments/social/extend", Extension.Replace("03-13", "02-28"));
        await world.AdvanceToAsync(new DateOnly(2026, 1, 13), 9);
        await DoAsync(world, "departments/social/exempt", Reason);
        await DoAsync(world, "extend", """{"reason": "Sjukdom.", "deadline": "2026-03-03", "closes": "2026-03-27"}""");
        await world.AdvanceToAsync(new DateOnly(2026, 1, 13), 10);
        await DoAsync(world, "departments/social/lift");

        Assert.Equal(
            ["invitation null 20260227", "exempt 1 20260227", "lifted 2 20260227", "extended 3 20260228", "exempt 4 20260228",
                "lifted 8 20260303"],
            world.Mails.Where(mail => mail.To == Social).Select(mail =>
                $"{mail.File.Split('~')[3].Split('_', '-')[0]} {Line(mail, "SEQUENCE") ?? "null"} {Line(mail, "DTSTART;VALUE=DATE")}"));
    }

    [Fact]
    public async Task Of_an_exemption_that_nobody_was_told_of_nobody_is_told_that_it_was_lifted()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        await DoAsync(world, "pause");
        await DoAsync(world, "departments/social/exempt", Reason);
        await DoAsync(world, "departments/social/lift");
        await DoAsync(world, "resume");
        Assert.Equal(["invitation"], world.RungsTo(Social));
        Assert.Single(await world.TrailAsync("exemptionLifted"));
    }

    [Fact]
    public async Task What_came_to_be_due_before_a_department_was_invited_is_not_made_up_for()
    {
        await using var world = await TestWorld.StartAsync(azurite);
        await world.OpenRoundAsync();
        await world.AdvanceToAsync(new DateOnly(2026, 1, 9), 10);
        await DoAsync(world, "departments/social/exempt", Reason);
        await world.AdvanceToAsync(new DateOnly(2026, 3, 10), 9);

        await DoAsync(world, "departments/social/lift");
        await world.AdvanceToAsync(new DateOnly(2026, 3, 12), 9);

        Assert.Equal(["invitation"], world.Mails.Select(mail => mail.File.Split('~')).Where(key => key[2] == "social")
            .Select(key => key[3].Split('_')[0]).Distinct());
        var invitation = world.Mails.Last(mail => mail.To == Social);
        Assert.Equal(("Trygg stad: uppföljning för Socialnämnden, sista svarsdag var 27 februari 2026", null),
            (invitation.Subject, invitation.Calendar));
        Assert.Contains("Ni kan fortfarande svara, till och med fredagen den 20 mars 2026.", invitation.Text);
        Assert.DoesNotContain("kalenderfil", invitation.Text);
        Assert.All(await world.TrailAsync("reminderSpared"), spared =>
            Assert.Contains("skickas inte: inbjudan går i stället", spared.GetProperty("about").GetString()));
        Assert.Contains(await world.TrailAsync("deadlinePassed"), passed =>
            passed.GetProperty("about").GetString()!.Contains("inbjudan går i stället"));
    }

    [Fact]
    public async Task Whoever_is_to_answer_after_all_when_the_deadline_has_passed_hears_until_when_answers_are_taken()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        await DoAsync(world, "departments/social/exempt", Reason);
        await world.AdvanceToAsync(new DateOnly(2026, 3, 10), 9);

        await DoAsync(world, "departments/social/lift");

        var letter = world.Mails.Last(mail => mail.To == Social);
        Assert.Equal(("Ni ska svara ändå: Trygg stad, Socialnämnden, sista svarsdag var 27 februari 2026", null),
            (letter.Subject, letter.Calendar));
        Assert.Contains("Ni kan fortfarande svara, till och med fredagen den 20 mars 2026.", letter.Text);
        Assert.DoesNotContain("alender", letter.Text);
        await world.AdvanceToAsync(new DateOnly(2026, 3, 12), 9);
        // The head is not told that those are late who were told a moment ago.
        Assert.DoesNotContain(world.Mails, mail => mail.To == "social.head@town.example");
        Assert.Equal(["invitation", world.RungsTo(Social).ElementAt(1), "lifted-0001"], world.RungsTo(Social));
    }

    [Fact]
    public async Task The_report_names_the_exempted_with_the_reason_and_counts_them_nowhere()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        await DoAsync(world, "departments/social/exempt", Reason);
        await world.AdvanceToAsync(new DateOnly(2026, 3, 23), 9);

        var report = await world.GetJsonAsync($"{Round}/report.json");
        Assert.Contains("Socialnämnden var undantagen från att lämna uppföljning och räknas inte med i siffrorna. Motivering: Enheten "
            + "läggs ned.", (await world.GetAsync($"{Round}/report.html")).Text);
        var figures = report.GetProperty("figures");
        Assert.Equal(["board", "housing"], figures.GetProperty("departments").EnumerateArray()
            .Select(department => department.GetProperty("id").GetString()).Order());
        Assert.DoesNotContain(figures.GetProperty("flags").EnumerateArray(), flag => flag.ToString().Contains("Socialnämnden"));
        Assert.Equal(["exempt", "missing"], new[] { await world.StateOfAsync("social"), await world.StateOfAsync("housing") });
        // Also of what is closed the link says that, and not that an exemption may be lifted.
        Assert.StartsWith("Uppföljningen är stängd", (await world.OpenAsync(world.LinkOf(Social))).Title);
        await AssertBoardAsync(world);
    }

    [Fact]
    public async Task Whoever_takes_a_contacts_place_goes_on_with_the_draft_and_the_old_link_opens_nothing()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        var old = world.LinkOf(Social);
        await world.SaveAsync(old, ("1:2.what", "Foldern är tryckt."));
        var form = await world.OpenSectionAsync(old, "1:1");

        await DoAsync(world, "departments/social/contact", Replacement);
        await DoAsync(world, "departments/social/contact", Replacement);

        Assert.Equal("kontaktperson: new@town.example i stället för social@town.example",
            Assert.Single(await world.TrailAsync("contactChanged")).GetProperty("about").GetString());
        var letter = Assert.Single(world.Mails, mail => mail.To.Contains(New));
        Assert.StartsWith("Länk till enkäten: Trygg stad, Socialnämnden", letter.Subject);
        Assert.Contains("Det som enheten redan har sparat eller skickat in finns kvar i enkäten.", letter.Text);
        Assert.Equal(HttpStatusCode.NotFound, (await world.OpenAsync(old)).Status);
        var typed = await world.PostFormAsync(form, "spara", ("1:1.what", "Hann skriva."));
        Assert.Equal((HttpStatusCode.NotFound, true), (typed.Status, typed.Text.Contains("Hann skriva.")));
        Assert.Contains("Foldern är tryckt.", (await world.OpenSectionAsync(letter.Form!.AbsolutePath, "1:2")).Html);
        await world.AdvanceToAsync(new DateOnly(2026, 2, 16), 9);
        Assert.Single(world.Mails, mail => mail.To.Contains(Social));
        Assert.Equal(letter.Form, world.Mails.Last(mail => mail.To.Contains(New)).Form);
        await AssertBoardAsync(world);
    }

    [Fact]
    public async Task Of_two_who_replace_a_contact_at_once_the_second_is_told()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        const string other = "other@town.example";

        var both = await Task.WhenAll(world.PostAsync($"{Round}/departments/social/contact", Replacement),
            world.PostAsync($"{Round}/departments/social/contact", Replacement.Replace(New, other)));
        await world.SettleAsync();

        var (done, told) = (Assert.Single(both, answer => answer.Status == HttpStatusCode.Accepted),
            Assert.Single(both, answer => answer.Status == HttpStatusCode.Conflict));
        var winner = done == both[0] ? New : other;
        Assert.Contains($"Någon annan har bytt ut kontakten: adressen är nu {winner}.", told.Text);
        Assert.Equal(5, world.Mails.Count);
        Assert.Contains(winner, world.Mails[^1].To);
        Assert.Equal(HttpStatusCode.OK, (await world.OpenAsync(world.Mails[^1].Form!.AbsolutePath)).Status);
    }

    [Fact]
    public async Task A_mail_that_waited_is_not_sent_to_whoever_was_replaced_and_a_new_address_counts_as_reached()
    {
        await using var service = await ScriptedMailService.StartAsync(mail => mail.To == Social ? new MailAnswer(500) : mail.To == Housing
            ? MailAnswer.Refused("No such address.") : MailAnswer.Accepted);
        await using var world = await TestWorld.WithOpenRoundAsync(azurite, service.Settings);
        Assert.Equal("notDelivered", await world.StateOfAsync("housing"));
        await DoAsync(world, "departments/social/contact", Replacement);
        await DoAsync(world, "departments/housing/contact", """{"contact": "mailbox", "email": "bolaget@town.example"}""");
        service.Script = _ => MailAnswer.Accepted;
        await world.AdvanceToAsync(new DateOnly(2026, 1, 13), 9);

        Assert.DoesNotContain(service.Accepted, mail => mail.To == Social);
        Assert.Equal("inbjudan: social@town.example: kontakten har bytts ut",
            Assert.Single(await world.TrailAsync("mailWithdrawn")).GetProperty("about").GetString());
        Assert.Equal(["link_2_contact"], service.Accepted.Where(mail => mail.To == New).Select(mail => mail.Key.Split('~')[3]));
        Assert.Equal(("invited", "invited"), (await world.StateOfAsync("housing"), await world.StateOfAsync("social")));
        await AssertBoardAsync(world);
    }

    [Theory]
    [InlineData("""{"contact": "contact", "email": "social"}""", "Skriv en e-postadress")]
    [InlineData("""{"contact": "deputy", "email": "new@town.example"}""", "Socialnämnden har ingen kontakt ”deputy”")]
    [InlineData("""{"contact": "contact", "email": "social.head@town.example"}""",
        "social.head@town.example är redan kontakt för Socialnämnden.")]
    [InlineData("""{"contact": "contact", "name": "a\u0007", "email": "new@town.example"}""", "en enda rad")]
    public async Task A_replacement_that_cannot_be_is_refused_where_it_is_wrong(string body, string sentence)
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);

        var (status, text) = await world.PostAsync($"{Round}/departments/social/contact", body);

        Assert.Equal((HttpStatusCode.BadRequest, true), (status, text.Contains(sentence)));
        Assert.Empty(await world.TrailAsync("contactChanged"));
    }

    [Fact]
    public async Task The_link_is_sent_again_once_a_day()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        for (var day = 13; day < 15; day++)
        {
            await world.AdvanceToAsync(new DateOnly(2026, 1, day), 9);
            await Task.WhenAll(Enumerable.Range(0, 3).Select(_ =>
                world.PostAsync($"{Round}/departments/board/link", """{"contact": "deputy"}""")));
            await DoAsync(world, "departments/board/link", """{"contact": "deputy"}""");
        }

        Assert.Equal(["invitation", "link_20260113_deputy", "link_20260114_deputy"], world.RungsTo("board.deputy@town.example"));
        Assert.Equal(["invitation"], world.RungsTo(Board));
        Assert.Single(world.Mails.Where(mail => mail.To == "board.deputy@town.example").Select(mail => mail.Form).Distinct());
        // Who hears only of what is overdue has no link.
        Assert.Equal(HttpStatusCode.BadRequest,
            (await world.PostAsync($"{Round}/departments/board/link", """{"contact": "head"}""")).Status);
        Assert.Equal(2, (await world.TrailAsync("letterAskedFor")).Count);
    }

    [Fact]
    public async Task A_reminder_by_hand_goes_out_once_a_day_and_not_where_there_is_nothing_to_remind_of_or_the_ladder_did()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        await world.SubmitAsync(world.LinkOf(Housing), Everything);
        await world.AdvanceToAsync(new DateOnly(2026, 1, 20), 9);

        Assert.Contains("true", await DoAsync(world, "departments/board/remind"));
        Assert.Contains("false", await DoAsync(world, "departments/board/remind"));
        await RefusedAsync(world, "departments/housing/remind", "Bostadsbolaget har skickat in allt och har inget kvar att göra.");
        Assert.Equal(["invitation", "reminder_20260120"], world.RungsTo(Board));
        Assert.StartsWith("Påminnelse: Trygg stad, Kommunstyrelsen", world.Mails.Last(mail => mail.To == Board).Subject);

        await world.AdvanceToAsync(new DateOnly(2026, 2, 13), 9);
        await RefusedAsync(world, "departments/board/remind", "Kommunstyrelsen har redan fått en påminnelse i dag.");
        Assert.Equal(["invitation", "reminder_20260120", "reminder-14"], world.RungsTo(Board));
        await AssertBoardAsync(world);
    }

    [Fact]
    public async Task What_the_coordinator_reminds_of_before_the_morning_the_ladder_does_not_repeat()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        await world.AdvanceToAsync(new DateOnly(2026, 2, 13), 7);
        await DoAsync(world, "departments/board/remind");
        await world.AdvanceToAsync(new DateOnly(2026, 2, 14), 9);

        Assert.Equal(["invitation", "reminder_20260213"], world.RungsTo(Board));
        Assert.Equal(["invitation", "reminder-14"], world.RungsTo(Social));
        Assert.Contains("skickas inte: enheten har redan påmints i dag",
            Assert.Single(await world.TrailAsync("reminderSpared")).GetProperty("about").GetString());
    }

    [Fact]
    public async Task Nobody_is_reminded_more_than_five_times_and_what_the_ladder_spares_is_recorded()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        for (var day = 20; day < 20 + Timetable.MaxReminders; day++)
        {
            await world.AdvanceToAsync(new DateOnly(2026, 1, day), 9);
            await DoAsync(world, "departments/board/remind");
        }
        await world.AdvanceToAsync(new DateOnly(2026, 1, 26), 9);

        await RefusedAsync(world, "departments/board/remind", "Kommunstyrelsen har redan påmints 5 gånger");
        await world.AdvanceToAsync(new DateOnly(2026, 3, 10), 9);
        Assert.Equal(1 + Timetable.MaxReminders, world.RungsTo(Board).Count());
        Assert.Contains("påminnelse, skickas inte: enheten har redan påmints 5 gånger",
            Assert.Single(await world.TrailAsync("reminderSpared")).GetProperty("about").GetString());
        // That it is overdue is a fact, told or not; and the head hears of it.
        Assert.Equal(3, (await world.TrailAsync("deadlinePassed")).Count);
        Assert.Equal(["head+8"], world.RungsTo("board.head@town.example"));
    }

    [Fact]
    public async Task A_reminder_that_was_spared_is_none_of_the_five()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        foreach (var day in new[] { 10, 11, 12 })
        {
            await world.AdvanceToAsync(new DateOnly(2026, 2, day), 9);
            await DoAsync(world, "departments/board/remind");
        }
        await world.AdvanceToAsync(new DateOnly(2026, 2, 13), 7);
        await DoAsync(world, "departments/board/remind");
        await world.AdvanceToAsync(new DateOnly(2026, 2, 16), 9);
        Assert.Single(await world.TrailAsync("reminderSpared"));

        await DoAsync(world, "departments/board/remind");

        Assert.Equal(["invitation", "reminder_20260210", "reminder_20260211", "reminder_20260212", "reminder_20260213",
            "reminder_20260216"], world.RungsTo(Board));
        await world.AdvanceToAsync(new DateOnly(2026, 2, 17), 9);
        await RefusedAsync(world, "departments/board/remind", "Kommunstyrelsen har redan påmints 5 gånger");
    }

    [Fact]
    public async Task A_reminder_that_waited_for_the_end_of_a_pause_is_that_days_reminder()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        await world.AdvanceToAsync(new DateOnly(2026, 2, 12), 15);
        await AskUnheardAsync(world, "board");
        await DoAsync(world, "pause");
        await world.AdvanceToAsync(new DateOnly(2026, 2, 13), 7);

        await DoAsync(world, "resume");

        Assert.Equal(["invitation", "reminder_20260212"], world.RungsTo(Board));
        await RefusedAsync(world, "departments/board/remind", "Kommunstyrelsen har redan fått en påminnelse i dag.");
        // Nor does the ladder, which was to do so in the morning.
        await world.AdvanceToAsync(new DateOnly(2026, 2, 13), 12);
        Assert.Equal(["invitation", "reminder_20260212"], world.RungsTo(Board));
        await world.AdvanceToAsync(new DateOnly(2026, 2, 16), 9);
        await DoAsync(world, "departments/board/remind");
        Assert.Equal(["invitation", "reminder_20260212", "reminder_20260216"], world.RungsTo(Board));
    }

    [Fact]
    public async Task Of_two_reminders_that_waited_for_the_mail_service_the_newer_goes_out()
    {
        await using var service = await ScriptedMailService.StartAsync(mail => mail.Key.Contains("~reminder") ? new MailAnswer(500)
            : MailAnswer.Accepted);
        await using var world = await TestWorld.WithOpenRoundAsync(azurite, service.Settings);
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
    public async Task All_who_have_nothing_are_reminded_together_and_each_that_is_not_with_the_reason()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        await world.SubmitAsync(world.LinkOf(Housing), Contribution);
        await world.AdvanceToAsync(new DateOnly(2026, 1, 20), 9);
        await DoAsync(world, "departments/social/exempt", Reason);

        var first = JsonDocument.Parse(await DoAsync(world, "remind")).RootElement.GetProperty("departments");
        Assert.Equal(["board True"], first.EnumerateArray()
            .Select(one => $"{one.GetProperty("id").GetString()} {one.GetProperty("reminded").GetBoolean()}"));
        Assert.Equal(["invitation", "reminder_20260120"], world.RungsTo(Board));
        await world.AdvanceToAsync(new DateOnly(2026, 2, 13), 9);
        var second = JsonDocument.Parse(await DoAsync(world, "remind")).RootElement.GetProperty("departments").EnumerateArray().Single();
        Assert.Equal("Kommunstyrelsen har redan fått en påminnelse i dag.", second.GetProperty("problem").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await world.PostAsync("api/rounds/other/remind", "")).Status);
    }

    [Fact]
    public async Task Whoever_submitted_something_is_thanked_in_the_morning_after_the_close_with_the_extract()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        var housing = world.LinkOf(Housing);
        await world.SubmitAsync(housing, Contribution);
        await world.AdvanceToAsync(new DateOnly(2026, 3, 21), 1);
        Assert.DoesNotContain("thanks", world.RungsTo(Housing));

        await world.AdvanceToAsync(new DateOnly(2026, 3, 24), 9);

        var letter = world.Mails.Last(mail => mail.To == Housing);
        Assert.Equal(StockholmTime.At(new DateOnly(2026, 3, 23), new TimeOnly(8, 0)), letter.Date);
        Assert.Equal(("Tack för ert svar: Trygg stad, Bostadsbolaget, uppföljningen avslutad 20 mars 2026", $"{housing}/utdrag"),
            (letter.Subject, letter.Link!.AbsolutePath));
        Assert.Contains("Det här kom inte in:\n– 2:1 Erbjuda boende", letter.Text.ReplaceLineEndings("\n"));
        Assert.Equal(HttpStatusCode.OK, (await world.OpenAsync(letter.Link.AbsolutePath)).Status);
        Assert.Single(world.Mails, mail => mail.File.Contains("~thanks~"));
        await AssertBoardAsync(world);
    }

    [Fact]
    public async Task Nobody_is_thanked_for_a_round_that_is_open_again_by_the_morning()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(azurite);
        await world.SubmitAsync(world.LinkOf(Housing), Contribution);
        await world.AdvanceToAsync(new DateOnly(2026, 3, 21), 1);
        await DoAsync(world, "reopen", """{"reason": "Ny chef.", "deadline": "2026-04-10", "closes": "2026-04-24"}""");

        await world.AdvanceToAsync(new DateOnly(2026, 4, 24), 9);
        Assert.DoesNotContain(world.Mails, mail => mail.File.Contains("~thanks~"));
        await world.AdvanceToAsync(new DateOnly(2026, 4, 27), 9);
        Assert.Equal(["town-2025~2~housing~thanks~mailbox.eml"],
            world.Mails.Where(mail => mail.File.Contains("~thanks~")).Select(mail => mail.File));
    }

    [Theory]
    [InlineData("receipt-", "mailSent", 1)]
    [InlineData("invitation", "mailWithdrawn", 1)]
    public async Task What_waited_for_the_mail_service_when_the_round_was_opened_again_still_has_its_end(string rung, string outcome,
        int times)
    {
        await using var service = await ScriptedMailService.StartAsync(mail =>
            mail.Key.StartsWith("town-2025~1~housing~", StringComparison.Ordinal) && mail.Key.Contains($"~{rung}") ? new MailAnswer(500)
            : MailAnswer.Accepted);
        await using var world = await TestWorld.WithOpenRoundAsync(azurite, service.Settings);
        if (rung == "receipt-")
        {
            await world.SubmitAsync(service.Accepted.Single(mail => mail.To == Housing).Link, Contribution);
        }
        await DoAsync(world, "close");
        await DoAsync(world, "reopen", Again);

        service.Script = _ => MailAnswer.Accepted;
        await world.AdvanceToAsync(new DateOnly(2026, 1, 13), 9);

        Assert.Equal(times, (await world.TrailAsync(outcome))
            .Count(entry => entry.GetProperty("key").GetString()!.StartsWith($"mail|town-2025~1~housing~{rung}",
            StringComparison.Ordinal)));
        Assert.Equal(outcome == "mailSent" ? 1 : 0, service.Accepted.Count(mail =>
            mail.Key.StartsWith($"town-2025~1~housing~{rung}", StringComparison.Ordinal)));
        Assert.Single(service.Accepted, mail => mail.Key == "town-2025~2~housing~invitation~mailbox");
        await AssertBoardAsync(world);
    }

    [Fact]
    public async Task What_nobody_had_come_to_when_the_round_was_opened_again_goes_out_in_the_new_run_and_once()
    {
        await using var service = await ScriptedMailService.StartAsync(mail => mail.Key.Contains("~receipt-") ? new MailAnswer(500)
            : MailAnswer.Accepted);
        await using var world = await TestWorld.WithOpenRoundAsync(azurite, service.Settings);
        var housing = service.Accepted.Single(mail => mail.To == Housing).Link;
        await world.SubmitAsync(housing, Contribution);
        // The orchestration is busy with the first receipt.
        await world.SubmitAsync(housing, Rest);
        await world.PostFormAsync(await world.OpenAsync($"{housing}/avsnitt/1/lamna-over"), null, ("namn", "Robin Exempel"),
            ("epost", "robin@town.example"));
        await DoAsync(world, "close");
        await DoAsync(world, "reopen", Again);

        service.Script = _ => MailAnswer.Accepted;
        await world.AdvanceToAsync(new DateOnly(2026, 1, 13), 9);

        string[] left = ["town-2025~1~housing~receipt-0001~mailbox", "town-2025~2~housing~handover0001~handover0001",
            "town-2025~2~housing~receipt-0002~mailbox"];
        IEnumerable<string> Sent() => service.Accepted.Select(mail => mail.Key)
            .Where(key => key.Contains("~housing~receipt-") || key.Contains("~handover")).Order(StringComparer.Ordinal);
        Assert.Equal(left, Sent());
        await DoAsync(world, "close");
        await DoAsync(world, "reopen", Again);
        await world.AdvanceToAsync(new DateOnly(2026, 1, 14), 9);
        Assert.Equal(left, Sent());
        await AssertBoardAsync(world);
    }

    // What cannot be done, by the state in which the round is and by that in which housing is

    private const string Again = """{"reason": "Ny chef.", "deadline": "2026-05-08", "closes": "2026-05-29"}""";

    /// <summary>Every act: where it is at the desk, and what is posted to the API to do it.</summary>
    private static readonly IReadOnlyDictionary<string, (string Desk, string Body)> Acts = new Dictionary<string, (string, string)>
    {
        ["open"] = ("oppna", ""),
        ["close"] = ("stang", ""),
        ["pause"] = ("pausa", ""),
        ["resume"] = ("ateruppta", ""),
        ["cancel"] = ("avbryt", Reason),
        ["reopen"] = ("oppna-igen", Again),
        ["extend"] = ("forlang", """{"reason": "Ny chef.", "deadline": "2026-05-15", "closes": "2026-06-05"}"""),
        ["remind"] = ("paminn-alla", ""),
        ["h/extend"] = ("forlang-enhet", Extension),
        ["h/exempt"] = ("undanta", """{"reason": "Något annat."}"""),
        ["h/lift"] = ("hav-undantag", ""),
        ["h/remind"] = ("paminn", ""),
        ["h/link"] = ("lank", """{"contact": "mailbox"}"""),
        ["h/contact"] = ("kontakt", $$"""{"contact": "mailbox", "email": "{{New}}"}"""),
        ["h/return"] = ("komplettera", """{"section": "1:1", "question": "Vilken lokal?"}"""),
    };

    /// <summary>In each state what cannot be done, and what need not since it is so already. All else can be done.</summary>
    private static readonly IReadOnlyDictionary<string, (string Impossible, string Already)> Matrix =
        new Dictionary<string, (string, string)>
        {
            ["draft"] = ("close pause resume reopen extend remind h/extend h/exempt h/lift h/remind h/link h/contact h/return", ""),
            ["not invited"] = ("reopen h/remind h/link h/return", "open resume h/lift"),
            ["invited"] = ("reopen h/return", "open resume h/lift"),
            ["reminded today"] = ("reopen h/remind h/return", "open resume h/lift"),
            ["reminded five times"] = ("reopen h/remind h/return", "open resume h/lift"),
            ["started"] = ("reopen h/return", "open resume h/lift"),
            ["partly submitted"] = ("reopen h/exempt", "open resume h/lift"),
            ["submitted"] = ("reopen h/extend h/exempt h/remind", "open resume h/lift"),
            ["returned"] = ("reopen h/exempt", "open resume h/lift"),
            ["exempt"] = ("reopen h/extend h/exempt h/remind h/link h/return", "open resume"),
            ["after the deadline"] = ("reopen h/return", "open resume h/lift"),
            ["last day"] = ("reopen h/extend h/return", "open resume h/lift"),
            ["over"] = ("pause extend reopen remind h/extend h/exempt h/remind h/link h/return", "open resume h/lift"),
            ["paused"] = ("open reopen remind h/remind h/link h/return", "pause h/lift"),
            ["paused submitted"] = ("open reopen remind h/extend h/exempt h/remind h/link h/return", "pause h/lift"),
            ["paused exempt"] = ("open reopen remind h/extend h/exempt h/remind h/link h/return", "pause"),
            ["paused over"] = ("open resume reopen remind h/extend h/remind h/link h/return", "pause h/lift"),
            ["closed"] = ("open pause resume cancel extend remind h/extend h/exempt h/remind h/link h/contact h/return", "close h/lift"),
            ["closed submitted"] = ("open pause resume cancel extend remind h/extend h/exempt h/remind h/link h/contact h/return",
            "close h/lift"),
            ["closed exempt"] = ("open pause resume cancel extend remind h/extend h/exempt h/lift h/remind h/link h/contact h/return",
                "close"),
            ["cancelled"] = ("open close pause resume reopen extend remind h/extend h/exempt h/remind h/link h/contact h/return",
            "cancel h/lift"),
            ["reopened"] = ("cancel h/return", "open resume reopen h/lift"),
            ["reopened submitted"] = ("cancel h/extend h/exempt h/remind", "open resume reopen h/lift"),
            ["reopened exempt"] = ("cancel h/extend h/exempt h/remind h/link h/return", "open resume reopen"),
        };

    public static TheoryData<string> States => [.. Matrix.Keys];

    [Theory]
    [MemberData(nameof(States))]
    public async Task What_cannot_be_done_is_refused_with_a_sentence_and_changes_nothing(string state)
    {
        await using var world = await InStateAsync(state);
        world.SignIn();
        var (impossible, already) = (Matrix[state].Impossible.Split(' '),
            Matrix[state].Already.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var before = await EverythingAsync(world);

        foreach (var (act, (desk, _)) in Acts)
        {
            var page = await world.OpenAsync(
                $"/samordning/omgangar/{SmallTown.RoundId}{(act.StartsWith("h/", StringComparison.Ordinal) ? "/enheter/housing" : "")}"
                + $"/gor/{desk}");
            var expected = !impossible.Concat(already).Contains(act) ? HttpStatusCode.OK
                // A draft asks nobody yet: there is no page for what can be done.
                : state == "draft" && act.StartsWith("h/", StringComparison.Ordinal) ? HttpStatusCode.NotFound : HttpStatusCode.Conflict;
            Assert.True(page.Status == expected, $"{state}, {act} at the desk: {page.Status} {page.Text}");
            Assert.Matches("[a-zåäö ,:]{15,}.*\\.", page.Text);
        }
        Assert.Equal(before, await EverythingAsync(world));
        foreach (var act in impossible)
        {
            var (status, text) = await PostAsync(act);
            Assert.True(status == HttpStatusCode.Conflict, $"{state}, {act}: {status} {text}");
            Assert.Matches("[a-zåäö ,:]{15,}.*\\.", text);
            Assert.Single(JsonDocument.Parse(text).RootElement.GetProperty("problems").EnumerateArray());
            await UnchangedAsync(act);
        }
        // The signal tells of one whose time is over, and it closes.
        foreach (var act in state == "over" ? [] : already)
        {
            Assert.Equal((act, HttpStatusCode.Accepted), (act, (await PostAsync(act)).Status));
            await UnchangedAsync(act);
        }

        Task<(HttpStatusCode Status, string Text)> PostAsync(string act) =>
            world.PostAsync($"{Round}/{act.Replace("h/", "departments/housing/")}", Acts[act].Body);

        async Task UnchangedAsync(string act)
        {
            if (state != "over")
            {
                // What runs then closes that one.
                await world.SettleAsync();
            }
            Assert.Equal((act, string.Join('\n', before)), (act, string.Join('\n', await EverythingAsync(world))));
        }
    }

    private async Task<TestWorld> InStateAsync(string state)
    {
        if (state is "draft" or "not invited")
        {
            var early = await TestWorld.StartAsync(azurite);
            await early.ImportAsync();
            await early.PostAsync("api/rounds", SmallTown.Round);
            if (state == "not invited")
            {
                await DoAsync(early, "open");
            }
            return early;
        }
        var world = await TestWorld.WithOpenRoundAsync(azurite);
        var housing = world.LinkOf(Housing);
        if (state.EndsWith("submitted", StringComparison.Ordinal) || state == "returned")
        {
            await world.SubmitAsync(housing, state == "partly submitted" ? Contribution : Everything);
        }
        if (state.EndsWith("exempt", StringComparison.Ordinal))
        {
            await DoAsync(world, "departments/housing/exempt", Reason);
        }
        switch (state.Split(' ')[0])
        {
            case "reminded":
                for (var day = 20; state != "reminded today" && day < 20 + Timetable.MaxReminders; day++)
                {
                    await world.AdvanceToAsync(new DateOnly(2026, 1, day), 9);
                    await DoAsync(world, "departments/housing/remind");
                }
                await world.AdvanceToAsync(state == "reminded today" ? new DateOnly(2026, 2, 13) : new DateOnly(2026, 1, 26), 9);
                break;
            case "started":
                await world.SaveAsync(housing, Contribution);
                break;
            case "returned":
                await DoAsync(world, "departments/housing/return", Acts["h/return"].Body);
                break;
            case "after" or "last":
                await world.AdvanceToAsync(state == "last day" ? new DateOnly(2026, 3, 20) : new DateOnly(2026, 3, 3), 9);
                break;
            case "over":
                // Nothing has run since its last day.
                await world.Local.Emulator.VirtualClock!.AdvanceToAsync(StockholmTime.EndOf(new DateOnly(2026, 3, 20)), Cancellation);
                break;
            case "paused":
                await DoAsync(world, "pause");
                await world.AdvanceToAsync(state == "paused over" ? new DateOnly(2026, 3, 23) : new DateOnly(2026, 1, 13), 9);
                break;
            case "closed" or "reopened":
                await DoAsync(world, "close");
                if (state.StartsWith("reopened", StringComparison.Ordinal))
                {
                    await DoAsync(world, "reopen", Again);
                }
                break;
            case "cancelled":
                await DoAsync(world, "cancel", Reason);
                break;
        }
        return world;
    }

    /// <summary>A reminder is asked for and nobody hears of it, as where the program ends in between.</summary>
    private static async Task AskUnheardAsync(TestWorld world, string department)
    {
        var answers = world.Local.Emulator.Services.GetRequiredService<AssignmentTable>();
        var stored = (await answers.FindAsync(SmallTown.RoundId, department, 1, Cancellation))!;
        var now = world.Local.Emulator.Clock.GetUtcNow();
        var letter = new LetterRequest(RoundIds.ReminderAskedFor(StockholmTime.DayOf(now)), 1, RungKind.Reminder, null, now);
        var entry = new FollowUp.Trail.TrailEntry($"asked|1|{letter.Id}", now, "Sam Exempel", FollowUp.Trail.TrailEvent.LetterAskedFor,
            department, "");
        Assert.True(await answers.DecideAsync(stored, stored.Work with { LettersAskedFor = [letter] }, entry, Cancellation));
    }

    /// <summary>Every row of the app's, with its version, and every mail.</summary>
    private static async Task<IReadOnlyList<string>> EverythingAsync(TestWorld world)
    {
        var tables = world.Local.Emulator.Services.GetRequiredService<FollowUpTables>();
        var everything = world.Mails.Select(mail => mail.File).ToList();
        foreach (var table in new[] { tables.Rounds, tables.Links, tables.Documents })
        {
            await foreach (var row in table.QueryAsync<TableEntity>(cancellationToken: Cancellation))
            {
                everything.Add($"{row.PartitionKey} {row.RowKey} {row.ETag}");
            }
        }
        return everything;
    }

    /// <summary>Posts the act, and lets happen what follows from it; then the board says what the rows say.</summary>
    private static async Task<string> DoAsync(TestWorld world, string act, string body = "")
    {
        var (status, text) = await world.PostAsync($"{Round}/{act}", body);
        Assert.True(status == HttpStatusCode.Accepted, $"{act}: {status} {text}");
        await world.SettleAsync();
        await AssertBoardAsync(world);
        return text;
    }

    private static async Task RefusedAsync(TestWorld world, string act, string sentence)
    {
        var (status, text) = await world.PostAsync($"{Round}/{act}", "");
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains(sentence, text);
    }

    private static async Task AssertBoardAsync(TestWorld world)
    {
        var services = world.Local.Emulator.Services;
        var round = (await services.GetRequiredService<RoundTable>().GetAsync(SmallTown.RoundId, Cancellation)).Round;
        Assert.Empty(await Stress.Board.DifferencesAsync(services.GetRequiredService<AssignmentTable>(), round, Cancellation));
    }

    private static string? Line(OutboxMail mail, string name) =>
        mail.Calendar!.ReplaceLineEndings("\n").Split('\n')
            .FirstOrDefault(line => line.StartsWith($"{name}:", StringComparison.Ordinal))?[(name.Length + 1)..];

    private static async Task<JsonElement> RowAsync(TestWorld world, string department) =>
        (await world.GetJsonAsync(Round)).GetProperty("departments").EnumerateArray()
            .Single(one => one.GetProperty("id").GetString() == department);
}
