using FollowUp.Rounds;

namespace FollowUp.Tests.Coordinator;

/// <summary>The page of the trail, and its CSV.</summary>
public sealed class TrailPageTests(TablesFixture storage) : RoundDeskTests(storage)
{
    [Fact]
    public async Task The_trail_is_filtered_by_department_person_and_kind()
    {
        await using var world = await StartAsync();
        await world.SubmitAsync(world.LinkOf("housing@town.example"), Contribution);

        var all = Rows(await world.OpenAsync($"{Round}/handelser"), null);
        var submitted = Rows(await world.OpenAsync($"{Round}/handelser?enhet=housing&vem=&vad=Submitted"), null);

        Assert.Contains(all, row => row[1] == "Mejl skickat" && row[4] == "FollowUp");
        Assert.Equal([["Svar inskickat", "Bostadsbolaget", "inskickning 1: 1:1", "Kim Exempel (handläggare)"]],
            submitted.Select(row => row[1..]));
        Assert.Equal((await world.GetJsonAsync("api/rounds/town-2025/trail")).EnumerateArray()
            .Count(entry => entry.GetProperty("what").GetString() != "mailDecided"), all.Count);
        Assert.Equal(["Svar inskickat"], Rows(await world.OpenAsync($"{Round}/handelser?sok=KIM&fran=2026-01-12&till=2026-01-12"), null)
            .Select(row => row[1]));
        Assert.Empty(Rows(await world.OpenAsync($"{Round}/handelser?sok=kim&till=2026-01-11"), null));
        Assert.Empty(Rows(await world.OpenAsync($"{Round}/handelser?sok=kim&fran=2026-01-13"), null));
        // What is no day leaves out nothing.
        Assert.Equal(all.Count, Rows(await world.OpenAsync($"{Round}/handelser?fran=i+fredags"), null).Count);
        var csv = (await world.OpenAsync($"{Round}/handelser.csv?enhet=housing&vad=Submitted")).Html.Trim().Split('\n')
            .Select(line => line.Trim('\r', '"').Split("\";\"")[1..]);
        Assert.Equal([["Vad", "Enhet", "Om", "Av", "Enhetens kortnamn"],
            ["Svar inskickat", "Bostadsbolaget", "inskickning 1: 1:1", "Kim Exempel (handläggare)", "housing"]], csv);
    }

    [Fact]
    public async Task What_anybody_wrote_is_text_in_the_desk_s_tables_too()
    {
        await using var world = await TestWorld.WithOpenRoundAsync(Storage);
        world.SignIn("=HYPERLINK(1)");
        await world.PostFormAsync(await world.OpenAsync($"{Round}/gor/pausa"), null, ("reason", "=1+1"));

        var trail = await world.OpenAsync($"{Round}/handelser.csv?vad=RoundPaused");

        Assert.Contains("'=1+1", trail.Html);
        Assert.Contains("'=HYPERLINK(1)", trail.Html);
        Assert.DoesNotMatch("(^|[;\"\n])=", trail.Html);
        Assert.Equal("no-store", trail.Headers["Cache-Control"]);
    }
}
