using System.Net;

namespace FollowUp.Tests.Pages;

/// <summary>What a page says was just done: nobody can write an address that makes it say so.</summary>
public sealed class NoticeTests(TablesFixture storage)
{
    private const string Board = $"/samordning/omgangar/{SmallTown.RoundId}";

    private static readonly string[] Forged =
    [
        "klart", "klart=paminn", "klart=avbryt", "redan=stang", "klart=paminn-alla&antal=5&idag=0&inte=0", "antal=5&idag=1&inte=2",
        "sparat", "sparat=1", "klart=bedomning", "KLART=paminn", "klart=paminn&intyg=", "klart=paminn&intyg=AAAAAAAAAAAAAAAAAAAAAA",
        "sparat=1&intyg=AAAAAAAAAAAAAAAAAAAAAA",
    ];

    [Fact]
    public async Task No_forged_address_makes_any_page_say_anything_else()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        world.SignIn();
        var token = world.LinkOf("housing@town.example").Split('/')[2];
        var pages = 0;
        foreach (var http in EveryRoute.All.Where(http => http.Methods!.Contains("head")))
        {
            var path = EveryRoute.Path(http, token);
            var plain = await world.OpenAsync(path);
            pages += plain.Status == HttpStatusCode.OK ? 1 : 0;
            foreach (var query in Forged)
            {
                var page = await world.OpenAsync($"{path}?{query}");
                Assert.True((plain.Status, plain.Title, plain.Text) == (page.Status, page.Title, page.Text),
                    $"{path}?{query}:\n{page.Text}");
            }
        }
        Assert.True(pages > 15);
    }

    [Fact]
    public async Task At_the_desk_it_is_said_to_who_did_it_on_that_page_and_for_a_while()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        world.SignIn("Sam Exempel");
        const string said = "Påminnelsen är på väg.";
        var done = await world.PostFormAsync(await world.OpenAsync($"{Board}/enheter/housing/gor/paminn"), null);
        Assert.StartsWith($"{Board}/enheter/housing?klart=paminn&intyg=", done.Location);
        var proof = done.Location!.Split("intyg=")[1];

        Assert.Contains(said, await ReadAsync(done.Location));
        Assert.Contains(said, await ReadAsync(done.Location));
        foreach (var other in new[]
        {
            $"{Board}/enheter/social?klart=paminn&intyg={proof}", $"{Board}?klart=paminn&intyg={proof}",
            $"{Board}/enheter/housing?redan=paminn&intyg={proof}", $"{Board}/enheter/housing?klart=lank&intyg={proof}",
            $"{done.Location}x", $"{done.Location}&klart=lank", $"{Board}/enheter/housing?klart=paminn&x&intyg={proof}",
        })
        {
            var text = await ReadAsync(other);
            Assert.DoesNotContain(said, text);
            Assert.DoesNotContain("Länken är på väg.", text);
        }

        world.SignIn("Kim Exempel");
        Assert.DoesNotContain(said, await ReadAsync(done.Location));

        world.SignIn("Sam Exempel");
        await world.Local.Emulator.AdvanceToAsync(world.Local.Emulator.Clock.GetUtcNow().AddMinutes(8),
            TestContext.Current.CancellationToken);
        Assert.Contains(said, await ReadAsync(done.Location));
        await world.Local.Emulator.AdvanceToAsync(world.Local.Emulator.Clock.GetUtcNow().AddMinutes(3),
            TestContext.Current.CancellationToken);
        Assert.DoesNotContain(said, await ReadAsync(done.Location));

        async Task<string> ReadAsync(string address)
        {
            var page = await world.OpenAsync(address);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            return page.Text;
        }
    }

    [Fact]
    public async Task Behind_a_link_it_is_said_there_alone()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(storage);
        var (link, other) = (world.LinkOf("board@town.example"), world.LinkOf("board.deputy@town.example"));
        const string said = "är sparat.";
        var saved = await world.PostFormAsync(await world.OpenAsync($"{link}/avsnitt/1"), "spara", ("1:1.what", "En kurs."));

        Assert.Contains(said, (await world.OpenAsync(saved.Location!)).Text);
        Assert.DoesNotContain(said, (await world.OpenAsync(saved.Location!.Replace(link, other))).Text);
        Assert.DoesNotContain(said, (await world.OpenAsync(saved.Location!.Replace("sparat=1", "sparat=2"))).Text);
        Assert.DoesNotContain(said, (await world.OpenAsync(saved.Location!.Replace($"{link}?", $"{link}/granska?"))).Text);
    }
}
