using System.Net;
using FollowUp.Rounds;
using FollowUp.Schedule;

namespace FollowUp.Tests.Acts;

/// <summary>A department is exempted, and the exemption is lifted.</summary>
public sealed class ExemptionTests(TablesFixture storage) : ActTests
{
    [Fact]
    public async Task An_exempted_department_is_told_why_and_left_alone_until_the_exemption_is_lifted()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var social = world.LinkOf(Social);
        await world.SaveAsync(social, ("1:2.what", "Foldern är tryckt."));
        var form = await world.OpenSectionAsync(social, "1:1");

        await DoAsync(world, "departments/social/exempt", Reason);
        await DoAsync(world, "departments/social/exempt", Reason);

        Assert.Single(await world.TrailAsync("departmentExempted"));
        var (invitation, letter) = (world.Mails.First(mail => mail.To == Social), world.Mails.Last(mail => mail.To == Social));
        Assert.Equal(("Ni behöver inte svara, 12 januari 2026: Trygg stad, Socialnämnden", null), (letter.Subject, letter.Form));
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
        Assert.Equal(("Ni ska svara ändå, svara senast 27 februari 2026: Trygg stad, Socialnämnden", social),
            (again.Subject, again.Form!.AbsolutePath));
        Assert.Contains("Socialnämnden ska svara ändå i uppföljningen av planen ”Trygg stad”. Samordnaren har hävt undantaget.",
            again.Text);
        Assert.Contains("Svara senast fredagen den 27 februari 2026. Länken är densamma som förut. Det ni har sparat finns kvar.",
            again.Text);
        Assert.Equal(("PUBLISH", null, Line(invitation, "UID"), "2", "20260227"),
            (Line(again, "METHOD"), Line(again, "STATUS"), Line(again, "UID"), Line(again, "SEQUENCE"), Line(again, "DTSTART;VALUE=DATE")));
        // That letter replaces the reminder that was due meanwhile.
        await world.AdvanceToAsync(new DateOnly(2026, 2, 17), 9);
        Assert.Equal(mails + 1, world.Mails.Count(mail => mail.To == Social));
        Assert.Equal("påminnelse, skickas inte: brevet om att undantaget är hävt går i stället",
            Assert.Single(await world.TrailAsync("reminderSkipped")).GetProperty("about")
            .GetString()!.Replace(", inte inskickat: 3 åtgärder", ""));
        Assert.Contains("Foldern är tryckt.", (await world.OpenSectionAsync(social, "1:2")).Html);
        Assert.DoesNotContain("Hann skriva.", await world.ReadAllAsync(social));
        await world.AdvanceToAsync(new DateOnly(2026, 3, 3), 9);
        Assert.Equal("overdue+1", world.NoticesTo(Social).Last());
        Assert.Equal("started", await world.StateOfAsync("social"));
    }

    [Fact]
    public async Task Each_edition_of_the_deadline_in_the_calendar_is_higher_than_the_one_before()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);

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
    public async Task Lifting_an_exemption_that_was_never_announced_sends_no_letter()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        await DoAsync(world, "pause");
        await DoAsync(world, "departments/social/exempt", Reason);
        await DoAsync(world, "departments/social/lift");
        await DoAsync(world, "resume");
        Assert.Equal(["invitation"], world.NoticesTo(Social));
        Assert.Single(await world.TrailAsync("exemptionLifted"));
    }

    [Fact]
    public async Task Reminders_due_before_the_invitation_are_not_sent_afterwards()
    {
        await using var world = await TestWorld.StartAsync(storage);
        await world.OpenRoundAsync();
        await world.AdvanceToAsync(new DateOnly(2026, 1, 9), 10);
        await DoAsync(world, "departments/social/exempt", Reason);
        await world.AdvanceToAsync(new DateOnly(2026, 3, 10), 9);

        await DoAsync(world, "departments/social/lift");
        await world.AdvanceToAsync(new DateOnly(2026, 3, 12), 9);

        Assert.Equal(["invitation"], world.Mails.Select(mail => mail.File.Split('~')).Where(key => key[2] == "social")
            .Select(key => key[3].Split('_')[0]).Distinct());
        var invitation = world.Mails.Last(mail => mail.To == Social);
        Assert.Equal(("Sista svarsdag var 27 februari 2026: Trygg stad, Socialnämnden", null),
            (invitation.Subject, invitation.Calendar));
        Assert.Contains("Ni kan fortfarande svara, till och med fredagen den 20 mars 2026.", invitation.Text);
        Assert.DoesNotContain("kalenderfil", invitation.Text);
        Assert.All(await world.TrailAsync("reminderSkipped"), skipped =>
            Assert.Contains("skickas inte: inbjudan går i stället", skipped.GetProperty("about").GetString()));
        Assert.Contains(await world.TrailAsync("deadlinePassed"), passed =>
            passed.GetProperty("about").GetString()!.Contains("inbjudan går i stället"));
    }

    [Fact]
    public async Task A_department_that_must_answer_after_the_deadline_hears_until_when_answers_are_taken()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        await DoAsync(world, "departments/social/exempt", Reason);
        await world.AdvanceToAsync(new DateOnly(2026, 3, 10), 9);

        await DoAsync(world, "departments/social/lift");

        var letter = world.Mails.Last(mail => mail.To == Social);
        Assert.Equal(("Ni ska svara ändå, sista svarsdag var 27 februari 2026: Trygg stad, Socialnämnden", null),
            (letter.Subject, letter.Calendar));
        Assert.Contains("Ni kan fortfarande svara, till och med fredagen den 20 mars 2026.", letter.Text);
        Assert.DoesNotContain("alender", letter.Text);
        await world.AdvanceToAsync(new DateOnly(2026, 3, 12), 9);
        // The head gets no notice right after the department was asked again.
        Assert.DoesNotContain(world.Mails, mail => mail.To == "social.head@town.example");
        Assert.Equal(["invitation", world.NoticesTo(Social).ElementAt(1), "lifted-0001"], world.NoticesTo(Social));
    }

    [Fact]
    public async Task The_report_names_the_exempted_with_the_reason_and_counts_them_nowhere()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        await DoAsync(world, "departments/social/exempt", Reason);
        await world.AdvanceToAsync(new DateOnly(2026, 3, 23), 9);

        var report = await world.GetJsonAsync($"{Round}/report.json");
        Assert.Contains("Socialnämnden behövde inte lämna någon uppföljning och räknas inte med i siffrorna. Skäl: Enheten "
            + "läggs ned.", (await world.GetAsync($"{Round}/report.html")).Text);
        var figures = report.GetProperty("figures");
        Assert.Equal(["board", "housing"], figures.GetProperty("departments").EnumerateArray()
            .Select(department => department.GetProperty("id").GetString()).Order());
        Assert.DoesNotContain(figures.GetProperty("flags").EnumerateArray(), flag => flag.ToString().Contains("Socialnämnden"));
        Assert.Equal(["exempt", "missing"], new[] { await world.StateOfAsync("social"), await world.StateOfAsync("housing") });
        // After the close the link says so, and no longer that the exemption can be lifted.
        Assert.StartsWith("Uppföljningen är stängd", (await world.OpenAsync(world.LinkOf(Social))).Title);
        await AssertBoardAsync(world);
    }
}
