using System.Net;
using FollowUp.Api;
using FollowUp.Rounds;
using FollowUp.Tests.Mail;

namespace FollowUp.Tests.Acts;

/// <summary>The coordinator replaces a contact or sends a contact its link again.</summary>
public sealed class ContactTests(TablesFixture storage) : ActTests
{
    [Fact]
    public async Task A_new_contact_continues_the_draft_and_the_old_link_opens_nothing()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var old = world.LinkOf(Social);
        await world.SaveAsync(old, ("1:2.what", "Foldern är tryckt."));
        var form = await world.OpenSectionAsync(old, "1:1");

        await DoAsync(world, "departments/social/contact", Replacement);
        await DoAsync(world, "departments/social/contact", Replacement);

        Assert.Equal("kontaktperson: new@town.example i stället för social@town.example",
            Assert.Single(await world.TrailAsync("contactChanged")).GetProperty("about").GetString());
        var letter = Assert.Single(world.Mails, mail => mail.To.Contains(New));
        Assert.StartsWith("Länk till enkäten, svara senast ", letter.Subject);
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
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
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
    public async Task A_waiting_mail_is_not_sent_to_a_replaced_contact_and_a_new_address_counts_as_reached()
    {
        await using var service = await ScriptedMailService.StartAsync(mail => mail.To == Social ? new MailAnswer(500) : mail.To == Housing
            ? MailAnswer.Refused("No such address.") : MailAnswer.Accepted);
        await using var world = await TestWorld.WithOpenRoundAsync(storage, service.Settings);
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
    [InlineData("""{"contact": "contact", "name": "850709-1232", "email": "new@town.example"}""", "personnummer")]
    public async Task A_replacement_that_cannot_be_is_refused_where_it_is_wrong(string body, string sentence)
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);

        var (status, text) = await world.PostAsync($"{Round}/departments/social/contact", body);

        Assert.Equal((HttpStatusCode.BadRequest, true), (status, text.Contains(sentence)));
        Assert.Empty(await world.TrailAsync("contactChanged"));
    }

    [Fact]
    public async Task The_link_is_sent_again_once_a_day()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        for (var day = 13; day < 15; day++)
        {
            await world.AdvanceToAsync(new DateOnly(2026, 1, day), 9);
            await Task.WhenAll(Enumerable.Range(0, 3).Select(_ =>
                world.PostAsync($"{Round}/departments/board/link", """{"contact": "deputy"}""")));
            await DoAsync(world, "departments/board/link", """{"contact": "deputy"}""");
        }

        Assert.Equal(["invitation", "link_20260113_deputy", "link_20260114_deputy"], world.NoticesTo("board.deputy@town.example"));
        Assert.Equal(["invitation"], world.NoticesTo(Board));
        Assert.Single(world.Mails.Where(mail => mail.To == "board.deputy@town.example").Select(mail => mail.Form!.AbsolutePath).Distinct());
        // The head only gets overdue notices and has no link.
        Assert.Equal(HttpStatusCode.BadRequest,
            (await world.PostAsync($"{Round}/departments/board/link", """{"contact": "head"}""")).Status);
        Assert.Equal(2, (await world.TrailAsync("letterAskedFor")).Count);
    }
}
