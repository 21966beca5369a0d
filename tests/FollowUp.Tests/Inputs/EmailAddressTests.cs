using System.Net;
using FollowUp.Inputs;
using FollowUp.Rounds;
using FollowUp.Trail;
using Microsoft.Extensions.DependencyInjection;

namespace FollowUp.Tests.Inputs;

public sealed class EmailAddressTests(TablesFixture storage)
{
    /// <summary>No mail can be sent to it: the letter ö before the @.</summary>
    private const string Bad = "björn.ek@testkoping.example";

    private const string Why = "Tecken 3 i e-postadressen är ”ö”. Före @ går det bara att skicka till a–z, siffror och . _ - + '.";

    [Theory]
    [InlineData("anna@testkoping.example")]
    [InlineData("Anna.Ek_2-x+y'z@TESTKOPING.example")]
    [InlineData("anna@sub.testköping.example")]
    public void An_address_that_mail_services_take_is_taken(string address) => Assert.Null(EmailAddress.WhyNot(address));

    [Theory]
    [InlineData("", "Skriv en e-postadress")]
    [InlineData("anna", "Skriv en e-postadress")]
    [InlineData("@testkoping.example", "Skriv en e-postadress")]
    [InlineData("anna@", "Skriv en e-postadress")]
    [InlineData("a@b@testkoping.example", "Skriv en e-postadress")]
    [InlineData(Bad, Why)]
    [InlineData("anna\u2011ek@testkoping.example", "Tecken 5 i e-postadressen är ”\u2011”.")]
    [InlineData("anna ek@testkoping.example", "Tecken 5 i e-postadressen är ett mellanslag.")]
    [InlineData("anna\n@testkoping.example", "Tecken 5 i e-postadressen är U+000A.")]
    [InlineData("a\U0001F600@testkoping.example", "Tecken 2 i e-postadressen är ”\U0001F600”.")]
    [InlineData("\"anna\"@testkoping.example", "Tecken 1")]
    [InlineData("anna.@testkoping.example", "I e-postadressen står en punkt")]
    [InlineData(".anna@testkoping.example", "I e-postadressen står en punkt")]
    [InlineData("anna..ek@testkoping.example", "I e-postadressen står en punkt")]
    [InlineData("anna@testkoping.example.", "I e-postadressen står en punkt")]
    [InlineData("sn@testkoping", "Efter @ i e-postadressen står ”testkoping”.")]
    [InlineData("anna@" + "10.0.0.1", "Efter @ i e-postadressen står ”10.0.0.1”.")]
    [InlineData("anna@test_koping.example", "Det som står efter @ i e-postadressen, ”test_koping.example”, är ingen domän.")]
    [InlineData("anna@test koping.example", "Det som står efter @")]
    [InlineData("anna@-testkoping.example", "Det som står efter @")]
    public void Another_one_is_refused_with_the_place(string address, string reason) =>
        Assert.StartsWith(reason, EmailAddress.WhyNot(address), StringComparison.Ordinal);

    [Fact]
    public void An_address_that_is_too_long_is_refused()
    {
        Assert.Contains("254", EmailAddress.WhyNot($"a@{string.Join('.', Enumerable.Repeat(new string('b', 60), 5))}.example"));
        Assert.StartsWith("Skriv en e-postadress", EmailAddress.WhyNot($"{new string('a', 65)}@testkoping.example"),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\u202Aanna@testkoping.example\u200B")]
    [InlineData("  anna@test\u00ADkoping.example\t")]
    [InlineData("\uFEFFanna@testkoping.example")]
    public void What_came_along_unseen_is_taken_away(string typed) => Assert.Equal("anna@testkoping.example", EmailAddress.Clean(typed));

    [Fact]
    public void Decomposed_letters_are_composed() =>
        Assert.Equal("anna@testk\u00F6ping.example", EmailAddress.Clean("anna@testko\u0308ping.example"));

    [Fact]
    public void A_domain_goes_into_a_mail_as_Punycode() =>
        Assert.Equal("anna@xn--testkping-47a.example", EmailAddress.ForMail("anna@testköping.example"));

    /// <summary>Every door through which an address comes in.</summary>
    [Fact]
    public async Task Every_door_refuses_it_with_the_reason()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        world.SignIn();
        var link = world.LinkOf("board@town.example");

        var register = await world.PostAsync("api/departments", SmallTown.Departments.Replace("social@town.example", Bad));
        Assert.Equal((HttpStatusCode.BadRequest, true), (register.Status, register.Text.Contains(Why)));
        var draft = await world.PostAsync("api/rounds", SmallTown.Round.Replace(SmallTown.RoundId, "other")
            .Replace("coordinator@town.example", Bad));
        Assert.Equal((HttpStatusCode.BadRequest, true), (draft.Status, draft.Text.Contains(Why)));
        var swap = await world.PostAsync($"api/rounds/{SmallTown.RoundId}/departments/board/contact",
            $$"""{"contact": "contact", "email": "{{Bad}}"}""");
        Assert.Equal((HttpStatusCode.BadRequest, true), (swap.Status, swap.Text.Contains(Why)));
        var contacts = await world.PostFormAsync(await world.OpenAsync("/samordning/enheter/board"), null, ("kontakt-0-epost", Bad));
        Assert.Equal((HttpStatusCode.BadRequest, true), (contacts.Status, contacts.Text.Contains(Why)));
        var delegated = await world.OpenAsync($"{link}/avsnitt/1/lamna-over");
        var handed = await world.PostFormAsync(delegated, delegated.Document.QuerySelectorAll("form").Last(), null,
            ("namn", "Robin Exempel"), ("epost", Bad));
        Assert.Equal((HttpStatusCode.BadRequest, true), (handed.Status, handed.Text.Contains(Why)));
    }

    /// <summary>One that was stored before the rule was: its letter is refused for good, and no other letter waits for it.</summary>
    [Fact]
    public async Task A_bad_address_that_is_stored_is_undeliverable_and_the_others_get_every_letter()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var answers = world.Local.Emulator.Services.GetRequiredService<AssignmentTable>();
        var cancellation = TestContext.Current.CancellationToken;
        var stored = (await answers.FindAsync(SmallTown.RoundId, "board", run: 1, cancellation))!;
        var department = stored.Work.Department;
        var changed = department.Contacts.Select(contact => contact.Id == "deputy" ? contact with { Email = Bad } : contact).ToList();
        Assert.True(await answers.DecideAsync(stored, stored.Work with { Department = department with { Contacts = changed } },
            new TrailEntry("changed", TestWorld.Start, "någon", TrailEvent.ContactChanged, "board", ""), cancellation));

        await world.AdvanceToAsync(new DateOnly(2026, 3, 10), 9);

        Assert.Equal(["invitation", "reminder-14", "overdue+1"], world.NoticesTo("board@town.example"));
        Assert.Contains("head+8", world.NoticesTo("board.head@town.example"));
        Assert.Equal(["invitation"], world.NoticesTo("board.deputy@town.example"));
        Assert.All(await world.TrailAsync("mailRefused"), entry =>
            Assert.EndsWith($"{Bad}: {Why}", entry.GetProperty("about").GetString(), StringComparison.Ordinal));
        Assert.Equal(2, (await world.TrailAsync("mailRefused")).Count);
        world.SignIn();
        Assert.Contains(Bad, (await world.OpenAsync($"/samordning/omgangar/{SmallTown.RoundId}/enheter/board")).Text);
    }
}
