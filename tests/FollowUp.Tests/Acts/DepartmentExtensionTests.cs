using System.Net;
using FollowUp.Rounds;

namespace FollowUp.Tests.Acts;

/// <summary>One department gets more time.</summary>
public sealed class DepartmentExtensionTests(TablesFixture storage) : ActTests
{
    [Fact]
    public async Task A_department_with_more_time_hears_of_it_and_is_reminded_and_measured_by_its_own_deadline()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
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
        Assert.Equal(("Längre svarstid, svara senast 13 mars 2026: Trygg stad, Bostadsbolaget", housing),
            (letter.Subject, letter.Form!.AbsolutePath));
        Assert.Contains("Sista svarsdag är nu fredagen den 13 mars 2026 i stället för fredagen den 27 februari 2026.", letter.Text);
        Assert.Equal((Line(invitation, "UID"), null, "20260227"),
            (Line(letter, "UID"), Line(invitation, "SEQUENCE"), Line(invitation, "DTSTART;VALUE=DATE")));
        Assert.Equal(("14", "20260313"), (Line(letter, "SEQUENCE"), Line(letter, "DTSTART;VALUE=DATE")));
        Assert.Contains("13 mars 2026", (await world.OpenAsync(housing)).Text);
        Assert.DoesNotContain("13 mars 2026", (await world.OpenAsync(board)).Text);

        await world.AdvanceToAsync(new DateOnly(2026, 3, 12), 9);
        Assert.Equal(["invitation", "reminder-14", "extended_20260313", "reminder-14_20260313"], world.NoticesTo(Housing));
        Assert.Equal("Påminnelse, svara senast 13 mars 2026: Trygg stad, Bostadsbolaget",
            world.Mails.Last(mail => mail.To == Housing).Subject);
        Assert.Equal(["invitation", "reminder-14", "overdue+1"], world.NoticesTo(Board));
        await world.SubmitAsync(housing, Contribution);
        await world.SubmitAsync(board, ("1:1.status", "not-started"), ("1:1.what", "Ingen tid."));
        Assert.Equal((false, true), ((await RowAsync(world, "housing")).GetProperty("late").GetBoolean(),
            (await RowAsync(world, "board")).GetProperty("late").GetBoolean()));
        Assert.Equal("2026-03-13", (await RowAsync(world, "housing")).GetProperty("deadline").GetString());

        await world.AdvanceToAsync(new DateOnly(2026, 3, 17), 9);
        Assert.Equal("Svarstiden har gått ut, sista svarsdag var 13 mars 2026: Trygg stad, Bostadsbolaget",
            world.Mails.Last(mail => mail.To == Housing).Subject);
        await world.SubmitAsync(housing, Rest);
        Assert.True((await RowAsync(world, "housing")).GetProperty("late").GetBoolean());
        await AssertBoardAsync(world);
    }

    [Theory]
    [InlineData("""{"deadline": "2026-03-13"}""", "Skriv varför svarstiden förlängs.")]
    [InlineData("""{"reason": "Sjukdom."}""", "Ange dagen.")]
    [InlineData("""{"reason": "Sjukdom.", "deadline": "2026-02-26"}""", "Svarstiden kan bara bli längre")]
    [InlineData("""{"reason": "Sjukdom.", "deadline": "2026-03-21"}""", "Omgången stängs 20 mars 2026.")]
    [InlineData("""{"reason": "Sjukdom.", "deadline": "2026-03-02"}""", "måste ligga efter i dag", "2026-03-02")]
    public async Task A_deadline_that_gives_no_more_time_is_refused_with_the_reason(string body, string sentence,
        string today = "2026-01-13")
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        await world.AdvanceToAsync(DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture), 9);

        var (status, text) = await world.PostAsync($"{Round}/departments/housing/extend", body);

        Assert.Equal((HttpStatusCode.BadRequest, true), (status, text.Contains(sentence)));
        Assert.Empty(await world.TrailAsync("departmentExtended"));
    }
}
