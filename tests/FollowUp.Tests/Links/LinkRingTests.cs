using System.Net;
using System.Security.Cryptography;
using FollowUp.Links;
using FollowUp.Rounds;
using Microsoft.Extensions.DependencyInjection;

namespace FollowUp.Tests.Links;

/// <summary>The keys that links are derived from, and how links are renewed and closed.</summary>
public sealed class LinkRingTests(TablesFixture storage) : Acts.ActTests
{
    private const string Deputy = "board.deputy@town.example";

    // As the mail names a colleague, who has a name.
    private const string Helper = "\"Alex Exempel\" <helper@town.example>";

    private static readonly string Leaked = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    private static readonly string Other = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    [Fact]
    public async Task With_a_leaked_key_no_derived_link_opens_anything_once_all_links_are_renewed()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage, Ring(("1", Leaked)));
        var board = world.LinkOf(Board);
        await world.SaveAsync(board, ("1:1.what", "Kursen är köpt."));
        await world.SubmitAsync(world.LinkOf(Housing), Everything);
        await HandOverAsync(world, world.LinkOf(Social), "helper@town.example");
        var old = new[] { board, world.LinkOf(Deputy), world.LinkOf(Housing), world.LinkOf(Helper) };

        // A rotation alone breaks no link, and no form that was open.
        var form = await world.OpenSectionAsync(board, "1:1");
        await world.RestartAsync(Ring(("2", Other), ("1", Leaked)));
        Assert.Equal(HttpStatusCode.SeeOther, (await world.PostFormAsync(form, "spara", ("1:1.what", "Kursen är hållen."))).Status);
        foreach (var link in old)
        {
            Assert.Equal(HttpStatusCode.OK, (await world.OpenAsync(link)).Status);
        }

        await DoAsync(world, "renew-links");

        foreach (var link in old)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await world.OpenAsync(link)).Status);
        }
        // Nor does anything that can be made of the key, whatever the generation.
        var round = (await world.Local.Emulator.Services.GetRequiredService<RoundTable>().GetAsync(SmallTown.RoundId, Cancellation)).Round;
        var thief = new LinkTokens(new LinkSettings(new Uri("http://localhost"), [new LinkKey("1", Convert.FromBase64String(Leaked))], 730,
            new HashSet<string>()));
        foreach (var department in SmallTown.Register.Departments)
        {
            foreach (var id in department.Contacts.Select(contact => contact.Id).Append(RoundIds.DelegationId(1)))
            {
                foreach (var epoch in Enumerable.Range(0, 3))
                {
                    var token = thief.Token(new LinkOrigin(round.Id, "1", epoch), department, id);
                    Assert.Equal(HttpStatusCode.NotFound, (await world.OpenAsync($"/svar/{token}")).Status);
                }
            }
        }
        // Who has something left got another link, a colleague too, and finds what was saved.
        Assert.Equal([Helper, Deputy, Board, Social],
            world.Mails.Where(mail => mail.File.Contains("~links_1~")).Select(mail => mail.To).Order(StringComparer.Ordinal));
        Assert.Contains("Kursen är hållen.", (await world.OpenSectionAsync(world.LinkOf(Board), "1:1")).Html);
        Assert.Equal(HttpStatusCode.OK, (await world.OpenAsync(world.LinkOf(Helper))).Status);
        // The department that had nothing left gets no letter now, and its next one carries a link that opens.
        await DoAsync(world, "departments/housing/return", """{"section": "1:1", "question": "Vilken lokal?"}""");
        Assert.Equal(HttpStatusCode.OK, (await world.OpenAsync(world.LinkOf(Housing))).Status);
        await AssertBoardAsync(world);
    }

    [Fact]
    public async Task A_rotation_breaks_no_key_persons_link()
    {
        await using var world = await TestWorld.StartAsync(storage, Ring(("1", Leaked)));
        await world.ImportAsync();
        await world.PostAsync("api/rounds", SmallTown.Round);
        var shared = (await world.PostAsync($"{Round}/preview-links", """{"name": "Kim"}""")).Text;

        await world.RestartAsync(Ring(("2", Other), ("1", Leaked)));

        Assert.Equal(shared, (await world.PostAsync($"{Round}/preview-links", """{"name": "Kim"}""")).Text);
        world.SignIn();
        Assert.Contains("Kim", (await world.OpenAsync($"/samordning/omgangar/{SmallTown.RoundId}/utkast")).Text);
    }

    [Fact]
    public async Task Links_of_a_closed_round_can_be_closed_all_or_one()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var (board, deputy, housing) = (world.LinkOf(Board), world.LinkOf(Deputy), world.LinkOf(Housing));
        await world.SubmitAsync(housing, Everything);
        await DoAsync(world, "close");

        await DoAsync(world, "departments/board/close-link", """{"contact": "contact"}""");
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.Gone),
            ((await world.OpenAsync(board)).Status, (await world.OpenAsync(deputy)).Status));
        Assert.Equal(HttpStatusCode.OK, (await world.OpenAsync($"{housing}/kvitto/1")).Status);
        await DoAsync(world, "close-links");

        Assert.Equal(HttpStatusCode.NotFound, (await world.OpenAsync(deputy)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await world.OpenAsync($"{housing}/kvitto/1")).Status);
        Assert.Equal(2, (await world.TrailAsync("linksClosed")).Count);
        // Opened again, the round asks again, and the link that was closed alone stays closed.
        await DoAsync(world, "reopen", Reopening);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK),
            ((await world.OpenAsync(board)).Status, (await world.OpenAsync(deputy)).Status));
    }

    [Fact]
    public async Task A_closed_link_gets_no_letters_until_it_is_sent_again_and_then_is_another_one()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var board = world.LinkOf(Board);
        await DoAsync(world, "departments/board/close-link", """{"contact": "contact"}""");
        await world.AdvanceToAsync(new DateOnly(2026, 2, 13), 9);
        Assert.Equal(["invitation"], world.NoticesTo(Board));
        Assert.Equal(["invitation", "reminder-14"], world.NoticesTo(Deputy));

        await DoAsync(world, "departments/board/link", """{"contact": "contact"}""");

        Assert.NotEqual(board, world.LinkOf(Board));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK),
            ((await world.OpenAsync(board)).Status, (await world.OpenAsync(world.LinkOf(Board))).Status));
    }

    [Fact]
    public async Task After_the_close_drafts_are_shown_for_a_month_and_receipts_for_two_years()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var housing = world.LinkOf(Housing);
        await world.SubmitAsync(housing, Contribution);
        await world.SaveAsync(housing, ("2:1.what", "Halvfärdigt."));
        await DoAsync(world, "close");
        var closed = new DateOnly(2026, 1, 12);

        await world.LeapToAsync(closed.AddDays(LinkSettings.DraftDaysAfterClose), 8);
        Assert.Contains("Halvfärdigt.", (await world.OpenAsync(housing)).Text);
        await world.LeapToAsync(closed.AddDays(LinkSettings.DraftDaysAfterClose), 12);
        Assert.DoesNotContain("Halvfärdigt.", (await world.OpenAsync(housing)).Text);
        Assert.Equal(HttpStatusCode.OK, (await world.OpenAsync($"{housing}/kvitto/1")).Status);
        await world.LeapToAsync(closed.AddDays(731), 9);
        Assert.Equal(HttpStatusCode.NotFound, (await world.OpenAsync($"{housing}/kvitto/1")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await world.OpenAsync(housing)).Status);
    }

    private static async Task HandOverAsync(TestWorld world, string link, string email)
    {
        var section = await world.OpenSectionAsync(link, "1:2");
        var page = await world.OpenAsync(section.Document.QuerySelector("a[href$='/lamna-over']")!.GetAttribute("href")!);
        Assert.Equal(HttpStatusCode.SeeOther,
            (await world.PostFormAsync(page, null, ("namn", "Alex Exempel"), ("epost", email))).Status);
        await world.SettleAsync();
    }

    private static Dictionary<string, string?> Ring(params (string Id, string Secret)[] keys) => new(keys.Index()
        .SelectMany(key => new KeyValuePair<string, string?>[]
        {
            new($"FollowUp:LinkKeys:{key.Index}:Id", key.Item.Id), new($"FollowUp:LinkKeys:{key.Index}:Secret", key.Item.Secret),
        }));
}
